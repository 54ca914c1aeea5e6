"""Strings → YAML as people write it: plain scalars, quotes where needed, literal blocks.

Every string is read back unchanged; `quoted` escapes characters that YAML does not allow.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[^\W_](?:[^\n:#,\[\]{}\"'&*!|>%@`\\\t]|:(?=\S)|(?<=\S)#)*", re.ASCII)
_TYPED = re.compile(
    r"[-+.]?\d[\d_,.:eExXoO+-]*[\dA-Fa-f]*%?|~|null|true|false|yes|no|on|off|y|n|[.]inf|[.]nan",
    re.IGNORECASE,
)
_ODD = re.compile(
    "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPED = re.compile(f'{_ODD.pattern[:-1]}]|["\\\\\t\n]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n"}


def quoted(text: str) -> str:
    r"""Return a double-quoted scalar.

    >>> quoted('say "no"\x00')
    '"say \\"no\\"\\u0000"'
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    one = found.group()
    return _SHORT.get(one) or (f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}")  # noqa: PLR2004 — two forms of escapes


def scalar(text: str) -> str:
    """Return a scalar of one line, without quotes if every YAML parser reads it as that string.

    >>> scalar("Rainbows and Unikernels"), scalar("Unikernels: why"), scalar("2019")
    ('Rainbows and Unikernels', '"Unikernels: why"', '"2019"')
    """
    plain = _PLAIN.fullmatch(text) and text == text.strip() and not _TYPED.fullmatch(text)
    return text if plain else quoted(text)


def block(text: str, indent: str) -> str:
    """Return a literal block, or a quoted scalar if a block cannot represent the string."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) == 1:
        return scalar(text.rstrip("\n")) if not text.startswith("\n") else quoted(text)
    if _ODD.search(text) or "\x85" in text or lines[0][:1] in {" ", "\t", ""}:
        return quoted(text)
    body = "\n".join(f"{indent}{line}" if line else "" for line in lines)
    return f"|\n{body}"
