"""The tables of the parts of a talk: people, events, locations and links."""

from __future__ import annotations

from talkfeed.schema.kinds import Field, Kind, Table

PERSON = Table(
    "person",
    "Person",
    "A speaker, or an author of the feed; just a name is enough.",
    (
        Field("name", Kind.TEXT, "The name.", "Ann Example", required=True),
        Field(
            "url",
            Kind.URL,
            "A page about the person.",
            "https://ann.example/",
            synonyms=("link", "href", "website", "homepage", "site", "twitter", "web"),
        ),
        Field(
            "email",
            Kind.EMAIL,
            "The e-mail address; it is published.",
            "ann@ann.example",
            synonyms=("mail", "e-mail"),
        ),
    ),
)

EVENT = Table(
    "event",
    "Event",
    "The event at which a talk is given; just a name is enough.",
    (
        Field("name", Kind.TEXT, "The name.", "CityCode 2015", required=True, synonyms=("title",)),
        Field(
            "url",
            Kind.URL,
            "The event's page.",
            "https://citycode.example/",
            synonyms=("link", "href", "website", "homepage", "site"),
        ),
        Field(
            "start",
            Kind.DATE,
            "The first day of the whole event, or its date range.",
            "1 Oct 2015",
            synonyms=("date", "when", "begin", "from"),
        ),
        Field(
            "end",
            Kind.DATE,
            "The last day of the whole event; requires `start`.",
            "3 Oct 2015",
            synonyms=("until", "to", "finish"),
        ),
    ),
)

LOCATION = Table(
    "location",
    "Location",
    "Where a talk takes place; just the name of a venue is enough.",
    (
        Field(
            "name",
            Kind.TEXT,
            "The name of the venue.",
            "Room 1, Barbican, London",
            required=True,
            synonyms=("title", "address", "venue"),
        ),
        Field(
            "url",
            Kind.URL,
            "The venue's page, or a map.",
            "https://barbican.example/",
            synonyms=("link", "href", "map", "website"),
        ),
        Field(
            "geo",
            Kind.GEO,
            "Latitude and longitude in degrees (WGS 84), north and east positive.",
            "[51.5202, -0.0938]",
            synonyms=("coordinates", "latlon", "position", "gps"),
        ),
    ),
)

LINK = Table(
    "link",
    "Link",
    "A link of a talk; just an address is enough.",
    (
        Field(
            "url",
            Kind.URL,
            "The address.",
            "https://example.org/post",
            required=True,
            synonyms=("href", "link", "address", "uri"),
        ),
        Field(
            "label",
            Kind.TEXT,
            "The text of the link.",
            "Blog post",
            default="the name of the field, or the host",
            synonyms=("title", "name", "text", "description"),
        ),
        Field(
            "rel",
            Kind.CHOICE,
            "`enclosure` for a media file that podcast players may load, with type and length.",
            "enclosure",
            choices=("related", "enclosure"),
            default="`enclosure` when a video or audio file has type and length, else `related`",
        ),
        Field(
            "type",
            Kind.MEDIA_TYPE,
            "The media type of the linked file.",
            "video/mp4",
            default="derived from a suffix such as .pdf or .mp4",
            synonyms=("mime", "mimetype", "media_type", "format"),
        ),
        Field(
            "length",
            Kind.COUNT,
            "The size of a media file in bytes.",
            "24986239",
            least=1,
            most=1 << 50,
            synonyms=("size", "bytes"),
        ),
    ),
)
