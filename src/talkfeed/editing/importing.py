"""The result of an importer → the new texts of the talks files, and a report on each talk.

The stages: clean the talks found, decide which are new, insert those in the order of the file, and
check the result. Nothing is written to a disk here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.deliveries.plain import deliveries_in_file, talks_of
from talkfeed.editing import record as import_record
from talkfeed.editing.inserting import Changes, write
from talkfeed.editing.merge import NOWHERE, Action, MergePlan, Origin, merge, vanished
from talkfeed.editing.partlist import add_parts
from talkfeed.editing.record import ImportRecord
from talkfeed.editing.tidy import lines_of, tidy
from talkfeed.editing.videos import KINDS, match_videos
from talkfeed.identity import fold
from talkfeed.model.imported import Confidence, ImportResult, MergedEntry
from talkfeed.named_tuple import NamedTuple
from talkfeed.talksfile.includes import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.deliveries.plain import Delivery
    from talkfeed.editing.partlist import ListedPart
    from talkfeed.editing.report import Import
    from talkfeed.editing.talksfile import Listed
    from talkfeed.model import Event, Person
    from talkfeed.model.imported import FoundTalk, Plain, Unparsed

EMPTY = "an entry without words"
WINDOWS = frozenset(("feed", "ical", "meetup", "luma", "eventbrite"))
"""The kinds of sources that list what comes, or the last entries only."""


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
    listed, listed_parts = _add_lists(listed, result)
    found, unfinished = tidy(result.talks, listed.settings, origin.source, rules, listed.main)
    everything = [*found, *(each.found for each in unfinished)]
    plans, gone = _decide(everything, result.kind, listed, record, origin)
    if add_videos:
        plans = [_as_talk(each) for each in plans]
    planned = list(zip(unfinished, plans[len(found) :], strict=True))
    plans = plans[: len(found)] + [each for _, each in planned if each.action is not Action.NEW]
    new = [each for each, plan in planned if plan.action is Action.NEW]
    parts = _distinct([*(each.unparsed for each in new), *result.unparsed])
    done = [each for each in parts.first if _is_reported(each, listed, record)]
    changes = Changes(
        plans=plans,
        unparsed=[each for each in parts.first if each not in done],
        deliveries=frozenset(each.unparsed.text for each in new if each.is_delivery),
        ignored=[*(each for each in result.unparsed if not each.is_talk), *parts.empty, *done],
        merged=[*(one for each in everything for one in each.merged), *parts.repeats],
        gone=gone,
        parts=listed_parts,
    )
    return write(listed, changes, _remember(record, plans, parts.first))


def _add_lists(listed: Listed, result: ImportResult) -> tuple[Listed, list[ListedPart]]:
    """Add the series, events and people of a source to their lists in memory."""
    parts: list[ListedPart] = []
    for part in LISTS:
        listed, added = add_parts(listed, part, getattr(result, part))
        parts += added
    return listed, parts


def _decide(
    found: Sequence[FoundTalk], kind: str, listed: Listed, record: ImportRecord, origin: Origin
) -> tuple[list[MergePlan], list[Delivery]]:
    """Plan each talk that was found, and list those in the file that the source no longer has."""
    there = [each for talk in talks_of(listed.raw) for each in deliveries_in_file(talk)]
    if kind in KINDS:
        return match_videos(found, there, record, origin), []
    plans = merge(found, there, record, listed.rules, origin)
    ahead = origin.today if kind in WINDOWS else None
    gone = vanished(plans, there, record, listed.rules, origin, ahead=ahead)
    return [_readable(each, listed) for each in plans], gone


class _Parts(NamedTuple):
    """Parts to finish by hand: the first of each text, those of the same text, and empty ones."""

    first: list[Unparsed]
    repeats: list[MergedEntry]
    empty: list[Unparsed]


def _distinct(unparsed: Iterable[Unparsed]) -> _Parts:
    parts = _Parts([], [], [])
    seen: set[str] = set()
    for each in unparsed:
        text = validators.block(each.text)
        if not each.is_talk:
            continue
        if not text:
            parts.empty.append(replace(each, why=EMPTY, is_talk=False))
        elif text in seen:
            parts.repeats.append(
                MergedEntry(text.split("\n")[0], each.where, each.line, is_repeat=True)
            )
        else:
            seen.add(text)
            parts.first.append(each)
    return parts


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


def unknown(
    found: Iterable[Mapping[str, Plain]], listed: Listed, part: str
) -> tuple[Mapping[str, Plain], ...]:
    """Return the events or people of a source that the list of the file has under no name."""
    there: tuple[Event | Person, ...] = getattr(listed.settings, part)
    known = {fold(name) for each in there for name in _names(each)}
    return tuple(each for each in found if fold(str(each["name"])) not in known)


def _names(one: Event | Person) -> tuple[str, ...]:
    return (one.name, *(one.profile.also if one.profile else ()))


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


def _is_reported(part: Unparsed, listed: Listed, record: ImportRecord) -> bool:
    """Return whether an earlier import wrote an unparsed part, which may be finished by now."""
    lines = [f"# {line}".rstrip() for line in lines_of(part)]
    return import_record.text_hash(part.text) in record.texts or any(
        all(line in one.text for line in lines) for one in listed.documents.values()
    )
