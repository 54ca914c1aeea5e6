"""The plans of an import → the new texts of the talks files, and the line of each talk in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import ORDER, deliveries, plain
from talkfeed.deliveries.profile import profile
from talkfeed.editing import record as import_record
from talkfeed.editing.checking import reject_new_problems
from talkfeed.editing.listing import append, insert_before
from talkfeed.editing.merge import Action
from talkfeed.editing.placing import arrange, direction, places
from talkfeed.editing.report import Import, Kept, PartReport, TalkReport, UnparsedReport
from talkfeed.editing.splicing import append_item, set_field, unset_field
from talkfeed.editing.talksfile import own_talks
from talkfeed.editing.tidy import comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.deliveries.plain import Delivery
    from talkfeed.editing.comparing import FieldEdit
    from talkfeed.editing.document import Document, Splice
    from talkfeed.editing.merge import MergePlan
    from talkfeed.editing.partlist import ListedPart
    from talkfeed.editing.record import ImportRecord
    from talkfeed.editing.talksfile import Listed
    from talkfeed.errors import Place
    from talkfeed.model.imported import MergedEntry, Plain, Unparsed

Spot = tuple[str, int]
"""The identity of a splice: the path of its file, and its index there."""
_BREAK = re.compile("\n")
_FIRST = re.compile(r"(?:^|[\r\n]) *(- |# )")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What to write and to report: plans of talks, and the parts of a source that are none.

    `deliveries` are the texts of those unparsed parts that belong to a listed talk, and `gone` the
    deliveries in the file that the source no longer has. `parts` are in the file already.
    """

    plans: Sequence[MergePlan]
    unparsed: Sequence[Unparsed]
    deliveries: frozenset[str]
    ignored: Sequence[Unparsed]
    merged: Sequence[MergedEntry]
    gone: Sequence[Delivery]
    parts: Sequence[ListedPart] = ()


def write(listed: Listed, changes: Changes, record: ImportRecord) -> Import:
    """Make the new texts, and find the line of each talk in them.

    Raises:
        Rejected: TF711, the result would not be valid; TF712, the syntax of a file is not
            supported.
    """
    edits = _Edits(listed.documents)
    for each in changes.plans:
        edits.apply(each)
    new = [each for each in changes.plans if each.action is Action.NEW]
    spots, comments = _insert(listed, new, changes.unparsed, edits)
    applied = {
        path: listed.documents[path].apply(one) for path, one in edits.splices.items() if one
    }
    after = {path: listed.documents[path].text for path in listed.edited}
    after |= {path: text for path, (text, _) in applied.items()}
    reject_new_problems(listed.source, after)
    lines = _Lines(edits, applied)
    return Import(
        before={path: listed.before(path) for path in after},
        after=after,
        record=import_record.dump(record),
        reported=tuple(lines.report(each, spots.get(id(each))) for each in changes.plans),
        unparsed=tuple(
            UnparsedReport(each, spot[0], lines.of_new(spot), each.text in changes.deliveries)
            for each, spot in zip(changes.unparsed, comments, strict=True)
        ),
        ignored=tuple(changes.ignored),
        merged=tuple(changes.merged),
        kept=tuple(
            Kept(each.place.path, lines.of_existing(each.place), str(each.fields.get("title", "")))
            for each in changes.gone
        ),
        parts=tuple(lines.report_part(each) for each in changes.parts),
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

    def report_part(self, each: ListedPart) -> PartReport:
        """Return a series, event or person with the line after the import."""
        line = self.of_existing(each.place)
        return PartReport(each.part, each.name, each.place.path, line, each.is_new)

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
