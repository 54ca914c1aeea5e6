"""The tables of the settings: the feed, its channels, and the theme of its pages."""

from __future__ import annotations

from talkfeed.formats.registry import WORDS
from talkfeed.schema.kinds import Field, Kind, Table

FEED = Table(
    "feed",
    "Feed",
    "The settings of the whole site, once, below `feed:` in the main file.",
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
            "The address where the output is served. Feed readers remember it, so choose it well.",
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
            "The copyright or licence of the texts, shown in feeds and at the foot of pages.",
            "CC BY 4.0, the MirageOS community",
            synonyms=("copyright", "license", "licence"),
        ),
        Field(
            "repository",
            Kind.URL,
            "Where the folder of the talks file is on the web: a repository on GitHub or GitLab, or"
            " the address of the folder there or at any other host. The page of each talk then has"
            " a link to its line, so that people can propose a correction. A new line in the file"
            " changes the pages of all talks below it.",
            "https://github.com/mirage/talks",
            default="there is no such link",
            synonyms=("repo", "git_repository", "source_code"),
        ),
        Field(
            "language",
            Kind.LANGUAGE,
            "The language of the talks and their dates (BCP 47). Dates in English are always read.",
            "en",
            default="en",
            synonyms=("lang", "locale"),
        ),
        Field(
            "languages",
            Kind.LANGUAGES,
            "Additional languages of dates, for a file that mixes them. They are tried in order,"
            " after `language`, so one added at the end does not change how other dates are read.",
            "[de, fr]",
            synonyms=("langs", "locales", "date_languages"),
        ),
        Field(
            "timezone",
            Kind.ZONE,
            "The time zone of times written without one (IANA name).",
            "Europe/London",
            synonyms=("tz", "zone", "time_zone", "time-zone"),
        ),
        Field(
            "authors",
            Kind.PEOPLE,
            "The authors of the feed, and of each talk without a speaker.",
            "[{name: The MirageOS team, url: https://mirage.example/}]",
            default="the feed itself, by its title",
            synonyms=("author", "by", "owner", "editor", "maintainer", "contact"),
        ),
        Field(
            "id",
            Kind.AUTHORITY,
            "The authority of all ids (RFC 4151): a host and a year or day on which you owned it."
            " It must not change once talks are published.",
            "mirage.example,2010",
            default="the host of `url` and the year of the first build",
            synonyms=("authority", "tag"),
        ),
        Field(
            "dates",
            Kind.CHOICE,
            "How dates such as 10/07/2015 are read: day or month first.",
            "dmy",
            choices=("dmy", "mdy"),
            default="such dates are refused",
            synonyms=("date_format", "dateformat", "date"),
        ),
        Field(
            "hemisphere",
            Kind.CHOICE,
            "The hemisphere of seasons in dates.",
            "south",
            choices=("north", "south"),
            default="north",
        ),
        Field(
            "limit",
            Kind.COUNT,
            "The number of talks in a feed; older ones are in its archives.",
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
            " talks.lock cannot be rebuilt from what was published.",
            "[atom, rss, ical]",
            default="all of talkfeed's own; speakers, events, series, tags and years have feeds in"
            " Atom, events and series also in JSON, and a calendar once a talk is to come",
            synonyms=("format", "outputs", "output", "files"),
        ),
        Field(
            "channels",
            Kind.CHANNELS,
            "Which feeds to publish besides those of all talks and of upcoming talks.",
            "{speakers: 1, tags: off, years: all}",
            default="recordings, all series, and speakers, events and tags with two talks or more",
            synonyms=("channel", "feeds", "subscriptions", "groups"),
        ),
        Field(
            "aliases",
            Kind.ALIASES,
            "Other spellings of speakers' names, listed below each name, to collect their talks in"
            " one feed. Pages and entries show names as the talk spells them.",
            "{Anil Madhavapeddy: [avsm, A. Madhavapeddy]}",
            synonyms=("alias", "speaker_aliases", "spellings", "names"),
        ),
        Field(
            "event_days",
            Kind.SWITCH,
            "Whether calendars have the days of the events in `events:`, each as one entry.",
            "on",
            default="off",
            synonyms=("all_day_events", "days_of_events"),
        ),
        Field(
            "hub",
            Kind.URLS,
            "A WebSub hub, or several. Feeds name it, so that readers can subscribe to it, and"
            " `talkfeed ping` sends it what has changed. Without one, readers poll as usual.",
            "https://pubsubhubbub.appspot.com/",
            synonyms=("hubs", "websub", "pubsubhubbub"),
        ),
        Field(
            "theme",
            Kind.THEME,
            "The design of the pages, or their colours, fonts and templates.",
            '{accent: "#a20025", title-font: "Georgia, serif"}',
            synonyms=("look", "style", "css", "colors", "colours", "templates"),
        ),
        Field(
            "image",
            Kind.PICTURE,
            "A picture of the site, best square: a file next to or below the talks file (JPEG, PNG,"
            " WebP or GIF), which is copied into the output and is beside its title; or an address,"
            " which only feeds, calendars and previews name. It is the icon of feeds.",
            "images/logo.png",
            synonyms=("logo", "icon", "picture", "photo"),
        ),
        Field(
            "cards",
            Kind.SWITCH,
            "Whether there are pictures for previews of links, in chats for example: one of the"
            " site, and one of each upcoming talk whose title is in Latin, Greek or Cyrillic"
            " letters. They need `pip install 'talkfeed[cards]'`.",
            "on",
            default="off",
            synonyms=("social_cards", "previews", "social_images"),
        ),
        Field(
            "podcast",
            Kind.PODCAST,
            "A podcast of the talks whose recording is a media file; see [podcast.md](podcast.md).",
            "\n  image: cover.png\n  category: Technology\n  explicit: false\n  owner: {name: Ann"
            " Example, email: ann@ann.example}",
            default="there is none",
            synonyms=("podcasts", "itunes", "show"),
        ),
        Field(
            "publish",
            Kind.TARGETS,
            "Where `talkfeed publish` uploads the output: object storage, a host with SSH or rsync,"
            " a branch of a git repository, or a directory. Secrets are never part of it; see"
            " [publish.md](publish.md).",
            "s3://bucket/talks",
            synonyms=("target", "targets", "deploy", "upload", "destination"),
        ),
    ),
)

