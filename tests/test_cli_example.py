"""`talkfeed import --example`, and the questions by which a person corrects one talk of a page."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from commands import COMMAND, FEED, environment
from talkfeed.cli import main
from terminals import at_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """\
# Talks

- 7 Oct 2015: Ann Example, *Rainbows and kernels* ([slides](https://s.example/1.pdf))
- 14 Oct 2015: Bob Sample and Cy Third, *Compilers for everyone*
- 21 Oct 2015: Dee Fourth, *What databases forget*
- 28 Oct 2015: *Lightning talks*
- 4 Nov 2015: Eve Fifth, *Types at breakfast*
- 11 Nov 2015: Fay Sixth, *A short history of nothing*
"""
EXAMPLE = "talks:\n  - {title: Rainbows and kernels, speaker: Ann Example, date: 7 Oct 2015}\n"
ACCEPT = ""
NO_ADDRESS = ""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory with a page and an example, and go there."""
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "example.yaml").write_text(EXAMPLE)
    monkeypatch.chdir(tmp_path)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the command, and give what it prints."""

    def run(*arguments: str, status: int = 0) -> str:
        assert main(["import", *arguments]) == status
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def files(home: Path) -> dict[str, bytes]:
    """Read the files that an import writes."""
    names = ("talks.yaml", "talks.imported", "talks.examples")
    return {name: (home / name).read_bytes() for name in names}


def by_editor(home: Path, patch: pytest.MonkeyPatch, *changes: str) -> None:
    """Name an editor that makes these changes of Python's `text`."""
    script = home / "editor.py"
    lines = ["import sys, pathlib", "path = pathlib.Path(sys.argv[1])", "text = path.read_text()"]
    script.write_text("\n".join((*lines, *changes, "path.write_text(text)")))
    patch.setenv("VISUAL", shlex.join([sys.executable, str(script)]))


def test_the_talks_are_read_like_the_example(home: Path, said: Callable[..., str]) -> None:
    """One talk teaches who speaks in all of them, and is kept for the next import."""
    assert said("page.md", "--example", "example.yaml").startswith("page.md: a talks page")
    text = (home / "talks.yaml").read_text()
    assert text.count("speaker: ") == 4
    assert "speakers: [Bob Sample, Cy Third]" in text
    kept = (home / "talks.examples").read_text()
    assert "{title: Rainbows and kernels, speaker: Ann Example, date: 7 Oct 2015}" in kept
    assert 'records: "6"' in kept


def test_a_kept_example_needs_no_other(home: Path, said: Callable[..., str]) -> None:
    """A second import changes nothing, and a new record is read like the others."""
    said("page.md", "--example", "example.yaml")
    before = files(home)
    assert "6 unchanged" in said("page.md")
    assert files(home) == before
    (home / "page.md").write_text(PAGE + "- 2 Dec 2016: Hal Eighth, *Sorting hats*\n")
    assert said("page.md").splitlines()[1].startswith("1 new")
    assert "speaker: Hal Eighth" in (home / "talks.yaml").read_text()


def test_an_example_may_leave_the_page(home: Path, said: Callable[..., str]) -> None:
    """What was learned reads the others, even if the example is no longer there."""
    said("page.md", "--example", "example.yaml")
    rows = PAGE.splitlines()
    (home / "page.md").write_text("\n".join([*rows[:2], *rows[3:], "- 9 May 2017: Ida, *Ends*"]))
    assert said("page.md").splitlines()[1].startswith("1 new")
    assert "speaker: Ida" in (home / "talks.yaml").read_text()


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (PAGE.replace("7 Oct 2015: Ann", "Ann"), "speakers used to be in 83 %"),
        (PAGE[: PAGE.index("- 21")], "only 2 of 6 talks are still read"),
    ],
)
def test_a_page_that_changed_writes_nothing(
    home: Path, said: Callable[..., str], page: str, reason: str
) -> None:
    """The talks stay as they are, and the example to renew is named."""
    said("page.md", "--example", "example.yaml")
    before = files(home)
    (home / "page.md").write_text(page)
    text = said("page.md", status=1)
    assert f"TF732 the page has changed: {reason}" in text
    assert "renew the example 'Rainbows and kernels'" in text
    assert files(home) == before


