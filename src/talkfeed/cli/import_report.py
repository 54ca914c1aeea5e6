"""The result of an import → a short report: how many talks, what to check, what was not used.

What is most doubtful comes first. Each line has the place in talks.yaml and that in the source.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.cli.console import shorten, visible
from talkfeed.editing.merge import Action
from talkfeed.editing.talksfile import URL
from talkfeed.editing.tidy import lines_of
from talkfeed.importers import sources
from talkfeed.model.imported import NOTES, Confidence
from talkfeed.records.draft import NO_BASE

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.editing.importing import Import, TalkReport, UnparsedReport
    from talkfeed.model.imported import FoundTalk, Unparsed

SHOWN = 20
"""The number of talks to list without --verbose."""
LONGEST = 60
"""The width of the text shown of an unparsed part, in cells."""
MOST = 600
"""The width of a note on the whole source, such as the list of its unknown keys."""
_EXAMPLES = 2
"""The number of relative links to show without --verbose."""
_STYLES = {
    Action.NEW: "new",
    Action.MERGED: "updated",
    Action.UNCHANGED: "hint",
    Action.GONE: "hint",
    Action.VIDEO: "hint",
}


def report(made: Import, kind: str, arguments: Namespace, out: Console) -> None:
    """Print the counts, then what to check, then the files written."""
    known = sources()
    summary = known[kind].summary if kind in known else kind
    out.say(f"{visible(arguments.source)}: {summary}")
    out.say(_tally(made))
    name = arguments.source
    lines = [_format_unparsed(each, name, out) for each in made.unparsed]
    lines += [_format_talk(each, arguments, out) for each in _listed(made, arguments)]
    _print(lines, arguments, out)
    if not arguments.verbose:
        _print(list(_left_out(made, name)), arguments, out)
    _print(list(_not_used(made, name, out)), arguments, out)
    for note in made.ignored:
        if note.why in NOTES:
            out.say(f"{note.why}: {shorten(visible(note.text), MOST)}")
    if not made.after:
        out.say("nothing to write" if arguments.dry_run else "nothing written")
        return
    names = ", ".join(map(visible, made.after))
    out.say(f"would change: {names}" if arguments.dry_run else f"written: {names}")
    for line in placeholder(made):
        out.say(line)


def _print(lines: Sequence[str], arguments: Namespace, out: Console) -> None:
    """Print the first lines, and how many more there are."""
    shown = len(lines) if arguments.verbose else SHOWN
    for line in lines[:shown]:
        out.say(line)
    if lines[shown:]:
        out.say(f"and {len(lines) - shown} more; --verbose shows all")


def _listed(made: Import, arguments: Namespace) -> list[TalkReport]:
    """List the talks to check, the most doubtful first; with --verbose, then all others."""
    listed = [each for each in made.reported if arguments.verbose or _is_listed(each)]
    return sorted(listed, key=_certainty)


def _certainty(talk: TalkReport) -> tuple[bool, int, int]:
    """Return a key by which doubtful talks come before likely ones, and these before sure ones."""
    found = talk.plan.found
    doubts = len(found.doubts) + len(talk.plan.conflicts)
    return not _is_to_check(talk), _CERTAIN.index(found.confidence), -doubts


_CERTAIN = (Confidence.DOUBTFUL, Confidence.LIKELY, Confidence.SURE)


def _not_used(made: Import, name: str, out: Console) -> Iterator[str]:
    """Format the parts of the source that are no talks, by reason."""
    parts = _others(made)
    for why in dict.fromkeys(each.why for each in parts):
        same = [each for each in parts if each.why == why]
        yield f"{out.paint('not used', 'hint')}: {why} ({len(same)})"
        yield from (
            f"    {_spot(each, name)}{_first_line(each.text)}" for each in same if each.text.strip()
        )


def _spot(found: FoundTalk | Unparsed, name: str) -> str:
    """Return the place in the source, "" if it is unknown."""
    return f"{visible(found.where or name)}:{found.line}: " if found.line else ""


def _first_line(text: str) -> str:
    return shorten(visible(text.strip().splitlines()[0]), LONGEST)


def _tally(made: Import) -> str:
    """Format the counts, e.g. "12 new · 1 merged · 2 unchanged · 3 to finish by hand"."""
    found = Counter(each.plan.action for each in made.reported)
    counts = [f"{found[action]} {action}" for action in _COUNTED]
    counts += [f"{found[action]} {words}" for action, words in _RARE.items() if found[action]]
    counts += [f"{len(made.unparsed)} to finish by hand"] if made.unparsed else []
    before = sum(each.is_talk for each in made.ignored)
    counts += [f"{before} still to finish from earlier imports"] if before else []
    others = len(_others(made))
    counts += [f"{others} not talks"] if others else []
    return " · ".join(counts)


def _others(made: Import) -> list[Unparsed]:
    """List the parts of the source that are not talks."""
    return [each for each in made.ignored if not each.is_talk and each.why not in NOTES]


_COUNTED = (Action.NEW, Action.MERGED, Action.UNCHANGED)
_RARE = {
    Action.GONE: "deleted from the list earlier",
    Action.VIDEO: "videos without a talk in the list",
}


def _is_listed(talk: TalkReport) -> bool:
    """Return whether a talk has more to check than relative links, which are counted together."""
    found = talk.plan.found
    others = [doubt for doubt in found.doubts if not doubt.endswith(NO_BASE)]
    unsure = found.confidence is not Confidence.SURE
    return _is_to_check(talk) and bool(others or talk.plan.conflicts or unsure)


def _is_to_check(talk: TalkReport) -> bool:
    decision = talk.plan
    if decision.action in {Action.UNCHANGED, Action.GONE, Action.VIDEO}:
        return bool(decision.conflicts)
    found = decision.found
    return bool(found.doubts or decision.conflicts) or found.confidence is not Confidence.SURE


def _left_out(made: Import, name: str) -> Iterator[str]:
    """Format the number of relative links without a base address, and the first two."""
    found = [each.plan.found for each in made.reported if _is_to_check(each)]
    links = [(talk, doubt) for talk in found for doubt in talk.doubts if doubt.endswith(NO_BASE)]
    if links:
        yield f"relative links without a base address: {len(links)}; {NO_BASE} https://…"
    for talk, doubt in links[:_EXAMPLES]:
        yield f"    {_spot(talk, name)}{doubt.removesuffix(NO_BASE).rstrip(': ')}"


def _format_talk(talk: TalkReport, arguments: Namespace, out: Console) -> str:
    decision = talk.plan
    found = decision.found
    action = out.paint(f"{decision.action}", _STYLES[decision.action])
    sure = "" if found.confidence is Confidence.SURE else f", {found.confidence}"
    title = visible(str(found.fields.get("title", "")))
    doubts = [*found.doubts, *decision.conflicts] if _is_to_check(talk) else []
    if not arguments.verbose:
        doubts = [doubt for doubt in doubts if not doubt.endswith(NO_BASE)]
    more = "".join(f"\n    {out.paint(doubt, 'hint')}" for doubt in doubts)
    place = out.paint(f"{talk.path}:{talk.line}", "place") if talk.line else "not in the list"
    spot = _spot(found, arguments.source)
    seen = f"\n    {out.paint('read from', 'hint')} {spot.rstrip(': ')}" if spot and more else ""
    return f"{place}: {action}{sure}: {title}{more}{seen}"


def _format_unparsed(left: UnparsedReport, name: str, out: Console) -> str:
    place = out.paint(f"{left.path}:{left.line}", "place")
    why = out.paint(left.unparsed_part.why, "hint")
    first = visible(lines_of(left.unparsed_part)[0].removeprefix("- title: "))
    title = shorten(first, LONGEST)
    spot = _spot(left.unparsed_part, name).rstrip(": ")
    seen = f" ({out.paint('read from', 'hint')} {spot})" if spot else ""
    return f"{place}: {out.paint('to finish by hand', 'warning')}: {title}\n    {why}{seen}"


def placeholder(made: Import) -> Iterator[str]:
    """Yield a hint if a new file still has the example address."""
    if any(before is None and URL in made.after[path] for path, before in made.before.items()):
        yield f"    replace {URL} by the address of your feeds"
