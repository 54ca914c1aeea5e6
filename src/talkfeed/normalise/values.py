"""The raw value of a field → a value of its kind: people, events, tags and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkfeed import text as validators
from talkfeed.dates import read_date
from talkfeed.errors import Rejected
from talkfeed.model import Event, Location, Precision, RawList, RawMap, RawScalar
from talkfeed.normalise import media, podcast
from talkfeed.normalise.channels import read_aliases, read_channels
from talkfeed.normalise.events import (
    known,
    read_call,
    read_deadline,
    read_hashtag,
    read_in_year,
)
from talkfeed.normalise.formats import read_formats
from talkfeed.normalise.links import read_links
from talkfeed.normalise.look import read_look, read_templates
from talkfeed.normalise.people import read_authors, read_names, read_profiles, read_speakers
from talkfeed.normalise.placeholders import is_placeholder
from talkfeed.normalise.reader import MISSING, WRONG_KIND, listed, wrong_kind
from talkfeed.normalise.scalars import degrees, read_scalar
from talkfeed.normalise.slot import read_series_name
from talkfeed.schema import EVENT, LOCATION, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model import Abstract, Raw, When
    from talkfeed.normalise.reader import Read, Reader, Values
    from talkfeed.schema import Field

NOT_A_TAG = "TF317"
_AS_TEXT = frozenset((Kind.TEXT, Kind.TIME))
"""Kinds whose value is the text; a time is read later, with its date."""
_WHOLE = frozenset((Precision.DAY, Precision.MONTH, Precision.YEAR))


def _scalar(reader: Reader, field: Field, value: Raw) -> Any:  # noqa: ANN401 (as its kind says)
    if not isinstance(value, RawScalar):
        expected = "text, not a list" if isinstance(value, RawList) else "text, not a mapping"
        raise wrong_kind(field, expected)
    if field.kind in _AS_TEXT:
        return _text(field, value)
    return read_scalar(field.kind, value.text, field, reader.rules)


def _text(field: Field, value: RawScalar) -> str:
    text = validators.line(value.text)
    if not text:
        message = f"'{field.name}' has no visible text"
        raise Rejected(MISSING, message, f"write {field.name}: {field.example}")
    return text


def _markdown(reader: Reader, field: Field, value: Raw) -> Abstract | None:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "text; put '|' after the key, and the text below it")
    return validators.markdown(value.text, reader.base)


def _tags(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Return tags without duplicates; text is split at commas."""
    tags: dict[str, str] = {}
    for tag in filter(None, reader.each(field, listed(value), _tag)):
        tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def _tag(_: Reader, field: Field, value: Raw) -> str:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a list of texts")
    tag = validators.line(value.text).strip(", ").removeprefix("#").strip()
    if "," in tag:
        hint = "split it into several tags, or remove the comma; readers split tags at commas"
        raise Rejected(NOT_A_TAG, f"a tag cannot contain a comma: '{tag}'", hint)
    return tag


def _geo(_: Reader, field: Field, value: Raw) -> tuple[float, float]:
    if isinstance(value, RawScalar):
        return degrees([part.strip() for part in value.text.split(",")])
    if isinstance(value, RawList):
        return degrees([item.text for item in value.items if isinstance(item, RawScalar)])
    raise wrong_kind(field, "two numbers")


