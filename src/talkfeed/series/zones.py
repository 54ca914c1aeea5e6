"""The words for a zone in a rule → its name; what is in force for half a year is rejected."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.dates.tokens import Token
from talkfeed.dates.zones import statement
from talkfeed.dates.zonetable import ABBREVIATIONS
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

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


# --- finding the words --------------------------------------------------------------------------

_ZONE = lazy(
    r"""
      (?P<R>(?:africa|america|antarctica|arctic|asia|atlantic|australia|etc|europe|indian|pacific
          |us)/[a-z0-9_+/-]+)
    | (?P<G>(?:utc|gmt)(?:[ ]?(?P<o>[-–+][ ]?[0-9]{1,2}(?::?[0-9]{2})?))?(?![^\W_]))
    | (?P<L>(?P<place>[^\W\d_]+(?:[ ][^\W\d_]+){0,3})[ ]time(?![^\W_]))
    """,
    re.VERBOSE,
)
_AMERICAN = lazy(r"(?:us[ ])?(?:eastern|central|mountain|pacific)(?![^\W_]|[ ](?:european|time))")
_WORD = lazy(r"[^\W\d_]+")
_OFFSET = lazy(r"\+[0-9]{2}:?[0-9]{2}(?![0-9:])")


class ZoneWords(NamedTuple):
    """The words of a zone, as tokens of dates, and the position after them."""

    words: list[Token]
    end: int


def find_zone_of_time(text: str, position: int) -> ZoneWords | None:
    """Find what is a zone only after a time: "+02:00", "Eastern"."""
    offset = _OFFSET.match(text, position)
    if offset:
        return ZoneWords([_part("o", offset[0])], offset.end())
    bare = _AMERICAN.match(text, position)
    return ZoneWords([_part("x", bare[0]), _part("L", "time")], bare.end()) if bare else None


def find_zone(text: str, position: int, known: Container[str]) -> ZoneWords | None:
    """Find a zone: "Europe/Paris", "UTC+1", or what is no known word: "CEST", "Paris time"."""
    match = _ZONE.match(text, position)
    if match and match["R"]:
        return ZoneWords([_part("R", match[0])], match.end())
    if match and match["G"]:
        offset = [_part("o", match["o"])] if match["o"] else []
        return ZoneWords([_part("G", match[0][:3]), *offset], match.end())
    word = _WORD.match(text, position)
    if word is None or word[0] in known:
        return None
    if match:
        words = [_part("x", each) for each in match["place"].split()]
        return ZoneWords([*words, _part("L", "time")], match.end())
    return ZoneWords([_part("G", word[0])], word.end()) if word[0] in ABBREVIATIONS else None


def _part(kind: str, text: str) -> Token:
    return Token(kind, text, text, 0)
