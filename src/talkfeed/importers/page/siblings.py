"""The pieces around the titles of siblings → the ones that name the speakers in most of them.

A page has its speakers in one place: before the title, or right after it. One name may be that of
an event, or of a town; most siblings decide for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.employers import EMPLOYER
from talkfeed.importers.page.people import is_named, people
from talkfeed.importers.page.vocabulary import eventness, is_host, placeness
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import is_nobody

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.page.segments import Piece
    from talkfeed.importers.page.title import Part

SPEAKER = "hint:speaker"


class Spot(NamedTuple):
    """A place beside a title: how many pieces after it, or before it if negative."""

    side: int
    row: int


def with_speakers(
    rest: Sequence[Sequence[Piece]], titles: Sequence[Part | None], texts: Sequence[str]
) -> list[list[Piece]]:
    """Mark the pieces at the spot where most siblings name their speakers."""
    spots = [
        dict(_spots(pieces, title, text))
        for pieces, title, text in zip(rest, titles, texts, strict=True)
    ]
    found = {
        spot
        for spot in dict.fromkeys(spot for each in spots for spot in each)
        if _names_people([each[spot] for each in spots if spot in each], spots)
    }
    usual = sorted(map(len, rest))[len(rest) // 2] if rest else 0
    marked = [
        [
            _marked(piece, is_alone=len(pieces) == 1 < usual)
            if _is_at(piece, each, found) and not _goes_on(after)
            else piece
            for piece, after in zip(pieces, [*pieces[1:], None], strict=False)
        ]
        for pieces, each in zip(rest, spots, strict=True)
    ]
    return _with_employers(marked)


def _with_employers(rest: list[list[Piece]]) -> list[list[Piece]]:
    """Mark the pieces right after speakers if no sibling has an event there."""
    after = [
        (row, index)
        for row, pieces in enumerate(rest)
        for index, piece in enumerate(pieces)
        if index and _is_speaker(pieces[index - 1]) and piece.join in _BESIDE
    ]
    texts = [rest[row][index].text for row, index in after]
    if len(after) < weights.SPEAKERS.siblings or any(map(_may_be_event, texts)):
        return rest
    for row, index in after:
        piece = rest[row][index]
        is_free = not piece.style and not piece.dated
        if is_free and placeness(piece.text) <= weights.LIKE_A_PLACE and not people(piece.text):
            rest[row][index] = piece._replace(style=EMPLOYER)
    return rest


def _is_speaker(piece: Piece) -> bool:
    is_bracketed = piece.join in {"(", "by"} and not piece.style and bool(people(piece.text))
    return piece.style == SPEAKER or is_bracketed


_BESIDE = frozenset((",", "(", "-"))


def _may_be_event(text: str) -> bool:
    return eventness(text) >= weights.EVENT.year and not is_host(text)


def _spots(pieces: Sequence[Piece], title: Part | None, text: str) -> Iterator[tuple[Spot, Piece]]:
    """Yield the nearest pieces before and after a title, and the first of each row."""
    start, end = (title.start, title.end) if title else (0, 0)
    row_of_title = text.count("\n", 0, start)
    after = [piece for piece in pieces if piece.start >= end]
    before = [piece for piece in pieces if piece.end <= start]
    if before and before[-1].join == "(":  # where the speaker before it works
        before = before[:-1]
    for side, near in ((1, after[:1]), (-1, before[-1:])):
        for piece in near:
            yield Spot(side, 0), piece
    rows: set[int] = set()
    for piece in pieces:
        row = text.count("\n", 0, piece.start) - row_of_title
        if row and row not in rows:
            rows.add(row)
            yield Spot(0, row), piece


def _names_people(pieces: Sequence[Piece], spots: Sequence[dict[Spot, Piece]]) -> bool:
    """Return whether the pieces at a spot are people in most siblings."""
    weight = weights.SPEAKERS
    open_pieces = [piece for piece in pieces if not is_nobody(piece.text)]
    if not open_pieces or any(piece.style.startswith("hint:") for piece in pieces):
        return False
    names = [people(piece.text) for piece in open_pieces]
    share = sum(map(bool, names)) / len(names)
    known = sum(bool(each) and is_named(each[0]) for each in names) / len(names)
    is_usual = len(pieces) * 2 >= len(spots)
    if share < weight.people or not is_usual:
        return False
    return known >= weight.known or (len(names) >= weight.siblings and _has_events(spots))


def _has_events(spots: Sequence[dict[Spot, Piece]]) -> bool:
    """Return whether most siblings have an event beside their title."""
    events = sum(
        any(eventness(piece.text) > weights.LIKE_AN_EVENT for piece in each.values())
        for each in spots
    )
    return events * 2 >= len(spots)


def _is_at(piece: Piece, spots: dict[Spot, Piece], found: set[Spot]) -> bool:
    return any(spots[spot] is piece for spot in found if spot in spots)


def _goes_on(after: Piece | None) -> bool:
    """Return whether a sentence continues after a name."""
    return after is not None and not after.join and after.text[:1].islower()


def _marked(piece: Piece, *, is_alone: bool) -> Piece:
    """Mark a piece at the spot of the speakers, unless it is something else.

    A piece that is alone where others have two is more likely the event, unless its name is known.
    """
    if piece.style.startswith("hint:") or (is_alone and not is_named(piece.text)):
        return piece
    is_other = (
        eventness(piece.text) > weights.LIKE_AN_EVENT
        or placeness(piece.text) > weights.LIKE_A_PLACE
        or len(piece.text.split()) > weights.SPEAKERS.words
    )
    return piece if is_other and not people(piece.text) else piece._replace(style=SPEAKER)
