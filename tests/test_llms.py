"""The file for assistants, read by a parser of Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyromark

from browser.feeds import NOW, busy
from factories import make_entry, make_feed, make_talk
from talkfeed.building.pipeline import plan
from talkfeed.formats import llms

if TYPE_CHECKING:
    from talkfeed.model import Feed

OUTPUT = Path(__file__).parent.parent / "output"


def _html(feed: Feed) -> str:
    return pyromark.html(llms.render(feed).decode())


def test_it_names_the_site_and_every_file_with_all_talks() -> None:
    """Title and subtitle come first; every address of the seed's file is one of its output."""
    html = pyromark.html(OUTPUT.joinpath("llms.txt").read_text())
    assert html.startswith("<h1>MirageOS talks</h1>\n<blockquote>")
    base = "https://mirage.example/talks/"
    links = re.findall(r'href="([^"]+)"', html)
    assert len(links) > 10
    for link in links:
        path = link.removeprefix(base) or "index.html"
        assert OUTPUT.joinpath(path).is_file(), link


def test_it_lists_the_next_talks_soonest_first() -> None:
    """Each upcoming talk is a link to its page, with its summary; past ones are left out."""
    feed = busy()
    html = _html(feed)
    keys = re.findall(r'<li><a href="https://talks.example/talks/([^"/]+)/"', html)
    starts = {entry.key: str(entry.start) for entry in feed.entries}
    assert sorted(keys) == sorted(feed.ahead)
    assert keys == sorted(keys, key=starts.__getitem__)
    assert len(keys) < len(feed.entries)


def test_a_small_site_has_a_small_file() -> None:
    """Without subtitle and next talks these parts are left out; one talk is not "talks"."""
    text = llms.render(make_feed(make_entry(), subtitle="")).decode()
    assert "\n1 talk. " in text
    assert ">" not in text
    assert "## Next" not in text


def test_text_is_no_markup() -> None:
    """Titles that look like Markdown or HTML are shown as they are."""
    title = "`a` <b> [c](d) *e* #f | !g \\ h"
    entry = make_entry(talk=make_talk(title=title))
    html = _html(make_feed(entry, title=title, ahead=("a-talk",)))
    shown = "`a` &lt;b&gt; [c](d) *e* #f | !g \\ h"
    assert f"<h1>{shown}</h1>" in html
    assert f'">{shown}</a>: ' in html


def test_a_build_writes_it_with_the_pages(tmp_path: Path) -> None:
    """It belongs to the pages: a site of feeds alone has none."""
    source = tmp_path / "talks.yaml"
    for formats, is_there in (("", True), (", formats: [atom]", False)):
        source.write_text(
            f"feed: {{title: T, url: https://t.example/, authors: [Ann]{formats}}}\n"
            "talks: [{title: A, date: 2015}]\n"
        )
        built = {one.path for one in plan(source, tmp_path / "out", now=NOW).documents}
        assert ("llms.txt" in built) is is_there
