"""Lines of events and calls for papers ⇄ rows of talks.lock: "+", the kind, then as of a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from talkfeed.ledger.values import Line

MARK = "+"
"""The first character of such a row, which no key has."""


def write_rows(
    occasions: Mapping[str, tuple[Line, ...]], write: Callable[[Line], str]
) -> Iterator[str]:
    """Return the rows of all lines, sorted by their kind."""
    for kind, lines in sorted(occasions.items()):
        yield from (f"{MARK}{kind} {write(line)}" for line in lines)


def read_rows(rows: Iterable[str], read: Callable[[str], Line]) -> dict[str, tuple[Line, ...]]:
    """Return the lines of rows by their kind.

    Raises:
        ValueError: a row is invalid.
    """
    found: dict[str, list[Line]] = {}
    for row in rows:
        kind, _, line = row.removeprefix(MARK).partition(" ")
        found.setdefault(kind, []).append(read(line))
    return {kind: tuple(lines) for kind, lines in found.items()}


def rows_of(content: bytes) -> list[str]:
    """Find the rows in a lock file; they are consecutive."""
    mark = MARK.encode()
    start = content.find(b"\n" + mark) + 1
    end = start
    while start and content.startswith(mark, end):
        end = content.index(b"\n", end) + 1
    return content[start:end].decode().split("\n")[:-1]
