"""Every field of a talk reaches every format, or is named here as left out, with the reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from factories import NOW, make_entry, make_feed, make_link, make_talk, make_time, make_when
from talkfeed.formats.registry import OWN, module
from talkfeed.model import (
    Abstract,
    Call,
    Event,
    EventProfile,
    Link,
    Location,
    Person,
    Profile,
    ProfileLink,
    Status,
    Subscription,
    Talk,
)
from talkfeed.model.media import Attachment, Chapter, Recording
from talkfeed.model.plainfields import TEXTS
from talkfeed.model.talk import FoundLink

if TYPE_CHECKING:
    from talkfeed.formats.registry import Format

PROFILE = Profile(
    also=("Annie",),
    affiliation="ENS",
    pronouns="she/her",
    url="https://me.example/",
    email="me@ann.example",
    links=(ProfileLink("ORCID", "https://orcid.example/1"),),
    image=Attachment("thumbnail", "https://ann.example/1.jpg", "image/jpeg"),
    bio=Abstract(markdown="*c*", html="<p><em>c</em></p>", text="c"),
)
PERSON = Person(name="Ann", url="https://ann.example/", email="ann@ann.example")
KNOWN = Person(name="Ann", profile=PROFILE)
EVENT_PROFILE = EventProfile(
    also=("Conf 2015",),
    url="https://whole.example/",
    dates=make_when("7 Dec 2015"),
    location=Location("Centre"),
    online="https://whole.example/live",
    timezone="Europe/Paris",
    image=Attachment("thumbnail", "https://whole.example/1.jpg", "image/jpeg"),
    tracks=("Systems",),
    rooms=("Room 1",),
    cfp=Call(make_when("1 Feb 2015")),
    hashtag="conf",
    description=Abstract(markdown="*e*", html="<p><em>e</em></p>", text="e"),
)
HELD = Event(name="Conf", profile=EVENT_PROFILE)
EVENT = Event(name="Conf", url="https://conf.example/", when=make_when("October 2015"))
LOCATION = Location(name="Hall", url="https://hall.example/", geo=(1.5, 2.5))
LINK = make_link(kind="slides", type="application/pdf", length=5)
WHOLE = make_talk(
    when=make_time("2015-12-07T10:00", "2015-12-07T11:00"),
    speakers=(PERSON,),
    event=EVENT,
    location=LOCATION,
    online="https://live.example/",
    links=(LINK,),
    abstract=Abstract(markdown="*a*", html="<p><em>a</em></p>", text="a"),
    tags=("one",),
    language="fr",
    id="an-id",
    added=NOW,
    **{row.name: row.words[1].name if row.words else "Some words" for row in TEXTS}
    | {"length": "45 min"},
)
SIMPLE: dict[str, Any] = {
    "title": "Other",
    "when": make_time("2015-12-08T10:00", "2015-12-08T11:00"),
    "place": WHOLE.place._replace(line=99),
    "order": 7,
    "online": "https://other.example/",
    "abstract": Abstract(markdown="b", html="<p>b</p>", text="b"),
    "tags": ("two",),
    "language": "it",
    "status": Status.TENTATIVE,
    "id": "other",
    "added": NOW + timedelta(days=1),
    "occurrence": 3,
    "source_id": "1@other.example",
    "chapters": (Chapter(5, "Types"),),
    "attachments": (Attachment("thumbnail", "https://a.example/a.png", "image/png"),),
    "rescheduled": True,
    "pinned": True,
    **{row.name: row.words[2].name if row.words else "Other words" for row in TEXTS},
    "length": "20 s",
}
PERSONS = {
    "name": "Bob",
    "url": "https://bob.example/",
    "email": "bob@bob.example",
    "affiliation": "INRIA",
    "role": "panelist",
    "profile": PROFILE,
}
PROFILES = {
    "also": ("A.",),
    "affiliation": "Inria",
    "pronouns": "they/them",
    "url": "https://other.example/",
    "email": "other@ann.example",
    "links": (ProfileLink("GitHub", "https://github.example/1"),),
    "image": Attachment("thumbnail", "https://ann.example/2.jpg", "image/jpeg"),
    "bio": Abstract(markdown="d", html="<p>d</p>", text="d"),
}
EVENTS = {
    "name": "Fest",
    "url": "https://fest.example/",
    "when": make_when("9 Oct 2015"),
    "profile": EVENT_PROFILE,
}
EVENT_PROFILES = {
    "also": ("Fest 2015",),
    "url": "https://other.example/fest",
    "dates": make_when("8 Dec 2015", date(2015, 12, 8)),
    "location": Location("Elsewhere"),
    "online": "https://other.example/live",
    "timezone": "Europe/Rome",
    "image": Attachment("thumbnail", "https://other.example/2.jpg", "image/jpeg"),
    "tracks": ("Security",),
    "rooms": ("Room 2",),
    "cfp": Call(make_when("2 Feb 2015")),
    "hashtag": "fest",
    "description": Abstract(markdown="f", html="<p>f</p>", text="f"),
}
LOCATIONS = {"name": "Room", "url": "https://room.example/", "geo": (3.5, 4.5)}
LINKS = {
    "href": "https://video.example/2",
    "kind": "paper",
    "rel": "enclosure",
    "title": "Deck",
    "type": "text/html",
    "length": 6,
    "found": FoundLink(is_gone=True, archived="https://archive.example/slides"),
    "recording": Recording("de", "720p", 5, 60),
}
CHANGES: dict[str, dict[str, Any]] = {
    "series": {"series": "Semantics"},
    "joint": {"series": "Logic", "joint": "Semantics"},
    "slot": {"slot": "2026-10-14"},
    **{name: {name: value} for name, value in SIMPLE.items()},
    **{f"speakers.{k}": {"speakers": (PERSON._replace(**{k: v}),)} for k, v in PERSONS.items()},
    **{
        f"profile.{k}": {"speakers": (KNOWN._replace(profile=PROFILE._replace(**{k: v})),)}
        for k, v in PROFILES.items()
    },
    "contributors": {"contributors": (PERSON._replace(role="chair"),)},
    **{f"event.{k}": {"event": EVENT._replace(**{k: v})} for k, v in EVENTS.items()},
    **{
        f"event_profile.{k}": {"event": HELD._replace(profile=EVENT_PROFILE._replace(**{k: v}))}
        for k, v in EVENT_PROFILES.items()
    },
    **{f"location.{k}": {"location": LOCATION._replace(**{k: v})} for k, v in LOCATIONS.items()},
    **{f"links.{k}": {"links": (LINK._replace(**{k: v}),)} for k, v in LINKS.items()},
}
"""Another value for each field."""

NO_TALKS = {
    *("chapters", "component", "copy", "oembed", "opml", "script", "sitemap", "sitemap-index")
}
NO_TALKS |= {"style", "feed-style"}
"""Formats that hold no talks."""
IN_PICTURES = {"title", "when", "speakers.name", "event.name"}
"""What the picture of a talk says."""
FOR_ASSISTANTS = {
    *IN_PICTURES,
    *("abstract", "contributors", "kind", "length", "level", "location.name", "reason", "room"),
    *("profile.affiliation", "speakers.affiliation", "speakers.profile", "status", "track"),
}
"""What the text for assistants says of a talk."""
IN_SEARCH = {
    *("title", "abstract", "tags", "series", "joint", "event.name"),
    *("speakers.name", "speakers.affiliation", "speakers.profile", "profile.affiliation"),
}
"""What the words of a talk are taken from."""
SELECTED = {"social": IN_PICTURES, "llms": FOR_ASSISTANTS, "search": IN_SEARCH}
TALKS = tuple(row.name for row in OWN if row.name not in {*NO_TALKS, *SELECTED, "profile"})
BRIEF = ("fragment", "embed")
FEEDS = ("atom", "rss", "json", "ical")
PAGES = ("index", "page", *BRIEF)
TEXTUAL = ("atom", "rss", "ical", *BRIEF)
ON_PAGE = "it is said once for each person, on the talk's page, not in every entry"
ON_EVENT = "it is said once for each event, on its page, and to search engines"
NOT_SAID = "it says where the talk is in the file, or decides what the ledger makes of it"
FEW_LINES = "a row for other sites is brief; its title leads to the talk's page, which has it"
ONE_ADDRESS = "an event of a calendar has one address, that of the talk's page"
ON_TALKS_PAGE = "the page of the talk has it, and programs that play recordings"
NO_MAIL = "an address is only for programs that read Atom, which defines it"
NOT_A_FILE = "it describes a file to programs that download it; people see the title"
LEFT_OUT: dict[str, tuple[tuple[str, ...], str]] = {
    "place": (TALKS, NOT_SAID),
    "order": (TALKS, NOT_SAID),
    "id": (TALKS, NOT_SAID),
    "added": (TALKS, NOT_SAID),
    "occurrence": (TALKS, NOT_SAID),
    "source_id": (TALKS, NOT_SAID),
    "speakers.role": (
        tuple(name for name in TALKS if name != "json"),
        "a panelist is a speaker; programs can tell them apart",
    ),
    "contributors": (BRIEF, FEW_LINES),
    "profile.also": (("json", *TEXTUAL), "it is for search engines, on pages"),
    "profile.pronouns": (("index", *TEXTUAL), ON_PAGE),
    "profile.url": (("ical", *BRIEF), FEW_LINES),
    "profile.email": (("rss", "json", "ical", *PAGES), NO_MAIL),
    "profile.links": (TEXTUAL, ON_PAGE),
    "profile.image": (TEXTUAL, "it is for programs and search engines; neither shows pictures"),
    "profile.bio": (("json", *TEXTUAL), ON_PAGE),
    "event.when": (TALKS, "the days of a whole event are compared; people see the talk's own"),
    "event.profile": (TEXTUAL, "its address is that of the talk here; the rest is on its page"),
    "event_profile.also": (("json", *TEXTUAL), "it is for search engines, on pages"),
    "event_profile.url": (("ical", *BRIEF), FEW_LINES),
    "event_profile.dates": (TEXTUAL, ON_EVENT),
    "event_profile.location": (TEXTUAL, ON_EVENT),
    "event_profile.online": (("json", *TEXTUAL), ON_EVENT),
    "event_profile.timezone": (TALKS, "the dates of its talks are read in it"),
    "event_profile.image": (("json", *TEXTUAL), ON_EVENT),
    "event_profile.tracks": (TALKS, "a talk has one of them"),
    "event_profile.rooms": (TALKS, "a talk has one of them"),
    "event_profile.cfp": (TALKS, ON_EVENT),
    "event_profile.hashtag": (("index", "page", *TEXTUAL), ON_EVENT),
    "event_profile.description": (("json", *TEXTUAL), ON_EVENT),
    "speakers.url": (("ical", *BRIEF), FEW_LINES),
    "speakers.email": (("rss", "json", "ical", *PAGES), NO_MAIL),
    "event.url": (("ical", "index", *BRIEF), f"{FEW_LINES}; {ONE_ADDRESS}"),
    "location.name": (("fragment",), FEW_LINES),
    "location.url": (("ical", *BRIEF), f"{FEW_LINES}; {ONE_ADDRESS}"),
    "location.geo": (("atom", "rss", *BRIEF), "neither Atom nor RSS defines a position"),
    "online": (("fragment",), FEW_LINES),
    "abstract": (BRIEF, FEW_LINES),
    "tags": (("fragment",), FEW_LINES),
    "links.kind": (("atom", "rss", *PAGES), "the title says it to people"),
    "links.rel": (("ical", *PAGES), NOT_A_FILE),
    "links.type": (("rss", *PAGES), NOT_A_FILE),
    "links.length": (("rss", "ical", *PAGES), NOT_A_FILE),
    "links.found": (
        FEEDS,
        "a dead link is marked where people read, and announces nothing",
    ),
    "links.recording": (
        tuple(name for name in TALKS if name not in {"atom", "json"}),
        "its title says it to people, and its address has the start",
    ),
    "chapters": (("atom", "rss", "ical", "index", *BRIEF), ON_TALKS_PAGE),
    "attachments": (BRIEF, ON_TALKS_PAGE),
    "pinned": (
        tuple(name for name in TALKS if name != "json"),
        "the page of all talks shows it first, by the keys of its feed",
    ),
    "rescheduled": (("rss", "json", "fragment"), "the new date says it"),
    **dict.fromkeys(
        ("series", "joint"),
        (("atom", "rss", "ical", "index", *BRIEF), "of a talk at an event, the event is named"),
    ),
    "slot": (TALKS, "it decides on the UID; the date says when"),
    **{row.name: (("index", *BRIEF), FEW_LINES) for row in TEXTS},
    **dict.fromkeys(("room", "kind", "level", "length"), (("fragment",), FEW_LINES)),
    "track": (BRIEF, FEW_LINES),
}
"""For each field, the formats that leave it out, and why."""
NOT_IN_PODCASTS = {
    "joint",
    "series",
    "event.profile",
    "event_profile.also",
    "event_profile.dates",
    "event_profile.description",
    "event_profile.hashtag",
    "event_profile.image",
    "event_profile.location",
    "event_profile.online",
    "links.found",
    "links.kind",
    "links.length",
    "links.rel",
    "links.type",
    "profile.also",
    "profile.bio",
    "profile.email",
    "profile.links",
    "profile.pronouns",
    "rescheduled",
    "speakers.email",
    "tags",
}
"""What a podcast leaves out: players know less than readers, and lead to the talk's page."""


