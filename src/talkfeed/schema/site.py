"""The tables of what surrounds the talks: the feed, its channels, and how its pages look."""

from __future__ import annotations

from talkfeed.formats.registry import WORDS
from talkfeed.schema.kinds import Field, Kind, Table

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
            "The language of the talks and of words in their dates (BCP 47). Dates may always be"
            " written in English.",
            "en",
            default="en",
            synonyms=("lang", "locale"),
        ),
        Field(
            "languages",
            Kind.LANGUAGES,
            "Further languages of words in dates, for a file that mixes them. They are tried in"
            " order, after `language`, so that one put at the end changes no date.",
            "[de, fr]",
            synonyms=("langs", "locales", "date_languages"),
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
            f"What is written: {', '.join(f'`{word}`' for word in WORDS)}, or a format of another"
            " distribution, by its name. Without pages, entries still lead to `talks/…/` below"
            " `url`, which your own site then serves. Without Atom, a lost"
            " memory cannot be rebuilt from what was published.",
            "[atom, rss, ical]",
            default="all of talkfeed's own",
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

CHANNELS = Table(
    "channels",
    "Channels",
    "Which feeds there are beside those of all talks and of the upcoming ones, which every site"
    " has. A number is how many talks it takes to have a feed; `all` is 1. A kind that is not"
    " named keeps its default. A list, such as `[speakers, years]`, names exactly what is wanted,"
    " and `channels: off` wants nothing. A feed that was published once stays, whatever the"
    " number; where its kind is off it comes back later under the same address.",
    (
        Field(
            "recordings",
            Kind.SWITCH,
            "A feed with an entry for each recording that came after its talk was announced.",
            "off",
            default="on",
            synonyms=("recording", "videos", "video"),
        ),
        Field(
            "speakers",
            Kind.LEAST,
            "A feed for each speaker.",
            "1",
            default="2",
            synonyms=("speaker", "people", "authors"),
        ),
        Field(
            "events",
            Kind.LEAST,
            "A feed for each event.",
            "3",
            default="2",
            synonyms=("event", "conferences", "conference"),
        ),
        Field(
            "tags",
            Kind.LEAST,
            "A feed for each tag.",
            "5",
            default="2",
            synonyms=("tag", "categories", "topics"),
        ),
        Field(
            "years",
            Kind.LEAST,
            "A feed for each year in which talks are held.",
            "all",
            default="off",
            synonyms=("year", "dates"),
        ),
    ),
)


def _colour(name: str, description: str, example: str, *synonyms: str) -> Field:
    words = (f"--talkfeed-{name}", *synonyms)
    return Field(name, Kind.COLOUR, description, example, synonyms=words)


def _fonts(name: str, description: str, example: str, *synonyms: str) -> Field:
    words = (f"--talkfeed-{name}", *synonyms)
    return Field(name, Kind.FONTS, description, example, synonyms=words)


THEME = Table(
    "theme",
    "Theme",
    "How pages and embeds look. Each name is short for a CSS variable: `accent` is"
    " `--talkfeed-accent`. A colour holds in light and in dark alike; `light-dark(…, …)` gives two."
    " A colour with a `#` needs quotes, because YAML takes the rest of the line for a comment.",
    (
        _colour("bg", "The page.", "white", "background", "paper"),
        _colour("fg", "The text.", '"#222"', "color", "colour", "text", "foreground", "ink"),
        _colour("muted", "Dates, places and labels.", '"#667"', "grey", "gray", "secondary"),
        _colour("line", "Hairlines between talks.", "lightgrey", "border", "rule"),
        _colour("tint", "The ground of code and snippets.", "hsl(40 20% 96%)", "code"),
        _colour(
            "accent",
            "Links, focus, and what is hovered or chosen.",
            '"#a20025"',
            *("primary", "link", "links", "highlight"),
        ),
        _colour("on-accent", "Text on the accent.", "white"),
        _colour(
            "band",
            "The field of what is to come, and of a video.",
            '"light-dark(#a20025, #5c0015)"',
            *("hero", "banner"),
        ),
        _colour("on-band", "Text on that field.", "white"),
        _fonts("font", "Text.", "Georgia, serif", "font-family", "body-font", "text-font"),
        _fonts(
            "title-font",
            "Titles, years and days.",
            "\"'Gill Sans', sans-serif\"",
            *("heading-font", "headings"),
        ),
        _fonts("mono", "Addresses and code.", "Menlo, monospace", "monospace", "code-font"),
        Field(
            "templates",
            Kind.DIRECTORY,
            "A directory beside or below the talks file; a template in it stands in for ours of"
            " the same name.",
            "theme/",
            synonyms=("template", "directory", "layouts"),
        ),
    ),
)
