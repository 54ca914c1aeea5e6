"""Atom and RSS in real readers: subscriptions, updates, edits, conditional requests."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from reader import make_reader

from factories import ENGLISH, NOW, make_entry, make_feed, make_link, make_talk, make_tombstone
from talkfeed.formats import documents, wording
from talkfeed.model import Abstract, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Feed

FORMATS = ("atom", "rss")
RUBY = Path(__file__).parent / "clients" / "feeds.rb"
SECONDS = 60
"""Patience with a client; far more than it needs."""

AUDIO = make_link(
    "https://media.example/1.mp3", rel="enclosure", title="Audio", type="audio/mpeg", length=123
)
NEW = make_entry(
    "new",
    talk=make_talk(
        title='List<T> & "you" \U0001f389 \u200f\u05e9\u05dc \u2066(C)\u2069',
        speakers=(Person(name="Ann"), Person(name="Bob")),
        links=(make_link(type="text/html"), AUDIO),
        tags=("ocaml", "xen"),
        abstract=Abstract(markdown="Q&A", html="<p>Q&amp;A</p>", text="Q&A"),
    ),
    published=NOW - timedelta(days=1),
    updated=NOW - timedelta(hours=1),
)
OLD = make_entry("old", talk=make_talk(speakers=()), published=NOW - timedelta(days=2))
FEED = make_feed(NEW, OLD)


def changed(entry: Entry) -> Entry:
    """Return an entry with another title, as after an edit of the talk."""
    return entry._replace(title=f"{entry.title}, second edition", updated=NOW, sequence=1)


# --- a site on the loopback ---------------------------------------------------------------------


class Site(ThreadingHTTPServer):
    """A web host as simple as they come: it serves bytes with an ETag and Last-Modified."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port of this machine only."""
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files: dict[str, tuple[str, bytes]] = {}
        self.modified = NOW
        self.answers: list[int] = []

    def publish(self, feed: Feed) -> None:
        """Put the documents of a feed in the place of those before, an hour after them."""
        self.modified += timedelta(hours=1)
        for document in documents(feed._replace(formats=FORMATS)):
            self.files[f"/{document.path}"] = document.media_type, document.content

    def address(self, name: str) -> str:
        """Return the address of a file."""
        return f"http://127.0.0.1:{self.server_address[1]}/{name}"


