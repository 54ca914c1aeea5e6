"""One web page → one talk, as far as the page says in its metadata what it is about.

Events come first: JSON-LD (schema.org Event) and h-event (microformats.org). Else it is a
recording, slides or a post: schema.org VideoObject and PresentationDigitalDocument, oEmbed, Open
Graph and Dublin Core, and the page's title. The day of an upload is not the day of a talk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from talkfeed.errors import Rejected
from talkfeed.importers.common.draft import Draft, Link, Named, Outcome, finish
from talkfeed.importers.common.encoding import text_of
from talkfeed.importers.common.json_values import entry, first, peek
from talkfeed.importers.common.link_sites import kind_by_host, kind_by_suffix
from talkfeed.importers.common.timestamps import as_found, moment, phrase
from talkfeed.importers.feeds.post import Post, outcomes
from talkfeed.importers.metadata import jsonld as ld
from talkfeed.importers.metadata.html_head import Head, head_of, held_at, parse
from talkfeed.model.imported import Confidence, FoundTalk
from talkfeed.model.linkkinds import KINDS
from talkfeed.text import join, split, url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from talkfeed.importers.common.json_values import Node
    from talkfeed.importers.common.timestamps import Phrase
    from talkfeed.model.imported import ImportOptions, SourceInput

_OEMBED = {
    "youtube.com": "https://www.youtube.com/oembed?format=json&url=",
    "vimeo.com": "https://vimeo.com/api/oembed.json?url=",
    "speakerdeck.com": "https://speakerdeck.com/oembed.json?url=",
    "slideshare.net": "https://www.slideshare.net/api/oembed/2?format=json&url=",
}
_STATES = {"EventCancelled": "cancelled", "EventPostponed": "postponed"}
_SPEAKERS = ("performer", "performers", "speaker", "actor")
_WORKS = {row.schema_type: row.field for row in KINDS if row.schema_type}
_DAY = len("2015-10-07")
_UNTITLED = "no title was found"
_MAY_BE_WHOLE = "the page may be about the whole event, not about a talk"


def describe(
    source: SourceInput, options: ImportOptions, embed: SourceInput | None = None
) -> FoundTalk:
    """Tell of the talk on a page; `embed` is what stands at `oembed_address`, if it was fetched.

    An empty page tells what its address does. Where the page has no title, neither has the talk.
    """
    address = source.base
    page = parse(text_of(source))
    things = [] if page is None else ld.things(page)
    events = [each for each in things if any(kind.endswith("Event") for kind in ld.types(each))]
    links = (Link(address, kind=kind_of(address)), *_works(things))
    draft = None if page is None else _held(page, links, options)
    if events:
        draft = _of_event(events, address, links, options)
    outcome: Outcome = (
        _of_work(page, things, links, options, peek(embed) if embed else None)
        if draft is None
        else finish(draft, options)
    )
    return outcome if isinstance(outcome, FoundTalk) else _untitled(address)


def _untitled(address: str) -> FoundTalk:
    """Tell of the address alone, if it is one."""
    try:
        fields = {kind_of(address): url(address)} if address else {}
    except Rejected:
        fields = {}
    return FoundTalk(fields=fields, confidence=Confidence.DOUBTFUL, doubts=(_UNTITLED,))


# --- addresses ----------------------------------------------------------------------------------


def kind_of(address: str) -> str:
    """Say which key an address belongs to, by its host or suffix; most are a page, `url`.

    >>> kind_of("https://youtu.be/dQw4w9WgXcQ"), kind_of("https://example.org/talk")
    ('video', 'url')
    """
    site, path = _parts(address)
    if site == "infoq.com" and not path.startswith("/presentations/"):
        return "url"  # news and articles
    name = path.rpartition("/")[2]
    return kind_by_host(site) or kind_by_suffix(name.rpartition(".")[2]) or "url"


def _parts(address: str) -> tuple[str, str]:
    """Give the site of an address, however its host spells it, and the path there."""
    parts = split(address)
    host = (parts.hostname or "").lower()
    site = host.removeprefix("www.").removeprefix("m.").removeprefix("player.")
    return site, parts.path.lower()


def oembed_address(source: SourceInput) -> str:
    """Find the address of a page's oEmbed (oembed.com, 4) in JSON, "" where it has none."""
    page = parse(text_of(source))
    stated = "" if page is None else head_of(page).oembed
    if stated:
        return join(source.base, stated)
    known = _OEMBED.get(_parts(source.base)[0], "")
    return known and known + quote(source.base, safe="")


