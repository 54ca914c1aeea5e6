"""talks.links on the disk → what was found of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building.request import lock_path
from talkfeed.errors import InvalidData, Place, Rejected

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.linkmemory import LinkMemory


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
