"""Servers on the loopback that send the bytes of a test, slowly or not at all.

Every server ends with its block, and every connection by itself after a few seconds.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    Answer = bytes | Callable[["Server", socket.socket], None]

PATIENCE = 5.0
_HANDSHAKE = b"\x16"
HOST = "127.0.0.1"


class Server:
    """Answers one connection after the other; the last answer is given again and again."""

    def __init__(self, answers: tuple[Answer, ...], tls: ssl.SSLContext | None) -> None:
        """Listen on a free port."""
        self.requests: list[str] = []
        self.ended = threading.Event()
        self._answers, self._tls = list(answers), tls
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    def url(self, path: str = "/", host: str = HOST) -> str:
        """Give the address of a page."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        """End everything, and wait until it has ended."""
        self.ended.set()
        with suppress(OSError):
            socket.create_connection((HOST, self.port), 1).close()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.ended.is_set():
                connection.close()
                return
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            thread = threading.Thread(target=self._serve, args=(connection, answer))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, answer: Answer) -> None:
        connection.settimeout(PATIENCE)
        with suppress(OSError):
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            self.requests.append(_request(connection))
            if callable(answer):
                answer(self, connection)
            else:
                connection.sendall(answer)
        # What was asked and not read would reset the connection, and the answer with it.
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        connection.close()


def _request(connection: socket.socket) -> str:
    got = b""
    while b"\r\n\r\n" not in got and got[:1] != _HANDSHAKE and (more := connection.recv(4096)):
        got += more
    return got.decode("latin-1")


@contextmanager
def serving(*answers: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Serve on a free loopback port until the block ends."""
    server = Server(answers, tls)
    try:
        yield server
    finally:
        server.close()


def page(
    body: bytes = b"<title>Rainbows</title>", status: str = "200 OK", **fields: str | None
) -> bytes:
    """Write an answer; an underscore in a field's name stands for its hyphen, None for none."""
    known = {"content_type": "text/html", "content_length": str(len(body))} | fields
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in known.items() if value]
    return "\r\n".join((f"HTTP/1.1 {status}", *lines, "", "")).encode("latin-1") + body


def onward(target: str, status: str = "302 Found") -> bytes:
    """Write a redirect."""
    return page(b"", status, location=target)


def bomb(size: int) -> bytes:
    """Write an answer that unpacks to zeros by the million."""
    return page(gzip.compress(b"\0" * size), content_encoding="gzip")


def dripping(start: bytes, drop: bytes = b"x") -> Answer:
    """Send a beginning, and then a drop every so often, until nobody listens."""

    def drip(server: Server, connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(int(PATIENCE / 0.02)):
            if server.ended.wait(0.02):
                return
            connection.sendall(drop)

    return drip


def silent(server: Server, _: socket.socket) -> None:
    """Take a request, and never answer it."""
    server.ended.wait(PATIENCE)


def resetting(_: Server, connection: socket.socket) -> None:
    """Begin to answer, and pull the plug."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def closing(_: Server, __: socket.socket) -> None:
    """Take a request, and hang up."""