def test_the_same_text_read_differently_writes_nothing(
    home: Path, said: Callable[..., str]
) -> None:
    """The heading with the year is outside of the records; another year there is a change."""
    page = PAGE.replace(" 2015", "").replace("# Talks", "# Talks of 2015")
    (home / "page.md").write_text(page)
    said("page.md", "--example", "example.yaml")
    before = files(home)
    (home / "page.md").write_text(page.replace("2015", "2016"))
    text = said("page.md", status=1)
    assert "6 talks read differently, although their text is the same" in text
    assert files(home) == before


def test_a_kept_example_can_be_corrected(home: Path, said: Callable[..., str]) -> None:
    """talks.examples is a file for people: a corrected talk is learned from anew."""
    said("page.md", "--example", "example.yaml")
    kept = home / "talks.examples"
    kept.write_text(kept.read_text().replace(", speaker: Ann Example", "").replace("records", "r"))
    assert "6 unchanged" in said("page.md")
    assert "speakers" not in kept.read_text().partition("learned:")[2]
    kept.write_text("pages: [x, {source: page.md, talks: [{title: A, date: never}]}]")
    assert "talks.examples:1:" in said("page.md", status=1)


def test_wrong_examples_are_refused(home: Path, said: Callable[..., str]) -> None:
    """Each with its place, and a hint."""
    (home / "table.csv").write_text("title,date\nA,2015\nB,2016\n")
    assert "TF708 --example has no effect" in said(
        "table.csv", "--example", "example.yaml", status=1
    )
    for text, code in (("talks: []", "TF731"), ("[x", "TF103"), ("{title: A, date: no}", "TF2")):
        (home / "example.yaml").write_text(text)
        assert f"example.yaml:1:1: {code}" in said(
            "page.md", "--example", "example.yaml", status=1
        ) or code in ("TF103", "TF2")
    (home / "example.yaml").write_text("{title: Nothing of the kind}")
    assert "TF731 the title of the example is not on the page" in said(
        "page.md", "--example", "example.yaml", status=1
    )
    assert not (home / "talks.yaml").exists()


