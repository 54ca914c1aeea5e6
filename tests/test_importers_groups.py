"""A record with lists in it is a talk or a group, by one rule, and no title in it vanishes."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any

import pytest

from source_inputs import only, source_input
from talkfeed.dates import DateRules
from talkfeed.lists.options import ListOptions
from talkfeed.lists.reading import read_file
from talkfeed.model import RawMap, RawScalar
from talkfeed.model.imported import NOTES, ImportOptions, ImportResult
from talkfeed.records.frontmatter import read as read_front_matter
from talkfeed.records.talklist import read

DAY, SLOT = "2024-05-03", "https://v.example/"
KEYS = (
    *("talks", "sessions", "presentations", "schedule", "accepted_talks", "items"),
    *("events", "conferences", "given", "deliveries"),
    *("papers", "videos", "slides", "code", "links", "resources", "files", "attachments"),
    *("sponsors", "chapters", "references", "pdf", "data"),
)
OUTER = (
    {},
    {"title": "Outer"},
    {"title": "Outer", "date": DAY},
    {"title": "Workshop", "date": DAY},
    {"name": "Outer", "date": DAY, "url": "https://outer.example/"},
    {"title": "Outer", "event": "Conf", "date": DAY},
    {"title": "Outer", "speaker": "Ann Example", "date": DAY},
    {"title": "Outer", "abstract": "About it.", "slides": "https://s.example/0"},
    {"event": "Outer", "date": DAY},
)
INNER: tuple[dict[str, Any], ...] = (
    {},
    {"speaker": "Bo Ek"},
    {"date": "2024-05-04"},
    {"url": SLOT},
    {"start": "10:00"},
    {"title": None, "name": "Inner"},
)


def nested(outer: dict[str, Any], key: str, inner: dict[str, Any]) -> dict[str, Any]:
    """Return a record with a list of two entries at a key."""
    rows: list[dict[str, Any]] = []
    for number in (1, 2):
        row = {"title": f"Inner{number}"} | inner
        row |= {word: f"{row[word]}{number}" for word in ("url", "name") if word in row}
        rows.append(row)
    return {**outer, key: rows}


def forms(record: dict[str, Any], key: str) -> list[Any]:
    """Return the ways to write a record: in a list, alone, below keys, with its list deeper."""
    inner = {name: value for name, value in record.items() if name != key}
    return [
        [record],
        record,
        {"talks": [record]},
        {"2024": [record]},
        [{**inner, "more": {key: record[key]}}],
    ]


def said(result: ImportResult) -> tuple[str, set[str]]:
    """Return all that a result says, and the keys that it names."""
    parts = [one.text for one in result.unparsed]
    talks = [(one.fields, one.doubts) for one in result.talks]
    named = [one.text for one in result.unparsed if one.why in NOTES]
    words = " ".join([result.title, json.dumps([talks, parts])])
    return words, set(", ".join(named).replace(".", ", ").split(", "))


def lost(record: dict[str, Any], key: str, words: str, named: set[str]) -> list[str]:
    """List the titles that are not said, whose link is not, and whose key is not named."""
    outer = record.get("title") or record.get("name") or record.get("event")
    gone = [outer] if outer and outer not in words and "title" not in named else []
    for row in record[key]:
        title = row["title"] or row["name"]
        is_linked = row.get("url", "nowhere") in words
        if title not in words and not is_linked and named.isdisjoint({key, "more"}):
            gone.append(title)
    return gone


@pytest.mark.parametrize("key", KEYS)
def test_no_title_vanishes(key: str) -> None:
    """Whatever is around a list and in it, each title is read, or its key is named."""
    for number, (outer, inner) in enumerate(product(OUTER, INNER), KEYS.index(key)):
        record = nested(outer, key, inner)
        ways = forms(record, key)
        for form in (ways[0], ways[number % len(ways)]):
            result = read(source_input(json.dumps(form), name="talks.json"), ImportOptions())
            assert lost(record, key, *said(result)) == [], form


def texts(raw: RawMap | Any) -> list[str]:
    """List the texts of a talk of a list."""
    if isinstance(raw, RawScalar):
        return [raw.text]
    nodes = [each.value for each in raw.fields.values()] if isinstance(raw, RawMap) else raw.items
    return [text for node in nodes for text in texts(node)]


@pytest.mark.parametrize("key", KEYS)
def test_no_title_vanishes_from_a_list_that_is_read_in_place(key: str) -> None:
    """The rule is that of imports; what no talk has is in a notice or a problem."""
    for outer, inner in product(OUTER, INNER):
        record = nested(outer, key, inner)
        content = json.dumps([record]).encode()
        found = read_file("talks.json", content, ListOptions(), DateRules(), "")
        problems = [*found.problems, *found.notices, *(n for one in found.talks for n in one.notes)]
        words = " ".join(text for one in found.talks for text in texts(one.raw))
        words += " ".join(f"{one.message} {one.hint}" for one in problems)
        named = set(re.split(r"[ ,.]+", words))
        assert lost(record, key, words, named) == [], content


WORKSHOP = {"title": "Parsers", "date": DAY}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (WORKSHOP | {"papers": [{"title": "A"}, {"title": "B"}]}, ["Parsers"]),
        (WORKSHOP | {"chapters": [{"title": "A", "start": "00:10"}]}, ["Parsers"]),
        (WORKSHOP | {"videos": [{"title": "A", "url": f"{SLOT}1"}]}, ["Parsers"]),
        (WORKSHOP | {"videos": [{"title": "A", "speaker": "Bo Ek"}]}, ["A"]),
        (WORKSHOP | {"papers": [{"title": "A", "authors": ["Bo Ek"]}]}, ["A"]),
        (WORKSHOP | {"slots": [{"title": "A"}, {"title": "B"}]}, ["A", "B"]),
        (WORKSHOP | {"talks": [{"title": "A"}, {"title": "B"}]}, ["A", "B"]),
        (WORKSHOP | {"speaker": "Ann", "talks": [{"title": "A"}, {"title": "B"}]}, ["Parsers"]),
        (WORKSHOP | {"speaker": "Ann", "talks": [{"title": "A", "date": DAY}]}, ["A"]),
        (WORKSHOP | {"event": "E", "papers": [{"title": "A", "authors": ["Bo Ek"]}]}, ["Parsers"]),
        (WORKSHOP | {"program": {"morning": [{"title": "A"}], "evening": []}}, ["A"]),
        (WORKSHOP | {"parts": [{"date": DAY, "sessions": [{"title": "A"}]}]}, ["A"]),
        ({"title": "2024", "videos": [{"title": "A", "url": f"{SLOT}1"}]}, ["A"]),
        ({"title": "Parsers", "given": [{"title": "E", "date": DAY}]}, ["Parsers"]),
    ],
)
def test_a_record_is_a_talk_or_a_group(record: dict[str, Any], expected: list[str]) -> None:
    """The key, the people and the days decide, in a list and in front matter."""
    result = read(source_input(json.dumps([record]), name="talks.json"), ImportOptions())
    assert [talk.fields["title"] for talk in result.talks] == expected
    assert not any(one.is_talk for one in result.unparsed)


def test_a_day_in_words_is_the_date_of_a_group() -> None:
    """`day` is the number of a day, or all of it."""
    text = json.dumps([{"day": "3 May 2024", "sessions": [{"title": "A"}]}])
    assert only(read(source_input(text, name="a.json"), ImportOptions()))["date"] == "3 May 2024"


def test_front_matter_has_the_same_rule() -> None:
    """A page of a talk with a list is that talk, and names the key."""
    front = "---\ntitle: Parsers\ndate: 2024-05-03\nevent: E\npapers:\n- title: A\n---\nText.\n"
    result = read_front_matter(source_input(front, name="a.md"), ImportOptions())
    assert [talk.fields["title"] for talk in result.talks] == ["Parsers"]
    assert [one.text for one in result.unparsed] == ["papers"]
