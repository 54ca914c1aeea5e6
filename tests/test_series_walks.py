"""A whole term of a seminar, at random: every calendar is right after every build."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

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

    from talkfeed.model import Feed

AUTUMN, SPRING = date(2026, 10, 7), date(2027, 3, 10)
"""The first of six Wednesdays; the clocks in Paris change after the third one."""
PARIS = ZoneInfo("Europe/Paris")
HOURS = {None, 10, 16, 17}
"""When talks and slots begin in Paris, the whole year; None for those of a day."""
LONG_AGO = date(2026, 1, 14)
SPEAKERS = ("Ann", "Ben", "Cat")
TITLES = ("Cut", "Lambda", "Ordinals", "Tableaux")
RULES = ("Wednesday 16:00-17:00", "Wednesday 17:00-18:30", "Thursday 16:00-17:00")
FORGOTTEN = timedelta(days=180)
"""When the version of a slot may begin anew."""
HEAD = """\
feed: {title: T, url: 'https://t.example/', authors: [A], timezone: UTC,
  channels: {speakers: 1, series: all, years: all}, formats: [atom, json, rss, ical]}
"""
SEMANTICS = """\
  - {{name: Semantics, every: Wednesday 16:00-17:00, from: {}, to: {}, timezone: Europe/Paris}}
