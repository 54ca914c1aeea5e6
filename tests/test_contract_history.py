"""The guarantees of a site to its subscribers, for any edits over time.

One walk makes an edit a build. All is judged from outside, by what was published before and after.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from depth import examples
from outside import held, read_site, walk
from talkfeed import build
from talkfeed.building.pipeline import lock_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outside import Document

BASE = "https://talks.example/"
START = datetime(2024, 11, 20, 12, tzinfo=UTC)
HEAD = f"""\
feed:
  title: Example talks
  url: {BASE}
  authors: [{{name: The community}}]
  channels: {{recordings: on, speakers: 1, events: 1, tags: 1, years: 1}}
  limit: 3
talks:
"""
HIDDEN = "Hush"
"""A word in the title of each talk that is announced later."""


class Published(NamedTuple):
    """What was published at a moment: all files, and what they say to subscribers."""

    now: datetime
    files: dict[str, bytes]
    site: dict[str, Document]


class Talks:
    """A talks file that is edited: the fields of each talk, by the number in its link."""

    def __init__(self, home: Path) -> None:
        """Begin with a few talks, of the past and to come."""
        self.now = START
        self.source = home / "talks.yaml"
        self.count = 0
        self.talks: dict[int, dict[str, str]] = {}
        for days in (-900, -500, -400, -380, -20, 10, 30):
            self.add(days, "")

    def add(self, days: int, added: str) -> None:
        """Add a talk, at an event of its own."""
        number = self.count = self.count + 1
        self.talks[number] = {
            "title": f"{HIDDEN if added else 'Talk'} {number}",
            "speaker": f"Speaker {number % 2}",
            "event": f"Event {number}",
            "date": self.day(days),
            "tags": f"[t{number % 3}]",
            "code": f"https://code.example/{number}",
        } | ({"added": added} if added else {})

    def day(self, days: int) -> str:
        """Write the day that many days from now."""
        return f"{self.now + timedelta(days=days):%Y-%m-%d}"

    def edit(self, kind: str, rank: int, days: int) -> None:
        """Make an edit of some kind, of some talk, or let the time pass."""
        if kind == "wait":
            self.now += timedelta(days=abs(days))
        elif kind in {"add", "announce"}:
            self.add(days, self.day(abs(days) // 4 + 1) if kind == "announce" else "")
        elif self.talks:
            number = sorted(self.talks)[rank % len(self.talks)]
            if kind == "remove":
                del self.talks[number]
            else:
                self.talks[number] |= self.change(kind, number, days)

    def change(self, kind: str, number: int, days: int) -> dict[str, str]:
        """Return the fields of a talk that an edit sets."""
        return {
            "retitle": {"title": f"{self.talks[number]['title']} again"},
            "move": {"date": self.day(days)},
            "cancel": {"status": "cancelled"},
            "postpone": {"status": "postponed"},
            "undate": {"date": "TBA"},
            "put off": {"status": "postponed", "date": "TBA"},
            "settle": {"status": "confirmed", "date": self.day(abs(days))},
            "confirm": {"status": "confirmed"},
            "record": {"video": f"https://video.example/{number}"},
            "unrecord": {"video": ""},
            "replace": {"speaker": f"Speaker {days % 3}"},
            "retag": {"tags": f"[t{days % 4}]"},
        }[kind]

    def publish(self) -> Published:
        """Build, and read the published site."""
        self.now += timedelta(hours=1)
        rows = (
            "  - " + "\n    ".join(f"{key}: {value}" for key, value in talk.items() if value) + "\n"
            for talk in self.talks.values()
        )
        self.source.write_text(HEAD + "".join(rows) if self.talks else HEAD.rstrip() + " []\n")
        output = self.source.parent / "output"
        build(self.source, output, now=self.now, allow_removals=99)
        files = {
            str(path.relative_to(output)): path.read_bytes()
            for path in output.rglob("*.*")
            if path.is_file()
        }
        return Published(self.now, files, read_site(files, BASE))


# --- the laws -------------------------------------------------------------------------------------


def check(before: Published, after: Published) -> None:
    """Compare the published site with the one before."""
    for law in LAWS:
        law(before, after)


def nothing_vanishes(before: Published, after: Published) -> None:
    """A feed or calendar once published stays."""
    assert before.site.keys() <= after.site.keys()


def moments_never_go_back(before: Published, after: Published) -> None:
    """The `updated` of a document never decreases, and is at least that of its entries."""
    for path, document in after.site.items():
        moments = [document.updated] if document.updated else []
        assert all(moment >= max(document.inside, default=moment) for moment in moments), path
        assert all(moment <= after.now for moment in moments), path
        known = before.site[path].updated if path in before.site else None
        assert all(moment >= known for moment in moments if known), path


def events_stay_until_their_day(before: Published, after: Published) -> None:
    """An event once in a calendar is there until its day is over; it changes by its sequence."""
    for path, document in before.site.items():
        events = after.site[path].events
        for uid, old in document.events.items():
            new = events.get(uid)
            if new is None:
                moved = after.site["talks.ics"].events.get(uid, old)
                assert min(old.over, moved.over) <= after.now, (path, uid)
                continue
            changed = old.shown != new.shown
            assert new.sequence >= old.sequence + changed, (path, uid)
            assert new.modified >= old.modified + timedelta(seconds=changed), (path, uid)


def calendars_agree(_: Published, after: Published) -> None:
    """An event is the same in every calendar that holds it."""
    found: dict[str, set[Any]] = {}
    for document in after.site.values():
        for uid, event in document.events.items():
            found.setdefault(uid, set()).add(event)
    assert [uid for uid, events in found.items() if len(events) > 1] == []


def withdrawals_are_told_where_the_entry_was(before: Published, after: Published) -> None:
    """A feed that ever contained a withdrawn talk has its tombstone."""
    alive = held(after.site, "talks.atom")
    for path in fronts(before, ".atom"):
        tombstones = after.site[path].tombstones
        gone = {entry for entry in held(before.site, path) if bare(entry) not in alive}
        assert gone <= tombstones, path
        kept = {each for each in before.site[path].tombstones if bare(each) not in alive}
        assert kept <= tombstones, path
        assert not tombstones & held(after.site, path).keys(), path


def archives_do_not_change(before: Published, after: Published) -> None:
    """The entries of an archive are those of a year that is over; only their edits change it."""
    for path in before.files:
        if not path.startswith("archive/"):
            continue
        assert int(path.rpartition("/")[2].partition(".")[0]) < after.now.year
        if before.files[path] == after.files[path]:
            continue
        old = before.site[path].entries
        older = after.site[path].previous
        is_linked = older != before.site[path].previous  # an edit may make an older archive
        if is_linked and old == after.site[path].entries:
            assert not any(older.endswith(f"/{name}") for name in before.files), path
            continue
        front = path.removeprefix("archive/").rpartition("/")[0] + ".atom"
        news = held(after.site, front)
        was = held(before.site, front)
        edited = {entry for entry in news if was.get(entry) != news[entry]}
        own, tags = after.site[path].entries, after.site[path].tags
        edited |= {
            entry for entry, words in before.site[path].tags.items() if tags.get(entry) != words
        }
        assert edited & (old.keys() | own.keys()), path
        assert own.keys() - old.keys() <= news.keys() - was.keys(), path


def edits_are_in_front(before: Published, after: Published) -> None:
    """New and edited entries are in the subscription document."""
    for path in fronts(before, ".atom", ".json"):
        was, now = held(before.site, path), held(after.site, path)
        news = {entry for entry in now if now[entry] > before.now and was.get(entry) != now[entry]}
        assert news <= after.site[path].entries.keys(), path


def walks_are_complete(_: Published, after: Published) -> None:
    """In each format the feed of all talks and its archives hold every talk."""
    names = ("talks.atom", "talks.rss", "talks.json")
    found = [held(after.site, name).keys() for name in names]
    assert found[0] == found[1] == found[2]
    archives = {path for path in after.site if path.startswith("archive/talks/")}
    assert archives <= {path for name in names for path in walk(after.site, name)}


def ids_stay(before: Published, after: Published) -> None:
    """A talk, known by a link of its own, has the id it had."""
    for old in (held_links(before),):
        new = held_links(after)
        assert {link: entry for link, entry in new.items() if old.get(link, entry) != entry} == {}


def fronts(published: Published, *suffixes: str) -> Iterable[str]:
    """List the feeds that people subscribe to."""
    return (
        path
        for path in published.site
        if path.endswith(suffixes) and not path.startswith("archive/")
    )


def bare(entry: str) -> str:
    """Return the id of a talk, given that of its entry or of its recording's."""
    return entry.removesuffix("#recording")


