"""The component and the frame on other people's pages, some of them unfriendly."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from lxml import html as markup
from playwright.sync_api import expect

from browser.feeds import BASE, busy
from browser.pages import CLIENTS, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit

    Opener = Callable[..., Visit]

pytestmark = pytest.mark.client("chromium")
SITE = pages(busy())
HOST = "https://host.example/"
COMPONENT = f"""
<script src="{BASE}talk-feed.js" async></script>
<talk-feed src="{BASE}talks.json" ATTRIBUTES><a href="{BASE}">Our talks</a></talk-feed>
"""
STRICT = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    f'script-src {BASE}; connect-src {BASE}">'
)
UNSET = "<style>*{all:unset!important}</style>"
POLLUTED = """<script>
Object.prototype.method = "DELETE";
Object.prototype.extend = function (other) { return Object.assign(this, other); };
Array.prototype.each = Array.prototype.forEach;
Array.prototype.toJSON = function () { return "[]"; };
Array.prototype.map = Array.prototype.filter = function () { return this; };
Array.from = function (found) { return [found]; };
Function.prototype.bind = function () { return this; };
window.$ = window.jQuery = function () { throw new Error("an old jQuery"); };
</script>"""
TITLES = "talk-feed [part=title]"


def _host(
    attributes: str = 'show="upcoming"', head: str = "", body: str = COMPONENT
) -> dict[str, str]:
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}<title>x</title></head>'
    )
    return {
        "host.example/index.html": f"{page}<body>{body.replace('ATTRIBUTES', attributes)}</body>"
    }


def _shown(seen: Visit) -> list[str]:
    seen.page.locator("talk-feed [part=feed]").wait_for()
    return seen.texts(TITLES)


@pytest.mark.parametrize(
    "head", ["", STRICT, UNSET, POLLUTED], ids=["plain", "strict", "unset", "old"]
)
def test_component_works_on_any_page(visit: Opener, head: str) -> None:
    """Under a strict policy, unset styles or polluted prototypes: the same list."""
    seen = visit({**SITE, **_host(head=head)}, HOST)
    assert _shown(seen) == [
        "Small builds, kept small",
        "Kernels after hours",
        "Winter school on verified storage",
        "What the scheduler knew",
        "An introduction to nothing in particular",
        "Postponed for good reasons",
    ]
    assert not seen.page.get_by_text("Our talks").is_visible()
    boxes = [row.bounding_box() for row in seen.page.locator("talk-feed [part=talk]").all()]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize(
    ("attributes", "headings", "number"),
    [
        ("", ["Upcoming", "Past talks"], 25),
        ('limit="2"', ["Upcoming", "Past talks"], 4),
        ('show="past" limit="3"', ["Past talks"], 3),
        ('show="upcoming" limit="0"', ["Upcoming"], 0),
        ('show="upcoming" limit="some"', ["Upcoming"], 6),
    ],
)
def test_component_shows_what_it_is_asked_for(
    visit: Opener, attributes: str, headings: list[str], number: int
) -> None:
    """Upcoming or past or both, so many of each."""
    seen = visit({**SITE, **_host(attributes)}, HOST)
    assert len(_shown(seen)) == number
    assert seen.texts("talk-feed [part=heading]") == headings


@pytest.mark.client("npm:jquery")
def test_component_works_beside_an_old_jquery(visit: Opener) -> None:
    """A page whose script rewrites what stands in the element does not break the list."""
    script = (CLIENTS / "jquery" / "dist" / "jquery.min.js").read_text()
    head = f"""<script>{script}</script><script>
    jQuery(function ($) {{
      $("talk-feed").addClass("old").find("a").wrap("<b>");
      $.fn.each.call($("talk-feed"), function () {{ $(this).attr("limit", 2).show(); }});
      $("body").append($("<p id='ready'>").text($.fn.jquery));
    }});</script>"""
    seen = visit({**SITE, **_host(head=head)}, HOST)
    expect(seen.page.locator("#ready")).to_have_text("1.12.4")
    expect(seen.page.locator(TITLES)).to_have_count(2)
    assert _shown(seen) == ["Small builds, kept small", "Kernels after hours"]


def test_component_goes_by_the_visitor_s_clock_and_zone(visit: Opener) -> None:
    """What is over has left, and times are told in the visitor's zone too."""
    now = datetime(2026, 12, 11, 12, 0, tzinfo=UTC)
    seen = visit({**SITE, **_host()}, HOST, now=now, timezone_id="Europe/London")
    assert _shown(seen)[0] == "Winter school on verified storage"
    early = visit({**SITE, **_host()}, HOST, timezone_id="Europe/London")
    _shown(early)
    (when,) = early.texts("talk-feed [part=talk]:first-child time")
    assert when == "3 Dec 2026, 17:30 your time (3 Dec 2026 18:30-20:00, Europe/Oslo)"
    assert early.texts("talk-feed [part=byline]")[0] == (
        "Ingrid Øverland, Tomás Ó Súilleabháin at Guild Evening 48"
    )
    assert early.texts("talk-feed [part=status]") == ["cancelled", "tentative", "postponed"]
    during = datetime(2026, 12, 3, 18, 0, tzinfo=UTC)
    seen = visit({**SITE, **_host()}, HOST, now=during)
    _shown(seen)
    assert seen.texts("talk-feed [part~=live]") == ["live now"]


