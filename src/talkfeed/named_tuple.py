"""`typing.NamedTuple` for modules whose annotations are strings.

`typing` compiles the annotations of all fields, which are not evaluated here. For all named tuples
of the package, that takes as long as reading and rendering a small site.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  — for type checkers
else:

    class _Maker(type):
        """Creates a named tuple from a class statement."""

        def __new__(cls, name: str, bases: tuple[type, ...], content: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, content)
            fields = content.get("__annotations__", {})
            defaults = [content.pop(field) for field in fields if field in content]
            made = namedtuple(name, fields, defaults=defaults, module=content["__module__"])  # noqa: PYI024
            for key, value in content.items():
                if key not in {"__module__", "__qualname__"}:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """A tuple with named items, like `typing.NamedTuple`."""