def _urls(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Return addresses, each once."""
    return tuple(dict.fromkeys(reader.each(field, value, _url)))


def _url(_: Reader, field: Field, value: Raw) -> str:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "an address or a list of addresses")
    return validators.url(value.text)


def _languages(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Return language tags; text is split at commas."""
    return tuple(reader.each(field, listed(value), _language))


def _language(reader: Reader, field: Field, value: Raw) -> Any:  # noqa: ANN401 (as its kind says)
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a list of language tags")
    return read_scalar(Kind.LANGUAGE, value.text, field, reader.rules)


def _targets(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Return targets; text is not split, since a path may contain a comma."""
    return tuple(reader.each(field, value, _target))


def _target(_: Reader, field: Field, value: Raw) -> str:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a target, such as s3://bucket/talks, or a list of them")
    return validators.destination(validators.line(value.text)).text


def _deliveries(_: Reader, field: Field, value: Raw) -> tuple[RawMap, ...]:
    """Return the raw deliveries; they are read later, with the fields they inherit."""
    items = value.items if isinstance(value, RawList) else ()
    deliveries = tuple(item for item in items if isinstance(item, RawMap))
    if not deliveries or len(deliveries) < len(items):
        raise wrong_kind(field, "a list of deliveries, each with a date")
    return deliveries


def _event(reader: Reader, field: Field, value: Raw) -> Event | None:
    if isinstance(value, RawScalar):
        return _named(reader, Event(name=_text(field, value)))
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "a name or keys, not a list")
    values = reader.values(value, EVENT)
    if "name" not in values:
        return None
    when = _span(reader, value, values)
    return _named(reader, Event(name=values["name"], url=values.get("url"), when=when))


def _named(reader: Reader, event: Event) -> Event | None:
    return None if is_placeholder(event.name) else known(reader, event)


def _date(reader: Reader, field: Field, value: Raw) -> Any:  # noqa: ANN401 (as its kind says)
    if not isinstance(value, RawScalar) or reader.days is None:
        return _scalar(reader, field, value)
    return read_in_year(value.text, reader.rules, reader.days)


def _span(reader: Reader, raw: RawMap, values: Values) -> When | None:
    """Return the date range of an event with a start and an end."""
    start: When | None = values.get("start")
    end: When | None = values.get("end")
    if end is None:
        return start
    place = raw.fields["end"].value.place
    if start is None:
        if "start" not in raw.fields:
            reader.reject(
                place, MISSING, "the event has an end but no start", "write start: 1 Oct 2015"
            )
        return None
    if start.precision is not end.precision or start.precision not in _WHOLE:
        hint = "write both as days, e.g. start: 24 Sep 2015 and end: 26 Sep 2015"
        reader.reject(place, WRONG_KIND, "the start and end have different precision", hint)
        return None
    try:
        span: When = read_date(f"{start.edtf}/{end.edtf}", reader.rules)
    except Rejected as rejected:
        reader.problems.append(rejected.at(place))
        return None
    return span._replace(text=f"{start.text} – {end.text}")


def _location(reader: Reader, field: Field, value: Raw) -> Location | None:
    if isinstance(value, RawScalar):
        return Location(name=_text(field, value))
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "a name or keys, not a list")
    values = reader.values(value, LOCATION)
    return Location(**values) if "name" in values else None


def _items(_: Reader, __: Field, value: Raw) -> tuple[Raw, ...]:
    """Return the items of a list, or a single value; they are read later, in the series' zone."""
    return value.items if isinstance(value, RawList) else (value,)


def _mapping(_: Reader, field: Field, value: Raw) -> RawMap:
    """Return a mapping, which is read later, in the series' zone."""
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "days, each with keys")
    return value


READERS: Mapping[Kind, Read] = dict.fromkeys(Kind, _scalar) | {
    Kind.MARKDOWN: _markdown,
    Kind.TAGS: _tags,
    Kind.GEO: _geo,
    Kind.GIVEN: _deliveries,
    Kind.LANGUAGES: _languages,
    Kind.URLS: _urls,
    Kind.PEOPLE: read_authors,
    Kind.SPEAKERS: read_speakers,
    Kind.NAMES: read_names,
    Kind.PROFILES: read_profiles,
    Kind.EVENT: _event,
    Kind.DATE: _date,
    Kind.CALL: read_call,
    Kind.DEADLINE: read_deadline,
    Kind.HASHTAG: read_hashtag,
    Kind.LOCATION: _location,
    Kind.LINKS: read_links,
    Kind.RECORDINGS: media.read_recordings,
    Kind.PICTURE: media.read_picture,
    Kind.TRANSCRIPTS: media.read_transcripts,
    Kind.CHAPTERS: media.read_chapters,
    Kind.POINT: media.read_point,
    Kind.PODCAST: podcast.read_podcast,
    Kind.CATEGORIES: podcast.read_categories,
    Kind.PODCASTS: podcast.read_podcasts,
    Kind.UUID: podcast.read_uuid,
    Kind.FILE: media.read_file,
    Kind.CHANNELS: read_channels,
    Kind.FORMATS: read_formats,
    Kind.ALIASES: read_aliases,
    Kind.THEME: read_look,
    Kind.DIRECTORY: read_templates,
    Kind.TARGETS: _targets,
    Kind.SERIES: read_series_name,
    Kind.RULES: _items,
    Kind.BREAKS: _items,
    Kind.CHANGES: _mapping,
}
