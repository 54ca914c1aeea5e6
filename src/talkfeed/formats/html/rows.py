"""Entries → rows: the values of a talk that the templates of pages and embeds show.

The HTML fragment of a row is rendered once for all documents that list the talk. A placeholder in
it is replaced by the relative path from each document to the root of the output.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from talkfeed.formats import wording
from talkfeed.formats.html import cards, template
from talkfeed.formats.html.days import (
    day_heading,
    day_words,
    machine_date,
    over,
    poster,
    seconds,
)
from talkfeed.formats.html.filters import web
from talkfeed.model import Status
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import terms, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Entry, Event, Feed, Link, Person, Profile, ProfileLink, Related

ROOT = "\0"
"""The placeholder in fragments for the path to the root; no text contains this character."""


class TalkRow:
    """A talk on a page; values are computed when a template uses them."""

    slot = None
    """None: a row of a slot without a talk has the slot."""

    def __init__(self, feed: Feed, entry: Entry, root: str) -> None:
        """Store the entry and its feed; `root` is the path from the page to the root."""
        self._feed, self._entry, self._root = feed, entry, root
        self.words = words_of(feed)
        self.key = entry.key
        self.talk = entry.talk
        self.is_card = feed.look.design in cards.DESIGNS

    @cached_property
    def href(self) -> str:
        """The address of the talk's page, relative if it is below the root."""
        return relative(self._entry.url, self._feed.base, self._root)

    @cached_property
    def when(self) -> str:
        """The date as it was written."""
        return wording.when_words(self.talk.when, self.words)

    @cached_property
    def machine(self) -> str:
        """The value of `<time datetime>`, empty without a date."""
        return machine_date(self.talk.when)

    @cached_property
    def over(self) -> str:
        """The instant (UTC) at which the talk is over everywhere, empty without a date."""
        return over(self.talk.when)

    @property
    def year(self) -> int | None:
        """The year in which the talk begins."""
        return self.talk.when.start.year if self.talk.when.start else None

    @cached_property
    def _poster(self) -> tuple[str, str]:
        return poster(self.talk.when, self.words)

    @property
    def big(self) -> str:
        """The part of the date in large type for upcoming talks, such as "24–26"."""
        return self._poster[0]

    @property
    def small(self) -> str:
        """The rest of the date, such as "Sep 2015"."""
        return self._poster[1]

    @property
    def day(self) -> str:
        """The date in one line, such as "24–26 Sep 2015"; as it was written if no day is known."""
        return day_words(self.talk.when, self.words)

    @property
    def heading(self) -> str:
        """The day as a heading above its talks."""
        return day_heading(self.talk.when, self.words)

    @cached_property
    def clock(self) -> str:
        """The local time of a timed talk, else empty."""
        return wording.clock_words(self.talk.when)

    @cached_property
    def where(self) -> str:
        """The room, the venue, "online", or all of them."""
        return ", ".join(filter(None, (self.talk.room, wording.where_words(self.talk, self.words))))

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The plain fields, each below its heading."""
        return wording.texts(self.talk, self.words)

    @property
    def contributors(self) -> list[tuple[str, list[Person]]]:
        """The contributors by role, each role by its label."""
        by_role = groupby(self.talk.contributors, key=lambda person: person.role)
        return [(terms.role(name, self.words), [*people]) for name, people in by_role]

    @property
    def profiles(self) -> list[Person]:
        """The people of whom there is more to say than a name, an affiliation and a page."""
        people = (*self.talk.speakers, *self.talk.contributors)
        return [person for person in people if person.profile and _is_told(person.profile)]

    @cached_property
    def _profiles(self) -> dict[tuple[str, str], str]:
        return {(kind, name): path for kind, name, path in self._feed.profiles}

    def page_of(self, kind: str, named: Person | Event) -> str:
        """Return the address of the page here about a speaker or an event, else of their own."""
        return self.here(kind, named.name) or web(named.page)

    def here(self, kind: str, name: str) -> str:
        """Return the address of the page here about a speaker, event, series or tag, or ""."""
        path = self._profiles.get((kind, name))
        return f"{self._root}{path}/" if path else ""

    @cached_property
    def card(self) -> cards.Card:
        """The cover or the picture of the talk."""
        return cards.card(self.talk, self._root)

    @property
    def labels(self) -> list[str]:
        """What the talk's own page says of it in a few words: its kind, its length, a video."""
        lasts = wording.slot_length(self.talk.when, self.words)
        timed = [lasts] if lasts and not self.talk.length else []
        has_video = any(link.kind == "video" and not link.is_gone for link in self.talk.links)
        return [*self.badges, *timed, *([self.words.with_video] if has_video else [])]

    @cached_property
    def related(self) -> list[Listed]:
        """The talks that the page leads to, by their kind of relation."""
        return [
            Listed(each.kind, each.name, self.here(each.kind, each.name), self._mentions(each))
            for each in self._feed.related
        ]

    def _mentions(self, related: Related) -> list[Mentioned]:
        are_of_speaker = related.kind in {"delivery", "speaker"}
        return [
            Mentioned(
                relative(each.url, f"{self._feed.base}talks/", "../"),
                each.title,
                each.language if each.language != self._feed.language else "",
                each.occasion if are_of_speaker else ", ".join(each.by),
                day_words(each.when, self.words),
                self.words.table.get(state(each.status), ""),
                state(each.status),
            )
            for each in related.talks
        ]

    @property
    def badges(self) -> list[str]:
        """The kind and the level of the talk in words."""
        return wording.badges(self.talk, self.words)

    def title_of(self, link: Link | ProfileLink) -> str:
        """Return the title of a link of the talk, or of a person's profile."""
        return terms.link_title(link, self.words)

    @property
    def status(self) -> str:
        """The status in words, empty for a confirmed talk."""
        return self.words.table.get(self.state, "")

    @property
    def state(self) -> str:
        """The status as the name of a class, empty for a confirmed talk."""
        return state(self.talk.status)

    @property
    def language(self) -> str:
        """The talk's language if it differs from the feed's, else empty."""
        spoken = self.talk.language
        return spoken if spoken and spoken != self._feed.language else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, each once and without commas."""
        return wording.tags(self.talk)

    @property
    def stream(self) -> str:
        """The address of the stream of a talk that takes place, else empty."""
        return web(self.talk.online) if self.talk.takes_place else ""

    @property
    def calendar(self) -> str:
        """The address of the talk's own calendar, empty if it has none."""
        if not has_calendar(self._feed, self._entry):
            return ""
        return f"{self._root}talks/{self.key}.ics"


