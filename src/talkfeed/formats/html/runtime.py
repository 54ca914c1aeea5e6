"""Compiled templates → pages: the part of jinja2's runtime that our own templates use.

jinja2 compiles our templates to the modules in `compiled` after an edit (`make templates`). A build
without templates of the user does not import jinja2, which takes longer than rendering all pages of
a small site. The names are those of `jinja2.runtime`, and behave as with autoescape and
StrictUndefined. The tests render every page with jinja2, too, and compare.
"""

from __future__ import annotations

from collections import deque
from functools import cache
from importlib import import_module
from json import dumps
from operator import attrgetter, getitem, mod
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

import markupsafe
from markupsafe import Markup

from talkfeed.formats.html.filters import FILTERS, GLOBALS
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    Values = Mapping[str, object]
    Root = Callable[["Context"], Iterator[str]]

COMPILED = "talkfeed.formats.html.compiled"
"""The package of the compiled templates."""
WORDS = "words"
"""The global variable with the words of the language."""
missing = object()
"""The value of an unset variable."""
_SPECIAL = lazy("[&<>'\"]")


def escape(value: object) -> str:
    """Return a value as a page has it: text escaped, markup as it is."""
    if type(value) is Markup or (type(value) is str and not _SPECIAL.search(value)):
        return value
    return markupsafe.escape(value)


def undefined(hint: str = "", name: str = "") -> NoReturn:
    """Reject the use of an unset variable.

    Raises:
        NameError: always.
    """
    raise NameError(hint or f"{name!r} is undefined")


def Undefined(hint: str) -> str:  # noqa: ARG001, N802  — called as jinja2's class is
    """Return the value of `x if y` if y is false."""
    return ""


class Context:
    """The variables and blocks of a template."""

    def __init__(self, parent: Values, blocks: Mapping[str, Root]) -> None:
        """Store the variables passed to the template, and its blocks."""
        self.parent = parent
        self.vars: dict[str, object] = {}
        self.exported_vars: set[str] = set()
        self.blocks = {name: [block] for name, block in blocks.items()}
        self.eval_ctx = self
        self.autoescape = True

    def resolve_or_missing(self, name: str) -> object:
        """Return the value of a variable, or `missing`."""
        return self.vars[name] if name in self.vars else self.parent.get(name, missing)

    def get_all(self) -> dict[str, object]:
        """Return all variables."""
        return {**self.parent, **self.vars}


class Template:
    """A compiled template."""

    def __init__(self, name: str) -> None:
        """Import the compiled module of the template."""
        module = import_module(f"{COMPILED}.{module_name(name)}")
        self.root_render_func: Root = module.root
        self.blocks: dict[str, Root] = module.blocks
        self._macros: tuple[object, SimpleNamespace] | None = None

    def generate(self, values: Values) -> Iterator[str]:
        """Render the template, in parts."""
        return self.root_render_func(Context({**GLOBALS, **values}, self.blocks))

    def new_context(self, values: Values, _: object, own: Values) -> Context:
        """Return the context of an included template, with the variables of the including one."""
        seen = {name: value for name, value in own.items() if value is not missing}
        return Context({**values, **seen}, self.blocks)

    def macros(self, words: object) -> SimpleNamespace:
        """Return the macros of the template, with the words of a language."""
        if self._macros is None or self._macros[0] is not words:
            context = Context({**GLOBALS, WORDS: words}, self.blocks)
            deque(self.root_render_func(context), maxlen=0)
            exported = {name: context.vars[name] for name in context.exported_vars}
            self._macros = words, SimpleNamespace(**exported)
        return self._macros[1]

    def _get_default_module(self, context: Context) -> SimpleNamespace:
        return self.macros(context.parent[WORDS])


class Macro:
    """A macro: a function of a template that returns markup."""

    def __init__(
        self,
        _: object,
        function: Callable[..., str],
        name: str | None,
        arguments: Sequence[str],
        *__: object,
    ) -> None:
        """Store the function, its name, and the names of its arguments."""
        self._function, self.name, self._arguments = function, name, arguments

    def __call__(self, *args: object, **named: object) -> Markup:
        """Call the function; omitted arguments are `missing`."""
        rest = (named.pop(name, missing) for name in self._arguments[len(args) :])
        return Markup(self._function(*args, *rest, *named.values()))  # noqa: S704  — it escapes


def markup_join(parts: Iterable[str]) -> Markup:
    """Join the operands of "~", and escape those that are not markup."""
    return Markup().join(parts)


class LoopContext:
    """The items of a loop, and the position of the current one."""

    def __init__(self, items: Iterable[object], _: object) -> None:
        """Store the items."""
        self._items = [*items]
        self.first = self.last = False

    def __iter__(self) -> Iterator[tuple[object, LoopContext]]:
        """Return each item with this loop, whose `first` and `last` apply to it."""
        end = len(self._items) - 1
        for rank, item in enumerate(self._items):
            self.first, self.last = rank == 0, rank == end
            yield item, self


def _tojson(value: object) -> Markup:
    text = dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  — nothing in it can end the element


def _rejectattr(
    items: Iterable[object], name: str, _: str, unwanted: Container[object]
) -> Iterator[object]:
    return (item for item in items if getattr(item, name) not in unwanted)


class _Environment:
    """The part of jinja2's environment that compiled templates use."""

    undefined = staticmethod(undefined)
    concat = "".join
    getattr = staticmethod(getattr)
    getitem = staticmethod(getitem)
    filters: Mapping[str, Callable[..., Any]] = {
        "capitalize": str.capitalize,
        "e": markupsafe.escape,
        "forceescape": lambda text: markupsafe.escape(str(text)),
        "format": mod,
        "join": lambda items, sign: sign.join(map(str, items)),
        "length": len,
        "list": list,
        "lower": str.lower,
        "map": lambda items, attribute: map(attrgetter(attribute), items),
        "rejectattr": _rejectattr,
        "replace": lambda text, old, new: text.replace(old, new),
        "safe": Markup,
        "tojson": _tojson,
        **FILTERS,
    }

    @staticmethod
    def get_template(name: str, _: str = "") -> Template:
        """Return a template by name."""
        return template(name)

    get_or_select_template = get_template
    """The same, for the names that expressions have."""


@cache
def template(name: str) -> Template:
    """Return a template by name."""
    return Template(name)


def module_name(name: str) -> str:
    """Return the name of a template's compiled module."""
    return name.replace(".", "_").replace("-", "_")


environment = _Environment()
