"""Plain fields: a row of one table, and two attributes, are all that a field needs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import talkfeed
from factories import make_talk
from talkfeed.building.codec import pack, unpack
from talkfeed.ledger.digest import differences, digest
from talkfeed.model import Talk
from talkfeed.model.imported import FoundTalk, ImportOptions
from talkfeed.model.plainfields import PLAIN, TEXTS, ValueType
from talkfeed.records.draft import Draft, finish
from talkfeed.records.field_names import field_of

if TYPE_CHECKING:
    from talkfeed.model.plainfields import PlainField

ROOT = Path(__file__).parent.parent
VALUES = {
    ValueType.TEXT: ("Some words", "Other words"),
    ValueType.URL: ("https://x.example/1", "https://x.example/2"),
    ValueType.LANGUAGE: ("fr", "it"),
    ValueType.LENGTH: ("1 h 30 min", "20 s"),
}


def values_of(row: PlainField) -> tuple[str, str]:
    """Return two values of a field; of a word, neither is the default."""
    if row.words:
        return row.words[1].name, row.words[2].name
    return VALUES[row.type]


EVERY_ROW = pytest.mark.parametrize("row", PLAIN, ids=lambda row: row.name)


def talk_with(row: PlainField, value: str) -> Talk:
    """Make a talk with a value of a field."""
    return make_talk(**{row.name: value})


@EVERY_ROW
def test_a_row_is_an_attribute(row: PlainField) -> None:
    """A talk and the draft of an importer have a plain field as an attribute."""
    assert Talk._field_defaults[row.name] is None
    assert {field.name: field.default for field in fields(Draft)}[row.name] == ""


@EVERY_ROW
def test_a_row_survives_the_cache(row: PlainField) -> None:
    """A plain field is kept in the cache, whether a talk has it or not."""
    for talk in (make_talk(), talk_with(row, values_of(row)[0])):
        assert unpack(pack(talk), talk.place, talk.order, talk.abstract) == talk


@EVERY_ROW
def test_a_significant_row_is_a_group_of_the_digest(row: PlainField) -> None:
    """Subscribers see a change of a significant field; one a talk lacks is not in its digest."""
    one, other = (digest(talk_with(row, value)) for value in values_of(row))
    found = {name for name in differences(one, other) if name == row.name}
    assert found == ({row.name} if row.is_significant else set())
    assert row.name not in digest(make_talk())


@EVERY_ROW
def test_importers_read_every_key_of_a_row(row: PlainField) -> None:
    """Each key of a row leads to its field, which a draft then has, tidied."""
    assert {field_of(key) for key in (row.name, *row.keys.split())} == {row.name}
    value = values_of(row)[0]
    draft = Draft(**{"title": "A talk", row.name: f" {value} "})  # type: ignore[arg-type]
    found = finish(draft, ImportOptions())
    assert isinstance(found, FoundTalk)
    assert found.fields[row.name] == value


@EVERY_ROW
def test_members_of_json_feed_are_documented(row: PlainField) -> None:
    """The page and the schema of JSON Feed name exactly the plain fields it has as members."""
    page = (ROOT / "docs" / "jsonfeed.md").read_text(encoding="utf-8")
    members = {name for line in page.splitlines() for name in re.findall("`(.*?)`", _cell(line))}
    schema = json.loads((ROOT / "docs" / "jsonfeed.schema.json").read_text(encoding="utf-8"))
    assert (row.name in schema["$defs"]["talk"]["properties"]) is row.is_member
    assert (row.name in members) is row.is_member


def _cell(line: str) -> str:
    """Return the first cell of a row of a table; "" for another line."""
    return line.split("|")[1] if line.startswith("|") else ""


def test_texts_have_headings_of_their_own() -> None:
    """A text is written and read back by its heading, so no two share one."""
    headings = [row.heading for row in TEXTS]
    assert all(headings)
    assert len({*headings}) == len(headings)


# --- a field that is added -----------------------------------------------------------------------

ROWS = """    PlainField(
        name="strand",
        description="The strand of the programme.",
        example="Systems",
        synonyms=("strands",),
        of_delivery=True,
        heading="Strand",
        is_member=False,
        keys="strand talk_strand",
    ),
    PlainField(
        name="mood",
        description="How the talk feels.",
        example="cheerful",
        synonyms=("ambience",),
        heading="Mood",
        is_significant=True,
        schema_org="mood",
        keys="mood talk_mood",
    ),
"""
ATTRIBUTES = "    mood: str | None = None\n    strand: str | None = None\n"
DRAFTED = '    mood: str = ""\n    strand: str = ""\n'
EDITS = {
    "model/plainfields.py": (')\n"""The plain fields', f'{ROWS})\n"""The plain fields'),
    "model/talk.py": ("    status: Status", f"{ATTRIBUTES}    status: Status"),
    "records/draft.py": ("    status: str", f"{DRAFTED}    status: str"),
}
"""All that is edited to add a field."""

PROGRAM = r'''
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from talkfeed import build, reference
from talkfeed.cli import main
from talkfeed.importers.common.detect import choose
from talkfeed.importers.metadata.reader import describe
from talkfeed.model.imported import ImportOptions, SourceInput
from talkfeed.schema import TALK, json_schema, suggest

TALKS = """
feed:
  title: T
  url: https://t.example/
  timezone: UTC
