"""`talkfeed publish`: build, and upload what has changed to one or more targets."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from talkfeed.building.read import read
from talkfeed.building.request import BuildRequest, lock_path
from talkfeed.building.up_to_date import open_cache
from talkfeed.cli.build import build_once, print_report, used_time
from talkfeed.cli.clock import moment
from talkfeed.cli.console import visible
from talkfeed.cli.paths import cache_of, output_of
from talkfeed.cli.progress import ProgressBar
from talkfeed.delivery.deliver import Policy, deliver, preview
from talkfeed.delivery.plan import built
from talkfeed.delivery.target import Guard
from talkfeed.delivery.targets import open_target
from talkfeed.engine.progress import NO_PROGRESS
from talkfeed.errors import WrongUsage
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.text import destination

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.delivery.deliver import Delivered
    from talkfeed.delivery.plan import Built, Plan
    from talkfeed.delivery.target import Target
    from talkfeed.text import Destination

UNGUARDED = "{} cannot refuse a write: two publishers at once may mix files; run one at a time"


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Publish to one target after the other; the first failure ends it."""
    given = [destination(text) for text in arguments.targets]
    output = output_of(arguments.talks, arguments.output)
    targets = given or _configured(arguments, output)
    if not (arguments.no_build or arguments.dry_run):
        _build(arguments, output, out, err)
    with hold_build_lock(output):
        source = built(output)
        for each in targets:
            target = open_target(each, os.environ, (arguments.talks, output))
            if arguments.dry_run:
                _preview(source, target, arguments, out)
            else:
                done = _deliver(source, target, arguments, err)
                out.say(visible(f"published to {target.shown}: {_tally(done.planned)}"))
                _advise(done, target, err)
    return 0


def _build(arguments: Namespace, output: Path, out: Console, err: Console) -> None:
    progress = ProgressBar(err, time.monotonic, used_time)
    try:
        report = build_once(arguments, output, progress)
    finally:
        progress.end()
    print_report(report, arguments, progress, out, err)


def _deliver(source: Built, target: Target, arguments: Namespace, err: Console) -> Delivered:
    progress = ProgressBar(err, time.monotonic, used_time)
    try:
        return deliver(
            source,
            target,
            now=moment(arguments.now, os.environ),
            holder=os.urandom(8).hex(),
            policy=_policy(arguments),
            progress=progress,
        )
    finally:
        progress.end()


def _configured(arguments: Namespace, output: Path) -> list[Destination]:
    """Return the targets of the talks file, its directories as seen from there."""
    talks: Path = arguments.talks
    request = BuildRequest(talks, lock_path(talks), output, is_lenient=False)
    with open_cache(cache_of(arguments.cache, os.environ), request) as cache:
        settings = read(talks, cache, None, NO_PROGRESS, is_lenient=False).talks.settings
    if not settings.publish:
        message = f"no target: name one, or write it into {talks}, e.g. publish: s3://bucket/talks"
        raise WrongUsage(message)
    home = talks if talks.is_dir() else talks.parent
    found = map(destination, settings.publish)
    return [
        each._replace(path=str(home / each.path)) if each.scheme == "file" else each
        for each in found
    ]


def _preview(source: Built, target: Target, arguments: Namespace, out: Console) -> None:
    """Print what would be done."""
    planned = preview(source, target, moment(arguments.now, os.environ), _policy(arguments))
    for line in _lines(planned):
        out.say(visible(line))
    out.say(visible(f"would publish to {target.shown}: {_tally(planned)}; nothing was changed"))


def _policy(arguments: Namespace) -> Policy:
    return Policy(arguments.grace, arguments.max_deletes, arguments.adopt, arguments.all)


def _advise(done: Delivered, target: Target, err: Console) -> None:
    """Print what the user has to see to, once for each target."""
    if not done.is_first:
        return
    if done.guard is Guard.NOTHING:
        err.say(visible(UNGUARDED.format(target.shown)))
    if target.advice:
        err.say(visible(target.advice))


def _lines(planned: Plan) -> Iterator[str]:
    """List what would be done, in the order in which it would be done."""
    for group, names in planned.uploads.items():
        for name in names:
            yield f"upload  {name}  ({group.name.lower()})"
    for name in planned.deletes:
        yield f"delete  {name}"
    for name in planned.gone:
        if name not in planned.deletes:
            yield f"leave   {name}  (deleted once the grace is over)"


def _tally(planned: Plan) -> str:
    """Count what was done, e.g. "5 files uploaded, 1 deleted, 30 unchanged"."""
    noun = "file" if planned.size == 1 else "files"
    counts = [
        (len(planned.deletes), "deleted"),
        (len(planned.kept), "to be deleted later"),
        (len(planned.files) - planned.size, "unchanged"),
    ]
    parts = ["nothing to do" if planned.is_complete else f"{planned.size} {noun} uploaded"]
    return ", ".join((*parts, *(f"{count} {what}" for count, what in counts if count)))
