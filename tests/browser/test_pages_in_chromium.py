"""The page and the talk pages in a real browser: what people see and do."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.feeds import BASE, busy, conference, seed, site
from browser.pages import event_page, pages
from factories import make_entry, make_talk
from talkfeed.formats.html import index
from talkfeed.model import Look
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit

    Opener = Callable[..., Visit]

pytestmark = pytest.mark.client("chromium")
SEED, BUSY = pages(seed()), pages(busy())
EVENT = "events/winter/"
MEETING = {**pages(conference()), **event_page()}
PAGES = ("", "talks/small-builds/", "talks/unikernels/", "embed.html", "embed-recent.html")
AFTER = datetime(2026, 12, 4, tzinfo=UTC)
COMING, PAST = "#Coming .p-name", ".year .p-name"


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_nobody_and_fit_any_screen(visit: Opener, path: str) -> None:
    """Pages load the site's style and script, embeds nothing; none has to be scrolled sideways."""
    seen = visit(BUSY, path)
    seen.page.wait_for_load_state("networkidle")
    assert seen.requests[0] == BASE + path
    shared = [] if path.startswith("embed") else [BASE + each for each in BUSY if "assets/" in each]
    assert sorted(seen.requests[1:]) == sorted(shared)
    for width in (320, 360, 768, 1600):
        seen.page.set_viewport_size({"width": width, "height": 800})
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


ENDS = """(elements) => elements.map((element) => {
  const words = document.createRange();
  words.selectNodeContents(element);
  return [words.getBoundingClientRect().right, element.parentNode.getBoundingClientRect().right];
})"""
"""The right ends of the words of elements, and of what they are in."""


def test_page_from_right_to_left_begins_at_the_right(visit: Opener) -> None:
    """Headings stand at the right edge, as words of another language; nothing sticks out."""
    seen = visit(pages(busy(language="ar")), viewport={"width": 768, "height": 800})
    for box in seen.page.locator("#Coming .p-location").evaluate_all(ENDS):
        assert abs(box[0] - box[1]) < 2
    heading = seen.page.locator("h2").first.bounding_box()
    assert heading
    assert 768 - 48 < heading["x"] + heading["width"] <= 768
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 768


ORDER = """(heading) => [..."C+!"].map((sign) => {
  const range = document.createRange(), text = heading.firstChild, at = text.data.indexOf(sign);
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  return range.getBoundingClientRect().left;
})"""
"""Where signs of a heading stand, from the left edge of the page."""


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("\u05e9\u05dc\u05d5\u05dd \u2066C++\u2069!", "!C+"),
        ("\u05e9\u05dc\u05d5\u05dd C++\u200e!", "!C+"),
        ("\u05e9\u05dc\u05d5\u05dd C++!", "!+C"),
    ],
)
def test_marks_of_direction_keep_words_in_order(visit: Opener, title: str, signs: str) -> None:
    """In a Hebrew title, C++ is read from left to right where its marks say so."""
    entry = make_entry(talk=make_talk(title=line(title)))
    heading = visit(pages(site((entry,))), "talks/a-talk/").page.locator("h1")
    places = heading.evaluate(ORDER)
    shown = sorted(zip(places, "C+!", strict=True))
    assert "".join(sign for _, sign in shown) == signs


def _documented_policy() -> dict[str, str]:
    """Read the header that the documentation has for hosts with a policy on everything."""
    page = (Path(__file__).parent.parent.parent / "docs/hosting.md").read_text()
    (policy,) = re.findall("^    Content-Security-Policy: (default-src .*)$", page, re.MULTILINE)
    return {"Content-Security-Policy": policy}


def test_pages_work_under_the_documented_policy_of_a_host(visit: Opener) -> None:
    """Style and script stand, and nothing is said on the console."""
    seen = visit(BUSY, now=AFTER, headers=_documented_policy())
    for path in PAGES:
        seen.page.goto(BASE + path)
        assert seen.page.evaluate("getComputedStyle(document.body).margin") != "8px"
        assert "Small builds, kept small" not in seen.texts("#Upcoming .p-name")


