"""The raw values of a talks file: untyped text with places.

Plain tuples, because a large archive makes half a million of them.
"""

from collections.abc import Mapping
from types import MappingProxyType

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


class RawSource(NamedTuple):
    """A file of other software, which an item with `from:` names, not read yet.

    `options` is that item; `others` are the paths of all files that it names.
    """

    path: str
    content: bytes
    options: RawMap
    others: tuple[str, ...]

    @property
    def place(self) -> Place:
        """The place of the item that names the file."""
        return self.options.place


ADDRESSES = ("http://", "https://", "webcal://", "webcals://")
"""How the value of `from:` begins if it names no file but an address, in lower case."""


def web_address(text: str) -> str:
    """Return the address to fetch: one for programs of calendars is that of the web.

    >>> web_address("webcal://club.example/x.ics"), web_address("http://club.example/x.ics")
    ('https://club.example/x.ics', 'http://club.example/x.ics')
    """
    scheme, _, rest = text.partition("://")
    return f"https://{rest}" if scheme.lower() in {"webcal", "webcals"} else text


class RawRemote(NamedTuple):
    """An item with `from:` that names an address, and the path of the file kept of it."""

    address: str
    path: str
    options: RawMap


class RawRecord(NamedTuple):
    """A talk in a file of other software: a packed `RawMap`, and notices of how it was read."""

    content: bytes
    place: Place


Raw = RawScalar | RawList | RawMap


class RawFile(NamedTuple):
    """The content of a talks file: the settings, the talks in order, and the problems.

    `listings` say how its files were found: a directory or file, a pattern in it (empty: itself),
    and the paths found. `notices` do not stop a build. `read_in_place` are the paths of files of
    other software with the places of the items that name them, and `remotes` the sources that
    `talkfeed update` fetches. `people`, `series` and `events` are those of the site.
    """

    feed: RawMap | None
    talks: tuple[RawMap | RawItem | RawSource | RawRecord, ...]
    problems: tuple[Problem, ...]
    place: Place
    listings: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    notices: tuple[Problem, ...] = ()
    read_in_place: Mapping[str, Place] = MappingProxyType({})
    remotes: tuple[RawRemote, ...] = ()
    people: RawList | None = None
    series: RawList | None = None
    events: RawList | None = None
