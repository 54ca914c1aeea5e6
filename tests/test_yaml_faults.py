"""Slips in talks.yaml: each is reported once, on its own line, with a hint that works."""

from __future__ import annotations

import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from talkfeed.errors import InvalidData
from talkfeed.normalise import normalise
from talkfeed.talksfile import parser, splitter
from talkfeed.talksfile.parser import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from talkfeed.errors import Problem
    from talkfeed.talksfile.includes import Loaded

FEED = "feed:\n  title: Example talks\n  url: https://talks.example/\ntalks:\n"


def problems(text: str, directory: Path) -> tuple[Problem, ...]:
    """Check a text as a talks file."""
    path = directory / "talks.yaml"
    path.write_text(text)
    try:
        normalise(read(path))
    except InvalidData as error:
        return error.problems
    return ()


# --- a slip on any line -------------------------------------------------------------------------

RIGHT = f"""{FEED}
  - title: A first talk
    date: 7 Oct 2015
    speaker: Ann Example
    abstract: |
      What it is: a text
      - with a list
    tags: [one, two words]
  - title: A second talk
    speakers:
      - Ann Example
      - name: Bob Example
        url: https://bob.example/
    event: {{name: ConfConf, url: https://conf.example/}}
    date: Nov 2015

  - {{title: A third talk, date: Dec 2015}}
  - title: A fourth talk
    date: Jan 2016
"""
HARMLESS = {"     What it is: a text", "       - with a list"}
"""Lines of a text that may be indented like that."""
_WORD = r"(?<=title: )[^,}]+|(?<=speaker: )[^,}]+|(?<=name: )[^,}]+|(?<=- )[A-Z][^:]*$"


def before(mark: str) -> Callable[[str], str]:
    """Write a mark before the first value of a line."""
    return lambda line: re.sub(_WORD, lambda found: mark + found[0], line, count=1)


def after(mark: str) -> Callable[[str], str]:
    """Write a mark behind the first value of a line."""
    return lambda line: re.sub(_WORD, lambda found: found[0] + mark, line, count=1)


SLIPS: dict[str, Callable[[str], str]] = {
    "no space after the dash": lambda line: re.sub(r"- (?=\w+:)", "-", line, count=1),
    "a dash of a word processor": lambda line: re.sub(r"- (?=\w+:)", "– ", line, count=1),
    "a bullet": lambda line: re.sub(r"- (?=\w+:)", "• ", line, count=1),
    "an odd space after the dash": lambda line: re.sub(r"- (?=\w+:)", "-\u00a0", line, count=1),
    "an odd indentation": lambda line: re.sub(r"^  (?= *(?:- )?\w+:)", "\u3000\u3000", line),
    "a wide colon": lambda line: re.sub(r"(^ +(?:- )?\w+): (?=[A-Z\d])", "\\1：", line),  # noqa: RUF001
    "no space after the colon": lambda line: re.sub(r"(\w): (?=[A-Z\d])", r"\1:", line, count=1),
    "no colon": lambda line: re.sub(r"(^ +(?:- )?\w+): (?=[A-Z\d])", r"\1 ", line, count=1),
    "a space too many": lambda line: f" {line}",
    "a space too few": lambda line: line.removeprefix(" "),
    "a tab": lambda line: re.sub(r"^  +", "\t", line),
    "a colon": after(": more"),
    "a sharp": after(" #1"),
    "a quote that is not closed": before('"'),
    "an apostrophe that is not closed": before("'"),
    "a quoted word": lambda line: re.sub(_WORD, r'"\g<0>" more', line, count=1),
    "a bracket that is not closed": lambda line: re.sub(r"[\]}]$", "", line),
    **{f"a text that begins with {mark}": before(mark) for mark in "@`%&*!|>"},
}


