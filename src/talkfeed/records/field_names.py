"""Keys and column names of other tools → fields of talks.yaml, by one table.

Keys are compared folded: `talkTitle`, "Talk title" and `talk-title` are the same. A nested key is
looked up by its whole path, then without its first parts (`event.city` is a city). The user's
mapping takes precedence over the table.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.plainfields import PLAIN
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.nodes import Record
from talkfeed.records.spots import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.records.nodes import Node
    from talkfeed.records.spots import Spot


class Entry(NamedTuple):
    """A key as it is written, its value, and its place."""

    key: str
    node: Node
    spot: Spot = UNKNOWN


RecordFields = dict[str, list[Entry]]
"""The entries of a record by field, the likeliest first; "" holds unknown keys."""

_AFFIXED = {
    **{row.field: row.keys for row in KINDS if row.keys},
    "post": "blog blog_post blogpost post article writeup write_up transcript notes summary_post",
}
"""Keys of links by field; each is also known with `_url`, `_link`, `_id` and the like."""
_AFFIXES = ("{}", "{}_url", "{}_link", "{}_href", "{}_id", "url_{}", "link_{}", "{}_urls")
_OPEN = {"recording": "video"} | {row.field: row.field for row in KINDS if row.keys}
_NO_LINK = re.compile("lang|title|date|duration|length|image|thumb|type|ratio|count|speaker|desc")

_TABLE: dict[str, str] = {
    **{row.name: row.keys for row in PLAIN},
    "title": "title talk_title talktitle session_title presentation_title lecture_title "
    "title_of_talk talk_name session_name presentation_name title_en talk presentation headline "
    "subject titel titre titulo titolo vortrag conferencia_titulo name",
    "subtitle": "subtitle sub_title tagline",
    "speakers": "speakers presenters presenter speaker_names speaker_name presenter_name "
    "presented_by lecturer lecturers talkers authors author instructors instructor people "
    "persons panelists given_by who by speaker vortragende vortragender referent referenten "
    "referentin ponente ponentes orateur orateurs intervenant intervenants palestrante "
    "palestrantes relatore",
    "speakerurl": "speaker_url speaker_link speaker_website presenter_url author_url",
    "cospeakers": "co_speaker co_speakers cospeaker cospeakers coauthor coauthors co_authors "
    "co_author copresenter copresenters co_presenter co_presenters collaborators collaborator "
    "other_speakers with",
    "event": "event conference conf event_name event_title conference_name conference_title "
    "conf_name meetup meetup_name occasion congress symposium seminar series forum publication "
    "veranstaltung konferenz evento conferencia evenement conference_short gathering hosted_at "
    "at organisation organization organizer organiser institution host presented_at "
    "workshop_name",
    "eventurl": "event_url event_link event_website event_site event_href event_web "
    "event_page conference_url conference_link conference_website conference_site conf_url "
    "conf_link conf_site eventurl meetup_url meetup_link venue_url venue_link url_event "
    "link_event",
    "date": "date talk_date event_date date_of_talk session_date presentation_date "
    "day_of_talk conference_date date_given date_presented presented_on given_on held_on dates "
    "when recorded recorded_at datetime date_time timestamp_of_talk datum fecha data "
    "dia_del_evento jour timeframe time_frame time_period delivered period published_at",
    "start": "start start_date startdate date_start start_time_utc starts starts_at start_at "
    "begin begins beginn from time_start datestart start_datetime starttime_iso date_from",
    "end": "end end_date enddate date_end ends ends_at end_at time_end dateend end_datetime "
    "until to date_to ende",
    "time": "time start_time starttime hour uhrzeit heure hora zeit",
    "endtime": "end_time endtime",
    "zone": "timezone time_zone tz time_zone_name",
    "allday": "all_day allday",
    "duration": "duration_minutes duration_min length_minutes minutes length_min duration length",
    "year": "year yr conf_year jahr annee ano anno",
    "month": "month monat mois mes",
    "day": "day tag_im_monat",
    "venue": "venue venue_name",
    "location": "location place where location_name event_location conference_location "
    "event_place ort lieu lugar luogo address",
    "room": "room",
    "city": "city town stadt ciudad ville cidade address_city",
    "region": "region state_province province address_region",
    "country": "country country_name country_code land pais pays address_country",
    "street": "street address_street",
    "url": "url link href website web webpage web_page page homepage talk_url talk_link "
    "session_url session_link presentation_url presentation_link lecture_url external_url "
    "externalurl external_link redirect page_url permalink abstract_url details_url more_info "
    "enlace lien public_url catalog_link event_details",
    "pdf": "pdf url_pdf pdf_url file",
    "links": "links link_list resources materials urls extra_links related_urls related_links "
    "attachments media assets buttons references refs",
    "abstract": "abstract description talk_abstract session_abstract talk_description "
    "synopsis desc session_description event_description zusammenfassung beschreibung resume "
    "resumen descripcion long_description full_description details_text info blurb",
    "summary": "summary excerpt short_description subheading teaser quote",
    "body": "content body text html",
    "tags": "tags tag keywords keyword topics topic categories_tags themes subjects stichworte",
    "status": "status state",
    "cancelled": "cancelled canceled",
    "draft": "draft unpublished hidden",
    "published": "published public",
    "kind": "type kind talk_type event_type format session_type layout collection",
    "categories": "categories category taxonomies_categories",
    "given": "given deliveries delivered_at occasions appearances instances events "
    "conferences presentations venues performances presented given_at history dates_and_places "
    "occurrences editions locations shows",
    "talks": "talks talk sessions items entries lectures members list data results nodes "
    "children speeches keynotes workshops tutorials panels presentations_list past upcoming "
    "papers",
}
"""Fields of talks.yaml, and parts that are combined into one, with their keys, best first."""

_UNUSED = (
    "image images img thumbnail thumbnail_url thumb photo photo_url cover cover_image banner "
    "avatar featured_image featureimage featured header logo icon seo og_image poster "
    "background picture image_url preview css class color colour style weight aliases alias "
    "slug id uid guid key publishdate publish_date pubdate lastmod last_modified modified "
    "updated updated_at created created_at timestamp expirydate toc math draft_id image_alt "
    "alt bio biography email twitter projects showtoc comments share nav_order order sitemap "
    "robots tweet_id toggle output speakerdeck_ratio ratio slides_ratio show_date showdate "
    "read_time toc_sticky embed_ratio photo_credit event_image event_logo speaker_image "
    "speaker_photo speaker_bio"
)
"""Known keys that have no field in talks.yaml."""

_IGNORED = frozenset(_UNUSED.split())
_FRONT = frozenset(("talk", "session", "presentation", "lecture", "extra", "params", "taxonomies"))
_EVENTS = frozenset(
    [
        "event",
        "conference",
        "conf",
        "meetup",
        "seminar",
        "workshop",
        "symposium",
        "occasion",
        "host",
    ]
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[\W_]+")
WHOLE = frozenset({"speakers", "cospeakers", "links", "given", "talks", "tags", *_AFFIXED, "url"})
"""Fields whose nested values belong to the field, and are not looked up by path."""


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """Fold the spellings of a key into one.

    >>> folded("Talk title"), folded("talkTitle"), folded("Título:")
    ('talk_title', 'talk_title', 'titulo')
    """
    plain = unicodedata.normalize("NFKD", _CAMEL.sub("_", key))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NO_WORD.sub("_", plain.casefold()).strip("_")


_STEMS = {
    field: [affix.format(stem) for stem in stems.split() for affix in _AFFIXES]
    for field, stems in _AFFIXED.items()
}
_LISTED = [*((field, keys.split()) for field, keys in _TABLE.items()), *_STEMS.items()]
_KEYS = {
    key: (field, rank)
    for field, keys in reversed(_LISTED)
    for rank, key in [*enumerate(keys)][::-1]
}
"""The field of each key, and its rank among the keys of that field."""
FIELDS = frozenset({*_TABLE, *_AFFIXED})


def field_of(key: str) -> str:
    """Return the field of a key or column name, "" for none."""
    return _look_up(folded(key))[0]


@lru_cache(maxsize=4096)
def _look_up(key: str) -> tuple[str, int]:
    """Return the field and rank of a folded key, if need be without its prefix or suffix."""
    if key in _IGNORED:
        return "", 0
    if key in _KEYS:
        return _KEYS[key]
    front, _, rest = key.partition("_")
    if front in _FRONT | _EVENTS and rest in _KEYS:
        field, rank = _KEYS[rest]
        return (_OF_EVENT.get(field, field) if front in _EVENTS else field), rank + 100
    if front in _OPEN and rest and not _NO_LINK.search(rest):
        return _OPEN[front], 200
    stem, _, suffix = key.rpartition("_")
    if suffix in _LANGUAGES and stem in _KEYS:
        field, rank = _KEYS[stem]
        return field, rank + (10 if suffix == "en" else 20)
    return "", 0


_OF_EVENT = {"title": "event", "url": "eventurl"}
_LANGUAGES = frozenset(
    [
        "en",
        "fr",
        "de",
        "es",
        "it",
        "pt",
        "nl",
        "ja",
        "zh",
        "ru",
        "pl",
        "cs",
        "fi",
        "sv",
        "no",
        "da",
        "ko",
    ]
)


def is_ignored(key: str) -> bool:
    """Return whether a key is known to have no field in talks.yaml."""
    return folded(key) in _IGNORED


# --- records ------------------------------------------------------------------------------------


def sort(record: Record, mapping: Mapping[str, str] | None = None) -> RecordFields:
    """Sort the entries of a record by field; those that the mapping names come alone."""
    mapping = mapping or {}
    taken = {path.partition(".")[0] for path in mapping.values()}
    ranked: list[tuple[int, str, Entry]] = []
    for entry in _entries(record, ""):
        if entry.key.partition(".")[0] not in taken:
            field, rank = _look_up(folded(entry.key))
            ranked.append((rank, field, entry))
    found: RecordFields = {}
    for _, field, entry in sorted(ranked, key=lambda one: one[0]):
        found.setdefault(field, []).append(entry)
    for field, path in mapping.items():
        mapped = at(record, path)
        if mapped is not None:
            spot = record.spots.get(path, record.spots.get(path.partition(".")[0], UNKNOWN))
            found[_ALIASES.get(field, field)] = [Entry(path, mapped, spot)]
    return found


_ALIASES = {"speaker": "speakers", "event.name": "event", "event.url": "eventurl"}
"""Names of fields that --map accepts besides those of the table."""


def _entries(record: Record, front: str) -> Iterator[Entry]:
    """Yield the values with their paths, those of nested records included."""
    for key, node in record.fields.items():
        path = f"{front}.{key}" if front else key
        if isinstance(node, Record) and not is_ignored(key) and field_of(path) not in WHOLE:
            yield from _entries(node, path)
        elif node and not (isinstance(node, str) and not node.strip()):
            yield Entry(path, node, record.spots.get(key, UNKNOWN))


def at(record: Record, path: str) -> Node | None:
    """Return the value at a dotted path, None if there is none."""
    if path in record.fields:
        return record.fields[path]
    head, _, rest = path.partition(".")
    inner = record.fields.get(head)
    return at(inner, rest) if rest and isinstance(inner, Record) else None


def check_fields(mapping: Mapping[str, str]) -> None:
    """Check that the user's mapping names fields of a talk.

    Raises:
        Rejected: TF708, when one is unknown.
    """
    names = sorted(FIELDS | _ALIASES.keys())
    for field in mapping:
        if field not in names:
            close = get_close_matches(field, names, n=1)
            meant = close[0] if close else "title"
            hint = f"write the name of a field, e.g. --map {meant}={mapping[field]}"
            raise Rejected("TF708", f"--map: unknown field '{field}'", hint)


def check_mapping(mapping: Mapping[str, str], records: Iterable[Record]) -> None:
    """Check that each key of the user's mapping is in some record.

    Raises:
        Rejected: TF708, when one is not.
    """
    missing = dict.fromkeys(mapping.values())
    known: dict[str, None] = {}
    for record in records:
        known |= dict.fromkeys(record.fields)
        for path in [path for path in missing if at(record, path) is not None]:
            del missing[path]
    for path in missing:
        hint = f"the keys are: {', '.join(list(known)[:20])}" if known else "there are no keys"
        raise Rejected("TF708", f"no entry has the key '{path}'", hint)
