"""A local time and the words for its zone → an instant, through the IANA database (zoneinfo).

Nothing is guessed: a time that a zone skips or repeats, an abbreviation that several zones share
or that is not in force on the day, and contradictory statements are rejected.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from talkfeed.dates.words import fold
from talkfeed.dates.zonetable import ABBREVIATIONS, COUNTRIES, PHRASES
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from talkfeed.dates.tokens import Token

_HINT = 'name the zone, e.g. "18:30 Europe/Paris", or the offset, e.g. "18:30+02:00"'
_MOST = 14 * 60  # minutes; no zone is further from UTC


class Zone(NamedTuple):
    """A zone's name for `When`, its rules, and minutes east of UTC if stated."""

    name: str
    rules: tzinfo
    minutes: int | None = None


def statement(tokens: Sequence[Token]) -> list[Zone]:
    """Read the words for a zone: "CEST", "UTC+1", "+02:00", "Europe/Paris", "London time".

    Raises: Rejected TF213 for an unknown zone, TF214 for an ambiguous abbreviation.
    """
    found: list[Zone] = []
    words: list[str] = []
    is_clear = any(token.kind in "oR" for token in tokens)
    for index, token in enumerate(tokens):
        if token.kind in "xS":
            words.append(fold(token.text))
        elif token.kind == "L":
            found.append(_named(" ".join(words)))
            words = []
        elif token.kind == "o":
            found.append(_offset(token.text))
        elif token.kind == "G" and [*tokens, token][index + 1].kind != "o":
            if not (is_clear and ABBREVIATIONS[fold(token.text)].zone is None):
                found.append(_abbreviation(fold(token.text)))
        elif token.kind == "G" and fold(token.text) not in {"utc", "gmt"}:
            _reject_unknown(token.text + tokens[index + 1].text)
        elif token.kind == "R":
            found.append(_iana(token.text))
    return found


def time_zone(name: str) -> ZoneInfo:
    """Read a zone of the IANA database. Raises: KeyError, ValueError or OSError for any other."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  — 6 ms, for times only

    return ZoneInfo(name)


def usual_zone(word: str) -> str | None:
    """Return the IANA zone of an abbreviation or a country.

    >>> usual_zone("JST"), usual_zone("France"), usual_zone("CST"), usual_zone("xyzzy")
    ('Asia/Tokyo', 'Europe/Paris', None, None)
    """
    folded = fold(word)
    known = ABBREVIATIONS.get(folded)
    return known.zone if known else COUNTRIES.get(folded)


def zone_names() -> list[str]:
    """List the names of the IANA database."""
    from zoneinfo import available_timezones  # noqa: PLC0415  — as above

    return sorted(available_timezones())


def _abbreviation(name: str) -> Zone:
    row = ABBREVIATIONS[name]
    if row.zone is None:
        raise Rejected("TF214", f"'{name.upper()}' is the name of several time zones", _HINT)
    if row.zone == "UTC":
        return Zone("UTC", UTC, 0)
    if row.minutes is None:
        return Zone(row.zone, time_zone(row.zone))
    return Zone(row.zone, time_zone(row.zone), row.minutes)


def _offset(text: str) -> Zone:
    hours, minutes = re.fullmatch(r"[-–+] ?(\d{1,2}):?(\d\d)?", text).groups()  # type: ignore[union-attr]
    total = int(hours) * 60 + int(minutes or 0)
    if total > _MOST or int(minutes or 0) % 15:
        _reject_unknown(text)
    return _fixed(total if text[0] == "+" else -total)


def _fixed(minutes: int) -> Zone:
    name = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return Zone(name, timezone(timedelta(minutes=minutes)), minutes)


def _named(words: str) -> Zone:
    """Read the words before "time": a country with one zone, or a city of the database."""
    if words in COUNTRIES:
        return _iana(COUNTRIES[words])
    if words in PHRASES:
        return _abbreviation(PHRASES[words])
    cities = _cities().get(words.replace(" ", "_"), ())
    if len(cities) != 1:
        _reject_unknown(f"{words} time")
    return Zone(cities[0], time_zone(cities[0]))


@cache
def _names() -> dict[str, str]:
    """Return the IANA names by their folded form."""
    return {fold(name): name for name in zone_names()}


_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Pacific")


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in _names().values():
        if name.startswith(_AREAS):
            city = fold(name.rsplit("/", 1)[-1])
            found[city] = (*found.get(city, ()), name)
    return found


def _iana(text: str) -> Zone:
    name = _names().get(fold(text))
    if name is None:
        _reject_unknown(text)
    return Zone(name, time_zone(name))


def _reject_unknown(text: str) -> NoReturn:
    raise Rejected("TF213", f"unknown time zone '{text}'", _HINT)


@cache
def feed_zone(name: str) -> Zone:
    """Read the feed's own setting, an IANA name or an offset. Raises: Rejected TF213."""
    if re.fullmatch(r"[-+]\d\d:?\d\d", name):
        return _offset(name)
    try:
        return Zone(name, time_zone(name))
    except (KeyError, ValueError, OSError):
        _reject_unknown(name)


