"""talks.links on the disk → what was found of links, and what documents show of it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building.fingerprints import hash_of
from talkfeed.building.request import lock_path
from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from talkfeed.linkmemory import LinkMemory
    from talkfeed.model import Entry, Talk
    from talkfeed.model.talk import FoundLink


class FoundLinks(NamedTuple):
    """What documents show of links, by address.

    `digest` is the SHA-256 of talks.links, and `meaning` a fingerprint of `found` alone, since most
    checks find what the last one found; both are empty without the file.
    """

    digest: bytes = b""
    meaning: bytes = b""
    found: Mapping[str, FoundLink] = {}

    def mark(self, entry: Entry) -> Entry:
        """Return an entry whose links have what was found of them; its state stays as it is."""
        return entry._replace(talk=self.mark_talk(entry.talk)) if self.found else entry

    def mark_talk(self, talk: Talk) -> Talk:
        """Return a talk whose links have what was found of them."""
        if not self.found:
            return talk
        from talkfeed.linkmemory import with_found  # noqa: PLC0415  — most sites have no such file

        return with_found(talk, self.found)


def links_path(source: Path) -> Path:
    """Return the path of the memory of links that belongs to a talks file."""
    return lock_path(source).with_suffix(".links")


def remembered_links(source: Path) -> tuple[LinkMemory, bytes | None]:
    """Return what is remembered of links, and the bytes of talks.links; None if there is no file.

    Raises:
        InvalidData: the file cannot be read, or is of a later version.
    """
    path = links_path(source)
    try:
        content = files.read(path)
    except FileNotFoundError:
        return {}, None
    except OSError as error:
        message = f"the memory of links cannot be read: {error.strerror}"
        hint = "check its permissions, or delete it"
        raise InvalidData([Rejected("TF410", message, hint).at(Place(str(path), 1, 1))]) from error
    from talkfeed.linkmemory import parse  # noqa: PLC0415  — most sites have no such file

    try:
        return parse(content.decode(errors="replace")), content
    except Rejected as rejected:
        raise InvalidData([rejected.at(Place(str(path), 1, 1))]) from rejected


def found_links(source: Path) -> FoundLinks:
    """Read what documents show of links.

    Raises:
        InvalidData: talks.links cannot be read, or is of a later version.
    """
    memory, content = remembered_links(source)
    if content is None:
        return FoundLinks()
    from talkfeed.linkmemory import shown  # noqa: PLC0415  — most sites have no such file

    found = shown(memory)
    meaning = hash_of(repr(found).encode("utf-8", "surrogatepass")) if found else b""
    return FoundLinks(sha256(content).digest(), meaning, found)


def has_changed(source: Path, digest: bytes, meaning: bytes) -> bool:
    """Return whether documents would show something else of links than in the last build.

    Raises:
        OSError: talks.links cannot be read.
    """
    try:
        now = sha256(files.read(links_path(source))).digest()
    except FileNotFoundError:
        return meaning != b""
    try:
        return now != digest and found_links(source).meaning != meaning
    except InvalidData:  # the build reports it
        return True