"""


class Shown(NamedTuple):
    """An event of a calendar as its subscribers have it; `rest` is all but the version.

    `start` is the hour in Paris at which it begins, None for a day.
    """

    sequence: int
    modified: str
    status: str
    end: datetime
    rest: str
    start: int | None


class Term:
    """A talks file that organisers edit, and its builds."""

    def __init__(self, home: Path, first: date) -> None:
        """Begin before the term, with nothing announced."""
        self.path = home / "talks.yaml"
        self.first, self.days = first, [first + timedelta(days=7 * number) for number in range(6)]
        before = first - timedelta(days=17)
        self.now = self.last = datetime(before.year, before.month, before.day, 9, tzinfo=UTC)
        self.talks: dict[str, dict[str, Any]] = {}
        self.changes: dict[date, str] = {}
        self.breaks: list[date] = []
        self.has_end, self.placeholder, self.has_series = True, "", True
        self.rules = [(first, RULES[0])]
        self.read: tuple[str, Any] = "", None
        self.memory: ledger.Ledger | None = None
        self.feeds: tuple[Feed, ...] = ()
        self.calendars: dict[str, dict[str, Shown]] = {}
        self.present: dict[str, set[str]] = {}
        self.talk_ids: dict[str, tuple[str, datetime]] = {}

    def has_slot(self, day: object) -> bool:
        """Return whether the seminar has a slot on a day."""
        is_in = isinstance(day, date) and day >= self.first
        is_in = is_in and (not self.has_end or day <= self.days[-1])
        return isinstance(day, date) and is_in and day.weekday() == 2 + self.is_thursday(day)

    def is_thursday(self, day: date) -> bool:
        """Return whether the rule in force on a day is that of Thursdays."""
        rules = [rule for first, rule in self.rules if first <= day]
        return bool(rules) and rules[-1].startswith("Thursday")

    def every(self) -> str:
        """Write the rules with their days."""
        rows = []
        for index, (first, rule) in enumerate(self.rules):
            row = f'rule: "{rule}"' + (f", from: {first}" if index else "")
            for after, _ in self.rules[index + 1 : index + 2]:
                row += f", to: {after - timedelta(days=1)}"
            rows.append(f"{{{row}}}")
        return f"[{', '.join(rows)}]"

    def is_plain(self, day: object) -> bool:
        """Return whether a talk of that day is one of the seminar alone."""
        change = self.changes.get(day, "") if isinstance(day, date) else ""
        return self.has_series and "joint" not in change

    def text(self) -> str:
        """Write the file."""
        rows = [HEAD]
        if self.has_series:
            rows += [
                "series:\n",
                SEMANTICS.format(self.first, self.days[3]),
                "  - name: Logic\n",
                f"    every: {self.every()}\n",
            ]
            rows += [f"    from: {self.first}\n    timezone: Europe/Paris\n    location: Room 2\n"]
            rows += [f"    to: {self.days[-1] + timedelta(days=1)}\n"] * self.has_end
            rows += [f"    placeholder: {self.placeholder}\n"] * bool(self.placeholder)
            breaks = [day for day in self.breaks if self.has_slot(day)]
            rows += [f"    except: [{', '.join(map(str, breaks))}]\n"] * bool(breaks)
            changes = {day: change for day, change in self.changes.items() if self.has_slot(day)}
            rows += ["    changes:\n"] * bool(changes)
            rows += [f"      {day}: {{{change}}}\n" for day, change in sorted(changes.items())]
        rows += ["talks:\n"] if self.talks else ["talks: []\n"]
        for title, fields in self.talks.items():
            stated = {"title": title, **fields}
            is_beside = stated["date"] in self.breaks or not self.has_slot(stated["date"])
            if stated["series"] == "Semantics":
                is_beside = stated["date"] not in self.days[:4]
            if is_beside and stated["date"] != "TBA":
                stated["extra"] = "true"
            if not self.has_series:
                stated.pop("series")
                stated.pop("extra", None)
            values = ", ".join(f"{name}: {value}" for name, value in stated.items())
            rows += [f"  - {{{values}}}\n"]
        return "".join(rows)

    def plan(self) -> tuple[ledger.Stamped, tuple[Feed, ...], ledger.Ledger]:
        """Decide what a build would publish."""
        text = self.text()
        if text != self.read[0]:
            self.path.write_text(text, encoding="utf-8")
            self.read = text, normalise(parser.read(self.path))
        talks = self.read[1]
        stamped = ledger.stamp(talks, self.memory, self.now, allow_removals=99)
        selection = channels.select(talks.settings, stamped, self.now)
        memory = stamped.ledger.remember(selection.channels, selection.held)
        feeds = tuple(feed for feed in selection.feeds if not feed.path.startswith("talks/"))
        return stamped, feeds, memory

    def build(self) -> None:
        """Build, and hold the laws."""
        before = self.memory
        stamped, self.feeds, memory = self.plan()
        self.memory = ledger.parse(ledger.dump(memory), "talks.lock")
        assert self.memory._replace(rows={}) == memory._replace(rows={})
        found = {feed.path: _calendar(feed) for feed in self.feeds if "ical" in feed.formats}
        for path, calendar in found.items():
            self._hold_calendar(path, calendar)
        assert self.calendars.keys() <= found.keys()
        self._hold_feeds(stamped, before)
        self._hold_second(stamped)
        self.last = self.now

    def _hold_calendar(self, path: str, calendar: bytes) -> None:
        """No UID is there twice; none vanishes before its day; what is new has a new version."""
        now = {}
        for uid, shown in events(calendar):
            assert uid not in now, (path, uid)
            assert shown.start in HOURS, (path, uid)
            if shown.status == "TENTATIVE":  # a slot without a talk
                assert shown.end > self.now or not shown.start, (path, uid)
                assert not path.startswith("years/"), (path, uid)
            now[uid] = shown
        known = self.calendars.get(path, {})
        for uid, old in known.items():
            if uid not in now:
                assert old.end <= self.now, (path, uid, old)
                continue
            new = now[uid]
            if new.rest != old.rest:
                assert new.sequence > old.sequence, (path, uid, old, new)
                assert new.modified > old.modified, (path, uid, old, new)
            elif uid in self.present[path] and new.status != "CANCELLED":
                assert new == old, (path, uid, old, new)
            else:
                assert new >= old, (path, uid, old, new)
        kept = {
            uid: old
            for uid, old in known.items()
            if uid not in now and old.end + FORGOTTEN > self.now
        }
        self.calendars[path], self.present[path] = kept | now, {*now}

    def _hold_feeds(self, stamped: ledger.Stamped, before: ledger.Ledger | None) -> None:
        """A talk is announced once, and keeps its id; `updated` moves by an edit alone."""
        for entry in stamped.entries:
            known = (entry.id, entry.published)
            assert self.talk_ids.setdefault(entry.talk.title, known) == known
            assert "announced" not in entry.title
        lines = {line.key: line for line in before.lines} if before else {}
        for new in stamped.ledger.lines:
            old = lines.get(new.key, new)
            is_same = (new.digest, new.slot, new.withdrawn) == (old.digest, old.slot, old.withdrawn)
            assert (new.updated, new.sequence) == (old.updated, old.sequence) or not is_same
            assert new.published == old.published
            assert new.updated >= old.updated

    def _hold_second(self, stamped: ledger.Stamped) -> None:
        """Until the moment that the build states, another build changes nothing."""
        until = channels.valid_until(stamped, self.now, 100)
        assert until is None or until > self.now
        before, lock, feeds = self.now, ledger.dump(self.memory or stamped.ledger), self.feeds
        later = before + timedelta(days=3650) if until is None else until
        for moment in {before + timedelta(seconds=1), later - timedelta(seconds=1)} - {before}:
            self.now = moment
            _, again, memory = self.plan()
            assert ledger.dump(memory) == lock
            assert again == feeds
        self.now = before

    def lose_lock(self) -> None:
        """Rebuild the memory from what is published: slots that are over are forgotten."""
        written = {each.path: each.content for feed in self.feeds for each in documents(feed)}
        self.calendars = {path: dict(events(written[f"{path}.ics"])) for path in self.calendars}
        self.memory = ledger.recover(
            [written["talks.atom"]],
            [written["talks.ics"], written["upcoming.ics"]],
            written["subscriptions.opml"],
            written,
        )


def _calendar(feed: Feed) -> bytes:
    (document,) = documents(feed._replace(formats=("ical",)))
    return document.content


def _moment(text: str) -> datetime:
    """Return a moment; that of a day is noon."""
    shape, hours = ("%Y%m%dT%H%M%SZ", 0) if "T" in text else ("%Y%m%d", 12)
    return datetime.strptime(text, shape).replace(tzinfo=UTC) + timedelta(hours=hours)


def events(calendar: bytes) -> list[tuple[str, Shown]]:
    """Return the events of a calendar."""
    found = []
    for part in calendar.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        rows = dict(_ROW.findall(part.partition("END:VEVENT")[0]))
        hour = _moment(rows["DTSTART"]).astimezone(PARIS).hour
        start, end = hour if "T" in rows["DTSTART"] else None, _moment(rows["DTEND"])
        version = rows.pop("SEQUENCE"), rows.pop("LAST-MODIFIED"), rows.pop("DTSTAMP")
        shown = Shown(
            int(version[0]),
            version[1],
            rows["STATUS"],
            end,
            str(rows),
            start,
        )
        found.append((rows["UID"], shown))
    return found


CHANGES = (
    "date: {after}",
    "date: {after} 10:00-11:00, location: Hall",
    "status: cancelled, reason: Strike",
    "location: Hall",
    "joint: Semantics",
)
_ROW = re.compile(r"^([A-Z-]+)(?:;[^:\r\n]*)?:([^\r\n]*)", re.MULTILINE)
Step = tuple[str, int, int]
TWO: tuple[Step, ...] = ("announce", 0, 3), ("announce", 1, 3)
"""Two talks share a slot: the second one has an event of its own."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("announce",) * 4,
                *("move", "swap", "empty", "extra", "cancel", "speaker", "slot", "break", "clock"),
                *("slot", "clock", "end", "off", "tba", "gone", "again", "postpone", "rule"),
                *("other", "lock", "reason", "speaker and day"),
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=14,
)


