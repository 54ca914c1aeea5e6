"""pyvideo: one file, an event's folder, the whole archive, and the dirt of many years."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from source_inputs import as_json, check_each, odd, only, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.schedules.pyvideo import read, recognise
from talkfeed.model.imported import Confidence, ImportOptions, SourceInput

NO_OPTIONS = ImportOptions()
KEYS = (
    "title",
    "videos",
    "speakers",
    "recorded",
    "related_urls",
    "url",
    "label",
    "duration",
    "language",
)


def recording(**more: Any) -> dict[str, Any]:
    """Make a recording; only what matters is said."""
    plain = {"title": "Boats", "speakers": ["Ann Lee"], "recorded": "2019-05-07", "videos": []}
    return plain | more


def fields(**more: Any) -> Any:
    """Read one recording, and give its fields."""
    return only(read(as_json(recording(**more)), NO_OPTIONS))


def archive(**files: Any) -> SourceInput:
    """Make a folder; "__" in a name is a slash."""
    members = tuple(
        as_json(value, name=name.replace("__", "/") + ".json") for name, value in files.items()
    )
    return SourceInput(content=b"", name="archive", files=members)


def test_a_recording_keeps_all_it_says() -> None:
    """Names, day, recordings with type and length, links by label or site, tags, language."""
    found = fields(
        title=" Boats ",
        category="BoatCon",
        description="See ``x`` and `here <https://h.example/>`__, :ref:`y`.",
        language="spa",
        tags=["boats"],
        videos=[
            {"type": "youtube", "url": "https://youtu.be/abcdefghijk"},
            {"type": "mp4", "url": "//v.example/a.mp4", "length": 1234},
            {"type": "webm", "url": "v.example/a.webm", "size": 0},
        ],
        related_urls=[
            {"label": "talk slides", "url": "https://s.example/"},
            {"label": "https://a.example/", "url": "https://a.example/"},
            "https://speakerdeck.com/ann/boats",
            "",
        ],
    )
    assert found == {
        "title": "Boats",
        "speakers": ["Ann Lee"],
        "event": "BoatCon",
        "date": "2019-05-07",
        "video": [
            "https://youtu.be/abcdefghijk",
            {"url": "https://v.example/a.mp4", "type": "video/mp4", "length": "1234"},
            "https://v.example/a.webm",
        ],
        "slides": [
            {"url": "https://s.example/", "label": "talk slides"},
            "https://speakerdeck.com/ann/boats",
        ],
        "links": ["https://a.example/"],
        "abstract": "See `x` and [here](https://h.example/), `y`.",
        "tags": ["boats"],
        "language": "es",
    }


def test_names_are_never_cut() -> None:
    """A speaker is an item of the list, whatever commas it holds."""
    names = [f"Ann Lee, {number}" for number in range(34)]
    assert fields(speakers=names)["speakers"] == names


def test_a_moment_keeps_its_time() -> None:
    """With its zone, and an end where it says how long it lasts; at midnight it is a day."""
    assert fields(recorded="2019-05-07T16:30:00+02:00")["date"] == "2019-05-07 16:30 +02:00"
    timed = fields(recorded="2019-05-07T16:30:00+02:00", duration=1800)
    assert timed["date"] == "2019-05-07 16:30-17:00 +02:00"
    assert fields(recorded="2019-05-07T00:00:00")["date"] == "2019-05-07"
    (talk,) = read(as_json(recording(recorded="2019-05-07T10:00:00")), NO_OPTIONS).talks
    assert talk.fields["date"] == "2019-05-07"
    assert talk.confidence is Confidence.LIKELY
    assert fields(recorded="May 2019", duration=90_000.5)["date"] == "May 2019"


def test_links_that_are_none_are_doubted() -> None:
    """A path or a word is no address; nothing is lost without a doubt."""
    (talk,) = read(as_json(recording(related_urls=["/a.pdf", "FILL"])), NO_OPTIONS).talks
    assert len(talk.doubts) == 2


def test_a_folder_is_an_event() -> None:
    """Its category names it, and dates what has no date; a damaged member is an unparsed part."""
    category = {
        "title": "BoatCon",
        "url": "b.example",
        "start_date": "2019-05-06",
        "end_date": "2019-05-08",
    }
    result = read(
        archive(
            category=category,
            videos__a=recording(),
            videos__b=recording(recorded=None),
            videos__c="no recording",
            videos__d=recording(title=""),
            other=recording(),
        ),
        NO_OPTIONS,
    )
    assert result.title == "BoatCon"
    assert [talk.where for talk in result.talks] == ["videos/a.json", "videos/b.json"]
    first, second = result.talks
    assert first.fields["event"] == {"name": "BoatCon", "url": "https://b.example"}
    assert second.fields["date"] == "2019-05-06/2019-05-08"
    assert second.doubts == ("the date of the recording is unknown; the date is the event's",)
    left = ["videos/c.json", "videos/d.json", "other.json"]
    assert [one.where for one in result.unparsed] == left


def test_an_archive_is_many_events() -> None:
    """Each recording is of its folder's event; what must not be published is no talk."""
    files = archive(
        NO_PUBLISH=[7],
        a__category={"title": "A"},
        a__videos__x=recording(),
        b__category={"title": "B"},
        b__videos__x=recording(id=7),
        b__videos__y=recording(recorded=None),
    )
    result = read(files, NO_OPTIONS)
    assert [talk.fields.get("event") for talk in result.talks] == ["A", "B"]
    assert result.title == ""
    (left,) = result.unparsed
    assert (left.text, left.is_talk, left.where) == ("Boats", False, "b/videos/x.json")


def test_damaged_members_do_not_keep_others_from_being_read() -> None:
    """A folder is read as far as it can be."""
    broken = source_input("{", name="videos/a.json")
    whole = as_json(recording(), name="videos/b.json")
    result = read(SourceInput(content=b"", name="x", files=(broken, whole)), NO_OPTIONS)
    assert len(result.talks) == len(result.unparsed) == 1


def test_pyvideo_is_recognised_by_its_keys() -> None:
    """A file has four of them, a folder its layout; a list of recordings will do."""
    assert recognise(as_json(recording())) > 0.9
    assert recognise(as_json([recording()])) > 0.9
    assert recognise(archive(a__videos__x=recording())) > 0.9
    assert recognise(as_json({"title": "A"})) == 0
    assert recognise(source_input("title: A")) == 0
    assert recognise(archive(x=recording())) == 0
    assert len(read(as_json([recording(), recording()]), NO_OPTIONS).talks) == 2


@pytest.mark.parametrize(
    ("given_", "code"),
    [(as_json({"title": "A"}), "TF702"), (source_input("{"), "TF702"), (archive(x=1), "TF709")],
)
def test_what_is_no_recording_is_refused(given_: SourceInput, code: str) -> None:
    """A file of other keys, damage, and a folder without recordings say so."""
    with pytest.raises(Rejected, match=code):
        read(given_, NO_OPTIONS)


@given(odd(KEYS))
def test_whatever_the_values_are_a_reader_answers(value: Any) -> None:
    """No odd type trips the reader."""
    check_each(read, as_json(recording(related_urls=value, videos=value, speakers=value)))
    check_each(read, as_json(value))
    member = SourceInput(content=json.dumps(value).encode(), name="videos/a.json")
    check_each(read, SourceInput(content=b"", name="x", files=(member,)))
    recognise(as_json(value))
