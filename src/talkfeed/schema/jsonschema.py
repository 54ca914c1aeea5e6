"""The table of fields → a JSON Schema (draft 2020-12), for completion and validation in editors.

Editors parse `date: 2012` as a number, so the schema allows numbers and booleans wherever a talks
file takes text. All fields but required ones may be empty.
"""

from __future__ import annotations

import json
from typing import Any

from talkfeed.formats import registry
from talkfeed.model.people import PROFILES
from talkfeed.schema.fields import TABLES
from talkfeed.schema.kinds import Field, Kind, Table
from talkfeed.schema.site import CHANNELS, THEME

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_WEB = r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s@/]+(/\S*|[?#]\S*)?\s*$"


def _one_or_many(*single: Schema) -> Schema:
    choices = [{"type": "null"}, *single]
    return {"anyOf": [*choices, {"type": "array", "items": {"anyOf": list(single)}}]}


def _named(table: str) -> Schema:
    return {"anyOf": [{"type": ["string", "number", "null"]}, {"$ref": f"#/$defs/{table}"}]}


_URL: Schema = {"type": "string", "pattern": _WEB}
_LANGUAGE: Schema = {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}
_SWITCH: Schema = {"enum": [True, False, "on", "off", "yes", "no", "true", "false", None]}
_OTHER_FORMAT: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
_CHAPTER: Schema = {
    "anyOf": [
        {"$ref": "#/$defs/chapter"},
        {"type": "object", "minProperties": 1, "maxProperties": 1},
    ]
}
"""A chapter; "00:00 Intro: all" is a mapping in YAML."""
_KINDS: dict[Kind, Schema] = {
    Kind.TEXT: _TEXT,
    Kind.MARKDOWN: _TEXT,
    Kind.URL: _URL,
    Kind.URLS: _one_or_many(_URL),
    Kind.EMAIL: {"type": "string", "pattern": r"^\s*[^@\s]+@[^@\s]+\s*$"},
    Kind.DATE: {"type": ["string", "integer"]},
    Kind.TIME: {"type": ["string", "integer"]},
    Kind.MOMENT: {"type": "string"},
    Kind.LANGUAGE: _LANGUAGE,
    Kind.LENGTH: {"type": ["string", "integer"]},
    Kind.LANGUAGES: _one_or_many(_LANGUAGE),
    Kind.ZONE: {"type": "string"},
    Kind.AUTHORITY: {"type": "string", "pattern": r"^[^,\s]+,[0-9]{4}(-[0-9]{2}){0,2}$"},
    Kind.ID: {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    Kind.FLAG: _SWITCH,
    Kind.TAGS: _one_or_many(_TEXT),
    Kind.PEOPLE: _one_or_many({"type": "string"}, {"$ref": "#/$defs/person"}),
    Kind.SPEAKERS: _one_or_many({"type": "string"}, {"$ref": "#/$defs/speaker"}),
    Kind.NAMES: _one_or_many({"type": ["string", "number"]}),
    Kind.PROFILES: {
        "anyOf": [
            {
                "type": ["object", "null"],
                "properties": {kind.name: {"type": ["string", "null"]} for kind in PROFILES},
                "additionalProperties": False,
            },
            _URL,
            {"type": "array", "items": {"anyOf": [_URL, {"$ref": "#/$defs/link"}]}},
        ]
    },
    Kind.EVENT: _named("event"),
    Kind.LOCATION: _named("location"),
    Kind.GEO: {
        "anyOf": [
            {"type": ["string", "null"]},
            {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        ]
    },
    Kind.LINKS: _one_or_many(_URL, {"$ref": "#/$defs/link"}),
    Kind.MEDIA_TYPE: {"type": "string", "pattern": "^[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+$"},
    Kind.RECORDINGS: _one_or_many(_URL, {"$ref": "#/$defs/recording"}),
    Kind.POINT: {"type": ["string", "integer"]},
    Kind.FILE: {"type": "string"},
    Kind.PICTURE: {"type": "string"},
    Kind.TRANSCRIPTS: _one_or_many({"type": "string"}, {"$ref": "#/$defs/transcript"}),
    Kind.CHAPTERS: {
        "anyOf": [
            {"type": ["string", "null"]},
            {"type": "array", "items": {"anyOf": [{"type": "string"}, _CHAPTER]}},
            {"type": "object", "additionalProperties": {"type": ["string", "number"]}},
        ]
    },
    Kind.PODCAST: {"anyOf": [{"$ref": "#/$defs/podcast"}, {"type": "null"}]},
    Kind.CATEGORIES: _one_or_many({"type": "string"}),
    Kind.PODCASTS: _one_or_many({"type": "string"}),
    Kind.UUID: {"type": "string"},
    Kind.GIVEN: {"type": ["array", "null"], "items": {"$ref": "#/$defs/given"}},
    Kind.CHANNELS: {
        "anyOf": [
            {"$ref": "#/$defs/channels"},
            {"type": "array", "items": {"enum": [field.name for field in CHANNELS.fields]}},
            _SWITCH,
            {"type": "null"},
        ]
    },
    Kind.FORMATS: _one_or_many({"enum": list(registry.WORDS)}, _OTHER_FORMAT),
    Kind.ALIASES: {"type": ["object", "null"], "additionalProperties": _one_or_many(_TEXT)},
    Kind.SWITCH: _SWITCH,
    Kind.LEAST: {
        "anyOf": [{"enum": [*_SWITCH["enum"], "all"]}, {"type": "integer", "minimum": 1}],
    },
    Kind.THEME: {
        "anyOf": [
            {"$ref": "#/$defs/theme"},
            {"enum": list(THEME.by_name()["design"].choices)},
            {"type": "null"},
        ]
    },
    Kind.COLOUR: {"type": "string"},
    Kind.FONTS: {"type": "string"},
    Kind.DIRECTORY: {"type": "string"},
    Kind.TARGETS: _one_or_many({"type": "string"}),
    Kind.KEYS: {"type": ["object", "null"], "additionalProperties": _TEXT},
    Kind.SERIES: {"type": "string"},
    Kind.RULES: _one_or_many({"type": "string"}, {"$ref": "#/$defs/rule"}),
    Kind.BREAKS: _one_or_many({"type": "string"}, {"$ref": "#/$defs/break"}),
    Kind.CHANGES: {
        "type": ["object", "null"],
        "additionalProperties": {"$ref": "#/$defs/change"},
    },
    Kind.CALL: {"anyOf": [{"type": ["string", "null"]}, {"$ref": "#/$defs/call"}]},
    Kind.DEADLINE: {"type": "string"},
    Kind.HASHTAG: {"type": "string", "pattern": r"^\s*#?\w+\s*$"},
    Kind.INTERVAL: {"type": "string", "pattern": r"^\s*[0-9]{1,4}\s*[mhd]\s*$"},
    Kind.DEFAULTS: {"anyOf": [{"$ref": "#/$defs/defaults"}, {"type": "null"}]},
}


def _listed(table: str, things: str) -> Schema:
    """Return the schema of a list that may be in a file of its own."""
    return {
        "description": f"{things} that talks name, or a file with their list.",
        "anyOf": [
            {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"#/$defs/{table}"}, {"type": "string"}]},
            },
            {"type": ["string", "null"]},
        ],
    }


def json_schema() -> Schema:
    """Return the schema of a talks file, main or included."""
    files = {"type": "string", "description": "Files with talks, e.g. talks/*.yaml"}
    item = {"anyOf": [{"$ref": "#/$defs/talk"}, {"$ref": "#/$defs/source"}, files]}
    main = {
        "type": "object",
        "description": "A talks file: settings and talks.",
        "properties": {
            "feed": {"$ref": "#/$defs/feed"},
            "people": _listed("profile", "People"),
            "events": _listed("event_profile", "Events"),
            "series": _listed("series", "Series"),
            "talks": {
                "description": "The talks, in the order in which the page lists them.",
                "anyOf": [{"type": "array", "items": item}, files, {"type": "null"}],
            },
        },
        "required": ["feed", "talks"],
        "additionalProperties": False,
    }
    talks = {"type": "array", "items": {"$ref": "#/$defs/talk"}}
    return {
        "$schema": DIALECT,
        "title": "talks.yaml",
        "description": "Talks of a community, from which talkfeed makes feeds and calendars.",
        "if": {"type": "array"},
        "then": {"$ref": "#/$defs/talks"},
        "else": {"$ref": "#/$defs/file"},
        "$defs": {
            "file": main,
            "talks": talks,
            **{name: _object(table) for name, table in TABLES.items()},
        },
    }


def write_schema() -> str:
    """Return the text of docs/talks.schema.json."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(table: Table) -> Schema:
    required = [field.name for field in table.fields if field.required]
    schema: Schema = {
        "type": "object",
        "title": table.title,
        "description": table.description,
        "properties": {field.name: _property(field) for field in table.fields},
        "additionalProperties": False,
    }
    if table.name == "talk":
        dated = [{"required": ["date"]}, {"required": ["given"]}]
        schema |= {"required": ["title"], "anyOf": dated}
    else:
        schema["required"] = required
    return schema


def _property(field: Field) -> Schema:
    schema = {"description": field.description} | _value(field)
    if not field.required:
        schema = _or_empty(schema)
    if field.default and (field.default in field.choices or field.kind in _PLAIN_DEFAULTS):
        schema["default"] = json.loads(field.default) if field.kind in _LITERAL else field.default
    example = _example(field)
    return schema if example is None else schema | {"examples": [example]}


_PLAIN_DEFAULTS = frozenset((Kind.COUNT, Kind.FLAG, Kind.LANGUAGE))
_LITERAL = frozenset((Kind.COUNT, Kind.FLAG))
_STRUCTURED = ("[", "{", "\n", "|")


def _value(field: Field) -> Schema:
    if field.kind is Kind.CHOICE and field.words:
        return {"anyOf": [{"enum": list(field.choices)}, {"type": ["string", "null"]}]}
    if field.kind is Kind.CHOICE:
        return {"type": "string", "enum": list(field.choices)}
    if field.kind is Kind.COUNT:
        return {"type": "integer", "minimum": field.least, "maximum": field.most}
    return dict(_KINDS[field.kind])


def _or_empty(schema: Schema) -> Schema:
    """Return the schema, extended to allow an empty value."""
    if "type" not in schema:
        return schema
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "null" not in kinds:
        schema = schema | {"type": [*kinds, "null"]}
    return schema | {"enum": [*schema["enum"], None]} if "enum" in schema else schema


def _example(field: Field) -> str | int | bool | None:
    """Return the example as a JSON value; None for a structured one."""
    if field.example.startswith(_STRUCTURED):
        return None
    is_json = field.kind in _LITERAL or field.example.isdigit() or field.example.startswith('"')
    literal: str | int | bool = json.loads(field.example) if is_json else field.example
    return literal
