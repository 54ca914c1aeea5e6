"""A talks file as text with places → the same text with something else in some of them.

Every change is a `Splice`: what it does not name stays as it is, byte for byte, comments, order,
quotes, widths and line ends included.
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
    """One file: its `text`, and `clean` as YAML sees it, character by character.

    `content` are its bytes as they were read, None where there is no file.
    `talks` is its list of talks, if it has one in the form of a list; `dashes` are the offsets of
    the lines on which the items of that list begin, if it is a list of lines.
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
        """Tell which line end the file uses."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def offset(self, place: Place) -> int:
        """Tell how many characters stand before a place."""
        return self.starts[place.line - 1] + place.column - 1

    def line(self, offset: int) -> int:
        """Tell the line, counted from 1, in which a character stands."""
        return bisect_right(self.starts, offset)

    def line_start(self, offset: int) -> int:
        """Find where the line of a character begins."""
        return self.starts[self.line(offset) - 1]

    def line_stop(self, offset: int) -> int:
        """Find where the line of a character ends, before its line end."""
        found = _BREAK.search(self.clean, offset)
        return found.start() if found else len(self.clean)

    def span(self, place: Place) -> Span:
        """Find all that stands in the mapping or list at a place.

        Raises:
            Rejected: TF712, it stands there in a form that cannot be taken apart.
        """
        offset = self.offset(place)
        start, end = self._piece(offset)
        whole = spans(self.clean[start:end])
        for found in whole.walk() if whole else ():
            if found.kind in {"map", "list"} and found.start == offset - start:
                return _moved(found, start)
        hint = "edit it by hand"
        raise Rejected(CANNOT, f"cannot tell what stands in {place}", hint)

    def _piece(self, offset: int) -> tuple[int, int]:
        """Find the item of the list that a character is in, to take apart no more than that."""
        index = bisect_right(self.dashes, offset)
        if not index:
            return 0, len(self.clean)
        end = self.dashes[index] if index < len(self.dashes) else self.list_end()
        return self.dashes[index - 1], end

    def list_end(self) -> int:
        """Find the key after the list of talks, or the end of the file."""
        after = self.dashes[-1]
        fields = self.root.fields.values() if isinstance(self.root, RawMap) else ()
        keys = (self.offset(field.place) for field in fields)
        return min((key for key in keys if key > after), default=len(self.clean))

    def index(self, place: Place) -> int | None:
        """Find the item of the list that begins at a place."""
        items = self.talks.items if self.talks and self.dashes else ()
        return next((n for n, item in enumerate(items) if item.place == place), None)

    def apply(self, splices: Iterable[Splice]) -> tuple[str, list[int]]:
        """Give the new text, and where in it each of the splices begins.

        Splices at one place come in the order in which they are given.

        Raises:
            Rejected: TF712, two of them want the same place.
        """
        ordered = sorted(enumerate(splices), key=lambda one: one[1].start)
        pieces: list[str] = []
        offsets = [0] * len(ordered)
        done = length = 0
        for number, (start, end, text) in ordered:
            if start < done:
                raise Rejected(CANNOT, "two changes meet in one place", "make them one by one")
            pieces += (self.text[done:start], text)
            offsets[number] = length + start - done
            length, done = offsets[number] + len(text), end
        return "".join((*pieces, self.text[done:])), offsets


def open_document(path: Path) -> Document:
    """Read a file.

    Raises:
        InvalidData: it cannot be read, or is no YAML.
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
    """Take a text for a file.

    Raises:
        InvalidData: it is no YAML.
    """
    clean = text if clean is None else clean
    root, faults = parse(clean, path)
    if faults:
        raise InvalidData(faults)
    starts = array("Q", (0,))
    starts.extend(found.end() for found in _BREAK.finditer(clean))
    talks = _talks(root)
    made = Document(
        path=path, text=text, clean=clean, root=root, starts=starts, talks=talks, dashes=()
    )
    return made if talks is None else _with_dashes(made, talks)


def encode(text: str, before: bytes | None) -> bytes:
    """Write the bytes of a file, with the mark at its beginning if it had one before."""
    has_mark = before is not None and before.startswith(_BOM.encode())
    return ((_BOM if has_mark else "") + text).encode()


def _talks(root: Raw | None) -> RawList | None:
    value = (
        root.fields["talks"].value if isinstance(root, RawMap) and "talks" in root.fields else root
    )
    return value if isinstance(value, RawList) else None


def _with_dashes(document: Document, talks: RawList) -> Document:
    """Find the lines on which the items begin, unless the list stands in brackets."""
    if document.clean[document.offset(talks.place)] != "-":
        return document
    column = talks.place.column - 1
    lines = []
    for item in talks.items:
        number = item.place.line
        while not _is_dash(document, number, column):
            number -= 1
        lines.append(document.starts[number - 1])
    return replace(document, dashes=tuple(lines))


def _is_dash(document: Document, number: int, column: int) -> bool:
    start = document.starts[number - 1]
    before = document.clean[start : start + column]
    return document.clean[start + column : start + column + 1] == "-" and not before.strip()


def _moved(span: Span, by: int) -> Span:
    return replace(
        span,
        start=span.start + by,
        end=span.end + by,
        pairs=tuple((_moved(key, by), _moved(value, by)) for key, value in span.pairs),
        items=tuple(_moved(item, by) for item in span.items),
    )