def slipped(name: str) -> Iterator[tuple[int, str]]:
    """Make a slip on each line of the talks that can have it: the line's number, and the text."""
    lines = RIGHT.split("\n")
    for number in range(FEED.count("\n") + 1, len(lines)):
        line = SLIPS[name](lines[number])
        is_same = line == lines[number] or not line.strip() or line in HARMLESS
        if not is_same:
            yield number + 1, "\n".join((*lines[:number], line, *lines[number + 1 :]))


def follow(problem: Problem, text: str) -> str:
    """Do what a hint says, to the letter."""
    lines = text.split("\n")
    number = problem.place.line - 1
    line = lines[number]
    column = re.search(r"begin this line in column (\d+)", problem.hint)
    shown = re.search(r": ([^:].*?)(?:, or a space after the '#' of a comment)?$", problem.hint)
    if column:
        lines[number] = " " * (int(column[1]) - 1) + line.strip()
    elif shown:
        lines[number] = replaced(line, shown[1], problem.place.column)
    return "\n".join(lines)


def replaced(line: str, shown: str, column: int) -> str:
    """Write what a hint shows in its place: of a whole line, or of an entry in brackets."""
    if shown.startswith("- "):
        return line[: len(line) - len(line.lstrip())] + shown
    ends = (len(line),)
    if "{" in line and "{" not in shown:
        ends = tuple(at for mark in ",}" if (at := line.find(mark, column)) > 0)
    key = re.match(r"(\w+):? ", shown)
    start = line.rindex(key[1], 0, column + len(key[1])) if key and key[1] in line else column - 1
    return line[:start] + shown + line[min(ends) :]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_reported_on_its_line_with_a_hint_that_works(name: str, tmp_path: Path) -> None:
    """One message for one slip, on its own line; to do what it says makes the file right."""
    assert problems(RIGHT, tmp_path) == ()
    for number, text in slipped(name):
        found = problems(text, tmp_path)
        line = text.split("\n")[number - 1]
        assert [each.place.line for each in found] == [number], (line, found)
        assert problems(follow(found[0], text), tmp_path) == (), (line, found)


# --- many slips in one file ---------------------------------------------------------------------

