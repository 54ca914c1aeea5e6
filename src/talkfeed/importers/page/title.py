"""Sibling talks → the position of their title: the part that looks most like one in all of them.

A part is identified by its row and its style or position, such as the first emphasis of the first
row. One line may mislead; most siblings decide for all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.labels import is_label
from talkfeed.importers.page.people import is_named, is_titled, people
from talkfeed.importers.page.section_kinds import is_kind
from talkfeed.importers.page.segments import WEAK, Parsed, Piece, aside_end
from talkfeed.importers.page.vocabulary import eventness, placeness, titleness
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Part(NamedTuple):
    """A part of a line that may be the title; `key` names the same part of its siblings."""

    key: str
    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]


_LETTER = re.compile(r"[^\W\d_]")
_FEW = _SEGMENTS = 4
_AT_START = _ROWS = 3
_MIN_COVERAGE = 0.25


def parts_of(siblings: Sequence[Parsed], headed: Sequence[bool]) -> list[dict[str, Part]]:
    """List the parts of each line; a dash separates parts only if many siblings have one.

    One of its sides must also look like an event or a person in most of them.
    """
    pairs = list(zip(siblings, headed, strict=True))
    splits = _splits(siblings, headed)
    leading = sum(_has_lead(one) for one in siblings)
    if leading * 3 >= len(pairs) or not all(headed):
        splits |= {LEAD}
    found = [_parts(one, headed=head, splits=splits | {"-"}) for one, head in pairs]
    first = [each for each in found if any(key in each for key in ("h:0", "0:0"))]
    pairs_of = [(each.get(f"{row}:0"), each.get(f"{row}:1")) for each in first for row in "h0"]
    dashed = [(one, two) for one, two in pairs_of if one and two and two.pieces[0].join == "-"]
    telling = sum(
        _tells(one.text) or _tells(two.pieces[0].text) or any(map(_is_place, two.pieces))
        for one, two in dashed
    )
    if len(dashed) * 3 < len(first) or telling * 2 < len(dashed):
        return [_parts(one, headed=head, splits=splits) for one, head in pairs]
    return found


def _in_head(parsed: Parsed, *, headed: bool) -> list[Piece]:
    """Return the pieces of a heading that has rows below it, or else of the whole text."""
    end = parsed.line.text.find("\n") if headed else -1
    return [piece for piece in parsed.pieces if end < 0 or piece.start < end]


def _splits(siblings: Sequence[Parsed], headed: Sequence[bool]) -> frozenset[str]:
    """Return the signs that separate a title in most of the siblings.

    These are the full stop in "Title. Event, city" and the colon in "Ann Example: Title".
    """
    found = []
    stops = sum(
        any(piece.join == "." for piece in _in_head(one, headed=head))
        for one, head in zip(siblings, headed, strict=True)
    )
    if stops * 3 >= len(siblings) * 2:
        found.append(".")
    named = [_before_colon(one) for one in siblings]
    names = [text for text in named if people(text)]
    known = sum(is_named(people(text)[0]) for text in names)
    if len(names) * 5 >= len(siblings) * 3 and (len(names) >= _FEW or known * 2 >= len(names) > 0):
        found.append(":")
    return frozenset(found)


LEAD = "event:"
"""The mark among the signs that separate a title for a colon after an event."""


def _has_lead(parsed: Parsed) -> bool:
    first, after = [*parsed.pieces[:2], None, None][:2]
    return bool(first and after and after.join == ":" and _leads([first]))


def _before_colon(parsed: Parsed) -> str:
    """Return the text before a colon, "" if no piece has one before it."""
    pairs = zip(parsed.pieces, parsed.pieces[1:], strict=False)
    return next((one.text for one, after in pairs if after.join == ":"), "")


def _is_place(piece: Piece) -> bool:
    return placeness(piece.text) > weights.LIKE_A_PLACE


def _tells(text: str) -> bool:
    """Return whether a part is an event, a place, people or a kind of talk."""
    looks = eventness(text) > weights.EVENT_IN_LINE or placeness(text) > weights.LIKE_A_PLACE
    return looks or bool(people(text)) or is_kind(text)


def whole_parts(parsed: Parsed, *, headed: bool) -> dict[str, Part]:
    """List the parts of a line, ignoring dashes."""
    return _parts(parsed, headed=headed, splits=frozenset((LEAD,)))


def names_events(siblings: Sequence[dict[str, Part]], ranking: Sequence[str]) -> bool:
    """Return whether the titles of a page are only names of events."""
    texts = [each[ranking[0]].text for each in siblings if ranking and ranking[0] in each]
    if len(texts) < _FEW:
        return False
    eventful = sum(eventness(text) > 0 or placeness(text) > 0 for text in texts)
    return (
        eventful * 3 > len(texts) * 2
        and sum(map(titleness, texts)) / len(texts) < weights.NO_TITLES
    )


def _parts(parsed: Parsed, *, headed: bool, splits: frozenset[str]) -> dict[str, Part]:
    """List the parts of a line that may be its title, each under its key."""
    found: dict[str, Part] = {}
    start_of_titles = aside_end(parsed.line.text)
    for segment in _segments(parsed, splits, headed=headed):
        if segment[-1].end < start_of_titles:
            continue
        row = parsed.line.text.count("\n", 0, segment[0].start)
        if row >= _ROWS and segment[0].style != "hint:title":
            continue
        names = {str(row), "h" if row == 0 else ""}
        taken = sum(key.split(":")[0] in names for key in found)
        name = segment[0].style or str(min(taken, _SEGMENTS))
        key = f"{'h' if headed and row == 0 else row}:{name}"
        if (key not in found and not name.startswith("hint:")) or name == "hint:title":
            start, end = segment[0].start, segment[-1].end
            text = parsed.line.text[start:end]
            if parsed.line.text[end : end + 1] == ")" and text.count("(") > text.count(")"):
                end, text = end + 1, f"{text})"
            if name == "hint:title" or not (
                is_kind(text) or is_label(text) or is_titled(text) or not _LETTER.search(text)
            ):
                found.setdefault(key, Part(key, start, end, text, tuple(segment)))
    return found


def _segments(parsed: Parsed, splits: frozenset[str], *, headed: bool) -> Iterator[list[Piece]]:
    """Yield the pieces, with plain ones that are weakly separated joined.

    In a heading, words that are set off within its text belong to it.
    """
    segment: list[Piece] = []
    is_first = True
    for index, piece in enumerate(parsed.pieces):
        if headed and is_first and _is_within(piece, segment, parsed.pieces[index + 1 :]):
            segment.append(piece)
            continue
        goes_on = (
            segment
            and not piece.style
            and (not segment[-1].style or (len(segment) > 1 and not segment[0].style))
            and "\n" not in parsed.line.text[segment[-1].end : piece.start]
            and not (piece.join in {":", "-"} and _is_dated(parsed, segment[-1].end, piece.start))
            and (
                _is_loose(piece, segment, splits, is_first=is_first)
                or (is_first and _is_subtitle(piece, segment, parsed.pieces[index + 1 :]))
            )
        )
        if segment and not goes_on:
            yield segment
            segment, is_first = [], False
        segment.append(piece)
    if segment:
        yield segment


def _is_within(piece: Piece, segment: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Return whether words that are set off continue a phrase: "The end of “Feeds” as a word"."""
    if not segment or segment[0].style or piece.join or piece.style not in _SET_OFF:
        return False
    before = segment[-1].text
    is_name = len(segment) == 1 and (
        bool(people(before)) or eventness(before) > weights.LIKE_AN_EVENT
    )
    return not (is_name or is_kind(before)) and (" " in before or bool(after and not after[0].join))


