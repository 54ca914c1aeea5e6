"""The bytes of a calendar (RFC 5545) → its components, and the values of their properties.

Lines are unfolded before they are decoded, as folding may split a character (3.1), unless the
characters have two bytes. A zone that the
calendar defines itself (3.6.5) outranks one of the same name, unless that is an IANA name.
"""

from __future__ import annotations

import re
import warnings
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.limits import MAX_FOUND
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.encoding import decode, in_bytes
from talkfeed.records.source_errors import check_size, invalid, wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from icalendar import Calendar, Component

    from talkfeed.model.imported import SourceInput
    from talkfeed.records.timestamps import Moment

_NESTED_AT_MOST = 8
_BEGIN_END = re.compile(rb"^(BEGIN|END)[ \t]*:[ \t]*([\w-]*)", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
_DAY = timedelta(days=1)
Zones = dict[str, tzinfo]
"""The zones that a calendar defines, by their names there."""


class Parsed(NamedTuple):
    """The calendars in a source, the zones they define, and doubts about its encoding."""

    calendars: list[Calendar]
    zones: Zones
    doubts: tuple[str, ...]


class Span(NamedTuple):
    """The start and end of an event, which may be missing, its IANA zone, and doubts."""

    start: Moment | None
    end: Moment | None = None
    zone: str = ""
    doubts: tuple[str, ...] = ()


def parse(source: SourceInput) -> Parsed:
    """Parse the calendars of a source.

    Raises:
        Rejected: TF702, it is not a calendar, or cut off; TF704, it is larger or deeper than any.
    """
    check_size(source)
    content = _FOLD.sub(b"", in_bytes(source.content))
    _check_nesting(source, content)
    decoded = decode(replace(source, content=content))
    from icalendar import Calendar  # noqa: PLC0415  — 'talkfeed --help' is quick

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about unknown zones, which become doubts
            found = Calendar.from_ical(decoded.text, multiple=True)
            calendars = [one for one in found if one.name == "VCALENDAR"]
            zones = _zones(calendars)
    except _BROKEN as error:
        raise invalid(source, f"iCalendar: {error}") from None
    if not calendars:
        raise wrong_kind(source, "a calendar")
    return Parsed(calendars, zones, decoded.doubts)


def _check_nesting(source: SourceInput, content: bytes) -> None:
    """Reject too many or too deeply nested components, which the parser handles slowly."""
    open_: list[str] = []
    count = 0
    for match in _BEGIN_END.finditer(content):
        if match[1].upper() == b"BEGIN":
            count += 1
            open_.append(match[2].decode().upper())
        elif open_:
            open_.pop()
        if len(open_) > _NESTED_AT_MOST:
            raise Rejected("TF704", f"{source.name} is nested deeper than any calendar")
    if count > MAX_FOUND:
        raise Rejected("TF704", f"{source.name} has more than {MAX_FOUND:,} components")
    if open_ and open_[0] == "VCALENDAR":
        message = f"{source.name} is cut off: it ends inside a {open_[-1]}"
        raise Rejected("TF702", message, "export or download it again")


def _zones(calendars: Iterable[Calendar]) -> Zones:
    zones: Zones = {}
    for calendar in calendars:
        for part in calendar.subcomponents:
            if part.name == "VTIMEZONE":
                with suppress(*_BROKEN):
                    zones[text(part, "TZID")] = part.to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
    return zones


# --- properties ---------------------------------------------------------------------------------


def values(component: Component, name: str) -> list[Any]:
    """List the values of a property, which may occur any number of times."""
    value = component.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def first(component: Component, name: str) -> Any:  # noqa: ANN401  — a property of whatever type
    """Return the first value of a property; None without one."""
    return next(iter(values(component, name)), None)


def part(value: Any, name: str) -> Any:  # noqa: ANN401  — a property of whatever type
    """Return an attribute of a property's value; None if it is missing or invalid."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def text(component: Component, *names: str) -> str:
    """Return the first text of the properties."""
    found = (str(first(component, name) or "").strip() for name in names)
    return next(filter(None, found), "")


_MEETINGS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
ADDRESS = re.compile(r"https?://\S+")


def place_of(event: Component) -> tuple[str, str]:
    """Return the venue and the address of the stream of an event; "" without one."""
    place, online = text(event, "LOCATION"), text(event, *_MEETINGS)
    address = next(filter(ADDRESS.fullmatch, (place, online)), "")
    return "" if ADDRESS.fullmatch(place) else place, address


# --- times --------------------------------------------------------------------------------------


def span(event: Component, zones: Mapping[str, tzinfo]) -> Span:
    """Return the time of an event; the DTEND of whole days is exclusive (3.6.1)."""
    start, zone, doubt = moment(first(event, "DTSTART"), zones)
    if start is None:
        written = text(event, "DTSTART")
        return Span(None, doubts=(f"its start '{written[:60]}' cannot be read",) if written else ())
    end, _, _ = moment(first(event, "DTEND"), zones)
    length = part(first(event, "DURATION"), "dt")
    if end is None and isinstance(length, timedelta):
        with suppress(OverflowError):
            end = start + length
    if end is not None and not isinstance(end, datetime) and not isinstance(start, datetime):
        end -= _DAY
    return Span(start, end, zone, (doubt,) if doubt else ())


def moment(value: Any, zones: Mapping[str, tzinfo]) -> tuple[Moment | None, str, str]:  # noqa: ANN401
    """Return a date or time, the IANA name of its zone, and a doubt.

    Of a time in an unknown zone only the day is known.
    """
    found = part(value, "dt")
    if not isinstance(found, date):
        return None, "", ""
    name = str((part(value, "params") or {}).get("TZID", ""))
    if not isinstance(found, datetime) or not name:
        return found, "", ""
    zone = getattr(found.tzinfo, "key", "")
    if "/" in zone:
        return found, zone, ""
    if name in zones:
        return found.replace(tzinfo=zones[name]), "", ""
    if not zone:  # none, or one that the parser knows from another calendar
        return found.date(), "", f"its zone '{name}' is unknown, so only the day is taken"
    return found, "", ""
