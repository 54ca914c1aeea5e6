"""What an import did → a short report: how many talks, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.cli.console import shorten, visible
from talkfeed.editing.merge import Verdict
from talkfeed.editing.talksfile import URL
from talkfeed.editing.tidy import lines_of
from talkfeed.importers import sources
from talkfeed.model.imported import Confidence

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from talkfeed.cli.console import Console
    from talkfeed.editing.importing import Import, Left, Told

SHOWN = 20
"""How many talks to look at are told one by one."""
LONGEST = 60
"""Cells of what could not be read that are shown."""
_STYLES = {
    Verdict.NEW: "new",
    Verdict.MERGED: "updated",
    Verdict.UNCHANGED: "hint",
    Verdict.GONE: "hint",
    Verdict.VIDEO: "hint",
}


def report(made: Import, kind: str, arguments: Namespace, out: Console) -> None:
    """Print the counts, then what to check, then what comes next."""
    out.say(f"{visible(arguments.source)}: {_summary(kind)}")
    out.say(_tally(made))
    doubtful = [each for each in made.told if arguments.verbose or _is_to_check(each)]
    lines = [_said(each, out) for each in doubtful]
    lines += [_left(each, out) for each in made.left]
    shown = len(lines) if arguments.verbose else SHOWN
    for line in lines[:shown]:
        out.say(line)
    if lines[shown:]:
        out.say(f"and {len(lines) - shown} more; --verbose tells all")
    for line in _next(made, arguments):
        out.say(line)


def _summary(kind: str) -> str:
    """Say what a kind of source is, in the words of the table."""
    known = sources()
    return known[kind].summary if kind in known else kind


def _tally(made: Import) -> str:
    """Count what was found, e.g. "12 new · 1 merged · 2 unchanged · 3 to finish by hand"."""
    found = Counter(each.decision.verdict for each in made.told)
    counts = [f"{found[verdict]} {verdict}" for verdict in _COUNTED]
    counts += [f"{found[verdict]} {words}" for verdict, words in _RARE.items() if found[verdict]]
    counts += [f"{len(made.left)} to finish by hand"] if made.left else []
    before = sum(each.is_talk for each in made.others)
    counts += [f"{before} left to finish before"] if before else []
    others = len(made.others) - before
    counts += [f"{others} no talks"] if others else []
    return " · ".join(counts)


_COUNTED = (Verdict.NEW, Verdict.MERGED, Verdict.UNCHANGED)
_RARE = {
    Verdict.GONE: "deleted here before",
    Verdict.VIDEO: "videos of no talk in the list",
}


def _is_to_check(told: Told) -> bool:
    decision = told.decision
    if decision.verdict in {Verdict.UNCHANGED, Verdict.GONE, Verdict.VIDEO}:
        return bool(decision.conflicts)
    found = decision.found
    return bool(found.doubts or decision.conflicts) or found.confidence is not Confidence.SURE


def _said(told: Told, out: Console) -> str:
    decision = told.decision
    found = decision.found
    verdict = out.paint(f"{decision.verdict}", _STYLES[decision.verdict])
    sure = "" if found.confidence is Confidence.SURE else f", {found.confidence}"
    title = visible(str(found.fields.get("title", "")))
    doubts = [*found.doubts, *decision.conflicts] if _is_to_check(told) else []
    more = "".join(f"\n    {out.paint(doubt, 'hint')}" for doubt in doubts)
    place = out.paint(f"{told.path}:{told.line}", "place") if told.line else "not in the list"
    return f"{place}: {verdict}{sure}: {title}{more}"


def _left(left: Left, out: Console) -> str:
    place = out.paint(f"{left.path}:{left.line}", "place")
    why = out.paint(left.unparsed_part.why, "hint")
    first = visible(lines_of(left.unparsed_part)[0].removeprefix("- title: "))
    title = shorten(first, LONGEST)
    return f"{place}: {out.paint('to finish by hand', 'warning')}: {title}\n    {why}"


def _next(made: Import, arguments: Namespace) -> Iterator[str]:
    """Say what to do now."""
    if not made.after:
        yield "nothing to write" if arguments.dry_run else "nothing written"
        return
    names = ", ".join(map(visible, made.after))
    yield f"would change: {names}" if arguments.dry_run else f"written: {names}"
    yield from placeholder(made)


def placeholder(made: Import) -> Iterator[str]:
    """Say that a new file needs the address of its feeds."""
    if any(before is None and URL in made.after[path] for path, before in made.before.items()):
        yield f"    put the address of your feeds in place of {URL}"
