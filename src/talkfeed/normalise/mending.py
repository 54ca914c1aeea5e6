"""What strict reading refuses → what was most likely meant, for archives that nobody can mend.

Only with `--lenient`, and everything is told. What cannot be mended is left out: an address, a tag,
a field; a date is then unknown; a talk without a title is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.model import Precision, RawScalar, When

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.errors import Rejected
    from talkfeed.model import Raw

MENDED, LEFT_OUT = "TF612", "TF613"
FORGIVEN = {"TF104": "taken out", "TF115": "the text ends before it"}
"""What is wrong with a text and does no harm to the rest, and what becomes of it."""
UNDATED = When(text="", edtf=None, start=None, end=None, precision=Precision.NONE)

# Texts, which `re` compiles when there is something to mend.
_ADDRESS = r"(?s)(?:\w*?(?P<scheme>https?):)?/*(?P<host>[^/?#]*)(?P<rest>.*)"
_HOST = r"(?:[\w-]+\.)+(?=[\d_-]*[^\W\d_])[\w-]+(?::\d+)?"


def mend(rejected: Rejected, value: Raw) -> RawScalar | None:
    """Guess what was meant by a value that was refused; None where nobody can tell."""
    guess = _GUESSES.get(rejected.code)
    if guess is None or not isinstance(value, RawScalar):
        return None
    text = guess(value.text)
    return value._replace(text=text) if text and text != value.text else None


def _address(text: str) -> str:
    """Take marks off a host, write blanks as addresses do, and give it the scheme it lacks.

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
"""How to guess, by the code of the rejection."""