def test_page_can_be_read_under_a_policy_that_bars_its_style(visit: Opener) -> None:
    """A host that allows only files of its own gets every talk and every link, plain."""
    seen = visit(BUSY, headers={"Content-Security-Policy": "default-src 'self'"})
    seen.strange = [words for words in seen.console if "Content Security Policy" in words]
    assert len(seen.texts(".p-name")) == 25


def _subscribe(seen: Visit) -> None:
    """Open the sheet with all ways to subscribe."""
    seen.page.get_by_role("button", name="Subscribe").click()


def test_an_address_opens_the_sheet(visit: Opener) -> None:
    """Other sites can link to the ways to subscribe."""
    assert "Recordings" in visit(BUSY, "#Subscribe").texts("#Subscribe li span")
    assert visit(BUSY).texts("#Subscribe li span") == []


def test_page_is_whole_without_a_script(visit: Opener) -> None:
    """Every talk can be seen and followed; what needs a script is not shown."""
    seen = visit(BUSY, java_script_enabled=False)
    assert len(seen.texts(".p-name")) == 25
    assert len(seen.texts(".chart a")) == 7
    assert seen.texts("form, button:not([popovertarget])") == []
    _subscribe(seen)
    assert "Recordings" in seen.texts("#Subscribe li span")
    seen.page.get_by_role("button", name="Close").click()
    assert seen.texts("#Subscribe li span") == []


@pytest.mark.parametrize(
    ("now", "coming"),
    [
        (datetime(2026, 12, 3, 18, 59, tzinfo=UTC), "Small builds, kept small"),
        (datetime(2026, 12, 3, 19, 0, tzinfo=UTC), "Kernels after hours"),
        (datetime(2026, 12, 11, 11, 59, tzinfo=UTC), "Kernels after hours"),
        (datetime(2026, 12, 11, 12, 0, tzinfo=UTC), "Winter school on verified storage"),
        (datetime(2027, 3, 1, tzinfo=UTC), "What the scheduler knew"),
    ],
)
def test_visitor_s_clock_decides_what_is_to_come(visit: Opener, now: datetime, coming: str) -> None:
    """A page built long ago shows the truth of today: what is over has moved to its year."""
    seen = visit(BUSY, now=now)
    assert seen.texts(COMING)[0] == coming
    assert len(seen.texts(".p-name")) == 25


@pytest.mark.parametrize(
    ("zone", "minute", "coming"),
    [
        ("Pacific/Kiritimati", 59, "Kernels after hours"),
        ("Pacific/Midway", 60, "Winter school on verified storage"),
    ],
)
def test_day_is_over_when_it_is_over_everywhere(
    visit: Opener, zone: str, minute: int, coming: str
) -> None:
    """Page, frame and component agree in any zone, also where the next day has long begun."""
    now = datetime(2026, 12, 11, 11, 0, tzinfo=UTC) + timedelta(minutes=minute)
    host = '<!doctype html><title>x</title><script src="talk-feed.js"></script><talk-feed>'
    seen = visit({**BUSY, "host.html": host}, now=now, timezone_id=zone)
    assert seen.texts(COMING)[0] == coming
    seen.page.goto(f"{BASE}embed.html")
    assert seen.texts("#Upcoming .p-name")[0] == coming
    seen.page.goto(f"{BASE}host.html")
    expect(seen.page.locator("talk-feed [part=title]").first).to_have_text(coming)


def test_what_is_over_leads_its_year(visit: Opener) -> None:
    """Talks move in order, a year is made where there was none, and the page says when it ends."""
    seen = visit(BUSY, now=datetime(2030, 1, 1, tzinfo=UTC))
    assert seen.texts(COMING) == []
    assert seen.page.locator("#None").is_visible()
    assert [text.strip() for text in seen.texts(".year h3")][:3] == ["2027", "2026", "2015"]
    assert seen.texts(PAST)[:5] == [
        "What the scheduler knew",
        "Winter school on verified storage",
        "Kernels after hours",
        "Small builds, kept small",
        "One hour with a tracer",
    ]
    assert seen.texts(".cal, .open") == []


