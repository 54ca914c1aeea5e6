"""Events: from `events:` and the name in a talk to all that shows them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import extruct
import mf2py
import pytest
from feedparser import parse as parse_feed
from icalendar import Calendar
from lxml import html as markup

from factories import make_entry, make_feed, make_talk
from talkfeed import build
from talkfeed.editing.layout import lay_out
from talkfeed.editing.talksfile import open_talks, with_parts
from talkfeed.errors import InvalidData
from talkfeed.formats.html import schema_org
from talkfeed.ledger import dump, parse, read_occasions
from talkfeed.ledger.digest import digest
from talkfeed.model import Event, EventProfile, Location, Precision
from talkfeed.normalise import normalise
from talkfeed.talksfile import parser
from twice import HEAD, NOW, Site

if TYPE_CHECKING:
    from talkfeed.errors import Problem
    from talkfeed.model import Talk, Talks

FEED = """\
feed: {title: T, url: 'https://t.example/', authors: [A], timezone: Europe/Paris, languages: fr}
"""
CONF = """\
events:
  - name: MirageConf 2026
    also: [MC26]
    url: https://conf.example/
    dates: 7-9 Oct 2026
    location: {name: Barbican, url: "https://barbican.example/"}
    online: https://stream.example/
    timezone: Europe/London
    image: https://conf.example/banner.png
    tracks: [Systems, Security]
    rooms: [Main hall, Room 2]
    cfp: {opens: 1 Mar 2026, closes: 15 May 2026 AoE, url: "https://conf.example/cfp"}
    hashtag: "#mirageconf"
    description: Three days of *unikernels*.
