"""The table of formats, for settings, pages, lists of feeds and rendering: one row per format.

A format of another distribution is a row, too (docs/formats.md): an entry point of the group
`talkfeed.formats` with the name of the format. It is imported only if the settings name it. It
cannot replace a format of ours.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = "talkfeed.formats"
PAGES = "pages"
UNUSABLE = "TF327"
_NAME = re.compile("[a-z][a-z0-9-]*")
_SUFFIX = re.compile(r"(\.[a-z0-9]+)+")
_HINT = "leave the format out, or install a version of its distribution that works"


class Kind(StrEnum):
    """The kind of a format, which determines where its documents are written and listed.

    FEED: one per channel, listed on pages, in OPML and for autodiscovery.
    CALENDAR: one per channel, with the talks on a known day; listed for autodiscovery.
    FILE: one per channel, listed nowhere.
    PAGE: one of the pages, which are chosen together; `talkfeed.channels.site` selects them.
    ASSET: a file that all pages load; its path has a hash of its content.
    SEARCH: several files from one feed, the index that pages search.
    LIST: a file about all feeds, such as their list, written with feeds or pages.
    COPY: a file of one talk, such as the copy of a file that it names.
    """

    FEED = "feed"
    CALENDAR = "calendar"
    FILE = "file"
    PAGE = "page"
    ASSET = "asset"
    SEARCH = "search"
    LIST = "list"
    COPY = "copy"


class Format(NamedTuple):
    """A row of the table.

    `label` is the name that people see. `module` is the name of the module that renders the format
    (see the function `module`). A format with a `path` is written once, to this path, and not per
    channel. `synonyms` are other words for it that people write in the settings. A format with a
    `setting` is written if the settings have that, whatever `formats:` says. One that is `beside`
    other formats is written only with one of these.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    kind: Kind
    module: str
    path: str = ""
    synonyms: tuple[str, ...] = ()
    setting: str = ""
    beside: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The word for the format in `formats:`, empty if it has none."""
        if self.setting:
            return ""
        words = {Kind.LIST: "", Kind.COPY: ""}
        words |= dict.fromkeys((Kind.PAGE, Kind.ASSET, Kind.SEARCH), PAGES)
        return words.get(self.kind, self.name)


_HTML, _SYNDICATION = "talkfeed.formats.html", "talkfeed.formats.syndication"
OWN = (
    Format("atom", "Atom", ".atom", "application/atom+xml", Kind.FEED, f"{_SYNDICATION}.atom"),
    Format("rss", "RSS", ".rss", "application/rss+xml", Kind.FEED, f"{_SYNDICATION}.rss"),
    Format(
        *("json", "JSON Feed", ".json", "application/feed+json"),
        *(Kind.FEED, "talkfeed.formats.jsonfeed"),
        synonyms=("jsonfeed",),
    ),
    Format(
        *("ical", "Calendar", ".ics", "text/calendar"),
        *(Kind.CALENDAR, "talkfeed.formats.ical.calendar"),
        synonyms=("calendar", "calendars", "ics", "icalendar"),
    ),
    Format(
        *("index", "All talks", ".html", "text/html", Kind.PAGE, f"{_HTML}.index"),
        synonyms=("html", "page", "website"),
    ),
    Format("page", "Talk", ".html", "text/html", Kind.PAGE, f"{_HTML}.page"),
    Format("profile", "Person or event", ".html", "text/html", Kind.PAGE, f"{_HTML}.profile"),
    Format(
        *("fragment", "Fragment", ".fragment.html", "text/html"),
        *(Kind.PAGE, f"{_HTML}.fragment", "talks"),
    ),
    Format("embed", "Embed", ".html", "text/html", Kind.PAGE, f"{_HTML}.embed"),
    Format(
        *("component", "Web component", ".js", "text/javascript"),
        *(Kind.PAGE, f"{_HTML}.component", "talk-feed"),
    ),
    Format("style", "Style", ".css", "text/css", Kind.ASSET, f"{_HTML}.style"),
    Format("script", "Script", ".js", "text/javascript", Kind.ASSET, f"{_HTML}.script"),
    Format(
        *("search", "Search index", ".json", "application/json", Kind.SEARCH),
        "talkfeed.formats.search.files",
    ),
    Format(
        *("oembed", "oEmbed", ".json", "application/json"),
        *(Kind.PAGE, "talkfeed.formats.oembed", "oembed"),
    ),
    Format(
        *("llms", "Text for assistants", ".txt", "text/plain"),
        *(Kind.PAGE, "talkfeed.formats.llms", "llms"),
    ),
    Format("sitemap", "Sitemap", ".xml", "application/xml", Kind.PAGE, "talkfeed.formats.sitemap"),
    Format(
        *("sitemap-index", "Sitemaps", ".xml", "application/xml"),
        *(Kind.PAGE, "talkfeed.formats.sitemap_index"),
    ),
    Format(
        *("opml", "OPML", ".opml", "text/x-opml"),
        *(Kind.LIST, "talkfeed.formats.opml", "subscriptions"),
    ),
    Format(
        *("feed-style", "Style of feeds", ".css", "text/css"),
        *(Kind.LIST, f"{_SYNDICATION}.style", "feed"),
        beside=("atom", "rss"),
    ),
    Format(
        *("podcast", "Podcast", ".podcast.rss", "application/rss+xml"),
        *(Kind.FEED, f"{_SYNDICATION}.podcast"),
        setting="podcast",
    ),
    Format(
        *("chapters", "Chapters", ".chapters.json", "application/json+chapters"),
        *(Kind.COPY, "talkfeed.formats.chapters"),
    ),
    Format(
        *("social", "Picture for previews", ".png", "image/png", Kind.COPY),
        "talkfeed.formats.social",
    ),
    Format(
        *("copy", "File", "", "application/octet-stream", Kind.COPY, "talkfeed.formats.copy"),
    ),
)
"""The formats of talkfeed, in the order in which they are written and listed."""
_BY_NAME = {row.name: row for row in OWN}
WORDS = tuple(dict.fromkeys(row.word for row in OWN if row.word))
"""The words for our own formats; all are written by default."""
SYNONYMS = {synonym: row.word for row in OWN for synonym in row.synonyms}
_OTHERS = (Kind.FEED, Kind.CALENDAR, Kind.FILE)
"""The kinds allowed for formats of other distributions."""


def format_named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        KeyError: there is no such format.
        Rejected: TF327, it is a format of another distribution that cannot be used.
    """
    row = _BY_NAME.get(name) or other(name)
    if row is None:
        raise KeyError(name)
    return row


