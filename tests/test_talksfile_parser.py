"""Reading YAML as events: text with its place, and what a talks file has no use for refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.limits import MAX_DEPTH, MAX_FAULTS, MAX_KEY, MAX_TEXT
from talkfeed.model import Raw, RawList, RawMap, RawScalar
from talkfeed.talksfile import parser
from talkfeed.talksfile.parser import parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from talkfeed.errors import Problem

LOADERS = pytest.mark.parametrize("loader", [parser.LOADER, yaml.SafeLoader])


def plain(raw: Raw | None) -> Any:
    """Show what was read as plain Python."""
    if isinstance(raw, RawMap):
        return {key: plain(field.value) for key, field in raw.fields.items()}
    if isinstance(raw, RawList):
        return [plain(item) for item in raw.items]
    return raw and raw.text


def told(problems: list[Problem]) -> list[tuple[str, int, int]]:
    """Show problems as code, line and column."""
    return [(each.code, each.place.line, each.place.column) for each in problems]


@LOADERS
def test_scalars_stay_as_they_are_written(loader: Any) -> None:
    """No word turns into a truth value, number, date or nothing."""
    text = "[no, on, 1.10, 10:30, 2015-02-30, 0x1F, ~, null, .inf, 1_000, '', =, <<]"
    root, problems = parse(text, "t.yaml", loader)
    assert plain(root) == text[1:-1].replace("''", "").split(", ")
    assert problems == []


@LOADERS
def test_places_count_from_one_and_quotes_are_known(loader: Any) -> None:
    """Each value knows its path, line, column, and whether it stood in quotes."""
    root, _ = parse("a: b\nc:\n  - 'd'\n  - \"e\"\n  - |\n    f\nü: g\n", "t.yaml", loader)
    assert isinstance(root, RawMap)
    items = root.fields["c"].value
    assert isinstance(items, RawList)
    assert root.fields["ü"].place == ("t.yaml", 7, 1)
    assert root.fields["ü"].value == RawScalar("g", root.fields["ü"].place._replace(column=4))
    spots = [(each.place.line, each.place.column) for each in items.items]
    assert spots == [(3, 5), (4, 5), (5, 5)]
    assert [each.quoted for each in items.items if isinstance(each, RawScalar)] == [True] * 3


_ALIASES = [("TF106", 2, 3), ("TF106", 3, 3)]
_MEANT = {"a": "&amp", "b": "!important"}
REJECTED = (
    ("a: 1\nb: 2\na: 3\n", [("TF105", 3, 1)], {"a": "1", "b": "2"}),
    ("a: &x b\nc: *x\n", [("TF106", 1, 4), ("TF106", 2, 4)], {"a": "b", "c": "*x"}),
    ("a: &x [b]\n", [("TF106", 1, 4)], {"a": ["b"]}),
    ("<<: {a: b}\n", [("TF106", 1, 1)], {}),
    ("- &x a\n- *x\n- <<: *x\n  b: c\n", [("TF106", 1, 3), *_ALIASES], ["a", {"b": "c"}]),
    ("a: &amp\nb: !important\n", [("TF106", 1, 4), ("TF107", 2, 4)], _MEANT),
    ("a: !!int 5\n", [("TF107", 1, 4)], {"a": "5"}),
    ("a: !!python/object:os.system {}\n", [("TF107", 1, 4)], {"a": {}}),
    ("--- a\n--- b\n", [("TF108", 2, 1)], "a"),
    ("[a, b]: c\nd: e\n", [("TF114", 1, 1)], {"d": "e"}),
    ("? {a: b}\n: c\n", [("TF114", 1, 3)], {}),
    (f"{'k' * (MAX_KEY + 1)}: v\n", [("TF110", 1, 1)], {}),
    (f"a: {'v' * (MAX_TEXT + 1)}\n", [("TF110", 1, 4)], {"a": "v" * MAX_TEXT}),
    ('a: "b\\0"\n', [("TF104", 1, 4)], {"a": "b\0"}),
    ('"\\a": b\n', [("TF104", 1, 1)], {"\a": "b"}),
)


@LOADERS
@pytest.mark.parametrize(("text", "expected", "kept"), REJECTED)
def test_what_no_talks_file_needs_is_refused_in_place(
    text: str, expected: list[tuple[str, int, int]], kept: Any, loader: Any
) -> None:
    """Each is told with its place and a hint, and the rest is read all the same."""
    root, problems = parse(text, "t.yaml", loader)
    assert told(problems) == expected
    assert plain(root) == kept
    assert all(each.message and each.hint for each in problems)


@LOADERS
def test_nothing_in_a_file_is_nothing(loader: Any) -> None:
    """An empty file and one of comments hold nothing, which is no problem of the syntax."""
    assert parse("", "t.yaml", loader) == (None, [])
    assert parse("# nothing yet\n", "t.yaml", loader) == (None, [])


@LOADERS
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_no_depth_exhausts_the_stack(opening: str, loader: Any) -> None:
    """Nesting of any depth is passed over, not followed."""
    _, problems = parse(opening * 25_000, "t.yaml", loader)
    assert {each.code for each in problems} <= {"TF103", "TF109", "TF114"}
    assert problems


@LOADERS
def test_a_talk_nested_too_deep_does_not_hide_the_others(loader: Any) -> None:
    """What is nested too deep is reported, and its field is lost."""
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    root, problems = parse(f"- a: {deep}\n- b: c\n", "t.yaml", loader)
    assert told(problems) == [("TF109", 1, 6 + MAX_DEPTH - 2)]
    assert plain(root) == [{"a": ""}, {"b": "c"}]


def test_talks_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More talks than allowed are refused where the first of them stands."""
    monkeypatch.setattr(parser, "MAX_TALKS", 10)
    path = tmp_path / "talks.yaml"
    path.write_text("feed: {}\ntalks:\n" + "- {}\n" * 11)
    (problem,) = read(path).problems
    assert (problem.code, problem.place.line) == ("TF110", 13)
    monkeypatch.setattr(parser, "MAX_TALKS", 0)
    (tmp_path / "list.yml").write_text("- title: A\n")
    path.write_text("feed: {}\ntalks:\n- from: list.yml\n")
    (problem,) = read(path).problems
    assert (problem.code, problem.place.line) == ("TF110", 3)


