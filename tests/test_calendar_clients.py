"""Calendars as clients see them: the same events, instants, days and words in each of them.

Every machine's zone must tell the same; an edit replaces, a cancellation is seen, and nothing
arrives twice. The programs are run as people run them, in homes of their own.
"""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from factories import (
    ENGLISH,
    NOW,
    make_entry,
    make_feed,
    make_link,
    make_talk,
    make_time,
    make_tombstone,
    make_when,
)
from installed import NODE_MODULES
from talkfeed import build
from talkfeed.formats import wording
from talkfeed.formats.ical.calendar import render
from talkfeed.model import Abstract, Location, Person, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Feed, When

SCRIPTS = Path(__file__).parent / "clients"
SECONDS = 60
"""How long a client may take before its test fails."""

paris, new_york = "Europe/Paris", "America/New_York"
range_of_days = partial(make_when, precision=Precision.DAY_RANGE)

# Each talk, and the first and the last moment or day a client must show, written by hand.
WHENS: dict[str, tuple[When, str, str]] = {
    "winter-in-paris": (
        make_time("2026-03-28T18:30", "2026-03-28T20:00", paris),
        "2026-03-28T17:30:00Z",
        "2026-03-28T19:00:00Z",
    ),
    "summer-in-paris": (
        make_time("2026-03-29T18:30", "2026-03-29T20:00", paris),
        "2026-03-29T16:30:00Z",
        "2026-03-29T18:00:00Z",
    ),
    "through-the-night-of-change": (
        make_time("2026-10-24T22:00", "2026-10-25T04:00", paris),
        "2026-10-24T20:00:00Z",
        "2026-10-25T03:00:00Z",
    ),
    "summer-in-new-york": (
        make_time("2026-10-31T20:00", "2026-10-31T21:00", new_york),
        "2026-11-01T00:00:00Z",
        "2026-11-01T01:00:00Z",
    ),
    "winter-in-new-york": (
        make_time("2026-11-01T20:00", "2026-11-01T21:00", new_york),
        "2026-11-02T01:00:00Z",
        "2026-11-02T02:00:00Z",
    ),
    "half-an-hour-off": (
        make_time("2026-05-07T18:30", "2026-05-07T20:00", "Asia/Kolkata"),
        "2026-05-07T13:00:00Z",
        "2026-05-07T14:30:00Z",
    ),
    "in-a-generation": (
        make_time("2045-07-07T18:30", "2045-07-07T20:00", "Europe/London"),
        "2045-07-07T17:30:00Z",
        "2045-07-07T19:00:00Z",
    ),
    "without-an-end": (
        make_time("2026-05-07T18:30", "", paris),
        "2026-05-07T16:30:00Z",
        "2026-05-07T17:30:00Z",
    ),
    "a-day": (make_when(day=date(2026, 3, 29)), "2026-03-29", "2026-03-29"),
    "some-days": (
        range_of_days(start=date(2026, 12, 30), end=date(2027, 1, 1)),
        "2026-12-30",
        "2027-01-01",
    ),
}
ALL = make_feed(*(make_entry(key, make_talk(when=row[0])) for key, row in WHENS.items()))
EXPECTED = {f"{key}@talks.example": row[1:] for key, row in WHENS.items()}

ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York")
NODE = (
    pytest.param(("ical-js.mjs", "ical.js"), marks=pytest.mark.client("npm:ical.js")),
    pytest.param(("ical-js.mjs", "ical.js-1"), marks=pytest.mark.client("npm:ical.js-1")),
    pytest.param(("node-ical.mjs",), marks=pytest.mark.client("npm:node-ical")),
)


