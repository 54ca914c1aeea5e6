"""Feed → index.html: every talk on one page, upcoming first, then past by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import html, html_chart, html_event, html_offers, html_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed

fragments = html_rows.fragments


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write a page of talks; the visitor's clock moves what is over by then.

    A large archive has several: pages of older talks have a `current`, and show no upcoming ones.
    """
    way = html.root(feed)
    listed = html_rows.programme(feed, way=way)
    counts = html_rows.years(listed.rows)
    yield html.render(
        "index.html",
        feed,
        address=feed.base + feed.path.removesuffix("index"),
        programme=listed,
        fragment=html_rows.placed(feed, fragment, way),
        bars=html_chart.bars(counts),
        years=tuple(counts),
        offers=html_offers.offers(feed),
        calendar=html_offers.calendar(feed),
        whole=html_offers.WHOLE,
        events=html_event.events(feed),
    )


def render(feed: Feed) -> bytes:
    """Write a page of talks from its entries alone."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))
