"""Values for tests: factories with defaults for all fields."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from talkfeed import files
from talkfeed.errors import Place
from talkfeed.ledger import is_over, parse
from talkfeed.ledger.state import calendar_span
from talkfeed.model import (
    Entry,
    Event,
    Feed,
    Link,
    Look,
    Person,
    Precision,
    Talk,
    Templates,
    Tombstone,
    When,
)
from talkfeed.words import words

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.ledger import Ledger

NOW = datetime(2015, 11, 1, 12, 0, tzinfo=UTC)
BASE = "https://talks.example/"
ENGLISH = words("en")


def make_when(text: str = "7 Oct 2015", day: date = date(2015, 10, 7), **changes: Any) -> When:
    """Make a day; everything can be changed."""
    when = When(text=text, edtf=day.isoformat(), start=day, end=day, precision=Precision.DAY)
    return when._replace(**changes)


def make_time(start: str, end: str = "", zone: str = "Europe/Paris", **changes: Any) -> When:
    """Make a time in a zone out of its ISO forms; without an end none was given."""
    first = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    last = datetime.fromisoformat(end or start).replace(tzinfo=ZoneInfo(zone))
    precision = Precision.MINUTE_RANGE if end else Precision.MINUTE
    edtf = f"{start}/{end}" if end else start
    when = When(text=edtf, edtf=edtf, start=first, end=last, precision=precision, zone=zone)
    return when._replace(**changes)


def make_link(href: str = "https://video.example/1", **changes: Any) -> Link:
    """Make the link to a video."""
    return Link(href=href, kind="video", rel="related", title="Video")._replace(**changes)


def make_talk(**changes: Any) -> Talk:
    """Make a complete talk by Ann at ConfConf."""
    talk = Talk(
        title="A talk",
        when=make_when(),
        place=Place("talks.yaml", 1, 1),
        order=0,
        speakers=(Person(name="Ann Example"),),
        event=Event(name="ConfConf"),
    )
    return talk._replace(**changes)


def make_entry(key: str = "a-talk", talk: Talk | None = None, **changes: Any) -> Entry:
    """Make an entry as the ledger would, with a title made of its key."""
    talk = talk or make_talk()
    entry = Entry(
        talk=talk,
        key=key,
        id=f"tag:talks.example,2015:talks/{key}",
        uid=f"{key}@talks.example",
        url=f"{BASE}talks/{key}/",
        title=f"{talk.title} - {key}",
        published=NOW,
        updated=NOW,
        sequence=0,
        recorded=None,
        digest="1:abc",
        kin="def",
        **dict(zip(("start", "end"), calendar_span(talk), strict=True)),
    )
    was_upcoming = not is_over(talk.when.end, entry.published)
    return entry._replace(was_upcoming=was_upcoming)._replace(**changes)


def make_tombstone(key: str = "gone", **changes: Any) -> Tombstone:
    """Make what is left of a withdrawn talk of 7 October 2015."""
    tombstone = Tombstone(
        key=key,
        id=f"tag:talks.example,2015:talks/{key}",
        uid=f"{key}@talks.example",
        title=f"A talk - {key}",
        published=NOW,
        withdrawn=NOW,
        sequence=1,
        start=date(2015, 10, 7),
        end=date(2015, 10, 7),
        event_title="Ann Example: A talk (ConfConf)",
    )
    return tombstone._replace(**changes)


def make_feed(*entries: Entry, **changes: Any) -> Feed:
    """Make the feed of all talks out of entries."""
    feed = Feed(
        path="talks",
        formats=("atom", "rss", "ical"),
        id="tag:talks.example,2015:talks",
        title="Example talks",
        subtitle="Talks of the example community",
        home=BASE,
        base=BASE,
        language="en",
        authors=(Person(name="The example community"),),
        updated=max((entry.updated for entry in entries), default=NOW),
        entries=entries,
    )
    return feed._replace(**changes)


def make_look(directory: Path) -> Look:
    """Make a look with the templates of a directory."""
    return Look(templates=Templates(str(directory), files.read_below(str(directory))))


def read_lock(text: str) -> Ledger:
    """Read what a lock file says, less the text that each line was read from."""
    return parse(text, "talks.lock")._replace(rows={})
