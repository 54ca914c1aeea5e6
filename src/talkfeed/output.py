"""What stands in an output directory, and what may: safe names, the manifest, strangers' files.

Names are of a kind that every file system and web server takes the same way. The manifest lists
our files, so that nobody else's is ever replaced or removed. Nothing is written here.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from talkfeed.model import Document

MANIFEST = ".talkfeed"
"""The list of our files in an output directory; that it is there makes the directory ours."""
TEMPORARY = ".talkfeed-new"
"""The suffix of hidden files that wait for their renaming."""

_HEADER = "# The files that talkfeed wrote here and may remove. Generated: do not edit."
_SEGMENT = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What has to change in an output directory; all names are below it and sorted.

    `claim` are the bytes of the manifest while the change goes on, listing the old files and the
    new, `release` those of the manifest after it.
    """

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    claim: bytes
    release: bytes


def compare(output: Path, wanted: Mapping[str, Document]) -> Difference:
    """Find what in a directory differs from the documents, by their bytes.

    Raises:
        CannotWrite: TF501, something cannot be read; TF502, the directory is somebody else's;
            TF504, something we did not write stands where a document goes.
    """
    listed = _listed(output)
    for name in directories(wanted):
        _refuse_in_the_way(output / name, stat.S_ISDIR)
    for name in wanted:
        _refuse_in_the_way(output / name, stat.S_ISREG)
    changed = [name for name in sorted(wanted) if read(output / name) != wanted[name].content]
    for name in changed:
        if name not in listed and _mode(output / name) is not None:
            raise _in_the_way(output / name)
    return Difference(
        changed=tuple(changed),
        unchanged=tuple(sorted(wanted.keys() - set(changed))),
        gone=tuple(name for name in sorted(listed - wanted.keys()) if _is_ours(output, name)),
        claim=_manifest(listed | wanted.keys()),
        release=_manifest(wanted),
    )


# --- names --------------------------------------------------------------------------------------


def by_name(documents: Iterable[Document]) -> dict[str, Document]:
    """Check that names are safe on every file system, and no two in each other's way.

    Raises:
        CannotWrite: TF505, a name cannot be used.
    """
    wanted: dict[str, Document] = {}
    for document in documents:
        if not _is_safe(document.path):
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


def _is_safe(name: str) -> bool:
    return all(
        _SEGMENT.fullmatch(segment)
        and len(segment) <= _LONGEST
        and segment.partition(".")[0] not in _RESERVED
        for segment in name.split("/")
    )


def _unsafe(name: str, cause: str) -> CannotWrite:
    hint = "whatever made the document must give it another name, e.g. talks/some-talk.html"
    return CannotWrite("TF505", f"cannot write '{name}': {cause}", hint)


# --- whose it is --------------------------------------------------------------------------------


def refuse_overlap(output: Path, sources: Iterable[Path]) -> None:
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


def _listed(output: Path) -> set[str]:
    """Read which files are ours; a line that is no safe name, such as a merge mark, is none."""
    manifest = output / MANIFEST
    _refuse_in_the_way(manifest, stat.S_ISREG)
    content = read(manifest)
    lines = (content or b"").decode(errors="replace").splitlines()
    is_strange = lines[:1] not in ([], [_HEADER])
    if is_strange or (content is None and any(files for _, _, files in os.walk(output))):
        message = f"{output} is not empty and talkfeed did not make it"
        hint = f"give an empty directory, or allow this one: touch {manifest}"
        raise CannotWrite("TF502", message, hint)
    return set(filter(_is_safe, lines))


def _manifest(names: Iterable[str]) -> bytes:
    return "\n".join((_HEADER, *sorted(names), "")).encode()


def _is_ours(output: Path, name: str) -> bool:
    """Tell whether a listed name is still a file, in real directories of the output."""
    above = (_mode(output / directory) or 0 for directory in directories([name]))
    mode = _mode(output / name) if all(map(stat.S_ISDIR, above)) else None
    return mode is not None and not stat.S_ISDIR(mode)


def _refuse_in_the_way(path: Path, is_expected: Callable[[int], bool]) -> None:
    mode = _mode(path)
    if mode is not None and not is_expected(mode):
        raise _in_the_way(path)


def _in_the_way(path: Path) -> CannotWrite:
    message = f"{path} is in the way, and talkfeed did not write it"
    return CannotWrite("TF504", message, "move it away and build again")


# --- reading ------------------------------------------------------------------------------------


def read(path: Path) -> bytes | None:
    """Read a file, or None where there is none."""
    with telling(path), suppress(FileNotFoundError):
        return path.read_bytes()
    return None


def leftovers(output: Path) -> list[Path]:
    """Find what a build that was killed had staged; hidden directories are never ours."""
    found = []
    for place, inner, files in os.walk(output):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        found += [Path(place, name) for name in sorted(files) if name.endswith(TEMPORARY)]
    return found


def _mode(path: Path) -> int | None:
    """Say what stands at a path, links not followed; None for nothing."""
    with telling(path), suppress(FileNotFoundError):
        return path.lstat().st_mode
    return None


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Say in plain words why a file cannot be written.

    Raises:
        CannotWrite: TF501, in place of whatever the system said.
    """
    try:
        yield
    except OSError as error:
        cause = _CAUSES.get(error.errno or 0) or (error.strerror or str(error)).lower()
        hint = "mend that and build again; no file is half written"
        raise CannotWrite("TF501", f"cannot write {path}: {cause}", hint) from error
