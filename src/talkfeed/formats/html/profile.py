"""Feed of a channel → its page: what is known of a person or an event, and the talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.html import assets, cover, days, rows, schema_org, subscribe, template
from talkfeed.model import Event, EventProfile, Person, Profile
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed, Location, ProfileLink, When
    from talkfeed.model.media import Attachment

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
    links: tuple[ProfileLink | EventLink, ...] = ()
    html: str = ""
    image: Attachment | None = None


class EventLink(NamedTuple):
    """The address of the event's own page."""

    title: str
    href: str


def assemble(feed: Feed, fragment: Callable[[int], bytes]) -> Iterator[bytes]:
    """Write the page: soonest first for an event, and what is to come first for a person."""
    about = feed.about or Person(feed.title)
    root = template.root(feed)
    listed = rows.programme(feed, root=root)
    talks = [*listed.rows]
    if isinstance(about, Event):
        past = [row for year in listed.past for row in year.rows]
        talks = [*reversed(past), *listed.upcoming, *listed.undated]
    own = feed._replace(subscriptions=feed.subscriptions[:1])
    yield template.render(
        "profile.html",
        feed,
        **assets.hrefs(feed),
        address=feed.base + feed.path.removesuffix("index"),
        name=about.name,
        shown=_of_event(about) if isinstance(about, Event) else _of_person(about),
        is_event=isinstance(about, Event),
        colour=cover.colour(about.name),
        initials=cover.initials(about.name),
        talks=talks,
        fragment=rows.placed(feed, fragment, root),
        channels=subscribe.channels(own),
        calendars=subscribe.calendars(own),
        summary=about.profile.about if about.profile else "",
        events=schema_org.profile(about, feed),
    )


def render(feed: Feed) -> bytes:
    """Write the page of a channel."""
    return b"".join(assemble(feed, fragments(feed).__getitem__))


def _of_person(person: Person) -> Shown:
    profile = person.profile or Profile()
    own = [EventLink("Homepage", profile.url)] if profile.url else []
    return Shown(
        lead=", ".join(filter(None, (profile.affiliation, profile.pronouns))),
        links=(*own, *profile.links),
        html=profile.bio.html if profile.bio else "",
        image=profile.image,
    )


def _of_event(event: Event) -> Shown:
    profile = event.profile or EventProfile()
    dates, call = profile.dates, profile.cfp
    facts = [("Tracks", ", ".join(profile.tracks)), ("Rooms", ", ".join(profile.rooms))]
    facts.append(("Hashtag", f"#{profile.hashtag}" if profile.hashtag else ""))
    return Shown(
        dates=wording.when_words(dates) if dates else "",
        machine=days.machine_date(dates) if dates else "",
        location=profile.location,
        online=profile.online,
        calls=(
            (_call_words(call.opens, call.closes), days.over(call.closes), call.url or profile.url),
        )
        if call
        else (),
        facts=tuple(fact for fact in facts if fact[1]),
        links=(EventLink("Website", profile.url),) if profile.url else (),
        html=profile.description.html if profile.description else "",
        image=profile.image,
    )


def _call_words(opens: When | None, closes: When) -> str:
    """Say when a call is open; the words are true at any time."""
    closing = f"closes {wording.when_words(closes)}"
    return f"opens {wording.when_words(opens)}, {closing}" if opens else closing
