"""The pipeline: talks.yaml → RawFile → Talks → Entries → Feeds → Documents → output/.

Read it from top to bottom: `plan` decides everything and writes nothing, `build` publishes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import channels, files, ledger
from talkfeed.building.dependencies import holdings
from talkfeed.building.fingerprints import Names
from talkfeed.building.incremental import amend
from talkfeed.building.lazy_text import Lost
from talkfeed.building.lock import remember
from talkfeed.building.notices import clock_behind, unscheduled, waiting
from talkfeed.building.read import read as reading_of
from talkfeed.building.record import (
    Asked,
    Standing,
    left,
    lock_path,
    note,
    opened,
    standing,
    written,
)
from talkfeed.building.render import Press, fragmented
from talkfeed.building.report import Report
from talkfeed.engine.documents import Documents, Made
from talkfeed.engine.gc_tuning import paused, relaxed
from talkfeed.engine.progress import SILENT, Watch
from talkfeed.engine.store import Memory
from talkfeed.errors import InvalidData, Place, Problem
from talkfeed.formats import documents, kept_forms, take_forms
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import exclusive
from talkfeed.publishing.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from talkfeed.building.read import Reading
    from talkfeed.building.render import Pressed
    from talkfeed.engine.store import Cache
    from talkfeed.ledger import Stamped
    from talkfeed.model import Document, Feed, Signature, Talks
    from talkfeed.private import CacheDirectory


class Plan(NamedTuple):
    """All that a build would write and say.

    `site` is the feed of all talks; `lock` is the path and the new bytes of talks.lock.
    """

    talks: Talks
    stamped: Stamped
    site: Feed
    feeds: tuple[Feed, ...]
    lock: tuple[Path, bytes]
    notices: tuple[Problem, ...]

    @property
    def documents(self) -> Iterator[Document]:
        """Render every feed in each of its formats."""
        return (document for feed in self.feeds for document in documents(feed))


class Means(NamedTuple):
    """How a build is done; nothing of this changes a byte of what comes out.

    `jobs` is how many processes work at once, None as many as pay. `cache` is a directory that
    keeps what was made from one build to the next. `watch` is told how far the build is.
    """

    jobs: int | None = 1
    cache: CacheDirectory | None = None
    watch: Watch = SILENT


_USUAL = Means()


def build(
    source: Path,
    output: Path,
    *,
    now: datetime,
    allow_removals: int = 0,
    locked: bool = False,
    recover_from: str | None = None,
    is_lenient: bool = False,
    means: Means = _USUAL,
) -> Report:
    """Build a talks file into an output directory; with `locked`, only if talks.lock is current.

    Where it is lenient, what is wrong with talks is mended or left out, and told.

    Raises:
        InvalidData: the talks, the lock or the removals are not in order; nothing is written.
        CannotWrite: the output cannot be written; nothing was changed, unless a subclass says so.
        AlreadyBuilding: another build holds the talks or the output.
    """
    asked = Asked(source, lock_path(source), output, is_lenient)
    with opened(means.cache, asked) as cache:
        found = standing(cache, asked, now)
        wishes = Wishes(allow_removals=allow_removals, locked=locked, recover_from=recover_from)
        return build_on(found, asked, cache, now=now, wishes=wishes, means=means)


class Wishes(NamedTuple):
    """What may be done to the memory; see `build`."""

    allow_removals: int = 0
    locked: bool = False
    recover_from: str | None = None


def build_on(
    found: Standing, asked: Asked, cache: Cache, *, now: datetime, wishes: Wishes, means: Means
) -> Report:
    """Do as little as is left to do, given what of the last build still stands.

    Raises:
        InvalidData, CannotWrite, AlreadyBuilding: as `build`.
    """
    if found.same:
        return left(cache)
    try:
        report = _build(found, asked, cache, now=now, wishes=wishes, means=means)
    except Lost:  # the cache is damaged: build without it, and leave an empty one
        cache.forget()
        found = Standing(b"", b"", output=False, same=False)
        report = _build(found, asked, Memory(), now=now, wishes=wishes, means=means)
    return report._replace(notices=(*report.notices, *cache.rejected))


def _build(
    found: Standing, asked: Asked, cache: Cache, *, now: datetime, wishes: Wishes, means: Means
) -> Report:
    """Amend what stands, if that is enough, else build the whole.

    Raises:
        Lost: what had been read of the talks is in the cache no more; nothing is written.
    """
    with exclusive(asked.source), paused():
        means.watch.begin("read")
        take_forms(cache.notes.get("forms", {}))
        if found.output and not wishes.locked:
            report = amend(asked, found, cache, now)
            if report is not None:
                return report
        content = found.hand_over()
        return _build_whole(content, asked, cache, now=now, wishes=wishes, means=means)


def _build_whole(
    content: bytes, asked: Asked, cache: Cache, *, now: datetime, wishes: Wishes, means: Means
) -> Report:
    """Build from the talks to the output; `content` is that of the talks file, if it was read."""
    reading = reading_of(
        asked.source, cache, means.jobs, means.watch, is_lenient=asked.is_lenient, content=content
    )
    means.watch.begin("remember")
    planned = _plan(
        asked.source,
        reading,
        now=now,
        allow_removals=wishes.allow_removals,
        published=wishes.recover_from or str(asked.output),
    )
    if wishes.locked:
        _reject_change(planned)
    with relaxed():
        report, held = _publish(planned, reading, asked, cache, means)
    cache.notes = note(
        report,
        asked,
        (reading.digest, *written(planned.lock[1], cache.documents.paths)),
        span=_span(planned, now),
        theme=planned.talks.settings.look.templates,
        held=held,
        forms=kept_forms(),
    )
    return report


def _span(planned: Plan, now: datetime) -> tuple[datetime, datetime | None]:
    """Tell from when on, and until when, a build of the same would do the same."""
    changes = (line.updated for line in planned.stamped.ledger.lines)
    until = channels.next_turn(planned.stamped, now, planned.talks.settings.limit)
    return max([now, *changes]), until


def _publish(
    planned: Plan, reading: Reading, asked: Asked, cache: Cache, means: Means
) -> tuple[Report, bytes]:
    """Make and write what changed, and keep what the next build can use."""
    path, content = planned.lock
    formats = [row.name for row in fragmented(planned.feeds)]
    names = Names(planned.site, reading.origins, formats)
    press = Press(planned.feeds, planned.site, names, cache)
    pressed = list(press.documents(cache.documents.get))
    press.prepare(pressed, means.jobs, means.watch)
    means.watch.begin("write", len(pressed))
    published = publish(
        pressed,
        asked.output,
        beside={path: content},
        source=asked.source,
        told=means.watch.step,
    )
    read = frozenset(reading.cut.names if reading.cut else ())
    made = _made(pressed, published.signatures)
    cache.keep(Documents.of(made), names.lasting() | read)
    report = Report(
        changes=planned.stamped.changes,
        talks=len(planned.stamped.entries),
        notices=planned.notices,
        written=published.written,
        unchanged=published.unchanged,
        removed=published.removed,
    )
    cut = reading.cut if reading.digest else None
    return report, holdings(cut, planned.stamped, planned.feeds, names)


def _made(
    pressed: Iterable[Pressed], signatures: Mapping[str, Signature | None]
) -> dict[str, Made]:
    """Say what each document was made of, if that is known, and by what its file is known."""
    found = ((each.path, each.name, signatures[each.path]) for each in pressed)
    return {path: Made(name, signature) for path, name, signature in found if signature}


def plan(
    source: Path,
    output: Path,
    *,
    now: datetime,
    allow_removals: int = 0,
    recover_from: str | None = None,
    is_lenient: bool = False,
    means: Means = _USUAL,
) -> Plan:
    """Decide everything a build would do, from reading the talks to the feeds to be rendered.

    Raises:
        InvalidData: the talks, the lock or the removals are not in order.
    """
    asked = Asked(source, lock_path(source), output, is_lenient)
    with paused(), opened(means.cache, asked) as cache:
        means.watch.begin("read")
        reading = reading_of(source, cache, means.jobs, means.watch, is_lenient=is_lenient)
        return _plan(
            source,
            reading,
            now=now,
            allow_removals=allow_removals,
            published=recover_from or str(output),
        )


def _plan(
    source: Path,
    reading: Reading,
    *,
    now: datetime,
    allow_removals: int,
    published: str,
) -> Plan:
    talks, lock = reading.talks, lock_path(source)
    remembered, notices = remember(lock, published)
    stamped = ledger.stamp(
        talks, remembered, now, allow_removals=allow_removals, traces=reading.traces
    )
    selection = channels.select(talks.settings, stamped, now)
    memory = stamped.ledger.remember(selection.channels, selection.held)
    return Plan(
        talks=talks,
        stamped=stamped._replace(ledger=memory),
        site=selection.site,
        feeds=selection.feeds,
        lock=(lock, ledger.dump(memory).encode()),
        notices=(
            *talks.notices,
            *notices,
            *clock_behind(remembered, lock, now),
            *unscheduled(stamped, lock, now),
            *waiting(stamped.waiting, lock),
        ),
    )


def read(source: Path, *, is_lenient: bool = False, means: Means = _USUAL) -> Talks:
    """Read and check a talks file, or a directory of them.

    Where it is lenient, what is wrong with talks is mended or left out, and told.

    Raises:
        InvalidData: with every problem of every file.
    """
    with paused():
        return reading_of(source, Memory(), means.jobs, means.watch, is_lenient=is_lenient).talks


def _reject_change(planned: Plan) -> None:
    path, content = planned.lock
    if path.exists() and files.read(path) == content:
        return
    message = "the lock file is not current and --locked forbids to change it"
    hint = "run 'talkfeed build' without --locked and commit the lock file and the output"
    raise InvalidData([Problem(Place(str(path), 1, 1), "TF405", message, hint)])
