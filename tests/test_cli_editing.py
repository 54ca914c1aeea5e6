"""`talkfeed add`, `edit`, `cancel` and `fmt`: what is said, and what changes."""

from __future__ import annotations

import io
import stat
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from commands import COMING, FEED, PAST
from talkfeed.cli import main
from talkfeed.cli.add import QUESTIONS
from talkfeed.cli.changing import FIELDS
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.schema import TALK
from terminals import at_terminal
from test_media import VTT, png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = ("--now", "2026-03-01T12:00:00Z")
HEAD = "# ours\n" + FEED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory with two talks, and go there."""
    (tmp_path / "talks.yaml").write_text(HEAD + PAST + COMING)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(home: Path) -> str:
    """Read the talks file."""
    return (home / "talks.yaml").read_text()


# --- edit ---------------------------------------------------------------------------------------


def test_edit_changes_what_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fields are set and taken out, everything else stays, and it is said where."""
    main(["build", *NOW])
    capsys.readouterr()
    options = ["--date", "7 Oct 2015", "--video", "https://v.example/1", "--unset", "speaker"]
    assert main(["edit", "a-past-talk", *options]) == 0
    assert (
        capsys.readouterr().out
        == "changed: a-past-talk (A past talk, OldConf, Oct 2015) in talks.yaml\n"
    )
    row = "  - {title: A past talk, event: OldConf, date: 7 Oct 2015, video: https://v.example/1}\n"
    assert written(home) == HEAD + row + COMING


