# ruff: noqa: ANN401 (PyYAML's events and marks have no types worth the name)
"""talks.yaml (YAML 1.1 without its surprises) → RawFile: text with line and column, no types.

The file is read as libyaml's events, never as Python objects: `no` stays a word, `1.10` stays
1.10, and what has no use in a talks file (anchors, tags, several documents) is refused in place.
All files are read and all their problems gathered; nothing is raised for what a file holds.
"""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml
from yaml import ScalarEvent as Scalar

from talkfeed.errors import Place, Problem, Refusal
from talkfeed.model import Raw, RawField, RawFile, RawList, RawMap, RawScalar
from talkfeed.sources._files import main_files, matching, read_text
from talkfeed.sources._syntax import Fault, explain, without_item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser; PyYAML's own, much slower one where it was built without libyaml."""
MAX_DEPTH = 16
MAX_TEXT = 65_536
MAX_KEY = 100
MAX_TALKS = 100_000
MAX_FAULTS = 20
"""Faults of the syntax after which a file is given up."""

_NAMES_FILES = re.compile(r"\.ya?ml$|[*?\[/]")
_TALK = "write\n      - title: …\n        date: …"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_STARTER = (
    "begin the file with\n      feed:\n        title: …\n        url: https://…\n      talks:"
)
_new = tuple.__new__  # half a million values: twice as fast as calling their classes


# --- events → Raw -------------------------------------------------------------------------------


class _Composer:
    """One file's events, taken one by one, and the problems met on the way."""

    __slots__ = ("_next", "_path", "problems")

    def __init__(self, next_event: Callable[[], Any], path: str) -> None:
        self._next = next_event
        self._path = path
        self.problems: list[Problem] = []

    def document(self) -> Raw | None:
        """Compose the file's only document; None when it is empty."""
        self._next()  # the start of the stream
        if type(self._next()) is yaml.StreamEndEvent:
            return None
        root = self._node(self._next(), 1)
        self._next()  # the end of the document
        after = self._next()
        if type(after) is not yaml.StreamEndEvent:
            hint = "delete the line '---', or put the second part into a file of its own"
            self._refuse(after, "TF108", "a second document begins here", hint)
        return root

    def _node(self, event: Any, depth: int) -> Raw:
        kind = type(event)
        if kind is Scalar:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            hint = f"write the text itself; a text that begins with '*' needs quotes: {_QUOTED}"
            self._refuse(event, "TF106", f"'*{event.anchor}' refers to another place", hint)
            return RawScalar(f"*{event.anchor}", self._place(event))
        self._check_properties(event)
        if depth > MAX_DEPTH:
            hint = "nothing in a talks file is nested that deep; look for brackets too many"
            self._refuse(event, "TF109", f"nested deeper than {MAX_DEPTH} levels", hint)
            return self._skip(event)
        if kind is yaml.MappingStartEvent:
            return self._map(event, depth)
        return self._list(event, depth)

    def _scalar(self, event: Any) -> RawScalar:
        text = event.value
        style = event.style
        mark = event.start_mark
        place = _new(Place, (self._path, mark.line + 1, mark.column + 1))
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event)
        if style == '"' and _FORBIDDEN.search(text):
            hint = "delete the escape, e.g. \\0 or \\x07, from the text"
            self._refuse(event, "TF104", "an escape stands for a control character", hint)
        if len(text) > MAX_TEXT:
            message = f"a text of {len(text):,} characters; at most {MAX_TEXT:,} can be read"
            self._refuse(event, "TF110", message, "shorten it, and link to the long version")
            text = text[:MAX_TEXT]
        return _new(RawScalar, (text, place, style != ""))

    def _list(self, event: Any, depth: int) -> RawList:
        place = self._place(event)
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return _new(RawList, (tuple(items), place))

    def _map(self, event: Any, depth: int) -> RawMap:
        place = self._place(event)
        fields: dict[str, RawField] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._key(event, depth)
            value = self._node(self._next(), depth + 1)
            if key is None:
                continue
            name, spot, _ = key
            if name in fields:
                self._duplicate(key, fields[name].place)
            else:
                fields[name] = _new(RawField, (spot, value))
        return _new(RawMap, (fields, place))

    def _duplicate(self, key: RawScalar, first: Place) -> None:
        message = f"the key '{key.text}' stands here for the second time"
        hint = f"it stands in line {first.line} already; keep one of them"
        self.problems.append(Problem(key.place, "TF105", message, hint))

    def _key(self, event: Any, depth: int) -> RawScalar | None:
        if type(event) is not Scalar:
            hint = "a key is a word before a colon, e.g. title: …"
            self._refuse(event, "TF114", "a key has to be a single text", hint)
            self._node(event, depth + 1)
            return None
        key = self._scalar(event)
        if len(key[0]) <= MAX_KEY:
            return key
        message = f"a key of {len(key.text)} characters; at most {MAX_KEY} can be read"
        self._refuse(event, "TF110", message, "look for a colon in a text without quotes")
        return None

    def _check_properties(self, event: Any) -> None:
        if event.anchor is not None:
            hint = f"write each text out; a text that begins with '&' needs quotes: {_QUOTED}"
            self._refuse(event, "TF106", f"the anchor '&{event.anchor}' has no use here", hint)
        if event.tag is not None:
            hint = f"leave it out; a text that begins with '!' needs quotes: {_QUOTED}"
            self._refuse(event, "TF107", "a tag ('!…') has no use here", hint)

    def _skip(self, event: Any) -> RawScalar:
        """Pass over everything up to the end of what has begun."""
        place, level = self._place(event), 1
        while level:
            level += _LEVELS.get(type(self._next()), 0)
        return RawScalar("…", place)

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._path, mark.line + 1, mark.column + 1)

    def _refuse(self, event: Any, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self._place(event), code, message, hint))


