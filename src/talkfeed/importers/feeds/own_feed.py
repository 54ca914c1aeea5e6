"""An entry of a feed of ours → the talk it was made of.

Its content is a paragraph of facts, a list of links, and the abstract. JSON Feed's `_talkfeed`
object (docs/jsonfeed.md) says the same in fields, and is believed where it is there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Draft, Link, Named, Outcome, finish
from talkfeed.importers.common.html_to_markdown import markdown
from talkfeed.importers.common.json_values import Node, entries, entry, first, mappings, text
from talkfeed.importers.common.timestamps import Phrase
from talkfeed.importers.feeds.own_wording import Facts, Said, date_of, facts, link, said
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from talkfeed.importers.feeds.post import Post
    from talkfeed.model.imported import ImportOptions

_ONLINE = "online"
_AND_ONLINE = f", {_ONLINE}"


class _Content(NamedTuple):
    """The content of an entry: its facts, where their words lead to, its links, its abstract."""

    facts: str
    leads: Mapping[str, str]
    links: tuple[Link, ...]
    abstract: str


def our_talk(post: Post, html: str, own: Node, options: ImportOptions) -> Outcome:
    """Make the talk of an entry; `own` is its `_talkfeed` object, if it has one."""
    content = _content(html)
    told = facts(content.facts, options)
    names = [who.name for who in post.authors]
    spoken = said(post.title, told, names, told.date)
    draft = (
        _of_fields(own, options)
        if isinstance(own, dict)
        else _of_words(post, content, told, spoken)
    )
    speakers = [Named(name, content.leads.get(name, "")) for name in spoken.speakers]
    whole = replace(
        draft,
        speakers=speakers,
        abstract=content.abstract,
        tags=post.tags,
        language=post.language,
    )
    return finish(whole, options)


def _of_fields(own: Mapping[str, Node], options: ImportOptions) -> Draft:
    """Read a `_talkfeed` object."""
    place, event = own.get("location"), own.get("event")
    status = first(own, "status")
    return Draft(
        title=first(own, "title"),
        event=Named(first(event, "name"), first(event, "url")),
        when=_when(own.get("when"), options),
        location=Named(first(place, "name"), first(place, "url")),
        geo=tuple(map(text, entries(place, "geo"))),
        online=first(own, "online"),
        links=[_link(one) for one in mappings(own, "links")],
        status="" if status == "confirmed" else status,
    )


def _when(node: Node, options: ImportOptions) -> Phrase:
    """Read a date as it was written, or in EDTF where that is in another language."""
    canonical = f"{first(node, 'edtf')} {first(node, 'zone')}".strip()
    found = date_of(first(node, "text"), options) or date_of(canonical, options)
    return Phrase(found)


def _link(node: Mapping[str, Node]) -> Link:
    kind, named = first(node, "kind"), link(first(node, "url"), first(node, "title"))
    label = named.label if kind in {named.kind, "link"} else first(node, "title")
    return Link(named.url, label, "links" if kind == "link" else kind, *_described(node))


def _described(node: Mapping[str, Node]) -> tuple[str, str]:
    return first(node, "type"), text(entry(node, "length"))


def _of_words(post: Post, content: _Content, told: Facts, spoken: Said) -> Draft:
    """Read the words of an Atom or RSS entry."""
    online = content.leads.get(_ONLINE, "") if told.where.endswith(_ONLINE) else ""
    where = told.where.removesuffix(_AND_ONLINE).removesuffix(_ONLINE) if online else told.where
    described = {one.url: one for one in post.media}
    links = [
        Link(one.url, one.label, one.kind, described[one.url].type, described[one.url].length)
        if one.url in described
        else one
        for one in content.links
    ]
    return Draft(
        title=spoken.title,
        event=Named(spoken.event, content.leads.get(spoken.event, "")),
        when=Phrase(told.date),
        location=Named(where, content.leads.get(where, "")),
        online=online,
        links=links,
        status=told.status,
    )


def _content(html: str) -> _Content:
    """Part the HTML of an entry."""
    from lxml.etree import ParserError  # noqa: PLC0415  — only feeds of ours need it
    from lxml.html import fragment_fromstring  # noqa: PLC0415

    try:
        body = fragment_fromstring(html, create_parent="div")
    except (ParserError, ValueError):
        return _Content("", {}, (), "")
    parts = list(body)
    if not parts or parts[0].tag != "p":
        return _Content("", {}, (), markdown(html))
    told, *rest = parts
    links = _listed(rest[0]) if rest else ()
    abstract = "".join(map(_written, rest[1:] if links else rest))
    leads = {one.text_content(): one.get("href", "") for one in told.iterfind(".//a")}
    return _Content(told.text_content(), leads, links, markdown(abstract))


def _listed(element: HtmlElement) -> tuple[Link, ...]:
    """Read a list of which every item is one link and nothing else; nothing if it is another."""
    items = list(element) if element.tag == "ul" else []
    anchors = [item[0] for item in items if len(item) == 1 and item[0].tag == "a" and not item.text]
    if len(anchors) != len(items) or any((one.tail or "").strip() for one in anchors):
        return ()
    return tuple(link(one.get("href", ""), one.text_content()) for one in anchors)


def _written(element: HtmlElement) -> str:
    from lxml.html import tostring  # noqa: PLC0415

    return str(tostring(element, encoding="unicode"))
