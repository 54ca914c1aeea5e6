"""A talk's mapping → its talks, one per delivery."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Problem
from talkfeed.model import RawList, RawMap, RawScalar, Status, Talk
from talkfeed.model.people import KEYS, ROLES, SPEAKER
from talkfeed.model.plainfields import PLAIN
from talkfeed.normalise.events import at_event, days_of, named
from talkfeed.normalise.lengths import too_long, with_end
from talkfeed.normalise.links import arrange
from talkfeed.normalise.media import MEDIA, media_of
from talkfeed.normalise.reader import called, lacks
from talkfeed.normalise.repairs import UNDATED
from talkfeed.normalise.scalars import meant_language
from talkfeed.normalise.slot import scheduled, zone_of
from talkfeed.schema import GIVEN, TALK, Scope
from talkfeed.text import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.errors import Place
    from talkfeed.model import Person, Settings
    from talkfeed.model.series import Series
    from talkfeed.normalise.reader import Reader, Values

SAME_ID, SAME_TALK = "TF314", "TF315"
STRAY_DASH = "TF328"
SHARED_ID, BOTH_KEYS = "TF319", "TF321"
SEVERAL_NAMES, NO_AUTHOR = "TF610", "TF611"
_OWN = frozenset(field.name for field in TALK.fields if field.scope is Scope.DELIVERY)
_KEYS = frozenset(field.name for field in TALK.fields)
_IDS = ("id", "added", "source_id")
_AS_READ = ("event", "location", *(row.name for row in PLAIN), "abstract", *_IDS)
"""The fields that a talk has as they are read."""
_JOINTS = (" and ", " & ", "; ", ", ", " und ", " et ", "、", "，", "；")  # noqa: RUF001


def read_talk(reader: Reader, raw: RawMap, orders: Iterator[int]) -> Iterator[Talk]:
    """Return each delivery of a talk, without drafts; `orders` yields their ranks."""
    is_own = not lacks(raw, "date")
    without = () if lacks(raw, "given") else ("date",)
    language = written_language(raw)
    _read_dates(reader, language, raw)
    values = reader.values(raw, TALK, without=without)
    _one_of(reader, raw, values)
    if reader.is_lenient and not values.get("given"):
        values.setdefault("date", UNDATED)
    given: tuple[RawMap, ...] = values.pop("given", ())
    occurrences = count()
    if is_own or not given:
        own = at_event(reader, (raw,), scheduled(reader, raw, raw, values))
        yield from _talk(own, raw.place, orders, next(occurrences))
    if "id" in values and not is_own and len(given) > 1:
        del values["id"]
        hint = "move the id into the delivery that it belongs to"
        place = raw.fields["id"].value.place
        reader.reject(place, SHARED_ID, "one id for several deliveries", hint)
    if given and is_own:
        values = {name: value for name, value in values.items() if name not in _OWN}
    for delivery in given:
        _read_dates(reader, written_language(delivery) or language, delivery, raw)
        own = values | reader.values(delivery, GIVEN)
        if own.get("date", UNDATED).precision.is_timed and lacks(delivery, "time"):
            own.pop("time", None)  # the talk's time is that of deliveries that state none
        source = raw if lacks(delivery, "time") else delivery
        own = at_event(reader, (delivery, raw), scheduled(reader, delivery, source, own))
        yield from _talk(own, delivery.place, orders, next(occurrences))


def _read_dates(reader: Reader, language: str | None, *raws: RawMap) -> None:
    """Read the following dates in the zone of the series, or else of the event, that is named."""
    event = named(reader, *raws)
    zone = zone_of(reader, *raws) or (event.profile.timezone if event and event.profile else None)
    reader.read_dates_in(language, zone, days_of(event))


def rejoin(raws: Iterable[RawMap]) -> tuple[list[RawMap], list[Problem]]:
    """Join keys that a stray dash has made a talk of their own to the talk above.

    Such a talk has no title, and none of its keys is in the talk above, of which they are the rest.
    """
    joined: list[RawMap] = []
    problems: list[Problem] = []
    for raw in raws:
        above = joined[-1] if joined else None
        if above is None or not _is_rest(raw, above):
            joined.append(raw)
            continue
        joined[-1] = RawMap({**above.fields, **raw.fields}, above.place)
        message = f"the dash before '{next(iter(raw.fields))}' begins another talk, without a title"
        hint = f"put a space in its place if this belongs to the {called(above, TALK)}"
        problems.append(Problem(raw.place, STRAY_DASH, message, f"{hint}; else add a title"))
    return joined, problems


def _is_rest(raw: RawMap, above: RawMap) -> bool:
    keys = raw.fields.keys()
    is_block = any(field.place == raw.place for field in raw.fields.values())
    is_near = is_block and raw.place.path == above.place.path
    is_known = keys <= _KEYS and "title" in above.fields
    return is_near and is_known and "title" not in keys and not keys & above.fields.keys()


def written_language(raw: RawMap) -> str | None:
    """Return the language of a talk or a delivery, guessed if misspelt; None without one."""
    value = None if lacks(raw, "language") else raw.fields["language"].value
    return meant_language(value.text.strip()) if isinstance(value, RawScalar) else None


def _one_of(reader: Reader, raw: RawMap, values: Values) -> None:
    """Move `speaker` to `speakers`; report a talk with both."""
    if "speaker" in values and "speakers" in values:
        place = raw.fields["speaker"].place
        hint = "list all of them: speakers: [Ann Example, Bob Example]"
        reader.reject(place, BOTH_KEYS, "both 'speaker' and 'speakers'", hint)
    values.setdefault("speakers", values.pop("speaker", ()))


def _talk(values: Values, place: Place, orders: Iterator[int], occurrence: int) -> Iterator[Talk]:
    """Return the talk, unless a required field is invalid or it is a draft."""
    if "title" not in values or "date" not in values or values.get("draft"):
        return
    speakers, contributors = _people(values)
    series: Series | None = values.get("series")
    as_read: dict[str, Any] = {name: values.get(name) for name in _AS_READ}
    yield Talk(
        title=values["title"],
        when=with_end(values["date"], values.get("length")),
        place=place,
        order=next(orders),
        occurrence=occurrence,
        speakers=speakers,
        contributors=contributors,
        links=arrange(values),
        **(media_of(values, place) if any(map(values.get, MEDIA)) else {}),
        tags=values.get("tags", ()),
        pinned=values.get("pinned", False),
        status=Status(values["status"]) if "status" in values else Status.CONFIRMED,
        series=series.name if series else None,
        slot=values.get("slot"),
        joint=values.get("joint"),
        **as_read,
    )


def _people(values: Values) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Return speakers and contributors, each in the order of roles, then as listed."""
    people: list[Person] = [*values["speakers"]]
    people += chain.from_iterable(values.get(key, ()) for key in KEYS)
    if not any(person.role for person in people):
        return tuple(people), ()
    people.sort(key=lambda person: _RANKS[person.role])
    speakers = tuple(person for person in people if _RANKS[person.role] < _CONTRIBUTING)
    return speakers, tuple(people[len(speakers) :])