def step(term: Term, what: str, one: int, two: int) -> None:
    """Edit the file as an organiser would."""
    day = term.days[two]
    day += timedelta(days=term.is_thursday(day + timedelta(days=1)))
    edit_talks(term, what, one, two, day)
    edit_series(term, what, one, day)
    if what == "lock":
        term.lose_lock()
    elif what == "clock":
        term.now += timedelta(days=1 + 3 * one, hours=two)
    term.now += timedelta(minutes=7)


def edit_talks(term: Term, what: str, one: int, two: int, day: date) -> None:  # noqa: C901, PLR0912 — a table of edits
    """Announce, change or remove talks."""
    titles = [*term.talks]
    title = titles[one % len(titles)] if titles else ""
    talk = term.talks.get(title, {})
    if what == "announce":
        new = TITLES[one % len(TITLES)]
        if new not in term.talks and not term.is_plain(day):
            term.talk_ids.pop(new, None)  # a title alone does not restore a talk
        talk = {"speaker": SPEAKERS[two % 3], "series": "Logic", "date": day}
        term.talks.setdefault(new, talk)
    elif what == "move" and talk and term.has_series:
        talk["date"] = day
    elif what == "speaker and day" and talk and term.has_series and talk["date"] != "TBA":
        talk.update(speaker=SPEAKERS[two % 3], date=LONG_AGO if one > 3 else day)
    elif what == "tba" and talk:
        talk["date"] = "TBA"
        talk.pop("extra", None)
    elif what == "swap" and len(titles) > 1 and term.has_series:
        other = term.talks[titles[(one + 1) % len(titles)]]
        talk["date"], other["date"] = other["date"], talk["date"]
    elif what == "other" and talk:
        talk["series"] = "Semantics" if talk["series"] == "Logic" else "Logic"
    elif what == "empty" and talk:
        del term.talks[title]
        if talk["series"] != "Logic" or not term.is_plain(talk["date"]):
            term.talk_ids.pop(title)
    elif what == "extra" and talk:
        talk["extra"] = "false" if talk.get("extra") == "true" else "true"
    elif what == "cancel" and talk:
        talk["status"] = "cancelled" if talk.get("status") != "cancelled" else "confirmed"
    elif what == "postpone" and talk:
        talk["status"] = "postponed"
    elif what == "reason" and talk:
        talk.update(status="cancelled", reason="Flu")
    elif what == "speaker" and talk and talk["date"] != "TBA":
        talk["speaker"] = SPEAKERS[two % 3]


