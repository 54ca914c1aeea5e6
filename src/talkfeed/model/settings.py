"""The settings of a talks file, and the whole of it, validated."""

from collections.abc import Mapping

from talkfeed.errors import Place, Problem
from talkfeed.model.event import Event
from talkfeed.model.media import Attachment
from talkfeed.model.podcast import Podcast
from talkfeed.model.series import Series
from talkfeed.model.talk import Person, Talk
from talkfeed.named_tuple import NamedTuple

CHANNELS = {"recordings": 0, "speakers": 2, "events": 2, "series": 0, "tags": 2}
"""The default kinds of channels, each with the minimum number of talks for a channel."""

_NO_ALIASES: Mapping[str, str] = {}


class Templates(NamedTuple):
    """Templates that replace ours: their directory, and the content of each file by its path."""

    directory: str
    files: tuple[tuple[str, bytes], ...]


class Look(NamedTuple):
    """The theme of pages: CSS variables by name, templates, and the name of a design of ours."""

    variables: tuple[tuple[str, str], ...] = ()
    templates: Templates | None = None
    design: str = ""


class Settings(NamedTuple):
    """The `feed:` part of the file, with the people, the series and the events of the site.

    `url` ends with a slash; `authority` is that of RFC 4151.
    `channels` has the minimum number of talks for a channel of each enabled kind; `aliases` maps
    other spellings of speakers, folded, to their names, and `people` and `events`
    have a profile each. `formats`
    are the words for the formats to write (`talkfeed.formats.registry`); empty means all of our
    own. `publish` has the targets to publish to (`talkfeed.text.destination`). `hubs` are the
    addresses of WebSub hubs, and `repository` is that of the folder with the file. `image` is a
    picture. With `cards`
    there are pictures for previews of links. With `event_days` calendars have the days of events.
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
    people: tuple[Person, ...] = ()
    series: tuple[Series, ...] = ()
    events: tuple[Event, ...] = ()
    event_days: bool = False
    look: Look = Look()
    podcast: Podcast | None = None
    publish: tuple[str, ...] = ()
    hubs: tuple[str, ...] = ()
    repository: str = ""
    place: Place | None = None
    image: Attachment | None = None
    cards: bool = False


class Talks(NamedTuple):
    """A validated talks file: settings, and talks in the order of the file, without drafts."""

    settings: Settings
    talks: tuple[Talk, ...]
    notices: tuple[Problem, ...] = ()
