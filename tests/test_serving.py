"""`talkfeed serve` and `build --watch`: what is served, to whom, and when it is made again."""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from http.client import RemoteDisconnected
from typing import TYPE_CHECKING, Any

import pytest

from commands import COMING, FEED, PAST, WRONG, talkfeed
from previews import (
    Client,
    free_port,
    preview,
    process,
    save_anew,
    save_by_rename,
    save_in_place,
    use,
)
from talkfeed import BuildOptions, CacheDirectory, InvalidData, build
from talkfeed.building.inputs import Inputs, inputs_of
from talkfeed.building.pipeline import LockPolicy
from talkfeed.building.preview import Previewer, preview_cache
from talkfeed.building.request import BuildRequest, lock_path
from talkfeed.cli import main
from talkfeed.engine.store import DiskStore, MemoryStore
from talkfeed.errors import Rejected, TalkfeedError
from talkfeed.serving import server, watching
from talkfeed.serving.state import mistakes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(  # Ctrl-C comes while a directory is listed, too
    "ignore:Exception ignored in.*ScandirIterator"
)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLOCK = ("--now", "2026-03-01T12:00:00Z")
GOOD = FEED + COMING + PAST
EDITED = GOOD.replace("A past talk", "An old talk")
THEME = "  theme: {templates: theme}\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write a talks file of two talks."""
    path = tmp_path / "site" / "talks.yaml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    return path


def write(path: Path, text: str) -> None:
    """Write a file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def tree(directory: Path) -> dict[str, bytes]:
    """Read every file below a directory."""
    found = sorted(path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in found}


def request_for(source: Path) -> BuildRequest:
    """Ask for a build beside the source."""
    return BuildRequest(source, lock_path(source), source.parent / "output", is_lenient=False)


def previewer(source: Path, cache: MemoryStore | None = None) -> Previewer:
    """Preview a source, with a cache."""
    return Previewer(request_for(source), cache or MemoryStore(), LockPolicy())


# --- the preview --------------------------------------------------------------------------------


def test_a_preview_has_the_bytes_of_the_next_build(source: Path) -> None:
    """Whatever was previewed before, the documents and changes are those of a build now."""
    build(source, source.parent / "output", now=NOW)
    before = tree(source.parent)
    later = NOW.replace(day=2)
    maker = previewer(source)
    for text in (
        GOOD.replace("A past", "A half-typed"),
        EDITED + PAST.replace("A past", "A third"),
    ):
        write(source, text)
        shown = maker.make(later, BuildOptions())
    made = {path: shown.make(path) for path in shown.paths}
    assert {**before, "talks.yaml": source.read_bytes()} == tree(source.parent)
    report = build(source, source.parent / "output", now=later)
    written = tree(source.parent / "output")
    del written[".talkfeed"]
    assert made == written
    assert shown.report.changes == report.changes
    assert shown.report.notices == report.notices


def test_a_preview_that_lost_its_cache_goes_on(source: Path, tmp_path: Path) -> None:
    """Where stored values are missing, they are made again, and an empty cache is left."""
    root = CacheDirectory(tmp_path / "cache", b"secret" * 4)
    with preview_cache(root, request_for(source)) as cache:
        maker = previewer(source, cache)  # type: ignore[arg-type]
        first = maker.make(NOW, BuildOptions())
        content = first.make("index.html")
        maker.save()
    (pack,) = (tmp_path / "cache").rglob("pack")
    pack.write_bytes(bytes(pack.stat().st_size))
    with preview_cache(root, request_for(source)) as cache:
        maker = previewer(source, cache)  # type: ignore[arg-type]
        assert maker.make(NOW, BuildOptions()).make("index.html") == content


def test_a_text_that_is_missing_from_the_cache_is_read_again(source: Path, tmp_path: Path) -> None:
    """A preview that meets it goes on without the cache, and leaves an empty one."""
    write(source.parent / "theme" / "index.js", "")
    text = GOOD.replace("talks:\n", f"{THEME}talks:\n", 1)
    write(source, text.replace("Bob,", "Bob, abstract: Rare words.,"))
    root = CacheDirectory(tmp_path / "cache", b"secret" * 4)
    with preview_cache(root, request_for(source)) as cache:
        maker = previewer(source, cache)  # type: ignore[arg-type]
        maker.make(NOW, BuildOptions())
        maker.save()
    (pack,) = (tmp_path / "cache").rglob("pack")
    pack.write_bytes(pack.read_bytes().replace(b"Rare words.", b"Rare wordz."))
    with preview_cache(root, request_for(source)) as cache:
        maker = previewer(source, cache)  # type: ignore[arg-type]
        page = maker.make(NOW, BuildOptions()).make("talks/a-coming-talk/index.html")
        assert b"Rare words." in page


def test_a_second_preview_at_the_same_time_has_no_cache(source: Path, tmp_path: Path) -> None:
    """Two that add to one cache would damage it; without a cache nothing is kept."""
    root = CacheDirectory(tmp_path / "cache", b"secret" * 4)
    beside = request_for(source)
    with preview_cache(root, beside) as first, preview_cache(root, beside) as second:
        assert isinstance(first, DiskStore)
        assert not isinstance(second, DiskStore)
    with preview_cache(None, request_for(source)) as cache:
        assert not isinstance(cache, DiskStore)
    maker = previewer(source)
    maker.save()


# --- what is served -----------------------------------------------------------------------------


def test_the_preview_is_served_as_a_host_should(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Documents have their types; unchanged ones are not sent again; HEAD sends no body."""

    def act(client: Client) -> None:
        status, headers, body = client.get("/")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert client.get("/index.html")[2] == body
        assert client.get("/", If_None_Match=f"W/{headers['ETag']}")[0] == 304
        assert client.get("/", If_None_Match='"other"')[0] == 200
        for path, kind in (
            ("/talks.atom", "application/atom+xml"),
            ("/talks.json", "application/feed+json"),
            ("/talks.ics", "text/calendar; charset=utf-8"),
            ("/talk-feed.js", "text/javascript; charset=utf-8"),
        ):
            status, headers, body = client.get(path, "HEAD")
            assert (status, headers["Content-Type"], body) == (200, kind, b"")
            assert int(headers["Content-Length"]) == len(client.get(path)[2])
        assert b"<script" not in client.get("/talks.fragment.html")[2]
        assert client.get("/talks/a-past-talk")[:2][1]["Location"] == "/talks/a-past-talk/"
        assert "A past talk" in client.text("/talks/a-past-talk/")
        assert client.get("/", "POST")[0] == 501

    assert preview(source, act, *CLOCK) == 0
    said = capsys.readouterr()
    assert "2 new · 0 updated · 0 withdrawn · 0 unchanged\n  + new " in said.out
    assert "(Ctrl-C ends it; nothing is published)" in said.out
    assert "TF603" in said.err
    assert sorted(path.name for path in source.parent.iterdir()) == ["talks.yaml"]


