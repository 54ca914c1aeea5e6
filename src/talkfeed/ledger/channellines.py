"""Channels ⇄ their lines in talks.lock: "@", the kind, then the slug, the state and the name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from talkfeed.ledger.state import optional, read_instant, write_moment
from talkfeed.ledger.values import FOLDERS, STANDING, Channel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MARK = "@"
"""The first character of a channel's line, which no key has."""
_CHANNEL = (
    rf"(?a){MARK}({'|'.join((*FOLDERS, STANDING))}) ([a-z0-9-]+) first=([a-z0-9-]*)"
    r'(?: updated=(\S+))?(?: archives=(\S+))?(?: calendar=(\S+))?( lean)? name=(".*")'
)


def write_channel(channel: Channel) -> str:
    """Format a channel as a line."""
    row = f"{MARK}{channel.kind} {channel.slug} first={channel.first}"
    if channel.updated:
        row += f" updated={write_moment(channel.updated)}"
    if channel.archives:
        years = (f"{year}:{write_moment(updated)}" for year, updated in channel.archives)
        row += f" archives={','.join(years)}"
    if channel.has_calendar:
        moment = channel.slots_updated
        row += f" calendar={write_moment(moment) if moment else 'yes'}"
    if channel.is_lean:
        row += " lean"
    return f"{row} name={quoted(channel.name)}"


quoted = json.JSONEncoder(ensure_ascii=False).encode


def read_channels(rows: Iterable[str]) -> tuple[Channel, ...]:
    """Parse lines of channels.

    Raises:
        ValueError: a line is invalid, or a channel is there twice.
    """
    channels = sorted(map(_channel, rows))
    if len({channel[:2] for channel in channels}) < len(channels):
        message = "duplicate channel"
        raise ValueError(message)
    return tuple(channels)


def _channel(row: str) -> Channel:
    found = re.fullmatch(_CHANNEL, row)
    if not found:
        raise ValueError(row)
    kind, slug, first, updated, archives, calendar, lean, name = found.groups()
    return Channel(
        kind=kind,
        slug=slug,
        name=json.loads(name),
        first=first,
        updated=optional(read_instant, updated),
        archives=tuple(map(_archive, archives.split(","))) if archives else (),
        has_calendar=calendar is not None,
        slots_updated=None if calendar in (None, "yes") else read_instant(calendar),
        is_lean=lean is not None,
    )


def _archive(text: str) -> tuple[int, datetime]:
    year, _, updated = text.partition(":")
    return int(year), read_instant(updated)
