"""A line in the style of a list of references → hints for its speakers and its title.

"Lind, O., & Burr, P. (2018, March 4). Small stones [Conference presentation]. RockConf, Bergen" is
how the style of the American Psychological Association names a talk; "Lind O, Burr P. Small stones.
RockConf" is that of medicine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.line import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.importers.page.line import Line

_PARTICLE = r"(?:(?:van|von|de|da|del|della|den|der|di|du|la|le|ten|ter)[ ]){0,3}"
_FAMILY = (
    rf"{_PARTICLE}[A-ZÀ-ÖØ-ÞĀ-Ž][\w'\u2019-]{{1,30}}(?:[ ][A-ZÀ-ÖØ-ÞĀ-Ž][\w'\u2019-]{{2,30}})?"
)
_INITIALS = r"[A-ZÀ-ÖØ-Þ]\.(?:[ -]{0,2}[A-ZÀ-ÖØ-Þ]\.){0,3}"
_AND = r"(?:,[ ](?:&|and)[ ]|,[ ]|;[ ]|[ ](?:&|and)[ ])"
_DOTTED = rf"{_FAMILY},[ ]{_INITIALS}"
_BARE = rf"{_FAMILY}[ ][A-ZÀ-ÖØ-Þ]{{1,3}}(?!\w)"
_NAMES = re.compile(rf"(?:{_DOTTED}(?:{_AND}{_DOTTED}){{0,30}}|{_BARE}(?:{_AND}{_BARE}){{0,30}})")
_YEAR = re.compile(
    r",?[ ]{0,3}\((?:(?:19|20)\d\d[^()\n]{0,60}|in press|forthcoming|n\.d\.)\)[.,:]?\s{1,3}"
)
_AFTER_NAMES = re.compile(r"\.[ ]")
_STOP = re.compile(r"[ ]{0,3}\[|(?<=[\w)\"”'\u2019»])[.](?=\s|$)|(?<=[?!])(?=\s)|\n")
_PERSON = re.compile(rf"({_FAMILY})(?:,[ ]({_INITIALS})|[ ]([A-ZÀ-ÖØ-Þ]{{1,3}})(?!\w))")
_SHORTEST = 3


def cited(line: Line) -> Iterator[Span]:
    """Yield the hints of a line that begins as a reference does."""
    names = _NAMES.match(line.text)
    if names is None:
        return
    year = _YEAR.match(line.text, names.end())
    if year is not None:
        start = year.end()
    else:
        stop = _AFTER_NAMES.match(line.text, names.end() - names[0].endswith("."))
        if stop is None or "," not in names[0]:  # "Vitamin C. …" is no person
            return
        start = stop.end()
    end = _end_of_title(line, start)
    if end - start >= _SHORTEST:
        yield Span(0, names.end(), "hint", "speaker")
        yield Span(start, end, "hint", "title")


def _end_of_title(line: Line, start: int) -> int:
    """Return the end of a title: of the emphasis or link it begins with, or of its sentence."""
    set_off = (
        span.end
        for span in line.of("em", "strong", "link", "quote")
        if start - 1 <= span.start <= start + 1
    )
    stop = _STOP.search(line.text, start)
    end = max(set_off, default=stop.start() if stop else len(line.text))
    return start + len(line.text[start:end].rstrip(" ."))


def in_order(text: str) -> list[str]:
    """List people whose family names come first, each with the given name first.

    >>> in_order("Lind, O., & van Burr, P. Q."), in_order("Ann Example")
    (['O. Lind', 'P. Q. van Burr'], [])
    """
    bare = text.strip(" ,;")
    if not _NAMES.fullmatch(bare):
        return []
    return [
        f"{initials or ' '.join(f'{letter}.' for letter in letters)} {family}"
        for family, initials, letters in _PERSON.findall(bare)
    ]
