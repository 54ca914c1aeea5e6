"""A channel of a person in `people:` or of an event in `events:` → its page.

The page is beside the channel's feed, and keeps its address as the feed does: that of the channel
`events/some-conf` is `events/some-conf/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from talkfeed.formats.registry import Kind
from talkfeed.identity import fold
from talkfeed.ledger import SERIES
from talkfeed.model import Role
from talkfeed.once import once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from talkfeed.channels.contents import Contents
    from talkfeed.formats.registry import Format
    from talkfeed.model import Entry, Event, Feed, Person, Settings, Subscription
    from talkfeed.model.series import Series

FORMAT = "profile"
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


def listed_pages(settings: Settings, subscriptions: Iterable[Subscription]) -> tuple[str, ...]:
    """Return the paths of the pages of series, and of people and events with a profile."""
    return tuple(
        page_path(sub.path)
        for sub in subscriptions
        if sub.kind == SERIES or profiled(settings, sub.kind, sub.name)
    )


def own_pages(whole: Feed) -> Callable[[Entry], tuple[tuple[str, str, str], ...]]:
    """Return a function from an entry to the pages of its people and its event.

    Each is the kind of its channel, the name, and the path.
    """
    kinds = ("speaker", "event")
    paths = {
        (sub.kind, fold(sub.name)): sub.path for sub in whole.subscriptions if sub.kind in kinds
    }

    def of_entry(entry: Entry) -> tuple[tuple[str, str, str], ...]:
        talk = entry.talk
        known = [("speaker", each.name) for each in talk.speakers if each.profile]
        if talk.event and talk.event.profile:
            known.append(("event", talk.event.name))
        found = ((kind, name, paths.get((kind, fold(name)))) for kind, name in known)
        return tuple((kind, name, path) for kind, name, path in found if path)

    return of_entry


def with_profile(feed: Feed, settings: Settings, kind: str, name: str, *, has_pages: bool) -> Feed:
    """Return the feed of a channel with what is known of the person or the event."""
    if kind == SERIES:
        one = next((each for each in settings.series if fold(each.name) == fold(name)), None)
        home = f"{feed.base}{feed.path}/" if has_pages else feed.home
        return feed._replace(subtitle=one.about if one else feed.subtitle, home=home)
    about = profiled(settings, kind, name)
    if about is None or about.profile is None:
        return feed
    return feed._replace(
        subtitle=about.profile.about or feed.subtitle,
        home=f"{feed.base}{feed.path}/" if has_pages else feed.home,
        about=about,
    )


def profile_pages(
    whole: Feed,
    channels: Iterable[_Channel],
    formats: Iterable[Format],
) -> Iterator[Feed]:
    """Return the pages of people and events, if the site has pages.

    `whole` has all talks.
    """
    if not any(row.kind is Kind.PAGE for row in formats):
        return
    ahead = frozenset(whole.ahead)
    common = tuple(each._replace(talks=0) for each in whole.subscriptions if each.kind in _STANDING)
    for each in channels:
        feed, entries = each.documents[0], each.contents.entries
        if feed.about is not None:
            yield whole._replace(
                path=page_path(feed.path),
                formats=(FORMAT,),
                about=feed.about,
                updated=feed.updated,
                entries=entries,
                ahead=tuple(entry.key for entry in entries if entry.key in ahead),
                subscriptions=(each.subscription, *common),
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
