"""Kinds of links: one row of one table is all that a kind needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from talkfeed.model.linkkinds import KINDS, OTHER

PROGRAM = r'''
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from talkfeed.model import linkkinds

ROW = linkkinds.LinkKind(
    field="sketch", title="Sketch", description="The sketch.", example="https://p.example/1",
    synonyms=("placard",), is_attached=True, is_shown=True, labels="sketchs?|placard",
    heads="sketchs?", words="sketchs?", hosts=r"sketchs\.example", sites=r"sketchs\.example/",
    suffixes=("sketch",), keys="sketch placard", schema_type="Sketch",
)
linkkinds.KINDS = (*linkkinds.KINDS[:-2], ROW, *linkkinds.KINDS[-2:])

from talkfeed import build, reference
from talkfeed.cli.parser import parse
from talkfeed.importers.common.detect import choose
from talkfeed.importers.metadata.reader import describe
from talkfeed.model.imported import ImportOptions, SourceInput
from talkfeed.schema import suggest, TALK, json_schema

TALKS = """
feed:
  title: T
  url: https://t.example/
  timezone: UTC
talks:
  - {title: A talk, speaker: Ann Example, date: 1 April 2026, sketch: https://x.example/a}
"""
with TemporaryDirectory() as home:
    source = Path(home, "talks.yaml")
    source.write_text(TALKS)
    build(source, Path(home, "output"), now=datetime(2026, 3, 1, tzinfo=UTC))
    files = {path.name: path.read_text() for path in Path(home, "output").rglob("*.*")}

def found(name, content, **more):
    material = SourceInput(content=content.encode(), name=name, **more)
    return [dict(talk.fields) for talk in choose(material).read(material, ImportOptions()).talks]

PAGE = "<h1>Talks</h1><ul>" + "".join(
    f"<li>Title number {n} of a talk, CityCode, {n} May 2015 [<a href='https://a.example/{n}'>sketch</a>]"
    for n in range(1, 5)) + "</ul>"
LIST = "- {title: A talk, event: CityCode, date: 2015-05-01, sketch: 'https://a.example/1'}\n"
CSV = "title,date,event,placard_url\nA talk,2015-05-01,CityCode,https://a.example/1\n"
SCHEDULE = json.dumps({"schedule": {"conference": {"title": "C", "days": [{"date": "2015-05-01",
    "rooms": {"R": [{"title": "A talk", "date": "2015-05-01T10:00:00+00:00", "duration": "00:30",
    "persons": [{"name": "Ann"}], "attachments": [{"title": "Our sketch", "url": "https://a.example/1"}]}]}}]}}})
answer = {
    "files": {name: "https://x.example/a" in text for name, text in files.items()},
    "titled": [name for name, text in files.items() if "Sketch" in text],
    "attached": "ATTACH:https://x.example/a" in files["talks.ics"],
    "page_of_fields": "### `sketch`" in reference.fields_page(),
    "schema": "sketch" in json_schema()["$defs"]["given"]["properties"],
    "meant": suggest("placard", TALK),
    "option": vars(parse(["add", "--sketch", "https://a.example/"]))["sketch"],
    "page": found("a.html", PAGE, base="https://a.example/"),
    "list": found("talks.yaml", LIST),
    "csv": found("talks.csv", CSV),
    "schedule": found("schedule.json", SCHEDULE),
    "own": found("talks.atom", files["talks.atom"]),
    "json": found("talks.json", files["talks.json"]),
    "metadata": dict(describe(SourceInput(content=b"<title>A talk</title>", name="x",
        base="https://sketchs.example/1"), ImportOptions()).fields),
}
print(json.dumps(answer))
'''


@cache
def answer() -> dict[str, Any]:
    """Run a program in which one more kind was added to the table before all else was imported."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_a_row_is_written_in_every_format() -> None:
    """A link of a new kind in talks.yaml is in feeds, calendars and pages, with its title."""
    files = answer()["files"]
    expected = {"talks.atom", "talks.rss", "talks.json", "talks.ics", "index.html"}
    assert {name for name in expected if files[name]} == expected
    assert {"talks.atom", "talks.rss", "talks.json", "talks.ics"} <= {*answer()["titled"]}
    assert answer()["attached"]


def test_a_row_is_explained_suggested_and_an_option() -> None:
    """The reference, the JSON Schema, hints and the commands that edit know a new kind."""
    assert answer()["page_of_fields"]
    assert answer()["schema"]
    assert answer()["meant"] == "sketch"
    assert answer()["option"] == ["https://a.example/"]


@pytest.mark.parametrize("source", ["page", "list", "csv", "schedule", "own", "json"])
def test_importers_read_a_row(source: str) -> None:
    """Links with the words of a new kind are imported into its field."""
    talks = answer()[source]
    assert talks
    assert all("sketch" in talk for talk in talks), talks


def test_metadata_knows_the_hosts_of_a_row() -> None:
    """An address on a host of a new kind is a link of that kind."""
    assert answer()["metadata"]["sketch"] == "https://sketchs.example/1"


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.field)
def test_patterns_of_a_row_have_no_groups(row: Any) -> None:
    """Patterns are joined to larger ones, whose groups are the fields."""
    for pattern in (row.labels, row.heads, row.icons, row.words, row.hosts, row.sites, row.paths):
        assert re.compile(pattern).groups == 0


def test_other_links_come_last() -> None:
    """Kinds with a meaning are listed first, and each field once."""
    assert KINDS[-1].field == OTHER
    assert len({row.field for row in KINDS}) == len(KINDS)
