"""A series whose rule changes: dated rules, and what is over stays as it was published."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from talkfeed import channels, ledger
from talkfeed.errors import InvalidData, Problem
from talkfeed.formats import documents
from talkfeed.normalise import normalise
from talkfeed.series.timetable import occurrences
from talkfeed.talksfile import parser

if TYPE_CHECKING:
    from pathlib import Path

BEFORE, AFTER = datetime(2026, 9, 20, 9, tzinfo=UTC), datetime(2026, 10, 16, 9, tzinfo=UTC)
OLD = "Wednesday 16:00-17:00"
TEXT = """\
feed: {{title: T, url: 'https://t.example/', authors: [A], timezone: Europe/Paris,
  channels: {{series: all}}, formats: [atom, ical]}}
series:
  - name: Logic
    every: {every}
    from: 7 Oct 2026
    to: 11 Nov 2026
{more}talks:
  - {{title: Cut, speaker: Ann, series: Logic, date: 7 Oct 2026}}
  - {{title: Nets, speaker: Ben, date: {nets}}}
  - {{title: Games, speaker: Cat, series: Logic, date: {games}}}
"""


class Site:
    """A talks file that is built into memory."""

    def __init__(self, home: Path) -> None:
        """Publish three talks before the first of them."""
        self.path = home / "talks.yaml"
        self.memory: ledger.Ledger | None = None
        self.build(OLD, BEFORE)

    def build(
        self,
        every: str,
        now: datetime = AFTER,
        *,
        nets: str = "14 Oct 2026, series: Logic",
        games: str = "28 Oct 2026",
        more: str = "",
    ) -> dict[str, str]:
        """Return the entries and events, without those of the last talk, by id and file."""
        self.path.write_text(TEXT.format(every=every, nets=nets, games=games, more=more))
        talks = normalise(parser.read(self.path))
        stamped = ledger.stamp(talks, self.memory, now)
        selection = channels.select(talks.settings, stamped, now)
        self.memory = stamped.ledger.remember(selection.channels, selection.held)
        self.about = {feed.path: feed.subtitle for feed in selection.feeds}
        found = {}
        for feed in selection.feeds:
            for each in documents(feed):
                text, is_calendar = each.content.decode(), each.path.endswith(".ics")
                mark = "BEGIN:VEVENT" if is_calendar else "<entry>"
                for part in text.split(mark)[1:]:
                    kept = part.partition("END:VEVENT" if is_calendar else "</entry>")[0]
                    for title in ("Cut", "Nets"):
                        if title in kept:
                            found[f"{each.path} {title}"] = kept
        return found

    def refused(self, every: str, **others: str) -> Problem:
        """Return the one problem of a build."""
        with pytest.raises(InvalidData) as caught:
            self.build(every, **others)  # type: ignore[arg-type]
        (problem,) = caught.value.problems
        return problem


DATED = f'[{{{{rule: "{OLD}", to: 14 Oct 2026}}}}, {{{{rule: "{{}}", from: {{}}}}}}]'


@pytest.mark.parametrize(
    ("rule", "since", "games"),
    [
        ("Wednesday 17:00-18:30", "21 Oct 2026", "28 Oct 2026"),
        ("Thursday 16:00", "29 Oct 2026", "29 Oct 2026"),
    ],
)
def test_a_dated_change_of_the_rule_changes_nothing_before_it(
    tmp_path: Path, rule: str, since: str, games: str
) -> None:
    """No byte of the entries and events of talks that are over; the rule in force comes first."""
    site = Site(tmp_path)
    before = site.build(OLD)
    assert site.build(DATED.format(rule, since), games=games) == before
    assert len(before) >= 6
    former, new = f"{OLD} until 14 Oct 2026", f"{rule} from {since}"
    assert site.about["series/logic"] == f"{new}, formerly {former}"
    site.build(DATED.format(rule, since), BEFORE, games=games)
    assert site.about["series/logic"] == f"{former}, {new}"


def test_another_rule_is_refused_if_it_moves_talks_that_are_over(tmp_path: Path) -> None:
    """The problem is at the rule, with the dated form that is accepted and changes nothing."""
    site = Site(tmp_path)
    before = site.build(OLD)
    problem = site.refused("Wednesday 17:00-18:30")
    assert (problem.code, problem.place.line) == ("TF411", 5)
    assert problem.message == ("2 past talks of the series 'Logic' would move: 'Cut', 'Nets'")
    assert problem.hint.startswith('write every: [{rule: "the former rule", to: 14 Oct 2026}, ')
    assert '{rule: "Wednesday 17:00-18:30", from: 21 Oct 2026}]' in problem.hint
    every = problem.hint.partition("every: ")[2].partition(";")[0].replace("the former rule", OLD)
    assert site.build(every) == before


def test_the_end_of_slots_that_are_over_stays_as_well(tmp_path: Path) -> None:
    """After the last slot, the new rule begins on the next day."""
    site = Site(tmp_path)
    hint = site.refused(
        '[{rule: "Monday 10:00", to: 12 Oct 2026}, {rule: "Wednesday 16:00-18:00", to: 14 Oct 2026}'
        ', {rule: "28th of the month", from: 28 Oct 2026}]',
        games="28 Oct 2026",
    ).hint
    assert "Monday" not in hint
    assert '{rule: "28th of the month", from: 28 Oct 2026}]' in hint
    site = Site(tmp_path)
    site.build(OLD, games="11 Nov 2026")
    now = datetime(2026, 12, 1, tzinfo=UTC)
    with pytest.raises(InvalidData, match=r"3 past talks") as caught:
        site.build("Wednesday 17:00", now, games="11 Nov 2026")
    assert "from: 12 Nov 2026" in caught.value.problems[0].hint


def test_another_weekday_has_the_dated_rules_as_a_hint(tmp_path: Path) -> None:
    """Each talk that has no slot any more; not one before the series."""
    site = Site(tmp_path)
    with pytest.raises(InvalidData) as caught:
        site.build("Thursday 16:00", nets="30 Sep 2026, series: Logic")
    first, second, _ = caught.value.problems
    assert first.hint.endswith(
        'then: every: [{rule: "the former rule", to: 7 Oct 2026}, '
        '{rule: "Thursday 16:00", from: 8 Oct 2026}]'
    )
    assert "former" not in second.hint


def test_an_edit_of_a_dated_rule_keeps_the_others(tmp_path: Path) -> None:
    """The hint has the rules before and after the edited one as they are."""
    every = '[{rule: "Wednesday 16:00-17:00", to: 7 Oct 2026}, {rule: "EDITED", from: 8 Oct 2026, '
    every += 'to: 21 Oct 2026}, {rule: "Wednesday 9:00", from: 22 Oct 2026}]'
    site = Site(tmp_path)
    hint = site.refused(every.replace("EDITED", "Wednesday 18:00")).hint
    assert hint.partition("every: ")[2].partition(";")[0] == every.replace(
        '{rule: "EDITED", from: 8 Oct 2026, to: 21 Oct 2026}',
        '{rule: "the former rule", from: 14 Oct 2026, to: 14 Oct 2026}, '
        '{rule: "Wednesday 18:00", from: 21 Oct 2026, to: 21 Oct 2026}',
    )


def test_what_is_not_over_follows_the_rule(tmp_path: Path) -> None:
    """Before the first talk, any rule is accepted."""
    site = Site(tmp_path)
    site.build("Wednesday 17:00-18:00", BEFORE)
    assert site.memory is not None
    assert {f"{line.start:%H:%M}" for line in site.memory.lines} == {"15:00", "16:00"}


@pytest.mark.parametrize(
    ("every", "nets", "more"),
    [
        (OLD, "14 Oct 2026 10:00", ""),
        (OLD, "14 Oct 2026", "    changes: {14 Oct 2026: {date: 14 Oct 2026 10:00}}\n"),
        (OLD, "14 Oct 2026", "    changes: {14 Oct 2026: {date: 15 Oct 2026}}\n"),
        (OLD, "TBA", ""),
        (OLD, "14 Oct 2026, status: postponed", ""),
        (OLD, "14 Oct 2026, extra: true", ""),
        (OLD, "21 Oct 2026", ""),
    ],
)
def test_a_single_talk_that_is_over_can_be_corrected(
    tmp_path: Path, every: str, nets: str, more: str
) -> None:
    """By its own date, or in the changes of its series; and back to a slot of another day."""
    site = Site(tmp_path)
    before = site.build(every)
    after = site.build(every, nets=f"{nets}, series: Logic", more=more)
    assert {key for key in before if before[key] != after.get(key)} >= {"talks.atom Nets"}


def test_a_talk_that_was_not_in_this_slot_takes_its_time(tmp_path: Path) -> None:
    """It was beside the slots, of another series, or withdrawn."""
    site = Site(tmp_path)
    other = "  - {name: B, every: Wednesday 18:00, from: 7 Oct 2026}\n"
    steps = ("extra: true", "", "series: B", "", "draft: true", "")
    for step in steps:
        nets = f"14 Oct 2026, {step or 'series: Logic'}"
        nets += "" if step == "series: B" or not step else ", series: Logic"
        site.build(OLD, nets=nets, more=other)
    assert site.memory is not None
    (line,) = (line for line in site.memory.lines if line.key == "nets")
    assert f"{line.start:%H:%M}" == "14:00"


def test_a_fortnight_is_counted_from_the_day_of_its_rule(tmp_path: Path) -> None:
    """The other Wednesdays, from the second one on."""
    every = '[{rule: "every other Wednesday 10:00", from: 14 Oct 2026}, {rule: "7th of the month"}]'
    site = Site(tmp_path)
    site.memory = None
    site.build(every)
    (series,) = normalise(parser.read(site.path)).settings.series
    days = [each.day for each in occurrences(series.table, date(2026, 10, 1))[0]]
    assert [f"{day:%d.%m.}" for day in days] == ["07.10.", "14.10.", "28.10.", "07.11.", "11.11."]
