"""The fields of an example → their places on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers.example.dating import find_date
from talkfeed.importers.example.lines import Spot, folded
from talkfeed.importers.page.links import absolute, same_address
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.dating import DateSpot
    from talkfeed.importers.example.lines import Line, Page
    from talkfeed.model.imported import ImportOptions, Plain

NOT_FOUND = "TF731"
FAR = 40
"""The most lines between the fields of one talk."""
MISSING = 60
"""What a field that is not found counts, in lines, where titles are on the page twice."""
MOST_TITLES = 8
_WORD = re.compile(r"\w+")
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"'}
_SHOWN = 80
TEXTS = ("event", "location")


class Example(NamedTuple):
    """The fields of a talk as a person gave them; `links` are pairs of a field and an address."""

    title: str
    speakers: tuple[str, ...] = ()
    event: str = ""
    location: str = ""
    date: str = ""
    links: tuple[tuple[str, str], ...] = ()
    fields: Mapping[str, Plain] = {}

    def text(self, name: str) -> str:
        """Return the text of a field."""
        value = getattr(self, name)
        return value if isinstance(value, str) else ", ".join(value)


class Located(NamedTuple):
    """Where the fields of an example are; `absent` are those that are nowhere near its title."""

    example: Example
    spots: Mapping[str, Spot]
    date: DateSpot | None
    links: Mapping[str, int]
    absent: tuple[str, ...] = ()


def example_of(fields: Mapping[str, Plain]) -> Example:
    """Read the fields of a talk in talks.yaml; a talk with `given` has those of the first."""
    given, whole = fields.get("given"), fields
    if isinstance(given, list | tuple) and given and isinstance(given[0], Mapping):
        fields = {**given[0], **{key: each for key, each in fields.items() if key != "given"}}
    people = fields.get("speakers") or fields.get("speaker") or ()
    listed = [people] if isinstance(people, str | Mapping) else people
    return Example(
        title=_name(fields.get("title", "")),
        speakers=tuple(filter(None, map(_name, listed))),
        event=_name(fields.get("event", "")),
        location=_name(fields.get("location", "")),
        date=" ".join(filter(None, (_name(fields.get(key, "")) for key in ("date", "time")))),
        links=tuple(_links(fields)),
        fields=whole,
    )


def completed(fields: Mapping[str, Plain], options: ImportOptions) -> Mapping[str, Plain]:
    """Add the speaker and the event that the options name for talks without one to an example."""
    found = dict(fields)
    if options.speaker and not (fields.get("speakers") or fields.get("speaker")):
        found["speakers"] = [options.speaker]
    if options.event and not fields.get("event") and "given" not in fields:
        found["event"] = options.event
    return found


def _name(value: Plain) -> str:
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)


def _links(fields: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    for row in KINDS:
        value = fields.get(row.field, ())
        for each in [value] if isinstance(value, str | Mapping) else value:
            address = each.get("url", "") if isinstance(each, Mapping) else each
            if address:
                yield row.field, str(address)


def places(line: Line, value: str) -> Iterator[Spot]:
    """Yield the places of a value in a line, compared word by word."""
    wanted = folded(value).split()
    words = [*_WORD.finditer(line.text)]
    here = [folded(match[0]) for match in words]
    for first in range(len(here) - len(wanted) + 1):
        if wanted and here[first] == wanted[0] and here[first : first + len(wanted)] == wanted:
            start, end = words[first].start(), words[first + len(wanted) - 1].end()
            yield Spot(line.number, *_with_signs(line.text, start, end, value))


def _with_signs(text: str, start: int, end: int, value: str) -> tuple[int, int]:
    """Extend a place by the signs beside it that the value has, too."""
    match = re.match(r"\W*", value)
    before = match[0] if match else ""
    after = value[_last_word(value) :]
    while before and start and text[start - 1] == before[-1]:
        start, before = start - 1, before[:-1]
    while after and end < len(text) and text[end] == after[0]:
        end, after = end + 1, after[1:]
    return start, end


def _last_word(value: str) -> int:
    return max((match.end() for match in _WORD.finditer(value)), default=0)


def locate(page: Page, example: Example, rules: DateRules, base: str) -> Located:
    """Find an example on the page: of several places, the one where most fields are near.

    Raises:
        Rejected: TF731, it has no title, or one that is not there; with the words that are missing,
            or the nearest line.
    """
    if not _WORD.search(example.title):
        raise Rejected(NOT_FOUND, "the example has no title", "give the title as on the page")
    titles = [spot for line in page.lines for spot in places(line, example.title)]
    if not titles:
        raise _not_found(page, example)
    found = [_around(page, example, title, rules, base) for title in titles[:MOST_TITLES]]
    return min(found, key=lambda one: one[0])[1]


def _around(
    page: Page, example: Example, title: Spot, rules: DateRules, base: str
) -> tuple[float, Located]:
    """Find the other fields near a title, and how far away they are altogether."""
    spots, cost, absent = {"title": title}, 0.0, []
    for name in ("speakers", *TEXTS):
        value = example.text(name)
        if not value:
            continue
        near = _nearest(page, title, value, example.speakers if name == "speakers" else ())
        if near is None:
            absent.append(name)
            cost += MISSING
        else:
            spots[name] = near[1]
            cost += near[0]
    date = find_date(page, title.line, example.date, rules) if example.date else None
    if example.date and date is None:
        absent.append("date")
    cost += MISSING if date is None else distance(page, title.line, date.line) + date.loss
    links = dict(_find_links(page, title.line, example, base))
    cost += sum(min(abs(index - title.line), FAR) for index in links.values()) / 4
    cost += FAR * (len(example.links) - len(links)) / 4
    return cost, Located(example, spots, date, links, tuple(absent))


def distance(page: Page, title: int, index: int) -> float:
    """Return how far a line is from the title's: below is nearer than above, a heading near."""
    if index >= title:
        return float(index - title)
    if page.lines[index].rank and any(one.number == index for one in page.headings_above(title)):
        return 1.5
    return 1.5 * (title - index)


