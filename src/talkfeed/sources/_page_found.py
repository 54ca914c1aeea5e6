"""Groups of talks → what was found of each, in the words of talks.yaml, with what is in doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.model.found import Found, Leftover, Plain, Sureness
from talkfeed.sources import _page_dates as dates_of
from talkfeed.sources._page_links import ROLES, Link, absolute, role_by_address, same_address
from talkfeed.sources._page_pieces import Parsed, parse
from talkfeed.sources._page_prose import read_prose
from talkfeed.sources._page_roles import Around, Person, read_around
from talkfeed.sources._page_title import Part, choose, names_events, parts_of, title_of, whole_parts
from talkfeed.sources._page_words import eventness, people
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.model import Precision
    from talkfeed.sources._line import Line
    from talkfeed.sources._page_context import Context
    from talkfeed.sources._page_dates import Dated
    from talkfeed.sources._page_units import Unit


class Talk(NamedTuple):
    """A talk as read from its lines; `doubts` are what a person should look at."""

    title: str
    date: str = ""
    around: Around = Around()
    links: tuple[Link, ...] = ()
    abstract: str = ""
    given: tuple[Talk, ...] = ()
    doubts: tuple[str, ...] = ()
    own_date: bool = False


_NAMED_BY_EVENT = "no title was found; the name of the event stands in its place"
_NO_TITLE = "no title was found"
_QUOTES = "\"'“”‘’„«»*_`"
_LIKE_AN_EVENT = 0.35
_FINE = ("minute", "minute range", "day", "day range")
_MONTHS = ("month", "month range", "season", "season range", "quarter", "half", "third of a year")


def read_units(units: Sequence[Unit], known: frozenset[str]) -> Iterator[Talk]:
    """Read the talks of a group, each in the light of its siblings and of the people of the page."""
    parsed = [parse(unit.line, unit.context.rules, headed=unit.headed) for unit in units]
    found = parts_of(parsed, [unit.headed for unit in units])
    ranking = choose(found)
    are_events = names_events(found, ranking)
    for unit, one, mine in zip(units, parsed, found, strict=True):
        whole = mine if ranking and ranking[0] in mine else whole_parts(one, headed=unit.headed)
        talk = _read(unit, one, _title(unit, one, whole, ranking), known)
        yield _named_by_event(talk) if are_events and not talk.around.event else talk


def _named_by_event(talk: Talk) -> Talk:
    around = talk.around._replace(event=talk.title)
    return talk._replace(around=around, doubts=(*talk.doubts, _NAMED_BY_EVENT))


def _title(unit: Unit, parsed: Parsed, mine: dict[str, Part], ranking: Sequence[str]) -> Part | None:
    known = title_of(mine, ranking, has_event=True)
    used = set(known.pieces) if known else set()
    others = any(piece not in used for piece in parsed.pieces)
    return title_of(mine, ranking, has_event=others or bool(unit.context.event or unit.given))


def _read(unit: Unit, parsed: Parsed, title: Part | None, known: frozenset[str]) -> Talk:
    start, end = (title.start, title.end) if title else (0, 0)
    outside_title = (piece for piece in parsed.pieces if piece.end <= start or piece.start >= end)
    rest = [piece for piece in outside_title if title is None or not _is_same(piece.text, title.text)]
    around = read_around(rest, known)
    prose = read_prose(unit.prose, unit.context.rules)
    around, shown = _without_shown(around)
    used = {around.event_href, *(person.href for person in around.speakers)}
    spare = [
        Link(piece.href, piece.text, role_by_address(piece.href) or "links")
        for piece in rest
        if piece.style == "link" and piece.href not in used
    ]
    links = [*parsed.links, *prose.links, *_title_links(parsed, start, end), *shown, *spare]
    outside = [date for date in parsed.dates if date.end <= start or date.start >= end]
    date, doubts, own = read_when(outside, unit.context, parsed.line.text)
    if prose.date and not unit.given and (not own or date.isdigit() and date in prose.date):
        date, own, doubts = prose.date, True, []
    around, stripped = _without_year(around, date)
    if not around.speakers and prose.speakers:
        around = around._replace(speakers=prose.speakers)
    around = around._replace(event_href=around.event_href or _event_link(around.event, unit.prose))
    if not around.event and (prose.event or unit.context.event):
        around = around._replace(
            event=prose.event or unit.context.event,
            event_href=prose.event_href or unit.context.event_href,
            location=around.location or unit.context.location,
        )
    given = tuple(_delivery(one, unit.context) for one in unit.given)
    name, companions = _companions(line(title.text) if title else "", parsed.line)
    if companions:
        speakers = (*around.speakers, *(one for one in companions if one not in around.speakers))
        around = around._replace(speakers=speakers, others=around.others or not around.speakers)
    known = {person.href for person in around.speakers}
    links = [link for link in links if link.address not in known]
    if given and not own:
        date, doubts = "", []
    return Talk(
        title=name.strip(_QUOTES + " ,;:-–—|·") if name else "",
        date=date or stripped,
        around=around,
        links=tuple(links),
        abstract=prose.text,
        given=given,
        doubts=tuple(doubts),
        own_date=own,
    )


def _is_same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one.casefold()) == re.sub(r"\W+", "", other.casefold())


def _event_link(event: str, prose: Sequence[Line]) -> str:
    """Find the link that an event's name has in the text about the talk."""
    return next(
        (
            span.value
            for row in prose
            for span in row.of("link")
            if event and event.lower() in row.text[span.start : span.end].lower()
            if "://" not in row.text[span.start : span.end]
        ),
        "",
    )


