"""Records of a page, and the page as read without an example → all talks, and what is left.

What no record touches is read as without an example, if it has a date. Every dated line ends in a
talk, in a part to finish by hand, or in the report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.example.combining import Words, combined, partners
from talkfeed.importers.example.dating import meaning
from talkfeed.importers.example.lines import folded
from talkfeed.importers.example.locating import example_of
from talkfeed.importers.page.date_runs import in_full
from talkfeed.importers.page.parse import Places, text_of
from talkfeed.model.imported import Confidence, FoundTalk, ImportResult, Unparsed
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import is_none
from talkfeed.records.collecting import collect, merge_deliveries
from talkfeed.records.draft import ORDER, Draft, Named, finish
from talkfeed.records.timestamps import Phrase, date_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.lines import Spot
    from talkfeed.importers.example.locating import Example, Located
    from talkfeed.importers.example.sheet import Sheet
    from talkfeed.importers.example.trust import Trust
    from talkfeed.importers.example.wrapper import Reading
    from talkfeed.model.imported import ImportOptions, Plain, SourceInput
from talkfeed.records.draft import Outcome

OTHER_DATE = "a line with a date that is not like your example"
UNDATED = "not like your example: it has no date"
_SHOWN = 200
_WORDS = 6
"""The first words of a part by which its line is found."""
_COMPARED, _NAMED = 5, 2
"""The fields of an example that are compared: all but its links; of one with deliveries, two."""
_BELOW, _ABOVE = 5, 2
"""The lines around the title of a talk that is read without an example in which its date may be."""


class Touched(NamedTuple):
    """What the records have of a page: all their lines, those of fields, and the titles' words."""

    lines: frozenset[int]
    fields: frozenset[int]
    titles: frozenset[str]


def join(
    sheet: Sheet,
    readings: Sequence[Reading],
    located: Sequence[Located],
    plain: ImportResult,
    trust: Trust,
    taken: tuple[SourceInput, ImportOptions],
) -> ImportResult:
    """Join the records with what is read without an example, and account for all dates."""
    source, options = taken
    places = Places(text_of(source))
    words = Words([folded(line.text) for line in sheet.page.lines])
    outcomes: list[Outcome] = []
    below: dict[Spot, list[FoundTalk]] = defaultdict(list)
    left = list(located)
    others = partners(readings, plain.talks, words)
    for reading, other in zip(readings, others, strict=True):
        number = places.find(reading.title)
        known = next((one for one in left if _is_of(reading, one)), None)
        if known is not None:
            left.remove(known)
            made: Outcome = FoundTalk(fields=_listed(known.example.fields), line=number)
        else:
            written = _draft(reading, sheet.rules, date_rules(options), source.base, number)
            made = finish(written, options)
            if other is not None and isinstance(made, FoundTalk):
                made = combined(made, other, trust.right, trust.unread)
        if reading.is_inherited and isinstance(made, FoundTalk):
            below[reading.spots["title"]].append(made)
        else:
            outcomes.append(made)
    outcomes += map(merge_deliveries, below.values())
    outcomes += (FoundTalk(fields=_listed(one.example.fields)) for one in left)
    talks, unparsed = collect(outcomes)
    talks = tuple(_as_given(talks, located))
    touched = _touched(readings, located, talks)
    more, rest = _untouched(sheet, plain, touched, words, trust)
    return replace(plain, talks=(*talks, *more), unparsed=(*unparsed, *rest))


