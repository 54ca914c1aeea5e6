"""The designs of pages: plain, magazine and programme, beside the one without a name."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from browser.feeds import BASE, busy
from browser.pages import CLIENTS, event_page, pages
from factories import make_feed
from talkfeed.formats.html import filters, index
from talkfeed.formats.syndication import style as feed_style
from talkfeed.model import Look, Templates
from talkfeed.schema import THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit

NAMED = THEME.by_name()["design"].choices


def _contrast(one: str, other: str) -> float:
    """Return the contrast (WCAG 2.2) of two colours: `#` and three or six digits."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) > 4 else "".join(digit * 2 for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [((x + 0.055) / 1.055) ** 2.4 if x > 0.04045 else x / 12.92 for x in parts]
        return sum(x * y for x, y in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("design", ["", *NAMED])
def test_text_has_contrast(design: str) -> None:
    """Text on each of its grounds has 4.5 to 1 or more, in both schemes."""
    css = feed_style.render(make_feed(look=Look(design=design))).decode()
    values: dict[str, str] = dict(re.findall(r"--talkfeed-([a-z-]+):(.+);", css))

    def schemes(name: str) -> list[str]:
        alias = re.match(r"var\(--talkfeed-(.+)\)", values[name])
        return schemes(alias[1]) if alias else (re.findall("#[0-9a-f]+", values[name]) * 2)[:2]

    for text, ground in (
        *(("fg", "bg"), ("fg", "tint"), ("muted", "bg"), ("muted", "tint"), ("accent", "bg")),
        *(("accent", "tint"), ("on-accent", "accent"), ("on-band", "band"), ("bg", "fg")),
    ):
        for one, other in zip(schemes(text), schemes(ground), strict=True):
            assert _contrast(one, other) >= 4.5, (text, ground, one, other)


@pytest.mark.parametrize("design", NAMED)
def test_a_design_is_in_the_one_style_of_a_site(design: str) -> None:
    """Its rules are before the variables of the theme; embeds and feeds have its fonts."""
    look = Look(variables=(("accent", "red"),), design=design)
    rules = files("talkfeed.formats.html").joinpath(f"templates/{design}.css").read_text()
    site = pages(busy(look=look))
    (css,) = (content.decode() for path, content in site.items() if path.endswith(".css"))
    assert css.endswith(f"{filters.squeeze(rules)}\n:root{{--talkfeed-accent:red}}\n")
    fonts = re.findall("--talkfeed-font:.*", css)[-1]
    for text in (site["embed.html"], feed_style.render(busy(look=look))):
        assert re.findall("--talkfeed-font:.*", text.decode())[-1] == fonts
    assert all(filters.squeeze(rules) not in text.decode() for text in pages(busy()).values())


def test_lists_of_a_magazine_are_covers() -> None:
    """Each talk is a cover with its title, which is its name for programs, too."""
    for design in ("magazine", "plain"):
        page = index.render(busy(look=Look(design=design))).decode()
        found = re.findall('<a class="u-url cover [^>]*><span><b class="p-name">', page)
        assert len(found) == (25 if design == "magazine" else 0)


def test_templates_of_the_user_can_have_a_design() -> None:
    """jinja2 makes the same pages of a design as the compiled templates."""
    look = Look(design="magazine")
    assert pages(busy(look=look)) == pages(busy(look=look._replace(templates=Templates("x", ()))))


@pytest.mark.client("chromium", "npm:axe-core")
@pytest.mark.parametrize("design", NAMED)
def test_a_design_shuts_nobody_out(visit: Callable[..., Visit], design: str) -> None:
    """Axe finds nothing, wide and light or narrow and dark; nothing is scrolled sideways."""
    look = Look(design=design)
    seen = visit({**pages(busy(look=look)), **event_page(look)}, reduced_motion="reduce")
    axe = (CLIENTS / "axe-core" / "axe.min.js").read_text()
    for path, width, scheme in (("", 1280, "light"), ("events/winter/", 320, "dark")):
        seen.page.goto(f"{BASE}{path}")
        seen.page.evaluate(axe)
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.emulate_media(color_scheme=scheme)
        found: Any = seen.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        wrong = [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]]
        assert wrong == [], (path, scheme)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
