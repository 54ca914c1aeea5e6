"""A build → its record: what the next build compares, and reuses where it is equal.

The record is one typed value, kept in the cache as plain values. Whatever differs from it is a
`Reason`, which `talkfeed build --explain` prints.
"""

from __future__ import annotations

from datetime import UTC, datetime
from marshal import dumps, loads
from typing import TYPE_CHECKING, Any, Self

from talkfeed.building.report import Report
from talkfeed.errors import Place, Problem
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from talkfeed.engine.store import Cache

ONCE = frozenset(("TF603", "TF604"))
"""Notices of a build that had no lock; the next build has one."""
CLOCK_BEHIND = "TF605"

PlainNotice = tuple[Any, ...]
"""A notice as plain values: path, line, column, code, message, hint."""


class Reason(NamedTuple):
    """Why something has to be made again: the input that is another, and how it differs."""

    input: str
    difference: str

    def __str__(self) -> str:
        """Write it as one phrase, e.g. "talks.lock: it has changed since the last build"."""
        return f"{self.input}: {self.difference}"


class NotIncremental(Exception):
    """A full build is needed; nothing has been written."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(str(reason))
        self.reason = reason


class Sources(NamedTuple):
    """The files of talks that were read, each with its SHA-256, and how they were found.

    A listing is a directory, a pattern in it (empty: the talks themselves), and the paths found.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    listings: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


class BuildRecord(NamedTuple):
    """What a build read, wrote and reported, as plain values.

    `lock` and `manifest` are SHA-256 digests of what was written. `theme` is the directory of the
    user's templates and their fingerprint, empty without a theme. `links` are the digest of
    talks.links and the fingerprint of what documents show of it; `own_files` are those that talks
    name, each with its SHA-256. From `since` on, and before
    `until` (empty: for ever), the same talks make the same output; moments are ISO 8601 in UTC.
    `latest` is the last change that subscribers were shown. The notice about the clock comes after
    the first `clock_at` notices. `templates` is what feedgen wrote of each shape; `dependencies`
    is what an incremental build needs, empty where `obstacle` says why there can be none.
    """

    source: str
    is_lenient: bool
    files: tuple[tuple[str, bytes], ...]
    listings: tuple[tuple[str, str, tuple[str, ...]], ...]
    lock: bytes
    manifest: bytes
    theme: tuple[str, bytes]
    links: tuple[bytes, bytes]
    own_files: tuple[tuple[str, bytes], ...]
    since: str
    until: str
    latest: str
    talks: int
    notices: tuple[PlainNotice, ...]
    clock_at: int
    templates: dict[str, bytes]
    dependencies: bytes
    obstacle: tuple[str, str]

    @classmethod
    def load(cls, cache: Cache) -> Self | None:
        """Return the record of the last build; None where the cache has none."""
        return cls(*loads(cache.record)) if cache.record else None  # noqa: S302  — our own, and sealed

    def save(self, cache: Cache) -> None:
        """Leave the record to the next build."""
        cache.record = dumps(tuple(self))

    def report(self, cache: Cache, lock: Path, now: datetime) -> Report:
        """Report a build that has nothing to do."""
        return Report(
            changes=(),
            talks=self.talks,
            notices=self.all_notices(lock, now),
            written=(),
            unchanged=tuple(cache.documents.paths),
            removed=(),
        )

    def all_notices(self, lock: Path, now: datetime) -> tuple[Problem, ...]:
        """Return the notices of the last build, with the one about the clock as it is now."""
        found = [Problem(Place(*each[:3]), *each[3:]) for each in self.notices]
        latest = datetime.fromisoformat(self.latest) if self.latest else None
        found[self.clock_at : self.clock_at] = clock_behind(latest, lock, now)
        return tuple(found)


def plain_notices(notices: Iterable[Problem]) -> tuple[PlainNotice, ...]:
    """Return the notices that the next build reports too, as plain values."""
    return tuple(
        (*each.place, each.code, each.message, each.hint)
        for each in notices
        if each.code not in ONCE and each.code != CLOCK_BEHIND
    )


def clock_behind(latest: datetime | None, lock: Path, now: datetime) -> Iterator[Problem]:
    """Warn if the clock is behind the last change that subscribers were shown."""
    if latest is not None and latest > now:
        message = f"the clock says {now:%Y-%m-%d %H:%M}, but {latest:%Y-%m-%d %H:%M} has been (UTC)"
        hint = "set the clock right, or unset SOURCE_DATE_EPOCH; new talks would be dated too early"
        yield Problem(Place(str(lock), 1, 1), CLOCK_BEHIND, message, hint)


def write_moment(moment: datetime | None) -> str:
    """Write a moment so that texts compare like moments; None is empty."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
