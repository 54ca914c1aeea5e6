"""Feed of a channel → the page of a person, an event or a tag, with facts and talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.html import (
    assets,
    cover,
    days,
    rows,
    schedule,
    schema_org,
    subscribe,
    template,
)
from talkfeed.model import Event, EventProfile, Person, Profile
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import terms, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed, Location, When
    from talkfeed.model.media import Attachment
    from talkfeed.words import Words

fragments = rows.fragments


class Shown(NamedTuple):
    """What a page says of a person or an event, in the order of the page.

    `lead` is a line below the name, `dates` the words for the days, `machine` the same for
    `<time>`. `facts` are words below a heading. `html` is the text about the person or the event.
    """

    lead: str = ""
    dates: str = ""
    machine: str = ""
    location: Location | None = None
    online: str | None = None
    calls: tuple[tuple[str, str, str | None], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[PageLink, ...] = ()
    html: str = ""
    image: Attachment | None = None


class PageLink(NamedTuple):
    """The address of the own page of a person or an event, or of a profile elsewhere."""

    title: str
    href: str


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write the page: an event as a schedule or soonest first, others by year."""
    channel = feed.subscriptions[0]
    about = feed.about or (Event if channel.kind == "event" else Person)(channel.name or feed.title)
    root = template.root(feed)
    listed = rows.programme(feed, root=root)
    past = [row for year in listed.past for row in year.rows]
    is_event = isinstance(about, Event)
    in_order = [*reversed(past), *listed.upcoming, *listed.undated]
    planned = schedule.schedule(in_order, _rooms(about)) if is_event else None
    own = feed._replace(subscriptions=(channel,))
    yield template.render(
        "profile.html",
        feed,
        **assets.hrefs(feed),
        address=feed.base + feed.path.removesuffix("index"),
        name=about.name,
        kind=channel.kind,
        shown=_of_event(about, words_of(feed))
        if isinstance(about, Event)
        else _of_person(about, words_of(feed)),
        colour=cover.colour(about.name),
        initials=cover.initials(about.name),
        programme=listed,
        talks=in_order if is_event else [],
        schedule=planned,
        events_there=_events(feed, root) if channel.kind == "speaker" else [],
        held=channel.talks,
        listed_talks=len(feed.entries),
        fragment=rows.placed(feed, fragment, root),
        channels=subscribe.channels(own),
        calendars=subscribe.calendars(own),
        summary=about.profile.about if about.profile else "",
        events=None if channel.kind == "tag" else schema_org.profile(about, feed),
    )


def _rooms(about: Person | Event) -> tuple[str, ...]:
    return about.profile.rooms if isinstance(about.profile, EventProfile) else ()


def _events(feed: Feed, root: str) -> list[tuple[str, str]]:
    """Return the events at which a person spoke, newest first, each with its page here."""
    pages = {name: f"{root}{path}/" for kind, name, path in feed.profiles if kind == "event"}
    entries = sorted(feed.entries, key=lambda entry: days.seconds(entry.talk.when.start))
    named = dict.fromkeys(entry.talk.event.name for entry in reversed(entries) if entry.talk.event)
    return [(name, pages.get(name, "")) for name in named]


def render(feed: Feed) -> bytes:
    """Write the page of a channel."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def _of_person(person: Person, words: Words) -> Shown:
    profile = person.profile or Profile()
    own = [PageLink(words.homepage, profile.url)] if profile.url else []
    return Shown(
        lead=", ".join(filter(None, (profile.affiliation, profile.pronouns))),
        links=(*own, *_profiles(profile, words)),
        html=profile.bio.html if profile.bio else "",
        image=profile.image,
    )


def _profiles(profile: Profile, words: Words) -> Iterator[PageLink]:
    for link in profile.links:
        yield PageLink(terms.link_title(link, words), link.href)


def _of_event(event: Event, words: Words) -> Shown:
    profile = event.profile or EventProfile()
    dates, call = profile.dates, profile.cfp
    facts = [(words.tracks, ", ".join(profile.tracks)), (words.rooms, ", ".join(profile.rooms))]
    facts.append((words.hashtag, f"#{profile.hashtag}" if profile.hashtag else ""))
    return Shown(
        dates=wording.when_words(dates, words) if dates else "",
        machine=days.machine_date(dates) if dates else "",
        location=profile.location,
        online=profile.online,
        calls=(
            (
                _call_words(call.opens, call.closes, words),
                days.over(call.closes),
                call.url or profile.url,
            ),
        )
        if call
        else (),
        facts=tuple(fact for fact in facts if fact[1]),
        links=(PageLink(words.website, profile.url),) if profile.url else (),
        html=profile.description.html if profile.description else "",
        image=profile.image,
    )


def _call_words(opens: When | None, closes: When, words: Words) -> str:
    """Say when a call is open; the words are true at any time."""
    closing = wording.when_words(closes, words)
    if not opens:
        return words.fill("call_closes", closes=closing)
    return words.fill("call_open", opens=wording.when_words(opens, words), closes=closing)
