"""The pieces around a title → speakers, event and place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.employers import employers
from talkfeed.importers.page.event_names import held_apart, led_in, whole_name, without_quotes
from talkfeed.importers.page.labels import is_label, role_of_head
from talkfeed.importers.page.language import is_weekday
from talkfeed.importers.page.links import is_profile, role_by_address
from talkfeed.importers.page.people import (
    companions,
    is_named,
    is_titled,
    leading_person,
    people,
    speakers,
)
from talkfeed.importers.page.section_kinds import is_kind
from talkfeed.importers.page.vocabulary import eventness, is_host, placeness
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.page.segments import Piece


class Person(NamedTuple):
    """A speaker, and the address of a page about them, "" if there is none."""

    name: str
    href: str = ""


class Around(NamedTuple):
    """The facts around a title; if `others`, the speakers are co-speakers of the page's owner."""

    speakers: tuple[Person, ...] = ()
    event: str = ""
    event_href: str = ""
    location: str = ""
    others: bool = False


_ONLINE = re.compile(r"(?:online|remote|virtual|hybrid)(?: (?:event|talk|meetup))?", re.IGNORECASE)
_NOTHING = re.compile(
    r"[\d\s./:–-]+(?:min(?:ute|uten)?s?|h)?"
    r"|(?:paper|poster|talk|abstract|submission|slot|no\.?|nr\.?|id) ?#?\d+"
    r"|links?|\[?\*?new!?\*?\]?|(?:poster |paper |talk |lecture |co-|first "
    r"|most recently |i )?(?:presented|given|held|delivered|recorded|hosted)"
    r"(?: (?:on|in|at)(?: (?:19|20)\d\d)?)?|[a-z]{2}",
    re.IGNORECASE,
)
_CONNECTING = frozenset(
    [
        "or",
        "and",
        "und",
        "et",
        "y",
        "e",
        "og",
        "och",
        "mit",
        "avec",
        "con",
        "com",
        "met",
        "with",
        "at",
        "on",
        "via",
        "here",
        "the",
        "by",
        "of",
        "from",
        "also",
        "see",
        "in",
        "for",
    ]
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HANDLE = re.compile(r"@[\w.-]+(?: [\w.-]+)?")
_EMAIL = re.compile(r"[\w.+-]++@[\w.-]+")
_TALK_AT = re.compile(
    r"^(?:(?:an?|the|my|invited|contributed|keynote|plenary|lightning|short|guest|conference|given"
    r"|presented|delivered|talk|speech|workshop|session|lecture|presentation|tutorial|panel)\s+)+"
    r"(?:at|@)\s+|^(?:invited |keynote |lightning )?(?:talk|presentation)\s+(?:in|for|to)\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:at|in|for|the|@)\s+", re.IGNORECASE)


def read_around(pieces: Sequence[Piece], known: frozenset[str] = frozenset()) -> Around:
    """Read the pieces of a talk outside its title; `known` people speak elsewhere on the page."""
    named_people: dict[Person, None] = {}
    open_pieces: list[Piece] = []
    others = False
    named_at = _named(pieces, known)
    employed = employers(pieces, named=[bool(names) for names in named_at])
    for index, piece in enumerate(pieces):
        named = named_at[index]
        if named:
            is_with = piece.join == "with" or piece.style == "hint:companion"
            others = others or (is_with and not named_people)
            named_people.update(dict.fromkeys(named))
        elif index in employed:
            continue
        elif piece.style.startswith("hint:") or not (_says_nothing(piece.text) or _shows(piece)):
            open_pieces.append(piece)
    event, location = _event_and_place(open_pieces)
    name = without_quotes(event.text) if event else ""
    name = _ARTICLE.sub("", _TALK_AT.sub("", name))
    href = event.href if event else ""
    is_hinted = any(piece.style == "hint:location" for piece in open_pieces)
    if not name and is_hinted and "," in location:  # what is called the place begins with the event
        name, _, location = map(str.strip, location.partition(","))
        href = next((piece.href for piece in open_pieces if piece.href), "")
    return Around(tuple(named_people), name, href, location, others)


def _named(pieces: Sequence[Piece], known: frozenset[str]) -> list[list[Person]]:
    """List the people of each piece: by its own evidence, or next to a piece that has it."""
    found: list[list[Person]] = []
    for index, piece in enumerate(pieces):
        after = pieces[index + 1 : index + 3]
        is_after_people = bool(index and people(pieces[index - 1].text))
        found.append(_speakers(piece, after, is_after_people=is_after_people))
    for start, stop in _lists(pieces):
        if any(found[start:stop]):
            found[start:stop] = [
                [Person(name, one.href) for name in people(one.text) or [one.text]]
                for one in pieces[start:stop]
            ]
    for index in (*range(len(pieces)), *reversed(range(len(pieces)))):
        names = people(pieces[index].text) if not found[index] else []
        in_row = (
            index + 1 < len(pieces) and found[index + 1] and pieces[index + 1].join in _IN_ROW
        ) or (index and found[index - 1] and pieces[index].join in _IN_ROW)
        is_free = not pieces[index].style.startswith("hint:")
        if names and is_free and ((in_row and is_named(names[0])) or set(names) <= known):
            href = pieces[index].href if len(names) == 1 else ""
            found[index] = [Person(name, href) for name in names]
    return found


def _lists(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of long lists of people: most pieces between commas have such a form."""
    starts = [index for index, one in enumerate(pieces) if one.join not in _IN_ROW]
    for start, stop in pairwise([*starts, len(pieces)]):
        texts = [one.text for one in pieces[start:stop]]
        named = sum(bool(people(text)) for text in texts)
        if len(texts) >= _LONG_LIST and named * 4 >= len(texts) * 3:
            yield start, stop


_LONG_LIST = 3
_IN_ROW = frozenset((",", "and", "&", "/", "und", "et", "y", "e", "og", "och"))


def _says_nothing(text: str) -> bool:
    return (
        text in _CONNECTING
        or bool(_NOTHING.fullmatch(text))
        or is_kind(text)
        or is_label(text)
        or role_of_head(text) in {"date", "time"}
        or bool(_HANDLE.fullmatch(text) or _YEAR.fullmatch(text) or _EMAIL.fullmatch(text))
        or is_weekday(text)
    )


def _shows(piece: Piece) -> bool:
    """Return whether a text is a link to slides or a recording, and does not name an event."""
    role = role_by_address(piece.href) if piece.style == "link" else ""
    is_name = bool(eventness(piece.text) or re.search(r"[A-ZÀ-Þ\d]", piece.text))
    return role not in {"", "links", "paper"} and not is_name


def _speakers(piece: Piece, after: Sequence[Piece], *, is_after_people: bool) -> list[Person]:
    """List the people of a piece if it or the two after it have evidence that it names them."""
    if piece.style == "hint:speaker":
        names = speakers(piece.text)
        return [Person(name, piece.href if len(names) == 1 else "") for name in names]
    if piece.style == "hint:companion":
        return [Person(name, piece.href) for name in companions(piece.text)]
    if piece.style.startswith("hint:"):
        return []
    names = people(piece.text)
    says_so = (
        piece.join == "by"
        or (piece.join == "from" and piece.style in {"link", "strong"})
        or is_titled(piece.text)
        or (piece.start == 0 and bool(piece.style) and piece.text.endswith(":"))
        or (piece.join == "(" and not is_after_people and piece.style != "em" and not piece.dated)
        or (piece.join == "with" and (piece.firm or piece.style == "link" or not after))
        or (piece.join in {"and", ","} and piece.style == "link" and is_profile(piece.href))
        or (piece.style == "link" and is_profile(piece.href) and not _goes_on(after))
        or (
            bool(after)
            and after[0].join in {"at", "@"}
            and piece.join not in {"at", "@", "in"}
            and not _is_event_at_place(piece, after)
        )
    )
    if names and says_so:
        href = piece.href if len(names) == 1 else ""
        return [Person(name, href) for name in names]
    if piece.join == "by":
        name = leading_person(piece.text) or (piece.text if len(piece.text.split()) < 4 else "")  # noqa: PLR2004
        return [Person(name, piece.href)] if name else []
    return []


def _is_event_at_place(piece: Piece, after: Sequence[Piece]) -> bool:
    """Distinguish "Tech In Finance @ Malaga, Spain" from "Ann Example at a conference in Spain"."""
    if placeness(_join_places(after[:2])) < weights.LIKE_A_PLACE:
        return False
    return eventness(piece.text) > 0 or (len(after) > 1 and after[1].join == ",")


def _goes_on(after: Sequence[Piece]) -> bool:
    """Return whether a sentence continues after a name."""
    return bool(after) and not after[0].join and after[0].text[:1].islower()


def _event_and_place(pieces: list[Piece]) -> tuple[Piece | None, str]:
    """Choose the event, and take the pieces after it as the place."""
    pieces = list(led_in(pieces))
    hinted = next((piece for piece in pieces if piece.style == "hint:event"), None)
    place = next((piece for piece in pieces if piece.style == "hint:location"), None)
    rest = [piece for piece in pieces if not piece.style.startswith("hint:")]
    rest = [piece for piece in held_apart(rest) if not is_kind(piece.text)]
    best = max(range(len(rest)), key=lambda index: _event_score(rest, index), default=0)
    event = hinted or next(iter(rest[best:]), None)
    if event is None or (not hinted and (_is_told(event.text) or _is_tag(event))):
        return None, place.text if place else ""
    is_at = bool(rest) and (event.join in {"at", "@"} and event is rest[0])
    is_followed = event in rest[:-1] and rest[rest.index(event) + 1].join in {"at", "@"}
    if not hinted and _is_place(event) and not is_at and not is_followed:
        return None, place.text if place else _join_places(rest)
    if event not in rest:
        return event, place.text if place else _join_places(_places(rest))
    follow = rest[rest.index(event) + 1 :]
    event = whole_name(_with_dash(_spelt_out(event, rest), rest), rest)
    return event, place.text if place else _join_places(_places(follow))


def _is_told(text: str) -> bool:
    """Return whether a text is too long for a name, and has no word for an event."""
    is_long = len(text.split()) > weights.EVENT_CHOICE.long_words
    return (is_long and eventness(text) < weights.LIKE_AN_EVENT) or bool(_FULL_STOP.search(text))


def _is_tag(piece: Piece) -> bool:
    """Return whether a text is in lower case, as a tag or a remark: "hep-th", "video pending"."""
    is_lower = piece.style != "link" and _LOWER.fullmatch(piece.text) is not None
    return is_lower and not eventness(piece.text)


_LOWER = re.compile(r"[\sa-zß-öø-ÿ()'’–-]+")  # noqa: RUF001
_FULL_STOP = re.compile(r"。")


def _with_dash(event: Piece, pieces: Sequence[Piece]) -> Piece:
    """Join both sides of "ECDA - Conference on Data Analysis"."""
    index = pieces.index(event) if event in pieces else len(pieces)
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    is_joined = after and after.join == "-" and not after.style and not _is_place(after)
    if after and is_joined and eventness(after.text) > weights.LIKE_AN_EVENT:
        return event._replace(text=f"{event.text} - {after.text}")
    if (
        event.join == "-"
        and 0 < index < len(pieces)
        and eventness(pieces[index - 1].text) > weights.LIKE_AN_EVENT
    ):
        return event._replace(text=f"{pieces[index - 1].text} - {event.text}")
    return event


def _spelt_out(event: Piece, pieces: Sequence[Piece]) -> Piece:
    """Join both names of "Example Conference (EC)"."""
    index = pieces.index(event)
    before = pieces[index - 1] if index else None
    is_short = len(event.text.split()) == 1 and len(event.text) < 12  # noqa: PLR2004
    if before is None or not is_short or event.join != "(" or _is_place(before):
        return event
    return before._replace(text=f"{before.text} ({event.text})", href=before.href or event.href)


def _is_place(piece: Piece) -> bool:
    is_here = placeness(piece.text) > weights.LIKE_A_PLACE or bool(_ONLINE.fullmatch(piece.text))
    return is_here and eventness(piece.text) < weights.NO_PLACE and piece.style != "link"


def _event_score(pieces: Sequence[Piece], index: int) -> float:
    """Score how likely a piece is the event among the pieces beside a title."""
    piece, weight = pieces[index], weights.EVENT_CHOICE
    words, own = len(piece.text.split()), eventness(piece.text)
    is_sentence = (
        not piece.style and words > weight.sentence_words and own < weight.sentence_eventness
    )
    is_at = {"at", "@"}
    is_followed = index + 1 < len(pieces) and pieces[index + 1].join in is_at
    signs = (
        (weight.link, piece.style == "link"),
        (weight.per_place, min(index, weight.last_place)),
        (weight.sentence, is_sentence or piece.text.endswith(("?", "!"))),
        (weight.after_at, piece.join in is_at and index == 0),
        (weight.emphasis, piece.style in {"em", "strong"}),
        (weight.before_at, is_followed),
        (weight.place, _is_place(piece) and not is_followed),
        (weight.long, words > weight.long_words),
        (weight.later_host, index > 0 and not piece.style and is_host(piece.text)),
        (weight.no_name, not re.search(r"[A-Z\d]", piece.text)),
    )
    return sum((each * sign for each, sign in signs), start=own)


def _places(follow: Sequence[Piece]) -> list[Piece]:
    """Return the pieces after an event that name its place."""
    found: list[Piece] = []
    for piece in follow:
        is_short = len(piece.text.split()) <= 6  # noqa: PLR2004
        fits = piece.join in {",", ".", "in", "@", "at", "(", "-", "|", "\n", "#", "/"}
        is_named = piece.text[:1].isupper() and is_short
        goes_on = bool(found) and piece.join != "\n"
        is_place = _is_place(piece) or (is_named and (goes_on or piece.join in _BEFORE_PLACE))
        if fits and is_place:
            found.append(piece)
        elif found:
            break
    return found


_BEFORE_PLACE = frozenset((",", ".", "in", "@"))


def _join_places(pieces: Sequence[Piece]) -> str:
    return ", ".join(piece.text for piece in pieces)
