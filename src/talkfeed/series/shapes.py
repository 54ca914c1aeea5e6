"""Tokens → the days of slots: the table of all ways in which a rule can be written.

After `composites` have joined what belongs together, the classes of the tokens in alphabetical
order are a key of `SHAPES`. So the order of "on Tuesday" and "every two weeks" does not matter, and
a phrase with any other token is no rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from talkfeed.errors import Rejected
from talkfeed.model.series import Schedule, SlotRule
from talkfeed.series.composites import AFTER_TIMES, compose
from talkfeed.series.values import WEEKDAYS, WORKDAYS, rrule
from talkfeed.series.writing import write_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkfeed.series.composites import Positions
    from talkfeed.series.lexer import Token


def _by(days: Sequence[int]) -> str:
    return ",".join(WEEKDAYS[day] for day in days)


def _weekly(found: dict[str, Token]) -> str:
    return rrule("WEEKLY", BYDAY=_by(found["W"].value))


def _fortnightly(found: dict[str, Token]) -> str:
    return rrule("WEEKLY", 2, BYDAY=_by(found["W"].value))


def _alternate(found: dict[str, Token]) -> str:
    """Read "every other Friday"; "every other weekday" may be Monday, Wednesday and Friday."""
    if found["W"].value == WORKDAYS:
        what = f"every other '{found['W'].text}' may be a day, or the days of a week"
        reject_ambiguous(what, "Monday, Wednesday and Friday", "every two weeks on Mon-Fri")
    return _fortnightly(found)


def _daily(_: dict[str, Token]) -> str:
    return rrule("DAILY")


def _weekly_daily(found: dict[str, Token]) -> str:
    """Read "daily, Mon-Fri"."""
    if len(found["W"].value) == 1:
        reject_ambiguous(f"'{found['W'].text}' is one day, not daily", "Wednesday", "daily")
    return _weekly(found)


def _every_some(found: dict[str, Token]) -> str:
    """Read "every two weeks on Tuesday", "every 14 days on Tuesday"."""
    number, unit = found["I"].value
    if unit == "day" and number % 7 == 0:
        number, unit = number // 7, "week"
    if unit != "week":
        _reject_without_days(found["I"].text)
    return rrule("WEEKLY", number, BYDAY=_by(found["W"].value))


def _some_days(found: dict[str, Token]) -> str:
    number, unit = found["I"].value
    if unit != "day":
        _reject_without_days(found["I"].text)
    return rrule("DAILY", number)


def _biweekly(found: dict[str, Token]) -> str:
    """Read "biweekly" with one weekday, which cannot be twice a week."""
    if found["B"].value != "week" or len(found["W"].value) > 1:
        what = f"'{found['B'].text}' has two meanings"
        reject_ambiguous(what, "every two weeks on Tuesday", "Tue and Thu")
    return _fortnightly(found)


def _bimonthly(found: dict[str, Token]) -> str:
    reject_ambiguous(
        f"'{found['B'].text}' has two meanings",
        "every two months on the first Tuesday",
        "1st and 3rd Tuesday of the month",
    )


def _numbered_weeks(found: dict[str, Token]) -> str:
    first = 2 if found["Q"].value == 0 else 1
    weeks = ",".join(str(week) for week in range(first, 54, 2))
    return rrule("YEARLY", BYWEEKNO=weeks, BYDAY=_by(found["W"].value))


def _monthly(found: dict[str, Token]) -> str:
    return _on_positions(found["P"], 1)


def _alone(found: dict[str, Token]) -> str:
    """Read "second Thursday"; "every second Thursday" may be every other one."""
    positions: Positions = found["P"].value
    if positions.is_every:
        number, day = positions.pairs[0]
        other = rrule("WEEKLY", max(number, 2), BYDAY=WEEKDAYS[day])
        reject_ambiguous(
            f"'{found['P'].text}' may be of each month, or of every few weeks",
            write_rule(Schedule("", (SlotRule(_monthly(found)),))),
            write_rule(Schedule("", (SlotRule(other),))),
        )
    return _monthly(found)


def _some_months(found: dict[str, Token]) -> str:
    number, unit = found["I"].value
    if unit != "month":
        reject_ambiguous(
            f"'{found['I'].text}' and '{found['P'].text}' contradict each other",
            "2nd Tuesday of the month",
            "every two weeks on Tuesday",
        )
    return _on_positions(found["P"], number)


def _on_positions(token: Token, interval: int) -> str:
    positions: Positions = token.value
    if positions.is_crossed:
        reject_ambiguous(
            f"'{token.text}' may be several things",
            "1st Monday and 1st Wednesday of the month",
            "1st Saturday of the month",
        )
    if any(number == 0 or not -2 <= number <= 5 for number, _ in positions.pairs):  # noqa: PLR2004 - weeks
        raise Rejected(
            "TF241",
            f"no month has the weekday of '{token.text}'",
            'count from the 1st to the 5th, or "last"',
        )
    if positions.is_workday:
        numbers = ",".join(str(number) for number, _ in positions.pairs)
        return rrule("MONTHLY", interval, BYDAY=_by(WORKDAYS), BYSETPOS=numbers)
    pairs = sorted(set(positions.pairs), key=lambda pair: (pair[0] < 0, pair))
    return rrule("MONTHLY", interval, BYDAY=",".join(f"{n}{WEEKDAYS[day]}" for n, day in pairs))


def _month_day(found: dict[str, Token]) -> str:
    days = sorted(found["D"].value, key=lambda day: (day < 0, day))
    if any(not -2 <= day <= 31 or day == 0 for day in days):  # noqa: PLR2004 - days of a month
        raise Rejected(
            "TF241", f"no month has the day of '{found['D'].text}'", "count from 1 to 31"
        )
    return rrule("MONTHLY", BYMONTHDAY=",".join(map(str, days)))


def _day_after(found: dict[str, Token]) -> str:
    """Read "Wednesday after the first Tuesday", by the days of the month it can be on."""
    weekday, number, other = found["J"].value
    first = 7 * (number - 1) + 1 + ((weekday - other) % 7 or 7)
    if not 1 <= number <= 3:  # noqa: PLR2004 - later ones can be in the next month
        raise Rejected(
            "TF241",
            f"'{found['J'].text}' can be in the next month, which no rule can express",
            "count by the weekday itself where that is meant, or list the days",
        )
    days = ",".join(str(day) for day in range(first, first + 7))
    return rrule("MONTHLY", BYDAY=WEEKDAYS[weekday], BYMONTHDAY=days)


def _missing_days(found: dict[str, Token]) -> str:
    _reject_without_days(" ".join(token.text for token in found.values()))


def _which_weekday(found: dict[str, Token]) -> str:
    text = found["W"].text
    raise Rejected(
        "TF242",
        f"which of the month's days is '{text}'?",
        'write "every Wednesday" for each, or one, e.g. "2nd Wednesday of the month"',
    )


def reject_ambiguous(what: str, one: str, other: str) -> NoReturn:
    """Reject a phrase with two meanings, with both in clear words. Raises: Rejected TF243."""
    raise Rejected("TF243", what, f'write "{one}" or "{other}", whichever is meant')


def _reject_without_days(text: str) -> NoReturn:
    raise Rejected(
        "TF242",
        f"no day in '{text}'",
        'write the day as well, e.g. "every Wednesday" or "2nd Thursday of the month"',
    )


SHAPES: dict[str, Callable[[dict[str, Token]], str]] = {
    "W": _weekly,
    "EW": _weekly,
    "Ww": _weekly,
    "EWw": _weekly,
    "G": _daily,
    "GW": _weekly_daily,
    "EGW": _weekly_daily,
    "AW": _alternate,
    "FW": _fortnightly,
    "EFW": _fortnightly,
    "IW": _every_some,
    "EIW": _every_some,
    "I": _some_days,
    "BW": _biweekly,
    "BEW": _biweekly,
    "BP": _bimonthly,
    "QW": _numbered_weeks,
    "EQW": _numbered_weeks,
    "P": _alone,
    "EP": _alone,
    "Pm": _monthly,
    "EPm": _monthly,
    "IP": _some_months,
    "IPm": _some_months,
    "D": _month_day,
    "J": _day_after,
    "Jm": _day_after,
    "Wm": _which_weekday,
    "EWm": _which_weekday,
    "F": _missing_days,
    "B": _missing_days,
    "Q": _missing_days,
    "m": _missing_days,
    "n": _missing_days,
    "w": _missing_days,
    "k": _missing_days,
    "Y": _missing_days,
    "EY": _missing_days,
    "WY": _missing_days,
    "PY": _missing_days,
}
"""The classes of a phrase without its times, in alphabetical order → what reads them.

Each raises: Rejected TF241 to TF243 for a phrase that is no rule after all.
"""

_IGNORED = frozenset(";,-–absK")


def days_of(found: list[Token]) -> str | None:
    """Return the rule of the tokens of days; None if no shape matches.

    Raises: Rejected TF241 to TF243.
    """
    kept = [token for token in compose(found, AFTER_TIMES) if token.kind not in _IGNORED]
    key = "".join(sorted(token.kind for token in kept))
    reader = SHAPES.get(key)
    return None if reader is None else reader({token.kind: token for token in kept})
