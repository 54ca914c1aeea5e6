"""What `events:` states about an event, and its call for papers."""

from talkfeed.model.abstract import Abstract
from talkfeed.model.media import Attachment
from talkfeed.model.when import When
from talkfeed.named_tuple import NamedTuple


class Location(NamedTuple):
    """A venue; `geo` is latitude and longitude in degrees (WGS 84)."""

    name: str
    url: str | None = None
    geo: tuple[float, float] | None = None


class Call(NamedTuple):
    """A call for papers: when it closes and opens, and the address for proposals."""

    closes: When
    opens: When | None = None
    url: str | None = None


class EventProfile(NamedTuple):
    """What `events:` states about an event besides the name.

    `also` are its other names. Talks inherit `location`, `online` and `timezone`, and the year of
    `dates`; `tracks` and `rooms` are all that its talks may have, empty if any. `image` is a
    picture. `hashtag` has no number sign. `description` is Markdown, sanitised HTML
    and plain text.
    """

    also: tuple[str, ...] = ()
    url: str | None = None
    dates: When | None = None
    location: Location | None = None
    online: str | None = None
    timezone: str | None = None
    image: Attachment | None = None
    tracks: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    cfp: Call | None = None
    hashtag: str | None = None
    description: Abstract | None = None

    @property
    def about(self) -> str:
        """The first paragraph of the text about the event, else ""."""
        return self.description.text.partition("\n")[0] if self.description else ""

    @property
    def for_talks(self) -> tuple[object, ...]:
        """What decides how the talks of the event are read."""
        names = self.also, self.tracks, self.rooms
        return (*names, self.dates, self.location, self.online, self.timezone)


class Event(NamedTuple):
    """The event at which a talk is given; `when` is the date of the whole event, if stated.

    `url` and `when` are those stated with the talk. `profile` is that of the event in `events:`.
    """

    name: str
    url: str | None = None
    when: When | None = None
    profile: EventProfile | None = None

    @property
    def page(self) -> str | None:
        """The address of the event's own page, that of the talk if it states one."""
        return self.url or (self.profile.url if self.profile else None)

    @property
    def dates(self) -> When | None:
        """The days of the whole event, those of the talk if it states them."""
        return self.when or (self.profile.dates if self.profile else None)
