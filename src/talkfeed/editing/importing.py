"""The result of an importer → the new texts of the talks files, and a report on each talk.

The stages: clean the talks found, decide which are new, insert those in the order of the file, and
check the result. Nothing is written to a disk here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.editing import record as import_record
from talkfeed.editing.checking import reject_new_problems
from talkfeed.editing.listing import append, insert_before
from talkfeed.editing.matching import profile
from talkfeed.editing.merge import NOWHERE, Action, MergePlan, Origin, merge
from talkfeed.editing.placing import arrange, direction, places
from talkfeed.editing.plain import ORDER, deliveries, deliveries_in_file, plain, talks_of
from talkfeed.editing.record import ImportRecord
from talkfeed.editing.splicing import append_item, set_field, unset_field
from talkfeed.editing.talksfile import own_talks
from talkfeed.editing.tidy import comment, lines_of, tidy
from talkfeed.editing.videos import KINDS, match_videos
from talkfeed.model.imported import Confidence, ImportResult
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.editing.comparing import FieldEdit
    from talkfeed.editing.document import Document, Splice
    from talkfeed.editing.talksfile import Listed
    from talkfeed.errors import Place
    from talkfeed.model.imported import FoundTalk, Plain, Unparsed

Spot = tuple[str, int]
"""The identity of a splice: the path of its file, and its index there."""
_BREAK = re.compile("\n")
_FIRST = re.compile(r"(?:^|[\r\n]) *(- |# )")


class TalkReport(NamedTuple):
    """The merge plan of a talk, and its path and line after the import (0 if not in the list)."""

    plan: MergePlan
    path: str
    line: int


class UnparsedReport(NamedTuple):
    """An unparsed part to finish by hand, and the path and line of its comment."""

    unparsed_part: Unparsed
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """The changes of an import: texts by path (None if there was no file), and the new record.

    `unparsed` are the parts written as comments; `ignored` those that are not talks, or that an
    earlier import has written.
    """

    before: Mapping[str, str | None]
    after: Mapping[str, str]
    record: str
    reported: tuple[TalkReport, ...]
    unparsed: tuple[UnparsedReport, ...]
    ignored: tuple[Unparsed, ...]


def plan(
    listed: Listed,
    result: ImportResult,
    record: ImportRecord,
    *,
    origin: Origin = NOWHERE,
    rules: DateRules | None = None,
    add_videos: bool = False,
) -> Import:
    """Plan an import from a source, which new talks name.

    `rules` are the date rules of the source, if they differ from those of the file.

    Raises:
        Rejected: TF711, the result would not be valid; TF712, the syntax of a file is not
            supported.
    """
    if listed.created:  # a file begun again has deleted nothing
        record = import_record.EMPTY
    found, unfinished = tidy(result.talks, listed.settings, origin.source, rules)
    there = [each for talk in talks_of(listed.raw) for each in deliveries_in_file(talk)]
    everything = [*found, *(each.found for each in unfinished)]
    if result.kind in KINDS:
        plans = match_videos(everything, there, record, origin)
        plans = [_as_talk(each) if add_videos else each for each in plans]
    else:
        plans = merge(everything, there, record, listed.rules, origin)
        plans = [_readable(each, listed) for each in plans]
    planned = list(zip(unfinished, plans[len(found) :], strict=True))
    plans = plans[: len(found)] + [each for _, each in planned if each.action is not Action.NEW]
    new_parts = [each.unparsed for each, plan in planned if plan.action is Action.NEW]
    parts = _unique([*new_parts, *(each for each in result.unparsed if each.is_talk)])
    unparsed = [each for each in parts if not _is_reported(each, listed, record)]
    ignored = [each for each in result.unparsed if not each.is_talk]
    ignored += [each for each in parts if each not in unparsed]
    return _write(listed, plans, unparsed, ignored, _remember(record, plans, parts))


def _remember(
    record: ImportRecord, plans: Sequence[MergePlan], parts: Sequence[Unparsed]
) -> ImportRecord:
    """Replace what a record has of the talks that were found, and add the unparsed parts."""
    new = [one for each in plans if each.action is not Action.VIDEO for one in each.seen]
    replaced = {id(one) for each in plans for one in each.before}
    spots = {(one.source, one.uid) for one in new if one.uid != import_record.NAMELESS}
    kept = [
        one for one in record.seen if (one.source, one.uid) not in spots and id(one) not in replaced
    ]
    texts = record.texts | {import_record.text_hash(each.text) for each in parts}
    return ImportRecord(texts, (*kept, *new))


def open_questions(
    found: Sequence[FoundTalk], listed: Listed, record: ImportRecord, source: str
) -> list[FoundTalk]:
    """List the unfinished talks that are not in the file and that no earlier import reported."""
    made = plan(listed, ImportResult(kind="", talks=tuple(found)), record, origin=Origin(source))
    texts = {each.unparsed_part.text for each in made.unparsed}
    return [
        each
        for each in found
        if any(one.unparsed.text in texts for one in tidy([each], listed.settings, source)[1])
    ]


def _readable(plan: MergePlan, listed: Listed) -> MergePlan:
    """Leave a talk in a file of other software as it is."""
    if plan.place is None or plan.place.path in listed.documents:
        return plan
    action = Action.UNCHANGED if plan.action is Action.MERGED else plan.action
    return replace(plan, action=action, edits=(), given=())


def _as_talk(plan: MergePlan) -> MergePlan:
    """Add a video without a talk as a new talk, with a doubt."""
    if plan.action is not Action.VIDEO:
        return plan
    doubts = (*plan.found.doubts, "the title and the date are those of the video")
    found = replace(plan.found, confidence=Confidence.DOUBTFUL, doubts=doubts)
    return replace(plan, found=found, action=Action.NEW)


def _unique(unparsed: Iterable[Unparsed]) -> list[Unparsed]:
    """Return the parts with different texts, without empty ones."""
    first: dict[str, Unparsed] = {}
    for each in unparsed:
        first.setdefault(validators.block(each.text), each)
    first.pop("", None)
    return [*first.values()]


def _is_reported(part: Unparsed, listed: Listed, record: ImportRecord) -> bool:
    """Return whether an earlier import wrote an unparsed part, which may be finished by now."""
    lines = [f"# {line}".rstrip() for line in lines_of(part)]
    return import_record.text_hash(part.text) in record.texts or any(
        all(line in one.text for line in lines) for one in listed.documents.values()
    )


# --- positions ----------------------------------------------------------------------------------


class _Edits:
    """Splices by the path of their file; each has a path and an index."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.splices: dict[str, list[Splice]] = defaultdict(list)

    def add(self, path: str, splices: Iterable[Splice]) -> list[Spot]:
        """Add splices of a file, and return their identities."""
        first = len(self.splices[path])
        self.splices[path] += splices
        return [(path, number) for number in range(first, len(self.splices[path]))]

    def apply(self, plan: MergePlan) -> None:
        """Add the fields and deliveries that a merge plan adds to a talk of the file."""
        gone = [each for each in plan.edits if each.value is None]
        keys = [key for _, key, _ in gone]
        for place, key, value in plan.edits:
            document = self.documents[place.path]
            if value is not None:
                splice = set_field(document, place, key, value, ORDER, without=keys)
                self.add(place.path, [splice])
        cuts = {(each.place.path, self._cut(each, plan.place)): None for each in gone}
        for path, cut in cuts:
            self.add(path, filter(None, [cut]))
        if plan.place is None or not plan.given:
            return
        document, place = self.documents[plan.place.path], plan.place
        if plan.listed is None:
            splices = [set_field(document, place, "given", plan.given, ORDER)]
        else:
            splices = [append_item(document, plan.listed, each) for each in plan.given]
        self.add(place.path, splices)

    def _cut(self, edit: FieldEdit, talk: Place | None) -> Splice | None:
        """Remove a field of a delivery, which its talk may have for all deliveries."""
        document = self.documents[edit.place.path]
        places = filter(None, (edit.place, talk))
        return next(filter(None, (unset_field(document, one, edit.key) for one in places)), None)


