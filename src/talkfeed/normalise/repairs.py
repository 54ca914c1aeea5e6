"""A rejected value → its most likely meaning, for archives that nobody can correct.

Only with `--lenient`, and every repair is reported. What cannot be repaired is left out: an
address, a tag, a field; a date becomes unknown; a talk without a title is skipped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Problem
from talkfeed.model import Precision, RawScalar, When

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.errors import Rejected
    from talkfeed.model import Raw

REPAIRED, LEFT_OUT = "TF612", "TF613"
HARMLESS = {"TF104": "removed", "TF115": "the text ends before it"}
"""Problems of reading a file that lenient mode accepts, and how it resolves them."""
UNDATED = When(text="", edtf=None, start=None, end=None, precision=Precision.NONE)

# Strings: `re` compiles and caches them when there is something to repair.
_ADDRESS = r"(?s)(?:\w*?(?P<scheme>https?):)?/*(?P<host>[^/?#]*)(?P<rest>.*)"
_HOST = r"(?:[\w-]+\.)+(?=[\d_-]*[^\W\d_])[\w-]+(?::\d+)?"


def skipped(problem: Problem, what: str = "") -> Problem:
    """Return a problem as the notice that a value was left out; `what` is the field it is of."""
    left_out = f"'{what}' left out" if what else "left out"
    return Problem(problem.place, LEFT_OUT, f"{left_out}: {problem.message}", problem.hint)


def repair(rejected: Rejected, value: Raw) -> RawScalar | None:
    """Return the most likely meaning of a rejected value; None if there is none."""
    guess = _GUESSES.get(rejected.code)
    if guess is None or not isinstance(value, RawScalar):
        return None
    text = guess(value.text)
    return value._replace(text=text) if text and text != value.text else None


def _address(text: str) -> str:
    """Strip punctuation from the host, encode spaces, and add a missing scheme.

    >>> _address("www.example.org/a talk"), _address("http://example.org,/x"), _address("/media/x")
    ('https://www.example.org/a%20talk', 'http://example.org/x', '')
    """
    found = re.fullmatch(_ADDRESS, text.strip())
    scheme, host, rest = found.groups() if found else (None, "", "")  # it matches everything
    host = host.replace("%20", "").strip(" ,;.()[]<>'\"")
    if not re.fullmatch(_HOST, host):
        return ""
    return f"{scheme or 'https'}://{host}{'%20'.join(rest.split())}"


_GUESSES: dict[str, Callable[[str], str]] = {
    "TF305": _address,
    "TF317": lambda text: text.replace(",", " "),
}
"""Repairs by the code of the rejection."""
