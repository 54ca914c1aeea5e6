"""YAML text → where everything in it begins and ends (ruamel.yaml's nodes), nothing guessed.

An end is that of the text itself: the blanks, comments and line ends behind it are not part of
it, except the blank lines that a block text keeps ("|+").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

CANNOT = "TF712"
_COLON = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True)
class Span:
    """A value from `start` to `end`: `pairs` of a mapping, `items` of a list, or `text`."""

    start: int
    end: int
    kind: str
    is_flow: bool = False
    style: str = ""
    text: str = ""
    pairs: tuple[tuple[Span, Span], ...] = ()
    items: tuple[Span, ...] = ()

    def walk(self) -> Iterator[Span]:
        """Give the value and all that is in it."""
        yield self
        for child in (*self.items, *(value for _, value in self.pairs)):
            yield from child.walk()

    def value(self, key: str) -> Span | None:
        """Find the value of a key."""
        return next((value for name, value in self.pairs if name.text == key), None)


@lru_cache(maxsize=1024)
def spans(text: str) -> Span | None:
    """Find where everything in a YAML text stands; None where there is nothing.

    Raises:
        Rejected: TF712, the text cannot be taken apart.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  — no build pays for it
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        node = YAML().compose(text)
    except YAMLError as error:
        hint = "edit it by hand; 'talkfeed check' may tell what is unusual"
        raise Rejected(CANNOT, "the file's form cannot be taken apart", hint) from error
    return None if node is None else _span(node, text)


def _span(node: Any, text: str) -> Span:  # noqa: ANN401  — ruamel's nodes
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node.value, str):
        return _scalar(node, text)
    is_flow = bool(node.flow_style)
    if node.id == "mapping":
        pairs = tuple(_pair(key, value, text) for key, value in node.value)
        last = end if is_flow else pairs[-1][1].end
        return Span(start, last, "map", is_flow, pairs=pairs)
    items = tuple(_span(item, text) for item in node.value)
    return Span(start, end if is_flow else items[-1].end, "list", is_flow, items=items)


def _pair(key: Any, value: Any, text: str) -> tuple[Span, Span]:  # noqa: ANN401
    name, found = _span(key, text), _span(value, text)
    if found.kind == "nothing":  # ruamel sees it where the next thing begins
        colon = _COLON.match(text, name.end)
        spot = colon.end() if colon else name.end
        found = replace(found, start=spot, end=spot)
    return name, found


def _scalar(node: Any, text: str) -> Span:  # noqa: ANN401
    start, end = node.start_mark.index, node.end_mark.index
    style = node.style or ""
    if not style and not node.value:
        start = len(text[:start].rstrip())
        return Span(start, start, "nothing")
    if style in {"|", ">"}:
        written = text[start:end]
        keeps = "+" in written.partition("\n")[0]
        written = written.removesuffix("\n").removesuffix("\r") if keeps else written.rstrip()
        end = start + len(written)
    return Span(start, end, "text", style=style, text=node.value)
