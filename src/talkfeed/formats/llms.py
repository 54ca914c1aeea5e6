"""Feed → llms.txt: where programs that read for people find the talks (llmstxt.org).

It is Markdown: what the site is, the files with all talks, then the next talks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.html import subscribe
from talkfeed.patterns import lazy
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Feed

NEXT = 50
"""The number of upcoming talks that are listed."""
_SPECIAL = lazy(r"[\\`*_\[\]<>#|!]")
_USES = {
    "application/feed+json": "all that is known of each talk, as JSON Feed with `_talkfeed`",
    "application/atom+xml": "talks as they are announced or change",
    "application/rss+xml": "the same as RSS",
    "text/calendar": "talks on a known day, for calendars",
}
"""What the documents of a subscription are for, by their media types."""


def render(feed: Feed) -> bytes:
    """Write the file."""
    return ("\n".join(_lines(feed)) + "\n").encode()


def _lines(feed: Feed) -> Iterator[str]:
    yield f"# {_plain(feed.title)}"
    if feed.subtitle:
        yield from ("", f"> {_plain(feed.subtitle)}")
    count = len(feed.entries)
    yield from ("", f"{count} talk{'' if count == 1 else 's'}. Each has a page of its own.")
    yield from ("", "## All talks", "")
    yield f"- [All talks]({feed.home}): one page for people"
    for link in subscribe.discovery(feed):
        use = _USES.get(link.media_type, "a feed")
        yield f"- [{_plain(link.title)}]({link.url}): {use}"
    yield f"- [Sitemap]({feed.base}sitemap.xml): the addresses of all pages"
    yield f"- [Feeds]({feed.base}subscriptions.opml): those of single speakers, events and tags"
    ahead, words = _ahead(feed), words_of(feed)
    if ahead:
        yield from ("", "## Next talks", "")
        for entry in ahead:
            summary = wording.summary(entry, words)
            yield f"- [{_plain(entry.talk.title)}]({entry.url}): {_plain(summary)}"


def _ahead(feed: Feed) -> list[Entry]:
    """Return the upcoming talks, soonest first."""
    keys = frozenset(feed.ahead)
    found = [entry for entry in feed.entries if entry.key in keys]
    return sorted(found, key=lambda entry: (str(entry.start), entry.talk.order))[:NEXT]


def _plain(text: str) -> str:
    """Return text in which no character is Markdown."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", text)
