"""A regular expression → texts that make a backtracking matcher work hard, from its syntax tree.

A matcher that backtracks is slow where one text can be read in many ways: at repeats inside or
beside each other, and where a search begins anew at every character. So for each repeat there are
texts of what leads to it, then many times what it repeats, then something that fits nothing.
"""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARS = " \n\ta1A-.,:;()[]{}<>/\"'#*_@|&=%–é\\`"
_CLASSES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_LONG = 20
"""From so many repetitions on a repeat is worth attacking."""
_MOST = 60
"""Words that are kept of one part of a pattern."""
_ENDS = ("", "\0\n!")


class Attack(NamedTuple):
    """A text that can be of any length: `pump` is repeated between the other two."""

    lead: str
    pump: str
    end: str

    def text(self, length: int) -> str:
        """Give the text with about as many characters."""
        return self.lead + self.pump * max(1, length // len(self.pump)) + self.end


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """List the attacks on a pattern, each once."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    whole = [word for word in _words(tree) if word][:5]
    found = dict.fromkeys(
        Attack(lead, pump, end)
        for start, repeated in _repeats(tree, "")
        for pump in (*repeated, start, *(start + word for word in repeated[:4]), *whole)
        if pump
        for lead in ("", start)
        for end in _ENDS
    )
    return list(found)


def _repeats(tree: Any, start: str) -> Iterator[tuple[str, list[str]]]:
    """List the long repeats: what leads to each from `start`, and what it repeats."""
    for code, value in tree:
        if code in _REPEATS:
            if value[1] >= _LONG:
                yield start, [word for word in _words(value[2]) if word]
            yield from _repeats(value[2], start)
        for inner in _inner(code, value):
            yield from _repeats(inner, start)
        start += next(iter(_of(code, value)), "")


def _inner(code: Any, value: Any) -> list[Any]:
    if code is op.BRANCH:
        return list(value[1])
    if code in {op.ASSERT, op.ASSERT_NOT}:
        return [value[1]]
    if code is op.SUBPATTERN:
        return [value[-1]]
    return [value] if code is op.ATOMIC_GROUP else []


def _words(tree: Any) -> list[str]:
    """List some texts that a part of a pattern matches, the shortest kind first."""
    words = [""]
    for code, value in tree:
        ways = _of(code, value) or [""]
        words = [*(word + ways[0] for word in words), *(words[0] + way for way in ways[1:])]
        words = list(dict.fromkeys(words))[:_MOST]
    return words


def _of(code: Any, value: Any) -> list[str]:
    if code in {op.ASSERT, op.ASSERT_NOT}:
        return []
    if code in _REPEATS:
        words = _words(value[2])
        return [word * value[0] for word in words] if value[0] else ["", *words]
    inner = _inner(code, value)
    return [word for tree in inner for word in _words(tree)][:_MOST] if inner else _one(code, value)


def _one(code: Any, value: Any) -> list[str]:
    """List some characters that a single place matches."""
    if code is op.LITERAL:
        return [chr(value)]
    if code is op.NOT_LITERAL:
        return [char for char in _CHARS if ord(char) != value]
    if code is op.ANY:
        return [char for char in _CHARS if char != "\n"]
    if code is not op.IN:
        return []
    is_negated = value[0][0] is op.NEGATE
    named = [chr(one if kind is op.LITERAL else one[0]) for kind, one in value if _is_named(kind)]
    tried = dict.fromkeys((*_CHARS, *(() if is_negated else named)))
    return [char for char in tried if _is_in(char, value) != is_negated][:_MOST]


def _is_named(kind: Any) -> bool:
    return kind in {op.LITERAL, op.RANGE}


def _is_in(char: str, members: Any) -> bool:
    for kind, one in members:
        if kind is op.LITERAL and ord(char) == one:
            return True
        if kind is op.RANGE and one[0] <= ord(char) <= one[1]:
            return True
        if kind is op.CATEGORY and re.match(_CLASSES[one], char):
            return True
    return False
