"""The filters and globals of every template, the user's and ours."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from unicodedata import bidirectional

from markupsafe import Markup

from talkfeed.patterns import lazy

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src 'self' data:; "
    "connect-src 'self'; frame-src {frame}; form-action 'none'; base-uri 'none'"
)
"""What a page may load: itself, images of its own host, and the frames it names."""
GLOBALS = {"POLICY": POLICY}
_HEADING = lazy(r"<(/?)h([4-6])>")
_RIGHT_TO_LEFT = ("R", "AL")
"""The classes of letters that are written from right to left (UAX 9, 3.2)."""
_COMMENT = lazy(r"^(?:/\*[^*]*\*/|//.*)$", re.MULTILINE)


@lru_cache(maxsize=64)  # a site's pages share few styles and scripts
def squeeze(text: str) -> Markup:
    """Take indentation, blank lines and whole-line comments out of a style or a script."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    kept = (line for line in _COMMENT.sub("", lines).splitlines() if line)
    return Markup("\n".join(kept))  # noqa: S704 - templates are trusted, values in them escaped


def raised(abstract: str) -> str:
    """Raise an abstract's headings by one level: it is below a heading of the second."""
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}>", abstract)


def apart(text: str) -> Markup:
    """Isolate words that run from right to left, so that they do not turn their neighbours."""
    words = Markup.escape(text)
    if text.isascii():
        return words
    leftward = any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    return Markup("<bdi>{}</bdi>").format(words) if leftward else words


def web(url: str | None) -> str:
    """Let an address of the web pass, and nothing that runs."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


@lru_cache(maxsize=64)
def fingerprint(text: str) -> Markup:
    """Write a style's or script's source expression (CSP 3, 2.3.1): 'sha256-…'."""
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")  # noqa: S704 - base64


FILTERS = {each.__name__: each for each in (squeeze, fingerprint, raised, apart, web)}
"""The filters of talkfeed, beside those of jinja2."""
