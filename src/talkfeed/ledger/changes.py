"""The ledger before and after → the changes that subscribers will see, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.ledger.digest import differences
from talkfeed.ledger.values import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.ledger.match import Match
    from talkfeed.ledger.values import Ledger, Line


def changes(
    before: Ledger, after: Ledger, lines: Mapping[int, Line], matches: Mapping[int, Match]
) -> tuple[Change, ...]:
    """Return new, updated, restored and withdrawn talks; omit unchanged ones."""
    known = {line.key: line for line in before.lines}
    renamed = {
        pair.line.key: pair.line.title
        for index, pair in matches.items()
        if pair.renamed and pair.line.title != lines[index].title
    }
    newest = sorted(after.lines, key=lambda line: line.published, reverse=True)
    found = (_change(known.get(line.key), line, renamed.get(line.key)) for line in newest)
    return tuple(change for change in found if change is not None)


def _change(old: Line | None, new: Line, renamed_from: str | None) -> Change | None:
    kind = _kind(old, new)
    if kind is None:
        return None
    what = differences(old.digest, new.digest) if old and kind is ChangeKind.UPDATED else ()
    return Change(kind=kind, key=new.key, title=new.title, what=what, renamed_from=renamed_from)


def _kind(old: Line | None, new: Line) -> ChangeKind | None:
    if old is None:
        return ChangeKind.NEW
    if old.sequence == new.sequence:
        return None
    if new.withdrawn is not None:
        return ChangeKind.WITHDRAWN
    return ChangeKind.UPDATED if old.withdrawn is None else ChangeKind.RESTORED
