"""External text → plain text: Unicode in NFC without misleading invisible characters.

These are removed: C0 and C1 controls, zero-width characters, lone surrogates and noncharacters (XML
1.0, 2.2 forbids most of them), and the embeddings and overrides of UAX 9, which affect the text
around them. A joiner is kept if it is part of the spelling: between two characters of a script, or
an emoji, that uses joiners. Directional marks and paired isolates are kept (UAX 9, 2.4 to 2.7),
because Hebrew and Arabic text with Latin words or figures is displayed in the wrong order without
them. Identities ignore them, see `unmarked`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import accumulate

from talkfeed.patterns import lazy

_JOINERS = "\u200c\u200d"
# All but Latin, Greek and Cyrillic, which are spelt without joiners. The class is negated, because
# its complement takes ten times as long to compile.
_JOINING = "^\x00-\u058f\u1e00-\u218f"
_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)
)
_UNSEEN = (
    "\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_CONTROLS = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
_OUT = lazy(f"[{_CONTROLS}{_UNSEEN}\ud800-\udfff{_NONCHARACTERS}]")
_LOOSE = lazy(f"[{_JOINERS}](?:(?<![{_JOINING}][{_JOINERS}])|(?![{_JOINING}]))")
_END_OF_ISOLATE = "\u2069"
_ISOLATES = f"\u2066-\u2068{_END_OF_ISOLATE}"
_MARKS = f"\u061c\u200e\u200f{_ISOLATES}"
_ISOLATE = lazy(f"[{_ISOLATES}]")
_MARK = lazy(f"[{_MARKS}]")
_MARK_AMONG_SPACES = lazy(f" ?[{_MARKS}][ {_MARKS}]*")
_NOT_XML = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_DIGITS = 18
_LEADING_BLANK_LINES = lazy(r"(?:[^\S\n]*\n)+")


def line(text: str) -> str:
    r"""Return text as one line, with white space collapsed and stripped.

    >>> line(" Look\u200b ma,\n  no OS! ")
    'Look ma, no OS!'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # as most lines are
    seen = flow(visible(text))
    if not _MARK.search(seen):
        return seen
    composed = unicodedata.normalize("NFC", balanced(seen))
    return _MARK_AMONG_SPACES.sub(_one_space, squeeze(composed))


def _one_space(match: re.Match[str]) -> str:
    """Keep the first of several spaces with marks between them, and none at the ends."""
    run, is_outer = match[0], match.start() == 0 or match.end() == len(match.string)
    if run.count(" ") <= 1 and not is_outer:
        return run
    marks = run.replace(" ", "")
    return "" if len(marks) == len(match.string) else marks if is_outer else f" {marks}"


def unescape(text: str) -> str:
    """Resolve character references (HTML, 13.5), also numeric ones of any length.

    >>> unescape("caf&#0233; &amp; &#" + "9" * 5000 + ";")
    'café & \ufffd'
    """
    if "&#" in text:
        text = re.sub("&#0+(?=[0-9])", "&#", text)
        text = re.sub("&#[0-9]{9,};?", "\N{REPLACEMENT CHARACTER}", text)
    return html.unescape(text)


def number(text: str) -> int | None:
    """Return a whole number in ASCII digits of up to 64 bits; None for other text.

    >>> number("0042"), number("4²"), number("9" * 5000)
    (42, None, None)
    """
    digits = text.lstrip("0") or text[:1]
    is_number = len(digits) <= _MOST_DIGITS and digits.isascii() and digits.isdigit()
    return int(digits) if is_number else None


def flow(text: str) -> str:
    """Collapse and strip white space."""
    spaces = text.replace("\n", " ")
    if not spaces.isprintable():
        return " ".join(text.split())
    return squeeze(spaces)


def squeeze(text: str) -> str:
    """Collapse and strip white space in text whose only white space is spaces and newlines."""
    spaces = text.replace("\n", " ")
    while "  " in spaces:
        spaces = spaces.replace("  ", " ")
    return spaces.strip(" ")


def block(text: str) -> str:
    r"""Return text as lines ended by newlines, without empty lines at both ends.

    >>> block("\n  one  \r\ntwo \n\n")
    '  one  \ntwo'
    """
    lines = unicodedata.normalize("NFC", text)
    if not is_plain(lines):
        lines = balanced("\n".join(visible(lines).splitlines()))
        lines = unicodedata.normalize("NFC", lines)
    lines = lines.rstrip()
    blank = _LEADING_BLANK_LINES.match(lines)
    return lines[blank.end() :] if blank else lines


def escape(text: str) -> str:
    """Escape text for HTML, in content and in quoted attributes."""
    return html.escape(text, quote=True)


def xml_safe(text: str) -> str:
    """Remove the characters that XML does not allow (XML 1.0, 2.2)."""
    return text if text.isprintable() else _NOT_XML.sub("", text)


def visible(text: str) -> str:
    """Remove invisible characters, but not white space."""
    composed = unicodedata.normalize("NFC", text)
    # Characters next to a removed one may compose now.
    return unicodedata.normalize("NFC", without_unseen(composed))


def without_unseen(text: str) -> str:
    """Remove invisible characters, without composing others."""
    if is_plain(text):
        return text
    kept = _OUT.sub("", text)
    return _without_loose(kept) if _MARK.search(kept) else _LOOSE.sub("", kept)


def _without_loose(text: str) -> str:
    """Remove joiners that are not part of a spelling, ignoring directional marks around them."""
    bare = _MARK.sub("", text)
    loose = {match.start() for match in _LOOSE.finditer(bare)}
    places = accumulate((not _MARK.match(sign) for sign in text), initial=0)
    pairs = zip(text, places, strict=False)
    return "".join(sign for sign, place in pairs if _MARK.match(sign) or place not in loose)


def balanced(text: str) -> str:
    """Remove unpaired isolates; each line is separate (UAX 9, 2.4 to 2.7)."""
    if not _ISOLATE.search(text):
        return text
    return "".join(map(_paired, text.splitlines(keepends=True)))


def _paired(line: str) -> str:
    begun: list[int] = []
    stray = set()
    for match in _ISOLATE.finditer(line):
        if match[0] != _END_OF_ISOLATE:
            begun.append(match.start())
        elif begun:
            begun.pop()
        else:
            stray.add(match.start())
    stray.update(begun)
    return "".join(sign for place, sign in enumerate(line) if place not in stray)


def unmarked(text: str) -> str:
    """Remove directional marks and isolates, which identities, words and addresses ignore.

    >>> unmarked("\u200fC\u200e")
    'C'
    """
    if text.isascii() or not _MARK.search(text):
        return text
    return unicodedata.normalize("NFC", _MARK.sub("", text))


def is_plain(text: str) -> bool:
    """Return whether text is printable except for newlines."""
    return text.replace("\n", " ").isprintable()
