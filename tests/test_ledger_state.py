"""The state that our Atom carries: what is written is read, and nothing else is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from factories import NOW, make_entry, make_talk, make_tombstone, make_when
from talkfeed.ledger.state import (
    State,
    attributes,
    calendar_span,
    entry_state,
    read_instant,
    read_moment,
    read_state,
    tombstone_state,
    write_moment,
)
from talkfeed.model import Precision

if TYPE_CHECKING:
    from talkfeed.ledger.state import Moment

EVENING = datetime(2015, 10, 7, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))


def test_entry_state_is_read_back() -> None:
    """All that the memory needs of an entry survives the way through the feed."""
    entry = make_entry(recorded=NOW, sequence=3)
    assert read_state(attributes(entry_state(entry, "Cancelled"))) == State(
        key="a-talk",
        sequence=3,
        digest="1:abc",
        kin="def",
        recorded=NOW,
        start=date(2015, 10, 7),
        end=date(2015, 10, 7),
        title=entry.title,
    )


def test_tombstone_state_is_read_back() -> None:
    """All that the memory needs of a withdrawn talk survives, even that it had no day."""
    tombstone = make_tombstone("gone", kin="1:x", recorded=NOW, start=None, end=EVENING)
    state = read_state(attributes(tombstone_state(tombstone)))
    assert (state.key, state.sequence, state.title) == ("gone", tombstone.sequence, tombstone.title)
    assert (state.kin, state.recorded, state.published) == ("1:x", NOW, tombstone.published)
    assert (state.start, state.end) == (None, EVENING)


def test_silence_is_read_as_nothing() -> None:
    """A feed of other software has no state, and ours may learn more words."""
    assert read_state({"unheard": "of"}) == State(key="")


@pytest.mark.parametrize("moment", [date(2015, 10, 7), NOW, EVENING])
def test_moments_are_read_back(moment: Moment) -> None:
    """A day stays a day, a moment the same moment in UTC."""
    assert read_moment(write_moment(moment)) == moment


@pytest.mark.parametrize("text", ["2015-10-07T18:30:00", "2015-13-01", "soon", "", "2015-10-0x"])
def test_other_text_is_no_moment(text: str) -> None:
    """A moment without an offset could be any of a day's."""
    with pytest.raises(ValueError, match=r"."):
        read_moment(text)


def test_fractions_of_a_second_are_dropped() -> None:
    """The memory counts in whole seconds of UTC."""
    assert read_instant("2015-10-07T20:30:00.9+02:00") == datetime(2015, 10, 7, 18, 30, tzinfo=UTC)


def test_only_talks_with_a_day_have_a_span() -> None:
    """A talk whose day is not known has no start for calendars; times are in UTC."""
    timed = make_when(
        start=EVENING, end=EVENING + timedelta(hours=1), precision=Precision.MINUTE_RANGE
    )
    span = calendar_span(make_talk(when=timed))
    assert [write_moment(moment) for moment in span if moment] == [
        "2015-10-07T16:30:00Z",
        "2015-10-07T17:30:00Z",
    ]
    assert calendar_span(make_talk(when=make_when(precision=Precision.MONTH))) == (None, None)
