"""The filters and global variables of all templates."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from markupsafe import Markup

from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from talkfeed.words import Words

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src 'self' data:; "
    "connect-src 'self'; frame-src {frame}; form-action 'none'; base-uri 'none'"
)
"""The Content-Security-Policy of a page: inline code by hash, its own host, named frames."""
GLOBALS = {"POLICY": POLICY}
_HEADING = lazy(r"<(/?)h([4-6])>")
_RIGHT_TO_LEFT = ("R", "AL")
"""The bidirectional classes of right-to-left letters (UAX 9, 3.2)."""
_UNSAFE = frozenset('"\\<>&\n\r\f')
"""Characters that are escaped in strings of CSS."""
_COMMENT = lazy(r"^(?:/\*[^*]*\*/|//.*)$", re.MULTILINE)


@lru_cache(maxsize=64)  # a site's pages share few styles and scripts
def squeeze(text: str) -> Markup:
    """Remove indentation, empty lines and whole-line comments from a style or script."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    kept = (line for line in _COMMENT.sub("", lines).splitlines() if line)
    return Markup("\n".join(kept))  # noqa: S704 - templates are trusted, values in them escaped


def raised(abstract: str) -> str:
    """Raise the headings of an abstract by one level, for a page that shows it below an h2."""
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}>", abstract)


def isolated(text: str) -> Markup:
    """Isolate text with right-to-left letters, so that the text around it keeps its direction."""
    words = Markup.escape(text)
    return Markup("<bdi>{}</bdi>").format(words) if _is_leftward(text) else words


def direction(text: str, page: Words) -> Markup:
    """Return the attribute of an element whose text may run in another direction than its page."""
    return Markup(' dir="auto"' if page.is_rtl or _is_leftward(text) else "")  # noqa: S704


def _is_leftward(text: str) -> bool:
    """Return whether a text has right-to-left letters."""
    return not text.isascii() and any(map(_is_leftward_letter, text))


def _is_leftward_letter(letter: str) -> bool:
    return bidirectional(letter) in _RIGHT_TO_LEFT


def web(url: str | None) -> str:
    """Return an http or https address; an empty string for any other, such as a script."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


def css(text: str) -> Markup:
    """Return a text as a string of CSS (CSS Syntax 3, 4.3.5)."""
    escaped = "".join(f"\\{ord(sign):x} " if sign in _UNSAFE else sign for sign in text)
    return Markup(f'"{escaped}"')  # noqa: S704 - nothing in it can end the string


@lru_cache(maxsize=64)
def fingerprint(text: str) -> Markup:
    """Return the source expression of a style or script (CSP 3, 2.3.1): 'sha256-…'."""
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")  # noqa: S704 - base64


FILTERS = {
    each.__name__: each for each in (squeeze, fingerprint, raised, isolated, direction, web, css)
}
"""talkfeed's filters; jinja2 has more."""
