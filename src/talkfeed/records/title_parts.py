"""The title of a recording or post → the talk's title, its speakers, event and date.

"Ann Example - Rainbows | CityCode 2019", "Rainbows by Ann Example (CityCode, May 2019)". A part is
split off only if it can be just one thing; on which side of a dash the speakers are is learned from
all titles of a feed. Every part that is split off adds a doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple
from talkfeed.records.timestamps import NO_DATE, Phrase, as_found, read
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.model.imported import ImportOptions

SPLIT = "speaker and event are taken from the title: check both"
YEAR_ONLY = "only the year is known, from the name of the event"
_EDGES = re.compile(r"\s{1,9}[-–—|•·:/]{1,2}\s+|\s{0,9}[|\uff5c•]\s*|\s{0,9}(?:—|::)\s*")
_BRACKETS = re.compile(r"\s{0,9}[(\[]([^()\[\]\s][^()\[\]]{1,80})[)\]]\s*$")
_BY = re.compile(r"^(.{4,}?),?\s{1,9}(?:by|par|por|von)\s+(\S.*)", re.IGNORECASE)
_COLON = re.compile(r"^([^:]{5,60}):\s+(\S.*)$")
_YEAR = re.compile(r"\b(19[89]\d|20[0-4]\d)\b")
_OCCASION = re.compile(
    r"(?:conf|con|fest|summit|meetup|camp|fosdem|europython|pydata|unconference)\b", re.IGNORECASE
)
_GATHERING = re.compile(
    r"(?:conference|days?|workshop|symposium|congress|meeting|forum|week|festival|user ?group|"
    r"world|jam)\b",
    re.IGNORECASE,
)
_SORT = re.compile(
    r"(?:(?:opening|closing|invited|lightning|short)\s+)?(?:keynotes?|talks?|lectures?|tutorials?|"
    r"workshops?|panels?|sponsor\w*|sessions?|posters?)(?:\s+(?:\d+|speaker|talks?))?:?",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(
    r"\s{0,9}(?:,|&|\+|/|\band\b|\by\b|\bund\b|\bet\b|\be\b)\s*", re.IGNORECASE
)
_NAME = re.compile(
    r"[^\W\d_]\.|[^\W\d_a-z](?:(?![a-zß-ÿĀ-\u1fff])[^\W\d_])*+[a-zß-ÿĀ-\u1fff'\u2019][\w'\u2019.-]*"
    r"|[^\W\d_a-z][\w'\u2019.]*-[\w'\u2019.-]+"
)
_PARTICLE = re.compile("van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|zu|y")
_NO_NAME = re.compile(
    r"(?:a|about|an|and|api|app|apps|art|async|at|automating|aws|azure|beyond|big|build|"
    r"building|case|closing|cloud|code|coding|computing|creating|data|deep|demo|design|"
    r"develop|developing|django|docker|easy|effective|everything|fast|flask|for|from|"
    r"functional|future|game|getting|go|good|hello|how|html|in|inside|into|intro|"
    r"introducing|introduction|is|it|java|javascript|jupyter|keynote|kubernetes|learning|"
    r"let|lightning|linux|live|look|machine|make|making|microservices|mobile|modern|more|"
    r"my|network|new|numpy|on|open|opening|our|pandas|panel|part|performance|postgres|"
    r"practical|programming|project|pypy|python|react|rust|science|scientific|security|"
    r"session|simple|software|source|sql|state|static|system|systems|talk|talks|test|"
    r"testing|text|the|to|tools|towards|tutorial|type|understanding|unit|using|web|welcome|"
    r"what|when|where|why|with|work|workshop|world|writing|your)[.!?]*",
    re.IGNORECASE,
)
"""Words of titles that look like names where they are capitalised."""
_NAMES_AT_MOST, _WORDS_OF_EVENT, _LONGEST = 5, 7, 300
_MANY, _SHARE, _SHARE_BY = 4, 0.5, 0.1


class Parts(NamedTuple):
    """The parts of a title; `title` is the whole if nothing was split off."""

    title: str
    speakers: tuple[str, ...] = ()
    event: str = ""
    when: Phrase = NO_DATE
    doubts: tuple[str, ...] = ()


def people(text: str) -> tuple[str, ...]:
    """List the names of people if a text consists of nothing else.

    >>> people("Ann Example and Ben van Nobody"), people("Machine Learning")
    (('Ann Example', 'Ben van Nobody'), ())
    """
    names = [name for name in _BETWEEN_NAMES.split(text.strip().removeprefix("@")) if name]
    return tuple(names) if 0 < len(names) <= _NAMES_AT_MOST and all(map(_is_name, names)) else ()


def _is_name(text: str) -> bool:
    """Return whether a text has the form of a full name."""
    words = text.split()
    own = [word for word in words if not _PARTICLE.fullmatch(word)]
    if not 2 <= len(own) <= 4 or len(words) > 6 or words[-1] != own[-1]:  # noqa: PLR2004
        return False
    return all(_NAME.fullmatch(word) and not _NO_NAME.fullmatch(word) for word in own)


class _Undated(NamedTuple):
    """A title without date and event: the remaining parts, the kind of talk, date and event."""

    whole: str
    rest: str
    segments: tuple[str, ...]
    sort: str
    when: Phrase
    event: str


class _Pattern(NamedTuple):
    """Where the titles of a feed name people: None and False if most name none there."""

    side: int | None
    colon: bool
    by: bool


def split(titles: Iterable[str], options: ImportOptions) -> list[Parts]:
    """Split the titles of one feed, each by the pattern that most of them follow."""
    undated = [_without_occasion(line(title), options) for title in titles]
    pattern = _pattern(undated)
    return [_parts(one, pattern) for one in undated]


def _pattern(titles: Sequence[_Undated]) -> _Pattern:
    """Learn the pattern of a feed's titles: speakers before a dash (0) or after it (-1), and so on.

    Words such as "Model Calibration" in "Model Calibration - Is It Ready?" have the form of a name,
    so at least half of the titles must match; "by" is less ambiguous.
    """
    sides = {
        side: sum(len(one.segments) > 1 and bool(people(one.segments[side])) for one in titles)
        for side in (0, -1)
    }
    side = 0 if sides[0] >= sides[-1] else -1
    colon = sum(
        bool(match and people(match[1])) for match in (_COLON.match(one.rest) for one in titles)
    )
    by = sum(bool(match and people(match[2])) for match in (_BY.match(one.rest) for one in titles))
    enough = max(1, len(titles) * _SHARE)
    return _Pattern(
        side=side if sides[side] >= enough else None,
        colon=len(titles) >= _MANY and colon >= enough,
        by=by >= max(1, len(titles) * _SHARE_BY),
    )


def _without_occasion(text: str, options: ImportOptions) -> _Undated:
    """Remove date, event and kind of talk from a title; at least one part remains."""
    if len(text) > _LONGEST:
        return _Undated(text, text, (text,), "", NO_DATE, "")
    rest, when, event = _without_brackets(text, options)
    parts = [one.strip() for one in _EDGES.split(rest) if one.strip()]
    left = [one for one in parts if not _SORT.fullmatch(one)] or parts or [rest]
    sort = next((one for one in parts if one not in left), "")
    for place in (-1, 0, -1):
        if len(left) > 1 and not all(people(one) for one in left if one != left[place]):
            found, occasion = _occasion(left[place], options)
            if (found.text and not when.text) or (occasion and not event):
                when, event = (found if found.text else when), (occasion or event)
                left.pop(place)
    return _Undated(text, _joined(left, rest), tuple(left), sort, when, event)


def _parts(undated: _Undated, pattern: _Pattern) -> Parts:
    """Split the speakers off; the year in an event's name is the date if there is no other."""
    title, names = _without_people(undated, pattern)
    if not (names or undated.event or undated.when.text):
        return Parts(undated.whole)
    when, years = undated.when, set(_YEAR.findall(undated.event))
    if not when.text and len(years) == 1:
        when = Phrase(years.pop(), (YEAR_ONLY,))
    return Parts(title, names, undated.event, when, (SPLIT,) if names or undated.event else ())