def with_full_names(talk: Talk, names: Mapping[str, Person]) -> Talk:
    """Name speakers in full who are called by their first names alone."""
    speakers = tuple(names.get(person.name, person) for person in talk.around.speakers)
    return talk._replace(around=talk.around._replace(speakers=speakers))


_KIND_FIRST = re.compile(
    r"^[\[(](?:invited|contributed|keynote|plenary|german|english|french|spanish|talk|workshop|poster|tutorial"
    r"|lightning|panel|webinar|podcast|[a-z]{2})(?: \w+)?[\])]\s*",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\s*[(\[](?:joint(?:ly)?|together|co-?\w+|given|authored|work)?\s*(?:with|w/|by)\s+([^()\[\]]+)[)\]]\s*$"
)


def _companions(title: str, row: Line) -> tuple[str, list[Person]]:
    """Take "(with Ann Example)" off a title."""
    title = _KIND_FIRST.sub("", title)
    match = _WITH.search(title)
    names = people(match[1]) if match else []
    if match is None or not names:
        return title, []
    hrefs = {row.text[span.start : span.end].strip(): span.value for span in row.of("link")}
    return title[: match.start()], [Person(name, hrefs.get(name, "")) for name in names]


def _delivery(row: object, context: Context) -> Talk:
    parsed = parse(row, context.rules)  # type: ignore[arg-type]
    date, doubts, own = read_when(parsed.dates, context, parsed.line.text)
    around, shown = _without_shown(read_around(parsed.pieces))
    return Talk("", date, around, (*parsed.links, *shown), doubts=tuple(doubts), own_date=own)


def _without_shown(around: Around) -> tuple[Around, list[Link]]:
    """Take a recording or slides for what they are where an event's name leads to them."""
    role = role_by_address(around.event_href) if around.event_href else ""
    if role in {"", "links", "paper"}:
        return around, []
    return around._replace(event_href=""), [Link(around.event_href, "", role)]


def _title_links(parsed: Parsed, start: int, end: int) -> list[Link]:
    """Give the links that the title itself leads to."""
    if start == end:
        return []
    return [
        Link(span.value, "", role_by_address(span.value) or "url")
        for span in parsed.line.of("link")
        if span.end > span.start
        if span.start < end and span.end > start
        or _is_same(parsed.line.text[span.start : span.end], parsed.line.text[start:end])
    ]


# --- dates --------------------------------------------------------------------------------------


def read_when(
    found: Iterable[Dated], context: Context, text: str
) -> tuple[str, list[str], bool]:
    """Choose the date of a talk: the phrase, what is in doubt, whether it is the talk's own."""
    dates = list(found)
    whole = sorted((date for date in dates if not date.partial), key=lambda d: _rank(d.precision))
    partial = [date for date in dates if date.partial]
    year = context.year
    if whole and (_rank(whole[0].precision) == 0 or not partial):
        return whole[0].phrase, _torn(whole[0]), True
    if partial and (year or whole):
        with_year = dates_of.only_year(whole[0].phrase) if whole else year
        phrase = dates_of.with_year(partial[0].phrase, with_year, context.rules) if with_year else ""
        if phrase:
            doubt = [] if whole else [f"the year {year} is that of the heading above"]
            return phrase, doubt, True
    if whole:
        return whole[0].phrase, [], True
    doubts = [f"there is no year in '{partial[0].phrase}'"] if partial else []
    doubts.extend(
        f"the date '{phrase}' can be read day first or month first"
        for phrase in dates_of.unread_dates(text)
    )
    if context.date:
        return context.date, [*doubts, "the date is that of the heading above"], False
    return "", doubts, False


