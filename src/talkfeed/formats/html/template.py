"""Feed and template → HTML, with the values that all pages share.

All values are escaped. Our templates are compiled in advance (`runtime`); if the user has
templates, jinja2 compiles all of them (`sandbox`).
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
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import jinja2

    from talkfeed.model import Feed, Look
    from talkfeed.words import Words

AT_ONCE = 512
"""The number of texts encoded together: one non-Latin character makes all use more memory."""
_NAME = lazy(r"(--)?[a-z][a-z0-9-]*")
_REJECTED = lazy(r"[{};<>\\@\x00-\x1f]|/\*|url\(", re.IGNORECASE)
"""Characters that could end a declaration, or make a page load from another host."""


def render(template: str, feed: Feed, **values: object) -> bytes:
    """Render a template for a feed, with further values.

    Raises:
        InvalidData: TF325, a template of the user fails.
    """
    shared: dict[str, object] = {
        "feed": feed._replace(look=feed.look._replace(templates=None)),
        "root": root(feed),
        "events": None,
        "frame": Markup("'none'"),
        "words": words_of(feed),
        "theme": theme(feed.look),
        "design": feed.look.design,
        "discovery": subscribe.discovery(feed),
    }
    with _wrap_errors(template, feed.look):
        page = _template(template, feed.look, words_of(feed))
        texts = page.generate(shared | values)
        parts = iter(lambda: [*islice(texts, AT_ONCE)], [])
        content = b"".join("".join(part).encode() for part in parts)
    return content.strip() + b"\n"


def text(template: str, look: Look, words: Words) -> str:
    """Render a template that is the same for all pages of a language and a theme.

    Raises:
        InvalidData: TF325, a template of the user fails.
    """
    with _wrap_errors(template, look):
        values = {"words": words, "theme": theme(look), "design": look.design}
        return "".join(_template(template, look, words).generate(values))


def macro(template: str, name: str, feed: Feed) -> Callable[..., object]:
    """Return a macro of a template in the language of a feed, to be called with its arguments.

    Raises:
        InvalidData: TF325, a template of the user fails, also when the macro is called.
    """
    look, words = feed.look, words_of(feed)
    with _wrap_errors(template, look):
        page = _template(template, look, words)
        macros = page.macros(words) if isinstance(page, runtime.Template) else page.module
        found: Callable[..., object] = getattr(macros, name)

    def call(*values: object) -> object:
        with _wrap_errors(template, look):
            return found(*values)

    return call


def _template(name: str, look: Look, words: Words) -> runtime.Template | jinja2.Template:
    if look.templates is None:
        return runtime.template(name)
    from talkfeed.formats.html import sandbox  # noqa: PLC0415  — jinja2, 50 ms

    return sandbox.template(name, look.templates, words)


@contextmanager
def _wrap_errors(template: str, look: Look) -> Iterator[None]:
    """Turn any exception from a template of the user into a problem.

    Raises:
        InvalidData: TF325, the template fails.
    """
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
    """Return the relative path from a page to the root of the output: "", "../", "../../"."""
    return "../" * feed.path.count("/")


def theme(look: Look) -> Markup:
    """Return the user's CSS variables as one rule, without unsafe values.

    A name without dashes is short for one of ours: "accent" is "--talkfeed-accent".
    """
    rows = (
        f"{name if name.startswith('--') else f'--talkfeed-{name}'}:{value}"
        for name, value in look.variables
        if _NAME.fullmatch(name) and not _REJECTED.search(value)
    )
    rule = ";".join(rows)
    return Markup(f":root{{{rule}}}") if rule else Markup()  # noqa: S704 - checked above