def _write(
    listed: Listed,
    plans: Sequence[MergePlan],
    unparsed: Sequence[Unparsed],
    ignored: Sequence[Unparsed],
    record: ImportRecord,
) -> Import:
    """Make the new texts, and find the line of each talk in them."""
    edits = _Edits(listed.documents)
    for each in plans:
        edits.apply(each)
    new = [each for each in plans if each.action is Action.NEW]
    spots, comments = _insert(listed, new, unparsed, edits)
    applied = {
        path: listed.documents[path].apply(one) for path, one in edits.splices.items() if one
    }
    after = {path: text for path, (text, _) in applied.items()}
    reject_new_problems(listed.source, after)
    lines = _Lines(edits, applied)
    return Import(
        before={path: listed.before(path) for path in after},
        after=after,
        record=import_record.dump(record),
        reported=tuple(lines.report(each, spots.get(id(each))) for each in plans),
        unparsed=tuple(
            UnparsedReport(each, spot[0], lines.of_new(spot))
            for each, spot in zip(unparsed, comments, strict=True)
        ),
        ignored=tuple(ignored),
    )


def _insert(
    listed: Listed, new: Sequence[MergePlan], unparsed: Sequence[Unparsed], edits: _Edits
) -> tuple[dict[int, Spot], list[Spot]]:
    """Insert new talks in the order of the file, and append comments after all talks."""
    own = own_talks(listed)
    there = [_day(plain(talk), listed.rules) for talk in own]
    days = [_day(each.found.fields, listed.rules) for each in new]
    way = direction(there)
    groups: dict[int | None, list[MergePlan]] = defaultdict(list)
    before = places(days, there, way)
    for index in arrange(days, way):
        groups[before[index]].append(new[index])
    last = groups.pop(None, [])
    spots: dict[int, Spot] = {}
    for number, group in groups.items():
        place = own[number or 0].place
        document = listed.documents[place.path]
        spot = document.index(place)
        if spot is None:
            last += group
            continue
        splices = insert_before(document, spot, [each.found.fields for each in group])
        spots |= zip(map(id, group), edits.add(place.path, splices), strict=True)
    has_list = listed.documents[listed.main].dashes or not own
    end = listed.main if has_list else own[-1].place.path
    entries = [comment(each) for each in unparsed]
    splices = append(listed.documents[end], [each.found.fields for each in last], entries)
    added = edits.add(end, splices)
    spots |= zip(map(id, last), added, strict=False)
    return spots, added[len(last) :]


