"""The table of formats: one row says all of a format, for settings, pages, lists and rendering.

A format of another distribution is a row as well, see docs/formats.md: an entry point of the group
`talkfeed.formats` whose name is the row's. It is imported only where settings name it. Formats of
others add to ours and replace none.
"""

from __future__ import annotations

import re
import sys
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
    """What a format is for, and so where its documents go and who lists them.

    FEED: one for every channel, listed on pages, in OPML and for autodiscovery.
    CALENDAR: one for every channel, of the talks whose day is known; listed for autodiscovery.
    FILE: one for every channel, listed nowhere.
    PAGE: part of the pages, which are chosen together; `talkfeed.channels.site` lays them out.
    LIST: a list of the feeds on offer; it comes with feeds or pages.
    """

    FEED = "feed"
    CALENDAR = "calendar"
    FILE = "file"
    PAGE = "page"
    LIST = "list"


class Format(NamedTuple):
    """A row of the table.

    `label` is what people see. `module` renders: see `module`. A format with a `path` is written
    once, there, and not for every channel. `synonyms` are what people write instead of its word.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    kind: Kind
    module: str
    path: str = ""
    synonyms: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The word that chooses it in `formats:`; empty where none does."""
        return {Kind.PAGE: PAGES, Kind.LIST: ""}.get(self.kind, self.name)


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
    Format(
        *("fragment", "Fragment", ".fragment.html", "text/html"),
        *(Kind.PAGE, f"{_HTML}.fragment", "talks"),
    ),
    Format("embed", "Embed", ".html", "text/html", Kind.PAGE, f"{_HTML}.embed"),
    Format(
        *("component", "Web component", ".js", "text/javascript"),
        *(Kind.PAGE, f"{_HTML}.component", "talk-feed"),
    ),
    Format(
        *("oembed", "oEmbed", ".json", "application/json"),
        *(Kind.PAGE, "talkfeed.formats.oembed", "oembed"),
    ),
    Format(
        *("opml", "OPML", ".opml", "text/x-opml"),
        *(Kind.LIST, "talkfeed.formats.opml", "subscriptions"),
    ),
)
"""The formats that are part of talkfeed, in the order in which they are written and listed."""
_BY_NAME = {row.name: row for row in OWN}
WORDS = tuple(dict.fromkeys(row.word for row in OWN if row.word))
"""The words for our own formats, all of which are written unless the settings choose."""
SYNONYMS = {synonym: row.word for row in OWN for synonym in row.synonyms}
_OTHERS = (Kind.FEED, Kind.CALENDAR, Kind.FILE)
"""The kinds that formats of other distributions can have."""


def format_named(name: str) -> Format:
    """Find a format by its name.

    Raises:
        KeyError: there is none.
        Rejected: another distribution has it, but not in a usable form.
    """
    row = _BY_NAME.get(name) or other(name)
    if row is None:
        raise KeyError(name)
    return row


def chosen(words: Iterable[str]) -> tuple[Format, ...]:
    """List the formats that words of the settings choose; without words, all of ours.

    >>> [row.name for row in chosen(["rss", "ical"])]
    ['rss', 'ical', 'opml']
    """
    wanted = tuple(words) or WORDS
    theirs = tuple(format_named(word) for word in wanted if word not in WORDS)
    ours = [row for row in OWN if row.word in wanted]
    kinds = {row.kind for row in (*ours, *theirs)}
    lists = (row for row in OWN if row.kind is Kind.LIST and {Kind.FEED, Kind.PAGE} & kinds)
    return (*ours, *lists, *theirs)


def other(name: str) -> Format | None:
    """Find a format of another distribution; None if no distribution has one of this name.

    Raises:
        Rejected: there is one, but not in a usable form.
    """
    return _other(name, tuple(sys.path))


@cache
def _other(name: str, _: tuple[str, ...]) -> Format | None:
    """Find it among what is installed on the path, once for each path."""
    from importlib.metadata import entry_points  # noqa: PLC0415  — as slow as all the rest

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


def module(row: Format) -> Any:  # noqa: ANN401  — see above what it holds
    """Import a format's module.

    Every module has `render(feed) -> bytes`. One whose documents hold an independent fragment for
    each entry also has

        fragments(feed) -> list[bytes]                  one for each entry of the feed
        assemble(feed, fragment) -> Iterator[bytes]     the document, part by part

    A fragment is the same in every document of the site; `fragment(rank)` returns that of the
    entry at a rank of the feed. Entries may be loaded when a field is first read; their key, uid,
    moments, days and the date and order of their talk are in hand.
    """
    return import_module(row.module)
