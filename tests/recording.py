"""A server on the loopback that records whole requests, and answers as a test says.

It ends with its block, and every connection by itself after a few seconds.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from email.message import Message

    Respond = Callable[["Request"], "Response"]

HOST = "127.0.0.1"
PATIENCE = 5.0


class Request(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    headers: Message
    body: bytes


class Response(NamedTuple):
    """An answer; a status of 0 hangs up without one."""

    status: int = 200
    body: bytes = b"ok"
    headers: Mapping[str, str] = {}


HANG_UP = Response(0)


class Recorder:
    """A server that gives one answer after the other, the last one again and again."""

    def __init__(self, *answers: Response | Respond) -> None:
        """Listen on a free port."""
        self.requests: list[Request] = []
        self._answers = [*answers] or [Response()]
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer((HOST, 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        """The address of the server, without a final slash."""
        return f"http://{HOST}:{self._server.server_address[1]}"

    def answer(self, *answers: Response | Respond) -> None:
        """Give these answers from now on."""
        with self._lock:
            self._answers = [*answers]

    def close(self) -> None:
        """End, and wait for it."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, request: Request) -> Response:
        """Record a request, and choose its answer."""
        with self._lock:
            self.requests.append(request)
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return answer(request) if callable(answer) else answer

    def _handler(recorder) -> type[BaseHTTPRequestHandler]:  # noqa: N805  — two selves
        class Handler(BaseHTTPRequestHandler):
            timeout = PATIENCE

            def do_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                found = recorder.take(Request(self.command, self.path, self.headers, body))
                if found.status:
                    self.send_response(found.status)
                    for name, value in found.headers.items():
                        self.send_header(name, value)
                    self.send_header("content-length", str(len(found.body)))
                    self.end_headers()
                    self.wfile.write(found.body)

            do_GET = do_POST = do_PUT = do_any  # noqa: N815  — http.server's names

            def log_message(self, *_: Any) -> None:
                """Print nothing."""

        return Handler


@contextmanager
def recording(*answers: Response | Respond) -> Iterator[Recorder]:
    """Serve on a free port of the loopback until the block ends."""
    recorder = Recorder(*answers)
    try:
        yield recorder
    finally:
        recorder.close()