def _day(fields: Plain, rules: DateRules) -> date | None:
    """Return the first day of a talk's first delivery."""
    first = next(deliveries(fields), None) if isinstance(fields, Mapping) else None
    return profile(first[0], rules).start if first else None


class _Lines:
    """The line numbers after all splices are applied."""

    def __init__(self, edits: _Edits, applied: Mapping[str, tuple[str, list[int]]]) -> None:
        self._edits, self._applied = edits, applied
        self._breaks = {
            path: [match.start() for match in _BREAK.finditer(text)]
            for path, (text, _) in applied.items()
        }
        self._added = {path: self._grown(path) for path in edits.splices}

    def _grown(self, path: str) -> tuple[list[int], list[int]]:
        """Return the ends of all splices in order, and the lines that are added up to each."""
        document, splices = self._edits.documents[path], self._edits.splices[path]
        ordered = sorted(splices, key=lambda each: each.end)
        lines = (
            each.text.count("\n") - document.text.count("\n", each.start, each.end)
            for each in ordered
        )
        return [each.end for each in ordered], [0, *accumulate(lines)]

    def of_new(self, spot: Spot) -> int:
        """Return the line of an inserted talk (its dash), or of an inserted comment."""
        path, number = spot
        _, offsets = self._applied[path]
        added = self._edits.splices[path][number].text
        found = _FIRST.search(added)
        offset = offsets[number] + (found.start(1) if found else 0)
        return bisect_left(self._breaks[path], offset) + 1

    def of_existing(self, place: Place) -> int:
        """Return the new line of a place of the old text."""
        document = self._edits.documents.get(place.path)
        if document is None:  # a file of other software
            return place.line
        ends, lines = self._added.get(place.path, ([], [0]))
        return place.line + lines[bisect_right(ends, document.offset(place))]

    def report(self, plan: MergePlan, spot: Spot | None) -> TalkReport:
        """Return the report on a talk, inserted as the splice `spot` if it is new."""
        if spot is not None:
            return TalkReport(plan, spot[0], self.of_new(spot))
        if plan.place is None:
            return TalkReport(plan, "", 0)
        return TalkReport(plan, plan.place.path, self.of_existing(plan.place))
