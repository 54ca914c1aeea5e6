"""A page as it is published → the page as a preview shows it, with a script that reloads it.

The page's Content-Security-Policy (a meta element) is extended by the hash of that script and by
requests to the preview itself; everything else in it stays, so that what it forbids fails here too.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.serving.state import Mistake, State

EVENTS = "/.talkfeed/events"
"""The path of the server-sent events; no document has one like it."""
LAST_GOOD = "The page behind this is the last good one."
_POLICY = lazy(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)
_DOCTYPE = lazy(rb"\s*<!doctype html", re.IGNORECASE)
_STYLE = """
:root{color-scheme:light dark;font:16px/1.6 system-ui,sans-serif}
body{max-width:44rem;margin:12vh auto;padding:0 1.5rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
a{color:light-dark(#1d3fd1,#9db2ff)}
ul{padding-left:1.2rem}
p{color:light-dark(#5a606b,#a2a9b6)}
"""


def live(page: bytes, state: State, note: str = LAST_GOOD, own: Iterable[Mistake] = ()) -> bytes:
    """Add the script that reloads a whole page; `own` are mistakes of this page alone.

    `note` says of the page what people need to know where mistakes are shown over it.
    """
    if not _DOCTYPE.match(page):
        return page
    script, name = _script()
    mistakes = json.dumps([each._asdict() for each in own]) if own else ""
    element = (
        f'<script data-version="{escape(state.version)}" data-events="{EVENTS}"'
        f' data-note="{escape(note)}" data-mistakes="{escape(mistakes)}">{script}</script>\n'
    ).encode()
    page = _POLICY.sub(lambda found: found[1] + _allow(found[2], name) + found[3], page, count=1)
    end = page.rfind(b"</body>")
    return page + element if end < 0 else page[:end] + element + page[end:]


_LINK = (
    rb"""(<(?:a|area|form|iframe|img|link(?! rel="canonical"))\b[^>]*?\s"""
    rb"""(?:href|src|action)=["'])(https?|webcal):"""
)
"""The pattern of a link in HTML up to its host."""


def linked_here(page: bytes, base: str, here: str) -> bytes:
    """Lead the links of a page to its own site to another address.

    Texts to copy, structured data and the canonical address keep the site's own address.
    """
    host = base.partition(":")[2]
    links = re.compile(_LINK + re.escape(escape(host).encode()), re.IGNORECASE)
    address = here.partition(":")[2].encode()

    def lead(found: re.Match[bytes]) -> bytes:
        scheme = b"webcal:" if found[2].lower() == b"webcal" else b"http:"
        return found[1] + scheme + address

    return links.sub(lead, page)


def plain_page(title: str, text: str, links: Iterable[str] = ()) -> bytes:
    """Write a page of the preview's own, such as the one for an address without a document."""
    items = "".join(f'<li><a href="/{escape(each)}">{escape(each)}</a>' for each in links)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>{escape(text)}</p>{f'<ul>{items}</ul>' if items else ''}"
        "</body></html>\n"
    ).encode()


def _allow(policy: bytes, script: str) -> bytes:
    """Allow a script by its hash and requests to the own host in a policy (CSP 3), as in a page."""
    wanted = {"script-src": f"'{script}'", "connect-src": "'self'"}
    parts = []
    for directive in policy.decode().replace("&#39;", "'").split(";"):
        name, *sources = directive.split() or [""]
        more = wanted.pop(name.lower(), None)
        if more:
            sources = [*(each for each in sources if each not in {more, "'none'"}), more]
        parts.append(" ".join((name, *sources)))
    parts += (f"{name} {source}" for name, source in wanted.items())
    return "; ".join(parts).encode()


@cache
def _script() -> tuple[str, str]:
    """Read the script, and hash it for a policy."""
    content = files.read(Path(__file__).with_name("live.js")).strip()
    return content.decode(), f"sha256-{b64encode(sha256(content).digest()).decode()}"
