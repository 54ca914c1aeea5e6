"""The talks of all sources → those to keep of each: the first that lists a talk has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import plain, raw_talk
from talkfeed.deliveries.uniting import Union
from talkfeed.errors import Place
from talkfeed.named_tuple import NamedTuple
from talkfeed.updating.ids import with_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.dates import DateRules
    from talkfeed.deliveries.uniting import Repeated
    from talkfeed.model.imported import Plain
    from talkfeed.updating.state import SourceTalk


class United(NamedTuple):
    """The talks to keep of each source, by its address, and those that several sources list."""

    kept: Mapping[str, list[Mapping[str, Plain]]]
    repeated: tuple[Repeated, ...]


def united(sources: Mapping[str, Iterable[SourceTalk]], rules: DateRules) -> United:
    """Unite the talks of sources, which are in the order in which they are named."""
    union, ranks = Union(rules), {}
    for address, talks in sources.items():
        here = Place(address, 1, 1)
        for talk in talks:
            ranks[union.add(address, raw_talk(with_ids(address, talk).fields, here))] = address
    kept: dict[str, list[Mapping[str, Plain]]] = {address: [] for address in sources}
    for rank, raw in enumerate(union.talks):
        kept[ranks[rank]].append(plain(raw))  # type: ignore[arg-type]  # a mapping
    return United(kept, tuple(union.repeated))


def parted(before: United, now: United) -> Iterator[Repeated]:
    """Yield the talks that two sources listed as one, and still list, but as two."""
    same = {(each.title, each.kept, each.left_out) for each in now.repeated}
    for each in before.repeated:
        lists = (now.kept.get(each.kept, ()), now.kept.get(each.left_out, ()))
        titles = [{str(talk.get("title", "")) for talk in talks} for talks in lists]
        is_same = (each.title, each.kept, each.left_out) in same
        if not is_same and all(each.title in one for one in titles):
            yield each