@pytest.mark.parametrize(
    "answer",
    [None, "not JSON", "{}", '{"items": 7}', '{"items": [null]}'],
    ids=["404", "text", "no items", "a number", "null"],
)
def test_fallback_stays_when_there_is_nothing_to_show(visit: Opener, answer: str | None) -> None:
    """A feed that is absent or broken leaves what stands inside the element."""
    site = {**SITE, **_host()}
    site.pop("talks.json")
    seen = visit(site if answer is None else {**site, "talks.json": answer}, HOST)
    if answer is None:
        seen.strange = [
            "Failed to load resource: the server responded with a status of 404 (Not Found)"
        ]
    seen.page.wait_for_load_state("networkidle")
    expect(seen.page.get_by_text("Our talks")).to_be_visible()
    assert seen.texts(TITLES) == []


def test_fallback_stands_without_a_script(visit: Opener) -> None:
    """Without JavaScript the element is its content."""
    seen = visit({**SITE, **_host()}, HOST, java_script_enabled=False)
    expect(seen.page.get_by_text("Our talks")).to_be_visible()


def test_component_reads_plain_json_feeds(visit: Opener) -> None:
    """Without the extension it shows title and authors, as talks without a date."""
    feed = {"items": [{"url": "https://a.example/", "title": "A", "authors": [{"name": "Ann"}]}]}
    seen = visit({**SITE, **_host(), "talks.json": json.dumps(feed)}, HOST)
    assert _shown(seen) == ["A"]
    assert seen.texts("talk-feed [part=byline]") == ["Ann"]


def test_component_follows_its_attributes(visit: Opener) -> None:
    """A changed attribute is heeded, one load at a time; taken out of the page it does nothing."""
    seen = visit({**SITE, **_host()}, HOST)
    assert len(_shown(seen)) == 6
    seen.page.evaluate("document.querySelector('talk-feed').setAttribute('limit', 1)")
    expect(seen.page.locator(TITLES)).to_have_count(1)
    loads = seen.requests.count(f"{BASE}talks.json")
    assert loads == 2
    seen.page.evaluate("""() => {
      const one = document.querySelector("talk-feed");
      one.setAttribute("limit", 2);
      one.remove();
    }""")
    seen.page.wait_for_load_state("networkidle")
    assert seen.requests.count(f"{BASE}talks.json") == loads


