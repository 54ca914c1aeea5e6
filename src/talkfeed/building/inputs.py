"""A talks file → everything that a build of it reads, to notice when any of it changes.

A file has changed when its content differs from what was read, not when its time does: editors save
by renaming, by truncating and writing, and some touch what they do not change.
"""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.model import RawMap, RawScalar
from talkfeed.model.signature import numbers
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.talksfile import parser
from talkfeed.talksfile.files import listed, read_content
from talkfeed.talksfile.splitter import loaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model import RawFile
    from talkfeed.talksfile.includes import Loaded

_MAGIC = lazy(r"[*?\[]")
MOST_DIRECTORIES = 1000
"""The number of directories below a pattern or a theme that are watched."""


class Seen(NamedTuple):
    """A file as it was read: its signature (empty: none) and SHA-256 (empty: unreadable)."""

    path: str
    numbers: tuple[int, ...]
    digest: bytes


class Inputs(NamedTuple):
    """The files that a build reads, and how they are found.

    `listings` are those of `building.record.Sources`. `theme` is the directory of the user's
    templates, empty without one; `templates` are the files in it.
    """

    files: tuple[Seen, ...]
    listings: tuple[tuple[str, str, tuple[str, ...]], ...]
    theme: str
    templates: tuple[Seen, ...]

    def has_changed(self) -> bool:
        """Return whether a build would read something else now."""
        if any(listed(home, pattern) != paths for home, pattern, paths in self.listings):
            return True
        if tuple(_below(self.theme)) != tuple(each.path for each in self.templates):
            return True
        return any(map(_differs, (*self.files, *self.templates)))

    def contents(self) -> tuple[tuple[str, bytes], ...]:
        """Return the path and the digest of each file."""
        return tuple((each.path, each.digest) for each in (*self.files, *self.templates))

    def signature(self) -> tuple[object, ...]:
        """Return what the file system says of the inputs now; equal while nothing is written."""
        found = [listed(home, pattern) for home, pattern, _ in self.listings]
        known = (each.path for each in self.files)
        paths = dict.fromkeys(chain(known, *found, _below(self.theme)))
        return tuple((path, _numbers(path)) for path in paths)

    def is_half_saved(self) -> bool:
        """Return whether a file that had content is missing or empty, as while it is saved."""
        known = (each for each in (*self.files, *self.templates) if each.numbers[:1] > (0,))
        return any(_numbers(each.path)[:1] <= (0,) for each in known)

    def directories(self) -> tuple[str, ...]:
        """Return the existing directories in which a change may be a change of an input."""
        found = [Path(each.path).parent for each in self.files]
        for home, pattern, _ in self.listings:
            names = takewhile(lambda name: not _MAGIC.search(name), Path(pattern).parts)
            found += (Path(home), Path(home).parent, *_tree(Path(home, *names)))
        if self.theme:
            found += (Path(self.theme).parent, *_tree(Path(self.theme)))
        return tuple(sorted({str(path.absolute()) for path in found if path.is_dir()}))


def inputs_of(source: Path, others: Iterable[Path] = ()) -> Inputs:
    """Read everything that a build of these talks reads, and `others`; nothing raises.

    A change during the build that follows differs from what was read here, so none is missed.
    """
    seen: dict[str, Seen] = {}

    def take(path: Path) -> bytes:
        signature = _numbers(str(path))
        seen[str(path)] = Seen(str(path), signature, b"")
        content = read_content(path)
        seen[str(path)] = Seen(str(path), signature, sha256(content).digest())
        return content

    def load(path: Path) -> Loaded:
        return loaded(path, take(path))

    raw = parser.read(source, load, take)
    for path in others:
        seen[str(path)] = _see(str(path))
    theme = _theme(raw)
    return Inputs(
        files=tuple(seen.values()),
        listings=raw.listings,
        theme=theme,
        templates=tuple(map(_see, _below(theme))),
    )


def _theme(raw: RawFile) -> str:
    """Return the directory of templates that the settings name, whether or not it exists."""
    theme = raw.feed and raw.feed.fields.get("theme")
    named = theme and isinstance(theme.value, RawMap) and theme.value.fields.get("templates")
    if not named or not isinstance(named.value, RawScalar) or not named.value.text:
        return ""
    return str(Path(named.value.place.path).parent / named.value.text)


def _see(path: str) -> Seen:
    signature = _numbers(path)
    return Seen(path, signature, _digest(path))


def _differs(seen: Seen) -> bool:
    """Return whether a file has another content; it is read only if its signature differs."""
    return _numbers(seen.path) != seen.numbers and _digest(seen.path) != seen.digest


def _digest(path: str) -> bytes:
    try:
        return sha256(files.read(path)).digest()
    except OSError:
        return b""


def _numbers(path: str) -> tuple[int, ...]:
    try:
        return numbers(Path(path).stat())
    except (OSError, ValueError):
        return ()


def _below(theme: str) -> Iterator[str]:
    """List the files in a directory of templates and below it, hidden ones left out."""
    for directory in _tree(Path(theme)) if theme else ():
        for path in sorted(directory.iterdir()):
            if not path.name.startswith(".") and not path.is_dir():
                yield str(path)


def _tree(top: Path) -> Iterator[Path]:
    """List a directory and those below it, up to a limit, hidden ones left out."""
    return islice(_directories(top), MOST_DIRECTORIES)


def _directories(top: Path) -> Iterator[Path]:
    for place, inner, _ in os.walk(top):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield Path(place)
