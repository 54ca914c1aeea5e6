"""The result of an import → a short report: how many talks, what to check, what was not used.

What is most doubtful comes first. Each line has the place in talks.yaml and that in the source. A
doubt about many talks is one paragraph, as are the parts to finish by hand for the same reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.cli.console import shorten, visible
from talkfeed.cli.import_paragraphs import (
    FEW,
    MANY,
    SharedDoubt,
    fitting,
    form_of,
    of_doubt,
    of_kept,
    of_merged,
    of_remainders,
    of_unparsed,
    own_doubts,
    place,
    reason_of,
    shared_doubts,
    spot_of,
    title_of,
    wrapped,
)
from talkfeed.editing.merge import Action
from talkfeed.editing.talksfile import URL
from talkfeed.editing.tidy import lines_of
from talkfeed.editing.writing import item
from talkfeed.importers import sources
from talkfeed.model.imported import NOTES, REMAINDERS, Confidence
from talkfeed.records.draft import NO_BASE

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.editing.report import Import, PartReport, TalkReport, UnparsedReport
    from talkfeed.model.imported import ImportResult, Plain, Unparsed

SHOWN = 20
"""The number of talks to list without --verbose."""
MOST = 600
"""The width of a note on the whole source, such as the list of its unknown keys."""
_NEXT = "complete the parts to finish by hand and remove their '#', or delete them: none comes back"
_SEEN = 60
"""The width of what is quoted of a source without talks."""
_EXAMPLES = 2
"""The number of relative links to show without --verbose."""
_STYLES = {
    Action.NEW: "new",
    Action.MERGED: "updated",
    Action.UNCHANGED: "hint",
    Action.GONE: "hint",
    Action.VIDEO: "hint",
}


def report(made: Import, result: ImportResult, arguments: Namespace, out: Console) -> None:
    """Print the counts, then what to check, then the files written."""
    known, kind = sources(), result.kind
    summary = known[kind].summary if kind in known else kind
    out.say(f"{visible(arguments.source)}: {summary}")
    out.say(_tally(made))
    name, all_ = arguments.source, len(made.reported) + len(made.merged) + len(made.kept)
    most = all_ if arguments.verbose else FEW
    for line in of_merged(made, name, most, out):
        out.say(line)
    _print([_format_part(each, out) for each in made.parts], arguments, out)
    listed = _listed(made, arguments)
    shared = [] if arguments.verbose else shared_doubts(listed)
    _print(list(_unfinished(made, arguments, out)), arguments, out)
    own = [each for each in listed if arguments.verbose or _is_own(each, shared)]
    _print([_format_talk(each, shared, arguments, out) for each in own], arguments, out)
    for paragraph in (
        *(of_doubt(each, out) for each in shared),
        [] if arguments.verbose else _relative_links(made, name),
        of_kept(made, most, out),
    ):
        for line in paragraph:
            out.say(line)
    _print(list(_not_used(made, name, out)), arguments, out)
    for line in of_remainders(made, name, most, out):
        out.say(line)
    for note in made.ignored:
        if note.why in NOTES:
            out.say(f"{note.why}: {shorten(visible(note.text), MOST)}")
    _print(list(_entries(result.events)), arguments, out)
    if number := len(result.people):
        people = "person" if number == 1 else "people"
        out.say(f"more is known of {number} {people}; --people adds it to the list below `people:`")
    if not made.after:
        out.say("nothing to write" if arguments.dry_run else "nothing written")
        return
    names = ", ".join(map(visible, made.after))
    out.say(f"would change: {names}" if arguments.dry_run else f"written: {names}")
    for line in (*what_to_finish(made, out), *placeholder(made)):
        out.say(line)


def seen_in(result: ImportResult) -> str:
    """Say what a source without a talk has, entries before other text; "" if it has nothing."""
    parts = sorted(result.unparsed, key=lambda one: one.why in REMAINDERS)
    if not parts:
        return ""
    spot = f" in line {parts[0].line}" if parts[0].line else ""
    shown = shorten(visible(parts[0].text.strip().splitlines()[0]), _SEEN)
    return f"it has {parts[0].why}{spot}: '{shown}'; "


def _entries(events: Iterable[Mapping[str, Plain]]) -> Iterator[str]:
    """Format what a source knows of events as in talks.yaml."""
    head = "known of events, ready for the list below `events:`, to which --events adds it:\n"
    for event in events:
        yield head + "\n".join(f"  {visible(line)}" for line in item(event, 2))
        head = ""


def _print(lines: Sequence[str], arguments: Namespace, out: Console) -> None:
    """Print the first lines, and how many more there are."""
    shown = len(lines) if arguments.verbose else SHOWN
    for line in lines[:shown]:
        out.say(line)
    if lines[shown:]:
        out.say(f"and {len(lines) - shown} more; --verbose shows all")


def _listed(made: Import, arguments: Namespace) -> list[TalkReport]:
    """List the talks to check, the most doubtful first; with --verbose, then all others."""
    reported = map(_with_reason, made.reported)
    listed = [each for each in reported if arguments.verbose or _is_listed(each)]
    return sorted(listed, key=_certainty)


def _with_reason(talk: TalkReport) -> TalkReport:
    """Say why a talk is not sure if nothing but its event is missing."""
    found = talk.plan.found
    is_told = found.doubts or found.confidence is Confidence.SURE
    if is_told or "event" in found.fields or not _is_to_check(talk):
        return talk
    plan = replace(talk.plan, found=replace(found, doubts=(NO_EVENT,)))
    return talk._replace(plan=plan)


def _certainty(talk: TalkReport) -> tuple[bool, int, int]:
    """Return a key by which doubtful talks come before likely ones, and these before sure ones."""
    found = talk.plan.found
    doubts = len(found.doubts) + len(talk.plan.conflicts)
    return not _is_to_check(talk), _CERTAIN.index(found.confidence), -doubts


NO_EVENT = "no event was found; --event NAME gives one to all talks without any"
_CERTAIN = (Confidence.DOUBTFUL, Confidence.LIKELY, Confidence.SURE)


def _is_own(talk: TalkReport, shared: Sequence[SharedDoubt]) -> bool:
    """Return whether a talk has more to check than what is reported for many at once."""
    return bool(
        not talk.plan.found.doubts or talk.plan.conflicts or _without_base(own_doubts(talk, shared))
    )


def _without_base(doubts: Iterable[str]) -> list[str]:
    """Omit the doubts about relative links, which are counted together."""
    return [doubt for doubt in doubts if not doubt.endswith(NO_BASE)]


def _unfinished(made: Import, arguments: Namespace, out: Console) -> Iterator[str]:
    """Format the parts to finish by hand; those for the same reason are one paragraph."""
    by_reason: dict[str, list[UnparsedReport]] = defaultdict(list)
    for each in made.unparsed:
        by_reason[form_of(reason_of(each).partition("; ")[0])].append(each)
    for parts in by_reason.values():
        if len(parts) < MANY or arguments.verbose:
            yield from (_format_unparsed(each, arguments.source, out) for each in parts)
        else:
            yield "\n".join(of_unparsed(parts, out))


def _not_used(made: Import, name: str, out: Console) -> Iterator[str]:
    """Format the parts of the source that are no talks, by reason."""
    parts = _others(made)
    for why in dict.fromkeys(each.why for each in parts):
        same = [each for each in parts if each.why == why]
        yield f"{out.paint('not used', 'hint')}: {why} ({len(same)})"
        yield from (
            fitting(f"    {spot_of(each, name)}", each.text.strip().splitlines()[0], out)
            for each in same
            if each.text.strip()
        )


def _tally(made: Import) -> str:
    """Format the counts, e.g. "12 new · 1 merged · 2 unchanged · 3 to finish by hand"."""
    found = Counter(each.plan.action for each in made.reported)
    counts = [f"{found[action]} {action}" for action in _COUNTED]
    counts += [f"{found[action]} {words}" for action, words in _RARE.items() if found[action]]
    parts = Counter((each.part, each.is_new) for each in made.parts)
    for (part, is_new), number in parts.items():
        word = PARTS[part][number > 1]
        counts += [f"{number} new {word}" if is_new else f"{number} {word} unchanged"]
    counts += [f"{len(made.unparsed)} to finish by hand"] if made.unparsed else []
    before = sum(each.is_talk for each in made.ignored)
    counts += [f"{before} still to finish from earlier imports"] if before else []
    others = len(_others(made))
    counts += [f"{others} not talks"] if others else []
    return " · ".join(counts)


def _others(made: Import) -> list[Unparsed]:
    """List the parts of the source that are not talks."""
    aside = {*NOTES, *REMAINDERS}
    return [each for each in made.ignored if not each.is_talk and each.why not in aside]


_COUNTED = (Action.NEW, Action.MERGED, Action.UNCHANGED)
PARTS = {
    "series": ("series", "series"),
    "events": ("event", "events"),
    "people": ("person", "people"),
}
"""The words for one item of a list besides the talks, and for several."""
_RARE = {
    Action.GONE: "deleted from the list earlier",
    Action.VIDEO: "videos without a talk in the list",
}


def _is_listed(talk: TalkReport) -> bool:
    """Return whether a talk has more to check than relative links, which are counted together."""
    found = talk.plan.found
    others = _without_base(found.doubts)
    unsure = found.confidence is not Confidence.SURE
    return _is_to_check(talk) and bool(others or talk.plan.conflicts or unsure)


def _is_to_check(talk: TalkReport) -> bool:
    plan = talk.plan
    if plan.action in {Action.UNCHANGED, Action.GONE, Action.VIDEO}:
        return bool(plan.conflicts)
    found = plan.found
    return bool(found.doubts or plan.conflicts) or found.confidence is not Confidence.SURE


def _relative_links(made: Import, name: str) -> Iterator[str]:
    """Format the number of relative links without a base address, and the first two."""
    found = [each.plan.found for each in made.reported if _is_to_check(each)]
    links = [(talk, doubt) for talk in found for doubt in talk.doubts if doubt.endswith(NO_BASE)]
    if links:
        yield f"relative links without a base address: {len(links)}; {NO_BASE} https://…"
    for talk, doubt in links[:_EXAMPLES]:
        yield f"    {spot_of(talk, name)}{doubt.removesuffix(NO_BASE).rstrip(': ')}"


def _format_talk(
    talk: TalkReport, shared: Sequence[SharedDoubt], arguments: Namespace, out: Console
) -> str:
    plan = talk.plan
    found = plan.found
    action = out.paint(f"{plan.action}", _STYLES[plan.action])
    sure = "" if found.confidence is Confidence.SURE else f", {found.confidence}"
    doubts = [*own_doubts(talk, shared), *plan.conflicts] if _is_to_check(talk) else []
    doubts = doubts if arguments.verbose else _without_base(doubts)
    rows = [out.paint(line, "hint") for doubt in doubts for line in wrapped(doubt, out)]
    spot = spot_of(found, arguments.source).rstrip(": ")
    rows += [f"    {out.paint('read from', 'hint')} {spot}"] if spot and rows else []
    head = fitting(f"{place(talk, out)}: {action}{sure}: ", title_of(found), out)
    return "\n".join([head, *rows])


def _format_part(each: PartReport, out: Console) -> str:
    style = "new" if each.is_new else "hint"
    word = PARTS[each.part][0]
    action = f"new {word}" if each.is_new else f"{word} that exists already, unchanged"
    return fitting(f"{place(each, out)}: {out.paint(action, style)}: ", each.name, out)


def _format_unparsed(left: UnparsedReport, name: str, out: Console) -> str:
    title = lines_of(left.unparsed_part)[0].removeprefix("- title: ")
    spot = spot_of(left.unparsed_part, name).rstrip(": ")
    seen = f" (read from {spot})" if spot else ""
    hand = out.paint("to finish by hand", "warning")
    rows = wrapped(f"{left.unparsed_part.why}{seen}", out)
    head = fitting(f"{place(left, out)}: {hand}: ", title, out)
    return "\n".join([head, *(out.paint(row, "hint") for row in rows)])


def what_to_finish(made: Import, out: Console) -> Iterator[str]:
    """Yield what to do with the parts to finish by hand, if there are any."""
    if made.unparsed:
        yield from wrapped(_NEXT, out)


def placeholder(made: Import) -> Iterator[str]:
    """Yield a hint if a new file still has the example address."""
    if any(before is None and URL in made.after[path] for path, before in made.before.items()):
        yield f"    replace {URL} by the address of your feeds"