def run(*command: str, home: Path, zone: str = "UTC") -> str:
    """Run a client with its own home and time zone, and return its output."""
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TZ": zone,
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100000",
    }
    done = subprocess.run(
        command, env=environment, cwd=home, capture_output=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def node(script: tuple[str, ...], feed: Feed, home: Path, zone: str = "UTC") -> Any:
    """Return the events that a JavaScript library reads in a calendar."""
    assert NODE_MODULES.parent == SCRIPTS
    file = home / "talks.ics"
    file.write_bytes(render(feed))
    name, *arguments = script
    return json.loads(run("node", str(SCRIPTS / name), *arguments, str(file), home=home, zone=zone))


# --- ical.js (Thunderbird, Nextcloud) and node-ical ----------------------------------------------


def shown(event: dict[str, Any]) -> tuple[str, str]:
    """Return the instants of a timed event, or the first and last day of others."""
    start, end = event["start"], event["end"]
    if event["allDay"]:
        return start, (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    return start.replace(".000Z", "Z"), end.replace(".000Z", "Z")


@pytest.mark.parametrize("script", NODE)
@pytest.mark.parametrize("zone", ZONES)
def test_every_machine_shows_the_same_instants_and_days(
    script: tuple[str, ...], zone: str, tmp_path: Path
) -> None:
    """Across changes of clocks, half hours and decades; and no day shifts anywhere."""
    events = node(script, ALL, tmp_path, zone)["events"]
    assert {event["uid"]: shown(event) for event in events} == EXPECTED
    assert len(events) == len(EXPECTED)


def wordy() -> Entry:
    """Make an entry whose words have everything that needs an escape or a fold."""
    return make_entry(
        talk=make_talk(
            title="C:\\Talks; one, two: «ünïcödé» 👩‍💻 " + "é" * 80,
            location=Location(name="Rue A; 1, Paris"),
            speakers=(Person(name="\u200f\u05e9\u05dc\u05d5\u05dd \u2066(C++)\u2069\u200e"),),
            links=(make_link("https://video.example/?a=1&b=2,3;4"),),
            tags=("mixed case", "semi;colon"),
            abstract=Abstract(markdown="", html="", text="one\ntwo\n\n\tthree\\four, five"),
            status=Status.TENTATIVE,
            language="fr",
            online="https://stream.example/?a=1,2;b",
        ),
        sequence=7,
    )


@pytest.mark.parametrize("script", NODE)
def test_every_library_reads_the_same_words(script: tuple[str, ...], tmp_path: Path) -> None:
    """Summary, description and place come back letter by letter, with status and address."""
    entry = wordy()
    calendar = node(script, make_feed(entry), tmp_path)
    (event,) = calendar["events"]
    assert calendar["name"] == "Example talks"
    assert event["summary"] == f"{entry.talk.speakers[0].name}: {entry.talk.title} (ConfConf)"
    assert event["description"] == wording.details_text(entry, ENGLISH)
    assert event["location"] == "Rue A; 1, Paris"
    assert event["status"] == "TENTATIVE"
    assert event["url"] == entry.url
    assert event["sequence"] == 7
    assert event["categories"] == ["mixed case", "semi;colon"]


@pytest.mark.parametrize("script", NODE[:2])
def test_a_backslash_before_n_is_no_line_break(script: tuple[str, ...], tmp_path: Path) -> None:
    """The path of a new folder stays one; node-ical and khal's library break it when they read."""
    talk = make_talk(title="C:\\New\\notes", speakers=(), event=None)
    (event,) = node(script, make_feed(make_entry(talk=talk)), tmp_path)["events"]
    assert event["summary"] == talk.title


@pytest.mark.parametrize("script", NODE)
def test_a_withdrawn_talk_is_seen_as_cancelled(script: tuple[str, ...], tmp_path: Path) -> None:
    """A withdrawn talk has the same UID, so that clients cancel its event."""
    (event,) = node(script, make_feed(tombstones=(make_tombstone(),)), tmp_path)["events"]
    assert (event["uid"], event["status"]) == ("gone@talks.example", "CANCELLED")
    assert shown(event) == ("2015-10-07", "2015-10-07")


@pytest.mark.parametrize("script", NODE)
def test_a_calendar_without_events_is_empty(script: tuple[str, ...], tmp_path: Path) -> None:
    """A library reads the empty calendar without a complaint and finds no event."""
    assert node(script, make_feed(), tmp_path)["events"] == []


# --- khal ---------------------------------------------------------------------------------------

KHAL = """\
[calendars]
[[talks]]
path = {home}/talks
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""
FIELDS = ("uid", "start-long", "end-long", "status", "title", "location", "url", "description")


def khal_import(calendar: bytes, home: Path, zone: str = "UTC") -> list[dict[str, str]]:
    """Import a calendar into khal, and return all its events."""
    (home / "talks").mkdir(exist_ok=True)
    (home / "config").write_text(KHAL.format(home=home))
    (home / "talks.ics").write_bytes(calendar)
    khal = partial(run, "khal", "-c", str(home / "config"), home=home, zone=zone)
    khal("import", "--batch", str(home / "talks.ics"))
    form = "\x1f".join(f"{{{field}}}" for field in FIELDS) + "\x1e"
    found = khal("search", "--format", form, "e").split("\x1e")[:-1]
    return [dict(zip(FIELDS, map(str.strip, row.split("\x1f")), strict=True)) for row in found]


def local(moment: str, zone: str) -> str:
    """Write a day as it is, and an instant as clocks in a zone show it."""
    if "T" not in moment:
        return moment
    return f"{datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@pytest.mark.client("khal")
@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "Pacific/Kiritimati", new_york])
def test_khal_shows_each_talk_on_the_local_clock(zone: str, tmp_path: Path) -> None:
    """Instants are shown as local clocks will show them, days as they are."""
    events = khal_import(render(ALL), tmp_path, zone)
    known = {event["uid"]: (event["start-long"], event["end-long"]) for event in events}
    expected = {
        uid: (local(start, zone), local(end, zone)) for uid, (start, end) in EXPECTED.items()
    }
    if zone == new_york:  # khal's zones come from pytz, which knows no summer time after 2037
        assert known.pop("in-a-generation@talks.example")
        assert expected.pop("in-a-generation@talks.example")
    assert known == expected
    assert len(events) == len(EXPECTED)


def flat(text: str) -> str:
    """Return a text as khal lists it, in one line with single spaces."""
    return " ".join(text.split())


@pytest.mark.client("khal")
def test_khal_reads_the_same_words(tmp_path: Path) -> None:
    """Summary, place, address and description come back as they were written."""
    entry = wordy()
    (event,) = khal_import(render(make_feed(entry)), tmp_path)
    assert event["title"] == flat(f"{entry.talk.speakers[0].name}: {entry.talk.title} (ConfConf)")
    assert event["location"] == "Rue A; 1, Paris"
    assert event["url"] == entry.url
    assert event["status"] == "TENTATIVE"
    assert flat(event["description"]) == flat(wording.details_text(entry, ENGLISH))


@pytest.mark.client("khal")
def test_khal_replaces_what_changed(tmp_path: Path) -> None:
    """A talk that is moved and then called off is one event."""
    first = make_entry(talk=make_talk(when=make_time("2026-05-07T18:30", "2026-05-07T20:00")))
    assert [event["start-long"] for event in khal_import(render(make_feed(first)), tmp_path)] == [
        "2026-05-07 16:30"
    ]
    moved = make_entry(
        talk=make_talk(when=make_time("2026-06-11T18:30", "2026-06-11T20:00")),
        sequence=1,
        updated=NOW + timedelta(days=1),
    )
    (event,) = khal_import(render(make_feed(moved)), tmp_path)
    assert event["start-long"] == "2026-06-11 16:30"
    off = moved._replace(talk=moved.talk._replace(status=Status.CANCELLED), sequence=2)
    (event,) = khal_import(render(make_feed(off)), tmp_path)
    assert event["status"] == "CANCELLED"
    assert event["title"] == "Cancelled: Ann Example: A talk (ConfConf)"


@pytest.mark.client("khal")
def test_khal_takes_a_calendar_without_events(tmp_path: Path) -> None:
    """The empty calendar is imported without a complaint and adds nothing."""
    assert khal_import(render(make_feed()), tmp_path) == []


# --- vdirsyncer ---------------------------------------------------------------------------------

VDIRSYNCER = """\
[general]
status_path = "{home}/status/"
[pair talks]
a = "published"
b = "disk"
collections = null
conflict_resolution = "a wins"
[storage published]
{published}
[storage disk]
type = "filesystem"
path = "{home}/events/"
fileext = ".ics"
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serve a directory without a word on standard error."""

    def log_message(self, *_arguments: object) -> None:
        """Log nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a directory on the loopback for as long as a test runs."""
    directory = tmp_path / "output"
    directory.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=directory)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield directory, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def prepare(home: Path, **published: str) -> None:
    """Set vdirsyncer up to carry a published calendar into a directory of events."""
    (home / "events").mkdir()
    storage = "\n".join(f"{name} = {value}" for name, value in published.items())
    (home / "config").write_text(VDIRSYNCER.format(home=home, published=storage))
    run("vdirsyncer", "-c", "config", "discover", home=home)


def sync(home: Path) -> dict[str, bytes]:
    """Synchronise, and return the events on disk by file name."""
    run("vdirsyncer", "-c", "config", "sync", home=home)
    return {file.name: file.read_bytes() for file in (home / "events").iterdir()}


def rising(*titles: str) -> Feed:
    """Make a feed of one talk for each title."""
    return make_feed(
        *(make_entry(f"talk-{rank}", make_talk(title=title)) for rank, title in enumerate(titles))
    )


@pytest.mark.client("vdirsyncer")
def test_a_subscription_brings_each_event_once(site: tuple[Path, str], tmp_path: Path) -> None:
    """Over HTTP: one file an event, nothing to do the second time, one change for one edit."""
    directory, address = site
    prepare(tmp_path, type='"http"', url=f'"{address}talks.ics"')
    (directory / "talks.ics").write_bytes(render(rising("One", "Two", "Three")))
    first = sync(tmp_path)
    assert len(first) == 3
    assert sync(tmp_path) == first
    edited = rising("One", "Two, changed", "Three")._replace(updated=NOW + timedelta(days=1))
    (directory / "talks.ics").write_bytes(render(edited))
    second = sync(tmp_path)
    assert len(second) == 3
    (changed,) = second.keys() - first.keys()
    assert b"Two\\, changed" in second[changed]


@pytest.mark.client("vdirsyncer")
def test_an_edit_updates_the_event_of_its_uid(tmp_path: Path) -> None:
    """As a file: events keep their UIDs, and an edit is written into the file that is there."""
    (tmp_path / "talks.ics").write_bytes(render(rising("One", "Two")))
    prepare(tmp_path, type='"singlefile"', path=f'"{tmp_path}/talks.ics"', read_only="true")
    first = sync(tmp_path)
    assert sorted(content.split(b"UID:")[1].split()[0] for content in first.values()) == [
        b"talk-0@talks.example",
        b"talk-1@talks.example",
    ]
    (tmp_path / "talks.ics").write_bytes(render(rising("One", "Two, changed")))
    second = sync(tmp_path)
    assert second.keys() == first.keys()
    (changed,) = (name for name in second if second[name] != first[name])
    assert b"Two\\, changed" in second[changed]


@pytest.mark.client("vdirsyncer")
def test_a_uid_of_the_calendar_would_lose_events(site: tuple[Path, str], tmp_path: Path) -> None:
    """Why there is none (RFC 7986, 5.3): with it, one event arrives instead of three."""
    directory, address = site
    prepare(tmp_path, type='"http"', url=f'"{address}talks.ics"')
    content = render(rising("One", "Two", "Three"))
    named = content.replace(b"\r\nNAME:", b"\r\nUID:tag:talks.example\\,2015:talks\r\nNAME:")
    (directory / "talks.ics").write_bytes(named)
    assert len(sync(tmp_path)) == 1


# --- a term of a series -------------------------------------------------------------------------

TERM = """\
feed: {{title: T, url: 'https://talks.example/', authors: [A], formats: [ical, atom]}}
series:
  - {{name: Europe, every: Wednesday 16:00-17:00, from: 7 Oct 2026, to: 4 Nov 2026,
     timezone: Europe/Paris}}
  - {{name: America, every: Wednesday 16:00-17:00, from: 7 Oct 2026, to: 4 Nov 2026,
     timezone: America/New_York}}
  - {{name: Australia, every: Wednesday 16:00-17:00, from: 30 Sep 2026, to: 7 Oct 2026,
     timezone: Australia/Sydney{change}}}
talks: {talks}
"""
SLOTS = {
    **{f"europe.2026-10-{day:02}": f"2026-10-{day:02}T14:00:00Z" for day in (7, 14, 21)},
    "europe.2026-10-28": "2026-10-28T15:00:00Z",
    "europe.2026-11-04": "2026-11-04T15:00:00Z",
    **{f"america.2026-10-{day:02}": f"2026-10-{day:02}T20:00:00Z" for day in (7, 14, 21, 28)},
    "america.2026-11-04": "2026-11-04T21:00:00Z",
    "australia.2026-09-30": "2026-09-30T06:00:00Z",
    "australia.2026-10-07": "2026-10-07T05:00:00Z",
}
"""The instant of each slot, by the clocks of its place, written by hand."""
CUT = "{title: Cut, speaker: Ann, series: Europe, date: 14 Oct 2026}"
LAMBDA = "{title: Lambda, speaker: Ben, series: Europe, date: 21 Oct 2026}"


def build_term(home: Path, hours: int, *talks: str, change: str = "") -> bytes:
    """Build a term, some hours after its first build; return its calendar."""
    text = TERM.format(talks=f"[{', '.join(talks)}]", change=change)
    (home / "talks.yaml").write_text(text, encoding="utf-8")
    build(home / "talks.yaml", home / "built", now=SEPTEMBER + timedelta(hours=hours))
    return (home / "built" / "talks.ics").read_bytes()


SEPTEMBER = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize("script", NODE)
def test_slots_are_at_the_same_instants_everywhere(script: tuple[str, ...], tmp_path: Path) -> None:
    """Also after the clocks change, in Europe, America and Australia."""
    file = tmp_path / "talks.ics"
    file.write_bytes(build_term(tmp_path, 0))
    name, *arguments = script
    path = str(SCRIPTS / name)
    found = json.loads(run("node", path, *arguments, str(file), home=tmp_path, zone=ZONES[3]))[
        "events"
    ]
    assert {each["uid"].partition("@")[0]: shown(each)[0] for each in found} == SLOTS


@pytest.mark.client("khal")
@pytest.mark.parametrize("zone", ["Europe/Paris", "Australia/Sydney"])
def test_khal_shows_slots_at_the_same_instants(zone: str, tmp_path: Path) -> None:
    """On local clocks, before and after they change."""
    events = khal_import(build_term(tmp_path, 0), tmp_path, zone)
    found = {event["uid"].partition("@")[0]: event["start-long"] for event in events}
    assert found == {uid: local(moment, zone) for uid, moment in SLOTS.items()}
    assert len(events) == len(SLOTS)


def test_icalendar_reads_slots_at_the_same_instants(tmp_path: Path) -> None:
    """Each is an event of its own, and tentative."""
    events = Calendar.from_ical(build_term(tmp_path, 0)).walk("VEVENT")
    assert {event["STATUS"] for event in events} == {"TENTATIVE"}
    assert not any("RRULE" in event for event in events)
    assert {
        str(event["UID"]).partition("@")[0]: f"{event.decoded('DTSTART'):%Y-%m-%dT%H:%M:%SZ}"
        for event in events
    } == SLOTS


@pytest.mark.client("vdirsyncer")
def test_a_term_brings_no_duplicate_and_no_ghost(tmp_path: Path) -> None:
    """Announced, changed, swapped, cancelled and emptied, an event is one file all the time."""
    published = tmp_path / "talks.ics"
    published.write_bytes(build_term(tmp_path, 0))
    prepare(tmp_path, type='"singlefile"', path=f'"{published}"', read_only="true")
    names = {content.split(b"UID:")[1].split()[0]: name for name, content in sync(tmp_path).items()}
    assert len(names) == len(SLOTS)
    swapped = (CUT.replace("14 Oct", "21 Oct"), LAMBDA.replace("21 Oct", "14 Oct"))
    cancelled = ", changes: {7 Oct 2026: {status: cancelled, reason: Strike}}"
    steps: list[tuple[tuple[str, ...], str, bytes]] = [
        ((CUT, LAMBDA), "", b"Ann: Cut (Europe)"),
        ((CUT.replace("Cut", "Cuts"), LAMBDA), "", b"Ann: Cuts (Europe)"),
        (swapped, "", b"Ben: Lambda (Europe)"),
        ((LAMBDA,), cancelled, b"Europe: to be announced"),
    ]
    for hours, (talks, change, title) in enumerate(steps, 1):
        published.write_bytes(build_term(tmp_path, hours, *talks, change=change))
        now = sync(tmp_path)
        by_uid = {content.split(b"UID:")[1].split()[0]: name for name, content in now.items()}
        assert by_uid == names
        assert b"SUMMARY:" + title in now[names[b"europe.2026-10-14@talks.example"]]
    assert b"STATUS:CANCELLED" in now[names[b"australia.2026-10-07@talks.example"]]
