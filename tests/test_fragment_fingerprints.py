"""A fragment's fingerprint covers all that the fragment reads; new fields are covered unasked."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from importlib.resources import files
from itertools import chain, count
from typing import TYPE_CHECKING, Any

import pytest

from factories import (
    BASE,
    NOW,
    make_entry,
    make_feed,
    make_link,
    make_talk,
    make_time,
    make_tombstone,
    make_when,
)
from talkfeed import channels, ledger
from talkfeed.building.fingerprints import Fingerprints
from talkfeed.building.items import Rules
from talkfeed.building.render import fragmented, render_fragments
from talkfeed.formats.registry import OWN
from talkfeed.model import (
    Abstract,
    Call,
    Event,
    EventProfile,
    Feed,
    Location,
    Look,
    Mention,
    Person,
    Podcast,
    Precision,
    Profile,
    ProfileLink,
    RawList,
    RawMap,
    Related,
    Settings,
    SlotEvent,
    Status,
    Subscription,
    Talks,
    Templates,
)
from talkfeed.model.media import Attachment, Chapter, Recording
from talkfeed.model.series import Schedule, Series, SlotRule, Timetable
from talkfeed.normalise import read_talk, reader_for
from talkfeed.talksfile import parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Talk

ALL = tuple(row.name for row in OWN)
ROW = files("talkfeed.formats.html").joinpath("templates/row.html").read_bytes()
LOOK = Look(
    variables=(("accent", "red"),),
    templates=Templates("theme", (("row.html", ROW),)),
)
PICTURE = Attachment("thumbnail", "a.png", "image/png", "en", line=1, column=1, source="talks.yaml")
PROFILE = Profile(
    also=("Annie",),
    affiliation="Inria",
    pronouns="she/her",
    url="https://me.example/",
    email="me@ann.example",
    links=(ProfileLink("ORCID", "https://orcid.example/1"),),
    image=PICTURE._replace(href="https://ann.example/1.jpg"),
    bio=Abstract(markdown="a", html="<p>a</p>", text="a"),
)
THEN = make_time("2026-10-21T16:00+02:00", "2026-10-21T17:00+02:00")
MENTION = Mention("two/", "Two", "de", ("Ben",), "Fest", THEN, Status.CANCELLED)
ANN = Person(
    name="Ann",
    url="https://ann.example/",
    email="ann@ann.example",
    affiliation="ENS",
    role="panelist",
    profile=PROFILE,
)
SLOT = SlotEvent(
    uid="logic.2026-10-21",
    series="Logic",
    title="Logic: to be announced",
    start=date(2026, 10, 21),
    end=date(2026, 10, 21),
    sequence=1,
    updated=NOW,
    when=make_time("2026-10-21T16:00+02:00", "2026-10-21T17:00+02:00"),
    location=Location(name="Hall", url="https://h.example/", geo=(1.0, 2.0)),
    online="https://o.example/",
    reason="Strike",
    joint="Semantics",
)
SUBSCRIPTION = Subscription("T", "tag", "tags/t", ("atom",), 1, name="T")
ENTRY = make_entry(
    "one",
    make_talk(
        speakers=(ANN,),
        contributors=(ANN._replace(role="chair"),),
        series="Logic",
        slot="2026-10-14",
        joint="Semantics",
        event=Event(name="ConfConf", url="https://c.example/"),
        location=Location(name="Hall", url="https://h.example/", geo=(1.0, 2.0)),
        links=(make_link(type="video/mp4", length=5, recording=Recording("de", "720p", 5, 60)),),
        chapters=(Chapter(0, "Intro", "https://i.example/"),),
        attachments=(PICTURE._replace(href="https://p.example/a.png"),),
        tags=("one",),
        language="fr",
        room="2",
        track="Systems",
        kind="keynote",
        level="advanced",
        length="45 min",
        added=NOW,
    ),
    recorded=NOW,
    slot="logic.2026-10-14",
)
PLAIN = make_entry("two")
"""A talk that leaves to the site what it does not say."""
SHOW = Podcast(
    title="Show",
    description="About",
    image=PICTURE._replace(href="https://p.example/a.png"),
    categories=(("Education", "Courses"),),
    author="Ann",
    owner="Ann",
    email="ann@ann.example",
    guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
    channels=("speakers",),
)
SITE = make_feed(
    ENTRY,
    formats=ALL,
    authors=(ANN,),
    tombstones=(
        make_tombstone(kin="def", recorded=NOW, feeds=("upcoming",), slot="logic.2026-10-14"),
    ),
    slots=(SLOT,),
    current="talks",
    prev_archive="archive/talks/2014",
    next_archive="archive/talks/2016",
    rights="CC BY 4.0",
    subscriptions=(SUBSCRIPTION,),
    look=LOOK,
    ahead=("two",),
    pages=(("2015", "years/2015/index"),),
    podcast=SHOW,
    live=(("two", "live"),),
    hubs=("https://hub.example/",),
    image=PICTURE,
    about=ANN,
    pinned=("one",),
    profiles=(("speaker", "Ann", "speakers/ann"),),
    related=(Related("next", "Fest", (MENTION,)),),
    source="https://github.com/o/r/blob/HEAD/talks.yaml#L3",
)
EVENT = Event(
    "Fest",
    profile=EventProfile(
        also=("Festival",),
        url="https://fest.example/",
        dates=make_when("7-8 Oct 2015", end=date(2015, 10, 8), precision=Precision.DAY_RANGE),
        location=Location("Hall", "https://h.example/", (1.0, 2.0)),
        online="https://live.example/",
        timezone="Europe/Paris",
        image=PICTURE._replace(href="https://fest.example/1.jpg"),
        tracks=("Systems", "Security"),
        rooms=("1", "2"),
        cfp=Call(make_when("7 Jan 2015", date(2015, 1, 7))),
        hashtag="fest",
        description=PROFILE.bio,
    ),
)
WEEKLY = (Schedule("Wednesday", (SlotRule("FREQ=WEEKLY;BYDAY=WE"),)),)
SETTINGS = Settings(
    title="Example talks",
    url=BASE,
    subtitle="All",
    rights="CC BY 4.0",
    languages=("de",),
    timezone="Europe/Paris",
    authors=(ANN,),
    authority="talks.example,2015",
    dates="day-first",
    formats=("atom", "rss", "json", "ical", "pages"),
    aliases={"annie": "Ann"},
    people=(ANN,),
    series=(Series("S", Timetable(WEEKLY, date(2014, 1, 1)), Location("Hall")),),
    events=(EVENT,),
    publish=("s3://talks",),
    podcast=SHOW,
    image=PICTURE,
    hubs=("https://hub.example/",),
    repository="https://github.com/o/r",
    look=LOOK,
)
EVENTS: dict[str, Any] = {
    "also": ("Fest 2015",),
    "url": "https://other.example/fest",
    "dates": make_when("8 Oct 2014", date(2014, 10, 8)),
    "location": Location("Elsewhere"),
    "online": "https://other.example/live",
    "timezone": "Asia/Tokyo",
    "image": PICTURE._replace(href="https://other.example/2.jpg"),
    "tracks": ("Systems",),
    "rooms": ("1",),
    "cfp": Call(make_when("2 Feb 2015")),
    "hashtag": "other",
    "description": Abstract(markdown="f", html="<p>f</p>", text="f"),
}
"""Other values of what `events:` states."""
CHOSEN: dict[str, Any] = {
    "look": [
        LOOK._replace(variables=(("accent", "blue"),)),
        LOOK._replace(
            templates=Templates("theme", (("row.html", ROW.replace(b"<li", b"<li lang=en")),))
        ),
    ],
    "authority": "other.example,2015",
    "channels": {"tag": 1},
    "dates": "month-first",
    "formats": ("atom", "pages"),
    "hemisphere": "south",
    "language": "fr",
    "languages": ("es",),
    "events": [
        (EVENT._replace(name="Conf"),),
        *(
            (EVENT._replace(profile=EVENT.profile._replace(**{field: value})),)
            for field, value in EVENTS.items()
        ),
    ],
    "series": (Series("S", Timetable(WEEKLY, date(2014, 1, 1)), Location("Room")),),
    "timezone": "Asia/Tokyo",
    "url": "https://other.example/",
}
"""Other values of settings that do not allow any."""
UNREAD = {"place", "entries", "formats", "own", "related"}
"""Where a value was written, what is rendered, which formats there are, and what only the page of a
talk has: not what a fragment says."""
OF_THE_ITEM = {"talk", "digest", "kin"}
"""Read from the item, or hashes of what was; the fingerprint of the item covers them."""
OF_THE_BUILD = {"order", "rescheduled"}
"""What a build says of a talk, beside what was read of it."""


def others(value: Any) -> Iterator[Any]:
    """Change a value in each of its parts; one that is empty says too little to be changed."""
    if isinstance(value, Enum):
        yield from (each for each in type(value) if each is not value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1
    elif isinstance(value, date):
        yield value + timedelta(days=400)
    elif isinstance(value, Abstract):
        yield Abstract(markdown="b", html="<p>b</p>", text="b")
    elif isinstance(value, Templates):
        yield value._replace(files=(("row.html", ROW.replace(b"<li", b"<li lang=en")),))
    elif hasattr(value, "_fields"):
        yield from changed(value, {*value._fields} - UNREAD)
    else:
        assert value, "give the field a value in the example above"
        yield value + value if isinstance(value, str | tuple) else type(value)()
        if isinstance(value, tuple):
            yield from ((each, *value[1:]) for each in others(value[0]))


def changed(value: Any, fields: set[str]) -> Iterator[Any]:
    """Change one field of a named tuple after the other, in each of its parts."""
    for field in sorted(fields):
        own = None
        if isinstance(value, Feed | Settings) and field in CHOSEN:
            own = CHOSEN[field] if isinstance(CHOSEN[field], list) else [CHOSEN[field]]
        for other in own or others(getattr(value, field)):
            yield value._replace(**{field: other})


def fragments(site: Feed, entry: Entry, origin: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Fingerprint and render the fragments of an entry in all formats."""
    rows = fragmented([site])
    known = Fingerprints(site, {entry.talk.order: origin}, [row.name for row in rows])
    (rendered,) = render_fragments((site, rows), [entry])
    return known.of_entry(entry), rendered