_QUOTED = 'title: "…"'
_LEVELS = {
    yaml.SequenceStartEvent: 1,
    yaml.MappingStartEvent: 1,
    yaml.SequenceEndEvent: -1,
    yaml.MappingEndEvent: -1,
}


def parse(text: str, path: str, loader: Any = LOADER) -> tuple[Raw | None, list[Problem]]:
    """Read one YAML text; an item of the list that is no YAML is told of and left out.

    None stands for a text that is empty or cannot be read at all.
    """
    faults: list[Problem] = []
    remaining: str | None = text
    while remaining is not None and len(faults) < MAX_FAULTS:
        composer = _Composer(loader(remaining).get_event, path)
        try:
            return composer.document(), [*faults, *composer.problems]
        except yaml.MarkedYAMLError as error:
            slip = explain(_fault(error), text.split("\n"))
            place = Place(path, slip.line, slip.column)
            faults.append(Problem(place, "TF103", slip.message, slip.hint))
            remaining = without_item(remaining, slip.line)
    return None, faults


def _fault(error: yaml.MarkedYAMLError) -> Fault:
    spot = _spot(error.problem_mark) or _spot(error.context_mark) or (0, 0)
    return Fault(error.problem or "", spot, error.context or "", _spot(error.context_mark))


def _spot(mark: Any) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


# --- files → RawFile ----------------------------------------------------------------------------


def read(path: Path) -> RawFile:
    """Read a talks file with all the files it names, or a directory of talks files.

    The paths in places are as given, and as written in the file. Problems are gathered; a file
    that cannot be read does not keep the others from being read.
    """
    gathered = _Gathered()
    here = Place(str(path), 1, 1)
    try:
        with _collector_paused():
            for each in main_files(path):
                gathered.read(each, main=True)
    except Refusal as refusal:
        gathered.problems.append(refusal.at(here))
    if gathered.feed is None and not gathered.is_broken:
        gathered.problems.append(Problem(here, "TF111", "there is no 'feed:'", _STARTER))
    if len(gathered.talks) > MAX_TALKS:
        place, message = gathered.talks[MAX_TALKS].place, f"more than {MAX_TALKS:,} talks"
        hint = "make several talks files, each with an output of its own"
        gathered.problems.append(Problem(place, "TF110", message, hint))
    return RawFile(gathered.feed, tuple(gathered.talks), tuple(gathered.problems), here)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from visiting a million new values that hold no cycles.

    For 20,000 talks it would take twice as long as all the rest of reading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Gathered:
    """What has been read so far: each file once, talks in the order in which they are named."""

    __slots__ = ("_seen", "feed", "is_broken", "problems", "talks")

    def __init__(self) -> None:
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
        root, faults = parse(text or "", str(path))
        self.problems += problems + faults
        if root is not None:
            self._root(root, path, main=main)
        elif text is None or faults:
            self.is_broken = True
        else:
            self._refuse(here, "the file is empty", _STARTER if main else _TALK)

    def _root(self, root: Raw, path: Path, *, main: bool) -> None:
        if isinstance(root, RawList):
            self._items(root, path.parent if main else None)
        elif isinstance(root, RawScalar):
            self._refuse(root.place, "the file holds no talks", _STARTER if main else _TALK)
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
            self._refuse(value.place, "'feed' has to have keys, such as 'title' and 'url'", "")
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
