"""Ids of sources: a talk that has one keeps its own through any change that its source makes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twice
from factories import NOW, make_talk, make_when
from talkfeed import read
from talkfeed.ledger import Ledger, change_signature, dump, stamp
from talkfeed.ledger.digest import match_keys, read_match_keys, write_match_keys
from talkfeed.ledger.match import match
from talkfeed.ledger.revise import Edited, revise
from talkfeed.model import Settings, Talk, Talks
from talkfeed.updating.ids import with_ids
from talkfeed.updating.state import SourceTalk
from test_ledger_match import make_line
from test_lists_building import ids

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Settings(title="Talks", url="https://talks.example/")
TITLES = ("Monads", "Types", "Effects", "Kinds")
DAYS = tuple(date(2015, 10, day) for day in range(1, 7))
SOURCES = ("{} in talks.yml", "{}@club.example", "https://club.example/{}", "talks.yml/slug-{}")
STEPS = ("rename", "move", "both", "drop", "add", "shuffle", "several")
ANCHOR = "999"


def talk_of(source: str, name: str, title: str, day: date) -> Talk:
    """Make a talk that a source lists."""
    when = make_when(f"{day:%d} Oct 2015", day)
    return make_talk(title=title, when=when, event=None, speakers=(), source_id=source.format(name))


class Walk:
    """A list with ids that changes at random; no two talks ever have one title and one day."""

    def __init__(self, chance: random.Random) -> None:
        """Start with a talk that stays as it is, as most talks of a list do."""
        self.chance = chance
        self.free = [(title, day) for title in TITLES for day in DAYS]
        chance.shuffle(self.free)
        self.gone: list[str] = []
        self.talks: dict[str, tuple[str, date]] = {ANCHOR: ("Anchor", date(2015, 9, 1))}
        for number in range(3):
            self.talks[str(number)] = self.free.pop()

    def take(self) -> tuple[str, date]:
        """Take a title and a day that no talk has had."""
        return self.free.pop()

    def step(self, kind: str) -> None:
        """Change the list."""
        moving = [name for name in self.talks if name != ANCHOR]
        if kind == "several":
            for each in self.chance.sample(STEPS[:-1], 3):
                self.step(each)
        elif kind == "add" or not moving:
            name = str(len(self.talks) + len(self.gone))
            if self.gone and self.chance.random() < 0.5:
                name = self.gone.pop(self.chance.randrange(len(self.gone)))
            self.talks[name] = self.take()
        elif kind == "drop":
            name = self.chance.choice(moving)
            del self.talks[name]
            self.gone.append(name)
        elif kind == "shuffle":
            rows = [*self.talks.items()]
            self.chance.shuffle(rows)
            self.talks = dict(rows)
        else:
            self._change(kind, self.chance.choice(moving))

    def _change(self, kind: str, name: str) -> None:
        title, day = self.talks[name]
        fits = {"rename": lambda row: row[1] == day, "move": lambda row: row[0] == title}
        rows = [row for row in self.free if fits.get(kind, lambda _: True)(row)]
        if rows:
            self.free.remove(rows[0])
            self.talks[name] = rows[0]


@given(st.randoms(use_true_random=False), st.sampled_from(SOURCES[:2]))
def test_no_walk_of_a_list_changes_an_id(chance: random.Random, source: str) -> None:
    """A talk keeps its key while it is renamed, moved, dropped and listed again beside others."""
    walk = Walk(chance)
    ledger: Ledger | None = None
    keys: dict[str, str] = {}
    for step in range(6):
        talks = [talk_of(source, name, *row) for name, row in walk.talks.items()]
        whole = Talks(settings=SETTINGS, talks=tuple(talks))
        stamped = stamp(whole, ledger, NOW + timedelta(hours=step), allow_removals=99)
        ledger = stamped.ledger
        for entry in stamped.entries:
            name = str(entry.talk.source_id)
            assert keys.setdefault(name, entry.key) == entry.key
        assert len({*keys.values()}) == len(keys)
        walk.step(chance.choice(STEPS))


@pytest.mark.parametrize("source", SOURCES)
def test_a_talk_that_is_renamed_and_moved_in_one_step_is_the_same(source: str) -> None:
    """Whatever kind of id it is, and whatever others are listed."""
    old = [talk_of(source, str(n), TITLES[n], DAYS[n]) for n in range(2)]
    new = [talk_of(source, str(n), f"New {n}", DAYS[5 - n]) for n in range(2)]
    lines = [make_line(key, talk) for key, talk in zip("ab", old, strict=True)]
    assert keys_of(new[::-1], lines) == ["b", "a"]


def keys_of(talks: list[Talk], lines: list[Any]) -> list[str | None]:
    """List the key that each talk was matched with."""
    pairs = match(talks, [change_signature(talk) for talk in talks], lines)
    return [pairs[index].line.key if index in pairs else None for index in range(len(talks))]


def test_talks_that_swap_their_facts_do_not_swap_their_keys() -> None:
    """The id of the source is stronger than a line that the talk would fit exactly."""
    one, other = (talk_of(SOURCES[0], str(n), TITLES[n], DAYS[n]) for n in range(2))
    lines = [make_line("a", one), make_line("b", other)]
    swapped = [one._replace(source_id=other.source_id), other._replace(source_id=one.source_id)]
    assert keys_of(swapped, lines) == ["b", "a"]


def test_an_explicit_id_is_stronger() -> None:
    """A person decides."""
    one = talk_of(SOURCES[0], "1", TITLES[0], DAYS[0])
    other = talk_of(SOURCES[0], "2", TITLES[1], DAYS[1])
    lines = [make_line("a", one), make_line("b", one), make_line("c", other)]
    assert keys_of([one._replace(id="b"), other], lines) == ["b", "c"]
    assert keys_of([one._replace(id="b"), one], lines) == ["b", "a"]


def test_a_program_that_makes_new_ids_each_time_announces_nothing_again() -> None:
    """An unchanged talk shows that the ids change, so that a moved one is known by its title."""
    lines = [make_line(TITLES[n], talk_of(SOURCES[1], str(n), TITLES[n], DAYS[n])) for n in (0, 1)]
    kept = make_line("past", talk_of(SOURCES[1], "7", "Past", DAYS[5]))
    now = [
        talk_of(SOURCES[1], "7", "Past", DAYS[5]),
        talk_of(SOURCES[1], "17", TITLES[0], DAYS[0])._replace(room="Hall"),
        talk_of(SOURCES[1], "18", TITLES[1], DAYS[3]),
    ]
    assert keys_of(now, [*lines, kept]) == ["past", *TITLES[:2]]
    assert keys_of([now[0], now[2]], [kept, lines[1]]) == ["past", None]


def test_an_id_that_several_have_decides_nothing() -> None:
    """Deliveries of one entry are told apart by event and day, and by the event alone."""
    days = [talk_of(SOURCES[0], "1", "Types", day) for day in DAYS[:2]]
    lines = [make_line("a", days[0]), make_line("b", days[1])]
    assert keys_of(days[::-1], lines) == ["b", "a"]
    assert keys_of([days[1]._replace(title="Kinds")], lines) == ["b"]


def test_a_withdrawn_talk_that_is_listed_again_is_the_same() -> None:
    """It is not a talk that happens to have the title; a line of a listed talk comes first."""
    old = talk_of(SOURCES[0], "1", "Types", DAYS[0])
    new = talk_of(SOURCES[0], "1", "Kinds", DAYS[3])
    gone = make_line("a", old, withdrawn=NOW, digest="")
    assert keys_of([new], [gone]) == ["a"]
    assert keys_of([new], [gone, make_line("b", old, age=9)]) == ["b"]


def test_a_known_talk_with_a_later_announcement_stays() -> None:
    """It has been published, though its title and day are new."""
    old = talk_of(SOURCES[0], "1", "Types", DAYS[0])
    first = stamp(Talks(settings=SETTINGS, talks=(old,)), None, NOW)
    new = talk_of(SOURCES[0], "1", "Kinds", DAYS[3])._replace(added=NOW + timedelta(days=9))
    again = stamp(Talks(settings=SETTINGS, talks=(new,)), first.ledger, NOW)
    assert [entry.key for entry in again.entries] == [entry.key for entry in first.entries]


def test_the_lock_has_a_hash_of_the_id() -> None:
    """It is read back; a talk without an id has none, and a line of before reads as ever."""
    talk = talk_of(SOURCES[0], "1", "Types", DAYS[0])
    written = write_match_keys(match_keys(talk))
    bare = write_match_keys(match_keys(talk._replace(source_id=None)))
    assert written.partition("~")[0] == bare
    assert "~" not in bare
    assert len(written) - len(bare) <= 13
    assert read_match_keys(written) == match_keys(talk)


def test_one_edited_talk_is_revised_as_all_are_stamped() -> None:
    """The line of a talk with an id may be written alone."""
    talks = [talk_of(SOURCES[0], str(n), TITLES[n], DAYS[n]) for n in range(2)]
    settings = SETTINGS
    first = stamp(Talks(settings=settings, talks=tuple(talks)), None, NOW)
    new = talks[0]._replace(room="Hall", title="monads")
    later = NOW + timedelta(hours=1)
    whole = stamp(Talks(settings=settings, talks=(new, talks[1])), first.ledger, later)
    (key,) = (entry.key for entry in first.entries if entry.title.startswith("Monads"))
    edited = Edited(key, new, change_signature(new))
    found = revise(dump(first.ledger).encode(), [edited], settings, later)
    assert found is not None
    assert found.content.decode() == dump(whole.ledger)


# --- lists in place -----------------------------------------------------------------------------


class Listed(twice.Site):
    """A site of a list with ids."""

    def contents(self) -> dict[str, str]:
        """Lay out the talks file and the list."""
        entry = "  - from: _data/talks.yml\n"
        return {"talks.yaml": self.head + entry, "_data/talks.yml": "".join(self.talks)}


def entry_of(key: str, name: str, title: str, day: date) -> str:
    """Write an entry of the list."""
    return f"- {key}: {name}\n  title: {title}\n  speaker: Ann\n  event: Club\n  date: {day}\n"


@pytest.mark.parametrize("seed", range(3))
def test_no_walk_of_a_list_in_place_changes_an_id(tmp_path: Path, seed: int) -> None:
    """Each build with a cache has the bytes of one without, and each talk its id."""
    walk = Walk(random.Random(seed))  # noqa: S311
    site = Listed(tmp_path, twice.HEAD.replace("limit: 5", "limit: 30"), [])
    known: dict[str, str] = {}
    for step in range(5):
        site.talks = [entry_of("id", name, *row) for name, row in walk.talks.items()]
        site.write()
        site.build(twice.NOW + timedelta(hours=step), allow_removals=99)
        published = ids(site)
        for name, (title, _) in walk.talks.items():
            if sum(row[0] == title for row in walk.talks.values()) == 1:
                assert known.setdefault(name, published[title]) == published[title]
        walk.step(STEPS[(seed + step) % len(STEPS)])
        walk.step("both")


@pytest.mark.parametrize("key", ["id", "uid", "guid", "slug", "key"])
def test_the_keys_of_ids_in_lists(tmp_path: Path, key: str) -> None:
    """A talk that is renamed and moved in one step keeps its id by any of them."""
    site = Listed(tmp_path, talks=[entry_of(key, "abc", "Types", DAYS[0])])
    site.build()
    before = ids(site)["Types"]
    site.talks = [
        entry_of(key, "xyz", "Kinds", DAYS[4]),
        entry_of(key, "abc", "Kinds of all", date(2016, 2, 2)),
    ]
    site.write()
    site.build(twice.NOW + timedelta(hours=1))
    assert ids(site)["Kinds of all"] == before
    assert ids(site)["Kinds"] != before


def test_a_lost_lock_is_rebuilt_with_the_ids(tmp_path: Path) -> None:
    """The published feeds have their hashes, so that a change of all facts is one even then."""
    site = Listed(tmp_path, talks=[entry_of("id", "1", "Types", DAYS[0])])
    site.build()
    lock = site.source.with_suffix(".lock")
    before, known = ids(site), lock.read_text().rpartition("~")[2]
    for place in ("cached", "plain"):
        (tmp_path / place / "talks.lock").unlink()
    site.build()
    assert lock.read_text().rpartition("~")[2].partition(" ")[0] == known.partition(" ")[0]
    for place in ("cached", "plain"):
        (tmp_path / place / "talks.lock").unlink()
    site.talks = [entry_of("id", "1", "Kinds", DAYS[4])]
    site.write()
    site.build(twice.NOW + timedelta(hours=1))
    assert ids(site)["Kinds"] == before["Types"]


def test_ids_of_two_lists_are_apart(tmp_path: Path) -> None:
    """The entry 1 of one list is not the entry 1 of another, wherever the files are."""
    head = twice.HEAD + "  - from: a/talks.yml\n  - from: b/talks.yml\n"
    for name, text in {
        "talks.yaml": head,
        "a/talks.yml": entry_of("id", "1", "Types", DAYS[0]),
        "b/talks.yml": entry_of("id", "1", "Kinds", DAYS[1]),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    found = read(tmp_path / "talks.yaml").talks
    assert {talk.source_id for talk in found} == {"1 in a/talks.yml", "1 in b/talks.yml"}


def test_an_id_that_a_list_repeats_is_none(tmp_path: Path) -> None:
    """Such a key says what an entry is, not which."""
    rows = [entry_of("id", "talk", title, DAYS[0]) for title in TITLES[:2]]
    site = Listed(tmp_path, talks=rows)
    assert {talk.source_id for talk in read(site.source).talks} == {None}


def test_two_talks_that_differ_in_their_ids_and_abstracts_alone_are_two(tmp_path: Path) -> None:
    """Neither needs an id by its title, which would change with the title."""
    rows = [
        entry_of("id", str(number), "Types", DAYS[0]) + f"  abstract: Part {number}\n"
        for number in (1, 2)
    ]
    site = Listed(tmp_path, talks=rows)
    assert [talk.id for talk in read(site.source).talks] == [None, None]
    report, _ = site.build()
    assert report.talks == 2


def test_deliveries_of_an_entry_have_its_id(tmp_path: Path) -> None:
    """Both are deliveries of one entry."""
    row = "- id: 7\n  title: Types\n  given:\n    - {event: A, date: 2015-10-01}\n"
    site = Listed(tmp_path, talks=[row + "    - {event: B, date: 2015-10-02}\n"])
    found = [talk.source_id for talk in read(site.source).talks]
    assert found == ["7 in _data/talks.yml"] * 2


# --- what is fetched ----------------------------------------------------------------------------


def test_ids_are_written_beside_their_deliveries() -> None:
    """An id that counts in its source alone is written with the name of that."""
    single = SourceTalk({"title": "A", "date": "2015-10-01"}, ("1",))
    assert with_ids("https://a.example/", single).fields["source_id"] == "1 in https://a.example/"
    rows = [{"date": "2015-10-01"}, {"date": "2015-10-02"}, "odd"]
    several = SourceTalk({"title": "A", "given": rows}, ("1@a.example", ""))
    found = with_ids("https://a.example/", several).fields
    assert found["given"] == [{"date": "2015-10-01", "source_id": "1@a.example"}, *rows[1:]]
    assert "source_id" not in found
    without = SourceTalk({"title": "A", "date": "2015-10-01"})
    assert with_ids("https://a.example/", without) is without
