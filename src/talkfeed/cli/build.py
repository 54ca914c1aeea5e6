"""`talkfeed build`: write the output and the memory, and say what subscribers will see of it."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from talkfeed.building.request import BuildOptions, BuildRequest, lock_path
from talkfeed.building.up_to_date import compare, opened
from talkfeed.cli import changes, problems
from talkfeed.cli.clock import moment
from talkfeed.cli.console import afterwards, visible
from talkfeed.cli.paths import cache_of, output_of
from talkfeed.cli.profile import profiled
from talkfeed.cli.progress import ProgressBar
from talkfeed.errors import WrongUsage

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from talkfeed.building.report import Report
    from talkfeed.cli.console import Console
    from talkfeed.errors import Problem

SHOWN = 20
"""How many changes are told one by one."""


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Build and report; what is worth knowing goes to standard error."""
    output = output_of(arguments.talks, arguments.output)
    progress = ProgressBar(err, time.monotonic, _used)
    if arguments.explain:
        return _explain(arguments, output, out)
    try:
        report = _build(arguments, output, progress)
    finally:
        progress.end()
    with afterwards(out):
        _print(report, arguments, progress, out, err)
    return 0


def _print(
    report: Report, arguments: Namespace, progress: ProgressBar, out: Console, err: Console
) -> None:
    """Say what subscribers will see, what was written, and what is worth knowing."""
    out.say(changes.tally(report.changes, report.talks))
    shown = len(report.changes) if arguments.verbose else SHOWN
    for line in changes.lines(report.changes[:shown], out):
        out.say(line)
    if report.changes[shown:]:
        out.say(f"  and {len(report.changes) - shown} more; --verbose tells all")
    out.say(visible(_files(report, output_of(arguments.talks, arguments.output))))
    if arguments.explain is not None:
        for line in _why(report):
            out.say(visible(line))
    if arguments.timings:
        for line in progress.table():
            err.say(line)
    _notify(report.notices, err, is_verbose=arguments.verbose)


def _build(arguments: Namespace, output: Path, progress: ProgressBar) -> Report:
    """Build, unless nothing has changed; all that a build needs is imported only then."""
    talks, now = arguments.talks, moment(arguments.now, os.environ)
    root = cache_of(arguments.cache, os.environ)
    request = BuildRequest(talks, lock_path(talks), output, arguments.lenient)
    with opened(root, request) as cache:
        state = compare(cache, request, now)
        if state.is_up_to_date and state.record:
            return state.record.report(cache, request.lock, now)
        from talkfeed.building import pipeline  # noqa: PLC0415  — see above

        policy = pipeline.LockPolicy(
            allow_removals=arguments.allow_removals,
            locked=arguments.locked,
            recover_from=arguments.recover,
        )
        is_explained = arguments.explain is not None
        options = BuildOptions(jobs=arguments.jobs, progress=progress, explain=is_explained)
        with profiled(arguments.profile):
            return pipeline.build_on(state, request, cache, now=now, policy=policy, options=options)


def _why(report: Report) -> Iterator[str]:
    """Say why all talks were planned again, and of each file which input made it another."""
    if report.why:
        yield f"full build, because of {report.why}"
    elif report.written:
        yield "incremental build: only what edits of talks change"
    else:
        yield "nothing to do: all inputs and outputs are as the last build left them"
    for path, reason in report.reasons:
        yield f"  {path}: {reason}"


def _explain(arguments: Namespace, output: Path, out: Console) -> int:
    """List what a file of the output depends on."""
    from talkfeed.building import pipeline  # noqa: PLC0415  — as above
    from talkfeed.building.explain import inputs  # noqa: PLC0415

    planned = pipeline.plan(
        arguments.talks,
        output,
        now=moment(arguments.now, os.environ),
        allow_removals=arguments.allow_removals,
        recover_from=arguments.recover,
        is_lenient=arguments.lenient,
        options=BuildOptions(jobs=arguments.jobs, cache=cache_of(arguments.cache, os.environ)),
    )
    path = arguments.explain.removeprefix(f"{output}/")
    lines = list(inputs(planned, path))
    if not lines:
        message = f"no document is written to '{path}'; the talks come before --explain"
        raise WrongUsage(message)
    for line in lines:
        out.say(visible(line))
    return 0


def _used() -> float:
    """Tell the seconds of processor time used so far, those of processes of ours included."""
    return sum(os.times()[:4])


def _files(report: Report, output: Path) -> str:
    """Count the files touched, e.g. "5 files written, 1 removed, 3 unchanged in output"."""
    written = len(report.written)
    removed = f", {len(report.removed)} removed" if report.removed else ""
    noun = "file" if written == 1 else "files"
    return f"{written} {noun} written{removed}, {len(report.unchanged)} unchanged in {output}"


def _notify(notices: Sequence[Problem], err: Console, *, is_verbose: bool) -> None:
    told = ((notice, 0) for notice in notices) if is_verbose else problems.fold(notices)
    for notice, others in told:
        err.say(problems.brief(notice, others, err))
