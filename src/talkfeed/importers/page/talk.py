"""Sibling units → talks: the title at the position most of them share, and the facts around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.date_choice import TalkDate, read_when
from talkfeed.importers.page.labels import begins_abstract, without_abstract_label
from talkfeed.importers.page.line import joined
from talkfeed.importers.page.links import Link, role_by_address
from talkfeed.importers.page.people import companions
from talkfeed.importers.page.prose import Prose, read_prose
from talkfeed.importers.page.roles import Around, Person, read_around
from talkfeed.importers.page.segments import Parsed, parse
from talkfeed.importers.page.siblings import with_speakers
from talkfeed.importers.page.title import (
    Part,
    choose,
    names_events,
    parts_of,
    title_of,
    whole_parts,
)
from talkfeed.importers.page.vocabulary import eventness, titleness
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import is_open, state_of, without_state
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.line import Line
    from talkfeed.importers.page.model import Unit
    from talkfeed.importers.page.segments import Piece


class Talk(NamedTuple):
    """A talk as read from its lines, `text`; `held` is its date, as far as it is known.

    `texts` are the plain fields with their texts. `is_part` says that it is below a heading for
    talks or in structured data, `is_set_off` that its title is in quotes, emphasis, a link or a
    heading.
    """

    title: str
    held: TalkDate = TalkDate()
    around: Around = Around()
    links: tuple[Link, ...] = ()
    abstract: str = ""
    given: tuple[Talk, ...] = ()
    doubts: tuple[str, ...] = ()
    text: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    status: str = ""
    is_part: bool = False
    is_set_off: bool = False


_SET_OFF = frozenset(("quote", "strong", "em", "link", "hint:title"))
NAMED_BY_EVENT = "no title was found; the name of the event is used"
_SIGNS = "\"'「」『』“”\u2018\u2019„«»*_`{} ,;:-–—|·"
_TRAILING_YEAR = re.compile(r"\s{1,9}['\u2019]?((?:19|20)\d\d)$")
_KIND_FIRST = re.compile(
    r"^[\[(](?:invited|contributed|keynote|plenary|german|english|french|spanish|talk"
    r"|workshop|poster|tutorial"
    r"|lightning|panel|webinar|podcast|[a-z]{2})(?: \w+)?[\])]\s*",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\s{0,9}[(\[](?:joint(?:ly)?|together|co-?\w+|given|authored|work)?\s{0,9}(?:with|w/|by|mit|avec|con|com|met|med)\s++"
    r"([^()\[\]]+)[)\]]\s*$"
)


def read_units(units: Sequence[Unit], known: frozenset[str]) -> Iterator[Talk]:
    """Yield the talks of a group, compared with their siblings; `known` people are named."""
    units = [*map(_without_abstract, units)]
    parsed = [parse(unit.line, unit.context.rules, headed=unit.headed) for unit in units]
    found = parts_of(parsed, [unit.headed for unit in units])
    ranking = choose(found)
    are_events = names_events(found, ranking)
    titles = [
        _title(
            unit,
            one,
            mine if ranking and ranking[0] in mine else whole_parts(one, headed=unit.headed),
            ranking,
        )
        for unit, one, mine in zip(units, parsed, found, strict=True)
    ]
    rest = [
        [piece for piece in one.pieces if _is_outside(piece, title)]
        for one, title in zip(parsed, titles, strict=True)
    ]
    rest = with_speakers(rest, titles, [one.line.text for one in parsed])
    for unit, one, title, pieces in zip(units, parsed, titles, rest, strict=True):
        talk = _read(unit, one, title, pieces, known)
        if are_events and eventness(talk.around.event) <= eventness(talk.title):
            place = ", ".join(filter(None, (talk.around.event, talk.around.location)))
            around = talk.around._replace(event=talk.title, event_href="", location=place)
            talk = talk._replace(around=around, doubts=(*talk.doubts, NAMED_BY_EVENT))
        yield talk


def _without_abstract(unit: Unit) -> Unit:
    """Move the rows from "Abstract:" on to the prose, but for those with links to media."""
    rows = unit.line.rows() if "\n" in unit.line.text else []
    start = next((i for i, row in enumerate(rows) if i and begins_abstract(row.text)), len(rows))
    told = [row for row in rows[start:] if not row.of("media", "link")]
    if not told:
        return unit
    kept = joined([*rows[:start], *(row for row in rows[start:] if row not in told)])
    return unit._replace(line=kept, prose=(*told, *unit.prose))


def _title(
    unit: Unit, parsed: Parsed, mine: dict[str, Part], ranking: Sequence[str]
) -> Part | None:
    known = title_of(mine, ranking, has_event=True)
    used = set(known.pieces) if known else set()
    others = any(piece not in used for piece in parsed.pieces)
    return title_of(mine, ranking, has_event=others or bool(unit.context.event or unit.given))


def _read(
    unit: Unit,
    parsed: Parsed,
    title: Part | None,
    rest: Sequence[Piece],
    known: frozenset[str],
) -> Talk:
    """Read one talk, whose title has been found, and the pieces beside it."""
    start, end = (title.start, title.end) if title else (0, 0)
    rest, status = _status(parsed, rest, start, end)
    prose = read_prose(unit.prose, unit.context.rules)
    shown_title, stated = without_state(line(title.text) if title else "")
    name, beside = _companions(shown_title, parsed.line)
    name = _without_quotes(name)
    read, shown = _without_shown(read_around(rest, known))
    around = _completed(_joined_by(read, beside), unit, prose)
    people_of = {person.href for person in around.speakers}
    links = [
        *_title_links(parsed, start, end),
        *parsed.links,
        *prose.links,
        *shown,
        *_spare_links(rest, around),
    ]
    others = _other_titles(rest, name)
    outside = [date for date in parsed.dates if date.end <= start or date.start >= end]
    return Talk(
        title="" if is_open(name) else name,
        held=_held(read_when(outside, unit.context, parsed.line.text), unit, prose, around),
        around=around,
        links=tuple(link for link in links if link.address not in people_of),
        abstract=without_abstract_label(prose.text),
        given=tuple(_delivery(one, unit.context) for one in unit.given),
        text=parsed.line.text,
        texts=unit.texts,
        doubts=tuple(f"the line may hold another talk: '{other}'" for other in others),
        status=stated or status,
        is_part=unit.context.is_part,
        is_set_off=unit.headed or _is_set_off(title),
    )


def _is_set_off(title: Part | None) -> bool:
    """Return whether a title is in quotes, emphasis or a link."""
    return title is not None and any(piece.style in _SET_OFF for piece in title.pieces)


def _other_titles(rest: Sequence[Piece], name: str) -> list[str]:
    """Return the quoted texts after people or a colon in the line of a talk: further titles."""
    return [
        shown
        for piece in rest
        if piece.style == "quote" and piece.join in {":", "by"}
        if (shown := _without_quotes(piece.text)) != name
        if titleness(shown) > weights.LIKE_A_TITLE
    ]


def _status(parsed: Parsed, rest: Sequence[Piece], start: int, end: int) -> tuple[list[Piece], str]:
    """Return the pieces without words such as "cancelled", and the status they name.

    A title that is struck through is cancelled.
    """
    stated = [state_of(piece.text) for piece in rest]
    pieces = [piece for piece, state in zip(rest, stated, strict=True) if not state]
    is_struck = start < end and any(
        span.start <= start and end <= span.end + 1 for span in parsed.line.of("struck")
    )
    status = next(filter(None, stated), "cancelled" if is_struck else "")
    return pieces, status


_QUOTES = "\"'\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f"
_LAST_QUOTE = re.compile(rf"\s[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]$")


def _without_quotes(title: str) -> str:
    """Strip the signs around a title, but not the quotation marks of its last words."""
    bare = title.strip(_SIGNS)
    end = title.rstrip(" *_`,;:-–—|·")
    inner = _LAST_QUOTE.search(end)
    return f"{bare}{end[-1]}" if inner and bare.endswith(inner[1]) else bare


def _is_outside(piece: Piece, title: Part | None) -> bool:
    return title is None or (
        (piece.end <= title.start or piece.start >= title.end)
        and not _is_same(piece.text, title.text)
    )


def _held(read: TalkDate, unit: Unit, prose: Prose, around: Around) -> TalkDate:
    """Choose between a talk's lines, the sentences about it, and the year in its event's name."""
    is_vague = not read.is_own or (read.phrase.isdigit() and read.phrase in prose.date)
    if unit.given and not read.is_own:
        return TalkDate()
    if prose.date and not unit.given and is_vague:
        return TalkDate(prose.date, is_own=True)
    year = _TRAILING_YEAR.search(around.event)
    return (
        TalkDate(year[1], read.doubts, is_own=True)
        if year and not (read.phrase or read.is_own)
        else read
    )


def _joined_by(around: Around, companions: Sequence[Person]) -> Around:
    new = [one for one in companions if one not in around.speakers]
    if not new:
        return around
    others = around.others or not around.speakers
    return around._replace(speakers=(*around.speakers, *new), others=others)


def _completed(around: Around, unit: Unit, prose: Prose) -> Around:
    """Fill the gaps of a talk from the prose about it and the heading above."""
    around = around._replace(
        speakers=around.speakers or prose.speakers,
        event=around.event or prose.event,
        event_href=around.event_href
        or (_event_link(around.event, unit.prose) if around.event else prose.event_href),
    )
    context = unit.context
    if around.event or not context.event:
        return around
    return around._replace(
        event=context.event,
        event_href=context.event_href,
        location=around.location or context.location,
    )


def _spare_links(rest: Sequence[Piece], around: Around) -> Iterator[Link]:
    """Yield the links that are neither the event's nor a person's."""
    linked = {around.event_href, *(person.href for person in around.speakers)}
    for piece in rest:
        if piece.style == "link" and piece.href not in linked:
            yield Link(piece.href, piece.text, role_by_address(piece.href) or "links")


def _is_same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one.casefold()) == re.sub(r"\W+", "", other.casefold())


def _event_link(event: str, prose: Sequence[Line]) -> str:
    """Return the link of an event's name in the prose about the talk."""
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
    """Replace first names of speakers by their full names."""
    full = [names.get(person.name, person) for person in talk.around.speakers]
    speakers = tuple({person.name: person for person in reversed(full)}.values())[::-1]
    return talk._replace(around=talk.around._replace(speakers=speakers))


