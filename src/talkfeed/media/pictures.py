"""The beginning of a picture → its media type, and its width and height in pixels.

PNG (W3C, 11.2.1), GIF89a, JPEG (ITU-T T.81, B.2.2) and WebP (RFC 9649, 2.4 to 2.7).
"""

from __future__ import annotations

from talkfeed.named_tuple import NamedTuple

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset(
    (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
)
"""The markers of JPEG frames, with the size of the picture."""
_ALONE = frozenset((0x01, *range(0xD0, 0xDA)))
"""The markers without a length."""


class Picture(NamedTuple):
    """A picture: its media type, and its size in pixels, None if it cannot be found."""

    type: str
    size: tuple[int, int] | None


def picture_of(content: bytes) -> Picture | None:
    """Return the type and the size of a picture; None for other files."""
    if content.startswith(_PNG):
        size = _pair(content[16:24], 4, "big") if content[12:16] == b"IHDR" else None
        return Picture("image/png", size)
    if content.startswith((b"GIF87a", b"GIF89a")):
        return Picture("image/gif", _pair(content[6:10], 2, "little"))
    if content.startswith(_JPEG):
        return Picture("image/jpeg", _jpeg(content))
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Picture("image/webp", _webp(content))
    return None


def _pair(content: bytes, width: int, order: str) -> tuple[int, int] | None:
    numbers = (content[:width], content[width : 2 * width])
    first, second = (
        int.from_bytes(each, "big" if order == "big" else "little") for each in numbers
    )
    return (first, second) if first and second else None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Return the size in the first frame header."""
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004
        marker = content[place + 1]
        if marker in _FRAMES:
            size = _pair(content[place + 5 : place + 9], 2, "big")
            return (size[1], size[0]) if size else None  # the height comes first
        length = int.from_bytes(content[place + 2 : place + 4])
        place += 2 if marker in _ALONE else 1 if marker == 0xFF else 2 + length  # noqa: PLR2004
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    size = _pair(content[26:30], 2, "little") if kind == b"VP8 " else None
    return (size[0] & 0x3FFF, size[1] & 0x3FFF) if size else None
