"""A Schedule → the phrase in plain English that is read as the same schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.series.values import WEEKDAYS, rule_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from talkfeed.model.series import Schedule, SlotRule

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST = {-1: "last", -2: "second to last"}
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def write_rule(schedule: Schedule) -> str:
    """Return the canonical phrase of a schedule.

    >>> from talkfeed.series import read_rule
    >>> write_rule(read_rule("jeden zweiten Donnerstag im Monat um 18:30 Uhr"))
    '2nd Thursday of the month 18:30'
    """
    slots = "; ".join(_slot(rule) for rule in schedule.rules)
    zone = schedule.zone or ""
    return f"{slots} {'UTC' if zone[:1] in {'+', '-'} else ''}{zone}".strip()


def _slot(slot: SlotRule) -> str:
    parts = rule_parts(slot.rule)
    words = _WRITERS[parts["FREQ"]](parts)
    if slot.start is None:
        return words
    end = "" if slot.end is None else f"-{slot.end:%H:%M}"
    return f"{words} {slot.start:%H:%M}{end}"


def _weekdays(parts: Mapping[str, str]) -> str:
    return _listed(_NAMES[WEEKDAYS.index(code[-2:])] for code in parts["BYDAY"].split(","))


def _listed(words: Iterable[str]) -> str:
    items = list(words)
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else items[0]


def _ordinal(number: int) -> str:
    return _LAST.get(number) or f"{number}{_ENDINGS.get(number, 'th')}"


def _daily(parts: Mapping[str, str]) -> str:
    interval = parts.get("INTERVAL")
    return f"every {interval} days" if interval else "daily"


def _weekly(parts: Mapping[str, str]) -> str:
    interval = parts.get("INTERVAL")
    return f"every {interval} weeks on {_weekdays(parts)}" if interval else _weekdays(parts)


def _yearly(parts: Mapping[str, str]) -> str:
    is_even = parts["BYWEEKNO"].startswith("2,")
    return f"{'even' if is_even else 'odd'} weeks on {_weekdays(parts)}"


def _monthly(parts: Mapping[str, str]) -> str:
    interval = parts.get("INTERVAL")
    months = f"every {interval} months" if interval else "of the month"
    return f"{_month_days(parts)} {months}"


def _month_days(parts: Mapping[str, str]) -> str:
    numbers = [int(number) for number in parts.get("BYMONTHDAY", "").split(",") if number]
    if "BYSETPOS" in parts:
        positions = map(int, parts["BYSETPOS"].split(","))
        return f"{_listed(map(_ordinal, positions))} weekday"
    if "BYDAY" not in parts:
        days = [f"{_ordinal(number)} day" if number < 0 else _ordinal(number) for number in numbers]
        return _listed(days)
    if numbers:
        weekday, (weeks, gap) = WEEKDAYS.index(parts["BYDAY"]), divmod(numbers[0] - 2, 7)
        return (
            f"{_NAMES[weekday]} after the {_ordinal(weeks + 1)} {_NAMES[(weekday - gap - 1) % 7]}"
        )
    pairs = ((int(code[:-2]), WEEKDAYS.index(code[-2:])) for code in parts["BYDAY"].split(","))
    return _listed(f"{_ordinal(number)} {_NAMES[day]}" for number, day in pairs)


_WRITERS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}