class _Answer(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        """Answer with the file, or with 304 when the reader has it already."""
        media_type, content = self.server.files[self.path]
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        known = self.headers.get("If-None-Match") == tag
        self.send_response(HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK)
        self.send_header("ETag", tag)
        self.send_header("Last-Modified", format_datetime(self.server.modified, usegmt=True))
        if not known:
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not known:
            self.wfile.write(content)

    def log_request(self, code: int | str = "-", _size: int | str = "-") -> None:
        """Remember the status instead of printing it."""
        self.server.answers.append(int(code))


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve FEED on the loopback for the time of a test."""
    with Site() as server:
        server.publish(FEED)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


# --- the reader library -------------------------------------------------------------------------


@pytest.fixture
def library() -> Iterator[Any]:
    """Open a feed reader that remembers nothing beyond the test."""
    with closing(make_reader(":memory:")) as reader:
        yield reader


def titles(library: Any) -> dict[str, str]:
    """Return the title that a reader shows for each id."""
    return {entry.id: entry.title for entry in library.get_entries()}


@pytest.mark.parametrize("name", FORMATS)
def test_a_subscriber_sees_each_talk_once(site: Site, library: Any, name: str) -> None:
    """A new or edited talk is shown once, without duplicates."""
    url = site.address(f"talks.{name}")
    library.add_feed(url)
    first = library.update_feed(url)
    assert (first.new, first.modified) == (2, 0)
    assert titles(library) == {NEW.id: NEW.title, OLD.id: OLD.title}

    assert library.update_feed(url) is None
    assert site.answers == [HTTPStatus.OK, HTTPStatus.NOT_MODIFIED]

    edited = changed(NEW)
    site.publish(make_feed(edited, OLD))
    second = library.update_feed(url)
    assert (second.new, second.modified) == (0, 1)
    assert titles(library) == {NEW.id: edited.title, OLD.id: OLD.title}

    site.publish(make_feed(edited, tombstones=(make_tombstone("old"),)))
    third = library.update_feed(url)
    assert (third is None) or (third.new, third.modified) == (0, 0)
    assert set(titles(library)) == {NEW.id, OLD.id}


CREDITS = {"atom": "Bob", "rss": "Ann, Bob"}
"""Whom the library names: of several authors in Atom it keeps one, hence one creator in RSS."""


@pytest.mark.parametrize("name", FORMATS)
def test_a_subscriber_reads_what_was_written(site: Site, library: Any, name: str) -> None:
    """Readers parse address, author, dates, texts and enclosures as written."""
    url = site.address(f"talks.{name}")
    library.add_feed(url)
    library.update_feed(url)
    entry = library.get_entry((url, NEW.id))
    assert (entry.link, entry.published) == (NEW.url, NEW.published)
    assert entry.updated in {None, NEW.updated}
    assert entry.get_content().value == wording.content_html(NEW, ENGLISH)
    assert [(media.href, media.type, media.length) for media in entry.enclosures] == [
        (AUDIO.href, AUDIO.type, AUDIO.length)
    ]
    assert library.get_feed(url).link == FEED.home
    assert entry.authors_str == CREDITS[name]
    assert library.get_entry((url, OLD.id)).authors_str == FEED.authors[0].name


@pytest.mark.parametrize("name", FORMATS)
def test_the_newest_talk_is_first(site: Site, library: Any, name: str) -> None:
    """A reader that sorts by date has the order of the feed."""
    url = site.address(f"talks.{name}")
    library.add_feed(url)
    library.update_feed(url)
    assert [entry.id for entry in library.get_entries()] == [NEW.id, OLD.id]


# --- newsboat -----------------------------------------------------------------------------------

COLUMNS = "guid, title, url, author, pubDate, content, enclosure_url"


class Newsboat:
    """A newsboat with a home of its own, subscribed to one address."""

    def __init__(self, home: Path, url: str) -> None:
        """Set it up in an empty directory."""
        self._home = home
        (home / "urls").write_text(f"{url}\n", encoding="utf-8")
        (home / "config").touch()

    def reload(self) -> list[tuple[Any, ...]]:
        """Fetch the feed and list the articles, newest first, as its cache holds them."""
        files = ("-u", "urls", "-c", "cache.db", "-C", "config")
        environment = {
            "HOME": str(self._home),
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "no_proxy": "*",
        }
        subprocess.run(
            [shutil.which("newsboat") or "newsboat", *files, "-x", "reload"],
            cwd=self._home,
            env=environment,
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        with closing(sqlite3.connect(self._home / "cache.db")) as cache:
            query = f"SELECT {COLUMNS} FROM rss_item ORDER BY pubDate DESC"  # noqa: S608
            return cache.execute(query).fetchall()


def article(entry: Entry, author: str, media: str = "") -> tuple[Any, ...]:
    """Return the article that newsboat should store for an entry."""
    moment = int(entry.published.timestamp())
    content = wording.content_html(entry, ENGLISH)
    return (entry.id, entry.title, entry.url, author, moment, content, media)


@pytest.mark.client("newsboat")
@pytest.mark.parametrize("name", FORMATS)
def test_newsboat_shows_every_talk_once(site: Site, tmp_path: Path, name: str) -> None:
    """Both formats have the same articles; a reload adds none, and an edit changes one."""
    boat = Newsboat(tmp_path, site.address(f"talks.{name}"))
    old = article(OLD, FEED.authors[0].name)
    assert boat.reload() == [article(NEW, "Ann, Bob", AUDIO.href), old]
    assert boat.reload() == [article(NEW, "Ann, Bob", AUDIO.href), old]
    edited = changed(NEW)
    site.publish(make_feed(edited, OLD))
    assert boat.reload() == [article(edited, "Ann, Bob", AUDIO.href), old]


# --- Ruby ---------------------------------------------------------------------------------------


def read_by_ruby(path: Path, content: bytes) -> list[dict[str, Any]]:
    """Parse a document with the validation of Ruby's parser switched on."""
    path.write_bytes(content)
    done = subprocess.run(
        ["ruby", str(RUBY), str(path)], check=True, capture_output=True, timeout=SECONDS
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def rendered(feed: Feed, name: str) -> bytes:
    """Write a feed in one format."""
    (document,) = documents(feed._replace(formats=(name,)))
    return document.content


@pytest.mark.client("ruby")
def test_ruby_finds_atom_valid_and_complete(tmp_path: Path) -> None:
    """A validating parser agrees about every link with its rel, type, title and length."""
    feed = FEED._replace(tombstones=(make_tombstone(),))
    found = read_by_ruby(tmp_path / "talks.atom", rendered(feed, "atom"))
    assert [entry["id"] for entry in found] == [NEW.id, OLD.id]
    assert found[0] == {
        "id": NEW.id,
        "title": NEW.title,
        "links": [
            [NEW.url, "alternate", "text/html", None, None],
            ["https://video.example/1", "related", "text/html", "Video", None],
            [AUDIO.href, "enclosure", "audio/mpeg", "Audio", "123"],
        ],
        "published": "2015-10-31T12:00:00Z",
        "updated": "2015-11-01T11:00:00Z",
        "authors": ["Ann", "Bob"],
        "categories": [["ocaml", "ocaml"], ["xen", "xen"]],
        "summary": wording.summary(NEW, ENGLISH),
        "content": wording.content_html(NEW, ENGLISH),
    }


@pytest.mark.client("ruby")
def test_ruby_finds_rss_valid_and_complete(tmp_path: Path) -> None:
    """A validating parser agrees about guid, creator, enclosure and dates."""
    found = read_by_ruby(tmp_path / "talks.rss", rendered(FEED, "rss"))
    assert [item["id"] for item in found] == [NEW.id, OLD.id]
    assert found[0] == {
        "id": NEW.id,
        "permanent": False,
        "title": NEW.title,
        "link": NEW.url,
        "published": "2015-10-31T12:00:00Z",
        "authors": ["Ann, Bob"],
        "categories": ["ocaml", "xen"],
        "enclosure": [AUDIO.href, "audio/mpeg", AUDIO.length],
        "content": wording.content_html(NEW, ENGLISH),
    }


@pytest.mark.client("ruby")
@pytest.mark.parametrize("name", FORMATS)
def test_ruby_finds_an_empty_feed_valid(tmp_path: Path, name: str) -> None:
    """A feed is valid before its first talk."""
    assert read_by_ruby(tmp_path / "empty", rendered(make_feed(), name)) == []
