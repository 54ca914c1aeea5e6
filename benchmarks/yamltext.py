"""Values → YAML as people write it: plain words, quotes where they are needed, blocks of text.

Every text comes back from YAML character by character; `quoted` escapes what YAML cannot hold.
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
    r"""Write a text in double quotes.

    >>> quoted('say "no"\x00')
    '"say \\"no\\"\\u0000"'
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    one = found.group()
    return _SHORT.get(one) or (f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}")  # noqa: PLR2004 — two forms of escapes


def scalar(text: str) -> str:
    """Write a text of one line, without quotes where every reader of YAML takes it for that text.

    >>> scalar("Rainbows and Unikernels"), scalar("Unikernels: why"), scalar("2019")
    ('Rainbows and Unikernels', '"Unikernels: why"', '"2019"')
    """
    plain = _PLAIN.fullmatch(text) and text == text.strip() and not _TYPED.fullmatch(text)
    return text if plain else quoted(text)


def block(text: str, indent: str) -> str:
    """Write a text of many lines as a literal block, or in quotes where a block cannot hold it."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) == 1:
        return scalar(text.rstrip("\n")) if not text.startswith("\n") else quoted(text)
    if _ODD.search(text) or "\x85" in text or lines[0][:1] in {" ", "\t", ""}:
        return quoted(text)
    body = "\n".join(f"{indent}{line}" if line else "" for line in lines)
    return f"|\n{body}"