def test_clock_is_asked_again_when_the_page_is_looked_at_again(visit: Opener) -> None:
    """A page left open over night is right in the morning."""
    seen = visit(BUSY)
    assert seen.texts(COMING)[0] == "Small builds, kept small"
    seen.page.clock.set_fixed_time(AFTER)
    seen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert seen.texts(COMING)[0] == "Kernels after hours"


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Oslo", "18:30–20:00, Europe/Oslo"),
        ("Europe/London", "17:30–19:00 your time (18:30–20:00, Europe/Oslo)"),
        ("Asia/Tokyo", "Fri, 4 Dec, 02:30–04:00 your time (18:30–20:00, Europe/Oslo)"),
    ],
)
def test_time_is_told_in_the_visitor_s_zone_first(visit: Opener, zone: str, told: str) -> None:
    """Where it differs, with the day where that differs, in the language of the page."""
    seen = visit(BUSY, timezone_id=zone)
    assert re.sub(r"\b(Fri),? ", r"\1, ", seen.texts("#small-builds .clock")[0]) == told
    talk = visit(BUSY, "talks/small-builds/", timezone_id=zone)
    assert re.sub(r"\b(Fri),? ", r"\1, ", talk.texts("dd .clock")[0]) == told
    german = pages(busy(language="de"))
    assert (
        visit(german, timezone_id="Asia/Tokyo").texts("#small-builds .clock")[0][:10]
        == "Fr., 4. De"
    )


def test_a_talk_is_marked_while_it_is_held(visit: Opener) -> None:
    """By the visitor's clock, in lists and on its page; neither before nor after."""
    during = datetime(2026, 12, 3, 18, 0, tzinfo=UTC)
    marked = ".h-event:has(> :is(.live, div > .live), div > .live) .p-name"
    for page in ("", "talks/small-builds/"):
        seen = visit(BUSY, page, now=during)
        assert seen.texts(marked) == ["Small builds, kept small"]
        seen.page.clock.set_fixed_time(during + timedelta(hours=1))
        seen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert seen.texts(".live") == []
        assert visit(BUSY, page, now=during - timedelta(minutes=31)).texts(".live") == []


def test_a_schedule_is_a_table_or_a_list(visit: Opener) -> None:
    """Rooms are side by side where there is room; else talks follow each other, with breaks."""
    seen = visit(MEETING, EVENT, viewport={"width": 1280, "height": 900})
    boxes = {
        name: seen.page.locator(f"#{name}").bounding_box() or {} for name in ("parsers", "types")
    }
    assert boxes["parsers"]["y"] == boxes["types"]["y"]
    assert boxes["parsers"]["x"] < boxes["types"]["x"]
    assert boxes["types"]["height"] > boxes["parsers"]["height"]
    assert seen.texts(".schedule thead th") == ["Red", "Blue", "Red"]
    seen.page.set_viewport_size({"width": 360, "height": 900})
    assert seen.texts(".schedule thead th") == []
    assert seen.texts(".schedule :is(.p-name, .rest td)") == [
        *("Parsers", "Types", "Break 30 min", "Called off", "Caches", "Second day")
    ]
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_schedule_marks_what_is_on_and_what_is_next(visit: Opener) -> None:
    """By the visitor's clock; a cancelled talk is neither, and nothing is next a day before."""
    start = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    marked = ".schedule td:has(.{}) .p-name"
    for hours, live, following in (
        (-25, [], []),
        (-1, [], ["Parsers", "Types"]),
        (0.7, ["Types"], ["Caches"]),
        (1.6, [], ["Caches"]),
        (2, ["Caches"], ["Second day"]),
    ):
        seen = visit(MEETING, EVENT, now=start + timedelta(hours=hours))
        assert seen.texts(marked.format("live")) == live
        assert seen.texts(marked.format("next")) == following


