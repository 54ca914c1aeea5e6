"""What is written into talks.yaml is read back the same, and looks as people write it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from talkfeed import text as validators
from talkfeed.editing.writing import field, flow, item, mapping, scalar
from written import read

ODD = st.sampled_from(
    (
        *("a: b", "a #b", "- x", "no", "10:30", "'", '"', "x\\", "|", "[a", "a, b", ":", "a:"),
        *("---", "...", "a\n b", "x\ny", "e\u0301", "~", "\u200d", "2015", "a\tb", "\U0001f389 x"),
    )
)
TEXTS = (st.text(max_size=40) | ODD).map(validators.block)
KEYS = st.sampled_from(("title", "date", "abstract", "url", "name"))
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


def ended(value: Any) -> Any:
    """Leave out the line ends at the end of texts."""
    if isinstance(value, str):
        return value.rstrip("\n")
    if isinstance(value, dict):
        return {key: ended(each) for key, each in value.items()}
    return [ended(each) for each in value]


@given(st.dictionaries(KEYS, VALUES, min_size=1))
def test_what_is_written_is_read_back(fields: dict[str, Any]) -> None:
    """Whatever a value holds, in lines or on one line, it comes back as text."""
    lines = "\n  ".join(mapping(fields, 2))
    assert ended(read(f"- a: b\n- {lines}\n")[1]) == ended(fields)
    assert read(f"- {flow(fields)}") == [fields]
    assert ended(read("\n".join(item(fields)))) == [ended(fields)]


def test_a_text_is_quoted_only_where_it_must_be() -> None:
    """Words that YAML takes for something else are quoted, and a year below `date:` is not."""
    assert [scalar(each) for each in ("Look ma", "no", "1.10", "a: b", 'say "x"')] == [
        *("Look ma", '"no"', '"1.10"', '"a: b"', 'say "x"'),
    ]
    assert field("date", "2015") == ["date: 2015"]
    assert field("title", "2048") == ['title: "2048"']
    assert scalar("plain", quote='"') == '"plain"'
    assert scalar('"a" b', quote='"') == '"\\"a\\" b"'
    assert scalar("it's", quote="'") == "'it''s'"
    assert scalar("a\u2028b\U000e0001") == '"a\\u2028b\\U000e0001"'


def test_short_things_stand_on_one_line() -> None:
    """A mapping or a list of texts is written in brackets as long as it fits the line."""
    person = {"name": "Ann", "url": "https://ann.example/"}
    assert field("speaker", person) == ["speaker: {name: Ann, url: https://ann.example/}"]
    assert field("tags", ["a", "b"]) == ["tags: [a, b]"]
    assert field("links", [person, person])[0] == "links:"
    long = {"name": "x" * 90, "url": "https://ann.example/"}
    assert field("event", long) == ["event:", f"  name: {'x' * 90}", "  url: https://ann.example/"]
    assert item(long) == [f"- name: {'x' * 90}", "  url: https://ann.example/"]


def test_a_long_abstract_has_lines_of_its_own() -> None:
    """So has one of several lines, unless its first one is indented."""
    assert field("abstract", "short") == ["abstract: short"]
    assert field("abstract", "x " * 60 + "x") == ["abstract: |", "  " + "x " * 60 + "x"]
    assert field("abstract", "a\n\nb") == ["abstract: |", "  a", "", "  b"]
    assert field("abstract", " a\nb") == ['abstract: " a\\nb"']


@pytest.mark.parametrize("pure", [False, True])
def test_other_parsers_of_yaml_read_the_same(*, pure: bool) -> None:
    """PyYAML's own, which takes a question mark in brackets for a key, libyaml and ruamel.yaml."""
    marks = ("http://a.example/?id=1&x=%20#y", "Why?", "a?b", "a, b", "a: b", "{a}", "=", "~", "@a")
    value = {"speakers": [{"name": text, "url": text} for text in marks], "tags": [*marks]}
    text = "\n".join(mapping(value))
    assert yaml.load(text, yaml.SafeLoader if pure else yaml.CSafeLoader) == value  # noqa: S506
    assert YAML(typ="safe", pure=pure).load(text) == value