"""


def load(home: Path, text: str, **files: str) -> Talks:
    """Read a talks file, with other files beside it."""
    for name, content in {"talks": FEED + text, **files}.items():
        (home / f"{name}.yaml").write_text(content, encoding="utf-8")
    return normalise(parser.read(home / "talks.yaml"))


def talk(home: Path, fields: str, head: str = CONF) -> Talk:
    """Read a talk with further fields."""
    return load(home, f"{head}talks:\n  - {{title: A talk, {fields}}}\n").talks[0]


def problem(home: Path, text: str, **files: str) -> Problem:
    """Return the only problem of a talks file."""
    with pytest.raises(InvalidData) as caught:
        load(home, text, **files)
    (found,) = caught.value.problems
    return found


def of_event(home: Path, fields: str) -> EventProfile:
    """Read an event with further fields."""
    event = load(home, f"events: [{{name: E, {fields}}}]\ntalks: []\n").settings.events[0]
    assert event.profile
    return event.profile


# --- what an event is ----------------------------------------------------------------------------


def test_an_event_has_all_its_fields(tmp_path: Path) -> None:
    """Each is read as the same field of a talk is."""
    (event,) = load(tmp_path, f"{CONF}talks: []\n").settings.events
    profile = event.profile
    assert profile
    assert profile.cfp
    assert profile.dates
    assert profile.description
    assert (event.name, profile.also) == ("MirageConf 2026", ("MC26",))
    assert profile.dates.edtf == "2026-10-07/2026-10-09"
    assert profile.location == Location("Barbican", "https://barbican.example/")
    assert (profile.tracks, profile.rooms) == (("Systems", "Security"), ("Main hall", "Room 2"))
    assert (profile.hashtag, profile.timezone) == ("mirageconf", "Europe/London")
    assert profile.description.html == "<p>Three days of <em>unikernels</em>.</p>"
    assert profile.cfp.url == "https://conf.example/cfp"


def test_just_a_name_is_an_event(tmp_path: Path) -> None:
    """As just a name is a person."""
    (event,) = load(tmp_path, "events: [E]\ntalks: []\n").settings.events
    assert event == Event("E", profile=EventProfile())


def test_events_may_have_a_file_of_their_own(tmp_path: Path) -> None:
    """As people may: a list, or a mapping of it."""
    whole = load(tmp_path, f"{CONF}talks: []\n").settings.events
    for text in (CONF, CONF.removeprefix("events:\n")):
        apart = load(tmp_path, "events: events.yaml\ntalks: []\n", events=text)
        assert apart.settings.events == whole


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        # 23:59 in UTC-12 (https://www.ieee802.org/16/aoe.html) is noon of the next day in UTC
        ("15 May 2026 AoE", datetime(2026, 5, 16, 11, 59, tzinfo=UTC)),
        ("2026-05-15 (AoE)", datetime(2026, 5, 16, 11, 59, tzinfo=UTC)),
        ("15 May 2026, 17:00 AoE", datetime(2026, 5, 16, 5, 0, tzinfo=UTC)),
        ("15 May 2026, anywhere on Earth", datetime(2026, 5, 16, 11, 59, tzinfo=UTC)),
        ("15 May 2026, 17:00", datetime(2026, 5, 15, 8, 0, tzinfo=UTC)),
        ("15 May 2026, 17:00 UTC", datetime(2026, 5, 15, 17, 0, tzinfo=UTC)),
        ("15 May 2026", date(2026, 5, 15)),
        ("May 2026 AoE", date(2026, 5, 1)),
    ],
)
def test_a_call_closes_where_its_zone_says(written: str, instant: date, tmp_path: Path) -> None:
    """A day anywhere on Earth ends at UTC-12; other times are in the zone of the event."""
    profile = of_event(tmp_path, f"timezone: Asia/Tokyo, cfp: {{closes: '{written}'}}")
    assert profile.cfp
    assert profile.cfp.closes.start == instant
    assert profile.cfp.closes.text == written
    assert profile == of_event(tmp_path, f"timezone: Asia/Tokyo, cfp: '{written}'")


def test_a_call_opens_at_the_start_of_a_day(tmp_path: Path) -> None:
    """Also anywhere on Earth."""
    profile = of_event(tmp_path, "cfp: {opens: 1 May 2026 AoE, closes: 2 May 2026}")
    assert profile.cfp
    assert profile.cfp.opens
    assert profile.cfp.opens.precision is Precision.DAY


@pytest.mark.parametrize(
    ("event", "code", "text"),
    [
        ("cfp: {opens: 3 May 2026, closes: 2 May 2026}", "TF206", "opens after it closes"),
        ("cfp: {opens: 3 May 2026}", "TF302", "has no closes"),
        ("cfp: {closes: soon}", "TF2", "soon"),
        ("cfp: {closes: [1, 2]}", "TF303", "must be a date"),
        ("cfp: [1, 2]", "TF303", "must be a date or keys"),
        ("hashtag: two words", "TF342", "not a hashtag"),
        ("hashtag: [a]", "TF303", "one word"),
        ("timezone: Atlantis/City", "TF310", "not a time zone"),
        ("timezone: [UTC]", "TF303", "must be text"),
        ("url: 'javascript:alert(1)'", "TF305", "javascript"),
        ("image: 'data:image/png;base64,x'", "TF333", "data:"),
        ("venu: Hall", "TF301", "unknown key 'venu'"),
        ("also: {a: b}", "TF303", "a name or a list of names"),
    ],
)
def test_what_is_wrong_with_an_event_is_reported(
    event: str, code: str, text: str, tmp_path: Path
) -> None:
    """With a code, the place and what is wrong."""
    found = problem(tmp_path, f"events:\n  - {{name: E, {event}}}\ntalks: []\n")
    assert found.code.startswith(code)
    assert text in found.message
    assert found.place.line == 3


@pytest.mark.parametrize(
    ("events", "text"),
    [
        ("events: [{name: E}, {name: F, also: e}]", "'e' is already a name of 'E'"),
        ("events: [[E]]", "each of the events must be a name"),
        ("events: {name: E}", "must be a list of events"),
        ("events: [E]\nevents: [F]", "duplicate key"),
    ],
)
def test_what_is_wrong_with_the_list_is_reported(events: str, text: str, tmp_path: Path) -> None:
    """Two events with one name, and what is no event."""
    assert text in problem(tmp_path, f"{events}\ntalks: []\n").message


def test_an_event_without_a_valid_name_is_reported_once(tmp_path: Path) -> None:
    """And is no event; an empty item is nothing."""
    assert (
        problem(tmp_path, "events: [~, {url: 'https://e.example/'}]\ntalks: []\n").code == "TF302"
    )


def test_a_file_of_events_must_hold_a_list(tmp_path: Path) -> None:
    """The problem names what to write."""
    found = problem(tmp_path, "events: events.yaml\ntalks: []\n", events="just words\n")
    assert "must be a list of events" in found.message
    assert "events:" in found.hint


# --- what a talk has from its event --------------------------------------------------------------


def test_a_talk_names_an_event_by_any_of_its_names(tmp_path: Path) -> None:
    """It has the main one, and what it does not state: zone, venue and stream."""
    found = talk(tmp_path, "event: mc26, date: '2026-10-07 18:30'")
    assert found.event
    assert found.event.name == "MirageConf 2026"
    assert found.location == Location("Barbican", "https://barbican.example/")
    assert found.online == "https://stream.example/"
    assert found.when.zone == "Europe/London"


def test_what_a_talk_states_wins(tmp_path: Path) -> None:
    """Each field for itself; an event as a mapping is named by its name."""
    stated = "event: {name: MC26, url: 'https://own.example/'}, location: Pub, online: 'https://o.example/'"
    found = talk(tmp_path, f"{stated}, date: '2026-10-07 18:30 UTC'")
    assert found.event
    assert (found.event.name, found.event.page) == ("MirageConf 2026", "https://own.example/")
    assert (found.location, found.online) == (Location("Pub"), "https://o.example/")
    assert found.when.zone == "UTC"


def test_each_delivery_has_what_its_own_event_has(tmp_path: Path) -> None:
    """And the talk's event, where a delivery names none."""
    text = (
        f"{CONF}  - {{name: Other, location: Pub, timezone: Asia/Tokyo}}\ntalks:\n"
        "  - title: A talk\n    event: MC26\n    given:\n"
        "      - {date: '8 Oct, 18:30'}\n      - {event: Other, date: '2026-11-01 18:30'}\n"
    )
    one, other = load(tmp_path, text).talks
    assert (one.location, one.when.zone) == (
        Location("Barbican", "https://barbican.example/"),
        "Europe/London",
    )
    assert (other.location, other.online, other.when.zone) == (Location("Pub"), None, "Asia/Tokyo")


