# ruff: noqa: ANN401 (PyYAML's events and marks have no types worth the name)
"""talks.yaml (a subset of YAML 1.1) → RawFile: untyped text with line and column.

The file is read as libyaml's events, never as Python objects: `no` stays a word, and `1.10` stays
1.10. Anchors, tags and several documents are errors. All files are read and all their problems
collected; the content of a file never raises an exception.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml import AliasEvent as Alias
from yaml import MappingEndEvent as MapEnd
from yaml import ScalarEvent as Scalar
from yaml import SequenceEndEvent as ListEnd

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.limits import MAX_DEPTH, MAX_FAULTS, MAX_KEY, MAX_TALKS, MAX_TEXT
from talkfeed.model import Raw, RawField, RawFile, RawList, RawLost, RawMap, RawScalar
from talkfeed.talksfile.faults import LOST, BrokenError, Fault, TooDeepError, misread
from talkfeed.talksfile.files import decode, main_files, read_content
from talkfeed.talksfile.includes import LISTS, Gathered, Loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or PyYAML's own, much slower one if it was built without libyaml."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_new = tuple.__new__  # half a million values: twice as fast as calling their classes


# --- events → Raw -------------------------------------------------------------------------------


class _Composer:
    """The composer of one document: reads its events one by one and collects problems.

    `sharps` are the lines with a comment after content; `lost` is the tag of a lost value.
    """

    __slots__ = ("_line", "_lost", "_next", "_path", "_read", "_sharps", "problems")

    def __init__(
        self,
        next_event: Callable[[], Any],
        path: str,
        line: int,
        sharps: Mapping[int, str],
        lost: str,
    ) -> None:
        self._next = next_event
        self._path = path
        self._line = line + 1  # marks count from 0
        self._sharps = sharps
        self._lost = lost
        self._read = self._ended if sharps else self._scalar
        self.problems: list[Problem] = []

    def document(self) -> Raw | None:
        """Compose the file's only document; return None if it is empty."""
        self._next()  # stream start
        if type(self._next()) is yaml.StreamEndEvent:
            return None
        root = self._node(self._next(), 1)
        self._next()  # document end
        after = self._next()
        if type(after) is not yaml.StreamEndEvent:
            hint = "delete the line '---', or put the second part into a file of its own"
            self._reject(after, "TF108", "a second document begins here", hint)
        return root

    def _node(self, event: Any, depth: int) -> Raw:
        kind = type(event)
        if kind is Scalar:
            return self._read(event)
        if kind is Alias:
            text = f"*{event.anchor}"
            hint = f"write the text itself; text that begins with '*' needs quotes: {_quoted(text)}"
            self._reject(event, "TF106", f"the alias '{text}' is not supported", hint)
            return RawScalar(text, self._place(event))
        self._check_properties(event)
        if depth > MAX_DEPTH:
            raise TooDeepError(self._place(event))
        if kind is yaml.MappingStartEvent:
            return self._map(event, depth)
        return self._list(event, depth)

    def _scalar(self, event: Any) -> RawScalar:
        text = event.value
        style = event.style
        mark = event.start_mark
        place = _new(Place, (self._path, mark.line + self._line, mark.column + 1))
        if event.tag is not None or event.anchor is not None:
            if event.tag == self._lost:
                return RawLost("", place)
            text = self._check_properties(event) or text
        if style == '"' and _FORBIDDEN.search(text):
            hint = "delete the escape, e.g. \\0 or \\x07, from the text"
            self._reject(event, "TF104", "the escape of a control character is not allowed", hint)
        if len(text) > MAX_TEXT:
            message = f"text of {len(text):,} characters; the limit is {MAX_TEXT:,}"
            self._reject(event, "TF110", message, "shorten it, and link to the long version")
            text = text[:MAX_TEXT]
        return _new(RawScalar, (text, place, bool(style)))

    def _ended(self, event: Any) -> RawScalar:
        """Read a scalar, and report a comment after it that looks like part of the text."""
        scalar = self._scalar(event)
        mark = event.end_mark
        if event.style or not scalar.text or mark.line not in self._sharps:
            return scalar
        from talkfeed.talksfile.slips import in_quotes  # noqa: PLC0415  — only errors need it

        line = self._sharps[mark.line]
        if found := _SHARP.match(line, mark.column):
            is_one_line = event.start_mark.line == mark.line
            entry = in_quotes(line, found.start()) if is_one_line else None
            hint = entry[0] if entry else "put the whole text in quotes"
            hint += ", or a space after the '#' of a comment"
            place = Place(self._path, mark.line + self._line, found.end())
            message = "a '#' after a space turns the rest of the text into a comment"
            self._tell(Problem(place, "TF115", message, hint))
        return scalar

    def _list(self, event: Any, depth: int) -> RawList:
        place = self._place(event)
        items: list[Raw] = []
        take, scalar = self._next, self._read
        while (kind := type(event := take())) is not ListEnd:
            item = scalar(event) if kind is Scalar else self._node(event, depth + 1)
            if kind is not Alias:
                items.append(item)
        return _new(RawList, (tuple(items), place))

    def _map(self, event: Any, depth: int) -> RawMap:
        place = self._place(event)
        fields: dict[str, RawField] = {}
        repeated = -1  # the number of keys when a duplicate was last reported
        take, scalar, path, above = self._next, self._read, self._path, self._line
        while type(event := take()) is not MapEnd:
            if (  # a plain word, as nearly all keys are
                type(event) is Scalar
                and not (event.style or event.anchor or event.tag)
                and event.value != "<<"
                and len(event.value) <= MAX_KEY
            ):
                name = event.value
                mark: Any = event.start_mark
                spot = _new(Place, (path, mark.line + above, mark.column + 1))
            elif key := self._odd_key(event, depth):
                name, spot, _ = key
            else:
                continue
            below = take()
            value = scalar(below) if type(below) is Scalar else self._node(below, depth + 1)
            if name in fields:
                if repeated != len(fields):  # a single message for a talk without its dash
                    message = f"duplicate key '{name}' (first on line {fields[name].place.line})"
                    self._tell(Problem(spot, "TF105", message, _DUPLICATE))
                repeated = len(fields)
            else:
                fields[name] = _new(RawField, (spot, value))
        return _new(RawMap, (fields, place))

    def _odd_key(self, event: Any, depth: int) -> RawScalar | None:
        """Read a key that is not a plain word; reject and skip an invalid one with its value."""
        key = self._scalar(event) if type(event) is Scalar else None
        if key is not None and key.text != "<<" and len(key.text) <= MAX_KEY:
            return key
        if key is None:
            hint = "a key is a word before a colon, e.g. title: …"
            self._reject(event, "TF114", "a key must be plain text", hint)
            self._node(event, depth + 1)
        elif key.text != "<<":
            message = f"key of {len(key.text)} characters; the limit is {MAX_KEY}"
            self._reject(event, "TF110", message, "look for a colon in unquoted text")
        before = len(self.problems)
        self._node(self._next(), depth + 1)
        if key is not None and key.text == "<<":
            del self.problems[before:]
            hint = "write the keys and their values here instead"
            self._reject(event, "TF106", "the merge key '<<' is not supported", hint)
        return None

    def _check_properties(self, event: Any) -> str:
        """Reject an anchor or a tag; return the text that was probably meant."""
        text = ""
        rest = getattr(event, "value", "")
        if event.anchor is not None:
            text = f"&{event.anchor} {rest}".strip()
            hint = f"leave it out; text that begins with '&' needs quotes: {_quoted(text)}"
            self._reject(event, "TF106", f"the anchor '&{event.anchor}' is not supported", hint)
        if event.tag is not None:
            text = f"!{event.tag.removeprefix(_OWN_TAG).removeprefix('!')} {rest}".strip()
            hint = f"leave it out; text that begins with '!' needs quotes: {_quoted(text)}"
            self._reject(event, "TF107", "YAML tags ('!…') are not supported", hint)
        return "" if rest else text

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._path, mark.line + self._line, mark.column + 1)

    def _reject(self, event: Any, code: str, message: str, hint: str) -> None:
        self._tell(Problem(self._place(event), code, message, hint))

    def _tell(self, problem: Problem) -> None:
        if len(self.problems) < MAX_FAULTS:
            self.problems.append(problem)