talks:
  - title: A talk
    speaker: Ann Example
    date: 1 April 2026
    location: Hall
    strand: Systems
    mood: "light & airy · Mood: low"
  - title: Another talk
    date: 2 April 2026
"""
home = Path(sys.argv[1])
source = home / "talks.yaml"
source.write_text(TALKS)
def built(month):
    report = build(source, home / "output", now=datetime(2026, month, 1, tzinfo=UTC))
    changes = [[str(each.kind), list(each.what)] for each in report.changes]
    return changes, {str(path.relative_to(home / "output")): path.read_text()
                     for path in (home / "output").rglob("*.*") if path.is_file()}
def found(name, content, **more):
    material = SourceInput(content=content.encode(), name=name, **more)
    return [dict(talk.fields) for talk in choose(material).read(material, ImportOptions()).talks]

_, files = built(2)
assert main(["edit", "a-talk", str(source), "--mood", "cheerful"]) == 0
edited, _ = built(3)
assert main(["add", "--to", str(source), "--title", "T", "--date", "2015", "--mood", "x"]) == 0
print(source.read_text())
assert main(["list", str(source), "--json"]) == 0
print("\n=====")
LIST = """
- title: A talk
  event: CityCode
  date: 2015-05-01
  strand: Systems
  mood: "light & airy · Mood: low"
"""
CSV = """title,date,strand,Talk mood
A talk,2015-05-01,Systems,light & airy · Mood: low
"""
TABLE = "<table><tr><th>Date</th><th>Title</th><th>Talk mood</th><th>Strand</th></tr>" + "".join(
    f"<tr><td>{n} May 2015</td><td>Title {n} of a talk</td>"
    "<td>light &amp; airy · Mood: low</td><td>Systems</td></tr>"
    for n in range(1, 5)) + "</table>"
print(json.dumps({
    "files": files,
    "edited": edited,
    "page_of_fields": "### `mood`" in reference.fields_page(),
    "schema": "mood" in json_schema()["$defs"]["given"]["properties"],
    "meant": suggest("ambience", TALK),
    "table": found("a.html", TABLE, base="https://a.example/"),
    "list": found("talks.yaml", LIST),
    "csv": found("talks.csv", CSV),
    **{name: found(name, files[name])
       for name in ("talks.atom", "talks.rss", "talks.json", "talks.ics")},
    "page": [dict(describe(SourceInput(content=files["talks/a-talk/index.html"].encode(),
        name="x", base="https://t.example/talks/a-talk/"), ImportOptions()).fields)],
}))
'''


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Add a field to a copy of the package, and use it there."""
    home = tmp_path_factory.mktemp("field")
    package = home / "path" / "talkfeed"
    shutil.copytree(Path(talkfeed.__file__).parent, package)
    for name, (before, after) in EDITS.items():
        text = (package / name).read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        (package / name).write_text(text.replace(before, after), encoding="utf-8")
    site = home / "site"
    site.mkdir()
    environment = os.environ | {
        "PYTHONPATH": str(package.parent),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(site)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    said, _, found = run.stdout.rpartition("\n=====\n")
    return {"said": said, **json.loads(found)}


def test_an_added_field_is_written_in_every_format(answer: dict[str, Any]) -> None:
    """Its text goes with its heading to feeds, calendars and the page; programs have its name."""
    files = answer["files"]
    for name in ("talks.atom", "talks.rss", "talks.json", "talks.ics"):
        assert "Mood: light &" in files[name].replace("\n ", ""), name  # calendars fold lines
    assert '"mood":"light & airy · Mood: low"' in files["talks.json"]
    page = files["talks/a-talk/index.html"]
    assert "<div><dt>Mood</dt><dd>light &amp; airy · Mood: low</dd></div>" in page
    assert '"mood"' in page
    assert "Mood" not in files["talks/another-talk/index.html"]


def test_an_added_field_is_explained_suggested_and_an_option(answer: dict[str, Any]) -> None:
    """The reference, the JSON Schema, hints and the commands that edit and list know it."""
    assert answer["page_of_fields"]
    assert answer["schema"]
    assert answer["meant"] == "mood"
    assert 'mood: "cheerful"' in answer["said"]
    assert "mood: x" in answer["said"]
    assert '"mood": "cheerful"' in answer["said"]


def test_a_change_of_an_added_field_is_news(answer: dict[str, Any]) -> None:
    """Subscribers are notified of it, and talks without it stay as they were in the lock."""
    assert answer["edited"] == [["updated", ["mood"]]]


@pytest.mark.parametrize(
    "source",
    ["list", "csv", "table", "talks.atom", "talks.rss", "talks.json", "talks.ics", "page"],
)
def test_importers_read_an_added_field(source: str, answer: dict[str, Any]) -> None:
    """Data that names it, and feeds, calendars and pages of ours, give it back as it was."""
    titles = {"A talk", "Title 1 of a talk"}
    (found,) = (talk for talk in answer[source] if talk["title"] in titles)
    assert found["mood"] == "light & airy · Mood: low"
    if source != "page":  # what it says of events has no word for a strand
        assert found["strand"] == "Systems"
    assert found.get("location", "Hall") == "Hall"
