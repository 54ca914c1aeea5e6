"""The recording of an event is that of its talks, from where each begins; nothing is lost of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from source_inputs import source_input
from talkfeed.model.imported import UNKNOWN_KEYS, ImportOptions, ImportResult
from talkfeed.records.talklist import read

OPTIONS = ImportOptions()


def archive(*talks: dict[str, Any], **event: Any) -> ImportResult:
    """Read an archive with one event and its talks."""
    known = {"title": "Example Meetup", "event_name": "Example Meetup", "date": "2027-01-19"}
    rows = [known | {"title": "First", "speakers": ["Ann Example"]} | row for row in talks]
    return read(source_input(json.dumps([known | event | {"talks": rows}])), OPTIONS)


PARENT = {"video_provider": "parent", "video_id": "a-1"}
PLACES = (
    (
        {"video_provider": "youtube", "video_id": "aaaaaaaaaaa"},
        "https://www.youtube.com/watch?v=aaaaaaaaaaa&t=270",
    ),
    ({"video": "https://vimeo.com/12345"}, "https://vimeo.com/12345#t=270"),
)


@pytest.mark.parametrize(("event", "address"), PLACES)
def test_a_part_of_a_recording_begins_where_it_says(event: dict[str, str], address: str) -> None:
    """The address is that of the parent, with the time of the cue; without one, from the start."""
    cued = archive(PARENT | {"start_cue": "04:30"}, **event)
    assert cued.talks[0].fields["video"] == address
    assert cued.talks[0].doubts == ()
    bare = archive(PARENT, **event)
    assert bare.talks[0].fields["video"] == address.removesuffix("&t=270").removesuffix("#t=270")


@pytest.mark.parametrize("provider", ["scheduled", "not_recorded"])
def test_a_recording_that_is_none_is_no_doubt(provider: str) -> None:
    """An id without a recording is not an address; one with an address stays."""
    found = archive({"video_provider": provider, "video_id": "a-1"})
    assert "video" not in found.talks[0].fields
    assert found.talks[0].doubts == ()
    kept = archive({"video_provider": provider, "video": "https://v.example/1"})
    assert kept.talks[0].fields["video"] == "https://v.example/1"


def notes(found: ImportResult) -> list[str]:
    """List what the report says of keys."""
    return [one.text for one in found.unparsed if one.why == UNKNOWN_KEYS]


def test_media_of_an_event_are_reported() -> None:
    """What the talks do not take over is named with its key and address."""
    media = {"video": "https://v.example/1", "press": "https://p.example/", "id": "https://i.x/"}
    assert notes(archive({}, **media)) == [
        "press (https://p.example/), video (https://v.example/1)"
    ]
    assert notes(archive(PARENT, **media)) == ["press (https://p.example/)"]


def test_a_talk_may_have_a_recording_of_its_own() -> None:
    """The word for its site is no address."""
    found = archive({"video_provider": "youtube", "video_id": "bbbbbbbbbbb"})
    assert found.talks[0].fields["video"] == "https://www.youtube.com/watch?v=bbbbbbbbbbb"
    assert found.talks[0].doubts == ()


def test_a_part_without_a_parent_has_no_recording() -> None:
    """The reference leads nowhere."""
    assert "video" not in archive(PARENT).talks[0].fields


def test_an_id_is_that_of_the_site_beside_it() -> None:
    """On Vimeo an id is a number; an archive of files has whole addresses."""
    vimeo = {"video_provider": "vimeo", "video_id": "12345"}
    assert archive(vimeo).talks[0].fields["video"] == "https://vimeo.com/12345"
    part = archive(PARENT | {"start_cue": "0:15"}, **vimeo).talks[0]
    assert part.fields["video"] == "https://vimeo.com/12345#t=15"
    file = {"video_provider": "mp4", "video_id": "https://v.example/1.mp4"}
    assert archive(file).talks[0].fields["video"] == "https://v.example/1.mp4"


@pytest.mark.parametrize(
    ("cues", "length", "left"),
    [
        ({"start_cue": "00:15", "end_cue": "04:30"}, "4 min 15 s", []),
        ({"start_cue": "48:37", "end_cue": "1:23:00"}, "34 min 23 s", []),
        ({"start_cue": "TODO", "end_cue": "04:30"}, None, ["start_cue"]),
        ({"start_cue": "04:30", "end_cue": "04:30"}, None, []),
        ({"start_cue": "04:30"}, None, []),
    ],
)
def test_a_part_lasts_from_one_cue_to_the_other(
    cues: dict[str, str], length: str | None, left: list[str]
) -> None:
    """A cue that is no time is reported."""
    site = {"video_provider": "youtube", "video_id": "aaaaaaaaaaa"}
    found = archive(PARENT | cues, **site)
    assert found.talks[0].fields.get("length") == length
    assert notes(found) == left


def test_other_recordings_of_a_talk_are_kept() -> None:
    """Each with its title, note or language; one without an address is reported."""
    own = {"video_provider": "youtube", "video_id": "aaaaaaaaaaa"}
    others = [
        {"note": "Slides", "language": "ja", "video_provider": "vimeo", "video_id": "12345"},
        "a text",
        {"language": "German", "video_provider": "youtube", "video_id": "bbbbbbbbbbb"},
    ]
    found = archive(own | {"alternative_recordings": others})
    assert found.talks[0].fields["video"] == [
        "https://www.youtube.com/watch?v=aaaaaaaaaaa",
        {"url": "https://vimeo.com/12345", "label": "Slides"},
        {"url": "https://www.youtube.com/watch?v=bbbbbbbbbbb", "label": "German"},
    ]
    lost = [{"video_provider": "not_published", "video_id": "b-1"}]
    assert notes(archive(own | {"alternative_recordings": lost})) == ["alternative_recordings"]


def test_an_event_without_talks_is_not_a_talk() -> None:
    """It is named in the report; one that names a speaker is a talk."""
    event = {"title": "Meetup 9", "event_name": "Meetup 9", "date": "2027-01-19"}
    event |= {"video_provider": "children", "video_id": "meetup-9"}
    text = json.dumps([event | {"talks": []}, event | {"speakers": ["Ann Example"]}])
    found = read(source_input(text), OPTIONS)
    assert [one.fields["speakers"] for one in found.talks] == [["Ann Example"]]
    assert [(one.text, one.is_talk) for one in found.unparsed] == [("Meetup 9 2027-01-19", False)]


def test_the_abstract_of_an_event_is_reported() -> None:
    """It is not that of its talks."""
    assert notes(archive({}, description="We meet.")) == ["description"]
