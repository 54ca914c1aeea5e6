"""`talkfeed list`: list the talks, newest first, or those to come, next first."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from talkfeed.building import pipeline
from talkfeed.building.lock import remembered_lines
from talkfeed.cli.clock import moment
from talkfeed.cli.console import use_utf8
from talkfeed.dates import explain
from talkfeed.editing.keys import keys_of
from talkfeed.ledger import is_over
from talkfeed.model import Status
from talkfeed.model.plainfields import PLAIN

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping

    from talkfeed.cli.console import Console
    from talkfeed.errors import Place
    from talkfeed.model import Talk

HEADS = ("date", "title", "speakers", "event", "key")
WHOLE = (0, 4)
"""The columns that are never cut: a cut date is a wrong one, and a key is to be copied."""


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """List the talks, each with the key that it has or will have after the next build."""
    talks = pipeline.read(arguments.talks).talks
    keys = keys_of(talks, remembered_lines(arguments.talks))
    now = moment(arguments.now, os.environ)
    if arguments.upcoming:
        chosen = _upcoming(talks, now)
    else:  # talks that begin together are in the order of the file, undated ones last
        chosen = sorted(talks, key=_start, reverse=True)
    if arguments.json:
        use_utf8(out)
        out.say(json.dumps([_as_json(talk, keys) for talk in chosen], ensure_ascii=False, indent=2))
        return 0
    for line in out.table(HEADS, [_row(talk, keys, now) for talk in chosen], WHOLE):
        out.say(line)
    return 0


def _upcoming(talks: Iterable[Talk], now: datetime) -> list[Talk]:
    """Select the talks that are neither over nor cancelled; those without a date come last."""
    ahead = [
        talk
        for talk in talks
        if talk.status is not Status.CANCELLED and not is_over(talk.when.end, now)
    ]
    return sorted(ahead, key=lambda talk: (talk.when.start is None, _start(talk)))


def _start(talk: Talk) -> datetime:
    """Return the start of a talk as an instant; a day starts at 00:00 UTC."""
    start = talk.when.start
    if isinstance(start, datetime):
        return start
    return datetime.combine(start or date.min, time.min, UTC)


def _row(talk: Talk, keys: Mapping[Place, str], now: datetime) -> tuple[str, ...]:
    """Return the row of a talk; the title of one to be announced later begins with the date."""
    speakers = ", ".join(person.name for person in talk.speakers)
    event = talk.event.name if talk.event else ""
    called_off = "" if talk.status is Status.CONFIRMED else f"{talk.status}: "
    is_later = talk.added is not None and talk.added > now
    later = f"from {talk.added:%Y-%m-%d}: " if talk.added and is_later else ""
    return talk.when.text, f"{later}{called_off}{talk.title}", speakers, event, keys[talk.place]


def _as_json(talk: Talk, keys: Mapping[Place, str]) -> dict[str, object]:
    return {
        "key": keys[talk.place],
        "title": talk.title,
        "date": explain(talk.when),
        "speakers": [person.name for person in talk.speakers],
        "contributors": [
            {"name": person.name, "role": person.role} for person in talk.contributors
        ],
        "event": talk.event.name if talk.event else None,
        "location": talk.location.name if talk.location else None,
        **{row.name: getattr(talk, row.name) for row in PLAIN if row.is_member},
        "status": talk.status,
        "tags": list(talk.tags),
        "added": talk.added and talk.added.isoformat(),
        "links": [
            {"kind": link.kind, "title": link.title, "url": link.href} for link in talk.links
        ],
        "path": talk.place.path,
        "line": talk.place.line,
    }