@pytest.mark.parametrize(
    ("written", "edtf", "text"),
    [
        ("8 Oct", "2026-10-08", "8 Oct 2026"),
        ("8-9 October", "2026-10-08/2026-10-09", "8-9 October 2026"),
        ("8 Oct, 10:00", "2026-10-08T10:00", "2026-10-08 10:00"),
        ("8 Oct, 10-11:30am", "2026-10-08T10:00/2026-10-08T11:30", "2026-10-08 10:00-11:30"),
        ("8 octobre", "2026-10-08", "8 octobre 2026"),
        ("8 Oct 2026", "2026-10-08", "8 Oct 2026"),
    ],
)
def test_a_date_may_lack_the_year_of_its_event(
    written: str, edtf: str, text: str, tmp_path: Path
) -> None:
    """If it is one of the event's days; the words say the year."""
    found = talk(tmp_path, f"event: MC26, date: '{written}'").when
    assert (found.edtf, found.text) == (edtf, text)


def test_a_year_is_that_of_the_day_around_new_year(tmp_path: Path) -> None:
    """An event may be in two years."""
    head = "events: [{name: Congress, dates: 27 Dec 2026 - 2 Jan 2027}]\n"
    days = [
        talk(tmp_path, f"event: Congress, date: {day}", head).when.edtf
        for day in ("1 Jan", "28 Dec")
    ]
    assert days == ["2027-01-01", "2026-12-28"]


@pytest.mark.parametrize("day", ["12 Oct", "6 Oct", "Thursday 7 Oct", "Oct", "soon"])
def test_no_year_is_guessed(day: str, tmp_path: Path) -> None:
    """A day that is none of the event's is a problem, as is a wrong weekday."""
    found = problem(tmp_path, f"{CONF}talks: [{{title: A, event: MC26, date: {day}}}]\n")
    if day == "soon":
        assert found.code == "TF201"
        return
    assert found.code == "TF202"
    assert found.hint in {
        "write the year; it is none of the event's days, 2026-10-07 to 2026-10-09",
        'write the year, e.g. "12 May 2015"',
    }


def test_an_event_without_days_gives_no_year(tmp_path: Path) -> None:
    """A month is not enough."""
    head = "events: [{name: E, dates: Oct 2026}]\n"
    found = problem(tmp_path, f"{head}talks: [{{title: A, event: E, date: 7 Oct}}]\n")
    assert found.code == "TF202"


# --- what is checked -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("track: Sistems", "did you mean 'Systems'?"),
        ("track: Poetry", "the tracks are: Systems, Security"),
        ("room: Room 3", "did you mean 'Room 2'?"),
    ],
)
def test_a_track_or_room_that_the_event_does_not_have_is_a_problem(
    field: str, hint: str, tmp_path: Path
) -> None:
    """With the nearest one; also in a talk whose delivery names the event."""
    for fields in (
        f"event: MC26, date: 7 Oct, {field}",
        f"{field}, given: [{{event: MC26, date: 7 Oct}}]",
    ):
        found = problem(tmp_path, f"{CONF}talks: [{{title: A, {fields}}}]\n")
        assert (found.code, found.hint) == ("TF340", hint)


def test_a_track_is_spelt_as_the_event_spells_it(tmp_path: Path) -> None:
    """Talks of one track are in one category."""
    found = talk(tmp_path, "event: MC26, date: 7 Oct, track: SYSTEMS, room: main hall")
    assert (found.track, found.room) == ("Systems", "Main hall")