CHANNELS = Table(
    "channels",
    "Channels",
    "Which feeds to publish besides those of all talks and of upcoming talks, which every site"
    " has. A number is the minimum number of talks for a feed; `all` means 1. A kind that is not"
    " mentioned keeps its default. A list, such as `[speakers, years]`, selects exactly these"
    " kinds, and `channels: off` selects none. A feed that has been published is kept, whatever"
    " the number; if its kind is switched off and on again, it has the same address.",
    (
        Field(
            "recordings",
            Kind.SWITCH,
            "A feed of recordings that were added after their talks were announced.",
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
            "series",
            Kind.LEAST,
            "A feed for each series, even before its first talk.",
            "off",
            default="all",
            synonyms=("seminars", "seminar"),
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
            "A feed for each year with talks.",
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
    "The appearance of pages and embeds. Each name is short for a CSS variable: `accent` is"
    " `--talkfeed-accent`. A colour applies in light and dark mode; `light-dark(…, …)` sets both."
    " A colour with a `#` needs quotes, because in YAML a `#` begins a comment. One word, such as"
    " `theme: magazine`, is the same as `theme: {design: magazine}`; see [themes.md](themes.md).",
    (
        Field(
            "design",
            Kind.CHOICE,
            "How pages are laid out: `plain` is a list of text, `magazine` has covers and pictures"
            " first, `programme` is a dense timetable.",
            "magazine",
            choices=("plain", "magazine", "programme"),
            default="large titles and dates, the next talk in colour",
            synonyms=("base", "layout", "variant"),
        ),
        _colour("bg", "The background of pages.", "white", "background", "paper"),
        _colour("fg", "Text.", '"#222"', "color", "colour", "text", "foreground", "ink"),
        _colour("muted", "Dates, places and labels.", '"#667"', "grey", "gray", "secondary"),
        _colour("line", "Hairlines between talks.", "lightgrey", "border", "rule"),
        _colour("tint", "The background of code and snippets.", "hsl(40 20% 96%)", "code"),
        _colour(
            "accent",
            "Links, focus, and hovered or selected elements.",
            '"#a20025"',
            *("primary", "link", "links", "highlight"),
        ),
        _colour("on-accent", "Text on the accent.", "white"),
        _colour(
            "band",
            "The background of upcoming talks and of videos.",
            '"light-dark(#a20025, #5c0015)"',
            *("hero", "banner"),
        ),
        _colour("on-band", "Text on the band.", "white"),
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
            "A directory next to or below the talks file; a template in it replaces the built-in"
            " one of the same name.",
            "theme/",
            synonyms=("template", "directory", "layouts"),
        ),
    ),
)
