"""The wording of talkfeed's own feeds and calendars → the fields of a talk.

All is in the words of the feed's language. The line of facts reads "Ann, Ben and Cal at CityCode ·
7 Oct 2015, 18:30, Europe/Paris · Barbican", after "Cancelled" if it is. Headlines of feeds repeat
it: "Title - Ann, Ben at CityCode (7 Oct 2015)"; so do those of calendars: "Ann, Ben: Title
(CityCode)". Only what agrees in both is used.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from talkfeed.model.linkkinds import KINDS
from talkfeed.model.people import ROLES, split_affiliation
from talkfeed.model.plainfields import TEXTS
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.draft import Link, Named
from talkfeed.records.timestamps import read
from talkfeed.text import split
from talkfeed.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.model.imported import ImportOptions
    from talkfeed.model.plainfields import PlainField
    from talkfeed.words import Words

SOFTWARE = "talkfeed"
STATES = ("tentative", "cancelled", "postponed")
_BETWEEN = " · "
_BRACKETS = re.compile(r"\([^()]*\)")
_NAMED, _READINGS = 3, 20
_NUMBER = re.compile(r" \((?:[2-9]|[1-9][0-9]+)\)$")
_TITLES = {row.title: row.field for row in KINDS if row.title}
_MORE = re.compile(r" [0-9]+\Z")


class Facts(NamedTuple):
    """The parts of a line of facts; `who` is the people and the event, unseparated.

    `texts` are the plain fields that have a text, and `contributors` people with their roles.
    `categories` are those that our formats make of these fields, beside the tags.
    """

    status: str = ""
    who: str = ""
    date: str = ""
    where: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    contributors: tuple[Named, ...] = ()
    categories: frozenset[str] = frozenset()


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


@lru_cache(maxsize=16)
def line_pattern(said: Words) -> re.Pattern[str]:
    """Return the pattern of a line of facts: people and place, then fields with a heading."""
    headings = [(row.name, terms.role(row.name, said)) for row in ROLES if not row.is_speaker]
    headings += [(row.name, terms.heading(row, said)) for row in TEXTS]
    parts = (rf"(?:{_BETWEEN}{re.escape(text)}: (?P<{name}>.*?))?" for name, text in headings)
    return re.compile(rf"(.*?){''.join(parts)}\Z", re.DOTALL)


def read_facts(text: str, said: Words, options: ImportOptions) -> Facts:
    """Split a line of facts at its date: who is before it, and where and plain fields after it."""
    match = next(line_pattern(said).finditer(text))
    named = {name: text for name, text in match.groupdict().items() if text}
    others = tuple(
        Named(name, affiliation=affiliation or "", role=row.name)
        for row in ROLES
        for name, affiliation in map(split_affiliation, _parts(named.get(row.name, ""), said))
    )
    shown = [(row, named[row.name]) for row in TEXTS if row.name in named]
    rest = Facts(
        texts=tuple((row.name, _value(row, text, said)) for row, text in shown),
        contributors=others,
        categories=frozenset(
            part.strip() for row, text in shown if row.is_category for part in text.split(",")
        ),
    )
    pieces = match[1].split(_BETWEEN)
    known = {said.table[name]: name for name in STATES}
    status = known.get(pieces[0], "") if len(pieces) > 1 else ""
    pieces = pieces[1:] if status else pieces
    for number, piece in enumerate(pieces):
        if date := date_of(piece, said, options):
            who, where = _BETWEEN.join(pieces[:number]), _BETWEEN.join(pieces[number + 1 :])
            return rest._replace(status=status, who=who, date=date, where=where)
    return rest._replace(status=status, who=match[1])


def _value(field: PlainField, text: str, said: Words) -> str:
    """Return the word of talks.yaml for a text, if the field has words."""
    known = (word.name for word in field.words)
    return next((name for name in known if terms.value(field, name, said) == text), text)


def date_of(text: str, said: Words, options: ImportOptions) -> str:
    """Return a date phrase without the feed's own zone; "" if it is no date."""
    if text == said.undated:
        return "TBA"
    own = f", {options.timezone}" if options.timezone else ""
    shown = text.removesuffix(own) if own else text
    return shown if read(shown, options) else ""


