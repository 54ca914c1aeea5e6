"""A directory → the places in it where other programs keep talks, likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_STEMS = ("talks", "presentations", "speaking")
_LISTS = (
    ("_data", ("yml", "yaml", "json", "csv")),
    ("data", ("yaml", "yml", "toml", "json", "csv")),
    ("", ("yml", "json", "toml", "csv")),
)
"""Where lists are (Jekyll, Hugo, anything), by directory and suffix."""
_FOLDERS = (
    *("_talks", "_presentations", "content/talks", "content/talk", "content/presentations"),
    *("content/event", "content/events", "src/talks", "src/content/talks", "talks"),
)
"""Folders of pages with front matter (Jekyll, Hugo, HugoBlox, Eleventy, Astro)."""
_PAGES = ("", "_pages", "content", "content/pages", "docs", "src", "src/pages")
"""Directories of pages, one of which may list talks."""

SITES = {
    "_config.yml": "Jekyll",
    "hugo.toml": "Hugo",
    "hugo.yaml": "Hugo",
    "config.toml": "Hugo or Zola",
    "mkdocs.yml": "MkDocs",
    "pelicanconf.py": "Pelican",
    "eleventy.config.js": "Eleventy",
    ".eleventy.js": "Eleventy",
    "astro.config.mjs": "Astro",
    "docusaurus.config.js": "Docusaurus",
    "conf.py": "Sphinx",
    "docs/conf.py": "Sphinx",
}
"""Settings of programs that build a site of their own in the same repository."""


def find_sources(directory: Path) -> list[Path]:
    """List files and folders that may hold talks, those with the most fields first."""
    return list(dict.fromkeys(_candidates(directory)))


def find_site(root: Path) -> str:
    """Name the program that already builds a site here; empty if there is none."""
    return next((name for path, name in SITES.items() if (root / path).is_file()), "")


def _candidates(directory: Path) -> Iterator[Path]:
    for place, suffixes in _LISTS:
        yield from _files(directory / place, suffixes)
    for folder in _FOLDERS:
        if any((directory / folder).glob("*.md")) or any((directory / folder).glob("*/index.md")):
            yield directory / folder
    for place in _PAGES:
        yield from _files(directory / place, ("md", "html"))


def _files(directory: Path, suffixes: Iterable[str]) -> Iterator[Path]:
    paths = (directory / f"{stem}.{suffix}" for stem in _STEMS for suffix in suffixes)
    return (path for path in paths if path.is_file())
