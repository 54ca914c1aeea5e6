"""Events for search engines: upcoming talks with known facts."""

from __future__ import annotations

import json
from typing import Any

import extruct
import pytest

from browser.feeds import UNDATED, at, busy
from factories import make_entry, make_feed, make_link, make_talk, make_when
from talkfeed.formats.html import index, page, schema_org
from talkfeed.model import Abstract, Link, Location, Person, Precision, Status
from talkfeed.model.media import Attachment, Recording
from talkfeed.model.talk import FoundLink

HALL = Location(name="The hall", url="https://hall.example/", geo=(59.9, 10.7))


def _event(**changes: Any) -> dict[str, Any] | None:
    talk = make_talk(**{"location": HALL, **changes})
    found: Any = schema_org.events(make_feed(make_entry(talk=talk), ahead=("a-talk",)))
    return found and found["@graph"][0]


@pytest.mark.parametrize(
    "changes",
    [
        {"location": None},
        {"when": UNDATED},
        {"when": make_when(precision=Precision.MONTH)},
        {"status": Status.POSTPONED},
    ],
)
def test_without_day_or_place_there_is_no_event(changes: dict[str, Any]) -> None:
    """Nothing is invented to make an event complete."""
    assert _event(**changes) is None


def test_a_past_talk_is_no_event() -> None:
    """Only upcoming talks are events."""
    assert schema_org.events(make_feed(make_entry(talk=make_talk(location=HALL)))) is None


def test_a_day_is_written_as_a_day() -> None:
    """No time and no end is invented."""
    event = _event()
    assert event is not None
    assert event["startDate"] == "2015-10-07"
    assert "endDate" not in event
    assert event["location"] == {
        "@type": "Place",
        "name": "The hall",
        "address": "The hall",
        "url": "https://hall.example/",
        "geo": {"@type": "GeoCoordinates", "latitude": 59.9, "longitude": 10.7},
    }
    assert event["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_time_is_written_with_its_offset() -> None:
    """Start and end are instants; a talk online and in a venue is mixed."""
    event = _event(
        when=at("2026-12-03T18:30", "then", "Europe/Oslo", 90), online="https://stream.example/"
    )
    assert event is not None
    assert event["startDate"] == "2026-12-03T18:30+01:00"
    assert event["endDate"] == "2026-12-03T20:00+01:00"
    assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]
    assert event["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")


def test_days_end_as_days() -> None:
    """A range of days ends on its last day."""
    when = make_when(end=make_when().start.replace(day=9), precision=Precision.DAY_RANGE)  # type: ignore[union-attr]
    event = _event(when=when)
    assert event is not None
    assert event["endDate"] == "2015-10-09"


@pytest.mark.parametrize(
    ("status", "told"),
    [(Status.CANCELLED, "https://schema.org/EventCancelled"), (Status.TENTATIVE, None)],
)
def test_status_is_written_if_the_vocabulary_has_it(status: Status, told: str | None) -> None:
    """A cancelled event has a status; a tentative one is not "scheduled"."""
    event = _event(status=status)
    assert event is not None
    assert event.get("eventStatus") == told


