"""What was made before, by a name that says of what: on disk, and safe to delete at any time.

A cache is a directory with two files. `pack` holds what was made, one thing behind the other, and
is only ever added to; `index` says where each lies in it, and is replaced as a whole when a build
is done. Nothing in them is trusted: the index is sealed with the user's key, each thing in the pack
as well, and nothing is decoded whose seal does not match; it counts as unknown and is made again.
What made it, down to the versions of the libraries, goes into the seal of the index; another
program finds nothing.
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
"""The kinds of what is sealed."""
HELD = 4 << 20
"""Bytes that wait in memory before they are written."""
RECENT = 16 << 20
"""Bytes of what was used last that stay in memory: an entry stands in many feeds."""
WASTE = 16 << 20
"""So many bytes in the pack that nobody names any more make it worth writing anew."""


_OFFSET, _END = 8, 4
_ROW = _END + SEAL_BYTES

Place = bytes
"""Where a value is in the pack: its offset, then of each part where it ends, and its seal.

A place is one text of bytes, because an index of a hundred thousand of these is read in a fraction
of the time that tuples would take.
"""


def _size(place: Place) -> int:
    """Return the length of a value: where its last part ends."""
    return int.from_bytes(place[-_ROW:-SEAL_BYTES])


def _part_name(name: bytes, part: int) -> bytes:
    """Name a part of a value, for its seal."""
    return name + part.to_bytes(2)


class Cache(Protocol):
    """Keeps what was made, under a name that everything it was made of goes into.

    `record` is what the last build left for the next one; `documents` are those that it
    published. `rejected` says why a directory was not used.
    """

    record: bytes
    documents: Documents
    rejected: tuple[Problem, ...]

    def __contains__(self, name: object) -> bool:
        """Tell whether something seems to be known."""

    def get(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part of a value; None where it is not known or damaged."""

    def take(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part that is not needed again soon."""

    def put(self, name: bytes, *parts: bytes) -> None:
        """Keep a value of one or more parts, each of which can be read without the others."""

    def keep(self, documents: Documents, names: Container[bytes] | None = None) -> None:
        """Say what the next build can use: of all things, those of these names, if any are said."""

    def forget(self) -> None:
        """Leave an empty cache to the next build."""

    def close(self) -> None:
        """Leave to the next build what was kept; what is known can be asked for on."""


class Memory:
    """Keeps it for as long as anybody holds it, and leaves nothing to the next build.

    Only so much stays in memory; the rest waits in a file that has no name.
    """

    def __init__(self, rejected: tuple[Problem, ...] = (), key: bytes = b"") -> None:
        """Begin with nothing; what has no name needs no key."""
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
        """Tell whether something seems to be known."""
        return name in self._places

    def get(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part of a value; None where it is not known or damaged."""
        content = self._recent.get((name, part))
        if content is None:
            content = self.take(name, part)
            if content is not None:
                self._remember((name, part), content)
        return content

    def take(self, name: bytes, part: int = 0) -> bytes | None:
        """Return a part that is not needed again soon."""
        waiting = self._waiting.get(name)
        if waiting is not None:
            return waiting[part]
        place = self._places.get(name)
        content = self._fetch(name, place, part) if place else None
        if place and content is None:
            del self._places[name]
        return content

    def put(self, name: bytes, *parts: bytes) -> None:
        """Keep a value of one or more parts, each of which can be read without the others."""
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
        """Leave nothing."""

    def forget(self) -> None:
        """Leave an empty cache to the next build."""
        self.record = b""
        self.keep(NONE, frozenset())

    def close(self) -> None:
        """Leave nothing."""

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        """Let go of the file; where a program ends, the module may be gone before."""
        if self._pack is not None:
            close(self._pack)

    def _open(self) -> int:
        """Open the file that what was made waits in.

        Raises:
            OSError: there is no room for it.
        """
        from tempfile import TemporaryFile  # noqa: PLC0415  — for large inputs only

        with TemporaryFile() as file:
            return os.dup(file.fileno())

    def _file(self) -> int | None:
        """Open the pack when it is needed first; None where it cannot be used."""
        if self._pack is None and self._can_write:
            try:
                self._pack = self._open()
            except OSError:
                self._can_write = False
        return self._pack

    def _fetch(self, name: bytes, place: Place, part: int) -> bytes | None:
        """Read a part from the pack; None where its seal does not match."""
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
        """Keep in memory what was used last, up to a limit."""
        self._kept += len(content)
        if self._kept > RECENT:
            self._recent.clear()
            self._kept = len(content)
        self._recent[part] = content

    def _flush(self) -> None:
        """Write what waits; where that fails, it goes on waiting."""
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


class Store(Memory):
    """Keeps it in a directory; where that cannot be read or written, it is as good as empty."""

    def __init__(self, directory: Path, program: str, key: bytes) -> None:
        """Open what is there; `program` names what makes things, down to the last library."""
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
        """Say what the next build can use: of all things, those of these names, if any are said."""
        if names is not None:
            self._places = {name: place for name, place in self._places.items() if name in names}
        self.documents = documents
        self._is_kept = True

    def close(self) -> None:
        """Leave to the next build what was kept; what is known can be asked for on."""
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
        """Take the index in, unless it is damaged or another program's."""
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
        """Copy what is named into a new pack, and go on with that.

        The old one is closed first: Windows replaces no file that is open.
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
