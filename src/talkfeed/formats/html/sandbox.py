"""The user's templates → pages, by jinja2 in a sandbox.

A template of the user replaces ours of the same name.
"""

from __future__ import annotations

from functools import lru_cache
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FunctionLoader, PackageLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from talkfeed.errors import Place, Problem
from talkfeed.formats.html.filters import FILTERS, GLOBALS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Template

    from talkfeed.model import Templates
    from talkfeed.words import Words

BROKEN = "TF325"
SYNTAX = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""The settings of jinja2 for the user's templates and ours."""
_BY_THE_CLOCK = frozenset(
    ("now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp", "astimezone")
)
"""Methods of dates that read the machine's clock or time zone."""


def template(name: str, templates: Templates, words: Words) -> Template:
    """Return the user's template of a name, else ours, with the words of a language."""
    return _environment(templates, words).get_template(name)


def problem(template: str, own: Templates, error: Exception) -> Problem:
    """Return the problem of a failed template, with its file and line as far as known.

    Jinja adds templates and their lines to the traceback, the innermost last.
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


class _Sandbox(ImmutableSandboxedEnvironment):
    """The environment of the user's templates, which cannot run programs.

    Nothing in it depends on the clock, the machine or chance.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  — jinja's own
        super().__init__(**settings)
        del self.filters["random"], self.globals["lipsum"]

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Return whether a template may use an attribute: none that reads the clock."""
        return attr not in _BY_THE_CLOCK and super().is_safe_attribute(obj, attr, value)


def _finder(templates: Templates) -> Callable[[str], tuple[str, str, None] | None]:
    """Return a loader for the templates that were read; it accesses no other file."""
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
def _environment(templates: Templates, words: Words) -> _Sandbox:
    """Return an environment with the user's templates, and ours for the other names."""
    loaders = [FunctionLoader(_finder(templates)), PackageLoader("talkfeed.formats.html")]
    environment = _Sandbox(loader=ChoiceLoader(loaders), auto_reload=False, **SYNTAX)
    environment.filters.update(FILTERS)
    environment.globals.update(GLOBALS, words=words)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment
