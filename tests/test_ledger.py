"""The memory: what a subscriber was told is never taken back, moved, or told twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from depth import examples
from factories import BASE, ENGLISH, NOW, make_feed, make_link, make_talk, make_when, read_lock
from talkfeed.errors import InvalidData, Place
from talkfeed.formats.syndication import atom
from talkfeed.formats.wording import event_title
from talkfeed.ledger import Change, ChangeKind, Ledger, dump, is_over, recover, stamp
from talkfeed.ledger.digest import digest, match_keys, write_match_keys
from talkfeed.ledger.headlines import event_title as summary_of
from talkfeed.ledger.values import Line
from talkfeed.model import Abstract, Event, Person, Precision, Settings, Status, Talk, Talks
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.ledger import Stamped

SETTINGS = Settings(title="Example talks", url=BASE)
LATER = NOW + timedelta(days=7)
TBA = make_when("TBA", edtf=None, start=None, end=None, precision=Precision.NONE)


def make_talks(*talks: Talk, **changes: Any) -> Talks:
    """Make a talks file in the order given."""
    placed = (
        talk._replace(order=order, place=Place("talks.yaml", order + 10, 1))
        for order, talk in enumerate(talks)
    )
    return Talks(settings=SETTINGS._replace(**changes), talks=tuple(placed))


def build(
    *talks: Talk, after: Stamped | None = None, now: datetime = LATER, **more: Any
) -> Stamped:
    """Stamp talks after an earlier build; without one it is the first ever, at NOW."""
    if after is None:
        return stamp(make_talks(*talks), None, NOW, **more)
    return stamp(make_talks(*talks), after.ledger, now, **more)


def day(number: int, year: int = 2015) -> Any:
    """Make a day of October."""
    return make_when(f"{number} Oct {year}", date(year, 10, number))


def make_timed(start: datetime, hours: int = 1) -> Any:
    """Make a talk's time."""
    end = start + timedelta(hours=hours)
    return make_when(
        "a time", edtf="x", start=start, end=end, precision=Precision.MINUTE_RANGE, zone="x"
    )


def abstract(text: str) -> Abstract:
    """Make an abstract of one paragraph."""
    return Abstract(markdown=text, html=f"<p>{text}</p>", text=text)


def codes(error: pytest.ExceptionInfo[InvalidData]) -> list[str]:
    """List the codes of the problems raised."""
    return [problem.code for problem in error.value.problems]


def keys(stamped: Stamped) -> list[str]:
    """List the keys in the order of the feed."""
    return [entry.key for entry in stamped.entries]


def by_place(stamped: Stamped) -> list[str]:
    """List the keys in the order of the file."""
    return [entry.key for entry in sorted(stamped.entries, key=lambda entry: entry.talk.order)]


# --- published ----------------------------------------------------------------------------------


def test_back_catalogue_is_published_on_the_day_of_the_talk() -> None:
    """At the first build ever a talk of the past counts as published on its day, at ten."""
    (entry,) = build(make_talk()).entries
    assert entry.published == entry.updated == datetime(2015, 10, 7, 10, tzinfo=UTC)
    assert (entry.sequence, entry.id, entry.uid, entry.url) == (
        0,
        "tag:talks.example,2015:talks/a-talk",
        "a-talk@talks.example",
        "https://talks.example/talks/a-talk/",
    )
    assert entry.title == "A talk - Ann Example at ConfConf (7 Oct 2015)"


def test_marks_of_direction_are_no_change_and_no_identity() -> None:
    """A title with marks keeps the key, moments and sequence it has without; it is only shown."""
    plain = {"title": "\u05e9\u05dc\u05d5\u05dd C++", "abstract": abstract("\u05d0 (C)")}
    marked = {
        "title": "\u200f\u05e9\u05dc\u05d5\u05dd \u2066C++\u2069",
        "abstract": abstract("\u05d0 \u200f(C)\u200f"),
        "speakers": (Person(name="Ann Example\u200e"),),
    }
    first = build(make_talk(**plain))
    after = build(make_talk(**marked), after=first)
    (was,), (now) = first.entries, after.entries[0]
    assert now._replace(talk=was.talk, title=was.title) == was
    assert now.title.startswith("\u200f\u05e9\u05dc\u05d5\u05dd \u2066C++\u2069 - Ann")
    assert after.changes == ()
    assert build(make_talk(**marked)).entries[0].key == was.key


def test_back_catalogue_keeps_the_order_of_the_file_within_a_day() -> None:
    """Talks of one day are a second apart, the first in the file the newest."""
    talks = [make_talk(title=title, when=day(5)) for title in "abc"]
    made = build(*talks, make_talk(title="z", when=day(6)))
    assert keys(made) == ["z", "a", "b", "c"]
    moments = [entry.published for entry in made.entries]
    assert [moment.second for moment in moments] == [0, 0, 59, 58]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (TBA, NOW),
        (make_when(day=date(2015, 12, 1)), NOW),
        (make_when(day=date(2015, 11, 1)), NOW),
        (
            make_timed(datetime(2015, 10, 8, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))),
            datetime(2015, 10, 8, 10, tzinfo=UTC),
        ),
        (make_timed(NOW.replace(hour=1)), NOW.replace(hour=10)),
    ],
)
def test_published_at_the_first_build(when: Any, expected: datetime) -> None:
    """What is still to come is published now, a talk of the past on the day in its own zone."""
    assert build(make_talk(when=when)).entries[0].published == expected


def test_talk_that_has_just_ended_is_not_published_in_the_future() -> None:
    """A talk that ends before ten on its day is published now at the latest."""
    now = NOW.replace(hour=3)
    talk = make_talk(when=make_timed(NOW.replace(hour=1)))
    assert stamp(make_talks(talk), None, now).entries[0].published == now


def test_later_builds_publish_old_talks_now() -> None:
    """A talk of the past that is added later is news now."""
    made = build(make_talk(), make_talk(title="Old", when=day(1)), after=build(make_talk()))
    assert keys(made) == ["old", "a-talk"]
    assert made.entries[0].published == LATER


def test_empty_first_build_keeps_the_back_catalogue_for_the_next() -> None:
    """As long as nothing was ever told, the first talks are the back catalogue."""
    made = build(make_talk(), after=build())
    assert made.entries[0].published.day == 7
    assert made.ledger.created == NOW


def test_added_is_published_then() -> None:
    """The moment given by hand counts, in UTC and whole seconds, and only once."""
    added = datetime(2015, 10, 20, 3, 4, 5, 678, tzinfo=UTC)
    first = build(make_talk(added=added))
    assert first.entries[0].published == added.replace(microsecond=0)
    again = build(make_talk(added=added + timedelta(days=1)), after=first)
    assert again.entries[0].published == first.entries[0].published


def test_a_talk_added_in_the_future_waits() -> None:
    """Until then nothing mentions it; then it is published at that moment."""
    due = NOW + timedelta(days=2)
    first = build(make_talk(), make_talk(title="Secret", added=due))
    assert keys(first) == ["a-talk"]
    assert "Secret" not in dump(first.ledger)
    assert [talk.title for talk in first.waiting] == ["Secret"]
    second = build(make_talk(), make_talk(title="Secret", added=due), after=first, now=LATER)
    assert keys(second) == ["secret", "a-talk"]
    assert second.entries[0].published == due
    assert not second.waiting


def test_a_talk_that_waits_takes_no_place_of_another() -> None:
    """It is not taken for a talk that is gone, or was withdrawn, nor does it stop a build."""
    first = build(make_talk())
    due = LATER + timedelta(days=1)
    waits = make_talk(title="Secret", added=due)
    second = build(waits, after=first)
    assert (keys(second), [tombstone.key for tombstone in second.tombstones]) == ([], ["a-talk"])
    third = build(waits, make_talk(added=due), after=second)
    assert (keys(third), len(third.waiting)) == ([], 2)


def test_a_known_talk_does_not_wait() -> None:
    """What was announced stays so, whatever `added` says later."""
    first = build(make_talk(), make_talk(title="B", id="b"))
    due = LATER + timedelta(days=1)
    second = build(make_talk(added=due), make_talk(title="B", id="b", added=due), after=first)
    assert (keys(second), second.waiting) == (keys(first), ())


def test_moments_are_unique_against_the_ledger() -> None:
    """A talk never shares its moment with one that was published before."""
    first = build(make_talk(when=TBA))
    second = build(make_talk(when=TBA), make_talk(title="New", when=TBA), after=first, now=NOW)
    assert [entry.published for entry in second.entries] == [NOW, NOW - timedelta(seconds=1)]


def test_feed_order_is_the_curated_order() -> None:
    """Talks with months and a year only come out newest first, undated ones as news."""
    months = [(9, "b"), (9, "c"), (8, "d")]
    talks = [
        make_talk(title=title, when=make_when(str(month), date(2015, month, 1)))
        for month, title in months
    ]
    coming = [
        make_talk(title="tba", when=TBA),
        make_talk(title="soon", when=make_when("12 Nov 2015", date(2015, 11, 12))),
        make_talk(title="then", when=make_timed(datetime(2015, 11, 12, 18, tzinfo=UTC))),
    ]
    assert keys(build(*talks, *coming)) == ["then", "soon", "tba", "b", "c", "d"]


def test_naive_now_is_refused() -> None:
    """A moment without an offset is no moment."""
    with pytest.raises(ValueError, match="offset"):
        stamp(make_talks(), None, datetime(2015, 1, 1))  # noqa: DTZ001 — the point


@pytest.mark.parametrize(
    ("end", "now", "expected"),
    [
        (None, NOW, False),
        (date(2015, 10, 31), NOW, True),
        (date(2015, 10, 31), NOW - timedelta(seconds=1), False),
        (NOW, NOW, False),
        (NOW - timedelta(seconds=1), NOW, True),
    ],
)
def test_is_over(end: Any, now: datetime, *, expected: bool) -> None:
    """A day is over when it is over at UTC-12, a time when it has passed."""
    assert is_over(end, now) is expected


# --- updated ------------------------------------------------------------------------------------

EDITS = {
    "title": {"title": "A better talk"},
    "speakers": {"speakers": (Person(name="Bob"),)},
    "event": {"event": Event(name="Other")},
    "date": {"when": day(8)},
    "place": {"online": "https://stream.example/"},
    "status": {"status": Status.CANCELLED},
    "links": {"links": (make_link("https://slides.example/", kind="slides"),)},
    "abstract": {"abstract": abstract("About.")},
}


@pytest.mark.parametrize("group", EDITS)
def test_an_edit_keeps_the_identity_and_moves_updated(group: str) -> None:
    """Whatever a subscriber cares about changes, it is the same talk, updated now."""
    first = build(make_talk(), make_talk(title="Other"))
    edited = make_talk()._replace(**EDITS[group])
    second = build(edited, make_talk(title="Other"), after=first)
    old = next(entry for entry in first.entries if entry.key == "a-talk")
    new = next(entry for entry in second.entries if entry.key == "a-talk")
    assert (new.id, new.uid, new.published) == (old.id, old.uid, old.published)
    assert (new.updated, new.sequence) == (LATER, 1)
    (change,) = second.changes
    assert (change.kind, change.key, change.what) == (ChangeKind.UPDATED, "a-talk", (group,))
    assert change.renamed_from == (old.title if group == "title" else None)


def test_updated_moves_on_even_if_the_clock_was_set_back() -> None:
    """A change after a change is later than it, whatever the clock says."""
    first = build(make_talk())
    second = build(make_talk(online="https://a.example/"), after=first)
    third = build(make_talk(online="https://b.example/"), after=second, now=NOW)
    assert third.entries[0].updated == second.entries[0].updated + timedelta(seconds=1)
    assert third.entries[0].sequence == 2


def test_spelling_of_a_date_is_no_change() -> None:
    """A date spelled otherwise shows as written, but is not announced as an update."""
    first = build(make_talk())
    second = build(make_talk(when=make_when("October 7th, 2015")), after=first)
    assert not second.changes
    assert second.entries[0].updated == first.entries[0].updated
    assert second.entries[0].title.endswith("(October 7th, 2015)")


def test_unknown_digest_is_adopted_silently() -> None:
    """Digests of another version cannot be compared; that is no reason to announce updates."""
    first = build(make_talk(links=(make_link(),)))
    (line,) = first.ledger.lines
    older = first.ledger._replace(lines=(line._replace(digest="0:old", recorded=None),))
    second = stamp(make_talks(make_talk(title="A Talk!", links=(make_link(),))), older, LATER)
    assert not second.changes
    assert (second.entries[0].updated, second.entries[0].sequence) == (line.updated, 0)
    assert second.entries[0].recorded == line.published


# --- recordings ---------------------------------------------------------------------------------


def test_recording_is_noted_when_it_first_appears() -> None:
    """A video that comes with the talk is as old as it; one that comes later is news then."""
    first = build(make_talk(links=(make_link(),)), make_talk(title="B"), make_talk(title="C"))
    known = {entry.key: entry for entry in first.entries}
    assert known["a-talk"].recorded == known["a-talk"].published
    assert known["b"].recorded is None
    second = build(
        make_talk(links=(make_link(),)),
        make_talk(title="B", links=(make_link("https://video.example/b"),)),
        make_talk(title="C", links=(make_link("https://video.example/c"),)),
        after=first,
    )
    known = {entry.key: entry for entry in second.entries}
    assert (known["b"].recorded, known["b"].updated) == (LATER, LATER)
    assert known["c"].recorded == LATER - timedelta(seconds=1)
    third = build(*(talk._replace(links=()) for talk in _talks(second)), after=second)
    assert {entry.recorded for entry in third.entries} == {
        entry.recorded for entry in second.entries
    }


def _talks(stamped: Stamped) -> list[Talk]:
    return [entry.talk for entry in stamped.entries]


