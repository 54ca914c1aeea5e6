"""`events:` → events with profiles; a talk's event → the one that it names, and what it inherits.

A date without a year has that of the event, if the day is one of the event's; nothing else is
taken from its dates.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.dates import read_date, read_time
from talkfeed.errors import Problem, Rejected
from talkfeed.identity import fold
from talkfeed.model import Call, Event, EventProfile, Precision, RawMap, RawScalar
from talkfeed.normalise.media import in_file
from talkfeed.normalise.reader import WRONG_KIND, is_empty, lacks, wrong_kind
from talkfeed.normalise.scalars import read_scalar
from talkfeed.patterns import lazy
from talkfeed.schema import CALL, EVENT_PROFILE, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.dates import DateRules
    from talkfeed.errors import Place
    from talkfeed.model import Raw, RawList, Talk, When
    from talkfeed.normalise.reader import Days, Reader, Values
    from talkfeed.schema import Field

NOT_LISTED, SAME_NAME, OUTSIDE = "TF340", "TF341", "TF630"
BACKWARDS, NO_YEAR = "TF206", "TF202"
NOT_A_HASHTAG = "TF342"
ANYWHERE = "-12:00"
"""The zone of deadlines "anywhere on Earth"."""
_ANYWHERE = ("(aoe)", "aoe", "(anywhere on earth)", "anywhere on earth")
_HASHTAG = lazy(r"\w{1,100}")
_FIELDS = EVENT_PROFILE.by_name()
_ITEM = "write\n  events:\n    - name: CityCode 2015\n      dates: 7-9 Oct 2015"


# --- events of a site ----------------------------------------------------------------------------


def read_events(reader: Reader, raw: RawList) -> tuple[Event, ...]:
    """Return the events of a site, each with a profile; report two with one name."""
    events: list[Event] = []
    first: dict[str, tuple[Event, Place]] = {}
    for item in raw.items:
        event = None if is_empty(item) else _event(reader, item)
        if event is None or event.profile is None:
            continue
        events.append(event)
        for name in (event.name, *event.profile.also):
            owner, place = first.setdefault(fold(name), (event, item.place))
            if owner is not event:
                message = f"'{name}' is already a name of '{owner.name}' ({place})"
                hint = "give each event names of its own, or keep one of the two"
                reader.reject(item.place, SAME_NAME, message, hint)
    return tuple(events)


def _event(reader: Reader, item: Raw) -> Event | None:
    """Return an event of the list; just a name is enough."""
    if isinstance(item, RawScalar):
        return Event(validators.line(item.text), profile=EventProfile())
    if not isinstance(item, RawMap):
        message = "each of the events must be a name or a mapping with a name"
        reader.reject(item.place, WRONG_KIND, message, _ITEM)
        return None
    reader.read_dates_in(None, _zone(reader, item))
    values = reader.values(item, EVENT_PROFILE)
    reader.read_dates_in(None)
    name = values.pop("name", None)
    in_file(values, item)
    return name and Event(name, profile=EventProfile(**values))


def _zone(reader: Reader, item: RawMap) -> str | None:
    """Return the zone of an event; None without a valid one."""
    field = item.fields.get("timezone")
    if field is not None and isinstance(field.value, RawScalar) and not is_empty(field.value):
        with suppress(Rejected):  # which is reported with the other values
            text = field.value.text
            zone: str = read_scalar(Kind.ZONE, text, _FIELDS["timezone"], reader.rules)
            return zone
    return None


def by_name(events: Iterable[Event]) -> dict[str, Event]:
    """Index events by their names, folded."""
    return {
        fold(name): event
        for event in events
        if event.profile
        for name in (event.name, *event.profile.also)
    }


def read_call(reader: Reader, field: Field, value: Raw) -> Call | None:
    """Return a call for papers; just its last day is enough."""
    if isinstance(value, RawScalar):
        return Call(read_deadline(reader, field, value))
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "a date or keys, not a list")
    values = reader.values(value, CALL)
    if "closes" not in values:
        return None
    call = Call(**values)
    opens = _days(call.opens)
    closes = _days(call.closes)
    if opens and closes and opens[0] > closes[1]:
        place = value.fields["opens"].value.place
        reader.reject(place, BACKWARDS, "the call opens after it closes", "exchange the two dates")
    return call


def read_deadline(reader: Reader, field: Field, value: Raw) -> When:
    """Return a date; of one "anywhere on Earth", the end of its day at UTC-12."""
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a date")
    text = validators.line(value.text)
    mark = next((mark for mark in _ANYWHERE if text.casefold().endswith(mark)), "")
    if not mark:
        return read_date(text, reader.rules)
    rules = reader.rules._replace(timezone=ANYWHERE)
    when = read_date(text[: -len(mark)].rstrip(" ,"), rules)
    if when.precision is Precision.DAY and field.name != "opens":
        when = read_time("23:59", when, rules)
    return when._replace(text=text)


def read_hashtag(_: Reader, field: Field, value: Raw) -> str:
    """Return a hashtag without its sign."""
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "one word")
    text = validators.line(value.text).removeprefix("#")
    if _HASHTAG.fullmatch(text):
        return text
    message = f"'{text}' is not a hashtag"
    raise Rejected(NOT_A_HASHTAG, message, "write one word of letters and figures")


# --- the event of a talk -------------------------------------------------------------------------


def known(reader: Reader, event: Event) -> Event:
    """Return an event under its main name and with its profile, if the site has it."""
    found = reader.events.get(fold(event.name)) if reader.events else None
    return event._replace(name=found.name, profile=found.profile) if found else event


def named(reader: Reader, *raws: RawMap) -> Event | None:
    """Return the event of the site that a delivery, or else its talk, names; None without one."""
    for raw in raws:
        if reader.events and not lacks(raw, "event"):
            value = raw.fields["event"].value
            if isinstance(value, RawMap) and not lacks(value, "name"):
                value = value.fields["name"].value
            text = value.text if isinstance(value, RawScalar) else ""
            return reader.events.get(fold(validators.line(text)))
    return None


def days_of(event: Event | None) -> Days | None:
    """Return the first and the last day of an event in `events:`; None if they are not known."""
    dates = event.profile.dates if event and event.profile else None
    return _days(dates) if dates and dates.precision.is_dated else None


def read_in_year(text: str, rules: DateRules, days: Days) -> When:
    """Read a date, which may lack its year if it is one of these days.

    Raises: Rejected TF2xx, not a date.
    """
    try:
        return read_date(text, rules)
    except Rejected as rejected:
        for year in range(days[0].year, days[1].year + 1):
            with suppress(Rejected):
                when = read_date(f"{text.strip()} {year}", rules)
                found = _days(when) if when.precision.is_dated else None
                if found and days[0] <= found[0] and found[1] <= days[1]:
                    return when._replace(text=_written(when))
        if rejected.code != NO_YEAR:
            raise
        hint = f"write the year; it is none of the event's days, {days[0]} to {days[1]}"
        raise Rejected(NO_YEAR, rejected.message, hint) from None


def _written(when: When) -> str:
    """Return the words for a date whose year was not written."""
    if not when.precision.is_timed or not isinstance(when.start, datetime):
        return when.text
    clocks = dict.fromkeys(f"{each:%H:%M}" for each in (when.start, when.end))
    return f"{when.start:%Y-%m-%d} {'-'.join(clocks)}"


def at_event(reader: Reader, raws: tuple[RawMap, ...], values: Values) -> Values:
    """Return the values of a talk with what it has from its event; its own values win.

    `raws` are the mappings of the delivery and of its talk.
    """
    event: Event | None = values.get("event")
    profile = event.profile if event else None
    if event is None or profile is None:
        return values
    inherited = {"location": profile.location, "online": profile.online}
    found: Values = {name: value for name, value in inherited.items() if value is not None}
    for key, listed in (("track", profile.tracks), ("room", profile.rooms)):
        if listed and key in values:
            found[key] = _one_of(reader, raws, key, values.pop(key), event, listed)
    return found | values


def _one_of(  # noqa: PLR0917  — the place and what is compared
    reader: Reader,
    raws: tuple[RawMap, ...],
    key: str,
    text: str,
    event: Event,
    listed: tuple[str, ...],
) -> str:
    """Return a track or a room as the event spells it; report one that it does not have."""
    names = {fold(name): name for name in listed}
    if fold(text) in names:
        return names[fold(text)]
    near = get_close_matches(fold(text), names, n=1)
    every = ", ".join(listed[:8])
    hint = f"did you mean '{names[near[0]]}'?" if near else f"the {key}s are: {every}"
    place = next(raw.fields[key].value.place for raw in raws if key in raw.fields)
    reader.reject(place, NOT_LISTED, f"'{event.name}' has no {key} '{text}'", hint)
    return text


def outside(events: RawList, talks: Iterable[Talk]) -> Iterator[Problem]:
    """Report talks that are not on a day of their event; `events` are those of the site, raw."""
    places: dict[str, Place] = {}
    for item in events.items:
        field = item.fields.get("name") if isinstance(item, RawMap) else None
        if field is not None and isinstance(field.value, RawScalar):
            places.setdefault(fold(validators.line(field.value.text)), item.place)
    for talk in talks:
        days, found = days_of(talk.event), _days(talk.when)
        if talk.event is None or days is None or found is None:
            continue
        start = found[0] if talk.when.precision.is_dated else min(found[1], max(found[0], days[0]))
        if not days[0] <= start <= days[1]:
            where = places.get(fold(talk.event.name))
            dates = talk.event.dates.text if talk.event.dates else ""
            message = f"'{talk.title}' is on {talk.when.text}, outside '{talk.event.name}'"
            hint = "correct the date of the talk, or the dates of the event"
            yield Problem(talk.place, OUTSIDE, f"{message}, {dates} ({where})", hint)


def _days(when: When | None) -> Days | None:
    """Return the first and the last day of a date; None without one."""
    if when is None or when.start is None or when.end is None:
        return None
    return _day(when.start), _day(when.end)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
