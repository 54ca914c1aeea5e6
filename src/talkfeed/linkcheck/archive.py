"""A dead link → the address of its copy in the Internet Archive, checked.

The availability API says what the archive has. Its answer is also the canary: who gets it is
online, and behind no page that answers for all others.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import url

if TYPE_CHECKING:
    from talkfeed.linkcheck.judging import Ask

_OK = 200
_SCHEME = lazy(r"https?://(?:www\.)?", re.IGNORECASE)
_STAMP = lazy(r"(\d{14})(?:[a-z]{2}_)?/(.+)", re.ASCII)


class Archive(NamedTuple):
    """An archive: its availability API, and what the address of a copy begins with."""

    available: str = "https://archive.org/wayback/available?url="
    copies: str = "https://web.archive.org/web/"


INTERNET_ARCHIVE = Archive()
_CANARY = "https://example.com/"


def is_online(ask: Ask, archive: Archive = INTERNET_ARCHIVE) -> bool:
    """Return whether the archive answers, as it does if this computer is online."""
    return _snapshots(_CANARY, ask, archive) is not None


def copy_of(link: str, ask: Ask, archive: Archive = INTERNET_ARCHIVE) -> str:
    """Return the address of a copy of this very page that can be opened; "" without one."""
    found = (_snapshots(link, ask, archive) or {}).get("closest")
    if not isinstance(found, dict) or found.get("status") != "200" or not found.get("available"):
        return ""
    secure = _SCHEME.sub("https://", str(found.get("url")), count=1)
    home = _SCHEME.sub("https://", archive.copies, count=1)
    if not secure.startswith(home):
        return ""
    copy = archive.copies + secure.removeprefix(home)
    try:
        answer = ask(url(copy), "HEAD")
    except Rejected:
        return ""
    is_same = _is_copy(copy, link, archive) and _is_copy(answer.address, link, archive)
    return url(copy) if is_same and answer.status == _OK else ""


def _snapshots(link: str, ask: Ask, archive: Archive) -> dict[str, Any] | None:
    """Ask the availability API; None if it does not answer as it does."""
    try:
        answer = ask(archive.available + quote(link, safe=""), "GET")
        found = json.loads(answer.start)
    except (Rejected, ValueError, RecursionError):
        return None
    snapshots = found.get("archived_snapshots") if isinstance(found, dict) else None
    return snapshots if isinstance(snapshots, dict) else None


def _is_copy(address: str, link: str, archive: Archive) -> bool:
    """Return whether an address is that of a copy of a page, and not of the page it led to."""
    found = _STAMP.fullmatch(address.removeprefix(archive.copies))
    return found is not None and _plain(found[2]) == _plain(link)


def _plain(link: str) -> str:
    """Return an address without the differences that the archive ignores."""
    return _SCHEME.sub("", link.partition("#")[0], count=1).replace(":80/", "/").rstrip("/")
