"""Pages look as they did: small pictures of some are kept, and compared with those of today.

Machines draw letters differently, so all text is set in one font of the repository, and a picture
is the mean brightness of squares of 16 pixels: a line that is one pixel further is no difference. A
picture that is deleted is made again by the test; look at the page before you commit it.
"""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from browser.feeds import BASE, busy
from browser.pages import event_page, pages
from talkfeed.model import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from browser.chromium import Visit

pytestmark = pytest.mark.client("chromium")
PICTURES = Path(__file__).with_name("pictures")
SQUARE, LEAST, MOST = 16, 20, 0.005
"""A difference is that of a square by 20 of 255; one in two hundred may have it."""
WIDE, NARROW = (1280, 1280), (352, 960)
FONT = b64encode(files("talkfeed.formats").joinpath("fonts/talkcard.ttf").read_bytes()).decode()
ONE_FONT = (
    f"@font-face{{font-family:one;src:url(data:font/ttf;base64,{FONT})}}"
    "*{font-family:one!important;font-weight:400!important;transition:none!important}"
)
LOOKS = {
    "index-wide": ("", "", WIDE, "light"),
    "index-narrow": ("", "", NARROW, "dark"),
    "event-wide": ("", "events/winter/", WIDE, "light"),
    "talk-wide": ("", "talks/small-builds/", WIDE, "dark"),
    "plain-wide": ("plain", "", WIDE, "light"),
    "magazine-wide": ("magazine", "", WIDE, "light"),
    "magazine-narrow": ("magazine", "", NARROW, "light"),
    "programme-wide": ("programme", "", WIDE, "light"),
}


def _picture(page: Page) -> Image.Image:
    """Return the mean brightness of the squares of a page, as it is on the screen."""
    page.evaluate("document.fonts.ready")
    with Image.open(BytesIO(page.screenshot())) as shot:
        return shot.convert("L").reduce(SQUARE)


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of squares that differ in brightness."""
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[LEAST:]) / sum(counts)


@pytest.mark.parametrize("name", LOOKS)
def test_pages_look_as_they_did(visit: Callable[..., Visit], name: str) -> None:
    """The picture of a page is that in the repository, and a column that moves is noticed."""
    design, path, size, scheme = LOOKS[name]
    look = Look(design=design)
    screen = {"width": size[0], "height": size[1]}
    site = {**pages(busy(look=look)), **event_page(look)}
    page = visit(site, path, viewport=screen, color_scheme=scheme, bypass_csp=True).page
    page.add_style_tag(content=ONE_FONT)
    kept = PICTURES / f"{name}.png"
    today = _picture(page)
    if not kept.exists():
        today.save(kept, optimize=True)
        pytest.fail(f"{kept} is new: look at it, and commit it")
    with Image.open(kept) as picture:
        assert _difference(today, picture) <= MOST, f"{BASE}{path} looks different"
        page.add_style_tag(content="main{margin-inline-start:1.5rem}")
        assert _difference(_picture(page), picture) > MOST
