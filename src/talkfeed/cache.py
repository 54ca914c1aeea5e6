"""What was made before, by a name that says of what: on disk, and safe to delete at any time.

A cache is a directory with two files. `pack` holds what was made, one thing behind the other, and
is only ever added to; `index` says where each lies in it, and is replaced as a whole when a build
is done. Nothing in them is trusted: the index has a checksum, each thing in the pack another, and
whatever does not match counts as unknown and is made anew. What made it, down to the versions of
the libraries, goes into the checksum of the index; another program finds nothing.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from marshal import dumps, loads
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from zlib import crc32

from talkfeed.model import Signature

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

PACK, INDEX = "pack", "index"
CHECK_BYTES = 16
HELD = 4 << 20
"""Bytes that wait in memory before they are written."""
RECENT = 16 << 20
"""Bytes of what was used last that stay in memory: an entry stands in many feeds."""
WASTE = 16 << 20
"""So many bytes in the pack that nobody names any more make it worth writing anew."""


class Made(NamedTuple):
    """A document that was published: the name of what it was made of, and its file's signature."""

    name: bytes
    signature: Signature


class Cache(Protocol):
    """Keeps what was made, under a name that everything it was made of goes into.

    `notes` is what the last build left for the next one, plain values.
    """

    notes: dict[str, Any]

    def __contains__(self, name: object) -> bool:
        """Tell whether something seems to be known."""

    def get(self, name: bytes) -> bytes | None:
        """Find what was made; None where it is not known, or not unharmed."""

    def take(self, name: bytes) -> bytes | None:
        """Find what is asked for but once."""

    def put(self, name: bytes, content: bytes) -> None:
        """Keep what was made."""

    def signatures(self) -> Mapping[str, tuple[int, int, int]]:
        """Tell by what each document is known that was published last, by its path."""

    def document(self, path: str) -> Made | None:
        """Find a document that was published last."""

    def keep(self, names: Container[bytes], documents: Mapping[str, Made]) -> None:
        """Say what the next build can use: of all things, those of these names."""

    def revise(self, documents: Mapping[str, Made]) -> None:
        """Say that all is of use that was, and that some documents are others now."""

    def close(self) -> None:
        """Leave to the next build what was kept; what is known can be asked for on."""