def test_an_event_that_lists_no_tracks_has_any(tmp_path: Path) -> None:
    """As an event that is not in the list."""
    for event in ("E", "F"):
        found = talk(tmp_path, f"event: {event}, date: 2026, track: X", "events: [E]\n")
        assert found.track == "X"


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        ("10 Oct 2026", True),
        ("6 Oct 2026", True),
        ("10 Oct 2026, 00:10", True),
        ("9 Oct 2026, 23:30", False),
        ("7 Oct 2026", False),
        ("Oct 2026", False),
        ("2026", False),
        ("Nov 2026", True),
        ("TBA", False),
    ],
)
def test_a_talk_outside_its_event_is_told(day: str, is_told: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """With both places; a date that may be one of the event's days is none."""
    read = load(tmp_path, f"{CONF}talks: [{{title: A, event: MC26, date: '{day}'}}]\n")
    found = [each for each in read.notices if each.code == "TF630"]
    assert bool(found) is is_told
    for notice in found:
        assert str(notice.place).endswith("talks.yaml:16:9")
        assert "talks.yaml:3:5" in notice.message


def test_events_alone_are_no_place_for_a_notice(tmp_path: Path) -> None:
    """An event without days, or just a name, says nothing of its talks."""
    read = load(tmp_path, "events: [E, {name: F}]\ntalks: [{title: A, event: E, date: 2026}]\n")
    assert not [each for each in read.notices if each.code == "TF630"]


# --- what shows it -------------------------------------------------------------------------------


def test_what_events_says_is_no_news_of_a_talk() -> None:
    """A new address of the event moves no talk's `updated`."""
    known = Event("Conf", profile=EventProfile(url="https://conf.example/", hashtag="c"))
    assert digest(make_talk(event=known)) == digest(make_talk(event=Event("Conf")))


def test_programs_get_the_event_of_a_talk(tmp_path: Path) -> None:
    """Its days, place and hashtag, in the JSON feed."""
    (tmp_path / "talks.yaml").write_text(
        f"{FEED}{CONF}talks: [{{title: A, event: MC26, date: 7 Oct}}]\n", encoding="utf-8"
    )
    build(tmp_path / "talks.yaml", tmp_path / "output", now=NOW)
    (item,) = json.loads((tmp_path / "output/talks.json").read_bytes())["items"]
    event = item["_talkfeed"]["event"]
    assert event.pop("dates")["edtf"] == "2026-10-07/2026-10-09"
    assert event == {
        "name": "MirageConf 2026",
        "url": "https://conf.example/",
        "location": {"name": "Barbican", "url": "https://barbican.example/"},
        "hashtag": "mirageconf",
    }


def test_search_engines_get_the_event_of_a_talk(tmp_path: Path) -> None:
    """As its superEvent (schema.org), with the days and the places."""
    entry = make_entry("one", talk(tmp_path, "event: MC26, date: '8 Oct, 10:00'"))
    found: Any = schema_org.events(make_feed(entry, ahead=("one",)))
    event = found["@graph"][0]["superEvent"]
    assert event.pop("location") == [
        {
            "@type": "Place",
            "name": "Barbican",
            "address": "Barbican",
            "url": "https://barbican.example/",
        },
        {"@type": "VirtualLocation", "url": "https://stream.example/"},
    ]
    assert event == {
        "@type": "Event",
        "name": "MirageConf 2026",
        "alternateName": ["MC26"],
        "url": "https://conf.example/",
        "startDate": "2026-10-07",
        "endDate": "2026-10-09",
        "image": "https://conf.example/banner.png",
        "description": "Three days of unikernels.",
    }


# --- its page ------------------------------------------------------------------------------------


def built(home: Path, text: str, now: datetime = NOW) -> Path:
    """Build a site, and return its output."""
    (home / "talks.yaml").write_text(FEED + text, encoding="utf-8")
    build(home / "talks.yaml", home / "output", now=now)
    return home / "output"


def facts(page: Path) -> tuple[Any, dict[str, str], list[Any]]:
    """Return the page, its facts by their headings, and its microformats."""
    content = page.read_text(encoding="utf-8")
    tree = markup.document_fromstring(content)
    pairs = {div.findtext("dt"): div.find("dd").text_content() for div in tree.xpath("//dl/div")}
    (feed,) = (item for item in mf2py.parse(content)["items"] if item["type"] == ["h-feed"])
    return tree, pairs, feed["children"]


def test_an_event_has_a_page(tmp_path: Path) -> None:
    """With all that is known, and its talks in the order of the programme."""
    talks = "[{title: Later, event: MC26, date: 9 Oct}, {title: First, event: MC26, date: 7 Oct}]"
    output = built(tmp_path, f"{CONF}talks: {talks}\n")
    tree, pairs, items = facts(output / "events/mirageconf-2026/index.html")
    assert pairs == {
        "Date": "7-9 Oct 2026",
        "Place": "Barbican",
        "Online": "Follow the stream",
        "Call for papers": "opens 1 Mar 2026, closes 15 May 2026 AoE",
        "Tracks": "Systems, Security",
        "Rooms": "Main hall, Room 2",
        "Hashtag": "#mirageconf",
    }
    event, *talks_of_it = items
    assert event["properties"]["name"] == ["MirageConf 2026"]
    assert [talk["properties"]["name"] for talk in talks_of_it] == [["First"], ["Later"]]
    assert tree.xpath('//p[@class="buttons"]/a/@href')[0] == "https://conf.example/"
    (data,) = extruct.extract(
        (output / "events/mirageconf-2026/index.html").read_text(), syntaxes=["json-ld"]
    )["json-ld"]
    assert data["@graph"][0]["startDate"] == "2026-10-07"


def test_pages_link_to_that_of_the_event(tmp_path: Path) -> None:
    """The page of its talk, its feed and its calendar."""
    output = built(tmp_path, f"{CONF}talks: [{{title: A, event: MC26, date: 7 Oct}}]\n")
    page = markup.document_fromstring((output / "talks/a/index.html").read_text())
    assert page.xpath('//a[text()="MirageConf 2026"]/@href') == ["../../events/mirageconf-2026/"]
    feed: Any = parse_feed((output / "events/mirageconf-2026.atom").read_bytes()).feed
    assert feed.link == "https://t.example/events/mirageconf-2026/"
    assert feed.subtitle == "Three days of unikernels."
    assert (
        b"URL:https://t.example/events/mirageconf-2026/"
        in (output / "events/mirageconf-2026.ics").read_bytes()
    )


def test_an_event_has_its_feed_and_page_before_its_first_talk(tmp_path: Path) -> None:
    """So that people can subscribe when it is announced; just a name is enough."""
    output = built(tmp_path, "events: [E]\ntalks: []\n")
    tree, pairs, items = facts(output / "events/e/index.html")
    assert pairs == {}
    assert [item["properties"]["name"] for item in items] == [["E"]]
    assert "No talks are listed yet." in tree.text_content()
    assert json.loads((output / "events/e.json").read_bytes())["items"] == []


@pytest.mark.parametrize("feed", ["channels: off", "channels: {events: off}", "formats: [atom]"])
def test_a_site_without_such_channels_or_pages_has_no_page(feed: str, tmp_path: Path) -> None:
    """And its talks link to the event's own page."""
    head = FEED.replace("title: T", f"title: T, {feed}")
    (tmp_path / "talks.yaml").write_text(
        f"{head}{CONF}talks: [{{title: A, event: MC26, date: 7 Oct}}]\n"
    )
    build(tmp_path / "talks.yaml", tmp_path / "output", now=NOW)
    assert not (tmp_path / "output/events/mirageconf-2026/index.html").exists()
    if "formats" not in feed:
        page = markup.document_fromstring((tmp_path / "output/talks/a/index.html").read_text())
        assert page.xpath('//a[text()="MirageConf 2026"]/@href') == ["https://conf.example/"]


def test_an_event_keeps_its_addresses_under_a_new_name(tmp_path: Path) -> None:
    """The old one is one of its other names then."""
    talks = (
        "talks: [{title: A, event: Old, date: 7 Oct 2026}, {title: B, event: Old, date: 2026}]\n"
    )
    output = built(tmp_path, f"events: [Old]\n{talks}")
    built(tmp_path, f"events: [{{name: New, also: Old}}]\n{talks}", NOW + timedelta(days=1))
    assert not (output / "events/new.atom").exists()
    assert "New" in (output / "events/old/index.html").read_text()
    assert len(parse_feed((output / "events/old.atom").read_bytes()).entries) == 2


def test_the_feed_of_an_event_says_all_to_programs(tmp_path: Path) -> None:
    """All fields, under the names of the talks file."""
    output = built(tmp_path, f"{CONF}talks: []\n")
    event = json.loads((output / "events/mirageconf-2026.json").read_bytes())["_talkfeed"]["event"]
    assert event.pop("dates")["edtf"] == "2026-10-07/2026-10-09"
    cfp = event.pop("cfp")
    assert (cfp["opens"]["edtf"], cfp["closes"]["end"]) == ("2026-03-01", "2026-05-16T11:59:00Z")
    assert cfp["url"] == "https://conf.example/cfp"
    assert event == {
        "name": "MirageConf 2026",
        "also": ["MC26"],
        "url": "https://conf.example/",
        "location": {"name": "Barbican", "url": "https://barbican.example/"},
        "online": "https://stream.example/",
        "timezone": "Europe/London",
        "image": "https://conf.example/banner.png",
        "tracks": ["Systems", "Security"],
        "rooms": ["Main hall", "Room 2"],
        "hashtag": "mirageconf",
        "description": "Three days of unikernels.",
    }


def test_a_person_of_the_site_has_a_page(tmp_path: Path) -> None:
    """With the affiliation, pronouns, profiles, text and talks; the page of a talk links to it."""
    people = (
        "people:\n  - {name: Ann, affiliation: ENS, pronouns: she/her, url: 'https://ann.example/',"
        " links: {github: ann}, bio: Ann *works*.}\n"
    )
    talks = "talks: [{title: A, speaker: Ann, date: 2015}, {title: B, speaker: Ann, date: 2016}]\n"
    output = built(tmp_path, people + talks)
    tree, _, (card, *items) = facts(output / "speakers/ann/index.html")
    assert card["type"] == ["h-card"]
    assert card["properties"]["name"] == ["Ann"]
    assert tree.findtext('.//p[@class="lead"]') == "ENS, she/her"
    assert tree.xpath('//p[@class="buttons"][1]/a/text()') == ["Homepage", "GitHub"]
    assert card["properties"]["note"] == ["Ann works."]
    assert [talk["properties"]["name"] for talk in items] == [["B"], ["A"]]
    page = markup.document_fromstring((output / "talks/a/index.html").read_text())
    assert page.xpath('//a[text()="Ann"]/@href') == ["../../speakers/ann/"]


# --- edits of events -----------------------------------------------------------------------------

OURS = HEAD.replace(
    "talks:\n",
    "events:\n  - {name: Event 1, dates: 2010, description: Fun.}\n  - Event 2\ntalks:\n",
)


def make_site(home: Path, head: str = OURS) -> Site:
    """Make a site with events."""
    return Site(home, head=head)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Fun.", "More fun."),
        ("dates: 2010", "dates: 2-3 May 2010"),
        ("dates: 2010", "dates: 2010, location: Hall"),
        ("dates: 2010", "dates: 2010, url: 'https://e.example/'"),
        ("- Event 2", "- {name: Event 3, also: Event 2}"),
        ("- Event 2", "- Event 2\n  - Event 0"),
        ("events:\n", "events:\n  # a comment\n"),
    ],
)
def test_an_edit_of_an_event_is_that_of_a_build_without_a_cache(
    before: str, after: str, tmp_path: Path
) -> None:
    """Byte for byte, and so is what follows; `build` compares both."""
    site = make_site(tmp_path)
    site.build()
    site.head = site.head.replace(before, after)
    site.write()
    site.build(NOW + timedelta(hours=1))
    site.talks[1] += "    abstract: Something else.\n"
    site.write()
    site.build(NOW + timedelta(hours=2))


