"""`talkfeed import`: from a page somebody has to a talks file, and again every day."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import FEED
from talkfeed.cli import main
from talkfeed.importers import sources
from terminals import at_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = """\
# Talks of our community

## Rainbows and Kernels

Garett Example at CityCode - Oct 2015

[video](https://v.example/1)

## Operating without Systems

Gareth Example at Operability - Sep 2015

## A clean slate

Hannah Example at Source Berlin - Aug 2015
"""
TABLE = "title,speaker,event,date\nRainbows,Ann Example,CityCode,Oct 2015\n"
UNDATED = "No date at all,Ann Example,SomeConf,\n"
AMBIGUOUS = "Which day,Bob Example,OtherConf,10/07/2015\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory with a page in it, and go there."""
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "table.csv").write_text(TABLE + UNDATED)
    monkeypatch.chdir(tmp_path)
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


def written(home: Path) -> str:
    """Read the talks file."""
    return (home / "talks.yaml").read_text()


def test_a_page_becomes_a_talks_file(home: Path, said: Callable[..., str]) -> None:
    """One command, a short report, and a file that passes a check."""
    assert said("page.md") == (
        "page.md: a talks page in HTML or Markdown\n"
        "3 new · 0 merged · 0 unchanged\n"
        "written: talks.yaml\n"
        "    replace https://talks.example/ by the address of your feeds\n"
    )
    assert written(home).startswith("feed:\n  title: Talks of our community\n")
    assert "\n    source: page.md\n" in written(home)
    assert main(["check"]) == 0
    assert main(["build"]) == 0


def test_a_second_import_writes_nothing(home: Path, said: Callable[..., str]) -> None:
    """Neither the talks nor the memory are touched."""
    said("page.md")
    before = {path: path.stat().st_mtime_ns for path in home.iterdir()}
    assert said("page.md").endswith("0 new · 0 merged · 3 unchanged\nnothing written\n")
    assert said("page.md", "--dry-run").endswith("unchanged\nnothing to write\n")
    assert {path: path.stat().st_mtime_ns for path in home.iterdir()} == before


def test_hand_edits_are_kept(home: Path, said: Callable[..., str]) -> None:
    """What was corrected, deleted or thrown out stays so; what is new comes in."""
    (home / "talks.yaml").write_text(FEED.replace("talks:\n", "talks: # ours\n"))
    said("page.md")
    text = written(home).replace("event: CityCode\n    date: Oct 2015", "date: 7 Nov 2015 # so")
    text = text.replace("    video: https://v.example/1\n", "")
    head, _, tail = text.partition("  - title: Operating")
    text = head + tail[tail.index("  - title: A clean") :]
    (home / "talks.yaml").write_text(text)
    assert "2 unchanged · 1 deleted from the list earlier\nnothing written\n" in said("page.md")
    assert written(home) == text
    (home / "page.md").write_text(PAGE.replace("v.example/1", "v.example/2"))
    assert "0 new · 1 merged · 1 unchanged" in said("page.md")
    assert written(home) == text.replace(
        "    date: 7 Nov 2015 # so\n", "    date: 7 Nov 2015 # so\n    video: https://v.example/2\n"
    )


def test_a_conflict_is_told_once(home: Path, said: Callable[..., str]) -> None:
    """The file wins, and the report says where to look."""
    row = "  - {title: Rainbows and Kernels, speaker: Eve, event: CityCode, date: Oct 2015}\n"
    (home / "talks.yaml").write_text(FEED + row)
    assert "talks.yaml:6: merged: Rainbows and Kernels\n    the source has another speaker" in (
        said("page.md")
    )
    assert "speaker: Eve" in written(home)
    assert "another speaker" not in said("page.md")


def test_a_dry_run_shows_the_difference(home: Path, said: Callable[..., str]) -> None:
    """As `diff -u` does, from nothing if there is no file yet; nothing is written."""
    printed = said("page.md", "--dry-run")
    assert printed.startswith("--- /dev/null\n+++ talks.yaml\n@@ -0,0 +1,")
    assert "\n+  - title: Rainbows and Kernels\n" in printed
    assert "would change: talks.yaml\n" in printed
    assert sorted(path.name for path in home.iterdir()) == ["page.md", "table.csv"]


def test_what_is_missing_is_said(home: Path, said: Callable[..., str]) -> None:
    """A talk without a date becomes a comment, and the report names its line."""
    printed = said("table.csv")
    assert "1 new · 0 merged · 0 unchanged · 1 to finish by hand\n" in printed
    assert "remove their '#', or delete them: none comes back\n" in printed
    assert ": to finish by hand: No date at all\n    no date" in printed
    number = int(printed.partition("talks.yaml:")[2].partition(":")[0])
    assert written(home).splitlines()[number - 1].startswith("  # to finish by hand (line ")
    assert "1 still to finish from earlier imports" in said("table.csv")


