"""Nothing of a source vanishes: it is in a talk, left to finish by hand, or named in the report."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from icalendar import Calendar
from lxml import etree

from source_inputs import source_input
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import NOTES, ImportOptions, ImportResult

if TYPE_CHECKING:
    from collections.abc import Iterator

OPTIONS = ImportOptions(timezone="Europe/Paris")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
Leaf = tuple[tuple[str, ...], str]
SESSION = {
    "guid": "g1",
    "title": "Fast parsers",
    "subtitle": "And slow ones",
    "abstract": "About parsers.",
    "date": "2027-03-01T10:00:00+01:00",
    "start": "10:00",
    "duration": "00:45",
    "room": "Hall 1",
    "track": "Languages",
    "type": "lecture",
    "url": "https://conf.example/1",
    "persons": [{"name": "Ann Example", "url": "https://ann.example/"}],
    "links": [{"title": "Slides", "url": "https://s.example/1"}],
    "attachments": [{"title": "Notes", "url": "https://n.example/1"}],
    "recording_license": "CC BY",
    "feedback_url": "https://conf.example/feedback",
    "answers": [{"question": "Size?", "answer": "Large"}],
}
CONFERENCE = {
    "title": "Conf 2027",
    "days": [{"date": "2027-03-01", "rooms": {"Hall 1": [SESSION]}}],
}
SUBMISSION = {
    "code": "ABCDEF",
    "title": "Fast parsers",
    "state": "confirmed",
    "submission_type": "Talk",
    "speakers": [{"name": "Ann Example"}],
    "slots": [{"start": "2027-03-01T10:00:00+01:00", "room": "Hall 1"}],
    "internal_notes": "Pays by card",
}
SESSIONIZE = {
    "id": "1",
    "title": "Fast parsers",
    "description": "About parsers.",
    "startsAt": "2027-03-01T10:00:00",
    "endsAt": "2027-03-01T10:45:00",
    "isServiceSession": False,
    "speakers": [{"name": "Ann Example"}],
    "room": "Hall 1",
    "recordingUrl": "https://v.example/1",
    "questionAnswers": [{"question": "Size?", "answer": "Large"}],
}
CONTRIBUTION = {
    "_type": "Contribution",
    "title": "Fast parsers",
    "startDate": {"date": "2027-03-01", "time": "10:00:00", "tz": "Europe/Paris"},
    "speakers": [{"fullName": "Example, Ann"}],
    "roomFullname": "Hall 1",
    "url": "https://indico.example/1",
    "board_number": "B-17",
}
INDICO = {"title": "Conf 2027", "url": "https://indico.example/", "contributions": [CONTRIBUTION]}
CONFERENCES = {
    "name": "Conf 2027",
    "url": "https://conf.example/",
    "startDate": "2027-03-01",
    "city": "Turku",
    "country": "Finland",
    "cfpUrl": "https://conf.example/cfp",
    "cfpEndDate": "2026-12-01",
    "mastodon": "@conf",
}
RECORDING = {
    "title": "Fast parsers",
    "speakers": ["Ann Example"],
    "recorded": "2027-03-01",
    "videos": [{"type": "mp4", "url": "https://v.example/1.mp4"}],
    "related_urls": [{"label": "Slides", "url": "https://s.example/1"}],
    "tags": ["parsers"],
    "copyright_text": "CC BY",
}
ENTRY = {
    "title": "Fast parsers",
    "speaker": "Ann Example, Freightly",
    "event": {"name": "Conf 2027", "url": "https://conf.example/", "fee": "20 EUR"},
    "date": "2027-03-01",
    "video": "https://v.example/1",
    "press": "https://p.example/1",
    "affiliation": "Freightly",
    "given": [{"event": "Meetup", "date": "2027-04-01", "catering": "pizza"}],
}
GROUP = {
    "name": "Meetup 7",
    "date": "2027-03-01",
    "video": "https://v.example/7",
    "sponsor": "Inc.",
}
TABLE = (
    "Title,Speaker(s),Date,Video,T-shirt\n"
    "Fast parsers,Ann Example,2027-03-01,https://v.example/1,L\n"
    "Lunch,,2027-03-01,,\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Fast parsers\r\n"
    "DTSTART:20270301T090000Z\r\nLOCATION:Hall 1\r\nURL:https://conf.example/1\r\n"
    "ORGANIZER:mailto:ann@conf.example\r\nX-ROOM-CODE:H1\r\nEND:VEVENT\r\nBEGIN:VTODO\r\n"
    "SUMMARY:Book a room\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
)
FRAB = (
    "<schedule><conference><title>Conf 2027</title></conference><day date='2027-03-01'>"
    "<room name='Hall 1'><event id='1'><title>Fast parsers</title><date>2027-03-01T10:00:00+01:00"
    "</date><start>10:00</start><persons><person>Ann Example</person></persons><links>"
    "<link href='https://s.example/1'>Slides</link></links><evaluation>good</evaluation></event>"
    "</room></day></schedule>"
)
JSONS: dict[str, Any] = {
    "pretalx": {"schedule": {"conference": CONFERENCE}},
    "submissions": {"next": "https://conf.example/api?page=2", "results": [SUBMISSION]},
    "sessionize": [{"groupName": "All", "sessions": [SESSIONIZE]}],
    "indico": {"_type": "HTTPAPIResult", "results": [INDICO]},
    "confs.tech": [CONFERENCES],
    "pyvideo": [RECORDING],
    "list": [ENTRY],
    "groups": [
        {
            **GROUP,
            "video": "https://v.example/7",
            "talks": [{"title": "Fast parsers", "speaker": "Ann Example"}],
        }
    ],
}
NOISE = frozenset(
    (
        *("start", "duration", "type", "state", "_type", "time", "tz", "groupName", "guid", "code"),
        *("id", "UID", "VERSION", "submission_type"),
    )
)
"""Keys of times, ids and kinds, whose values have another form in talks.yaml or none."""


def leaves(node: object, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Yield the texts of JSON or YAML, each with its keys."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, str(key)))
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, path)
    elif node is not None and not isinstance(node, bool):
        yield path, str(node)


def cells(text: str) -> Iterator[Leaf]:
    """Yield the cells of a table."""
    for row in csv.DictReader(io.StringIO(text)):
        yield from leaves(row)


def properties(text: str) -> Iterator[Leaf]:
    """Yield the properties of a calendar's components."""
    for part in Calendar.from_ical(text).subcomponents:
        for name, value in part.items():
            yield (name,), str(value.dt.date()) if name == "DTSTART" else str(value)