def test_a_line_in_a_notice_is_that_of_now(tmp_path: Path) -> None:
    """The notice of a talk outside its event names the line of the event, also after an edit."""
    site = Site(tmp_path)
    site.talks.append("events:\n  - {name: Event 1, dates: 2-3 May 2030}\n")
    site.write()
    site.build()
    site.talks[1] += "    abstract: |\n      Two\n\n      lines.\n"
    site.write()
    report, _ = site.build(NOW + timedelta(hours=1))
    assert any(each.code == "TF630" for each in report.notices)


# --- days of events, and calls for papers --------------------------------------------------------


def calendar(content: bytes) -> dict[str, Any]:
    """Return the events of a calendar by their UID."""
    read = Calendar.from_ical(content)
    return {str(event["UID"]): event for event in read.walk("VEVENT")}


DAYS = FEED.replace("title: T", "title: T, event_days: on")


def site_of(home: Path, text: str, now: datetime = NOW, feed: str = DAYS) -> Path:
    """Build a site whose calendars have the days of events."""
    (home / "talks.yaml").write_text(feed + text, encoding="utf-8")
    build(home / "talks.yaml", home / "output", now=now, allow_removals=9)
    return home / "output"


def test_calendars_have_the_days_of_events_if_asked(tmp_path: Path) -> None:
    """In those of the site and in its own, as one entry for all its days; else in none."""
    text = f"{CONF}  - Other\ntalks: [{{title: A, event: MC26, date: 7 Oct, tags: [x]}}]\n"
    output = site_of(tmp_path, text)
    uid = "event.mirageconf-2026@t.example"
    for name in ("talks", "upcoming", "events/mirageconf-2026"):
        event = calendar((output / f"{name}.ics").read_bytes())[uid]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 10, 7), date(2026, 10, 10))
        assert event["SUMMARY"] == "MirageConf 2026"
        assert event["LOCATION"] == "Barbican"
        assert event["URL"] == "https://t.example/events/mirageconf-2026/#days"
        assert event["TRANSP"] == "TRANSPARENT"
    assert len(calendar((output / "events/mirageconf-2026.ics").read_bytes())) == 2
    assert not (output / "events/other.ics").exists()
    site_of(tmp_path, text, NOW + timedelta(hours=1), FEED)
    assert uid not in calendar((output / "talks.ics").read_bytes())


