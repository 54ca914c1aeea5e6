"""A path, a directory or a stream → the `SourceInput` to read, within limits.

From a directory, every text file below it is read, sorted by name; hidden files, and links that
lead outside it, are skipped.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from talkfeed import files
from talkfeed.errors import Rejected
from talkfeed.model.imported import SourceInput
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = "TF101"
TOO_LARGE = "TF704"
NOTHING = "TF709"
STANDARD_INPUT = "-"
_SAMPLE = 1024
_HOST = lazy(r"(?:www\.[\w.-]{1,99}|(?:[\w-]{1,63}\.){1,9}[a-z]{2,63}(?=/))")
"""The beginning of an address without its scheme."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Limits(NamedTuple):
    """The largest total size in bytes, and the largest number of files of a directory."""

    size: int = 100 * 1024 * 1024
    files: int = 10_000


USUAL = Limits()


def of_path(path: Path, limits: Limits = USUAL) -> SourceInput:
    """Read a file, or the files of a directory.

    Raises:
        Rejected: TF101, it cannot be read; TF704, it is too large; TF709, a directory without text.
    """
    try:
        if path.is_dir():
            return _of_directory(path, limits)
        return SourceInput(content=files.read(path, limits.size), name=str(path))
    except files.TooLarge as error:
        raise _too_large(str(path), f"{limits.size >> 20} MiB") from error
    except files.NotAFile as error:
        hint = "name a file or a directory; to read from a pipe, give - as the source"
        raise Rejected(UNREADABLE, f"cannot read '{path}': {error.strerror}", hint) from error
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        hint = _similar(path) or "check the path and its permissions"
        raise Rejected(UNREADABLE, f"cannot read '{path}': {reason}", hint) from error


def _similar(path: Path) -> str:
    """Return which file or address was probably meant; "" if none is alike."""
    try:
        names = [each.name for each in path.parent.iterdir()]
    except OSError:
        names = []
    if path.name not in names and (close := get_close_matches(path.name, names, n=1, cutoff=0.7)):
        return f"did you mean '{path.with_name(close[0])}'?"
    return f"did you mean https://{path.as_posix()}?" if _HOST.match(path.as_posix()) else ""


def of_stream(stream: BinaryIO, name: str = STANDARD_INPUT, limits: Limits = USUAL) -> SourceInput:
    """Read a stream to its end.

    Raises:
        Rejected: TF704, it is too large.
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
        raise Rejected(NOTHING, f"'{root}' has no text files", "name the directory of the talks")
    ordered = sorted(found, key=lambda each: each.name)
    return SourceInput(content=b"", name=str(root), files=tuple(ordered))


def _texts(root: Path) -> Iterator[Path]:
    home = root.resolve()
    for directory, names, here in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for path in (Path(directory, name) for name in sorted(here)):
            is_inside = path.resolve().is_relative_to(home) and not path.name.startswith(".")
            if is_inside and path.is_file():
                with files.opened(path) as stream:
                    sample = stream.read(_SAMPLE)
                if b"\0" not in sample or sample.startswith(_WIDE_MARKS):  # images have zero bytes
                    yield path


def _too_large(name: str, most: str) -> Rejected:
    return Rejected(TOO_LARGE, f"'{name}' is larger than {most}", "import a part of it")
