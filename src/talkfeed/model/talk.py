"""A talk, checked and cleaned, and the settings of the file it stands in."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from talkfeed.errors import Place, Problem
from talkfeed.model.when import When
from talkfeed.named_tuple import NamedTuple


class Status(StrEnum):
    """Whether a talk takes place."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Person(NamedTuple):
    """Someone who speaks or answers for a feed (RFC 4287, 3.2)."""

    name: str
    url: str | None = None
    email: str | None = None


class Event(NamedTuple):
    """The occasion a talk is given at; `when` is the whole event's date if it was given."""

    name: str
    url: str | None = None
    when: When | None = None


class Location(NamedTuple):
    """A venue in words; `geo` is latitude and longitude in degrees (WGS 84)."""

    name: str
    url: str | None = None
    geo: tuple[float, float] | None = None


class Link(NamedTuple):
    """A link of a talk, in the words of RFC 4287, 4.2.7.

    `kind` is the field it came from: video, slides, audio, paper, code, url or link. `rel` is
    "related", or "enclosure" for a direct media file, which then has `type` and `length` (bytes).
    """

    href: str
    kind: str
    rel: str
    title: str
    type: str | None = None
    length: int | None = None


class Abstract:
    """An abstract three ways: the Markdown as written, sanitised HTML, and plain text.

    `texts` are all three, in this order. Two are equal if these are, wherever they are kept.
    """

    __slots__ = ("texts",)

    def __init__(self, *, markdown: str, html: str, text: str) -> None:
        """Take the texts."""
        self.texts = markdown, html, text

    @property
    def markdown(self) -> str:
        """The Markdown as written."""
        return self.texts[0]

    @property
    def html(self) -> str:
        """The sanitised HTML."""
        return self.texts[1]

    @property
    def text(self) -> str:
        """The plain text."""
        return self.texts[2]

    def __eq__(self, other: object) -> bool:
        """Compare the texts."""
        return isinstance(other, Abstract) and self.texts == other.texts

    def __hash__(self) -> int:
        """Hash the texts."""
        return hash(self.texts)

    def __repr__(self) -> str:
        """Show the Markdown, of which the others are made."""
        return f"Abstract(markdown={self.markdown!r})"


class Talk(NamedTuple):
    """One delivery of one talk, checked and cleaned. `order` is its rank in the curated order.

    `rescheduled` says that a postponed talk has its new date; only the ledger can know.
    `occurrence` numbers the talks that one item of the file gives, from 0.
    """

    title: str
    when: When
    place: Place
    order: int
    speakers: tuple[Person, ...] = ()
    event: Event | None = None
    location: Location | None = None
    online: str | None = None
    links: tuple[Link, ...] = ()
    abstract: Abstract | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    status: Status = Status.CONFIRMED
    id: str | None = None
    added: datetime | None = None
    rescheduled: bool = False
    occurrence: int = 0

    @property
    def identity(self) -> tuple[Place, int]:
        """What no two talks of a file share, even if several are read from one place."""
        return self.place, self.occurrence

    @property
    def is_scheduled(self) -> bool:
        """Tell whether a calendar can show it: the day on which it will be given is known."""
        is_open = self.status is Status.POSTPONED and not self.rescheduled
        return self.when.precision.is_dated and not is_open

    @property
    def takes_place(self) -> bool:
        """Tell whether there is a day to be there: it is known, and the talk is not cancelled."""
        return self.is_scheduled and self.status is not Status.CANCELLED


CHANNELS = {"recordings": 0, "speakers": 2, "events": 2, "tags": 2}
"""The channels a feed has unless it says otherwise, with the talks it takes to have one."""

_NO_ALIASES: Mapping[str, str] = {}


class Templates(NamedTuple):
    """Templates that override ours: their directory, and what was read there, by its path."""

    directory: str
    files: tuple[tuple[str, bytes], ...]


class Look(NamedTuple):
    """How pages look: CSS variables by name, and templates."""

    variables: tuple[tuple[str, str], ...] = ()
    templates: Templates | None = None


class Settings(NamedTuple):
    """The `feed:` part of the file. `url` ends with a slash; `authority` is RFC 4151's.

    `channels` gives, for each wanted kind of channel, the talks it takes to have one; `aliases`
    leads other spellings of a speaker's name, folded, to the right one. `formats` are the words of
    the formats to write (`talkfeed.formats.registry`); none is all of our own.
    """

    title: str
    url: str
    subtitle: str = ""
    rights: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ()
    timezone: str | None = None
    authors: tuple[Person, ...] = ()
    authority: str | None = None
    dates: str | None = None
    hemisphere: str = "north"
    limit: int = 100
    formats: tuple[str, ...] = ()
    channels: Mapping[str, int] = CHANNELS
    aliases: Mapping[str, str] = _NO_ALIASES
    look: Look = Look()
    place: Place | None = None


class Talks(NamedTuple):
    """A whole talks file, checked: settings and talks in curated order, drafts left out."""

    settings: Settings
    talks: tuple[Talk, ...]
    notices: tuple[Problem, ...] = ()
