"""Plain values → YAML text in the style of a person, which `talksfile.parser` reads as the same.

Short values are on one line, `{…}` and `[…]` included; strings of several lines begin with `|`.
A string is quoted if a parser of YAML 1.1 or 1.2 would read it as another type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import Plain

WIDTH = 100
"""The maximum length of a line, if it can be split."""
STEP = 2
LONG_TEXT = 80

# Words that YAML 1.1 or 1.2 reads as another type than string.
_WORDS = frozenset(
    [
        "y",
        "n",
        "yes",
        "no",
        "on",
        "off",
        "true",
        "false",
        "null",
        "~",
        "nan",
        ".nan",
        ".inf",
        "-.inf",
        "+.inf",
        "=",
        "<<",
    ]
)
_NUMBER = re.compile(r"[-+]?[0-9][0-9_,.:]*(?:e[-+]?[0-9]+)?|0[xo][0-9a-f]+", re.IGNORECASE)
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:(?!: | #)[^\n])*(?<![\s:])")
_NOT_IN_FLOW = frozenset(",[]{}?")
"""Marks between brackets; YAML allows a question mark in text, but PyYAML's own parser does not."""
_DATES = frozenset(("date", "start", "end", "added"))
_FLAGS = frozenset((key, text) for key in ("extra", "pinned") for text in ("true", "false"))
"""Keys with words that are written as they are."""


def scalar(text: str, *, in_flow: bool = False, key: str = "", quote: str = "") -> str:
    r"""Return a string as a scalar on one line; with the `quote` of the value it replaces, if any.

    >>> print(scalar("Unikernels: a love story"), scalar("no"), scalar("Look ma"))
    "Unikernels: a love story" "no" Look ma
    """
    if "\n" in text or not text.replace("\u200c", "").replace("\u200d", "").isprintable():
        return _escaped(text)
    if quote == "'":
        return _single(text)
    if not quote and _is_plain(text, in_flow=in_flow, key=key):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return _escaped(text) if quote else _single(text)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, *, in_flow: bool, key: str) -> bool:
    if (key, text) in _FLAGS:
        return True
    if not _PLAIN.fullmatch(text) or text.casefold() in _WORDS:
        return False
    if _NUMBER.fullmatch(text) and key not in _DATES:
        return False
    return not in_flow or not any(mark in text for mark in _NOT_IN_FLOW)


def _escaped(text: str) -> str:
    """Return a double-quoted scalar: JSON's escapes, and YAML's for unprintable characters."""
    written = json.dumps(text, ensure_ascii=False)
    shown = (one if one.isprintable() else _escape(one) for one in written)
    return "".join(shown)


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004


def flow(value: Plain, key: str = "") -> str:
    """Return a value in flow style, on one line.

    >>> flow({"name": "Ann", "url": "https://ann.example/"})
    '{name: Ann, url: https://ann.example/}'
    """
    if isinstance(value, str):
        return scalar(value, in_flow=True, key=key)
    if isinstance(value, Mapping):
        inner = (
            f"{scalar(name, in_flow=True)}: {flow(each, name)}" for name, each in value.items()
        )
        return "{" + ", ".join(inner) + "}"
    return "[" + ", ".join(flow(each) for each in value) + "]"


def field(key: str, value: Plain, indent: int = 0) -> list[str]:
    """Return the lines of a key and its value; all but the first are indented below the key."""
    name = f"{scalar(key)}:"
    if isinstance(value, str):
        return _text(name, key, value, indent)
    short = f"{name} {flow(value)}"
    is_map = isinstance(value, Mapping)  # two mappings of a list are not on one line
    is_short = is_map or len(value) <= 1 or all(isinstance(each, str) for each in value)
    if is_short and indent + len(short) <= WIDTH:
        return [short]
    if isinstance(value, Mapping):
        return [name, *_below(mapping(value, indent + STEP))]
    return [name, *_below(line for each in value for line in item(each, indent + STEP))]


def _below(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (" " * STEP + line if line else line for line in lines)


def _text(name: str, key: str, text: str, indent: int) -> list[str]:
    is_long = key == "abstract" and indent + len(name) + len(text) > LONG_TEXT
    lines = text.split("\n")
    shown = text.replace("\n", "").replace("\u200c", "").replace("\u200d", "")
    needs_escape = not shown.isprintable() or lines[0][:1] in {" ", ""} or not lines[-1].strip()
    if needs_escape or not (is_long or len(lines) > 1):
        return [f"{name} {scalar(text, key=key)}".rstrip()]
    return [f"{name} |", *_below(lines)]


def mapping(fields: Mapping[str, Plain], indent: int = 0) -> list[str]:
    """Return the lines of a mapping."""
    return [line for key, value in fields.items() for line in field(key, value, indent)]


def item(value: Plain, indent: int = 0) -> list[str]:
    """Return the lines of a list item: one if it is short, else one for each key."""
    if not isinstance(value, Mapping) or not value or indent + STEP + len(flow(value)) <= WIDTH:
        return [f"- {flow(value)}"]
    first, *rest = mapping(value, indent + STEP)
    return [f"- {first}", *_below(rest)]
