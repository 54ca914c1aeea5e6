"""Feed of one talk → talks/KEY/index.html: the permanent page of the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import social, wording
from talkfeed.formats.html import (
    add_to_calendar,
    assets,
    rows,
    schema_org,
    template,
    video,
    watch,
)

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:
    """Write the page of the feed's only entry."""
    (entry,) = feed.entries
    root = template.root(feed)
    row = rows.TalkRow(feed, entry, root)
    player = video.player(entry.talk)
    return template.render(
        "page.html",
        feed,
        **assets.hrefs(feed),
        entry=entry,
        title=wording.title_alone(entry, row.words),
        row=row,
        calendars=add_to_calendar.calendar_links(entry, row.words) if row.calendar else (),
        player=player,
        picture=entry.talk.thumbnail,
        social=f"{feed.base}talks/{entry.key}.png" if social.has_card(feed, entry) else "",
        card=row.card,
        chapters=watch.chapters(entry.talk, player),
        transcripts=watch.transcripts(entry.talk, player, root, row.language or feed.language),
        summary=schema_org.description(entry, row.words),
        events=schema_org.talk(feed, player),
    )
