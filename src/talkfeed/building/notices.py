"""Stamped talks and the clock → what is worth knowing of a build that nothing is wrong with."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from talkfeed import channels
from talkfeed.errors import Place, Problem
from talkfeed.ledger import UPCOMING
from talkfeed.model.podcast import why_no_episode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from talkfeed.ledger import Stamped
    from talkfeed.model import Settings, Talk


def unscheduled(stamped: Stamped, lock: Path, now: datetime) -> Iterator[Problem]:
    """Name the talks no calendar can show, and report when the last upcoming talk is over."""
    for entry in stamped.entries:
        if not entry.talk.is_scheduled and entry.end is None:
            message = f"'{entry.talk.title}' is in no calendar: {_why_not(entry.talk)}"
            yield Problem(entry.talk.place, "TF601", message)
    coming = (
        channels.is_upcoming(entry, now) for entry in stamped.entries if entry.talk.is_scheduled
    )
    had_some = any(UPCOMING in line.feeds for line in stamped.ledger.lines)
    if had_some and not any(coming):
        yield Problem(Place(str(lock), 1, 1), "TF602", "no dated upcoming talks")


def no_episodes(
    talks: Iterable[Talk], settings: Settings, *, is_verbose: bool = False
) -> Iterator[Problem]:
    """Say which talks with a recording are not in the podcast, and why.

    Unless verbose, those of one reason are one notice, at the first of them.
    """
    if settings.podcast is None:
        return
    found: dict[object, list[Talk]] = {}
    for talk in talks:
        if why := why_no_episode(talk):
            found.setdefault(talk.identity if is_verbose else why, []).append(talk)
    for group in found.values():
        more = f" and {len(group) - 1} more" if group[1:] else ""
        message = f"not in the podcast: '{group[0].title}'{more}: {why_no_episode(group[0])}"
        hint = "name a media file in recordings, with its length in bytes, or run 'talkfeed links'"
        yield Problem(group[0].place, "TF639", message, hint)


def waiting(talks: Sequence[Talk], lock: Path) -> Iterator[Problem]:
    """Say how many talks are to be announced later, and when the next one is; not which."""
    due = [talk.added.astimezone(UTC) for talk in talks if talk.added]
    if due:
        count = "1 talk is" if len(due) == 1 else f"{len(due)} talks are"
        message = f"{count} to be announced later, the next at {min(due):%Y-%m-%d %H:%M} UTC"
        hint = "build again then, e.g. by a scheduled job"
        yield Problem(Place(str(lock), 1, 1), "TF606", message, hint)


def _why_not(talk: Talk) -> str:
    return "no date yet" if talk.when.edtf is None else f"only the {talk.when.precision} is known"