def test_a_person_accepts_what_was_read(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Talks that were read alike are shown together, each field with its name."""
    screen = at_terminal(monkeypatch, "7", "x", ACCEPT, NO_ADDRESS)
    said("page.md")
    shown = screen.getvalue()
    assert "that is no group; press Enter, or answer a number, b or q" in shown
    assert "and Rainbows and kernels · " in shown
    assert not (home / "talks.examples").exists()
    screen = at_terminal(monkeypatch)
    said("page.md")
    assert "Are they right?" not in screen.getvalue()


def test_a_person_corrects_one_talk_at_the_prompt(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter keeps a field, a dash leaves it out; a wrong one is asked again, and no other is lost.

    Then all others are shown as they are now.
    """
    fields = ("Compilers for everyone", "Bob Sample; Cy Third", "-", "someday", "14 Oct 2015")
    screen = at_terminal(monkeypatch, "1", *fields, "", "", "", "", ACCEPT, NO_ADDRESS)
    said("page.md")
    shown = screen.getvalue()
    assert "With your example: 1 new." in shown
    assert "     speakers  " in shown
    assert "no date in 'someday'; write a date" in shown
    assert "no event in your example, so none is read" in shown
    assert "speakers: [Bob Sample, Cy Third]" in (home / "talks.yaml").read_text()


def test_any_talk_of_a_group_can_be_corrected(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its talks are listed on demand, each with the answer that corrects it."""
    answers = ("1?", "9.1", "1.9", "1.2", "", "<", "Types at breakfast", "", "", "4 Nov 2015")
    screen = at_terminal(monkeypatch, *answers, "", "", "", "", ACCEPT, NO_ADDRESS)
    page = "# Talks\n\n- 7 Oct 2015: *Rivers*\n- 4 Nov 2015: *Types at breakfast*\n"
    (home / "page.md").write_text(page)
    said("page.md", "--speaker", "Ann Example", "--event", "CityCode")
    shown = screen.getvalue()
    assert "1.2    " in shown
    assert shown.count("that is no group") == 2
    assert shown.count("  title (Enter") == 2
    assert "Types at breakfast" in (home / "talks.examples").read_text()


def test_a_correction_can_be_left_and_taken_back(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer of q is no title, and b reads the page as before the last correction."""
    fields = ("Compilers for everyone", "", "-", "14 Oct 2015", "", "", "", "")
    screen = at_terminal(monkeypatch, "b", "1", "q", "1", *fields, "b", ACCEPT, NO_ADDRESS)
    said("page.md")
    assert screen.getvalue().count("With your example") == 1
    text = (home / "talks.yaml").read_text()
    assert "title: q" not in text
    assert "Types at breakfast" in text


def test_an_accepted_reading_needs_no_question_tomorrow(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of its talks is kept as the example, if the page is read the same with it."""
    page = PAGE.replace("- 28 Oct 2015: *Lightning talks*\n", "")
    (home / "page.md").write_text(page)
    at_terminal(monkeypatch, ACCEPT, NO_ADDRESS)
    said("page.md")
    assert (home / "talks.examples").exists()
    (home / "page.md").write_text(f"{page}- 18 Nov 2015: Guy Seventh, *Queues*\n")
    screen = at_terminal(monkeypatch)
    said("page.md")
    assert "Are they right?" not in screen.getvalue()
    assert "title: Queues" in (home / "talks.yaml").read_text()


def test_talks_with_another_title_are_not_new(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A talk of the same date that was read with another title is one that is read differently."""
    rows = ("3 May 2015: Ann: Rivers (CityCode)", "4 May 2015: Bob: Doors (TypeFest)")
    (home / "page.md").write_text("# Talks\n\n" + "".join(f"- {row}\n" for row in rows))
    screen = at_terminal(monkeypatch, "1", "Rivers", "Ann", "CityCode", "3 May 2015", *[""] * 6)
    said("page.md")
    assert "With your example: 2 read differently." in screen.getvalue()


def test_a_person_stops(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written then."""
    at_terminal(monkeypatch, "q")
    assert "TF734" in said("page.md", status=1)
    assert not (home / "talks.yaml").exists()


def test_a_person_corrects_one_talk_in_an_editor(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor has the talk as YAML, and the lines of the page around it as a comment."""
    seen = home / "seen"
    by_editor(
        home,
        monkeypatch,
        f"pathlib.Path({str(seen)!r}).write_text(text)",
        "text = '{title: Types at breakfast, speaker: Eve Fifth, date: 4 Nov 2015}'",
    )
    screen = at_terminal(monkeypatch, "1", "1", ACCEPT, NO_ADDRESS)
    said("page.md")
    assert "# The page has:\n#   " in seen.read_text()
    assert "nothing is read differently" in screen.getvalue()
    assert "speaker: Ann Example" in (home / "talks.yaml").read_text()
    assert (home / "talks.examples").read_text().count("Types at breakfast, speaker") == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("text = '[x'", "this bracket is not closed"),
        ("text = 'title: Nowhere'", "the title of the example is not on the page"),
        ("text = ''", "there is no talk that could be an example"),
        ("sys.exit(3)", "ended with status 3"),
    ],
)
def test_a_correction_that_fails_asks_again(
    home: Path,
    said: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    change: str,
    told: str,
) -> None:
    """The reason is shown, and the talks stay as they were read."""
    by_editor(home, monkeypatch, change)
    screen = at_terminal(monkeypatch, "1", ACCEPT, NO_ADDRESS)
    said("page.md")
    assert told in screen.getvalue()
    assert (home / "talks.yaml").exists()


def test_an_editor_that_is_not_there(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name is in the message."""
    monkeypatch.setenv("EDITOR", f"no-such-editor --wait {home}")
    screen = at_terminal(monkeypatch, "1", ACCEPT, NO_ADDRESS)
    said("page.md")
    assert "cannot run the editor 'no-such-editor'" in screen.getvalue()


def test_a_line_that_was_not_read_can_be_corrected(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part without a title is a group of its own, with its text."""
    (home / "page.md").write_text(PAGE + "\nOn 3 May 2014 there was *Prologue*, by Zed Last.\n")
    by_editor(home, monkeypatch, "text = 'title: Prologue\\nspeaker: Zed Last\\ndate: 3 May 2014'")
    screen = at_terminal(monkeypatch, "q")
    said("page.md", "--example", "example.yaml", status=1)
    shown = screen.getvalue()
    place = shown.index("not read: a line with a date")
    number = shown[:place].rsplit("\n", 1)[1].split()[0]
    at_terminal(monkeypatch, number, ACCEPT, NO_ADDRESS)
    said("page.md", "--example", "example.yaml")
    assert "speaker: Zed Last" in (home / "talks.yaml").read_text()


def test_no_question_without_a_terminal(home: Path, said: Callable[..., str]) -> None:
    """A CI is asked nothing; so is who says --yes."""
    assert "?" not in said("page.md")
    assert (home / "talks.yaml").exists()


def test_on_a_real_terminal(home: Path) -> None:
    """The questions work on a pseudo-terminal, with an editor of the person's own."""
    ours, theirs = pytest.importorskip("pty").openpty()
    script = home / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "text = '{title: Types at breakfast, speaker: Eve Fifth, date: 4 Nov 2015}'\n"
        "pathlib.Path(sys.argv[1]).write_text(text)\n"
    )
    env = environment(TERM="xterm", COLUMNS="70", VISUAL=shlex.join([sys.executable, str(script)]))
    command = [*COMMAND, "import", "page.md"]
    with subprocess.Popen(
        command, cwd=home, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        os.write(ours, b"1\n\n\n")
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    assert process.returncode == 0
    text = shown.decode()
    assert "With your example" in text
    assert "speakers" in text
    assert max(len(line) for line in text.splitlines() if line.startswith("     ")) <= 90
    assert "speaker: Eve Fifth" in (home / "talks.yaml").read_text()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the last of the other side has gone
        return b""


def test_a_retry_does_not_ask_again(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the talks change while the person answers, the accepted examples are used again."""
    (home / "talks.yaml").write_text(FEED)
    by_editor(
        home,
        monkeypatch,
        "talks = pathlib.Path('talks.yaml')",
        "talks.write_text('# changed\\n' + talks.read_text())",
        "text = '{title: Types at breakfast, speaker: Eve Fifth, date: 4 Nov 2015}'",
    )
    screen = at_terminal(monkeypatch, "1", ACCEPT)
    said("page.md")
    assert screen.getvalue().count("Are they right?") == 2
    text = (home / "talks.yaml").read_text()
    assert text.startswith("# changed\n")
    assert "speaker: Eve Fifth" in text


def test_events_with_addresses_are_shown_by_their_names(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page's own address of an event is not shown."""
    rows = [
        f"- **Talk number {n}** at [Conf {n}](https://c.example/{n}), {n} Oct 2015" for n in (1, 2)
    ]
    (home / "page.md").write_text("# Talks\n\n" + "\n".join(rows) + "\n")
    screen = at_terminal(monkeypatch, ACCEPT, NO_ADDRESS)
    said("page.md")
    assert "event  Conf 2" in screen.getvalue()


def test_an_example_that_is_not_there_is_no_talks_file(
    home: Path, said: Callable[..., str]
) -> None:
    """The hint is about the example."""
    text = said("page.md", "--example", "nosuch.yaml", status=1)
    assert "cannot read nosuch.yaml" in text
    assert "talkfeed init" not in text
    assert not (home / "talks.yaml").exists()


def test_an_address_of_another_scheme_is_named_whole(said: Callable[..., str]) -> None:
    """And one that calendar programs use is that of the web."""
    assert "'ftp://x.example/talks' is an address of 'ftp'" in said(
        "ftp://x.example/talks", status=1
    )
    assert "the host 'nowhere.invalid' was not found" in said("webcal://nowhere.invalid/", status=1)