def test_days_that_move_are_the_same_event(tmp_path: Path) -> None:
    """With a higher SEQUENCE; without a day it is cancelled, and so it is when it is gone."""
    uid = "event.conf@t.example"
    states = []
    for hour, events in enumerate(
        (
            "[{name: Conf, dates: 7-9 Oct 2026}]",
            "[{name: Conf, dates: 8-9 Oct 2026}]",
            "[{name: Conf, dates: TBA}]",
            "[{name: Conf, dates: 8-9 Oct 2026}]",
            "[]",
        )
    ):
        output = site_of(tmp_path, f"events: {events}\ntalks: []\n", NOW + timedelta(hours=hour))
        event = calendar((output / "talks.ics").read_bytes())[uid]
        states.append((int(event["SEQUENCE"]), event["STATUS"], event["DTSTART"].dt.day))
    assert states == [
        (0, "CONFIRMED", 7),
        (1, "CONFIRMED", 8),
        (2, "CANCELLED", 8),
        (3, "CONFIRMED", 8),
        (4, "CANCELLED", 8),
    ]


@pytest.mark.parametrize("feed", [FEED, DAYS])
def test_days_and_calls_survive_a_lost_lock(feed: str, tmp_path: Path) -> None:
    """They keep SEQUENCE and times, so the build after it changes no byte."""
    text = f"{CONF}talks: [{{title: A, event: MC26, date: 8 Oct}}]\n"
    site_of(tmp_path, text, feed=feed)
    text = text.replace("7-9 Oct", "8-9 Oct").replace("15 May", "16 May")
    output = site_of(tmp_path, text, NOW + timedelta(hours=1), feed)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    call = calendar(before[output / "cfps.ics"])["call.call-for-papers-mirageconf-2026@t.example"]
    assert call["SEQUENCE"] == 1
    (tmp_path / "talks.lock").unlink()
    site_of(tmp_path, text, NOW + timedelta(days=1), feed)
    after = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert [path.name for path in before if before[path] != after[path]] == []


def test_calls_have_a_feed_and_a_calendar(tmp_path: Path) -> None:
    """The calendar's event ends when the call closes; the feed leads to the event's page."""
    output = site_of(tmp_path, f"{CONF}talks: []\n", feed=FEED)
    (event,) = calendar((output / "cfps.ics").read_bytes()).values()
    assert event["DTEND"].dt == datetime(2026, 5, 16, 11, 59, tzinfo=UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)
    assert event["SUMMARY"] == "Call for papers: MirageConf 2026"
    assert "closes 15 May 2026 AoE" in event["DESCRIPTION"]
    feed: Any = parse_feed((output / "cfps.atom").read_bytes())
    (entry,) = feed.entries
    assert feed.feed.title == "T: calls for papers"
    assert entry.link == "https://t.example/events/mirageconf-2026/#call"
    assert {"https://conf.example/cfp"} <= {link.href for link in entry.links}
    assert "7-9 Oct 2026, Barbican" in entry.content[0].value
    assert entry.id not in (output / "talks.atom").read_text()
    assert "Calls for papers" in (output / "index.html").read_text()
    page = markup.document_fromstring((output / "events/mirageconf-2026/index.html").read_text())
    assert page.get_element_by_id("call").get("data-over") == "2026-05-16T11:59Z"


@pytest.mark.parametrize(
    ("cfp", "start", "end"),
    [
        ("15 May 2026", date(2026, 5, 15), date(2026, 5, 16)),
        (
            "15 May 2026 17:00",
            datetime(2026, 5, 15, 14, tzinfo=UTC),
            datetime(2026, 5, 15, 15, tzinfo=UTC),
        ),
    ],
)
def test_a_call_closes_on_a_day_or_at_a_time(
    cfp: str, start: date, end: date, tmp_path: Path
) -> None:
    """A day is a day; a time is where the feed is."""
    output = site_of(tmp_path, f"events: [{{name: E, cfp: '{cfp}'}}]\ntalks: []\n")
    (event,) = calendar((output / "cfps.ics").read_bytes()).values()
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (start, end)
    entry: Any = parse_feed((output / "cfps.atom").read_bytes()).entries[0]
    assert entry.title.startswith("Call for papers: E")


