"""The table of all fields of a talk; validation, JSON Schema and reference are generated from it.

A new field is a row here, which is enough to validate and document it, or one of
`model/linkkinds.py` or `model/plainfields.py`. `talkfeed.normalise` puts its value into the talk.
"""

from __future__ import annotations

from talkfeed.model import Status
from talkfeed.model.linkkinds import KINDS as LINK_KINDS
from talkfeed.model.linkkinds import LinkKind
from talkfeed.model.people import ROLES
from talkfeed.model.plainfields import PLAIN, PlainField, ValueType
from talkfeed.schema import media
from talkfeed.schema.events import CALL, EVENT_PROFILE
from talkfeed.schema.kinds import Field, Kind, Scope, Table
from talkfeed.schema.lists import DEFAULTS, SOURCE
from talkfeed.schema.parts import EVENT, LINK, LOCATION, PERSON, PROFILE, SPEAKER
from talkfeed.schema.podcast import PODCAST
from talkfeed.schema.series import BREAK, CHANGE, RULE, SERIES
from talkfeed.schema.site import CHANNELS, FEED, THEME

_SHARED, _DELIVERY = Scope.SHARED, Scope.DELIVERY


def _link_field(row: LinkKind) -> Field:
    """Describe the field of a kind of links."""
    scope = _DELIVERY if row.of_delivery else _SHARED
    return Field(
        row.field, Kind.LINKS, row.description, row.example, scope=scope, synonyms=row.synonyms
    )


_KINDS = {
    ValueType.TEXT: Kind.TEXT,
    ValueType.WORD: Kind.CHOICE,
    ValueType.URL: Kind.URL,
    ValueType.LANGUAGE: Kind.LANGUAGE,
    ValueType.LENGTH: Kind.LENGTH,
}


def _plain_field(row: PlainField) -> Field:
    """Describe a plain field."""
    return Field(
        row.name,
        _KINDS[row.type],
        row.description,
        row.example,
        scope=_DELIVERY if row.of_delivery else _SHARED,
        choices=tuple(word.name for word in row.words),
        words=row.words,
        default=row.default,
        synonyms=row.synonyms,
    )


