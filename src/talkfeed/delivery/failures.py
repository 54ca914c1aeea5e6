"""The message of a library or a program that fails → its cause, without secrets, and a hint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HIDDEN = "***"
LONGEST = 200
"""Characters of a cause that is quoted."""
_NAMES = r"KEY|SECRET|TOKEN|PASSW|CREDENTIAL|SIGNATURE"
"""Parts of the names of variables that hold secrets."""
_SHORTEST = 6
"""Characters of a value that may be a secret; a shorter one would hide ordinary text."""
_IN_TEXT = (
    (r"(?<=://)[^/\s@]+(?=@)", HIDDEN),
    (
        r"(?i)\b((?:[\w-]*(?:signature|token|credential|secret|password))[=:]\s*)[^&\s]+",
        rf"\1{HIDDEN}",
    ),
    (r"\bsig=[^&\s]+", f"sig={HIDDEN}"),
    (r"(?i)\b(authorization:\s*)\S.*", rf"\1{HIDDEN}"),
)
_SUMMARY = ("rsync error:", "rsync warning:")
"""How lines begin that only repeat the exit status of a program."""


class Cause(NamedTuple):
    """A known failure: a pattern of its message, the cause in plain words, and the remedy."""

    pattern: str
    cause: str
    hint: str


def redact(text: str, environment: Mapping[str, str]) -> str:
    """Replace secrets: values of variables that are named like one, and parts of addresses.

    >>> redact("https://ann:pw@host/x?sig: no, abc-123", {"API_TOKEN": "abc-123"})
    'https://***@host/x?sig: no, ***'
    """
    for name, value in environment.items():
        if len(value) >= _SHORTEST and re.search(_NAMES, name.upper()):
            text = text.replace(value, HIDDEN)
    for pattern, replacement in _IN_TEXT:
        text = re.sub(pattern, replacement, text)
    return text


def explain(
    said: str, known: Sequence[Cause], fallback: str, environment: Mapping[str, str]
) -> tuple[str, str]:
    """Return the cause and a hint: the first known one that fits, else the last line that is said.

    >>> explain("fatal: no space left", [Cause("no space", "it is full", "make room")], "", {})
    ('it is full', 'make room')
    """
    for row in known:
        if re.search(row.pattern, said, re.IGNORECASE):
            return row.cause, row.hint
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(_SUMMARY)] or lines or ["it failed"]
    return redact(telling[-1], environment)[:LONGEST], fallback
