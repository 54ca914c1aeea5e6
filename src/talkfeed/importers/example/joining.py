"""Records of a page, and the page as read without an example → all talks, and what is left.

A talk that both have is combined of the two; what an example gives stays as it was given.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.example.accounting import account, touched_by
from talkfeed.importers.example.combining import Others, Words
from talkfeed.importers.example.dating import meaning
from talkfeed.importers.example.locating import example_of
from talkfeed.importers.page.date_runs import in_full
from talkfeed.importers.page.parse import text_of
from talkfeed.importers.page.places import Places
from talkfeed.model.imported import FoundTalk, ImportResult
from talkfeed.records.collecting import collect, merge_deliveries
from talkfeed.records.draft import ORDER, Draft, Named, finish
from talkfeed.records.timestamps import Phrase, date_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.lines import Spot
    from talkfeed.importers.example.locating import Example, Located
    from talkfeed.importers.example.sheet import Sheet
    from talkfeed.importers.example.trust import Trust
    from talkfeed.importers.example.wrapper import Reading
    from talkfeed.model.imported import ImportOptions, Plain, SourceInput
    from talkfeed.records.draft import Outcome

_COMPARED, _NAMED = 5, 2
"""The fields of an example that are compared: all but its links; of one with deliveries, two."""


def join(
    sheet: Sheet,
    readings: Sequence[Reading],
    located: Sequence[Located],
    plain: ImportResult,
    trust: Trust,
    *,
    taken: tuple[SourceInput, ImportOptions],
) -> ImportResult:
    """Join the records with what is read without an example, and account for all dates."""
    records = list(_records(sheet, readings, *taken))
    plain = replace(plain, talks=tuple(_without_label(one, sheet) for one in plain.talks))
    index = Others(plain.talks, Words(line.text for line in sheet.page.lines), date_rules(taken[1]))
    left = list(located)
    read = list(_joined(records, index, left, trust))
    outcomes: list[Outcome] = [talk for reading, talk in read if not reading.is_inherited]
    below: dict[Spot, list[FoundTalk]] = defaultdict(list)
    for reading, talk in read:
        if reading.is_inherited:
            below[reading.spots["title"]].append(talk)
    outcomes += map(merge_deliveries, below.values())
    outcomes += (FoundTalk(fields=_listed(one.example.fields)) for one in left)
    talks, unparsed = collect(outcomes)
    talks = tuple(_as_given(talks, located))
    touched = touched_by([one for one, _ in read], located, talks)
    rest = replace(plain, talks=tuple(one for one in plain.talks if not index.is_used(one)))
    more, left_over = account(sheet, rest, touched, index.words, trust)
    return replace(plain, talks=(*talks, *more), unparsed=(*unparsed, *left_over))


def _joined(
    records: Sequence[tuple[Reading, FoundTalk]],
    index: Others,
    left: list[Located],
    trust: Trust,
) -> Iterator[tuple[Reading, FoundTalk]]:
    """Yield the readings that are talks, each with its talk; take examples out of `left`."""
    for (reading, record), other in zip(records, index.partners(records), strict=True):
        known = next((one for one in left if _is_of(reading, one)), None)
        if known is not None:
            left.remove(known)
            yield reading, FoundTalk(fields=_listed(known.example.fields), line=record.line)
        elif (talk := index.joined(record, other, reading, trust)) is not None:
            yield reading, talk


def _records(
    sheet: Sheet, readings: Sequence[Reading], source: SourceInput, options: ImportOptions
) -> Iterator[tuple[Reading, FoundTalk]]:
    """Yield the readings that have a title, each with its talk."""
    rules, places = date_rules(options), Places(text_of(source))
    for one in readings:
        made = finish(_draft(one, sheet.rules, rules, source.base, places), options)
        yield from [(one, made)] if isinstance(made, FoundTalk) else ()


def _without_label(talk: FoundTalk, sheet: Sheet) -> FoundTalk:
    """Leave out an event that is a label of links in many records, such as "Story"."""
    if not sheet.is_label(example_of(talk.fields).event):
        return talk
    return replace(talk, fields={key: each for key, each in talk.fields.items() if key != "event"})


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


def _draft(reading: Reading, rules: DateRules, ours: DateRules, base: str, places: Places) -> Draft:
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
        line=places.find(reading.title),
    )
