"""Nobody is shut out: axe-core finds nothing to mend on any page, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser.feeds import busy, seed
from browser.pages import CLIENTS, event_page, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit

pytestmark = pytest.mark.client("chromium", "npm:axe-core")
SITES = {"seed": pages(seed()), "busy": pages(busy()), "rtl": pages(busy(language="ar"))}
SITES["event"] = {**SITES["busy"], **event_page()}
PAGES = [
    ("seed", ""),
    ("busy", ""),
    ("rtl", ""),
    ("seed", "talks/rainbows-and-unikernels/"),
    ("busy", "talks/small-builds/"),
    ("busy", "talks/called-off/"),
    ("event", "events/winter/"),
    ("busy", "embed.html"),
    ("busy", "host.html"),
]
HOST = b"""<!doctype html><html lang="en"><head><meta name="color-scheme" content="light dark">
<title>x</title><script src="talk-feed.js"></script></head>
<body><main><h1>x</h1><h2>y</h2><talk-feed></talk-feed></main></body></html>"""


@pytest.mark.parametrize(("site", "path"), PAGES)
def test_nothing_to_mend(visit: Callable[..., Visit], site: str, path: str) -> None:
    """Names, contrast, landmarks, order of headings: no violation of any rule, on any width."""
    seen = visit({**SITES[site], "host.html": HOST}, path, reduced_motion="reduce")
    if path == "host.html":
        seen.page.locator("talk-feed [part=talk]").first.wait_for()
    seen.page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )
    seen.page.evaluate((CLIENTS / "axe-core" / "axe.min.js").read_text())
    for scheme in ("light", "dark"):
        seen.page.emulate_media(color_scheme=scheme)
        found: Any = seen.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        wrong = [
            f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]
        assert wrong == [], scheme