_DUPLICATE = "keep one of them; if another talk begins here, put '- ' before its first key"
_OWN_TAG = "tag:yaml.org,2002:"
_SHARP = re.compile(r"(?<![ \t])[ \t]++#(?=\S)")


def parse(
    text: str, path: str, loader: Any = LOADER, *, line: int = 0, is_repairing: bool = True
) -> tuple[Raw | None, list[Problem]]:
    """Parse YAML; report each syntax error as a problem, and read the rest.

    Returns None for text that is empty or cannot be read at all. `line` is the number of lines
    above the text in its file. With `is_repairing`, a faulty line is read as it was probably
    meant, so that the rest of its talk can be checked; without, its talk is left out.
    """

    def compose(text: str, above: int, lost: str = LOST) -> tuple[Raw | None, list[Problem]]:
        composer = _Composer(loader(text).get_event, path, above, _sharps(text), lost)
        try:
            root = composer.document()
        except yaml.MarkedYAMLError as error:
            context = _spot(error.context_mark)
            spot = _spot(error.problem_mark) or context or (0, 0)
            fault = Fault(error.problem or "", spot, error.context or "", context)
            raise BrokenError(fault) from error
        if place := misread(root):
            spot = (place.line - above - 1, 0)
            raise BrokenError(Fault("expected '-' indicator", spot, "", None))
        return root, composer.problems

    try:
        return compose(text, line, "")
    except (BrokenError, TooDeepError):
        from talkfeed.talksfile.recovery import Recovery  # noqa: PLC0415  — only errors need it

        recovery = Recovery(path, line, compose, is_repairing=is_repairing)
        return recovery.read(text), recovery.problems


