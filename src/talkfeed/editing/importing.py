"""A result → the new texts of the talks files, and what to tell of each talk.

The line of it: tidy what was found, decide what is new, write that where the order of the file
wants it, and check the result. Nothing is written to a disk here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.editing import memory as remembering
from talkfeed.editing.checking import reject_new_problems
from talkfeed.editing.likeness import look
from talkfeed.editing.listing import append, insert_before
from talkfeed.editing.merge import Decision, Verdict, facts_of, merge
from talkfeed.editing.placing import arrange, direction, place_before
from talkfeed.editing.plain import ORDER, deliveries, of_file, plain, talks_of
from talkfeed.editing.splicing import append_item, set_field
from talkfeed.editing.tidy import comment, lines_of, tidy
from talkfeed.editing.videos import KINDS, match_videos
from talkfeed.model.imported import Confidence, ImportResult
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.editing.document import Document, Splice
    from talkfeed.editing.memory import Memory
    from talkfeed.editing.talksfile import Listed
    from talkfeed.errors import Place
    from talkfeed.model.imported import FoundTalk, Plain, Unparsed

Spot = tuple[str, int]
"""A splice: the path of its file, and its number there."""
_FIRST = re.compile(r"(?:^|[\r\n]) *(- |# )")


class Told(NamedTuple):
    """What became of one talk, and where it stands now: the path and line, 0 where it does not."""

    decision: Decision
    path: str
    line: int


class Left(NamedTuple):
    """What was left to finish by hand, and the path and line of its comment."""

    unparsed_part: Unparsed
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import would do: new texts by path (None where there was no file), and the memory.

    `left` are the unparsed parts that are written as comments, `others` those that are no talks, or
    were there before.
    """

    before: Mapping[str, str | None]
    after: Mapping[str, str]
    memory: str
    told: tuple[Told, ...]
    left: tuple[Left, ...]
    others: tuple[Unparsed, ...]


def plan(
    listed: Listed,
    result: ImportResult,
    memory: Memory,
    *,
    source: str,
    rules: DateRules | None = None,
    add_videos: bool = False,
) -> Import:
    """Decide everything an import would do; `source` is what the talks record of it.

    `rules` say how the source's dates were read, if that is not how those of the file are.

    Raises:
        Rejected: TF711, the result would not pass a check; TF712, a file has a form that cannot
            be changed.
    """
    found, unfinished = tidy(result.talks, listed.settings, source, rules)
    there = [each for talk in talks_of(listed.raw) for each in of_file(talk)]
    everything = [*found, *(each.found for each in unfinished)]
    if result.kind in KINDS:
        decided = match_videos(everything, there, memory)
        decided = [_as_talk(each) if add_videos else each for each in decided]
    else:
        decided = merge(everything, there, memory, listed.rules)
    rest = dict(zip(map(id, decided[len(found) :]), unfinished, strict=True))
    open_ = [each for each in decided if id(each) in rest and each.verdict is Verdict.NEW]
    left_open = set(map(id, open_))
    decisions = [each for each in decided if id(each) not in left_open]
    unread = [
        *(rest[id(each)].left for each in open_),
        *(each for each in result.unparsed if each.is_talk),
    ]
    strange = [each for each in result.unparsed if not each.is_talk]
    return _import(listed, decisions, _once(unread), strange, memory)


def _import(
    listed: Listed,
    decisions: Sequence[Decision],
    unread: Sequence[Unparsed],
    strange: Sequence[Unparsed],
    memory: Memory,
) -> Import:
    """Leave out what was left before, and remember all that is known now."""
    left = [each for each in unread if not _is_there(each, listed, memory)]
    others = [*strange, *(each for each in unread if each not in left)]
    known = [each.found for each in decisions if each.verdict is not Verdict.VIDEO]
    facts = {fact for each in known for fact in facts_of(each)}
    facts |= {remembering.text_fact(each.text) for each in unread}
    return _write(listed, decisions, left, others, memory | facts)


def open_questions(
    found: Sequence[FoundTalk], listed: Listed, memory: Memory, source: str
) -> list[FoundTalk]:
    """List the talks that are not listed, cannot be, and were not left to a person before."""
    made = plan(listed, ImportResult(kind="", talks=tuple(found)), memory, source=source)
    texts = {each.unparsed_part.text for each in made.left}
    return [
        each
        for each in found
        if any(one.left.text in texts for one in tidy([each], listed.settings, source)[1])
    ]


def _as_talk(decision: Decision) -> Decision:
    """Add the video of a talk that is not listed as a talk, which it may not be."""
    if decision.verdict is not Verdict.VIDEO:
        return decision
    doubts = (*decision.found.doubts, "the title and the date are those of the video")
    found = replace(decision.found, confidence=Confidence.DOUBTFUL, doubts=doubts)
    return Decision(found=found, verdict=Verdict.NEW)


def _once(left: Iterable[Unparsed]) -> list[Unparsed]:
    """Leave out what says the same as another; what says nothing goes, too."""
    first: dict[str, Unparsed] = {}
    for each in left:
        first.setdefault(validators.block(each.text), each)
    first.pop("", None)
    return [*first.values()]


