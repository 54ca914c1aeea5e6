"""Samples of every format: recognised by content, read whole, and nothing in them is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from source_inputs import check_accepted
from talkfeed.errors import Rejected
from talkfeed.importers import sources
from talkfeed.importers.common import source_input
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

FOLDER = Path(__file__).parent / "imports" / "formats"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.name != "expected")
EVERY = [pytest.param(path, id=path.name) for path in SAMPLES]
ADDRESS = re.compile(rb"https?://[^\s\"'<>\[\]{}\\,;]*[^\s\"'<>\[\]{}\\,;.)]")
NO_LINKS = re.compile(
    r"hqdefault|thumbnails|/channel/|feeds/videos\.xml|//watch\.example/$|avatar|photo|"
    r"schema|icon|w3\.org|yahoo\.com/mrss|/export/event|zotero\.org/users|ann\.json"
)
"""Addresses of pictures, channels and namespaces, which are no links of a talk."""
DAY = re.compile(rb"(?<!\d)(20[12]\d-[01]\d-[0-3]\d)(?!\d)")
NO_DATES = re.compile(
    r"(?:creat\w+|chang\w+|updated|published(?:_at)?|accessed|DTSTAMP|cfpEndDate|starts_on|ends_on|end|start)"
    r"[\">': ]{1,6}$",
    re.IGNORECASE,
)
"""Keys of days that are those of an entry or of a whole program."""
DEADLINE, NIGHT = "2013-06-08", "2024-06-08"
"""A day below a key that is reported, and the end of a talk that lasts until after midnight."""
PLAYER = re.compile("embed/|watch/(?=a{9})|[?]version=3")


def played(address: str) -> str:
    """Return the part of an address that every form of it has."""
    return PLAYER.sub("", address).rpartition("youtube.com/")[2]


def named(path: Path) -> SourceInput:
    """Load a sample under its own name."""
    return SourceInput(
        content=b"" if path.is_dir() else path.read_bytes(),
        name=path.name,
        files=source_input.of_path(path).files,
    )


def kind_of(path: Path) -> str:
    """Return the kind of a sample, the first part of its name."""
    return path.name.partition("--")[0]


def read(path: Path) -> ImportResult:
    """Read a sample, with the zone and the speaker that some do not state."""
    given = named(path)
    return choose(given).read(given, ImportOptions(timezone="Europe/London"))


def everything(result: ImportResult) -> str:
    """Return all that is imported or reported, as one text."""
    parts: list[Any] = [[talk.fields, talk.doubts] for talk in result.talks]
    parts += [[one.text, one.why] for one in result.unparsed]
    return json.dumps([*parts, *result.events, result.title], ensure_ascii=False)


@pytest.mark.parametrize("path", EVERY)
def test_a_sample_is_recognised_as_its_kind_and_no_other(path: Path) -> None:
    """Its own kind has a higher score than each of the others, under its own name."""
    module = sources()[kind_of(path)].module
    given = named(path)
    assert vars(choose(given))["__name__"] == module
    scores = {kind: score(given, kind) for kind in sources()}
    own = scores.pop(kind_of(path))
    assert all(other < own for other in scores.values()), scores


def score(given: SourceInput, kind: str) -> float:
    """Return the score that a kind gives a source."""
    try:
        return choose(given, kind).recognise(given)
    except Rejected:
        return 0.0


@pytest.mark.parametrize("path", EVERY)
def test_a_sample_is_read_as_expected(path: Path) -> None:
    """Every field, doubt and part left over is the one that was checked by hand."""
    result = read(path)
    check_accepted(result.talks)
    found = {
        "title": result.title,
        "talks": [{**talk.fields, "doubts": list(talk.doubts)} for talk in result.talks],
        "left": [[one.text, one.why] for one in result.unparsed],
    } | ({"events": [*result.events]} if result.events else {})
    expected = FOLDER / "expected" / f"{path.name}.json"
    assert json.loads(json.dumps(found)) == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", EVERY)
def test_every_address_of_a_sample_is_imported_or_reported(path: Path) -> None:
    """An independent search for addresses finds none that got lost."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    written = b"\n".join(one.read_bytes() for one in files if one.is_file())
    text = everything(read(path))
    lost = [
        address
        for address in {match[0].decode() for match in ADDRESS.finditer(written)}
        if not NO_LINKS.search(address) and played(address) not in text
    ]
    assert lost == []


@pytest.mark.parametrize("path", EVERY)
def test_every_day_of_a_sample_is_imported_or_reported(path: Path) -> None:
    """An independent search for days finds none that got lost."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    text = everything(read(path))
    lost = [
        day
        for one in files
        if one.is_file() and one.suffix != ".xlsx"
        for written in [one.read_bytes()]
        for match in DAY.finditer(written)
        for day in [match[1].decode()]
        if day not in {DEADLINE, NIGHT} and day not in text
        if not NO_DATES.search(written[: match.start()].decode("latin-1")[-30:])
    ]
    assert lost == []