def test_event_is_complete_and_has_no_empty_field() -> None:
    """Everything known is there, at a stated length, and nothing else."""
    event = _event(
        location=None,
        online="https://stream.example/",
        speakers=(Person(name="Ann", url="https://ann.example/"), Person(name="Bob")),
        abstract=Abstract(markdown="", html="", text="x" * 600),
        language="en",
        tags=("a", "b"),
    )
    assert event is not None
    assert event["performer"] == [
        {"@type": "Person", "name": "Ann", "url": "https://ann.example/"},
        {"@type": "Person", "name": "Bob"},
    ]
    assert len(event["description"]) == schema_org.LONGEST
    assert event["location"] == {"@type": "VirtualLocation", "url": "https://stream.example/"}
    assert event["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert event["keywords"] == ["a", "b"]


def test_search_engines_read_the_events_of_the_page() -> None:
    """A parser of JSON-LD finds the events to come and no other."""
    content = index.render(busy()).decode()
    (data,) = extruct.extract(content, syntaxes=["json-ld"])["json-ld"]
    assert [event["name"] for event in data["@graph"]] == [
        "Small builds, kept small",
        "Winter school on verified storage",
    ]
    assert json.dumps(data)


GOOGLE = {
    "Event": (
        {"name", "startDate", "location"},
        {"description", "endDate", "eventStatus", "image", "organizer", "performer"},
    ),
    "VideoObject": (
        {"name", "thumbnailUrl", "uploadDate"},
        {"contentUrl", "description", "duration", "embedUrl"},
    ),
    "BreadcrumbList": ({"itemListElement"}, set()),
    "ListItem": ({"position", "name", "item"}, set()),
    "Place": ({"address"}, {"name"}),
}
"""What Google requires and recommends of a type (Search Central, structured data). Left out are
prices (`offers`), the former day (`previousStartDate`), which is not kept, and what only a host of
videos knows (`expires`, `interactionStatistic`, `publication`, `regionsAllowed`); `hasPart` needs
addresses that start the video on the page itself."""


def _graph(page: bytes) -> dict[str, Any]:
    (data,) = extruct.extract(page.decode(), syntaxes=["json-ld"])["json-ld"]
    return {each["@type"]: each for each in data["@graph"]}


def _full(**changes: Any) -> Any:
    links = (
        make_link("https://youtu.be/cUvNths_5RA"),
        make_link("https://v.example/1.mp4", rel="enclosure", type="video/mp4", length=5),
    )
    picture = Attachment("thumbnail", "https://p.example/1.jpg", "image/jpeg")
    talk = make_talk(
        links=links,
        location=HALL,
        length="45 min",
        attachments=(picture,),
        abstract=Abstract(markdown="", html="", text="x"),
        when=at("2026-12-03T18:30", "then", "Europe/Oslo", 90),
        **changes,
    )
    profiles = (("event", "ConfConf", "events/confconf"),)
    entry = make_entry(talk=talk)
    return make_feed(entry, path="talks/a-talk/index", ahead=("a-talk",), profiles=profiles)


def test_a_talk_has_all_that_google_requires_and_recommends() -> None:
    """Event, recording and breadcrumbs of a full talk are complete, as a parser finds them."""
    found = _graph(page.render(_full()))
    found["ListItem"] = found["BreadcrumbList"]["itemListElement"][0]
    found["Place"] = found["Event"]["location"]
    assert found.keys() == GOOGLE.keys()
    for kind, (required, recommended) in GOOGLE.items():
        assert required | recommended <= found[kind].keys(), kind
    video = found["VideoObject"]
    assert video["thumbnailUrl"] == "https://p.example/1.jpg"
    assert video["contentUrl"] == "https://v.example/1.mp4"
    assert video["embedUrl"] == "https://www.youtube-nocookie.com/embed/cUvNths_5RA"
    assert video["duration"] == "PT45M"
    assert video["uploadDate"].endswith("+00:00")


def test_breadcrumbs_lead_from_the_site_through_the_event() -> None:
    """An event with a page is before the talk; the address of the last is that of the page."""
    way = _graph(page.render(_full()))["BreadcrumbList"]["itemListElement"]
    assert [(each["position"], each.get("item")) for each in way] == [
        (1, "https://talks.example/"),
        (2, "https://talks.example/events/confconf/"),
        (3, None),
    ]
    alone = _full()._replace(profiles=())
    assert len(_graph(page.render(alone))["BreadcrumbList"]["itemListElement"]) == 2


@pytest.mark.parametrize(
    "links",
    [(), (make_link("https://vimeo.com/1"),), (make_link(found=FoundLink(is_gone=True)),)],
)
def test_a_recording_without_a_picture_is_left_out(links: tuple[Link, ...]) -> None:
    """Search engines require a picture, and a recording that can be watched."""
    feed = make_feed(make_entry(talk=make_talk(links=links)), path="talks/a-talk/index")
    assert "VideoObject" not in _graph(page.render(feed))


def test_length_of_a_recording_is_its_own_if_stated() -> None:
    """What `recordings:` states is more exact than the length of the talk."""
    long = make_link("https://youtu.be/cUvNths_5RA?t=9", recording=Recording(duration=3661))
    talk = make_talk(links=(long,), length="45 min")
    video = _graph(page.render(make_feed(make_entry(talk=talk), path="talks/a-talk/index")))
    assert video["VideoObject"]["duration"] == "PT1H1M1S"
    assert video["VideoObject"]["embedUrl"].endswith("/cUvNths_5RA?start=9")
