"""The texts of several files → one list of talks: a main file, and the files it names.

A main file is a mapping of `feed:` and `talks:`, or a bare list of talks. A file that it names
holds talks only: a list, a mapping with `talks:`, or a single talk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem, Refusal
from talkfeed.model import RawList, RawMap, RawScalar
from talkfeed.sources._files import matching, read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from talkfeed.model import Raw, RawField

    Parse = Callable[[str, str], tuple[Raw | None, list[Problem]]]

STARTER = "begin the file with\n      feed:\n        title: …\n        url: https://…\n      talks:"
_NAMES_FILES = re.compile(r"\.ya?ml$|[*?\[/]")
_TALK = "write\n      - title: …\n        date: …"


class Gathered:
    """What has been read so far: each file once, talks in the order in which they are named.

    `is_broken` tells that a part could not be read at all, so that what is missing may be there.
    """

    __slots__ = ("_parse", "_seen", "feed", "is_broken", "problems", "talks")

    def __init__(self, parse: Parse) -> None:
        """Begin with nothing; `parse` reads the text of one file, told by its path."""
        self._parse = parse
        self.feed: RawMap | None = None
        self.talks: list[RawMap] = []
        self.problems: list[Problem] = []
        self.is_broken = False
        self._seen: set[Path] = set()

    def read(self, path: Path, *, main: bool) -> None:
        """Add a file, and the files it names if it is a main file."""
        here = Place(str(path), 1, 1)
        try:
            text, problems = read_text(path)
        except Refusal as refusal:
            self.is_broken = True
            self.problems.append(refusal.at(here))
            return
        if path.resolve() in self._seen:
            return
        self._seen.add(path.resolve())
        root, faults = self._parse(text or "", str(path))
        self.problems += problems + faults
        if root is not None:
            self._root(root, path, main=main)
        elif text is None or faults:
            self.is_broken = True
        else:
            self._refuse(here, "the file is empty", STARTER if main else _TALK)

    def _root(self, root: Raw, path: Path, *, main: bool) -> None:
        if isinstance(root, RawList):
            self._items(root, path.parent if main else None)
        elif isinstance(root, RawScalar):
            self._refuse(root.place, "the file holds no talks", STARTER if main else _TALK)
        elif main:
            self._parts(root, path.parent)
        else:
            self._included(root)

    def _parts(self, root: RawMap, home: Path) -> None:
        """Take the two parts of a main file."""
        for key, field in root.fields.items():
            if key == "feed":
                self._feed(field)
            elif key == "talks":
                self._talks(field.value, home)
            else:
                hint = f"indent '{key}' below 'feed:' or below a talk; nothing else begins a line"
                self.problems.append(Problem(field.place, "TF301", _stray(key), hint))
        if "talks" not in root.fields and "feed" in root.fields:
            self._refuse(root.place, "there is no 'talks:'", _TALK)

    def _feed(self, field: RawField) -> None:
        value = field.value
        if isinstance(value, RawScalar) and not value.text:
            value = RawMap({}, field.place)
        if not isinstance(value, RawMap):
            self.is_broken = True
            self._refuse(value.place, "'feed' has to have keys, such as 'title' and 'url'", STARTER)
        elif self.feed is not None:
            hint = f"the settings stand in {self.feed.place} already; keep one of them"
            self._refuse(field.place, "a second 'feed:'", hint)
        else:
            self.feed = value

    def _talks(self, value: Raw, home: Path | None) -> None:
        if isinstance(value, RawList):
            self._items(value, home)
        elif isinstance(value, RawMap):
            self._refuse(
                value.place, "'talks' has to be a list", f"begin each talk with '- ': {_TALK}"
            )
        elif value.text:
            self._item(value, home)

    def _included(self, root: RawMap) -> None:
        """Take a file that another one names: talks, or a single talk."""
        if "title" in root.fields:
            self.talks.append(root)
        elif set(root.fields) == {"talks"}:
            self._talks(root.fields["talks"].value, None)
        else:
            self._refuse(root.place, "a file named under 'talks:' holds talks only", _TALK)

    def _items(self, talks: RawList, home: Path | None) -> None:
        for item in talks.items:
            if isinstance(item, RawMap):
                self.talks.append(item)
            else:
                self._item(item, home)

    def _item(self, item: RawScalar | RawList, home: Path | None) -> None:
        """Take an item that is no talk itself; in a main file a text names files with talks."""
        if not isinstance(item, RawScalar) or not _NAMES_FILES.search(item.text):
            self._refuse(item.place, "a talk has to have keys", _TALK)
        elif home is None:
            hint = "name all files in the main file, e.g. talks: [talks/*.yaml]"
            self._refuse(item.place, "a file named under 'talks:' cannot name further files", hint)
        else:
            try:
                paths = matching(item.text, home)
            except Refusal as refusal:
                self.problems.append(refusal.at(item.place))
                return
            for path in paths:
                self.read(path, main=False)

    def _refuse(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, "TF111", message, hint))


def _stray(key: str) -> str:
    return f"'{key}' stands beside 'feed:' and 'talks:'"
