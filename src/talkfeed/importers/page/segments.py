"""A line → its pieces, separated by style, dates and punctuation, each with the sign before it.

Separate dates, and links with a role ("slides"), are not pieces; they are
returned beside them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.clock import clock_end
from talkfeed.importers.page.date_runs import Dated, dates_of, rank
from talkfeed.importers.page.labels import with_hints
from talkfeed.importers.page.line import KEPT
from talkfeed.importers.page.people import leading_person, people
from talkfeed.importers.page.spans import atoms, role_links
from talkfeed.importers.page.vocabulary import placeness
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.line import Line, Span
    from talkfeed.importers.page.links import Link


class Piece(NamedTuple):
    """A part of a line: `join` is the sign or word before it, `style` its emphasis.

    `firm` means that a sign precedes the word before it, as in ", with"; `dated` that it
    is in brackets with a date.
    """

    start: int
    end: int
    text: str
    join: str
    style: str = ""
    href: str = ""
    dated: bool = False
    firm: bool = False


class Parsed(NamedTuple):
    """A line with its pieces, dates and links."""

    line: Line
    pieces: tuple[Piece, ...]
    dates: tuple[Dated, ...]
    links: tuple[Link, ...]


_SEPARATOR = re.compile(
    r"(?:(?<!\s)[^\S\n]{1,9})?\n\s*|(?<!\w)_*[-–—\u2212]{1,3}_+|_+[-–—\u2212]{1,3}_*|_*[|·•⋅∙►»→]+_*|_*;_+|_*:_+|_*:$|_*,_+|、"
    r"|_*[()\[\]\uff08\uff09]_*|\uff1a|_+/_+|(?:^|_+)@_*|(?:^|_+|(?<=,[^\S\n]))(?:at|by|with|in|during|avec|mit|con|com|met|med)_+|^_*(?:At|By|With|In)_+"
    r"|^_*(?:and|und|et|y|e|og|och|for|to|&|the)_+$|^_*,_*|^_*\._+|(?<=[a-zà-ÿ)\d\"”»]{3})(?<![Pp]rof)(?<!Profa)(?<!Dra)(?<!Dipl)(?<!Univ)(?<!Assoc)(?<!Asst)\._+(?=[A-ZÀ-Þ])"
    r"|(?<!\w)(?:[Cc]o-?)?(?:[Pp]resent(?:er|ed by)|[Ss]peaker|[Aa]uthor)s?_*:_*"
    r"(?=[A-Z]|$)".replace("_*", "_{0,9}")
    .replace("_+", "_{1,9}")
    .replace("_", r"[^\S\n]")
)
_LOOSE = frozenset((",", "at", "with", "in", "for", "to", "and", "during", "/", "(", ")", "", "."))
WEAK = _LOOSE
_BEFORE_DATE = re.compile(
    r"(?:^\W*|[,;:|·•(\[\uff08–—@.-]|\s-)\s*$|(?:^|[\s(,])(?:on|in|of|since|date:?|when:?)\s*$",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"^\s*(?:$|[,;:|·•)\]\uff09.–—\n-])")


@lru_cache(maxsize=KEPT)
def parse(line: Line, rules: DateRules, *, headed: bool = False) -> Parsed:
    """Parse a line; below a heading, a year at the end of its first row is a date."""
    line = with_hints(line)
    links, dropped = role_links(line)
    dropped.extend(_labels(line))
    dates = [
        date
        for date in dates_of(line, rules)
        if not any(start <= date.start < end for start, end in dropped)
    ]
    has_day = any(not date.partial and rank(date.precision) == 0 for date in dates)
    alone = [
        date
        for date in dates
        if _is_alone(line, date, headed=headed)
        if not has_day or rank(date.precision) == 0 or _is_separate(line, date)
    ]
    end = clock_end(line.text)
    if end and not any(date.start < end for date in dates):
        dropped.append((0, end))
    gone = sorted([*dropped, *((date.start, date.end) for date in alone)])
    styled = atoms(line, gone)
    bracketed = _dated_brackets(line.text, alone)
    pieces = tuple(
        piece._replace(dated=any(start < piece.start < end for start, end in bracketed))
        for piece in _pieces(line, gone, styled)
    )
    return Parsed(line, tuple(_after_aside(line.text, pieces)), tuple(dates), tuple(links))


_ASIDE = re.compile(r"\([^()\n]{0,200}\)(?=[ ]\S)")


def aside_end(text: str) -> int:
    """Return the end of the brackets that a line begins with, as in "(en @ CityCode) Feeds".

    >>> aside_end("(en @ CityCode) Feeds"), aside_end("Feeds (in English)")
    (15, 0)
    """
    aside = _ASIDE.match(text)
    return aside.end() if aside else 0


def _after_aside(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Separate a title from the brackets that a line begins with."""
    end = aside_end(text)
    for last, piece in zip([None, *pieces], pieces, strict=False):
        is_next = last is not None and last.end < end <= piece.start
        yield piece._replace(join="|") if is_next else piece


