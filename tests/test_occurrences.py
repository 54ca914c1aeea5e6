"""Talks of one item: each has its own identity, even if all have the same place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from talkfeed import InvalidData, ledger, read
from talkfeed.building.codec import pack, unpack
from talkfeed.errors import Place
from talkfeed.model import RawField, RawFile, RawList, RawMap, RawScalar
from talkfeed.normalise import normalise
from twice import HEAD, NOW, Site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from talkfeed.model import Talk

HERE = Place("talks.yaml", 7, 5)
GIVEN = """\
  - title: A course
    speaker: Ann
    given:
      - {event: E, date: 1 May 2015}
      - {event: E, date: 2 May 2015, draft: true}
      - {event: E, date: 3 May 2015}
"""


def raw(**fields: str | RawList) -> RawMap:
    """Write a mapping all of whose parts are at one place."""
    values = {
        name: RawScalar(value, HERE) if isinstance(value, str) else value
        for name, value in fields.items()
    }
    return RawMap({name: RawField(HERE, value) for name, value in values.items()}, HERE)


def series(dates: Iterable[str]) -> tuple[Talk, ...]:
    """Return the talks of one item with several dates, all with the same place."""
    deliveries = RawList(tuple(raw(date=date, event="E") for date in dates), HERE)
    feed = raw(title="T", url="https://t.example/")
    talk = raw(title="A course", speaker="Ann", given=deliveries)
    return normalise(RawFile(feed, (talk,), (), HERE)).talks


def test_no_two_talks_of_an_item_share_an_identity() -> None:
    """The occurrence distinguishes talks with the same place."""
    talks = series(["1 May 2015", "8 May 2015", "15 May 2015"])
    assert {talk.place for talk in talks} == {HERE}
    assert [talk.occurrence for talk in talks] == [0, 1, 2]
    assert len({talk.identity for talk in talks}) == 3


def test_talks_of_one_place_are_compared_with_each_other() -> None:
    """The same talk twice is reported, even if it is read from one place."""
    with pytest.raises(InvalidData, match="TF315"):
        series(["1 May 2015", "1 May 2015"])


def test_equal_talks_with_ids_of_their_own_are_two() -> None:
    """The id is what distinguishes them."""
    feed = raw(title="T", url="https://t.example/")
    twins = tuple(raw(title="A", date="1 May 2015", id=key) for key in ("a-one", "a-two"))
    talks = normalise(RawFile(feed, twins, (), HERE)).talks
    assert [talk.id for talk in talks] == ["a-one", "a-two"]


def test_talks_of_one_place_have_lines_of_their_own() -> None:
    """Each occurrence has its key and its digest in talks.lock, and keeps them."""
    feed = raw(title="T", url="https://t.example/")
    deliveries = RawList(tuple(raw(date=f"{day} May 2015", event="E") for day in (1, 8)), HERE)
    talks = normalise(RawFile(feed, (raw(title="A", speaker="Ann", given=deliveries),), (), HERE))
    now = datetime(2015, 1, 1, tzinfo=UTC)
    first = ledger.stamp(talks, None, now)
    again = ledger.stamp(talks, first.ledger, now)
    assert len({line.digest for line in first.ledger.lines}) == 2
    assert [entry.id for entry in again.entries] == [entry.id for entry in first.entries]


def test_an_occurrence_survives_packing() -> None:
    """A talk from the cache has the same occurrence."""
    talks = series(["1 May 2015", "8 May 2015"])
    assert tuple(unpack(pack(one), HERE, one.order, None) for one in talks) == talks


def test_a_draft_keeps_its_number(tmp_path: Path) -> None:
    """An occurrence has the number of its delivery, whether or not others are drafts."""
    path = tmp_path / "talks.yaml"
    path.write_text(HEAD + GIVEN)
    assert [talk.occurrence for talk in read(path).talks] == [0, 2]


def test_deliveries_are_rebuilt_like_others(tmp_path: Path) -> None:
    """After an edit of one delivery, builds with and without a cache have the same output."""
    site = Site(tmp_path, HEAD, [GIVEN])
    site.build()
    site.talks[0] = GIVEN.replace("3 May", "4 May")
    site.write()
    report, counts = site.build(NOW)
    assert counts["read"] == 0  # the edit was read before it was found to need a full build
    assert report.talks == 2


def test_of_the_same_talk_twice_a_lenient_reader_keeps_one(tmp_path: Path) -> None:
    """Of two deliveries that are the same the second is left out, and no other."""
    path = tmp_path / "talks.yaml"
    path.write_text(HEAD + GIVEN.replace("3 May", "1 May") + "      - {date: 5 May 2015}\n")
    assert [talk.occurrence for talk in read(path, is_lenient=True).talks] == [0, 3]
