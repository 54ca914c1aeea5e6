"""The limits on the size of input, for the checks and the reference."""

from __future__ import annotations

MAX_FILE_BYTES = 1 << 30
MAX_TALKS = 1_000_000
MAX_DOCUMENT_BYTES = 64 << 20
"""For a document that is imported as a whole, such as a schedule."""
MAX_FOUND = 100_000
"""The number of talks in one import."""
MAX_DEPTH = 16
MAX_ALIASED = 100_000
"""The number of values that the aliases of a YAML file of other software repeat."""
MAX_TEXT = 65_536
MAX_KEY = 100
MAX_FAULTS = 100
"""The number of syntax errors reported per file, and likewise of forbidden characters."""

LIMITS = (
    ("a file", f"{MAX_FILE_BYTES >> 20} MiB"),
    ("talks in all files", f"{MAX_TALKS:,}"),
    ("a document to import, or a list to read in place", f"{MAX_DOCUMENT_BYTES >> 20} MiB"),
    ("talks to import at once", f"{MAX_FOUND:,}"),
    ("levels of nesting", f"{MAX_DEPTH}"),
    ("values that aliases of a foreign YAML file repeat", f"{MAX_ALIASED:,}"),
    ("a text, such as an abstract", f"{MAX_TEXT:,} characters"),
    ("a key", f"{MAX_KEY} characters"),
    ("syntax errors reported per file", f"{MAX_FAULTS}"),
)
