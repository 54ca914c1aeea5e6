"""One table of every field → checks, a JSON Schema for editors, and the reference page."""

from __future__ import annotations

from talkfeed.schema.fields import FEED, GIVEN, TABLES, TALK
from talkfeed.schema.guess import suggest
from talkfeed.schema.jsonschema import json_schema, write_schema
from talkfeed.schema.kinds import Field, Kind, Scope, Table
from talkfeed.schema.pages import fields_page, rules_page
from talkfeed.schema.parts import EVENT, LINK, LOCATION, PERSON

__all__ = [
    "EVENT",
    "FEED",
    "GIVEN",
    "LINK",
    "LOCATION",
    "PERSON",
    "TABLES",
    "TALK",
    "Field",
    "Kind",
    "Scope",
    "Table",
    "fields_page",
    "json_schema",
    "rules_page",
    "suggest",
    "write_schema",
]
