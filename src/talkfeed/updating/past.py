"""What a source listed before → the talks that it lists no more, but that are over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import deliveries, plain, raw_talk
from talkfeed.deliveries.profile import profile
from talkfeed.deliveries.uniting import Union
from talkfeed.errors import Place
from talkfeed.updating.ids import ids_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from talkfeed.dates import DateRules
    from talkfeed.updating.state import SourceTalk


def still_shown(
    before: Iterable[SourceTalk], now: Iterable[SourceTalk], today: date, rules: DateRules
) -> Iterator[SourceTalk]:
    """Yield the talks that a source lists no more although they are over: most list what comes."""
    union, here = Union(rules), Place("", 1, 1)
    for talk in now:
        union.add("", raw_talk(talk.fields, here), ids_of("", talk), is_distinct=True)
    for talk in before:
        raw = raw_talk(talk.fields, here)
        rank = union.add("before", raw, ids_of("", talk))
        rest = None if rank is None else plain(union.talks[rank])
        if isinstance(rest, Mapping) and all(
            (end := profile(fields, rules).end) is not None and end < today
            for fields, _ in deliveries(rest)
        ):
            is_whole = rank is not None and union.talks[rank] is raw
            yield talk if is_whole else talk._replace(fields=rest, uids=())
