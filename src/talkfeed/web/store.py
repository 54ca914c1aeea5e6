"""A cache of responses between runs: bytes by key. A lost entry is only fetched again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from talkfeed import files
from talkfeed.errors import Rejected
from talkfeed.private import SEAL_BYTES, is_sealed, make_directory, replace, seal, unlock

if TYPE_CHECKING:
    from pathlib import Path

_KIND = b"web answer"


class Store(Protocol):
    """A mapping from keys to bytes that may lose any entry at any time."""

    def get(self, key: str) -> bytes | None:
        """Return the bytes put last under a key, or None."""

    def put(self, key: str, value: bytes) -> None:
        """Store bytes; a failure is not an error."""


@dataclass(frozen=True, slots=True)
class Directory:
    """A store in a directory of its own, a file for each key; it can be deleted at any time.

    Files are sealed with the user's `secret` key (see `talkfeed.private`), so that nobody else can
    change them; a directory that others can write to is not used.
    """

    path: Path
    secret: bytes | Path

    def get(self, key: str) -> bytes | None:
        """Read the file of a key; None if it is damaged or has no seal of this user."""
        with suppress(OSError, Rejected):
            secret = unlock(self.path, self.secret)
            content = files.read(self._place(key))
            sealed, value = content[:SEAL_BYTES], content[SEAL_BYTES:]
            if is_sealed(sealed, secret, _KIND, _name(key), value):
                return value
        return None

    def put(self, key: str, value: bytes) -> None:
        """Write the file of a key."""
        with suppress(OSError, Rejected):
            secret = unlock(self.path, self.secret)
            make_directory(self.path)
            replace(self._place(key), (seal(secret, _KIND, _name(key), value), value))

    def _place(self, key: str) -> Path:
        return self.path / sha256(_name(key)).hexdigest()


def _name(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")
