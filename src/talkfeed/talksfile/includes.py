"""A main file and the files it includes → settings and one list of talks.

A main file is a mapping of `feed:`, `talks:` and perhaps `people:`, `events:` and `series:`, or
just a list of talks. An included file holds only talks: a list, a mapping with `talks:`, or a
single talk. Files that an item with `from:` names are those of other software; their content is
kept as it is.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.limits import MAX_FAULTS
from talkfeed.model import RawItem, RawList, RawLost, RawMap, RawRemote, RawScalar, RawSource
from talkfeed.model.raw import ADDRESSES, web_address
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.talksfile import hints
from talkfeed.talksfile.files import fetched_path, matching, of_others

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from talkfeed.model import Raw, RawField


_NAMES_FILES = lazy(r"\.ya?ml$|[*?\[/]")
_NAMES_FILE = lazy(r"\.ya?ml$")
LISTS = {
    "people": "write\n  people:\n    - name: Ann Example\n      affiliation: Employer",
    "events": "write\n  events:\n    - name: CityCode 2015\n      dates: 7-9 Oct 2015",
    "series": hints.SERIES,
}
"""The parts that are lists, which may be in files of their own, each with an example."""
_PARTS = ("feed", *LISTS, "talks")
NOT_FETCHED = "TF617"
FROM = "from"
"""The key of an item that names files of other software."""
_LIKENESS = 0.8


class Loaded(NamedTuple):
    """The content of one file with its problems; `root` is None for an empty or broken file."""

    root: Raw | None
    problems: list[Problem]
    is_broken: bool = False


class Gathered:
    """The talks of all files read so far: each file once, in the order of their first mention.

    `is_broken`: a part could not be read, so it may hold what seems to be missing.
    `listings`: the directories and patterns that were expanded, with the files found.
    """

    __slots__ = (
        *("_is_bare", "_load", "_main", "_parse", "_rejected", "_seen", "_take"),
        *("events", "feed"),
        *("is_broken", "listings", "notices", "people", "problems", "remotes", "series"),
        *("_sources", "talks"),
    )

    def __init__(
        self,
        load: Callable[[Path], Loaded],
        take: Callable[[Path], bytes],
        parse: Callable[[Path, bytes], Loaded],
    ) -> None:
        """Start empty.

        `load` reads a file of talks, `take` any other one, and `parse` the content of a file.
        """
        self._load, self._take, self._parse = load, take, parse
        self.feed: RawMap | None = None
        self.people: RawList | None = None
        self.events: RawList | None = None
        self.series: RawList | None = None
        self.talks: list[RawMap | RawItem | RawSource] = []
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []
        self.remotes: list[RawRemote] = []
        self.is_broken = False
        self.listings: list[tuple[str, str, tuple[str, ...]]] = []
        self._is_bare = False
        self._main = Path()
        self._rejected = 0
        self._seen: set[Path] = set()
        self._sources: dict[str, Place] = {}

    def read(self, path: Path, *, main: bool) -> None:
        """Add a file and, for a main file, the files it includes."""
        here = Place(str(path), 1, 1)
        try:
            loaded = self._load(path)
        except Rejected as rejected:
            self.is_broken = True
            self.problems.append(rejected.at(here))
            return
        if path.resolve() in self._seen:
            return
        self._seen.add(path.resolve())
        self._main = path if main else self._main
        self.problems += loaded.problems
        if loaded.root is not None:
            self._root(loaded.root, path, main=main)
        elif loaded.is_broken:
            self.is_broken = True
        else:
            self._nothing(here, "the file is empty", main=main)

    def found(self, home: str, pattern: str, paths: Iterable[Path]) -> None:
        """Record the files that a pattern matched."""
        self.listings.append((home, pattern, tuple(map(str, paths))))

    def finish(self, here: Place) -> None:
        """Report missing settings, unless they may be in a part that could not be read."""
        if self.feed is None and not self.is_broken:
            self._reject(
                here, "there is no 'feed:'", hints.BARE if self._is_bare else hints.SETTINGS
            )

    def _nothing(self, place: Place, message: str, *, main: bool) -> None:
        self.is_broken = self.is_broken or main
        self._reject(place, message, hints.STARTER if main else hints.TALK)

    def _root(self, root: Raw, path: Path, *, main: bool) -> None:
        if isinstance(root, RawList):
            self._is_bare = self._is_bare or main
            self._items(root, path.parent if main else None)
        elif isinstance(root, RawScalar):
            self._nothing(root.place, "the file contains no talks", main=main)
        elif main:
            self._parts(root, path.parent)
        else:
            self._included(root)

    def _parts(self, root: RawMap, home: Path) -> None:
        """Add the two parts of a main file."""
        found = set()
        self.is_broken |= len(root.fields) > MAX_FAULTS
        for key, field in islice(root.fields.items(), MAX_FAULTS):
            part = _part(key, root.fields)
            if part != key:
                name = key.strip()
                hint = f"did you mean '{part}'?" if part else hints.INDENT.format(name)
                message = f"unknown top-level key '{name}'"
                self.problems.append(Problem(field.place, "TF301", message, hint))
            if part == "feed":
                self._feed(field)
            elif part in LISTS:
                self.add_list(part, field, home)
            elif part == "talks":
                self._talks(field.value, home)
            elif self.feed is not None and "talks" not in found:
                self.feed = RawMap({key: field, **self.feed.fields}, self.feed.place)
            elif self.talks and isinstance(last := self.talks[-1], RawMap):
                self.talks[-1] = RawMap({key: field, **last.fields}, last.place)
            found.add(part)
        if "talks" not in found and "feed" in found:
            hint = "write\n  talks:\n    - title: A first talk\n      date: 7 Oct 2015"
            self._reject(root.place, "there is no 'talks:'", hint)

    def _feed(self, field: RawField) -> None:
        value = field.value
        if isinstance(value, RawLost):
            self.is_broken = True
            return
        if isinstance(value, RawScalar) and not value.text:
            value = RawMap({}, field.place)
        if not isinstance(value, RawMap):
            self.is_broken = True
            message = "'feed' must be a mapping with keys such as 'title' and 'url'"
            self._reject(value.place, message, hints.SETTINGS)
        elif self.feed is not None:
            hint = f"the first is at {self.feed.place}; keep one of them"
            self._reject(field.place, "a second 'feed:'", hint)
        else:
            self.feed = value

    def add_list(self, part: str, field: RawField, home: Path) -> None:
        """Add the people, events or series of the site; a text names a file of them."""
        if getattr(self, part) is not None:
            self._reject(field.place, f"a second '{part}:'", "keep one of them")
            return
        value = field.value
        found: list[Raw] = []
        for each in value.items if isinstance(value, RawList) else (value,):
            if isinstance(each, RawScalar) and _NAMES_FILE.search(each.text):
                for path in self._named(each.text, each.place, home):
                    found += self._list_of(path, part)
            elif isinstance(value, RawList):
                found.append(each)
            elif isinstance(each, RawMap) or (isinstance(each, RawScalar) and each.text):
                message = f"'{part}' must be a list of {part}, or a file"
                self._reject(each.place, message, LISTS[part])
        setattr(self, part, RawList(tuple(found), field.place))

    def _list_of(self, path: Path, part: str) -> Sequence[Raw]:
        """Return the items of a file, a list or a mapping with the name of the part."""
        try:
            loaded = self._parse(path, self._take(path))
        except Rejected as rejected:
            self.is_broken = True
            self.problems.append(rejected.at(Place(str(path), 1, 1)))
            return ()
        self.problems += loaded.problems
        self.is_broken |= loaded.is_broken
        root = loaded.root
        if isinstance(root, RawMap) and [*root.fields] == [part]:
            root = root.fields[part].value
        if isinstance(root, RawList):
            return root.items
        if not loaded.is_broken:
            here = Place(str(path), 1, 1)
            self._reject(here, f"the file must be a list of {part}", LISTS[part])
        return ()

    def _talks(self, value: Raw, home: Path | None) -> None:
        if isinstance(value, RawList):
            self._items(value, home)
        elif isinstance(value, RawMap):
            self._reject(
                value.place, "'talks' must be a list", f"begin each talk with '- ': {hints.TALK}"
            )
        elif value.text:
            self._item(value, home)

    def _included(self, root: RawMap) -> None:
        """Add an included file: a list of talks, or a single talk."""
        if not set(_PARTS) & set(root.fields):
            self.talks.append(root)
            return
        for key, field in root.fields.items():
            if key == "talks":
                self._talks(field.value, None)
            else:
                message = f"'{key}' is not allowed in an included file, which holds only talks"
                self._reject(field.place, message, "move it into the main file, or delete it")

    def _items(self, talks: RawList, home: Path | None) -> None:
        for item in talks.items:
            if isinstance(item, RawMap) and FROM in item.fields:
                self._source(item, home)
            elif isinstance(item, RawMap | RawItem):
                self.talks.append(item)
            else:
                self._item(item, home)

    def _item(self, item: RawScalar | RawList, home: Path | None) -> None:
        """Add an item that is not a mapping; text in a main file names files to include."""
        if not isinstance(item, RawScalar) or not _NAMES_FILES.search(item.text):
            self._reject(item.place, "a talk must be a mapping with keys", hints.TALK)
        else:
            for path in self._named(item.text, item.place, home):
                self.read(path, main=False)

    def _source(self, item: RawMap, home: Path | None) -> None:
        """Add the files of other software that an item names."""
        named = item.fields[FROM].value
        if not isinstance(named, RawScalar) or not named.text.strip():
            self._reject(item.fields[FROM].place, "'from' must be a path or pattern", hints.SOURCE)
            return
        pattern = web_address(named.text.strip())
        first = self._sources.setdefault(Path(pattern).as_posix(), named.place)
        if first != named.place:
            hint = f"the first is at {first}; keep one of them, with all options"
            self._reject(named.place, f"a second item names '{pattern}'", hint)
            return
        if home is not None and pattern.lower().startswith(ADDRESSES):
            self._remote(pattern, item, home)
            return
        paths = self._lists(pattern, named.place, home)
        others = tuple(map(str, paths))
        for path in paths:
            try:
                content = self._take(path)
            except Rejected as rejected:
                self.is_broken = True
                self.problems.append(rejected.at(Place(str(path), 1, 1)))
                continue
            if path.resolve() not in self._seen:
                self._seen.add(path.resolve())
                self.talks.append(RawSource(str(path), content, item, others))

    def _lists(self, pattern: str, place: Place, home: Path | None) -> list[Path]:
        """Return the files of other software that a pattern or directory names."""
        is_directory = home is not None and (home / pattern).is_dir()
        whole = f"{pattern.rstrip('/')}/**/*" if is_directory else pattern
        found = self._named(whole, place, home)
        paths = of_others(found, is_many=is_directory)
        if found and not paths:
            self._reject(place, f"there is no list in '{pattern}'", hints.NO_LIST)
        if paths == [self._main]:
            self._reject(place, "the talks file names itself", hints.SOURCE)
        return paths

    def _remote(self, address: str, item: RawMap, home: Path) -> None:
        """Add the talks that were fetched of an address."""
        path = fetched_path(self._main, address)
        self.remotes.append(RawRemote(address, str(path), item))
        is_there = path.exists()
        self.found(str(home), path.relative_to(home).as_posix(), [path] if is_there else [])
        if is_there:
            self.read(path, main=False)
        else:
            message, hint = f"{address} has not been fetched yet", "run 'talkfeed update'"
            self.notices.append(Problem(item.fields[FROM].value.place, NOT_FETCHED, message, hint))

    def _named(self, pattern: str, place: Place, home: Path | None) -> list[Path]:
        """Return the files that a pattern in a main file names, and record them."""
        if home is None:
            hint = "name all files in the main file, e.g. talks: [talks/*.yaml]"
            self._reject(place, "an included file cannot include further files", hint)
            return []
        paths: list[Path] = []
        try:
            paths = matching(pattern, home)
        except Rejected as rejected:
            self.problems.append(rejected.at(place))
        self.found(str(home), pattern, paths)
        return paths

    def _reject(self, place: Place, message: str, hint: str) -> None:
        if self._rejected < MAX_FAULTS:
            self.problems.append(Problem(place, "TF111", message, hint))
        self._rejected += 1


def _part(key: str, present: Container[str]) -> str | None:
    """Return the part of a main file that a misspelt key means, unless the file has that part."""
    meant = get_close_matches(key.strip().casefold(), _PARTS, n=1, cutoff=_LIKENESS)
    part = meant[0] if meant else None
    return None if part is not None and part != key and part in present else part
