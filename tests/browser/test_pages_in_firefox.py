"""The pages in Firefox, with one start: what differs between browsers, and what all must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.feeds import NOW, busy
from browser.firefox import Firefox, firefox
from browser.pages import event_page, pages
from talkfeed.formats.syndication import atom, style
from talkfeed.model import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.client("firefox-esr")
HOST = b"""<!doctype html><html lang="en"><title>x</title><script src="talk-feed.js"></script>
<talk-feed></talk-feed>"""
PAGES = ("", "talks/small-builds/", "events/winter/", "embed.html", "host.html")
SHOWN = """[...document.querySelectorAll("%s")]
  .filter((one) => one.checkVisibility()).map((one) => one.textContent)"""

FILLED = """new Promise((resolve) => {
  const look = () => document.querySelector("talk-feed").shadowRoot?.querySelector("[part=title]")
    ? resolve(1) : setTimeout(look, 20);
  look();
})"""
"""A promise that the component has its talks."""


def _site(look: Look) -> dict[str, bytes]:
    feed = busy(look=look)
    return {**pages(feed), **event_page(look)}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Start Firefox once, with the site in two designs and a feed."""
    feed = busy()
    files = {
        **_site(Look()),
        "host.html": HOST,
        "talks.xml": atom.render(feed),
        "feed.css": style.render(feed),
    }
    files |= {f"magazine/{path}": text for path, text in _site(Look(design="magazine")).items()}
    with firefox(files, tmp_path_factory.mktemp("firefox")) as found:
        found.set_clock(NOW)
        yield found
        assert found.console == []
        assert found.other_hosts() == set()


@pytest.mark.parametrize("path", [*PAGES, "magazine/", "magazine/events/winter/"])
def test_pages_fit_any_screen(browser: Firefox, path: str) -> None:
    """No page has to be scrolled sideways; style and script stand."""
    for width in (320, 1280):
        browser.visit(path, width)
        if path == "host.html":
            browser.run(FILLED)
        assert browser.run("document.documentElement.scrollWidth") <= width
    if path != "host.html":
        assert browser.run("getComputedStyle(document.body).fontFamily") != "serif"


def test_filters_and_the_sheet_work(browser: Firefox) -> None:
    """Typing narrows the list and is counted; a button opens the ways to subscribe."""
    browser.visit("")
    assert len(browser.run(SHOWN % ".year .p-name, #Coming .p-name")) > 20
    found = browser.run("""(() => {
      const field = document.querySelector("[name=q]");
      field.value = "overland";
      field.dispatchEvent(new Event("input", {bubbles: true}));
      return document.querySelector("#Count").textContent;
    })()""")
    assert found == "1 of 25 talks, 1 of them upcoming"
    assert browser.run(SHOWN % "#Subscribe h2") == []
    browser.run("document.querySelector('[popovertarget=Subscribe]').click()")
    assert browser.run(SHOWN % "#Subscribe h2") == ["Subscribe"]


def test_only_the_next_talk_has_the_colour_of_the_theme(browser: Firefox) -> None:
    """The rule for it, and colours for two schemes, are known to Firefox, too."""
    browser.visit("")
    rows = "[...document.querySelectorAll('#Coming>li')]"
    colours = browser.run(f"{rows}.map((row) => getComputedStyle(row).backgroundColor)")
    assert colours.count("rgb(29, 63, 209)") == 1


def test_a_feed_is_a_page(browser: Firefox) -> None:
    """The style of feeds says what they are, and hides what is for programs."""
    browser.visit("talks.xml")
    shown = "getComputedStyle(document.querySelector('%s'), '%s').%s"
    assert "feed reader" in browser.run(shown % ("[rel=self]", "::before", "content"))
    assert browser.run(shown % ("entry > id", "", "display")) == "none"