# --- withdrawals --------------------------------------------------------------------------------


def test_withdrawn_talk_leaves_a_tombstone_for_ever() -> None:
    """What is gone is taken back everywhere, once, and stays so."""
    first = build(make_talk(), make_talk(title="B", links=(make_link(),)))
    second = build(make_talk(), after=first)
    (tombstone,) = second.tombstones
    assert (tombstone.key, tombstone.withdrawn, tombstone.sequence) == ("b", LATER, 1)
    assert (tombstone.start, tombstone.end) == (date(2015, 10, 7), date(2015, 10, 7))
    assert tombstone.title == "B - Ann Example at ConfConf (7 Oct 2015)"
    assert tombstone.id == first.entries[1].id
    assert tombstone.recorded == tombstone.published
    assert [change.kind for change in second.changes] == [ChangeKind.WITHDRAWN]
    third = build(make_talk(), after=second, now=LATER + timedelta(days=1))
    assert (third.tombstones, third.changes) == (second.tombstones, ())
    assert dump(third.ledger) == dump(second.ledger)


parts = st.lists(st.sampled_from(("a", "B", " - ", " at ", " (", ")", " (2)", "2015", "é")))
words = parts.map("".join).map(line).filter(lambda text: any(map(str.isalpha, text)))


@given(
    title=words,
    names=st.lists(words.filter(lambda name: name[0].isalpha()), max_size=5),
    event=st.none() | words,
    when=st.sampled_from((day(7), make_when("2015", date(2015, 10, 7)))),
)
@example("a -", [], None, day(7))
@example("a (", ["- b"], None, day(7))
@example("a at b", ["c at d"], "b at b", day(7))
def test_withdrawn_talk_is_called_in_calendars_what_it_was(
    title: str, names: list[str], event: str | None, when: Any
) -> None:
    """Its cancelled event has the title of the event it cancels, whatever is in its parts."""
    talk = make_talk(
        title=title,
        speakers=tuple(Person(name=name) for name in names),
        event=event and Event(name=event),
        when=when,
    )
    (tombstone,) = build(after=build(talk, talk)).tombstones[:1]
    assert tombstone.event_title == event_title(talk, ENGLISH)


@pytest.mark.parametrize(
    "parts", ["", "2:other", write_match_keys(match_keys(make_talk(speakers=())))]
)
def test_withdrawn_talk_of_unknown_parts_is_called_by_its_headline(parts: str) -> None:
    """After a lost lock the parts may be unknown; nothing is guessed then."""
    before = build(make_talk())
    lines = tuple(each._replace(kin=parts) for each in before.ledger.lines)
    before = before._replace(ledger=before.ledger._replace(lines=lines))
    (tombstone,) = build(after=before).tombstones
    assert tombstone.event_title == tombstone.title


def test_a_headline_without_the_speakers_it_should_have_stays_whole() -> None:
    """A line of talks.lock that was edited by hand is shown as it is."""
    keys = match_keys(make_talk(title="One", speakers=(Person(name="Ann"),), event=None))
    edited = Line("key", "One (2013)", NOW, NOW, kin=write_match_keys(keys))
    assert summary_of(edited) == "One (2013)"


def test_withdrawn_talk_that_comes_back_is_restored() -> None:
    """A talk that returns has its id and its moment of before, and is updated."""
    first = build(make_talk(), make_talk(title="B"))
    second = build(make_talk(), after=first)
    back = make_talk(title="B", when=day(9), links=(make_link(),))
    third = build(make_talk(), back, after=second, now=LATER)
    restored = next(entry for entry in third.entries if entry.key == "b")
    assert restored.published == first.entries[1].published
    assert restored.updated == restored.recorded == LATER + timedelta(seconds=1)
    assert restored.sequence == 2
    assert [change.kind for change in third.changes] == [ChangeKind.RESTORED]
    assert not third.tombstones


def test_another_talk_never_gets_a_withdrawn_key() -> None:
    """A key that was given once is never given to another talk."""
    first = build(make_talk(), make_talk(title="Keynote"))
    second = build(make_talk(), after=first)
    other = make_talk(
        title="Keynote", speakers=(Person(name="Bob"),), event=Event(name="Later"), when=day(9)
    )
    third = build(make_talk(), other, after=second)
    assert sorted(keys(third)) == ["a-talk", "keynote-later"]
    assert [tombstone.key for tombstone in third.tombstones] == ["keynote"]


