"""What `talkfeed links` found ⇄ the text of talks.links, a line for each address, sorted.

Lines that cannot be read, such as conflict markers, are ignored; of two lines for one address the
later check counts, so branches can be merged by keeping both sides. The file may be lost.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.model.talk import FoundLink
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkfeed.model import Link, Talk

HEAD = "# talkfeed links 1: what 'talkfeed links' found. Commit it beside talks.yaml."
_MARK, _VERSION = "# talkfeed links ", "# talkfeed links 1:"
FAILURES, DAYS = 3, 2
"""A link is gone after this many days with a failure, the last this many days after the first."""
_MEDIA = ("audio/", "video/")


class CheckedLink(NamedTuple):
    """What is known of an address. Days are ISO 8601, in UTC, and empty if there was none.

    `checked` is the day of the last check, and `status` its result: that of HTTP, or a word.
    `first` and `last` are the first and the last day of `failures` days with a failure, without a
    success since. `archived` is the address of an archived copy. `type`, `length` (bytes) and
    `duration` (seconds) are of a media file.
    """

    checked: str
    status: str = ""
    failures: int = 0
    first: str = ""
    last: str = ""
    archived: str = ""
    type: str = ""
    length: int = 0
    duration: int = 0

    @property
    def is_gone(self) -> bool:
        """Return whether the address failed often enough, for long enough, to be called dead."""
        if self.failures < FAILURES or not self.first or not self.last:
            return False
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days >= DAYS

    @property
    def found(self) -> FoundLink:
        """The part of it that documents show."""
        archived = self.archived if self.is_gone else ""
        return FoundLink(self.is_gone, archived, self.type, self.length, self.duration)


LinkMemory = dict[str, CheckedLink]
"""The checked links by address."""


def parse(text: str) -> LinkMemory:
    """Read the text of talks.links.

    Raises:
        Rejected: TF410, it is of a later version.
    """
    memory: LinkMemory = {}
    for line in text.splitlines():
        if line.startswith(_MARK) and not line.startswith(_VERSION):
            message = "the memory of links was written by a later version of talkfeed"
            raise Rejected("TF410", message, "update talkfeed, or delete the file")
        address, _, rest = line.partition(" ")
        found = _read(rest) if address.startswith(("http://", "https://")) else None
        if found and (address not in memory or found.checked >= memory[address].checked):
            memory[address] = found
    return memory


def _read(text: str) -> CheckedLink | None:
    """Read the fields of a line; None if it is damaged."""
    pairs = [part.partition("=") for part in text.split(" ")]
    try:
        fields: dict[str, Any] = {name: _READERS[name](value) for name, _, value in pairs}
        return CheckedLink(**fields)
    except (KeyError, ValueError, TypeError, Rejected):
        return None


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _number(text: str) -> int:
    return int(_valid(_NUMBER, text))


def _status(text: str) -> str:
    return _valid(_STATUS, text)


def _type(text: str) -> str:
    return _valid(_TYPE, text)


def _valid(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError
    return text


_NUMBER = lazy(r"\d{1,15}", re.ASCII)
_STATUS = lazy(r"[a-z0-9-]{1,20}", re.ASCII)
_TYPE = lazy(r"[\w.+-]{1,80}/[\w.+-]{1,80}", re.ASCII)
_READERS: dict[str, Callable[[str], str | int]] = {
    "checked": _day,
    "status": _status,
    "failures": _number,
    "first": _day,
    "last": _day,
    "archived": url,
    "type": _type,
    "length": _number,
    "duration": _number,
}


def dump(memory: Mapping[str, CheckedLink]) -> str:
    """Write the text of talks.links; fields without a value are omitted."""
    lines = (f"{address} {_write(memory[address])}" for address in sorted(memory))
    return "\n".join((HEAD, *lines, ""))


def _write(link: CheckedLink) -> str:
    pairs = zip(CheckedLink._fields, link, strict=True)
    return " ".join(f"{name}={value}" for name, value in pairs if value)


def shown(memory: Mapping[str, CheckedLink]) -> dict[str, FoundLink]:
    """Return what documents show of links, by address; without links that they show as they are."""
    found = ((address, memory[address].found) for address in sorted(memory))
    return {address: each for address, each in found if any(each)}


def with_found(talk: Talk, found: Mapping[str, FoundLink]) -> Talk:
    """Return a talk whose links have what was found of them.

    A media file whose length was not written is an enclosure (RFC 4287, 4.2.7.2) once it is known.
    """
    if not any(link.href in found for link in talk.links):
        return talk
    return talk._replace(links=tuple(_with(link, found.get(link.href)) for link in talk.links))


def _with(link: Link, found: FoundLink | None) -> Link:
    if found is None:
        return link
    kind = link.type or found.type
    is_media = kind.startswith(_MEDIA) and found.length > 0 and not found.is_gone
    is_part = link.recording is not None and link.recording.start > 0
    if link.length or is_part or not is_media:
        return link._replace(found=found)
    return link._replace(rel="enclosure", type=kind, length=found.length, found=found)
