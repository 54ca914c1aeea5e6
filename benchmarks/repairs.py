"""What a strict build refuses of the pyvideo archive → what the person who wrote it meant.

Each repair is a row of a table and is counted by its name. A link that cannot be mended is left
out; no talk is.
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
    ("address: blanks around", re.compile(r"^\s+|\s+$"), ""),
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
"""What the mistake is called, how it is found, what takes its place."""


def repair(events: Iterable[list[Talk]], kinds: Counter[str]) -> None:
    """Repair all talks where they stand, and count what was done."""
    seen: set[tuple[str, ...]] = set()
    for talks in events:
        for talk in talks:
            for mend in (_mend_text, _mend_links):
                mend(talk, kinds)
            _mend_date(talk, talks, kinds)
            _mend_repeated(talk, seen, kinds)


def _mend_text(talk: Talk, kinds: Counter[str]) -> None:
    for key in ("title", "abstract"):
        text = talk.get(key, "")
        if _CONTROL.search(text):
            kinds["text: control character"] += 1
            talk[key] = _CONTROL.sub("", text)


def _mend_date(talk: Talk, others: list[Talk], kinds: Counter[str]) -> None:
    if talk["date"] is None:
        kinds["date: none"] += 1
        talk["date"] = min(one["date"] for one in others if one["date"])


def _mend_repeated(talk: Talk, seen: set[tuple[str, ...]], kinds: Counter[str]) -> None:
    key = tuple(str(talk.get(name)) for name in ("title", "speakers", "event", "date"))
    if key in seen:
        kinds["title: a second talk of the same title, speakers, event and date"] += 1
        talk["title"] += " (2)"
    seen.add(key)


def _mend_links(talk: Talk, kinds: Counter[str]) -> None:
    for name in _LINKS:
        found = talk.get(name, [])
        links = found if isinstance(found, list) else [found]
        mended = [one for link in links if (one := _mend_link(link, kinds))]
        if mended != links:
            talk[name] = mended
        if not mended:
            talk.pop(name, None)


def _mend_link(link: str | Talk, kinds: Counter[str]) -> str | Talk | None:
    address = _mend_address(link if isinstance(link, str) else link["url"], kinds)
    return address if isinstance(link, str) or not address else {**link, "url": address}


def _mend_address(text: str, kinds: Counter[str]) -> str | None:
    """Mend an address, or leave it out (None)."""
    for kind, wrong, right in ADDRESSES:
        mended = wrong.sub(right, text)
        kinds[kind] += mended != text
        text = mended
    parts = _PARTS.fullmatch(_INVISIBLE.sub("", text))
    if parts and _HOST.fullmatch(parts[2]):
        return text
    kinds["address: cannot be mended, left out"] += 1
    return None
