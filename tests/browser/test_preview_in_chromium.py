"""The preview of `talkfeed serve` in a real browser: reloads, links, and mistakes over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from commands import COMING, FEED, PAST, WRONG
from previews import process, save_by_rename

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from previews import Client

    Opener = Callable[..., Page]

pytestmark = pytest.mark.client("chromium")
GOOD = FEED + COMING + PAST
EDITED = GOOD.replace("A past talk", "An old talk")
expect.set_options(timeout=20_000)
WIDTHS = (320, 390, 1280)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write a talks file of two talks."""
    path = tmp_path / "talks.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def preview(source: Path) -> Iterator[Client]:
    """Serve a preview of the talks file."""
    with process(source, SOURCE_DATE_EPOCH="1772366400") as (client, _):
        yield client


@pytest.fixture
def opened(chromium: Browser, preview: Client) -> Iterator[Opener]:
    """Open pages of the preview, and hold in the end that the console stayed empty."""
    said: list[str] = []
    contexts = []

    def _open(path: str = "", **options: object) -> Page:
        contexts.append(chromium.new_context(**options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://localhost:{preview.port}/{path}")
        return page

    yield _open
    for context in contexts:
        context.close()
    assert [each for each in said if "status of" not in each] == []


def test_an_edit_reloads_every_open_page(source: Path, opened: Opener) -> None:
    """Two browsers see it, and one that is on the page of a talk, or on none."""
    pages = opened(), opened(), opened("talks/a-past-talk/")
    save_by_rename(source, GOOD.replace("OldConf", "AncientConf"))
    for page in pages:
        expect(page.get_by_text("AncientConf").filter(visible=True).first).to_be_visible()
    absent = opened("talks/the-next-talk/")
    expect(absent.get_by_text("No such page")).to_be_visible()
    save_by_rename(source, EDITED.replace("A coming talk", "The next talk"))
    expect(pages[0].get_by_text("The next talk").first).to_be_visible()


def test_links_lead_to_the_preview(opened: Opener, preview: Client) -> None:
    """A person who follows links, relative or absolute, never leaves the preview."""
    page = opened()
    page.get_by_role("link", name="A past talk").first.click()
    page.wait_for_url("**/talks/a-past-talk/")
    hosts = page.locator("a[href]").evaluate_all("(all) => all.map((one) => one.host)")
    assert "talks.example" not in hosts
    assert f"localhost:{preview.port}" in hosts


def test_mistakes_lie_over_the_last_good_page(source: Path, opened: Opener) -> None:
    """File, line, column, message, hint and the line itself; they go when they are fixed."""
    page = opened()
    save_by_rename(source, GOOD + WRONG)
    panel = page.get_by_role("alert")
    expect(panel).to_be_visible()
    for text in ("1 problem in talks.yaml", "talks.yaml:8:", "TF203", "there is no day 31"):
        expect(panel).to_contain_text(text)
    expect(panel).to_contain_text("that month has the days 1 to 30")
    expect(panel.locator(".here")).to_contain_text("A wrong talk")
    expect(panel.locator("mark")).to_have_text("3")
    expect(page.get_by_text("A past talk").first).to_be_attached()
    save_by_rename(source, GOOD + WRONG + WRONG)
    expect(panel).to_contain_text("2 problems")
    save_by_rename(source, GOOD)
    expect(panel).not_to_be_attached()
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "navigate"
    save_by_rename(source, EDITED)
    expect(page.get_by_text("An old talk").first).to_be_visible()


def test_mistakes_can_be_hidden(source: Path, opened: Opener) -> None:
    """Escape and a button fold them to a mark in the corner, which opens them again."""
    page = opened()
    save_by_rename(source, GOOD + WRONG)
    panel, mark = page.get_by_role("alert"), page.get_by_role("button", name="1 problem")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Escape")
    mark.click()
    expect(panel).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    save_by_rename(source, GOOD + WRONG + WRONG)
    expect(page.get_by_role("button", name="2 problems")).to_be_visible()
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mistakes_fit_any_screen(source: Path, opened: Opener, scheme: str) -> None:
    """Nothing of them has to be scrolled sideways but long lines of the file, in either scheme."""
    long = WRONG.replace("A wrong talk", "A wrong talk " + "with a long title " * 9)
    page = opened(color_scheme=scheme)
    save_by_rename(source, GOOD + long)
    panel = page.get_by_role("alert")
    expect(panel).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        found = panel.evaluate("(one) => [one.scrollWidth <= one.clientWidth, one.clientWidth]")
        assert found[0]
        assert found[1] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = panel.evaluate("(one) => getComputedStyle(one).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_a_page_that_cannot_be_made_says_why(source: Path, opened: Opener) -> None:
    """A template that fails on one page alone is shown there, and nowhere else."""
    theme = source.parent / "theme"
    theme.mkdir()
    fault = "{% if 'a-past-talk' in feed.path %}{{ 1 / 0 }}{% endif %}"
    (theme / "page.html").write_text(fault, encoding="utf-8")
    index, page = opened(), opened("talks/a-past-talk/")
    save_by_rename(source, GOOD.replace("talks:", "  theme: {templates: theme}\ntalks:", 1))
    expect(page.get_by_role("alert")).to_contain_text("TF325")
    expect(index.get_by_text("A past talk").first).to_be_visible()
    expect(index.get_by_role("alert")).not_to_be_attached()


def test_frames_show_no_mistakes(source: Path, opened: Opener) -> None:
    """An embed that another page frames leaves mistakes to that page."""
    page = opened("nowhere")
    page.evaluate("""() => {
      const frame = document.createElement("iframe");
      frame.src = "/embed.html";
      document.body.append(frame);
    }""")
    inner = page.frame_locator("iframe")
    expect(inner.get_by_text("A past talk").first).to_be_visible()
    save_by_rename(source, GOOD + WRONG)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(inner.get_by_role("alert")).not_to_be_attached()


def test_a_page_nobody_sees_holds_no_connection(opened: Opener, source: Path) -> None:
    """It connects when it is shown again, and reloads if it has become old meanwhile."""
    page = opened()
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", {value: true, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    save_by_rename(source, EDITED)
    other = opened()
    expect(other.get_by_text("An old talk").first).to_be_visible()
    expect(page.get_by_text("A past talk").first).to_be_attached()
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", {value: false, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    expect(page.get_by_text("An old talk").first).to_be_visible()
