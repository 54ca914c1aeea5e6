"""New texts of files → a diff on the terminal, or the changed files."""

from __future__ import annotations

from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from talkfeed.cli.console import visible
from talkfeed.editing.document import encode
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.replacing import Changed, replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkfeed.cli.console import Console
    from talkfeed.editing.talksfile import Listed

ATTEMPTS = 3
"""How often a command is tried while other programs change its files."""
Result = TypeVar("Result")
_STYLES = {"+": "new", "-": "withdrawn", "@": "notice"}


class RecordChange(NamedTuple):
    """A change of a record of imports: its path, and its content before (None) and after."""

    path: Path
    before: bytes | None
    after: bytes

    @property
    def is_change(self) -> bool:
        """Whether the content differs; no file is the same as an empty one."""
        return self.after != (self.before or b"")


def print_diff(before: Mapping[str, str | None], after: Mapping[str, str], out: Console) -> None:
    """Print the changes as `diff -u` does."""
    for path, text in after.items():
        old = before[path]
        name = path if old is not None else "/dev/null"
        lines = unified_diff((old or "").splitlines(), text.splitlines(), name, path, lineterm="")
        for line in lines:
            style = _STYLES.get(line[:1])
            out.say(out.paint(line, style) if style else visible(line))


def write(listed: Listed, after: Mapping[str, str], *records: RecordChange) -> None:
    """Write new texts to their files, and then new records of imports.

    Raises:
        Changed: TF716, a file is no longer as it was read.
        CannotWrite: TF501, a file cannot be written.
    """
    before = {Path(path): listed.content(path) for path in after}
    files = {Path(path): encode(text, before[Path(path)]) for path, text in after.items()}
    for record in records:
        files[record.path], before[record.path] = record.after, record.before
    replace_files(files, before)


def retry_if_changed(attempt: Callable[[], Result]) -> Result:
    """Run a change of files, and run it again if another program changed one meanwhile.

    Raises:
        Changed: TF716, it happened each time.
    """
    for _ in range(ATTEMPTS - 1):
        with suppress(Changed):
            return attempt()
    return attempt()
