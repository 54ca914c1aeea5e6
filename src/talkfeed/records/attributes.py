"""HTML → a rejection of elements with more attributes than libxml2 reads in reasonable time.

libxml2 compares each attribute of an element with all before it (HTML standard, 13.2.5.33).
"""

from __future__ import annotations

import re

from talkfeed.errors import Rejected

MOST = 1_000
_CROWDED = re.compile(
    r"<[a-zA-Z][^\s<>/]*+"
    r"(?:[\s/]++[^\s<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"']*+))?+)"
    rf"{{{MOST + 1}}}"
)


def check_attributes(html: str) -> None:
    """Reject HTML in which an element has too many attributes.

    Raises:
        Rejected: TF704.
    """
    if _CROWDED.search(html):
        message = f"the source has an element with more than {MOST:,} attributes"
        raise Rejected("TF704", message, "import a part of it")
