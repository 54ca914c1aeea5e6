"""What was published is read back from a directory or from the web, within limits."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from talkfeed.errors import Rejected
from talkfeed.ledger import published
from talkfeed.ledger.published import Published, read_published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ATOM = "http://www.w3.org/2005/Atom"


def atom(previous: str = "") -> str:
    """Write an Atom document that links to the next older one."""
    link = f'<link rel="prev-archive" href="{previous}"/>' if previous else ""
    return f'<feed xmlns="{ATOM}">{link}<id>tag:talks.example,2015:talks</id></feed>'


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve on a free loopback port until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """A static file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def site(directory: Path) -> Iterator[str]:
    """Serve a directory."""
    with serving(partial(Quiet, directory=str(directory))) as address:
        yield address


@contextmanager
def answering(status: int, body: bytes = b"") -> Iterator[str]:
    """Serve the same answer to every request."""

    class Answer(Quiet):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

    with serving(Answer) as address:
        yield address


def write(directory: Path, **files: str) -> Path:
    """Write files, an underscore in a name standing for its dot."""
    for name, content in files.items():
        (directory / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return directory


def test_a_directory_gives_feeds_and_calendars(tmp_path: Path) -> None:
    """Every Atom document of all talks is read, archives included."""
    write(tmp_path, talks_atom="new", talks_ics="cal", upcoming_ics="up", other_atom="no")
    (tmp_path / "talks-2015.atom").write_text("old", encoding="utf-8")
    archive = tmp_path / "archive" / "talks"
    archive.mkdir(parents=True)
    write(archive, **{"2014_atom": "older", "2013_rss": "no"})
    write(archive.parent, upcoming_atom="no")
    atoms, calendars, subscriptions, _ = read_published(str(tmp_path))
    assert sorted(atoms) == [b"new", b"old", b"older"]
    assert calendars == (b"cal", b"up")
    assert subscriptions is None


def test_the_list_of_feeds_is_read_where_it_is(tmp_path: Path) -> None:
    """It is found beside the feeds, in a directory and on the web."""
    write(tmp_path, talks_atom=atom(), subscriptions_opml="list")
    assert read_published(str(tmp_path)).subscriptions == b"list"
    with site(tmp_path) as address:
        assert read_published(address).subscriptions == b"list"
        (tmp_path / "subscriptions.opml").unlink()
        assert read_published(address).subscriptions is None


def test_nothing_published_gives_nothing(tmp_path: Path) -> None:
    """A directory that is absent or empty is no error: it may be the first build."""
    assert read_published(str(tmp_path)) == Published()
    assert read_published(str(tmp_path / "absent")) == Published()


def test_a_site_is_walked_through_its_archives(tmp_path: Path) -> None:
    """The walk follows prev-archive and reads the calendars where they are."""
    write(tmp_path, talks_atom=atom("old.atom"), old_atom=atom(), talks_ics="cal")
    with site(tmp_path) as address:
        atoms, calendars, *_ = read_published(address.rstrip("/"))
    assert atoms == (atom("old.atom").encode(), atom().encode())
    assert calendars == (b"cal",)


def test_a_site_is_walked_where_it_is_read(tmp_path: Path) -> None:
    """Archives are found on a mirror too, though links lead to where the site is published."""
    home = "https://talks.example/sub/"
    self = f'<link rel="self" href="{home}talks.atom"/>'
    first = atom(f"{home}archive/talks/2014.atom").replace("<link", f"{self}<link", 1)
    archive = tmp_path / "archive" / "talks"
    archive.mkdir(parents=True)
    write(tmp_path, talks_atom=first)
    write(archive, **{"2014_atom": atom(f"{home}archive/talks/2013.atom"), "2013_atom": atom()})
    with site(tmp_path) as address:
        assert len(read_published(address).atoms) == 3


def test_a_walk_ends_in_a_loop_at_a_gap_and_at_a_foreign_host(tmp_path: Path) -> None:
    """Archives that lead back, nowhere or elsewhere end the walk."""
    with site(tmp_path) as address:
        for target in ("talks.atom", "absent.atom", "http://elsewhere.example/talks.atom"):
            write(tmp_path, talks_atom=atom(target))
            atoms, calendars, *_ = read_published(address)
            assert len(atoms) == 1
            assert calendars == ()


def test_an_empty_site_gives_nothing(tmp_path: Path) -> None:
    """No feed on the web is no error."""
    with site(tmp_path) as address:
        assert read_published(address) == Published()


def test_other_channels_and_formats_are_read(tmp_path: Path) -> None:
    """In a directory all there are, on the web those of the list and of each document."""
    for folder in ("archive/talks", "archive/tags/x", "speakers"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("recordings.atom", "speakers/ann.atom"):
        (tmp_path / name).write_text(atom())
    for name in ("speakers/ann.ics", "talks.json"):
        (tmp_path / name).write_text(name)
    for name in ("archive/talks/2014.rss", "index.html"):
        (tmp_path / name).write_text(name)
    write(tmp_path, talks_atom=atom("archive/talks/2014.atom"))
    write(tmp_path / "archive/talks", **{"2014_atom": atom()})
    listed = '<opml xmlUrl="https://talks.example/speakers/ann.atom"/>'
    write(tmp_path, subscriptions_opml=listed)
    expected = {
        *("talks.atom", "archive/talks/2014.atom", "recordings.atom"),
        *("speakers/ann.atom", "speakers/ann.ics"),
        *("talks.json", "archive/talks/2014.rss"),
    }
    assert read_published(str(tmp_path)).others.keys() == expected
    with site(tmp_path) as address:
        assert read_published(address).others.keys() == expected


@pytest.mark.parametrize("status", [403, 500])
def test_a_server_that_refuses_is_told(status: int) -> None:
    """An answer other than "absent" is never taken for an empty site."""
    with answering(status) as address, pytest.raises(Rejected, match=f"answers {status}"):
        read_published(address)


def test_no_server_is_told() -> None:
    """An address that does not answer is a rejection with its cause."""
    with serving(Quiet) as address:
        pass
    with pytest.raises(Rejected, match="TF407"):
        read_published(address)


def test_a_page_that_is_no_feed_is_told() -> None:
    """Something else at the feed's address is a rejection."""
    with answering(200, b"<p>hello") as address, pytest.raises(Rejected, match="not an Atom"):
        read_published(address)


def test_an_endless_document_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document over the limit is refused."""
    monkeypatch.setattr(published, "LIMIT", 10)
    with answering(200, b"x" * 11) as address, pytest.raises(Rejected, match="larger than 10"):
        read_published(address)


def test_an_endless_archive_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk over the limit is refused."""

    class Endless(Quiet):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(atom(f"{self.path}x").encode())

    monkeypatch.setattr(published, "DOCUMENTS", 3)
    with serving(Endless) as address, pytest.raises(Rejected, match="more than 3"):
        read_published(address)


def test_an_unreadable_directory_is_told(tmp_path: Path) -> None:
    """A document that cannot be read is a rejection, not an empty memory."""
    (tmp_path / "talks.atom").mkdir()
    with pytest.raises(Rejected, match="it is a directory"):
        read_published(str(tmp_path))


def test_a_host_that_is_not_there_is_said_in_words() -> None:
    """Without the number that the system has for it."""
    with pytest.raises(Rejected) as caught:
        read_published("http://nowhere.invalid/")
    assert caught.value.message.startswith("cannot read the site published at http://nowhere.inv")
    assert "errno" not in caught.value.message.lower()
