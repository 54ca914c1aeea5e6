"""HTTP on 127.0.0.1 → answers, and server-sent events (HTML, 9.2) that make pages reload.

Each connection has one request and one thread; there is a limit to both, and all of them end with
the server.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from talkfeed.errors import WrongUsage
from talkfeed.serving.answers import Answer, answer, is_foreign, refusal
from talkfeed.serving.page import EVENTS

if TYPE_CHECKING:
    from talkfeed.serving.site import Site
    from talkfeed.serving.state import State

HOST = "127.0.0.1"
TRIES = 50
"""Ports that are tried, from the one that was asked for."""
MOST_CONNECTIONS = 64
PATIENCE = 10.0
"""Seconds that a connection may say nothing."""
OFTEN = 0.5
"""Seconds between two looks at whether a browser that waits has gone."""
LAST = 5.0
"""Seconds that the threads have to end with the server."""
RETRY = 500
"""Milliseconds after which a browser connects again."""


class Server(ThreadingHTTPServer):
    """Serves a site until it is closed."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would take a port from another program
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, site: Site, port: int) -> None:
        """Listen on a port of this machine; raises OSError where that cannot be."""
        self.site = site
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._open: dict[int, socket.socket] = {}
        self._guard = threading.Lock()
        super().__init__((HOST, port), Handler)
        self._listener = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)

    def server_bind(self) -> None:
        """Bind without asking DNS for the name of the host."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, self.allow_reuse_address)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    @property
    def port(self) -> int:
        """The port that the server listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """The address of the site's page."""
        return f"http://{HOST}:{self.port}/"

    def start(self) -> None:
        """Answer requests from now on."""
        self._listener.start()

    def close(self) -> None:
        """End all connections and threads."""
        self.site.end()
        self.shutdown()
        self._listener.join(PATIENCE)
        self.server_close()
        with self._guard:
            waiting = list(self._open.values())
        for connection in waiting:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        end = time.monotonic() + LAST
        for _ in range(MOST_CONNECTIONS):
            self._free.acquire(timeout=max(0, end - time.monotonic()))

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer in a thread of its own; with too many at work, not at all."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        with self._guard:
            self._open[id(request)] = request
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer, and let go of the thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._guard:
                del self._open[id(request)]
            self._free.release()

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that went away while it was answered."""


class Handler(BaseHTTPRequestHandler):
    """Reads a request and writes its answer."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_GET(self) -> None:
        """Answer with a document, or with events for as long as the browser listens."""
        if self.path.partition("?")[0] == EVENTS and not refusal(self.headers):
            self._send_events()
        else:
            self._send(self._answer())

    def do_HEAD(self) -> None:
        """Answer as GET does, without the body."""
        self._send(self._answer(), has_body=False)

    def version_string(self) -> str:
        """Name the program."""
        return "talkfeed"

    def log_message(self, *_: object) -> None:
        """Keep the terminal for what subscribers would see."""

    def _answer(self) -> Answer:
        refused = refusal(self.headers)
        return refused or answer(self.path, self.headers, self.server.site, self.server.address)

    def _send(self, answer: Answer, *, has_body: bool = True) -> None:
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if has_body:
            self.wfile.write(body)

    def _send_events(self) -> None:
        """Send the state, and each one after it, until the browser or the server ends it."""
        if is_foreign(self.headers):
            self._send(Answer(HTTPStatus.FORBIDDEN, {}))
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self.wfile.write(f"retry: {RETRY}\n\n".encode())
        known: State | None = None
        while not self._has_gone():
            state = self.server.site.wait(known, OFTEN)
            if state.is_over:
                return
            if state != known:
                self.wfile.write(f"data: {_as_json(state)}\n\n".encode())
                known = state

    def _has_gone(self) -> bool:
        """Return whether the browser has closed the connection."""
        self.connection.settimeout(0)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        finally:
            self.connection.settimeout(PATIENCE)


def listen(site: Site, port: int) -> Server:
    """Listen on a port, or on the next one that is free.

    Raises:
        WrongUsage: none of them can be had.
    """
    for each in range(port, min(port + TRIES, 1 << 16)):
        try:
            return Server(site, each)
        except OSError as error:
            cause = (error.strerror or str(error)).lower()
    message = f"cannot serve on port {port} or one after it: {cause}; name another with --port"
    raise WrongUsage(message)


def _as_json(state: State) -> str:
    mistakes = [each._asdict() for each in state.mistakes]
    return json.dumps({"version": state.version, "mistakes": mistakes, "name": state.name})
