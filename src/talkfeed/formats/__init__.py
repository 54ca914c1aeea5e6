"""Feed → Document. One module per format; see `module` for what it holds.

A new format is one module and one row here, or an entry point of another distribution in the
group `talkfeed.formats` that names a `Format`. Modules are imported when a feed asks for them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from talkfeed.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Feed


class Format(NamedTuple):
    """A format's name, file suffix, media type, and the module that renders it."""

    name: str
    suffix: str
    media_type: str
    module: str


OWN = (
    Format("atom", ".atom", "application/atom+xml", "talkfeed.formats.syndication.atom"),
    Format("rss", ".rss", "application/rss+xml", "talkfeed.formats.syndication.rss"),
    Format("jsonfeed", ".json", "application/feed+json", "talkfeed.formats.jsonfeed"),
    Format("ical", ".ics", "text/calendar", "talkfeed.formats.ical.calendar"),
    Format("index", ".html", "text/html", "talkfeed.formats.html.index"),
    Format("page", ".html", "text/html", "talkfeed.formats.html.page"),
    Format("fragment", ".fragment.html", "text/html", "talkfeed.formats.html.fragment"),
    Format("embed", ".html", "text/html", "talkfeed.formats.html.embed"),
    Format("component", ".js", "text/javascript", "talkfeed.formats.html.component"),
    Format("oembed", ".json", "application/json", "talkfeed.formats.oembed"),
    Format("opml", ".opml", "text/x-opml", "talkfeed.formats.opml"),
)
"""The formats that are part of talkfeed."""
_BY_NAME = {row.name: row for row in OWN}
GROUP = "talkfeed.formats"


def format_named(name: str) -> Format:
    """Find a format; other distributions are asked for names alone that are none of ours."""
    return _BY_NAME.get(name) or formats()[name]


@cache
def formats() -> dict[str, Format]:
    """List every format by name: our own, and those that other distributions add to them."""
    from importlib.metadata import entry_points  # noqa: PLC0415  — as long as all the rest

    found = (point.load() for point in entry_points(group=GROUP))
    return _BY_NAME | {row.name: row for row in found if row.name not in _BY_NAME}


def documents(feed: Feed) -> Iterator[Document]:
    """Render a feed in each of its formats."""
    for name in feed.formats:
        row = format_named(name)
        content: bytes = module(row).render(feed)
        path = feed.path + row.suffix
        yield Document(path=path, content=content, media_type=row.media_type, role=feed.role)


def module(row: Format) -> Any:  # noqa: ANN401  — see above what it holds
    """Import a format's module.

    Every module has `render(feed) -> bytes`. One whose documents hold an independent fragment for
    each entry also has

        fragments(feed) -> list[bytes]                  one for each entry of the feed
        assemble(feed, fragment) -> Iterator[bytes]     the document, part by part

    A fragment is the same in every document of the site; `fragment(rank)` returns that of the
    entry at a rank of the feed. Where a change of a talk changes nothing in a document but its
    fragment and the moment of the last change, the module has `moment(updated) -> bytes`: the
    first text of the document that holds the moment.
    """
    return import_module(row.module)


def kept_forms() -> dict[str, bytes]:
    """Pack what feedgen wrote of the shapes that were met, for another build."""
    from talkfeed.formats.syndication.templates import pack  # noqa: PLC0415  — as modules of formats

    return pack()


def take_forms(packed: dict[str, bytes]) -> None:
    """Take over what an earlier build of the same program kept."""
    from talkfeed.formats.syndication.templates import unpack  # noqa: PLC0415  — as modules of formats

    unpack(packed)
