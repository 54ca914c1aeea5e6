"""A proxy in front of a server that cuts all connections after some uploads."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = "127.0.0.1"


class _Line:
    """The state of a proxy: how many uploads are still let through."""

    def __init__(self, port: int, after: int) -> None:
        self.port, self.left = port, after
        self.lock = threading.Lock()

    def allows(self, data: bytes) -> bool:
        with self.lock:
            self.left -= data.startswith(b"PUT ")
            return self.left >= 0

    def serve(self, client: socket.socket) -> None:
        with client, socket.create_connection((HERE, self.port)) as server, suppress(OSError):
            back = threading.Thread(target=_copy, args=(server, client), daemon=True)
            back.start()
            while (data := client.recv(1 << 16)) and self.allows(data):
                server.sendall(data)
            for end in (client, server):
                end.shutdown(socket.SHUT_RDWR)
            back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)


@contextmanager
def cutting(port: int, *, after: int) -> Iterator[int]:
    """Run a proxy that cuts every connection once so many uploads have gone through."""
    line = _Line(port, after)
    listener = socket.create_server((HERE, 0))
    workers: list[threading.Thread] = []

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                workers.append(threading.Thread(target=line.serve, args=(client,), daemon=True))
                workers[-1].start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield listener.getsockname()[1]
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join(5)
        for worker in workers:
            worker.join(5)