def held_links(published: Published) -> dict[str, str]:
    """Find the id of each talk by the link of its own."""
    return {
        link: entry
        for path in walk(published.site, "talks.atom")
        for entry, links in published.site[path].links.items()
        for link in links
        if link.startswith("https://code.example/")
    }


LAWS = (
    nothing_vanishes,
    moments_never_go_back,
    events_stay_until_their_day,
    calendars_agree,
    withdrawals_are_told_where_the_entry_was,
    archives_do_not_change,
    edits_are_in_front,
    walks_are_complete,
    ids_stay,
)


def check_secrets(talks: Talks, after: Published) -> None:
    """Nothing mentions a talk that is to be announced later, not even the memory."""
    everything = b"".join((*after.files.values(), lock_path(talks.source).read_bytes()))
    for number, talk in talks.talks.items():
        if "added" in talk and talk["added"] > f"{talks.now:%Y-%m-%d}":
            assert f'code.example/{number}"'.encode() not in everything
            assert f"{HIDDEN} {number} ".encode() not in everything


KINDS = (
    *("wait", "add", "announce", "remove", "retitle", "move", "cancel", "postpone", "undate"),
    *("put off", "settle", "confirm", "record", "unrecord", "replace", "retag"),
)
edits = st.tuples(
    st.sampled_from(KINDS),
    st.integers(0, 7),
    st.sampled_from([1, 5, 12, 45, 200, 400, -3, -30, -200, -500]),
)