def elements(text: str) -> Iterator[Leaf]:
    """Yield the texts and attributes of XML."""
    for element in etree.fromstring(text).iter():
        found = {"": (element.text or "").strip(), **element.attrib}
        for key, value in found.items():
            if value:
                yield (str(element.tag), key), str(value)


def accounted(result: ImportResult, *, fold: bool = True) -> str:
    """Write all that a result says."""
    talks = [(one.fields, one.doubts, one.uids) for one in result.talks]
    parts = [(one.text, one.why) for one in result.unparsed]
    said = json.dumps([talks, parts], ensure_ascii=False)
    return said.casefold() if fold else said


def lost(found: Iterator[Leaf], result: ImportResult, title: str) -> list[Leaf]:
    """List what of a source is neither in its result nor named by a key."""
    said = accounted(result) + title.casefold()
    named = " ".join(one.text for one in result.unparsed if one.why in NOTES)
    names = set(re.split(r"[ ,.]+", named))
    return [
        (path, text)
        for path, text in found
        if names.isdisjoint(path)
        and NOISE.isdisjoint(path)
        and (day[0] if (day := DAY.match(text)) else _plain(text)).casefold() not in said
    ]


def _plain(text: str) -> str:
    """Return what a text is in talks.yaml: a name without its employer, an address as it is."""
    family, comma, given = text.partition(", ")
    return f"{given} {family}" if comma and family == "Example" else family


