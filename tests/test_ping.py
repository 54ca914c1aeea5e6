"""`talkfeed ping`: hubs hear of what has changed, once it is public, and of nothing else."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import feedparser
import pytest
from flask import Flask, Response
from flask_websub.hub import Hub
from flask_websub.subscriber import Subscriber, discover
from werkzeug.serving import make_server

import recording
from commands import COMING, FEED, PAST
from factories import make_entry, make_feed
from recording import HANG_UP, Recorder
from talkfeed.announcing import websub
from talkfeed.cli import main
from talkfeed.formats import jsonfeed
from talkfeed.formats.syndication import atom, rss
from talkfeed.web import FetchOptions, any_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HUBS = ("https://hub.example/", "https://other.example/hub")
MONDAY, TUESDAY = "2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z"
NEW = "  - {title: A new talk, speaker: Cid, date: 3 April 2026}\n"
LOCAL = FetchOptions(is_allowed=any_address)
JANUARY = "2026-01-01T12:00:00Z"


class Site:
    """A directory with talks, its command line, and a web server for its output and its hub."""

    def __init__(self, server: Recorder, run: Callable[..., tuple[int, str]]) -> None:
        """Write talks that were built in January."""
        self.server, self._run = server, run
        self.hub = f"{server.url}/hub"
        self.is_public = True
        self.hub_answer = recording.Response(204, b"")
        self.write(PAST)
        self.build(JANUARY)
        server.answer(self._respond)

    def write(self, talks: str) -> None:
        """Write the talks."""
        head = FEED.replace("https://talks.example/", f"{self.server.url}/talks/")
        text = head.replace("talks:\n", f"  hub: {self.hub}\n  formats: [atom]\ntalks:\n")
        Path("talks.yaml").write_text(text + talks, encoding="utf-8")

    def build(self, now: str) -> None:
        """Build."""
        assert self._run("build", "--now", now)[0] == 0

    def change(self, now: str = MONDAY) -> None:
        """Announce another talk."""
        self.write(PAST + NEW)
        self.build(now)

    def ping(self, *options: str, now: str = MONDAY) -> tuple[int, str]:
        """Ping; return the exit status, and what was printed."""
        return self._run("ping", "--allow-private", "--wait", "0", "--now", now, *options)

    @property
    def pinged(self) -> list[str]:
        """The paths of the feeds that the hub was pinged for."""
        forms = [parse_qs(each.body.decode()) for each in self.server.requests if each.body]
        assert all(form["hub.mode"] == ["publish"] for form in forms)
        assert all(form["hub.url"] == form["hub.topic"] for form in forms)
        return [form["hub.url"][0].removeprefix(f"{self.server.url}/talks/") for form in forms]

    def _respond(self, request: recording.Request) -> recording.Response:
        if request.path == "/hub":
            return self.hub_answer
        path = Path("output", request.path.removeprefix("/talks/"))
        content = path.read_bytes() if self.is_public else b"as it was"
        return recording.Response(body=content, headers={"content-type": "application/atom+xml"})


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run commands in a directory with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def command(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return command


@pytest.fixture
def site(run: Callable[..., tuple[int, str]]) -> Iterator[Site]:
    """Make a site whose feeds have changed."""
    with recording.recording() as server:
        found = Site(server, run)
        found.change()
        yield found


# --- what feeds say -----------------------------------------------------------------------------


@pytest.mark.parametrize("render", [atom.render, rss.render])
def test_a_feed_names_its_hubs_and_itself(render: Callable[..., bytes]) -> None:
    """Readers find each hub, in order, and the absolute address to subscribe to."""
    feed = make_feed(make_entry(), hubs=HUBS)
    links = feedparser.parse(render(feed)).feed.links
    assert tuple(link.href for link in links if link.rel == "hub") == HUBS
    assert next(link.href for link in links if link.rel == "self").startswith(feed.base)


def test_a_json_feed_names_its_hubs() -> None:
    """The member is that of JSON Feed 1.1, and absent without a hub."""
    found = json.loads(jsonfeed.render(make_feed(make_entry(), hubs=HUBS)))
    assert found["hubs"] == [{"type": "WebSub", "url": hub} for hub in HUBS]
    assert "hubs" not in json.loads(jsonfeed.render(make_feed(make_entry())))


def test_hubs_are_an_address_or_a_list(run: Callable[..., tuple[int, str]]) -> None:
    """Each is checked as every address is; archives name none, since nobody subscribes to them."""
    talks = "".join(
        f"  - {{title: Talk {number}, speaker: Ann, date: 3 May 2024}}\n" for number in range(4)
    )
    for hubs, status in (
        (f"[{', '.join(HUBS)}]", 0),
        ("https://hub.example/", 0),
        ("{url: https://hub.example/}", 1),
        ("hub.example", 1),
    ):
        text = FEED.replace("talks:\n", f"  hub: {hubs}\n  limit: 2\ntalks:\n") + talks
        Path("talks.yaml").write_text(text, encoding="utf-8")
        assert run("build", "--now", MONDAY)[0] == status
    assert b'rel="hub"' in Path("output/talks.atom").read_bytes()
    assert b'rel="hub"' not in Path("output/archive/talks/2024.atom").read_bytes()


# --- what is pinged -----------------------------------------------------------------------------


def test_a_hub_is_pinged_once_for_each_feed_that_changed(site: Site) -> None:
    """A second ping has nothing to do, until something changes again."""
    assert site.ping() == (0, f"{site.hub} pinged: 2 feeds\n")
    assert site.pinged == ["talks.atom", "upcoming.atom"]
    assert site.ping() == (0, "no feed has changed since the last ping\n")
    site.write(PAST.replace("past", "former") + NEW)
    site.build(TUESDAY)
    assert site.ping(now=TUESDAY)[0] == 0
    assert site.pinged[2:] == ["talks.atom"]


def test_without_a_memory_recent_changes_are_pinged(site: Site) -> None:
    """A CI that keeps no cache pings what changed within a week, again and again."""
    for _ in range(2):
        assert site.ping("--cache", "off")[0] == 0
    assert site.pinged == ["talks.atom", "upcoming.atom"] * 2
    later = site.ping("--cache", "off", now="2026-04-02T12:00:00Z")
    assert later == (0, "no feed has changed since the last ping\n")


def test_a_dry_run_connects_to_nothing(site: Site) -> None:
    """It lists each hub and feed."""
    status, printed = site.ping("--dry-run")
    feeds = (f"{site.server.url}/talks/{name}.atom" for name in ("talks", "upcoming"))
    assert (status, printed.splitlines()) == (0, [f"{site.hub} {feed}" for feed in feeds])
    assert site.server.requests == []


def test_without_a_hub_there_is_nothing_to_do(run: Callable[..., tuple[int, str]]) -> None:
    """It says so, without an error: a workflow may always ping."""
    Path("talks.yaml").write_text(FEED + COMING, encoding="utf-8")
    status, printed = run("ping")
    assert (status, "no hub is configured" in printed) == (0, True)


def test_talks_that_were_never_built_cannot_be_pinged(site: Site) -> None:
    """A missing lock is an error, and a missing file is skipped: its format may be new."""
    Path("output/upcoming.atom").unlink()
    assert site.ping()[0] == 0
    assert site.pinged == ["talks.atom"]
    Path("talks.lock").unlink()
    status, printed = site.ping()
    assert (status, "TF401" in printed) == (1, True)


# --- when it goes wrong -------------------------------------------------------------------------


def test_nothing_is_pinged_before_it_is_public(site: Site) -> None:
    """The hub would fetch the old feed; it is pinged when the new one is there."""
    site.is_public = False
    status, printed = site.ping()
    assert (status, printed.count("\n")) == (74, 2)
    assert "TF901" in printed
    assert "and 1 more: the public address does not return the new content" in printed
    assert site.pinged == []
    site.is_public = True
    assert site.ping()[0] == 0
    assert site.pinged == ["talks.atom", "upcoming.atom"]


def test_a_ping_waits_for_the_public_address(site: Site) -> None:
    """It looks again after pauses that become longer, until the time is over."""
    site.is_public = False
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        site.is_public = sum(pauses) >= 40

    waiting = websub.Waiting(120, lambda: sum(pauses), sleep)
    topics = [websub.Topic(f"{site.server.url}/talks/talks.atom", *_file("talks.atom"))]
    assert websub.wait_until_public(topics, waiting, LOCAL) == {}
    assert pauses == [1, 2, 4, 8, 15, 15]
    site.is_public = False
    pauses.clear()
    waiting = websub.Waiting(5, lambda: sum(pauses), pauses.append)
    assert [*websub.wait_until_public(topics, waiting, LOCAL)] == topics
    assert pauses == [1, 2, 2]


def _file(name: str) -> tuple[int, bytes, datetime]:
    content = Path("output", name).read_bytes()
    return len(content), sha256(content).digest(), datetime.now(UTC)


@pytest.mark.parametrize(
    ("answer", "words", "tries"),
    [
        (recording.Response(503, b""), "it answers 503", 1),
        (
            recording.Response(429, b"", {"retry-after": "60"}),
            "it answers 429, and asks for a pause (60)",
            1,
        ),
        (recording.Response(404, b""), "it answers 404", 2),
        (recording.Response(302, b"", {"location": "/elsewhere"}), "it answers 302", 2),
        (HANG_UP, "the server's response is incomplete", 1),
    ],
)
def test_a_hub_that_fails_is_pinged_again(
    site: Site, answer: recording.Response, words: str, tries: int
) -> None:
    """The failure is one line with a hint; a refusal of one feed does not hold up the others."""
    site.hub_answer = answer
    status, printed = site.ping()
    assert (status, printed.count("\n")) == (74, 2)
    assert "TF902" in printed
    assert words in printed
    assert len(site.pinged) == tries
    assert all(request.path != "/elsewhere" for request in site.server.requests)
    site.hub_answer = recording.Response(202)
    assert site.ping()[0] == 0
    assert site.pinged[tries:] == ["talks.atom", "upcoming.atom"]


def test_only_public_addresses_are_connected_to(site: Site) -> None:
    """A talks file cannot make a ping reach into the network it runs in."""
    status, printed = site._run("ping", "--wait", "0", "--now", MONDAY)  # noqa: SLF001
    assert (status, "not public" in printed, site.server.requests) == (74, True, [])


# --- a hub and a subscriber ---------------------------------------------------------------------


class Threads:
    """The part of Celery that Flask-WebSub needs: tasks that run soon, each in a thread."""

    def __init__(self) -> None:
        """Start without tasks."""
        self._threads: list[threading.Thread] = []

    def task(self, *, bind: bool = False, **_: object) -> Callable[..., SimpleNamespace]:
        """Make a function a task."""

        def make(function: Callable[..., object]) -> SimpleNamespace:
            def delay(*arguments: object) -> None:
                whole = (None, *arguments) if bind else arguments
                self._threads.append(threading.Thread(target=function, args=whole))
                self._threads[-1].start()

            return SimpleNamespace(delay=delay)

        return make

    def join(self) -> None:
        """Wait for all tasks, and for those that they start."""
        while self._threads:
            self._threads.pop().join()


class Subscriptions(dict[tuple[str, str], dict[str, str]]):
    """The storage of the hub."""

    def get_callbacks(self, topic: str) -> list[tuple[str, str]]:
        """List the subscribers of a feed, each with its secret."""
        return [(key[1], row["secret"]) for key, row in self.items() if key[0] == topic]


@contextmanager
def web_sub(received: Callable[[str, str, bytes], None]) -> Iterator[tuple[str, Flask, Threads]]:
    """Serve the output, with a hub and a subscriber, by Flask-WebSub."""
    app, threads = Flask("websub"), Threads()
    app.config["PUBLISH_SUPPORTED"] = True
    hub = Hub(Subscriptions(), threads)
    subscriber = Subscriber({}, {})
    subscriber.add_listener(received)
    app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))
    app.register_blueprint(subscriber.build_blueprint(url_prefix="/callbacks"))
    server = make_server(recording.HOST, 0, app, threaded=True)
    address = f"http://{recording.HOST}:{server.server_port}"
    app.config["SERVER_NAME"] = f"{recording.HOST}:{server.server_port}"

    @app.route("/talks/<path:name>")
    def serve(name: str) -> Response:
        content = Path("output", name).read_bytes()
        links = f'<{address}/hub>; rel="hub", <{address}/talks/{name}>; rel="self"'
        return Response(content, mimetype="application/atom+xml", headers={"Link": links})

    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    with app.app_context():
        app.extensions["subscriber"] = subscriber
        try:
            yield address, app, threads
        finally:
            threads.join()
            server.shutdown()
            thread.join()
            server.server_close()


def test_a_subscriber_receives_what_changed(run: Callable[..., tuple[int, str]]) -> None:
    """Flask-WebSub finds the hub in the feed, subscribes, and is sent the new feed by a ping."""
    received: list[tuple[str, bytes]] = []

    def listen(topic: str, _: str, body: bytes) -> None:
        received.append((topic, body))

    with web_sub(listen) as (address, app, threads):
        head = FEED.replace("https://talks.example/", f"{address}/talks/")
        head = head.replace("talks:\n", f"  hub: {address}/hub\ntalks:\n")
        Path("talks.yaml").write_text(head + PAST, encoding="utf-8")
        assert run("build", "--now", JANUARY)[0] == 0
        found = discover(f"{address}/talks/talks.atom")
        assert found == {"hub_url": f"{address}/hub", "topic_url": f"{address}/talks/talks.atom"}
        app.extensions["subscriber"].subscribe(**found)
        threads.join()
        Path("talks.yaml").write_text(head + PAST + NEW, encoding="utf-8")
        assert run("build", "--now", MONDAY)[0] == 0
        status, printed = run("ping", "--allow-private", "--wait", "0", "--now", MONDAY)
        assert (status, printed) == (0, f"{address}/hub pinged: 6 feeds\n")
        threads.join()
    new = Path("output/talks.atom").read_bytes()
    assert received == [(f"{address}/talks/talks.atom", new)]
    assert b"A new talk" in new