def near_lines(page: Page, title: int) -> list[Line]:
    """Return the lines that may belong to a talk, the nearest to its title first."""
    around = page.lines[max(0, title - FAR) : title + FAR]
    above = (line for line in page.headings_above(title) if line.number < title - FAR)
    return sorted((*around, *above), key=lambda line: distance(page, title, line.number))


def _nearest(
    page: Page, title: Spot, value: str, names: Sequence[str]
) -> tuple[float, Spot] | None:
    """Find the nearest place of a text; of several names, the line that has them all."""
    best: tuple[float, Spot] | None = None
    for line in near_lines(page, title.line):
        far = distance(page, title.line, line.number)
        if best is not None and far >= best[0]:
            break
        for spot in _all_of(line, names) if names else places(line, value):
            cost = far + 0.5 * overlaps(spot, title)
            if best is None or cost < best[0]:
                best = cost, spot
    return best


def _all_of(line: Line, names: Sequence[str]) -> Iterator[Spot]:
    found = [next(places(line, name), None) for name in names]
    there = [spot for spot in found if spot is not None]
    if len(there) == len(names):
        yield Spot(line.number, min(one.start for one in there), max(one.end for one in there))


def overlaps(one: Spot, other: Spot) -> bool:
    """Return whether two places have characters in common."""
    return one.line == other.line and one.start < other.end and other.start < one.end


def address_key(address: str, base: str) -> str:
    """Return what all addresses of one thing have in common."""
    return same_address(absolute(address, base) or address)


def _find_links(page: Page, title: int, example: Example, base: str) -> Iterator[tuple[str, int]]:
    wanted = {address_key(address, base) for _, address in example.links}
    for line in near_lines(page, title):
        for mark in line.marks:
            address = address_key(mark.href, base) if mark.href else ""
            if address in wanted:
                wanted.discard(address)
                yield address, line.number


def _not_found(page: Page, example: Example) -> Rejected:
    """Say which words of a title are nowhere on the page, or which line is the nearest."""
    words = folded(example.title).split()
    there = [(line, set(folded(line.text).split())) for line in page.lines]
    known = set().union(*(one for _, one in there)) if there else set()
    missing = [word for word in words if word not in known]
    message = f"the title of the example is not on the page: '{example.title[:_SHOWN]}'"
    nearest = max(there, key=lambda one: sum(map(len, one[1] & set(words))), default=None)
    parts = [f"the page has no word {_quoted(missing)}"] if missing else []
    if nearest is not None and nearest[1] & set(words):
        parts.append(f"the nearest line is '{nearest[0].text[:_SHOWN]}'")
    return Rejected(NOT_FOUND, message, "; ".join(parts) or "the page has no text")


def _quoted(words: Iterable[str]) -> str:
    return " or ".join(f"'{word}'" for word in words)
