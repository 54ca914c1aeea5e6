"""The raw values of a talks file: untyped text with places.

Plain tuples, because a large archive makes half a million of them.
"""

from collections.abc import Mapping

from talkfeed.errors import Place, Problem
from talkfeed.named_tuple import NamedTuple


class RawScalar(NamedTuple):
    """Text as written, without a type."""

    text: str
    place: Place
    quoted: bool = False


class RawLost(RawScalar):
    """The empty value of a field that could not be read, which has been reported."""

    __slots__ = ()


class RawList(NamedTuple):
    """A list as written."""

    items: tuple["Raw", ...]
    place: Place


class RawField(NamedTuple):
    """The place of a key, and its value."""

    place: Place
    value: "Raw"


class RawMap(NamedTuple):
    """A mapping as written, its keys in the order of the file."""

    fields: Mapping[str, RawField]
    place: Place


class RawItem(NamedTuple):
    """The bytes (UTF-8) of an item of the list of talks, not parsed yet."""

    content: bytes
    place: Place


Raw = RawScalar | RawList | RawMap


class RawFile(NamedTuple):
    """The content of a talks file: the settings, the talks in order, and the problems.

    `listings` say how its files were found: a directory or file, a pattern in it (empty: itself),
    and the paths found.
    """

    feed: RawMap | None
    talks: tuple[RawMap | RawItem, ...]
    problems: tuple[Problem, ...]
    place: Place
    listings: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
