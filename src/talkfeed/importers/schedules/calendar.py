"""iCalendar (RFC 5545) → a talk for each event, parsed by `icalendar` within limits.

The DTEND of whole days is exclusive (3.6.1). Times in UTC, in a zone or floating become equivalent
phrases. A recurring event is taken once, with a doubt. Calendars of talkfeed itself are read back
from their descriptions, with the date as it was written.
"""

from __future__ import annotations

import re
import warnings
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.importers.feeds.own_wording import (
    SOFTWARE,
    Facts,
    from_summary,
    link,
    read_facts,
    without_status,
)
from talkfeed.importers.feeds.title_parts import split
from talkfeed.limits import MAX_FOUND
from talkfeed.model.imported import Confidence, ImportResult, Unparsed
from talkfeed.records.breaks import NO_TALK, is_break
from talkfeed.records.draft import Draft, Link, Named, collect, finish
from talkfeed.records.json_values import check_size, invalid, wrong_kind
from talkfeed.records.timestamps import Moment, Phrase, phrase
from talkfeed.text import block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Calendar, Component

    from talkfeed.model.imported import ImportOptions, SourceInput
    from talkfeed.records.draft import Outcome

KIND = "ical"
_NESTED_AT_MOST = 8
_BEGIN_END = re.compile(rb"^(BEGIN|END)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_STATUS = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}
_CLOCK = re.compile(r"\d\d:\d\d(?: ?– ?(?:\d{4}-\d\d-\d\d )?\d\d:\d\d)?, \S.*")
_ADDRESS = re.compile(r"(.+?): (https?://\S+)")
_MEETINGS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_ONLINE = re.compile(r"https?://\S+")
_DAY = timedelta(days=1)


def recognise(source: SourceInput) -> float:
    """Score a source by its first line."""
    start = source.content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    return 0.95 if start.startswith(b"BEGIN:VCALENDAR") else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every component that may be a talk.

    Raises:
        Rejected: TF702, it is not a calendar; TF704, it is larger or deeper than any calendar.
    """
    _check_limits(source)
    calendars = _parse(source)
    parts = [part for calendar in calendars for part in calendar.subcomponents]
    events = [part for part in parts if part.name == "VEVENT"]
    if any(SOFTWARE in _text(calendar, "PRODID") for calendar in calendars):
        outcomes = [_own_talk(event, options) for event in events]
    else:
        zone = next((zone for one in calendars if (zone := _text(one, "X-WR-TIMEZONE"))), "")
        outcomes = _talks(events, zone, source, options)
    others = (
        Unparsed(text=_text(part, "SUMMARY"), why=f"not an event but a {part.name}", is_talk=False)
        for part in parts
        if part.name in {"VTODO", "VJOURNAL"}
    )
    talks, unparsed = collect((*outcomes, *others))
    title = next((name for one in calendars if (name := _text(one, "X-WR-CALNAME", "NAME"))), "")
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed, title=title)


def _check_limits(source: SourceInput) -> None:
    """Reject too many or too deeply nested components, which the parser handles slowly."""
    check_size(source)
    depth = count = 0
    for match in _BEGIN_END.finditer(source.content):
        opens = match[1].upper() == b"BEGIN"
        depth, count = depth + (1 if opens else -1), count + opens
        if depth > _NESTED_AT_MOST:
            raise Rejected("TF704", f"{source.name} is nested deeper than any calendar")
    if count > MAX_FOUND:
        raise Rejected("TF704", f"{source.name} has more than {MAX_FOUND:,} components")


def _parse(source: SourceInput) -> Sequence[Calendar]:
    from icalendar import Calendar  # noqa: PLC0415  — 'talkfeed --help' is quick

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about unknown zones, which become doubts
            found = Calendar.from_ical(source.content.decode("utf-8-sig"), multiple=True)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise invalid(source, f"iCalendar: {error}") from None
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise wrong_kind(source, "a calendar")
    return calendars


# --- any calendar -------------------------------------------------------------------------------


def _talks(
    events: Sequence[Component], zone: str, source: SourceInput, options: ImportOptions
) -> list[Outcome]:
    """Read the events of a calendar; floating times are in its own zone, "" if it has none."""
    titles = split((_text(event, "SUMMARY") for event in events), options)
    found: list[Outcome] = []
    for event, parts in zip(events, titles, strict=True):
        if is_break(parts.title) and not parts.speakers:
            found.append(Unparsed(text=parts.title, why=NO_TALK, is_talk=False))
            continue
        place = _text(event, "LOCATION")
        online = _text(event, *_MEETINGS)
        draft = Draft(
            title=parts.title,
            speakers=[Named(name) for name in parts.speakers],
            event=Named(parts.event),
            when=_when(event, zone, options) if "DTSTART" in event else parts.when,
            location=Named("" if _ONLINE.fullmatch(place) else place),
            geo=_geo(event),
            online=next(filter(_ONLINE.fullmatch, (place, online)), ""),
            links=tuple(_links(event)),
            abstract=_text(event, "DESCRIPTION"),
            tags=_tags(event),
            status=_STATUS.get(_text(event, "STATUS").upper(), ""),
            confidence=Confidence.LIKELY,
            doubts=(*parts.doubts, *_recurrence(event)),
            base=source.base,
            uid=_text(event, "UID"),
        )
        found.append(finish(draft, options))
    return found


def _geo(event: Component) -> tuple[str, ...]:
    geo = _first(event, "GEO")
    degrees = [_part(geo, name) for name in ("latitude", "longitude")]
    is_known = degrees[0] is not None
    return tuple(f"{one:.6f}".rstrip("0").rstrip(".") for one in degrees) if is_known else ()


def _links(event: Component) -> Iterator[Link]:
    yield Link(_text(event, "URL"), kind="url")
    for attached in _all(event, "ATTACH"):
        if _ONLINE.fullmatch(str(attached)):
            yield Link(str(attached), str((_part(attached, "params") or {}).get("FILENAME", "")))


def _tags(event: Component) -> list[str]:
    return [str(tag) for one in _all(event, "CATEGORIES") for tag in _part(one, "cats") or [one]]


def _recurrence(event: Component) -> Iterator[str]:
    """Yield doubts about a recurring event; only its first date is taken."""
    if rule := _first(event, "RRULE"):
        write = _part(rule, "to_ical")
        shown = write().decode() if write else str(rule)
        yield f"it repeats ({shown}): only this time is taken"
    if days := len(_all(event, "RDATE")):
        yield f"it has {days} further dates (RDATE): only this time is taken"


# --- calendars of talkfeed ----------------------------------------------------------------------


def _own_talk(event: Component, options: ImportOptions) -> Outcome:
    """Read back an event written by `formats.ical`."""
    if not _text(event, "DESCRIPTION"):
        withdrawn = without_status(_text(event, "SUMMARY"))
        return Unparsed(text=withdrawn, why="a talk that was withdrawn", is_talk=False)
    facts, addresses, abstract = _described(_text(event, "DESCRIPTION"), options)
    headline = from_summary(_text(event, "SUMMARY"), facts)
    place, online = _text(event, "LOCATION"), dict(addresses).get("Online", "")
    status = _STATUS.get(_text(event, "STATUS").upper(), "")
    if status == "tentative" and facts.date:
        status = ""  # the date is tentative, not the talk
    texts: dict[str, Any] = dict(facts.texts)
    room = texts.get("room", "")
    draft = Draft(
        title=headline.title,
        speakers=[Named(name) for name in headline.speakers],
        event=Named(headline.event),
        when=Phrase(facts.date) if facts.date else _when(event, "", options),
        location=Named("" if place in {online, room} else place.removeprefix(f"{room}, ")),
        geo=_geo(event),
        online=online,
        links=[link(href, label) for label, href in addresses[1:] if label != "Online"],
        abstract=abstract,
        tags=[tag for tag in _tags(event) if tag not in facts.categories],
        status=facts.status or status,
        uid=_text(event, "UID"),
        **texts,
    )
    return finish(draft, options)


def _described(text: str, options: ImportOptions) -> tuple[Facts, list[tuple[str, str]], str]:
    """Split a description into its facts, its addresses and the abstract."""
    paragraphs = block(text).split("\n\n")
    if _CLOCK.fullmatch(paragraphs[0]) and len(paragraphs) > 1:
        paragraphs = paragraphs[1:]
    line, *rest = paragraphs
    addresses = []
    if rest and rest[0].startswith("Page: "):
        addresses = [
            match.groups() for row in rest[0].split("\n") if (match := _ADDRESS.fullmatch(row))
        ]
        rest = rest[1:]
    listed = [(label, href) for label, href in addresses]
    return read_facts(line, options), listed, "\n\n".join(rest)


# --- properties ---------------------------------------------------------------------------------


def _all(component: Component, name: str) -> list[Any]:
    """List the values of a property, which may occur any number of times."""
    value = component.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(component: Component, name: str) -> Any:  # noqa: ANN401  — a property of whatever type
    return next(iter(_all(component, name)), None)


def _part(value: Any, name: str) -> Any:  # noqa: ANN401  — a property of whatever type
    """Return an attribute of a property's value; None if it is missing or invalid."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def _text(component: Component, *names: str) -> str:
    return next(
        (text for name in names if (text := str(_first(component, name) or "").strip())), ""
    )


def _when(event: Component, home: str, options: ImportOptions) -> Phrase:
    start, zone = _moment(event, "DTSTART")
    if start is None:
        written = _text(event, "DTSTART")
        return Phrase("", (f"its start '{written[:60]}' cannot be read",) if written else ())
    end, _ = _moment(event, "DTEND")
    length = _part(_first(event, "DURATION"), "dt")
    if end is None and isinstance(length, timedelta):
        with suppress(OverflowError):
            end = start + length
    if end is not None and not isinstance(end, datetime) and not isinstance(start, datetime):
        end -= _DAY
    return phrase(start, end, zone or home, options)


def _moment(event: Component, name: str) -> tuple[Moment | None, str]:
    """Return a date or time, and the IANA name of its zone, "" for a zone the file defines."""
    found = _part(_first(event, name), "dt")
    if not isinstance(found, date):
        return None, ""
    zone = getattr(getattr(found, "tzinfo", None), "key", "")
    return found, zone if "/" in zone else ""
