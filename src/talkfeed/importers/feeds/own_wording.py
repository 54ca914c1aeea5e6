"""What our own feeds and calendars say of a talk in words → its fields.

The line of facts reads "Ann, Ben and Cal at CityCode · 7 Oct 2015, 18:30, Europe/Paris · Barbican",
with "Cancelled" in front where it is. Headlines repeat it: "Title - Ann, Ben at CityCode (7 Oct
2015)", and so do calendars: "Ann, Ben: Title (CityCode)". What agrees in both is sure.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Link
from talkfeed.importers.common.timestamps import Phrase, read
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.model.imported import ImportOptions

SOFTWARE = "talkfeed"
UNDATED = "date to be announced"
STATES = {"Tentative": "tentative", "Cancelled": "cancelled", "Postponed": "postponed"}
_BETWEEN = " · "
_NAMED, _READINGS = 3, 20
_NUMBER = re.compile(r" \((?:[2-9]|[1-9][0-9]+)\)$")
_KEYS = {row.title: row.field for row in KINDS if row.title}
_KIND = re.compile(rf"({'|'.join(map(re.escape, _KEYS))})(?: \d+|: (.+))?")


class Facts(NamedTuple):
    """A line of facts taken apart; `who` is people and event, as they stand."""

    status: str = ""
    who: str = ""
    date: str = ""
    where: str = ""


class Said(NamedTuple):
    """What headline and facts agree in."""

    title: str
    speakers: tuple[str, ...] = ()
    event: str = ""


def facts(text: str, options: ImportOptions) -> Facts:
    """Take a line of facts apart: the part that is a date stands between who and where."""
    pieces = text.split(_BETWEEN)
    status = STATES.get(pieces[0], "") if len(pieces) > 1 else ""
    pieces = pieces[1:] if status else pieces
    for number, piece in enumerate(pieces):
        date = date_of(piece, options)
        if date:
            before, after = pieces[:number], pieces[number + 1 :]
            return Facts(status, _BETWEEN.join(before), date, _BETWEEN.join(after))
    return Facts(status, text)


def date_of(text: str, options: ImportOptions) -> str:
    """Give a phrase as it was written: without the zone that is the feed's own; "" for no date."""
    if text == UNDATED:
        return "TBA"
    own = f", {options.timezone}" if options.timezone else ""
    shown = text.removesuffix(own) if own else text
    return shown if read(shown, options) else ""


def phrase_of(found: Facts, fallback: Phrase) -> Phrase:
    """Give the date of the facts, which is the one written by hand, else what stands elsewhere."""
    return Phrase(found.date) if found.date else fallback


def said(headline: str, found: Facts, names: Sequence[str], date: str) -> Said:
    """Take "Title - Speakers at Event (Date)" apart; `names` are those who sign it, if known."""
    headline = without_status(headline)
    plain = _NUMBER.sub("", headline)
    for people, event in _readings(found.who, names):
        by = f" - {_credit(people)}" if people else ""
        at = f" at {event}" if event else ""
        for text in (headline, plain):
            title = text.removesuffix(f" ({date})") if date else text
            if title.endswith(f"{by}{at}") and len(title) > len(by + at):
                return Said(title[: len(title) - len(by + at)], people, event)
    return Said(headline)


def summed_up(summary: str, found: Facts) -> Said:
    """Take "Speakers: Title (Event)" apart."""
    summary = without_status(summary)
    for people, event in _readings(found.who, ()):
        before = f"{_credit(people)}: " if people else ""
        after = f" ({event})" if event else ""
        middle = summary[len(before) : len(summary) - len(after)]
        if middle and summary == f"{before}{middle}{after}":
            return Said(middle, people, event)
    return Said(summary)


def without_status(headline: str) -> str:
    """Remove the "Cancelled: " or "Postponed: " that our formats put before a title."""
    return headline.removeprefix("Cancelled: ").removeprefix("Postponed: ")


def _credit(people: Sequence[str]) -> str:
    shown = ", ".join(people[:_NAMED])
    return f"{shown} et al." if len(people) > _NAMED else shown


def _readings(who: str, names: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """List what "Ann, Ben and Cal at CityCode" can mean, the likeliest first."""
    if names:
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        if who == listed:
            yield tuple(names), ""
        if who.startswith(f"{listed} at "):
            yield tuple(names), who.removeprefix(f"{listed} at ")
    for match in islice(re.finditer(" at ", who), _READINGS):
        yield _apart(who[: match.start()]), who[match.end() :]
    yield _apart(who), ""
    yield (), who


def _apart(listed: str) -> tuple[str, ...]:
    first, _, last = listed.rpartition(" and ")
    return tuple(filter(None, (*first.split(", "), last)))


def link(address: str, label: str) -> Link:
    """Give a link the key that its label was made of: "Video 2", "Slides: PDF", or its host."""
    match = _KIND.fullmatch(label)
    if match:
        return Link(address, match[2] or "", _KEYS[match[1]])
    return Link(address, "" if label == host(address) else label, "links")


def host(address: str) -> str:
    """Name the host of an address, without "www."; "" if it has none."""
    return (split(address.strip()).hostname or "").removeprefix("www.")
