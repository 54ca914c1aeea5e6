"""How large things may be before they are refused; one table for the checks and the reference."""

from __future__ import annotations

MAX_FILE_BYTES = 1 << 30
MAX_TALKS = 1_000_000
MAX_DOCUMENT_BYTES = 64 << 20
"""Of a document of other software that is imported as a whole, such as a schedule."""
MAX_FOUND = 100_000
"""Talks that are imported at once."""
MAX_DEPTH = 16
MAX_TEXT = 65_536
MAX_KEY = 100
MAX_FAULTS = 100
"""Faults of syntax, and of characters, that are told of one file; the rest is left untold."""

LIMITS = (
    ("a file", f"{MAX_FILE_BYTES >> 20} MiB"),
    ("talks in all files", f"{MAX_TALKS:,}"),
    ("a document to import", f"{MAX_DOCUMENT_BYTES >> 20} MiB"),
    ("talks to import at once", f"{MAX_FOUND:,}"),
    ("levels of nesting", f"{MAX_DEPTH}"),
    ("a text, such as an abstract", f"{MAX_TEXT:,} characters"),
    ("a key", f"{MAX_KEY} characters"),
    ("faults of the syntax told of one file", f"{MAX_FAULTS}"),
)
