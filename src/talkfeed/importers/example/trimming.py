"""The place of a value in a line → the same without what surrounds values now and then.

Some records have more than the example: the labels of links in brackets, a date, people beside the
speaker. These are taken off the ends of a text; a text without words is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.model import Precision
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import state_of
from talkfeed.records.word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.importers.example.lines import Line, Spot
    from talkfeed.importers.example.sheet import Record, Sheet

WORDS = word_lists("around", __package__)
_DAYS = (Precision.MINUTE, Precision.MINUTE_RANGE, Precision.DAY, Precision.DAY_RANGE)
_BORDER = " \t\n,;:|·•/-–—*_"
_COMPANIONS = re.compile(
    rf"(?<!\s)\s*[(\[]\s*+(?:{WORDS['companions']})\s++([^()\[\]]+)[)\]]\s*[.,;:]?|"
    rf"(?:\A|(?<![\s,;–—-])[\s,;–—-]+)(?:{WORDS['companions']})\s++([^()\[\],;]+)\Z",
    re.IGNORECASE,
)
QUOTES = {"“": "”", "”": "”", "„": "“", "«": "»", '"': '"', "‘": "’", "'": "'", "「": "」"}  # noqa: RUF001


_TRIMMED = {*_DAYS, Precision.MONTH}


class Trimmed(NamedTuple):
    """A place in a line, and the people found beside the text."""

    start: int
    end: int
    people: str = ""


def trim(
    sheet: Sheet,
    line: Line,
    place: tuple[int, int],
    *,
    is_text: bool,
    is_quoted: bool,
    has_names: Callable[[str], bool],
) -> Trimmed:
    """Take off what is no part of a value; `is_quoted` if the example's value has quotes.

    `has_names` is whether a text is the names of people.
    """
    people, before = "", (-1, -1)
    while before != place:
        before = place
        place = _without_linked_aside(line, *place)
        if is_text:
            place = start, end = _without_dates(sheet, line, *place)
            text = line.text[start:end]
            if (match := _COMPANIONS.search(text)) and (match[1] or has_names(match[2])):
                inner = _rest(place, match)
                people = people if inner == place else match[1] or match[2]
                place = inner
            elif not is_quoted and len(text) > 2 and QUOTES.get(text[0]) == text[-1]:  # noqa: PLR2004
                place = start + 1, end - 1
        place = _inner(line.text, *place)
    return Trimmed(*place, people)


def _rest(place: tuple[int, int], match: re.Match[str]) -> tuple[int, int]:
    """Return a place without a match at its end or its start; the same if it is between."""
    start, end = place
    if start + match.end() == end and match.start():
        return start, start + match.start()
    return place if match.start() else (start + match.end(), end)


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    inner = piece.lstrip(_BORDER + ")]")
    start += len(piece) - len(inner)
    return start, start + len(inner.rstrip(_BORDER + "(["))


def _without_linked_aside(line: Line, start: int, end: int) -> tuple[int, int]:
    """Take off brackets at the end that hold nothing but links, as in "(slides, video)"."""
    match = _ASIDE.search(line.text[start:end])
    first, last = (start + match.start(), start + match.end()) if match else (0, 0)
    links = [mark for mark in line.marks if mark.href and first <= mark.start and mark.end <= last]
    if (
        first > start
        and links
        and not any(
            char.isalnum() and not any(mark.start <= first + n < mark.end for mark in links)
            for n, char in enumerate(line.text[first:last])
        )
    ):
        return _inner(line.text, start, first)
    return start, end


_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]?[\s.]*\Z")


def _without_dates(sheet: Sheet, line: Line, start: int, end: int) -> tuple[int, int]:
    """Take a date with its day or month off the ends."""
    for dated in sheet.dates(line.number):
        if dated.precision not in _TRIMMED or not (start <= dated.start and dated.end <= end):
            continue
        if not any(char.isalnum() for char in line.text[start : dated.start]):
            if any(char.isalnum() for char in line.text[dated.end : end]):
                start = dated.end
        elif not any(char.isalnum() for char in line.text[dated.end : end]):
            end = dated.start
    return _inner(line.text, start, end)


def status_in(sheet: Sheet, record: Record, title: Spot) -> str:
    """Return the status that a line of a record states; a title that is struck is cancelled."""
    for line in sheet.lines_of(record):
        if state := state_of(line.text):
            return state
        if line.number == title.line and any(
            mark.tag == "del" and mark.start <= title.start and title.end <= mark.end + 1
            for mark in line.marks
        ):
            return "cancelled"
    return ""
