"""Results of earlier builds by fingerprint, in memory or on disk, where they may be deleted.

A cache is a directory with two files. `pack` contains the values, one after the other, and is only
appended to; `index` has their positions, and is replaced at the end of a build. Neither is trusted:
the index and each value are sealed with the user's key, and only decoded if the seal matches;
otherwise the value is unknown and made again. The seal of the index depends on the versions of
talkfeed and all libraries, so other versions find nothing.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from itertools import chain
from marshal import dumps, loads
from typing import TYPE_CHECKING, Protocol

from talkfeed import files, system
from talkfeed.engine.documents import NONE, Documents
from talkfeed.private import (
    SEAL_BYTES,
    create,
    is_sealed,
    make_directory,
    open_or_create,
    replace,
    seal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

    from talkfeed.errors import Problem

PACK, INDEX = "pack", "index"
_PIECE, _INDEX = b"piece", b"index"
"""The kinds of sealed content."""
HELD = 4 << 20
"""The maximum number of bytes in memory that are not written yet."""
RECENT = 16 << 20
"""The bytes of recently used values kept in memory, because an entry is in many feeds."""
WASTE = 16 << 20
"""The bytes of unused values in the pack from which it is rewritten."""


_OFFSET, _END = 8, 4
_ROW = _END + SEAL_BYTES

Place = bytes
"""The position of a value in the pack: its offset, then the end and the seal of each part.

