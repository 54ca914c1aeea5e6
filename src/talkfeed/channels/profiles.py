"""A channel of a person, an event or a tag → its page.

The page is beside the channel's feed, and keeps its address as the feed does: that of the channel
`events/some-conf` is `events/some-conf/`.
"""

from __future__ import annotations

from datetime import UTC
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from talkfeed.channels.groups import KINDS
from talkfeed.formats.registry import Kind, chosen
from talkfeed.identity import canonical, fold
from talkfeed.ledger import SERIES
from talkfeed.model import Role
from talkfeed.once import once
from talkfeed.words import words_of
from talkfeed.words.terms import series_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from talkfeed.channels.contents import Contents
    from talkfeed.formats.registry import Format
    from talkfeed.model import Entry, Event, Feed, Person, Settings, Subscription
    from talkfeed.model.series import Series

FORMAT = "profile"
PAGED = ("speaker", "event", "tag")
"""The kinds of channels that have a page of this format; a series has one like the index."""
LONGEST = 2000
"""The maximum number of talks on a page, for its size and the time to display it."""
_STANDING = frozenset(("all", "upcoming", "recordings", "cfps"))


class _Channel(Protocol):
    """What is read of a `ChannelFeed`."""

    @property
    def subscription(self) -> Subscription:
        """The channel as people subscribe to it."""

    @property
    def documents(self) -> tuple[Feed, ...]:
        """Its feed, and further documents."""

    @property
    def contents(self) -> Contents:
        """What it contains."""


def profiled(settings: Settings, kind: str, name: str) -> Person | Event | None:
    """Return the person or the event that a channel is of, if the site has a profile of it."""
    if kind == "speaker":
        return _by_name(settings.people).get(fold(name))
    return _by_name(settings.events).get(fold(name)) if kind == "event" else None


@once
def _by_name(known: tuple[Person, ...] | tuple[Event, ...]) -> dict[str, Person | Event]:
    """Return those with a profile by their folded names."""
    return {fold(each.name): each for each in known if each.profile}


def other_names(settings: Settings, kind: str) -> dict[str, str]:
    """Return the names for other spellings, folded, of speakers or of events."""
    if kind == "event":
        return {
            fold(other): event.name
            for event in settings.events
            if event.profile
            for other in event.profile.also
        }
    return dict(settings.aliases) if kind == "speaker" else {}


def planned_names(settings: Settings, kind: str) -> dict[str, str]:
    """Return the names, by their folded form, that have a channel before any talk."""
    known: Iterable[Event | Series] = ()
    if kind == "event":
        known = settings.events
    elif kind == SERIES:
        known = settings.series
    return {fold(each.name): each.name for each in known}


def page_path(path: str) -> str:
    """Return the output path of the page of a channel, without the suffix."""
    return f"{path}/index"


def listed_pages(subscriptions: Iterable[Subscription]) -> tuple[str, ...]:
    """Return the paths of the pages of series, people, events and tags."""
    return tuple(page_path(sub.path) for sub in subscriptions if sub.kind in (SERIES, *PAGED))


def own_pages(
    whole: Feed, aliases: Mapping[str, str]
) -> Callable[[Entry], tuple[tuple[str, str, str], ...]]:
    """Return a function from an entry to the pages of its speakers, event, series and tags.

    Each is the kind of its channel, the name, and the path. `aliases` are those of speakers.
    """
    kinds = [kind for kind in KINDS if kind.name in (SERIES, *PAGED)]
    paths = {
        (sub.kind, fold(sub.name)): sub.path
        for sub in whole.subscriptions
        if sub.kind in (SERIES, *PAGED)
    }

    known: dict[tuple[str, str], str] = {}

    def path_of(kind: str, name: str) -> str:
        if (kind, name) not in known:
            shown = canonical(name, aliases) if kind == "speaker" else name
            known[kind, name] = paths.get((kind, fold(shown)), "")
        return known[kind, name]

    def of_entry(entry: Entry) -> tuple[tuple[str, str, str], ...]:
        named = ((kind.name, name) for kind in kinds for name in kind.names(entry.talk))
        found = ((kind, name, path_of(kind, name)) for kind, name in dict.fromkeys(named))
        return tuple((kind, name, path) for kind, name, path in found if path)

    return of_entry


def with_profile(feed: Feed, settings: Settings, kind: str, name: str, now: datetime) -> Feed:
    """Return the feed of a channel with what is known of the person, the event or the series."""
    has_pages = any(row.kind is Kind.PAGE for row in chosen(settings.formats))
    if kind == SERIES:
        one = next((each for each in settings.series if fold(each.name) == fold(name)), None)
        home = f"{feed.base}{feed.path}/" if has_pages else feed.home
        today = now.astimezone(UTC).date()
        about = series_words(one, words_of(feed), today) if one else feed.subtitle
        return feed._replace(subtitle=about, home=home)
    known = profiled(settings, kind, name)
    if known is None or known.profile is None:
        return feed
    return feed._replace(
        subtitle=known.profile.about or feed.subtitle,
        home=f"{feed.base}{feed.path}/" if has_pages else feed.home,
        about=known,
    )


def profile_pages(
    whole: Feed,
    channels: Iterable[_Channel],
    formats: Iterable[Format],
) -> Iterator[Feed]:
    """Return the pages of people, events and tags, if the site has pages.

    `whole` has all talks.
    """
    if not any(row.kind is Kind.PAGE for row in formats):
        return
    ahead = frozenset(whole.ahead)
    pages = own_pages(whole, {})

    def spoken(entries: Iterable[Entry]) -> tuple[tuple[str, str, str], ...]:
        """Return the pages of the events at which talks were given."""
        found = chain.from_iterable(map(pages, entries))
        return tuple(dict.fromkeys(page for page in found if page[0] == "event"))

    common = tuple(each._replace(talks=0) for each in whole.subscriptions if each.kind in _STANDING)
    for each in channels:
        feed, entries = each.documents[0], each.contents.entries[:LONGEST]
        if each.subscription.kind in PAGED:
            yield whole._replace(
                path=page_path(feed.path),
                formats=(FORMAT,),
                about=feed.about,
                updated=feed.updated,
                entries=entries,
                ahead=tuple(entry.key for entry in entries if entry.key in ahead),
                subscriptions=(each.subscription, *common),
                profiles=spoken(entries) if each.subscription.kind == "speaker" else (),
            )


def pictures(whole: Feed, settings: Settings) -> Iterator[Feed]:
    """Return the copies of the pictures of people and events, each once."""
    template = whole._replace(formats=("copy",), role=Role.ENTRY, subscriptions=(), ahead=())
    known: dict[str, Person | Event] = {}
    stated: list[Person | Event] = [*settings.people, *settings.events]
    for each in stated:
        image = each.profile.image if each.profile else None
        if image and image.own:
            known.setdefault(image.own.stored, each)
    for path, about in known.items():
        yield template._replace(path=path, about=about, entries=())
