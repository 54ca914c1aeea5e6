"""The tables of date phrases in tests/phrases, as rows for tests."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import Rejected

PHRASES = Path(__file__).parent / "phrases"


class Row(NamedTuple):
    """A phrase, what is expected of it, and the rules it is read by."""

    phrase: str
    expected: str
    rules: DateRules

    def __str__(self) -> str:
        """Name the test case by its phrase."""
        return self.phrase


def rows(name: str) -> list[Row]:
    """Read a table: `phrase | expected | setting=value, …`; # is a comment, [x] a heading."""
    found: list[Row] = []
    for line in (PHRASES / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#") or " | " not in line:
            continue
        phrase, expected, *more = line.split(" | ")
        settings = dict(item.split("=") for part in more for item in part.split(", "))
        expected = settings.pop("refused", expected)
        zone = settings.pop("timezone", "Europe/Paris") or None
        found.append(Row(phrase, expected.strip(), DateRules(timezone=zone, **settings)))
    return found


def outcome(row: Row) -> str:
    """Read a phrase and give what the tables expect: EDTF and zone, "none", or the code."""
    try:
        when = read_date(row.phrase, row.rules)
    except Rejected as rejected:
        return rejected.code
    return " ".join(filter(None, (when.edtf or "none", when.zone)))


TABLES = ("shapes.txt", "languages.txt", "rejections.txt", "real.txt", "public.txt")
ROWS = [row for name in TABLES for row in rows(name)]
READ = [row for row in ROWS if not row.expected.startswith("TF")]
REJECTED = [row for row in ROWS if row.expected.startswith("TF")]
