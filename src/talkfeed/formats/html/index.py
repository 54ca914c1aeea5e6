"""Feed → index.html: every talk on one page, upcoming first, then past by year."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.formats import social
from talkfeed.formats.html import (
    assets,
    chart,
    coming,
    rows,
    schedule,
    schema_org,
    subscribe,
    template,
)
from talkfeed.formats.search.index import SMALL, files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from talkfeed.model import Feed

RECORDINGS = 6
"""The number of recordings that the first page shows as cards."""
MANY = 12
"""The number of past talks from which on it shows them: a few talks are all in sight."""
fragments = rows.fragments


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write a page of talks; in the browser, talks that are over move to the past ones.

    A large archive has several pages; those of older years have a `current`. The page of a series
    has the subscriptions of the series alone.
    """
    root = template.root(feed)
    listed = rows.programme(feed, root=root)
    upcoming = coming.with_slots(listed.upcoming, feed)
    counts = chart.years(listed.rows)
    kinds = {each.kind for each in feed.subscriptions}
    is_whole = not kinds or not kinds.isdisjoint(subscribe.WHOLE)
    yield template.render(
        "index.html",
        feed,
        **assets.hrefs(feed),
        address=feed.base + feed.path.removesuffix("index"),
        programme=listed,
        highlights=rows.highlights(feed, root),
        social=f"{feed.base}{social.SITE}.png" if social.has_site_card(feed) else "",
        recordings=_recordings(listed, feed),
        fragment=rows.placed(feed, fragment, root),
        bars=chart.bars(counts),
        years=tuple(counts),
        channels=subscribe.channels(feed),
        calendar=subscribe.calendar(feed),
        whole=subscribe.WHOLE if is_whole else tuple(kinds),
        is_whole=is_whole,
        coming=coming.by_day(upcoming),
        schedules=_schedules(feed, listed.upcoming, root),
        searched=_searched(feed),
        events=schema_org.events(feed),
    )


def _searched(feed: Feed) -> tuple[int, int]:
    """Return the number of talks that the search index has, and of its files if a page has all.

    The index is of the whole site: the page of a series has none.
    """
    talks = next((each.talks for each in feed.subscriptions if each.kind == "all"), 0)
    return talks, files_of(talks) if talks <= SMALL else 0


def _schedules(feed: Feed, upcoming: Iterable[rows.TalkRow], root: str) -> list[tuple[str, str]]:
    """Return the events whose upcoming talks are a schedule, each with its page."""
    by_event: dict[str, list[rows.TalkRow]] = {}
    for row in upcoming:
        if row.talk.event:
            by_event.setdefault(row.talk.event.name, []).append(row)
    pages = {sub.name.casefold(): sub.path for sub in feed.subscriptions if sub.kind == "event"}
    return [
        (name, f"{root}{pages[name.casefold()]}/")
        for name, talks in by_event.items()
        if name.casefold() in pages and schedule.schedule(talks, ())
    ]


def _recordings(listed: rows.Programme, feed: Feed) -> list[rows.TalkRow]:
    """Return the latest talks with a recording, for the first page of a site with many talks."""
    past = [row for year in listed.past for row in year.rows]
    if feed.current or len(past) < MANY:
        return []
    return [*islice(filter(_is_recorded, past), RECORDINGS)]


def _is_recorded(row: rows.TalkRow) -> bool:
    return any(link.kind == "video" and not link.is_gone for link in row.talk.links)


def render(feed: Feed) -> bytes:
    """Write a page of talks."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))