# --- faults of the syntax -----------------------------------------------------------------------

FAULTS = (
    ("title: Foo: bar\n", 1, 11, "a colon", 'put the text in quotes: title: "Foo: bar"'),
    ('title: Foo: "bar"\n', 1, 11, "a colon", "title: 'Foo: \"bar\"'"),
    ("a: b\n  c: d\n", 2, 3, "indented too far", "in column 1"),
    ('a: "b\nc: d\n', 1, 4, "this quote is not closed", "close it"),
    ("a: 'b\nc: d\n", 1, 4, "this quote is not closed", "close it"),
    ('a: "b\nc: "d"\n', 1, 4, "this quote is not closed", "close it"),
    ("a: 'b\nc: 'd'\n", 1, 4, "this quote is not closed", "close it"),
    ("a: 'it's'\n", 1, 8, "after the closing quote", 'in quotes: a: "it\'s"'),
    ('a: "b" c\n', 1, 8, "after the closing quote", "in quotes: a: '\"b\" c'"),
    ("é: 'b' c\n", 1, 8, "after the closing quote", "in quotes: é: \"'b' c\""),
    ("'a' b: c\n", 1, 5, "after the closing quote", "in quotes: \"'a' b: c\""),
    ("a: |x\n", 1, 5, "nothing may follow", 'in quotes: a: "|x"'),
    ("a: b #c\n  d\ne: f\n", 1, 6, "ends the text here", "whole text in quotes"),
    ("- a:\n    -\tb: c\n", 2, 6, "a tab after a dash", "a space: - b: c"),
    ("a: [\n  b,\n", 1, 4, "not closed", "after the last"),
    ("a: [b\n  c\nd: e\n", 1, 4, "not closed; ']' is missing", "separate the items"),
    ("a: {b: c,\nd\ne: f\n", 1, 4, "not closed; '}' is missing", "separate the items"),
    ("- a: [b,\n  c\n  d: e\n", 1, 6, "not closed; ']' is missing", "separate the items"),
    ("a: [b] c\n", 1, 8, "after the closing bracket", 'in quotes: a: "[b] c"'),
    ("a: [b]: c\n", 1, 7, "a colon", 'in quotes: a: "[b]: c"'),
    ("a: {b: c, d: [}\n", 1, 15, "cannot begin with '}'", "a text before it"),
    ("a: {b} c\n", 1, 8, "after the closing bracket", 'in quotes: a: "{b} c"'),
    ("a: ? b\n", 1, 4, "cannot begin with '?'", '"? b"'),
    ("- a:b\n  c: d\n", 1, 4, "without a space", "the colon: a: b"),
    ("- a:b\n\n  c: d\n", 1, 4, "without a space", "the colon: a: b"),
    ("- a b\n  c: d\n", 1, 3, 'no key: "- a b"', "the key: a: b"),
    ("- a:\u00a0b\n  c: d\n", 1, 5, "not an ordinary", "ordinary space: - a: b"),
    ("a: {b: #c}\nd: e\n", 1, 8, "turns the rest", '"#c"'),
    ("a:\n\t- b\n", 2, 1, "a tab", "in column 3"),
    ("a: @b\n", 1, 4, "cannot begin with '@'", '"@b"'),
    ("a: `b`\n", 1, 4, "cannot begin with '`'", '"`b`"'),
    ("a: %b\n", 1, 4, "cannot begin with '%'", '"%b"'),
    ("a: *b*\n", 1, 4, "cannot begin with '*'", '"*b*"'),
    ("a: ]\n", 1, 4, "cannot begin with ']'", '"]"'),
    ("a: b\n]\n", 2, 1, "cannot begin with ']'", '"]"'),
    ("a: , b\n", 1, 4, "cannot begin with ','", '", b"'),
    ("a: b\nc\nd: e\n", 2, 1, 'no key: "c"', "indent it further"),
    ("a: [b\nc: d\n", 1, 4, "not closed; ']' is missing", "a: [b]"),
    ("a: {b: c\nd: e\n", 1, 4, "not closed; '}' is missing", "a: {b: c}"),
    ("a: - b\n", 1, 4, "a list cannot begin", 'in quotes: a: "- b"'),
    ("a: b: - c\n", 1, 5, "a colon", "in quotes"),
    ("a: |x\n  b\n", 1, 5, "nothing may follow", "next line"),
    ("- a\nb: c\n", 2, 1, "does not match", "align"),
    ("a: b\n- c\n", 2, 1, "does not match", "align"),
    ("a:\n  - b\n c: d\n", 3, 2, "indented too far", "in column 1"),
    (" a: b\nc: d\n", 2, 1, "indented too little", "in column 2"),
    ("%YAML 2.0\n---\na: b\n", 1, 1, "unexpected line", "align"),
    ("[\n", 1, 1, "not closed; ']' is missing", "[]"),
)


