"""A Schedule → what `talkfeed explain --every` shows: fields for machines, lines in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from talkfeed.series.writing import write_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.model.series import Schedule, SlotRule
    from talkfeed.series.slots import Slot


class RuleFields(TypedDict):
    """A rule of RFC 5545 and local times; null without a time."""

    rule: str
    start: str | None
    end: str | None


class RuleExplanation(TypedDict):
    """How a phrase is read, as JSON-ready values.

    `next` are the starts of the next slots: ISO days, or RFC 3339 with offset and seconds when
    timed; without a zone they have no offset. A slot that a clock skips is left out.
    """

    text: str
    slots: list[RuleFields]
    zone: str | None
    next: list[str]


def explain_rule(schedule: Schedule, following: Sequence[Slot]) -> RuleExplanation:
    """Return the fields of a schedule and its next slots in display order."""
    return RuleExplanation(
        text=schedule.text,
        slots=[_fields(rule) for rule in schedule.rules],
        zone=schedule.zone,
        next=[slot.start.isoformat() for slot in following if slot.problem is None],
    )


def _fields(rule: SlotRule) -> RuleFields:
    start, end = (None if each is None else f"{each:%H:%M}" for each in (rule.start, rule.end))
    return RuleFields(rule=rule.rule, start=start, end=end)


def rule_in_words(schedule: Schedule, following: Sequence[Slot]) -> tuple[tuple[str, str], ...]:
    """Return labels and words: how a phrase is read, and when its next slots are."""
    rules = [("rule", rule.rule) for rule in schedule.rules]
    rows = (
        ("means", write_rule(schedule)),
        *rules,
        ("zone", schedule.zone or "none stated"),
        *(("next", line) for line in _lines(following)),
    )
    return tuple((label, words) for label, words in rows)


def _lines(following: Sequence[Slot]) -> Iterator[str]:
    for slot in following:
        if slot.problem is not None:
            yield f"{slot.day} {slot.problem.code} {slot.problem.message}"
        elif slot.is_repeated:
            yield f"{slot.start.isoformat()} (this time occurs twice; the first is meant)"
        else:
            yield slot.start.isoformat()
    if not following:
        yield "no slot in this period"
