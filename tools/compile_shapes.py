"""Compile the common shapes of Atom and RSS elements to a module, which builds import, not feedgen.

A site whose talks have only these shapes is built without importing feedgen and lxml, which takes
a sixth of the time of a small build. feedgen writes them here, and all other shapes at build time.
Run it with `make templates`.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.formats.syndication import atom, compiled, rss
from talkfeed.formats.syndication.atom_fields import EntryFields, FeedFields
from talkfeed.formats.syndication.placeholders import mark, name_of
from talkfeed.formats.syndication.rss_fields import ChannelFields, ItemFields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.formats.syndication.placeholders import Block, Blocks, Row, Write

TARGET = Path(compiled.__file__).with_name("common_shapes.py")
HEAD = '''"""What feedgen writes for common shapes, compiled by `make templates`."""

from typing import Any

'''

NAME, NAME_AND_URL = ("", None, None), ("", "", None)
LINK, FILE = ("", "", None, None, "", None), ("", "", "", None, "", None)
AUTHORS: tuple[Block, ...] = ((NAME,), (NAME,) * 2, (NAME_AND_URL,), (NAME_AND_URL,) * 2)
CATEGORIES: tuple[Block, ...] = ((), (("",),), (("",), ("",)))
LINKS: tuple[Block, ...] = ((), (LINK,), (LINK, LINK), (LINK, FILE))
ENCLOSURES: tuple[Block, ...] = ((), (("", "", ""),))
STATES: tuple[Row, ...] = tuple(
    ("", "", "", "", recorded, day, day, None, None, upcoming, None, None)
    for recorded, day, upcoming in [
        *(("", None, None), ("", "", None)),
        *((None, None, None), (None, "", None), (None, "", "")),
    ]
)
"""With a recording or not; without a day, with one, and announced before it."""
PAGED = ((None, None, None), (None, "", None))
"""Without archives, and with some."""
OPTIONAL = (None, "")


def shapes() -> Iterator[tuple[Write, Blocks, int]]:
    """List the writing functions with the shapes and the number of shared texts of each."""
    for rights, subtitle, paged, people in product(OPTIONAL, OPTIONAL, PAGED, AUTHORS):
        feed = FeedFields("", "", "", "", rights, subtitle, "", "", None, None, *paged)
        yield atom.write_feed, ((feed,), people, (), ()), 0
    for rights, paged in product(OPTIONAL, PAGED):
        yield (
            rss.write_channel,
            ((ChannelFields("", "", "", "", rights, "", "", None, *paged),), ()),
            0,
        )
    entry, item = EntryFields(None, *[""] * 6), ItemFields(*[""] * 6, None)
    for people, tags, links, state in product(AUTHORS, CATEGORIES, LINKS, STATES):
        yield atom.write_entry, ((entry,), people, (), tags, links, (), (state,)), 1
    for tags, enclosures in product(CATEGORIES, ENCLOSURES):
        yield rss.write_item, ((item,), tags, enclosures, ()), 1


def compiled_shapes() -> str:
    """Return the source of the module: all parts, each once, and which of them a shape has."""
    places: dict[bytes, int] = {}
    rows = []
    for write, shape, shared in shapes():
        plain = tuple(tuple(map(tuple, block)) for block in shape)
        found = mark(write, plain, shared)
        numbers = tuple(places.setdefault(part, len(places)) for part in found.parts)
        rows.append(f"    {(name_of(write), plain, shared)!r}: ({numbers!r}, {found.ranks!r}),\n")
    parts = "".join(f"    {part!r},\n" for part in places)
    ranks = "".join(rows)
    return f"{HEAD}PARTS: tuple[bytes, ...] = (\n{parts})\nRANKS: dict[Any, Any] = {{\n{ranks}}}\n"


def main() -> None:
    """Write the module."""
    TARGET.write_text(compiled_shapes(), encoding="utf-8")


if __name__ == "__main__":
    main()