LISTED = (Subscription("T", "all", "talks", ("atom",), 1),)
"""Pages of channels have a subscription, of their channel."""


def render(row: Format, talk: Talk) -> bytes:
    """Write a talk that lies ahead."""
    entry = make_entry("a-talk", talk)
    feed = make_feed(entry, ahead=("a-talk",), subscriptions=LISTED)
    content: bytes = module(row).render(feed)
    return content


def test_every_field_has_another_value_here() -> None:
    """A field that is added to a talk, or to a part of one, is missing here at once."""
    parts = {"profile": Profile, "speakers": Person, "event": Event, "location": Location}
    parts |= {"links": Link, "event_profile": EventProfile}
    expected = {f"{name}.{field}" for name, part in parts.items() for field in part._fields}
    assert CHANGES.keys() == expected | set(Talk._fields) - parts.keys()


@pytest.mark.parametrize("field", CHANGES)
def test_a_field_reaches_every_format_that_does_not_leave_it_out(field: str) -> None:
    """Another value changes each document, except those in the table."""
    before = WHOLE._replace(status=Status.POSTPONED) if field == "rescheduled" else WHOLE
    before = before._replace(speakers=(KNOWN,)) if field.startswith("profile.") else before
    before = before._replace(event=HELD) if field.startswith("event_profile.") else before
    after = before._replace(**CHANGES[field])
    unchanged = {row.name for row in OWN if render(row, before) == render(row, after)}
    left_out, reason = LEFT_OUT.get(field, ((), "none"))
    silent = {"podcast"} if field in NOT_IN_PODCASTS else set()
    silent |= {name for name, shown in SELECTED.items() if field not in shown}
    assert unchanged - NO_TALKS - {"profile"} == set(left_out) | silent, reason
    assert ("profile" in unchanged) == ("embed" in unchanged), "both list talks by their rows"
    told = {"chapters"} if field in {"title", "chapters"} else set()
    assert unchanged >= NO_TALKS - told
