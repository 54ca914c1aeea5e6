"""New texts of files → a difference on the screen, or the files themselves."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.cli.console import visible
from talkfeed.editing.document import encode
from talkfeed.publish import replace_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.cli.console import Console

_STYLES = {"+": "new", "-": "withdrawn", "@": "notice"}


def show(before: Mapping[str, str | None], after: Mapping[str, str], out: Console) -> None:
    """Print what would change, as `diff -u` does."""
    for path, text in after.items():
        old = before[path]
        name = path if old is not None else "/dev/null"
        lines = unified_diff((old or "").splitlines(), text.splitlines(), name, path, lineterm="")
        for line in lines:
            style = _STYLES.get(line[:1])
            out.say(out.paint(line, style) if style else visible(line))


def write(after: Mapping[str, str], more: Mapping[Path, bytes] | None = None) -> None:
    """Put new texts into their files, and then whatever else there is.

    Raises:
        CannotWrite: TF501, a file cannot be written; all is as it was.
    """
    files = {Path(path): encode(Path(path), text) for path, text in after.items()}
    replace_files(files | {**(more or {})})
