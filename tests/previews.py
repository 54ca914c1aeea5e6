"""`talkfeed serve` as its users meet it: HTTP requests, server-sent events, edits, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

from commands import COMMAND, environment
from talkfeed.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.client import HTTPResponse
    from pathlib import Path

PATIENCE = 30.0


def free_port() -> int:
    """Find a port that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Client:
    """Requests to a preview on a port."""

    def __init__(self, port: int) -> None:
        """Take the port."""
        self.port = port

    def get(
        self, path: str = "/", method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Return the status, headers and body of a request."""
        with closing(self._connect()) as connection:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def text(self, path: str = "/") -> str:
        """Return the text of a document."""
        return self.get(path)[2].decode()

    def wait_until_up(self) -> None:
        """Return when the preview listens."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                assert time.monotonic() < end
                time.sleep(0.02)
            else:
                return

    @contextmanager
    def events(self) -> Iterator[Events]:
        """Listen to the events."""
        with closing(self._connect()) as connection:
            connection.request("GET", "/.talkfeed/events")
            yield Events(connection.getresponse())

    def _connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)


class Events:
    """The events of a preview, each a state; the first one comes at once."""

    def __init__(self, answer: HTTPResponse) -> None:
        """Read the first one."""
        self._answer = answer
        self.state = self.next()

    def next(self) -> dict[str, Any]:
        """Wait for the next state."""
        while line := self._answer.readline():
            if line.startswith(b"data: "):
                self.state = json.loads(line.removeprefix(b"data: "))
                return self.state
        message = "the preview has ended"
        raise EOFError(message)

    def until_right(self) -> dict[str, Any]:
        """Wait for another version."""
        before = self.state["version"]
        while self.next()["version"] == before:
            pass
        return self.state

    def until_wrong(self, word: str = "") -> list[dict[str, Any]]:
        """Wait for mistakes, one of which has a word in its message."""
        while not any(word in each["message"] for each in self.next()["mistakes"]):
            pass
        mistakes: list[dict[str, Any]] = self.state["mistakes"]
        return mistakes


def interrupt() -> None:
    """Press Ctrl-C."""
    if hasattr(signal, "pthread_kill"):
        main_thread = threading.main_thread().ident
        assert main_thread
        signal.pthread_kill(main_thread, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


def use(arguments: list[str], act: Callable[[], None]) -> int:
    """Run a command that goes on until Ctrl-C, which is pressed when `act` has returned."""

    def act_and_end() -> None:
        try:
            act()
        finally:
            interrupt()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(act_and_end)
        status = main(arguments)
        with suppress(KeyboardInterrupt):
            done.result()
    return status


def preview(source: Path, act: Callable[[Client], None], *arguments: str) -> int:
    """Serve a preview of a talks file for as long as `act` uses it."""
    client = Client(free_port())

    def visit() -> None:
        client.wait_until_up()
        act(client)

    return use(["serve", str(source), "--port", str(client.port), *arguments], visit)


@contextmanager
def process(source: Path, *arguments: str, **variables: str) -> Iterator[tuple[Client, list[str]]]:
    """Serve a preview in a process of its own; the list gets its lines up to the address."""
    command = [*COMMAND, "serve", source.name, "--port", str(free_port()), *arguments]
    with subprocess.Popen(
        command,
        cwd=source.parent,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as run:
        assert run.stdout
        lines: list[str] = []
        try:
            while not (lines and lines[-1].startswith("serving")):
                lines.append(run.stdout.readline())
                assert lines[-1], "the preview has ended"
            yield Client(int(lines[-1].partition("127.0.0.1:")[2].partition("/")[0])), lines
        finally:
            run.terminate()
            run.stdout.read()
            lines.append(f"status {run.wait(PATIENCE)}")


def save_by_rename(path: Path, text: str) -> None:
    """Save as Vim and most editors do: a new file takes the place of the old one."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105


def save_in_place(path: Path, text: str) -> None:
    """Save as Nano and VS Code do: the file is emptied, then written in two pieces."""
    with path.open("w", encoding="utf-8") as file:
        file.flush()
        time.sleep(0.08)
        file.write(text[:40])
        file.flush()
        time.sleep(0.02)
        file.write(text[40:])


def save_anew(path: Path, text: str) -> None:
    """Save as some editors on network drives do: the file is deleted, then written."""
    path.unlink()
    time.sleep(0.12)
    path.write_text(text, encoding="utf-8")
