"""Changes for subscribers → lines of text, or JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.cli.console import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.ledger import Change
    from talkfeed.model import Talk

_SIGNS = {"new": "+", "updated": "~", "restored": "+", "withdrawn": "-"}


def counts(changes: Sequence[Change], entries: int) -> dict[str, int]:
    """Count the changes of each kind, and the entries without any."""
    found = Counter(str(change.kind) for change in changes)
    numbers = {kind: found[kind] for kind in ("new", "updated", "withdrawn")}
    if found["restored"]:
        numbers["restored"] = found["restored"]
    changed = sum(number for kind, number in found.items() if kind != "withdrawn")
    return {**numbers, "unchanged": entries - changed}


def tally(changes: Sequence[Change], entries: int) -> str:
    """Format the counts, e.g. "1 new · 2 updated · 0 withdrawn · 11 unchanged"."""
    return " · ".join(f"{number} {kind}" for kind, number in counts(changes, entries).items())


def lines(changes: Sequence[Change], console: Console) -> Iterator[str]:
    """Format each change as a line: a sign, the title, and the fields that changed."""
    for change in changes:
        sign = console.paint(f"{_SIGNS[change.kind]} {change.kind:<9}", change.kind)
        what = f" ({', '.join(change.what)})" if change.what else ""
        former = f", formerly '{change.renamed_from}'" if change.renamed_from else ""
        yield f"  {sign} {visible(change.title + what + former)}"


def waiting_line(talk: Talk) -> str:
    """Format a talk to be announced later, with its date and time."""
    return f"  . waiting   {visible(talk.title)} (from {talk.added:%Y-%m-%d %H:%M %Z})"


def waiting_as_json(talk: Talk) -> dict[str, object]:
    """Return the JSON object of a talk to be announced later."""
    return {"title": talk.title, "added": talk.added and talk.added.isoformat()}


def as_json(change: Change) -> dict[str, object]:
    """Return the JSON object of a change."""
    return {
        "kind": change.kind,
        "key": change.key,
        "title": change.title,
        "what": list(change.what),
        "renamed_from": change.renamed_from,
    }
