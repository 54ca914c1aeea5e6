"""A wrapper, and a record of a page → the talk that the wrapper reads in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.example.dating import Day, day_of
from talkfeed.importers.example.lines import Spot
from talkfeed.importers.example.links import read_links
from talkfeed.importers.example.programs import cut
from talkfeed.importers.example.records import records_of
from talkfeed.importers.example.selecting import ABOVE, select
from talkfeed.importers.example.sheet import Record
from talkfeed.importers.example.trimming import status_in
from talkfeed.importers.example.values import value_of
from talkfeed.importers.page.section_kinds import holds_no_talks
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import is_none, is_open

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.importers.example.dating import DatePlan
    from talkfeed.importers.example.links import LinkRule
    from talkfeed.importers.example.programs import Program
    from talkfeed.importers.example.sheet import AnchorRule, Sheet
    from talkfeed.importers.example.values import Value, Wanted
    from talkfeed.records.draft import Link

NO_RECORD = Record(-1, -1, -1)
WEIGHT = {"title": 1.0, "date": 1.0, "event": 0.5, "speakers": 0.5, "location": 0.2, "links": 0.3}
LEAST = 0.45
"""The share of its weight that a record must reach."""
MOSTLY = 0.6
"""If this share of the records is dated, the others must be, too."""


class Wrapper(NamedTuple):
    """What an example taught: where records begin, and how their fields are read.

    `wanted` are the example's values, `constants` those of all records. `record` is that of the
    example, and `features` is what it has in common with other records like it. `has_links` is
    whether the example has links, `is_nested` whether a field of it is within another.
    """

    anchor: AnchorRule
    programs: Mapping[str, Program]
    wanted: Mapping[str, Wanted]
    constants: Mapping[str, str]
    date: DatePlan | None
    links: LinkRule
    features: frozenset[str]
    has_links: bool = False
    is_nested: bool = False
    record: Record = NO_RECORD
    score: float = 0.0

    @property
    def weight(self) -> float:
        """Return the weight of the fields that are read."""
        names = {*self.programs, *(("date",) if self.date else ())}
        names |= {"links"} if self.has_links else set()
        return sum(WEIGHT[name] for name in names)


class Reading(NamedTuple):
    """A record as a wrapper reads it; `share` is the share of the wrapper's weight it reaches."""

    record: Record
    spots: Mapping[str, Spot]
    texts: Mapping[str, str]
    speakers: tuple[str, ...]
    day: Day
    links: tuple[Link, ...]
    share: float
    is_inherited: bool
    status: str = ""

    @property
    def title(self) -> str:
        """Return the title, "" if there is none."""
        return self.texts.get("title", "")


def read_record(sheet: Sheet, record: Record, wrapper: Wrapper) -> Reading:
    """Read the fields of a record by a wrapper."""
    spots: dict[str, Spot] = {}
    texts = dict(wrapper.constants)
    speakers: tuple[str, ...] = ()
    total = 0.0
    for name, program in wrapper.programs.items():
        index = select(sheet, record, program.selector)
        place = cut(sheet, index, program.left, program.right, spots) if index >= 0 else None
        value = value_of(sheet, index, place, name, wrapper.wanted[name])
        if not wrapper.is_nested and _is_taken(index, value, spots):
            continue
        total += WEIGHT[name] * value.score
        if value.score > LEAST / 2:
            spots[name] = Spot(index, value.start, value.end)
            texts[name] = value.text
            speakers = tuple(dict.fromkeys((*speakers, *value.names)))
    day = day_of(sheet, record, wrapper.date, spots.get("title")) if wrapper.date else Day()
    others = [spot for name, spot in spots.items() if name != "title"]
    links = read_links(sheet, record, wrapper.links, spots.get("title"), others)
    total += WEIGHT["date"] * bool(day.phrase)
    total += WEIGHT["links"] * bool(links and wrapper.has_links)
    is_inherited = "title" in wrapper.programs and (wrapper.programs["title"].selector.how in ABOVE)
    share = total / wrapper.weight if spots.get("title") else 0.0
    if is_inherited and not day.is_own:
        share = 0.0
    status = status_in(sheet, record, spots["title"]) if "title" in spots else ""
    return Reading(record, spots, texts, speakers, day, tuple(links), share, is_inherited, status)


def _is_taken(index: int, value: Value, spots: Mapping[str, Spot]) -> bool:
    """Return whether a value is that of another field already."""
    return any(
        spot.line == index and spot.start < value.end and value.start < spot.end
        for spot in spots.values()
    )


def talks_of(sheet: Sheet, wrapper: Wrapper) -> list[Reading]:
    """Read the records of a wrapper that are talks.

    Where most are dated, the others must have the title of one that is. What is below a heading
    for something else, such as publications, is none, unless the example is there as well.
    """
    records = records_of(sheet, sheet.anchors(wrapper.anchor))
    if wrapper.record != NO_RECORD:
        ours = sections(sheet, wrapper.record)
        records = [one for one in records if sections(sheet, one) <= ours]
    readings = [read_record(sheet, one, wrapper) for one in records]
    good = [one for one in readings if one.share >= LEAST and one.title]
    good = [one for one in good if one.speakers or not _is_empty(one.title)]
    dated = [one for one in good if one.day.phrase]
    if len(dated) >= MOSTLY * len(good):
        known = {one.title for one in dated}
        good = [one for one in good if one.day.phrase or one.title in known]
    return good


def _is_empty(title: str) -> bool:
    """Return whether a slot has no talk, or none that is known."""
    return is_none(title) or is_open(title)


def features_of(sheet: Sheet, record: Record) -> frozenset[str]:
    """Return what records can have in common: kinds, shapes, marks, signs, and shapes of dates."""
    found: set[str] = set()
    for line in sheet.lines_of(record):
        found |= {line.kinds[1], f"shape {line.shape}", f"tags {line.tags}", f"head {line.head}"}
        found |= {f"date {one.precision} {one.partial}" for one in sheet.dates(line.number)}
        found |= {f"sign {char}" for char in line.text if not char.isalnum() and char not in " ."}
    return frozenset(found)


def sections(sheet: Sheet, record: Record) -> set[int]:
    """Return the headings above a record that are for something else than talks."""
    above = sheet.page.headings_above(record.first)
    return {line.number for line in above if holds_no_talks(line.text)}
