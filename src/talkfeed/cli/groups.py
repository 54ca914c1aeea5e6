"""The result of an import → groups of talks that were read alike, each with one shown in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.cli.console import cells, shorten, visible
from talkfeed.model.imported import REMAINDERS
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.model.imported import FoundTalk, ImportResult, Plain, Unparsed

COMPARED = ("speakers", "event", "date")
"""The fields by which talks are grouped; links are not, since few talks have all."""
SHOWN = ("title", "speakers", "event", "date", "location", *(row.field for row in KINDS))
"""The fields to show, in this order."""
MOST = 6
INDENT = "     "


class Group(NamedTuple):
    """Talks with the same fields, or parts that were not read; `what` says how they differ."""

    what: str
    talks: tuple[FoundTalk, ...] = ()
    parts: tuple[Unparsed, ...] = ()

    def __len__(self) -> int:
        """Return the number of talks, or of parts."""
        return len(self.talks or self.parts)

    @property
    def typical(self) -> FoundTalk:
        """Return a talk with a title of middling length, neither the first nor an odd one."""
        ordered = sorted(self.talks, key=lambda one: len(str(one.fields["title"])))
        return ordered[len(ordered) // 2]


def groups_of(result: ImportResult) -> list[Group]:
    """Group talks by the fields they have, the largest group first; what was not read is last."""
    by_fields: dict[tuple[str, ...], list[FoundTalk]] = defaultdict(list)
    for talk in result.talks:
        by_fields[tuple(name for name in COMPARED if _has(talk, name))].append(talk)
    ranked = sorted(by_fields.items(), key=lambda item: -len(item[1]))
    usual = ranked[0][0] if ranked else ()
    found = [Group(_what(len(talks), names, usual), tuple(talks)) for names, talks in ranked[:MOST]]
    by_reason: dict[str, list[Unparsed]] = defaultdict(list)
    for part in result.unparsed:
        if part.why not in REMAINDERS:
            by_reason[part.why].append(part)
    found += (
        Group(f"{len(parts)} not read: {why}", parts=tuple(parts))
        for why, parts in by_reason.items()
        if any(one.is_talk or any(map(str.isdigit, one.text)) for one in parts)
    )
    return found


def _has(talk: FoundTalk, name: str) -> bool:
    given = talk.fields.get("given")
    first = given[0] if isinstance(given, list | tuple) and given else {}
    rows = (talk.fields, first if isinstance(first, Mapping) else {})
    return any(row.get(name) or (name == "speakers" and row.get("speaker")) for row in rows)


def _what(count: int, names: Sequence[str], usual: Sequence[str]) -> str:
    """Say how many talks there are, and which fields they lack or have beside the usual."""
    talks = f"{count} {'talk' if count == 1 else 'talks'} like this"
    lacks = [f"without {name}" for name in usual if name not in names]
    more = [f"with {name}" for name in names if name not in usual]
    return ", ".join((talks, *lacks, *more))


def show(groups: Sequence[Group], out: Console) -> None:
    """Print each group with its number, and one talk of it with its fields named."""
    for number, group in enumerate(groups, start=1):
        out.say(f"{number:>3}  {out.paint(group.what, 'head')}")
        for line in _rows(group, out.width):
            out.say(line)
        if group.talks[1:]:
            titles = (str(one.fields["title"]) for one in group.talks if one is not group.typical)
            out.say(INDENT + shorten(visible(f"and {' · '.join(titles)}"), out.width - len(INDENT)))


def list_talks(number: int, group: Group, out: Console) -> None:
    """Print a line for each talk of a group, with the answer that corrects it."""
    parts = (part.text for part in group.parts)
    talks = (" · ".join(text for _, text in named(talk.fields)) for talk in group.talks)
    for place, text in enumerate((*talks, *parts), start=1):
        out.say(shorten(f"{number}.{place:<4} {visible(text)}", out.width))


def _rows(group: Group, width: int) -> Iterator[str]:
    if not group.talks:
        for part in group.parts[:2]:
            yield INDENT + shorten(visible(part.text), width - len(INDENT))
        return
    rows = list(named(group.typical.fields))
    column = max(len(name) for name, _ in rows)
    for name, text in rows:
        shown = shorten(visible(text), max(width - len(INDENT) - column - 2, 1))
        yield f"{INDENT}{name}{' ' * (column - cells(name))}  {shown}"


def named(fields: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    """Yield the names and the texts of a talk's fields, those of its first delivery included."""
    given = fields.get("given")
    first = given[0] if isinstance(given, list | tuple) and given else {}
    whole = {**(first if isinstance(first, Mapping) else {}), **fields}
    if "speaker" in whole:
        whole["speakers"] = whole["speaker"]
    yield from ((name, text_of(whole[name])) for name in SHOWN if whole.get(name))


def text_of(value: Plain) -> str:
    """Return a value as one text."""
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("url") or "")
    return value if isinstance(value, str) else "; ".join(map(text_of, value))


def compared(before: ImportResult, after: ImportResult) -> str:
    """Say how many talks are read differently, are new, or are no longer read.

    A talk with another title is the same if it has the same date.
    """
    old = {str(one.fields["title"]).casefold(): one.fields for one in before.talks}
    new = {str(one.fields["title"]).casefold(): one.fields for one in after.talks}
    both = [title for title in new if title in old]
    changed = sum([*named(old[title])] != [*named(new[title])] for title in both)
    lost = Counter(old[title].get("date") for title in old if title not in new)
    found = Counter(new[title].get("date") for title in new if title not in old)
    renamed = (lost & found).total()
    counts = (
        (changed + renamed, "read differently"),
        (found.total() - renamed, "new"),
        (lost.total() - renamed, "no longer read"),
    )
    effects = [f"{count} {words}" for count, words in counts if count]
    return f"With your example: {', '.join(effects) or 'nothing is read differently'}."
