"""Anchors, aliases and merge keys in YAML of other software, compared with PyYAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.limits import MAX_ALIASED, MAX_DEPTH
from talkfeed.model import Raw, RawList, RawMap
from talkfeed.talksfile.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.errors import Problem

LIST = """\
base: &base
  event: Example Conf
  year: 2019
  links: &links {slides: https://a.example/}
talks:
- title: One
  <<: *base
- <<: [{event: Mine, room: &room A}, *base]
  title: !!str Two
  place: *room
- &three
  title: Three
  event: Other
- *three
"""


def plain(raw: Raw | None) -> Any:
    """Show what was read as plain Python."""
    if isinstance(raw, RawMap):
        return {key: plain(field.value) for key, field in raw.fields.items()}
    if isinstance(raw, RawList):
        return [plain(item) for item in raw.items]
    return raw and raw.text


def told(problems: Iterable[Problem]) -> list[tuple[str, int, int]]:
    """Show problems as code, line and column."""
    return [(each.code, each.place.line, each.place.column) for each in problems]


class Texts(yaml.SafeLoader):
    """PyYAML's loader, with all values as texts."""


Texts.yaml_implicit_resolvers = {
    sign: [each for each in found if each[0].endswith(":merge")]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_aliases_and_merge_keys_are_read_as_by_pyyaml() -> None:
    """Own keys win, then those of the first mapping that is merged."""
    root, problems = parse(LIST, "t.yml", is_foreign=True)
    assert problems == []
    assert plain(root) == yaml.load(LIST, Texts)  # noqa: S506  — a safe loader


VALUES = st.recursive(
    st.sampled_from(["a", "b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)


@given(st.lists(VALUES, min_size=1, max_size=4), st.data())
def test_whatever_is_shared_is_read_as_by_pyyaml(values: list[Any], data: st.DataObject) -> None:
    """PyYAML writes an anchor and aliases for each value that is in several places."""
    shared = data.draw(st.lists(st.sampled_from(values), max_size=4))
    text = yaml.safe_dump([*values, *shared, {"again": shared}])
    root, problems = parse(text, "t.yml", is_foreign=True)
    assert (plain(root), problems) == (yaml.load(text, Texts), [])  # noqa: S506  — a safe loader


def test_repeated_values_have_the_places_of_their_texts() -> None:
    """A talk that is an alias begins there; a text that is repeated is where it is written."""
    root, _ = parse(LIST, "t.yml", is_foreign=True)
    assert isinstance(root, RawMap)
    talks = root.fields["talks"].value
    assert isinstance(talks, RawList)
    assert [each.place.line for each in talks.items] == [6, 8, 11, 14]
    one, two, _, again = talks.items
    assert isinstance(one, RawMap)
    assert isinstance(two, RawMap)
    assert isinstance(again, RawMap)
    assert [row.place.line for row in one.fields.values()] == [6, 2, 3, 4]
    assert two.fields["place"].place[1:] == (10, 3)
    assert two.fields["place"].value.place[1:] == (8, 28)
    assert again.fields["title"].place.line == 12


def test_what_cannot_be_resolved_is_reported_in_place() -> None:
    """An alias without an anchor above it or within its own, no mapping, a tag of a program."""
    text = "- *a\n- &a [*a]\n- <<: *a\n  b: !ruby/object c\n"
    root, problems = parse(text, "t.yml", is_foreign=True)
    assert told(problems) == [("TF106", 1, 3), ("TF106", 2, 7), ("TF106", 3, 3), ("TF107", 4, 6)]
    assert plain(root) == ["", [""], {"b": "c"}]


def test_anchors_above_an_error_are_known_below_it() -> None:
    """A broken entry is left out alone."""
    root, problems = parse("- a: &a 1\n- b: c: d\n- e: *a\n", "t.yml", is_foreign=True)
    assert (plain(root), told(problems)) == ([{"a": "1"}, {"e": "1"}], [("TF103", 2, 7)])


def test_aliases_exhaust_neither_memory_nor_the_stack() -> None:
    """Values that double with each line end at a limit, and so does depth."""
    wide = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} {{b: *a{n - 1}, c: *a{n - 1}}}\n" for n in range(1, MAX_DEPTH - 2)
    )
    wide += "z: [" + "*a13, " * 50 + "]\n"
    _, problems = parse(wide, "t.yml", is_foreign=True)
    assert [each.code for each in problems] == ["TF110"]
    assert f"{MAX_ALIASED:,}" in problems[0].message
    deep = "- &a0 [x]\n" + "".join(f"- &a{n} [*a{n - 1}]\n" for n in range(1, 40))
    _, problems = parse(deep, "t.yml", is_foreign=True)
    assert {each.code for each in problems} == {"TF106", "TF109"}
