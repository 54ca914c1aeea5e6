"""The words for a zone in a rule → its name; what is in force for half a year is rejected."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.dates.zones import statement
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.dates.tokens import Token
    from talkfeed.dates.zones import Zone

_SEASONS = (datetime(2026, 1, 15, 12), datetime(2026, 7, 15, 12))  # noqa: DTZ001 - local times

_HALF = frozenset(("aest",))
"""Abbreviations of all the year in one zone that are also of half a year in others."""


def zone_of(words: Sequence[Token]) -> str | None:
    """Return the name of the zone in a phrase, None without one.

    Raises: Rejected TF213 for an unknown zone, TF214 for an ambiguous abbreviation, TF215 for one
    that is not in force all year, or for several zones.
    """
    found = statement(words)
    if not found:
        return None
    names = dict.fromkeys(zone.name for zone in found if zone.minutes is None)
    if not names:
        names = dict.fromkeys(zone.name for zone in found)
        minutes = {zone.minutes for zone in found}
        is_half = _offsets(found[0]) != minutes or words[-1].text in _HALF
        if len(names) == 1 and len(minutes) == 1 and is_half:
            text = " ".join(word.text for word in words).upper()
            raise Rejected(
                "TF215",
                f"'{text}' is not in force all year",
                f'name the zone, e.g. "{found[0].name}", or the offset, e.g. "{_offset(found[0])}"',
            )
    name = next(iter(names))
    offsets = _offsets(next(zone for zone in found if zone.name == name))
    if len(names) > 1 or any(zone.minutes not in {None, *offsets} for zone in found):
        raise Rejected(
            "TF215", "the time zones stated differ", 'name one zone, e.g. "Europe/Paris"'
        )
    return name


def _offsets(zone: Zone) -> set[int]:
    """Return minutes east of UTC in winter and in summer."""
    offsets = (zone.rules.utcoffset(day) or timedelta() for day in _SEASONS)
    return {offset // timedelta(minutes=1) for offset in offsets}


def _offset(zone: Zone) -> str:
    minutes = abs(zone.minutes or 0)
    return f"{'-' if (zone.minutes or 0) < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
