"""What an import does: the new texts, and what is reported of each part of the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkfeed.model.imported import NOTES, REMAINDERS
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.editing.merge import MergePlan
    from talkfeed.model.imported import MergedEntry, Unparsed


class TalkReport(NamedTuple):
    """The merge plan of a talk, and its path and line after the import (0 if not in the list)."""

    plan: MergePlan
    path: str
    line: int


class UnparsedReport(NamedTuple):
    """An unparsed part to finish by hand, and the path and line of its comment.

    With `is_delivery`, it is a part of an entry whose talk is listed.
    """

    unparsed_part: Unparsed
    path: str
    line: int
    is_delivery: bool = False


class Kept(NamedTuple):
    """A talk that an earlier import listed and its source no longer has: its place, its title."""

    path: str
    line: int
    title: str


class PartReport(NamedTuple):
    """A series, event or person of the source, its path and line; `part` is the key of its list.

    One that is not new was there before.
    """

    part: str
    name: str
    path: str
    line: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """The changes of an import: texts by path (None if there was no file), and the new record.

    `unparsed` are the parts written as comments; `ignored` those that are not talks, or that an
    earlier import has written. `merged` are the entries of the source that are a part of another
    one, and `kept` the listed talks that are no longer in the source.
    """

    before: Mapping[str, str | None]
    after: Mapping[str, str]
    record: str
    reported: tuple[TalkReport, ...]
    unparsed: tuple[UnparsedReport, ...]
    ignored: tuple[Unparsed, ...]
    merged: tuple[MergedEntry, ...] = ()
    kept: tuple[Kept, ...] = ()
    parts: tuple[PartReport, ...] = ()

    @property
    def entries(self) -> int:
        """The number of entries of the source."""
        parts = [each for each in self.unparsed if not each.is_delivery]
        series = [each for each in self.parts if each.part == "series"]
        others = [each for each in self.ignored if each.why not in {*NOTES, *REMAINDERS}]
        return sum(map(len, (self.reported, series, parts, others, self.merged)))