def chosen(words: Iterable[str]) -> tuple[Format, ...]:
    """Return the formats for the words of the settings; without words, all of ours.

    >>> [row.name for row in chosen(["rss", "ical"])]
    ['rss', 'ical', 'opml', 'feed-style']
    """
    wanted = tuple(words) or WORDS
    theirs = tuple(format_named(word) for word in wanted if word not in WORDS)
    ours = [row for row in OWN if row.word in wanted]
    kinds = {row.kind for row in (*ours, *theirs)}
    names = {row.name for row in ours}
    lists = (
        row
        for row in OWN
        if row.kind is Kind.LIST and {Kind.FEED, Kind.PAGE} & kinds
        if not row.beside or not names.isdisjoint(row.beside)
    )
    return (*ours, *lists, *theirs)


def other(name: str) -> Format | None:
    """Return a format of another distribution by its name; None if there is none.

    Raises:
        Rejected: TF327, the format cannot be used.
    """
    return _other(name, tuple(sys.path))


def others() -> tuple[Format, ...]:
    """List the usable formats of other distributions."""
    return _others(tuple(sys.path))


@cache
def _others(path: tuple[str, ...]) -> tuple[Format, ...]:
    from importlib.metadata import entry_points  # noqa: PLC0415  — as slow as all the rest

    found = []
    for name in sorted(entry_points(group=GROUP).names):
        with suppress(Rejected):
            found.append(_other(name, path))
    return tuple(row for row in found if row is not None)


@cache
def _other(name: str, _: tuple[str, ...]) -> Format | None:
    """Load a format from the installed distributions, once for each search path."""
    from importlib.metadata import entry_points  # noqa: PLC0415  — slow, and rarely needed

    point = next(iter(entry_points(group=GROUP, name=name)), None)
    if point is None:
        return None
    try:
        row = point.load()
        renders = not isinstance(row, Format) or hasattr(module(row), "render")
    except Exception as error:
        cause = f"'{point.value}' cannot be imported: {type(error).__name__}: {error}"
        raise _unusable(name, cause) from error
    if not isinstance(row, Format) or row.name != name or not all(map(_is_text, row[:6])):
        raise _unusable(name, f"'{point.value}' is not a Format of this name")
    if not renders:
        raise _unusable(name, f"'{row.module}' has no function 'render'")
    if row.kind not in _OTHERS:
        raise _unusable(name, f"its kind is not one of {', '.join(_OTHERS)}")
    if not _NAME.fullmatch(name) or not _SUFFIX.fullmatch(row.suffix):
        raise _unusable(name, "its name or suffix has other characters than a-z and 0-9")
    return row


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _unusable(name: str, cause: str) -> Rejected:
    return Rejected(UNUSABLE, f"the format '{name}' cannot be used: {cause}", _HINT)


def module(row: Format) -> Any:  # noqa: ANN401  — see below what it contains
    """Import the module of a format.

    Every module has `render(feed) -> bytes`. If its documents contain an independent fragment for
    each entry, it also has

        fragments(feed) -> list[bytes]                  the fragment of each entry of the feed
        assemble(feed, fragment) -> Iterator[bytes]     the document, in parts

    That of an asset has `path(feed) -> str`, its output path without suffix. That of a search index
    has fragments and, instead of `assemble`,

        paths(feed) -> list[str]                        the paths of its files
        files(feed, fragment) -> dict[str, bytes]       their content

    The fragment of an entry is the same in all documents of the site; `fragment(rank)` returns that
    of the entry at a rank of the feed. Entries may be loaded lazily, except for their key, uid,
    published, updated, start and end, and their talk's date and order.
    """
    return import_module(row.module)
