"""A path, a directory or a stream → the `SourceInput` to read, within limits.

Of a directory, everything below it is read that is text, sorted by name; what is hidden, and what
links lead out to, is left out.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from talkfeed import files
from talkfeed.errors import Refusal
from talkfeed.model.imported import SourceInput

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = "TF101"
TOO_LARGE = "TF704"
NOTHING = "TF709"
STANDARD_INPUT = "-"
_SAMPLE = 1024
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Limits(NamedTuple):
    """Bytes of everything that is read, and how many files of a directory."""

    size: int = 100 * 1024 * 1024
    files: int = 10_000


USUAL = Limits()


def of_path(path: Path, limits: Limits = USUAL) -> SourceInput:
    """Read a file, or the files of a directory.

    Raises:
        Refusal: TF101, it cannot be read; TF704, it is too large; TF709, a directory without text.
    """
    try:
        if path.is_dir():
            return _of_directory(path, limits)
        return SourceInput(content=files.read(path, limits.size), name=str(path))
    except files.TooLarge as error:
        raise _too_large(str(path), f"{limits.size >> 20} MiB") from error
    except files.NotAFile as error:
        hint = "name a file or a directory; what comes through a pipe is read with - as the source"
        raise Refusal(UNREADABLE, f"cannot read '{path}': {error.strerror}", hint) from error
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        hint = "check the path and the rights"
        raise Refusal(UNREADABLE, f"cannot read '{path}': {reason}", hint) from error


def of_stream(stream: BinaryIO, name: str = STANDARD_INPUT, limits: Limits = USUAL) -> SourceInput:
    """Read a stream to its end, as standard input.

    Raises:
        Refusal: TF704, it is too large.
    """
    content = stream.read(limits.size + 1)
    if len(content) > limits.size:
        raise _too_large(name, f"{limits.size >> 20} MiB")
    return SourceInput(content=content, name=name)


def _of_directory(root: Path, limits: Limits) -> SourceInput:
    found: list[SourceInput] = []
    left = limits.size
    for path in _texts(root):
        if len(found) == limits.files:
            raise _too_large(str(root), f"{limits.files:,} files")
        try:
            content = files.read(path, left)
        except files.TooLarge as error:
            raise _too_large(str(root), f"{limits.size >> 20} MiB") from error
        left -= len(content)
        found.append(SourceInput(content=content, name=path.relative_to(root).as_posix()))
    if not found:
        raise Refusal(NOTHING, f"'{root}' holds no text", "name the directory of the talks")
    ordered = sorted(found, key=lambda each: each.name)
    return SourceInput(content=b"", name=str(root), files=tuple(ordered))


def _texts(root: Path) -> Iterator[Path]:
    home = root.resolve()
    for directory, names, here in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for path in (Path(directory, name) for name in sorted(here)):
            is_ours = path.resolve().is_relative_to(home) and not path.name.startswith(".")
            if is_ours and path.is_file() and _is_text(path):
                yield path


def _is_text(path: Path) -> bool:
    """Tell text from pictures and films by its beginning: those are full of zeros."""
    with files.opened(path) as stream:
        sample = stream.read(_SAMPLE)
    return b"\0" not in sample or sample.startswith(_WIDE_MARKS)


def _too_large(name: str, most: str) -> Refusal:
    return Refusal(TOO_LARGE, f"'{name}' is more than {most}", "import a part of it")
