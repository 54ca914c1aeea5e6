"""What keeps a text from being read as YAML, as it is handed from the parser to the recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from talkfeed.errors import Place

LOST = "talkfeed.lost"
"""The tag of a value that is lost; what stands in its place."""


class Fault(NamedTuple):
    """A parser's complaint; spots are line and column, counted from 0."""

    wording: str
    spot: tuple[int, int]
    context: str
    context_spot: tuple[int, int] | None


class BrokenError(Exception):
    """A text that is no YAML, with what the parser says of it; lines are those of the text."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.wording)
        self.fault = fault


class TooDeepError(Exception):
    """Something is nested deeper than anything in a talks file."""

    def __init__(self, place: Place) -> None:
        """Keep the place."""
        super().__init__()
        self.place = place
