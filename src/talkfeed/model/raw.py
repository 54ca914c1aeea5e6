"""What a source read: text with its places, nothing guessed about types.

Plain tuples, because a large archive makes half a million of them.
"""

from collections.abc import Mapping

from talkfeed.errors import Place, Problem
from talkfeed.named_tuple import NamedTuple


class RawScalar(NamedTuple):
    """A piece of text as written; nothing has been guessed about its type."""

    text: str
    place: Place
    quoted: bool = False


class RawLost(RawScalar):
    """A value that cannot be read, after a problem that says so; an empty text besides."""

    __slots__ = ()


class RawList(NamedTuple):
    """A list as written."""

    items: tuple["Raw", ...]
    place: Place


class RawField(NamedTuple):
    """A key's place and its value."""

    place: Place
    value: "Raw"


class RawMap(NamedTuple):
    """A mapping as written, its keys in the order of the file."""

    fields: Mapping[str, RawField]
    place: Place


class RawItem(NamedTuple):
    """An item of the list of talks, cut out of its file (UTF-8) and not parsed yet."""

    content: bytes
    place: Place


Raw = RawScalar | RawList | RawMap


class RawFile(NamedTuple):
    """What a source holds: the settings, the talks in curated order, and what was wrong.

    `listings` say how its files were found: a directory or file, a pattern in it (empty: itself),
    and the paths that this stands for.
    """

    feed: RawMap | None
    talks: tuple[RawMap | RawItem, ...]
    problems: tuple[Problem, ...]
    place: Place
    listings: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