def test_links_of_a_preview_stay_on_it(source: Path) -> None:
    """Pages lead to the preview; feeds, canonical addresses and texts to copy are as published."""

    def act(client: Client) -> None:
        page = client.text("/")
        links = re.findall(r'<(?:a|link)\b[^>]*href="((?:https?|webcal):[^"]*)"', page)
        here = f"//127.0.0.1:{client.port}/"
        assert {"http:", "webcal:"} == {link.partition(here)[0] for link in links if here in link}
        left = [link for link in links if here not in link and "//talks.example/" in link]
        assert left == ["https://talks.example/"]
        assert '<link rel="canonical" href="https://talks.example/">' in page
        assert 'value="https://talks.example/talks.atom"' in page
        assert "127.0.0.1" not in client.text("/talks.atom") + client.text("/talks.json")

    preview(source, act, *CLOCK)


def test_only_documents_of_the_build_are_served(source: Path) -> None:
    """No name in a request reaches the disk, however it is written."""
    write(source.parent / "secret.html", "a treasure")

    def act(client: Client) -> None:
        for path in (
            *("/secret.html", "/talks.yaml", "/../site/talks.yaml", "/%2e%2e/site/talks.yaml"),
            *("/..%2fsite%2ftalks.yaml", "//etc/passwd", "/%00", "/%ff", "/.talkfeed"),
            f"http://127.0.0.1:{client.port}/talks.atom",
        ):
            status, _, body = client.get(path)
            assert (status, b"treasure" in body) == (404, False), path
        assert 'href="/talks.atom"' in client.text("/nowhere")

    preview(source, act)


