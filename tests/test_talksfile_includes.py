"""Files as they are named: one, several, a directory; what cannot be read is told in place."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from textwrap import dedent

import pytest

from talkfeed.errors import InvalidData
from talkfeed.limits import MAX_FAULTS, MAX_FILE_BYTES
from talkfeed.normalise import normalise
from talkfeed.talksfile.files import listed
from talkfeed.talksfile.parser import read

FEED = "feed:\n  title: Talks\n  url: https://talks.example/\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty directory, so that paths can be written as people write them."""
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str | bytes = "- title: A\n") -> Path:
    """Write a file and the directories above it."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def titles(path: str = "talks.yaml") -> list[str]:
    """Read the titles of all talks, in order; there must be no problem."""
    raw = read(Path(path))
    assert raw.problems == ()
    return [talk.fields["title"].value.text for talk in raw.talks]  # type: ignore[union-attr]


def problems(path: str = "talks.yaml") -> list[str]:
    """Read the problems as place, code and message."""
    return [str(each).split("\n")[0] for each in read(Path(path)).problems]


# --- what is read -------------------------------------------------------------------------------


def test_a_file_holds_settings_and_talks() -> None:
    """A main file has two parts; places have the path as it was given."""
    write("x/talks.yaml", FEED + "talks:\n  - title: A\n")
    raw = read(Path("x/talks.yaml"))
    assert raw.feed is not None
    assert list(raw.feed.fields) == ["title", "url"]
    assert raw.talks[0].place == ("x/talks.yaml", 5, 5)
    assert raw.place == ("x/talks.yaml", 1, 1)


def test_files_are_named_by_patterns_and_read_in_their_place() -> None:
    """Inline talks and named files mix, in the order of the list; a pattern is sorted."""
    talks = "talks:\n  - title: A\n  - talks/*.yaml\n  - title: Z\n"
    write("talks.yaml", FEED + talks)
    write("talks/2.yaml", "- title: C\n- title: D\n")
    write("talks/1.yaml", "talks:\n  - title: B\n")
    write("talks/3.yaml", "title: E\ndate: 2015\n")
    write("talks/.hidden.yaml", "- title: no\n")
    write("talks/notes.txt", "no")
    assert titles() == ["A", "B", "C", "D", "E", "Z"]
    assert read(Path("talks.yaml")).talks[1].place == ("talks/1.yaml", 2, 5)


@pytest.mark.parametrize("item", ["more/", "more/a.yaml", "**/a.yaml", "m?re/[a].y*ml"])
def test_a_file_can_be_named_in_many_ways(item: str) -> None:
    """A path, a directory and every kind of pattern name files."""
    write("talks.yaml", FEED + f"talks:\n  - '{item}'\n")
    write("more/a.yaml")
    assert titles() == ["A"]


def test_talks_can_be_a_single_pattern() -> None:
    """One pattern needs no list."""
    write("talks.yaml", FEED + "talks: more/*.yaml\n")
    write("more/a.yaml")
    assert titles() == ["A"]


def test_a_file_is_read_once() -> None:
    """What is named first comes first, and a second mention adds nothing."""
    write("talks.yaml", FEED + "talks: [b.yaml, '*.yaml']\n")
    write("a.yaml")
    write("b.yaml", "- title: B\n")
    assert titles() == ["B", "A"]


@pytest.mark.parametrize("talks", ["", "[]", "~"])
def test_there_may_be_no_talks_yet(talks: str) -> None:
    """A feed without a talk is a feed."""
    write("talks.yaml", FEED + f"talks: {talks}\n".replace("~", ""))
    assert titles() == []


def test_a_directory_stands_for_its_talks_file() -> None:
    """With talks.yaml in it, a directory is that file."""
    write("site/talks.yaml", FEED + "talks:\n  - title: A\n")
    write("site/other.yaml", "nonsense: true\n")
    assert titles("site") == ["A"]
    assert read(Path("site")).talks[0].place.path == "site/talks.yaml"


def test_a_directory_without_talks_file_stands_for_all_its_yaml() -> None:
    """Otherwise all YAML files are read, by name; one of them has the settings."""
    write("site/b.yml", FEED + "talks:\n  - title: B\n")
    write("site/a.yaml")
    write("site/notes.txt", "no")
    assert titles("site") == ["A", "B"]


def test_marks_of_other_systems_are_accepted() -> None:
    """A byte order mark, Windows line ends and separators inside a line move no place."""
    write(
        "talks.yaml",
        "\ufeff" + FEED.replace("\n", "\r\n") + "talks:\r\n- title: a\u2028b\u0085\r\n- x: y\r\n",
    )
    raw = read(Path("talks.yaml"))
    assert raw.problems == ()
    assert raw.talks[1].place.line == 6


def test_a_mark_inside_a_text_keeps_its_column() -> None:
    """A stray mark in the middle moves nothing, and is removed by validation later."""
    write("talks.yaml", FEED + "talks: [{a: x\ufeffy, b: c}]\n")
    raw = read(Path("talks.yaml"))
    assert raw.problems == ()
    assert raw.talks[0].fields["b"].place.column == 18


# --- what cannot be read ------------------------------------------------------------------------

SHAPES = (
    ("", "1:1: TF111 the file is empty"),
    ("just text\n", "1:1: TF111 the file contains no talks"),
    ("title: A\ndate: 2015\n", "1:1: TF301 unknown top-level key 'title'"),
    ("talks: []\n", "1:1: TF111 there is no 'feed:'"),
    ("- title: A\n", "1:1: TF111 there is no 'feed:'"),
    (FEED, "1:1: TF111 there is no 'talks:'"),
    (
        "feed: x\ntalks: []\n",
        "1:7: TF111 'feed' must be a mapping with keys",
    ),
    (FEED + "talks: {title: A}\n", "4:8: TF111 'talks' must be a list"),
    (FEED + "talks: [Just a title]\n", "4:9: TF111 a talk must be a mapping with keys"),
    (FEED + "talks: [[a]]\n", "4:9: TF111 a talk must be a mapping with keys"),
    (FEED + "talks: [no.yaml]\n", "4:9: TF112 there is no file 'no.yaml'"),
    (FEED + "talks: ['no/*.yaml']\n", "4:9: TF112 there is no file 'no/*.yaml'"),
    (FEED + "talks: ['**x/*.yaml']\n", "4:9: TF112 "),
    (
        FEED + 'talks: ["a\\0.yaml"]\n',
        "4:9: TF104 the escape of a control character",
    ),
    (FEED + "talks: [../up.yaml]\n", "4:9: TF113 '../up.yaml' is outside the directory"),
    (FEED + "talks: ['more\\a.yaml']\n", "4:9: TF112 there is no file 'more\\a.yaml'"),
    (FEED + "talks: [/etc/x.yaml]\n", "4:9: TF113 '/etc/x.yaml' is outside the directory"),
)


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_a_file_of_another_shape_is_refused(text: str, expected: str) -> None:
    """Each slip in the shape of a main file is told where it stands, with a hint."""
    write("talks.yaml", text)
    assert problems()[0].startswith(f"talks.yaml:{expected}")
    assert all(each.hint for each in read(Path("talks.yaml")).problems if each.code != "TF101")


def test_an_empty_feed_is_a_feed() -> None:
    """What the settings lack is told by the stage that knows them."""
    write("talks.yaml", "feed:\ntalks: []\n")
    raw = read(Path("talks.yaml"))
    assert raw.problems == ()
    assert raw.feed is not None
    assert raw.feed.place == ("talks.yaml", 1, 1)


PARTS = (
    ("Feed: {title: T}\ntalk: []\n", ["TF301", "TF301"]),
    ("feed: {title: T}\nFeed: {}\ntalks: []\n", ["TF301"]),
    ("feed: {title: T}\ntalks: []\n\u00a0title: A\n", ["TF301"]),
    ("feed: {title: T}\n", ["TF111"]),
    ("- {title: A, date: 2015}\n", ["TF111"]),
    ("# nothing\n", ["TF111"]),
    ("text\n", ["TF111"]),
)


def test_a_path_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    """The hint names the file in the same directory with the most similar name."""
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "2024.yaml").write_text("- {title: A, date: 2024}\n")
    (tmp_path / "talks.yaml").write_text(FEED + "talks: [talks/2024.yml, x/2024.yml]\n")
    first, second = read(tmp_path / "talks.yaml").problems
    assert first.hint == "did you mean 'talks/2024.yaml'?"
    assert second.hint.startswith("check the spelling")


@pytest.mark.parametrize(("text", "codes"), PARTS)
def test_one_mistake_at_the_outermost_level_is_one_problem(text: str, codes: list[str]) -> None:
    """A part whose name is nearly right is read on; what cannot be there is not missed."""
    write("talks.yaml", text)
    assert [each.code for each in read(Path("talks.yaml")).problems] == codes


def test_settings_without_indentation_are_not_missed() -> None:
    """Each key is told where it stands, and read as what it was meant for."""
    write("talks.yaml", "feed:\ntitle: T\nurl: https://t.example/\ntalks: []\n")
    with pytest.raises(InvalidData) as caught:
        normalise(read(Path("talks.yaml")))
    assert [(each.code, each.place.line) for each in caught.value.problems] == [
        ("TF301", 2),
        ("TF301", 3),
    ]


@pytest.mark.parametrize("text", ["# nothing\n", "text\n"])
def test_the_lines_to_begin_with_make_a_talks_file(text: str) -> None:
    """Whoever follows the hint has a file without problems."""
    write("talks.yaml", text)
    (problem,) = read(Path("talks.yaml")).problems
    write("talks.yaml", dedent(problem.hint.partition("\n")[2]) + "\n")
    raw = read(Path("talks.yaml"))
    assert raw.problems == ()
    assert len(normalise(raw).talks) == 1


def test_the_lines_missing_make_a_talks_file() -> None:
    """So does whoever follows the hint on a list of talks, or on a file without talks."""
    listed = "- {title: A, date: 2015}\n"
    write("talks.yaml", listed)
    (problem,) = read(Path("talks.yaml")).problems
    feed = dedent(problem.hint.partition("\n")[2]) + "\n"
    write("talks.yaml", feed + listed)
    assert len(normalise(read(Path("talks.yaml"))).talks) == 1
    write("talks.yaml", feed.removesuffix("talks:\n"))
    (problem,) = read(Path("talks.yaml")).problems
    talks = dedent(problem.hint.partition("\n")[2]) + "\n"
    write("talks.yaml", feed.removesuffix("talks:\n") + talks)
    assert len(normalise(read(Path("talks.yaml"))).talks) == 1


def test_a_link_to_nothing_is_told_as_one() -> None:
    """A directory whose talks.yaml leads nowhere does not seem to be empty."""
    Path("site").mkdir()
    Path("site/talks.yaml").symlink_to("gone.yaml")
    assert problems("site") == ["site/talks.yaml:1:1: TF101 'site/talks.yaml' is a broken link"]


INCLUDED = (
    ("feed: {}\ntalks: []\n", "'feed' is not allowed in an included file"),
    ("{date: 2015, talks: []}\n", "'date' is not allowed in an included file"),
    ("- more.yaml\n", "an included file cannot include further files"),
    ("text\n", "the file contains no talks"),
    ("", "the file is empty"),
)


@pytest.mark.parametrize(("text", "message"), INCLUDED)
def test_a_named_file_holds_talks_only(text: str, message: str) -> None:
    """Settings and further files belong into the main file, so there are no cycles."""
    write("talks.yaml", FEED + "talks: [more/a.yaml]\n")
    write("more/a.yaml", text)
    (problem,) = problems()
    assert problem.startswith("more/a.yaml:1:")
    assert message in problem


def test_two_files_cannot_both_have_settings() -> None:
    """In a directory of files the settings stand once."""
    write("site/a.yaml", FEED + "talks: []\n")
    write("site/b.yaml", FEED + "talks: []\n")
    assert problems("site") == ["site/b.yaml:1:1: TF111 a second 'feed:'"]


def test_a_link_cannot_lead_out() -> None:
    """A symbolic link to a file elsewhere is refused like a path there."""
    write("else/secret.yaml")
    write("site/talks.yaml", FEED + "talks: ['*.yaml']\n")
    Path("site/link.yaml").symlink_to("../else/secret.yaml")
    (problem,) = problems("site")
    assert "TF113 'site/link.yaml' is outside" in problem


def test_a_file_that_is_missing_is_told() -> None:
    """A path to nothing is one problem, without a second about its content."""
    assert problems("no.yaml") == ["no.yaml:1:1: TF101 there is no file 'no.yaml'"]


def test_a_directory_without_yaml_is_told() -> None:
    """An empty directory is one problem, and the hint names the file to write."""
    Path("site").mkdir()
    (problem,) = read(Path("site")).problems
    assert problem.code == "TF101"
    assert "site/talks.yaml" in problem.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have a name")
def test_what_is_no_file_is_told() -> None:
    """A pipe is not waited for."""
    os.mkfifo("talks.yaml")
    message = "cannot read 'talks.yaml': it is a named pipe and not a file"
    assert problems() == [f"talks.yaml:1:1: TF101 {message}"]


@pytest.mark.parametrize("name", ["n" * 300, "a\0b"])
def test_an_impossible_name_is_told(name: str) -> None:
    """A name that no file can have is one problem, not a traceback."""
    assert "TF101" in problems(name)[0]


def test_an_unreadable_file_is_told() -> None:
    """What the system says is passed on."""
    Path("talks.yaml").symlink_to("talks.yaml")
    assert "TF101" in problems()[0]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux's /proc")
def test_a_file_that_fails_while_it_is_read_is_told() -> None:
    """An error of the system in the middle of reading is one problem."""
    (problem,) = problems("/proc/self/mem")
    assert "TF101 cannot read '/proc/self/mem': " in problem


@pytest.mark.parametrize("is_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(*, is_on: bool) -> None:
    """Reading pauses the collector, and leaves it as it found it."""
    write("talks.yaml")
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    read(Path("talks.yaml"))
    assert gc.isenabled() is is_on
    (gc.enable if was_on else gc.disable)()


def test_a_huge_file_is_not_read() -> None:
    """A file above the limit is refused by its size alone."""
    with write("talks.yaml").open("r+b") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert problems() == ["talks.yaml:1:1: TF110 the file is larger than 1024 MiB"]


ENCODINGS = (
    (b"a: b\n\xc3\xbc: \xff\n", "2:4: TF102 the byte 0xFF is not UTF-8"),
    (b"a: caf\xe9\n", "1:7: TF102 the byte 0xE9 is not UTF-8"),
    (b"f\0e\0e\0d\0:\0", "1:1: TF102 the file is UTF-16, UTF-32 or binary, not UTF-8"),
    (
        "a: b".encode("utf-16"),
        "1:1: TF102 the file is UTF-16, UTF-32 or binary, not UTF-8",
    ),
    (b"a: \xed\xa0\x80\n", "1:4: TF102 the byte 0xED is not UTF-8"),
)


@pytest.mark.parametrize(("content", "expected"), ENCODINGS)
def test_another_encoding_is_told_at_its_first_byte(content: bytes, expected: str) -> None:
    """The byte is named with its line and column; columns count characters."""
    write("talks.yaml", content)
    assert problems() == [f"talks.yaml:{expected}"]


def test_control_characters_are_told_and_the_rest_is_read() -> None:
    """Each forbidden character is told in its place; the talks are read all the same."""
    write("talks.yaml", FEED + "talks:\n- title: a\x00\n- title: \x9d\ufffe\n")
    raw = read(Path("talks.yaml"))
    assert [(each.code, each.place.line, each.place.column) for each in raw.problems] == [
        ("TF104", 5, 11),
        ("TF104", 6, 10),
        ("TF104", 6, 11),
    ]
    assert len(raw.talks) == 2


def test_control_characters_without_end_are_not_all_told() -> None:
    """A binary file does not drown the other problems."""
    write("talks.yaml", b"\x01" * 1000)
    assert sum("TF104" in each for each in problems()) == MAX_FAULTS


def test_a_broken_file_does_not_hide_the_others() -> None:
    """All problems of all files come in one run."""
    write("talks.yaml", FEED + "talks: [a.yaml, b.yaml, c.yaml, d.yaml]\n")
    write("a.yaml", "- title: a: b\n")
    write("b.yaml", b"\xff")
    write("c.yaml", "- title: C\n")
    write("d.yaml", "a: b: c\n")
    raw = read(Path("talks.yaml"))
    assert sorted(each.place.path for each in raw.problems) == ["a.yaml", "b.yaml", "d.yaml"]
    assert len(raw.talks) == 3


def test_files_that_are_gone_are_not_listed(tmp_path: Path) -> None:
    """A directory without talks, and a pattern that matches no file, list none."""
    assert listed(str(tmp_path), "") == ()
    assert listed(str(tmp_path), "talks/*.yaml") == ()


@pytest.mark.parametrize("item", ["from: club.example/x.ics", "https://club.example/x.ics"])
def test_an_address_is_named_by_from(item: str) -> None:
    """The hint at one without its scheme, or without the key, can be followed."""
    write("talks.yaml", f"{FEED}talks:\n  - {item}\n")
    (problem,) = read(Path("talks.yaml")).problems
    assert "write\n  - from: https://club.example/x.ics" in problem.hint
    write("talks.yaml", f"{FEED}talks:\n  - from: https://club.example/x.ics\n")
    assert titles() == []


def test_the_address_of_a_calendar_program_is_that_of_the_web() -> None:
    """So both schemes name the same source."""
    write("talks.yaml", f"{FEED}talks:\n  - from: WebCal://club.example/x.ics\n")
    (remote,) = read(Path("talks.yaml")).remotes
    assert remote.address == "https://club.example/x.ics"
