"""The metadata of a web page → one talk.

In order of precedence: an event in JSON-LD (schema.org Event) or h-event (microformats.org); else a
recording, slides or a post in schema.org VideoObject and PresentationDigitalDocument, oEmbed, Open
Graph, Dublin Core, and the page's title. The day of an upload is not the day of a talk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from talkfeed.errors import Rejected
from talkfeed.importers.common.link_sites import kind_by_host, kind_by_suffix
from talkfeed.importers.feeds.post import Post, outcomes
from talkfeed.importers.metadata import jsonld as ld
from talkfeed.importers.metadata.html_head import Head, h_event_of, head_of, parse
from talkfeed.model.imported import Confidence, FoundTalk
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.plainfields import PLAIN
from talkfeed.records.absence import status_of
from talkfeed.records.draft import Draft, Link, Named, Outcome, finish
from talkfeed.records.encoding import text_of
from talkfeed.records.json_values import entry, first, peek
from talkfeed.records.timestamps import as_found, moment, phrase
from talkfeed.text import join, split, url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from talkfeed.model.imported import ImportOptions, SourceInput
    from talkfeed.records.json_values import Json
    from talkfeed.records.timestamps import Phrase

_OEMBED = {
    "youtube.com": "https://www.youtube.com/oembed?format=json&url=",
    "vimeo.com": "https://vimeo.com/api/oembed.json?url=",
    "speakerdeck.com": "https://speakerdeck.com/oembed.json?url=",
    "slideshare.net": "https://www.slideshare.net/api/oembed/2?format=json&url=",
}
_SPEAKERS = ("performer", "performers", "speaker", "actor")
_WORKS = {row.schema_type: row.field for row in KINDS if row.schema_type}
_DAY = len("2015-10-07")
_UNTITLED = "no title was found"
_MAY_BE_WHOLE = "the page may be about the whole event, not about a talk"


def describe(
    source: SourceInput, options: ImportOptions, embed: SourceInput | None = None
) -> FoundTalk:
    """Return the talk that a page is about; `embed` is the response of `oembed_address`, if any.

    Of an empty page only the address is known. Without a title of the page, the talk has none.
    """
    address = source.base
    page = parse(text_of(source))
    things = [] if page is None else ld.things(page)
    events = [each for each in things if any(kind.endswith("Event") for kind in ld.types(each))]
    links = (Link(address, kind=kind_of(address)), *_works(things))
    draft = None if page is None else _from_h_event(page, links, options)
    if events:
        draft = _from_event(events, address, links, options)
    outcome: Outcome = (
        _from_work(page, things, links, options, peek(embed) if embed else None)
        if draft is None
        else finish(draft, options)
    )
    if isinstance(outcome, FoundTalk):
        return outcome
    try:
        fields = {kind_of(address): url(address)} if address else {}
    except Rejected:
        fields = {}
    return FoundTalk(fields=fields, confidence=Confidence.DOUBTFUL, doubts=(_UNTITLED,))


# --- addresses ----------------------------------------------------------------------------------


def kind_of(address: str) -> str:
    """Return the field of an address by its host or suffix; most are a page, `url`.

    >>> kind_of("https://youtu.be/dQw4w9WgXcQ"), kind_of("https://example.org/talk")
    ('video', 'url')
    """
    site, path = _parts(address)
    if site == "infoq.com" and not path.startswith("/presentations/"):
        return "url"  # news and articles
    name = path.rpartition("/")[2]
    return kind_by_host(site) or kind_by_suffix(name.rpartition(".")[2]) or "url"


def _parts(address: str) -> tuple[str, str]:
    """Return the site of an address, its host without "www." and the like, and the path."""
    parts = split(address)
    host = (parts.hostname or "").lower()
    site = host.removeprefix("www.").removeprefix("m.").removeprefix("player.")
    return site, parts.path.lower()


def oembed_address(source: SourceInput) -> str:
    """Return the address of a page's oEmbed in JSON (oembed.com, section 4), "" if it has none."""
    page = parse(text_of(source))
    stated = "" if page is None else head_of(page).oembed
    if stated:
        return join(source.base, stated)
    known = _OEMBED.get(_parts(source.base)[0], "")
    return known and known + quote(source.base, safe="")


