"""The table of every field of a talks file; checks, JSON Schema and reference are made of it.

A new field is a row here. It is checked and explained at once, and becomes part of a talk where
`talkfeed.normalise` puts it into the value.
"""

from __future__ import annotations

from talkfeed.model import Status
from talkfeed.schema.kinds import Field, Kind, Scope, Table
from talkfeed.schema.parts import EVENT, LINK, LOCATION, PERSON
from talkfeed.schema.site import CHANNELS, THEME

_SHARED, _DELIVERY = Scope.SHARED, Scope.DELIVERY

FEED = Table(
    "feed",
    "Feed",
    "What is true of the whole feed; it stands once, below `feed:` in the main file.",
    (
        Field(
            "title",
            Kind.TEXT,
            "The name of the feed, as subscribers see it.",
            "MirageOS talks",
            required=True,
            synonyms=("name", "heading"),
        ),
        Field(
            "url",
            Kind.URL,
            "Where the output will be served. Readers remember talks by it, so choose it well.",
            "https://mirage.example/talks/",
            required=True,
            synonyms=("link", "href", "website", "site", "base", "baseurl", "homepage"),
        ),
        Field(
            "subtitle",
            Kind.TEXT,
            "One sentence about the feed.",
            "Talks about unikernels and MirageOS",
            synonyms=("description", "summary", "tagline", "about"),
        ),
        Field(
            "rights",
            Kind.TEXT,
            "Who may use the talks' texts and how; feeds carry it, and pages show it at the foot.",
            "CC BY 4.0, the MirageOS community",
            synonyms=("copyright", "license", "licence"),
        ),
        Field(
            "language",
            Kind.LANGUAGE,
            "The language of the talks and of words in their dates (BCP 47).",
            "en",
            default="en",
            synonyms=("lang", "locale"),
        ),
        Field(
            "timezone",
            Kind.ZONE,
            "The zone of talks that give a time without one (IANA name).",
            "Europe/London",
            synonyms=("tz", "zone", "time_zone", "time-zone"),
        ),
        Field(
            "authors",
            Kind.PEOPLE,
            "Who answers for the feed; they stand in where a talk has no speaker.",
            "[{name: The MirageOS team, url: https://mirage.example/}]",
            default="the feed itself, by its title",
            synonyms=("author", "by", "owner", "editor", "maintainer", "contact"),
        ),
        Field(
            "id",
            Kind.AUTHORITY,
            "The authority of all ids (RFC 4151): a host and a year or day when it was yours."
            " It never changes once talks are published.",
            "mirage.example,2010",
            default="the host of `url` and the year of the first build",
            synonyms=("authority", "tag"),
        ),
        Field(
            "dates",
            Kind.CHOICE,
            "How dates such as 10/07/2015 are meant: day or month first.",
            "dmy",
            choices=("dmy", "mdy"),
            default="such dates are refused",
            synonyms=("date_format", "dateformat", "date"),
        ),
        Field(
            "hemisphere",
            Kind.CHOICE,
            "Which half of the world the seasons of dates are those of.",
            "south",
            choices=("north", "south"),
            default="north",
        ),
        Field(
            "limit",
            Kind.COUNT,
            "How many talks a feed holds; older ones go into its archives.",
            "50",
            least=1,
            most=10_000,
            default="100",
            synonyms=("max", "count", "size", "entries"),
        ),
        Field(
            "formats",
            Kind.FORMATS,
            "What is written: `atom`, `rss` and `json` feeds, `ical` calendars, and `pages`."
            " Without pages, entries still lead to `talks/…/` below `url`, which your own site then"
            " serves. Without Atom, a lost memory cannot be rebuilt from what was published.",
            "[atom, rss, ical]",
            default="all of them",
            synonyms=("format", "outputs", "output", "files"),
        ),
        Field(
            "channels",
            Kind.CHANNELS,
            "Which feeds there are beside those of all talks and of the upcoming ones.",
            "{speakers: 1, tags: off, years: all}",
            default="recordings, and each speaker, event and tag of two talks or more",
            synonyms=("channel", "feeds", "subscriptions", "groups"),
        ),
        Field(
            "aliases",
            Kind.ALIASES,
            "Other spellings of a speaker's name, below the right one: their talks are in one feed."
            " On pages and in entries, names stay as they are written with the talk.",
            "{Anil Madhavapeddy: [avsm, A. Madhavapeddy]}",
            synonyms=("alias", "speaker_aliases", "spellings", "names"),
        ),
        Field(
            "theme",
            Kind.THEME,
            "Colours, fonts and templates of the pages.",
            '{accent: "#a20025", title-font: "Georgia, serif"}',
            synonyms=("look", "style", "css", "colors", "colours", "templates"),
        ),
    ),
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
            Kind.PEOPLE,
            "Who speaks, in order; `TBA` while that is not known. `speaker` means the same.",
            "[Garett Smith, {name: Ann Example, url: https://ann.example/}]",
            synonyms=("presenter", "presenters", "author", "authors", "by", "who"),
        ),
        Field(
            "speaker",
            Kind.PEOPLE,
            "The same as `speakers`; reads better with one name.",
            "Garett Smith",
        ),
        Field(
            "event",
            Kind.EVENT,
            "The conference or meeting the talk is given at.",
            "CityCode",
            scope=_DELIVERY,
            synonyms=("conference", "meetup", "at", "occasion"),
        ),
        Field(
            "date",
            Kind.DATE,
            "When the talk is held, as exactly as is known; `TBA` when it is not known yet.",
            "Oct 2015",
            required=True,
            scope=_DELIVERY,
            synonyms=("when", "day", "time", "held", "recorded", "start"),
        ),
        Field(
            "location",
            Kind.LOCATION,
            "The venue.",
            "Barbican, London",
            scope=_DELIVERY,
            synonyms=("place", "venue", "where", "room", "city"),
        ),
        Field(
            "online",
            Kind.URL,
            "Where the talk can be watched while it is held.",
            "https://stream.example/live",
            scope=_DELIVERY,
            synonyms=("stream", "livestream", "live", "zoom", "meeting"),
        ),
        Field(
            "video",
            Kind.LINKS,
            "The recording.",
            "https://video.example/watch/1",
            scope=_DELIVERY,
            synonyms=("videos", "recording", "youtube", "vimeo"),
        ),
        Field(
            "slides",
            Kind.LINKS,
            "The slides.",
            "https://example.org/slides.pdf",
            scope=_SHARED,
            synonyms=("slide", "deck", "presentation", "slideshare", "pdf"),
        ),
        Field(
            "audio",
            Kind.LINKS,
            "The recording as sound.",
            "https://example.org/talk.mp3",
            scope=_DELIVERY,
            synonyms=("podcast", "sound", "mp3"),
        ),
        Field(
            "paper",
            Kind.LINKS,
            "The paper.",
            "https://example.org/paper.pdf",
            scope=_SHARED,
            synonyms=("papers", "article", "doi"),
        ),
        Field(
            "code",
            Kind.LINKS,
            "The source code.",
            "https://git.example/rainbows",
            scope=_SHARED,
            synonyms=("repo", "repository", "github", "demo"),
        ),
        Field(
            "url",
            Kind.LINKS,
            "A page about the talk.",
            "https://citycode.example/2015/rainbows",
            scope=_SHARED,
            synonyms=("link", "href", "page", "website", "homepage", "uri"),
        ),
        Field(
            "links",
            Kind.LINKS,
            "Anything else worth following.",
            "[{url: https://example.org/post, label: Blog post}]",
            scope=_SHARED,
            synonyms=("resources", "related", "references", "urls"),
        ),
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
            "What the talk is filed under.",
            "[unikernels, ocaml]",
            synonyms=("tag", "categories", "category", "keywords", "topics", "labels"),
        ),
        Field(
            "language",
            Kind.LANGUAGE,
            "The language of the talk, when it is not the feed's (BCP 47).",
            "fr",
            scope=_SHARED,
            default="the feed's",
            synonyms=("lang", "locale"),
        ),
        Field(
            "status",
            Kind.CHOICE,
            "Whether the talk takes place. A cancelled one stays in sight until its day has passed;"
            " a postponed one leaves the calendars until its date changes.",
            "tentative",
            scope=_DELIVERY,
            choices=tuple(Status),
            default="confirmed",
            synonyms=("state", "cancelled", "canceled", "confirmed"),
        ),
        Field(
            "id",
            Kind.ID,
            "Fixes the identity for good; without it the talk's first title and event do.",
            "rainbows-and-unikernels",
            scope=_DELIVERY,
            synonyms=("key", "slug", "uid", "guid", "identifier"),
        ),
        Field(
            "added",
            Kind.MOMENT,
            "When the talk was first announced, if that was before talkfeed saw it.",
            "2015-10-20",
            scope=_DELIVERY,
            default="the build that first sees the talk",
            synonyms=("published", "announced", "created", "posted"),
        ),
        Field(
            "source",
            Kind.TEXT,
            "Where the talk was found, an address or a file; importers write it, nothing shows it.",
            "https://citycode.example/2015/talks.html",
            synonyms=("imported", "origin"),
        ),
        Field(
            "draft",
            Kind.FLAG,
            "Checked like every talk, but never published.",
            "true",
            scope=_SHARED,
            default="false",
            synonyms=("hidden", "unpublished", "private"),
        ),
        Field(
            "given",
            Kind.GIVEN,
            "The same talk given several times: each delivery has a date and what is its own.",
            "\n  - {event: CityCode, date: Oct 2015}\n  - {event: PolyConf, date: July 2016}",
            synonyms=("deliveries", "repeats", "occurrences", "dates", "also"),
        ),
    ),
)

GIVEN = Table(
    "given",
    "Delivery",
    "One of the times a talk was given. What stands beside `given:` holds for all deliveries;"
    " but if the talk has a `date` of its own it counts as a delivery, and its event, location,"
    " online, video, audio, status, id and added are that delivery's alone.",
    tuple(field for field in TALK.fields if field.scope is not Scope.TALK),
)

TABLES = {
    table.name: table
    for table in (FEED, CHANNELS, THEME, TALK, PERSON, EVENT, LOCATION, LINK, GIVEN)
}