def _listed(fields: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the fields of an example that other talks can have, its speakers as a list."""
    found = {name: value for name, value in fields.items() if name in ORDER}
    return found | ({"speakers": [fields["speaker"]]} if "speaker" in fields else {})


def _as_given(talks: Sequence[FoundTalk], located: Sequence[Located]) -> Iterator[FoundTalk]:
    """Give the talks of examples all of their fields back, as a person wrote them.

    A talk that the page has several deliveries of keeps them, unless the example has some as well.
    """
    left = list(located)
    for talk in talks:
        found = example_of(talk.fields)
        known = next((one for one in left if _is_like(found, one.example)), None)
        if known is None or ("given" in talk.fields and "given" not in known.example.fields):
            yield talk
        else:
            left.remove(known)
            yield replace(talk, fields=known.example.fields)


def _is_like(found: Example, given: Example) -> bool:
    compared = _NAMED if "given" in given.fields else _COMPARED
    return found[:compared] == given[:compared]


def _is_of(reading: Reading, located: Located) -> bool:
    """Return whether a reading is that of an example, whose fields stand as they were given."""
    record = reading.record
    if located.spots["title"] != reading.spots["title"]:
        return False
    is_here = located.date is not None and record.first <= located.date.line < record.stop
    return not reading.is_inherited or is_here


def _draft(reading: Reading, rules: DateRules, ours: DateRules, base: str, line: int) -> Draft:
    """Return a talk in the words of the page; its date as `ours` read it, if need be in EDTF."""
    phrase = reading.day.phrase
    here, there = meaning(phrase, rules), meaning(phrase, ours)
    if here is not None and (there is None or there.edtf != here.edtf):
        phrase = in_full(phrase, rules)
    return Draft(
        title=reading.title,
        speakers=[Named(name) for name in reading.speakers],
        event=Named(reading.texts.get("event", "")),
        location=Named(reading.texts.get("location", "")),
        when=Phrase(phrase, () if phrase else reading.day.doubts),
        links=reading.links,
        status=reading.status,
        base=base,
        line=line,
    )


def _text(fields: Mapping[str, Plain], name: str) -> str:
    return str(fields.get(name, ""))


def _touched(
    readings: Sequence[Reading], located: Sequence[Located], talks: Sequence[FoundTalk]
) -> Touched:
    fields = {spot.line for one in readings for spot in one.spots.values()}
    fields |= {spot.line for one in located for spot in one.spots.values()}
    fields |= {one.day.line for one in readings}
    fields |= {one.date.line for one in located if one.date is not None}
    lines = {line for one in readings for line in range(one.record.first, one.record.stop)}
    titles = {folded(one.title) for one in readings}
    titles |= {folded(one.example.title) for one in located}
    titles |= {folded(_text(one.fields, "title")) for one in talks}
    return Touched(frozenset(lines | fields - {-1}), frozenset(fields), frozenset(titles))


# --- what no record touches ---------------------------------------------------------------------


def _untouched(
    sheet: Sheet, plain: ImportResult, touched: Touched, words: Words, trust: Trust
) -> tuple[list[FoundTalk], list[Unparsed]]:
    """Return the talks read without an example where no record is, and all other dates.

    Without an example much is read that is no talk: only what looks like the records, and has a
    day of its own and an event, a speaker or a link, is kept; the rest is to be finished by hand.
    """
    kinds = {sheet.page.lines[one].kinds[2] for one in touched.lines}
    talks: list[FoundTalk] = []
    left: list[Unparsed] = []
    seen = set(touched.fields)
    for talk in plain.talks:
        title = folded(_text(talk.fields, "title"))
        here = words.find(title)
        days = {index for day in _days(talk) for index in words.find(day)}
        if title in touched.titles:
            continue
        if trust.is_whole and days:
            talks.append(talk)
            seen |= here | days
            continue
        if not here or here & touched.fields:
            continue
        if (here | days) & touched.lines:  # another talk's record holds it, or its date
            left.append(_left(talk, is_dated=True))
            continue
        near = {one for index in here for one in range(index - _ABOVE, index + _BELOW)}
        seen |= here | (days & near)
        is_alike = any(sheet.page.lines[one].kinds[2] in kinds for one in here)
        if is_alike and days & near and _is_full(talk):
            talks.append(replace(talk, confidence=Confidence.LIKELY))
        else:
            left.append(_left(talk, is_dated=bool(days)))
    for part in plain.unparsed:
        here = words.find(" ".join(folded(part.text).split()[:_WORDS]))
        if not here & touched.lines:
            left.append(part)
            seen |= here
    left += (
        Unparsed(text=line.text[:_SHOWN], why=OTHER_DATE, is_talk=False)
        for line in sheet.page.lines
        if line.number not in seen and any(not one.is_year for one in sheet.dates(line.number))
    )
    return talks, left


def _days(talk: FoundTalk) -> list[str]:
    """List the words of the dates of a talk and its deliveries."""
    given = talk.fields.get("given", ())
    rows = [talk.fields, *(one for one in given if isinstance(one, Mapping))]
    return [day for row in rows if (day := folded(_text(row, "date")))]


def _is_full(talk: FoundTalk) -> bool:
    """Return whether a talk has a title of several words, and more than a date."""
    names = {"speakers", "speaker", "event", *(row.field for row in KINDS)}
    return len(_text(talk.fields, "title").split()) > 1 and bool(names & talk.fields.keys())


def _left(talk: FoundTalk, *, is_dated: bool) -> Unparsed:
    title, date = _text(talk.fields, "title"), _text(talk.fields, "date")
    text = " · ".join(filter(None, (title, date)))[:_SHOWN]
    is_talk = is_dated and not is_none(title)
    return Unparsed(text=text, why=OTHER_DATE if is_dated else UNDATED, is_talk=is_talk)