TALK = Table(
    "talk",
    "Talk",
    "`title` and `date` are enough. Each talk is an item of the list below `talks:`.",
    (
        Field(
            "title",
            Kind.TEXT,
            "The title of the talk.",
            "Rainbows and Unikernels",
            required=True,
            synonyms=("name", "talk", "subject", "heading", "topic"),
        ),
        Field(
            "speakers",
            Kind.SPEAKERS,
            "The speakers, in order; `TBA` if not known yet. `speaker` is a synonym.",
            "[Garett Smith, {name: Ann Example, url: https://ann.example/}]",
            synonyms=(
                *("presenter", "presenters", "author", "authors", "by", "who", "referent"),
                *("orateur", "intervenant", "ponente", "relatore"),
            ),
        ),
        Field(
            "speaker",
            Kind.SPEAKERS,
            "A synonym of `speakers` that reads better with a single name.",
            "Garett Smith",
        ),
        *(
            Field(
                role.key,
                Kind.SPEAKERS,
                f"{role.description} The same as `role: {role.name}` in `speakers`.",
                "[Ann Example (Employer)]",
                scope=_SHARED,
                synonyms=(role.name, *role.words),
            )
            for role in ROLES
            if role.description
        ),
        Field(
            "event",
            Kind.EVENT,
            "The conference or meeting the talk is given at. One in `events:` is named by any of"
            " its names; the talk has its zone, venue and stream, unless it states them.",
            "CityCode",
            scope=_DELIVERY,
            synonyms=("conference", "meetup", "at", "occasion"),
        ),
        Field(
            "series",
            Kind.SERIES,
            "The series in `series:`, from whose slot on the day of `date` come the time, the zone,"
            " the venue and the stream, unless the talk states them.",
            "Logic seminar",
            scope=_DELIVERY,
            synonyms=("seminar", "serie"),
        ),
        Field(
            "date",
            Kind.DATE,
            "When the talk is held, as exactly as known; `TBA` if not known yet.",
            "Oct 2015",
            required=True,
            scope=_DELIVERY,
            synonyms=("when", "day", "held", "recorded", "start", "datum", "data", "fecha"),
        ),
        Field(
            "time",
            Kind.TIME,
            "The time of day, if the date does not include it; the date must be a single day.",
            "16:00-17:30",
            scope=_DELIVERY,
            synonyms=("hour", "hours", "clock", "start_time", "starttime", "start-time"),
        ),
        Field(
            "extra",
            Kind.FLAG,
            "Whether the talk of a series is outside its slots, on a day without one or beside it.",
            "true",
            scope=_DELIVERY,
            default="false",
        ),
        Field(
            "location",
            Kind.LOCATION,
            "The venue.",
            "Barbican, London",
            scope=_DELIVERY,
            synonyms=("place", "venue", "where", "city", "ort", "lieu", "lugar", "luogo"),
        ),
        *(_plain_field(row) for row in PLAIN if row.of_delivery),
        *(_link_field(row) for row in LINK_KINDS),
        media.RECORDINGS,
        *media.FIELDS,
        Field(
            "abstract",
            Kind.MARKDOWN,
            "What the talk is about, in Markdown.",
            "|\n  What *unikernels* have to do with rainbows.",
            synonyms=("description", "summary", "content", "text", "body", "about", "notes"),
        ),
        Field(
            "tags",
            Kind.TAGS,
            "Keywords; each may get its own feed.",
            "[unikernels, ocaml]",
            synonyms=("tag", "categories", "category", "keywords", "topics", "labels"),
        ),
        *(_plain_field(row) for row in PLAIN if not row.of_delivery),
        Field(
            "status",
            Kind.CHOICE,
            "Whether the talk takes place. A cancelled talk stays listed until its day has passed;"
            " a postponed talk is not in the calendars until its date changes.",
            "tentative",
            scope=_DELIVERY,
            choices=tuple(Status),
            default="confirmed",
            synonyms=("state", "cancelled", "canceled", "confirmed"),
        ),
        Field(
            "id",
            Kind.ID,
            "The permanent id, which is part of the talk's address.",
            "rainbows-and-unikernels",
            scope=_DELIVERY,
            synonyms=("key", "slug", "uid", "guid", "identifier"),
        ),
        Field(
            "added",
            Kind.MOMENT,
            "When the talk is announced. Until that time it is left out of all output.",
            "2015-10-20",
            scope=_DELIVERY,
            default="the build that first sees the talk",
            synonyms=("published", "announced", "created", "posted"),
        ),
        Field(
            "pinned",
            Kind.FLAG,
            "Whether the talk is among the highlights, which the page of all talks shows first.",
            "true",
            scope=_SHARED,
            default="false",
            synonyms=("pin", "highlight", "highlights", "highlighted", "featured", "sticky"),
        ),
        Field(
            "source",
            Kind.TEXT,
            "The address or file that the talk was imported from; it is not published.",
            "https://citycode.example/2015/talks.html",
            synonyms=("imported", "origin"),
        ),
        Field(
            "source_id",
            Kind.TEXT,
            "The id that the talk has where it comes from, unique among all talks of the site. With"
            " it, a talk keeps its `id` whatever else changes; it is not published.",
            "17@citycode.example",
            scope=_DELIVERY,
        ),
        Field(
            "draft",
            Kind.FLAG,
            "Whether the talk is checked but not published.",
            "true",
            scope=_SHARED,
            default="false",
            synonyms=("hidden", "unpublished", "private"),
        ),
        Field(
            "given",
            Kind.GIVEN,
            "Several deliveries of the same talk, each with a date and its own details.",
            "\n  - {event: CityCode, date: Oct 2015}\n  - {event: PolyConf, date: July 2016}",
            synonyms=("deliveries", "repeats", "occurrences", "dates", "also"),
        ),
    ),
)


def _names_of(scope: Scope) -> list[str]:
    return [field.name for field in TALK.fields if field.scope is scope]


GIVEN = Table(
    "given",
    "Delivery",
    "One delivery of a talk. The other fields of the talk apply to all its deliveries. If the talk"
    " has a `date` itself, it counts as a delivery, and these fields apply only to that"
    f" delivery: {', '.join(_names_of(_DELIVERY))}.",
    tuple(field for field in TALK.fields if field.scope is not Scope.TALK),
)

TABLES = {
    table.name: table
    for table in (
        *(FEED, CHANNELS, THEME, TALK, SPEAKER, PROFILE, PERSON, EVENT, LOCATION, LINK, GIVEN),
        *(SOURCE, DEFAULTS, SERIES, RULE, BREAK, CHANGE, EVENT_PROFILE, CALL),
        *(*media.TABLES, PODCAST),
    )
}
