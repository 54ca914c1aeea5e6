"""Text from outside → plain text: Unicode in NFC without characters that nobody can see.

What goes: C0 and C1 controls, zero-width characters, bidirectional controls, lone surrogates and
noncharacters (XML 1.0, 2.2 forbids most of them, and the rest only misleads). A joiner stays where
it belongs to the spelling: between two characters of a script, or an emoji, that uses joiners.
"""

from __future__ import annotations

import html
import re
import unicodedata

_JOINERS = "\u200c\u200d"
# All but Latin, Greek and Cyrillic, which spell nothing with joiners. Classes are written by
# their small side: to compile the other takes ten times as long.
_JOINING = "^\x00-\u058f\u1e00-\u218f"
_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)
)
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_CONTROLS = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
_OUT = re.compile(f"[{_CONTROLS}{_UNSEEN}\ud800-\udfff{_NONCHARACTERS}]")
_LOOSE = re.compile(f"[{_JOINERS}](?:(?<![{_JOINING}][{_JOINERS}])|(?![{_JOINING}]))")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LEADING_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)+")


def line(text: str) -> str:
    r"""Make one line of text: every run of white space is one space, none at the ends.

    >>> line(" Look\u200b ma,\n  no OS! ")
    'Look ma, no OS!'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # as most lines are
    return flow(visible(text))


def flow(text: str) -> str:
    """Make every run of white space one space, and leave it out at the ends."""
    blanks = text.replace("\n", " ")
    if not blanks.isprintable():
        return " ".join(text.split())
    return squeeze(blanks)


def squeeze(text: str) -> str:
    """Make one line of text whose only white space is blanks and newlines."""
    blanks = text.replace("\n", " ")
    while "  " in blanks:
        blanks = blanks.replace("  ", " ")
    return blanks.strip(" ")


def block(text: str) -> str:
    r"""Make several lines of text, ended by newlines; blank lines at both ends go.

    >>> block("\n  one  \r\ntwo \n\n")
    '  one  \ntwo'
    """
    lines = unicodedata.normalize("NFC", text)
    if not is_plain(lines):
        lines = "\n".join(visible(lines).splitlines())
    lines = lines.rstrip()
    blank = _LEADING_BLANK_LINES.match(lines)
    return lines[blank.end() :] if blank else lines


def escape(text: str) -> str:
    """Make text fit to stand in HTML, between tags as well as in a quoted attribute."""
    return html.escape(text, quote=True)


def xml_safe(text: str) -> str:
    """Leave out what XML cannot carry at all (XML 1.0, 2.2), and nothing else."""
    return text if text.isprintable() else _NOT_XML.sub("", text)


def visible(text: str) -> str:
    """Leave out what cannot be seen; white space stays, line ends included."""
    composed = unicodedata.normalize("NFC", text)
    # What goes may have kept two characters apart that can be composed now.
    return unicodedata.normalize("NFC", without_unseen(composed))


def without_unseen(text: str) -> str:
    """Leave out what cannot be seen, and compose nothing."""
    return text if is_plain(text) else _LOOSE.sub("", _OUT.sub("", text))


def is_plain(text: str) -> bool:
    """Tell whether text has no other white space than blanks and newlines, and nothing unseen."""
    return text.replace("\n", " ").isprintable()
