"""Settings → the address of each talk's line in the repository, where a correction is proposed."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.model import Entry, Settings

_FOLDERS = {"github.com": "/blob/HEAD/", "gitlab.com": "/-/blob/HEAD/"}
"""The path of the folder of a repository's newest version, below the repository."""
_OWNER_AND_NAME = 2


def lines(settings: Settings) -> Callable[[Entry], str]:
    """Return a function from an entry to the address of its line; "" without a repository.

    >>> from talkfeed.model import Settings
    >>> lines(Settings("T", "https://t.example/"))(None)
    ''
    """
    if not settings.repository or settings.place is None:
        return lambda _: ""
    folder, home = _folder(settings.repository), PurePath(settings.place.path).parent

    def line(entry: Entry) -> str:
        place = entry.talk.place
        path = PurePath(place.path)
        if not path.is_relative_to(home):
            return ""
        return f"{folder}{quote(path.relative_to(home).as_posix())}#L{place.line}"

    return line


def _folder(repository: str) -> str:
    """Return the address of a folder with a final slash; that of a repository has its newest."""
    address = repository.rstrip("/")
    host, *path = address.partition("://")[2].split("/")
    below = _FOLDERS.get(host.lower()) if len(path) == _OWNER_AND_NAME else None
    return address.removesuffix(".git") + below if below else f"{address}/"
