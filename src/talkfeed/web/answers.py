"""What a server answers (RFC 9110) → the bytes of its body, or why there are none to use."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.text import line, number
from talkfeed.web.limits import CANNOT_FETCH, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from httpx import Response

    from talkfeed.web.limits import Limits

OK = 200
NOT_MODIFIED = 304
REDIRECTS = frozenset((301, 302, 303, 307, 308))
ENCODING = "gzip"
"""The only packing that is asked for, since it can be unpacked a bounded piece at a time."""

_SAVE = "save the page from a browser and import the file"
_STATUS = (
    ((401, 403, 407, 451), "it does not show the page to everybody", _SAVE),
    ((404,), "there is no such page", "check the address"),
    ((410,), "the page is gone for good", "look for its new address"),
    ((429,), "it was asked too often", "try again later"),
    (range(500, 600), "it has troubles of its own", "try again later"),
)
_NO_TEXT = (
    *("image/", "audio/", "video/", "font/", "model/"),
    *("application/pdf", "application/zip", "application/gzip", "application/x-tar"),
    *("application/msword", "application/vnd.ms-", "application/vnd.oasis."),
    "application/vnd.openxmlformats-",
)
_GZIP = 16 + zlib.MAX_WBITS
_MOST_SHOWN = 100


def shown(text: str) -> str:
    """Make words of a server fit for a message."""
    short = line(text[:_MOST_SHOWN])
    return short if len(text) <= _MOST_SHOWN else f"{short}…"


def check_status(answer: Response) -> None:
    """Refuse an answer that is not the page itself.

    Raises:
        Rejected: TF705.
    """
    status = answer.status_code
    if status == OK:
        return
    rows = ((why, hint) for statuses, why, hint in _STATUS if status in statuses)
    why, hint = next(rows, ("nothing can be made of that", _SAVE))
    wait = shown(answer.headers.get("retry-after", ""))
    if wait:
        hint = f"try again in {wait} seconds" if wait.isdecimal() else f"wait until {wait}"
    raise Rejected(CANNOT_FETCH, f"the server answers {status}: {why}", hint)


def media_type(answer: Response) -> str:
    """Give the Content-Type with its parameters.

    Raises:
        Rejected: TF705, it is the type of something that is not read as text.
    """
    kind = shown(answer.headers.get("content-type", ""))
    if kind.lower().startswith(_NO_TEXT):
        hint = "name the page that links to it"
        raise Rejected(CANNOT_FETCH, f"there is no page but '{kind}'", hint)
    return kind


def body(answer: Response, limits: Limits) -> bytes:
    """Read and unpack a body, counting on the way.

    Raises:
        Rejected: TF704, it is too large, packed or unpacked; TF705, it cannot be unpacked.
    """
    if (number(answer.headers.get("content-length", "")) or 0) > limits.size:
        raise too_large(limits)
    packed = _counted(answer.iter_raw(), limits)
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing in {"", "identity"}:
        return b"".join(packed)
    if packing not in {"gzip", "x-gzip"}:
        message = f"the answer is packed as '{shown(packing)}', which was not asked for"
        raise Rejected(CANNOT_FETCH, message, _SAVE)
    try:
        return b"".join(_counted(_unpacked(packed, limits.size), limits))
    except zlib.error as error:
        raise Rejected(CANNOT_FETCH, "the answer is packed, and damaged", "try again") from error


def _counted(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    count = 0
    for chunk in chunks:
        count += len(chunk)
        if count > limits.size:
            raise too_large(limits)
        yield chunk


def _unpacked(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Unpack gzip (RFC 1952), all its members, never more than `most` and a byte at a time."""
    member = None
    for chunk in chunks:
        rest = chunk
        while rest:
            member = member or zlib.decompressobj(_GZIP)
            yield member.decompress(rest, most + 1)
            rest = member.unused_data.lstrip(b"\0") if member.eof else member.unconsumed_tail
            member = None if member.eof else member
    if member is not None:
        raise zlib.error
