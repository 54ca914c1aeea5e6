"""Compiled templates → pages: the part of jinja2's runtime that our own templates use.

jinja2 compiles our templates to the modules of `compiled` when they are edited (`make templates`),
and a build of a site without templates of its own does not import it: that takes longer than to
render all pages of a small site. The names here are those of `jinja2.runtime`, and behave as with
autoescape and StrictUndefined. The tests render every page with jinja2 as well and compare.
"""

from __future__ import annotations

from collections import deque
from functools import cache, cached_property
from importlib import import_module
from json import dumps
from operator import attrgetter, getitem, mod
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from markupsafe import Markup, escape

from talkfeed.formats.html.filters import FILTERS, GLOBALS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    Values = Mapping[str, object]
    Root = Callable[["Context"], Iterator[str]]

COMPILED = "talkfeed.formats.html.compiled"
"""The package of the compiled templates."""
missing = object()
"""The value of a variable that was never set."""
identity = str
"""What a template without escaping would call; ours name it only."""


def undefined(hint: str = "", name: str = "") -> NoReturn:
    """Fail: a template uses a variable that has no value."""
    raise NameError(hint or f"{name!r} is undefined")


def Undefined(hint: str) -> str:  # noqa: ARG001, N802  — called as jinja2's class is
    """Return the value of `x if y` where not y."""
    return ""


class Context:
    """The variables that a template sees, and the blocks that it fills in."""

    def __init__(self, parent: Values, blocks: Mapping[str, Root]) -> None:
        """Take the variables from outside, and the template's own blocks."""
        self.parent = parent
        self.vars: dict[str, object] = {}
        self.exported_vars: set[str] = set()
        self.blocks = {name: [block] for name, block in blocks.items()}
        self.eval_ctx = self
        self.autoescape = True

    def resolve_or_missing(self, name: str) -> object:
        """Find a variable."""
        return self.vars[name] if name in self.vars else self.parent.get(name, missing)

    def get_all(self) -> dict[str, object]:
        """List all variables."""
        return {**self.parent, **self.vars}

    @staticmethod
    def call(
        function: Callable[..., object],
        *args: object,
        _block_vars: object = None,
        _loop_vars: object = None,
        **named: object,
    ) -> object:
        """Call a function or a macro; none of ours looks at its caller's variables."""
        return function(*args, **named)


class Template:
    """A compiled template."""

    def __init__(self, name: str) -> None:
        """Import the module that it was compiled to."""
        module = import_module(f"{COMPILED}.{module_name(name)}")
        self.root_render_func: Root = module.root
        self.blocks: dict[str, Root] = module.blocks

    def generate(self, values: Values) -> Iterator[str]:
        """Fill in the template, part by part."""
        return self.root_render_func(Context({**GLOBALS, **values}, self.blocks))

    def new_context(self, values: Values, _: object, own: Values) -> Context:
        """Make the context of an included template, which sees the variables of the other."""
        seen = {name: value for name, value in own.items() if value is not missing}
        return Context({**values, **seen}, self.blocks)

    @cached_property
    def module(self) -> SimpleNamespace:
        """Collect the macros of the template."""
        context = Context(GLOBALS, self.blocks)
        deque(self.root_render_func(context), maxlen=0)
        return SimpleNamespace(**{name: context.vars[name] for name in context.exported_vars})

    def _get_default_module(self, _: Context) -> SimpleNamespace:
        return self.module


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
        """Take the function, its name, and the names of its arguments."""
        self._function, self.name, self._arguments = function, name, arguments

    def __call__(self, *args: object, **named: object) -> Markup:
        """Call the function; an argument that is not given is missing."""
        rest = (named.pop(name, missing) for name in self._arguments[len(args) :])
        return Markup(self._function(*args, *rest, *named.values()))  # noqa: S704  — it escapes


def markup_join(parts: Iterable[str]) -> Markup:
    """Join what a template joins with "~"; what is not markup is escaped."""
    return Markup().join(parts)


class LoopContext:
    """The items of a loop, each with what the loop knows of it."""

    def __init__(self, items: Iterable[object], _: object) -> None:
        """Take the items."""
        self._items = [*items]
        self.first = self.last = False

    def __iter__(self) -> Iterator[tuple[object, LoopContext]]:
        """List the items with this loop, which says whether they are the first or last."""
        end = len(self._items) - 1
        for rank, item in enumerate(self._items):
            self.first, self.last = rank == 0, rank == end
            yield item, self


def _tojson(value: object) -> Markup:
    text = dumps(value, ensure_ascii=False)
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704  — nothing in it can end the element


def _rejectattr(
    items: Iterable[object], name: str, _: str, unwanted: Container[object]
) -> Iterator[object]:
    return (item for item in items if getattr(item, name) not in unwanted)


class _Environment:
    """What compiled templates expect of jinja2's environment."""

    undefined = staticmethod(undefined)
    concat = "".join
    getattr = staticmethod(getattr)
    getitem = staticmethod(getitem)
    filters: Mapping[str, Callable[..., Any]] = {
        "capitalize": str.capitalize,
        "forceescape": lambda text: escape(str(text)),
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
        """Find a template by name."""
        return template(name)


@cache
def template(name: str) -> Template:
    """Find a template by name."""
    return Template(name)


def module_name(name: str) -> str:
    """Name the module that a template is compiled to."""
    return name.replace(".", "_").replace("-", "_")


environment = _Environment()
