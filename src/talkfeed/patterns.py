"""Regular expressions that are compiled on first use.

Compiling all patterns of the package takes longer than building a small site, which uses few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Lazy:
    """A pattern that is compiled when its first method is used."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern, self.flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  — a method of the pattern
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update({each: getattr(compiled, each) for each in _METHODS})
        return vars(self)[name]


def lazy(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    r"""Return a pattern that is compiled on first use.

    >>> lazy(r"\d+").findall("7 Oct 2015")
    ['7', '2015']
    """
    return cast("re.Pattern[AnyStr]", _Lazy(text, flags))
