"""The answer of a server → what it says of a link: alive, dead, or nothing."""

from __future__ import annotations

import json
import re
from enum import Enum
from typing import TYPE_CHECKING

from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from talkfeed.web import ProbeAnswer


class Signal(Enum):
    """What an answer, or all answers together, say of a link."""

    ALIVE = "alive"
    DEAD = "dead"
    UNSURE = "unsure"


_OK = range(200, 300)
_GONE = frozenset((404, 410))
_BROKEN = range(500, 600)
_BAD_REQUEST = 400
_PLAYABILITY = lazy(rb'"playabilityStatus"\s*:\s*\{\s*"status"\s*:\s*"(\w+)"', re.ASCII)
_PLAYABLE = {b"OK": Signal.ALIVE, b"LIVE_STREAM_OFFLINE": Signal.ALIVE, b"ERROR": Signal.DEAD}
"""By YouTube's word; LOGIN_REQUIRED and UNPLAYABLE are said of videos that others can see."""


def by_status(answer: ProbeAnswer) -> Signal:
    """Judge by the status (RFC 9110, 15); a refusal and an error of the server say nothing."""
    if answer.status in _OK:
        return Signal.ALIVE
    return Signal.DEAD if answer.status in _GONE else Signal.UNSURE


def by_page(answer: ProbeAnswer) -> Signal:
    """Judge by the status of the page itself, which a broken server does not have either."""
    return Signal.DEAD if answer.status in _BROKEN else by_status(answer)


def by_video_status(answer: ProbeAnswer) -> Signal:
    """Judge by the status of YouTube's oEmbed, which is 400 for some deleted videos."""
    return Signal.DEAD if answer.status == _BAD_REQUEST else by_status(answer)


def by_playability(answer: ProbeAnswer) -> Signal:
    """Judge by YouTube's watch page, whose status is always 200."""
    found = _PLAYABILITY.search(answer.start)
    return _PLAYABLE.get(found[1], Signal.UNSURE) if found else Signal.UNSURE


def by_item(answer: ProbeAnswer) -> Signal:
    """Judge by the metadata of archive.org: `{}` without an item, `is_dark` if it was removed."""
    if answer.status not in _OK:
        return Signal.UNSURE
    try:
        found = json.loads(answer.start)
    except (ValueError, RecursionError):  # longer than was read, so there is something
        return Signal.ALIVE if answer.start.startswith(b"{") else Signal.UNSURE
    if not isinstance(found, dict):
        return Signal.UNSURE
    return Signal.ALIVE if found and not found.get("is_dark") else Signal.DEAD
