"""A repeating event of a calendar (RFC 5545: 3.8.5) → an item of `series:`.

Its rule becomes a phrase that is read back as the same rule with the same slots; a rule that no
phrase states is rejected. A series has no talks but the instances with a title of their own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, NoReturn

from talkfeed.errors import Rejected
from talkfeed.importers.schedules.components import (
    ADDRESS,
    Span,
    first,
    moment,
    part,
    place_of,
    span,
    text,
    values,
)
from talkfeed.importers.schedules.rules import read_back
from talkfeed.importers.schedules.series import (
    RECURRENCE,
    Recurrence,
    dates_of,
    masters_of,
    on_clock,
    recurrence,
    times_of,
)
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import without_state
from talkfeed.records.breaks import is_break
from talkfeed.records.timestamps import phrase
from talkfeed.series import Schedule, slots
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from icalendar import Component

    from talkfeed.model.imported import ImportOptions, Plain

NO_PHRASE = "TF726"
MOST = 20_000
"""The maximum number of slots of a series, which a daily one has in 55 years."""
_LONGEST = timedelta(days=1)


class OwnTalk(NamedTuple):
    """An instance with a title of its own; `is_extra` if its day has no slot of the series."""

    event: Component
    title: str
    day: date
    uid: str
    span: Span
    zone: str
    is_extra: bool


class Recurring(NamedTuple):
    """The fields of a series, and the talks of its slots."""

    fields: dict[str, Plain]
    own: list[OwnTalk]


class _Series(NamedTuple):
    """What is known of a series: its event, name and zone, and the number of slots of each day."""

    whole: Recurrence
    name: str
    zone: str
    days: Mapping[date, int]
    options: ImportOptions

    def reject(self, why: str) -> NoReturn:
        """Reject the series for a reason."""
        _reject(self.name, self.whole.event, why)


def read_all(
    events: Sequence[Component], zones: Mapping[str, tzinfo], home: str, options: ImportOptions
) -> tuple[list[Recurring], set[int]]:
    """Read the series of a calendar, if they are asked for, and the identities of their events.

    Breaks and cancelled events are none. Floating times are in the zone `home`, "" for the one of
    the options. A second series of a name has its first day in its name.

    Raises:
        Rejected: TF726, a series cannot be stated in talks.yaml.
    """
    found: list[Recurring] = []
    taken: set[int] = set()
    names: set[str] = set()
    masters, changed = masters_of(events if options.as_series else ())
    for uid, event in masters.items():
        name = line(text(event, "SUMMARY"))
        is_off = text(event, "STATUS").upper() == "CANCELLED"
        if "RRULE" not in event or is_off or not name or is_break(name):
            continue
        known = _read_master(event, name, zones, home, options)
        if name.casefold() in names:
            known = known._replace(name=f"{name} (from {known.whole.start.date()})")
        names.add(known.name.casefold())
        found.append(_read(known, name, changed[uid], zones))
        taken |= {id(each) for each in (event, *changed[uid])}
    return found, taken


def _reject(name: str, event: Component, why: str) -> NoReturn:
    rules = (part(rule, "to_ical") for rule in values(event, "RRULE"))
    shown = ", ".join(write().decode() for write in rules if write)
    message = f"'{name}' cannot be a series: {why} ({shown})"
    raise Rejected(NO_PHRASE, message, "import without --series: its dates become dated talks")


def _read_master(
    event: Component,
    name: str,
    zones: Mapping[str, tzinfo],
    home: str,
    options: ImportOptions,
) -> _Series:
    time = span(event, zones)
    whole = recurrence(event, time)
    if whole is None or time.doubts:
        _reject(name, event, "its start cannot be read")
    if "RDATE" in event:
        _reject(name, event, "it has dates beside its rule")
    if whole.length and whole.length >= _LONGEST:
        _reject(name, event, "its slots go on for days")
    zone = ""
    if isinstance(time.start, datetime):
        zone = time.zone or _zone_of(time.start, home or options.timezone or "")
        if not zone:
            _reject(name, event, "the zone of its times is unknown; --timezone may name it")
    return _Series(whole, name, zone, {}, options)


def _zone_of(start: datetime, home: str) -> str:
    """Return the zone of a time without an IANA name: UTC, or that of floating times."""
    if start.tzinfo is None:
        return home
    return "UTC" if str(start.tzinfo) == "UTC" else ""


def _read(
    known: _Series, title: str, changed: Sequence[Component], zones: Mapping[str, tzinfo]
) -> Recurring:
    whole = known.whole
    rules = values(whole.event, "RRULE")
    times = sorted({at for rule in rules for at in _times(rule, known)})
    every = _phrase(rules, times, known)
    known = known._replace(days=Counter(at.date() for at in times))
    changes, own = _changes(known, title, changed, zones)
    place, online = place_of(whole.event)
    url = text(whole.event, "URL")
    has_end = all("COUNT" in rule or "UNTIL" in rule for rule in rules)
    fields: dict[str, Plain] = {
        "name": known.name,
        "every": every,
        "from": str(whole.start.date()),
        "to": str(times[-1].date()) if has_end else "",
        "except": [str(day) for day in _breaks(known, times) if str(day) not in changes],
        "changes": {day: each for day, each in sorted(changes.items()) if each},
        "location": line(place),
        "online": online or (url if ADDRESS.fullmatch(url) else ""),
        "timezone": known.zone,
    }
    return Recurring({key: value for key, value in fields.items() if value}, own)


def _times(rule: Any, known: _Series) -> list[datetime]:  # noqa: ANN401
    times, _ = times_of(rule, known.whole, known.options.today, MOST)
    if not 0 < len(times) <= MOST:
        known.reject(f"its rule has no slot, or more than {MOST:,}")
    return times


def _phrase(rules: Sequence[Any], times: Sequence[datetime], known: _Series) -> str:
    """Write the phrase of rules, which has the same slots."""
    whole = known.whole
    is_timed = isinstance(whole.first.start, datetime)
    texts = [rule.to_ical().decode() for rule in rules]
    length = whole.length or None
    schedule = read_back(texts, whole.start, length, is_timed=is_timed)
    if schedule is None:
        known.reject("no phrase states its rule")
    bare = Schedule(schedule.text, schedule.rules)
    read = [(each.start, each.end) for each in slots(bare, whole.start.date(), times[-1].date())]
    meant = [(at if is_timed else at.date(), at + length if length else None) for at in times]
    if read != meant:
        known.reject("no phrase states its rule with this start and end")
    return schedule.text


def _breaks(known: _Series, times: Sequence[datetime]) -> list[date]:
    """List the days whose slots are excluded."""
    whole = known.whole
    gone = [at for at, _ in dates_of(whole.event, "EXDATE")]
    clocks = {on_clock(at, whole.zone) for at in gone if isinstance(at, datetime)}
    whole_days = {at for at in gone if not isinstance(at, datetime)}
    days = Counter(at.date() for at in times if at in clocks or at.date() in whole_days)
    if any(known.days[day] != count for day, count in days.items()):
        known.reject("one of several slots of a day is excluded")
    return sorted(days)


# --- changed instances --------------------------------------------------------------------------


def _changes(
    known: _Series, title: str, changed: Sequence[Component], zones: Mapping[str, tzinfo]
) -> tuple[dict[str, dict[str, Plain]], list[OwnTalk]]:
    """Return what is different in slots, by their original days, and the talks of slots."""
    changes: dict[str, dict[str, Plain]] = {}
    own: list[OwnTalk] = []
    for event, at in _changed_at(changed, known, zones):
        day = at.date()
        there = span(event, zones)
        if known.days.get(day, 1) > 1:
            known.reject("one of several slots of a day is changed")
        named, state = without_state(line(text(event, "SUMMARY")))
        words = named.removeprefix(title).lstrip(" :–—-") or title
        is_extra = day not in known.days
        if is_extra or words.casefold() != title.casefold():
            uid = f"{text(event, 'UID')} {at:%Y%m%dT%H%M%S}"
            own.append(OwnTalk(event, words, day, uid, there, known.zone, is_extra))
        if not is_extra:
            is_off = state == "cancelled" or text(event, "STATUS").upper() == "CANCELLED"
            changes[str(day)] = dict(_differences(event, there, day, known))
            changes[str(day)] |= {"status": "cancelled"} if is_off else {}
    return changes, own


def _changed_at(
    changed: Sequence[Component], known: _Series, zones: Mapping[str, tzinfo]
) -> Iterator[tuple[Component, datetime]]:
    """Yield the changed instances with the original time of each."""
    for event in changed:
        original = first(event, RECURRENCE)
        at, _, _ = moment(original, zones)
        if at is None:
            known.reject("a changed slot does not name its original time")
        if (part(original, "params") or {}).get("RANGE"):
            known.reject("a change is for all slots from one on")
        yield event, on_clock(at, known.whole.zone)


def _differences(
    event: Component, there: Span, day: date, known: _Series
) -> Iterator[tuple[str, Plain]]:
    """Yield the fields in which an instance differs from its series."""
    whole = known.whole
    at = datetime.combine(day, whole.start.time())
    moved = recurrence(event, there)
    if moved is not None:
        start = on_clock(moved.first.start or day, whole.zone)
        if (start, moved.length or None) != (at, whole.length or None):
            yield "date", _moved_to(there, known)
    place, online = place_of(event)
    usual, stream = place_of(whole.event)
    if place and place != usual:
        yield "location", line(place)
    if online and online != stream:
        yield "online", online


def _moved_to(there: Span, known: _Series) -> str:
    """Write the time of a moved slot on the clock of its series."""
    is_timed = isinstance(known.whole.first.start, datetime)
    options = replace(known.options, timezone=known.zone or known.options.timezone)
    start, end = (
        on_clock(one, known.whole.zone) if isinstance(one, datetime) else one
        for one in (there.start, there.end)
    )
    written = phrase(start, end, "", options)
    if isinstance(start, datetime) is not is_timed or written.doubts:
        known.reject("a slot is moved to a time that cannot be stated")
    return written.text.removesuffix(f" {known.zone}")
