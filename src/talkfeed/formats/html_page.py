"""Feed → talks/KEY/index.html: the permanent page of the one talk that is in the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import html, html_add, html_event, html_rows, html_video, wording

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:
    """Write the page of the feed's only entry."""
    (entry,) = feed.entries
    row = html_rows.row(feed, entry, way=html.root(feed))
    return html.render(
        "page.html",
        feed,
        entry=entry,
        row=row,
        calendars=html_add.ways(entry) if row.calendar else (),
        player=html_video.player(entry.talk),
        summary=wording.summary(entry),
        events=html_event.events(feed),
    )