def _companions(title: str, row: Line) -> tuple[str, list[Person]]:
    """Split "(with Ann Example)" off a title."""
    title = _KIND_FIRST.sub("", title)
    match = _WITH.search(title)
    names = companions(match[1]) if match else []
    if match is None or not names:
        return title, []
    hrefs = {row.text[span.start : span.end].strip(): span.value for span in row.of("link")}
    return title[: match.start()], [Person(name, hrefs.get(name, "")) for name in names]


def _delivery(row: Line, context: Context) -> Talk:
    """Read one delivery of a talk."""
    parsed = parse(row, context.rules)
    around, shown = _without_shown(read_around(parsed.pieces))
    held = read_when(parsed.dates, context, row.text)
    return Talk("", held, around, (*parsed.links, *shown), text=row.text)


def _without_shown(around: Around) -> tuple[Around, list[Link]]:
    """Turn the link of an event's name into one of the talk if it is a recording or slides."""
    role = role_by_address(around.event_href) if around.event_href else ""
    if role in {"", "links", "paper"}:
        return around, []
    return around._replace(event_href=""), [Link(around.event_href, "", role)]


def _title_links(parsed: Parsed, start: int, end: int) -> list[Link]:
    """Return the links on the title itself."""
    if start == end:
        return []
    return [
        Link(span.value, "", role_by_address(span.value) or "url")
        for span in parsed.line.of("link")
        if span.end > span.start
        if (span.start < end and span.end > start)
        or _is_same(parsed.line.text[span.start : span.end], parsed.line.text[start:end])
    ]