@pytest.mark.parametrize("name", JSONS)
def test_nothing_of_an_export_vanishes(name: str) -> None:
    """Texts, days, links and keys of each kind of JSON, and of the same in YAML."""
    node = JSONS[name]
    source = source_input(json.dumps(node))
    result = choose(source).read(source, OPTIONS)
    assert result.talks
    assert lost(leaves(node), result, result.title) == []


@pytest.mark.parametrize("name", ["list", "groups"])
def test_nothing_of_a_list_in_yaml_vanishes(name: str) -> None:
    """The language of a list does not matter."""
    source = source_input(yaml.safe_dump(JSONS[name]))
    result = choose(source).read(source, OPTIONS)
    assert lost(leaves(JSONS[name]), result, result.title) == []


OTHERS = ((TABLE, cells), (CALENDAR, properties), (FRAB, elements))


@pytest.mark.parametrize(("text", "walk"), OTHERS)
def test_nothing_of_other_formats_vanishes(text: str, walk: Any) -> None:
    """Cells and columns, properties and components, elements and attributes."""
    source = source_input(text)
    result = choose(source).read(source, OPTIONS)
    assert result.talks
    assert lost(walk(text), result, result.title) == []


HERE = Path(__file__).parent
SAMPLES = [
    each
    for each in sorted(HERE.glob("imports/formats/*.*"))
    if each.suffix in {".json", ".yml"} and "ocaml" not in each.name
]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_link_of_a_sample_vanishes(path: Path) -> None:
    """Every address in a sample of a service is in a talk, or its key is named."""
    source = source_input(path.read_bytes(), name=path.name)
    result = choose(source).read(source, OPTIONS)
    node = yaml.safe_load(path.read_text("utf-8"))
    gone = lost(leaves(node), result, result.title)
    links = [(path, text) for path, text in gone if text.startswith("http")]
    assert [text for path, text in links if not NO_LINK.search("/".join(path))] == []


NO_LINK = re.compile(r"photo|image|logo|picture|avatar|cover|thumb|self|^url$", re.IGNORECASE)
"""Keys of pictures, which no talk has, and of the address of the export itself."""


# --- dates that cannot be read ------------------------------------------------------------------

UNREADABLE = ("3 de mayo de 2027", "the day after the party", "2027-02-30", "12 Foo 2027")


def dated(written: str) -> Iterator[bytes]:
    """Write one talk with a date in each kind of source."""
    who = {"title": "Fast parsers", "persons": [{"name": "Ann Example"}]}
    for day, more in (("2027-05-01", {"date": written}), (written, {"start": "10:00"})):
        days = [{"date": day, "rooms": {"R": [who | more]}}]
        yield json.dumps({"schedule": {"conference": {"title": "C", "days": days}}}).encode()
    yield FRAB.replace("2027-03-01T10:00:00+01:00", written).encode()
    yield json.dumps([{"sessions": [SESSIONIZE | {"startsAt": written}]}]).encode()
    stated = {"date": written, "time": "10:00:00", "tz": "Europe/Paris"}
    contributions = [CONTRIBUTION | {"startDate": stated}]
    results = [INDICO | {"contributions": contributions}]
    yield json.dumps({"_type": "HTTPAPIResult", "results": results}).encode()
    yield json.dumps([RECORDING | {"recorded": written}]).encode()
    yield json.dumps([CONFERENCES | {"startDate": written}]).encode()
    yield json.dumps([{"title": "Fast parsers", "speaker": "Ann", "date": written}]).encode()
    yield TABLE.replace("2027-03-01", written).encode()
    yield CALENDAR.replace("20270301T090000Z", written).encode()


@pytest.mark.parametrize("written", UNREADABLE)
def test_a_date_that_cannot_be_read_is_quoted(written: str) -> None:
    """No source makes half a date of it, or drops it without a word."""
    for content in dated(written):
        source = source_input(content)
        result = choose(source).read(source, OPTIONS)
        assert written in accounted(result, fold=False), content
