"""No text of a talk is ever run, wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.feeds import BASE, hostile
from browser.pages import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit

pytestmark = pytest.mark.client("chromium")
CORPUS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea></template></noscript><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)" x="',
    "' onfocus='alert(1)' autofocus '",
    "x onload=alert(1) y",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=javascript:alert(1)><button autofocus>",
    "<details open ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)//http://x",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "${alert(1)}`${alert(1)}",
    "{{ self.__init__.__globals__ }}{% raw %}{{ 7*7 }}",
    "{{constructor.constructor('alert(1)')()}}",
    "__proto__",
    "constructor",
    "<!--",
    "\x3c!doctype html>\x3cscript>alert(1)\x3c/script>",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "\u2028alert(1)\u2029",
    "\u202e<script>alert(1)</script>",
)
SITE = pages(hostile(*CORPUS))


@pytest.mark.parametrize("path", ["", "embed.html", "embed-recent.html"])
def test_nothing_runs_in_pages(visit: Callable[..., Visit], path: str) -> None:
    """Every text of the corpus is shown as it is; no policy had to step in."""
    seen = visit(SITE, path)
    seen.page.wait_for_load_state("networkidle")
    assert {each for each in seen.requests if "assets/" not in each} == {BASE + path}
    assert seen.other_hosts() == set()
    shown = {text.strip() for text in seen.texts(".p-name")}
    assert {text.strip() for text in CORPUS} >= shown
    assert len(shown) >= len(CORPUS) // 2


def test_nothing_runs_in_the_pages_of_talks(visit: Callable[..., Visit]) -> None:
    """Each hostile talk has a harmless page."""
    seen = visit(SITE, "talks/talk-0/")
    for order, text in enumerate(CORPUS):
        seen.page.goto(f"{BASE}talks/talk-{order}/", wait_until="domcontentloaded")
        assert (seen.page.locator("h1").text_content() or "").strip() == text.strip()
    assert seen.other_hosts() == set()


def test_nothing_runs_while_filtering(visit: Callable[..., Visit]) -> None:
    """The choices are texts too, and so is what stands in the address."""
    seen = visit(SITE, "?q=<img src=x onerror=alert(1)>&year=']\"><script>alert(1)</script>")
    seen.page.get_by_role("button", name="Show all").click()
    for text in CORPUS[:6]:
        seen.page.get_by_label("Search").fill(text)
        seen.page.locator("[name=speaker]").select_option(text)
        assert seen.texts(".p-name:visible")
    assert seen.other_hosts() == set()


def test_nothing_runs_in_the_component(visit: Callable[..., Visit]) -> None:
    """The component shows the same talks on a page without any policy."""
    host = (
        '<!doctype html><title>x</title><script src="talk-feed.js"></script><talk-feed></talk-feed>'
    )
    seen = visit({**SITE, "host.html": host}, "host.html")
    seen.page.locator("talk-feed [part=title]").first.wait_for()
    assert set(seen.texts("talk-feed [part=title]")) == set(CORPUS)
    links = "[...document.querySelector('talk-feed').shadowRoot.querySelectorAll('a')]"
    assert seen.page.evaluate(f"{links}.every((a) => a.protocol === 'https:')")
    assert seen.other_hosts() == set()


def test_nothing_runs_in_an_included_fragment(visit: Callable[..., Visit]) -> None:
    """The fragment is harmless on a page without any policy."""
    fragment = SITE["talks.fragment.html"].decode()
    host = f"<!doctype html><meta charset=utf-8><title>x</title>{fragment}"
    seen = visit({"host.html": host}, "host.html")
    assert len(seen.texts(".p-name")) == len(CORPUS)
    assert seen.other_hosts() == set()
