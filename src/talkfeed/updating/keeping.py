"""The talks of a source → the text of the file that is kept of it, which a build reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.editing import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.model.imported import Plain

_HEAD = """\
# The talks of {address}
# as 'talkfeed update' has fetched them. It replaces this file, so edit nothing here; commit it.
"""


_START = _HEAD.partition("{")[0].encode()


def address_of(content: bytes) -> str:
    """Return the address that a kept file is of, "" if it is none.

    >>> address_of(text_of("https://a.example/", []).encode())
    'https://a.example/'
    """
    first = content.partition(b"\n")[0].strip()
    is_kept = first.startswith(_START)
    return first.removeprefix(_START).decode("utf-8", "replace") if is_kept else ""


def text_of(address: str, talks: Iterable[Mapping[str, Plain]]) -> str:
    """Write the talks of a source as a talks file that another one includes."""
    lines = []
    for fields in talks:
        first, *rest = writing.mapping(fields, writing.STEP)
        lines += ["", f"- {first}", *(f"  {line}" if line else "" for line in rest)]
    body = "\n".join(lines).lstrip("\n") if lines else "talks: []"
    return f"{_HEAD.format(address=address)}\n{body}\n"