_RANKS = {"" if role.name == SPEAKER else role.name: rank for rank, role in enumerate(ROLES)}
_CONTRIBUTING = sum(role.is_speaker for role in ROLES)


def duplicates(talks: Iterable[Talk], raws: Iterable[RawMap]) -> Iterator[tuple[Talk, Problem]]:
    """Report duplicate ids, and talks with the same title, speakers, event, date and ids."""
    written = _ids(raws)
    ids: dict[str, Talk] = {}
    seen: dict[tuple[object, ...], Talk] = {}
    for talk in talks:
        first = talk if talk.id is None else ids.setdefault(talk.id, talk)
        if first is not talk:
            message = f"duplicate id '{talk.id}' (first in {_line(first.place)})"
            place = written.get(talk.place, talk.place)
            hint = "use a different id for each talk, or none"
            yield talk, Problem(place, SAME_ID, message, hint)
        first = seen.setdefault(_sameness(talk), talk)
        if first is not talk:
            hint = "delete one of them, or add what distinguishes them, e.g. the day or an id"
            message = f"duplicate talk '{talk.title}' (first in {_line(first.place)})"
            yield talk, Problem(talk.place, SAME_TALK, message, hint)


def _ids(raws: Iterable[RawMap]) -> dict[Place, Place]:
    """Return the place of the id of each talk and each delivery."""
    found: dict[Place, Place] = {}
    for raw in raws:
        given = raw.fields["given"].value if "given" in raw.fields else None
        items = given.items if isinstance(given, RawList) else ()
        for owner in (raw, *items):
            if isinstance(owner, RawMap) and "id" in owner.fields:
                found[owner.place] = owner.fields["id"].value.place
    return found


def _sameness(talk: Talk) -> tuple[object, ...]:
    names = tuple(_bare(person.written) for person in talk.speakers)
    event = _bare(talk.occasion) if talk.occasion else None
    return _bare(talk.title), names, event, talk.when.edtf, talk.id, talk.source_id


def _bare(text: str) -> str:
    return unmarked(text).casefold()


def _line(place: Place) -> str:
    return f"{place.path}, line {place.line}"


def notices(talks: Iterable[Talk], settings: Settings) -> Iterator[Problem]:
    """Report what may be a mistake."""
    yield from _unsigned(talks, settings)
    for talk in talks:
        yield from too_long(talk)
        for person in talk.speakers:
            if any(joint in person.name for joint in _JOINTS):
                message = f"'{person.name}' is taken for one speaker"
                hint = "if these are several, list them: speakers: [Ann Example, Bob Example]"
                yield Problem(talk.place, SEVERAL_NAMES, message, hint)


def _unsigned(talks: Iterable[Talk], settings: Settings) -> Iterator[Problem]:
    """Report talks without an author: the feed itself is the author then (RFC 4287, 4.1.2)."""
    found = [talk for talk in talks if not talk.speakers]
    if found and not settings.authors:
        others = f" and {len(found) - 1} more have" if len(found) > 1 else " has"
        message = f"'{found[0].title}'{others} no speaker, and the feed has no authors"
        hint = (
            f"'{settings.title}' is used as the author; to name another, write"
            " authors: Our community below 'feed:'"
        )
        yield Problem(found[0].place, NO_AUTHOR, message, hint)