YAML_SLIPS = f"""{FEED}\
  - title: One: a story
    date: Oct 2015
  - title: Two #2
    date: Oct 2015
  -title: Three
    date: Oct 2015
  - title: Four
\tdate: Oct 2015
  - title: "Five
    date: Oct 2015
    video: "https://video.example/5"
  - title:Six
    date: Oct 2015
  - title: Seven
     date: Oct 2015
  - title: Eight
    date: Oct 2015
    tags: [a, b
    slides: https://s.example/8
  - title: Nine
    date: Oct 2015
    date: Nov 2015
  - title: @ten
    date: Oct 2015
   - title: Eleven
     date: Oct 2015
  - title: Twelve
    date: Oct 2015
   speaker: Ann
  - title: Thirteen
    date Oct 2015
  -
  - title: 'It's fifteen'
    date: Oct 2015
  - title: Sixteen
    date: Oct 2015
    abstract: see
      and note: that
  - {{title: Seventeen: b, date: Oct 2015}}
  - title: Eighteen
    date: Oct 2015
    event: {{name: X, url: [}}
  - title: Nineteen
    date: Oct 2015
    tags: [C #, b
"""
"""Slips of YAML itself, one in each talk."""
VALUE_SLIPS = f"""{FEED}\
  - titel: One
    date: 31 June 2015
    video: foo
  - title: null
    date: Oct 2015
  - title: Three
    date: ~
  - title: Four
    date: Oct 2015
    status: maybe
    language: English
  - title: Five
    date: Oct 2015
    draft: perhaps
    event: {{url: https://e.example/}}
  - title: [Six]
    date: Oct 2015
  - just a text
  - title: Eight
    date: Oct 2015
    location: {{name: Room, geo: nowhere}}
  - title: Nine
    date: Oct 2015
    added: yesterday
    speakers: [{{name: Ann, email: no}}]
  - title: Ten
    date: Oct 2015
    tags: {{a: b}}
  - title: Eleven
"""
"""Values that are no dates, addresses and the like, several in one talk."""
MIXED_SLIPS = """feed:
  title: Talks: all of them
  url: talks.example
  timezone: Paris
talks:
  - title: A: b
    date: 2024-13-40
    video: foo
  - title: B
    date: "Oct 2015
    status: maybe
  -title: C
    dat: Oct 2015
    langauge: en
  - title: D
    date: sometime
    tags: [a, b
    online: x
  - title: ~
    date: &x Oct 2015
    code: !x https://c.example/
"""
"""Slips of YAML beside others in the same talk, and in the settings."""
FLOW = """feed: {title: Talks, url: https://talks.example/}
talks: [
"""
FLOW_SLIPS = f"""{FLOW}\
  {{title: A: story, date: Oct 2015}},
  {{title: Two #2, date: Oct 2015}},
  {{title: Three, date: 2024-13-40}},
  {{title: Four, titel: IV, date: Oct 2015}},
  {{title: Five date: Oct 2015}},
  {{title: "Six, date: Oct 2015}},
  {{date: Oct 2015}},
  {{title: Eight, date: 7 Oct 2015 10:00 CXT}},
  {{title: Nine, date: Oct 2015, video: foo}},
  {{title: Ten, date: Oct 2015, date: Nov 2015}},
  {{title: null, date: Oct 2015}},
  {{title: Twelve, date: “2024-13-40”}},
\t{{title: Thirteen, date: 31 June 2015}},
  {{title: Fourteen, date: Oct 2015, status: maybe}},
  {{title: Fifteen}},
]
"""
"""A list in brackets with a mistake in each line."""
FLOW_LINES_SLIPS = f"""{FLOW}\
  {{
    title: A: story,
    date: 31 June 2015
  }},
  {{
    title: "Two,
    date: 31 June 2015,
    links: [
      {{url: foo}},
    ]
  }},
  # {{title: No: talk}},
  {{title: Three
   date: Oct 2015}},
  {{title: Four #4,
    date: 31 June 2015}},

  {{title: Six, tags: [a, b}},  # six
    {{title: Seven, date: 31 June 2015}}  # seven
  {{title: Eight, date: 31 June 2015}}, {{title: Nine, date: ~}},
  {{title: Ten, date: Oct 2015}},,
  {{title: Eleven}}, date: Oct 2015}},
  {{title: Twelve, date: Oct 2015, tags: [a}}
]
"""
"""Items over several lines, several items in a line, and brackets and commas that are wrong."""
MANY = {
    "yaml": (
        YAML_SLIPS,
        "5 7 9 12 13 16 19 22 26 27 29 33 35 36 37 42 43 46 49",
    ),
    "values": (
        VALUE_SLIPS,
        "5 6 7 8 11 14 15 18 19 20 22 25 28 29 32 33",
    ),
    "flow": (FLOW_SLIPS, "3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"),
    "flow lines": (FLOW_LINES_SLIPS, "4 5 8 9 11 15 17 18 20 21 21 22 22 23 24 25"),
    "mixed": (MIXED_SLIPS, "2 3 4 6 7 8 10 11 12 13 14 16 17 18 19 20 21"),
}


@pytest.mark.parametrize("name", MANY)
def test_no_slip_hides_another(name: str, tmp_path: Path) -> None:
    """Every slip of a file is reported in one run, each once and on its own line."""
    text, lines = MANY[name]
    found = problems(text, tmp_path)
    assert [each.place.line for each in found] == [int(each) for each in lines.split()]
    assert all(each.hint for each in found)


