"""The pieces around a title → those that only say where people work.

talks.yaml has no field for employers; they are neither events nor places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.people import is_titled
from talkfeed.importers.page.vocabulary import eventness, is_host, placeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.importers.page.segments import Piece

EMPLOYER = "hint:employer"
"""The style of a piece that siblings tell to be an employer."""


def employers(pieces: Sequence[Piece], *, named: Sequence[bool]) -> set[int]:
    """Return the indexes of employers; `named` are the pieces that name speakers.

    They are texts in brackets right after a name, what siblings tell, and what follows people with
    an academic title.
    """
    found: set[int] = set()
    is_sure = False
    for index, piece in enumerate(pieces):
        is_next = bool(index) and named[index - 1]
        if named[index]:
            is_sure = is_titled(piece.text)
        elif (
            (is_next and _is_bracketed(piece))
            or piece.style == EMPLOYER
            or (is_sure and _is_employer(piece))
        ):
            found.add(index)
        else:
            is_sure = False
    return found


def _is_bracketed(piece: Piece) -> bool:
    is_event = eventness(piece.text) > weights.EVENT_IN_LINE
    return piece.join == "(" and not piece.dated and not is_event


def _is_employer(piece: Piece) -> bool:
    """Return whether a text after a person is more likely an employer than an event or a place."""
    is_event = eventness(piece.text) > weights.EVENT_IN_LINE and not is_host(piece.text)
    is_place = placeness(piece.text) > weights.LIKE_A_PLACE
    is_plain = not piece.style and not piece.dated and piece.join in {",", "(", "-"}
    return is_plain and not is_event and not is_place