def _torn(date: Dated) -> list[str]:
    return [f"'{date.unread}' is read as '{date.phrase}'"] if date.unread else []


def _rank(precision: Precision) -> int:
    if precision in _FINE:
        return 0
    return 1 if precision in _MONTHS else 2


_TRAILING_YEAR = re.compile(r"\s+['’]?((?:19|20)\d\d)$")


def _without_year(around: Around, date: str) -> tuple[Around, str]:
    """Give the year at the end of an event's name where there is no other date."""
    match = _TRAILING_YEAR.search(around.event)
    return around, match[1] if match and not date else ""


# --- fields -------------------------------------------------------------------------------------


def as_found(talk: Talk, base: str, owner: str, line_number: int) -> Found | Leftover:
    """Write a talk in the words of talks.yaml, or say why it is none."""
    doubts = list(talk.doubts)
    if not talk.title:
        return Leftover(text=_shown(talk), why=_NO_TITLE, line=line_number)
    fields: dict[str, Plain] = {"title": talk.title}
    speakers = _speakers(talk.around, owner, base)
    if speakers:
        fields["speakers"] = speakers
    fields.update(_occasion(talk, base, doubts))
    if talk.abstract:
        fields["abstract"] = talk.abstract
    if talk.given:
        fields["given"] = [_occasion(one, base, doubts) for one in talk.given]
    if not talk.date and not talk.given:
        doubts.append("no date was found")
    return Found(
        fields=fields, sureness=_sureness(talk), doubts=tuple(dict.fromkeys(doubts)), line=line_number
    )


def _shown(talk: Talk) -> str:
    return ", ".join(filter(None, (talk.around.event, talk.around.location, talk.date)))


def _occasion(talk: Talk, base: str, doubts: list[str]) -> dict[str, Plain]:
    fields: dict[str, Plain] = {}
    around = talk.around
    href = absolute(around.event_href, base) if around.event_href else ""
    name = line(around.event)
    if name:
        fields["event"] = {"name": name, "url": href} if href else name
    if talk.date:
        fields["date"] = line(talk.date)
    if around.location:
        fields["location"] = line(around.location)
    fields.update(_links(talk.links, base, doubts))
    return fields


def _speakers(around: Around, owner: str, base: str) -> list[Plain]:
    found: list[Plain] = [_person(person, base) for person in around.speakers]
    if owner and (not found or around.others) and owner not in map(_name, found):
        return [owner, *found]
    return found


def _name(person: Plain) -> str:
    return person if isinstance(person, str) else str(person["name"])  # type: ignore[call-overload]


def _person(person: Person, base: str) -> Plain:
    href = absolute(person.href, base) if person.href else ""
    return {"name": line(person.name), "url": href} if href else line(person.name)


def _links(links: Iterable[Link], base: str, doubts: list[str]) -> Mapping[str, Plain]:
    """Sort addresses by their roles; one role with several addresses has a list of them."""
    found: dict[str, list[Plain]] = {}
    seen: set[str] = set()
    for link in links:
        if link.address.startswith(("#", "mailto:", "tel:", "javascript:")) or not link.address:
            continue
        address = absolute(link.address, base)
        if not address:
            doubts.append(f"the address '{link.address[:80]}' is not complete")
            continue
        key = same_address(address)
        if key in seen:
            continue
        seen.add(key)
        role = link.role or role_by_address(address) or "links"
        value: Plain = {"url": address, "label": line(link.label)} if role == "links" and link.label else address
        found.setdefault(role, []).append(value)
    return {
        role: found[role][0] if len(found[role]) == 1 and role != "links" else found[role]
        for role in ROLES
        if role in found
    }


def _sureness(talk: Talk) -> Sureness:
    if _NAMED_BY_EVENT in talk.doubts:
        return Sureness.DOUBTFUL
    if talk.given or (talk.own_date and talk.around.event and not talk.doubts):
        return Sureness.SURE
    if talk.date or talk.around.event or talk.links or talk.around.speakers:
        return Sureness.LIKELY
    return Sureness.DOUBTFUL
