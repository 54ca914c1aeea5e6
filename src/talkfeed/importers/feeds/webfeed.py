"""RSS, Atom (parsed by feedparser) and JSON Feed 1.1 → the talks that their entries are about.

The titles of posts are split, and the enclosures of podcasts are recordings. Feeds of talkfeed
itself are read back: JSON Feed from its `_talkfeed` objects, the others from the line of facts, the
links and the abstract in their content.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from time import struct_time
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers.common.xml import check_prolog, root_name
from talkfeed.importers.feeds.own_feed import our_talk
from talkfeed.importers.feeds.own_wording import SOFTWARE, link
from talkfeed.importers.feeds.post import Post, medium, outcomes
from talkfeed.media.times import point
from talkfeed.model.imported import UNKNOWN_KEYS, ImportResult, Unparsed
from talkfeed.model.media import CHAPTERS, TRANSCRIPT
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Link, Named
from talkfeed.records.html_to_markdown import markdown, words
from talkfeed.records.json_values import Json, entries, entry, first, load, mappings, peek, text
from talkfeed.records.source_errors import check_size, wrong_kind
from talkfeed.records.timestamps import moment
from talkfeed.text import write_length
from talkfeed.words import words as words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "feed"
_ROOTS = {"rss": 0.9, "feed": 0.9, "rdf": 0.8}
_JSON_FEED = "https://jsonfeed.org/version/"
_BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""Exceptions that feedparser raises on unexpected input."""
_TAG = re.compile(rb"<[^\s<>/!?=\"']+((?:\s+[^\s<>/=\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*+)")
_MOST_ATTRIBUTES = 1_000
_START = 40
"""The characters at the start of a summary that its content has, too, if it is cut from that."""
_DAY = len("2015-10-07")
_USED = frozenset(
    (
        *("title", "link", "links", "id", "guidislink", "author", "authors", "tags", "content"),
        *("published", "updated", "summary", "media_content", "media_thumbnail", "href", "image"),
        *("subtitle", "language", "source", "created", "expired"),
        *("itunes_duration", "podcast_transcript", "podcast_chapters"),
    )
)
"""The keys of feedparser that are read, or that say nothing of a talk."""
_USED_JSON = frozenset(
    (
        *("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image"),
        *("banner_image", "date_published", "date_modified", "author", "authors", "tags"),
        *("language", "attachments", "_talkfeed"),
    )
)
_NO_TALK = frozenset(("self", "alternate", "enclosure", "replies", "edit", "license", "next"))
"""Relations of links that lead to the entry itself, or that are read elsewhere."""


class _Entry(NamedTuple):
    """An entry of a feed in any format; `html` is its content, `own` its `_talkfeed` object.

    `unused` are the elements or keys that no talk takes over.
    """

    post: Post
    html: str
    unused: tuple[str, ...]
    own: Json = None


def recognise(source: SourceInput) -> float:
    """Score a source by its root element, or the version of JSON Feed."""
    if root := root_name(source):
        return _ROOTS.get(root, 0.0)
    return 0.95 if first(peek(source), "version").startswith(_JSON_FEED) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every entry of a feed.

    Raises:
        Rejected: TF702, it is not a feed; TF703, it has a DOCTYPE; TF704, it is too large.
    """
    is_json = source.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    title, is_ours, language, found = _read_json(source) if is_json else _read_xml(source)
    if is_ours:
        said = words_in(language)
        made = [our_talk(one.post, one.html, one.own, said, options) for one in found]
    else:
        made = outcomes([one.post for one in found], source.base, options, takes_posted=True)
    unused = dict.fromkeys(key for one in found for key in one.unused if not is_ours)
    notes = [Unparsed(text=", ".join(unused), why=UNKNOWN_KEYS, is_talk=False)] if unused else []
    talks, unparsed = collect((*made, *notes))
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed, title=title)


_Feed = tuple[str, bool, str, list[_Entry]]


# --- RSS and Atom -------------------------------------------------------------------------------


def _read_xml(source: SourceInput) -> _Feed:
    """Parse a feed with feedparser, as a stream: it would fetch a text that is an address."""
    check_size(source)
    check_prolog(source)
    _check_tags(source)
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  — 'talkfeed --help' is quick

    try:
        found = feedparser.parse(io.BytesIO(source.content))
    except _BROKEN:
        found = {}
    if not found.get("version"):
        raise wrong_kind(source, "a feed")
    feed = _inner(found, "feed")
    is_ours = _text(feed, "generator").partition(" ")[0] == SOFTWARE
    entries = [_entry(one, feed) for one in _rows(found, "entries")]
    return _text(feed, "title"), is_ours, _text(feed, "language"), entries


def _check_tags(source: SourceInput) -> None:
    """Reject elements with so many attributes that feedparser takes quadratic time.

    Raises:
        Rejected: TF704.
    """
    tags = _TAG.finditer(source.content.replace(b"\0", b""))
    if any(tag[1].count(b"=") > _MOST_ATTRIBUTES for tag in tags):
        message = f"{source.name} has an element with more than {_MOST_ATTRIBUTES:,} attributes"
        raise Rejected("TF704", message, "import a part of it")


# feedparser uses the names of elements as keys: an element <links> gives a text, not a list.
# So each value is read with its expected type, and counts as missing if it has another.

_Parsed = dict[str, object]


def _text(node: _Parsed, name: str) -> str:
    """Read a text."""
    value = node.get(name)
    return value if isinstance(value, str) else ""


def _inner(node: _Parsed, name: str) -> _Parsed:
    """Read a mapping."""
    value = node.get(name)
    return value if isinstance(value, dict) else {}


def _rows(node: _Parsed, name: str) -> list[_Parsed]:
    """Read a list of mappings."""
    value = node.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _entry(found: _Parsed, feed: _Parsed) -> _Entry:
    content = next(iter(_rows(found, "content")), _inner(found, "summary_detail"))
    html = _text(content, "value")
    is_html = "html" in _text(content, "type")
    post = Post(
        title=_plain_text(found, "title"),
        url=_text(found, "link"),
        authors=tuple(_authors(found, feed)),
        posted=_day(found),
        text=markdown(html) if is_html else html,
        tags=[_text(tag, "term") for tag in _rows(found, "tags")],
        language=_text(_inner(found, "title_detail"), "language"),
        media=tuple(_media(found)),
        thumbnail=_picture(found),
        length=_length(_text(found, "itunes_duration")),
        uid=_text(found, "id") or _text(found, "link"),
        base=_text(content, "base") or _text(found, "link") or _text(feed, "link"),
    )
    values = dict(found)  # feedparser's own lookup substitutes other keys
    keys = (key for key in values if not key.endswith(("_detail", "_parsed")) and values[key])
    unused = [key for key in keys if key not in _USED]
    unused += ["summary"] if _is_lost(_text(found, "summary"), html) else []
    return _Entry(post, html, tuple(unused))


def _is_lost(summary: str, content: str) -> bool:
    """Return whether the content of an entry does not repeat the beginning of its summary."""
    return words(summary)[:_START].strip() not in words(content)


def _plain_text(found: _Parsed, name: str) -> str:
    """Read a text that feedparser says is HTML or not, as plain text."""
    detail = _inner(found, f"{name}_detail")
    value = _text(found, name)
    return words(value) if "html" in _text(detail, "type") else value


def _day(found: _Parsed) -> str:
    """Read the day of an entry; feedparser's own `get` would substitute another date."""
    for name in ("published_parsed", "updated_parsed"):
        parsed = dict.get(found, name)
        if isinstance(parsed, struct_time):
            return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
    return ""