def _quoted(text: str) -> str:
    from talkfeed.talksfile.slips import quoted  # noqa: PLC0415  — only errors need it

    return quoted(text)


def _sharps(text: str) -> dict[int, str]:
    """Return the lines that have a comment after content, by their numbers."""
    if " #" not in text and "\t#" not in text:
        return {}
    lines: dict[int, str] = {}
    number = start = 0
    while found := _SHARP.search(text, start):
        number += text.count("\n", start, found.start())
        start = text.rfind("\n", start, found.start()) + 1 or start
        stop = text.find("\n", found.end())
        line = text[start : stop if stop >= 0 else len(text)]
        if not line.lstrip().startswith("#"):
            lines[number] = line
        number, start = number + 1, start + len(line) + 1
    return lines


def _spot(mark: Any) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


# --- files → RawFile ----------------------------------------------------------------------------


def load(path: Path) -> Loaded:
    """Read and parse one file.

    Raises:
        Rejected: TF101, TF110, it cannot be read.
    """
    return loaded(path, read_content(path))


def loaded(path: Path, content: bytes) -> Loaded:
    """Parse the content of a file."""
    text, problems = decode(path, content)
    root, faults = parse(text or "", str(path))
    return Loaded(root, problems + faults, is_broken=text is None or bool(faults))


def read_parts(fields: Mapping[str, RawField], home: Path) -> Gathered:
    """Gather only the people, events and series of a main file in a directory."""
    gathered = Gathered(load, read_content, loaded)
    for part in LISTS:
        if part in fields:
            gathered.add_list(part, fields[part], home)
    return gathered


def read(
    path: Path,
    load: Callable[[Path], Loaded] = load,
    take: Callable[[Path], bytes] = read_content,
) -> RawFile:
    """Read a talks file with all the files it includes, or a directory of talks files.

    Places have the paths as the user wrote them. Problems are collected, and a file that cannot be
    read does not stop the others. `load` reads a single file, `take` one of other software.
    """
    gathered = Gathered(load, take, loaded)
    here = Place(str(path), 1, 1)
    try:
        paths = main_files(path)
        gathered.found(str(path), "", paths)
        for each in paths:
            gathered.read(each, main=True)
    except Rejected as rejected:
        gathered.is_broken = True
        gathered.problems.append(rejected.at(here))
    gathered.finish(here)
    if len(gathered.talks) > MAX_TALKS:
        place, message = gathered.talks[MAX_TALKS].place, f"more than {MAX_TALKS:,} talks"
        hint = "split them into several sites, each with its own output"
        gathered.problems.append(Problem(place, "TF110", message, hint))
    return RawFile(
        feed=gathered.feed,
        talks=tuple(gathered.talks),
        problems=tuple(gathered.problems),
        place=here,
        listings=tuple(gathered.listings),
        notices=tuple(gathered.notices),
        remotes=tuple(gathered.remotes),
        people=gathered.people,
        events=gathered.events,
        series=gathered.series,
    )
