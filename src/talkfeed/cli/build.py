"""`talkfeed build`: write the output and talks.lock, and report the changes for subscribers."""

from __future__ import annotations

import os
import time
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from talkfeed import system
from talkfeed.building.record import BuildRecord, write_moment
from talkfeed.building.request import BuildOptions, BuildRequest, lock_path
from talkfeed.building.up_to_date import compare, open_cache
from talkfeed.cli import changes, problems
from talkfeed.cli.arguments import DASK
from talkfeed.cli.clock import moment
from talkfeed.cli.console import afterwards, visible
from talkfeed.cli.following import print_error, readable
from talkfeed.cli.paths import cache_of, output_of
from talkfeed.cli.profile import profiled
from talkfeed.cli.progress import ProgressBar
from talkfeed.errors import TalkfeedError, WrongUsage

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from talkfeed.building.report import Report
    from talkfeed.cli.console import Console
    from talkfeed.engine.executor import Executor
    from talkfeed.errors import Problem

SHOWN = 20
"""The number of changes to list without --verbose."""


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Build and report; notices and timings go to standard error."""
    output = output_of(arguments.talks, arguments.output)
    if arguments.explain:
        return _explain(arguments, output, out)
    (_follow if arguments.watch else _run)(arguments, output, out, err)
    return 0


def _run(arguments: Namespace, output: Path, out: Console, err: Console) -> None:
    progress = ProgressBar(err, time.monotonic, used_time)
    try:
        report = build_once(arguments, output, progress)
    finally:
        progress.end()
    with afterwards(out):
        print_report(report, arguments, progress, out, err)


def _follow(arguments: Namespace, output: Path, out: Console, err: Console) -> None:
    """Build again after each change of the inputs or passed date, and continue after errors."""
    from talkfeed.building.inputs import inputs_of  # noqa: PLC0415  — for this only
    from talkfeed.building.links import links_path  # noqa: PLC0415  — as above
    from talkfeed.serving.watching import wait_for_change, waiter  # noqa: PLC0415  — as above

    moment(arguments.now, os.environ)  # wrong usage ends it
    waiting = waiter(is_polling=arguments.poll)
    with suppress(KeyboardInterrupt):
        while True:
            inputs = inputs_of(arguments.talks, [links_path(arguments.talks)])
            try:
                with readable():
                    _run(arguments, output, out, err)
            except TalkfeedError as error:
                print_error(error, err, "nothing written")
            out.flush()
            err.flush()
            wait_for_change(inputs, waiting, _due(arguments, output))


def _due(arguments: Namespace, output: Path) -> Callable[[], bool]:
    """Return what finds out whether a date has passed since the last build.

    Only the cache knows which one; without a cache it never has.
    """
    talks, root = arguments.talks, cache_of(arguments.cache, os.environ)
    request = BuildRequest(talks, lock_path(talks), output, arguments.lenient)
    with open_cache(root, request) as cache:
        record = BuildRecord.load(cache)
    until = record.until if record else ""
    return lambda: bool(until) and write_moment(moment(arguments.now, os.environ)) >= until


def print_report(
    report: Report, arguments: Namespace, progress: ProgressBar, out: Console, err: Console
) -> None:
    """Print the changes for subscribers, the number of files written, and the notices."""
    print_changes(report, out, is_verbose=arguments.verbose)
    removed = f", {len(report.removed)} removed" if report.removed else ""
    files = f"{len(report.written)} file{'' if len(report.written) == 1 else 's'} written{removed}"
    output = output_of(arguments.talks, arguments.output)
    out.say(visible(f"{files}, {len(report.unchanged)} unchanged in {output}"))
    if arguments.explain is not None:
        for line in _why(report):
            out.say(visible(line))
    if arguments.timings:
        for line in progress.table():
            err.say(line)
    print_notices(report.notices, err, is_verbose=arguments.verbose)


def print_changes(report: Report, out: Console, *, is_verbose: bool) -> None:
    """Print the changes for subscribers."""
    out.say(changes.tally(report.changes, report.talks))
    shown = len(report.changes) if is_verbose else SHOWN
    for line in changes.lines(report.changes[:shown], out):
        out.say(line)
    if report.changes[shown:]:
        out.say(f"  and {len(report.changes) - shown} more; --verbose shows all")


def print_notices(notices: Sequence[Problem], err: Console, *, is_verbose: bool) -> None:
    """Print notices in one line each; many of one code are one, unless all are wanted."""
    all_notices = ((notice, 0) for notice in notices)
    for notice, others in all_notices if is_verbose else problems.fold(notices):
        err.say(problems.brief(notice, others, err))


def build_once(arguments: Namespace, output: Path, progress: ProgressBar) -> Report:
    """Build, unless nothing has changed; the modules of a full build are imported only then."""
    talks, now = arguments.talks, moment(arguments.now, os.environ)
    root = cache_of(arguments.cache, os.environ)
    request = BuildRequest(talks, lock_path(talks), output, arguments.lenient)
    with open_cache(root, request) as cache:
        state = compare(cache, request, now)
        if state.is_up_to_date and state.record:
            return state.record.report(cache, request.lock, now)
        from talkfeed.building import pipeline  # noqa: PLC0415  — see above

        policy = pipeline.LockPolicy(
            allow_removals=arguments.allow_removals,
            locked=arguments.locked,
            recover_from=arguments.recover,
        )
        options = BuildOptions(
            jobs=_jobs(arguments), progress=progress, explain=arguments.explain is not None
        )
        with profiled(arguments.profile), _cluster(arguments) as cluster:
            options = options._replace(cluster=cluster)
            return pipeline.build_on(state, request, cache, now=now, policy=policy, options=options)


def _jobs(arguments: Namespace) -> int | None:
    """Return the number of processes of this machine, None for as many as pay off."""
    usual = {"in-process": 1, "processes": system.count_cores()}
    return arguments.jobs or usual.get(arguments.engine)


def _cluster(arguments: Namespace) -> AbstractContextManager[Executor | None]:
    """Return a context manager with the cluster that was asked for."""
    if (arguments.engine or "").startswith(DASK):
        from talkfeed.cli.engine import cluster_of  # noqa: PLC0415  — for this only

        return cluster_of(arguments)
    if arguments.exchange:
        message = "--exchange is for --engine dask"
        raise WrongUsage(message)
    return nullcontext()


def _why(report: Report) -> Iterator[str]:
    """Yield the reason for a full build, and for each written file the input that changed."""
    if report.why:
        yield f"full build, because of {report.why}"
    elif report.written:
        yield "incremental build: only the files with edited talks"
    else:
        yield "up to date: no input or output has changed since the last build"
    for path, reason in report.reasons:
        yield f"  {path}: {reason}"


def _explain(arguments: Namespace, output: Path, out: Console) -> int:
    """Print the inputs that a file of the output depends on."""
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
        message = f"--explain: the build writes no file '{path}'; name TALKS before this option"
        raise WrongUsage(message)
    for line in lines:
        out.say(visible(line))
    return 0


def used_time() -> float:
    """Return the CPU seconds used so far, including those of child processes."""
    return sum(os.times()[:4])