_SET_OFF = frozenset(("em", "quote"))


def _is_subtitle(piece: Piece, segment: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Return whether a dash is that of a title: "FOLDR - A map that folds - CityCode"."""
    return (
        piece.join == "-"
        and " " not in segment[0].text
        and any(one.join == "-" for one in after)
        and titleness(piece.text) > weights.LIKE_A_TITLE
        and not _tells(piece.text)
    )


def _is_dated(parsed: Parsed, start: int, end: int) -> bool:
    """Return whether a date is between two pieces, as in "CityCode (17/11/2013): Feeds"."""
    return any(start <= date.start < end for date in parsed.dates)


def _is_loose(
    piece: Piece, segment: Sequence[Piece], splits: frozenset[str], *, is_first: bool
) -> bool:
    if piece.join in splits:
        return False
    if piece.join == "-":
        return True
    if piece.join == ":":
        return "." in splits or not (is_first and LEAD in splits and _leads(segment))
    return piece.join in WEAK


def _leads(segment: Sequence[Piece]) -> bool:
    """Return whether a text before a colon is an event or a kind of talk, and no title."""
    before = segment[-1].text
    is_event = eventness(before) > weights.EVENT_IN_LINE
    return is_kind(before) or (is_event and titleness(before) < weights.LIKE_A_TITLE)


def choose(siblings: Sequence[dict[str, Part]]) -> list[str]:
    """Rank the keys of all siblings by how much their parts look like titles."""
    keys = dict.fromkeys(key for each in siblings for key in each)
    return sorted(keys, key=lambda key: -_score(key, siblings))


def _own_score(part: Part) -> float:
    return _similarity(part.text) + _prior(part.key)


def _prior(key: str) -> float:
    """Score a key by its row and style alone."""
    row, _, style = key.partition(":")
    weight = weights.TITLE_CHOICE
    by_row = {"h": weight.heading, "0": weight.first_row}.get(row, weight.later_row)
    return weights.STYLES.get(style, 0.0) + by_row


def _score(key: str, siblings: Sequence[dict[str, Part]]) -> float:
    texts = [each[key].text for each in siblings if key in each]
    coverage = len(texts) / len(siblings)
    mean = sum(map(_similarity, texts)) / len(texts)
    parts = [each[key] for each in siblings if key in each]
    first = sum(p.start < _AT_START and not _NUMBERED.search(p.text) for p in parts) / len(texts)
    same = 1 - len(set(texts)) / len(texts)
    weight = weights.TITLE_CHOICE
    signs = weight.coverage * coverage + weight.at_start * first + weight.same_text * same
    return mean + _prior(key) + signs


_NUMBERED = re.compile(r"#\d{1,4}$")


def _similarity(text: str) -> float:
    return titleness(text) + weights.TITLE_CHOICE.people * bool(people(text))


def title_of(found: dict[str, Part], ranking: Sequence[str], *, has_event: bool) -> Part | None:
    """Return the title of one talk: the part its siblings share, or its own best."""
    if not found:
        return None
    is_like_others = bool(ranking) and ranking[0] in found
    usual = ranking[0].partition(":")[0] if ranking else ""
    in_row = [part for key, part in found.items() if key.partition(":")[0] == usual]
    part = found[ranking[0]] if is_like_others else max(in_row or found.values(), key=_own_score)
    first = found.get(f"{part.key.partition(':')[0]}:0")
    if first is not None and _is_displaced(part, first):
        part = first
    return _trimmed(part, has_event=has_event) if len(part.pieces) > 1 else part


def _is_displaced(part: Part, first: Part) -> bool:
    """Return whether the link of an event is at the place where siblings have a linked title."""
    is_link = part.key.endswith(":link") and first.start < part.start
    return is_link and not people(first.text) and _similarity(first.text) > titleness(part.text)


def _trimmed(part: Part, *, has_event: bool) -> Part:
    """Cut off the pieces after the title in the same plain text."""
    stop = len(part.pieces)
    for index, piece in enumerate(part.pieces[1:], 1):
        rule = _ENDS.get(piece.join)
        if piece.dated or (rule is not None and rule(piece)):
            stop = index
            break
    if stop == len(part.pieces) and not has_event:
        commas = [i for i, piece in enumerate(part.pieces) if i and piece.join == ","]
        stop = commas[0] if commas and _is_open(part.pieces[commas[0]]) else stop
    end = part.pieces[stop - 1].end
    text = part.text[: end - part.start]
    if text.count("(") > text.count(")") and part.text.startswith(")", len(text)):
        text += ")"
    return part._replace(end=part.start + len(text), text=text, pieces=part.pieces[:stop])


def _is_open(piece: Piece) -> bool:
    return piece.text[:1].isupper() or piece.text[:1].isdigit()


def _is_occasion(piece: Piece) -> bool:
    return eventness(piece.text) > weights.EVENT_IN_LINE or _is_place(piece)


def _is_at(piece: Piece) -> bool:
    return _is_open(piece) or piece.text.startswith(("the ", "#"))


_YEARED = re.compile(r"[A-ZÀ-Þ][^\s,]{0,30}(?: [^\s,]{1,30}){0,4} (?:19|20)\d\d")


def _names(piece: Piece) -> bool:
    return bool(people(piece.text)) or is_kind(piece.text)


def _ends_at_comma(piece: Piece) -> bool:
    names = people(piece.text)
    return _is_occasion(piece) or is_kind(piece.text) or (bool(names) and is_named(names[0]))


_ENDS: dict[str, Callable[[Piece], bool]] = {
    "at": _is_at,
    "@": _is_at,
    "during": _is_at,
    "with": lambda piece: piece.firm and bool(people(piece.text)),
    "-": lambda piece: (
        _YEARED.fullmatch(piece.text) is not None
        or eventness(piece.text) > weights.EVENT_IN_LINE
        or _names(piece)
    ),
    "in": _is_occasion,
    ",": _ends_at_comma,
    "(": lambda piece: _is_occasion(piece) or _names(piece),
    "#": lambda _: True,
}
