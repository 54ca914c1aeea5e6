"""iCalendar (RFC 5545) → the events of a calendar, through the `icalendar` library under limits.

A day is a DATE, whose DTEND is the day after the last. Times in UTC, in a zone or in none become
phrases that mean the same. An event that repeats is taken once, and a doubt says how it repeats.
Our own calendars are read back from their line of facts, with the date as it was written.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.importers.common.draft import Draft, Link, Named, collect, finish
from talkfeed.importers.common.json_values import check_size, invalid, wrong_kind
from talkfeed.importers.common.timestamps import Moment, Phrase, phrase
from talkfeed.importers.feeds.own_wording import (
    SOFTWARE,
    Facts,
    facts,
    link,
    phrase_of,
    summed_up,
    without_status,
)
from talkfeed.importers.feeds.title_parts import split
from talkfeed.importers.schedules.event import NO_TALK, is_break
from talkfeed.limits import MAX_FOUND
from talkfeed.model.imported import Confidence, ImportResult, Unparsed
from talkfeed.text import block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from icalendar import Calendar, Component

    from talkfeed.importers.common.draft import Outcome
    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "ical"
_NESTED_AT_MOST = 8
_BEGIN_END = re.compile(rb"^(BEGIN|END)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_STATUS = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}
_CLOCK = re.compile(r"\d\d:\d\d(?: ?– ?(?:\d{4}-\d\d-\d\d )?\d\d:\d\d)?, \S.*")
_ADDRESS = re.compile(r"(.+?): (https?://\S+)")
_ONLINE = re.compile(r"https?://\S+")
_DAY = timedelta(days=1)


def recognise(source: SourceInput) -> float:
    """Tell how much a source looks like a calendar: how it begins."""
    start = source.content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    return 0.95 if start.startswith(b"BEGIN:VCALENDAR") else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every component that may be a talk.

    Raises:
        Rejected: TF702, it is no calendar; TF704, it is larger or deeper than any calendar.
    """
    _check(source)
    calendars = _parsed(source)
    parts = [part for calendar in calendars for part in calendar.subcomponents]
    is_ours = any(SOFTWARE in _text(calendar, "PRODID") for calendar in calendars)
    home = next((zone for one in calendars if (zone := _text(one, "X-WR-TIMEZONE"))), "")
    outcomes = _ours(parts, options) if is_ours else _theirs(parts, home, source, options)
    talks, unparsed = collect((*outcomes, *_others(parts)))
    title = next((name for one in calendars if (name := _text(one, "X-WR-CALNAME", "NAME"))), "")
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed, title=title)


def _check(source: SourceInput) -> None:
    """Refuse what would keep the parser busy: too many components, or nested too deep."""
    check_size(source)
    depth = count = 0
    for match in _BEGIN_END.finditer(source.content):
        opens = match[1].upper() == b"BEGIN"
        depth, count = depth + (1 if opens else -1), count + opens
        if depth > _NESTED_AT_MOST:
            raise Rejected("TF704", f"{source.name} is nested deeper than any calendar")
    if count > MAX_FOUND:
        raise Rejected("TF704", f"{source.name} has more than {MAX_FOUND:,} components")


def _parsed(source: SourceInput) -> Sequence[Calendar]:
    from icalendar import Calendar  # noqa: PLC0415  — 'talkfeed --help' is quick

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd names of zones, for which there are doubts
            found = Calendar.from_ical(source.content.decode("utf-8-sig"), multiple=True)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise invalid(source, f"iCalendar: {error}") from None
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise wrong_kind(source, "a calendar")
    return calendars


def _events(parts: Iterable[Component]) -> list[Component]:
    return [part for part in parts if part.name == "VEVENT"]


def _others(parts: Iterable[Component]) -> Iterator[Unparsed]:
    """Account for to-dos and journals; zones and busy times say nothing of talks."""
    for part in parts:
        if part.name in {"VTODO", "VJOURNAL"}:
            yield Unparsed(
                text=_text(part, "SUMMARY"), why=f"no event but a {part.name}", is_talk=False
            )


# --- calendars of others ------------------------------------------------------------------------


def _theirs(
    parts: Sequence[Component], home: str, source: SourceInput, options: ImportOptions
) -> list[Outcome]:
    """Read the events of a calendar, whose zone of its own is `home`, if it has one."""
    events = _events(parts)
    taken = split((_text(event, "SUMMARY") for event in events), options)
    found = []
    for event, said in zip(events, taken, strict=True):
        draft = Draft(
            title=said.title,
            speakers=[Named(name) for name in said.speakers],
            event=Named(said.event),
            when=_when(event, home, options) if "DTSTART" in event else said.when,
            location=Named(_place(event)),
            geo=_geo(event),
            online=_online(event),
            links=tuple(_links(event)),
            abstract=_text(event, "DESCRIPTION"),
            tags=_tags(event),
            status=_STATUS.get(_text(event, "STATUS").upper(), ""),
            confidence=Confidence.LIKELY,
            doubts=(*said.doubts, *_repeats(event)),
            base=source.base,
        )
        found.append(_outcome(draft, options))
    return found


