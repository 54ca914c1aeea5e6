"""The answer for a media file → its type, its length in bytes, and its duration in seconds.

The duration is read from a header, or from the beginning of an MP4 file (ISO/IEC 14496-12).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from talkfeed.web import ProbeAnswer

_MEDIA_TYPE = lazy(r"(?:audio|video)/[\w.+-]{1,80}", re.ASCII)
_NOT_FILES = frozenset(("audio/mpegurl", "audio/x-mpegurl", "video/mp2t"))
_TOTAL = lazy(r"bytes [\d*-]+/(\d{1,15})", re.ASCII)
_SECONDS = lazy(r"\d{1,7}(?:\.\d+)?", re.ASCII)
_MP4 = frozenset(("video/mp4", "audio/mp4", "audio/x-m4a", "video/quicktime", "video/x-m4v"))
_OK, _PARTIAL = 200, 206
_HEAD = 8
"""The bytes of a box before its content: a size and a type."""
_MOST_SECONDS = 9_999_999


class Media(NamedTuple):
    """A media file; empty or 0 if unknown."""

    type: str = ""
    length: int = 0
    duration: int = 0


def media_of(
    answer: ProbeAnswer,
    address: str,
    ask: Callable[[str, str], ProbeAnswer],
    known: Media | None = None,
) -> Media:
    """Return what headers say of a media file; its beginning is read if they do not say enough."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not _MEDIA_TYPE.fullmatch(kind) or kind in _NOT_FILES:
        return Media()
    length, duration = _length(answer), _duration(answer.headers)
    if known and known[:2] == (kind, length):
        return Media(kind, length, duration or known.duration)
    if length and (duration or kind not in _MP4):
        return Media(kind, length, duration)
    try:
        more = ask(address, "GET")
    except Rejected:
        return Media(kind, length, duration)
    return Media(kind, length or _length(more), duration or mp4_seconds(more.start))


def _length(answer: ProbeAnswer) -> int:
    """Return the length of the whole file (RFC 9110, 8.6 and 14.4); 0 if unknown."""
    if answer.status == _PARTIAL:
        found = _TOTAL.fullmatch(answer.headers.get("content-range", ""))
        return int(found[1]) if found else 0
    is_whole = answer.status == _OK and "content-encoding" not in answer.headers
    return (number(answer.headers.get("content-length", "")) or 0) if is_whole else 0


def _duration(headers: Mapping[str, str]) -> int:
    text = headers.get("x-content-duration") or headers.get("content-duration") or ""
    return round(float(text)) if _SECONDS.fullmatch(text) else 0


def mp4_seconds(content: bytes) -> int:
    """Return the duration in the movie header at the beginning of an MP4 file; 0 without one."""
    movie = next((body for name, body in _boxes(content) if name == b"moov"), b"")
    header = next((body for name, body in _boxes(movie) if name == b"mvhd"), b"")
    start, width = (20, 8) if header[:1] == b"\1" else (12, 4)
    scale = int.from_bytes(header[start : start + 4])
    ticks = int.from_bytes(header[start + 4 : start + 4 + width])
    is_whole = len(header) >= start + 4 + width
    seconds = round(ticks / scale) if scale and is_whole else 0
    return seconds if seconds <= _MOST_SECONDS else 0


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the types and contents of boxes; the last one may be cut off."""
    start = 0
    while start + _HEAD <= len(content):
        size = int.from_bytes(content[start : start + 4])
        name, head = content[start + 4 : start + _HEAD], _HEAD
        if size == 1:  # a size of 64 bits follows
            head, size = 16, int.from_bytes(content[start + _HEAD : start + 16])
        if size < head:
            return
        yield name, content[start + head : start + size]
        start += size
