"""Nothing of a source vanishes: it is in a talk, left to finish by hand, or named in the report."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from icalendar import Calendar
from lxml import etree

from source_inputs import source_input
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import NOTES, ImportOptions, ImportResult, SourceInput

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
    events = [dict(one) for one in result.events]
    said = json.dumps([talks, parts, events], ensure_ascii=False)
    return said.casefold() if fold else said


def lost(found: Iterator[Leaf], result: ImportResult, title: str) -> list[Leaf]:
    """List what of a source is neither in its result nor named by a key."""
    said = accounted(result) + title.casefold()
    named = " ".join(one.text for one in result.unparsed if one.why in NOTES)
    names = set(re.split(r"[ ,.]+", named)) - {""}
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


# --- feeds, folders and workbooks ---------------------------------------------------------------

RSS = """\
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Talks</title>
<item><title>Fast parsers</title><link>https://p.example/1</link>
<author>ann@a.example (Ann Example)</author><category>parsers</category>
<pubDate>Mon, 01 Mar 2027 10:00:00 GMT</pubDate>
<description>About parsers, on 1 March 2027.</description><comments>https://p.example/1#talk
</comments><enclosure url="https://v.example/1.mp4" type="video/mp4" length="100"/>
<media:content url="https://v.example/1.webm" type="video/webm"/>
<media:content url="https://i.example/1.png" medium="image"/>
<itunes:episode>17</itunes:episode><dc:rights>CC BY</dc:rights></item>
<item><title></title><description>No title here, 2 March 2027.</description>
<link>https://p.example/2</link></item></channel></rss>"""
ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><title>Talks</title><id>urn:x:f</id>
<updated>2027-03-01T10:00:00Z</updated><entry><title>Fast parsers</title><id>urn:x:1</id>
<updated>2027-03-01T10:00:00Z</updated><author><name>Ann Example</name></author>
<contributor><name>Bo Contributor</name></contributor><category term="parsers"/>
<link href="https://p.example/1"/><link rel="related" title="Slides" href="https://s.example/1"/>
<link rel="via" href="https://via.example/1"/><rights>CC BY</rights>
<summary>About parsers, on 1 March 2027.</summary></entry></feed>"""
ITEM = {
    "id": "1",
    "title": "Fast parsers",
    "url": "https://p.example/1",
    "external_url": "https://e.example/1",
    "content_text": "About parsers, on 2027-03-01.",
    "summary": "Parsers.",
    "authors": [{"name": "Ann Example", "url": "https://ann.example/"}],
    "tags": ["parsers"],
    "date_published": "2027-03-01T10:00:00Z",
    "attachments": [{"url": "https://v.example/1.mp4", "mime_type": "video/mp4"}],
    "_mood": {"feeling": "merry"},
}
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Talks", "items": [ITEM]}
KINDS_OF_LINKS = ("video/mp4", "video/webm", "image", "related", "via", "2.0")
PICTURE = "https://i.example/1.png"
FEEDS = {
    "rss": (RSS, [*elements(RSS)], {"pubDate", "author", "length"}),
    "atom": (ATOM, [*elements(ATOM)], {"id", "updated", "name"}),
    "json": (json.dumps(JSON_FEED), [*leaves(JSON_FEED["items"])], {"id", "date_published"}),
}


@pytest.mark.parametrize("name", FEEDS)
def test_nothing_of_a_feed_vanishes(name: str) -> None:
    """Texts, people, links and elements of other namespaces, in each format."""
    text, found, noise = FEEDS[name]
    source = source_input(text)
    result = choose(source).read(source, OPTIONS)
    named = {key for one in result.unparsed if one.why in NOTES for key in one.text.split(", ")}
    known = noise | named | {key.partition("_")[2] for key in named}
    gone = lost(iter(found), result, result.title)
    assert [(path, text) for path, text in gone if not _is_said(path, text, known)] == []
    assert "Ann Example" in accounted(result, fold=False)


def _is_said(path: tuple[str, ...], text: str, known: set[str]) -> bool:
    """Return whether an element is named without its namespace, or says how the feed is made."""
    names = {re.sub(r"\{[^}]*\}", "", one) for one in path}
    return bool(names & known) or text in {*KINDS_OF_LINKS, PICTURE}


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """Write a workbook with sheets of rows."""
    from openpyxl import Workbook  # noqa: PLC0415  — takes long to load

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_nothing_of_a_workbook_vanishes() -> None:
    """Cells of all sheets, columns without a field, and rows above and beside the tables."""
    heads: list[object] = ["Title", "Speaker", "Date", "Video", "T-shirt"]
    talks: list[list[object]] = [
        ["Talks of our club"],
        heads,
        ["Fast parsers", "Ann Example", date(2027, 3, 1), "https://v.example/1", "L"],
        ["Lunch", "", date(2027, 3, 1), "", ""],
        ["Slow parsers", "Bo Ek", date(2027, 3, 3), "", "M", "see below"],
    ]
    sheets = (("2027", talks), ("Costs", [["Room", 7000]]), ("Empty", []))
    source = source_input(workbook(*sheets))
    result = choose(source).read(source, OPTIONS)
    written = ((("T-shirt",) if text in {"L", "M"} else (), text) for text in _written(talks))
    assert [text for _, text in lost(written, result, result.title)] == ["see below"]
    said = accounted(result, fold=False)
    assert "Costs" in said
    assert "column 6" in said


def _written(rows: list[list[object]]) -> Iterator[str]:
    return (str(cell) for row in rows for cell in row if cell and cell not in rows[1])


PAGES = {
    "talks/1.md": (
        "---\ntitle: Fast parsers\nspeaker: Ann Example\ndate: 2027-03-01\nevent: Conf\n"
        "mood: merry\npapers:\n- title: On parsers\nextra: {level: 3}\n---\nAbout parsers.\n"
    ),
    "talks/2.md": "---\ntitle: Slow\ndate: 2027-02-30\nspeaker: Bo Ek\nevent: Conf\n---\nNever.\n",
    "talks/3.md": "No front matter, but words.\n",
    "talks/4.md": "+++\ntitle = \n+++\nDamaged.\n",
    "talks/_index.md": "---\ntitle: All talks\n---\nA list.\n",
    "talks/2.fr.md": "---\ntitle: Lent\n---\n",
    "talks/data.yml": "- {title: Elsewhere, date: 2027-03-05}\n",
}
PAGE_FACTS = (
    *(
        "Fast parsers",
        "Ann Example",
        "2027-03-01",
        "mood",
        "papers",
        "extra.level",
        "About parsers",
    ),
    *("Slow", "2027-02-30", "Bo Ek", "No front matter, but words", "talks/4.md", "All talks"),
    *("Lent", "talks/data.yml"),
)


def folder(name: str, files: dict[str, str]) -> SourceInput:
    """Make a folder of files."""
    inputs = tuple(source_input(text, name=path) for path, text in sorted(files.items()))
    return SourceInput(content=b"", name=name, files=inputs)


def test_nothing_of_a_folder_of_pages_vanishes() -> None:
    """Pages, their keys and texts, damaged ones, translations, and files that are no pages."""
    source = folder("site", PAGES)
    result = choose(source).read(source, OPTIONS)
    said = accounted(result, fold=False)
    assert [one for one in PAGE_FACTS if one not in said] == []


def test_nothing_of_a_folder_of_recordings_vanishes() -> None:
    """Keys of recordings and of their event, damaged files, and files that are no recordings."""
    files = {
        "conf/category.json": json.dumps(
            {"title": "Conf 2027", "url": "https://conf.example/", "sponsor": "Freightly"}
        ),
        "conf/videos/1.json": json.dumps(RECORDING | {"mood": "merry"}),
        "conf/videos/2.json": "{",
        "conf/videos/3.json": json.dumps(RECORDING | {"id": 3, "title": "Withheld"}),
        "conf/NO_PUBLISH.json": "[3]",
        "conf/notes.json": '{"text": "hello"}',
    }
    source = folder("data", files)
    result = choose(source).read(source, OPTIONS)
    assert lost(leaves(RECORDING), result, result.title) == []
    said = accounted(result, fold=False)
    facts = ("https://conf.example/", "sponsor", "mood", "2.json", "Withheld", "conf/notes.json")
    assert [one for one in facts if one not in said] == []
