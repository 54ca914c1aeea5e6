"""`talkfeed update`: the calendars and feeds of others become one feed, and stay when they fail."""

from __future__ import annotations

import json
import random
import re
import threading
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import feedparser
import icalendar
import pytest

from talkfeed import build, read
from talkfeed.cli import main
from talkfeed.publishing.build_lock import hold_build_lock
from twice import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WHEN = "2026-03-01T12:00:00Z"
HEAD = "feed:\n  title: All of us\n  url: https://all.example/\n  authors: Us\ntalks:\n"


def calendar(*events: tuple[str, str, str, str]) -> bytes:
    """Write a calendar of events: uid, title, start in UTC, and place."""
    rows = "".join(
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{title}\r\n"
        f"DTSTART:{start}\r\nLOCATION:{place}\r\nEND:VEVENT\r\n"
        for uid, title, start, place in events
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n"
    return f"{head}{rows}END:VCALENDAR\r\n".encode()


CLUB = calendar(
    ("1@club.example", "Monads at lunch", "20260310T180000Z", "Hall"),
    ("2@club.example", "Types at tea", "20260410T180000Z", "Hall"),
)
USERS = calendar(
    ("1@club.example", "Monads at lunch!", "20260310T180000Z", "Town hall"),
    ("7@users.example", "Types at tea", "20260410T180000Z", ""),
    ("8@users.example", "Editors at night", "20260501T190000Z", "Bar"),
)
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Videos</title>
<link>https://v.example/</link><item><title>A recorded talk</title><guid>v1</guid>
<link>https://v.example/1</link><pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate></item>
</channel></rss>"""
TABLE = b"title,speaker,event,date\nTables for all,Ann Example,CSV Days,2026-06-01\n"


class Server:
    """A server of one document, which answers conditional requests."""

    def __init__(self, port: int) -> None:
        """Serve nothing yet."""
        self.address = f"http://127.0.0.1:{port}/"
        self.body = b""
        self.status = 200
        self.kind = "text/plain"
        self.has_tag = True
        self.answers: list[int] = []
        self.meanwhile: Callable[[], None] | None = None


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        """Sends the document, or that it has not changed."""

        def do_GET(self) -> None:
            """Answer a request."""
            tag = f'"{sha256(other.body).hexdigest()}"'
            if other.meanwhile:
                other.meanwhile()
            is_known = self.headers.get("If-None-Match") == tag and other.status == 200
            status = 304 if is_known else other.status
            other.answers.append(status)
            body = b"" if is_known else other.body
            self.send_response(status)
            if other.has_tag:
                self.send_header("ETag", tag)
            self.send_header("Content-Type", other.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    other = Server(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield other
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


@pytest.fixture
def others() -> Iterator[list[Server]]:
    """Run five servers: two calendars, a feed, a table, and a feed of another talkfeed."""
    with ExitStack() as stack:
        yield [stack.enter_context(serving()) for _ in range(5)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def update(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the command, and return what it prints."""

    def run(*arguments: str, status: int = 0) -> str:
        assert main(["update", "--allow-private", f"--now={WHEN}", *arguments]) == status
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def write(home: Path, *servers: Server, more: str = "", own: str = "") -> None:
    """Write a talks file that names the servers."""
    named = "".join(f"  - {{from: '{each.address}'{more}}}\n" for each in servers)
    (home / "talks.yaml").write_text(HEAD + own + named)


def titles(home: Path) -> list[str]:
    """Return the titles of all talks, by name."""
    return sorted(talk.title for talk in read(home / "talks.yaml").talks)


def fill(home: Path, others: list[Server]) -> None:
    """Let the five servers have talks."""
    (home / "neighbour").mkdir()
    neighbour = home / "neighbour" / "talks.yaml"
    neighbour.write_text(
        HEAD + "  - title: From the neighbours\n    speaker: Cy Model\n    event: Next door\n"
        "    date: 5 May 2025\n"
    )
    build(neighbour, home / "neighbour" / "output", now=NOW)
    feed = (home / "neighbour" / "output" / "talks.atom").read_bytes()
    for other, body in zip(others, (CLUB, USERS, RSS, TABLE, feed), strict=True):
        other.body = body


def test_five_sources_become_one_feed(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Each talk is there once, whichever sources list it, and builds ask nobody."""
    fill(home, others)
    write(home, *others)
    said = update()
    assert titles(home) == [
        *("A recorded talk", "Editors at night", "From the neighbours"),
        *("Monads at lunch", "Tables for all", "Types at tea"),
    ]
    assert f"Types at tea: in {others[0].address} as well as in {others[1].address}" in said
    asked = [len(each.answers) for each in others]
    assert main(["build", f"--now={WHEN}"]) == 0
    feed = json.loads((home / "output" / "talks.json").read_text())
    assert len(feed["items"]) == 6
    assert [len(each.answers) for each in others] == asked


def test_subscribers_see_what_sources_change(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """A talk that is moved or renamed keeps its ids, one that is cancelled is seen to be."""
    others[0].body = CLUB
    others[1].body = calendar(
        ("8@users.example", "Editors at night", "20260501T190000Z", "Bar"),
        ("9@users.example", "Shells by day", "20260502T100000Z", "Bar"),
    )
    write(home, *others[:2])
    update()
    assert main(["build", f"--now={WHEN}"]) == 0
    entries, events = subscribed(home)
    renamed = CLUB.replace(b"Monads at lunch", b"Monads at lunchtime")
    others[0].body = renamed.replace(b"20260410T180000Z", b"20260412T170000Z")
    others[1].body = others[1].body.replace(
        b"SUMMARY:Shells", b"STATUS:CANCELLED\r\nSUMMARY:Shells"
    )
    later = "--now=2026-03-02T12:00:00Z"
    update(later)
    others[1].status = 503
    update(later, status=76)
    assert main(["build", later]) == 0
    found, moved = subscribed(home)
    assert {*found.values()} == {*entries.values()}
    assert "Cancelled: Shells by day" in found
    assert found["Monads at lunchtime"] == entries["Monads at lunch"]
    assert {one["UID"] for one in moved.values()} == {one["UID"] for one in events.values()}
    assert f"{moved['Types at tea'].start:%d %H:%M}" == "12 17:00"
    assert moved["Types at tea"]["SEQUENCE"] > events["Types at tea"].get("SEQUENCE", 0)
    (cancelled,) = (title for title, one in moved.items() if one.get("STATUS") == "CANCELLED")
    assert "Shells by day" in cancelled
    assert moved["Editors at night"] == events["Editors at night"]


def subscribed(home: Path) -> tuple[dict[str, str], dict[str, icalendar.Event]]:
    """Return the ids of the feed and the events of the calendar, by title."""
    feed = feedparser.parse((home / "output" / "talks.atom").read_bytes())
    calendar_ = icalendar.Calendar.from_ical((home / "output" / "talks.ics").read_bytes())
    entries = {entry.title.partition(" (")[0]: entry.id for entry in feed.entries}
    return entries, {str(event["SUMMARY"]): event for event in calendar_.walk("VEVENT")}


def test_the_first_source_wins_and_others_add(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """What the first one says stays; what it does not say comes from the next."""
    others[0].body = calendar(("1@a.example", "Monads at lunch", "20260310T180000Z", ""))
    others[1].body = USERS
    write(home, *others[:2])
    update()
    (talk,) = (one for one in read(home / "talks.yaml").talks if "Monads" in one.title)
    assert talk.location is not None
    assert talk.location.name == "Town hall"
    write(home, others[1], others[0])
    update()
    assert titles(home)[1] == "Monads at lunch!"


def test_a_talk_of_the_file_itself_comes_first(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """So a talk that was written by hand is corrected there, and a source cannot repeat it."""
    others[0].body = CLUB
    own = "  - {title: Types at tea, speaker: Ann Example, date: 2026-04-10}\n"
    write(home, others[0], own=own)
    update()
    assert titles(home) == ["Monads at lunch", "Types at tea"]


@pytest.mark.parametrize(
    ("status", "body"),
    [(503, b"down"), (200, b"\0\1rubbish"), (200, calendar()), (200, b"")],
    ids=["down", "rubbish", "empty", "nothing"],
)
def test_a_source_that_fails_keeps_its_talks(
    home: Path, others: list[Server], update: Callable[..., str], status: int, body: bytes
) -> None:
    """One line says so, and the other sources are updated."""
    others[0].body, others[3].body = CLUB, TABLE
    write(home, others[0], others[3])
    update()
    before = titles(home)
    others[0].status, others[0].body = status, body
    others[3].body += b"Another,Bob Sample,CSV Days,2026-06-02\n"
    said = update(status=76)
    assert titles(home) == sorted([*before, "Another"])
    assert said.count(others[0].address + ": ") == 1


LOGIN = b"""<!doctype html><html><head><title>Log in</title></head><body><h1>Log in</h1>
<form action="/login"><input name="user"></form>
<p>Please log in by 10 Dec 2026 to see our talks</p></body></html>"""


def test_a_page_does_not_replace_a_calendar(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """A form to log in may have a date as well; a person who means it names the address anew."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    before = titles(home)
    others[0].body, others[0].kind = LOGIN, "text/html"
    said = update(status=76)
    assert "TF718" in said
    assert "it was read as 'ical' before, and is only a page now" in said
    assert titles(home) == before
    write(home, own="  - {title: A talk, date: 2026-01-01}\n")
    update()
    write(home, others[0])
    update()
    assert titles(home) != before


def test_an_empty_answer_is_not_one_that_has_not_changed(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Without a validator of its own it is a failure, whatever is known of the last answer."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    others[0].body, others[0].has_tag = b"", False
    assert "the response is empty" in update(status=76)
    assert titles(home) == ["Monads at lunch", "Types at tea"]


def test_options_are_named_as_they_are_written_here(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Not as those of `talkfeed import`, which this command does not have."""
    others[0].body = CLUB
    write(home, others[0], more=", talks: events")
    said = update(status=76)
    assert "'map' or 'talks' has no effect on a calendar" in said
    others[0].body = b"\0\0\0"
    assert "--" not in said + update(status=76)


def test_what_is_left_out_is_counted(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Entries that are no talk yet, and the next page of an answer that has several."""
    others[0].body = calendar(("1@a", "Monads", "20260310T180000Z", ""), ("2@a", "Types", "1", ""))
    others[1].body = json.dumps(
        {
            "next": "https://p.example/?page=2",
            "results": [
                {
                    "code": "ABC",
                    "title": "A talk",
                    "submission_type": {"en": "Talk"},
                    "state": "confirmed",
                    "speakers": [{"name": "Ann Example"}],
                    "slot": {"start": "2026-05-05T10:00:00+00:00"},
                }
            ],
        }
    ).encode()
    write(home, *others[:2])
    said = update()
    assert f"1 talk, 1 left out: 'talkfeed import {others[0].address} --dry-run' shows" in said
    assert "only a part; the next one is https://p.example/?page=2" in said


def test_the_file_of_an_address_that_is_no_longer_named_is_removed(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Nobody reads it any more; a file that the talks file names itself stays, and so do others."""
    others[0].body, others[1].body = CLUB, USERS
    write(home, *others[:2])
    update()
    kept = {path for path in (home / "talks.sources").iterdir() if path.suffix == ".yaml"}
    (home / "talks.sources" / "notes.yaml").write_text("A note\n")
    write(home, others[0])
    said = update()
    (gone,) = (path for path in kept if not path.exists())
    assert f"removed: talks.sources/{gone.name} (" in said
    assert "removed" not in update()
    (used,) = kept - {gone}
    write(home, own=f"  - talks.sources/{used.name}\n")
    assert "removed: talks.sources/state.json" in update()
    assert {path.name for path in (home / "talks.sources").iterdir()} == {used.name, "notes.yaml"}
    assert titles(home) == ["Monads at lunch", "Types at tea"]


def test_a_kept_file_that_is_damaged_is_written_again(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Such as by a merge conflict: the record has its talks, even if the source is down now."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    (kept,) = (home / "talks.sources").glob("*.yaml")
    before = kept.read_bytes()
    kept.write_bytes(b"<<<<<<< HEAD\n" + before + b"=======\n>>>>>>> main\n")
    others[0].status = 503
    update(status=76)
    assert kept.read_bytes() == before


def test_what_a_killed_update_left_is_removed(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Files that wait for their places are no talks, and not committed."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    names = {path.name for path in (home / "talks.sources").iterdir()}
    for name in names:
        (home / "talks.sources" / f".{name}.1.talkfeed-new").write_bytes(b"torn")
    update()
    assert {path.name for path in (home / "talks.sources").iterdir()} == names


def test_what_has_not_changed_is_not_sent_again(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """The state has the validators, and a second update writes nothing."""
    others[0].body, others[1].body = CLUB, USERS
    write(home, *others[:2])
    update()
    before = {path: path.read_bytes() for path in (home / "talks.sources").iterdir()}
    said = update()
    assert [each.answers for each in others] == [[200, 304], [200, 304], [], [], []]
    assert "unchanged" in said
    assert {path: path.read_bytes() for path in (home / "talks.sources").iterdir()} == before


def test_a_series_without_an_end_goes_on(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Its dates of the coming year are taken, later ones later, though nothing has changed."""
    weekly = calendar(("1@a.example", "Monads", "20200107T180000Z", "Hall"))
    others[0].body = weekly.replace(b"LOCATION", b"RRULE:FREQ=WEEKLY;INTERVAL=8\r\nLOCATION")
    write(home, others[0])
    update()
    assert max(talk.when.edtf or "" for talk in read(home / "talks.yaml").talks) >= "2027-01"
    update("--now=2026-03-31T12:00:00Z")
    assert others[0].answers == [200, 304]
    update("--now=2027-02-01T12:00:00Z")
    assert others[0].answers == [200, 304, 200]
    assert max(talk.when.edtf or "" for talk in read(home / "talks.yaml").talks) >= "2027-12"


def test_a_source_is_not_asked_before_its_time(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """`every` is an interval that `--all` ignores; other options are followed at once."""
    others[0].body = CLUB
    write(home, others[0], more=", every: 6h")
    update()
    assert "not asked again before 2026-03-01 18:00 UTC" in update()
    assert others[0].answers == [200]
    update("--now=2026-03-01T18:00:00Z")
    assert others[0].answers == [200, 304]
    update("--all")
    assert others[0].answers == [200, 304, 304]
    write(home, others[0], more=", every: 6h, defaults: {speaker: Ann Example}")
    update()
    assert others[0].answers == [200, 304, 304, 200]
    assert read(home / "talks.yaml").talks[0].speakers[0].name == "Ann Example"


def test_a_talk_that_is_over_stays_when_its_calendar_drops_it(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Most calendars list what comes; a coming talk that is dropped is gone."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    others[0].body = calendar(("3@club.example", "Lambdas", "20260601T180000Z", "Hall"))
    update("--now=2026-03-20T12:00:00Z")
    assert titles(home) == ["Lambdas", "Monads at lunch"]


def test_a_source_that_was_never_fetched_is_named(home: Path, others: list[Server]) -> None:
    """The build goes on, and its notice names the command."""
    write(home, others[0], own="  - {title: A talk, date: 2026-01-01}\n")
    (notice,) = read(home / "talks.yaml").notices
    assert (notice.code, notice.hint) == ("TF617", "run 'talkfeed update'")


def test_an_address_of_ones_own_network_is_not_fetched(
    home: Path, others: list[Server], capsys: pytest.CaptureFixture[str]
) -> None:
    """Only public addresses are asked."""
    write(home, others[0])
    assert main(["update"]) == 76
    assert "TF706" in capsys.readouterr().err
    assert others[0].answers == []


def test_nothing_named_is_nothing_to_do(home: Path, update: Callable[..., str]) -> None:
    """The command says what to write."""
    write(home, own="  - {title: A talk, date: 2026-01-01}\n")
    assert "no address is named" in update()
    assert not (home / "talks.sources").exists()


@pytest.mark.parametrize(
    "more",
    [
        *(", every: soon", ", every: [1]", ", mapp: {title: name}"),
        *(", defaults: {year: 2016}", ", defaults: {year: soon}"),
    ],
)
def test_a_wrong_option_stops_the_update_and_the_build(
    home: Path, others: list[Server], update: Callable[..., str], more: str
) -> None:
    """An option of an address is checked like all others."""
    write(home, others[0], more=more)
    assert re.search("talks.yaml:6:.*TF(30|708)", update(status=1))
    assert main(["check"]) == 1


def test_a_damaged_record_is_refused(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Otherwise a source that does not answer would lose its talks."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    record = home / "talks.sources" / "state.json"
    record.write_text(record.read_text()[:-20])
    assert "TF719" in update(status=1)
    assert titles(home) == ["Monads at lunch", "Types at tea"]


def test_what_is_fetched_is_edited_at_its_source(
    home: Path, others: list[Server], update: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Commands that edit talks leave these files alone."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    kept = next(path for path in (home / "talks.sources").iterdir() if path.suffix == ".yaml")
    before = kept.read_bytes()
    assert main(["cancel", "Types at tea"]) == 1
    said = capsys.readouterr().err
    assert f"talks.sources/{kept.name}:" in said
    assert f"the talk is fetched from {others[0].address}" in said
    assert main(["fmt"]) == 0
    assert kept.read_bytes() == before


FORM = b"""<!doctype html><html><body><h1>Log in</h1><form action="/in" method="post">
<input name="user"><input id="p" type="password"></form>{}</body></html>"""
LISTED = b"<ul>%s</ul>" % b"".join(
    b"<li><b>Talk number %d</b>, Ann Example, CityCode, %d May 2015</li>" % (each, each)
    for each in range(1, 6)
)


def test_a_form_to_log_in_is_not_a_source(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """The first answer is refused with a hint; a page with talks may have a form as well."""
    others[0].body, others[0].kind = FORM, "text/html"
    write(home, others[0])
    said = update(status=76)
    assert "TF718" in said
    assert "asks for a password" in said
    assert "secret address" in said
    others[0].body = FORM.replace(b"{}", LISTED)
    update()
    assert len(titles(home)) == 5


def test_a_page_at_the_address_of_a_file_is_not_a_source(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """What ends in .ics is to be a calendar from the first answer on."""
    others[0].body, others[0].kind = b"<!doctype html>" + LISTED, "text/html"
    others[0].address += "basic.ics"
    write(home, others[0])
    assert "its address ends in '.ics'" in update(status=76)


def test_a_build_may_run_while_sources_are_asked(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """And the talks file may be edited: then all is read again before anything is written."""
    others[0].body, others[0].has_tag = CLUB, False
    write(home, others[0])
    statuses: list[int] = []

    def meanwhile() -> None:
        others[0].meanwhile = None
        with (home / "talks.yaml").open("a") as file:
            file.write("  - {title: Own, date: 2015}\n")
        with hold_build_lock(home / "talks.yaml"):
            statuses.append(len(others[0].answers))

    others[0].meanwhile = meanwhile
    update()
    assert statuses == [0]
    assert len(others[0].answers) == 2
    assert titles(home) == ["Monads at lunch", "Own", "Types at tea"]


@pytest.mark.parametrize("seed", range(2))
def test_no_walk_of_a_calendar_changes_an_id(
    home: Path, others: list[Server], update: Callable[..., str], seed: int
) -> None:
    """Events are renamed, moved, dropped and added; each keeps its id, and has its own."""
    chance = random.Random(seed)  # noqa: S311
    write(home, others[0])
    known: dict[str, str] = {}
    events = {str(number): (f"Talk {number}", number + 1) for number in range(4)}
    for step in range(4):
        rows = [(f"{uid}@club.example", *row) for uid, row in events.items()]
        chance.shuffle(rows)
        others[0].body = calendar(
            *((uid, title, f"202605{day:02}T180000Z", "Hall") for uid, title, day in rows)
        )
        update(f"--now=2026-03-{step + 2:02}T12:00:00Z")
        assert main(["build", f"--now=2026-03-{step + 2:02}T12:00:00Z"]) == 0
        feed = json.loads((home / "output" / "talks.json").read_text())
        ids = {item["title"].partition(" (")[0]: item["id"] for item in feed["items"]}
        for uid, (title, _) in events.items():
            assert known.setdefault(uid, ids[title]) == ids[title]
        assert len({*known.values()}) == len(known)
        moving = chance.choice([uid for uid in events if uid != "0"])
        events[moving] = f"Renamed {step} {seed}", 20 + step
        gone = chance.choice([uid for uid in events if uid not in {"0", moving}])
        day = events.pop(gone)[1]
        events[str(7 + step)] = f"Instead of it {step}", day


def test_each_instance_of_a_series_keeps_its_id(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """They have one UID; the one that is renamed and moved is known by its RECURRENCE-ID."""
    rule = b"LOCATION:Hall\r\nRRULE:FREQ=WEEKLY;COUNT=3"
    series = calendar(("w@a.example", "Weekly", "20260504T180000Z", "Hall"))
    others[0].body = series.replace(b"LOCATION:Hall", rule)
    write(home, others[0])
    update()
    assert main(["build", f"--now={WHEN}"]) == 0
    before = dated(home)
    assert [*before] == [f"2026-05-{day:02}T18:00:00Z" for day in (4, 11, 18)]
    changed = b"UID:w@a.example\r\nRECURRENCE-ID:20260511T180000Z\r\nDTSTAMP:20260101T000000Z\r\n"
    changed += b"SUMMARY:A guest\r\nDTSTART:20260514T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR"
    others[0].body = others[0].body.replace(b"END:VCALENDAR", b"BEGIN:VEVENT\r\n" + changed)
    update("--now=2026-03-02T12:00:00Z")
    assert main(["build", "--now=2026-03-02T12:00:00Z"]) == 0
    after = dated(home)
    assert after.pop("2026-05-14T19:00:00Z") == before.pop("2026-05-11T18:00:00Z")
    assert after == before


def dated(home: Path) -> dict[str, str]:
    """Return the UID of each event by its start."""
    parsed = icalendar.Calendar.from_ical((home / "output" / "talks.ics").read_bytes())
    found = {f"{one.start:%Y-%m-%dT%H:%M:%SZ}": str(one["UID"]) for one in parsed.walk("VEVENT")}
    return dict(sorted(found.items()))


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_copy_in_the_talks_file_replaces_what_is_fetched(
    home: Path, others: list[Server], update: Callable[..., str], *, is_moved: bool
) -> None:
    """The way that the hint of `cancel` names: the event stays the same, and lasts cancelled."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    assert main(["build", f"--now={WHEN}"]) == 0
    _, before = subscribed(home)
    known = sorted(each["UID"] for each in before.values())
    kept = next(path for path in (home / "talks.sources").iterdir() if path.suffix == ".yaml")
    copy = next(part for part in kept.read_text().split("\n\n") if "Types at tea" in part)
    own = "".join(f"  {line}\n" for line in (*copy.splitlines(), "  status: cancelled"))
    write(home, others[0], own=own.replace("2026-04-10", "2026-04-11") if is_moved else own)
    for _ in range(2):
        update()
        assert main(["build", f"--now={WHEN}"]) == 0
        _, after = subscribed(home)
        assert sorted(each["UID"] for each in after.values()) == known
        event = next(each for each in after.values() if "Types at tea" in each["SUMMARY"])
        assert event["STATUS"] == "CANCELLED"
        assert event["LOCATION"] == "Hall"


def test_an_update_says_what_has_changed(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """New, renamed, moved, cancelled and gone talks, each by its title."""
    others[0].body = CLUB
    write(home, others[0])
    assert "new:" not in update()
    others[0].body = calendar(
        ("1@club.example", "Monads at dinner", "20260311T190000Z", "Hall"),
        ("3@club.example", "Proofs at noon", "20260511T120000Z", "Hall"),
    )
    said = update()
    assert "changed: Monads at dinner (was 'Monads at lunch'; 2026-03-10" in said
    assert "new: Proofs at noon, 2026-05-11" in said
    assert "gone: Types at tea, 2026-04-10" in said
    others[0].body = others[0].body.replace(
        b"SUMMARY:Proofs", b"STATUS:CANCELLED\r\nSUMMARY:Proofs"
    )
    assert "    cancelled: Proofs at noon\n" in update()
    many = (("1", f"Talk {number}", "20260311T190000Z", "") for number in range(30))
    others[0].body = calendar(*((f"{uid}{n}@m", *rest) for n, (uid, *rest) in enumerate(many)))
    assert "and 12 more" in update()


def test_a_failure_says_that_talks_are_kept_and_hints_once(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """A page that is gone, or is not public, is no file to import; sources share a hint."""
    for other, body in zip(others[:3], (CLUB, USERS, RSS), strict=True):
        other.body = body
    write(home, *others[:3])
    update()
    for other in others[:3]:
        other.status = 403
    said = update(status=76)
    assert said.count("TF705") == 3
    assert said.count("its talks are kept as they were") == 1
    assert "import" not in said


def test_a_page_without_talks_is_no_source(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """The address of a home page is not read as a source that has no talks at present."""
    others[0].body, others[0].kind = b"<!doctype html><h1>Our club</h1><p>Welcome", "text/html"
    write(home, others[0])
    said = update(status=76)
    assert "no calendar, feed or list of talks is on this page" in said
    assert "name the address of a calendar" in said


def test_a_talk_about_which_sources_begin_to_differ_is_named(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """One moves it, and the other does not: then they list two talks."""
    others[0].body, others[1].body = CLUB, USERS
    write(home, *others[:2])
    update()
    others[0].body = CLUB.replace(b"20260410T", b"20260417T")
    said = update()
    both = f"{others[0].address} and {others[1].address}"
    assert f"Types at tea: {both} differ about it now, so it is published as two talks" in said
    assert "differ about it" not in update("--all")


def test_what_a_source_alone_says_of_a_talk_is_published(
    home: Path, others: list[Server], update: Callable[..., str]
) -> None:
    """Of a talk of the talks file, too: its own fields win, and a notice has the match."""
    others[0].body = CLUB
    own = "  - {title: Types at tea, date: 2026-04-10, speaker: Ann Example}\n"
    write(home, others[0], own=own)
    update()
    found = read(home / "talks.yaml")
    talk = next(each for each in found.talks if each.title == "Types at tea")
    assert [person.name for person in talk.speakers] == ["Ann Example"]
    assert talk.location is not None
    assert talk.location.name == "Hall"
    assert talk.when.edtf == "2026-04-10T18:00"
    (notice,) = (each for each in found.notices if each.code == "TF631")
    assert notice.place.path.endswith("talks.yaml")
    assert "'Types at tea' is in" in notice.message


def test_an_id_is_enough_to_correct_a_talk(
    home: Path,
    others: list[Server],
    update: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`edit` names it; what is fetched later still fills the rest, and the talk keeps its id."""
    others[0].body = CLUB
    write(home, others[0])
    update()
    assert main(["build", f"--now={WHEN}"]) == 0
    before = {each["UID"] for each in subscribed(home)[1].values()}
    assert main(["cancel", "Types at tea"]) == 1
    assert "source_id, '2@club.example'," in capsys.readouterr().err
    write(home, others[0], own="  - {source_id: 2@club.example, status: cancelled, location: }\n")
    others[0].body = CLUB.replace(b"Types at tea", b"Types at lunch")
    update()
    assert main(["build", f"--now={WHEN}"]) == 0
    _, after = subscribed(home)
    assert {each["UID"] for each in after.values()} == before
    event = next(each for each in after.values() if "Types at lunch" in each["SUMMARY"])
    assert (event["STATUS"], "LOCATION" in event) == ("CANCELLED", False)
    others[0].body = CLUB.partition(b"UID:2@")[0].rpartition(b"BEGIN:VEVENT")[0] + b"END:VCALENDAR"
    update()
    assert titles(home) == ["Monads at lunch"]
    (notice,) = (each for each in read(home / "talks.yaml").notices if each.code == "TF632")
    assert notice.message == "left out, as no source lists a talk with this 'source_id'"
