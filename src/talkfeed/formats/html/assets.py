"""Theme → the style and the script that all pages share, in files named by their content.

Browsers can keep such files for good, because another content has another name.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from talkfeed.formats.html import template
from talkfeed.formats.html.filters import squeeze
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import words_of

if TYPE_CHECKING:
    from talkfeed.model import Feed, Look
    from talkfeed.words import Words

STYLE, SCRIPT = "style.css", "script.js"
"""The templates of the files."""
_HASH_BYTES = 5
"""The length of a hash: it only has to differ between versions of one site."""


class Asset(NamedTuple):
    """A file that pages load: its output path without suffix, its suffix, and its content."""

    path: str
    suffix: str
    content: bytes


@lru_cache(maxsize=8)
def asset(template_name: str, look: Look, words: Words) -> Asset:
    """Return the style or the script of pages with a theme, in a language.

    Raises:
        InvalidData: TF325, a template of the user fails.
    """
    text = template.text(template_name, look, words)
    content = f"{squeeze(text)}\n".encode()
    digest = blake2b(content, digest_size=_HASH_BYTES).hexdigest()
    name, _, suffix = template_name.partition(".")
    return Asset(f"assets/{name}-{digest}", f".{suffix}", content)


def hrefs(feed: Feed) -> dict[str, str]:
    """Return the address of each file relative to a page, by the name in templates."""
    root = template.root(feed)
    words = words_of(feed)
    found = {"style": asset(STYLE, feed.look, words), "script": asset(SCRIPT, feed.look, words)}
    return {name: f"{root}{each.path}{each.suffix}" for name, each in found.items()}
