"""A text → how likely it is the value of a field, from 0 to 1, and the names of people in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.importers.example.trimming import QUOTES, WORDS, trim
from talkfeed.importers.page.people import is_named
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import is_nobody, is_open
from talkfeed.records.word_lists import word_lists
from talkfeed.text import line as clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.importers.example.lines import Line
    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.sheet import Sheet


class Weights(NamedTuple):
    """How much each fault of a value takes from its score; the reasons are beside them."""

    address: float = -0.6  # a value of a field is no link
    brackets: float = -0.25  # it begins or ends inside them
    torn: float = -0.3  # it cuts a link or an emphasis in two
    style: float = -0.3  # it is not a whole link or emphasis, as the example's is


WEIGHTS = Weights()
_PEOPLE = word_lists("people", "talkfeed.importers.page")
CUES = {
    "speakers": (re.compile(rf"\b(?:{WORDS['people']})\b"), 0.45),
    "event": (re.compile(rf"@|\b(?:{WORDS['events']})\b"), 0.2),
}
"""Words before a value that mark it, and what they earn: few records have co-speakers."""
LEAST_PEOPLE = 0.78
"""Texts that on average look less like names are not speakers."""
_FIGURES = re.compile(r"\W*\d+\W*")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w")
_PART = re.compile(
    rf"(?<!\s)\s*(?:;|&|\n|\||/|(?<=\s)(?:{_PEOPLE['and']})(?=\s))\s*", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TITLE = re.compile(rf"(?:\b(?:{_PEOPLE['titles']})\s+)+(?=\S)", re.IGNORECASE)
_PARTICLES = frozenset(WORDS["particles"].split("|"))
_SPEAKS = re.compile(rf"\A(?:{WORDS['people']})\b\s*:?\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"[?!:;/@“”\"()]")
_NAME_WORDS = 5
_NAME = 50
_STYLES = frozenset(("a", "strong", "em", "q", "code"))


class Value(NamedTuple):
    """A text of a field: its score, its place in a line, and the people in it or beside it."""

    score: float = 0.0
    start: int = 0
    end: int = 0
    text: str = ""
    names: tuple[str, ...] = ()


NOTHING = Value()


class Wanted(NamedTuple):
    """The value that an example has for a field, by which the values of other records are judged.

    `styles` are the tags of the marks that it fills.
    """

    text: str
    names: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


def wanted_of(sheet: Sheet, located: Located, name: str) -> Wanted:
    """Return what an example has for a field."""
    spot, example = located.spots[name], located.example
    line = sheet.page.lines[spot.line]
    return Wanted(
        example.text(name),
        example.speakers if name == "speakers" else (),
        tuple(sorted(_styles(line, spot.start, spot.end))),
    )


def value_of(
    sheet: Sheet, index: int, place: tuple[int, int] | None, name: str, wanted: Wanted
) -> Value:
    """Read and score what is at a place of a line, as the value of a field."""
    if place is None:
        return NOTHING
    line = sheet.page.lines[index]
    is_text = name != "speakers"
    is_quoted = wanted.text[:1] in QUOTES
    are_names = has_known_names if name == "title" else has_names
    trimmed = trim(sheet, line, place, is_text=is_text, is_quoted=is_quoted, has_names=are_names)
    start, end = trimmed.start, trimmed.end
    if start >= end or _is_date(sheet, line, start, end):
        return NOTHING
    text = clean(line.text[start:end])
    if text != wanted.text and sheet.is_label(text):
        return NOTHING
    if not is_text:
        names = tuple(people_in(text, wanted.names))
        return Value(judge_people(text, names, wanted.names), start, end, text, names)
    score = judge(text, wanted.text)
    score += WEIGHTS.torn * _is_torn(line, start, end)
    is_part = any(char.isalnum() for char in line.text[:start] + line.text[end:])
    if is_part and wanted.styles and not set(wanted.styles) & _styles(line, start, end):
        score += WEIGHTS.style
    names = tuple(people_in(trimmed.people)) if trimmed.people else ()
    return Value(max(score, 0.0), start, end, text, names)


def has_names(text: str) -> bool:
    """Return whether a text is full names of people."""
    names = people_in(text)
    return bool(names) and all(_likeness(one, may_be_single=False) >= LEAST_PEOPLE for one in names)


def has_known_names(text: str) -> bool:
    """Return whether a text is names of people that begin with known given names."""
    names = people_in(text)
    return has_names(text) and all(is_named(one) for one in names)


def _is_nothing(text: str) -> bool:
    return is_open(text) or bool(_FIGURES.fullmatch(text))


def judge(text: str, wanted: str) -> float:
    """Score the text of a field; `wanted` is that of the example."""
    if not text or _is_nothing(text):
        return 0.0
    score = 1.0
    score += WEIGHTS.address * bool(_ADDRESS.search(text) and not _ADDRESS.search(wanted))
    pairs = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
    is_open = any(text.count(a) != text.count(b) for a, b in pairs) or text.count('"') % 2
    return score + WEIGHTS.brackets * bool(is_open)


def judge_people(text: str, names: Sequence[str], wanted: Sequence[str]) -> float:
    """Score a text as people: the share of its parts that look like names."""
    if not text or not names or _is_nothing(text) or is_nobody(text):
        return 0.0
    single = min(len(one.split()) for one in wanted) == 1
    return sum(_likeness(one, may_be_single=single) for one in names) / len(names)


@lru_cache(maxsize=8192)
def _likeness(name: str, *, may_be_single: bool) -> float:
    words = name.split()
    if not 1 <= len(words) <= _NAME_WORDS or len(name) > _NAME or any(c.isdigit() for c in name):
        return 0.0
    if _NO_NAME.search(name):
        return 0.0
    odd = [one for one in words if one[0].islower() and one.casefold() not in _PARTICLES]
    if odd:
        return 0.2 if len(odd) < len(words) else 0.0
    is_short = len(words) == 1 and name.isascii() and not may_be_single
    return 0.6 if is_short else 1.0


def people_in(text: str, wanted: Sequence[str] = ()) -> list[str]:
    """Split a text into names, as the example's are.

    A comma separates names only if all parts look like some, or if the example has several.
    """
    bare = bare_names(text) if not any("(" in one for one in wanted) else text
    found: list[str] = []
    for part in _PART.split(bare):
        pieces = [one for one in (piece.strip() for piece in part.split(",")) if one]
        are_names = all(
            _likeness(_neat(one), may_be_single=False) >= LEAST_PEOPLE for one in pieces
        )
        if len(pieces) > 1 and not are_names and len(wanted) <= 1:
            pieces = pieces[:1] if not any("," in one for one in wanted) else [part]
        found += pieces
    return list(dict.fromkeys(filter(None, map(_neat, found))))


def bare_names(text: str) -> str:
    """Take off what is around names: asides in brackets, degrees, "by"."""
    return _TITLE.sub("", _SPEAKS.sub("", _ASIDE.sub(" ", text).strip()))


def _neat(name: str) -> str:
    name = clean(name).strip(" ,;:.*_–—-|•·()")
    return _TITLE.sub("", name) if len(name.split()) > 2 else name  # noqa: PLR2004 (Dr Ann Example)


def _is_torn(line: Line, start: int, end: int) -> bool:
    """Return whether a place begins or ends in the middle of a link or an emphasis."""
    return any(
        mark.tag in _STYLES
        and (
            (mark.start < start < mark.end and line.text[mark.start : start].strip(_SIGNS) != "")
            or (mark.start < end < mark.end and line.text[end : mark.end].strip(_SIGNS) != "")
        )
        for mark in line.marks
    )


def _styles(line: Line, start: int, end: int) -> set[str]:
    """Return the tags of the marks that a place fills."""
    return {
        mark.tag
        for mark in line.marks
        if mark.tag in _STYLES
        and abs(mark.start - start) + abs(mark.end - end) <= _BESIDE
        and mark.start <= start
    }


_SIGNS = " .,;:!?\"'()“”"
_BESIDE = 4
"""Signs between the borders of a mark and the text in it, such as quotes."""


def _is_date(sheet: Sheet, line: Line, start: int, end: int) -> bool:
    """Return whether a place has nothing but a date."""
    return any(
        (one.start <= start + 1 and end <= one.end + 1)
        or (start <= one.start and one.end <= end and one.end - one.start >= end - start - 2)
        for one in sheet.dates(line.number)
        if not one.partial
    )