class Memory:
    """Keeps it for as long as anybody holds it, and leaves nothing to the next build.

    Only so much stays in memory; the rest waits in a file that has no name.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.notes: dict[str, Any] = {}
        self._places: dict[bytes, tuple[int, int, int]] = {}  # offset, length, checksum
        self._waiting: dict[bytes, bytes] = {}
        self._recent: dict[bytes, bytes] = {}
        self._held = self._kept = self._end = 0
        self._pack: int | None = None
        self._can_write = True

    def __contains__(self, name: object) -> bool:
        """Tell whether something seems to be known."""
        return name in self._places

    def get(self, name: bytes) -> bytes | None:
        """Find what was made; None where it is not known, or not unharmed."""
        content = self._recent.get(name)
        if content is None:
            content = self.take(name)
            if content is not None:
                self._remember(name, content)
        return content

    def take(self, name: bytes) -> bytes | None:
        """Find what is asked for but once."""
        content = self._waiting.get(name) or None
        if content is None and (place := self._places.get(name)):
            content = self._fetch(name, *place)
            if content is None:
                del self._places[name]
        return content

    def put(self, name: bytes, content: bytes) -> None:
        """Keep what was made."""
        if name in self._waiting:
            return
        self._places[name] = self._end, len(content), crc32(content, crc32(name))
        self._end += len(content)
        self._waiting[name] = content
        self._held += len(content)
        if self._held >= HELD:
            self._flush()

    def signatures(self) -> Mapping[str, tuple[int, int, int]]:
        """Tell nothing: what was published is not known."""
        return {}

    def document(self, path: str) -> Made | None:  # noqa: ARG002  — as its like in a store
        """Find nothing: what was published is not known."""
        return None

    def keep(self, names: Container[bytes], documents: Mapping[str, Made]) -> None:
        """Leave nothing."""

    def revise(self, documents: Mapping[str, Made]) -> None:
        """Leave nothing."""

    def close(self) -> None:
        """Leave nothing."""

    def __del__(self) -> None:
        """Let go of the file."""
        if self._pack is not None:
            os.close(self._pack)

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

    def _fetch(self, name: bytes, offset: int, length: int, check: int) -> bytes | None:
        pack = self._file()
        if pack is None:
            return None
        try:
            content = os.pread(pack, length, offset)
        except OSError:
            return None
        return content if crc32(content, crc32(name)) == check else None

    def _remember(self, name: bytes, content: bytes) -> None:
        """Keep in memory what was used last, up to a limit."""
        self._kept += len(content)
        if self._kept > RECENT:
            self._recent.clear()
            self._kept = len(content)
        self._recent[name] = content

    def _flush(self) -> None:
        """Write what waits; where that fails, it goes on waiting."""
        pack = self._file() if self._waiting else None
        if pack is None or not self._can_write:
            return
        content = b"".join(self._waiting.values())
        try:
            written = os.pwrite(pack, content, self._end - len(content))
        except OSError:
            written = 0
        if written < len(content):
            self._can_write = False
            return
        self._waiting.clear()
        self._held = 0


class Store(Memory):
    """Keeps it in a directory; where that cannot be read or written, it is as good as empty."""

    def __init__(self, directory: Path, program: str) -> None:
        """Open what is there; `program` names what makes things, down to the last library."""
        super().__init__()
        self._directory = directory
        self._key = blake2b(program.encode()).digest()
        self._documents: dict[str, tuple[bytes, int, int, int]] = {}
        self._is_kept = False
        self._read_index()

    def signatures(self) -> Mapping[str, tuple[int, int, int]]:
        """Tell by what each document is known that was published last, by its path."""
        return {path: known[1:] for path, known in self._documents.items()}

    def document(self, path: str) -> Made | None:
        """Find a document that was published last."""
        found = self._documents.get(path)
        return found and Made(found[0], Signature(*found[1:]))

    def keep(self, names: Container[bytes], documents: Mapping[str, Made]) -> None:
        """Say what the next build can use: of all things, those of these names."""
        self._places = {name: place for name, place in self._places.items() if name in names}
        self._documents = {
            path: (name, *signature) for path, (name, signature) in documents.items()
        }
        self._is_kept = True

    def revise(self, documents: Mapping[str, Made]) -> None:
        """Say that all is of use that was, and that some documents are others now."""
        self._documents |= {
            path: (name, *signature) for path, (name, signature) in documents.items()
        }
        self._is_kept = True

    def close(self) -> None:
        """Leave to the next build what was kept; what is known can be asked for on."""
        self._flush()
        if self._is_kept and not self._waiting:
            with suppress(OSError):
                if self._end - sum(length for _, length, _ in self._places.values()) > WASTE:
                    self._pack_anew()
                self._write_index()

    def _open(self) -> int:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(self._directory / PACK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _read_index(self) -> None:
        """Take the index in, unless it is damaged or another program's."""
        try:
            content = (self._directory / INDEX).read_bytes()
        except OSError:
            return
        check, body = content[:CHECK_BYTES], content[CHECK_BYTES:]
        if check != self._check(body):
            return
        self._end, self._places, self._documents, self.notes = loads(body)  # noqa: S302  — our own, and checked

    def _write_index(self) -> None:
        body = dumps((self._end, self._places, self._documents, self.notes))
        new = self._directory / f"{INDEX}.new"
        new.write_bytes(self._check(body) + body)
        new.replace(self._directory / INDEX)

    def _check(self, body: bytes) -> bytes:
        return blake2b(body, digest_size=CHECK_BYTES, key=self._key).digest()

    def _pack_anew(self) -> None:
        """Copy what is named into a new pack."""
        names = sorted(self._places, key=self._places.__getitem__)
        new = self._directory / f"{PACK}.new"
        end = 0
        with new.open("wb") as file:
            for name in names:
                offset, length, check = self._places[name]
                content = self._fetch(name, offset, length, check) or b""
                self._places[name] = end, length, check
                end += file.write(content.ljust(length, b"\0"))
        self._end = end
        new.replace(self._directory / PACK)
        if self._pack is not None:
            os.close(self._pack)
            self._pack = None
