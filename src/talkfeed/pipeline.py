"""The pipeline: talks.yaml → RawFile → Talks → Entries → Feeds → Documents → output/.

Read it from top to bottom: `plan` decides everything and writes nothing, `build` publishes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkfeed import channels, ledger
from talkfeed.collector import paused
from talkfeed.errors import InvalidData, Place, Problem, Refusal
from talkfeed.formats import documents
from talkfeed.normalise import normalise
from talkfeed.notices import clock_behind, unscheduled
from talkfeed.press import Press
from talkfeed.publish import exclusive, publish
from talkfeed.sources import yamlfile
from talkfeed.sources.published import read_published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from talkfeed.ledger import Change, Ledger, Stamped
    from talkfeed.model import Document, Entry, Feed, Talks


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a build would write and say. `lock` is the path and the new bytes of talks.lock."""

    talks: Talks
    stamped: Stamped
    feeds: tuple[Feed, ...]
    lock: tuple[Path, bytes]
    notices: tuple[Problem, ...]

    @property
    def documents(self) -> Iterator[Document]:
        """Render every feed in each of its formats."""
        return (document for feed in self.feeds for document in documents(feed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did: changes a subscriber sees, and the files touched (output paths)."""

    changes: tuple[Change, ...]
    entries: tuple[Entry, ...]
    notices: tuple[Problem, ...]
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def build(
    source: Path,
    output: Path,
    *,
    now: datetime,
    allow_removals: int = 0,
    locked: bool = False,
    recover_from: str | None = None,
) -> Report:
    """Build a talks file into an output directory; with `locked`, only if talks.lock is current.

    Raises:
        InvalidData: the talks, the lock or the removals are not in order; nothing is written.
        CannotWrite: the output cannot be written; what stood there still stands.
        AlreadyBuilding: another build holds the talks or the output.
    """
    with exclusive(source), paused():
        planned = plan(
            source, output, now=now, allow_removals=allow_removals, recover_from=recover_from
        )
        if locked:
            _refuse_change(planned)
        path, content = planned.lock
        drafts = Press().drafts(planned.feeds)
        published = publish(drafts, output, beside={path: content}, source=source)
    return Report(
        changes=planned.stamped.changes,
        entries=planned.stamped.entries,
        notices=planned.notices,
        written=published.written,
        unchanged=published.unchanged,
        removed=published.removed,
    )


def plan(
    source: Path,
    output: Path,
    *,
    now: datetime,
    allow_removals: int = 0,
    recover_from: str | None = None,
) -> Plan:
    """Decide everything a build would do, from reading the talks to the feeds to be rendered.

    Raises:
        InvalidData: the talks, the lock or the removals are not in order.
    """
    talks = read(source)
    lock = lock_path(source)
    remembered, notices = _remember(lock, recover_from or str(output))
    stamped = ledger.stamp(talks, remembered, now, allow_removals=allow_removals)
    selection = channels.select(talks.settings, stamped, now)
    memory = replace(stamped.ledger, channels=selection.channels)
    return Plan(
        talks=talks,
        stamped=stamped,
        feeds=selection.feeds,
        lock=(lock, ledger.dump(memory).encode()),
        notices=(
            *talks.notices,
            *notices,
            *clock_behind(remembered, lock, now),
            *unscheduled(stamped, lock, now),
        ),
    )


def read(source: Path) -> Talks:
    """Read and check a talks file, or a directory of them.

    Raises:
        InvalidData: with every problem of every file.
    """
    with paused():
        return normalise(yamlfile.read(source))


def lock_path(source: Path) -> Path:
    """Name the memory that belongs to a talks file: talks.yaml has talks.lock beside it."""
    return source / "talks.lock" if source.is_dir() else source.with_suffix(".lock")


def _remember(lock: Path, published: str) -> tuple[Ledger | None, tuple[Problem, ...]]:
    """Read the lock; where it is lost, rebuild it from what was published, and say so."""
    here = Place(str(lock), 1, 1)
    try:
        if lock.exists():
            return ledger.parse(_text(lock), str(lock)), ()
        return _rebuild(published, here)
    except Refusal as refusal:
        raise InvalidData([refusal.at(here)]) from refusal


def _text(lock: Path) -> str:
    try:
        return lock.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        message = f"the lock file cannot be read: {cause}"
        raise Refusal("TF401", message, "restore it from version control") from error


def _rebuild(published: str, here: Place) -> tuple[Ledger | None, tuple[Problem, ...]]:
    found = read_published(published)
    if not found.atoms:
        message = "there is no lock file and nothing published: every talk counts as new"
        hint = "if the feeds are on the web already, build with --recover and their address"
        return None, (Problem(here, "TF603", message, hint),)
    message = f"the lock file is lost and was rebuilt from {published}"
    return ledger.recover(*found), (Problem(here, "TF604", message, "commit it"),)


def _refuse_change(planned: Plan) -> None:
    path, content = planned.lock
    if path.exists() and path.read_bytes() == content:
        return
    message = "the lock file is not current and --locked forbids to change it"
    hint = "run 'talkfeed build' without --locked and commit the lock file and the output"
    raise InvalidData([Problem(Place(str(path), 1, 1), "TF405", message, hint)])