def test_only_this_machine_is_answered(source: Path) -> None:
    """A page of another site can neither read the talks nor hold a connection."""

    def act(client: Client) -> None:
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example", ""):
            assert client.get("/", Host=host)[0] == 421
        for host in ("localhost", "LOCALHOST:9", "preview.localhost:80", "[::1]:8000"):
            assert client.get("/", Host=host)[0] == 200
        assert client.get("/.talkfeed/events", Host="evil.example")[0] == 421
        assert client.get("/.talkfeed/events", Origin="http://evil.example")[0] == 403
        local = "http://localhost:3000"
        for origin, allowed in ((local, local), ("http://evil.example", None), ("null", None)):
            headers = client.get("/talks.json", Origin=origin)[1]
            assert headers.get("Access-Control-Allow-Origin") == allowed
            assert headers["Vary"] == "Origin"

    preview(source, act)


def test_a_site_without_pages_lists_its_documents(source: Path) -> None:
    """There is always something to look at, and to show mistakes on."""
    write(source, GOOD.replace("talks:", "  formats: [atom, ical]\ntalks:", 1))

    def act(client: Client) -> None:
        status, _, body = client.get("/")
        assert status == 200
        assert b'href="/talks.atom"' in body
        assert b"data-version" in body

    preview(source, act)


# --- edits --------------------------------------------------------------------------------------


@pytest.mark.parametrize("save", [save_by_rename, save_in_place, save_anew])
@pytest.mark.parametrize("polling", [(), ("--poll",)], ids=["reported", "polled"])
def test_each_way_to_save_a_file_is_one_edit(
    source: Path,
    save: Callable[[Path, str], None],
    polling: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file that is missing or half written for a moment is no mistake."""

    def act(client: Client) -> None:
        with client.events() as one, client.events() as other:
            save(source, EDITED)
            state = one.next()
            assert state["mistakes"] == []
            assert other.next() == state
        assert "An old talk" in client.text()

    assert preview(source, act, *CLOCK, *polling) == 0
    said = capsys.readouterr()
    assert said.out.count("unchanged\n") == 2
    assert "problem" not in said.err


def test_mistakes_are_shown_until_they_are_fixed(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last good page stays, in the version it had."""

    def act(client: Client) -> None:
        with client.events() as events:
            first = events.state
            save_by_rename(source, GOOD + WRONG)
            (mistake,) = events.until_wrong()
            assert (mistake["path"], mistake["line"]) == (str(source), 8)
            assert mistake["code"] == "TF203"
            assert mistake["hint"]
            assert [8, WRONG.rstrip("\n")] in mistake["lines"]
            assert events.state["version"] == first["version"]
            assert "A past talk" in client.text()
            save_by_rename(source, GOOD)
            assert events.next() == first
            save_by_rename(source, GOOD + "  - title: not\n\tdate: YAML: [")
            assert events.until_wrong()[0]["code"].startswith("TF1")
            source.unlink()
            assert "there is no file" in events.until_wrong("no file")[0]["message"]
            save_by_rename(source, EDITED)
            events.until_right()
            assert events.state["mistakes"] == []

    assert preview(source, act, *CLOCK) == 0
    assert "1 problem in" in (said := capsys.readouterr().err)
    assert "the last good page stays" in said


def test_a_first_preview_may_have_mistakes(source: Path) -> None:
    """The browser waits for the first good page, and sees what is wrong."""
    write(source, FEED + WRONG)

    def act(client: Client) -> None:
        status, _, body = client.get("/")
        assert (status, b"No page yet" in body) == (503, True)
        with client.events() as events:
            assert events.state["mistakes"][0]["code"] == "TF203"
            save_by_rename(source, GOOD)
            events.until_right()
        assert client.get("/")[0] == 200

    preview(source, act)


def _script(client: Client) -> str:
    """Return the path of the script that the page loads."""
    (path,) = re.findall(r'<script src="([^"]*)" defer>', client.text())
    return f"/{path}"


def test_whatever_a_build_reads_is_watched(source: Path, tmp_path: Path) -> None:
    """Included files, those a pattern matches later, templates, and talks.lock."""
    main_file = FEED.replace("talks:\n", f"{THEME}talks:\n  - more/*.yaml\n")
    write(source.parent / "more" / "one.yaml", PAST.replace("  - ", "- "))
    write(source.parent / "theme" / "index.js", "")
    write(source, main_file)
    later = tmp_path / "later"

    def act(client: Client) -> None:
        with client.events() as events:
            save_by_rename(source.parent / "more" / "one.yaml", "- {title: Other, date: 2015}\n")
            events.until_right()
            write(source.parent / "more" / "two.yaml", "- {title: Second, date: 2016}\n")
            events.until_right()
            assert "Second" in client.text()
            write(source.parent / "theme" / "parts" / "more.js", "")
            write(source.parent / "theme" / "index.js", "let ours = 1;")
            events.until_right()
            while "let ours" not in client.text(_script(client)):
                events.until_right()
            build(source, later, now=NOW)
            events.until_right()
            (source.parent / "more" / "two.yaml").unlink()
            events.until_right()
            assert "Second" not in client.text()

    preview(source, act, *CLOCK)


def test_files_that_a_pattern_does_not_match_yet_are_waited_for(source: Path) -> None:
    """A pattern without files is a mistake, which the first such file fixes."""
    write(source, f"{FEED}  - more/*.yaml\n")

    def act(client: Client) -> None:
        with client.events() as events:
            assert events.state["mistakes"][0]["code"] == "TF112"
            write(source.parent / "more" / "one.yaml", PAST.replace("  - ", "- "))
            events.until_right()

    preview(source, act)


def test_a_template_that_fails_is_a_mistake(source: Path) -> None:
    """It is found before the page is shown, or on the page of the one talk where it fails."""
    write(source, GOOD.replace("talks:\n", f"{THEME}talks:\n", 1))
    theme = source.parent / "theme"
    write(theme / "index.js", "")

    def act(client: Client) -> None:
        with client.events() as events:
            write(theme / "index.js", "{{ 1 / 0 }}")
            assert events.until_wrong()[0]["code"] == "TF325"
            assert client.get("/")[0] == 200
            write(theme / "index.js", "{% if")
            events.until_wrong("")
            write(theme / "index.js", "")
            last = "{% if 'a-past-talk' in feed.path %}{{ 1 / 0 }}{% endif %}"
            write(theme / "page.html", last)
            events.until_right()
            while client.get("/talks/a-past-talk/")[0] == 200:
                events.until_right()
        status, _, body = client.get("/talks/a-past-talk/")
        assert status == 500
        assert b"TF325" in body
        assert client.get("/")[0] == 200

    preview(source, act, *CLOCK)


def test_a_date_that_passes_is_an_edit(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that stays open all night shows the next day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))

    def act(client: Client) -> None:
        with client.events() as events:
            os.environ["SOURCE_DATE_EPOCH"] = str(int(NOW.replace(year=2027).timestamp()))
            events.until_right()

    preview(source, act, "--poll")


