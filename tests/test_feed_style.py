"""Atom and RSS in a browser: a page that says what it is, by CSS alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import etree

from browser.feeds import busy
from factories import make_entry, make_feed
from talkfeed.formats.syndication import atom, rss, style
from talkfeed.model import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit

FORMATS = {"atom": atom.render, "rss": rss.render}
INSTRUCTION = "xml-stylesheet"


@pytest.mark.parametrize("name", FORMATS)
def test_feeds_name_their_style(name: str) -> None:
    """The instruction is before the root, relative to the feed, and the only one."""
    for path, href in (("talks", "feed.css"), ("tags/a", "../feed.css")):
        feed = make_feed(make_entry(), path=path)
        root = etree.fromstring(FORMATS[name](feed))
        (found,) = root.xpath("preceding-sibling::processing-instruction()")
        assert (found.target, dict(found.attrib)) == (
            INSTRUCTION,
            {"href": href, "type": "text/css"},
        )


@pytest.mark.parametrize("name", FORMATS)
def test_readers_find_the_same_without_the_style(name: str) -> None:
    """The instruction changes nothing of what a parser finds."""
    content = FORMATS[name](busy())
    lines = content.splitlines(keepends=True)
    assert INSTRUCTION.encode() in lines[1]
    plain = b"".join(lines[:1] + lines[2:])
    with_style, without = (feedparser.parse(each) for each in (content, plain))
    assert with_style.entries == without.entries
    assert with_style.feed == without.feed
    assert not with_style.bozo


def test_style_has_the_theme_and_loads_nothing() -> None:
    """The colours are those of the pages, and no file is named."""
    look = Look(variables=(("accent", "tomato"),))
    css = style.render(make_feed(look=look)).decode()
    assert css.endswith(":root{--talkfeed-accent:tomato}\n")
    assert "url(" not in css
    assert "@import" not in css


@pytest.mark.client("chromium")
@pytest.mark.parametrize("name", FORMATS)
def test_browser_shows_a_page(visit: Callable[..., Visit], name: str) -> None:
    """A person sees what the page is, its address, and the talks; nothing meant for programs."""
    feed = busy()
    files = {"talks.xml": FORMATS[name](feed), "feed.css": style.render(feed)}
    seen = visit(files, "talks.xml")
    titles = seen.texts("entry > title, item > title")
    assert titles == [text for text in titles if text]
    assert len(titles) == len(feed.entries)
    before = "getComputedStyle(document.querySelector('[rel=self]'), '::before').content"
    assert "feed reader" in seen.page.evaluate(before)
    assert not seen.texts("id, guid, content, updated, pubDate, generator, category")
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
