"""The address of a recording → a still of it, as the provider offers it to everybody."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from talkfeed.errors import Rejected
from talkfeed.linkcheck.providers import PEERTUBE, VIMEO, YOUTUBE
from talkfeed.media.pictures import picture_of
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from talkfeed.media.pictures import Picture

    Get = Callable[[str], bytes]
    """Fetches what is at an address."""

NO_PICTURE = "TF705"
_HINT = "set 'thumbnail' to a picture of your own"


class Still(NamedTuple):
    """Where a provider has the still of a recording.

    `address` is filled as that of a `Probe`. With a `member` there is a JSON object whose member
    is the address of the picture.
    """

    pattern: re.Pattern[str]
    address: str
    member: str = ""


STILLS = (
    Still(YOUTUBE.pattern, "https://i.ytimg.com/vi/{0}/hqdefault.jpg"),
    Still(VIMEO.pattern, "https://vimeo.com/api/oembed.json?url={quoted}", "thumbnail_url"),
    Still(PEERTUBE.pattern, "{0}/services/oembed?url={quoted}", "thumbnail_url"),
    Still(
        lazy(r"https?://media\.ccc\.de/v/([\w.%-]+)(?:[/?#].*)?", re.ASCII | re.IGNORECASE),
        "https://media.ccc.de/public/events/{0}",
        "poster_url",
    ),
)
"""The providers; the first whose pattern a link has is asked."""


def still_of(link: str, stills: Iterable[Still] = STILLS) -> Still | None:
    """Return the provider that has the still of a recording; None for other links."""
    return next((each for each in stills if each.pattern.fullmatch(link)), None)


def fetch_still(link: str, still: Still, get: Get) -> tuple[bytes, Picture]:
    """Return the still of a recording, and what kind of picture it is.

    Raises:
        Rejected: TF705, there is no picture; or as `get`.
    """
    found = still.pattern.fullmatch(link)
    address = still.address.format(*(found.groups() if found else ()), quoted=quote(link, safe=""))
    if still.member:
        address = _member(get(address), still.member)
    content = get(address)
    picture = picture_of(content)
    if picture is None:
        message = f"there is no picture at {address}"
        raise Rejected(NO_PICTURE, message, _HINT)
    return content, picture


def _member(content: bytes, name: str) -> str:
    """Return the address in a JSON object.

    Raises:
        Rejected: TF705, there is none; TF305, it is no address.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    address = found.get(name) if isinstance(found, dict) else None
    if not isinstance(address, str):
        raise Rejected(NO_PICTURE, "the provider names no picture", _HINT)
    return url(address)
