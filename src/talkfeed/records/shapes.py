"""Shapes of data: the text of a mapping that is a date in parts, and what unknown data holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.records.nodes import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.records.nodes import Node

_SHOWN = 12
"""Keys that a description lists."""


def scalar(fields: Mapping[str, Node]) -> str:
    """Return the text of a mapping that is a date in parts, "" for any other mapping.

    >>> scalar({"date-parts": (("2019", "5"),)}), scalar({"year": "2019", "month": "5", "day": "3"})
    ('2019-05', '2019-05-03')
    >>> scalar({"yyyy_mm_dd": "2024-02-29", "utc_hh_mm": "18:00"})
    '2024-02-29T18:00Z'
    """
    if "date-parts" in fields:
        return _parts(fields["date-parts"])
    if "yyyy_mm_dd" in fields:
        return _utc(fields["yyyy_mm_dd"], fields.get("utc_hh_mm", ""))
    if "year" in fields and fields.keys() <= {"year", "month", "day"}:
        return _joined(fields.get(key, "") for key in ("year", "month", "day"))
    return ""


def _utc(day: Node, clock: Node) -> str:
    """Return a day, or a time in UTC (data of ocaml.org)."""
    if not isinstance(day, str) or not isinstance(clock, str):
        return ""
    return f"{day}T{clock}Z" if clock else day


def _parts(dates: Node) -> str:
    """Return a date or a range (CSL-JSON: a list of one or two lists of numbers)."""
    listed = dates if isinstance(dates, tuple) else ()
    days = [_joined(parts) for parts in listed if isinstance(parts, tuple)]
    return "/".join(filter(None, days))


def _joined(parts: Iterable[Node]) -> str:
    """Join year, month and day up to the first that is missing."""
    found: list[str] = []
    for part in parts:
        if not isinstance(part, str) or not part.isdecimal():
            break
        found.append(part.zfill(2))
    return "-".join(found)


def described(node: Node) -> str:
    """Describe data in which no talk was found.

    >>> described((Record({"a": "1"}),)), described(Record({"b": "2"}))
    ('a list of mappings with the keys a', 'a mapping with the keys b')
    """
    if isinstance(node, Record):
        return f"a mapping with the keys {_shown(node)}" if node.fields else "an empty mapping"
    if isinstance(node, str):
        return "a text"
    first = next((one for one in node if isinstance(one, Record)), None)
    return f"a list of mappings with the keys {_shown(first)}" if first else "a list of texts"


def lists(node: Node, front: str = "") -> Iterator[str]:
    """Yield the dotted paths of the lists of mappings in a mapping."""
    for key, one in node.fields.items() if isinstance(node, Record) else ():
        path = f"{front}.{key}" if front else key
        if isinstance(one, tuple) and any(isinstance(each, Record) for each in one):
            yield path
        yield from lists(one, path)


def _shown(record: Record) -> str:
    return ", ".join(list(record.fields)[:_SHOWN])