def test_much_to_look_at_is_folded(home: Path, said: Callable[..., str]) -> None:
    """A report stays short unless it is asked for all; then it tells of every talk."""
    rows = "".join(UNDATED.replace("at all", f"of {n}") for n in range(25))
    (home / "table.csv").write_text(TABLE + rows)
    assert "    and 20 more; --verbose shows all\n" in said("table.csv", "--dry-run")
    printed = said("table.csv", "--dry-run", "--verbose")
    assert "talks.yaml:6: new: Rainbows\n" in printed
    assert printed.count(": to finish by hand") == 25


def test_relative_links_are_counted_once(home: Path, said: Callable[..., str]) -> None:
    """They are one paragraph with two examples; --verbose has each of them."""
    items = [
        f"- *Talk of no. {n}*, PyTown, {n} May 2019 ([slides](s/{n}.pdf))" for n in range(1, 6)
    ]
    (home / "links.md").write_text("# Talks\n" + "\n".join(items) + "\n", "utf-8")
    short = said("links.md", "--dry-run")
    assert "relative links without a base address: 5; give --base https://" in short
    assert short.count("a link is left out") == 2
    assert "    links.md:2: a link is left out: 's/1.pdf'" in short
    every = said("links.md", "--dry-run", "--verbose")
    assert every.count("a link is left out") == 5
    based = said("links.md", "--dry-run", "--base", "https://a.example/")
    assert "relative link" not in based


def test_what_has_no_place_is_named(home: Path, said: Callable[..., str]) -> None:
    """Keys without a field, and entries that are no talks with the reason and their lines."""
    rows = "title,speaker,date,T-shirt\nLunch,,2015-10-07,\nRainbows,Ann Example,2015-10-07,L\n"
    (home / "table.csv").write_text(rows)
    out = said("table.csv", "--dry-run")
    assert "1 new · 0 merged · 0 unchanged · 1 not talks\n" in out
    assert "keys without a field in talks.yaml: T-shirt\n" in out
    reason = "not used: not a talk: a break or an open slot (1)\n    table.csv:2: Lunch\n"
    assert reason in out
    assert reason in said("table.csv", "--dry-run", "--verbose")


def test_what_is_doubtful_comes_first(home: Path, said: Callable[..., str]) -> None:
    """Parts to finish by hand, then likely talks, each with its place in the source."""
    (home / "page.md").write_text(
        "# Talks\n\n## 2019\n\n"
        "- *Rainbows and kernels*, CityCode Conference, 7 October 2019\n"
        "- *Feeds that last long*, 3 May 2019, 18:30\n"
        "- *Clocks that go back*, SomeConf\n"
        "- TBA, OtherConf, 8 May 2019\n\n"
        "## Publications\n\n- A paper about feeds, 5 June 2018\n"
    )
    out = said("page.md", "--dry-run", "--yes")
    places = [out.index("(read from page.md:8)"), out.index("read from page.md:6")]
    assert places == sorted(places)
    assert "to finish by hand: TBA, OtherConf, 8 May 2019\n    no title was found" in out
    assert "its time has no zone" in out
    assert "    page.md:12: A paper about feeds, 5 June 2018\n" in out
    assert "Rainbows" not in out[out.index("a talks page") :]


def test_the_language_of_a_page_can_be_given(home: Path, said: Callable[..., str]) -> None:
    """Its dates are then written in figures; a language without dates is rejected."""
    (home / "page.md").write_text("# Talks\n\n- *Was bleibt*, Tagung Wien, 10/07/2019\n")
    said("page.md", "--language", "de")
    assert "date: 2019-07-10\n" in written(home)
    assert "dates in 'xx' are not known" in said("page.md", "--language", "xx", status=2)


def test_wishes_say_what_a_source_does_not(home: Path, said: Callable[..., str]) -> None:
    """Who speaks, at which event, and how dates are meant; a new file says the last, too."""
    (home / "table.csv").write_text("name,date\nAlone,10/07/2015\n")
    said("table.csv", "--map", "title=name", "--speaker", "Ann", "--event", "E", "--dates", "dmy")
    text = written(home)
    assert "\n  authors: Ann\n  dates: dmy\n\ntalks:\n" in text
    assert "title: Alone\n    speaker: Ann\n    event: E\n    date: 10/07/2015\n" in text
    (home / "talks.yaml").write_text(FEED)
    (home / "talks.imported").unlink()
    said("table.csv", "--map", "title=name", "--dates", "dmy")
    assert "date: 2015-07-10\n" in written(home)
    (home / "talks.yaml").unlink()
    said("table.csv", "--map", "title=name", "--dates", "dmy", "--timezone", "Europe/Paris")
    assert "  timezone: Europe/Paris\n" in written(home)
    assert "--timezone: there is no zone" in said("table.csv", "--timezone", "Paris", status=2)


