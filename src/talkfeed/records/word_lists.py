"""The word lists in `words/*.txt` of a package → alternatives of regular expressions.

A file has sections, `[name]`, with one alternative on each line; lines that start with "# " are
comments. A list is read when it is used, or when the module that uses it is imported.
"""

from __future__ import annotations

from importlib.resources import files


def word_lists(name: str, package: str = "talkfeed.records") -> dict[str, str]:
    """Return the sections of a file, each with its lines joined by "|"."""
    text = files(package).joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = {}
    section = ""
    for row in text.splitlines():
        if row.startswith("[") and row.endswith("]"):
            section = row[1:-1]
            lists[section] = []
        elif row and not row.startswith("# "):
            lists[section].append(row)
    return {section: "|".join(rows) for section, rows in lists.items()}
