"""Feeds to look at: the project's own 15 talks, and a made-up community with everything at once."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from factories import make_entry, make_feed, make_link, make_talk
from talkfeed.model import (
    Abstract,
    Entry,
    Event,
    Feed,
    Location,
    Person,
    Precision,
    Status,
    Subscription,
    When,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""The moment the feeds are built; pages are looked at with this clock unless a test says so."""
BASE = "https://talks.example/"
ALL = ("atom", "rss", "json")
CALENDARS = (*ALL, "ical")
SUBSCRIPTIONS = (
    Subscription(title="All talks", kind="all", path="talks", formats=CALENDARS, talks=15),
    Subscription(title="Upcoming", kind="upcoming", path="upcoming", formats=CALENDARS, talks=3),
    Subscription(title="Recordings", kind="recordings", path="recordings", formats=ALL, talks=15),
    Subscription(
        title="Anil Madhavapeddy", kind="speaker", path="speakers/anil", formats=ALL, talks=5
    ),
    Subscription(
        title="Strangeloop", kind="event", path="events/strangeloop", formats=ALL, talks=2
    ),
)
YOUTUBE = "https://www.youtube.com/watch?v="
_SEED = """
Rainbows and Unikernels|Garett Smith|CityCode|Oct 2015|{youtube}cUvNths_5RA
Taking the Operating System out of Operations|Gareth Rushgrove|Operability|Sep 2015|{youtube}nxofKgwgjHs
Look ma, no OS! Unikernels and their applications|Matt Bajor|Strangeloop|Sep 2015|{youtube}W9F4pn9Lngc
Non-Imperative Network Programming|Mindy Preston|Strangeloop|Sep 2015|{youtube}GNc1t6Q5Dls
Leaving legacy behind — A clean-slate approach to operating systems|Hannes Mehnert|Source_Code Berlin|Aug 2015|{youtube}PTtI8hpR7hQ
Unikernels!|Amir Chaudhry|PolyConf|July 2015|{youtube}nZLy19eRWLk
Next Generation Cloud|Russell Pavlicek|SouthEast LinuxFest|June 2015|{youtube}8UgiPODw3CY
Unikernels: Functional Infrastructure with MirageOS|Anil Madhavapeddy|Esper Technologies|May 2015|{youtube}bC7rTUEZfmI
My Other Internet is a Mirage|Anil Madhavapeddy|QCon SF|towards the end of 2013|http://www.infoq.com/presentations/mirage-os
Mirage: Extreme Specialization of Cloud Appliances|Richard Mortier;Anil Madhavapeddy|OSCon|summer 2013|{youtube}2Mx8Bd5JYyo
Programming the Xen Cloud with OCaml|Dave Scott|OCaml Workshop|Sep 2012|{youtube}dJlHBS7sP_c
Mirage: extreme specialisation of virtual appliances|Anil Madhavapeddy|XenSummit|2012|http://vimeo.com/57412215
Mirage: Building a Better Internet||Verisign Internet Infrastructure|2011|{youtube}5-4lbyD_Fvw&t=79
Mirage, A New Multi-Scale Operating System for Clouds and Crowds|Anil Madhavapeddy|LinkedIn SNA Tech Talk|Oct 2010|http://vimeo.com/16189862
Using functional programming within an industrial product group: perspectives and perceptions|Dave Scott|ACM ICFP|Sept 2010|http://portal.acm.org/citation.cfm?id=1863557
"""  # noqa: E501 - one talk a line
_SPANS = {
    "summer": (date(2013, 6, 1), date(2013, 8, 31), Precision.SEASON),
    "towards": (date(2013, 9, 1), date(2013, 12, 31), Precision.THIRD),
    "2012": (date(2012, 1, 1), date(2012, 12, 31), Precision.YEAR),
    "2011": (date(2011, 1, 1), date(2011, 12, 31), Precision.YEAR),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def seed(**changes: Any) -> Feed:
    """Make the feed of the project's own talks, none of which has a day."""
    lines = _SEED.strip().format(youtube=YOUTUBE).splitlines()
    entries = tuple(_seed_entry(order, *line.split("|")) for order, line in enumerate(lines))
    subtitle = "Videos of public presentations on MirageOS and unikernels"
    return site(entries, **{"title": "MirageOS talks", "subtitle": subtitle, **changes})


def site(entries: tuple[Entry, ...], **changes: Any) -> Feed:
    """Make a page's feed of entries: built at NOW, with subscriptions."""
    ahead = tuple(entry.key for entry in entries if _is_ahead(entry.talk.when))
    fields = {
        "path": "index",
        "formats": ("index",),
        "subscriptions": SUBSCRIPTIONS,
        "ahead": ahead,
    }
    return make_feed(*entries, **{**fields, **changes})


def _is_ahead(when: When) -> bool:
    if when.end is None:
        return True
    if isinstance(when.end, datetime):
        return when.end >= NOW
    return (
        datetime(when.end.year, when.end.month, when.end.day, 12, tzinfo=UTC) + timedelta(1) > NOW
    )


def _seed_entry(order: int, title: str, who: str, event: str, *rest: str) -> Entry:
    text, video = rest
    talk = make_talk(
        title=title,
        speakers=tuple(Person(name=name) for name in who.split(";") if name),
        event=Event(name=event),
        when=_seed_when(text),
        links=(make_link(video),),
        tags=("unikernels",) if order % 2 else ("operating systems", "networking"),
        order=order,
    )
    plain = "".join(letter if letter.isalnum() else " " for letter in title.lower())
    key = "-".join(plain.encode("ascii", "ignore").decode().split())
    return make_entry(key, talk, title=f"{title} - {who or event} ({text})")


def _seed_when(text: str) -> When:
    if text.split(maxsplit=1)[0] in _SPANS:
        start, end, precision = _SPANS[text.split(maxsplit=1)[0]]
        return When(text=text, edtf=f"{start:%Y}", start=start, end=end, precision=precision)
    start = date(int(text[-4:]), _MONTHS.index(text[:3]) + 1, 1)
    end = start + timedelta(monthrange(start.year, start.month)[1] - 1)
    edtf = f"{start:%Y-%m}"
    return When(text=text, edtf=edtf, start=start, end=end, precision=Precision.MONTH)


# --- a community with everything ------------------------------------------------------------------


def on(day: date, text: str, last: date | None = None) -> When:
    """Make a day or a range of days."""
    precision = Precision.DAY_RANGE if last else Precision.DAY
    return When(text=text, edtf=day.isoformat(), start=day, end=last or day, precision=precision)


def at(moment: str, text: str, zone: str, minutes: int = 0) -> When:
    """Make a time in a zone out of the local time (ISO 8601)."""
    start = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    precision = Precision.MINUTE_RANGE if minutes else Precision.MINUTE
    end = start + timedelta(minutes=minutes)
    return When(
        text=text, edtf=start.isoformat(), start=start, end=end, precision=precision, zone=zone
    )


UNDATED = When(text="TBA", edtf=None, start=None, end=None, precision=Precision.NONE)
_HALL = Location(name="Kulturhuset, Oslo", url="https://venue.example/", geo=(59.914, 10.751))
_ABSTRACT = Abstract(
    markdown="…",
    html='<p>What a build may leave, and <a href="https://e.example/">what it must keep</a>.</p>'
    "<h4>Contents</h4><ul><li>Layers</li><li>Caches</li></ul><pre><code>make build</code></pre>",
    text="What a build may leave, and what it must keep. Contents Layers Caches",
)


def busy(**changes: Any) -> Feed:
    """Make a feed with upcoming, cancelled, timed, undated, foreign and very long talks."""
    rows = tuple(
        make_entry(key, make_talk(order=order, **fields), title=f"{fields['title']} - {key}")
        for order, (key, fields) in enumerate(_BUSY.items())
    )
    old = seed().entries
    subtitle = "An evening a month on compilers, kernels and machines, in Oslo and online"
    fields = {"title": "Northern Systems Guild", "subtitle": subtitle, **changes}
    return site((*rows, *old))._replace(**fields)


def conference() -> Feed:
    """Make the page of an event: two days in two rooms, one talk cancelled, one without a time."""
    rows = [
        ("Parsers", "2026-12-01T10:00", 30, "Red", {}),
        ("Types", "2026-12-01T10:00", 60, "Blue", {"track": "Core", "kind": "workshop"}),
        ("Called off", "2026-12-01T11:30", 30, "Red", {"status": Status.CANCELLED}),
        ("Caches", "2026-12-01T11:45", 30, "Blue", {"language": "de"}),
        ("Second day", "2026-12-02T10:00", 30, "Red", {}),
    ]
    event = Event(name="Winter meeting")
    talks = [
        make_talk(title=title, when=at(start, start, "Europe/Oslo", minutes), room=room, **more)
        for title, start, minutes, room, more in rows
    ]
    talks.append(make_talk(title="Some time", when=UNDATED))
    entries = tuple(
        make_entry(talk.title.lower().replace(" ", "-"), talk._replace(event=event, order=order))
        for order, talk in enumerate(talks)
    )
    held = Subscription("Winter meeting", "event", "events/winter", CALENDARS, 6, event.name)
    return site(entries)._replace(
        path="events/winter/index", formats=("profile",), about=event, subscriptions=(held,)
    )


_BUSY: dict[str, dict[str, Any]] = {
    "small-builds": {
        "title": "Small builds, kept small",
        "speakers": (
            Person(name="Ingrid Øverland", url="https://people.example/"),
            Person(name="Tomás Ó Súilleabháin"),
        ),
        "event": Event(name="Guild Evening 48", url="https://guild.example/48"),
        "when": at("2026-12-03T18:30", "3 Dec 2026 18:30-20:00", "Europe/Oslo", 90),
        "location": _HALL,
        "online": "https://stream.example/48",
        "abstract": _ABSTRACT,
        "tags": ("builds", "compilers"),
        "links": (make_link("https://slides.example/48.pdf", kind="slides", title="Slides"),),
    },
    "winter-school": {
        "title": "Winter school on verified storage",
        "speakers": (Person(name="Prof. Dr. Maximiliane von Hohenstein-Weißenburg"),),
        "event": Event(name="Nordic Storage Days"),
        "when": on(date(2027, 1, 14), "14–16 Jan 2027", date(2027, 1, 16)),
        "location": Location(name="Tromsø"),
        "tags": ("storage", "proofs"),
    },
    "called-off": {
        "title": "Kernels after hours",
        "when": on(date(2026, 12, 10), "10 Dec 2026"),
        "status": Status.CANCELLED,
        "speakers": (Person(name="Bo Lindqvist"),),
        "event": Event(name="Guild Evening 49"),
    },
    "spring": {
        "title": "What the scheduler knew",
        "when": When(
            text="spring 2027",
            edtf="2027-21",
            start=date(2027, 3, 1),
            end=date(2027, 5, 31),
            precision=Precision.SEASON,
        ),
        "speakers": (Person(name="Naledi Khumalo"),),
        "status": Status.TENTATIVE,
    },
    "someday": {
        "title": "An introduction to nothing in particular",
        "when": UNDATED,
        "speakers": (Person(name="Ann Example"),),
        "event": None,
    },
    "moved": {
        "title": "Postponed for good reasons",
        "when": UNDATED,
        "status": Status.POSTPONED,
    },
    "rtl": {
        "title": "مقدمة في أنظمة التشغيل الصغيرة",
        "language": "ar",
        "speakers": (Person(name="ليلى حداد"), Person(name="山田 太郎")),
        "event": Event(name="مؤتمر النظم"),
        "when": on(date(2026, 10, 7), "7 Oct 2026"),
    },
    "cjk": {
        "title": "ユニカーネルで作る小さなインターネット",
        "language": "ja",
        "speakers": (Person(name="佐藤 花子"),),
        "event": Event(name="関数型まつり"),
        "when": on(date(2026, 6, 14), "14 June 2026"),
        "links": (
            make_link(f"{YOUTUBE}cUvNths_5RA"),
            make_link("https://slides.example/1.pdf", kind="slides", title="Slides"),
            make_link("https://code.example/1", kind="code", title="Code"),
        ),
    },
    "many": {
        "title": "A very long title that goes on about incremental-compilation, link-time-"
        "optimisation and Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
        "gesellschaft in one breath",
        "speakers": tuple(Person(name=f"Speaker Number {n}") for n in range(1, 13)),
        "event": Event(name="Panel at the Symposium on Very Long Names of Conferences"),
        "when": on(date(2026, 3, 30), "30 Mar – 2 Apr 2026", date(2026, 4, 2)),
        "tags": ("panels",),
    },
    "hour": {
        "title": "One hour with a tracer",
        "when": at("2026-11-19T17:00", "2026-11-19 17:00", "America/New_York"),
        "speakers": (Person(name="Kofi Mensah"),),
        "links": (make_link("https://vimeo.com/57412215"),),
    },
}


# --- a community of evil people -------------------------------------------------------------------


def hostile(*texts: str) -> Feed:
    """Make a feed with a talk per text, which stands in each of its fields, and in the feed's."""
    entries = tuple(_hostile_entry(order, text) for order, text in enumerate(texts))
    title = " ".join(texts)
    subscriptions = tuple(sub._replace(title=title) for sub in SUBSCRIPTIONS)
    authors = (Person(name=title),)
    fields = {"title": title, "subtitle": title, "language": texts[0], "authors": authors}
    ahead = tuple(entry.key for entry in entries[::2])
    return make_feed(*entries, subscriptions=subscriptions, ahead=ahead, **fields)


def _hostile_entry(order: int, text: str) -> Entry:
    person = Person(name=text, url=f"https://a.example/?{text}")
    talk = make_talk(
        title=text,
        order=order,
        speakers=(person, person),
        event=Event(name=text, url=f"javascript:{text}"),
        location=Location(name=text, url=f"https://a.example/{text}"),
        online=f"https://a.example/{text}",
        links=(
            make_link(f"https://youtu.be/cUvNths_5RA?{text}", title=text),
            make_link(f"javascript:{text}", kind="slides", title=text),
        ),
        tags=(text,),
        language=text,
        abstract=Abstract(markdown=text, html="<p>safe</p>", text=text),
    )
    talk = talk._replace(when=talk.when._replace(text=text))
    return make_entry(f"talk-{order}", talk, title=text)