def test_filters_find_by_speaker_event_tag_and_text(visit: Opener) -> None:
    """Each filter narrows, all together; the number found is told; reset shows all."""
    seen = visit(SEED)
    page = seen.page
    page.get_by_label("Speaker").select_option("Anil Madhavapeddy")
    assert len(seen.texts(PAST)) == 5
    expect(page.get_by_role("status")).to_have_text("5 of 15 talks")
    page.get_by_label("Search").fill("CLOUD multi")
    assert seen.texts(PAST) == ["Mirage, A New Multi-Scale Operating System for Clouds and Crowds"]
    assert [text.strip() for text in seen.texts(".year h3")] == ["2010"]
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text("15 talks")
    page.get_by_label("Event").select_option("Strangeloop")
    page.get_by_label("Tag").select_option("networking")
    assert seen.texts(PAST) == ["Look ma, no OS! Unikernels and their applications"]


def test_search_folds_accents(visit: Opener) -> None:
    """Whoever has no such key finds the name all the same; "/" leads to the field."""
    seen = visit(BUSY)
    seen.page.keyboard.press("/")
    expect(seen.page.get_by_label("Search")).to_be_focused()
    for words in ("overland suilleabhain", "ØVERLAND"):
        seen.page.get_by_label("Search").fill(words)
        expect(seen.page.get_by_role("status")).to_have_text("1 of 25 talks, 1 of them upcoming")
    seen.page.get_by_label("Search").fill("a/b")
    expect(seen.page.get_by_label("Search")).to_have_value("a/b")


def test_a_search_without_a_result_leads_on(visit: Opener) -> None:
    """It offers the nearest words that talks have, and all talks."""
    seen = visit(SEED, "?q=unikernals+xyzzyx")
    assert seen.texts("#Nothing button") == ["Search for unikernels xyzzyx", "Show all talks"]
    seen.page.get_by_label("Search").fill("madhavapedy")
    seen.page.get_by_role("button", name="Search for madhavapeddy").click()
    expect(seen.page.get_by_role("status")).to_have_text("5 of 15 talks")
    expect(seen.page.get_by_label("Search")).to_be_focused()
    assert seen.texts("#Nothing") == []
    seen.page.get_by_label("Search").fill("xyzzyx")
    seen.page.get_by_role("button", name="Show all talks").click()
    expect(seen.page.get_by_role("status")).to_have_text("15 talks")


def test_what_is_chosen_can_be_taken_back_singly(visit: Opener) -> None:
    """Each choice has a button that removes it, and leaves the others."""
    seen = visit(SEED, "?speaker=Anil+Madhavapeddy&year=2010")
    expect(seen.page.get_by_role("status")).to_have_text("1 of 15 talks")
    seen.page.get_by_role("button", name="Without 2010").click()
    expect(seen.page.get_by_role("status")).to_have_text("5 of 15 talks")
    seen.page.get_by_role("button", name="Without Anil Madhavapeddy").click()
    expect(seen.page.get_by_role("status")).to_have_text("15 talks")
    assert seen.texts("#Chips button") == []


def test_only_the_next_talk_stands_out(visit: Opener) -> None:
    """It has the colour of the theme, by the visitor's clock; a cancelled one never has."""
    ground = "(e) => getComputedStyle(e).backgroundColor"
    for now, key in ((None, "small-builds"), (AFTER, "winter-school")):
        seen = visit(BUSY, now=now) if now else visit(BUSY)
        found = {
            row.get_attribute("id"): row.evaluate(ground)
            for row in seen.page.locator("#Coming>li").all()
        }
        assert [name for name, colour in found.items() if colour == "rgb(29, 63, 209)"] == [key]


def test_upcoming_talks_are_filtered_too(visit: Opener) -> None:
    """Those found are counted, as they stand above; where none is found the field goes."""
    seen = visit(BUSY)
    seen.page.get_by_role("link", name="2027: 2 talks").click()
    expect(seen.page.get_by_role("status")).to_have_text("2 of 25 talks, 2 of them upcoming")
    seen.page.get_by_label("Search").fill("nothing like it")
    expect(seen.page.locator("#Upcoming")).to_be_hidden()
    seen.page.get_by_role("button", name="Show all").click()
    expect(seen.page.locator("#Upcoming")).to_be_visible()


