"""Source, memory and output as they were after the last build → its report, without building.

Most builds are asked for by a clock, and find nothing new. What decides it is little: the bytes of
the talks and of the memory, the files of the output as they were left, the program, and that no
talk has come to pass since. Only a single talks file is looked at this way; several are read.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC
from enum import Enum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from talkfeed.cache import Memory, Store
from talkfeed.errors import Place, Problem
from talkfeed.model import Signature
from talkfeed.naming import files_of, hash_of
from talkfeed.output import MANIFEST
from talkfeed.program import program
from talkfeed.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from talkfeed.cache import Cache

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

    def contents(self) -> tuple[bytes, bytes, bytes]:
        """Name the contents of the talks, the memory and the list of the output's files.

        Raises:
            OSError: one of them cannot be read.
        """
        paths = (self.source, self.lock, self.output / MANIFEST)
        talks, lock, listed = (hash_of(path.read_bytes()) for path in paths)
        return talks, lock, listed


def lock_path(source: Path) -> Path:
    """Name the memory that belongs to a talks file: talks.yaml has talks.lock beside it."""
    return source / "talks.lock" if source.is_dir() else source.with_suffix(".lock")


@contextmanager
def opened(root: Path | None, asked: Asked) -> Iterator[Cache]:
    """Open the cache of a talks file and its output below a directory; None keeps nothing."""
    cache: Cache = Memory()
    if root is not None:
        places = os.path.realpath(asked.source), os.path.realpath(asked.output)
        cache = Store(root / blake2b(repr(places).encode()).hexdigest()[:PLACE], program())
    try:
        yield cache
    finally:
        cache.close()


def note(
    report: Report,
    asked: Asked,
    *,
    now: datetime,
    until: datetime | None,
    theme: str | None,
    state: bytes,
) -> Notes:
    """Note what the next build needs to see that nothing has changed.

    `until` is when some talk comes to pass, None for never; `theme` is a directory of templates;
    `state` is what edits of talks may be built on.
    Nothing is noted of several talks files, nor by a clock that is behind.
    """
    codes = {each.code for each in report.notices}
    if CLOCK_BEHIND in codes or not asked.source.is_file():
        return {}
    return {
        "contents": asked.contents(),
        "lenient": asked.is_lenient,
        "path": str(asked.source),  # as it stands in the notices
        "theme": theme,
        "files": hash_of(*files_of(theme)),
        "from": _moment(now),
        "until": until and _moment(until),
        "talks": report.talks,
        "state": state,
        "notices": _plain(report.notices),
    }


def renewed(
    notes: Notes, asked: Asked, *, now: datetime, notices: Iterable[Problem], state: bytes
) -> Notes:
    """Note the same after talks were amended."""
    return notes | {
        "contents": asked.contents(),
        "from": _moment(now),
        "state": state,
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


class Standing(Enum):
    """What is as the last build left it: nothing for certain, all but the talks, or all."""

    NOTHING = 0
    OUTPUT = 1
    ALL = 2


def standing(cache: Cache, asked: Asked, now: datetime) -> Standing:
    """Tell what is as it was left, and would be made again."""
    notes = cache.notes
    if not notes or not notes["from"] <= _moment(now) < (notes["until"] or "~"):
        return Standing.NOTHING
    try:
        talks, *others = asked.contents()
        is_same = (
            (asked.is_lenient, str(asked.source)) == (notes["lenient"], notes["path"])
            and others == [*notes["contents"][1:]]
            and hash_of(*files_of(notes["theme"])) == notes["files"]
            and _stands(cache, str(asked.output))
        )
    except OSError:
        return Standing.NOTHING
    if not is_same:
        return Standing.NOTHING
    return Standing.ALL if talks == notes["contents"][0] else Standing.OUTPUT


def left(cache: Cache) -> Report:
    """Give the report of a build that has nothing to do."""
    notes = cache.notes
    return Report(
        changes=(),
        talks=notes["talks"],
        notices=noted(cache),
        written=(),
        unchanged=tuple(sorted(cache.signatures())),
        removed=(),
    )


def _stands(cache: Cache, output: str) -> bool:
    """Tell whether every document is as it was left."""
    return all(
        Signature.of(os.lstat(f"{output}/{path}")) == signature
        for path, signature in cache.signatures().items()
    )


def _moment(moment: datetime) -> str:
    """Write a moment so that texts compare like moments."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
