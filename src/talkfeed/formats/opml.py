"""Feed → subscriptions.opml: all feeds of the site, to be imported into a reader (OPML 2.0).

An outline is a channel in its first format for readers; there are none for calendars. In a folder,
its text is only the name of a speaker, event, tag or year: a lost ledger is recovered from these.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from talkfeed.formats.html import subscribe
from talkfeed.formats.syndication.shared import write_date
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.formats.html.subscribe import ChannelLinks
    from talkfeed.model import Feed

GROUPS = ("speaker", "event", "series", "tag", "year")
"""The folders of channels by kind, in order; channels of other kinds are in no folder."""


def render(feed: Feed) -> bytes:
    """Write the list: channels of all talks, then a folder for each kind."""
    lines = (
        "<?xml version='1.0' encoding='utf-8'?>",
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(feed.title, quote=False)}</title>",
        f"    <dateModified>{write_date(feed.updated, 'GMT')}</dateModified>",
        "  </head>",
        *_body(feed),
        "</opml>\n",
    )
    return "\n".join(lines).encode()


def _body(feed: Feed) -> Iterator[str]:
    channels, words = subscribe.channels(feed), words_of(feed)
    if not channels:
        yield "  <body />"
        return
    yield "  <body>"
    for channel in channels:
        if channel.kind not in GROUPS:
            yield f"    {_outline(channel, feed)}"
    for kind in GROUPS:
        chosen = [channel for channel in channels if channel.kind == kind]
        if chosen:
            name = _quoted(words.table[f"group_{kind}"])
            yield f'    <outline text="{name}">'
            yield from (f"      {_outline(channel, feed)}" for channel in chosen)
            yield "    </outline>"
    yield "  </body>"


def _outline(channel: ChannelLinks, feed: Feed) -> str:
    """Write a feed; its type is the one that the specification requires for all kinds of feeds."""
    title = _quoted(channel.title)
    text = _quoted(channel.name) if channel.kind in GROUPS else title
    talks = _quoted(words_of(feed).count("talks", channel.talks))
    url = _quoted(channel.links[0].url)
    return (
        f'<outline type="rss" text="{text}" title="{title}" xmlUrl="{url}"'
        f' htmlUrl="{_quoted(feed.home)}" description="{talks}" />'
    )


def _quoted(value: str) -> str:
    """Escape the value of an attribute in double quotes, which may contain apostrophes."""
    return escape(value, quote=False).replace('"', "&quot;")