def assert_covered(site: Feed, entry: Entry, example: Entry = ENTRY) -> None:
    """Compare with the fragments of an example."""
    before, after = fragments(SITE, example, b"1"), fragments(site, entry, b"1")
    assert before[1] == after[1] or before[0] != after[0]


@pytest.mark.parametrize("field", sorted({*Feed._fields} - UNREAD))
def test_what_a_fragment_reads_of_the_site_is_in_its_fingerprint(field: str) -> None:
    """Whatever field of the feed of all talks, or of the theme, makes other bytes."""
    for site in changed(SITE, {field}):
        assert_covered(site, ENTRY)
        assert_covered(site, PLAIN, PLAIN)


@pytest.mark.parametrize("field", sorted({*ENTRY._fields} - OF_THE_ITEM))
def test_what_a_fragment_reads_of_an_entry_is_in_its_fingerprint(field: str) -> None:
    """Whatever talks.lock says of a talk."""
    entries = [*changed(ENTRY, {field})]
    assert entries
    for entry in entries:
        assert_covered(SITE, entry)


@pytest.mark.parametrize("field", sorted(OF_THE_BUILD))
def test_what_a_build_says_of_a_talk_is_in_its_fingerprint(field: str) -> None:
    """A new date of a postponed talk; its rank among others."""
    for talk in changed(ENTRY.talk, {field}):
        assert_covered(SITE, ENTRY._replace(talk=talk))


