"""A source → the source that reads it: the one it looks most like, or the one that is named."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from talkfeed.errors import Refusal
from talkfeed.importers import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.importers import Source
    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

UNKNOWN = "TF701"
NOT_THAT = "TF702"
ENOUGH = 0.1
"""Below this likeness nothing counts as recognised; any text looks that much like plain text."""


class Reader(Protocol):
    """A module that reads one kind of source."""

    def recognise(self, source: SourceInput) -> float:
        """Say from 0 to 1 how much a source looks like the kind; cheap, and never raises."""

    def read(self, source: SourceInput, options: ImportOptions) -> ImportResult:
        """Read everything; a `Refusal` says that the source as a whole cannot be read."""


class Similarity(NamedTuple):
    """How much a source looks like a kind."""

    kind: str
    value: float
    reader: Reader


def choose(
    source: SourceInput, wanted: str | None = None, kinds: Mapping[str, Source] | None = None
) -> Reader:
    """Find the source of a source; of two that it looks like as much, the first in the table.

    Raises:
        Refusal: TF701, no kind has the name that is wanted, or the source looks like none;
            TF702, it is a directory, and what is wanted reads single files.
    """
    kinds = sources() if kinds is None else kinds
    if wanted is not None:
        return _named(wanted, source, kinds)
    found = similarities(source, kinds)
    best = max(found, key=lambda each: each.value, default=None)
    if best is None or best.value < ENOUGH:
        hint = f"say what it is with --from; it looks like: {_told(found)}"
        raise Refusal(UNKNOWN, f"'{source.name}' is of no kind that is known", hint)
    return best.reader


def similarities(source: SourceInput, kinds: Mapping[str, Source]) -> list[Similarity]:
    """Ask every kind, in the order of the table."""
    readers = ((name, _reader(kind)) for name, kind in kinds.items())
    return [Similarity(name, _similarity(source, reader), reader) for name, reader in readers]


def _similarity(source: SourceInput, reader: Reader) -> float:
    """Ask one kind; if it refuses the source at first sight, it is not that."""
    try:
        return reader.recognise(source)
    except Refusal:
        return 0.0


def _named(wanted: str, source: SourceInput, kinds: Mapping[str, Source]) -> Reader:
    if wanted not in kinds:
        hint = f"--from takes one of: {', '.join(kinds)}"
        raise Refusal(UNKNOWN, f"there is no kind of source '{wanted}'", hint)
    reader = _reader(kinds[wanted])
    if source.files and not _similarity(source, reader):
        hint = "name the file in it"
        raise Refusal(NOT_THAT, f"'{source.name}' is a directory, and no '{wanted}'", hint)
    return reader


def _reader(kind: Source) -> Reader:
    return cast("Reader", import_module(kind.module))


def _told(found: Iterable[Similarity]) -> str:
    ordered = sorted(found, key=lambda each: -each.value)
    return ", ".join(f"{each.kind} {each.value:.0%}" for each in ordered)
