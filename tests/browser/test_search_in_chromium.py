"""The search of abstracts and of large sites, and my talks, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from browser.feeds import BASE, busy
from browser.pages import pages
from talkfeed.model import Abstract

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit
    from talkfeed.model import Feed

    Opener = Callable[..., Visit]

pytestmark = pytest.mark.client("chromium")
HOSTILE = "</script><img src=x onerror=alert(1)> Zeppelin"


def _site(copies: int = 0) -> Feed:
    """Return a site whose first talk has an abstract, and with copies of its talks, a large one."""
    feed = busy()
    first, *rest = feed.entries
    abstract = Abstract(markdown=HOSTILE, html="<p>Zeppelin</p>", text=HOSTILE)
    entries = [first._replace(talk=first.talk._replace(abstract=abstract)), *rest]
    entries += [
        rest[0]._replace(
            key=f"copy-{number}",
            url=f"{BASE}talks/copy-{number}/",
            talk=rest[0].talk._replace(title=f"Ünïque {HOSTILE[:9]} copy {number}"),
        )
        for number in range(copies)
    ]
    total = tuple(each._replace(talks=len(entries)) for each in feed.subscriptions)
    return feed._replace(entries=tuple(entries), subscriptions=total)


def test_a_small_site_finds_words_of_abstracts(visit: Opener) -> None:
    """The file of the words is fetched when it is needed, and once; a row says no abstract."""
    seen = visit(pages(_site()))
    assert not [each for each in seen.requests if "/search/" in each]
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("zepp")
    expect(seen.page.locator("#Count")).to_contain_text("1 of")
    assert [each for each in seen.requests if "/search/" in each] == [f"{BASE}search/0.json"]
    assert len(seen.texts("li.h-event .p-name")) == 1
    assert seen.page.url.endswith("?q=zepp")


def test_a_large_site_is_searched_by_its_index(visit: Opener) -> None:
    """Talks that the page does not list are found in few requests, and are text, not markup."""
    site = _site(520)
    files = pages(site)
    first_page = site._replace(entries=site.entries[:9], path="index", formats=("index",))
    files["index.html"] = pages(first_page)["index.html"]
    seen = visit(files, "?q=uniq%20copy%20519")
    expect(seen.page.locator("#Count")).to_contain_text("1 of")
    asked = [each for each in seen.requests if "/search/" in each]
    assert len(asked) <= 4
    assert seen.texts("#Found .p-name") == [f"Ünïque {HOSTILE[:9]} copy 519"]
    assert seen.page.locator("#Found a").get_attribute("href") == f"{BASE}talks/copy-519/"
    seen.page.locator("[name=q]").fill("uniq")
    expect(seen.page.locator("#Count")).to_contain_text("520 of")
    expect(seen.page.locator("#Found li")).to_have_count(20)
    seen.page.locator("#Found button:not(.star)").click()
    expect(seen.page.locator("#Found li")).to_have_count(40)
    seen.page.locator("#Found .star").first.click()
    seen.page.locator("#My").click()
    expect(seen.page.locator("#Found li")).to_have_count(1)


def test_my_talks_are_kept_shared_and_a_calendar(visit: Opener) -> None:
    """Stars stay in the browser; a shared selection replaces nothing before it is saved."""
    files = pages(_site())
    files["talks.ics"] = files["upcoming.ics"]
    seen = visit(files)
    page = seen.page
    stars = page.locator("#Coming .star")
    stars.first.focus()
    page.keyboard.press("Enter")
    expect(stars.first).to_have_attribute("aria-pressed", "true")
    key = page.locator("#Coming li.h-event").first.get_attribute("id")
    page.locator("#My").click()
    assert page.url.endswith("#my")
    assert len(seen.texts("li.h-event .p-name")) == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Calendar file").click()
    made = Calendar.from_ical(download.value.path().read_bytes())
    whole = Calendar.from_ical(files["talks.ics"])
    (event,) = made.walk("VEVENT")
    assert event.to_ical() in [each.to_ical() for each in whole.walk("VEVENT")]
    page.get_by_role("button", name="Copy address").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{BASE}#my={key}"
    others = [each.key for each in _site().entries if each.key != key][:2]
    page.goto(f"{BASE}#my={others[0]},{others[1]},long-gone")
    page.reload()
    expect(page.locator("#Mine")).to_contain_text("1")
    assert len(seen.texts("li.h-event .p-name")) == 2
    kept = "JSON.parse(localStorage.getItem('talkfeed /'))"
    assert [*page.evaluate(kept)] == [key]
    seen.page.locator("[name=q]").fill("no such word")
    page.get_by_role("button", name="Show all talks").click()
    assert "#" not in page.url
    page.evaluate("localStorage.setItem('talkfeed /', '[[')")
    page.reload()
    assert seen.texts("#My") == []


def test_stars_survive_what_is_stored(visit: Opener) -> None:
    """Whatever is in the browser's store, the page works."""
    seen = visit(pages(_site()))
    for stored in ("null", "5", '"x"', json.dumps({"a": 5, "__proto__": []})):
        seen.page.evaluate("(text) => localStorage.setItem('talkfeed /', text)", stored)
        seen.page.reload()
        seen.page.locator(".star").first.click()
        expect(seen.page.locator(".star").first).to_have_attribute("aria-pressed", "true")
