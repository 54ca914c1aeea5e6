"""The bytes of a source → text, decoded as the source declares (WHATWG Encoding, 4.2).

In order of precedence: a byte order mark, the charset of HTTP, the declaration of XML (XML 1.0,
4.3.3), the `<meta>` of HTML (WHATWG HTML, 13.2.3), UTF-8, and windows-1252 with a doubt. Labels
mean the encodings that browsers take them for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.model.imported import ENCODING
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import SourceInput

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_HTTP = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE | re.ASCII)
_XML = re.compile(r"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.:-]+)", re.ASCII)
_META = re.compile(
    r"<meta[^<>]*?[\s;\"']charset\s*=\s*(?:[\"']\s*)?([\w.:-]+)", re.IGNORECASE | re.ASCII
)
_WIDE = ("utf-16", "utf-32")
_SEARCHED = 4096
_WESTERN = "cp1252"
_OUTRANKING = ("utf-16", "iso-2022")
"""Encodings whose bytes are often valid UTF-8, but mean something else."""
_KNOWN = re.compile(
    r"utf-?8|utf-16(?:-?[bl]e)?|iso-8859-(?:[2-8]|1[03456])|windows-125[0134-8]|koi8-[ru]|"
    r"shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|gb18030|big5"
)
_LATIN = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252")
_ALIASES = dict.fromkeys(_LATIN, _WESTERN) | {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
    "macintosh": "mac_roman",
}


class Decoded(NamedTuple):
    """A text, its encoding, and doubts about that encoding."""

    text: str
    encoding: str
    doubts: tuple[str, ...] = ()


def text_of(source: SourceInput) -> str:
    """Decode a source."""
    return decode(source).text


def in_bytes(content: bytes) -> bytes:
    """Return content with characters of two or four bytes, as its mark says, in UTF-8; else as is.

    >>> in_bytes("BEGIN".encode("utf-16"))
    b'BEGIN'
    """
    wide = (name for mark, name in _MARKS if content.startswith(mark) and name in _WIDE)
    encoding = next(wide, "")
    return content.decode(encoding, "replace").encode() if encoding else content


def decode(source: SourceInput) -> Decoded:
    """Decode a source, and report its encoding.

    >>> from talkfeed.model.imported import SourceInput
    >>> decode(SourceInput(content="naïve".encode("latin-1"), name="a.txt"))
    Decoded(text='naïve', encoding='cp1252', doubts=('its encoding is unknown: check the accents',))
    """
    content = source.content
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(encoding, "replace"), encoding)
    declared = next(_declared(source), "")
    # Servers label everything Latin 1, but text that is valid UTF-8 is almost always UTF-8.
    is_first = declared.startswith(_OUTRANKING)
    tried = (declared, "utf-8") if is_first else ("utf-8", declared)
    for encoding in filter(None, tried):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if declared in {"", encoding} or text.isascii():
            return Decoded(text, encoding)
        doubt = f"it declares the encoding {declared}, but is in {encoding}"
        return Decoded(text, encoding, (doubt,))
    text = content.decode(_WESTERN, "replace")
    return Decoded(text, _WESTERN, (ENCODING,))


def _declared(source: SourceInput) -> Iterator[str]:
    """Yield the declared encodings that are known, by their names in Python."""
    start = source.content[:_SEARCHED].decode("latin-1")
    stated = (_HTTP.search(source.media_type), _XML.match(start), _META.search(start))
    for match in filter(None, stated):
        name = match[1].lower()
        # A declaration that can be read as ASCII is not in UTF-16, whatever it claims.
        is_wide = name.startswith("utf-16") and match is not stated[0]
        if name in _ALIASES or _KNOWN.fullmatch(name):
            yield "utf-8" if is_wide else _ALIASES.get(name, name)
