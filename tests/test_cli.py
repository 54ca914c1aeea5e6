"""Arguments → an exit status: every command, every status, and what is printed where."""

from __future__ import annotations

import json
import os
import runpy
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from commands import (
    COMING,
    COMMAND,
    FEED,
    PAST,
    WRONG,
    environment,
    on_terminal,
    talkfeed,
)
from talkfeed.cli import main
from talkfeed.cli.parser import COMMANDS
from talkfeed.cli.problems import START
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parent.parent / "docs"
NOW = ("--now", "2026-03-01T12:00:00Z")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory with two talks, and go there."""
    (tmp_path / "talks.yaml").write_text(FEED + PAST + COMING)
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def tree(home: Path) -> dict[str, bytes]:
    """Read every file below a directory."""
    found = sorted(path for path in home.rglob("*") if path.is_file())
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in found}


# --- build --------------------------------------------------------------------------------------


def test_build_says_what_subscribers_will_see(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The counts come first, then each change, then the files; notices go to standard error."""
    assert main(["build", *NOW]) == 0
    printed = capsys.readouterr()
    first, *changes, last = printed.out.splitlines()
    assert first == "2 new · 0 updated · 0 withdrawn · 0 unchanged"
    assert changes == [
        "  + new       A coming talk - Bob at NewConf (1 April 2026)",
        "  + new       A past talk - Ann at OldConf (Oct 2015)",
    ]
    files = len(tree(home)) - 2  # the talks and the manifest
    assert last == f"{files} files written, 0 unchanged in output"
    assert "talks.yaml:6:5: notice: TF601 'A past talk' is in no calendar" in printed.err


def test_a_second_build_writes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same talks at the same time give the same files, and the build says so."""
    main(["build", *NOW])
    before = tree(home)
    capsys.readouterr()
    assert main(["build", *NOW]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("0 new · 0 updated · 0 withdrawn · 2 unchanged\n0 files written, ")
    assert tree(home) == before


def test_build_tells_of_few_changes_unless_asked(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A first build of an archive does not fill the screen; --verbose shows all."""
    talks = "".join(f"  - {{title: Talk {n}, date: 2015}}\n" for n in range(25))
    (home / "talks.yaml").write_text(FEED + talks)
    main(["build", *NOW, "--output", "one"])
    brief = capsys.readouterr()
    assert "  and 5 more; --verbose shows all\n" in brief.out
    assert "(and 24 more like it; --verbose shows all)" in brief.err
    (home / "talks.lock").unlink()
    main(["build", *NOW, "--output", "two", "--verbose"])
    whole = capsys.readouterr()
    assert "more" not in whole.out + whole.err
    assert whole.out.count("  + new ") == whole.err.count("TF601") == 25


