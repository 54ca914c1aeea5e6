"""The documents of the last build, by path: fingerprints, and the signatures of their files."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from talkfeed.model import Signature
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Made(NamedTuple):
    """A document that was published: the name of what it was made of, and its file's signature."""

    name: bytes
    signature: Signature


class Documents(NamedTuple):
    """The documents that were published last, in the order of their paths.

    They stand in columns, which are read in a fraction of the time that rows would take. `numbers`
    are those of the signatures, three of each.
    """

    paths: list[str]
    names: list[bytes]
    numbers: list[int]

    @classmethod
    def of(cls, made: Mapping[str, Made]) -> Documents:
        """Put documents into their order."""
        paths = sorted(made)
        names = [made[path].name for path in paths]
        return cls(paths, names, [number for path in paths for number in made[path].signature])

    def get(self, path: str) -> Made | None:
        """Find a document."""
        place = bisect_left(self.paths, path)
        if self.paths[place : place + 1] != [path]:
            return None
        return Made(self.names[place], Signature(*self.numbers[3 * place : 3 * place + 3]))

    def revised(self, made: Mapping[str, Made]) -> Documents:
        """Give some of them another name and another file."""
        new = Documents(self.paths, [*self.names], [*self.numbers])
        for path, (name, signature) in made.items():
            place = bisect_left(self.paths, path)
            new.names[place] = name
            new.numbers[3 * place : 3 * place + 3] = signature
        return new


NONE = Documents([], [], [])