def _without_brackets(text: str, options: ImportOptions) -> tuple[str, Phrase, str]:
    """Remove a date or an event in brackets from the end."""
    match = _BRACKETS.search(text)
    if match is None or match.start() == 0:
        return text, NO_DATE, ""
    when, event = _occasion(match[1].strip(), options)
    return (text[: match.start()] if when.text or event else text), when, event


def _occasion(text: str, options: ImportOptions) -> tuple[Phrase, str]:
    """Read a part that is only a date, an event, or "event, date"."""
    if _YEAR.search(text) and read(text, options):
        return as_found(text, options), ""
    before, comma, after = text.rpartition(", ")
    if comma and _YEAR.search(after) and read(after, options):
        return as_found(after, options), before
    is_known = bool(options.event) and text.casefold() == options.event.casefold()
    if is_known or (_is_event(text) and not people(text)):
        return NO_DATE, text
    return NO_DATE, ""


def _is_event(text: str) -> bool:
    """Return whether a part looks like the name of an event: short, with a year or such a word."""
    words = text.split()
    if len(words) > _WORDS_OF_EVENT or _SORT.fullmatch(text) or text[-1:] in "?!":
        return False
    if _OCCASION.search(words[-1]) or (len(words) > 1 and _YEAR.fullmatch(words[-1])):
        return True
    return bool(_YEAR.search(text) and (_OCCASION.search(text) or _GATHERING.search(text)))


def _without_people(undated: _Undated, pattern: _Pattern) -> tuple[str, tuple[str, ...]]:
    """Separate the title from its speakers: at an end, after "by", or before a colon."""
    segments, whole = undated.segments, undated.rest
    if len(segments) == 1 and undated.sort and (names := people(whole)):
        return undated.sort, names
    side = pattern.side
    if len(segments) > 1 and side is not None and (names := people(segments[side])):
        left = segments[1:] if side == 0 else segments[:-1]
        return _joined(left, whole), names
    by, colon = _BY.match(whole), _COLON.match(whole)
    if pattern.by and by and (names := people(by[2])):
        return by[1], names
    if pattern.colon and colon and (names := people(colon[1])):
        return colon[2], names
    return whole, ()


def _joined(segments: Sequence[str], whole: str) -> str:
    """Join adjacent parts with the signs that were between them."""
    start, last = whole.find(segments[0]), segments[-1]
    end = whole.find(last, start + sum(map(len, segments[:-1])))
    return line(whole[start : end + len(last)]) if start >= 0 <= end else " - ".join(segments)