@pytest.mark.usefixtures("home")
def test_edit_warns_of_another_talk(capsys: pytest.CaptureFixture[str]) -> None:
    """With title and event both changed, the talk is recognised by an explicit id alone."""
    main(["build", *NOW])
    capsys.readouterr()
    assert main(["edit", "a-past-talk", "--title", "A new name"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["edit", "a-past-talk", "--event", "NewConf", "--date", "2014"]) == 0
    warning = capsys.readouterr().err
    assert warning.startswith(
        "'a-past-talk' has changed so much that subscribers would see another"
    )
    assert warning.endswith("talkfeed edit a-new-name --id a-past-talk\n")
    assert main(["edit", "a-new-name", "--id", "a-past-talk"]) == 0
    main(["diff", *NOW])
    assert "0 new · 1 updated · 0 withdrawn" in capsys.readouterr().out


def test_edit_sets_a_time_of_day(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A time goes beside the date, and needs one that is a day."""
    assert main(["edit", "a-past-talk", "--time", "16:00 UTC"]) == 1
    assert "TF711" in capsys.readouterr().err
    assert main(["edit", "a-past-talk", "--date", "7 Oct 2015", "--time", "16:00 UTC"]) == 0
    assert "date: 7 Oct 2015, time: 16:00 UTC" in written(home)


def test_edit_takes_a_list_as_repeated_options(home: Path) -> None:
    """One value stands alone, several are a list."""
    assert main(["edit", "A past talk", "--speaker", "Ann", "--speaker", "Bob, Jr"]) == 0
    assert 'speaker: [Ann, "Bob, Jr"], event' in written(home)


def test_edit_shows_the_difference(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --dry-run nothing is written."""
    assert main(["edit", "a-past-talk", "--date", "2014", "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("--- talks.yaml\n+++ talks.yaml\n@@ -")
    assert "+  - {title: A past talk, speaker: Ann, event: OldConf, date: 2014}\n" in printed
    assert written(home) == HEAD + PAST + COMING


def test_edit_says_when_there_is_nothing_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same value is no change; no value is a slip."""
    assert main(["edit", "a-past-talk", "--date", "Oct 2015"]) == 0
    assert (
        capsys.readouterr().out
        == "nothing to change: a-past-talk (A past talk, OldConf, Oct 2015)\n"
    )
    assert main(["edit", "a-past-talk"]) == 2
    assert "nothing to change" in capsys.readouterr().err
    assert written(home) == HEAD + PAST + COMING


REJECTED = (
    (["edit", "a-past-tlk", "--date", "2015"], "TF710", "did you mean 'a-past-talk'?"),
    (["edit", "a-past-talk", "--date", "31 June 2015"], "TF711", "1 to 30"),
    (["edit", "a-past-talk", "--unset", "video"], "TF712", "it has: title, speaker"),
    (["cancel", "nothing"], "TF710", "use a talk's key"),
)


@pytest.mark.parametrize(("arguments", "code", "hint"), REJECTED)
def test_what_cannot_be_changed_is_told(
    arguments: list[str], code: str, hint: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line and a hint; the file is as it was."""
    assert main(arguments) == 1
    printed = capsys.readouterr().err
    assert printed.startswith(f"talkfeed: {code} ")
    assert hint in printed
    assert written(home) == HEAD + PAST + COMING


def test_a_highlight_is_written_as_true(home: Path) -> None:
    """Without quotes, as people write it."""
    assert main(["edit", "a-past-talk", "--pinned", "true"]) == 0
    assert "pinned: true" in written(home)


def test_every_field_of_a_talk_is_an_option() -> None:
    """Except those that imports write, and the list of deliveries."""
    fields = {field.name for field in TALK.fields} - {"speakers", "given", "source", "source_id"}
    assert {name for name, _, _ in FIELDS} == fields


def test_what_belongs_to_a_recording_is_set(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Chapters and captions are repeated options, or files, which a build would accept."""
    options = ["--chapters", "0:00 Intro", "--chapters", "5:30 Types", "--thumbnail", "a.png"]
    options += [
        "--captions",
        "a.vtt",
        "--recordings",
        "https://v.example/1.mp4",
        "--chairs",
        "Cal Doe",
    ]
    new = ["add", "--title", "N", "--date", "2015", "--thumbnail", "a.png"]
    for command, code in ((["edit", "a-past-talk", *options], "TF711 "), (new, "TF333 ")):
        assert main(command) == 1
        printed = capsys.readouterr().err
        assert code in printed
        assert "there is no file 'a.png'" in printed
    assert written(home) == HEAD + PAST + COMING
    (home / "a.png").write_bytes(png(1, 1))
    (home / "a.vtt").write_text(VTT)
    assert main(["edit", "a-past-talk", *options]) == 0
    row = (
        "chairs: Cal Doe, event: OldConf, date: Oct 2015, recordings: https://v.example/1.mp4, "
        "thumbnail: a.png, chapters: [0:00 Intro, 5:30 Types], captions: a.vtt}"
    )
    assert row in written(home)


def test_the_file_keeps_its_mode_and_its_link(home: Path) -> None:
    """A file that is a link elsewhere stays one, and may be read by whom it was."""
    real = home / "real.yaml"
    (home / "talks.yaml").rename(real)
    real.chmod(0o640)
    (home / "talks.yaml").symlink_to(real)
    assert main(["edit", "a-past-talk", "--date", "2014"]) == 0
    assert (home / "talks.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "date: 2014" in real.read_text()


def test_two_do_not_write_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While a build or another edit holds the talks, an edit waits for its turn elsewhere."""
    with hold_build_lock(home / "talks.yaml"):
        assert main(["cancel", "a-past-talk"]) == 75
    assert "TF506" in capsys.readouterr().err


# --- cancel -------------------------------------------------------------------------------------


def test_cancel_marks_a_talk(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Twice is once; a build then says so to subscribers."""
    assert main(["cancel", "a-coming-talk", "talks.yaml"]) == 0
    assert "date: 1 April 2026, status: cancelled}" in written(home)
    assert main(["cancel", "A coming talk"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("nothing to change: a-coming-talk (")


def test_a_report_names_the_delivery(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A key comes before a title that others have; the report has key, title, event and date."""
    rows = "".join(
        f"  - {{title: {title}, event: {event}, date: {date}{own}}}\n"
        for title, event, date, own in (
            ("Other", "A", "2027-06-01", ", id: twin"),
            ("Twin", "B", "2027-06-02", ""),
            ("Twin", "C", "2027-06-03", ""),
        )
    )
    (home / "talks.yaml").write_text(HEAD + rows)
    assert main(["cancel", "twin"]) == 0
    assert capsys.readouterr().out == "changed: twin (Other, A, 2027-06-01) in talks.yaml\n"
    assert main(["cancel", "twin-c"]) == 0
    assert "changed: twin-c (Twin, C, 2027-06-03) " in capsys.readouterr().out


# --- add ----------------------------------------------------------------------------------------


def test_add_puts_a_talk_in_its_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file has an order, and the talk goes where it wants it, in the style around it."""
    options = ["--title", "New: one", "--speaker", "Ann", "--date", "2020", "--tags", "a"]
    assert main(["add", *options]) == 0
    assert capsys.readouterr().out == "talks.yaml:8: added: New: one\n"
    row = '  - {title: "New: one", speaker: Ann, date: 2020, tags: a}\n'
    assert written(home) == HEAD + PAST + row + COMING


def test_add_knows_what_is_listed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same talk is not added twice; what it lacks is filled in, what differs is told."""
    options = ["--title", "A past talk", "--event", "OldConf", "--date", "Oct 2015"]
    assert main(["add", *options]) == 0
    assert capsys.readouterr().out == "talks.yaml:7: already in the list: A past talk\n"
    assert main(["add", *options, "--location", "Here", "--speaker", "Eve"]) == 0
    assert capsys.readouterr().out == (
        "talks.yaml:7: already in the list; missing fields added: A past talk\n"
        "    the source has another speaker: 'Eve'\n"
    )
    assert "location: Here" in written(home)


def test_add_shows_the_difference(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --dry-run nothing is written."""
    assert main(["add", "--title", "New", "--date", "2020", "--dry-run"]) == 0
    assert "+  - {title: New, date: 2020}\n" in capsys.readouterr().out
    assert written(home) == HEAD + PAST + COMING


@pytest.mark.usefixtures("home")
def test_add_begins_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a talks file there is one afterwards; its address is to be put in."""
    assert main(["add", "--title", "New", "--date", "2020", "--to", "new.yaml"]) == 0
    assert "replace https://talks.example/ by the address of your feeds" in (
        capsys.readouterr().out
    )
    assert main(["check", "new.yaml"]) == 0


WRONG = (
    (["--title", "New"], "TF302 the talk 'New' has no date"),
    (["--title", "New", "--date", "sometime"], "TF201 "),
    (["--title", "New", "--date", "2020", "--video", "x"], "TF305 "),
)


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_add_refuses_what_a_check_would(
    options: list[str], message: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is left out silently of what a person writes."""
    assert main(["add", *options]) == 1
    assert capsys.readouterr().err.startswith(f"talkfeed: {message}")
    assert written(home) == HEAD + PAST + COMING


ANSWERS = ("", "New", "", "", "31 June 2020", "\udcff", "2020", "no address", "https://v.example/1")


def test_add_asks_again_for_a_wrong_answer_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title and a date are needed; what a check would refuse is asked for again at once."""
    screen = at_terminal(monkeypatch, *ANSWERS)
    assert main(["add"]) == 0
    shown = screen.getvalue()
    counts = {key: shown.count(f"{question}: ") for key, question in QUESTIONS.items()}
    assert counts == {"title": 2 + 1, "speaker": 1, "event": 1, "date": 3, "video": 2}  # 1: a hint
    assert "{title: New, date: 2020, video: https://v.example/1}" in written(home)


def test_add_ends_where_the_answers_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no more is to come, nothing is asked for ever; what is missing is said."""
    at_terminal(monkeypatch)
    assert main(["add"]) == 1
    assert written(home) == HEAD + PAST + COMING


class Keyboard(io.TextIOWrapper):
    """Standard input that says it is a terminal, with its bytes."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_bytes_typed_in_that_are_no_text_are_asked_for_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal in another encoding is no traceback."""
    screen = at_terminal(monkeypatch)
    typed = io.BytesIO(b"caf\xe9\nNew\n\n\n2020\n\n")
    monkeypatch.setattr(sys, "stdin", Keyboard(typed, encoding="utf-8"))
    assert main(["add"]) == 0
    assert "that is not UTF-8; type it again" in screen.getvalue()
    assert "{title: New, date: 2020}" in written(home)


def test_add_asks_for_what_is_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal each answer is checked at once; an empty one leaves the field out."""
    answers = ("Ann", "", "sometime", "Oct 2025", "v.example", "https://v.example/")
    screen = at_terminal(monkeypatch, *answers)
    assert main(["add", "--title", "New"]) == 0
    shown = screen.getvalue()
    assert shown.startswith("speaker: event: date, as exactly as you know it:     no date in 's")
    assert "write https://v.example" in shown
    assert "{title: New, speaker: Ann, date: Oct 2025, video: https://v.example/}" in written(home)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serve pages on this machine, for as long as a test takes."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "talk.html").write_text(
        "<title>New talk</title>"
        '<script type="application/ld+json">{"@type": "Event", "name": "New talk",'
        ' "startDate": "2020-05-01", "performer": {"@type": "Person", "name": "Ann"}}</script>'
    )
    for name in ("there", "missing"):
        (pages / f"{name}.html").write_text(
            f'<title>A talk with {name}</title><link rel="alternate"'
            f' type="application/json+oembed" href="{name}.json">'
        )
    (pages / "there.json").write_text('{"title": "As embedded", "author_name": "Eve"}')
    handler = partial(Quiet, directory=str(pages))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def test_add_reads_a_page(
    site: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the page says of its talk is taken; options say the rest, or otherwise."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    address = f"{site}/talk.html"
    assert main(["add", address, "--event", "Conf"]) == 1
    assert "TF706" in capsys.readouterr().err
    assert main(["add", address, "--event", "Conf", "--allow-private"]) == 0
    row = "{title: New talk, speaker: Ann, event: Conf, date: 2020-05-01"
    assert row in written(home)
    assert f"source: {address}}}" in written(home)


@pytest.mark.parametrize(("name", "title"), [("there", "As embedded"), ("missing", "A talk with")])
def test_add_asks_how_a_page_is_embedded(
    name: str, title: str, site: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a site says in oEmbed counts; where it does not answer, the page has to do."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    assert main(["add", f"{site}/{name}.html", "--date", "2021", "--allow-private"]) == 0
    assert f"{{title: {title}" in written(home)


# --- fmt ----------------------------------------------------------------------------------------


def test_fmt_lays_out_what_is_not(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --check it only says so, and its status is 1; afterwards all is as it should be."""
    (home / "talks.yaml").write_text(HEAD + "- date: 2015\n  title: A\n")
    assert main(["fmt", "--check"]) == 1
    assert capsys.readouterr().out == "not formatted: talks.yaml\n"
    assert main(["fmt"]) == 0
    assert capsys.readouterr().out == "reformatted: talks.yaml\n"
    assert written(home).endswith("\ntalks:\n  - title: A\n    date: 2015\n")
    for arguments in (["fmt"], ["fmt", "--check"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == "1 file already formatted\n"


def test_fmt_takes_all_files_of_a_directory(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files that a main file names are laid out like it."""
    (home / "talks").mkdir()
    (home / "talks" / "a.yaml").write_text("- {date: 2015, title: A}\n")
    (home / "talks.yaml").write_text(FEED.replace("talks:\n", "\ntalks: talks/*.yaml\n"))
    assert main(["fmt", "."]) == 0
    assert capsys.readouterr().out == "reformatted: talks/a.yaml\n"
    assert main(["fmt", "."]) == 0
    assert capsys.readouterr().out == "2 files already formatted\n"


def test_a_file_that_is_no_yaml_is_told_as_ever(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command that changes a file says what is wrong with it, and writes nothing."""
    (home / "talks.yaml").write_text(FEED + "  - title: a: b\n")
    for arguments in (["fmt"], ["cancel", "x"], ["add", "--title", "A", "--date", "2015"]):
        assert main(arguments) == 1
        printed = capsys.readouterr().err
        assert printed.startswith("talks.yaml:6:13: TF103 ")
        assert printed.endswith("1 problem in talks.yaml; nothing written\n")
