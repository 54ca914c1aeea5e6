r"""What is told → what a library writes of it, the library being asked once for each form.

A library builds a tree of every entry, and the trees of most entries differ in their texts alone.
So what is told is plain: blocks of rows, and in a row texts, or nothing where one is absent. Texts
apart, it has a shape; of a shape the library writes one document with gaps for the texts, which
are then filled as the library would. Whoever fills them, the bytes are the library's own.

    >>> def write(told):
    ...     (((number, text),),) = told
    ...     return f'<a b="{number}">{text}</a>'.encode()
    >>> fill(write, ((('"', "1 < 2"),),))
    b'<a b="&quot;">1 &lt; 2</a>'
"""

from __future__ import annotations

from itertools import chain
from marshal import dumps, loads
from sys import modules
from typing import TYPE_CHECKING

from talkfeed.formats.once import once
from talkfeed.formats.syndication.shapes import SHAPES, give, written
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import xml_safe

if TYPE_CHECKING:
    from talkfeed.formats.syndication.shapes import Blocks, Write

_APART = b"\0"
"""Stands between texts that are escaped together; XML cannot carry it."""
_NOT_XML = bytes({*range(1, 0x20)} - {*b"\t\n\r"})
_ENDS_OF_PLANE = "\ufffe\uffff"
_IN_TEXT = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;"))
_IN_ATTRIBUTE = ((b'"', b"&quot;"), (b"\n", b"&#10;"), (b"\t", b"&#9;"))
"""What libxml2 escapes, and in an attribute further."""


class Form(NamedTuple):
    """What a library wrote of a shape of `size` texts, with gaps.

    `parts` are what stands around gaps, with nothing in each gap; `ranks` tell which text belongs
    into which gap, and `quoted` which of the parts stand in attributes.
    """

    size: int
    parts: tuple[bytes, ...]
    ranks: tuple[int, ...]
    quoted: tuple[int, ...]

    def fill(self, texts: list[bytes], octets: bytes) -> bytes:
        """Write the texts into the gaps; they are escaped but for what only attributes need.

        `octets` are those texts as one that may stand in attributes.
        """
        filled = [*self.parts]
        filled[1::2] = map(texts.__getitem__, self.ranks)
        for sign, escaped in _IN_ATTRIBUTE:
            if sign in octets:
                for place in self.quoted:
                    filled[place] = filled[place].replace(sign, escaped)
        return b"".join(filled)


Shape = tuple["Write", tuple[int, ...], tuple[type, ...]]
"""Who writes, the rows of each block, and what every cell of theirs is: a text, or nothing."""
KNOWN: dict[Shape, Form] = {}
"""Forms by their shapes."""
PACKED: dict[str, bytes] = {}
"""Forms that another build made, by the names of their shapes."""


def fill(write: Write, told: Blocks, *longs: str) -> bytes:
    """Write what `write` would, by the form it made for another of the same shape.

    In all that is told to a `write`, the rows of a block have one length. `longs` are further
    texts, between tags, that others tell as well: each of them is escaped once.
    A library may leave out an element whose text is empty, so it is asked about such a text itself.
    """
    cells = [*chain.from_iterable(chain.from_iterable(told))]
    texts = [*filter(None, cells)]
    shape = write, tuple(map(len, told)), tuple(map(type, cells))
    form = KNOWN.get(shape) or _remember(shape, write, told, len(longs))
    if len(texts) + len(longs) == form.size:
        octets = _escape("\0".join(texts))
        escaped = [*octets.split(_APART), *map(_escaped, longs)]
        if len(escaped) == form.size and all(escaped):
            return form.fill(escaped, octets)
    safe = (xml_safe(cell) for cell in cells if cell is not None)
    return write(give(told, safe), *map(xml_safe, longs))


def _remember(shape: Shape, write: Write, told: Blocks, longs: int) -> Form:
    """Make the form of a shape, and keep it at hand."""
    if len(KNOWN) >= SHAPES:
        KNOWN.clear()
        PACKED.clear()
    if packed := PACKED.get(_name(shape)):
        form = KNOWN[shape] = Form(*loads(packed))  # noqa: S302  — our own, and sealed
        return form
    around, ranks = written(write, told, longs)
    size = longs + sum(each is not None for row in chain.from_iterable(told) for each in row)
    parts = [*chain.from_iterable((part, b"") for part in around)][:-1]
    quoted = [place + 1 for place in range(0, len(parts) - 1, 2) if parts[place].endswith(b'="')]
    form = KNOWN[shape] = Form(size, tuple(parts), ranks, tuple(quoted))
    return form


def pack() -> dict[str, bytes]:
    """Pack the forms that are known, by the names of their shapes."""
    named = ((_name(shape), form) for shape, form in KNOWN.items())
    return PACKED | {name: dumps(tuple(form)) for name, form in named if name}


def unpack(packed: dict[str, bytes]) -> None:
    """Take what another build packed to hand; a form is unpacked when its shape is met."""
    PACKED.update(packed)


def _name(shape: Shape) -> str:
    """Name a shape; not if whoever writes is no function of a module, to be found there again."""
    write, counts, kinds = shape
    module, name = getattr(write, "__module__", ""), getattr(write, "__qualname__", "")
    if getattr(modules.get(module), name, None) is not write:
        return ""
    is_told = bytes([kind is str for kind in kinds])
    return f"{module}.{name} {counts} {is_told.hex()}"


def _escape(text: str) -> bytes:
    """Write what stands between tags, as libxml2 does, without what XML cannot carry (1.0, 2.2).

    A NUL stays: whoever counts what stands between such sees it.
    """
    for end in _ENDS_OF_PLANE:
        if end in text:  # which takes a fifth of the time
            text = text.replace(end, "")
    octets = text.encode(errors="ignore").translate(None, _NOT_XML)
    for sign, escaped in _IN_TEXT:
        octets = octets.replace(sign, escaped)
    return octets


@once
def _escaped(text: str) -> bytes:
    return _escape(text).replace(_APART, b"")
