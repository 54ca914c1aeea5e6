"""An entry of one of talkfeed's own feeds → the talk it was made from.

Its content is a paragraph of facts, a list of links, and the abstract. The `_talkfeed` object of
JSON Feed (docs/jsonfeed.md) has the same as fields, and takes precedence.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.importers.feeds.own_wording import (
    Facts,
    Headline,
    date_of,
    from_headline,
    link,
    read_facts,
)
from talkfeed.media.times import point
from talkfeed.model.media import CAPTIONS, TRANSCRIPT, Chapter
from talkfeed.model.people import SPEAKER
from talkfeed.model.plainfields import PLAIN
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.attributes import check_attributes
from talkfeed.records.draft import Draft, Link, Named, Outcome, finish
from talkfeed.records.html_to_markdown import markdown
from talkfeed.records.json_values import Json, entries, entry, first, mappings, text
from talkfeed.records.timestamps import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from talkfeed.importers.feeds.post import Post
    from talkfeed.model.imported import ImportOptions
    from talkfeed.words import Words


class _Content(NamedTuple):
    """The content of an entry: its facts, the addresses they link to, its links, its abstract."""

    facts: str
    addresses: Mapping[str, str]
    links: tuple[Link, ...]
    abstract: str


def our_talk(post: Post, html: str, own: Json, said: Words, options: ImportOptions) -> Outcome:
    """Return the talk of an entry; `own` is its `_talkfeed` object, if it has one.

    `said` are the words of the feed's language.
    """
    content = _content(html, said)
    facts = read_facts(content.facts, said, options)
    names = [who.name for who in post.authors]
    headline = from_headline(post.title, facts, names, facts.date, said)
    draft = (
        _from_fields(own, facts, said, options)
        if isinstance(own, dict)
        else _from_wording(post, content, facts, headline, said)
    )
    people = [who._replace(url=content.addresses.get(who.name, "")) for who in headline.people]
    whole = replace(
        draft,
        speakers=_stated(own) or [*people, *facts.contributors],
        abstract=content.abstract,
        tags=[tag for tag in post.tags if tag not in facts.categories],
        thumbnail=post.thumbnail,
        language=post.language,
        uid=post.uid,
    )
    return finish(whole, options)


def _from_fields(
    own: Mapping[str, Json], facts: Facts, said: Words, options: ImportOptions
) -> Draft:
    """Draft the talk of a `_talkfeed` object; what is no member of it is in the facts."""
    place, event = own.get("location"), own.get("event")
    status = first(own, "status")
    members = {row.name: first(own, row.name) for row in PLAIN if row.is_member}
    plain: dict[str, Any] = {**dict(facts.texts), **members}
    return Draft(
        title=first(own, "title"),
        event=Named(first(event, "name"), first(event, "url")),
        when=_when(own.get("when"), said, options),
        location=Named(first(place, "name"), first(place, "url")),
        geo=tuple(map(text, entries(place, "geo"))),
        links=[
            *(_link(one, said) for one in mappings(own, "links")),
            *map(_spoken, mappings(own, "transcripts")),
        ],
        chapters=[*_chapters(own)],
        status="" if status == "confirmed" else status,
        **plain,
    )


def _stated(own: Json) -> list[Named]:
    """Return the people of a `_talkfeed` object, which has them if more than names is known."""
    return [
        Named(
            first(one, "name"),
            first(one, "url"),
            first(one, "affiliation"),
            first(one, "role").replace(SPEAKER, ""),
        )
        for one in mappings(own, "people")
    ]


def _when(node: Json, said: Words, options: ImportOptions) -> Phrase:
    """Return a date as it was written, or as EDTF if that is in another language."""
    canonical = f"{first(node, 'edtf')} {first(node, 'zone')}".strip()
    found = date_of(first(node, "text"), said, options) or date_of(canonical, said, options)
    return Phrase(found)


def _link(node: Mapping[str, Json], said: Words) -> Link:
    kind, named = first(node, "kind"), link(first(node, "url"), first(node, "title"), said)
    label = named.label if kind in {named.kind, "link"} else first(node, "title")
    media = first(node, "type"), text(entry(node, "length"))
    return Link(named.url, label, "links" if kind == "link" else kind, *media)


def _spoken(node: Mapping[str, Json]) -> Link:
    kind = CAPTIONS if entry(node, "captions") is True else TRANSCRIPT
    return Link(first(node, "url"), kind=kind, type=first(node, "type"))


def _chapters(own: Mapping[str, Json]) -> Iterator[Chapter]:
    """Yield the chapters that begin after the one before."""
    latest = -1
    for one in mappings(own, "chapters"):
        with suppress(Rejected):
            start = point(first(one, "start"))
            if start > latest:
                yield Chapter(start, first(one, "title"))
            latest = max(latest, start)


def _from_wording(
    post: Post, content: _Content, facts: Facts, headline: Headline, said: Words
) -> Draft:
    """Draft the talk of an Atom or RSS entry."""
    is_online = facts.where.endswith(said.online)
    online = content.addresses.get(said.online, "") if is_online else ""
    place = facts.where.removesuffix(f"{said.comma}{said.online}").removesuffix(said.online)
    where = place if online else facts.where
    described = {one.url: one for one in post.media}
    texts: dict[str, Any] = dict(facts.texts)
    links = [
        Link(one.url, one.label, one.kind, described[one.url].type, described[one.url].length)
        if one.url in described
        else one
        for one in content.links
    ]
    return Draft(
        title=headline.title,
        event=Named(headline.event, content.addresses.get(headline.event, "")),
        when=Phrase(facts.date),
        location=Named(where, content.addresses.get(where, "")),
        online=online,
        links=links,
        status=facts.status,
        **texts,
    )


def _content(html: str, said: Words) -> _Content:
    """Split the HTML of an entry."""
    from lxml.etree import ParserError  # noqa: PLC0415  — 'talkfeed --help' is quick
    from lxml.html import fragment_fromstring, tostring  # noqa: PLC0415

    check_attributes(html)
    try:
        body = fragment_fromstring(html, create_parent="div")
    except (ParserError, ValueError):
        return _Content("", {}, (), "")
    parts = list(body)
    if not parts or parts[0].tag != "p":
        return _Content("", {}, (), markdown(html))
    facts, *rest = parts
    links = _listed_links(rest[0], said) if rest else ()
    below = rest[1:] if links else rest
    abstract = "".join(str(tostring(one, encoding="unicode")) for one in below)
    addresses = {one.text_content(): one.get("href", "") for one in facts.iterfind(".//a")}
    return _Content(facts.text_content(), addresses, links, markdown(abstract))


def _listed_links(element: HtmlElement, said: Words) -> tuple[Link, ...]:
    """Return the links of a list in which every item is one link, of any other element ()."""
    items = list(element) if element.tag == "ul" else []
    anchors = [item[0] for item in items if len(item) == 1 and item[0].tag == "a" and not item.text]
    if len(anchors) != len(items) or any((one.tail or "").strip() for one in anchors):
        return ()
    return tuple(link(one.get("href", ""), one.text_content(), said) for one in anchors)