def from_headline(
    headline: str, found: Facts, names: Sequence[str], date: str, said: Words
) -> Headline:
    """Split "Title - Speakers at Event (Date)"; `names` are the authors of the entry, if known."""
    headline = without_status(headline, said)
    plain = _NUMBER.sub("", headline)
    for people, event in _spellings(found.who, names, said):
        by = f" - {_credit(people, said)}" if people else ""
        end = said.fill("at_event", people=by, event=event) if event else by
        for text in (headline, plain):
            title = text.removesuffix(f" ({date})") if date else text
            if title.endswith(end) and len(title) > len(end):
                return Headline(title[: len(title) - len(end)], people, event)
    return Headline(headline)


def from_summary(summary: str, found: Facts, said: Words) -> Headline:
    """Split "Speakers: Title (Event)"."""
    summary = without_status(summary, said)
    for people, event in _spellings(found.who, (), said):
        before = f"{_credit(people, said)}: " if people else ""
        after = f" ({event})" if event else ""
        middle = summary[len(before) : len(summary) - len(after)]
        if middle and summary == f"{before}{middle}{after}":
            return Headline(middle, people, event)
    return Headline(summary)


def without_status(headline: str, said: Words) -> str:
    """Remove the "Cancelled: " or "Postponed: " that our formats put before a title."""
    return headline.removeprefix(f"{said.cancelled}: ").removeprefix(f"{said.postponed}: ")


def _credit(people: Sequence[str], said: Words) -> str:
    shown = ", ".join(people[:_NAMED])
    return said.fill("and_others", people=shown) if len(people) > _NAMED else shown


def _spellings(
    who: str, names: Sequence[str], said: Words
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each reading, with and without the affiliations that a headline may lack."""
    for people, event in islice(_readings(who, names, said), _READINGS):
        bare = [split_affiliation(name)[0] for name in people[:_NAMED]]
        pairs = (dict.fromkeys(pair) for pair in zip(people, bare, strict=False))
        for chosen in product(*pairs):
            yield (*chosen, *people[_NAMED:]), event


def _readings(who: str, names: Sequence[str], said: Words) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each way to split "Ann, Ben and Cal at CityCode", the likeliest first."""
    at, end = said.fill("at_event", people="", event="\0").split("\0")
    if names:
        named = (said.comma.join(names[:-1]), names[-1])
        listed = said.conjunction.join(filter(None, named))
        if who == listed:
            yield tuple(names), ""
        if who.startswith(f"{listed}{at}"):
            yield tuple(names), who.removeprefix(f"{listed}{at}").removesuffix(end)
    for start in islice(_places(who, at), _READINGS):
        yield _names(who[:start], said), who[start + len(at) :].removesuffix(end)
    yield _names(who, said), ""
    yield (), who


def _names(listed: str, said: Words) -> tuple[str, ...]:
    """Split "Ann (ENS, Paris), Ben and Cal" outside of brackets; without "and" it is one name."""
    joint = said.conjunction
    last = _masked(listed).rfind(joint)
    before, after = listed[: max(last, 0)], listed[last:].removeprefix(joint)
    return (*_parts(before, said), after) if last >= 0 else (listed,) if listed else ()


def _parts(listed: str, said: Words) -> tuple[str, ...]:
    """Split at commas outside of brackets."""
    stops = _places(_masked(listed), said.comma)
    parts = (listed[start:end] for start, end in pairwise([0, *stops, len(listed)]))
    return tuple(part.removeprefix(said.comma) for part in parts if part)


def _places(text: str, sign: str) -> Iterator[int]:
    """Yield where a text contains a sign."""
    found = text.find(sign)
    while found >= 0:
        yield found
        found = text.find(sign, found + len(sign))


def _masked(text: str) -> str:
    return _BRACKETS.sub(lambda found: "\0" * len(found[0]), text)


def link(address: str, label: str, said: Words) -> Link:
    """Return a link with the field that its label was made from: "Video 2", "Slides: PDF"."""
    known = {said.table.get(title.lower(), title): field for title, field in _TITLES.items()}
    title, _, rest = label.partition(": ")
    title = title if rest else _MORE.sub("", label)
    if title in known:
        return Link(address, rest, known[title])
    return Link(address, "" if label == host(address) else label, "links")


def host(address: str) -> str:
    """Return the host of an address without "www.", "" if it has none."""
    return (split(address.strip()).hostname or "").removeprefix("www.")