@pytest.mark.parametrize(("total", "gone"), [(4, 4), (30, 4), (50, 6)])
def test_mass_removal_is_refused(total: int, gone: int) -> None:
    """More than three talks and more than a tenth gone at once must be allowed by number."""
    talks = [make_talk(title=f"Talk {number}") for number in range(total)]
    first = build(*talks)
    with pytest.raises(InvalidData) as error:
        build(*talks[gone:], after=first, allow_removals=gone - 1)
    assert codes(error) == ["TF409"]
    assert f"--allow-removals {gone}" in error.value.problems[0].hint
    assert "'Talk 0 - Ann Example" in error.value.problems[0].message
    assert len(build(*talks[gone:], after=first, allow_removals=gone).tombstones) == gone
    assert len(build(*talks[gone - 1 :], after=first).tombstones) == gone - 1


# --- identity -----------------------------------------------------------------------------------


def test_reordered_talks_of_one_title_keep_their_keys() -> None:
    """The order of the file is no evidence, not even among talks of the same title."""
    one, two = (make_talk(title="Keynote", when=day(number)) for number in (1, 2))
    first = build(one, two)
    second = build(two, one, after=first)
    assert by_place(second) == list(reversed(by_place(first)))
    assert not second.changes
    assert dump(second.ledger) == dump(first.ledger)


@given(st.permutations(range(5)))
@settings(max_examples=examples(30))
def test_first_keys_do_not_depend_on_the_order(order: list[int]) -> None:
    """At the first build talks get the same keys whatever their order in the file."""
    talks = [make_talk(title="Keynote", when=day(number)) for number in (1, 2, 3)]
    talks.append(make_talk(title="Keynote", event=Event(name="A")))
    talks.append(make_talk(title="Keynote", event=Event(name="B"), when=TBA))
    made = build(*(talks[index] for index in order))
    found = {order[entry.talk.order]: entry.key for entry in made.entries}
    assert found == {
        0: "keynote",
        1: "keynote-confconf",
        2: "keynote-confconf-2015",
        3: "keynote-a",
        4: "keynote-b",
    }


def test_explicit_id_fixes_the_key() -> None:
    """A talk with an id is that id, whatever else changes at once."""
    first = build(make_talk(id="mine"), make_talk(title="Mine", when=day(1)))
    assert by_place(first) == ["mine", "mine-confconf"]
    other = make_talk(id="mine", title="New", event=None, when=TBA, speakers=())
    second = build(make_talk(title="Mine", when=day(1)), other, after=first)
    assert by_place(second) == ["mine-confconf", "mine"]
    assert second.changes[0].renamed_from is None


def test_id_removed_from_the_file_changes_nothing() -> None:
    """Once given, an identity stays, whether the file still spells it or not."""
    first = build(make_talk(id="mine"))
    assert keys(build(make_talk(), after=first)) == ["mine"]


def test_same_id_twice_is_refused_at_the_second() -> None:
    """One id for two talks would hide one of them."""
    with pytest.raises(InvalidData) as error:
        build(make_talk(id="x"), make_talk(id="x", title="B"))
    assert codes(error) == ["TF406"]
    assert error.value.problems[0].place.line == 11


@pytest.mark.parametrize("key", ["Con", "con", "a b", "-a", "a--b", "é", "x" * 121, ""])
def test_unusable_ids_are_refused(key: str) -> None:
    """An id that cannot name a file everywhere is refused with one that can."""
    with pytest.raises(InvalidData) as error:
        build(make_talk(id=key))
    assert codes(error) == ["TF408"]


def test_id_of_another_talk_is_refused() -> None:
    """No talk can take another's identity by naming it."""
    first = build(make_talk(), make_talk(title="B", id="b"))
    with pytest.raises(InvalidData) as error:
        build(
            make_talk(),
            make_talk(title="B", id="b"),
            make_talk(title="C", id="a-talk"),
            after=first,
        )
    assert codes(error) == ["TF406"]
    assert "belongs to 'A talk" in error.value.problems[0].message


def test_another_id_for_a_known_talk_is_refused() -> None:
    """A talk that is known keeps its identity; the message says which it is."""
    with pytest.raises(InvalidData) as error:
        build(make_talk(id="nicer"), after=build(make_talk()))
    assert codes(error) == ["TF406"]
    assert 'write "id: a-talk"' in error.value.problems[0].hint


@pytest.mark.parametrize("builds", [1, 2], ids=["leaving", "withdrawn before"])
def test_known_talk_takes_no_id_of_one_that_is_gone(builds: int) -> None:
    """An identity that served one talk serves no other that subscribers know, even when free."""
    known, gone = make_talk(title="Known", when=day(1)), make_talk(title="Gone", when=day(2))
    first = build(known, gone)
    for _ in range(builds - 1):
        first = build(known, after=first)
    with pytest.raises(InvalidData) as error:
        build(known._replace(id="gone"), after=first)
    assert codes(error) == ["TF406"]
    assert 'write "id: known"' in error.value.problems[0].hint
    returned = build(gone._replace(id="gone"), after=first)
    assert [tombstone.key for tombstone in returned.tombstones] == ["known"]


