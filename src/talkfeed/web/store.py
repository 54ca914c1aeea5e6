"""Where answers are kept between runs: bytes by a key. Whatever is lost is only fetched again."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from talkfeed import files

if TYPE_CHECKING:
    from pathlib import Path


class Store(Protocol):
    """Keeps bytes by a key, as well as it can: it may forget anything at any time."""

    def get(self, key: str) -> bytes | None:
        """Give what was put last, None where nothing is known."""

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes; failing to is no error."""


@dataclass(frozen=True, slots=True)
class Directory:
    """A store in a directory of its own, a file for each key; it can be deleted at any time."""

    path: Path

    def get(self, key: str) -> bytes | None:
        """Read the file of a key."""
        with suppress(OSError):
            return files.read(self._place(key))
        return None

    def put(self, key: str, value: bytes) -> None:
        """Write the file of a key beside its place, and rename it: nobody sees half a file."""
        place = self._place(key)
        beside = place.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                beside.write_bytes(value)
                beside.replace(place)
            finally:
                beside.unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.path / sha256(key.encode()).hexdigest()
