"""The path of a file → its media type and how long it may be cached (RFC 9110, RFC 9111)."""

from __future__ import annotations

from talkfeed.formats.registry import OWN, Kind, others
from talkfeed.media.types import FOLDER, TYPES, suffix_of
from talkfeed.named_tuple import NamedTuple

TEXT = ("text/html", "text/calendar", "text/css", "text/javascript")
"""Media types that name the encoding, which is UTF-8 for all files."""
FEEDS, PAGES, EMBEDS = 3600, 600, 300
"""The seconds for which files may be cached, by what they are."""
FOREVER = "max-age=31536000, immutable"
"""The caching of files whose name changes with their content (RFC 8246)."""

FEED_KINDS = (Kind.FEED, Kind.CALENDAR, Kind.FILE)
"""The kinds of files that a site has for each channel."""


class Headers(NamedTuple):
    """The header fields that a store sends with an object."""

    content_type: str
    cache_control: str


def headers_of(path: str) -> Headers:
    """Return the header fields of a file.

    >>> headers_of("speakers/ann.ics")
    Headers(content_type='text/calendar; charset=utf-8', cache_control='max-age=3600')
    """
    kind, media_type = _row(path)
    charset = "; charset=utf-8" if media_type in TEXT else ""
    if kind is Kind.ASSET or path.startswith(f"{FOLDER}/"):
        return Headers(f"{media_type}{charset}", FOREVER)
    age = PAGES if kind is Kind.PAGE else FEEDS
    if path.startswith("embed"):
        age = EMBEDS
    return Headers(f"{media_type}{charset}", f"max-age={age}")


def kind_of(path: str) -> Kind:
    """Return the kind of a file's format."""
    return _row(path)[0]


def _row(path: str) -> tuple[Kind, str]:
    """Return the kind and the media type of a file: by its whole path, else by its suffix.

    Of several suffixes the longest counts: `.podcast.rss` is not `.rss`.
    """
    rows = (*OWN, *others())
    found = [row for row in rows if row.path and path == f"{row.path}{row.suffix}"]
    if path.startswith(f"{FOLDER}/"):
        return Kind.COPY, TYPES.get(suffix_of(path), "application/octet-stream")
    named = (row for row in rows if row.suffix and not row.path)
    found = found or [row for row in named if path.endswith(row.suffix)]
    row = max(found, key=lambda row: len(row.suffix), default=None)
    return (row.kind, row.media_type) if row else (Kind.FILE, "application/octet-stream")
