"""The entries of an export in JSON → talks, by a table of the keys of its service.

A key that is in no table is reported, unless its value is an address: that is a link of the talk.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.model.imported import NEXT_PAGE, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.field_names import Entry
from talkfeed.records.fields import FileContext
from talkfeed.records.json_values import load, peek
from talkfeed.records.nodes import Record, of_python
from talkfeed.records.shapes import scalar
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.to_talk import import_result, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.json_values import Json
    from talkfeed.records.nodes import Node

_DEEPEST = 12
"""Levels of mappings and lists in which entries are searched."""
SURE = 0.9


class Keys(NamedTuple):
    """The keys of a service, as dotted paths.

    `fields` has those of each field, separated by spaces, the likeliest first; "uid" is the id of
    an entry. `unused` have no field in talks.yaml, and are facts of no talk.
    """

    fields: Mapping[str, str]
    unused: str = ""


class Service(NamedTuple):
    """A service: how its entries are recognised, their keys, and a preparation of each entry."""

    kind: str
    what: str
    is_entry: Callable[[Mapping[str, Json]], bool]
    keys: Keys
    prepare: Callable[[Mapping[str, Json]], Mapping[str, Json]] = dict


def recognise(source: SourceInput, service: Service) -> float:
    """Score a source by whether it has an entry of a service."""
    return SURE if next(found(peek(source), service), None) is not None else 0.0


def read(
    source: SourceInput,
    service: Service,
    options: ImportOptions,
    *,
    title: Callable[[Json], str] = lambda _: "",
    more: Callable[[Json], bool] = lambda _: False,
) -> ImportResult:
    """Read all entries of a service; `more` returns whether a further page of them exists.

    Raises:
        Rejected: TF702, it has no such entry; TF704, it is too large.
    """
    node = load(source)
    listed = [service.prepare(one) for one in found(node, service)]
    if not listed:
        raise wrong_kind(source, service.what)
    result = read_records(source, service, listed, options, title=title(node))
    if not more(node):
        return result
    page = Unparsed(text="it has more entries", why=NEXT_PAGE, is_talk=False)
    return replace(result, unparsed=(*result.unparsed, page))


def read_records(
    source: SourceInput,
    service: Service,
    listed: Iterable[Mapping[str, Json]],
    options: ImportOptions,
    *,
    title: str = "",
) -> ImportResult:
    """Read prepared entries."""
    context = FileContext(options, source.base)
    sorted_out = [sort_by(of_python(one), service.keys) for one in listed]
    outcomes = [outcome(fields, context) for fields in sorted_out]
    return replace(import_result(service.kind, outcomes, sorted_out), title=title)


def found(node: Json, service: Service, depth: int = 0) -> Iterator[Mapping[str, Json]]:
    """Yield the entries of a service, wherever they are."""
    if isinstance(node, dict) and service.is_entry(node):
        yield node
    elif depth < _DEEPEST and isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from found(one, service, depth + 1)


def sort_by(record: Node, keys: Keys) -> RecordFields:
    """Sort the values of an entry by the table of its keys."""
    fields = {path: field for field, paths in keys.fields.items() for path in paths.split()}
    unused = frozenset(keys.unused.split())
    outer = frozenset(path.rpartition(".")[0] for path in fields)
    values = dict(_values(record, "", unused.union(fields), outer))
    sorted_out: RecordFields = {}
    for path in [
        *filter(values.__contains__, fields),
        *(path for path in values if path not in fields),
    ]:
        field = fields.get(path, "")
        if field == "uid":
            sorted_out.setdefault("", []).insert(0, Entry("uid", values[path]))
        elif path not in unused:
            sorted_out.setdefault(field, []).append(Entry(path, values[path]))
    return sorted_out


def _values(
    node: Node, front: str, known: frozenset[str], outer: frozenset[str]
) -> Iterator[tuple[str, Node]]:
    """Yield the values that are not empty with their paths; known ones are kept whole."""
    for key, one in node.fields.items() if isinstance(node, Record) else ():
        path = f"{front}.{key}" if front else key
        if isinstance(one, Record) and (single := scalar(one.fields)):
            yield path, single
        elif isinstance(one, Record) and (path not in known or path in outer):
            yield from _values(one, path, known, outer)
        elif one not in ("", (), Record({})):
            yield path, one


def place(parts: Iterable[str]) -> str:
    """Join the parts of an address that are known, each once.

    >>> place(("The Shed", "", "The Shed"))
    'The Shed'
    """
    return ", ".join(filter(None, dict.fromkeys(parts)))
