"""A wrapper ⇄ plain texts, lists and mappings, as they are kept in a file.

Kinds and shapes are written, never positions on the page, so that a kept wrapper reads records
that it was not made for. Values that are empty or zero are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from talkfeed.importers.example.dating import DatePlan
from talkfeed.importers.example.links import LinkRule
from talkfeed.importers.example.programs import Edge, Program
from talkfeed.importers.example.selecting import Selector
from talkfeed.importers.example.sheet import AnchorRule
from talkfeed.importers.example.trust import Trust
from talkfeed.importers.example.values import Wanted
from talkfeed.importers.example.wrapper import Wrapper

if TYPE_CHECKING:
    from talkfeed.model.imported import Plain

YES = "yes"


def pack(value: object) -> Plain:
    """Return a value without its empty parts: a named tuple as a mapping, a number as a text."""
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        packed = {str(key): pack(each) for key, each in value.items() if key not in _MADE}
        return {key: each for key, each in packed.items() if each}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [pack(each) for each in value]
    if isinstance(value, bool):
        return YES if value else ""
    return str(value) if value else ""


_MADE = frozenset(("record", "score"))
"""The parts of a wrapper that are only of the page it was learned from."""


def _texts(value: Plain) -> tuple[str, ...]:
    return tuple(map(str, value))


def _of(
    make: Callable[..., Any], types: Mapping[str, Callable[[Any], Any]]
) -> Callable[[Any], Any]:
    """Return a function that makes a named tuple of a mapping, with empty values for the rest."""

    def unpack(value: Mapping[str, Any]) -> Any:  # noqa: ANN401 (one of the named tuples below)
        return make(**{key: kind(value.get(key, "")) for key, kind in types.items()})

    return unpack


def _number(value: str) -> int:
    return int(value or "0")


def _mapping(kind: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {str(key): kind(each) for key, each in dict(value or {}).items()}


def _optional(kind: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: kind(value) if value else None


def _placed(value: Plain) -> tuple[Any, ...]:
    return tuple((_selector(one[0]), _number(one[1]), one[2]) for one in value or ())  # type: ignore[arg-type, index]


_selector = _of(Selector, {"how": str, "key": str, "level": _number, "nth": _number})
_edge = _of(Edge, {"how": str, "key": str, "nth": _number, "is_optional": bool, "after": str})
_program = _of(Program, {"selector": _selector, "left": _edge, "right": _edge})
_anchor = _of(AnchorRule, {"level": _number, "kind": str, "variant": str, "trait": str})
_wanted = _of(Wanted, {"text": str, "names": _texts, "styles": _texts})
_clock = _optional(lambda value: (_selector(value[0]), _number(value[1] if value[1:] else "")))
_date = _of(
    DatePlan,
    {
        "selector": _selector,
        "nth": _number,
        "year": _optional(_selector),
        "clock": _clock,
        "is_fine": bool,
    },
)
_links = _of(
    LinkRule,
    {"labels": _mapping(str), "title": str, "placed": _placed, "ignored": frozenset},
)
unpack = _of(
    Wrapper,
    {
        "anchor": _anchor,
        "programs": _mapping(_program),
        "wanted": _mapping(_wanted),
        "constants": _mapping(str),
        "date": _optional(_date),
        "links": lambda value: _links(value or {}),
        "features": frozenset,
        "has_links": bool,
        "is_nested": bool,
    },
)
"""Make a wrapper of a packed one. Raises TypeError or ValueError if it was damaged."""
unpack_trust = _of(Trust, {"right": frozenset, "given": frozenset, "is_partial": bool})