@LOADERS
@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row[0])
def test_a_fault_is_told_in_plain_words(row: tuple[str, int, int, str, str], loader: Any) -> None:
    """Both parsers' faults are told alike: place, what was done, and what to write."""
    text, line, column, message, hint = row
    _, problems = parse(text, "t.yaml", loader)
    assert told(problems) == [("TF103", line, column)]
    assert message in problems[0].message
    assert hint in problems[0].hint


def test_an_unfinished_merge_is_one_problem() -> None:
    """Both sides of a merge are no talks file; the lines in between are not read at all."""
    text = "feed: {}\n<<<<<<< HEAD\na: b: c\n=======\na: d: e\n>>>>>>> topic\n"
    root, problems = parse(text, "t.yaml")
    assert root is None
    assert told(problems) == [("TF103", 2, 1)]
    assert "merge" in problems[0].message
    assert told(parse("<<<<<<< a\nb: c: d\n", "t.yaml")[1]) != [("TF103", 1, 1)]


@pytest.mark.parametrize("text", ['a: "C:\\Users"\n', 'a: "\\xzz"\n'])
@LOADERS
def test_a_path_of_another_system_is_a_slip_with_backslashes(text: str, loader: Any) -> None:
    """A backslash before figures that are none is told like any other."""
    (problem,) = parse(text, "t.yaml", loader)[1]
    assert "unknown escape" in problem.message


def test_an_unknown_escape_is_told_in_its_text() -> None:
    """The two parsers disagree on the column only."""
    (problem,) = parse('a: "\\q"\n', "t.yaml")[1]
    assert problem.place.line == 1
    assert "unknown escape" in problem.message


def test_a_colon_without_a_blank_is_told() -> None:
    """In braces libyaml wants a blank after the colon; PyYAML's own parser does not."""
    (problem,) = parse("a: {b:}\n", "t.yaml")[1]
    assert problem.message == "a colon without a space after it"


