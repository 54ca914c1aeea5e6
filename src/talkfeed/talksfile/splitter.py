r"""A talks file → its settings, and the bytes of each item of its list of talks.

The list is split at the lines where an item begins, without parsing. Such a split may be wrong
where quoted text or a bracket goes on over several lines. `parse_run` detects that: the parsed
items must be as many as the split ones, and begin at the same places.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise, repeat
from typing import TYPE_CHECKING, cast

from talkfeed.errors import Place
from talkfeed.limits import MAX_FILE_BYTES
from talkfeed.model import RawField, RawItem, RawList, RawMap, RawScalar
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.talksfile import parser
from talkfeed.talksfile.files import is_plain
from talkfeed.talksfile.includes import FROM, Loaded

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from pathlib import Path

    from talkfeed.errors import Problem
    from talkfeed.model import Raw

_EMPTY_LINES = rb"(?:[ \t]*+(?:#.*)?+\n)*+"
_BELOW_KEY = lazy(rb"^talks:[ \t]*(?:#.*)?\n" + _EMPTY_LINES + rb"(?P<indent> *)- ", re.MULTILINE)
_WHOLE = lazy(_EMPTY_LINES + rb"(?P<indent>)- ")
_AFTER = lazy(rb"\n[^\s#-]")
"""Where something other than an item begins: in the first column, and not a comment."""
_RETURN = b"\r"
_MARK = lazy(rb"\n(?:---|\.\.\.|%)")
"""Document markers and directives, which splitting cannot handle."""
_FROM = lazy(rb"(?:^|[-\n{,])[ \t]*[\"']?from[\"']?[ \t]*:")
"""Where an item may name files of other software."""
_MOST_NAMED = 1_000
"""Items without a colon may name files; with more of them the whole file is parsed."""


class Listed(NamedTuple):
    """A file with a list of talks: its settings, and the offsets of the items in its bytes.

    `place` is that of the first item; `breaks` are the offsets of the newline before each item (-1
    for the start of the file), and of the last newline of the list.
    """

    content: bytes
    root: RawMap | None
    place: Place
    breaks: list[int]

    @property
    def size(self) -> int:
        """Count the items."""
        return len(self.breaks) - 1

    def span(self, first: int, last: int) -> slice:
        """Tell where some items stand, each with its indentation and its last newline."""
        breaks = self.breaks
        return slice(breaks[first] + 1, breaks[min(last, self.size)] + 1)

    def item(self, rank: int) -> RawItem:
        """Return one item."""
        above = self.span(0, rank)
        line = self.place.line + self.content.count(b"\n", above.start, above.stop)
        return RawItem(self.content[self.span(rank, rank + 1)], self.place._replace(line=line))


def loaded(path: Path, content: bytes) -> Loaded:
    """Parse the content of a file like `parser.loaded`, but keep its items as bytes."""
    found = find(content, str(path))
    if found is None:
        return parser.loaded(path, content)
    items = _items(found)
    if items is None:
        return parser.loaded(path, content)
    if found.root is None:
        return Loaded(items, [])
    fields = dict(found.root.fields)
    fields["talks"] = RawField(fields["talks"].place, items)
    return Loaded(RawMap(fields, found.root.place), [])


def _text(content: bytes) -> str | None:
    """Decode a part of a file; return None if YAML might split it differently."""
    if not is_plain(content) or _RETURN in content or _MARK.search(content):
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def find(content: bytes, path: str) -> Listed | None:
    r"""Find the items of a file, and parse the file without them; None without such a list.

    >>> find(b"- title: A\n- title: B\n", "talks.yaml").item(1)
    RawItem(content=b'- title: B\n', place=Place(path='talks.yaml', line=2, column=3))
    """
    found = _BELOW_KEY.search(content) or _WHOLE.match(content)
    if found is None or len(content) > MAX_FILE_BYTES:
        return None
    start = found.start("indent")
    after = _AFTER.search(content, start)
    end = after.start() + 1 if after else len(content)
    gap = b"\n" * content.count(b"\n", start, end) if end < len(content) else b""
    text = _text(b"".join((content[:start], gap, content[end:])))
    if text is None:
        return None
    dash = re.compile(b"\n" + found["indent"] + b"- ")
    breaks = [start - 1, *map(re.Match.start, dash.finditer(content, start, end)), end - 1]
    place = Place(path, content.count(b"\n", 0, start) + 1, len(found["indent"]) + 3)
    root, problems = parser.parse(text, path)
    is_map = isinstance(root, RawMap) and "talks" in root.fields
    if problems or not (is_map or root is None):
        return None
    return Listed(content, cast("RawMap | None", root), place, breaks)


def _items(listed: Listed) -> RawList | None:
    """Return all items; None if too many of them are not talks."""
    content, _, place, breaks = listed
    contents = [content[above + 1 : end + 1] for above, end in pairwise(breaks)]
    if sum(b":" not in each for each in contents) > _MOST_NAMED:
        return None
    lines = accumulate((each.count(b"\n") for each in contents[:-1]), initial=place.line)
    places = map(Place, repeat(place.path), lines, repeat(place.column))
    items = tuple(map(_item, contents, places))
    return RawList(cast("tuple[Raw, ...]", items), place)  # items of the splitter


def _item(content: bytes, place: Place) -> RawItem | RawScalar | RawMap:
    """Return an item as bytes, unless it may name files: plain text, or a mapping with `from`."""
    may_name = b":" not in content or (b"from" in content and _FROM.search(content))
    if may_name and (text := _text(content)):
        root, problems = parser.parse(text, place.path, line=place.line - 1)
        only = root.items[0] if isinstance(root, RawList) and len(root.items) == 1 else None
        is_named = isinstance(only, RawMap) and FROM in only.fields
        if isinstance(only, RawScalar | RawMap) and not problems:
            return only if is_named or isinstance(only, RawScalar) else RawItem(content, place)
    return RawItem(content, place)


def parse_run(
    run: Sequence[RawItem], lenient: Container[str] = ()
) -> tuple[list[RawMap], list[Problem]] | None:
    """Parse consecutive items; return None unless each is a talk without a problem.

    Problems with `lenient` codes are allowed, and returned with the talks.
    """
    path, line, _ = run[0].place
    text = _text(b"".join(item.content for item in run))
    if text is None:
        return None
    root, problems = parser.parse(text, path, line=line - 1)
    is_faulty = any(problem.code not in lenient for problem in problems)
    if is_faulty or not isinstance(root, RawList):
        return None
    talks = [item for item in root.items if isinstance(item, RawMap)]
    is_whole = len(talks) == len(root.items)
    is_right = [talk.place for talk in talks] == [item.place for item in run]
    return (talks, problems) if is_whole and is_right else None
