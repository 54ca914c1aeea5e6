"""What the blocks of a page are grouped into: units that may be a talk each, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.line import Line
    from talkfeed.importers.page.tree import Node

SEVERAL = 2
NO_TALKS = "a part of the page without talks"
NO_DATES = "a list without dates, slides or recordings"
RUNNING_TEXT = "running text that may tell of a talk"


class Unit(NamedTuple):
    """What is thought to be one talk: its lines, prose about it, and where else it was given."""

    line: Line
    headed: bool
    context: Context
    prose: tuple[Line, ...] = ()
    given: tuple[Line, ...] = ()


class Group(NamedTuple):
    """Talks that stand side by side in one shape, or the rows of a table."""

    units: tuple[Unit, ...] = ()
    table: Node | None = None
    context: Context | None = None
    other: Line | None = None
    why: str = ""
