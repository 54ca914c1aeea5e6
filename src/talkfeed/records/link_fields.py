"""Addresses, ids and embed code of other tools → links, each with its field.

An id becomes an address if its key names the site; embed code becomes the embedded address; a
missing scheme is added. The field comes from the key of a link, else from its label, else from the
site.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.limits import MAX_TEXT
from talkfeed.model.linkkinds import KINDS
from talkfeed.records.draft import Link, kind_of
from talkfeed.records.field_names import field_of, folded
from talkfeed.records.nodes import Record
from talkfeed.records.values import ANCHOR, LINKED, literal, text, words
from talkfeed.text import unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.records.field_names import Entry
    from talkfeed.records.nodes import Node

_EMBEDDED = re.compile(
    r"<(?:iframe|video|audio|source|embed)\b[^<>]{0,500}?\bsrc\s{0,9}=\s{0,9}[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
_PLAYERS = (
    (
        r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v|watch)/([\w-]{11})(?!\w|-)\S*",
        r"https://www.youtube.com/watch?v=\1",
    ),
    (r"(?:https?:)?//player\.vimeo\.com/video/(\d+)\S*", r"https://vimeo.com/\1"),
)
_PLAYED = tuple((re.compile(pattern), address) for pattern, address in _PLAYERS)
_IDS = (
    ("youtube", r"([\w-]{11})(\?\S*)?", "https://www.youtube.com/watch?v={}"),
    ("videoid", r"([\w-]{11})", "https://www.youtube.com/watch?v={}"),
    ("vimeo", r"(\d{5,})", "https://vimeo.com/{}"),
    ("speakerdeck", r"([\w-]+/[\w-]+)", "https://speakerdeck.com/{}"),
    ("slideshare", r"([\w-]+/[\w-]+)", "https://www.slideshare.net/{}"),
    ("github", r"([\w-]+/[\w.-]+)", "https://github.com/{}"),
    ("repo", r"([\w-]+/[\w.-]+)", "https://github.com/{}"),
    ("arxiv", r"(\d{4}\.\d{4,5}(?:v\d+)?)", "https://arxiv.org/abs/{}"),
    ("doi", r"(10\.\d{4,}/\S+)", "https://doi.org/{}"),
)
_BY_ID = tuple((site, re.compile(pattern).fullmatch, address) for site, pattern, address in _IDS)
_SCHEMELESS = re.compile(r"(?:[a-z0-9-]+\.)+([a-z]{2,})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_FILES = frozenset(
    [
        "pdf",
        "html",
        "htm",
        "md",
        "pptx",
        "ppt",
        "key",
        "odp",
        "png",
        "jpg",
        "mp4",
        "webm",
        "zip",
        "txt",
    ]
)
_BY_SITE = tuple((row.field, re.compile(row.sites, re.IGNORECASE)) for row in KINDS if row.sites)


def address(written: str, key: str = "") -> str:
    """Return the address of a value, which may be relative; "" if it has none.

    >>> address("dQw4w9WgXcQ", "youtube_id"), address("www.a.example/x")
    ('https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.a.example/x')
    """
    embedded = _EMBEDDED.search(written)
    bare = embedded[1] if embedded else literal(written).strip().strip("<>")
    linked = LINKED.search(bare)
    bare = unescape(linked[2] if linked else bare)
    for pattern, played in _PLAYED:
        bare = pattern.sub(played, bare)
    if "://" in bare:
        return bare
    site_key = folded(key).replace("_", "")
    for site, fullmatch, made in _BY_ID:
        match = fullmatch(bare) if site in site_key else None
        if match:
            return made.format(match[1])
    return _with_scheme(bare)


def _with_scheme(bare: str) -> str:
    """Add the scheme to an address that starts with its host; keep a path, drop other text."""
    if bare.startswith("//"):
        return f"https:{bare}"
    match = _SCHEMELESS.fullmatch(bare)
    if match and (bare.lower().startswith("www.") or match[1].lower() not in _FILES):
        return f"https://{bare}"
    is_file = bare.rpartition(".")[2].lower() in _FILES
    is_path = bare and not any(map(str.isspace, bare)) and ("/" in bare or is_file)
    return bare if is_path and not bare.startswith(("#", "mailto:")) else ""


def links(entry: Entry, kind: str = "") -> list[Link]:
    """List the links at a key; `kind` is the field of the key, "" if it has none."""
    found = _links(entry.node, entry.key)
    if kind == "url":
        return [link._replace(kind=link.kind or site_kind(link)) for link in found]
    return [link._replace(kind=kind or link.kind or _guess_kind(link)) for link in found]


def is_unlinked(entry: Entry, kind: str) -> bool:
    """Return whether a mapping at a key of links has texts, and no address."""
    nodes = entry.node if isinstance(entry.node, tuple) else (entry.node,)
    return any(
        isinstance(node, Record)
        and any(map(text, node.fields.values()))
        and not any(link.url for link in links(entry._replace(node=node), kind))
        for node in nodes
    )


def _guess_kind(link: Link) -> str:
    return kind_of(link) if link.label else site_kind(link, "links")


def site_kind(link: Link, otherwise: str = "url") -> str:
    """Return the field of a link by the site it leads to."""
    return next((kind for kind, sites in _BY_SITE if sites.search(link.url)), otherwise)


def _links(node: Node, key: str) -> Iterator[Link]:
    if isinstance(node, tuple):
        for one in node:
            yield from _links(one, key)
    elif isinstance(node, Record):
        yield from _of_record(node, key)
    else:
        yield from _of_text(node, key)


def _of_text(written: str, key: str) -> Iterator[Link]:
    marked = [(found[1], found[2]) for found in LINKED.finditer(written)]
    marked += [(words(found[2]), found[1]) for found in ANCHOR.finditer(written)]
    for label, target in marked:
        yield Link(address(target, key), words(label))
    parts = written.split() if written.count("://") > 1 else [written]
    for part in parts if not marked else ():
        if found := address(part.strip(",;"), key):
            yield Link(found)


def _of_record(record: Record, key: str) -> Iterator[Link]:
    """Yield the link of a record with its label; else each key is a label (`slides: https://…`)."""
    target = next((n for k, n in record.fields.items() if folded(k) in _TARGETS and text(n)), None)
    if target is None:
        for label, node in record.fields.items():
            field = field_of(label)
            for link in _links(node, label):
                known = field if field in _KINDS else ""
                yield link._replace(label=link.label or words(label), kind=link.kind or known)
        return
    kind = next((text(n) for k, n in record.fields.items() if folded(k) in _TYPED), "")
    label = next(
        (text(n) for k, n in record.fields.items() if folded(k) in _LABELS and text(n)), ""
    )
    field = field_of(kind)
    for found in _links(target, kind or label or key):
        yield found._replace(label=label or kind, kind=field if field in _KINDS else "")


_TARGETS = (
    *("url", "href", "link", "address", "uri", "src", "target", "web", "relurl", "file", "path"),
)
_LABELS = ("label", "name", "title", "text", "caption", "desc", "description")
_TYPED = ("type", "kind", "rel")
_KINDS = frozenset(row.field for row in KINDS if row.keys)
SHOWN = frozenset(row.field for row in KINDS if row.is_shown)


def embedded(written: str) -> Iterator[Link]:
    """Yield the recordings that a page embeds, as players or as components of its template."""
    written = written[:MAX_TEXT]
    for pattern in _COMPONENTS:
        for found in pattern.finditer(written):
            yield Link(address(found["id"], f"{found['site'].lower()}_id"), kind="video")
    for found in _EMBEDDED.finditer(written):
        link = Link(address(found[0]))
        kind = site_kind(link, "")
        if kind:
            yield link._replace(kind=kind)


_COMPONENTS = (
    re.compile(
        r"\{\{[<%]\s*(?P<site>youtube|vimeo)\s+(?:id\s*=\s*)?[\"']?(?P<id>[\w-]+)", re.IGNORECASE
    ),
    re.compile(
        r"\{%\s*(?:include\s+)?(?P<site>youtube|vimeo)[\w./-]*\s+(?:\w+\s*=\s*)?[\"']?(?P<id>[\w-]{8,})",
        re.IGNORECASE,
    ),
    re.compile(
        r"<(?P<site>YouTube|Vimeo)\w{0,20}\s[^<>]{0,500}?id\w{0,9}\s{0,9}=\s{0,9}\{?[\"'](?P<id>[\w-]+)",
        re.IGNORECASE,
    ),
)


def labelled(written: str) -> Iterator[Link]:
    """Yield the links of a page whose label says that they lead to slides or a recording."""
    for found in LINKED.finditer(literal(written[:MAX_TEXT])):
        link = Link(address(found[2]), words(found[1]))
        kind = kind_of(link)
        if link.url and kind in SHOWN and not found.string.startswith("!", found.start() - 1):
            yield link._replace(kind=kind, label="")


def unique(found: Iterable[Link]) -> list[Link]:
    """Drop repeated links; a video on YouTube counts once, however its address is written."""
    return list({_YOUTUBE.sub(r"\1", link.url): link for link in reversed(list(found))}.values())[
        ::-1
    ]


_YOUTUBE = re.compile(r"^https?://(?:www\.|m\.)?(?:youtu\.be/|youtube\.com/watch\?v=)([\w-]{11})$")
