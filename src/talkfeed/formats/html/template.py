"""Feed → HTML: the templates, and what every page shares.

Every value in a template is escaped. Our templates are compiled beforehand, see `runtime`; if the
user has some, jinja2 compiles all, see `sandbox`. A page is one file: style and script are in it,
and a Content-Security-Policy allows these by their hashes and nothing else.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from markupsafe import Markup

from talkfeed.errors import InvalidData, StoreMiss
from talkfeed.formats.html import runtime, subscribe
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import jinja2

    from talkfeed.model import Feed, Look

AT_ONCE = 512
"""Texts that are encoded together: a single far letter makes all of them four times as wide."""
_NAME = lazy(r"(--)?[a-z][a-z0-9-]*")
_REJECTED = lazy(r"[{};<>\\@\x00-\x1f]|/\*|url\(", re.IGNORECASE)
"""What could leave a declaration, or make a page call another host."""
_LEFTWARD = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
"""Languages that are written from right to left."""


def render(template: str, feed: Feed, **values: object) -> bytes:
    """Fill in a template for a feed; `root` leads from the page back to the output's top.

    Raises:
        InvalidData: TF325, a template of the user's own fails.
    """
    shared: dict[str, object] = {
        "feed": feed._replace(look=feed.look._replace(templates=None)),
        "root": root(feed),
        "events": None,
        "frame": "'none'",
        "rtl": feed.language.partition("-")[0].lower() in _LEFTWARD,
        "theme": theme(feed.look),
        "discovery": subscribe.discovery(feed),
    }
    with _telling(template, feed.look):
        page = _template(template, feed.look)
        texts = page.generate(shared | values)
        parts = iter(lambda: [*islice(texts, AT_ONCE)], [])
        content = b"".join("".join(part).encode() for part in parts)
    return content.strip() + b"\n"


def macro(template: str, name: str, look: Look) -> Callable[..., object]:
    """Find a macro of a template, to be called with values that it shows.

    Raises:
        InvalidData: TF325, a template of the user's own fails.
    """
    with _telling(template, look):
        found: Callable[..., object] = getattr(_template(template, look).module, name)

    def call(*values: object) -> object:
        with _telling(template, look):
            return found(*values)

    return call


def _template(name: str, look: Look) -> runtime.Template | jinja2.Template:
    if look.templates is None:
        return runtime.template(name)
    from talkfeed.formats.html import sandbox  # noqa: PLC0415  — jinja2, 50 ms

    return sandbox.template(name, look.templates)


@contextmanager
def _telling(template: str, look: Look) -> Iterator[None]:
    """Turn whatever a template of the user's own raises into a problem: it is a program."""
    try:
        yield
    except StoreMiss:
        raise
    except Exception as error:
        if look.templates is None:
            raise
        from talkfeed.formats.html import sandbox  # noqa: PLC0415  — as above

        raise InvalidData([sandbox.problem(template, look.templates, error)]) from error


def root(feed: Feed) -> str:
    """Give the relative way from the page up to the output's top: "", "../", "../../"."""
    return "../" * feed.path.count("/")


def theme(look: Look) -> Markup:
    """Write the user's CSS variables as one rule; what could be more than a value is left out.

    A bare name is short for one of ours: "accent" is "--talkfeed-accent".
    """
    rows = (
        f"{name if name.startswith('--') else f'--talkfeed-{name}'}:{value}"
        for name, value in look.variables
        if _NAME.fullmatch(name) and not _REJECTED.search(value)
    )
    rule = ";".join(rows)
    return Markup(f":root{{{rule}}}") if rule else Markup()  # noqa: S704 - checked above