def test_filtered_page_has_an_address_of_its_own(visit: Opener) -> None:
    """What is chosen stands in the address and is chosen again when it is opened."""
    seen = visit(SEED)
    seen.page.get_by_label("Speaker").select_option("Dave Scott")
    assert seen.page.url == f"{BASE}?speaker=Dave+Scott"
    again = visit(SEED, "?speaker=Dave+Scott&year=2010")
    assert len(again.texts(PAST)) == 1
    strange = visit(SEED, "?speaker=Nobody&year=%3Cb%3E")
    assert strange.texts(PAST) == []


def test_bars_of_the_chart_choose_a_year(visit: Opener) -> None:
    """A click shows one year, another click all again; the keyboard does the same."""
    seen = visit(SEED)
    bar = seen.page.get_by_role("link", name="2013: 2 talks")
    bar.click()
    assert len(seen.texts(PAST)) == 2
    expect(bar).to_have_attribute("aria-current", "true")
    bar.focus()
    seen.page.keyboard.press("Enter")
    assert len(seen.texts(PAST)) == 15


def test_page_stays_in_place_while_it_is_filtered(visit: Opener) -> None:
    """The field that is typed in does not move, though talks above it vanish."""
    seen = visit(BUSY)
    field = seen.page.get_by_label("Search")
    field.evaluate("(e) => scrollBy(0, e.getBoundingClientRect().top - 100)")
    before = field.bounding_box()
    field.fill("tracer")
    after = field.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2


def test_everything_can_be_reached_by_keyboard(visit: Opener) -> None:
    """The first stop skips to the talks; every stop can be seen; none is a trap."""
    seen = visit(SEED)
    page = seen.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the talks"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    outlined = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
    stops = set()
    for _ in range(75):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert at.startswith("<body") or page.evaluate(outlined)
        stops.add(at)
    for part in ('type="search"', "<summary>", 'data-year="2010"', "popovertarget"):
        assert [stop for stop in stops if part in stop], part


def test_the_sheet_can_be_used_by_keyboard(visit: Opener) -> None:
    """Enter opens it, the next stops are in it, and Escape leads back to the button."""
    seen = visit(SEED)
    button = seen.page.get_by_role("button", name="Subscribe")
    button.focus()
    seen.page.keyboard.press("Enter")
    stops = set()
    for _ in range(30):
        seen.page.keyboard.press("Tab")
        stops.add(seen.page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
    for part in ("talks.atom", "data-copy", "webcal://", "<summary>"):
        assert [stop for stop in stops if part in stop], part
    seen.page.locator("#Subscribe a").first.focus()
    seen.page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize("field", ["Feed", "Calendar", "Component"])
def test_copy_buttons_copy(visit: Opener, field: str) -> None:
    """The clipboard holds what stands beside the button, and the button says so."""
    seen = visit(SEED)
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    if field != "Component":
        _subscribe(seen)
    button = seen.page.locator(f'[data-copy="{field}"]')
    button.click()
    expect(button).to_have_text("Copied")
    shown = "(e) => e.value ?? e.textContent"
    expected = seen.page.locator(f"#{field}").evaluate(shown)
    assert seen.page.evaluate("navigator.clipboard.readText()") == expected


def test_copying_works_where_the_clipboard_is_barred(visit: Opener) -> None:
    """Without the clipboard's interface the text is selected and copied as of old."""
    seen = visit(SEED)
    barred = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }"
    seen.page.evaluate(barred)
    _subscribe(seen)
    seen.page.locator('[data-copy="Calendar"]').click()
    expect(seen.page.locator('[data-copy="Calendar"]')).to_have_text("Copied")
    assert seen.page.evaluate("navigator.clipboard.readText()") == f"{BASE}upcoming.ics"


