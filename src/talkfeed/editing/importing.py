"""A harvest → the new texts of the talks files, and what to tell of each talk.

The line of it: tidy what was found, decide what is new, write that where the order of the file
wants it, and check the result. Nothing is written to a disk here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.editing import memory as remembering
from talkfeed.editing.checking import read_with, refuse_new_problems
from talkfeed.editing.document import make_document, open_document
from talkfeed.editing.likeness import look
from talkfeed.editing.listing import append, insert_before
from talkfeed.editing.merge import Decision, Verdict, facts_of, merge
from talkfeed.editing.plain import ORDER, deliveries, of_file, plain
from talkfeed.editing.placing import arrange, direction, place_before
from talkfeed.editing.splicing import append_item, set_field
from talkfeed.editing.tidy import comment, tidy
from talkfeed.editing.videos import KINDS, match_videos
from talkfeed.editing.writing import mapping
from talkfeed.errors import InvalidData
from talkfeed.model import RawMap
from talkfeed.model.found import Sureness
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.sources._files import main_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.editing.document import Document, Splice
    from talkfeed.editing.memory import Memory
    from talkfeed.errors import Place
    from talkfeed.model import RawFile, Settings
    from talkfeed.model.found import Harvest, Leftover, Plain

URL = "https://talks.example/"
"""Where the output is served, as long as nobody has said."""
Spot = tuple[str, int]
"""A splice: the path of its file, and its number there."""
_FIRST = re.compile(r"(?:^|[\r\n]) *(- |# )")


class Told(NamedTuple):
    """What became of one talk, and where it stands now: the path and line, 0 where it does not."""

    decision: Decision
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import would do: new texts by path (None where there was no file), and the memory.

    `left` are the leftovers that are written as comments, with their lines; `others` those that
    are no talks, or were there before.
    """

    before: Mapping[str, str | None]
    after: Mapping[str, str]
    memory: str
    told: tuple[Told, ...]
    left: tuple[tuple[Leftover, int], ...]
    others: tuple[Leftover, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What is there already: the documents by path, and what stands in them."""

    source: Path
    main: str
    documents: dict[str, Document]
    raw: RawFile
    settings: Settings
    existed: frozenset[str]

    @property
    def rules(self) -> DateRules:
        """Say how dates are read."""
        return date_rules(self.settings)


def open_talks(source: Path, *, title: str = "", url: str = "", author: str = "") -> Listed:
    """Read the talks there are; where there are none, begin a file with what is known.

    Raises:
        InvalidData: a file is there and is no YAML, or has no settings that can be read.
    """
    files = main_files(source) if source.exists() else [source]
    documents = {str(path): open_document(path) for path in files if path.exists()}
    existed = frozenset(documents)
    main = str(files[0])
    if main not in documents or documents[main].root is None:
        begun = documents[main].text if main in documents else ""
        documents[main] = make_document(main, _begin(begun, title, url, author))
    elif _lacks_talks(documents[main]):
        text = documents[main].text
        end = "" if text.endswith(("\n", "\r")) else documents[main].line_end
        documents[main] = make_document(main, f"{text}{end}talks:{documents[main].line_end}")
    raw = read_with(source, {path: one.text for path, one in documents.items()})
    if raw.problems or raw.feed is None:
        raise InvalidData(raw.problems)
    for talk in raw.talks:
        path = talk.place.path
        if path not in documents:
            documents[path] = open_document(Path(path))
    settings, problems = read_settings(raw.feed)
    if problems:
        raise InvalidData(problems)
    return Listed(
        source=source,
        main=main,
        documents=documents,
        raw=raw,
        settings=settings,
        existed=frozenset((*existed, *(documents.keys() - {main}))),
    )


def _begin(text: str, title: str, url: str, author: str) -> str:
    """Write the beginning of a talks file behind what stands there, which are comments."""
    feed: dict[str, Plain] = {"title": title or "Our talks", "url": url or URL}
    if author:
        feed["authors"] = author
    lines = ["feed:", *(f"  {line}" for line in mapping(feed, 2)), "talks:", ""]
    gap = "\n\n" if text.strip() else ""
    return text.rstrip() + gap + "\n".join(lines)


def _lacks_talks(document: Document) -> bool:
    root = document.root
    return isinstance(root, RawMap) and "talks" not in root.fields and "feed" in root.fields


def plan(
    listed: Listed, harvest: Harvest, memory: Memory, *, source: str, add_videos: bool = False
) -> Import:
    """Decide everything an import would do; `source` is what the talks record of it.

    Raises:
        Refusal: TF711, the result would not pass a check; TF712, a file has a form that cannot
            be changed.
    """
    found, unfinished = tidy(harvest.talks, listed.settings, source)
    there = [each for talk in listed.raw.talks for each in of_file(talk)]
    if harvest.kind in KINDS:
        decisions = match_videos(found, there, memory)
        decisions = [_as_talk(each) if add_videos else each for each in decisions]
    else:
        decisions = merge(found, there, memory, listed.rules)
    talks = [each for each in harvest.leftovers if each.is_talk]
    left = [each for each in (*unfinished, *talks) if not _is_there(each, listed, memory)]
    others = [each for each in harvest.leftovers if each not in left]
    known = [each.found for each in decisions if each.verdict is not Verdict.VIDEO]
    facts = {fact for each in known for fact in facts_of(each)}
    facts |= {remembering.text_fact(each.text) for each in (*unfinished, *talks)}
    return _write(listed, decisions, left, others, memory | facts)


def _as_talk(decision: Decision) -> Decision:
    """Add the video of a talk that is not listed as a talk, which it may not be."""
    if decision.verdict is not Verdict.VIDEO:
        return decision
    doubts = (*decision.found.doubts, "the title and the date are those of the video")
    found = replace(decision.found, sureness=Sureness.DOUBTFUL, doubts=doubts)
    return Decision(found=found, verdict=Verdict.NEW)


def _is_there(left: Leftover, listed: Listed, memory: Memory) -> bool:
    """Tell whether a leftover was written before, and may be finished by now."""
    lines = [f"# {line}".rstrip() for line in comment(left)[1:]]
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
    left: Sequence[Leftover],
    others: Sequence[Leftover],
    facts: Memory,
) -> Import:
    """Put everything into its place, and see where it is then."""
    edits = _Edits(listed.documents)
    for each in decisions:
        edits.fill(each)
    new = [each for each in decisions if each.verdict is Verdict.NEW]
    spots, comments = _insert(listed, new, left, edits)
    applied = {path: listed.documents[path].apply(one) for path, one in edits.splices.items()}
    after = {path: text for path, (text, _) in applied.items()}
    refuse_new_problems(listed.source, after)
    lines = _Lines(edits, applied)
    return Import(
        before={path: listed.documents[path].text for path in after},
        after=after,
        memory=remembering.dump(facts),
        told=tuple(lines.tell(each, spots.get(id(each))) for each in decisions),
        left=tuple(zip(left, map(lines.of_new, comments), strict=True)),
        others=tuple(others),
    )


def _insert(
    listed: Listed, new: Sequence[Decision], left: Sequence[Leftover], edits: _Edits
) -> tuple[dict[int, Spot], list[Spot]]:
    """Put new talks where the order of the file wants them, and comments behind all talks."""
    there = [_day(plain(talk), listed.rules) for talk in listed.raw.talks]
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
        index = document.index(place)
        if index is None:
            last += group
            continue
        splices = insert_before(document, index, [each.found.fields for each in group])
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