It is a byte string, because an index of a hundred thousand of them loads much faster than tuples.
"""


def _size(place: Place) -> int:
    """Return the length of a value, the end of its last part."""
    return int.from_bytes(place[-_ROW:-SEAL_BYTES])


def _part_name(name: bytes, part: int) -> bytes:
    """Return the name of a part of a value, for its seal."""
    return name + part.to_bytes(2)


class Cache(Protocol):
    """Stores values by name, the fingerprint of everything they are made from.

    `record` is the record of the last build, and `documents` those that it published. `rejected`
    are the reasons why a directory is not used.
    """

    record: bytes
    documents: Documents
    rejected: tuple[Problem, ...]

    def __contains__(self, name: object) -> bool:
        """Return whether a value seems to be stored."""

    def get(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part of a value; None if it is unknown or damaged."""

    def take(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part of a value that is not needed again soon, so it is not kept in memory."""

    def put(self, name: bytes, *parts: bytes) -> None:
        """Store a value of one or more parts, which can be read separately."""

    def keep(self, documents: Documents, names: Container[bytes] | None = None) -> None:
        """Save documents and values for the next build; with `names`, only those values."""

    def forget(self) -> None:
        """Leave an empty cache for the next build."""

    def close(self) -> None:
        """Write what was saved for the next build; values can still be read."""


class MemoryStore:
    """A cache for one build, which leaves nothing for the next.

    Beyond a limit, values are in a temporary file.
    """

    def __init__(self, rejected: tuple[Problem, ...] = (), key: bytes = b"") -> None:
        """Start empty; a temporary file needs no key."""
        self.rejected = rejected
        self._key = key
        self.record = b""
        self.documents = NONE
        self._waiting: dict[bytes, tuple[bytes, ...]] = {}
        self._recent: dict[tuple[bytes, int], bytes] = {}
        self._held = self._kept = self._end = 0
        self._pack: int | None = None
        self._can_write = True

    @cached_property
    def _places(self) -> dict[bytes, Place]:
        return {}

    def __contains__(self, name: object) -> bool:
        """Return whether a value seems to be stored."""
        return name in self._places

    def get(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part of a value; None if it is unknown or damaged."""
        content = self._recent.get((name, part))
        if content is None:
            content = self.take(name, part)
            if content is not None:
                self._remember((name, part), content)
        return content

    def take(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part of a value that is not needed again soon, so it is not kept in memory."""
        waiting = self._waiting.get(name)
        if waiting is not None:
            return waiting[part]
        place = self._places.get(name)
        content = self._fetch(name, place, part) if place else None
        if place and content is None:
            del self._places[name]
        return content

    def put(self, name: bytes, *parts: bytes) -> None:
        """Store a value of one or more parts, which can be read separately."""
        if name in self._waiting:
            return
        place, end = [self._end.to_bytes(_OFFSET)], 0
        for number, part in enumerate(parts):
            end += len(part)
            place += (end.to_bytes(_END), seal(self._key, _PIECE, _part_name(name, number), part))
        self._end += end
        self._held += end
        self._places[name] = b"".join(place)
        self._waiting[name] = parts
        if self._held >= HELD:
            self._flush()

    def keep(self, documents: Documents, names: Container[bytes] | None = None) -> None:
        """Do nothing: values in memory are not saved."""

    def forget(self) -> None:
        """Leave an empty cache for the next build."""
        self.record = b""
        self.keep(NONE, frozenset())

    def close(self) -> None:
        """Do nothing: values in memory are not saved."""

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        """Close the file; `close` is bound because at exit the module may be gone."""
        if self._pack is not None:
            close(self._pack)

    def _open(self) -> int:
        """Open a file for the values.

        Raises:
            OSError: the file cannot be created.
        """
        from tempfile import TemporaryFile  # noqa: PLC0415  — for large inputs only

        with TemporaryFile() as file:
            return os.dup(file.fileno())

    def _file(self) -> int | None:
        """Return the pack, opened on first use; None if it cannot be used."""
        if self._pack is None and self._can_write:
            try:
                self._pack = self._open()
            except OSError:
                self._can_write = False
        return self._pack

    def _fetch(self, name: bytes, place: Place, part: int) -> bytes | None:
        """Read a part from the pack; None if its seal does not match."""
        pack = self._file()
        if pack is None:
            return None
        row = _OFFSET + part * _ROW
        start = int.from_bytes(place[row - _ROW : row - SEAL_BYTES]) if part else 0
        end = int.from_bytes(place[row : row + _END])
        length, offset = end - start, int.from_bytes(place[:_OFFSET]) + start
        try:
            content = system.read_at(pack, length, offset)
        except OSError:
            return None
        sealed = place[row + _END : row + _ROW]
        named = _part_name(name, part)
        return content if is_sealed(sealed, self._key, _PIECE, named, content) else None

    def _remember(self, part: tuple[bytes, int], content: bytes) -> None:
        """Keep a recently used part in memory, up to a limit."""
        self._kept += len(content)
        if self._kept > RECENT:
            self._recent.clear()
            self._kept = len(content)
        self._recent[part] = content

    def _flush(self) -> None:
        """Write the values in memory to the pack; keep them there if writing fails."""
        pack = self._file() if self._waiting else None
        if pack is None or not self._can_write:
            return
        content = b"".join(chain.from_iterable(self._waiting.values()))
        try:
            written = system.write_at(pack, content, self._end - len(content))
        except OSError:
            written = 0
        if written < len(content):
            self._can_write = False
            return
        self._waiting.clear()
        self._held = 0


class DiskStore(MemoryStore):
    """A cache in a directory; one that cannot be read or written counts as empty."""

    def __init__(self, directory: Path, program: str, key: bytes) -> None:
        """Read the index; `program` is the versions of talkfeed and all libraries."""
        super().__init__(key=key)
        self._directory = directory
        self._name = f"{directory.name}\n{program}".encode()
        self._packed_places = dumps({})
        self._is_kept = False
        self._read_index()

    @cached_property
    def _places(self) -> dict[bytes, Place]:
        places: dict[bytes, Place] = loads(self._packed_places)  # noqa: S302  — our own, and sealed
        return places

    def keep(self, documents: Documents, names: Container[bytes] | None = None) -> None:
        """Save documents and values for the next build; with `names`, only those values."""
        if names is not None:
            self._places = {name: place for name, place in self._places.items() if name in names}
        self.documents = documents
        self._is_kept = True

    def close(self) -> None:
        """Write what was saved for the next build; values can still be read."""
        self._flush()
        if self._is_kept and not self._waiting:
            with suppress(OSError):
                waste = self._end - sum(map(_size, self._places.values()))
                if waste > WASTE and (pack := self._file()) is not None:
                    self._pack_anew(pack)
                self._write_index()

    def _open(self) -> int:
        make_directory(self._directory)
        return open_or_create(self._directory / PACK)

    def _read_index(self) -> None:
        """Read the index, unless it is damaged or of other versions."""
        try:
            content = memoryview(files.read(self._directory / INDEX))
        except OSError:
            return
        sealed, body = bytes(content[:SEAL_BYTES]), content[SEAL_BYTES:]
        if not is_sealed(sealed, self._key, _INDEX, self._name, body):
            return
        self._end, self._packed_places, documents, self.record = loads(body)  # noqa: S302  — our own, and sealed
        self.documents = Documents(*documents)

    def _write_index(self) -> None:
        body = dumps((self._end, dumps(self._places), tuple(self.documents), self.record))
        replace(self._directory / INDEX, (seal(self._key, _INDEX, self._name, body), body))

    def _pack_anew(self, pack: int) -> None:
        """Copy the indexed values to a new pack, which replaces the old one.

        The old one is closed first, because Windows cannot replace an open file.
        """
        names = sorted(self._places, key=self._places.__getitem__)
        new = self._directory / f"{PACK}.new"
        places, end = {}, 0
        with open(create(new), "wb") as file:  # noqa: PTH123  — a descriptor
            for name in names:
                place = self._places[name]
                start, length = int.from_bytes(place[:_OFFSET]), _size(place)
                content = system.read_at(pack, length, start)
                places[name] = end.to_bytes(_OFFSET) + place[_OFFSET:]
                end += file.write(content.ljust(length, b"\0"))
        self._pack = None
        os.close(pack)
        system.replace(str(new), str(self._directory / PACK))
        self._places, self._end = places, end