# --- events -------------------------------------------------------------------------------------


def _of_event(
    events: Sequence[Node], address: str, links: Sequence[Link], options: ImportOptions
) -> Draft:
    """Take the event that the page is about: the one that has its address, else the first."""
    event = next((each for each in events if first(each, "url") == address), events[0])
    speakers, whole = ld.people(event, *_SPEAKERS), ld.who(ld.one(event, "superEvent"))
    others = f"the page has {len(events)} events, and this is one of them"
    is_talk = bool(speakers or whole.name)
    doubts = ((others, len(events) > 1), (_MAY_BE_WHOLE, not is_talk))
    return Draft(
        title=first(event, "name", "headline"),
        speakers=speakers,
        event=whole,
        when=_when(first(event, "startDate"), first(event, "endDate"), options),
        location=Named(", ".join(dict.fromkeys(_place(ld.one(event, "location"))))),
        online=_online(event),
        links=links,
        abstract=first(event, "description"),
        language=first(event, "inLanguage"),
        status=_STATES.get(first(event, "eventStatus").rpartition("/")[2], ""),
        doubts=[doubt for doubt, applies in doubts if applies],
        base=address,
    )


def _place(place: Node) -> Iterator[str]:
    """List a venue's name and where it is."""
    if isinstance(place, str):
        yield place
    address = ld.one(place, "address")
    stated = (first(place, "name"), address if isinstance(address, str) else "")
    parts = (first(address, key) for key in ("addressLocality", "addressCountry"))
    yield from (
        part for part in (*stated, *parts) if part and "VirtualLocation" not in ld.types(place)
    )


def _online(event: Node) -> str:
    held = entry(event, "location")
    places = held if isinstance(held, list) else [held]
    virtual = (each for each in places if "VirtualLocation" in ld.types(each))
    return next((first(each, "url") for each in virtual), "")


def _when(start: str, end: str, options: ImportOptions) -> Phrase:
    begins = moment(start)
    return phrase(begins, moment(end), "", options) if begins else as_found(start, options)


def _held(page: HtmlElement, links: Sequence[Link], options: ImportOptions) -> Draft | None:
    """Read the first h-event of a page."""
    held = held_at(page)
    if held is None:
        return None
    speakers = [Named(name) for name in held.speakers]
    return Draft(
        title=held.title,
        speakers=speakers,
        when=_when(held.start, held.end, options),
        location=Named(held.location),
        links=links,
        abstract=held.summary,
        doubts=() if speakers else (_MAY_BE_WHOLE,),
        base=links[0].url,
    )


# --- recordings, slides and posts ---------------------------------------------------------------


def _of_work(
    page: HtmlElement | None,
    things: Sequence[Node],
    links: Sequence[Link],
    options: ImportOptions,
    embed: Node,
) -> Outcome:
    """Read a page as the post of a recording, of slides or of anything else."""
    head = Head() if page is None else head_of(page)
    work = next((each for each in things if not _WORKS.keys().isdisjoint(ld.types(each))), None)
    post = Post(
        title=first(work, "name", "headline") or first(embed, "title") or head.title,
        authors=() if links[0].kind == "video" else _authors(work, embed, head),
        posted=(first(work, "uploadDate", "datePublished") or head.posted)[:_DAY],
        text=first(work, "description") or head.text,
        language=first(work, "inLanguage"),
        media=links,
    )
    return outcomes([post], links[0].url, options)[0]


def _authors(work: Node, embed: Node, head: Head) -> list[Named]:
    """Say who made a page; on hosts of recordings that is a channel, and nobody asks."""
    named = ld.people(work, "author", "creator")
    shown = Named(first(embed, "author_name"), first(embed, "author_url"))
    return named or [who for who in (shown, Named(head.author)) if who.name][:1]


def _works(things: Sequence[Node]) -> Iterator[Link]:
    """List the recordings and slides that are part of a page, where they have addresses."""
    for thing in things:
        kinds = [_WORKS[each] for each in ld.types(thing) if each in _WORKS]
        address = first(thing, "contentUrl", "embedUrl", "url")
        if kinds and address:
            yield Link(address, kind=kinds[0])
