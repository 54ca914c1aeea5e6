"""`talkfeed ping`: inform WebSub hubs of the feeds that have changed, once they are public."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.announcing import websub
from talkfeed.building import pipeline
from talkfeed.building.lock import read_lock
from talkfeed.building.request import lock_path
from talkfeed.cli.clock import moment
from talkfeed.cli.console import visible
from talkfeed.cli.following import print_error
from talkfeed.cli.paths import cache_of, output_of
from talkfeed.errors import CannotSend
from talkfeed.web import Directory, FetchOptions, any_address

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from talkfeed.announcing.websub import Topic
    from talkfeed.cli.console import Console

NO_HUB = "no hub is configured, so there is nothing to do; hub: in talks.yaml names one"
UNCHANGED = "no feed has changed since the last ping"


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Find what has changed for each hub, wait until it is public, and ping."""
    settings = pipeline.read(arguments.talks).settings
    if not settings.hubs:
        out.say(NO_HUB)
        return 0
    output = output_of(arguments.talks, arguments.output)
    channels = read_lock(lock_path(arguments.talks)).channels
    built = list(websub.topics(channels, settings, lambda path: _read(output / path)))
    now = moment(arguments.now, os.environ)
    root = cache_of(arguments.cache, os.environ)
    memory = Directory(*root) if root else None
    wanted = {hub: websub.due(built, hub, memory, now) for hub in settings.hubs}
    if not any(wanted.values()):
        out.say(UNCHANGED)
    elif arguments.dry_run:
        for hub, feeds in wanted.items():
            for topic in feeds:
                out.say(visible(f"{hub} {topic.address}"))
    else:
        return _ping(wanted, memory, arguments, out, err)
    return 0


def _ping(
    wanted: dict[str, list[Topic]],
    memory: Directory | None,
    arguments: Namespace,
    out: Console,
    err: Console,
) -> int:
    options = FetchOptions(is_allowed=any_address) if arguments.allow_private else FetchOptions()
    feeds = dict.fromkeys(topic for each in wanted.values() for topic in each)
    waiting = websub.Waiting(arguments.wait, time.monotonic, time.sleep)
    missing = websub.wait_until_public([*feeds], waiting, options)
    failures = [websub.not_public(missing)] if missing else []
    for hub, topics in wanted.items():
        count, failure = websub.ping(
            hub, [topic for topic in topics if topic not in missing], memory, options
        )
        if count:
            out.say(visible(f"{hub} pinged: {count} feed{'' if count == 1 else 's'}"))
        failures += [failure] if failure else []
    for each in failures:
        print_error(each, err)
    return CannotSend.status if failures else 0


def _read(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return files.read(path)
    return None
