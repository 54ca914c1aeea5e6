"""A whole term of a seminar, at random: every calendar is right after every build."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from depth import examples
from talkfeed import channels, ledger
from talkfeed.formats import documents
from talkfeed.normalise import normalise
from talkfeed.talksfile import parser

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIRST = date(2026, 10, 7)
DAYS = [FIRST + timedelta(days=7 * number) for number in range(6)]
SPEAKERS = ("Ann", "Ben", "Cat")
TITLES = ("Cut", "Lambda", "Ordinals", "Tableaux")
CALENDARS = ("ical",)


class Shown(NamedTuple):
    """An event of a calendar as its subscribers have it."""

    sequence: int
    status: str
    end: datetime
    modified: str


class Term:
    """A talks file that organisers edit, and its builds."""

    def __init__(self, home: Path) -> None:
        """Begin in September, with nothing announced."""
        self.path = home / "talks.yaml"
        self.now = datetime(2026, 9, 20, 9, tzinfo=UTC)
        self.talks: dict[str, dict[str, Any]] = {}
        self.changes: dict[date, str] = {}
        self.breaks: list[date] = []
        self.has_end, self.placeholder, self.has_series = True, "", True
        self.lock: str | None = None
        self.calendars: dict[str, dict[str, Shown]] = {}
        self.ids: dict[str, str] = {}
        self.titles: dict[str, str] = {}

    def text(self) -> str:
        """Write the file."""
        rows = ["feed: {title: T, url: 'https://t.example/', authors: [A], timezone: UTC,"]
        rows[0] += " channels: {speakers: 1}}"
        if self.has_series:
            rows += ["series:", "  - name: Logic", "    every: Wednesday 16:00-17:00"]
            rows += [f"    from: {FIRST}", "    timezone: Europe/Paris", "    location: Room 2"]
            rows += [f"    to: {DAYS[-1]}"] * self.has_end
            rows += [f"    placeholder: {self.placeholder}"] * bool(self.placeholder)
            rows += [f"    except: [{', '.join(map(str, self.breaks))}]"] * bool(self.breaks)
            rows += ["    changes:"] * bool(self.changes)
            rows += [f"      {day}: {{{change}}}" for day, change in sorted(self.changes.items())]
        rows += ["talks:"] if self.talks else ["talks: []"]
        for title, fields in self.talks.items():
            stated = {"title": title, **fields}
            if stated["date"] in self.breaks:
                stated["extra"] = "true"
            if not self.has_series:
                stated.pop("series")
                stated.pop("extra", None)
            rows += [f"  - {{{', '.join(f'{name}: {value}' for name, value in stated.items())}}}"]
        return "\n".join(rows) + "\n"

    def plan(self) -> tuple[ledger.Stamped, channels.Selection, ledger.Ledger]:
        """Decide what a build would publish."""
        self.path.write_text(self.text(), encoding="utf-8")
        talks = normalise(parser.read(self.path))
        before = ledger.parse(self.lock, "talks.lock") if self.lock else None
        stamped = ledger.stamp(talks, before, self.now, allow_removals=99)
        selection = channels.select(talks.settings, stamped, self.now)
        memory = stamped.ledger.remember(selection.channels, selection.held)
        return stamped, selection, memory

    def build(self) -> None:
        """Build, and hold the laws."""
        stamped, selection, memory = self.plan()
        written = {
            each.path: each.content
            for feed in selection.feeds
            if "ical" in feed.formats
            for each in documents(feed._replace(formats=("ical",)))
        }
        lock = ledger.dump(memory)
        assert ledger.parse(lock, "talks.lock")._replace(rows={}) == memory._replace(rows={})
        self.lock = lock
        self._hold_calendars(written)
        self._hold_feeds(stamped)
        self._hold_second(stamped, written)

    def _hold_calendars(self, written: dict[str, bytes]) -> None:
        """No UID twice; none vanishes before its day without CANCELLED; SEQUENCE only rises."""
        for path in (path for path in written if path.endswith(".ics") and "talks/" not in path):
            now = {}
            for uid, shown in events(written[path]):
                assert uid not in now, (path, uid)
                now[uid] = shown
            before = self.calendars.get(path, {})
            for uid, old in before.items():
                if uid not in now:
                    assert old.status == "CANCELLED" or old.end <= self.now, (path, uid, old)
                    assert old.end <= self.now, (path, uid, old)
                    continue
                new = now[uid]
                assert new.sequence >= old.sequence, (path, uid)
                changed = new[1:3] != old[1:3]
                assert not changed or new.sequence > old.sequence, (path, uid, old, new)
                assert not changed or new.modified > old.modified, (path, uid, old, new)
            if path in {"talks.ics", "series/logic.ics"}:
                kept = {uid: old for uid, old in before.items() if uid not in now}
                self.calendars[path] = kept | now
            else:
                self.calendars[path] = now
        for path in self.calendars:
            assert path in written
        slots = [
            shown.end for _, shown in events(written["talks.ics"]) if shown.status != "CANCELLED"
        ]
        assert len(slots) >= len({*slots}) - 1

    def _hold_feeds(self, stamped: ledger.Stamped) -> None:
        """A talk is announced once, and keeps its id."""
        for entry in stamped.entries:
            assert self.ids.setdefault(entry.talk.title, entry.id) == entry.id
            assert "announced" not in entry.title

    def _hold_second(self, stamped: ledger.Stamped, written: dict[str, bytes]) -> None:
        """Until the moment that the build states, another build changes no byte."""
        until = channels.valid_until(stamped, self.now, 100)
        assert until is None or until > self.now
        before = self.now
        later = before + timedelta(days=3650) if until is None else until
        for moment in (before + timedelta(seconds=1), later - timedelta(seconds=1)):
            self.now = max(before, moment)
            _, selection, memory = self.plan()
            assert ledger.dump(memory) == self.lock
            feeds = (feed for feed in selection.feeds if "ical" in feed.formats)
            again = {f"{feed.path}.ics": feed for feed in feeds}
            for path in ("talks.ics", "upcoming.ics"):
                (document,) = documents(again[path]._replace(formats=CALENDARS))
                assert document.content == written[path]
        self.now = before


def events(calendar: bytes) -> list[tuple[str, Shown]]:
    """Return the events of a calendar."""
    text = calendar.decode().replace("\r\n ", "")
    found = []
    for part in text.split("BEGIN:VEVENT")[1:]:
        rows = dict(re.findall(r"^([A-Z-]+)(?:;[^:\r\n]*)?:([^\r\n]*)", part, re.MULTILINE))
        stamp = f"{rows['DTEND']:T<9}".replace("TT", "T")[:8]
        end = datetime.strptime(stamp, "%Y%m%d").replace(tzinfo=UTC) + timedelta(hours=12)
        if "T" in rows["DTEND"]:
            end = datetime.strptime(rows["DTEND"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        shown = Shown(int(rows["SEQUENCE"]), rows["STATUS"], end, rows["LAST-MODIFIED"])
        found.append((rows["UID"], shown))
    return found


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("announce",) * 4,
                *("move", "swap", "empty", "extra", "cancel", "speaker", "slot", "break", "clock"),
                *("clock", "end", "off", "tba", "gone", "again", "postpone"),
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=14,
)


def step(term: Term, what: str, one: int, two: int) -> None:  # noqa: C901, PLR0912 — a table of edits
    """Edit the file as an organiser would."""
    titles = [*term.talks]
    title = titles[one % len(titles)] if titles else ""
    day = DAYS[two]
    talk = term.talks.get(title, {})
    if what == "announce":
        new = TITLES[one % len(TITLES)]
        talk = {"speaker": SPEAKERS[two % 3], "series": "Logic", "date": day}
        term.talks.setdefault(new, talk)
    elif what == "move" and talk and term.has_series:
        talk["date"] = day
    elif what == "tba" and talk:
        talk["date"] = "TBA"
        talk.pop("extra", None)
    elif what == "swap" and len(titles) > 1 and term.has_series:
        other = term.talks[titles[(one + 1) % len(titles)]]
        talk["date"], other["date"] = other["date"], talk["date"]
    elif what == "empty" and talk:
        del term.talks[title]
    elif what == "extra" and talk:
        talk["extra"] = "false" if talk.get("extra") == "true" else "true"
    elif what == "cancel" and talk:
        talk["status"] = "cancelled" if talk.get("status") != "cancelled" else "confirmed"
    elif what == "postpone" and talk:
        talk["status"] = "postponed"
    elif what == "speaker" and talk and talk["date"] != "TBA":
        talk["speaker"] = SPEAKERS[two % 3]
    elif what == "slot" and day not in term.breaks:
        moved = f"date: {day + timedelta(days=1)}"
        term.changes[day] = (moved, "status: cancelled, reason: Strike", "location: Hall")[one % 3]
    elif what == "break":
        term.breaks = [] if day in term.breaks else [day]
        term.changes.pop(day, None)
    elif what == "end":
        term.has_end = not term.has_end
    elif what == "off":
        term.placeholder = "" if term.placeholder else ("off", "guest")[one % 2]
    elif what == "gone":
        term.has_series = not term.has_series
    elif what == "clock":
        term.now += timedelta(days=1 + 3 * one, hours=two)
    term.now += timedelta(minutes=7)


@example(steps=[("announce", 0, 0), ("announce", 0, 0), ("off", 0, 0), ("extra", 0, 0)])
@given(steps=STEPS)
@settings(max_examples=examples(60), derandomize=True)  # `make soak` tries far more of them
def test_a_term_is_right_after_every_edit(tmp_path_factory: Any, steps: Sequence[Step]) -> None:
    """Announced, changed, swapped, moved, cancelled, emptied; the end of term; the clock."""
    term = Term(tmp_path_factory.mktemp("term"))
    term.build()
    for each in steps:
        step(term, *each)
        term.build()