def test_component_is_right_when_one_comes_back_to_it(visit: Opener) -> None:
    """A page left open over night shows today's talks, and the same ones stay as they are."""
    seen = visit({**SITE, **_host()}, HOST)
    _shown(seen)
    seen.page.locator(TITLES).first.focus()
    again = "document.dispatchEvent(new Event('visibilitychange'))"
    with seen.page.expect_response(f"{BASE}talks.json"):
        seen.page.evaluate(again)
    expect(seen.page.locator(TITLES).first).to_be_focused()
    seen.page.clock.set_fixed_time(datetime(2026, 12, 12, tzinfo=UTC))
    seen.page.evaluate(again)
    expect(seen.page.locator(TITLES).first).to_have_text("Winter school on verified storage")
    seen.page.evaluate("document.querySelector('talk-feed').remove()")
    loads = seen.requests.count(f"{BASE}talks.json")
    seen.page.evaluate(again)
    seen.page.wait_for_load_state("networkidle")
    assert seen.requests.count(f"{BASE}talks.json") == loads


def test_component_may_be_included_twice(visit: Opener) -> None:
    """Two snippets on one page do not disturb each other."""
    seen = visit({**SITE, **_host(body=COMPONENT * 2)}, HOST)
    seen.page.locator("talk-feed [part=feed]").nth(1).wait_for()
    assert len(seen.texts(TITLES)) == 12


def test_component_takes_the_colours_of_its_page(visit: Opener) -> None:
    """It inherits font and colour; variables and parts style it from outside."""
    style = """<style>
      body { color: rgb(1, 2, 3); font-family: Georgia }
      talk-feed { --talkfeed-accent: rgb(4, 5, 6) }
      talk-feed::part(heading) { color: rgb(7, 8, 9) }
    </style>"""
    seen = visit({**SITE, **_host(head=style)}, HOST)
    _shown(seen)
    colour = "(e) => getComputedStyle(e).color"
    inside = seen.page.locator
    assert inside("talk-feed [part=feed]").evaluate(colour) == "rgb(1, 2, 3)"
    assert inside(TITLES).first.evaluate(colour) == "rgb(4, 5, 6)"
    assert inside("talk-feed [part=heading]").evaluate(colour) == "rgb(7, 8, 9)"


def _snippet(name: str) -> str:
    page = markup.document_fromstring(SITE["index.html"].decode())
    return str(page.xpath(f'//pre[@id="{name}"]')[0].text_content())


def test_snippet_of_the_component_works_as_copied(visit: Opener) -> None:
    """What the page offers to copy is what a site's maintainer needs."""
    seen = visit({**SITE, **_host(body=_snippet("Component"))}, HOST)
    assert len(_shown(seen)) == 5


def test_frame_is_as_high_as_its_content(visit: Opener) -> None:
    """The frame tells its height from within the sandbox; the documented listener heeds it."""
    seen = visit({**SITE, **_host(body=_snippet("Frame"))}, HOST)
    frame = seen.page.frame_locator("iframe")
    frame.locator("#Upcoming li").first.wait_for()
    inner = frame.locator("html").evaluate("(e) => e.offsetHeight")
    expect(seen.page.locator("iframe")).to_have_css("height", f"{inner}px")
    assert inner > 1000


def test_frame_goes_by_the_visitor_s_clock(visit: Opener) -> None:
    """What is over moves to the past talks, and the variants show their part."""
    after = datetime(2026, 12, 4, tzinfo=UTC)
    names = "section:visible .p-name"
    seen = visit(SITE, "embed.html", now=after)
    assert seen.texts(names)[0] == "Kernels after hours"
    assert seen.texts("#Recent .p-name")[0] == "Small builds, kept small"
    assert seen.texts("#Recent .cal") == []
    recent = visit(SITE, "embed-recent.html", now=after)
    assert recent.texts(names)[0] == "Small builds, kept small"
    assert len(recent.texts(names)) == 20
    upcoming = visit(SITE, "embed-upcoming.html", now=datetime(2030, 1, 1, tzinfo=UTC))
    assert "There are no dated upcoming talks." in upcoming.texts("p:visible")
    assert upcoming.page.context.cookies() == []


def test_frame_opens_talks_in_a_page_of_their_own(visit: Opener) -> None:
    """A click in the frame leaves the page around it where it is."""
    seen = visit({**SITE, **_host(body=_snippet("Frame"))}, HOST)
    with seen.page.context.expect_page() as opened:
        seen.page.frame_locator("iframe").get_by_text("Small builds, kept small").click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{BASE}talks/small-builds/"
    assert seen.page.url == HOST
