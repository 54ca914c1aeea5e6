"""A line → the text of one field in it: which characters, from which edge to which.

A program is a selector of a line, and an edge on the left and the right of the text. Both are
described by words, never by absolute positions, so that a program reads records it was not made
for. `edges` proposes those for the place of an example.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.importers.example.lines import Line, Mark, Spot
    from talkfeed.importers.example.selecting import Selector
    from talkfeed.importers.example.sheet import Sheet

_BEFORE = re.compile(r"(\w*)(\W*)\Z")
_DOTTED = re.compile(r"(?:\A|\s)\.\w\Z")
"""A word that begins with a full stop, such as ".NET"."""
_AFTER = re.compile(r"(\W*)(\w*)")
_STRIPPED = " \t\n,;:|·•/-–—*_"
_OFTEN = 3
"""Lines that have a literal before its word counts as part of the layout, not of a value."""


class Edge(NamedTuple):
    """How a border of a text is found; an optional right edge may be the end of the line.

    A literal `after` another field is the first behind that field in the line.
    """

    how: str
    key: str = ""
    nth: int = 0
    is_optional: bool = False
    after: str = ""


class Program(NamedTuple):
    """A selector and two edges."""

    selector: Selector
    left: Edge
    right: Edge


def edges(sheet: Sheet, spot: Spot, fields: Mapping[str, Spot]) -> tuple[list[Edge], list[Edge]]:
    """Propose left and right edges of a place, each in order of preference.

    `fields` are those that are read before this one.
    """
    line = sheet.page.lines[spot.line]
    lefts = (
        Edge("start"),
        *_lefts(sheet, line, spot.start),
        *_lefts_after(sheet, line, spot.start, fields),
    )
    rights = (Edge("end"), *_rights(sheet, line, spot.end))
    return list(dict.fromkeys(lefts)), list(dict.fromkeys(rights))


def _lefts(sheet: Sheet, line: Line, start: int) -> Iterator[Edge]:
    for nth, mark, total in _numbered(line):
        if not _has_words(line.text, mark.start, start):
            yield from (Edge("mark", mark.tag, one) for one in (nth, nth - total))
    text = sheet.plain(line.number)
    word, signs = _BEFORE.findall(text[:start])[0]
    for literal in _literals(f"{word}{signs}" if word else "", signs):
        places = _places(text, literal)
        before = [nth for nth, (place, _) in enumerate(places) if place < start]
        for nth in before[-1:]:
            yield from (Edge("literal", literal, one) for one in (nth, nth - len(places)))


def _lefts_after(
    sheet: Sheet, line: Line, start: int, fields: Mapping[str, Spot]
) -> Iterator[Edge]:
    for name, spot in fields.items():
        if spot.line != line.number or spot.end > start:
            continue
        if not _has_words(line.text, spot.end, start):
            yield Edge("after", name)
        text = sheet.plain(line.number)[:start]
        word, signs = _BEFORE.findall(text)[0]
        for literal in _literals(f"{word}{signs}" if word else "", signs):
            behind = [stop for place, stop in _places(text, literal) if place >= spot.end]
            if behind and not _has_words(line.text, behind[0], start):
                yield Edge("literal", literal, after=name)


def _rights(sheet: Sheet, line: Line, end: int) -> Iterator[Edge]:
    found = [
        Edge(how, mark.tag)
        for _, mark, _ in _numbered(line)
        for how, place in (("mark end", mark.end), ("next mark", mark.start))
        if not _has_words(line.text, end, place) and place >= end
    ]
    if any(not _has_words(line.text, end, one.start) for one in sheet.dates(line.number)):
        found.append(Edge("date"))
    signs, word = _AFTER.findall(sheet.plain(line.number)[end:])[0]
    for literal in _literals(f"{signs}{word}" if word else "", signs):
        found += Edge("literal", literal), Edge("last literal", literal)
    for edge in dict.fromkeys(found):
        yield edge
        if edge.how not in {"end", "mark end"}:
            yield edge._replace(is_optional=True)


def _literals(with_word: str, signs: str) -> Iterator[str]:
    """Yield the literals at a place: signs with the word beside them, and signs alone."""
    if with_word.strip(" ") and not any(map(str.isdigit, with_word)):
        yield f" {with_word.strip(' ')} " if with_word.strip()[-1:].isalnum() else with_word.strip()
    if "\n" in signs:
        yield "\n"
    if signs.strip():
        yield " - " if signs.strip() == "-" and " " in signs else signs.strip()
    if len(signs.strip()) > 1:
        yield from dict.fromkeys((signs.strip()[0], signs.strip()[-1]))


def _numbered(line: Line) -> Iterator[tuple[int, Mark, int]]:
    """Yield the marks with text, each with its number among those of its tag, and their total."""
    marks = [mark for mark in line.marks if mark.end > mark.start]
    totals: dict[str, int] = {}
    for mark in marks:
        totals[mark.tag] = totals.get(mark.tag, 0) + 1
    seen: dict[str, int] = {}
    for mark in marks:
        yield seen.get(mark.tag, 0), mark, totals[mark.tag]
        seen[mark.tag] = seen.get(mark.tag, 0) + 1


def _has_words(text: str, start: int, end: int) -> bool:
    """Return whether there are letters or digits between two places, or the order is wrong."""
    return start > end or any(char.isalnum() for char in text[start:end])


def _places(text: str, literal: str) -> list[tuple[int, int]]:
    """List the places of a literal in a plain text; one with words begins and ends at a word's.

    A label, such as "speaker:", is the same in the plural.
    """
    wanted = literal.strip(" ")
    if wanted.endswith(":") and wanted[0].isalpha():
        stem = wanted[:-1].removesuffix("s")
        found = [one for form in (f"{stem}:", f"{stem}s:") for one in _free(text, form)]
        return sorted(found)
    found = list(_free(text, wanted))
    if literal != " - ":
        return found
    return [(a, b) for a, b in found if text[a - 1 : a] == " " or text[b : b + 1] == " "]


def _free(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    place = text.find(wanted)
    while place >= 0:
        stop = place + len(wanted)
        is_torn = wanted[0].isalnum() and text[place - 1 : place].isalnum()
        is_torn |= wanted[-1].isalnum() and text[stop : stop + 1].isalnum()
        if not is_torn:
            yield place, stop
        place = text.find(wanted, stop)


def is_frequent(sheet: Sheet, edge: Edge) -> bool:
    """Return whether an edge has no word, or one that several lines of the page have."""
    if not edge.how.endswith("literal") or not any(map(str.isalpha, edge.key)):
        return True
    lines = (sheet.plain(line.number) for line in sheet.page.lines)
    found = (text for text in lines if edge.key.strip(" ") in text and _places(text, edge.key))
    return sum(1 for _ in itertools.islice(found, _OFTEN)) == _OFTEN


def cut(
    sheet: Sheet, index: int, left: Edge, right: Edge, fields: Mapping[str, Spot]
) -> tuple[int, int] | None:
    """Return the place of a text in a line; None if an edge is not there or nothing is between.

    `fields` are the places of the fields of the same record that were read before.
    """
    line = sheet.page.lines[index]
    here = {name: spot for name, spot in fields.items() if spot.line == index}
    start = _left(sheet, line, left, here)
    if start < 0:
        return None
    end = _right(sheet, line, start, right)
    end = len(line.text) if end < 0 and right.is_optional else end
    piece = line.text[start : max(end, start)]
    start += len(piece) - len(piece.lstrip(_STRIPPED + ".)]"))
    start -= bool(_DOTTED.search(line.text, max(start - 2, 0), start + 1))
    stop = start + len(line.text[start : max(end, start)].rstrip(_STRIPPED + "(["))
    return (start, stop) if stop > start else None


def _left(sheet: Sheet, line: Line, edge: Edge, fields: Mapping[str, Spot]) -> int:
    if edge.how == "start":
        return 0
    if edge.how == "after":
        return fields[edge.key].end if edge.key in fields else -1
    if edge.after and edge.after not in fields:
        return -1
    first = fields[edge.after].end if edge.after else 0
    if edge.how == "literal":
        found = _places(sheet.plain(line.number), edge.key)
        places = [stop for place, stop in found if place >= first]
    else:
        places = [m.start for m in line.marks if m.tag == edge.key and m.end > m.start]
    return places[edge.nth] if -len(places) <= edge.nth < len(places) else -1


def _right(sheet: Sheet, line: Line, start: int, edge: Edge) -> int:
    """Return the right end of a text that begins at `start`, -1 if there is none."""
    if edge.how == "end":
        return len(line.text)
    if edge.how == "date":
        places = [one.start for one in sheet.dates(line.number)]
    elif edge.how in {"literal", "last literal"}:
        places = [place for place, _ in _places(sheet.plain(line.number), edge.key)]
    elif edge.how == "mark end":
        first = next((n for n in range(start, len(line.text)) if line.text[n].isalnum()), start)
        marks = [mark for mark in line.marks if mark.tag == edge.key]
        places = [mark.end for mark in marks if mark.start <= first < mark.end]
    else:
        places = [mark.start for mark in line.marks if mark.tag == edge.key]
    after = [place for place in places if place > start and _has_words(line.text, start, place)]
    return (after[-1] if edge.how == "last literal" else min(after)) if after else -1
