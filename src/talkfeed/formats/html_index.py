"""Feed → index.html: every talk on one page, upcoming first, then past by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import html, html_chart, html_event, html_offers, html_rows

if TYPE_CHECKING:
    from talkfeed.model import Feed


def render(feed: Feed) -> bytes:
    """Write a page of talks; the visitor's clock moves what is over by then.

    A large archive has several: pages of older talks have a `current`, and show no upcoming ones.
    """
    listed = html_rows.programme(feed, way=html.root(feed))
    counts = html_rows.years(listed.rows)
    return html.render(
        "index.html",
        feed,
        address=feed.base + feed.path.removesuffix("index"),
        programme=listed,
        bars=html_chart.bars(counts),
        years=tuple(counts),
        offers=html_offers.offers(feed),
        calendar=html_offers.calendar(feed),
        whole=html_offers.WHOLE,
        events=html_event.events(feed),
    )