LAYOUTS = {
    "aligned": ("talks: [{},\n        {},\n        {}]\n{}", "1 2 3"),
    "on one line": ("talks: [{}, {}, {}]\n{}", "1 1 1"),
    "first column": ("talks: [\n{},\n{},\n{}\n]\n{}", "2 3 4"),
    "leading commas": ("talks: [\n   {}\n , {}\n , {}\n]\n{}", "2 3 4"),
    "bracket below": (
        "talks:\n  # c\n  [\n  {},  # c\n  # {{\n  {},\n\n  {}  # c\n  ]\n{}",
        "4 6 8",
    ),
    "closed at once": ("talks: [\n  {},\n  {},\n  {}]\n{}", "2 3 4"),
    "closed in a broken talk": ("talks: [\n  {0},\n  {1},\n  {0}]\n{3}", "2 3 4"),
    "never closed": ("talks: [\n  {},\n  {},\n  {},\n{}", "1 2 3 4"),
    "no key": ("{3}[\n  {0},\n  {1},\n  {2},\n]\n", "1 3 4 5"),
    "other entries": ("talks: [\n  'a b',\n  {},\n  {},\n  {},\n]\n{}", "2 3 4 5"),
}
"""Lists of three talks in brackets and the settings, and the lines of the mistakes."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_list_in_brackets_may_have_any_layout(name: str, tmp_path: Path) -> None:
    """Each of its talks is checked alone, wherever it begins and ends."""
    layout, lines = LAYOUTS[name]
    talks = "{title: A #2, date: Oct 2015}", "{title: B, date: sometime}", "{title: C}"
    if "on one line" in name:
        talks = "{title: A: b, date: Oct 2015}", *talks[1:]
    settings = "" if name == "no key" else "feed: {title: Talks, url: https://talks.example/}\n"
    found = problems(layout.format(*talks, settings or "# Talks\n"), tmp_path)
    assert [each.place.line for each in found] == [int(each) for each in lines.split()]


def test_a_bracket_too_many_does_not_end_the_list(tmp_path: Path) -> None:
    """The talks below it are still parts of the list."""
    talk = "  {title: A, date: Oct 2015, links: [\n    {url: https://a.example/}},\n  ]},\n"
    found = problems(f"{FLOW}{talk}  {{title: B, date: sometime}},\n]\n", tmp_path)
    assert [each.code for each in found] == ["TF103", "TF201"]


@pytest.mark.parametrize(
    "talks", ["  {title: A, date: Oct 2015},\n] talks\n", "  - title: A\n    date: Oct 2015\n]\n"]
)
def test_a_mistake_around_a_list_in_brackets_is_reported(talks: str, tmp_path: Path) -> None:
    """Also where each of its talks is right."""
    assert "TF103" in {each.code for each in problems(f"{FLOW}{talks}", tmp_path)}


def test_a_mistake_above_a_list_without_talks_is_reported_alone(tmp_path: Path) -> None:
    """Nothing is looked for below the key."""
    found = problems("feed: {title: A: b}\ntalks:\n  # none yet\n", tmp_path)
    assert [each.place.line for each in found] == [1]


def test_talks_of_other_software_are_left_out_with_broken_settings() -> None:
    """Without repairs, nothing below the first error outside of the list is read."""
    text = "feed: a: b\ntalks: [\n  {title: A},\n]\n"
    root, (problem,) = parser.parse(text, "talks.yaml", is_foreign=True)
    assert (root, problem.place.line) == (None, 1)


@pytest.mark.parametrize("line", ["-title: A", "–title: A", "- title：A"])  # noqa: RUF001
@pytest.mark.parametrize("others", ["", "{0}", "- title: B", "{0}\n  - title: B\n  {0}"])
def test_a_talk_of_one_line_is_never_lost(line: str, others: str, tmp_path: Path) -> None:
    """What YAML reads as something else than a talk is reported, whatever is above and below it."""
    others = others.format(line)
    text = f"{FEED}  {line}\n  {others}\n"
    wanted = [at + 1 for at, each in enumerate(text.split("\n")) if line in each]
    found = problems(text, tmp_path)
    assert [each.place.line for each in found if each.code == "TF103"] == wanted
    assert not {each.code for each in found} - {"TF103", "TF302"}


def test_a_text_of_several_lines_is_put_in_quotes_as_a_whole(tmp_path: Path) -> None:
    """A colon in its first line is one slip; the hint shows where the quotes begin and end."""
    talk = "  - title: A talk\n    abstract: Of this: that\n      and so on\n    date: Oct 2015\n"
    (found,) = problems(f"{FEED}{talk}", tmp_path)
    assert (found.code, found.place.line) == ("TF103", 6)
    assert found.hint == 'put the whole text in quotes: abstract: "Of this: that … and so on"'
    quoted = talk.replace("Of this", '"Of this').replace("so on", 'so on"')
    assert problems(f"{FEED}{quoted}", tmp_path) == ()


def test_a_talk_without_its_dash_is_one_slip(tmp_path: Path) -> None:
    """Its keys are all duplicates, and the hint says what is missing."""
    talk = "title: A\n    date: Oct 2015\n"
    (found,) = problems(f"{FEED}  - {talk}    {talk}", tmp_path)
    assert (found.code, found.place.line) == ("TF105", 7)
    assert "put '- ' before its first key" in found.hint


def test_a_key_of_a_talk_in_the_first_column_is_one_slip(tmp_path: Path) -> None:
    """It is read as a part of the talk above, which lacks nothing for it."""
    (found,) = problems(f"{FEED}  - title: A\n    speaker: Ann\ndate: Oct 2015\n", tmp_path)
    assert (found.code, found.place.line) == ("TF301", 7)
    assert "indent 'date'" in found.hint


def test_a_stray_dash_is_one_slip(tmp_path: Path) -> None:
    """Keys it makes a talk of their own are checked with those of the talk above, if they fit."""
    talk = "  - title: A\n  - date: Oct 2015\n  - speaker: Ann\n    location: X\n"
    found = problems(f"{FEED}{talk}", tmp_path)
    assert [(each.code, each.place.line) for each in found] == [("TF328", 6), ("TF328", 7)]
    assert "put a space in its place if this belongs to the talk 'A'" in found[0].hint
    assert (
        problems(f"{FEED}{talk}".replace("- date", "  date").replace("- sp", "  sp"), tmp_path)
        == ()
    )


@pytest.mark.parametrize(
    "below", ["date: Nov 2015", "{speaker: Ann}", "titel: B", "speaker: Ann\n    titel: B"]
)
def test_a_talk_without_a_title_is_no_stray_dash(below: str, tmp_path: Path) -> None:
    """It has a key of the talk above, or one that nobody knows, or it is written in brackets."""
    found = problems(f"{FEED}  - title: A\n    date: Oct 2015\n  - {below}\n", tmp_path)
    assert {each.code for each in found} <= {"TF301", "TF302"}
    assert {each.place.line for each in found} == {7} or "titel" in below


def test_settings_that_are_lost_are_not_missing(tmp_path: Path) -> None:
    """Where they cannot be read, that is the one problem, and the talks are checked."""
    found = problems("feed: !x!y z\ntalks:\n  - title: A\n    date: 31 June 2015\n", tmp_path)
    assert [(each.code, each.place.line) for each in found] == [("TF103", 1), ("TF203", 4)]


# --- comments -----------------------------------------------------------------------------------

CUT = (
    ("title: A talk #3", 'title: "A talk #3"'),
    ("location: Room\t#3", 'location: "Room\t#3"'),
    ("abstract: See issue #12 for details", '"See issue #12 for details"'),
    ("abstract: See\n      issue #12", "the whole text in quotes"),
    ("tags:\n    - a #b", '- "a #b"'),
    ("tags: [a,\n      b #c\n      , d]", '"b #c"'),
    ("event: {name: E #1\n      , url: https://e.example/}", 'name: "E #1"'),
)
COMMENTS = (
    *("location: Room # three", "location: # three", "location: #three", 'location: "Room" #3'),
    *("tags: [a, b] #c", "location:\n    # three", "location:\n    #three", "tags: [C#, F#]"),
    *("location: Room#3", "abstract: | #c\n      See #3 and #4", "event: {name: E} #1"),
    *("location: Room  # see #3", "#location: Room #3"),
)


@pytest.mark.parametrize(("field", "hint"), CUT, ids=lambda each: each)
def test_a_sharp_that_cuts_a_text_short_is_a_problem(field: str, hint: str, tmp_path: Path) -> None:
    """A '#' after a space and before anything else is hardly ever meant as a comment."""
    title = "" if field.startswith("title") else "title: A talk\n    "
    found = problems(f"{FEED}  - {title}{field}\n    date: Oct 2015\n", tmp_path)
    assert [each.code for each in found] == ["TF115"]
    assert hint in found[0].hint
    text = (tmp_path / "talks.yaml").read_text().split("\n")[found[0].place.line - 1]
    assert text[found[0].place.column - 1] == "#"


@pytest.mark.parametrize("field", COMMENTS)
def test_an_ordinary_comment_is_none(field: str, tmp_path: Path) -> None:
    """Comments begin with '# ', or follow what is closed, or stand alone."""
    assert problems(f"{FEED}  - title: A talk\n    {field}\n    date: Oct 2015\n", tmp_path) == ()


def test_a_lenient_reader_reports_what_it_cuts(tmp_path: Path) -> None:
    """An archive is built with the text as YAML reads it, and a notice."""
    path = tmp_path / "talks.yaml"
    path.write_text(f"{FEED}  - title: A talk #3\n    date: Oct 2015\n    speaker: Ann\n")
    talks = normalise(read(path), is_lenient=True)
    assert [talk.title for talk in talks.talks] == ["A talk"]
    assert [(each.code, each.place.line) for each in talks.notices] == [("TF612", 5)]


# --- nothing ------------------------------------------------------------------------------------

REQUIRED = (
    "title: {}\n    date: Oct 2015",
    "title: A\n    date: Oct 2015\n    speaker: {{name: {}}}",
    "title: A\n    date: Oct 2015\n    event: {{name: {}}}",
    "title: A\n    date: Oct 2015\n    location: {{name: {}}}",
    "title: A\n    date: Oct 2015\n    links: [{{url: {}}}]",
)


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL"])
def test_a_word_for_nothing_needs_quotes(word: str, tmp_path: Path) -> None:
    """Whatever has to be there: the hint says why it is missing, and shows it in quotes."""
    for field in REQUIRED:
        (found,) = problems(f"{FEED}  - {field.format(word)}\n", tmp_path)
        assert found.code == "TF302"
        assert f"'{word}' is an empty value in YAML" in found.hint
        assert f': "{word}"' in found.hint
    quoted = REQUIRED[0].format(f'"{word}"')
    assert problems(f"{FEED}  - {quoted}\n", tmp_path) == ()


@pytest.mark.parametrize("word", ["no", "yes", "on", "0", "1.10"])
def test_other_words_are_words(word: str, tmp_path: Path) -> None:
    """What YAML takes for a truth value or a number is a title."""
    assert problems(f"{FEED}  - {REQUIRED[0].format(word)}\n", tmp_path) == ()


# --- memory -------------------------------------------------------------------------------------

HUGE = {
    "newlines": "\n",
    "comments": "#\n",
    "spaces": "  \n",
    "items": "- a\n",
    "empty keys": "a:\n",
    "slips": "- a: b: c\n",
    "sharps": "- a: b #c\n",
    "one line of sharps": " #c",
    "colons": "a: ",
    "brackets": "[",
    "dashes": "- ",
}


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.parametrize("loaded", [splitter.loaded, parser.loaded], ids=["items", "whole"])
def test_memory_grows_with_the_file_alone(
    name: str, loaded: Callable[[Path, bytes], Loaded], tmp_path: Path
) -> None:
    """Whatever repeats without end takes a few bytes for each byte of the file."""
    path = tmp_path / "talks.yaml"
    path.write_text(HUGE[name] * (16_000 // len(HUGE[name])))
    tracemalloc.start()
    read(path, lambda each: loaded(each, each.read_bytes()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150 * path.stat().st_size
