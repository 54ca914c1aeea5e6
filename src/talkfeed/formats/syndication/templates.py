r"""Blocks of texts → XML as a library writes it, by one template per shape of the blocks.

A library builds a tree for every entry, and most of these trees differ in their texts alone. So the
input is plain: blocks of rows, and in a row texts, or None where one is absent. Without its texts
it has a shape. For each shape the library writes one document with placeholders, which are then
filled as the library would fill them, so that the bytes are the library's own.

    >>> def write(blocks):
    ...     (((number, text),),) = blocks
    ...     return f'<a b="{number}">{text}</a>'.encode()
    >>> fill(write, ((('"', "1 < 2"),),))
    b'<a b="&quot;">1 &lt; 2</a>'
"""

from __future__ import annotations

from itertools import chain
from marshal import dumps, loads
from sys import modules
from typing import TYPE_CHECKING

from talkfeed.formats.syndication.placeholders import SHAPES, replace_texts, write_marked
from talkfeed.named_tuple import NamedTuple
from talkfeed.once import once
from talkfeed.text import xml_safe

if TYPE_CHECKING:
    from talkfeed.formats.syndication.placeholders import Blocks, Write

_SEPARATOR = b"\0"
"""Separates texts that are escaped together; XML excludes it."""
_NOT_XML = bytes({*range(1, 0x20)} - {*b"\t\n\r"})
_ENDS_OF_PLANE = "\ufffe\uffff"
_IN_TEXT = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;"))
_IN_ATTRIBUTE = ((b'"', b"&quot;"), (b"\n", b"&#10;"), (b"\t", b"&#9;"))
"""What libxml2 escapes, and in an attribute further."""


class XmlTemplate(NamedTuple):
    """What a library wrote for a shape of `size` texts, with placeholders.

    `parts` are the bytes between placeholders, with an empty part for each placeholder; `ranks`
    say which text fills which placeholder, and `quoted` which parts are in attributes.
    """

    size: int
    parts: tuple[bytes, ...]
    ranks: tuple[int, ...]
    quoted: tuple[int, ...]

    def fill(self, texts: list[bytes], octets: bytes) -> bytes:
        """Fill in the texts, which are escaped except for what only attributes need.

        `octets` is the text that may be in attributes, joined.
        """
        filled = [*self.parts]
        filled[1::2] = map(texts.__getitem__, self.ranks)
        for sign, escaped in _IN_ATTRIBUTE:
            if sign in octets:
                for place in self.quoted:
                    filled[place] = filled[place].replace(sign, escaped)
        return b"".join(filled)


Shape = tuple["Write", tuple[int, ...], tuple[type, ...]]
"""The writing function, the number of rows of each block, and the type of every cell."""
KNOWN: dict[Shape, XmlTemplate] = {}
"""Templates by their shapes."""
SAVED: dict[str, bytes] = {}
"""Encoded templates of an earlier build, by the names of their shapes."""


def fill(write: Write, blocks: Blocks, *shared: str) -> bytes:
    """Write blocks as `write` would, by the template of their shape.

    The rows of a block have one length. `shared` are further texts, between tags, that other
    formats write as well: each is escaped once. Blocks with an empty text are written by the
    library itself, which may leave out an element whose text is empty.
    """
    cells = [*chain.from_iterable(chain.from_iterable(blocks))]
    texts = [*filter(None, cells)]
    shape = write, tuple(map(len, blocks)), tuple(map(type, cells))
    template = KNOWN.get(shape) or _remember(shape, write, blocks, len(shared))
    if len(texts) + len(shared) == template.size:
        octets = _escape("\0".join(texts))
        escaped = [*octets.split(_SEPARATOR), *map(_escaped, shared)]
        if len(escaped) == template.size and all(escaped):
            return template.fill(escaped, octets)
    safe = (xml_safe(cell) for cell in cells if cell is not None)
    return write(replace_texts(blocks, safe), *map(xml_safe, shared))


def _remember(shape: Shape, write: Write, blocks: Blocks, shared: int) -> XmlTemplate:
    """Return the template of a shape, decoded or made, and keep it in memory."""
    if len(KNOWN) >= SHAPES:
        KNOWN.clear()
        SAVED.clear()
    if packed := SAVED.get(_name(shape)):
        template = KNOWN[shape] = XmlTemplate(*loads(packed))  # noqa: S302  — our own, and sealed
        return template
    around, ranks = write_marked(write, blocks, shared)
    size = shared + sum(each is not None for row in chain.from_iterable(blocks) for each in row)
    parts = [*chain.from_iterable((part, b"") for part in around)][:-1]
    quoted = [place + 1 for place in range(0, len(parts) - 1, 2) if parts[place].endswith(b'="')]
    template = KNOWN[shape] = XmlTemplate(size, tuple(parts), ranks, tuple(quoted))
    return template


def save() -> dict[str, bytes]:
    """Encode the known templates, by the names of their shapes."""
    named = ((_name(shape), template) for shape, template in KNOWN.items())
    return SAVED | {name: dumps(tuple(template)) for name, template in named if name}


def load(saved: dict[str, bytes]) -> None:
    """Take over the templates of an earlier build; each is decoded on first use."""
    SAVED.update(saved)


def _name(shape: Shape) -> str:
    """Name a shape; empty unless the writing function can be found again in its module."""
    write, counts, kinds = shape
    module, name = getattr(write, "__module__", ""), getattr(write, "__qualname__", "")
    if getattr(modules.get(module), name, None) is not write:
        return ""
    present = bytes([kind is str for kind in kinds])
    return f"{module}.{name} {counts} {present.hex()}"


def _escape(text: str) -> bytes:
    """Escape text between tags as libxml2 does, without characters that XML excludes (1.0, 2.2).

    A NUL stays, since it separates texts.
    """
    for end in _ENDS_OF_PLANE:
        if end in text:  # testing first takes a fifth of the time
            text = text.replace(end, "")
    octets = text.encode(errors="ignore").translate(None, _NOT_XML)
    for sign, escaped in _IN_TEXT:
        octets = octets.replace(sign, escaped)
    return octets


@once
def _escaped(text: str) -> bytes:
    return _escape(text).replace(_SEPARATOR, b"")
