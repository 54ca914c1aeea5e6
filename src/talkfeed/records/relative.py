"""The relative links in a Markdown text → absolute ones (RFC 3986, 5)."""

from __future__ import annotations

import re

from talkfeed.text import join

_TARGET = re.compile(r"(?<=\]\()(<?)([^\s()<>]{1,2000})")
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]{0,30}:|#", re.IGNORECASE)

_FILES = "pdf|html?|php|aspx?|md|txt|key|od[pt]|pptx?|docx?|zip|png|jpe?g|gif|svg|webm|ipynb"
HOST = re.compile(rf"(?:[\w-]+\.)+(?!(?:{_FILES})\b)[a-z]{{2,}}(?:/|$)", re.ASCII)
"""An address without its scheme that cannot be a file name."""


def is_relative(target: str) -> bool:
    """Return whether an address needs a base; one inside a page does not.

    >>> is_relative("/slides"), is_relative("mailto:a@b.example"), is_relative("#notes")
    (True, False, False)
    """
    return not _WHOLE.match(target) and not any(map(str.isspace, target))


def complete(markdown: str, base: str) -> tuple[str, list[str]]:
    """Complete the links of a text; without a base, list those that are relative.

    >>> complete("See the [slides](/slides) and [this](https://b.example/).", "https://a.example/x")
    ('See the [slides](https://a.example/slides) and [this](https://b.example/).', [])
    >>> complete("See the [slides](/slides).", "")
    ('See the [slides](/slides).', ['/slides'])
    """
    left: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        target = found[2]
        absolute = join(base, target) if base and is_relative(target) else ""
        if is_relative(target) and not absolute:
            left.append(target)
        return found[1] + (absolute or target)

    return _TARGET.sub(replaced, markdown), left
