"""Invalid values of the pyvideo archive → the values that were meant.

Each repair has a name and is counted. A link that cannot be repaired is omitted; no talk is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

Talk = dict[str, Any]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_HOST = re.compile(r"(?:[\w-]{1,63}[.])+[\w-]{2,63}(?::\d+)?")
_PARTS = re.compile(r"(https?://)([^/?#]*)(.*)", re.DOTALL)
_LINKS = ("video", "links")

ADDRESSES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("address: spaces around", re.compile(r"^\s+|\s+$"), ""),
    ("address: letter before the scheme", re.compile(r"^F(?=https?:)"), ""),
    (
        "address: no scheme",
        re.compile(r"^(?://)?(?=(?:[\w-]+[.])+[a-z]{2,}(?:[/?#]|$))"),
        "https://",
    ),
    ("address: end cut off", re.compile(r"^https?://[^/?#]*[.]{3}$"), ""),
    ("address: %20 in the host", re.compile(r"^(https?://[^/?#%]*)%20"), r"\1"),
    ("address: marks after the host", re.compile(r"^(https?://[^/?#]*?)[).,]+(?=[/?#]|$)"), r"\1"),
)
"""For each mistake: its name, its pattern, and the replacement."""


def repair(events: Iterable[list[Talk]], kinds: Counter[str]) -> None:
    """Repair all talks in place, and count the repairs by kind."""
    seen: set[tuple[str, ...]] = set()
    for talks in events:
        for talk in talks:
            for fix in (_repair_text, _repair_links):
                fix(talk, kinds)
            _repair_date(talk, talks, kinds)
            _repair_repeated(talk, seen, kinds)


def _repair_text(talk: Talk, kinds: Counter[str]) -> None:
    for key in ("title", "abstract"):
        text = talk.get(key, "")
        if _CONTROL.search(text):
            kinds["text: control character"] += 1
            talk[key] = _CONTROL.sub("", text)


def _repair_date(talk: Talk, others: list[Talk], kinds: Counter[str]) -> None:
    if talk["date"] is None:
        kinds["date: none"] += 1
        talk["date"] = min(one["date"] for one in others if one["date"])


def _repair_repeated(talk: Talk, seen: set[tuple[str, ...]], kinds: Counter[str]) -> None:
    key = tuple(str(talk.get(name)) for name in ("title", "speakers", "event", "date"))
    if key in seen:
        kinds["title: a second talk of the same title, speakers, event and date"] += 1
        talk["title"] += " (2)"
    seen.add(key)


def _repair_links(talk: Talk, kinds: Counter[str]) -> None:
    for name in _LINKS:
        found = talk.get(name, [])
        links = found if isinstance(found, list) else [found]
        repaired = [one for link in links if (one := _repair_link(link, kinds))]
        if repaired != links:
            talk[name] = repaired
        if not repaired:
            talk.pop(name, None)


def _repair_link(link: str | Talk, kinds: Counter[str]) -> str | Talk | None:
    address = _repair_address(link if isinstance(link, str) else link["url"], kinds)
    return address if isinstance(link, str) or not address else {**link, "url": address}


def _repair_address(text: str, kinds: Counter[str]) -> str | None:
    """Repair an address; None if it cannot be repaired."""
    for kind, wrong, right in ADDRESSES:
        repaired = wrong.sub(right, text)
        kinds[kind] += repaired != text
        text = repaired
    parts = _PARTS.fullmatch(_INVISIBLE.sub("", text))
    if parts and _HOST.fullmatch(parts[2]):
        return text
    kinds["address: cannot be repaired, omitted"] += 1
    return None
