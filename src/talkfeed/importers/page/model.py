"""The groups of a page: units side by side that may be a talk each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.line import Line
    from talkfeed.importers.page.tree import Node

SEVERAL = 2


class Unit(NamedTuple):
    """A candidate for one talk: its lines, prose about it, its deliveries, its plain fields."""

    line: Line
    headed: bool
    context: Context
    prose: tuple[Line, ...] = ()
    given: tuple[Line, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


class Group(NamedTuple):
    """Sibling units of one layout, or the rows of a table."""

    units: tuple[Unit, ...] = ()
    table: Node | None = None
    context: Context | None = None
