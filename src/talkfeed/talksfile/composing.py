# ruff: noqa: ANN401 (PyYAML's events and marks have no types worth the name)
"""The events of libyaml → Raw: untyped text with line and column, and problems.

Values never become Python objects: `no` stays a word, and `1.10` stays 1.10. Anchors, tags and
several documents are errors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml import AliasEvent as Alias
from yaml import MappingEndEvent as MapEnd
from yaml import ScalarEvent as Scalar
from yaml import SequenceEndEvent as ListEnd

from talkfeed.errors import Place, Problem
from talkfeed.limits import MAX_DEPTH, MAX_FAULTS, MAX_KEY, MAX_TEXT
from talkfeed.model import Raw, RawField, RawList, RawLost, RawMap, RawScalar
from talkfeed.talksfile.faults import TooDeepError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_new = tuple.__new__  # half a million values: twice as fast as calling their classes


class Composer:
    """The composer of one document: reads its events one by one and collects problems.

    `comments` are the lines with a comment after content; `lost` is the tag of a lost value.
    """

    RESOLVES = False
    """Whether aliases are read as the values that they repeat."""
    __slots__ = ("_comments", "_line", "_lost", "_next", "_path", "_read", "problems")

    def __init__(
        self,
        next_event: Callable[[], Any],
        path: str,
        line: int,
        comments: Mapping[int, str],
        lost: str,
    ) -> None:
        """Start before the first event; `line` is the number of lines above the text."""
        self._next = next_event
        self._path = path
        self._line = line + 1  # marks count from 0
        self._comments = comments
        self._lost = lost
        self._read = self._ended if comments else self._scalar
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
            return self._alias(event, depth)
        self._check_properties(event)
        if depth > MAX_DEPTH:
            raise TooDeepError(self._place(event))
        if kind is yaml.MappingStartEvent:
            return self._map(event, depth)
        return self._list(event, depth)

    def _alias(self, event: Any, _: int) -> Raw:
        """Reject an alias; return the text that was probably meant."""
        text = f"*{event.anchor}"
        hint = f"write the text itself; text that begins with '*' needs quotes: {_quoted(text)}"
        self._reject(event, "TF106", f"the alias '{text}' is not supported", hint)
        return RawScalar(text, self._place(event))

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
        if event.style or not scalar.text or mark.line not in self._comments:
            return scalar
        from talkfeed.talksfile.slips import in_quotes  # noqa: PLC0415  — only errors need it

        line = self._comments[mark.line]
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
            if kind is not Alias or self.RESOLVES:
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
        elif key.text == "<<":
            self._merge(event, depth)
            return None
        else:
            message = f"key of {len(key.text)} characters; the limit is {MAX_KEY}"
            self._reject(event, "TF110", message, "look for a colon in unquoted text")
        self._node(self._next(), depth + 1)
        return None

    def _merge(self, event: Any, depth: int) -> None:
        """Reject a merge key and skip its value."""
        before = len(self.problems)
        self._node(self._next(), depth + 1)
        del self.problems[before:]
        hint = "write the keys and their values here instead"
        self._reject(event, "TF106", "the merge key '<<' is not supported", hint)

    def _check_properties(self, event: Any) -> str:
        """Reject an anchor or a tag; return the text that was probably meant."""
        text = ""
        rest = getattr(event, "value", "")
        if event.anchor is not None:
            text = f"&{event.anchor} {rest}".strip()
            hint = f"leave it out; text that begins with '&' needs quotes: {_quoted(text)}"
            self._reject(event, "TF106", f"the anchor '&{event.anchor}' is not supported", hint)
        if event.tag is not None:
            text = f"!{event.tag.removeprefix(TAGS).removeprefix('!')} {rest}".strip()
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
TAGS = "tag:yaml.org,2002:"
"""The start of the tags of YAML itself."""
_SHARP = re.compile(r"(?<![ \t])[ \t]++#(?=\S)")


def _quoted(text: str) -> str:
    from talkfeed.talksfile.slips import quoted  # noqa: PLC0415  — only errors need it

    return quoted(text)


def commented(text: str) -> dict[int, str]:
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