def test_a_terminal_is_asked(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How dates are meant, when the others were, and where the feeds will be."""
    (home / "table.csv").write_text(TABLE + UNDATED + AMBIGUOUS)
    answers = ("x", "m", "someday", "May 2014", "feeds", "https://feeds.example/")
    screen = at_terminal(monkeypatch, *answers)
    said("table.csv")
    shown = screen.getvalue()
    assert "does the day or the month come first? (d/m):     that is neither d nor m" in shown
    assert "No date at all\n    no date" in shown
    assert "the address of your feeds" not in shown
    text = written(home)
    assert "url: https://feeds.example/\n  dates: mdy\n" in text
    assert "date: May 2014\n" in text
    assert "date: 10/07/2015\n" in text


def test_a_terminal_need_not_answer(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter leaves a question for later, and --yes asks none; nothing open, nothing asked."""
    (home / "table.csv").write_text(TABLE + UNDATED + AMBIGUOUS)
    at_terminal(monkeypatch, "", "", "", "")
    said("table.csv")
    assert written(home).count("# to finish by hand") == 2
    screen = at_terminal(monkeypatch)
    said("table.csv")
    assert "?" not in screen.getvalue()
    (home / "talks.yaml").write_text(FEED)
    (home / "talks.imported").unlink()
    screen = at_terminal(monkeypatch)
    said("table.csv", "--yes")
    assert "?" not in screen.getvalue()
    screen = at_terminal(monkeypatch)
    said("page.md")
    assert screen.getvalue().count("Are they right?") == 1
    said("page.md")
    assert screen.getvalue().count("Are they right?") == 1
    (home / "table.csv").write_text(TABLE + UNDATED.replace("at all", "either"))
    at_terminal(monkeypatch, "2011")
    said("table.csv")
    assert "date: 2011\n" in written(home)


def test_standard_input_is_a_source(
    home: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no name to record; where it is closed there is nothing."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert said("-").startswith("-: a talks page")
    assert "source:" not in written(home)
    monkeypatch.setattr(sys, "stdin", None)
    assert "TF70" in said("-", status=1)


def test_nothing_found_is_an_error(home: Path, said: Callable[..., str]) -> None:
    """A page without a talk, a path without a file, and a kind that nobody knows."""
    (home / "page.md").write_text("# About us\n\nWe are nice.\n")
    printed = said("page.md", "--from", "page", status=1)
    assert printed.startswith("talkfeed: TF709 no talk was")
    assert "it has text that is in no talk in line 3: 'We are nice.'" in printed
    (home / "page.md").write_text("{% for talk in site.data.talks %}{{ talk.title }}{% endfor %}\n")
    assert "import the file with its data" in said("page.md", "--from", "page", status=1)
    (home / "page.md").write_text("<br>")
    assert "\n    check that it is the right page" in said("page.md", "--from", "page", status=1)
    assert said("none.md", status=1).startswith("talkfeed: TF101 ")
    assert said("page.md", "--from", "pgae", status=1).startswith("talkfeed: TF701 ")
    assert "FIELD=KEY" in said("page.md", "--map", "title", status=2)


def test_a_mapping_that_has_no_effect_is_refused(said: Callable[..., str], home: Path) -> None:
    """--map assigns keys and columns, of which a page has none."""
    printed = said("page.md", "--map", "title=name", "--from", "page", status=1)
    assert "TF708 --map has no effect on a talks page in HTML or Markdown" in printed
    assert "--from list or --from frontmatter or --from rubyevents or --from csv" in printed
    assert not (home / "talks.yaml").exists()


def test_an_address_within_is_not_fetched(said: Callable[..., str], home: Path) -> None:
    """Unless it is allowed, which is not tried here."""
    del home
    assert said("http://127.0.0.1:9/talks.html", status=1).startswith("talkfeed: TF706 ")


def test_every_kind_of_source_is_explained() -> None:
    """docs/importing.md has a word on each; the table of kinds is what it is held against."""
    page = (Path(__file__).parent.parent / "docs" / "importing.md").read_text(encoding="utf-8")
    assert [name for name in sources() if f"`{name}`" not in page] == []


def test_what_is_known_of_an_event_is_shown(home: Path, said: Callable[..., str]) -> None:
    """As an entry for `events:`, which is then the list that has it."""
    about = '{"title": "CityCode", "start": "2015-10-07", "days": []}'
    talk = '{"title": "A", "persons": [{"name": "Ann"}], "date": "2015-10-07"}'
    (home / "s.json").write_text(f'{{"schedule": {{"conference": {about}, "events": [{talk}]}}}}')
    assert "\n  - {name: CityCode, dates: 2015-10-07}\n" in said("s.json")
    also = "events:\n  - {name: City 15, also: CityCode}\n  - {name: Other}\n"
    (home / "talks.yaml").write_text(written(home) + also)
    assert "dates: 2015-10-07" not in said("s.json")


def test_a_talk_that_is_not_sure_has_a_reason(home: Path, said: Callable[..., str]) -> None:
    """Where nothing but the event is missing, the option that gives it is named, once for all."""
    (home / "page.md").write_text("# Talks\n\n" + "".join(ROWS))
    printed = said("page.md", "--from", "page")
    assert printed.count("no event was found; --event NAME") == 1
    assert "5 talks: no event was found" in printed
    assert "no event" not in said("page.md", "--from", "page", "--event", "FeedConf")


ROWS = [f"- *Feeds that last for {number} years*, {number} May 2019\n" for number in range(2, 7)]
