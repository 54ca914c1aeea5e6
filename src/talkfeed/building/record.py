"""Source, memory and output as they were after the last build → its report, without building.

Most builds are asked for by a clock, and find nothing new. What decides it is little: the bytes of
the talks and of the memory, the files of the output as they were left, the program, and that no
talk has come to pass since. Only a single talks file is looked at this way; several are read.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC
from hashlib import blake2b, file_digest, sha256
from operator import eq
from typing import TYPE_CHECKING, Any

from talkfeed import files
from talkfeed.building.fingerprints import hash_of
from talkfeed.building.report import Report
from talkfeed.engine.store import Memory, Store
from talkfeed.engine.toolchain import program
from talkfeed.errors import Place, Problem, Rejected
from talkfeed.model.signature import numbers
from talkfeed.named_tuple import NamedTuple
from talkfeed.private import unlock
from talkfeed.publishing.output_dir import MANIFEST, manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from talkfeed.engine.store import Cache
    from talkfeed.model import Templates
    from talkfeed.private import CacheDirectory

Notes = dict[str, Any]
PLACE = 20
"""Characters of the name of a cache's directory."""

ONCE = frozenset(("TF603", "TF604"))
"""What is told of a build that had no memory; the next one has it."""
CLOCK_BEHIND = "TF605"


class Asked(NamedTuple):
    """What a build was asked to do: the talks, the memory, the output, and how to read."""

    source: Path
    lock: Path
    output: Path
    is_lenient: bool

    def others(self) -> list[bytes]:
        """Name the contents of the memory, and of the list of the output's files.

        Raises:
            OSError: one of them cannot be read.
        """
        return [_digest(self.lock), _digest(self.output / MANIFEST)]


def _name_of(templates: tuple[tuple[str, bytes], ...]) -> bytes:
    """Name the contents of templates."""
    return hash_of(repr(templates).encode())


def _digest(path: Path) -> bytes:
    """Name the contents of a file; a long one is never in memory as a whole."""
    with files.opened(path) as file:
        return file_digest(file, "sha256").digest()


def lock_path(source: Path) -> Path:
    """Name the memory that belongs to a talks file: talks.yaml has talks.lock beside it."""
    return source / "talks.lock" if source.is_dir() else source.with_suffix(".lock")


@contextmanager
def opened(root: CacheDirectory | None, asked: Asked) -> Iterator[Cache]:
    """Open the cache of a talks file and its output below a directory; None keeps nothing."""
    cache = _store(root, asked) if root else Memory()
    try:
        yield cache
    finally:
        cache.close()


def _store(root: CacheDirectory, asked: Asked) -> Cache:
    """Open a cache, unless others could have written it, or there is no key to be had."""
    places = os.path.realpath(asked.source), os.path.realpath(asked.output)
    directory = root.path / blake2b(repr(places).encode()).hexdigest()[:PLACE]
    try:
        return Store(directory, program(), unlock(directory, root.key))
    except Rejected as rejected:
        return Memory((rejected.at(Place(str(root.path), 1, 1)),))
    except OSError:
        return Memory()


def note(
    report: Report,
    asked: Asked,
    digests: tuple[bytes, ...],
    *,
    span: tuple[datetime, datetime | None],
    theme: Templates | None,
    held: bytes,
    forms: dict[str, bytes],
) -> Notes:
    """Note what the next build needs to see that nothing has changed.

    `digests` are those of the talks file as it was read, empty where it is not all that was read,
    and of what was `written`; nothing is read again here, because it may have changed since. Within
    the `span`, until some talk comes to pass (None for never), a build would do the same. `theme`
    is the user's own templates; `held` is what edits of talks may be built on, `forms` what feedgen
    wrote of each shape. Nothing is noted of several files, nor by a clock that is behind.
    """
    talks, *others = digests
    since, until = span
    codes = {each.code for each in report.notices}
    if CLOCK_BEHIND in codes or not talks:
        return {}
    return {
        "talks": talks,
        "others": others,
        "lenient": asked.is_lenient,
        "path": str(asked.source),  # as it stands in the notices
        "theme": theme and theme.directory,
        "files": theme and _name_of(theme.files),
        "from": _moment(since),
        "until": until and _moment(until),
        "count": report.talks,
        "held": held,
        "forms": forms,
        "notices": _plain(report.notices),
    }


def written(lock: bytes, paths: Iterable[str]) -> tuple[bytes, bytes]:
    """Return the digests of the memory and of the list of files, as a build has written them."""
    return sha256(lock).digest(), sha256(manifest(paths)).digest()


def renewed(
    notes: Notes,
    talks: bytes,
    lock: bytes,
    *,
    since: datetime,
    notices: Iterable[Problem],
    held: bytes,
) -> Notes:
    """Note the same after talks were amended, and with them the memory, now `lock`."""
    _, listed = notes["others"]
    return notes | {
        "talks": talks,
        "others": [sha256(lock).digest(), listed],
        "from": _moment(since),
        "held": held,
        "notices": _plain(notices),
    }


def _plain(notices: Iterable[Problem]) -> list[tuple[Any, ...]]:
    return [
        (*each.place, each.code, each.message, each.hint)
        for each in notices
        if each.code not in ONCE
    ]


def noted(cache: Cache) -> tuple[Problem, ...]:
    """Give the notices of the last build."""
    return tuple(Problem(Place(*each[:3]), *each[3:]) for each in cache.notes["notices"])


class Standing:
    """What is as the last build left it, and would be made again.

    `talks` names the talks file as it is now, and is empty where there is not one that can be read.
    Where it is `same` as well, nothing is left to do.
    """

    def __init__(self, talks: bytes, content: bytes, *, output: bool, same: bool) -> None:
        """Take the talks file as well, which is what the build is of, even if it changes now."""
        self.talks, self._content, self.output, self.same = talks, content, output, same

    def hand_over(self) -> bytes:
        """Give the content of the talks file away, once: a long one is not held any longer."""
        content, self._content = self._content, b""
        return content


def standing(cache: Cache, asked: Asked, now: datetime) -> Standing:
    """Look at what a build would read and write."""
    try:
        content = files.read(asked.source)
    except OSError:
        return Standing(b"", b"", output=False, same=False)
    talks, notes = sha256(content).digest(), cache.notes
    if not notes or not notes["from"] <= _moment(now) < (notes["until"] or "~"):
        return Standing(talks, content, output=False, same=False)
    try:
        is_standing = (
            (asked.is_lenient, str(asked.source)) == (notes["lenient"], notes["path"])
            and asked.others() == notes["others"]
            and (notes["theme"] and _name_of(files.read_below(notes["theme"]))) == notes["files"]
            and _stands(cache, str(asked.output))
        )
    except OSError:
        is_standing = False
    is_same = is_standing and talks == notes["talks"]
    return Standing(talks, content, output=is_standing, same=is_same)


def left(cache: Cache) -> Report:
    """Give the report of a build that has nothing to do."""
    notes = cache.notes
    return Report(
        changes=(),
        talks=notes["count"],
        notices=noted(cache),
        written=(),
        unchanged=tuple(cache.documents.paths),
        removed=(),
    )


def _stands(cache: Cache, output: str) -> bool:
    """Tell whether every document is as it was left."""
    paths, _, known = cache.documents
    found = map(numbers, map(os.lstat, map(f"{output}/".__add__, paths)))
    return all(map(eq, found, zip(*[iter(known)] * 3, strict=True)))


def _moment(moment: datetime) -> str:
    """Write a moment so that texts compare like moments."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
