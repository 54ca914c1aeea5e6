"""The slots of a series through breaks, moves, cancellations and changes of clocks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from talkfeed.dates import DateRules, read_date
from talkfeed.model.series import Break, Change, Timetable
from talkfeed.series import read_rule
from talkfeed.series.timetable import HORIZON, Fault, Occurrence, occurrences

PARIS = DateRules(timezone="Europe/Paris")
FIRST, LAST = date(2026, 10, 7), date(2027, 2, 10)
TODAY = date(2026, 9, 1)


def timetable(*phrases: str, last: date | None = LAST) -> Timetable:
    """Make a series of the winter term in Paris."""
    return Timetable(tuple(read_rule(each, PARIS) for each in phrases), FIRST, last)


TERM = timetable("Wednesday 16:00-17:00")


def found(table: Timetable, today: date = TODAY) -> tuple[Occurrence, ...]:
    """Return the slots of a series without faults."""
    made, faults = occurrences(table, today)
    assert faults == ()
    return made


def shown(occurrence: Occurrence) -> str:
    """Write a slot: its key, and its start."""
    return f"{occurrence.key} {occurrence.start:%d.%m. %H:%M}"


def test_a_slot_is_known_by_its_original_day() -> None:
    """Each slot of a term has the day of the rule as its key."""
    keys = [each.key for each in found(TERM)]
    assert keys == [str(FIRST + timedelta(weeks=week)) for week in range(19)]


def test_a_moved_slot_keeps_its_key() -> None:
    """A change to another day keeps the times, or gives other ones."""
    moved = read_date("19 Nov 2026", PARIS)
    timed = read_date("3 Dec 2026 10:00-11:00", PARIS)
    night = read_date("9 Dec 2026 19:00", PARIS)
    changes = (
        Change(date(2026, 11, 18), moved),
        Change(date(2026, 12, 2), timed),
        Change(date(2026, 12, 9), night),
    )
    made = {each.key: each for each in found(TERM._replace(changes=changes))}
    assert len(made) == 19
    assert shown(made["2026-11-18"]) == "2026-11-18 19.11. 16:00"
    assert shown(made["2026-12-02"]) == "2026-12-02 03.12. 10:00"
    assert f"{made['2026-11-18'].end:%d %H:%M}" == "19 17:00"
    assert f"{made['2026-12-02'].end:%d %H:%M}" == "03 11:00"
    assert made["2026-12-09"].end is None


def test_a_cancelled_slot_stays_and_a_break_has_none() -> None:
    """A cancelled slot is still there with its reason, the days of a break are not."""
    table = TERM._replace(
        breaks=(Break(date(2026, 12, 20), date(2027, 1, 5)),),
        changes=(Change(date(2026, 11, 25), is_cancelled=True, reason="Strike"),),
    )
    made = {each.key: each for each in found(table)}
    assert len(made) == 17
    assert made["2026-11-25"].change is not None
    assert {"2026-12-23", "2026-12-30"}.isdisjoint(made)


def test_a_break_or_a_change_without_a_slot_is_a_fault() -> None:
    """What hits no slot is reported with its rank and with the slot next to it."""
    table = TERM._replace(
        breaks=(Break(FIRST, FIRST), Break(date(2026, 12, 24), date(2026, 12, 25))),
        changes=(Change(FIRST), Change(date(2026, 11, 19))),
    )
    _, faults = occurrences(table, TODAY)
    assert [(each.part, each.rank, each.rejected.code) for each in faults] == [
        ("except", 1, "TF246"),
        ("changes", 0, "TF246"),
        ("changes", 1, "TF246"),
    ]
    assert "2026-11-18" in faults[2].rejected.hint
    empty = Timetable(TERM.schedules, FIRST, FIRST - timedelta(1), (Break(FIRST, FIRST),))
    assert "`from:`" in occurrences(empty, TODAY)[1][0].rejected.hint


def test_a_slot_that_the_clocks_skip_is_a_fault_unless_it_is_changed() -> None:
    """A time that does not exist is reported; a change to another time settles it."""
    table = timetable("Sunday 2:30am", last=date(2027, 3, 31))
    made, faults = occurrences(table, TODAY)
    assert [each.rejected.code for each in faults] == ["TF216"]
    assert "2027-03-28" not in {each.key for each in made}
    change = Change(date(2027, 3, 28), read_date("28 Mar 2027 3:30am", PARIS))
    assert "2027-03-28" in {each.key for each in found(table._replace(changes=(change,)))}


def test_several_slots_of_a_day_have_keys_of_their_own() -> None:
    """The first slot of a day has the day as its key, others the time as well."""
    made = found(timetable("Wednesday 16:00", "Wednesday 10:00", "daily"))
    assert [each.key for each in made[:3]] == ["2026-10-07", "2026-10-07T1000", "2026-10-07T1600"]
    assert made[0].start == FIRST
    assert len(made) == len({each.key for each in made})


def test_the_horizon_of_an_open_series_follows_the_clock() -> None:
    """Without an end, slots are shown for 26 weeks; a change beyond is no fault and not shown."""
    change = Change(date(2027, 12, 1), is_cancelled=True)
    table = timetable("Wednesday 16:00", last=None)._replace(changes=(change,))
    for today in (TODAY, date(2026, 12, 24), date(2027, 6, 1)):
        made = found(table, today)
        assert made[0].day == FIRST
        end = max(FIRST, today) + HORIZON
        assert end - timedelta(7) < made[-1].day <= end


WEEKS = st.integers(0, 18)


@given(st.sets(WEEKS), st.sets(WEEKS), st.dictionaries(WEEKS, st.integers(-20, 20)))
def test_no_slot_is_lost_or_doubled(
    breaks: set[int], cancelled: set[int], moved: dict[int, int]
) -> None:
    """Whatever is changed, each week has its slot once, or it is in a break."""
    days = [FIRST + timedelta(weeks=week) for week in range(19)]
    changes = {
        **{week: Change(days[week], is_cancelled=True) for week in sorted(cancelled - breaks)},
        **{
            week: Change(days[week], read_date(str(days[week] + timedelta(shift)), PARIS))
            for week, shift in moved.items()
            if week not in breaks
        },
    }
    table = TERM._replace(
        breaks=tuple(Break(days[week], days[week]) for week in sorted(breaks)),
        changes=tuple(changes.values()),
    )
    made = found(table)
    assert [each.day for each in made] == [days[week] for week in range(19) if week not in breaks]
    for each in made:
        shift = moved.get((each.day - FIRST).days // 7, 0)
        assert isinstance(each.start, datetime)
        assert f"{each.start:%Y-%m-%d %H:%M}" == f"{each.day + timedelta(shift)} 16:00"
    assert all(isinstance(each, Fault) for each in occurrences(table, TODAY)[1])