def instant(local: datetime, zones: Sequence[Zone]) -> tuple[datetime, str]:
    """Return the instant of a local time in the stated zones, and the name of the zone.

    Raises: Rejected TF215 if statements differ or an abbreviation is not in force on the day,
    TF216 if the zone skips the time, TF217 if it occurs twice and no offset is stated.
    """
    stated = {zone.minutes for zone in zones if zone.minutes is not None}
    if len(stated) > 1:
        raise Rejected("TF215", "the time zones stated differ", _HINT)
    minutes = stated.pop() if stated else None
    named = [zone for zone in zones if zone.name[0] not in "+-"]
    if not named:
        return local.replace(tzinfo=zones[0].rules), zones[0].name
    moments = {_in_zone(local, zone, minutes) for zone in named}
    if len({moment.utcoffset() for moment in moments}) > 1:
        raise Rejected("TF215", "the time zones stated differ", _HINT)
    moment = moments.pop() if len(moments) == 1 else _in_zone(local, named[0], minutes)
    is_abbreviation = named[0].minutes is not None and named[0].name != "UTC"
    if minutes is not None and (is_abbreviation or _is_repeated(moment)):
        return local.replace(tzinfo=_fixed(minutes).rules), _fixed(minutes).name
    return moment, named[0].name


def _in_zone(local: datetime, zone: Zone, minutes: int | None) -> datetime:
    """Return the instant in one zone; `minutes` is an offset stated with it."""
    both = [local.replace(tzinfo=zone.rules, fold=fold) for fold in (0, 1)]
    real = [one for one in both if _exists(one)]
    shown = f"{local:%Y-%m-%d %H:%M} in {zone.name}"
    if not real:
        raise Rejected(
            "TF216", f"{shown} does not exist: the clocks went forward", "write a time that exists"
        )
    if minutes is not None:
        stated = [one for one in real if one.utcoffset() == timedelta(minutes=minutes)]
        if not stated:
            raise _not_in_force(zone, minutes, real[0], shown)
        real = stated
    if len({one.utcoffset() for one in real}) > 1:
        offset = _fixed(int((real[0].utcoffset() or timedelta()).total_seconds()) // 60).name
        raise Rejected(
            "TF217",
            f"{shown} happens twice",
            f'write the offset, e.g. "{local:%Y-%m-%d %H:%M}{offset}"',
        )
    return real[0]


def _not_in_force(zone: Zone, minutes: int, moment: datetime, shown: str) -> Rejected:
    """Return the error of "7pm PST" in summer: some mean local time, some the offset."""
    row = next((key for key, row in ABBREVIATIONS.items() if row == (zone.name, minutes)), None)
    if row is None or zone.minutes is None:
        return Rejected("TF215", f"the offset stated is not in force at {shown}", _HINT)
    clock, offset = f"{moment:%Y-%m-%dT%H:%M}", _fixed(minutes).name
    return Rejected(
        "TF215",
        f"'{row.upper()}' is not in force at {shown}, '{moment.tzname()}' is",
        f'write "{clock} {zone.name}" for the clocks there, else "{clock}{offset}"',
    )


def _is_repeated(moment: datetime) -> bool:
    """Return whether this local time occurs twice in the zone."""
    both = [moment.replace(fold=fold) for fold in (0, 1)]
    return all(map(_exists, both)) and both[0].utcoffset() != both[1].utcoffset()


def _exists(moment: datetime) -> bool:
    """Return whether a local time exists in its zone."""
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)
