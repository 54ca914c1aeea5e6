"""The wording of talkfeed's own feeds and calendars → the fields of a talk.

The line of facts reads "Ann, Ben and Cal at CityCode · 7 Oct 2015, 18:30, Europe/Paris · Barbican",
after "Cancelled" if it is. Headlines of feeds repeat it: "Title - Ann, Ben at CityCode (7 Oct
2015)"; so do those of calendars: "Ann, Ben: Title (CityCode)". Only what agrees in both is used.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from talkfeed.model.linkkinds import KINDS
from talkfeed.model.people import ROLES, split_affiliation
from talkfeed.model.plainfields import TEXTS
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.draft import Link, Named
from talkfeed.records.timestamps import read
from talkfeed.text import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.model.imported import ImportOptions

SOFTWARE = "talkfeed"
UNDATED = "date to be announced"
STATES = {"Tentative": "tentative", "Cancelled": "cancelled", "Postponed": "postponed"}
_BETWEEN = " · "
_TEXTS = (rf"(?:{_BETWEEN}{re.escape(row.heading)}: (?P<{row.name}>.*?))?" for row in TEXTS)
_ROLES = (
    rf"(?:{_BETWEEN}{row.label}: (?P<{row.name}>.*?))?" for row in ROLES if not row.is_speaker
)
_LINE = re.compile(rf"(.*?){''.join(_ROLES)}{''.join(_TEXTS)}\Z", re.DOTALL)
_COMMA = re.compile(", ")
_BRACKETS = re.compile(r"\([^()]*\)")
_NAMED, _READINGS = 3, 20
_NUMBER = re.compile(r" \((?:[2-9]|[1-9][0-9]+)\)$")
_KEYS = {row.title: row.field for row in KINDS if row.title}
_KIND = re.compile(rf"({'|'.join(map(re.escape, _KEYS))})(?: \d+|: (.+))?")


class Facts(NamedTuple):
    """The parts of a line of facts; `who` is the people and the event, unseparated.

    `texts` are the plain fields that have a text, and `contributors` people with their roles.
    """

    status: str = ""
    who: str = ""
    date: str = ""
    where: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    contributors: tuple[Named, ...] = ()

    @property
    def categories(self) -> frozenset[str]:
        """The categories that our formats make of these fields, beside the tags."""
        texts = dict(self.texts)
        stated = (texts.get(row.name, "") for row in TEXTS if row.is_category)
        return frozenset(part.strip() for text in stated for part in text.split(","))


class Headline(NamedTuple):
    """The parts of a headline, as far as it agrees with the facts."""

    title: str
    speakers: tuple[str, ...] = ()
    event: str = ""

    @property
    def people(self) -> list[Named]:
        """The speakers, of whom no address is known."""
        parts = map(split_affiliation, self.speakers)
        return [Named(name, affiliation=affiliation or "") for name, affiliation in parts]


def read_facts(text: str, options: ImportOptions) -> Facts:
    """Split a line of facts at its date: who is before it, and where and plain fields after it."""
    match = next(_LINE.finditer(text))
    named = {name: text for name, text in match.groupdict().items() if text}
    texts = tuple((row.name, named[row.name]) for row in TEXTS if row.name in named)
    others = tuple(
        Named(name, affiliation=affiliation or "", role=row.name)
        for row in ROLES
        for name, affiliation in map(split_affiliation, _parts(named.get(row.name, "")))
    )
    pieces = match[1].split(_BETWEEN)
    status = STATES.get(pieces[0], "") if len(pieces) > 1 else ""
    pieces = pieces[1:] if status else pieces
    for number, piece in enumerate(pieces):
        date = date_of(piece, options)
        if date:
            before, after = pieces[:number], pieces[number + 1 :]
            return Facts(status, _BETWEEN.join(before), date, _BETWEEN.join(after), texts, others)
    return Facts(status, match[1], texts=texts, contributors=others)


def date_of(text: str, options: ImportOptions) -> str:
    """Return a date phrase without the feed's own zone; "" if it is no date."""
    if text == UNDATED:
        return "TBA"
    own = f", {options.timezone}" if options.timezone else ""
    shown = text.removesuffix(own) if own else text
    return shown if read(shown, options) else ""


