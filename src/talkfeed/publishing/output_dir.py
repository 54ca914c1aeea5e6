"""What stands in an output directory, and what may: safe names, the manifest, strangers' files.

Names are of a kind that every file system and web server takes the same way. The manifest lists
our files, so that nobody else's is ever replaced or removed. Nothing is written here.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files, system
from talkfeed.errors import CannotWrite, FailedAfterwards, PartlyWritten
from talkfeed.model import Signature
from talkfeed.model.signature import numbers
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from talkfeed.model import LazyDocument

MANIFEST = ".talkfeed"
"""The list of our files in an output directory; that it is there makes the directory ours."""
TEMPORARY = ".talkfeed-new"
"""The suffix of hidden files that wait for their renaming."""

_HEADER = "# The files that talkfeed wrote here and may remove. Generated: do not edit."
_SEGMENT = lazy(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*")
_LONGEST = 200  # bytes of a segment; file systems take 255, and a temporary name is longer
_RESERVED = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}  # Windows keeps these for devices, whatever the suffix

_CAUSES = {
    errno.EACCES: "permission denied",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be larger than is allowed",
    errno.EIO: "the disk reports an error",
    errno.ENOSPC: "the disk is full",
    errno.EPERM: "permission denied",
    errno.EROFS: "the file system can only be read",
}


class Standing:
    """What is in an output directory: which files are ours, each directory looked at once.

    Names are below the output, with forward slashes.
    """

    def __init__(self, output: Path, wanted: Container[str] = ()) -> None:
        """Read the manifest; names in `wanted` are known to be safe.

        Raises:
            CannotWrite: TF501, something cannot be read; TF502, the directory is somebody else's;
                TF504, something else stands in the place of the manifest.
        """
        self._root = str(output)
        self._directories = {"": True}
        self.listed = _listed(output, wanted)

    def signatures(
        self, known: Iterable[tuple[str, Signature | None]]
    ) -> dict[str, Signature | None]:
        """Find the signature of each file, None where there is none; most are as they were left.

        A file that has its known signature is not written, so its directories are not looked at.

        Raises:
            CannotWrite: as `signature`.
        """
        found: dict[str, Signature | None] = {}
        start = f"{self._root}/"
        for name, left in known:
            if left is not None:
                with suppress(OSError):  # whatever is wrong is found below
                    if left == numbers(os.lstat(start + name)):
                        found[name] = left
                        continue
            found[name] = self.signature(name)
        return found

    def signature(self, name: str) -> Signature | None:
        """Return the signature of a file; None where there is none.

        Raises:
            CannotWrite: TF504, something else stands there, or where one of its directories goes.
        """
        found = self._status(name)
        if found is None:
            return None
        if not stat.S_ISREG(found.st_mode):
            raise in_the_way(Path(self._root, name))
        return Signature.of(found)

    def compare(self, name: str, parts: Iterable[bytes]) -> Iterable[bytes] | None:
        """Compare a file with the parts of a content: None if it has these, else all parts.

        Each part is made once: those that the file has are held until another one differs.
        """
        path, rest = Path(self._root, name), iter(parts)
        same: list[bytes] = []
        with write_errors(path), suppress(FileNotFoundError), files.opened(path) as file:
            for part in rest:
                same.append(part)
                if file.read(len(part)) != part:
                    return chain(same, rest)
            return same if file.read(1) else None
        return rest

    def gone(self, wanted: Container[str]) -> tuple[str, ...]:
        """List our files that nobody wants any more, as far as they are still there."""
        left = sorted(name for name in self.listed if name not in wanted)
        return tuple(name for name in left if self._is_ours(name))

    def _status(self, name: str) -> os.stat_result | None:
        """Look at a path, links not followed; None where nothing stands, or nothing can."""
        if not self._is_directory(name.rpartition("/")[0]):
            return None
        path = f"{self._root}/{name}"
        with write_errors(path), suppress(FileNotFoundError):
            return os.lstat(path)
        return None

    def _is_directory(self, name: str) -> bool:
        """Tell whether a directory is there; one that is another thing is in the way."""
        if name not in self._directories:
            found = self._status(name)
            if found is not None and not stat.S_ISDIR(found.st_mode):
                raise in_the_way(Path(self._root, name))
            self._directories[name] = found is not None
        return self._directories[name]

    def _is_ours(self, name: str) -> bool:
        """Tell whether a listed name is still a file, in real directories of the output."""
        try:
            found = self._status(name)
        except CannotWrite:
            return False
        return found is not None and not stat.S_ISDIR(found.st_mode)


# --- names --------------------------------------------------------------------------------------


def by_name(documents: Iterable[LazyDocument]) -> dict[str, LazyDocument]:
    """Check that names are safe on every file system, and no two in each other's way.

    Raises:
        CannotWrite: TF505, a name cannot be used.
    """
    wanted: dict[str, LazyDocument] = {}
    for document in documents:
        if not is_safe(document.path):
            raise _unsafe(document.path, "it is not a safe file name")
        if document.path in wanted:
            raise _unsafe(document.path, "two documents have this name")
        wanted[document.path] = document
    for directory in directories(wanted):
        if directory in wanted:
            raise _unsafe(directory, "it would be both a file and a directory")
    return wanted


def directories(names: Iterable[str]) -> list[str]:
    """List the directories that names need, each parent before its children.

    >>> directories(["talks/a/index.html", "talks.atom"])
    ['talks', 'talks/a']
    """
    found: set[str] = set()
    for name in names:
        parent = name.rpartition("/")[0]
        while parent and parent not in found:
            found.add(parent)
            parent = parent.rpartition("/")[0]
    return sorted(found)


def is_safe(name: str) -> bool:
    """Return whether every file system and web server takes a relative name the same way."""
    directory, slash, last = name.rpartition("/")
    return (not slash or _is_safe_directory(directory)) and _is_segment(last)


@lru_cache(maxsize=256)
def _is_safe_directory(name: str) -> bool:
    return all(map(_is_segment, name.split("/")))


def _is_segment(segment: str) -> bool:
    is_short = len(segment) <= _LONGEST and segment.partition(".")[0] not in _RESERVED
    return is_short and _SEGMENT.fullmatch(segment) is not None


def _unsafe(name: str, cause: str) -> CannotWrite:
    hint = "whatever made the document must give it another name, e.g. talks/some-talk.html"
    return CannotWrite("TF505", f"cannot write '{name}': {cause}", hint)


# --- whose it is --------------------------------------------------------------------------------


def reject_overlap(output: Path, sources: Iterable[Path]) -> None:
    """Refuse an output that holds the talks or the memory, by whatever path it is called.

    Raises:
        CannotWrite: TF503, one of the sources lies in the output or is the output.
    """
    for source in sources:
        places = (os.path.realpath(source), os.path.realpath(source.parent))
        for above in (above for place in map(Path, places) for above in (place, *place.parents)):
            if _is_same(above, output):
                message = f"the output directory {output} holds {source}"
                hint = "give it a directory of its own, e.g. --output output"
                raise CannotWrite("TF503", message, hint)


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _listed(output: Path, wanted: Container[str]) -> set[str]:
    """Read which files are ours; a line that is no safe name, such as a merge mark, is none."""
    manifest = output / MANIFEST
    _reject_in_the_way(manifest, stat.S_ISREG)
    content = read(manifest)
    lines = (content or b"").decode(errors="replace").splitlines()
    is_strange = lines[:1] not in ([], [_HEADER])
    if is_strange or (content is None and any(names for _, _, names in os.walk(output))):
        message = f"{output} is not empty and talkfeed did not make it"
        hint = f"give an empty directory, or allow this one: touch {manifest}"
        raise CannotWrite("TF502", message, hint)
    return {name for name in lines if name in wanted or is_safe(name)}


def manifest(names: Iterable[str]) -> bytes:
    """Write the list of our files."""
    return "\n".join((_HEADER, *sorted(names), "")).encode()


def _reject_in_the_way(path: Path, is_expected: Callable[[int], bool]) -> None:
    mode = _mode(path)
    if mode is not None and not is_expected(mode):
        raise in_the_way(path)


def in_the_way(path: Path) -> CannotWrite:
    """Say that something strange stands where a file of ours goes."""
    message = f"{path} is in the way, and talkfeed did not write it"
    return CannotWrite("TF504", message, "move it away and build again")


def is_directory(path: str) -> bool:
    """Tell whether there is a directory; nothing is no error.

    Raises:
        CannotWrite: TF504, a file or a broken link is where the directory has to be.
    """
    if os.path.isdir(path):  # noqa: PTH112  — unlike its like in pathlib, never raises
        return True
    if not os.path.lexists(path):
        return False
    kind = "a link that leads nowhere" if Path(path).is_symlink() else "a file"
    hint = "choose another directory, or move it away"
    raise CannotWrite("TF504", f"{path} is {kind} and not a directory", hint)


# --- reading ------------------------------------------------------------------------------------


def read(path: Path) -> bytes | None:
    """Read a file, or None where there is none."""
    with write_errors(path), suppress(FileNotFoundError):
        return files.read(path)
    return None


def leftovers(output: Path) -> list[Path]:
    """Find what a build that was killed had staged; hidden directories are never ours."""
    found, places = [], [str(output)]
    for place in places:  # which grows
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    places += [entry.path] if not entry.name.startswith(".") else []
                elif entry.name.endswith(TEMPORARY) and not entry.is_dir():
                    found.append(Path(entry.path))
    return sorted(found)


def _mode(path: Path) -> int | None:
    """Say what stands at a path, links not followed; None for nothing."""
    with write_errors(path), suppress(FileNotFoundError):
        return path.lstat().st_mode
    return None


@contextmanager
def write_errors(path: Path | str) -> Iterator[None]:
    """Raise an error that says in plain words why a file cannot be written.

    Raises:
        CannotWrite: TF501, in place of whatever the system said.
    """
    try:
        yield
    except OSError as error:
        if system.is_in_use(error):
            cause = "another program has it open, or you may not change it"
        else:
            cause = _CAUSES.get(error.errno or 0) or (error.strerror or str(error)).lower()
        hint = "fix that and run it again; nothing was changed"
        raise CannotWrite("TF501", f"cannot write {path}: {cause}", hint) from error


def outcome(error: CannotWrite, *, is_complete: bool) -> CannotWrite:
    """Say what a failure means after the first file has changed."""
    if is_complete:
        message = f"all files are written, but may be lost if the power fails now: {error.message}"
        return FailedAfterwards("TF508", message, "check the disk")
    message = f"only some of the files were written: {error.message}"
    hint = "fix that and run it again, which writes the rest; each file is whole, old or new"
    return PartlyWritten("TF507", message, hint)
