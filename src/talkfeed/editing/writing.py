"""Plain values → YAML text as a person would write it, which `sources.yamlfile` reads the same.

Short things stand on one line, `{…}` and `[…]` included; texts of several lines begin with `|`.
A text is quoted where YAML, or another program that reads YAML, would take it for something else.
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
"""A line that would be longer is laid out in several, where that is possible."""
STEP = 2
LONG_TEXT = 80

# YAML 1.1 and 1.2 between them take such words for something else than text.
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
_DATES = frozenset(("date", "start", "end", "added"))


def scalar(text: str, *, in_flow: bool = False, key: str = "", quote: str = "") -> str:
    r"""Write a text on one line; in the quotes that stood there before, if there were any.

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
    if not _PLAIN.fullmatch(text) or text.casefold() in _WORDS:
        return False
    if _NUMBER.fullmatch(text) and key not in _DATES:
        return False
    return not in_flow or not any(mark in text for mark in ",[]{}")


def _escaped(text: str) -> str:
    """Write a text with escapes, which JSON and YAML share but for what JSON leaves as it is."""
    written = json.dumps(text, ensure_ascii=False)
    shown = (one if one.isprintable() else _escape(one) for one in written)
    return "".join(shown)


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004


def flow(value: Plain, key: str = "") -> str:
    """Write a value on one line.

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
    """Write a key and its value as lines; all but the first are indented below the key."""
    name = f"{scalar(key)}:"
    if isinstance(value, str):
        return _text(name, key, value, indent)
    short = f"{name} {flow(value)}"
    if _is_short(value) and indent + len(short) <= WIDTH:
        return [short]
    if isinstance(value, Mapping):
        return [name, *_below(mapping(value, indent + STEP))]
    return [name, *_below(line for each in value for line in item(each, indent + STEP))]


def _below(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (" " * STEP + line if line else line for line in lines)


def _text(name: str, key: str, text: str, indent: int) -> list[str]:
    is_long = key == "abstract" and indent + len(name) + len(text) > LONG_TEXT
    lines = text.split("\n")
    if not (is_long or len(lines) > 1) or not _fits_a_block(text, lines):
        return [f"{name} {scalar(text, key=key)}".rstrip()]
    return [f"{name} |", *_below(lines)]


def _fits_a_block(text: str, lines: list[str]) -> bool:
    """Tell whether a text can stand below `|` as it is, and be read the same."""
    shown = text.replace("\n", "").replace("\u200c", "").replace("\u200d", "")
    return shown.isprintable() and lines[0][:1] not in {" ", ""} and bool(lines[-1].strip())


def _is_short(value: Plain) -> bool:
    """Tell whether a value reads well on one line: a mapping, or a list without two mappings."""
    if isinstance(value, str | Mapping):
        return True
    return len(value) < 2 or all(isinstance(each, str) for each in value)  # noqa: PLR2004


def mapping(fields: Mapping[str, Plain], indent: int = 0) -> list[str]:
    """Write the lines of a mapping."""
    return [line for key, value in fields.items() for line in field(key, value, indent)]


def item(value: Plain, indent: int = 0) -> list[str]:
    """Write an item of a list: on one line where it is short, else with its keys below it."""
    if not isinstance(value, Mapping) or not value or indent + STEP + len(flow(value)) <= WIDTH:
        return [f"- {flow(value)}"]
    first, *rest = mapping(value, indent + STEP)
    return [f"- {first}", *_below(rest)]
