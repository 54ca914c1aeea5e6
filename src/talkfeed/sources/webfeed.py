"""RSS, Atom (through feedparser) and JSON Feed 1.1 → the talks that their entries are about.

Posts of others are taken apart by their titles, and podcasts' enclosures are recordings. Feeds of
ours are read back: JSON Feed from its `_talkfeed` objects, the others from the line of facts, the
links and the abstract that their content consists of.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from talkfeed.model.found import Harvest
from talkfeed.sources._draft import Link, Who, gather
from talkfeed.sources._json import (
    Node,
    check_size,
    entries,
    entry,
    first,
    load,
    mappings,
    other,
    peek,
    text,
)
from talkfeed.sources._markup import markdown, words
from talkfeed.sources._own import SOFTWARE, link
from talkfeed.sources._posts import Post, medium, outcomes
from talkfeed.sources._reread import our_talk
from talkfeed.sources._xml import check_prolog, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.found import Material, Wishes

KIND = "feed"
_ROOTS = {"rss": 0.9, "feed": 0.9, "rdf": 0.8}
_JSON_FEED = "https://jsonfeed.org/version/"
_BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What feedparser raises of what it did not expect."""
_DAY = len("2015-10-07")


class _Entry(NamedTuple):
    """An entry of a feed, whichever format it came in; `html` is its content."""

    post: Post
    html: str
    own: Node = None


def recognise(material: Material) -> float:
    """Tell how much a material looks like a feed: its root, or the version of JSON Feed."""
    if root := root_name(material):
        return _ROOTS.get(root, 0.0)
    return 0.95 if first(peek(material), "version").startswith(_JSON_FEED) else 0.0


def read(material: Material, wishes: Wishes) -> Harvest:
    """Read every entry of a feed.

    Raises:
        Refusal: TF702, it is no feed; TF703, it has a DOCTYPE; TF704, it is too large.
    """
    is_json = material.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    title, is_ours, found = _of_json(material) if is_json else _parsed(material)
    if is_ours:
        made = [our_talk(one.post, one.html, one.own, wishes) for one in found]
    else:
        made = outcomes([one.post for one in found], material.base, wishes)
    talks, leftovers = gather(made)
    return Harvest(kind=KIND, talks=talks, leftovers=leftovers, title=title)


_Feed = tuple[str, bool, list[_Entry]]


# --- RSS and Atom -------------------------------------------------------------------------------


def _parsed(material: Material) -> _Feed:
    """Let feedparser read a feed, from memory alone: it would fetch what looks like an address."""
    check_size(material)
    check_prolog(material)
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  — 'talkfeed --help' is quick

    try:
        found = feedparser.parse(io.BytesIO(material.content))
    except _BROKEN:
        found = {}
    if not found.get("version"):
        raise other(material, "feed")
    feed = found.feed
    is_ours = str(feed.get("generator", "")).partition(" ")[0] == SOFTWARE
    return str(feed.get("title", "")), is_ours, [_entry(one, feed) for one in found.entries]


def _entry(found: Any, feed: Any) -> _Entry:  # noqa: ANN401  — feedparser ships no types
    contents = found.get("content") or [found.get("summary_detail") or {}]
    html = str(contents[0].get("value", ""))
    is_html = "html" in str(contents[0].get("type", ""))
    post = Post(
        title=_words(found, "title"),
        url=str(found.get("link", "")),
        authors=tuple(_authors(found, feed)),
        posted=_day(found),
        text=markdown(html) if is_html else html,
        tags=[str(tag.get("term") or "") for tag in found.get("tags", ())],
        language=str((found.get("title_detail") or {}).get("language") or ""),
        media=tuple(_media(found)),
    )
    return _Entry(post, html)


def _words(found: Any, name: str) -> str:  # noqa: ANN401  — feedparser ships no types
    """Give a text; feedparser says whether it is HTML."""
    detail = found.get(f"{name}_detail") or {}
    value = str(found.get(name, ""))
    return words(value) if "html" in str(detail.get("type", "")) else value


def _day(found: Any) -> str:  # noqa: ANN401  — feedparser ships no types
    parsed = found.get("published_parsed") or dict.get(found, "updated_parsed")
    return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}" if parsed else ""


def _authors(found: Any, feed: Any) -> Iterator[Who]:  # noqa: ANN401  — feedparser ships no types
    """List who signs an entry; the feed's own title is nobody."""
    for author in found.get("authors", ()):
        name = str(author.get("name") or "")
        if name and name != feed.get("title"):
            yield Who(name, str(author.get("href") or ""))


def _media(found: Any) -> Iterator[Link]:  # noqa: ANN401  — feedparser ships no types
    for one in found.get("links", ()):
        address, rel = str(one.get("href") or ""), one.get("rel")
        if rel == "enclosure":
            yield medium(address, str(one.get("type") or ""), str(one.get("length") or ""))
        elif rel == "related":
            yield link(address, str(one.get("title") or ""))


# --- JSON Feed ----------------------------------------------------------------------------------


def _of_json(material: Material) -> _Feed:
    node = load(material)
    if not first(node, "version").startswith(_JSON_FEED):
        raise other(material, "JSON Feed")
    found = [_item(one) for one in mappings(node, "items")]
    is_ours = bool(found) and all(isinstance(one.own, dict) for one in found)
    return first(node, "title"), is_ours, found


def _item(node: dict[str, Node]) -> _Entry:
    html = text(entry(node, "content_html"))
    authors = mappings(node, "authors") or mappings([entry(node, "author")])
    attachments = [
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
        authors=[Who(first(one, "name"), first(one, "url")) for one in authors],
        posted=first(node, "date_published")[:_DAY],
        text=markdown(html) if html else first(node, "content_text", "summary"),
        tags=[text(tag) for tag in entries(node, "tags")],
        language=first(node, "language"),
        media=attachments,
    )
    return _Entry(post, html, entry(node, "_talkfeed"))
