"""What sources have said before ⇄ the text of talks.imported, which is committed like talks.lock.

It is what lets an import run every day: a field that was deleted by hand, a talk that was thrown
out and a comment that was finished do not come back, because the source has nothing new to say;
and where it has, a field that nobody touched since follows it. Each fact is a hash. A lost file is
no harm: then what is missing is filled in once more, and what stands in talks.yaml still wins.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import TYPE_CHECKING

from talkfeed.editing.facts import says
from talkfeed.identity import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.model.imported import Plain

HEAD = "# What talkfeed import has read so far, as hashes. Commit it beside talks.yaml."
HASH_BYTES = 6
_FACT = re.compile(r"[\w-]{8}", re.ASCII)

Memory = frozenset[str]


def fact(*parts: str) -> str:
    """Hash a fact."""
    content = "\x1f".join(map(fold, parts)).encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(blake2b(content, digest_size=HASH_BYTES).digest()).decode()


def field_fact(title: Plain | None, key: str, value: Plain) -> str:
    """Hash what a field of a talk says."""
    name = "speakers" if key == "speaker" else key
    return fact(str(title), name, says(key, value))


def talk_fact(fields: Mapping[str, Plain]) -> str:
    """Hash that there is a delivery of a talk."""
    keys = ("title", "event", "date", *(("time",) if "time" in fields else ()))
    parts = ((key, fields.get(key)) for key in keys)
    return fact("talk", *(says(key, value) if value is not None else "" for key, value in parts))


def text_fact(text: str) -> str:
    """Hash that there is a text that could not be read."""
    return fact("text", text)


def parse(text: str) -> Memory:
    """Read what was remembered; what is no fact, such as the mark of a merge, says nothing."""
    return frozenset(filter(_FACT.fullmatch, text.splitlines()))


def dump(memory: Iterable[str]) -> str:
    """Write what is to be remembered, a fact a line, sorted."""
    return "\n".join((HEAD, *sorted(set(memory)), ""))