def test_a_cache_that_is_damaged_meanwhile_costs_a_moment(source: Path, tmp_path: Path) -> None:
    """A page whose stored values are missing is made again."""
    write(source, GOOD.replace("Bob,", "Bob, abstract: Words.,"))
    cache = ("--cache", str(tmp_path / "cache"))
    preview(source, lambda client: client.wait_until_up(), *CLOCK, *cache)
    (pack,) = (tmp_path / "cache").rglob("pack")

    def act(client: Client) -> None:
        with client.events() as events:
            pack.write_bytes(bytes(pack.stat().st_size))
            assert client.get("/")[0] == 503
            events.until_right()
        assert "Words" in client.text("/talks/a-coming-talk/")

    preview(source, act, *CLOCK, *cache, "--poll")


# --- the server ---------------------------------------------------------------------------------


def test_a_port_in_use_gives_the_next_one(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The terminal says which port it is."""
    port = free_port()
    with closing(socket.create_server(("127.0.0.1", port))):
        arguments = ["serve", str(source), "--port", str(port), "--poll"]
        assert use(arguments, lambda: time.sleep(1.5)) == 0
    said = capsys.readouterr().out
    assert f"port {port} is in use; this is " in said
    found = re.search(r"serving http://127\.0\.0\.1:(\d+)/", said)
    assert found
    assert port < int(found[1]) < port + server.TRIES


def test_no_port_is_wrong_usage(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no port can be had, that is said in one line."""
    monkeypatch.setattr(server, "TRIES", 1)
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        assert main(["serve", str(source), "--port", str(taken.getsockname()[1])]) == 2
    assert "name another with --port" in capsys.readouterr().err
    assert main(["serve", str(source), "--port", "65536"]) == 2
    assert "is not the number of a port" in capsys.readouterr().err


def test_connections_are_limited_and_end_with_the_server(source: Path) -> None:
    """Browsers that only listen are dropped beyond a limit, and leave no thread behind."""
    before = set(threading.enumerate())

    def act(client: Client) -> None:
        with suppress(ConnectionError):
            socket.create_connection(("127.0.0.1", client.port)).close()
        held = [
            socket.create_connection(("127.0.0.1", client.port))
            for _ in range(server.MOST_CONNECTIONS)
        ]
        with pytest.raises((ConnectionError, RemoteDisconnected)):
            client.get("/")
        for each in held[1:]:
            each.close()
        end = time.monotonic() + 10
        while True:
            try:
                assert client.get("/")[0] == 200
            except OSError:
                assert time.monotonic() < end
            else:
                break
        with client.events():
            pass
        time.sleep(2 * server.OFTEN)
        silent.append(held[0])

    silent: list[socket.socket] = []
    assert preview(source, act) == 0
    silent[0].close()
    ours = [each for each in threading.enumerate() if each not in before]
    assert [each.name for each in ours if "ThreadPool" not in each.name] == []


def test_a_missing_talks_file_ends_it_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In an empty directory there is nothing to watch; a first file is suggested."""
    assert main(["serve", str(tmp_path / "talks.yaml")]) == 1
    assert "`talkfeed init` writes one" in capsys.readouterr().err


def test_a_process_ends_at_a_signal_and_opens_the_browser(source: Path, tmp_path: Path) -> None:
    """SIGTERM ends it as Ctrl-C does; `--open` gives the address to the user's browser."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\ncd "{tmp_path}"\necho "$1" >opened.new\nmv opened.new opened\n')
    browser.chmod(0o755)
    with process(source, "--open", BROWSER=f"{browser} %s") as (client, lines):
        end = time.monotonic() + 20
        while not (tmp_path / "opened").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        assert (tmp_path / "opened").read_text() == f"http://127.0.0.1:{client.port}/\n"
    assert lines[-1] == "status 0"


