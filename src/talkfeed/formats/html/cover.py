"""Talk → its cover: classes of the shared style, which draws the words of a page on a ground.

The words on a cover are those of the page, so a cover costs a page some classes, loads nothing, and
wraps in any script with the fonts of the visitor. Covers of one event have one colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from zlib import crc32

from talkfeed.text import unmarked

if TYPE_CHECKING:
    from talkfeed.model import Talk

HUES, FIRST, STEP = 18, 120, 16
"""The number of colours, the first hue, and their distance: none is from yellow to olive."""
_WIDTHS = ((28, "xl"), (60, "l"), (110, "m"))
"""The width of titles at most, in letters, and the class for their size."""
_WIDE = ("F", "W")
"""The classes of characters as wide as two Latin letters (UAX 11)."""


def classes(talk: Talk) -> str:
    """Return the classes of a talk's cover: its colour, its pattern, the size of its title."""
    named = talk.occasion or next(iter(talk.tags), talk.title)
    return f"{colour(named)} k-{talk.kind or 'talk'} {_size(talk.title)}"


def colour(name: str) -> str:
    """Return the class of a name's colour, the same for all spellings in upper and lower case."""
    return f"h{crc32(unmarked(name).casefold().encode('utf-8', 'surrogatepass')) % HUES}"


def occasion(talk: Talk) -> str:
    """Return the event and the year of a talk in one line, without absent parts.

    A name that ends in the year, such as "PyCon 2015", has it already.
    """
    name = talk.occasion or next(iter(talk.tags), "")
    year = str(talk.when.start.year) if talk.when.start else ""
    return name if year and name.endswith(year) else " ".join(filter(None, (name, year)))


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name.

    >>> initials("Anil Madhavapeddy"), initials("田中")
    ('AM', '田')
    """
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    return "".join(word[0].upper() for word in (words[0], *words[1:][-1:]))


def _size(title: str) -> str:
    width = sum(1 + (east_asian_width(letter) in _WIDE) for letter in title)
    return next((size for most, size in _WIDTHS if width <= most), "s")
