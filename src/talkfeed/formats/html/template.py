"""Feed → HTML: the templates, and what every page shares.

Templates are jinja2, compiled once, with every value escaped; a template of the user's own
replaces ours of the same name, and runs in a sandbox. A page is one file: style and script stand in
it, and a Content-Security-Policy allows these by their hashes and nothing else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from traceback import walk_tb
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from jinja2 import (
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PackageLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from talkfeed.errors import InvalidData, Place, Problem
from talkfeed.formats.html import subscribe
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Feed, Look, Templates

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src 'self' data:; "
    "connect-src 'self'; frame-src {frame}; form-action 'none'; base-uri 'none'"
)
"""What a page may load: itself, images of its own host, and the frames it names."""

BROKEN = "TF325"
AT_ONCE = 512
"""Texts that are encoded together: a single far letter makes all of them four times as wide."""
_NAME = lazy(r"(--)?[a-z][a-z0-9-]*")
_REFUSED = lazy(r"[{};<>\\@\x00-\x1f]|/\*|url\(", re.IGNORECASE)
"""What could leave a declaration, or make a page call another host."""
_HEADING = lazy(r"<(/?)h([4-6])>")
_LEFTWARD = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
"""Languages that are written from right to left."""
_RIGHT_TO_LEFT = ("R", "AL")
"""The classes of letters that do so (UAX 9, 3.2)."""
_BY_THE_CLOCK = frozenset(
    ("now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp", "astimezone")
)
"""Methods of dates that ask the machine for its time or zone."""
_COMMENT = lazy(r"^(?:/\*[^*]*\*/|//.*)$", re.MULTILINE)


def render(template: str, feed: Feed, **values: object) -> bytes:
    """Fill in a template for a feed; `root` leads from the page back to the output's top.

    Raises:
        InvalidData: TF325, a template of the user's own fails.
    """
    shared: dict[str, object] = {
        "feed": feed._replace(look=feed.look._replace(templates=None)),
        "root": root(feed),
        "rtl": feed.language.partition("-")[0].lower() in _LEFTWARD,
        "theme": theme(feed.look),
        "discovery": subscribe.discovery(feed),
    }
    with _telling(template, feed.look):
        page = _environment(feed.look.templates).get_template(template)
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
        found: Callable[..., object] = getattr(
            _environment(look.templates).get_template(template).module, name
        )

    def call(*values: object) -> object:
        with _telling(template, look):
            return found(*values)

    return call


@contextmanager
def _telling(template: str, look: Look) -> Iterator[None]:
    """Turn whatever a template of the user's own raises into a problem: it is a program."""
    try:
        yield
    except Exception as error:
        if look.templates is None:
            raise
        raise InvalidData([_problem(template, look.templates, error)]) from error


def _problem(template: str, own: Templates, error: Exception) -> Problem:
    """Say which template fails, and where in it, as far as that is known.

    Jinja puts templates and their lines into the traceback, the innermost last.
    """
    steps = [(step.f_code.co_filename, line) for step, line in walk_tb(error.__traceback__)]
    names = dict(own.files)
    if isinstance(error, TemplateSyntaxError):
        steps.append((error.name or template, error.lineno))
    inside = [(name, line) for name, line in steps if name in names]
    name, line = inside[-1] if inside else (template, 1)
    path = f"{own.directory}/{name}" if name in names else own.directory
    hint = "fix it, or delete the file, and talkfeed's own takes its place"
    message = f"the template {name} cannot be used: {error}"
    return Problem(Place(path, line, 1), BROKEN, message, hint)


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
        if _NAME.fullmatch(name) and not _REFUSED.search(value)
    )
    rule = ";".join(rows)
    return Markup(f":root{{{rule}}}") if rule else Markup()  # noqa: S704 - checked above


@lru_cache(maxsize=64)  # a site's pages share few styles and scripts
def squeeze(text: str) -> Markup:
    """Take indentation, blank lines and whole-line comments out of a style or a script."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    kept = (line for line in _COMMENT.sub("", lines).splitlines() if line)
    return Markup("\n".join(kept))  # noqa: S704 - templates are trusted, values in them escaped


def raised(abstract: str) -> str:
    """Raise an abstract's headings by one level: it stands below a heading of the second."""
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}>", abstract)


def apart(text: str) -> Markup:
    """Set words that run from right to left apart, so that they do not turn their neighbours."""
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
    """Give a style's or script's source expression (CSP 3, 2.3.1): 'sha256-…'."""
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")  # noqa: S704 - base64


class _Sandbox(ImmutableSandboxedEnvironment):
    """Where a user's own templates run: changing the look of a site is not running programs.

    Nothing in it depends on the clock, the machine or chance.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  — jinja's own
        super().__init__(**settings)
        del self.filters["random"], self.globals["lipsum"]

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Keep templates from the clock as well."""
        return attr not in _BY_THE_CLOCK and super().is_safe_attribute(obj, attr, value)


def _finder(templates: Templates) -> Callable[[str], tuple[str, str, None] | None]:
    """Find templates among what was read; no name leads to another file."""
    texts = dict(templates.files)

    def find(name: str) -> tuple[str, str, None] | None:
        content = texts.get(name)
        try:
            return None if content is None else (content.decode(), name, None)
        except UnicodeDecodeError as error:
            cause = "it is not UTF-8"
            raise TemplateSyntaxError(cause, 1, name, name) from error

    return find


@lru_cache(maxsize=2)
def _environment(templates: Templates | None) -> Environment:
    """Load our templates, overridden by those of the user."""
    ours = PackageLoader("talkfeed.formats.html")
    find = templates and FunctionLoader(_finder(templates))
    make = _Sandbox if find else Environment
    environment = make(
        loader=ChoiceLoader([find, ours]) if find else ours,
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (squeeze, fingerprint, raised, apart, web)
    environment.filters.update({each.__name__: each for each in filters})
    environment.globals.update(POLICY=POLICY)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
