"""The data of RubyEvents become talks with the place and the page of their event."""

from __future__ import annotations

import pytest

from source_inputs import only, source_input
from talkfeed.importers.schedules.rubyevents import read, recognise
from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

OPTIONS = ImportOptions()
VIDEO = """---
- id: "ann-example-cityruby-2024"
  title: "Rainbows"
  event_name: "CityRuby 2024"
  date: "2024-05-07"
  speakers:
    - Ann Example
  video_provider: "youtube"
  video_id: "aaaaaaaaaaa"
"""


def folder(**texts: str) -> SourceInput:
    """Return the folder of an event with these files."""
    files = (source_input(text, name=f"e/{stem}.yml") for stem, text in texts.items())
    return SourceInput(content=b"", name="data", files=tuple(files))


def test_videos_are_recognised_by_their_keys() -> None:
    """In a file or a folder; a list of talks without a site and an id is another."""
    assert recognise(source_input(VIDEO)) == 0.9
    assert recognise(source_input(VIDEO.replace("video_id", "video"))) == 0
    assert recognise(source_input(f"talks:\n{VIDEO[4:]}")) == 0
    assert recognise(folder(videos=VIDEO)) == 0.9
    assert recognise(folder(talks=VIDEO)) == 0
    assert recognise(source_input("[]")) == 0


EVENTS = [
    ("title: CityRuby 2024\nlocation: Ghent", "CityRuby 2024", "Ghent"),
    (
        "title: CityRuby 2024\nwebsite: https://c.example/",
        {"name": "CityRuby 2024", "url": "https://c.example/"},
        None,
    ),
    ("title: Another\nwebsite: https://c.example/", "CityRuby 2024", None),
    ("- title: CityRuby 2024", "CityRuby 2024", None),
]


@pytest.mark.parametrize(("event", "name", "place"), EVENTS)
def test_a_talk_has_what_is_known_of_its_event(event: str, name: object, place: object) -> None:
    """The page belongs to the event of that name alone."""
    found = only(read(folder(videos=VIDEO, event=event), OPTIONS))
    assert (found["event"], found.get("location")) == (name, place)


def test_the_location_of_a_talk_is_a_room() -> None:
    """A room of its own comes first, and a place with an address is a place."""

    def read_with(line: str) -> dict[str, object]:
        return dict(only(read(source_input(f"{VIDEO}  {line}\n"), OPTIONS)))

    assert read_with("location: Hall A")["room"] == "Hall A"
    assert read_with("location: Hall A\n  room: B")["room"] == "B"
    linked = read_with('location: "[Hall](https://h.example/)"')
    assert linked["location"] == {"name": "Hall", "url": "https://h.example/"}


def left(found: ImportResult) -> list[tuple[str, bool]]:
    """List what is not a talk."""
    return [(one.where or one.text, one.is_talk) for one in found.unparsed]


def test_other_files_are_counted() -> None:
    """An event whose talks are unknown is one of them, and so is a file that is damaged."""
    assert left(read(folder(videos=VIDEO, venue="- link: x"), OPTIONS)) == [("e/venue.yml", False)]
    assert left(read(folder(videos=VIDEO, cfp="link: [x"), OPTIONS)) == [("e/cfp.yml", False)]
    assert left(read(folder(videos=VIDEO, event="a: [b"), OPTIONS)) == [("e/event.yml", False)]
    away = folder(videos=VIDEO)
    alone = source_input("title: Other", name="f/event.yml")
    both = SourceInput(content=b"", name="data", files=(*away.files, alone))
    assert left(read(both, OPTIONS)) == [("f/event.yml", False)]


def test_the_day_of_an_upload_is_not_that_of_a_talk() -> None:
    """It is reported by its key."""
    text = VIDEO.replace("date:", "published_at:")
    found = read(source_input(text.replace("CityRuby 2024", "CityRuby")), OPTIONS)
    assert "date" not in only(found)
    assert left(found) == [("published_at", False)]