def test_a_call_that_is_gone_is_taken_back(tmp_path: Path) -> None:
    """Its feed stays, as every published one does, with a tombstone; one in a month has no day."""
    site_of(tmp_path, f"{CONF}talks: []\n")
    text = "events: [{name: E, cfp: Sep 2026, description: About.}]\ntalks: []\n"
    output = site_of(tmp_path, text, NOW + timedelta(hours=1))
    (event,) = calendar((output / "cfps.ics").read_bytes()).values()
    assert (event["STATUS"], int(event["SEQUENCE"])) == ("CANCELLED", 1)
    output = site_of(tmp_path, "talks: []\n", NOW + timedelta(days=300))
    assert calendar((output / "cfps.ics").read_bytes()) == {}
    assert b"deleted-entry" in (output / "cfps.atom").read_bytes()


def test_a_site_without_calls_has_no_feed_of_them(tmp_path: Path) -> None:
    """Nor is there one without events."""
    for text in ("events: [{name: E, dates: 2026}]\ntalks: []\n", "talks: []\n"):
        output = site_of(tmp_path, text)
        assert not [*output.glob("cfps*")]


def test_without_pages_of_events_calls_lead_to_the_site(tmp_path: Path) -> None:
    """Each with an address of its own, by which readers tell entries apart."""
    feed = FEED.replace("title: T", "title: T, channels: off")
    output = site_of(tmp_path, f"{CONF}talks: []\n", feed=feed)
    (entry,) = parse_feed((output / "cfps.atom").read_bytes()).entries
    assert entry.link == "https://t.example/#call-call-for-papers-mirageconf-2026"


WITH_DAYS = OURS.replace("  limit: 5\n", "  limit: 5\n  event_days: on\n").replace(
    "- Event 2", "- {name: Fest, dates: 2-3 May 2026, cfp: 20 April 2026}"
)


def test_an_edit_of_a_talk_leaves_the_days_of_events(tmp_path: Path) -> None:
    """Byte for byte as a build without a cache, and without reading the other talks again."""
    site = make_site(tmp_path, WITH_DAYS)
    site.build()
    site.talks[1] += "    abstract: Something else.\n"
    site.write()
    report, _ = site.build(NOW + timedelta(hours=1))
    assert not report.why
    assert "output/cfps.ics" not in report.written
    site.head = site.head.replace("20 April", "21 April")
    site.write()
    site.build(NOW + timedelta(hours=2))
    site.build(datetime(2026, 4, 25, tzinfo=UTC))
    site.build(datetime(2026, 5, 20, tzinfo=UTC))


def test_lines_of_events_are_read_as_they_were_written(tmp_path: Path) -> None:
    """And one that is damaged is reported, never guessed at."""
    site_of(tmp_path, f"{CONF}talks: []\n")
    lock = (tmp_path / "talks.lock").read_text(encoding="utf-8")
    read = parse(lock, "talks.lock")
    assert dump(read) == lock
    assert read_occasions(lock.encode()) == read.occasions
    assert {kind: len(lines) for kind, lines in read.occasions.items()} == {"call": 1, "event": 1}
    body = lock[: lock.rindex("sha256")].replace("+call ", "+call x ")
    with pytest.raises(InvalidData, match="some lines cannot be read"):
        parse(f"{body}sha256 {hashlib.sha256(body.encode()).hexdigest()}\n", "talks.lock")


# --- pictures ------------------------------------------------------------------------------------

