"""An unreadable phrase of recurring slots → the most helpful error, with an example that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.dates.rejections import shown
from talkfeed.errors import Rejected
from talkfeed.series.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkfeed.series.lexer import Token

EXAMPLES = 'write e.g. "Wednesday 16:00-17:00", "2nd Thursday of the month" or "every other Friday"'


def too_long(text: str) -> Rejected:
    """Return the error of a phrase that is too long."""
    return Rejected("TF241", f"a rule of {len(text)} characters; the limit is 200", EXAMPLES)


def explain_unread(text: str, found: Sequence[Token]) -> Rejected:
    """Return the first error in the table that applies to a phrase that is no rule."""
    line = shown(text)
    return next(rejected for cause in _CAUSES if (rejected := cause(line, found)))


def _vague(text: str, found: Sequence[Token]) -> Rejected | None:
    token = next((each for each in found if each.kind in "V~"), None)
    if token is None:
        return None
    return Rejected(
        "TF244",
        f"'{token.text.strip()}' in '{text}' leaves open when it is",
        "write the rule as it is meant, and what differs under `except:` or `changes:`",
    )


def _elsewhere(text: str, found: Sequence[Token]) -> Rejected | None:
    token = next((each for each in found if each.kind == "X"), None)
    if token is None:
        return None
    return Rejected(
        "TF245",
        f"'{token.text.strip()}' in '{text}' is not part of a rule",
        "write the first and last day under `from:` and `to:`, and days without a slot under"
        " `except:`",
    )


def _unknown(text: str, found: Sequence[Token]) -> Rejected | None:
    token = next((each for each in found if each.kind == "x" and each.text.strip()), None)
    if token is None:
        return None
    words = (word.strip(".,;:!?()[]\"'") for word in text.split())
    word = next((word for word in words if folded(word) == token.text), shown(token.text))
    return Rejected(
        "TF241",
        f"cannot read '{word}' in '{text}'",
        f"{EXAMPLES}; a place belongs in `location:`",
    )


def _only_time(text: str, found: Sequence[Token]) -> Rejected | None:
    kinds = {token.kind for token in found}
    if not kinds & set("TJN") or kinds & set("WOPDGRE"):
        return None
    return Rejected("TF242", f"no day in '{text}'", f"write the day as well: {EXAMPLES[6:]}")


def _unread(text: str, _: Sequence[Token]) -> Rejected:
    return Rejected("TF241", f"cannot read '{text}' as a rule", EXAMPLES)


_CAUSES: tuple[Callable[[str, Sequence[Token]], Rejected | None], ...] = (
    _vague,
    _elsewhere,
    _unknown,
    _only_time,
    _unread,
)