def test_twin_with_its_own_id_stays_when_the_other_goes() -> None:
    """Of two talks alike in title, event and date, the one that names its own id is itself."""
    twins = [make_talk(id="one"), make_talk(id="two", speakers=(Person(name="Bob"),))]
    second = build(twins[0], after=build(*twins))
    assert keys(second) == ["one"]


def test_new_id_says_that_it_is_another_talk() -> None:
    """Who gives a talk a new id says that it is not the one that is gone."""
    made = build(make_talk(title="Quite another", id="new"), after=build(make_talk()))
    assert keys(made) == ["new"]
    assert [tombstone.key for tombstone in made.tombstones] == ["a-talk"]


def test_authority_is_frozen() -> None:
    """Ids do not follow the address of the feed; another authority is refused."""
    first = build(make_talk())
    moved = make_talks(make_talk(), url="https://new.example/", authority="talks.example,2015")
    second = stamp(moved, first.ledger, LATER)
    assert second.entries[0].id == first.entries[0].id
    assert second.entries[0].uid == first.entries[0].uid
    assert second.entries[0].url == "https://new.example/talks/a-talk/"
    assert not second.changes
    for place in (None, Place("talks.yaml", 2, 3)):
        other = make_talks(make_talk(), authority="new.example,2016", place=place)
        with pytest.raises(InvalidData) as error:
            stamp(other, first.ledger, LATER)
        assert codes(error) == ["TF404"]
        assert error.value.problems[0].place == (place or Place("talks.yaml", 1, 1))
    with pytest.raises(InvalidData) as error:
        stamp(make_talks(authority="new.example,2016"), first.ledger, LATER)
    assert codes(error) == ["TF404", "TF409"][:1]


def test_too_long_ids_are_refused() -> None:
    """An id that readers would cut is not given out."""
    with pytest.raises(InvalidData) as error:
        stamp(make_talks(make_talk(), authority=f"{'x' * 240},2015"), None, NOW)
    assert codes(error) == ["TF408"]


def test_titles_are_unique_and_stay() -> None:
    """Of equal titles the older is plain, and nobody's title moves when another goes."""
    twins = [make_talk(id=name, abstract=abstract(name)) for name in ("a", "b", "c")]
    first = build(*twins)
    plain = "A talk - Ann Example at ConfConf (7 Oct 2015)"
    assert [entry.title for entry in first.entries] == [f"{plain} (3)", f"{plain} (2)", plain]
    second = build(*twins[:2], after=first)
    assert [entry.title for entry in second.entries] == [f"{plain} (3)", f"{plain} (2)"]
    (third,) = build(twins[0]._replace(title="B"), after=second).entries
    assert third.title == "B - Ann Example at ConfConf (7 Oct 2015)"


def test_equal_titles_from_elsewhere_are_told_apart() -> None:
    """A ledger with equal titles, from a feed of other software, is repaired."""
    first = build(make_talk(id="a"), make_talk(id="b", title="B"))
    same = tuple(line._replace(title="Same") for line in first.ledger.lines)
    again = stamp(
        make_talks(
            *(make_talk(id=key, title="Same", when=TBA, speakers=(), event=None) for key in "ab")
        ),
        first.ledger._replace(lines=same),
        LATER,
    )
    assert {entry.title for entry in again.entries} == {"Same", "Same (2)"}


# --- all together -------------------------------------------------------------------------------

TITLES = ("Keynote", "Unikernels", "Keynote!", "???")
NAMES = ("Ann", "Bob")
EVENTS = ("ConfConf", "FOSDEM")
talk_values = st.builds(
    lambda title, name, event, number, video: make_talk(
        title=title,
        speakers=(Person(name=name),),
        event=Event(name=event) if event else None,
        when=day(number) if number else TBA,
        links=(make_link(f"https://video.example/{video}"),) if video else (),
    ),
    st.sampled_from(TITLES),
    st.sampled_from(NAMES),
    st.sampled_from((*EVENTS, None)),
    st.sampled_from((None, 1, 2, 30)),
    st.sampled_from((None, None, 1, 2)),
)
picks = st.integers(0, 50)