def test_copying_that_is_refused_is_not_called_copied(visit: Opener) -> None:
    """Where nothing may write to the clipboard the text stays selected, for the keyboard."""
    seen = visit(SEED)
    seen.page.evaluate("""() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error());
      document.execCommand = () => false;
    }""")
    _subscribe(seen)
    seen.page.locator('[data-copy="Calendar"]').click()
    expect(seen.page.locator('[data-copy="Calendar"]')).to_have_text("Selected")
    selected = "document.activeElement.value.slice(document.activeElement.selectionStart)"
    assert seen.page.evaluate(selected) == f"{BASE}upcoming.ics"


def test_video_plays_after_a_click_and_asks_nobody_before(visit: Opener) -> None:
    """The click puts the player in the link's place; a click with Control follows the link."""
    player = "www.youtube-nocookie.com/embed/cUvNths_5RA"
    seen = visit({**SEED, player: "<p>player</p>"}, "talks/rainbows-and-unikernels/")
    seen.page.wait_for_load_state("networkidle")
    assert seen.other_hosts() == set()
    seen.page.get_by_role("link", name="Play video").click()
    frame = seen.page.locator("iframe")
    expect(frame).to_have_attribute("title", "Rainbows and Unikernels")
    expect(frame).to_be_focused()
    expect(seen.page.frame_locator("iframe").locator("p")).to_have_text("player")
    assert seen.other_hosts() == {"www.youtube-nocookie.com"}


def test_talk_can_be_added_until_it_is_over(visit: Opener) -> None:
    """A talk's page built long ago offers no calendar for what is over."""
    ways = ["Apple or any other", "Google", "Outlook.com", "Microsoft 365", "Yahoo"]
    assert visit(BUSY, "talks/small-builds/").texts(".add a") == ways
    assert visit(BUSY, "talks/small-builds/", now=AFTER).texts(".add *") == []


def test_printed_page_has_talks_and_addresses_only(visit: Opener) -> None:
    """On paper there is nothing to click, and links show where they lead."""
    seen = visit(SEED)
    seen.page.emulate_media(media="print")
    assert seen.texts("#Subscribe, #Embed, form, nav") == []
    content = "(e) => getComputedStyle(e, '::after').content"
    link = seen.page.locator("#rainbows-and-unikernels p a")
    assert "cUvNths_5RA" in link.evaluate(content)


def test_paper_is_white_whatever_the_theme(visit: Opener) -> None:
    """A dark theme prints black on white, and what can only be clicked is left out."""
    look = Look(variables=(("bg", "black"), ("fg", "white"), ("accent", "yellow")))
    seen = visit(pages(busy(look=look)))
    seen.page.emulate_media(media="print")
    assert seen.texts(".cal") == []
    colours = "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    shown = seen.page.locator("body").evaluate(colours)
    assert shown == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_page_of_older_talks_works_as_well(visit: Opener) -> None:
    """It has filters and no upcoming talks."""
    older = index.render(seed(path="years/2010/index", current="index"))
    seen = visit({**pages(seed()), "years/2010/index.html": older}, "years/2010/")
    seen.page.get_by_label("Search").fill("rainbows")
    assert len(seen.texts(PAST)) == 1


def test_large_page_is_quick_to_filter(visit: Opener) -> None:
    """Two thousand talks are filtered within a blink."""
    entries = tuple(
        entry._replace(key=f"{entry.key}-{number}")
        for number in range(134)
        for entry in seed().entries
    )
    large = index.render(seed()._replace(entries=entries))
    seen = visit({**pages(seed()), "index.html": large})
    took = seen.page.evaluate("""() => {
      const field = document.querySelector("[name=q]"), began = performance.now();
      field.value = "xen";
      field.dispatchEvent(new Event("input", {bubbles: true}));
      document.body.getBoundingClientRect();
      return performance.now() - began;
    }""")
    assert took < 1000
    assert len(seen.page.locator(".year li:not([hidden])").all()) == 2 * 134
