"""Tokens that belong together → one token: "2" and "weeks", "1st" and "Monday", "Mon" to "Fri".

A pattern is one of classes of tokens, and matches them wherever they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.series.lexer import Token
from talkfeed.series.values import WORKDAYS

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence


class Composite(NamedTuple):
    """A pattern of classes, and the function that makes one token of what it matches."""

    pattern: re.Pattern[str]
    make: Callable[[Sequence[Token]], Token]


def _values(found: Sequence[Token], kinds: str) -> list[Any]:
    return [token.value for token in found if token.kind in kinds]


def _joined(kind: str, values: Sequence[Any], found: Sequence[Token]) -> Token:
    return Token(kind, values, " ".join(token.text for token in found if token.text))


def _ordinals(found: Sequence[Token]) -> Token:
    """Join "1st, 2 and 3rd"."""
    numbers = [
        number
        for token in found
        if token.kind in "Od"
        for number in (token.value if token.kind == "O" else (token.value,))
    ]
    return _joined("O", tuple(dict.fromkeys(numbers)), found)


def _month_days(found: Sequence[Token]) -> Token:
    """Join "15th" and "of the month".

    A word or a number without an ending needs "of": "second monthly" and "two a month" are no days.
    """
    days = _ordinals(found)
    texts = [token.text for token in found if token.kind in "Od"]
    month = next(token for token in found if token.kind == "m").text
    is_plain = all(text[:1].isdigit() or text[:1] == "第" for text in texts)
    is_day = any(token.kind == "y" for token in found)
    is_bare = any(token.kind == "d" for token in found)
    if not is_day and (min(days.value) < 0 or ((is_bare or not is_plain) and not _is_of(month))):
        return days._replace(kind="x")  # "the last of the month" is no day either
    return days._replace(kind="D" if is_plain or not is_bare else "x")


def _is_of(month: str) -> bool:
    """Return whether words for a month are "of the month", not "a month" or "monthly"."""
    return month.startswith(("of ", "de ", "du ", "del ", "di ", "do ", "des ", "jed", "van "))


def _weekdays(found: Sequence[Token]) -> Token:
    """Join "Mon-Fri", or "Tue and Thu"."""
    groups = _values(found, "W")
    if any(token.kind in "-–tgb~" for token in found):
        if any(len(group) > 1 for group in groups):
            return _joined("x", (), found)
        first, last = groups[0][0], groups[1][0]
        return _joined(
            "W", tuple(sorted((first + n) % 7 for n in range((last - first) % 7 + 1))), found
        )
    return _joined("W", tuple(sorted({day for group in groups for day in group})), found)


class Positions(NamedTuple):
    """Pairs of an ordinal and a weekday; `is_every` if "every" is before a single ordinal."""

    pairs: tuple[tuple[int, int], ...]
    is_every: bool = False
    is_workday: bool = False
    is_crossed: bool = False


def _position(found: Sequence[Token]) -> Token:
    """Join "every second" and "Thursday"; the weekday may be "working day" or, wrongly, several."""
    numbers, days = found[-2].value, found[-1].value
    is_every = found[0].kind == "E" and len(numbers) == 1 and numbers[0] > 1
    is_workday = days == WORKDAYS
    if is_workday:
        days = days[:1]
    pairs = tuple((number, day) for number in numbers for day in days)
    return _joined("P", Positions(pairs, is_every, is_workday, len(days) > 1), found)


def _positions(found: Sequence[Token]) -> Token:
    """Join "1st Monday" and "3rd Thursday"."""
    groups = _values(found, "P")
    pairs = tuple(pair for group in groups for pair in group.pairs)
    odd = any(group.is_workday or group.is_crossed for group in groups)
    is_every = any(group.is_every for group in groups)
    return _joined("P", Positions(pairs, is_every, is_crossed=odd), found)


class Interval(NamedTuple):
    """A number of days, weeks or months: "every 2 weeks"."""

    number: int
    unit: str


_UNITS = {"k": "week", "w": "week", "n": "month", "y": "day"}


def _interval(found: Sequence[Token]) -> Token:
    """Join "every", a number and "weeks"."""
    number = next(iter(_values(found, "d")), 2)
    for value in _values(found, "O"):
        number = value[0] if len(value) == 1 else 0
    if number < 1:
        return _joined("x", (), found)
    return _joined("I", Interval(number, _UNITS[found[-1].kind]), found)


def _weekday_interval(found: Sequence[Token]) -> Token:
    """Read "every two" before Thursdays; "every 2" may be an ordinal without its ending."""
    text = found[-1].text
    return _joined("x" if text.isdigit() else "I", Interval(found[-1].value, "week"), found)


def _as(kind: str) -> Callable[[Sequence[Token]], Token]:
    return lambda found: _joined(kind, found[-1].value, found)


class After(NamedTuple):
    """A weekday after a weekday of a month: "Wednesday after the first Tuesday"."""

    weekday: int
    number: int
    other: int


def _after(found: Sequence[Token]) -> Token:
    positions = found[-1].value
    number, other = positions.pairs[0]
    days = found[0].value or ((other + 1) % 7,)
    if len(days) > 1 or len(positions.pairs) > 1 or positions.is_workday:
        return _joined("x", (), found)
    return _joined("J", After(days[0], number, other), found)


BEFORE_TIMES = (
    Composite(lazy("O(?:[&,]{1,2}(?:O|d(?=[&,]{1,2}[Od]|W)))+"), _ordinals),
    Composite(lazy("[Od]y?m"), _month_days),
    Composite(lazy("Ed[kny]|E?dw|A[kny]|EO[kny]"), _interval),
    Composite(lazy("Ed(?=W)"), _weekday_interval),
    Composite(lazy("E[kw]"), _as("w")),
    Composite(lazy("E[nm]"), _as("m")),
    Composite(lazy("E[yG]"), _as("G")),
    Composite(lazy("EF"), _as("F")),
)
"""Composites made before times are looked for, so that numbers of them are no times."""

AFTER_TIMES = (
    Composite(lazy("W[-–tgb~]W"), _weekdays),
    Composite(lazy("W(?:[&,]{1,2}W)+"), _weekdays),
    Composite(lazy("(?<![&,])EW(?:[&,]{1,2}EW)+"), _weekdays),
    Composite(lazy("E?OW"), _position),
    Composite(lazy("P(?:[&,]{1,2}P)+"), _positions),
    Composite(lazy("m,?(?:y?O|yd)"), _month_days),
    Composite(lazy("[Wy],?RP"), _after),
)
"""Composites of the days alone."""


def compose(found: list[Token], composites: Sequence[Composite]) -> list[Token]:
    """Join tokens that belong together."""
    for composite in composites:
        kinds = "".join(token.kind for token in found)
        for match in reversed(list(composite.pattern.finditer(kinds))):
            part = slice(*match.span())
            found = [*found[: part.start], composite.make(found[part]), *found[part.stop :]]
    return found
