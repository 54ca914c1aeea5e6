r"""What is told → what a library writes of it, the library being asked once for each form.

A library builds a tree of every entry, and the trees of most entries differ in their texts alone.
So what is told is plain: texts, nothing where one is absent, and rows of such. Texts apart, it has
a shape; the library writes one document of each shape with gaps for the texts, which are then
filled as the library would. Whoever fills them, the bytes are the library's own.

    >>> fill(lambda told: f'<a b="{told[0]}">{told[1]}</a>'.encode(), ('"', "1 < 2"))
    b'<a b="&quot;">1 &lt; 2</a>'
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from talkfeed.text import xml_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Told = str | None | tuple["Told", ...]
    Rows = tuple[Told, ...]
    Write = Callable[[Any], bytes]
    """Has a library write the rows that it is given."""

SHAPES = 1024
"""So many forms are at hand. Twenty thousand talks of all the world have half as many."""

_GAP = re.compile("\ue000([0-9]+)\ue001".encode())
_APART = b"\0"
"""Stands between texts that are escaped together; XML cannot carry it."""
_NOT_XML = bytes({*range(1, 0x20)} - {*b"\t\n\r"})
_ENDS_OF_PLANE = "\ufffe\uffff"
_IN_TEXT = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;"))
_IN_ATTRIBUTE = ((b'"', b"&quot;"), (b"\n", b"&#10;"), (b"\t", b"&#9;"))
"""What libxml2 escapes, and in an attribute further."""


class Form(NamedTuple):
    """What a library wrote of a shape: the parts between gaps, and which text fills which gap.

    `quoted` are the ranks of the texts that stand in attributes; these follow after all texts.
    """

    parts: tuple[bytes, ...]
    quoted: tuple[int, ...]
    order: tuple[int, ...]

    def fill(self, texts: list[bytes]) -> bytes:
        """Write the texts into the gaps; they are escaped but for what only attributes need."""
        quoted = _APART.join([texts[rank] for rank in self.quoted])
        for sign, escaped in _IN_ATTRIBUTE:
            quoted = quoted.replace(sign, escaped)
        filling = [*texts, *quoted.split(_APART)]
        filled = [*self.parts]
        filled[1::2] = [filling[rank] for rank in self.order]
        return b"".join(filled)


def fill(write: Write, told: Rows) -> bytes:
    """Write what `write` would, by the form it made for another of the same shape.

    A library may leave out an element whose text is empty, so it is asked about such a text itself.
    """
    texts: list[str] = []
    shape = _take(told, texts)
    escaped = _escape(texts)
    if len(escaped) != len(texts) or b"" in escaped:
        return write(_give(told, map(xml_safe, texts)))
    return _form(write, shape).fill(escaped)


def _escape(texts: list[str]) -> list[bytes]:
    """Write what stands between tags, as libxml2 does, without what XML cannot carry (1.0, 2.2).

    A text with a NUL comes back in two, so that whoever counts them sees it.
    """
    text = "\0".join(texts)
    for end in _ENDS_OF_PLANE:
        if end in text:  # which takes a fifth of the time
            text = text.replace(end, "")
    octets = text.encode(errors="ignore").translate(None, _NOT_XML)
    for sign, escaped in _IN_TEXT:
        octets = octets.replace(sign, escaped)
    return octets.split(_APART)


@lru_cache(maxsize=SHAPES)
def _form(write: Write, shape: Rows) -> Form:
    """Have a shape written with a gap for each text."""
    numbers = count()
    parts = _GAP.split(write(_give(shape, (f"\ue000{number}\ue001" for number in numbers))))
    texts = next(numbers)
    order: list[int] = []
    quoted: list[int] = []
    for before, number in zip(parts[::2], map(int, parts[1::2]), strict=False):
        if before.endswith(b'="'):
            order.append(texts + len(quoted))
            quoted.append(number)
        else:
            order.append(number)
    return Form(tuple(parts), tuple(quoted), tuple(order))


def _take(told: Rows, texts: list[str]) -> Rows:
    """Take the texts out of what is told; what is left is its shape, with "" for each text."""
    shape: list[Told] = []
    for each in told:
        if isinstance(each, str):
            texts.append(each)
            shape.append("")
        else:
            shape.append(_take(each, texts) if each else each)
    return tuple(shape)


def _give(shape: Rows, texts: Iterator[str]) -> Rows:
    """Put texts into a shape, in the order they were taken out."""
    given: list[Told] = []
    for each in shape:
        if isinstance(each, str):
            given.append(next(texts))
        else:
            given.append(each and _give(each, texts))
    return tuple(given)
