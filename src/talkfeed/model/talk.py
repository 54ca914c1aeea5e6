"""A validated talk, with its people, event, venue and links."""

from datetime import datetime
from enum import StrEnum

from talkfeed.errors import Place
from talkfeed.model.abstract import Abstract
from talkfeed.model.event import Event, Location
from talkfeed.model.media import THUMBNAIL, Attachment, Chapter, Recording
from talkfeed.model.when import When
from talkfeed.named_tuple import NamedTuple


class Status(StrEnum):
    """The status of a talk."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class ProfileLink(NamedTuple):
    """A profile of a person at another site."""

    title: str
    href: str


class Profile(NamedTuple):
    """What `people:` states about a person besides the name.

    `also` are the other names of the person, and `image` is a picture.
    """

    also: tuple[str, ...] = ()
    affiliation: str | None = None
    pronouns: str | None = None
    url: str | None = None
    email: str | None = None
    links: tuple[ProfileLink, ...] = ()
    image: Attachment | None = None
    bio: Abstract | None = None

    @property
    def about(self) -> str:
        """The first paragraph of the text about the person, else the affiliation, else ""."""
        return self.bio.text.partition("\n")[0] if self.bio else self.affiliation or ""


class Person(NamedTuple):
    """A person at a talk, or an author of the feed (RFC 4287, 3.2).

    `url`, `email` and `affiliation` are those stated with the talk. `role` is a name of
    `model.people.ROLES`, "" for a speaker. `profile` is that of the person in `people:`, if any.
    """

    name: str
    url: str | None = None
    email: str | None = None
    affiliation: str | None = None
    role: str = ""
    profile: Profile | None = None

    @property
    def written(self) -> str:
        """The name as in headlines: "Ann Example (Employer)" if that is stated with the talk."""
        return f"{self.name} ({self.affiliation})" if self.affiliation else self.name

    @property
    def works_at(self) -> str | None:
        """The affiliation, of the talk if it states one."""
        return self.affiliation or (self.profile.affiliation if self.profile else None)

    @property
    def page(self) -> str | None:
        """The address of a page about the person, that of the talk if it states one."""
        return self.url or (self.profile.url if self.profile else None)

    @property
    def mail(self) -> str | None:
        """The e-mail address, that of the talk if it states one."""
        return self.email or (self.profile.email if self.profile else None)


class FoundLink(NamedTuple):
    """What a check found of an address: whether it is dead, and where an archive has a copy.

    `type`, `length` (bytes) and `duration` (seconds) are of a media file; empty or 0 if unknown.
    """

    is_gone: bool = False
    archived: str = ""
    type: str = ""
    length: int = 0
    duration: int = 0


class Link(NamedTuple):
    """A link of a talk, with the attributes of RFC 4287, 4.2.7.

    `kind` is its field in the talks file: video, slides, audio, paper, code, url or link. `rel` is
    "related", or "enclosure" for a direct media file, which then has `type` and `length` (bytes).
    `found` is what a check found of the address, if anything that documents show. `recording` is
    what `recordings:` states of it.
    """

    href: str
    kind: str
    rel: str
    title: str
    type: str | None = None
    length: int | None = None
    found: FoundLink | None = None
    recording: Recording | None = None

    @property
    def is_gone(self) -> bool:
        """Return whether the link is known to be dead."""
        return self.found is not None and self.found.is_gone


class Talk(NamedTuple):
    """One delivery of a talk, validated. `order` is its rank in the order of the file.

    `rescheduled` is true for a postponed talk with a new date, which only the ledger can know.
    `occurrence` numbers the talks of one item of the file, from 0. `contributors` are the people
    at the talk who are not its speakers, each with a role. `length` is a text of
    `talkfeed.text.length`, such as "1 h 30 min".
    `series` is the name of its series, and `slot` the key of its slot there, the original day; None
    for a talk outside the slots. `joint` is the name of the other series of a joint session.
    `source_id` is the id that its source has for it.
    """

    title: str
    when: When
    place: Place
    order: int
    speakers: tuple[Person, ...] = ()
    event: Event | None = None
    location: Location | None = None
    room: str | None = None
    track: str | None = None
    online: str | None = None
    reason: str | None = None
    links: tuple[Link, ...] = ()
    abstract: Abstract | None = None
    tags: tuple[str, ...] = ()
    kind: str | None = None
    level: str | None = None
    length: str | None = None
    language: str | None = None
    status: Status = Status.CONFIRMED
    id: str | None = None
    added: datetime | None = None
    rescheduled: bool = False
    occurrence: int = 0
    contributors: tuple[Person, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    series: str | None = None
    slot: str | None = None
    joint: str | None = None
    pinned: bool = False
    source_id: str | None = None

    @property
    def all_series(self) -> tuple[str, ...]:
        """The names of its series, two for a joint session."""
        return tuple(name for name in (self.series, self.joint) if name)

    @property
    def occasion(self) -> str | None:
        """The name of what the talk is part of: its event, else its series."""
        return self.event.name if self.event else " and ".join(self.all_series) or None

    @property
    def thumbnail(self) -> Attachment | None:
        """The picture of the talk, if it has one."""
        return next((each for each in self.attachments if each.role == THUMBNAIL), None)

    @property
    def chapter_list(self) -> tuple[Chapter, ...]:
        """The chapters, also those in a file."""
        files = (each.own.chapters for each in self.attachments if each.own)
        return self.chapters or next(filter(None, files), ())

    @property
    def identity(self) -> tuple[Place, int]:
        """The place and occurrence, which are unique even if one item has several talks."""
        return self.place, self.occurrence

    @property
    def is_scheduled(self) -> bool:
        """Return whether the day of the talk is known, so that a calendar can show it."""
        is_open = self.status is Status.POSTPONED and not self.rescheduled
        return self.when.precision.is_dated and not is_open

    @property
    def takes_place(self) -> bool:
        """Return whether the day is known and the talk is not cancelled."""
        return self.is_scheduled and self.status is not Status.CANCELLED