def _outcome(draft: Draft, options: ImportOptions) -> Outcome:
    """Make a talk of an event; a calendar does not say that it is one, but breaks are none."""
    if is_break(draft.title) and not draft.speakers:
        return Unparsed(text=draft.title, why=NO_TALK, is_talk=False)
    return finish(draft, options)


def _place(event: Component) -> str:
    place = _text(event, "LOCATION")
    return "" if _ONLINE.fullmatch(place) else place


def _online(event: Component) -> str:
    stated = _text(event, "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
    place = _text(event, "LOCATION")
    return place if _ONLINE.fullmatch(place) else (stated if _ONLINE.fullmatch(stated) else "")


def _geo(event: Component) -> tuple[str, ...]:
    geo = _first(event, "GEO")
    latitude, longitude = _part(geo, "latitude"), _part(geo, "longitude")
    return () if latitude is None else (_degrees(latitude), _degrees(longitude))


def _degrees(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _links(event: Component) -> Iterator[Link]:
    yield Link(_text(event, "URL"), kind="url")
    for attached in _all(event, "ATTACH"):
        if _ONLINE.fullmatch(str(attached)):
            yield Link(str(attached), str((_part(attached, "params") or {}).get("FILENAME", "")))


def _tags(event: Component) -> list[str]:
    return [str(tag) for one in _all(event, "CATEGORIES") for tag in _part(one, "cats") or [one]]


def _repeats(event: Component) -> Iterator[str]:
    """Tell how an event repeats, which nobody expands here."""
    if rule := _first(event, "RRULE"):
        yield f"it repeats ({_written(rule)}): only this time is taken"
    if days := len(_all(event, "RDATE")):
        yield f"it has {days} further dates (RDATE): only this time is taken"


def _written(rule: Any) -> str:  # noqa: ANN401  — a property of whatever type
    write = _part(rule, "to_ical")
    return write().decode() if write else str(rule)


# --- our own ------------------------------------------------------------------------------------


def _ours(parts: Sequence[Component], options: ImportOptions) -> list[Outcome]:
    return [_our_talk(event, options) for event in _events(parts)]


def _our_talk(event: Component, options: ImportOptions) -> Outcome:
    """Read what `formats.ical` wrote: its facts, its addresses, then the abstract."""
    if not _text(event, "DESCRIPTION"):
        withdrawn = without_status(_text(event, "SUMMARY"))
        return Unparsed(text=withdrawn, why="a talk that was withdrawn", is_talk=False)
    told, addresses, abstract = _described(_text(event, "DESCRIPTION"), options)
    said = summed_up(_text(event, "SUMMARY"), told)
    place, online = _text(event, "LOCATION"), dict(addresses).get("Online", "")
    draft = Draft(
        title=said.title,
        speakers=[Named(name) for name in said.speakers],
        event=Named(said.event),
        when=phrase_of(told, _when(event, "", options)),
        location=Named("" if place == online else place),
        geo=_geo(event),
        online=online,
        links=[link(href, label) for label, href in addresses[1:] if label != "Online"],
        abstract=abstract,
        tags=_tags(event),
        status=told.status or _our_status(event, told),
    )
    return finish(draft, options)


def _our_status(event: Component, told: Facts) -> str:
    """A doubtful date makes an event tentative, not the talk."""
    status = _STATUS.get(_text(event, "STATUS").upper(), "")
    return "" if status == "tentative" and told.date else status


def _described(text: str, options: ImportOptions) -> tuple[Facts, list[tuple[str, str]], str]:
    """Part a description into its facts, its addresses and the abstract."""
    paragraphs = block(text).split("\n\n")
    if _CLOCK.fullmatch(paragraphs[0]) and len(paragraphs) > 1:
        paragraphs = paragraphs[1:]
    told, *rest = paragraphs
    addresses = []
    if rest and rest[0].startswith("Page: "):
        addresses = [
            match.groups() for row in rest[0].split("\n") if (match := _ADDRESS.fullmatch(row))
        ]
        rest = rest[1:]
    return facts(told, options), [(label, href) for label, href in addresses], "\n\n".join(rest)


# --- properties ---------------------------------------------------------------------------------


def _all(component: Component, name: str) -> list[Any]:
    """List the values of a property, which may stand once, often or never."""
    value = component.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(component: Component, name: str) -> Any:  # noqa: ANN401  — a property of whatever type
    return next(iter(_all(component, name)), None)


def _part(value: Any, name: str) -> Any:  # noqa: ANN401  — a property of whatever type
    """Give a part of a property's value; None where it has none, as a broken one."""
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
    if end is None:
        end = _after(start, _part(_first(event, "DURATION"), "dt"))
    if end is not None and not isinstance(end, datetime) and not isinstance(start, datetime):
        end -= _DAY
    return phrase(start, end, zone or home, options)


def _after(start: Moment, length: object) -> Moment | None:
    try:
        return start + length if isinstance(length, timedelta) else None
    except OverflowError:
        return None


def _moment(event: Component, name: str) -> tuple[Moment | None, str]:
    """Give a property's moment and the IANA name of its zone; a zone of its own has none."""
    found = _part(_first(event, name), "dt")
    if not isinstance(found, date):
        return None, ""
    zone = getattr(getattr(found, "tzinfo", None), "key", "")
    return found, zone if "/" in zone else ""
