"""New contents of files that a person keeps → those files, unless the person has changed them.

A file is compared with what was read of it at the very moment of its replacement: what somebody
saved in between is never overwritten.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.files import require_replaceable
from talkfeed.publishing.disk import Disk
from talkfeed.publishing.output_dir import write_errors
from talkfeed.publishing.staging import Stage, real

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHANGED = "TF716"
_DISK = Disk()


class Changed(Rejected):
    """A file is no longer as it was read; it was left alone."""


def sweep(directories: Iterable[Path], *, disk: Disk = _DISK) -> None:
    """Remove what a command that was killed left in directories of files that talkfeed writes.

    Raises:
        CannotWrite: TF501, a file cannot be removed.
    """
    for directory in directories:
        with Stage(directory, disk) as stage:
            stage.sweep(())


def remove_files(paths: Iterable[Path], *, disk: Disk = _DISK) -> None:
    """Remove files that talkfeed wrote.

    Raises:
        CannotWrite: TF501, a file cannot be removed.
    """
    for path in paths:
        with write_errors(path):
            disk.remove(str(path))


def replace_files(
    files: Mapping[Path, bytes],
    known: Mapping[Path, bytes | None] | None = None,
    *,
    disk: Disk = _DISK,
) -> None:
    """Put new content into files: their modes stay, and links lead where they led.

    They are replaced in the order given, each wholly old or wholly new whatever happens. `known`
    is the content that was read, None for no file; a file that is not in it may hold anything.
    What a command that was killed left beside them is kept, as `talks.yaml.kept`.

    Raises:
        Changed: TF716, a file is no longer as it was read; it and those after it are as they were.
        CannotWrite: TF501, a path is of something else than a regular file, or its directory does
            not exist; nothing was changed.
        CannotWrite, PartlyWritten, FailedAfterwards: as `publish`.
    """
    names = {real(path): path for path in files}
    wanted = {real(path): content for path, content in files.items()}
    before = {real(path): content for path, content in (known or {}).items()}
    for given in files:
        with write_errors(given):
            require_replaceable(given)
    for first in list(wanted)[:1]:
        with Stage(Path(first).parent, disk) as stage:
            stage.set_aside(wanted)
            moves = stage.write(wanted.items())
            for path in wanted:
                stage.keep_mode(path)
            stage.settle()
            for move in moves:
                if move.path not in before:
                    stage.place([move])
                elif not stage.place_if(move, before[move.path]):
                    message = f"{names[move.path]} was changed by another program meanwhile"
                    raise Changed(CHANGED, message, "nothing of it is lost; run the command again")