def _authors(found: _Parsed, feed: _Parsed) -> Iterator[Named]:
    """Yield the authors of an entry, but not the title of the feed as one."""
    for author in _rows(found, "authors"):
        name = _text(author, "name")
        if name and name != _text(feed, "title"):
            yield Named(name, _text(author, "href"))


def _media(found: _Parsed) -> Iterator[Link]:
    for one in _rows(found, "links"):
        address = _text(one, "href")
        if _text(one, "rel") == "enclosure":
            yield medium(address, _text(one, "type"), _text(one, "length"))
        elif _text(one, "rel") not in _NO_TALK:
            shown = _text(one, "title") or _text(one, "rel").capitalize()
            yield link(address, shown, words_in("en"))
    for one in _rows(found, "media_content"):
        kind = _text(one, "type") or _text(one, "medium")
        if not kind.startswith("image"):
            yield medium(_text(one, "url"), kind, _text(one, "filesize"))
    for key in (TRANSCRIPT, CHAPTERS):  # of several, feedparser keeps the last
        one = _inner(found, f"podcast_{key}")
        yield Link(_text(one, "url"), kind=key, type=_text(one, "type"))


def _picture(found: _Parsed) -> str:
    shown = (_text(one, "url") for one in _rows(found, "media_thumbnail"))
    return next(shown, "") or _text(_inner(found, "image"), "href")


def _length(stated: str) -> str:
    """Return the length of a recording: a clock, or seconds; "" for other text."""
    with suppress(Rejected):
        return write_length(point(stated))
    return ""


# --- JSON Feed ----------------------------------------------------------------------------------


def _read_json(source: SourceInput) -> _Feed:
    node = load(source)
    if not first(node, "version").startswith(_JSON_FEED):
        raise wrong_kind(source, "a JSON Feed")
    home = first(node, "home_page_url", "feed_url")
    found = [_item(one, home) for one in mappings(node, "items")]
    is_ours = bool(found) and all(isinstance(one.own, dict) for one in found)
    return first(node, "title"), is_ours, first(node, "language"), found


def _item(node: dict[str, Json], home: str) -> _Entry:
    html = text(entry(node, "content_html"))
    authors = mappings(node, "authors") or mappings([entry(node, "author")])
    posted = first(node, "date_published")
    pages = [first(node, key) for key in ("external_url", "url") if first(node, key)]
    attachments = [Link(each, "Post", "links") for each in pages[1:]]
    attachments += [
        medium(
            first(one, "url"),
            first(one, "mime_type"),
            first(one, "size_in_bytes"),
            first(one, "title"),
        )
        for one in mappings(node, "attachments")
    ]
    post = Post(
        title=first(node, "title"),
        url=first(node, "external_url", "url"),
        authors=[Named(first(one, "name"), first(one, "url")) for one in authors],
        posted=posted[:_DAY] if moment(posted) else "",
        text=markdown(html) if html else first(node, "content_text", "summary"),
        tags=[text(tag) for tag in entries(node, "tags")],
        language=first(node, "language"),
        media=attachments,
        thumbnail=first(node, "image"),
        uid=first(node, "id", "url"),
        base=first(node, "url") or home,
    )
    unused = [key for key, value in node.items() if value and key not in _USED_JSON]
    unused += ["summary"] if _is_lost(first(node, "summary"), post.text) else []
    unused += ["date_published"] if posted and not post.posted else []
    return _Entry(post, html, tuple(unused), entry(node, "_talkfeed"))
