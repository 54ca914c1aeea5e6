"""The JSON Schema from the table of fields accepts and rejects the same as validation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from talkfeed.schema import (
    FEED,
    GIVEN,
    TABLES,
    TALK,
    Field,
    Kind,
    Scope,
    Table,
    json_schema,
    suggest,
    write_schema,
)
from talkfeed.talksfile.parser import parse

TALKS = Path(__file__).parent / "talks"
MAIN = {"title": "T", "url": "https://t.example/"}
FIELDS = [(table, field) for table in TABLES.values() for field in table.fields]


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do (YAML 1.2): dates and words such as `no` are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [row for row in rows if row[0] != "tag:yaml.org,2002:timestamp"]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def accepts(talk: dict[str, Any], feed: dict[str, Any] | None = None) -> bool:
    """Return whether an editor would accept a talk below these settings."""
    document = {"feed": feed or MAIN, "talks": [talk]}
    return Draft202012Validator(json_schema()).is_valid(document)


def test_the_schema_is_a_schema() -> None:
    """The schema is valid under its own dialect, and so is its written form."""
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(write_schema()) == json_schema()


@pytest.mark.parametrize("path", ["seed.yaml"])
def test_a_complete_file_is_accepted(path: str) -> None:
    """A file that passes validation is valid in an editor."""
    document = yaml.load((TALKS / path).read_text(encoding="utf-8"), EditorLoader)  # noqa: S506
    errors = list(Draft202012Validator(json_schema()).iter_errors(document))
    assert errors == []


def test_a_list_of_talks_is_accepted() -> None:
    """A file that the main file names is a bare list."""
    validator = Draft202012Validator(json_schema())
    assert validator.is_valid([{"title": "A", "date": 2015}])
    assert not validator.is_valid([{"title": "A"}])


ACCEPTED: tuple[dict[str, Any], ...] = (
    {"title": 1984, "date": 2012},
    {"title": "A", "given": [{"date": "Oct 2015"}]},
    {"title": "A", "date": "TBA", "slides": None, "event": None, "tags": None, "status": None},
    {"title": "A", "date": "2015", "speaker": ["B", {"name": "C"}], "tags": ["a", 1]},
    {"title": "A", "date": "2015", "video": ["https://a.example/", {"url": "http://b.example"}]},
    {"title": "A", "date": "2015", "location": {"name": "L", "geo": [1, 2.5]}},
    {"title": "A", "date": "2015", "draft": True, "status": "cancelled", "language": "pt-BR"},
    {
        "title": "A",
        "date": "2015",
        "kind": "Vortrag",
        "level": "beginner",
        "length": "1h30",
        "room": 2,
        "track": None,
    },
    {"title": "A", "date": "2015", "chairs": "B (C)", "hosts": [{"name": "D", "role": "Host"}]},
)
REJECTED: tuple[dict[str, Any], ...] = (
    {},
    {"title": "A"},
    {"date": 2015},
    {"title": None, "date": 2015},
    {"title": ["A"], "date": 2015},
    {"title": "A", "date": 2015, "titel": "B"},
    {"title": "A", "date": 2015, "status": "canceled"},
    {"title": "A", "date": 2015, "video": "a.example"},
    {"title": "A", "date": 2015, "video": "javascript:alert(1)"},
    {"title": "A", "date": 2015, "online": "https://ann@a.example"},
    {"title": "A", "date": 2015, "event": {"url": "https://a.example/"}},
    {"title": "A", "date": 2015, "links": [{"label": "x"}]},
    {"title": "A", "date": 2015, "links": [{"url": "https://a.example/", "length": 0}]},
    {"title": "A", "date": 2015, "id": "A b"},
    {"title": "A", "date": 2015, "draft": "maybe"},
    {"title": "A", "date": 2015, "language": "en_US"},
    {"title": "A", "date": 2015, "kind": ["keynote"]},
    {"title": "A", "date": 2015, "speakers": [{"affiliation": "B"}]},
    {"title": "A", "given": [{"event": "E"}]},
    {"title": "A", "given": [{"date": 2015, "title": "B"}]},
)


@pytest.mark.parametrize("talk", ACCEPTED)
def test_the_schema_accepts(talk: dict[str, Any]) -> None:
    """Natural spellings, numbers for texts and empty fields are no faults."""
    assert accepts(talk)


@pytest.mark.parametrize("talk", REJECTED)
def test_the_schema_rejects(talk: dict[str, Any]) -> None:
    """A file that validation rejects is marked in an editor."""
    assert not accepts(talk)


@pytest.mark.parametrize(
    "change",
    [
        {"limit": 0},
        {"dates": "usa"},
        {"id": "example.org"},
        {"url": "x"},
        {"titel": "A"},
        {"title": None},
    ],
)
def test_the_schema_rejects_settings(change: dict[str, Any]) -> None:
    """Settings are checked like talks."""
    assert not accepts(ACCEPTED[0], MAIN | change)


def test_every_key_is_described() -> None:
    """An editor has a description and the default for every key, and allows no other."""
    definitions = json_schema()["$defs"]
    for table, field in FIELDS:
        definition = definitions[table.name]
        assert definition["properties"][field.name]["description"] == field.description
        assert definition["additionalProperties"] is False
    assert definitions["feed"]["properties"]["limit"]["default"] == 100
    assert definitions["talk"]["properties"]["draft"]["default"] is False
    assert definitions["talk"]["properties"]["draft"]["examples"] == [True]


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda each: each.name)
def test_every_example_works(table: Table, field: Field) -> None:
    """The example of each field is YAML, and right by the schema."""
    gap = "" if field.example.startswith("\n") else " "
    text = f"{field.name}:{gap}{field.example}\n"
    assert parse(text, "t.yaml")[1] == []
    value = yaml.load(text, EditorLoader)  # noqa: S506
    schema = json_schema()
    schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{table.name}/properties/{field.name}"}
    assert list(Draft202012Validator(schema).iter_errors(value[field.name])) == []


def test_the_table_is_sound() -> None:
    """Names are unique, choices and bounds are complete, and sentences end with a full stop."""
    for table in TABLES.values():
        assert len(table.by_name()) == len(table.fields)
    for _, field in FIELDS:
        assert (field.kind is Kind.CHOICE) == bool(field.choices)
        assert (field.kind is Kind.COUNT) == (field.most > field.least)
        assert field.description.endswith(".")
        assert not set(field.synonyms) & {"", field.name}


def test_a_delivery_has_the_fields_that_can_differ() -> None:
    """The table of deliveries is part of that of talks."""
    assert set(GIVEN.fields) == {field for field in TALK.fields if field.scope is not Scope.TALK}


SUGGESTIONS = (
    ("when", TALK, "date"),
    ("name", TALK, "title"),
    ("Description", TALK, "abstract"),
    ("link", TALK, "url"),
    ("speeker", TALK, "speaker"),
    (" TITLE ", TALK, "title"),
    ("description", FEED, "subtitle"),
    ("author", FEED, "authors"),
    ("xyzzy", TALK, None),
    ("", TALK, None),
)


@pytest.mark.parametrize(("key", "table", "meant"), SUGGESTIONS)
def test_a_key_is_recognised(key: str, table: Table, meant: str | None) -> None:
    """Other words, other cases and slips lead to the key that was meant."""
    assert suggest(key, table) == meant


@pytest.mark.parametrize(
    ("people", "is_valid"),
    [
        ("people.yaml", True),
        (None, True),
        (["Ann", {"name": "Ben", "also": "B.", "links": {"orcid": "1"}, "bio": "x"}], True),
        ([{"name": "Ben", "also": ["B."], "links": ["https://a.example/", {"url": "x:"}]}], False),
        ([{"name": "Ben", "links": "https://a.example/"}], True),
        ([{"also": "B."}], False),
        ([{"name": "Ben", "links": {"icq": "1"}}], False),
        ({"name": "Ben"}, False),
    ],
)
def test_the_schema_knows_people(people: object, is_valid: bool) -> None:  # noqa: FBT001
    """A list of them, or a file with one."""
    document = {"feed": MAIN, "people": people, "talks": []}
    assert Draft202012Validator(json_schema()).is_valid(document) is is_valid
