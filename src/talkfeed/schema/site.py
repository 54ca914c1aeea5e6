"""The tables of what surrounds the talks: the channels of a feed, and how its pages look."""

from __future__ import annotations

from talkfeed.schema.kinds import Field, Kind, Table

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