class Mentioned(NamedTuple):
    """A talk as the page of another one lists it: `about` are its speakers, or its occasion."""

    href: str
    title: str
    language: str
    about: str
    day: str
    status: str
    state: str


class Listed(NamedTuple):
    """Related talks: the kind of relation, the name of what they share, and its page here."""

    kind: str
    name: str
    page: str
    talks: list[Mentioned]


def _is_told(profile: Profile) -> bool:
    is_shown = profile.image is not None and profile.image.own is not None
    return bool(profile.bio or profile.links or profile.pronouns or is_shown)


class Year(NamedTuple):
    """The talks of a year, newest first."""

    year: int
    rows: tuple[TalkRow, ...]


class Programme(NamedTuple):
    """The talks of a page: upcoming, soonest first; without a date; past, by year, newest first."""

    upcoming: tuple[TalkRow, ...]
    undated: tuple[TalkRow, ...]
    past: tuple[Year, ...]

    @property
    def rows(self) -> Iterator[TalkRow]:
        """All talks in this order."""
        return chain(self.upcoming, self.undated, *(year.rows for year in self.past))


def programme(feed: Feed, *, root: str) -> Programme:
    """Return a feed's talks in the order of a page; `root` is the path from it to the root."""
    ahead = frozenset(feed.ahead)
    dated = sorted((entry for entry in feed.entries if entry.talk.when.start), key=_newest_first)
    undated = sorted(
        (entry for entry in feed.entries if not entry.talk.when.start),
        key=lambda entry: entry.talk.order,
    )
    coming = sorted((entry for entry in dated if entry.key in ahead), key=_soonest_first)
    gone = (TalkRow(feed, entry, root) for entry in dated if entry.key not in ahead)
    return Programme(
        tuple(TalkRow(feed, entry, root) for entry in coming),
        tuple(TalkRow(feed, entry, root) for entry in undated),
        tuple(Year(year or 0, tuple(rows)) for year, rows in groupby(gone, lambda row: row.year)),
    )


def highlights(feed: Feed, root: str) -> list[TalkRow]:
    """Return the highlights of the site, for its first page."""
    if feed.current or not feed.pinned:
        return []
    by_key = {entry.key: entry for entry in feed.entries}
    return [TalkRow(feed, by_key[key], root) for key in feed.pinned if key in by_key]


def newest_first(feed: Feed) -> Iterator[TalkRow]:
    """Return a feed's talks by their own date, newest first, with absolute addresses."""
    entries = sorted(feed.entries, key=_newest_first)
    return (TalkRow(feed, entry, feed.base) for entry in entries)


def fragments(feed: Feed) -> list[bytes]:
    """Render the row of each entry of a feed, for the lists of pages and embeds."""
    ahead = frozenset(feed.ahead)
    listed = template.macro("row.html", "talk", feed)
    return [
        str(listed(TalkRow(feed, entry, ROOT), is_coming(entry, ahead))).encode()
        for entry in feed.entries
    ]


def state(status: Status) -> str:
    """Return a status as the name of a class, empty for a confirmed talk."""
    return "" if status is Status.CONFIRMED else status.value


def is_coming(entry: Entry, ahead: frozenset[str]) -> bool:
    """Return whether a talk is listed as upcoming: its date has not passed, or is unknown."""
    return entry.key in ahead or entry.talk.when.start is None


def placed(feed: Feed, fragment: Callable[[int], bytes], root: str) -> Callable[[TalkRow], Markup]:
    """Return a function from a row to its fragment with `root` in place of the placeholder."""
    ranks = {entry.key: rank for rank, entry in enumerate(feed.entries)}
    path = str(Markup.escape(root)).encode()

    def of_row(row: TalkRow) -> Markup:
        content = fragment(ranks[row.key]).replace(ROOT.encode(), path)
        return Markup(content.decode())  # noqa: S704  — rendered by a template that escapes

    return of_row


def has_calendar(feed: Feed, entry: Entry) -> bool:
    """Return whether a talk has its own calendar: it takes place on a known day, not over yet."""
    return entry.talk.takes_place and entry.key in feed.ahead and feed.has_calendars


def _start(entry: Entry) -> float:
    """Return the start in seconds (Unix time), for sorting; a talk without a date is the oldest."""
    return seconds(entry.talk.when.start)


def _newest_first(entry: Entry) -> tuple[float, int]:
    return -_start(entry), entry.talk.order


def _soonest_first(entry: Entry) -> tuple[float, int]:
    return _start(entry), entry.talk.order


def relative(url: str, base: str, root: str) -> str:
    """Return an address as a page refers to it: relative if it is below the root."""
    return root + url.removeprefix(base) if url.startswith(base) else url
