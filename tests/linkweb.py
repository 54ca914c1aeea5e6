"""A server on the loopback that is every host of the web, by the first part of the path."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.linkcheck.archive import Archive
from talkfeed.linkcheck.checkup import Services
from talkfeed.linkcheck.providers import PROVIDERS
from talkfeed.linkcheck.schedule import Pace
from talkfeed.web import FetchOptions, Limits, any_address, probe

if TYPE_CHECKING:
    from collections.abc import Iterator

BRISK = FetchOptions(is_allowed=any_address, limits=Limits(total=3, connect=1, idle=1))
ONLINE = b'{"url": "", "archived_snapshots": {}}'


class Page(NamedTuple):
    """An answer: status, body, and further headers."""

    status: int = 200
    body: bytes = b"<title>A page</title>"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)


class Web:
    """Pages by path; a path may be "HEAD /path" for that method alone. Others are 404."""

    def __init__(self, port: int) -> None:
        """Begin with an archive that has nothing."""
        self.base = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Page] = {}
        self.requests: list[str] = []

    def page(self, method: str, path: str) -> Page:
        """Find the answer to a request."""
        self.requests.append(f"{method} {path}")
        plain = path.partition("?")[0]
        keys = (f"{method} {path}", path, f"{method} {plain}", plain)
        usual = Page(200, ONLINE) if plain == "/available" else Page(404)
        return next((self.pages[key] for key in keys if key in self.pages), usual)

    def services(self, **pace: object) -> Services:
        """Return what asks this server instead of all others."""
        providers = tuple(
            provider._replace(
                probes=tuple(
                    each._replace(address=each.address.replace("https://", f"{self.base}/"))
                    for each in provider.probes
                )
            )
            for provider in PROVIDERS
        )
        return Services(
            partial(probe, options=BRISK),
            providers,
            Archive(f"{self.base}/available?url=", f"{self.base}/web/"),
            Pace(pause=0.0)._replace(**pace),
        )

    def archived(self, link: str, **changes: object) -> str:
        """Let the archive have a copy of a page, and return its address."""
        import json  # noqa: PLC0415

        copy = f"{self.base}/web/20200102030405/{link}"
        closest = {"status": "200", "available": True, "url": copy, **changes}
        body = json.dumps({"archived_snapshots": {"closest": closest}}).encode()
        self.pages["/available"] = Page(200, body)
        self.pages[copy.removeprefix(self.base)] = Page()
        return copy


@contextmanager
def web() -> Iterator[Web]:
    """Serve until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        """Sends what the pages say."""

        def do_GET(self) -> None:
            """Answer GET and HEAD."""
            page = found.page(self.command, self.path)
            self.send_response(page.status)
            for name, value in page.headers:
                self.send_header(name, value)
            if all(name.lower() != "content-length" for name, _ in page.headers):
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(page.body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