def test_open_gives_the_page_to_the_browser(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is that of the port that was found."""
    import webbrowser  # noqa: PLC0415

    class Recorder(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: FBT001, FBT002, ARG002
            opened.append(url)
            return True

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "_tryorder", ["recorder"])
    monkeypatch.setattr(webbrowser, "_browsers", {"recorder": [None, Recorder()]})

    def act(client: Client) -> None:
        end = time.monotonic() + 20
        while opened != [f"http://127.0.0.1:{client.port}/"]:
            assert time.monotonic() < end
            time.sleep(0.02)

    preview(source, act, "--open")


# --- build --watch ------------------------------------------------------------------------------


def wait(is_done: Callable[[], bool]) -> None:
    """Wait until something is done."""
    end = time.monotonic() + 20
    while not is_done():
        assert time.monotonic() < end
        time.sleep(0.05)


def shows(source: Path, word: str) -> bool:
    """Return whether the page that was built has a word."""
    page = source.parent / "output" / "index.html"
    return page.exists() and word in page.read_text(encoding="utf-8")


def test_build_watch_builds_again_after_each_edit(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Output and lock are written as by `build`; mistakes are printed, and it goes on."""
    said: list[Any] = []

    def has_said(word: str, times: int = 1) -> bool:
        said.append(capsys.readouterr())
        return "".join(each.out + each.err for each in said).count(word) == times

    def act() -> None:
        wait(lambda: shows(source, "A past talk"))
        save_by_rename(source, GOOD + WRONG)
        wait(lambda: has_said("1 problem in"))
        save_in_place(source, EDITED)
        wait(lambda: shows(source, "An old talk") and has_said("files written", 2))

    assert use(["build", str(source), "--watch", *CLOCK], act) == 0
    assert has_said("1 updated")
    lock = (source.parent / "talks.lock").read_text(encoding="utf-8")
    assert "An old talk" in lock


def test_build_watch_builds_again_when_a_date_passes(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A talk is announced at the moment of its `added`, without an edit."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def act() -> None:
        wait(lambda: shows(source, "A past talk"))
        soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat(timespec="seconds")
        write(source, f"{GOOD}  - {{title: Due, speaker: Ann, date: 2015, added: {soon}}}\n")
        wait(lambda: shows(source, "Due"))

    assert use(["build", str(source), "--watch"], act) == 0


def test_wrong_usage_ends_what_would_go_on(source: Path) -> None:
    """A clock that cannot be read is not tried again at every edit."""
    assert main(["build", str(source), "--watch", "--now", "soon"]) == 2
    assert main(["serve", str(source), "--now", "soon"]) == 2


# --- inputs -------------------------------------------------------------------------------------


def test_only_another_content_is_a_change(source: Path) -> None:
    """A file that is touched, or saved as it was, is as it was read."""
    inputs = inputs_of(source)
    source.touch()
    save_by_rename(source, GOOD)
    assert not inputs.has_changed()
    write(source, EDITED)
    assert inputs.has_changed()


def test_an_edit_that_is_taken_back_is_none(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there before the files settled needs no build."""
    inputs = inputs_of(source)
    write(source, EDITED)
    looks, seen = iter((False, True)), []
    has_changed = Inputs.has_changed

    def look_and_take_back(given: Inputs) -> bool:
        seen.append(has_changed(given))
        write(source, GOOD)
        return seen[-1]

    monkeypatch.setattr(Inputs, "has_changed", look_and_take_back)
    watching.wait_for_change(inputs, watching.Polling(), lambda: next(looks))
    assert seen == [True, False]


def test_files_that_go_on_changing_are_read_as_they_are(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is written all the time is read now and then."""
    monkeypatch.setattr(watching, "LONGEST", 0.3)
    inputs = inputs_of(source)
    is_over = threading.Event()

    def go_on() -> None:
        for number in range(10_000):
            write(source, f"{EDITED}# {number}\n")
            if is_over.wait(0.01):
                return

    with ThreadPoolExecutor(1) as pool:
        pool.submit(go_on)
        watching.wait_for_change(inputs, watching.Polling(), lambda: False)
        is_over.set()
    assert inputs.has_changed()


def test_without_reports_of_changes_files_are_polled(
    source: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """That is so without the library, and for a directory that can no longer be watched."""

    class Gone(Inputs):
        def directories(self) -> tuple[str, ...]:
            return (str(tmp_path / "gone"),)

    reported = watching.waiter(is_polling=False)
    assert isinstance(reported, watching.Reported)
    reported.wait(Gone(*inputs_of(source)))
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert isinstance(watching.waiter(is_polling=False), watching.Polling)


def test_errors_without_a_place_are_shown_too() -> None:
    """Whatever keeps a page from being made is shown, with its hint where it has one."""
    (coded,) = mistakes_of(Rejected("TF101", "cannot read it", "check the rights"))
    assert (coded.path, coded.code, coded.hint) == ("", "TF101", "check the rights")
    assert mistakes_of(TalkfeedError("no clock"))[0].message == "no clock"


def test_inputs_of_anything_are_found(source: Path, tmp_path: Path) -> None:
    """Whatever is wrong with the talks, what was tried to be read is watched."""
    for theme in ("theme: 1", "theme: {templates: [a]}", "theme: {templates: missing}", "theme:"):
        write(source, GOOD.replace("talks:\n", f"  {theme}\ntalks:\n", 1))
        assert not inputs_of(source).has_changed()
    write(source.parent / "missing" / "page.js", "")
    write(source, GOOD.replace("talks:\n", "  theme: {templates: missing}\ntalks:\n", 1))
    inputs = inputs_of(source, [source.parent / "talks.lock"])
    assert str(source.parent / "missing") in inputs.directories()
    missing = inputs_of(tmp_path / "nothing" / "talks.yaml")
    assert missing.directories() == ()
    assert not missing.has_changed()
    assert not inputs_of(tmp_path / "a\0b").has_changed()


def test_a_request_for_nothing_to_preview_says_what_is_wrong(source: Path) -> None:
    """A preview raises what a build does."""
    write(source, GOOD + WRONG)
    with pytest.raises(InvalidData):
        previewer(source).make(NOW, BuildOptions())


def test_the_command_prints_help(tmp_path: Path) -> None:
    """The help has an example."""
    assert b"talkfeed serve --open" in talkfeed("serve", "--help", cwd=tmp_path).stdout
