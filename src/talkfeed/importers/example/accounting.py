"""What is read without an example, and is in no record → more talks, and what is left by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.example.combining import NEAR, text_of
from talkfeed.importers.example.lines import folded
from talkfeed.importers.example.locating import example_of
from talkfeed.model.imported import Confidence, Unparsed
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import is_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.importers.example.combining import Words
    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.sheet import Sheet
    from talkfeed.importers.example.trust import Trust
    from talkfeed.importers.example.wrapper import Reading
    from talkfeed.model.imported import FoundTalk, ImportResult

OTHER_DATE = "a line with a date that is not like your example"
UNDATED = "not like your example: it has no date"
_SHOWN = 200
_WORDS = 6
"""The first words of a part by which its line is found."""
_LEAP = "2000"
_ABOVE = 2
"""The lines above a title in which the date of the talk may be."""


class Touched(NamedTuple):
    """What the records have of a page: all their lines, those of fields, and their talks."""

    lines: frozenset[int]
    fields: frozenset[int]
    deliveries: frozenset[tuple[str, ...]]


def touched_by(
    readings: Sequence[Reading], located: Sequence[Located], talks: Sequence[FoundTalk]
) -> Touched:
    """Return what records and examples have of a page, of which `talks` were made."""
    fields = {spot.line for one in readings for spot in one.spots.values()}
    fields |= {spot.line for one in located for spot in one.spots.values()}
    fields |= {one.day.line for one in readings}
    fields |= {one.date.line for one in located if one.date is not None}
    lines = {line for one in readings for line in range(one.record.first, one.record.stop)}
    return Touched(
        frozenset(lines | fields - {-1}),
        frozenset(fields),
        frozenset(map(_delivery_of, talks)),
    )


def account(
    sheet: Sheet, plain: ImportResult, touched: Touched, words: Words, trust: Trust
) -> tuple[list[FoundTalk], list[Unparsed]]:
    """Return the talks read without an example where no record is, and what is left by hand.

    If the reading without examples is trusted, those with a date are kept that are in the same kind
    of block as the records, or as another of them. Otherwise much of it is no talk: only what looks
    like the records, and has a day of its own and an event, a speaker or a link, is kept. The rest
    is to be finished by hand.
    """
    blocks = _blocks(sheet, plain, touched, words)
    kinds = {sheet.page.lines[one].kinds[2] for one in touched.lines}
    talks: list[FoundTalk] = []
    left: list[Unparsed] = []
    for talk in plain.talks:
        here = words.find(text_of(talk, "title"))
        days = {index for day in _days(talk) for index in words.find(day)}
        near = days & {one for index in here for one in range(index - _ABOVE, index + NEAR)}
        is_alike = any(sheet.page.lines[one].kinds[2] in kinds for one in here)
        is_kept = trust.is_whole and _days(talk) and (not here or blocks & _blocks_of(sheet, here))
        if is_kept:
            talks += () if _delivery_of(talk) in touched.deliveries else (talk,)
        elif here and not here & touched.fields:
            is_inside = bool((here | days) & touched.lines)  # a record holds it, or its date
            if is_alike and near and _is_full(talk) and not is_inside:
                talks.append(replace(talk, confidence=Confidence.LIKELY))
            else:
                left.append(_left(talk, is_dated=is_inside or bool(days)))
    for part in plain.unparsed:
        here = words.find(" ".join(folded(part.text).split()[:_WORDS]))
        left += () if here & touched.lines else (part,)
    return talks, left


def _blocks(sheet: Sheet, plain: ImportResult, touched: Touched, words: Words) -> set[str]:
    """Return the kinds of blocks with records, or with two or more talks that are in none."""
    count: Counter[str] = Counter()
    for talk in plain.talks:
        count.update(_blocks_of(sheet, words.find(text_of(talk, "title"))))
    several = {block for block, number in count.items() if number > 1}
    return several | _blocks_of(sheet, touched.fields - {-1})


def _blocks_of(sheet: Sheet, lines: Iterable[int]) -> set[str]:
    """Return the kinds of the blocks of some lines: "list", or the tag of another."""
    kinds = {sheet.page.lines[one].kinds[2].split(" ")[0] for one in lines}
    return {"list" if one[-1:].isdigit() and one[0] != "h" else one for one in kinds}


def _delivery_of(talk: FoundTalk) -> tuple[str, ...]:
    """Return what two readings of one delivery have in common."""
    given = example_of(talk.fields)
    return folded(given.title), folded(given.event), given.date


def _days(talk: FoundTalk) -> list[str]:
    """List the dates of a talk and its deliveries."""
    given = talk.fields.get("given", ())
    rows = [talk.fields, *(one for one in given if isinstance(one, Mapping))]
    return [str(row["date"]) for row in rows if "date" in row]


def _is_full(talk: FoundTalk) -> bool:
    """Return whether a talk has a title of several words, and more than a date."""
    names = {"speakers", "event", *(row.field for row in KINDS)}
    return " " in text_of(talk, "title") and bool(names & talk.fields.keys())


def _left(talk: FoundTalk, *, is_dated: bool) -> Unparsed:
    title = text_of(talk, "title")
    text = " · ".join(filter(None, (title, text_of(talk, "date"))))[:_SHOWN]
    is_talk = is_dated and not is_none(title)
    return Unparsed(text=text, why=OTHER_DATE if is_dated else UNDATED, is_talk=is_talk)
