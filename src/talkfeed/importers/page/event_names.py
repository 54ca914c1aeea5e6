"""The piece that is an event → its whole name, apart from who holds it and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.section_kinds import is_kind
from talkfeed.importers.page.vocabulary import eventness, is_host, placeness
from talkfeed.records.word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.page.segments import Piece

_FEW_WORDS = 3
_WORDS = word_lists("events", "talkfeed.importers.page")
_HELD_AT = re.compile(rf"\s(?:{_WORDS['held-at']})\s(?=[A-ZÀ-Þ])")
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,8}\b")


def held_apart(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Split plain pieces before an institution or place: "Congreso de Mapas en la UNAM"."""
    for piece in pieces:
        cut = _cut(piece) if not piece.style else None
        if cut is None:
            yield piece
            continue
        start, end = cut.span()
        yield piece._replace(text=piece.text[:start], end=piece.start + start)
        yield piece._replace(text=piece.text[end:], start=piece.start + end, join="@")


def _cut(piece: Piece) -> re.Match[str] | None:
    """Return the first preposition in a piece with an institution or a place after it."""
    for match in _HELD_AT.finditer(piece.text):
        rest = piece.text[match.end() :]
        if is_host(rest) or _ACRONYM.match(rest) or placeness(rest) > weights.LIKE_A_PLACE:
            return match
    return None


def led_in(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Mark the name of an event after what leads to it: "talk at the conference *Maps*".

    What leads to it is left out, and so is who organised it.
    """
    was_led = False
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        is_next = after is not None and after.style in _SET_OFF and after.join in {"", "\n", "|"}
        is_led = is_next and not piece.style and bool(_LEADS.match(piece.text))
        if not is_led and not _ORGANISED.match(piece.text):
            yield piece._replace(style="hint:event") if was_led else piece
        was_led = is_led


_ORGANISED = re.compile(rf"(?:{_WORDS['organised']})\s", re.IGNORECASE)


_SET_OFF = frozenset(("em", "strong", "link", "quote"))
_LEADS = re.compile(
    rf"(?:{_WORDS['given']})\b[^\n]{{0,80}}(?:{_WORDS['words']}|{_WORDS['series']})(?:e?s|n)?$",
    re.IGNORECASE,
)


def whole_name(event: Piece, pieces: Sequence[Piece]) -> Piece:
    """Join the rest of a name: "Map Days: Old and New", "Workshop “Silting”", "MapConf / GeoFest".

    A name goes on after a colon, in quotation marks, after a comma in lower case, and after a
    slash with another event.
    """
    if event not in pieces:
        return event
    index = pieces.index(event)
    name = event.text
    if event.join == ":" and index and not (event.style or pieces[index - 1].style):
        name = f"{pieces[index - 1].text}: {name}"
    for piece in pieces[index + 1 :]:
        sign = _goes_on(name, piece)
        if not sign:
            break
        name = f"{name}{sign}{piece.text}"
    return event._replace(text=name)


def without_quotes(name: str) -> str:
    """Strip the signs around a name, but not the quotation mark that closes one within it.

    >>> without_quotes("“Map Days”,"), without_quotes("Workshop “Maps”")
    ('Map Days', 'Workshop “Maps”')
    """
    bare = name.lstrip(".,;) ").rstrip(" .,")
    is_quoted = bare[:1] in _QUOTES or not any(sign in bare[:-1] for sign in _QUOTES)
    return bare.strip("\"'“”\u2018\u2019 ,") if is_quoted else bare


_QUOTES = "\"'“\u2018"


def _goes_on(name: str, piece: Piece) -> str:
    """Return the sign between a name and its next piece, "" if the name ends before it."""
    if piece.style == "quote":
        is_short = len(name.split()) <= _FEW_WORDS
        return " " if is_short and not piece.join else ""
    if piece.style or is_kind(piece.text):
        return ""
    if piece.join == "/":
        are_events = min(eventness(name), eventness(piece.text)) > weights.LIKE_AN_EVENT
        return " / " if are_events else ""
    if piece.join == ":":
        return ": " if eventness(name) > weights.NO_PLACE else ""
    is_rest = piece.join == "," and piece.text[:1].islower() and not placeness(piece.text)
    return ", " if is_rest else ""
