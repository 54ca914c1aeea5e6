"""Firefox (firefox-esr of Debian, by WebDriver BiDi) on sites in memory, served by this machine.

Playwright drives only a Firefox of its own, so this speaks the protocol of the W3C itself.
"""

from __future__ import annotations

import json
import mimetypes
import re
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from websockets.sync.client import ClientConnection

PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.safebrowsing.provider.google4.updateURL": "",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "",
}
CLOCK = """() => {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(AT); }
    static now() { return AT; }
  };
}"""
"""A script that runs before those of each page: the clock stands still."""
_TIMEOUT = 60


class Firefox:
    """One tab: it goes to pages, and keeps the requests and the messages of the console."""

    def __init__(self, socket: ClientConnection, base: str) -> None:
        """Begin a session; `base` is the address of the site."""
        self.base = base
        self.requests: list[str] = []
        self.console: list[str] = []
        self._socket, self._last = socket, 0
        self._call("session.new", capabilities={})
        self._tab = self._call("browsingContext.getTree")["contexts"][0]["context"]
        self._call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def set_clock(self, now: datetime) -> None:
        """Stop the clock of the pages that are visited from now on."""
        script = CLOCK.replace("AT", str(int(now.timestamp() * 1000)))
        self._call("script.addPreloadScript", functionDeclaration=script)

    def visit(self, path: str, width: int = 1280, height: int = 900) -> None:
        """Open a page of the site, and wait until it is loaded."""
        size = {"width": width, "height": height}
        self._call("browsingContext.setViewport", context=self._tab, viewport=size)
        url = self.base + path
        self._call("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        """Return the JSON value of an expression on the page."""
        found = self._call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise AssertionError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"]) if "value" in found["result"] else None

    def other_hosts(self) -> set[str]:
        """Return the hosts that pages asked beside their own."""
        asked = {urlsplit(url).netloc for url in self.requests if url.startswith("http")}
        return asked - {urlsplit(self.base).netloc}

    def _call(self, method: str, **parameters: Any) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=_TIMEOUT))
            if answer.get("id") == self._last:
                assert answer["type"] == "success", answer
                return answer["result"]
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "log.entryAdded":
            self.console.append(f"{event['params']['level']}: {event['params']['text']}")
        elif event.get("method") == "network.beforeRequestSent":
            self.requests.append(event["params"]["request"]["url"])


@contextmanager
def firefox(files: Mapping[str, bytes], home: Path) -> Iterator[Firefox]:
    """Start Firefox with a new profile in `home`, on a site of these files."""
    profile = home / "profile"
    profile.mkdir()
    rows = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in PREFERENCES.items()
    )
    (profile / "user.js").write_text("".join(rows))
    command = ("firefox-esr", "--headless", "--no-remote", "--remote-debugging-port", "0")
    with (
        _served(files) as base,
        subprocess.Popen(
            [*command, "--profile", str(profile)],
            env={"HOME": str(home), "PATH": "/usr/bin:/bin", "TZ": "Europe/Oslo"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as browser,
    ):
        assert browser.stderr
        lines = (re.search(r"ws://\S+", line) for line in browser.stderr)
        address = next(filter(None, lines))[0]
        rest = threading.Thread(target=browser.stderr.read)
        rest.start()
        try:
            with connect(f"{address}/session", max_size=None) as socket:
                yield Firefox(socket, base)
        finally:
            browser.terminate()
            rest.join(_TIMEOUT)


@contextmanager
def _served(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve files on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = urlsplit(self.path).path[1:]
            name = f"{name}index.html" if name.endswith("/") or not name else name
            self.send_response(200 if name in files else 404)
            kind = mimetypes.guess_type(name)[0]
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(files.get(name, b""))

        def log_message(self, *_: object) -> None:
            """Be silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