def test_build_says_what_was_removed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A talk that is withdrawn takes its files along, and the build counts them."""
    main(["build", *NOW])
    (home / "talks.yaml").write_text(FEED + PAST)
    capsys.readouterr()
    assert main(["build", *NOW]) == 0
    printed = capsys.readouterr().out
    assert "0 new · 0 updated · 1 withdrawn · 1 unchanged\n  - withdrawn A coming talk" in printed
    assert " removed, " in printed


def test_a_problem_stops_a_build(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems come sorted, then their number; nothing is written, and the status is 1."""
    (home / "talks.yaml").write_text(FEED + WRONG + WRONG)
    assert main(["build"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    first, _, second, _, last = printed.err.splitlines()
    assert first == "talks.yaml:6:47: TF203 there is no day 31 in 2015-06"
    assert second.startswith("talks.yaml:7:47: TF203 ")
    assert last == "2 problems in talks.yaml; nothing written"
    assert [*tree(home)] == ["talks.yaml"]


def test_locked_refuses_a_change_of_the_lock(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --locked a build that would announce something fails."""
    assert main(["build", "--locked"]) == 1
    assert "TF405" in capsys.readouterr().err
    assert [*tree(home)] == ["talks.yaml"]


def test_a_missing_talks_file_comes_with_a_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no talks file, the example that is printed builds as it stands."""
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 1
    assert START in capsys.readouterr().err
    (tmp_path / "talks.yaml").write_text(dedent(START.partition(":\n")[2]))
    assert main(["build"]) == 0


def test_an_output_that_cannot_be_written_is_74(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stranger's directory is refused with the code, the cause and a hint."""
    (home / "site").mkdir()
    (home / "site" / "photo.jpg").touch()
    assert main(["build", "--output", "site"]) == 74
    message, hint = capsys.readouterr().err.splitlines()
    assert message == "talkfeed: TF502 site is not empty and talkfeed did not make it"
    assert hint == "    give an empty directory, or allow this one: touch site/.talkfeed"


def test_a_second_build_at_once_is_75(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever comes second is told so."""
    (home / "output").mkdir()
    with hold_build_lock(home / "output"):
        assert main(["build"]) == 75
    assert "talkfeed: TF506 another build is at work on output\n" in capsys.readouterr().err


def test_a_full_disk_is_74_without_a_traceback(home: Path) -> None:
    """When no byte can be written, everything is as before and the cause is told."""
    resource = pytest.importorskip("resource")

    def forbid_writing() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    run = talkfeed("build", cwd=home, preexec_fn=forbid_writing)
    assert run.returncode == 74
    assert run.stderr.startswith(b"talkfeed: TF501 cannot write ")
    assert b"Traceback" not in run.stderr
    assert [*tree(home)] == ["talks.yaml"]


def test_a_memory_that_cannot_be_read_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system will not read is named, and why."""
    (home / "talks.lock").mkdir()
    assert main(["diff"]) == 1
    assert "talks.lock" in capsys.readouterr().err


def test_feeds_that_cannot_be_recovered_are_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address that gives no feeds is a problem, not a fresh start."""
    assert main(["build", "--recover", "http://127.0.0.1:9/"]) == 1
    assert "TF407" in capsys.readouterr().err
    assert [*tree(home)] == ["talks.yaml"]


# --- check --------------------------------------------------------------------------------------


def test_check_counts_the_talks(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without mistakes is said to be so."""
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "2 talks, no problems\n"
    (home / "talks.yaml").write_text(FEED + PAST)
    assert main(["check", str(home / "talks.yaml")]) == 0
    assert capsys.readouterr().out == "1 talk, no problems\n"


@pytest.mark.parametrize("form", ["text", "github"])
def test_check_counts_the_talks_that_wait(
    form: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A talk to be announced later is checked, and no output has it yet."""
    (home / "talks.yaml").write_text(FEED + PAST.replace("date", "added: 2099-12-31, date"))
    assert main(["check", "--format", form]) == 0
    assert "1 talk, 1 to be announced later, no problems\n" in capsys.readouterr().out


def test_check_prints_problems_as_its_result(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The problems are what was asked for, so they go to standard output."""
    (home / "talks.yaml").write_text(FEED + WRONG)
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.out.endswith('"2015-06-30"\n1 problem in talks.yaml\n')
    assert printed.err == ""


def test_check_tells_what_is_worth_a_look(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A doubt that is no mistake is told, and does not fail the check."""
    (home / "talks.yaml").write_text(FEED + PAST.replace("Ann", "Ann and Bob"))
    assert main(["check"]) == 0
    notice, last = capsys.readouterr().out.splitlines()
    assert notice.startswith("talks.yaml:6:5: ")
    assert "'Ann and Bob' is taken for one speaker; " in notice
    assert last == "1 talk, no problems"


def test_check_speaks_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get every problem with its place, code, severity and hint."""
    main(["check", "--format", "json"])
    assert json.loads(capsys.readouterr().out) == {"talks": 2, "problems": []}
    (home / "talks.yaml").write_text(FEED + WRONG)
    assert main(["check", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    (problem,) = report["problems"]
    assert report["talks"] is None
    assert problem.pop("hint").startswith("that month has")
    assert problem == {
        "path": "talks.yaml",
        "line": 6,
        "column": 47,
        "code": "TF203",
        "severity": "error",
        "message": "there is no day 31 in 2015-06",
    }


def test_check_annotates_on_github(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem is one workflow command."""
    main(["check", "--format", "github"])
    assert capsys.readouterr().out == "2 talks, no problems\n"
    (home / "talks.yaml").write_text(FEED + WRONG)
    assert main(["check", "--format", "github"]) == 1
    annotation, tally = capsys.readouterr().out.splitlines()
    place = "file=talks.yaml,line=6,col=47,title=TF203"
    assert annotation.startswith(f"::error {place}::there is no day 31 in 2015-06%0Athat ")
    assert tally == "1 problem in talks.yaml"


# --- diff ---------------------------------------------------------------------------------------


def test_diff_shows_what_a_build_would_announce(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each new, updated, renamed and withdrawn talk is named; nothing is written."""
    main(["build", *NOW])
    before = tree(home)
    capsys.readouterr()
    renamed = COMING.replace("A coming talk", "A better title")
    (home / "talks.yaml").write_text(FEED + renamed + PAST.replace("OldConf", "OtherConf"))
    assert main(["diff", *NOW]) == 0
    *changes, tally = capsys.readouterr().out.splitlines()
    assert tally == "0 new · 2 updated · 0 withdrawn · 0 unchanged"
    assert all(change.startswith("  ~ updated   ") for change in changes)
    former = "formerly 'A coming talk - Bob at NewConf (1 April 2026)'"
    assert sum(change.endswith(former) for change in changes) == 1
    assert sum("(event)" in change for change in changes) == 1
    assert tree(home).items() >= {**before, "talks.yaml": tree(home)["talks.yaml"]}.items()


def test_diff_tells_of_a_talk_that_is_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A withdrawn talk that returns is restored, not new."""
    for talks in (PAST + COMING, PAST):
        (home / "talks.yaml").write_text(FEED + talks)
        main(["build", *NOW])
    (home / "talks.yaml").write_text(FEED + PAST + COMING)
    capsys.readouterr()
    assert main(["diff", *NOW, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {
        "new": 0,
        "updated": 0,
        "withdrawn": 0,
        "restored": 1,
        "unchanged": 1,
    }
    (change,) = report["changes"]
    assert change == {
        "kind": "restored",
        "key": change["key"],
        "title": "A coming talk - Bob at NewConf (1 April 2026)",
        "what": change["what"],
        "renamed_from": None,
    }


# --- list ---------------------------------------------------------------------------------------

TALKS = (
    PAST
    + "  - {title: Someday, speakers: [Ann, Bob], date: TBA}\n"
    + "  - {title: Gone, date: 2 April 2026, status: cancelled}\n"
    + "  - {title: Evening, date: '2026-04-01 18:30 Europe/Paris', location: Paris}\n"
    + COMING
)


def test_a_talk_to_be_announced_is_listed_and_published_then(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who writes the file sees it; no output mentions it before its moment."""
    with Path("talks.yaml").open("a") as file:
        file.write("  - {title: Secret, date: 2026-12-01, added: 2026-05-01T18:00Z}\n")
    assert main(["check"]) == 0
    assert main(["build", "--now", "2026-03-02T12:00:00Z"]) == 0
    assert "TF606 1 talk is to be announced later, the next at 2026-05-01 18:00 UTC" in (
        capsys.readouterr().err
    )
    written = [path.read_bytes() for path in (home / "output").rglob("*.*")]
    assert not any(b"Secret" in each for each in (*written, Path("talks.lock").read_bytes()))
    main(["diff", "--now", "2026-03-02T12:00:00Z"])
    assert "  . waiting   Secret (from 2026-05-01 18:00 UTC)" in capsys.readouterr().out
    main(["diff", "--json", "--now", "2026-03-02T12:00:00Z"])
    found = json.loads(capsys.readouterr().out)["waiting"]
    assert found == [{"title": "Secret", "added": "2026-05-01T18:00:00+00:00"}]
    main(["list", "--now", "2026-03-02T12:00:00Z"])
    assert "from 2026-05-01: Secret" in capsys.readouterr().out
    assert main(["build", "--now", "2026-05-01T18:00:00Z"]) == 0
    assert b"Secret" in (home / "output" / "talks.atom").read_bytes()
    capsys.readouterr()
    main(["list", "--now", "2026-05-01T18:00:00Z"])
    assert "from 2026-05-01" not in capsys.readouterr().out


def test_list_is_newest_first(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Talks come by their day, those without one last; columns are divided by tabs."""
    (home / "talks.yaml").write_text(FEED + TALKS)
    assert main(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 April 2026\tcancelled: Gone\t\t\tgone",
        "2026-04-01 18:30 Europe/Paris\tEvening\t\t\tevening",
        "1 April 2026\tA coming talk\tBob\tNewConf\ta-coming-talk",
        "Oct 2015\tA past talk\tAnn\tOldConf\ta-past-talk",
        "TBA\tSomeday\tAnn, Bob\t\tsomeday",
    ]


ZONES = (
    "  - {title: Third, date: '2026-04-02 01:00 UTC'}\n"
    "  - {title: First, date: '2026-04-02 08:00 Asia/Tokyo'}\n"
    "  - {title: Second, date: '2026-04-01 20:30 America/New_York'}\n"
)


def test_list_knows_time_zones(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Talks are in the order of the instants at which they begin, whatever their clocks say."""
    (home / "talks.yaml").write_text(FEED + ZONES)
    expected = ["First", "Second", "Third"]
    for options, order in (([], expected[::-1]), (["--upcoming"], expected)):
        assert main(["list", "--json", *NOW, *options]) == 0
        assert [talk["title"] for talk in json.loads(capsys.readouterr().out)] == order


def test_every_key_that_is_listed_is_a_key(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys are those of talks.lock, or of the next build; `edit` and `cancel` take each."""
    (home / "talks.yaml").write_text(FEED + TALKS + PAST.replace("Oct 2015", "Nov 2015"))
    for _ in range(2):
        assert main(["list", "--json"]) == 0
        keys = [talk["key"] for talk in json.loads(capsys.readouterr().out)]
        assert len(set(keys)) == len(keys) == 6
        for key in keys:
            assert main(["cancel", key, "--dry-run"]) == 0
        assert main(["build", *NOW]) == 0
        capsys.readouterr()
    lock = (home / "talks.lock").read_text()
    assert all(f"\n{key} " in lock for key in keys)


def test_a_table_cuts_no_date_and_no_key(home: Path) -> None:
    """On 80 columns the other texts make room."""
    date, title = "1 October 2026, 18:30-20:00 Europe/Paris", "A title of many long words"
    (home / "talks.yaml").write_text(f"{FEED}  - {{title: {title}, date: '{date}'}}\n")
    shown = on_terminal("list", cwd=home, COLUMNS="80").splitlines()[1]
    assert shown.startswith(date)
    assert shown.endswith("a-title-of-many-long-words")
    assert "A title of …" in shown


def test_list_upcoming_starts_with_the_next(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is over or called off is left out; what has no date comes last."""
    (home / "talks.yaml").write_text(FEED + TALKS)
    assert main(["list", "--upcoming", "--json", *NOW]) == 0
    talks = json.loads(capsys.readouterr().out)
    assert [talk["title"] for talk in talks] == ["A coming talk", "Evening", "Someday"]
    assert talks[1]["location"] == "Paris"
    assert talks[1]["date"]["start"] == "2026-04-01T18:30:00+02:00"
    assert talks[2]["date"] == {
        "text": "TBA",
        "edtf": None,
        "start": None,
        "end": None,
        "precision": "none",
        "approximate": False,
        "uncertain": False,
        "zone": None,
    }


# --- explain ------------------------------------------------------------------------------------


def test_explain_says_how_a_date_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """Words for people: the reading, and what becomes of it."""
    assert main(["explain", "towards the end of 2013", "c. 2012"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "towards the end of 2013",
        "  EDTF       2013-39",
        "  precision  third of a year",
        "  from       2013-09-01",
        "  to         2013-12-31",
        "  feeds      shown as written: towards the end of 2013",
        "  calendars  left out until the day is known",
        "c. 2012",
        "  EDTF       2012~",
        "  precision  year, approximate",
        "  from       2012-01-01",
        "  to         2012-12-31",
        "  feeds      shown as written: c. 2012",
        "  calendars  left out until the day is known",
    ]


@pytest.mark.parametrize(
    ("phrase", "options", "line"),
    [
        ("7 Oct 2015", [], "calendars  all day"),
        (
            "7 Oct 2015, 18:30",
            ["--timezone", "Europe/Paris"],
            "calendars  from 20151007T163000Z, for an hour",
        ),
        (
            "7 Oct 2015 18:30-20:00 Europe/Paris",
            [],
            "calendars  from 20151007T163000Z to 20151007T180000Z",
        ),
        ("7 Oct 2015 18:30 Europe/Paris", [], "zone       Europe/Paris"),
        ("TBA", [], "EDTF       none"),
        ("TBA", [], "from       unknown"),
        ("10/07/2015", ["--dates", "dmy"], "EDTF       2015-07-10"),
        ("10/07/2015", ["--dates", "mdy"], "EDTF       2015-10-07"),
        ("Oktober 2015", ["--language", "de"], "EDTF       2015-10"),
        ("octobre 2015", ["--language", "de", "--language", "fr"], "EDTF       2015-10"),
        ("summer 2013", ["--hemisphere", "south"], "feeds      shown as written: summer 2013"),
    ],
)
def test_explain_knows_the_settings_of_a_feed(
    phrase: str, options: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A phrase is read as it would be in a talks file with the same settings."""
    assert main(["explain", *options, phrase]) == 0
    assert f"  {line}\n" in capsys.readouterr().out


FILE = """\
feed:
  {title: T, url: https://t.example/, language: de, timezone: Asia/Tokyo, dates: mdy,
   languages: [es]}
talks: []
"""


@pytest.mark.parametrize(
    ("options", "phrase", "edtf"),
    [
        ([], "Oktober 2015", "2015-10"),
        ([], "10/07/2015", "2015-10-07"),
        ([], "7 Oct 2015, 18:30", "2015-10-07T18:30"),
        (["--dates", "dmy"], "10/07/2015", "2015-07-10"),
        (["--talks", "off"], "10/07/2015", ""),
        (["--talks", "there"], "10/07/2015", "2015-10-07"),
        (["--talks", "other.yaml"], "octobre 2015", "2015-10"),
        ([], "octubre de 2015", "2015-10"),
        (["--timezone", "UTC"], "octubre de 2015", "2015-10"),
        (["--language", "de"], "octubre de 2015", ""),
    ],
)
def test_explain_reads_dates_as_the_talks_file_does(
    options: list[str],
    phrase: str,
    edtf: str,
    home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The settings of talks.yaml or of the file that is named count, unless options say more."""
    (home / "talks.yaml").write_text(FILE)
    (home / "other.yaml").write_text(FILE.replace("de", "fr") + "typo: x\n")
    (home / "there").mkdir()
    (home / "there" / "talks.yaml").write_text(FILE)
    assert main(["explain", *options, "--json", phrase]) == (0 if edtf else 1)
    answer = json.loads(capsys.readouterr().out)
    assert answer.get("edtf", "") == edtf


def test_explain_needs_no_talks_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Defaults count without a file that can be read; one that is named must be there."""
    (home / "talks.yaml").write_text("- [")
    assert main(["explain", "Oct 2015"]) == 0
    (home / "talks.yaml").unlink()
    assert main(["explain", "Oct 2015"]) == 0
    capsys.readouterr()
    assert main(["explain", "--talks", "none.yaml", "Oct 2015"]) == 1
    assert "TF101" in capsys.readouterr().err


def test_explain_refuses_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is an error with the code and what to write instead."""
    assert main(["explain", "Oct 2015", "31 June 2015"]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("Oct 2015\n")
    assert printed.err.startswith("TF203 there is no day 31 in 2015-06\n    that month")


def test_explain_gives_one_answer_for_each_line() -> None:
    """Whatever bytes a line holds, it gets one JSON object, in order."""
    lines = [
        b"Oct 2015",
        b"",
        b"\xff\xfe\x00",
        "日本 2015".encode(),
        b"a\rb",
        b"\x0c2015\xe2\x80\xa8",
    ]
    run = talkfeed("explain", "--json", "-", cwd=Path.cwd(), input=b"\n".join(lines))
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert answers[0] == {
        "text": "Oct 2015",
        "edtf": "2015-10",
        "start": "2015-10-01",
        "end": "2015-10-31",
        "precision": "month",
        "approximate": False,
        "uncertain": False,
        "zone": None,
    }
    assert answers[1].keys() == {"text", "error"}
    assert answers[1]["error"].keys() == {"code", "message", "hint"}
    assert answers[3]["text"] == "日本 2015"
    assert run.returncode == 1
    assert run.stderr == b""


def test_explain_answers_before_the_next_question() -> None:
    """Each answer is printed at once, so that another program can hold a conversation."""
    with subprocess.Popen(
        [*COMMAND, "explain", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for phrase, edtf in (("2012", "2012"), ("Oct 2015", "2015-10")):
            process.stdin.write(f"{phrase}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["edtf"] == edtf
    assert process.returncode == 0


# --- schema and help ----------------------------------------------------------------------------


@pytest.mark.parametrize("option", [[], ["--fields"], ["--rules"], ["--dates"], ["--commands"]])
def test_schema_prints_the_generated_pages(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The schema for editors and the pages for people are what docs/ holds."""
    assert main(["schema", *option]) == 0
    name = f"{option[0][2:]}.md" if option else "talks.schema.json"
    assert capsys.readouterr().out == (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_ends_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help fits 80 columns on any terminal and shows how the command is used."""
    monkeypatch.setenv("COLUMNS", "200")
    assert main([*filter(None, [command]), "--help"]) == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert f"example:\n  talkfeed {command}" in text


def test_the_module_is_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python -m talkfeed` ends with the status of the command."""
    monkeypatch.setattr(sys, "argv", ["talkfeed", "explain", "2012", "sometime"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("talkfeed", run_name="__main__")
    assert end.value.code == 1
    assert capsys.readouterr().out.startswith("2012\n")


def test_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    """The command says which version it is."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"talkfeed {version('talkfeed')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["biuld"],
        ["build", "--nwo", "x"],
        ["build", "--now", "yesterday"],
        ["build", "--now", "2015-11-01T12:00:00"],
        ["build", "--allow-removals", "many"],
        ["build", "--allow-removals", "-1"],
        ["build", "--output", ""],
        ["check", ""],
        ["list", "talks.yaml", "more.yaml"],
        ["explain"],
        ["explain", "--timezone", "Foo/Bar", "2015"],
        ["explain", "--language", "english", "2015"],
        ["schema", "--fields", "--rules"],
    ],
)
def test_wrong_usage_is_2(
    arguments: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What makes no sense is said in a line, and nothing is done."""
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("talkfeed")
    assert [*tree(home)] == ["talks.yaml"]


SLIPS = (
    (["biuld"], "talkfeed: unknown command 'biuld'; did you mean 'build'?\n"),
    (["xyzzy"], "talkfeed: unknown command 'xyzzy'; there are: build, check, "),
    (["check", "--fromat=json"], "unknown option '--fromat=json'; did you mean '--format'?\n"),
    (["check", "--format", "jsn"], "unknown --format 'jsn'; did you mean 'json'?\n"),
    (["list", "a", "b"], "talkfeed list: unexpected argument 'b'\n"),
    (
        ["build", "--output", ""],
        "argument --output: the path is empty; write . for this directory\n",
    ),
)


@pytest.mark.parametrize(("arguments", "message"), SLIPS, ids=lambda each: str(each[0]))
def test_a_slip_is_answered_with_what_was_meant(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The nearest word is named where there is one, and where help is."""
    assert main(arguments) == 2
    printed = capsys.readouterr().err
    assert message in printed
    assert printed.endswith(" --help\n")


# --- streams ------------------------------------------------------------------------------------


def test_a_terminal_gets_a_table(home: Path) -> None:
    """On a terminal the columns fit, have heads, and wide characters are counted as such."""
    (home / "talks.yaml").write_text(f"{FEED}{PAST}  - {{title: 単一の目的を持つ核, date: 2014}}\n")
    shown = on_terminal("list", cwd=home, COLUMNS="80")
    assert shown.splitlines() == [
        "\x1b[1mdate      title               speakers  event    key\x1b[0m",
        "Oct 2015  A past talk         Ann       OldConf  a-past-talk",
        "2014      単一の目的を持つ核                     danyinomudeochitsuhe",
    ]


def test_a_terminal_gets_the_line_and_a_caret(home: Path) -> None:
    """On a terminal each problem shows its line, as compilers do."""
    (home / "talks.yaml").write_text(FEED + WRONG)
    shown = on_terminal("check", cwd=home, NO_COLOR="1", COLUMNS="80")
    assert shown.splitlines()[1:3] == [f"6 | {WRONG.rstrip()}", f"  | {' ' * 46}^"]
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("variables", "has_colour"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_a_pipe_gets_colour_only_if_asked(
    variables: dict[str, str], *, has_colour: bool, home: Path
) -> None:
    """FORCE_COLOR colours what is not a terminal; NO_COLOR always wins."""
    run = talkfeed("diff", cwd=home, env=environment(**variables))
    assert (b"\x1b[32m" in run.stdout) is has_colour


def test_a_dumb_terminal_has_no_colour(home: Path) -> None:
    """A terminal that says it cannot is believed."""
    assert "\x1b" not in on_terminal("diff", cwd=home, TERM="dumb")


def test_a_closed_pipe_ends_quietly(home: Path) -> None:
    """When the reader has had enough, nothing is said, and the status is the shell's."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    run = talkfeed("list", cwd=home, stdout=write_end)
    os.close(write_end)
    assert (run.returncode, run.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_74(home: Path) -> None:
    """What cannot be printed is told on the other stream, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        run = talkfeed("list", cwd=home, stdout=full)
    assert run.returncode == 74
    assert run.stderr.startswith(b"talkfeed: TF501 cannot write to stdout: the disk is full\n")
    assert b"Traceback" not in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("stream", "command"),
    [
        ("stdout", ["build"]),
        ("stderr", ["build"]),
        ("stdout", ["cancel", "A past talk"]),
        ("stdout", ["fmt"]),
        ("stdout", ["add", "--title", "New", "--date", "2015"]),
        ("stdout", ["import", "more.csv"]),
    ],
)
def test_a_report_that_cannot_be_printed_is_76(
    home: Path, monkeypatch: pytest.MonkeyPatch, stream: str, command: list[str]
) -> None:
    """The files are written, and the status says so, whatever becomes of the report."""
    (home / "more.csv").write_text("title,date\nAnother talk,2015\n")
    before = tree(home)
    with Path("/dev/full").open("w", buffering=1) as full:
        monkeypatch.setattr(sys, stream, full)
        assert main(command) == 76
    assert tree(home) != before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["fmt", "--check"], ["cancel", "A past talk", "--dry-run"]])
def test_a_full_device_is_74_where_nothing_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """A command that only shows what it would do has changed nothing when it fails."""
    before = tree(home)
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert main(command) == 74
    assert tree(home) == before


def test_closed_streams_are_no_error(home: Path) -> None:
    """Without any stream the work is done all the same."""
    command = [*COMMAND, "build"]
    run = subprocess.run(
        ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], cwd=home, check=False
    )
    assert run.returncode == 0
    assert (home / "output" / "talks.atom").exists()


def test_a_latin_terminal_gets_what_it_can_show(home: Path) -> None:
    """A character the locale lacks is written as an escape; JSON is UTF-8 everywhere."""
    (home / "talks.yaml").write_text(f"{FEED}  - {{title: 日本, date: 2014}}\n")
    latin = environment(PYTHONIOENCODING="latin-1")
    assert rb"\u65e5\u672c" in talkfeed("list", cwd=home, env=latin).stdout
    assert "日本".encode() in talkfeed("list", "--json", cwd=home, env=latin).stdout


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Take interrupts, which a shell's background jobs ignore, as would all that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_an_interrupt_is_one_line_and_130() -> None:
    """Ctrl-C ends the command without a traceback."""
    with subprocess.Popen(
        [*COMMAND, "explain", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"2012\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"talkfeed: interrupted\n"
    assert process.returncode == 130


# --- streams, in the process itself ------------------------------------------------------------


class Input:
    """A standard input that gives some lines and then does something."""

    def __init__(self, *lines: bytes, then: type[BaseException] | None = None) -> None:
        """Take the lines, and what is raised after them."""
        self.lines, self.then = lines, then

    @property
    def buffer(self) -> Iterator[bytes]:
        """Give the lines as bytes."""
        yield from self.lines
        if self.then is not None:
            raise self.then


def test_phrases_and_lines_are_answered_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hyphen stands for the lines of standard input; a missing one has none."""
    monkeypatch.setattr(sys, "stdin", Input(b"2013\r\n", b"Oct"))
    assert main(["explain", "--json", "2012", "-", "2014"]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["text"] for answer in answers] == ["2012", "2013", "Oct", "2014"]
    assert [answer.get("edtf") for answer in answers] == ["2012", "2013", None, "2014"]
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["explain", "--json", "-"]) == 0
    assert capsys.readouterr().out == ""


def test_an_input_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard input has no name of its own, and is called what it is."""
    with (tmp_path / "written").open("w") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert main(["explain", "-"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("talkfeed: TF101 cannot read standard input: read\n    check that ")


def test_whatever_cannot_be_read_has_a_code(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is read beside the talks is refused as the talks are."""
    (home / "more.csv").write_text("title,date\nMore,2015\n")
    os.mkfifo(home / "talks.imported")
    assert main(["import", "more.csv"]) == 1
    message = "talkfeed: TF101 cannot read talks.imported: it is a named pipe and not a file\n    "
    assert capsys.readouterr().err.startswith(message)


ACTIVE = "a\x1b[31mb"
QUOTED = (
    (ACTIVE,),
    ("check", ACTIVE),
    ("check", "--format", ACTIVE),
    ("check", f"--{ACTIVE}"),
    ("build", "talks.yaml", ACTIVE),
    ("build", "--jobs", ACTIVE),
    ("build", "--now", ACTIVE),
    ("build", "--explain", ACTIVE),
    ("build", "--output", ACTIVE),
    ("cache", "--cache", ACTIVE),
    ("cache", "clear", "--cache", ACTIVE),
    ("edit", ACTIVE, "--date", "2015"),
    ("explain", ACTIVE),
    ("explain", "--timezone", ACTIVE, "2015"),
    ("fmt", ACTIVE),
    ("import", ACTIVE),
    ("import", "talks.yaml", "--from", ACTIVE),
    ("import", "talks.yaml", "--map", ACTIVE),
    ("import", "talks.yaml", "--map", f"title={ACTIVE}"),
)


@pytest.mark.parametrize("arguments", QUOTED)
@pytest.mark.usefixtures("home")
def test_no_argument_acts_on_the_terminal(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that quotes an argument shows its control characters instead of printing them."""
    main(arguments)
    printed = "".join(capsys.readouterr())
    assert "\x1b" not in printed
    assert "[31mb" in printed


def test_removals_are_allowed_by_number(home: Path) -> None:
    """The number that a rejection names can be copied."""
    assert main(["diff", *NOW, "--allow-removals", "12"]) == 0
    assert [*tree(home)] == ["talks.yaml"]


def test_an_interrupt_leaves_what_was_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C takes back nothing that was printed."""
    monkeypatch.setattr(sys, "stdin", Input(b"2013\n", then=KeyboardInterrupt))
    assert main(["explain", "--json", "-"]) == 130
    printed = capsys.readouterr()
    assert printed.out.startswith('{"text": "2013"')
    assert printed.err == "talkfeed: interrupted\n"


def test_a_closed_pipe_is_noticed_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has gone is not talked to; nothing is left for the interpreter to flush."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["explain", "--json", "2012", "2013"]) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_nothing_can_be_said_on_a_full_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """When even standard error is full, the status alone says what happened."""
    with Path("/dev/full").open("w", buffering=1) as full:
        monkeypatch.setattr(sys, "stderr", full)
        assert main(["build", "--now", "yesterday"]) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("command", "status"), [("list", 74), ("build", 76)])
def test_the_status_is_right_where_both_streams_are_full(
    home: Path, monkeypatch: pytest.MonkeyPatch, command: str, status: int
) -> None:
    """Neither the result nor the reason can be printed."""
    assert home.is_dir()
    with Path("/dev/full").open("w", buffering=1) as full:
        for stream in ("stdout", "stderr"):
            monkeypatch.setattr(sys, stream, full)
        assert main([command]) == status


# --- start-up -----------------------------------------------------------------------------------


def cpu_seconds(*command: str) -> float:
    """Measure the least CPU time of several runs."""
    resource, least = pytest.importorskip("resource"), 60.0
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        least = min(least, spent)
    return least


def test_help_starts_quickly() -> None:
    """`talkfeed --help` takes at most twice the bare interpreter plus 50 ms."""
    for _ in range(3):
        bare = cpu_seconds(sys.executable, "-c", "pass")
        ours = cpu_seconds(*COMMAND, "--help")
        if ours <= 2 * bare + 0.05:
            return
    pytest.fail(f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms")


# --- why, and the cache -------------------------------------------------------------------------


def test_build_explains_itself(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Why all talks were planned, which input changed each file, or that nothing is to do."""
    build = ["build", *NOW, "--cache", "cache", "--explain"]
    for text, expected in (
        (FEED + PAST, "full build, because of cache: it has no record of an earlier build\n"),
        (FEED + PAST, "up to date: no input or output has changed since the last build\n"),
        (FEED + PAST + COMING, "full build, because of talks.yaml: it has changed since the last"),
        (FEED + PAST + COMING.replace("}", ", abstract: More}"), "changed: abstract\n"),
    ):
        (home / "talks.yaml").write_text(text)
        assert main(build) == 0
        assert expected in capsys.readouterr().out
    feed = FEED.replace("talks:", "  formats: [atom]\ntalks:")
    (home / "talks.yaml").write_text(feed + COMING)
    assert main(build) == 0
    (home / "talks.yaml").write_text(feed + COMING.replace("}", ", abstract: More}"))
    capsys.readouterr()
    assert main(build) == 0
    out = capsys.readouterr().out
    assert "incremental build: only the files with edited talks\n" in out
    assert "\n  talks.atom: talk 'a-coming-talk' changed: abstract\n" in out


def test_build_explains_files_without_a_known_state(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Talks that cannot be told apart in their file are rendered by every build."""
    head = FEED.replace("talks:\n", "talks: [")
    for title in ("One", "Two"):
        (home / "talks.yaml").write_text(f"{head}{{title: {title}, date: 2015}}]\n")
        assert main(["build", *NOW, "--cache", "cache", "--explain"]) == 0
    assert "talks.atom: it is rendered by every build" in capsys.readouterr().out


def test_a_document_depends_on_its_theme_and_on_what_was_withdrawn(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are listed with its talks."""
    (home / "look").mkdir()
    (home / "look" / "talkfeed.css").write_text("h1{color:red}")
    feed = FEED.replace("talks:", "  theme: {templates: look}\ntalks:")
    (home / "talks.yaml").write_text(feed + PAST + COMING)
    assert main(["build", *NOW]) == 0
    (home / "talks.yaml").write_text(feed + PAST)
    assert main(["build", *NOW]) == 0
    capsys.readouterr()
    assert main(["build", *NOW, "--explain", "talks.atom"]) == 0
    out = capsys.readouterr().out
    assert "\ntheme: " in out
    assert "\nwithdrawn talk: a-coming-talk\n" in out


def test_build_lists_what_a_file_depends_on(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its format, the settings, and its talks with their places; nothing is written."""
    assert main(["build", "--output", "public", *NOW, "--explain", "public/talks.atom"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("format: atom (talkfeed.formats.syndication.atom)\nsettings: ")
    assert "talk: talks.yaml:" in out
    assert list(home.iterdir()) == [home / "talks.yaml"]
    assert main(["build", *NOW, "--explain", "talks.yaml"]) == 2
    assert "the build writes no file 'talks.yaml'" in capsys.readouterr().err


def test_a_cache_that_cannot_be_cleared_is_reported(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The status is that of files that cannot be written."""
    assert main(["build", *NOW, "--cache", "cache"]) == 0

    def reject(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", reject)
    assert main(["cache", "clear", "--cache", "cache"]) == 74
    assert "cannot clear cache: permission denied" in capsys.readouterr().err
    assert (home / "cache").is_dir()


def test_the_cache_is_shown_and_cleared(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only files of talkfeed count, and only these go."""
    cache = home / "cache"
    assert main(["cache", "--cache", "cache"]) == 0
    assert capsys.readouterr().out == "cache: 0 bytes in 0 files\n"
    assert main(["build", *NOW, "--cache", "cache"]) == 0
    (built,) = cache.iterdir()
    for path in (cache / "mine", cache / ("f" * 63), built / "mine", cache / "sub" / "pack"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    (cache / ("e" * 64)).symlink_to(home / "talks.yaml")
    (cache / ("f" * 64)).write_text("a page")
    capsys.readouterr()
    for command, expected in (
        (["cache"], " kB in 3 files\n"),
        (["cache", "clear"], " kB from cache\n"),
        (["cache"], "cache: 0 bytes in 0 files\n"),
    ):
        assert main([*command, "--cache", "cache"]) == 0
        assert expected in capsys.readouterr().out
    assert {path.name for path in built.iterdir()} == {"mine"}
    assert {path.name for path in cache.iterdir()} == {
        *("mine", "sub", "e" * 64, "f" * 63),
        built.name,
    }
    assert main(["cache", "--cache", "off"]) == 2
