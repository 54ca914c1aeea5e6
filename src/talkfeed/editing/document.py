"""A talks file and splices → its new text.

A `Splice` replaces one range of the text; every byte outside it stays, comments, order, quotes,
widths and line ends included.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkfeed.editing.spans import CANNOT, Span, spans
from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.model import RawList, RawMap
from talkfeed.named_tuple import NamedTuple
from talkfeed.talksfile.files import decode, read_content
from talkfeed.talksfile.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from talkfeed.model import Raw

_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"


class Splice(NamedTuple):
    """A replacement of the text from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file: its `text`, and `clean`, which has the same length and no forbidden characters.

    `content` is its bytes as read, None if there is no file. `starts` are the offsets of the lines.
    `talks` is its list of talks, if it has one; `dashes` are the offsets of the lines on which the
    items of that list begin, if it is in block style.
    """

    path: str
    text: str
    clean: str
    root: Raw | None
    starts: Sequence[int]
    talks: RawList | None
    dashes: tuple[int, ...]
    content: bytes | None = None

    @property
    def line_end(self) -> str:
        """Return the line end that the file uses."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def offset(self, place: Place) -> int:
        """Return the offset of a place, in characters."""
        return self.starts[place.line - 1] + place.column - 1

    def line(self, offset: int) -> int:
        """Return the line number of an offset, counted from 1."""
        return bisect_right(self.starts, offset)

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of an offset begins."""
        return self.starts[self.line(offset) - 1]

    def line_stop(self, offset: int) -> int:
        """Return the offset at which the line of an offset ends, before its line end."""
        found = _BREAK.search(self.clean, offset)
        return found.start() if found else len(self.clean)

    def span(self, place: Place) -> Span:
        """Return the span of the mapping or list at a place.

        Raises:
            Rejected: TF712, its syntax is not supported.
        """
        offset = self.offset(place)
        index = bisect_right(self.dashes, offset)  # parse only the item that contains it
        start = self.dashes[index - 1] if index else 0
        end = len(self.clean)
        if index:
            end = self.dashes[index] if index < len(self.dashes) else self.list_end()
        if end <= offset:  # after the list of talks
            start, end = end, len(self.clean)
        whole = spans(self.clean[start:end])
        for found in whole.walk() if whole else ():
            if found.kind in {"map", "list"} and found.start == offset - start:
                return _moved(found, start)
        raise Rejected(CANNOT, f"cannot edit the value in {place}", "edit it by hand")

    def list_end(self) -> int:
        """Return the offset of the key after the list of talks, or of the end of the file."""
        after = self.dashes[-1]
        fields = self.root.fields.values() if isinstance(self.root, RawMap) else ()
        keys = (self.offset(field.place) for field in fields)
        return min((key for key in keys if key > after), default=len(self.clean))

    def index(self, place: Place) -> int | None:
        """Return the index of the item that begins at a place."""
        items = self.talks.items if self.talks and self.dashes else ()
        index = bisect_right(self.dashes, self.offset(place)) - 1 if items else -1
        return index if 0 <= index < len(items) and items[index].place == place else None

    def apply(self, splices: Iterable[Splice]) -> tuple[str, list[int]]:
        """Return the new text, and the offset in it at which each splice begins.

        Splices at the same offset are applied in the order of the argument.

        Raises:
            Rejected: TF712, two splices overlap.
        """
        ordered = sorted(enumerate(splices), key=lambda one: one[1].start)
        pieces: list[str] = []
        offsets = [0] * len(ordered)
        done = length = 0
        for number, (start, end, text) in ordered:
            if start < done:
                raise Rejected(CANNOT, "two changes overlap", "make them one by one")
            pieces += (self.text[done:start], text)
            offsets[number] = length + start - done
            length, done = offsets[number] + len(text), end
        return "".join((*pieces, self.text[done:])), offsets


def open_document(path: Path) -> Document:
    """Read a file.

    Raises:
        InvalidData: it cannot be read, or is not YAML.
    """
    try:
        content = read_content(path)
    except Rejected as rejected:
        raise InvalidData([rejected.at(Place(str(path), 1, 1))]) from rejected
    clean, problems = decode(path, content)
    if clean is None:
        raise InvalidData(problems)
    made = make_document(str(path), content.decode().removeprefix(_BOM), clean)
    return replace(made, content=content)


def make_document(path: str, text: str, clean: str | None = None) -> Document:
    """Make the document of a text.

    Raises:
        InvalidData: it is not YAML.
    """
    clean = text if clean is None else clean
    root, faults = parse(clean, path)
    if faults:
        raise InvalidData(faults)
    starts = array("Q", (0,))
    starts.extend(found.end() for found in _BREAK.finditer(clean))
    is_map = isinstance(root, RawMap) and "talks" in root.fields
    talks = root.fields["talks"].value if isinstance(root, RawMap) and is_map else root
    made = Document(
        path=path, text=text, clean=clean, root=root, starts=starts, talks=None, dashes=()
    )
    if not isinstance(talks, RawList):
        return made
    return replace(made, talks=talks, dashes=_dashes(made, talks))


def encode(text: str, before: bytes | None) -> bytes:
    """Encode the text of a file, with a byte order mark if it had one before."""
    has_mark = before is not None and before.startswith(_BOM.encode())
    return ((_BOM if has_mark else "") + text).encode()


def _dashes(document: Document, talks: RawList) -> tuple[int, ...]:
    """Return the offsets of the lines on which the items begin; none for a flow list."""
    if document.clean[document.offset(talks.place)] != "-":
        return ()
    dash = " " * (talks.place.column - 1) + "-"
    lines = []
    for item in talks.items:
        number = item.place.line
        while not document.clean.startswith(dash, document.starts[number - 1]):
            number -= 1
        lines.append(document.starts[number - 1])
    return tuple(lines)


def _moved(span: Span, by: int) -> Span:
    return replace(
        span,
        start=span.start + by,
        end=span.end + by,
        pairs=tuple((_moved(key, by), _moved(value, by)) for key, value in span.pairs),
        items=tuple(_moved(item, by) for item in span.items),
    )
