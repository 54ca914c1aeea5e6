"""New texts of files → a difference on the screen, or the files themselves."""

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
"""How often a command starts again because another program changed a file."""
Result = TypeVar("Result")
_STYLES = {"+": "new", "-": "withdrawn", "@": "notice"}


class Remembered(NamedTuple):
    """The memory of imports: where it is, what was read of it (None: no file), what it becomes."""

    path: Path
    before: bytes | None
    after: bytes


def show(before: Mapping[str, str | None], after: Mapping[str, str], out: Console) -> None:
    """Print what would change, as `diff -u` does."""
    for path, text in after.items():
        old = before[path]
        name = path if old is not None else "/dev/null"
        lines = unified_diff((old or "").splitlines(), text.splitlines(), name, path, lineterm="")
        for line in lines:
            style = _STYLES.get(line[:1])
            out.say(out.paint(line, style) if style else visible(line))


def write(listed: Listed, after: Mapping[str, str], memory: Remembered | None = None) -> None:
    """Put new texts into their files, and then a new memory of imports.

    Raises:
        Changed: TF716, a file is no longer as it was read.
        CannotWrite: TF501, a file cannot be written.
    """
    before = {Path(path): listed.content(path) for path in after}
    files = {Path(path): encode(text, before[Path(path)]) for path, text in after.items()}
    if memory is not None:
        files[memory.path], before[memory.path] = memory.after, memory.before
    replace_files(files, before)


def settled(attempt: Callable[[], Result]) -> Result:
    """Try again from the start, with the files as they are now, where one was changed meanwhile.

    Raises:
        Changed: TF716, it happened each time.
    """
    for _ in range(ATTEMPTS - 1):
        with suppress(Changed):
            return attempt()
    return attempt()
