"""An HTTP response (RFC 9110) → the bytes of its body, or the reason why it cannot be used."""

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
"""The only content coding that is accepted, since it can be decompressed in bounded steps."""

SAVE = "save the page from a browser and import the file"
_STATUS = (
    ((401, 403, 407, 451), "the page is not public", SAVE),
    ((404,), "there is no such page", "check the address"),
    ((410,), "the page was removed", "look for its new address"),
    ((429,), "too many requests", "try again later"),
    (range(500, 600), "the server has an error", "try again later"),
)
_NOT_TEXT = (
    *("image/", "audio/", "video/", "font/", "model/"),
    *("application/pdf", "application/zip", "application/gzip", "application/x-tar"),
    *("application/msword", "application/vnd.ms-", "application/vnd.oasis."),
    "application/vnd.openxmlformats-",
)
_GZIP = 16 + zlib.MAX_WBITS
_MOST_SHOWN = 100


def shown(text: str) -> str:
    """Clean and shorten a server's text for a message."""
    short = line(text[:_MOST_SHOWN])
    return short if len(text) <= _MOST_SHOWN else f"{short}…"


def check_status(response: Response) -> None:
    """Check that a response has the page itself.

    Raises:
        Rejected: TF705, its status is another than 200.
    """
    status = response.status_code
    if status == OK:
        return
    rows = ((why, hint) for statuses, why, hint in _STATUS if status in statuses)
    why, hint = next(rows, ("not a status that can be used", SAVE))
    wait = shown(response.headers.get("retry-after", ""))
    if wait:
        hint = f"try again in {wait} seconds" if wait.isdecimal() else f"wait until {wait}"
    raise Rejected(CANNOT_FETCH, f"the server answers {status}: {why}", hint)


def media_type(response: Response) -> str:
    """Return the Content-Type with its parameters.

    Raises:
        Rejected: TF705, the type is not one of text.
    """
    kind = shown(response.headers.get("content-type", ""))
    if kind.lower().startswith(_NOT_TEXT):
        hint = "name the page that links to it"
        raise Rejected(CANNOT_FETCH, f"this is not a page, but '{kind}'", hint)
    return kind


def body(response: Response, limits: Limits) -> bytes:
    """Read and decompress a body, within the limit of size.

    Raises:
        Rejected: TF704, it is too large, compressed or not; TF705, it cannot be decompressed.
    """
    if (number(response.headers.get("content-length", "")) or 0) > limits.size:
        raise too_large(limits)
    raw = _limited(response.iter_raw(), limits)
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in {"", "identity"}:
        return b"".join(raw)
    if coding not in {"gzip", "x-gzip"}:
        message = f"the response is compressed as '{shown(coding)}', which was not accepted"
        raise Rejected(CANNOT_FETCH, message, SAVE)
    try:
        return b"".join(_limited(_decompressed(raw, limits.size), limits))
    except zlib.error as error:
        raise Rejected(CANNOT_FETCH, "the compressed response is damaged", "try again") from error


def _limited(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    count = 0
    for chunk in chunks:
        count += len(chunk)
        if count > limits.size:
            raise too_large(limits)
        yield chunk


def _decompressed(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Decompress all members of gzip data (RFC 1952), at most `most` + 1 bytes at a time."""
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