FACES = """\
people: [{name: Ann, image: faces/ann.png}]
events: [{name: E, image: faces/ann.png, dates: 2026-10-07, location: Hall}]
talks: [{title: A, speaker: Ann, event: E, date: 2026-10-07}, {title: B, speaker: Ann, date: 2016}]
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8ffff3f0005fe02fea7359d810000000049454e44ae426082"
)
"""A picture of one white dot (PNG)."""


def with_faces(home: Path, content: bytes = DOT) -> str:
    """Put a picture beside the talks, and return the path of its copy."""
    (home / "faces").mkdir(exist_ok=True)
    (home / "faces/ann.png").write_bytes(content)
    return f"media/{hashlib.sha256(content).hexdigest()[:16]}.png"


def test_pages_show_the_pictures_of_people_and_events(tmp_path: Path) -> None:
    """Files are copied under the name of their content; programs get the address of the copy."""
    copy = with_faces(tmp_path)
    output = built(tmp_path, FACES)
    assert (output / copy).read_bytes() == DOT
    for name, page in (("ann", "speakers/ann"), ("e", "events/e"), ("a", "talks/a")):
        tree = markup.document_fromstring((output / page / "index.html").read_text())
        assert f"../../{copy}" in tree.xpath("//img/@src"), name
    item = json.loads((output / "talks.json").read_bytes())["items"][-1]
    assert item["authors"][0]["avatar"] == f"https://t.example/{copy}"
    event = json.loads((output / "events/e.json").read_bytes())["_talkfeed"]["event"]
    assert event["image"] == f"https://t.example/{copy}"


def test_no_page_loads_a_picture_of_another_host(tmp_path: Path) -> None:
    """An address is only for programs and search engines."""
    text = FACES.replace("faces/ann.png", "https://ann.example/a.png")
    output = built(tmp_path, text)
    for page in ("speakers/ann", "events/e", "talks/a"):
        assert "<img" not in (output / page / "index.html").read_text()
    assert "https://ann.example/a.png" in (output / "speakers/ann/index.html").read_text()


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("faces/ben.png", DOT, "TF333"),
        ("../ann.png", DOT, "TF113"),
        ("faces/ann.png", b"no picture", "TF333"),
        ("faces/ann.svg", DOT, "TF333"),
        ("javascript:alert(1)", DOT, "TF333"),
    ],
)
def test_a_picture_that_cannot_be_used_is_a_problem(
    path: str, content: bytes, code: str, tmp_path: Path
) -> None:
    """At its place, in whatever file it is stated."""
    home = tmp_path / "home"
    home.mkdir()
    with_faces(home, content)
    (home / "people.yaml").write_text(f"- name: Ann\n  image: {path}\n", encoding="utf-8")
    (home / "talks.yaml").write_text(f"{FEED}people: people.yaml\ntalks: []\n", encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        build(home / "talks.yaml", home / "output", now=NOW)
    (found,) = caught.value.problems
    assert found.code == code
    assert str(found.place).endswith("people.yaml:2:10")


def test_another_picture_is_shown_after_the_next_build(tmp_path: Path) -> None:
    """With a cache as without one, and so is one that a talk's edit comes with."""
    people = "people:\n  - {name: Speaker 1, image: faces/ann.png}\n"
    site = Site(tmp_path, head=HEAD.replace("talks:\n", f"{people}talks:\n"))
    for place in ("cached", "plain"):
        with_faces(tmp_path / place)
    site.build()
    copies = [name for name in site.files("cached") if "media/" in name]
    assert len(copies) == 1
    site.talks[1] += "    abstract: Something else.\n"
    site.write()
    report, _ = site.build(NOW + timedelta(hours=1))
    assert not report.why
    for place in ("cached", "plain"):
        with_faces(tmp_path / place, DOT[:-12] + DOT[-12:] + b"\n")
    site.build(NOW + timedelta(hours=2))
    assert [name for name in site.files("cached") if "media/" in name] != copies


def test_files_of_people_and_events_are_formatted(tmp_path: Path) -> None:
    """In the order of their own fields, and with their comments."""
    texts = {
        "talks": f"{FEED}people: people.yaml\nevents: [events.yaml]\ntalks: []\n",
        "people": "# All of us\n-   affiliation: ENS\n    name: Ann  # she\n-   name: Ben\n",
        "events": "events:\n  - cfp: {url: https://e.example/, closes: 2026-05-01}\n    name: E\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    listed, parts = with_parts(open_talks(tmp_path / "talks.yaml"))
    after = {
        Path(path).stem: lay_out(one, parts.get(path, "talks"))
        for path, one in listed.documents.items()
    }
    assert after["people"] == (
        "# All of us\n- name: Ann  # she\n  affiliation: ENS\n\n- name: Ben\n"
    )
    assert after["events"] == (
        "events:\n  - name: E\n    cfp: {closes: 2026-05-01, url: https://e.example/}\n"
    )


# --- highlights ----------------------------------------------------------------------------------


def test_highlights_are_first_on_the_page(tmp_path: Path) -> None:
    """In the order of the file, also where they are listed below; programs can tell them."""
    talks = (
        "talks: [{title: A, date: 2015}, {title: B, speaker: Ann, date: 2016, pinned: yes},"
        " {title: C, date: 2010, pinned: true}]\n"
    )
    output = built(tmp_path, talks)
    page = markup.document_fromstring((output / "index.html").read_text())
    (band,) = page.xpath('//section[@id="Highlights"]')
    assert band.xpath(".//a/text()") == ["B", "C"]
    assert band.xpath(".//a/@href") == ["talks/b/", "talks/c/"]
    assert band.xpath("following-sibling::section")[0].get("id") == "Upcoming"
    assert len(page.xpath('//li[@class="h-event"]')) == 3
    items = json.loads((output / "talks.json").read_bytes())["items"]
    assert {item["title"][0]: item["_talkfeed"].get("pinned") for item in items} == {
        "A": None,
        "B": True,
        "C": True,
    }


def test_a_site_without_highlights_has_no_band_of_them(tmp_path: Path) -> None:
    """And a value that is no yes or no is a problem."""
    output = built(tmp_path, "talks: [{title: A, date: 2015, pinned: no}]\n")
    assert 'id="Highlights"' not in (output / "index.html").read_text()
    assert problem(tmp_path, "talks: [{title: A, date: 2015, pinned: top}]\n").code == "TF307"


def test_an_edit_beside_a_highlight_leaves_it(tmp_path: Path) -> None:
    """As does an edit of a highlight, and one that pins another, as without a cache."""
    site = Site(tmp_path)
    site.talks[3] += "    pinned: true\n"
    site.write()
    site.build()
    site.talks[1] += "    abstract: Something else.\n"
    site.write()
    report, _ = site.build(NOW + timedelta(hours=1))
    assert not report.why
    site.talks[3] += "    abstract: Something else.\n"
    site.write()
    assert not site.build(NOW + timedelta(hours=2))[0].why
    site.talks[5] += "    pinned: true\n"
    site.write()
    assert site.build(NOW + timedelta(hours=3))[0].why
