"""A real browser (Chromium, driven by Playwright) on sites that exist only in memory.

A test asks for `visit`: it puts a site's files under https://talks.example/, opens a page there,
and afterwards holds that nothing was wrong: no error or message on the console, no dialog, no
request to another host.
"""

from __future__ import annotations

import mimetypes
import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest

from browser.feeds import BASE, NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from playwright.sync_api import Browser, Page, Route

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
VISIBLE = """(elements) => {
  let texts = null;
  for (const one of elements) {
    const {width, height} = one.getBoundingClientRect();
    if (!width || !height || !one.checkVisibility({visibilityProperty: true})) continue;
    texts = texts === null ? one.textContent : texts + "\\0" + one.textContent;
  }
  return texts;
}"""
"""In one go, and without a method that a page may have bent."""


@dataclass
class Visit:
    """A page in the browser, and what it did: requests, words on the console, dialogs."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def other_hosts(self) -> set[str]:
        """Name the hosts that were asked beside the site's own."""
        own = urlsplit(BASE).netloc
        return {urlsplit(url).netloc for url in self.requests if url.startswith("http")} - {own}

    def texts(self, selector: str) -> list[str]:
        """List the texts of all visible elements that a selector finds."""
        found: str | None = self.page.locator(selector).evaluate_all(VISIBLE)
        return [] if found is None else found.split("\0")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the browser once for a module; where there is none, its tests are skipped."""
    if shutil.which("chromium") is None and not os.environ.get("TALKFEED_REQUIRE_CLIENTS"):
        pytest.skip("needs chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only tests that ask pay

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a page of a site in a context of its own, and hold in the end that all was well."""
    visits: list[Visit] = []
    with ExitStack() as contexts:

        def _open(
            files: Mapping[str, bytes | str],
            path: str = "",
            *,
            now: datetime = NOW,
            headers: Mapping[str, str] | None = None,
            **options: Any,
        ) -> Visit:
            settings = {"timezone_id": "Europe/Oslo", "locale": "en-GB", **options}
            context = contexts.enter_context(chromium.new_context(**settings))
            seen = Visit(context.new_page())
            context.on("request", lambda request: seen.requests.append(request.url))
            context.on("console", lambda message: seen.console.append(message.text))
            context.on("weberror", lambda error: seen.console.append(str(error.error)))
            seen.page.on("dialog", lambda dialog: (seen.dialogs.append(""), dialog.dismiss()))
            context.route("**/*", lambda route: _serve(route, files, headers or {}))
            context.grant_permissions(["clipboard-read", "clipboard-write"], origin=BASE)
            if settings.get("java_script_enabled", True):
                seen.page.clock.set_fixed_time(now)
            seen.page.goto(urljoin(BASE, path))
            visits.append(seen)
            return seen

        yield _open
        for seen in visits:
            assert seen.console == seen.strange
            assert seen.dialogs == []


def _serve(route: Route, files: Mapping[str, bytes | str], more: Mapping[str, str]) -> None:
    """Answer from memory: this host's files by path, other hosts' by whole address, else 404."""
    parts = urlsplit(route.request.url)
    name = parts.path[1:]
    name = f"{name}index.html" if name.endswith("/") or not name else name
    key = name if parts.netloc == urlsplit(BASE).netloc else f"{parts.netloc}/{name}"
    if key not in files:
        route.fulfill(status=404, body="")
        return
    kind = "text/javascript" if key.endswith(".js") else mimetypes.guess_type(key)[0]
    headers = {"Access-Control-Allow-Origin": "*", **more}
    route.fulfill(body=files[key], content_type=f"{kind}; charset=utf-8", headers=headers)
