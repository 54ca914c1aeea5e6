"""YAML text → spans: the start and end of every value, by ruamel.yaml's nodes.

A span ends with the value itself: spaces, comments and line ends after it are not part of it,
except the blank lines that a block scalar keeps ("|+").
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
        """Yield the value and all values in it."""
        yield self
        for child in (*self.items, *(value for _, value in self.pairs)):
            yield from child.walk()

    def value(self, key: str) -> Span | None:
        """Return the value of a key."""
        return next((value for name, value in self.pairs if name.text == key), None)


@lru_cache(maxsize=1024)
def spans(text: str) -> Span | None:
    """Return the span of a YAML document; None if it is empty.

    Raises:
        Rejected: TF712, its syntax is not supported.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  — not needed by builds
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        node = YAML().compose(text)
    except YAMLError as error:
        hint = "edit it by hand; 'talkfeed check' may show what is unusual"
        raise Rejected(CANNOT, "the file's YAML syntax cannot be edited", hint) from error
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
    if found.kind == "nothing":  # ruamel puts it at the start of the next value
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
