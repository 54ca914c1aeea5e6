"""Keys and heads of columns that tools and people use → words of talks.yaml.

One table leads every known key to the word it stands for. Keys are compared folded: `talkTitle`,
"Talk title" and `talk-title` are the same; what is nested is looked up by its path, and then by
what is left when the words in front are taken off (`event.city` is a city). The user's own mapping
outranks the table.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers.records.nodes import Record
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.importers.records.nodes import Node


class Entry(NamedTuple):
    """What stands at a key: the key as it is written, and its value."""

    key: str
    node: Node


Sorted = dict[str, list[Entry]]
"""The entries of a record by the words they stand for, the likeliest first."""

_AFFIXED = {
    "video": "video videos recording recordings youtube you_tube vimeo watch vod screencast "
    "peertube replay film movie video_embed youtube_embed aufzeichnung mitschnitt grabacion "
    "enregistrement",
    "slides": "slides slide slideshow slideshows slide_deck slidedeck deck decks speakerdeck "
    "speaker_deck slideshare slide_share gslides prezi folien diapositives diapos diapositivas "
    "notist noti_st",
    "audio": "audio mp3 podcast soundcloud",
    "paper": "paper preprint arxiv doi publication_link",
    "code": "code github git_hub gitlab repo repository source_code git sourcecode",
    "post": "blog blog_post blogpost post article writeup write_up transcript notes summary_post",
}
"""Words for what a link leads to; each also stands with `_url`, `_link`, `_id` and the like."""
_AFFIXES = ("{}", "{}_url", "{}_link", "{}_href", "{}_id", "url_{}", "link_{}", "{}_urls")
_OPEN = {"recording": "video"} | {
    stem: stem for stem in ("video", "slides", "audio", "paper", "code")
}
_NO_LINK = re.compile("lang|title|date|duration|length|image|thumb|type|ratio|count|speaker|desc")

_TABLE: dict[str, str] = {
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
    "online": "livestream live_stream stream livestream_url stream_url online_url zoom_url",
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
    "language": "language lang sprache langue idioma talk_language video_language locale",
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
"""Words of talks.yaml, and a few that are put together into one, with the keys that mean them."""

_NOTHING = (
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
"""Keys that say nothing that talks.yaml has a place for."""

_IGNORED = frozenset(_NOTHING.split())
_FRONT = frozenset(("talk", "session", "presentation", "lecture", "extra", "params", "taxonomies"))
_EVENTS = frozenset(
    (
        "event",
        "conference",
        "conf",
        "meetup",
        "seminar",
        "workshop",
        "symposium",
        "occasion",
        "host",
    )
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[\W_]+")
WHOLE = frozenset({"speakers", "cospeakers", "links", "given", "talks", "tags", *_AFFIXED, "url"})
"""Words whose value is read as it stands, with what is nested in it."""


@lru_cache(maxsize=4096)
def folded(key: str) -> str:
    """Fold a key, so that all ways to write it are the same.

    >>> folded("Talk title"), folded("talkTitle"), folded("Título:")
    ('talk_title', 'talk_title', 'titulo')
    """
    plain = unicodedata.normalize("NFKD", _CAMEL.sub("_", key))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NO_WORD.sub("_", plain.casefold()).strip("_")


def _table() -> dict[str, tuple[str, int]]:
    """Lead each key to its word and its rank among the keys of that word."""
    rows = [
        (key, word, rank) for word, keys in _TABLE.items() for rank, key in enumerate(keys.split())
    ]
    for word, stems in _AFFIXED.items():
        keys = [affix.format(stem) for stem in stems.split() for affix in _AFFIXES]
        rows.extend((key, word, rank) for rank, key in enumerate(keys))
    return {key: (word, rank) for key, word, rank in reversed(rows)}


_KEYS = _table()
WORDS = frozenset({*_TABLE, *_AFFIXED})


def word_of(key: str) -> str:
    """Give the word that a key or a head stands for, "" for none."""
    return _found(folded(key))[0]


@lru_cache(maxsize=4096)
def _found(key: str) -> tuple[str, int]:
    """Look a folded key up as it is, then without the words in front."""
    if key in _IGNORED:
        return "", 0
    if key in _KEYS:
        return _KEYS[key]
    front, _, rest = key.partition("_")
    if front in _FRONT | _EVENTS and rest in _KEYS:
        word, rank = _KEYS[rest]
        return (_OF_EVENT.get(word, word) if front in _EVENTS else word), rank + 100
    if front in _OPEN and rest and not _NO_LINK.search(rest):
        return _OPEN[front], 200
    stem, _, suffix = key.rpartition("_")
    if suffix in _LANGUAGES and stem in _KEYS:
        word, rank = _KEYS[stem]
        return word, rank + (10 if suffix == "en" else 20)
    return "", 0


_OF_EVENT = {"title": "event", "url": "eventurl"}
_LANGUAGES = frozenset(
    (
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
    )
)


def is_ignored(key: str) -> bool:
    """Tell whether a key is known to say nothing of a talk."""
    return folded(key) in _IGNORED


# --- records ------------------------------------------------------------------------------------


def sort(record: Record, mapping: Mapping[str, str] | None = None) -> Sorted:
    """Sort the entries of a record to their words; "" holds those that have none."""
    mapping = mapping or {}
    taken = {path.partition(".")[0] for path in mapping.values()}
    ranked: list[tuple[int, str, Entry]] = []
    for path, node in _paths(record, ""):
        if path.partition(".")[0] not in taken:
            word, rank = _found(folded(path))
            ranked.append((rank, word, Entry(path, node)))
    found: Sorted = {}
    for _, word, entry in sorted(ranked, key=lambda one: one[0]):
        found.setdefault(word, []).append(entry)
    return found | _mapped(record, mapping)


def _mapped(record: Record, mapping: Mapping[str, str]) -> Sorted:
    """Give the entries that the user's mapping names, each alone at its word."""
    found: Sorted = {}
    for word, path in mapping.items():
        node = at(record, path)
        if node is not None:
            found[_WISHED.get(word, word)] = [Entry(path, node)]
    return found


_WISHED = {"speaker": "speakers", "event.name": "event", "event.url": "eventurl"}


def _paths(record: Record, front: str) -> Iterator[tuple[str, Node]]:
    """List the values with their paths; a record is opened, unless its word takes it whole."""
    for key, node in record.fields.items():
        path = f"{front}.{key}" if front else key
        if isinstance(node, Record) and not is_ignored(key) and word_of(path) not in WHOLE:
            yield from _paths(node, path)
        elif node and not (isinstance(node, str) and not node.strip()):
            yield path, node


def at(record: Record, path: str) -> Node | None:
    """Give what stands at a dotted path, None where nothing does."""
    if path in record.fields:
        return record.fields[path]
    head, _, rest = path.partition(".")
    inner = record.fields.get(head)
    return at(inner, rest) if rest and isinstance(inner, Record) else None


def check_fields(mapping: Mapping[str, str]) -> None:
    """Check that the user's mapping names fields that a talk can have.

    Raises:
        Rejected: TF708, when one is unknown.
    """
    words = sorted(WORDS | _WISHED.keys())
    for word in mapping:
        if word not in words:
            close = get_close_matches(word, words, n=1)
            meant = close[0] if close else "title"
            hint = f"write the name of a field, e.g. --map {meant}={mapping[word]}"
            raise Rejected("TF708", f"--map: there is no field '{word}'", hint)


def check_mapping(mapping: Mapping[str, str], records: Iterable[Record]) -> None:
    """Check that each key the user's mapping names is in some record.

    Raises:
        Rejected: TF708, when it is not.
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
