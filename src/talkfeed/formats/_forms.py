"""A library's document → its head with gaps, and a piece for each entry, to put together anew.

Thousands of channels hold the same entries under heads that differ in a few words. So an entry is
made once, and a head once for all that differ in these words alone: a `Form`, whose gaps are
filled for each channel. Whatever library wrote the document, the bytes are its own.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.model import Feed
from talkfeed.text import xml_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkfeed.model import Person

_OTHERS = ("current", "prev_archive", "next_archive")
MOMENT = datetime(1, 1, 1, tzinfo=UTC)
"""The moment that stands for any other in a form."""
_GAP = re.compile("\ue000([a-z_]+)\ue001".encode())


def gap(name: str) -> str:
    """Give the mark of a gap: letters for private use around its name."""
    return f"\ue000{name}\ue001"


class Shape(NamedTuple):
    """What the heads of many feeds share: all but id, title, moment and the names of documents.

    Of a paged feed's other documents (RFC 5005, section 4) it holds the gap, or None.
    """

    subtitle: str
    home: str
    base: str
    language: str
    authors: tuple[Person, ...]
    current: str | None
    prev_archive: str | None
    next_archive: str | None


class Form(NamedTuple):
    """A head in parts: text as it stands, the name of a gap, text, and so on."""

    parts: tuple[bytes, ...]

    def fill(self, values: Mapping[str, bytes]) -> bytes:
        """Write the head; the values are markup already.

        >>> Form((b"<id>", b"id", b"</id>")).fill({"id": b"tag:a"})
        b'<id>tag:a</id>'
        """
        filled = list(self.parts)
        filled[1::2] = [values[name.decode()] for name in self.parts[1::2]]
        return b"".join(filled)


def head_of(feed: Feed, write: Callable[[Feed], bytes], own: Mapping[str, str]) -> bytes:
    """Write the head of a feed's document; `write` makes one of a feed without entries.

    `own` are the texts for the gaps of the format's own making. Withdrawn talks stand in few heads,
    which are written as they are.
    """
    if feed.tombstones:
        return write(feed)
    others = (gap(name) if getattr(feed, name) is not None else None for name in _OTHERS)
    shape = Shape(feed.subtitle, feed.home, feed.base, feed.language, feed.authors, *others)
    values = {name: in_attribute(getattr(feed, name) or "") for name in ("path", *_OTHERS)}
    texts = {"id": feed.id, "title": feed.title, **own}
    values |= {name: in_text(text) for name, text in texts.items()}
    return _form(shape, write).fill(values)


@lru_cache(maxsize=64)
def _form(shape: Shape, write: Callable[[Feed], bytes]) -> Form:
    """Have a head written with gaps."""
    blank = Feed(
        path=gap("path"),
        formats=(),
        id=gap("id"),
        title=gap("title"),
        updated=MOMENT,
        entries=(),
        **shape._asdict(),
    )
    return Form(tuple(_GAP.split(write(blank))))


def cut(document: bytes, end: bytes) -> list[bytes]:
    r"""Cut a document into its head and a piece for each entry; `end` closes an entry.

    Markup cannot stand within a text, so what looks like an end is one.

    >>> cut(b"<a>\n <i>1</i>\n <i>2</i>\n</a>\n", b"</i>\n")
    [b'<a>\n', b' <i>1</i>\n', b' <i>2</i>\n']
    """
    *pieces, rest = document.split(end)
    if not pieces:
        return [rest]
    first = pieces[0].index(end.replace(b"</", b"<").rstrip(b">\n"))
    start = pieces[0].rindex(b"\n", 0, first) + 1
    head, pieces[0] = pieces[0][:start], pieces[0][start:]
    return [head, *(piece + end for piece in pieces)]


def in_text(text: str) -> bytes:
    """Write what stands between tags, as libxml2 does."""
    safe = xml_safe(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("\r", "&#13;").encode()


def in_attribute(text: str) -> bytes:
    """Write what stands in an attribute, as libxml2 does."""
    safe = in_text(text).replace(b'"', b"&quot;")
    return safe.replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")