def edit_series(term: Term, what: str, one: int, day: date) -> None:
    """Change the rule of the seminar, its breaks and its slots."""
    if what == "slot" and day not in term.breaks:
        term.changes[day] = CHANGES[one % len(CHANGES)].format(after=day + timedelta(days=1))
    elif what == "again":
        term.changes.clear()
    elif what == "break":
        term.breaks = [] if day in term.breaks else [day]
        term.changes.pop(day, None)
    elif what == "rule":
        first = max(term.first, term.now.date() + timedelta(days=1))
        if first <= term.days[-1]:
            rules = [each for each in term.rules if each[0] < first]
            term.rules = [*rules, (first, RULES[one % len(RULES)])]
    elif what == "end":
        term.has_end = not term.has_end
    elif what == "off":
        term.placeholder = "" if term.placeholder else ("off", "guest")[one % 2]
    elif what == "gone":
        term.has_series = not term.has_series


def walk(home: Path, first: date, steps: Sequence[Step]) -> None:
    """Take the steps, with a build after each."""
    term = Term(home, first)
    term.build()
    for each in steps:
        before = dict(term.calendars)
        step(term, *each)
        term.build()
        if each[0] == "rule":
            hold_past(before, term)


def hold_past(before: dict[str, dict[str, Shown]], term: Term) -> None:
    """Another rule from some day on changes no event that is over, and whose slot was, too."""
    ahead = {f"logic.{day}@t.example" for day in term.days if day >= term.now.date()}
    for path, calendar in before.items():
        over = {uid: old for uid, old in calendar.items() if old.end < term.now}
        over = {uid: over[uid] for uid in over.keys() - ahead}
        now = term.calendars[path]
        assert {uid: now[uid] for uid in over if uid in now} == {
            uid: old for uid, old in over.items() if uid in now
        }


@example(
    first=AUTUMN, steps=[("announce", 0, 0), ("announce", 0, 0), ("off", 0, 0), ("extra", 0, 0)]
)
@example(
    first=AUTUMN,
    steps=[("announce", 0, 0), ("rule", 2, 0), ("speaker and day", 4, 0), ("rule", 0, 0)],
)
@example(first=AUTUMN, steps=[*TWO, ("clock", 9, 0), ("speaker and day", 1, 1)])
@example(first=AUTUMN, steps=[*TWO, ("speaker and day", 5, 0), ("postpone", 1, 0), ("clock", 9, 0)])
@given(first=st.sampled_from([AUTUMN, SPRING]), steps=STEPS)
@settings(max_examples=examples(60))  # `make soak` tries far more of them
def test_a_term_is_right_after_every_edit(
    tmp_path_factory: Any, first: date, steps: Sequence[Step]
) -> None:
    """Announced, changed, swapped, moved, cancelled, emptied; the end of term; the clock."""
    walk(tmp_path_factory.mktemp("term"), first, steps)