def follow(steps: Iterable[tuple[str, int, int]]) -> None:
    """Publish after each edit, and hold it against all laws; at last without the memory."""
    with TemporaryDirectory() as home:
        talks = Talks(Path(home))
        last = talks.publish()
        for step in steps:
            talks.edit(*step)
            after = talks.publish()
            check(last, after)
            check_secrets(talks, after)
            last = after
        talks.now -= timedelta(hours=1)
        lock = lock_path(talks.source)
        content = lock.read_bytes()
        assert talks.publish().files == last.files
        lock.unlink()
        talks.now -= timedelta(hours=1)
        check(last, talks.publish())
        assert lock.read_bytes().count(b"\n") == content.count(b"\n")


@settings(
    max_examples=examples(2),
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(edits, min_size=4, max_size=8))
def test_all_laws_hold_after_any_edits(steps: list[tuple[str, int, int]]) -> None:
    """All laws hold in all feeds and calendars after any edits."""
    follow(steps)


HISTORIES: dict[str, tuple[tuple[str, int, int], ...]] = {
    "an edit makes an older archive": (
        *(("unrecord", 3, 400), ("add", 7, 1), ("replace", 3, 12), ("move", 1, -200)),
        *(("postpone", 0, -3), ("settle", 0, 12)),
    ),
    "the newest leaves": (("add", 0, 12), ("wait", 0, 45), ("wait", 0, 200), ("remove", 7, 0)),
    "the only talk of a speaker": (("replace", 5, 5), ("put off", 5, 0), ("remove", 5, 0)),
    "put off": (("postpone", 6, 0), ("settle", 6, 45), ("put off", 6, 0), ("settle", 6, 12)),
    "called off": (("cancel", 6, 0), ("confirm", 6, 0), ("undate", 6, 0), ("wait", 0, 400)),
    "archives": (("wait", 0, 45), ("add", 0, 5), ("wait", 0, 400), ("retitle", 1, 0)),
    "recordings": (("record", 0, 0), ("wait", 0, 400), ("unrecord", 0, 0), ("retitle", 0, 0)),
    "announced": (("announce", 0, 45), ("wait", 0, 5), ("wait", 0, 12), ("remove", 7, 0)),
    "tags": (("retag", 6, 5), ("retag", 6, 400), ("move", 6, 400), ("replace", 6, -3)),
}
"""Short histories of each promise that was once broken."""


@pytest.mark.parametrize("name", HISTORIES)
def test_a_known_history_keeps_the_laws(name: str) -> None:
    """Histories that once failed still pass."""
    follow(HISTORIES[name])
