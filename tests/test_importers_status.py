"""A talk that is cancelled is so in every spelling, and nobody speaks where none is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from source_inputs import source_input
from talkfeed.importers.common.detect import choose
from talkfeed.importers.page.reader import read as read_page
from talkfeed.model.imported import FoundTalk, ImportOptions
from talkfeed.records.absence import is_nobody, status_of, without_state
from talkfeed.records.draft import Draft, finish
from talkfeed.records.timestamps import moment

OPTIONS = ImportOptions(timezone="Europe/Paris")
STATES = (
    *(("cancelled", each) for each in ("Cancelled", "CANCELED", "abgesagt", "annulé", "cancelado")),
    *(("cancelled", each) for each in ("https://schema.org/EventCancelled", "EventCancelled")),
    ("postponed", "http://schema.org/EventPostponed"),
    ("postponed", "verschoben"),
    *(("", each) for each in ("", "confirmed", "EventScheduled", "https://schema.org/")),
)


@pytest.mark.parametrize(("status", "written"), STATES)
def test_a_field_states_the_status(status: str, written: str) -> None:
    """In several languages, and in the words of schema.org."""
    assert status_of(written) == status


TITLES = (
    ("Time is hard (canceled)", "Time is hard", "cancelled"),
    ("[CANCELLED] Time is hard", "Time is hard", "cancelled"),
    ("Time is hard - abgesagt", "Time is hard", "cancelled"),
    ("Time is hard CANCELLED", "Time is hard", "cancelled"),
    ("ANNULÉ : Time is hard", "Time is hard", "cancelled"),
    ("Postponed: Time is hard", "Time is hard", "postponed"),
    ("~~Time is hard~~", "Time is hard", "cancelled"),
    ("<del>Time is hard</del>", "Time is hard", "cancelled"),
    ("Why my project was cancelled", "Why my project was cancelled", ""),
    ("Cancelled culture", "Cancelled culture", ""),
)


@pytest.mark.parametrize(("written", "title", "status"), TITLES)
def test_a_title_states_the_status(written: str, title: str, status: str) -> None:
    """Apart from the other words, or by a line through them."""
    assert without_state(written) == (title, status)


def calendar(title: str, status: str) -> bytes:
    """Write a calendar."""
    lines = ("VCALENDAR", "VEVENT"), ("VEVENT", "VCALENDAR")
    words = f"SUMMARY:{title}\r\nDTSTART:20270112T100000Z\r\nSTATUS:{status}\r\n"
    begin, end = (
        "\r\n".join(f"{word}:{one}" for one in row)
        for word, row in zip(("BEGIN", "END"), lines, strict=True)
    )
    return f"{begin}\r\n{words}{end}\r\n".encode()


def schedule(title: str, status: str) -> bytes:
    """Write a schedule.json."""
    event = {"title": title, "date": "2027-01-12T10:00:00+01:00", "state": status}
    event |= {"persons": [{"name": "Ann Example"}]}
    days = [{"date": "2027-01-12", "rooms": {"R": [event]}}]
    return json.dumps({"schedule": {"conference": {"title": "C", "days": days}}}).encode()


def sessions(title: str, status: str) -> bytes:
    """Write a response of Sessionize."""
    one = {"id": "1", "title": title, "status": status, "isServiceSession": False}
    return json.dumps([{"sessions": [one | {"startsAt": "2027-01-12T10:00:00"}]}]).encode()


def listed(title: str, status: str) -> bytes:
    """Write a list."""
    row = {"title": title, "speaker": "Ann Example", "date": "2027-01-12", "status": status}
    return json.dumps([row]).encode()


def table(title: str, status: str) -> bytes:
    """Write a table."""
    return f"title,speaker,date,status\n{title},Ann Example,2027-01-12,{status}\n".encode()


SOURCES = (calendar, schedule, sessions, listed, table)


@pytest.mark.parametrize("write", SOURCES)
def test_every_source_knows_what_is_cancelled(write: Any) -> None:
    """By its field, and by the title."""
    for title, status in (("Time is hard", "CANCELLED"), ("Time is hard (canceled)", "")):
        source = source_input(write(title, status))
        (talk,) = choose(source).read(source, OPTIONS).talks
        assert (talk.fields["title"], talk.fields["status"]) == ("Time is hard", "cancelled")


# --- data in pages ------------------------------------------------------------------------------

MICRODATA = """
<div itemscope itemtype="https://schema.org/Event"><h2 itemprop="name">Talk one</h2>
<time itemprop="startDate" datetime="2027-01-12T18:30+01:00">soon</time>
<link itemprop="eventStatus" href="https://schema.org/EventCancelled">
<span itemprop="performer" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ann
Example</b></span>
<div itemprop="location" itemscope itemtype="https://schema.org/VirtualLocation">
<a itemprop="url" href="https://meet.example/x">join</a></div></div>
"""
H_EVENT = """
<div class="h-event"><h2 class="p-name">Talk one</h2><span class="p-author">Ann Example</span>
<time class="dt-start" datetime="2027-01-12T18:30+01:00">soon</time>
<span class="p-status" title="CANCELLED">off</span></div>
"""
JSON_LD = {
    "@type": "Event",
    "name": "Talk one",
    "startDate": "2027-01-12T18:30+01:00",
    "eventStatus": "https://schema.org/EventCancelled",
    "performer": {"@type": "Person", "name": "Ann Example"},
    "location": [
        {"@type": "Place", "name": "Hall"},
        {"@type": "VirtualLocation"},
        {"@type": "VirtualLocation", "url": "https://meet.example/x"},
    ],
}
SCRIPT = f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script>'
ONLINE = SCRIPT.replace('{"@type": "Place", "name": "Hall"}, ', "")
ALONE = ONLINE.replace('[{"@type": "VirtualLocation"}, ', "").replace('x"}]', 'x"}')
PAGES = (
    (ALONE, "https://meet.example/x"),
    (MICRODATA, "https://meet.example/x"),
    (H_EVENT, None),
    (SCRIPT, "https://meet.example/x"),
)


@pytest.mark.parametrize(("body", "online"), PAGES)
def test_data_in_a_page_states_status_and_online_address(body: str, online: str | None) -> None:
    """JSON-LD, microdata and h-event are merged with the page."""
    page = f"<!doctype html><html><head><title>M</title></head><body>{body}</body></html>"
    found = read_page(source_input(page), OPTIONS).talks
    (talk,) = (one for one in found if one.fields["title"] == "Talk one")
    assert talk.fields["status"] == "cancelled"
    assert talk.fields.get("online") == online
    assert "url" not in talk.fields
    assert ("location" in talk.fields) == (body == SCRIPT)


def test_a_field_outranks_the_title() -> None:
    """What the status of a talk says counts; the title loses its mark all the same."""
    draft = Draft(title="Time is hard (cancelled)", status="postponed")
    talk = finish(draft, OPTIONS)
    assert isinstance(talk, FoundTalk)
    assert (talk.fields["title"], talk.fields["status"]) == ("Time is hard", "postponed")


# --- people and times ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["TBA", "t.b.d.", "various speakers", "verschiedene Referenten"])
def test_nobody_is_no_speaker(name: str) -> None:
    """Not even the speaker that the user names for talks without one."""
    assert is_nobody(name)
    source = source_input(f"title,speaker,date\nA talk,{name},2027-01-12\n")
    (talk,) = choose(source).read(source, ImportOptions(speaker="Ann Example")).talks
    assert "speakers" not in talk.fields


def test_two_times_are_an_interval_and_no_offset() -> None:
    """A sign between them is that of an offset only after a T, a plus, or seconds."""
    assert moment("2027-01-12 10:00-11:00") is None
    for written in (
        "2027-01-12T10:00-11:00",
        "2027-01-12 10:00:00-05:00",
        "2027-01-12 10:00+01:00",
    ):
        assert moment(written) is not None
    row = "title,speaker,date\nMorning,Ann Example,2027-01-12 10:00-11:00\n"
    source = source_input(row)
    (talk,) = choose(source).read(source, OPTIONS).talks
    assert talk.fields["date"] == "2027-01-12 10:00-11:00 Europe/Paris"