def test_a_fault_of_an_unknown_kind_is_told_in_the_parsers_words() -> None:
    """What has no row in the table keeps the wording of the parser."""
    (problem,) = parse("a: !x!y z\n", "t.yaml")[1]
    assert problem.message == "invalid YAML: found undefined tag handle"


def test_a_broken_talk_does_not_hide_the_others() -> None:
    """Each fault is reported, its line is read as it was meant, and no other talk is touched."""
    text = "feed: {}\ntalks:\n  - title: a: b\n  - title: c\n  - title: 'd\n  - title: e\n"
    root, problems = parse(text, "t.yaml")
    assert told(problems) == [("TF103", 3, 13), ("TF103", 5, 12)]
    assert plain(root) == {
        "feed": {},
        "talks": [{"title": "a: b"}, {"title": "c"}, {"title": "d"}, {"title": "e"}],
    }


def test_a_reader_that_does_not_mend_leaves_out_what_is_broken() -> None:
    """Lists of other software are not guessed at: a broken entry is left out, or the whole."""
    text = "feed: {}\ntalks:\n- a: b: c\n- d: e\n"
    root, problems = parse(text, "t.yaml", is_foreign=True)
    assert plain(root) == {"feed": {}, "talks": [{"d": "e"}]}
    assert told(problems) == [("TF103", 3, 7)]
    assert parse(text.replace("{}", "["), "t.yaml", is_foreign=True)[0] is None


def test_faults_without_end_are_not_all_told() -> None:
    """After many faults a file is given up."""
    root, problems = parse("- a: b: c\n" * (MAX_FAULTS + 5), "t.yaml")
    assert isinstance(root, RawList)
    assert len(problems) == MAX_FAULTS


def test_a_fault_outside_the_talks_does_not_hide_them() -> None:
    """Settings that cannot be read are lost alone."""
    root, problems = parse("feed:\n  a: b: c\n@\n[\ntalks:\n- d: e\n", "t.yaml")
    assert plain(root) == {"feed": {"a": "b: c"}, "talks": [{"d": "e"}]}
    assert [each.place.line for each in problems] == [2, 3, 4]


# --- laws ---------------------------------------------------------------------------------------

yamlish = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                "b",
                ": ",
                ":",
                "- ",
                "\n",
                "\n  ",
                "[",
                "]",
                "{",
                "}",
                ", ",
                '"',
                "'",
                "# ",
                "|\n",
            ),
            *("&x ", "*x", "!t ", "---\n", "? ", "\t", "\\", "talks:\n", "ü", "\u2028", "%", "@"),
        ]
    ),
    max_size=30,
).map("".join)


@given(
    yamlish.map(str.encode)
    | st.text().map(lambda text: text.encode("utf-8", "replace"))
    | st.binary()
)
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever a file holds, reading it gives values and problems within the file."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    for problem in read(path).problems:
        assert problem.code.startswith(("TF1", "TF3"))
        assert problem.place.path == str(path)
        assert 1 <= problem.place.line <= len(content.splitlines()) + 1


@given(yamlish)
def test_both_parsers_read_the_same(text: str) -> None:
    """Without libyaml the same values are read from what both accept."""
    ours, faults = parse(text, "t.yaml")
    others, more = parse(text, "t.yaml", yaml.SafeLoader)
    if not faults and not more:
        assert plain(ours) == plain(others)


def scalars(raw: Raw | None) -> Iterator[RawScalar]:
    """List all scalars, keys included."""
    if isinstance(raw, RawScalar):
        yield raw
    elif isinstance(raw, RawList):
        for item in raw.items:
            yield from scalars(item)
    elif isinstance(raw, RawMap):
        for key, field in raw.fields.items():
            yield RawScalar(key, field.place)
            yield from scalars(field.value)


words = st.text(st.sampled_from("abcxyz äöü漢字👩"), min_size=1).map(str.strip).filter(bool)
trees = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@given(trees, st.sampled_from((None, True, False)))
def test_every_place_points_at_its_text(tree: Any, flow: bool | None) -> None:  # noqa: FBT001
    """The text of every scalar stands in the file exactly where its place says."""
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=10_000)
    root, problems = parse(text, "t.yaml")
    assert problems == []
    assert plain(root) == tree
    lines = text.split("\n")
    for scalar in scalars(root):
        at = lines[scalar.place.line - 1][scalar.place.column - 1 :]
        assert at.startswith((scalar.text, "'" + scalar.text, '"' + scalar.text, "? ", '"\\'))