def _is_there(left: Unparsed, listed: Listed, memory: Memory) -> bool:
    """Tell whether an unparsed part was written before, and may be finished by now."""
    lines = [f"# {line}".rstrip() for line in lines_of(left)]
    return remembering.text_fact(left.text) in memory or any(
        all(line in one.text for line in lines) for one in listed.documents.values()
    )


# --- where it goes ------------------------------------------------------------------------------


class _Edits:
    """Splices by the path of their file; each is known by its path and number."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.splices: dict[str, list[Splice]] = defaultdict(list)

    def add(self, path: str, splices: Iterable[Splice]) -> list[Spot]:
        """Take splices of a file, and name each."""
        first = len(self.splices[path])
        self.splices[path] += splices
        return [(path, number) for number in range(first, len(self.splices[path]))]

    def fill(self, decision: Decision) -> None:
        """Write the fields and deliveries that a talk of the file lacks."""
        for place, key, value in decision.wishes:
            document = self.documents[place.path]
            self.add(place.path, [set_field(document, place, key, value, ORDER)])
        if decision.place is None or not decision.given:
            return
        document, place = self.documents[decision.place.path], decision.place
        if decision.listed is None:
            splices = [set_field(document, place, "given", decision.given, ORDER)]
        else:
            splices = [append_item(document, decision.listed, each) for each in decision.given]
        self.add(place.path, splices)


def _write(
    listed: Listed,
    decisions: Sequence[Decision],
    left: Sequence[Unparsed],
    others: Sequence[Unparsed],
    facts: Memory,
) -> Import:
    """Put everything into its place, and see where it is then."""
    edits = _Edits(listed.documents)
    for each in decisions:
        edits.fill(each)
    new = [each for each in decisions if each.verdict is Verdict.NEW]
    spots, comments = _insert(listed, new, left, edits)
    applied = {
        path: listed.documents[path].apply(one) for path, one in edits.splices.items() if one
    }
    after = {path: text for path, (text, _) in applied.items()}
    reject_new_problems(listed.source, after)
    lines = _Lines(edits, applied)
    return Import(
        before={path: listed.before(path) for path in after},
        after=after,
        memory=remembering.dump(facts),
        told=tuple(lines.tell(each, spots.get(id(each))) for each in decisions),
        left=tuple(
            Left(each, spot[0], lines.of_new(spot))
            for each, spot in zip(left, comments, strict=True)
        ),
        others=tuple(others),
    )


def _insert(
    listed: Listed, new: Sequence[Decision], left: Sequence[Unparsed], edits: _Edits
) -> tuple[dict[int, Spot], list[Spot]]:
    """Put new talks where the order of the file wants them, and comments behind all talks."""
    there = [_day(plain(talk), listed.rules) for talk in talks_of(listed.raw)]
    days = [_day(each.found.fields, listed.rules) for each in new]
    way = direction(there)
    groups: dict[int | None, list[Decision]] = defaultdict(list)
    for index in arrange(days, way):
        groups[place_before(days[index], there, way)].append(new[index])
    last = groups.pop(None, [])
    spots: dict[int, Spot] = {}
    for number, group in groups.items():
        place = listed.raw.talks[number or 0].place
        document = listed.documents[place.path]
        spot = document.index(place)
        if spot is None:
            last += group
            continue
        splices = insert_before(document, spot, [each.found.fields for each in group])
        spots |= zip(map(id, group), edits.add(place.path, splices), strict=True)
    end = _end(listed)
    entries = [comment(each) for each in left]
    splices = append(listed.documents[end], [each.found.fields for each in last], entries)
    added = edits.add(end, splices)
    spots |= zip(map(id, last), added, strict=False)
    return spots, added[len(last) :]


def _day(fields: Plain, rules: DateRules) -> date | None:
    """Give the first day of a talk's first delivery."""
    first = next(deliveries(fields), None) if isinstance(fields, Mapping) else None
    return look(first[0], rules).start if first else None


def _end(listed: Listed) -> str:
    """Name the file that new talks go to when their order does not matter."""
    talks = listed.raw.talks
    is_main = listed.documents[listed.main].dashes or not talks
    return listed.main if is_main else talks[-1].place.path


class _Lines:
    """Where things are, once all splices are made."""

    def __init__(self, edits: _Edits, applied: Mapping[str, tuple[str, list[int]]]) -> None:
        self._edits, self._applied = edits, applied

    def of_new(self, spot: Spot) -> int:
        """Tell the line of something that was put in: that of its dash, or of its comment."""
        path, number = spot
        text, offsets = self._applied[path]
        added = self._edits.splices[path][number].text
        found = _FIRST.search(added)
        return text.count("\n", 0, offsets[number] + (found.start(1) if found else 0)) + 1

    def _of_old(self, place: Place) -> int:
        document = self._edits.documents[place.path]
        offset = document.offset(place)
        added = sum(
            each.text.count("\n") - document.text.count("\n", each.start, each.end)
            for each in self._edits.splices.get(place.path, ())
            if each.end <= offset
        )
        return place.line + added

    def tell(self, decision: Decision, spot: Spot | None) -> Told:
        """Tell where the talk of a decision stands."""
        if spot is not None:
            return Told(decision, spot[0], self.of_new(spot))
        if decision.place is None:
            return Told(decision, "", 0)
        return Told(decision, decision.place.path, self._of_old(decision.place))
