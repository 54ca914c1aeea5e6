"""The table of all fields → validation, a JSON Schema for editors, and the reference."""

from __future__ import annotations

from talkfeed.schema.events import CALL, EVENT_PROFILE
from talkfeed.schema.fields import GIVEN, TABLES, TALK
from talkfeed.schema.guess import suggest
from talkfeed.schema.jsonschema import json_schema, write_schema
from talkfeed.schema.kinds import Field, Kind, Scope, Table
from talkfeed.schema.lists import DEFAULTS, SOURCE
from talkfeed.schema.parts import EVENT, LINK, LOCATION, PERSON, PROFILE, SPEAKER
from talkfeed.schema.series import BREAK, CHANGE, RULE, SERIES
from talkfeed.schema.site import CHANNELS, FEED, THEME

__all__ = [
    "BREAK",
    "CALL",
    "CHANGE",
    "CHANNELS",
    "DEFAULTS",
    "EVENT",
    "EVENT_PROFILE",
    "FEED",
    "GIVEN",
    "LINK",
    "LOCATION",
    "PERSON",
    "PROFILE",
    "RULE",
    "SERIES",
    "SOURCE",
    "SPEAKER",
    "TABLES",
    "TALK",
    "THEME",
    "Field",
    "Kind",
    "Scope",
    "Table",
    "json_schema",
    "suggest",
    "write_schema",
]
