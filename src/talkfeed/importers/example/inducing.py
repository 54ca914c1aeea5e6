"""An example on a page → the wrapper that reads its other records best."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.importers.example.dating import meaning, plan_for
from talkfeed.importers.example.learning import Learner
from talkfeed.importers.example.lines import folded
from talkfeed.importers.example.links import learn_links
from talkfeed.importers.example.locating import address_key
from talkfeed.importers.example.records import records_of, rules_for, spread
from talkfeed.importers.example.sheet import Record
from talkfeed.importers.example.wrapper import (
    MOSTLY,
    WEIGHT,
    Wrapper,
    features_of,
    read_record,
    sections,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.importers.example.lines import Spot
    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.sheet import AnchorRule, Sheet
    from talkfeed.importers.example.wrapper import Reading

_PAYS = 0.42
"""The share from which a record counts for a wrapper; one that reaches less counts against it."""
_PENALTY = 0.6
"""For each record that repeats another, or is undated among dated ones."""
_SHARED = 1.0
_LOST = 2.0
"""For a title or a date of the example that does not come back."""
_CONFIRMED = 1.5
"""For each further example that is read right."""
_SAMPLE = 24
"""Records from which programs are learned; twice as many are scored."""
_ONLY_YEAR = 20.0
"""The loss from which only the year of an example's date is on the page."""


def learn(
    sheet: Sheet, located: Located, base: str, others: Sequence[Located] = ()
) -> Wrapper | None:
    """Learn the best wrapper for an example; `others` are further examples of the page."""
    learner = Learner(sheet, located, base, others)
    best: Wrapper | None = None
    title = located.spots["title"].line
    ours = sections(sheet, Record(title, title, title + 1))
    for rule, line, anchors in rules_for(sheet, located):
        records = [one for one in records_of(sheet, anchors) if sections(sheet, one) <= ours]
        record = next((one for one in records if one.anchor == line), None)
        made = None
        if record is not None:
            made = _build(sheet, learner, rule, record, spread(records, _SAMPLE, [record]))
        if made is not None:
            score = _score(learner, made, records)
            if best is None or score > best.score:
                best = made._replace(score=score)
    return best


def _build(
    sheet: Sheet,
    learner: Learner,
    rule: AnchorRule,
    record: Record,
    sample: Sequence[Record],
) -> Wrapper | None:
    located = learner.located
    programs = learner.programs(record, sample)
    if "title" not in programs:
        return None
    plan = None
    if located.date is not None:
        plan = plan_for(sheet, sample, record, located.date)
    constant = "event" in located.absent and located.example.event
    return Wrapper(
        anchor=rule,
        programs=programs,
        wanted=learner.wanted,
        constants={"event": located.example.event} if constant else {},
        date=plan,
        links=learn_links(sheet, record, located, learner.base),
        features=features_of(sheet, record),
        has_links=bool(located.links),
        is_nested=_is_nested([*located.spots.values()]),
        record=record,
    )


def _is_nested(spots: Sequence[Spot]) -> bool:
    """Return whether a place is within another."""
    return any(
        one != other and one.line == other.line and one.start < other.end and other.start < one.end
        for one in spots
        for other in spots
    )


def _score(learner: Learner, wrapper: Wrapper, records: Sequence[Record]) -> float:
    """Score a wrapper by how many records it reads, and how well."""
    sheet, located = learner.sheet, learner.located
    sample = spread(records, 2 * _SAMPLE, [wrapper.record])
    read = [read_record(sheet, one, wrapper) for one in sample]
    total = sum(one.share - _PAYS for one in read)
    keys = {(one.title, one.day.phrase, *one.speakers) for one in read}
    dated = [one for one in read if one.day.phrase]
    total -= _PENALTY * (len(read) - len(keys))
    if len(dated) >= MOSTLY * len(read):
        total -= _PENALTY * (len(read) - len(dated))
    total -= _SHARED * _shared(sheet, read)
    total *= len(records) / len(sample)
    full = sum(WEIGHT[name] for name in located.spots)
    full += WEIGHT["date"] * (located.date is not None) + WEIGHT["links"] * bool(located.links)
    total *= wrapper.weight / full if total > 0 else 1.0
    own = next(one for one in read if one.record == wrapper.record)
    total -= _LOST * (folded(own.title) != folded(located.example.title))
    total -= _LOST * (located.date is not None and not same_day(sheet, own, located))
    return total + _CONFIRMED * sum(
        is_right(sheet, wrapper, records, one, learner.base) for one in learner.others
    )


def _shared(sheet: Sheet, readings: Sequence[Reading]) -> int:
    """Count the records that share the line of their date, though it is neither above nor around.

    A date that is a heading, or in a block around the records, is for all of them.
    """
    lines: Counter[int] = Counter()
    for one in readings:
        line = sheet.page.lines[one.day.line]
        inner = sheet.page.lines[one.record.anchor].path
        is_around = len(line.path) < len(inner) and inner[: len(line.path)] == line.path
        if not one.day.is_own and one.day.line >= 0 and not line.rank and not is_around:
            lines[one.day.line] += 1
    return sum(count - 1 for count in lines.values())


def same_day(sheet: Sheet, reading: Reading, located: Located) -> bool:
    """Return whether a reading has the day of an example, as far as the page states it."""
    here, wanted = (
        meaning(phrase, sheet.rules) for phrase in (reading.day.phrase, located.example.date)
    )
    if here is None or wanted is None:
        return wanted is None
    if located.date is not None and located.date.loss >= _ONLY_YEAR:
        return str(here.start)[:4] == str(wanted.start)[:4]
    return str(here.start)[:10] == str(wanted.start)[:10]


def is_right(
    sheet: Sheet, wrapper: Wrapper, records: Sequence[Record], located: Located, base: str
) -> bool:
    """Return whether a wrapper reads another example as it was given."""
    line = located.spots["title"].line
    for record in records:
        if not (record.first <= line < record.stop or record.anchor == line):
            continue
        reading = read_record(sheet, record, wrapper)
        example = located.example
        if "title" not in reading.spots or reading.spots["title"].line != line:
            continue
        return (
            folded(reading.title) == folded(example.title)
            and [*map(folded, reading.speakers)] == [*map(folded, example.speakers)]
            and folded(reading.texts.get("event", "")) == folded(example.event)
            and (located.date is None or same_day(sheet, reading, located))
            and located.links.keys() <= {address_key(link.url, base) for link in reading.links}
        )
    return False