TEXT = """\
- title: A talk
  speaker: Annie
  event: ConfConf
  date: Winter 2014
  video: videos/1
  abstract: See [this](page).
  tags: [t]
- {title: Another, date: 3/4/2015, location: Hall}
- {title: A third, date: '7 Oct 2099, 18:30'}
- {title: A fourth, date: 7 Oct 2015, series: S}
- {title: A fifth, date: '7 Oct, 18:30', event: Festival, track: systems, room: 2}
"""


def fragments_of(chosen: Settings) -> dict[str, tuple[bytes, tuple[bytes, ...]]]:
    """Read talks under settings, and fingerprint and render them."""
    raw, _ = parser.parse(TEXT, "talks.yaml")
    assert isinstance(raw, RawList)
    reader, orders = reader_for(chosen, is_lenient=False), count()
    items = (item for item in raw.items if isinstance(item, RawMap))
    read: tuple[Talk, ...] = tuple(
        chain.from_iterable(read_talk(reader, item, orders) for item in items)
    )
    stamped = ledger.stamp(Talks(settings=chosen, talks=read), None, NOW)
    selection = channels.select(chosen, stamped, NOW)
    site = selection.site
    origin = Rules(chosen, is_lenient=False).fingerprint
    return {
        entry.talk.title: fragments(site._replace(formats=ALL), entry, origin)
        for entry in stamped.entries
    }


@pytest.mark.parametrize("field", sorted({*Settings._fields} - UNREAD | {"formats"}))
def test_what_settings_decide_is_in_the_fingerprint(field: str) -> None:
    """From reading the item to the bytes of its fragments, whatever field of `feed:` changes."""
    before = fragments_of(SETTINGS)
    for other in changed(SETTINGS, {field}):
        after = fragments_of(other)
        for title in before.keys() & after.keys():
            assert before[title][1] == after[title][1] or before[title][0] != after[title][0]


def test_the_example_is_rendered_in_all_its_parts() -> None:
    """Else the laws above would hold of nothing."""
    fingerprint, rendered = fragments(SITE, ENTRY, b"1")
    other = fragments(SITE._replace(base="https://other.example/"), ENTRY, b"1")
    assert fingerprint != other[0]
    assert all(rendered)
    assert rendered != other[1]
