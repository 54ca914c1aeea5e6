"""YAML syntax errors, as the parser passes them to the recovery."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.model import RawList, RawMap, RawScalar
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.talksfile.columns import DASHES

if TYPE_CHECKING:
    from talkfeed.errors import Place
    from talkfeed.model import Raw

LOST = "talkfeed.lost"
"""The tag of the placeholder for a value that cannot be recovered."""

_GLUED_DASH = lazy(rf"[-{DASHES}]\s*+[^\W\d]")
_WIDE_COLON = lazy(r"[A-Za-z]\w*+[：﹕︓꞉∶]")  # noqa: RUF001


class Fault(NamedTuple):
    """An error of the YAML parser; spots are line and column, counted from 0."""

    wording: str
    spot: tuple[int, int]
    context: str
    context_spot: tuple[int, int] | None


class BrokenError(Exception):
    """The text is not YAML; lines in the fault are relative to the text."""

    def __init__(self, fault: Fault) -> None:
        """Store the fault."""
        super().__init__(fault.wording)
        self.fault = fault


class TooDeepError(Exception):
    """The nesting is deeper than the limit."""

    def __init__(self, place: Place) -> None:
        """Store the place."""
        super().__init__()
        self.place = place


def misread(root: Raw | None) -> Place | None:
    """Find a line of a talk that YAML reads as something else, such as "-title: A"."""
    fields = root.fields if isinstance(root, RawMap) else {}
    talks = fields["talks"].value if "talks" in fields else None
    found: list[Place] = []
    if isinstance(talks, RawList) and talks.items:
        found += [field.place for key, field in fields.items() if key[:1].isspace()]
    for each in (root, talks):
        if isinstance(each, RawMap):
            firsts = islice(each.fields.items(), 1)
            found += [first.place for key, first in firsts if _GLUED_DASH.match(key)]
        elif isinstance(each, RawList):
            scalars = (item for item in each.items if isinstance(item, RawScalar))
            found += [item.place for item in scalars if _WIDE_COLON.match(item.text)]
    return min(found, default=None)