def _labels(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the ranges of labels."""
    for span in line.of("hint"):
        if span.label:
            start = line.text.rfind(span.label, 0, span.start)
            yield start, span.start


_BRACKETS = re.compile(r"[(\[\uff08][^()\[\]\uff08\uff09]*[)\]\uff09]")


def _dated_brackets(text: str, dates: list[Dated]) -> list[tuple[int, int]]:
    """Find the brackets that hold a date, such as "(OSCon, summer 2013)"."""
    return [
        match.span()
        for match in _BRACKETS.finditer(text)
        if any(match.start() < date.start < match.end() for date in dates)
    ]


def _is_alone(line: Line, date: Dated, *, headed: bool) -> bool:
    """Return whether a date is separate, and not part of a title or a name."""
    if not date.is_year:
        return not date.partial or _is_separate(line, date)
    if _is_in_words(line, date):
        return False
    row, _, _ = line.text[: date.start].rpartition("\n")
    ends_head = headed and not row and _ENDS_NAME.search(line.text[: date.start])
    return bool(ends_head and _AFTER_DATE.match(line.text[date.end :])) or _is_separate(line, date)


def _is_in_words(line: Line, date: Dated) -> bool:
    """Return whether a year ends emphasised words: a title such as "The web in 2024"."""
    before = line.text[: date.start].rstrip()
    return before[-1:] not in {"(", ",", "-", "–"} and any(
        span.start < date.start and date.end <= span.end + 1
        for span in line.of("link", "quote", "em", "strong")
        if date.start - span.start > _LONG
    )


_LONG = 8
_ENDS_NAME = re.compile(r"[\w)][ ]$")


def _is_separate(line: Line, date: Dated) -> bool:
    before, after = line.text[: date.start], line.text[date.end :]
    row = before.rpartition("\n")[2]
    if date.is_year and after.startswith(":") and _IN.search(row):
        return False  # "Ropes in 2025: why they last"
    return bool(
        _BEFORE_DATE.search(row) and (_AFTER_DATE.match(after) or _LEADS.search(row))
    ) or any(
        span.start <= date.start < span.end <= date.end + 1
        for span in line.of("strong", "em", "hint", "time")
        if span.end - span.start <= date.end - date.start + 3
    )


_IN = re.compile(r"\w\s(?:in|of|since)\s$")
_LEADS = re.compile(r"^\s*[(\[]?$")


def _pieces(line: Line, gone: list[tuple[int, int]], styled: list[Span]) -> list[Piece]:
    marks = sorted(
        [*((start, end, None) for start, end in gone), *((a.start, a.end, a) for a in styled)],
        key=lambda mark: mark[:2],
    )
    found: list[Piece] = []
    join, position = "", 0
    for start, end, atom in (mark for mark in marks if mark[0] >= position):
        join = _split(line.text, position, start, join, found)
        if atom is None:
            join = "#" if join.rstrip("+") in WEAK else join
        else:
            href = _href(line, atom)
            style = f"hint:{atom.value}" if atom.kind == "hint" else atom.kind
            words = line.text[start:end].strip()
            firm = join.endswith("+")
            found.append(Piece(start, end, words, join.rstrip("+"), style, href, firm=firm))
            join = ""
        position = end
    _split(line.text, position, len(line.text), join, found)
    return list(_after_people(list(_led_in(list(_rejoined(line.text, found))))))


_ON = re.compile(r"(?:on|about|über|zu|sur|sobre|su|over|om)\s+(?=\S)")


def _after_people(pieces: list[Piece]) -> Iterator[Piece]:
    """Cut the word between people and their title: "**Ann** on Feeds that last"."""
    is_named = False
    for piece in pieces:
        word = _ON.match(piece.text) if is_named and not piece.style else None
        if word and piece.join in {"", ")", "(", "\n"}:
            start = piece.start + word.end()
            yield piece._replace(start=start, text=piece.text[word.end() :], join=":")
        else:
            yield piece
        is_named = bool(people(piece.text)) or (is_named and piece.join == "(")


def _rejoined(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """Rejoin plain pieces if the word between them does not separate them."""
    last: Piece | None = None
    for piece in pieces:
        if last is None:
            last = piece
        elif (
            not last.style
            and not piece.style
            and not _parts(last, piece)
            and "\n" not in text[last.end : piece.start]
        ):
            last = last._replace(end=piece.end, text=text[last.start : piece.end])
        else:
            yield last
            last = piece
    if last is not None:
        yield last


def _parts(last: Piece, piece: Piece) -> bool:
    """Return whether the word before a piece separates it from the one before."""
    if piece.join == "in":
        return piece.firm or placeness(piece.text) > weights.LIKE_A_PLACE
    if piece.join == "with":
        return bool(people(piece.text))
    if piece.join == "by":
        return not _HOSTED.search(last.text) and (
            piece.firm or bool(leading_person(piece.text)) or bool(_BEGINS_NAME.match(piece.text))
        )
    if piece.join in {"at", "during"}:
        if piece.text.lower() in _PHRASES:
            return False
        return piece.firm or not piece.text[:1].islower() or piece.text.startswith("the ")
    return True


_BEGINS_NAME = re.compile(r"[A-ZÀ-Þ@]\S*+(?!\s[a-z]{4})")
"""A name after "by", but not "by Lévy processes"."""
_PHRASES = frozenset(("scale", "large", "home", "work", "school", "runtime", "the edge"))
"""After "at" in titles: "Feeds at Scale"."""
_HOSTED = re.compile(
    r"(?:hosted|organi[sz]ed|chaired|moderated|invited|sponsored|supported|funded|supervised)$",
    re.IGNORECASE,
)
"""Before "by" and people who do not speak."""
_LEAD_IN = re.compile(r"\s{0,9}\b(at|for|of|to|on|in|by|with|from)(?:\s+(?:the|an?|our|my))?$")


def _led_in(pieces: list[Piece]) -> Iterator[Piece]:
    """Move a preposition from the end of a piece to the next one: "Talk at the"."""
    word = ""
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        joined = piece._replace(join=word) if word else piece
        match = (
            _LEAD_IN.search(piece.text) if after and not piece.style and not after.join else None
        )
        word = match[1] if match else ""
        word = "at" if word in {"for", "of", "to", "on"} else word
        if match is None:
            yield joined
        elif match.start():
            yield joined._replace(text=piece.text[: match.start()], end=piece.start + match.start())


def _href(line: Line, atom: Span) -> str:
    inner = (
        span.value
        for span in line.of("link")
        if span.start < atom.end and atom.start < span.end
        if (min(span.end, atom.end) - max(span.start, atom.start)) * 2 > atom.end - atom.start
    )
    return next(inner, "")


def _split(text: str, start: int, end: int, join: str, found: list[Piece]) -> str:
    """Split plain text at its separators; return the join of the next piece."""
    position = start
    for match in _SEPARATOR.finditer(text[start:end]):
        left, right = start + match.start(), start + match.end()
        if _add(text, position, left, join, found):
            join = ""
        sign = match[0].strip().lower()
        names_people = _NAMES_PEOPLE.search(sign)
        sign = "with" if sign in _WITH else sign
        sign = "by" if names_people else sign or ("\n" if "\n" in match[0] else "")
        join = _stronger(join, sign)
        position = right
    return "" if _add(text, position, end, join, found) else join


_WITH = frozenset(("avec", "mit", "con", "com", "met", "med"))
_NAMES_PEOPLE = re.compile(r"present|speaker|author")


def _add(text: str, start: int, end: int, join: str, found: list[Piece]) -> bool:
    words = text[start:end].rstrip(" \n.,;*_<>").lstrip(" \n,;*_<>")
    if not re.search(r"\w", words):
        return False
    offset = text[start:end].index(words)
    left = start + offset
    firm = join.endswith("+")
    found.append(Piece(left, left + len(words), words, join.rstrip("+"), firm=firm))
    return True


_FULL_WIDTH = {"\uff08": "(", "\uff09": ")", "\uff1a": ":", "、": ","}
_STRENGTH = ("by", "@", "at", "with", "\n", "-", "|", "(", "in", ":", ";", "for", "to", ",", ")")
_RANKS = {sign: rank for rank, sign in enumerate(_STRENGTH)}


def _stronger(one: str, other: str) -> str:
    """Return the stronger of two consecutive joins, with "+" if there were two."""
    other = "-" if other and set(other) <= set("-–—\u2212") else other
    other = "|" if other and set(other) <= set("|·•⋅∙►»→") else other
    other = _FULL_WIDTH.get(other, other)
    best = min(
        (one, other), key=lambda sign: _RANKS.get(sign.rstrip("+"), len(_STRENGTH) + (not sign))
    )
    return f"{best.rstrip('+')}+" if one and other else best