def from_headline(headline: str, found: Facts, names: Sequence[str], date: str) -> Headline:
    """Split "Title - Speakers at Event (Date)"; `names` are the authors of the entry, if known."""
    headline = without_status(headline)
    plain = _NUMBER.sub("", headline)
    for people, event in _spellings(found.who, names):
        by = f" - {_credit(people)}" if people else ""
        at = f" at {event}" if event else ""
        for text in (headline, plain):
            title = text.removesuffix(f" ({date})") if date else text
            if title.endswith(f"{by}{at}") and len(title) > len(by + at):
                return Headline(title[: len(title) - len(by + at)], people, event)
    return Headline(headline)


def from_summary(summary: str, found: Facts) -> Headline:
    """Split "Speakers: Title (Event)"."""
    summary = without_status(summary)
    for people, event in _spellings(found.who, ()):
        before = f"{_credit(people)}: " if people else ""
        after = f" ({event})" if event else ""
        middle = summary[len(before) : len(summary) - len(after)]
        if middle and summary == f"{before}{middle}{after}":
            return Headline(middle, people, event)
    return Headline(summary)


def without_status(headline: str) -> str:
    """Remove the "Cancelled: " or "Postponed: " that our formats put before a title."""
    return headline.removeprefix("Cancelled: ").removeprefix("Postponed: ")


def _credit(people: Sequence[str]) -> str:
    shown = ", ".join(people[:_NAMED])
    return f"{shown} et al." if len(people) > _NAMED else shown


def _spellings(who: str, names: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each reading, with and without the affiliations that a headline may lack."""
    for people, event in islice(_readings(who, names), _READINGS):
        bare = [split_affiliation(name)[0] for name in people[:_NAMED]]
        pairs = (dict.fromkeys(pair) for pair in zip(people, bare, strict=False))
        for chosen in product(*pairs):
            yield (*chosen, *people[_NAMED:]), event


def _readings(who: str, names: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each way to split "Ann, Ben and Cal at CityCode", the likeliest first."""
    if names:
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        if who == listed:
            yield tuple(names), ""
        if who.startswith(f"{listed} at "):
            yield tuple(names), who.removeprefix(f"{listed} at ")
    for match in islice(re.finditer(" at ", who), _READINGS):
        yield _names(who[: match.start()]), who[match.end() :]
    yield _names(who), ""
    yield (), who


def _names(listed: str) -> tuple[str, ...]:
    """Split "Ann (ENS, Paris), Ben and Cal" outside of brackets; without "and" it is one name."""
    last = _masked(listed).rfind(" and ")
    before, after = listed[: max(last, 0)], listed[last:].removeprefix(" and ")
    return (*_parts(before), after) if last >= 0 else (listed,) if listed else ()


def _parts(listed: str) -> tuple[str, ...]:
    """Split at commas outside of brackets."""
    stops = [found.start() for found in _COMMA.finditer(_masked(listed))]
    parts = (listed[start:end] for start, end in pairwise([0, *stops, len(listed)]))
    return tuple(part.removeprefix(", ") for part in parts if part)


def _masked(text: str) -> str:
    return _BRACKETS.sub(lambda found: "\0" * len(found[0]), text)


def link(address: str, label: str) -> Link:
    """Return a link with the field that its label was made from: "Video 2", "Slides: PDF"."""
    match = _KIND.fullmatch(label)
    if match:
        return Link(address, match[2] or "", _KEYS[match[1]])
    return Link(address, "" if label == host(address) else label, "links")


def host(address: str) -> str:
    """Return the host of an address without "www.", "" if it has none."""
    return (split(address.strip()).hostname or "").removeprefix("www.")
