"""A list of which no entry has a title or a date → the problem, with the option that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem
from talkfeed.records.field_names import field_of
from talkfeed.records.fields import has_address
from talkfeed.records.nodes import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.lists.repeated import ListTalk
    from talkfeed.records.nodes import Node

WRONG_KEY, NO_DATE = "TF117", "TF302"
_SHOWN = 20
_NO_TITLES = frozenset(("date", "start", "end", "year", "time", "url", "location", "speakers"))
_SHORTEST = 8
"""Characters of a title, on average."""


def unfit(talks: Sequence[ListTalk], root: Node, path: str, dates: Sequence[str]) -> Problem | None:
    """Return what all talks of a list lack, None if some have it; `dates` are keys with dates."""
    fields = {name for talk in talks for name in talk.raw.fields}
    here = Place(path, 1, 1)
    keys = f"the keys are: {', '.join(list(_keys(root))[:_SHOWN])}"
    if talks and "title" not in fields:
        key = next(_likely_titles(root), "KEY")
        hint = f"name the key of the title: map: {{title: {key}}}; {keys}"
        return Problem(here, WRONG_KEY, "no entry has a title", hint)
    if len(talks) > 1 and fields.isdisjoint(("date", "given")):
        hint = "if the dates are not known, write beside 'from:'  defaults: {date: TBA}"
        other = f"if a key has them, map: {{date: KEY}}; {keys}"
        if dates:
            hint, other = f"name the key of the dates: map: {{date: {dates[0]}}}", keys
        return Problem(here, NO_DATE, "no entry has a date", f"{hint}; {other}")
    return None


def records_of(node: Node) -> Iterator[Record]:
    """Yield all records, at any depth."""
    if isinstance(node, Record):
        yield node
    for one in node.fields.values() if isinstance(node, Record) else node:
        if not isinstance(one, str):
            yield from records_of(one)


def _keys(root: Node) -> dict[str, None]:
    """Return the keys of all records, each once."""
    return {key: None for record in records_of(root) for key in record.fields}


def _likely_titles(root: Node) -> Iterator[str]:
    """Yield the keys whose texts may be titles, the key with most different texts first."""
    found = []
    for key in _keys(root):
        values = [one.fields[key] for one in records_of(root) if key in one.fields]
        texts = [one for one in values if isinstance(one, str) and not has_address(one)]
        is_long = sum(map(len, texts)) >= _SHORTEST * max(len(texts), 1)
        if len(texts) == len(values) and is_long and field_of(key) not in _NO_TITLES:
            found.append((len(set(texts)), key))
    yield from (key for _, key in sorted(found, key=lambda each: -each[0]))
