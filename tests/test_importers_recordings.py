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
