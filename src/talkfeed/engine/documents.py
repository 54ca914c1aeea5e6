"""The documents of the last build, by path: fingerprints, and the signatures of their files."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from talkfeed.model import Signature
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Made(NamedTuple):
    """A published document: its fingerprint, and the signature of its file."""

    fingerprint: bytes
    signature: Signature


class Documents(NamedTuple):
    """The documents that were published last, in the order of their paths.

    In columns, which are read in a fraction of the time of rows. `numbers`
    are those of the signatures, three of each.
    """

    paths: list[str]
    fingerprints: list[bytes]
    numbers: list[int]

    @classmethod
    def of(cls, made: Mapping[str, Made]) -> Documents:
        """Put documents into their order."""
        paths = sorted(made)
        fingerprints = [made[path].fingerprint for path in paths]
        return cls(
            paths, fingerprints, [number for path in paths for number in made[path].signature]
        )

    def get(self, path: str) -> Made | None:
        """Find a document."""
        place = bisect_left(self.paths, path)
        if self.paths[place : place + 1] != [path]:
            return None
        return Made(self.fingerprints[place], Signature(*self.numbers[3 * place : 3 * place + 3]))

    def revised(self, made: Mapping[str, Made]) -> Documents:
        """Replace the fingerprints and file signatures of some of them."""
        new = Documents(self.paths, [*self.fingerprints], [*self.numbers])
        for path, (fingerprint, signature) in made.items():
            place = bisect_left(self.paths, path)
            new.fingerprints[place] = fingerprint
            new.numbers[3 * place : 3 * place + 3] = signature
        return new


NONE = Documents([], [], [])
