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
from talkfeed.importers.example.locating import completed, example_of, overlaps
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
    from talkfeed.importers.example.locating import Example, Located
    from talkfeed.importers.example.sheet import Sheet
    from talkfeed.importers.example.trust import Trust
    from talkfeed.importers.example.wrapper import Reading
    from talkfeed.model.imported import ImportOptions, Plain, SourceInput

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
    """Join the records with what is read without an example."""
    records = list(_records(sheet, readings, *taken))
    words = Words(line.text for line in sheet.page.lines)
    others = (_without_label(one, sheet) for one in plain.talks)
    index = Others(others, words, date_rules(taken[1]))
    located = [_whole(one, taken[1]) for one in located]
    left = list(located)
    read = list(_joined(records, index, left, trust))
    made = [one for _, _, one in read]
    made += (FoundTalk(fields=_listed(one.example.fields)) for one in left)
    touched = touched_by([one for one, _, _ in read], located, made)
    rest = replace(plain, talks=tuple(one for one in index.rows if not index.is_used(one)))
    more, left_over = account(sheet, rest, touched, words, trust)
    groups: dict[object, list[FoundTalk]] = defaultdict(list)
    for reading, other, talk in read:
        groups[index.key(other, reading)].append(talk)
    for talk in (*made[len(read) :], *more):
        groups[index.key(talk)].append(talk)
    talks, unparsed = collect(map(_merged, groups.values()))
    return replace(plain, talks=(*_as_given(talks, located),), unparsed=(*unparsed, *left_over))


def _whole(located: Located, options: ImportOptions) -> Located:
    """Return an example with what the options say of all talks."""
    return located._replace(example=example_of(completed(located.example.fields, options)))


def _merged(deliveries: Sequence[FoundTalk]) -> FoundTalk:
    """Merge deliveries of one talk; an example that has several is kept as it was given."""
    given = next((one for one in deliveries if "given" in one.fields), None)
    return given or (merge_deliveries(deliveries) if deliveries[1:] else deliveries[0])


def _joined(
    records: Sequence[tuple[Reading, FoundTalk]],
    index: Others,
    left: list[Located],
    trust: Trust,
) -> Iterator[tuple[Reading, FoundTalk | None, FoundTalk]]:
    """Yield the readings that are talks, the same talk as read without examples, and both as one.

    Examples are taken out of `left`.
    """
    for (reading, record), other in zip(records, index.partners(records), strict=True):
        known = next((one for one in left if _is_of(reading, one)), None)
        if known is not None:
            left.remove(known)
            yield reading, other, FoundTalk(fields=_listed(known.example.fields), line=record.line)
        elif (talk := index.joined(record, other, reading, trust)) is not None:
            yield reading, other, talk


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
    if not overlaps(located.spots["title"], reading.spots["title"]):
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