class Memory(RuleBasedStateMachine):
    """A community at work on its file; every step is one build."""

    def __init__(self) -> None:
        """Begin before the first build."""
        super().__init__()
        self.now, self.ledger, self.built = NOW, None, None
        self.talks: list[Talk] = []
        self.ids: list[str] = []
        self.removed: list[tuple[Talk, str]] = []
        self.counter = 0
        self.told: dict[str, tuple[datetime, datetime, int]] = {}

    ledger: Ledger | None
    built: Stamped | None

    @initialize(talks=st.lists(talk_values, max_size=4, unique_by=digest))
    def begin(self, talks: list[Talk]) -> None:
        """Build for the first time."""
        self.talks = talks
        self._build([None] * len(talks))

    def _build(self, expected: Iterable[str | None]) -> None:
        self.now += timedelta(minutes=1)
        talks = make_talks(*self.talks)
        before = self.built
        self.built = stamp(talks, self.ledger, self.now)
        self.ledger = self.built.ledger
        found = {entry.talk.order: entry for entry in self.built.entries}
        ids = [found[order].id for order in range(len(self.talks))]
        for was, is_now in zip(expected, ids, strict=True):
            assert was in (None, is_now)
        self.ids = ids
        self._hold(before)

    def _hold(self, before: Stamped | None) -> None:
        """Hold the laws against all that was ever told."""
        assert self.built is not None
        changed = {change.key for change in self.built.changes}
        for entry in self.built.entries:
            said = (entry.published, entry.updated, entry.sequence)
            told = self.told.get(entry.id)
            if told is None:
                assert entry.published <= self.now
            else:
                assert said[0] == told[0]
                assert said[1:] >= told[1:]
                assert (said == told) is (entry.key not in changed)
            self.told[entry.id] = said
        for tombstone in self.built.tombstones:
            assert tombstone.published == self.told[tombstone.id][0]
            assert tombstone.sequence >= self.told[tombstone.id][2]
            self.told[tombstone.id] = (tombstone.published, tombstone.withdrawn, tombstone.sequence)
        old = {entry.id: entry for entry in before.entries} if before else {}
        for entry in self.built.entries:
            known = old.get(entry.id)
            if known and known.talk == entry.talk._replace(
                order=known.talk.order, place=known.talk.place
            ):
                assert entry.was_upcoming >= known.was_upcoming  # a clock set back may set it
                kept = {"talk": known.talk, "was_upcoming": known.was_upcoming}
                assert entry._replace(**kept) == known

    def _edit(self, pick: int, **changes: Any) -> None:
        index = pick % len(self.talks)
        edited = [*self.talks]
        edited[index] = edited[index]._replace(**changes)
        assume(len({digest(talk) for talk in edited}) == len(edited))
        self.talks = edited
        self._build(self.ids)

    @rule(talk=talk_values, pick=picks)
    def add(self, talk: Talk, pick: int) -> None:
        """Add a talk anywhere in the file."""
        assume(digest(talk) not in {digest(other) for other in self.talks})
        place = pick % (len(self.talks) + 1)
        self.talks = [*self.talks[:place], talk, *self.talks[place:]]
        self._build([*self.ids[:place], None, *self.ids[place:]])

    @rule(talk=talk_values)
    def add_with_id(self, talk: Talk) -> None:
        """Add a talk with an identity of its own."""
        self.counter += 1
        self.talks = [
            *self.talks,
            talk._replace(id=f"own-{self.counter}", online="https://own.example/"),
        ]
        assume(len({digest(talk) for talk in self.talks}) == len(self.talks))
        self._build([*self.ids, None])
        assert self.ids[-1].endswith(f"/own-{self.counter}")

    @precondition(lambda self: self.talks)
    @rule(pick=picks)
    def give_again(self, pick: int) -> None:
        """Give a talk once more elsewhere, listed before the first time."""
        self.counter += 1
        first = self.talks[pick % len(self.talks)]
        again = first._replace(id=None, event=Event(name=f"Conf {self.counter}"), when=TBA)
        self.talks = [again, *self.talks]
        self._build([None, *self.ids])

    @precondition(lambda self: self.talks)
    @rule(pick=picks)
    def rename(self, pick: int) -> None:
        """Change a title."""
        self.counter += 1
        talk = self.talks[pick % len(self.talks)]
        alike = [other for other in self.talks if other.when == talk.when]
        assume(talk.event or talk.when.start or len(alike) == 1)
        assume(talk.event or talk.when.start)
        self._edit(pick, title=f"Renamed {self.counter}")

    @precondition(lambda self: self.talks)
    @rule(pick=picks, number=st.sampled_from((3, 4, 29)))
    def retime(self, pick: int, number: int) -> None:
        """Change a date."""
        self._edit(pick, when=day(number))

    @precondition(lambda self: self.talks)
    @rule(pick=picks)
    def respell(self, pick: int) -> None:
        """Spell a date in another way: no update."""
        when = self.talks[pick % len(self.talks)].when
        told = dict(self.told)
        self._edit(pick, when=when._replace(text=f"{when.text}."))
        assert self.told == told

    @precondition(lambda self: self.talks)
    @rule(pick=picks, event=st.sampled_from(EVENTS))
    def move(self, pick: int, event: str) -> None:
        """Change the event."""
        self._edit(pick, event=Event(name=event, url="https://conf.example/"))

    @precondition(lambda self: self.talks)
    @rule(pick=picks, status=st.sampled_from(Status))
    def call_off(self, pick: int, status: Status) -> None:
        """Cancel or postpone a talk, or not."""
        self._edit(pick, status=status)

    @precondition(lambda self: self.talks)
    @rule(pick=picks)
    def describe(self, pick: int) -> None:
        """Write an abstract."""
        self.counter += 1
        self._edit(pick, abstract=abstract(f"Version {self.counter}"))

    @precondition(lambda self: self.talks)
    @rule(pick=picks, video=st.integers(1, 3))
    def record(self, pick: int, video: int) -> None:
        """Link a recording."""
        self._edit(pick, links=(make_link(f"https://video.example/{video}"),))

    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        """Shuffle the file: nothing changes."""
        order = data.draw(st.permutations(range(len(self.talks))))
        self.talks = [self.talks[index] for index in order]
        self._build([self.ids[index] for index in order])
        assert self.built is not None
        assert not self.built.changes

    @precondition(lambda self: self.talks)
    @rule(pick=picks)
    def withdraw(self, pick: int) -> None:
        """Take a talk out of the file."""
        index = pick % len(self.talks)
        self.removed.append((self.talks.pop(index), self.ids.pop(index)))
        self._build(self.ids)

    @precondition(lambda self: self.removed)
    @rule(pick=picks)
    def restore(self, pick: int) -> None:
        """Put a talk back as it was; it is itself again, unless another has become it."""
        talk, known = self.removed.pop(pick % len(self.removed))
        assume(talk.id is None or known not in self.ids)
        assume(digest(talk) not in {digest(other) for other in self.talks})
        assert self.built is not None
        mine = write_match_keys(match_keys(talk))
        alike = [tombstone.id for tombstone in self.built.tombstones if tombstone.kin == mine]
        self.talks.append(talk)
        self._build([*self.ids, known if alike == [known] else None])

    @rule()
    def lose_the_lock(self) -> None:
        """Rebuild the ledger from the published feed: nothing is lost."""
        assert self.built is not None
        assert self.ledger is not None
        feed = make_feed(*self.built.entries, tombstones=self.built.tombstones)
        recovered = recover([atom.render(feed)])
        if self.ledger.lines:
            assert recovered.authority == self.ledger.authority
        assert recovered.lines == self.ledger.lines
        self.ledger = recovered

    @rule(hours=st.integers(1, 10_000))
    def pass_time(self, hours: int) -> None:
        """Build again later: nothing changes."""
        self.now += timedelta(hours=hours)
        self._build(self.ids)
        assert self.built is not None
        assert not self.built.changes

    @rule(hours=st.integers(1, 1000))
    def set_the_clock_back(self, hours: int) -> None:
        """Build with a clock that runs late."""
        self.now -= timedelta(hours=hours)

    @invariant()
    def nothing_is_given_twice(self) -> None:
        """Ids, moments, titles, addresses are unique, and the feed is strictly ordered."""
        if self.built is None or self.ledger is None:
            return
        entries = self.built.entries
        assert all(one.published > two.published for one, two in pairwise(entries))
        for name in ("id", "uid", "url", "key"):
            assert len({getattr(entry, name) for entry in entries}) == len(entries)
        assert len({line.title.casefold() for line in self.ledger.lines}) == len(self.ledger.lines)
        recorded = [line.recorded for line in self.ledger.lines if line.recorded]
        assert len(set(recorded)) == len(recorded)
        assert len({line.published for line in self.ledger.lines}) == len(self.ledger.lines)

    @invariant()
    def the_lock_says_it_all(self) -> None:
        """The text of the lock is the ledger."""
        if self.ledger is not None:
            assert read_lock(dump(self.ledger)) == self.ledger


Memory.TestCase.settings = settings(
    max_examples=examples(50), phases=[Phase.generate], stateful_step_count=25
)
TestMemory = Memory.TestCase


def test_changes_are_told_newest_first() -> None:
    """A build tells what is new and what is gone by key, title and kind."""
    first = build(make_talk(), make_talk(title="B", when=day(8)))
    assert first.changes == (
        Change(kind=ChangeKind.NEW, key="b", title="B - Ann Example at ConfConf (8 Oct 2015)"),
        Change(
            kind=ChangeKind.NEW, key="a-talk", title="A talk - Ann Example at ConfConf (7 Oct 2015)"
        ),
    )
