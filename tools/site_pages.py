"""README.md, DESIGN.md, CHANGELOG.md and LICENSE → pages of the website (a hook of MkDocs)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

PAGES = {
    "README.md": "index.md",
    "DESIGN.md": "design.md",
    "CHANGELOG.md": "changelog.md",
    "LICENSE": "license.md",
}
_LINK = re.compile(r'(\]\(|src=")(docs/)?([^):"]+)')


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from the root of the repository."""
    root = Path(config.config_file_path).parent
    for name, page in PAGES.items():
        text = (root / name).read_text(encoding="utf-8")
        if not name.endswith(".md"):
            text = f"# Licence\n\n{text}"
        files.append(File.generated(config, page, content=_LINK.sub(_moved, text)))
    return files


def _moved(link: re.Match[str]) -> str:
    """Lead a link between files of the repository to the page that is made of the file."""
    path, hash_, anchor = link[3].partition("#")
    return f"{link[1]}{PAGES.get(path, path)}{hash_}{anchor}"