# --- events -------------------------------------------------------------------------------------


def _from_event(
    events: Sequence[Json], address: str, links: Sequence[Link], options: ImportOptions
) -> Draft:
    """Draft the event with the page's address, else the first one."""
    event = next((each for each in events if first(each, "url") == address), events[0])
    speakers, whole = ld.people(event, *_SPEAKERS), ld.who(ld.one(event, "superEvent"))
    others = f"the page has {len(events)} events, and this is one of them"
    is_talk = bool(speakers or whole.name)
    doubts = ((others, len(events) > 1), (_MAY_BE_WHOLE, not is_talk))
    places = entry(event, "location")
    listed = places if isinstance(places, list) else [places]
    plain: dict[str, Any] = {
        row.name: first(event, row.schema_org) for row in PLAIN if row.schema_org
    }
    place = ld.one(event, "location")
    is_room = "Room" in ld.types(place)
    venue = ld.one(place, "containedInPlace") if is_room else place
    virtual = (first(each, "url") for each in listed if "VirtualLocation" in ld.types(each))
    return Draft(
        title=first(event, "name", "headline"),
        speakers=speakers,
        event=whole,
        when=_when(first(event, "startDate"), first(event, "endDate"), options),
        location=Named(", ".join(dict.fromkeys(_place(venue)))),
        room=first(place, "name") if is_room else "",
        online=next(virtual, ""),
        links=links,
        abstract=first(event, "description"),
        status=status_of(first(event, "eventStatus")),
        doubts=[doubt for doubt, applies in doubts if applies],
        base=address,
        **plain,
    )


def _place(place: Json) -> Iterator[str]:
    """Yield the name of a venue, its address, city and country."""
    if isinstance(place, str):
        yield place
    address = ld.one(place, "address")
    stated = (first(place, "name"), address if isinstance(address, str) else "")
    parts = (first(address, key) for key in ("addressLocality", "addressCountry"))
    yield from (
        part for part in (*stated, *parts) if part and "VirtualLocation" not in ld.types(place)
    )


def _when(start: str, end: str, options: ImportOptions) -> Phrase:
    begins = moment(start)
    return phrase(begins, moment(end), "", options) if begins else as_found(start, options)


def _from_h_event(page: HtmlElement, links: Sequence[Link], options: ImportOptions) -> Draft | None:
    """Draft the first h-event of a page."""
    event = h_event_of(page)
    if event is None:
        return None
    speakers = [Named(name) for name in event.speakers]
    return Draft(
        title=event.title,
        speakers=speakers,
        when=_when(event.start, event.end, options),
        location=Named(event.location),
        links=links,
        abstract=event.summary,
        doubts=() if speakers else (_MAY_BE_WHOLE,),
        base=links[0].url,
    )


# --- recordings, slides and posts ---------------------------------------------------------------


def _from_work(
    page: HtmlElement | None,
    things: Sequence[Json],
    links: Sequence[Link],
    options: ImportOptions,
    embed: Json,
) -> Outcome:
    """Read a page as a post about a recording or slides, or of any other kind."""
    head = Head() if page is None else head_of(page)
    work = next((each for each in things if not _WORKS.keys().isdisjoint(ld.types(each))), None)
    embedded = Named(first(embed, "author_name"), first(embed, "author_url"))
    authors = ld.people(work, "author", "creator")
    authors = authors or [who for who in (embedded, Named(head.author)) if who.name][:1]
    post = Post(
        title=first(work, "name", "headline") or first(embed, "title") or head.title,
        authors=() if links[0].kind == "video" else authors,  # there it is a channel
        posted=(first(work, "uploadDate", "datePublished") or head.posted)[:_DAY],
        text=first(work, "description") or head.text,
        language=first(work, "inLanguage"),
        media=links,
    )
    return outcomes([post], links[0].url, options)[0]


def _works(things: Sequence[Json]) -> Iterator[Link]:
    """Yield the recordings and slides of a page that have addresses."""
    for thing in things:
        kinds = [_WORKS[each] for each in ld.types(thing) if each in _WORKS]
        address = first(thing, "contentUrl", "embedUrl", "url")
        if kinds and address:
            yield Link(address, kind=kinds[0])
