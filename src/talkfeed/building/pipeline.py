"""The pipeline: talks.yaml → RawFile → Talks → Entries → Feeds → Documents → output/.

`build` does as little as it can: nothing, an incremental build (`building.incremental`), or a full
one. A full build is `read_and_plan`, which decides everything and writes nothing, and `_publish`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building import explain
from talkfeed.building.dependencies import dependencies
from talkfeed.building.incremental import build_edit
from talkfeed.building.planning import Plan, plan_of
from talkfeed.building.read import read as reading_of
from talkfeed.building.record import (
    BuildRecord,
    NotIncremental,
    Reason,
    plain_notices,
    write_moment,
)
from talkfeed.building.render import Renderer
from talkfeed.building.report import Report
from talkfeed.building.request import BuildOptions, BuildRequest, lock_path
from talkfeed.building.up_to_date import State, compare, digests_of, open_cache, theme_fingerprint
from talkfeed.engine import gc_tuning
from talkfeed.engine.documents import Documents, Made
from talkfeed.engine.store import MemoryStore
from talkfeed.errors import InvalidData, Place, Problem, StoreMiss
from talkfeed.formats import load_templates, save_templates
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from talkfeed.building.dependencies import Obstacle
    from talkfeed.building.fingerprints import Fingerprints
    from talkfeed.building.read import Reading
    from talkfeed.building.render import RenderTask
    from talkfeed.engine.store import Cache
    from talkfeed.model import Signature, Talks


_USUAL = BuildOptions()


def build(
    source: Path,
    output: Path,
    *,
    now: datetime,
    allow_removals: int = 0,
    locked: bool = False,
    recover_from: str | None = None,
    is_lenient: bool = False,
    options: BuildOptions = _USUAL,
) -> Report:
    """Build a talks file into an output directory; with `locked`, only if talks.lock is current.

    If lenient, faults of talks are repaired or left out, and reported.

    Raises:
        InvalidData: the talks, the lock or the removals are not in order; nothing is written.
        CannotWrite: the output cannot be written; nothing was changed, unless a subclass says so.
        AlreadyBuilding: another build holds the talks or the output.
    """
    request = BuildRequest(source, lock_path(source), output, is_lenient)
    with open_cache(options.cache, request) as cache:
        state = compare(cache, request, now)
        policy = LockPolicy(allow_removals=allow_removals, locked=locked, recover_from=recover_from)
        return build_on(state, request, cache, now=now, policy=policy, options=options)


class LockPolicy(NamedTuple):
    """What a build may do to talks.lock; see `build`."""

    allow_removals: int = 0
    locked: bool = False
    recover_from: str | None = None


def build_on(
    state: State,
    request: BuildRequest,
    cache: Cache,
    *,
    now: datetime,
    policy: LockPolicy,
    options: BuildOptions,
) -> Report:
    """Build what has changed since the last build, as `state` has it.

    Raises:
        InvalidData, CannotWrite, AlreadyBuilding: as `build`.
    """
    if state.is_up_to_date and state.record:
        return state.record.report(cache, request.lock, now)
    try:
        report = _build_changes(state, request, cache, now=now, policy=policy, options=options)
    except StoreMiss:  # the cache is damaged: build without it, and leave an empty one
        cache.forget()
        state = State(reason=Reason("cache", "it is damaged"))
        report = _build_changes(
            state, request, MemoryStore(), now=now, policy=policy, options=options
        )
    return report._replace(notices=(*report.notices, *cache.rejected))


def _build_changes(
    state: State,
    request: BuildRequest,
    cache: Cache,
    *,
    now: datetime,
    policy: LockPolicy,
    options: BuildOptions,
) -> Report:
    """Build incrementally if that is enough, else in full.

    Raises:
        StoreMiss: a value that was read before is missing from the cache; nothing is written.
    """
    with hold_build_lock(request.source), gc_tuning.disabled():
        options.progress.begin("read")
        reason = Reason("--locked", "it is checked against all talks") if policy.locked else None
        reason = state.reason or reason
        if state.record:
            load_templates(state.record.templates)
        if state.record and reason is None:
            try:
                return build_edit(request, state, state.record, cache, now=now, options=options)
            except NotIncremental as found:
                reason = found.reason
        content = state.hand_over().get(str(request.source), b"")
        report = _build_full(content, request, cache, now=now, policy=policy, options=options)
        reasons = dict.fromkeys(str(each) for each in (state.changed, reason) if each)
        return report._replace(why=", and ".join(reasons))


def _build_full(
    content: bytes,
    request: BuildRequest,
    cache: Cache,
    *,
    now: datetime,
    policy: LockPolicy,
    options: BuildOptions,
) -> Report:
    """Build everything again; `content` is that of the talks file, if it was read."""
    reading, planned = read_and_plan(
        request, cache, now=now, policy=policy, options=options, content=content
    )
    if policy.locked:
        _reject_change(planned)
    with gc_tuning.for_rendering():
        report, fingerprints = _publish(planned, reading, request, cache, options)
    digests = digests_of(planned.lock[1], cache.documents.paths)
    needed = dependencies(reading.items, planned, fingerprints)
    _record(planned, reading, request, digests, needed, now=now).save(cache)
    return report


def _record(
    planned: Plan,
    reading: Reading,
    request: BuildRequest,
    digests: tuple[bytes, bytes],
    needed: tuple[bytes, Obstacle],
    *,
    now: datetime,
) -> BuildRecord:
    """Record what was read, written and reported; no file is read again for it.

    `digests` are those of the lock and the manifest; `needed` is the result of `dependencies`.
    """
    lines = planned.stamped.ledger.lines
    theme = planned.talks.settings.look.templates
    return BuildRecord(
        source=str(request.source),
        is_lenient=request.is_lenient,
        files=reading.sources.files,
        listings=reading.sources.listings,
        lock=digests[0],
        manifest=digests[1],
        theme=(theme.directory, theme_fingerprint(theme.files)) if theme else ("", b""),
        links=planned.links[:2],
        own_files=reading.own_files.digests,
        since=write_moment(now),
        until=write_moment(planned.valid_until(now)),
        latest=write_moment(max((line.updated for line in lines), default=None)),
        talks=len(planned.stamped.entries),
        notices=plain_notices(planned.notices),
        clock_at=len(planned.talks.notices),
        templates=save_templates(),
        dependencies=needed[0],
        obstacle=needed[1],
    )


def _publish(
    planned: Plan, reading: Reading, request: BuildRequest, cache: Cache, options: BuildOptions
) -> tuple[Report, Fingerprints]:
    """Make and write what changed, and keep what the next build can use."""
    path, content = planned.lock
    renderer = Renderer.of(planned.selection, reading.source_fingerprints, cache)
    tasks = list(renderer.documents(cache.documents.get))
    renderer.prepare(tasks, options.workers, options.progress)
    options.progress.begin("write", len(tasks))
    published = publish(
        tasks,
        request.output,
        beside={path: content},
        source=request.source,
        on_progress=options.progress.step,
    )
    read = frozenset(reading.items.fingerprints if reading.items else ())
    made = _made(tasks, published.signatures)
    cache.keep(Documents.of(made), renderer.fingerprints.reusable() | read)
    report = Report(
        changes=planned.stamped.changes,
        talks=len(planned.stamped.entries),
        notices=planned.notices,
        written=published.written,
        unchanged=published.unchanged,
        removed=published.removed,
    )
    if options.explain:
        paths = frozenset(report.written)
        report = report._replace(
            reasons=explain.reasons(tasks, paths, report.changes, renderer.rendered)
        )
    return report, renderer.fingerprints


def _made(
    tasks: Iterable[RenderTask], signatures: Mapping[str, Signature | None]
) -> dict[str, Made]:
    """Return each document's fingerprint, if known, and the signature of its file."""
    found = ((each.path, each.fingerprint, signatures[each.path]) for each in tasks)
    return {
        path: Made(fingerprint, signature) for path, fingerprint, signature in found if signature
    }


def plan(
    source: Path,
    output: Path,
    *,
    now: datetime,
    allow_removals: int = 0,
    recover_from: str | None = None,
    is_lenient: bool = False,
    options: BuildOptions = _USUAL,
) -> Plan:
    """Decide everything a build would do, from reading the talks to the feeds to be rendered.

    Raises:
        InvalidData: the talks, the lock or the removals are not in order.
    """
    request = BuildRequest(source, lock_path(source), output, is_lenient)
    policy = LockPolicy(allow_removals=allow_removals, recover_from=recover_from)
    with gc_tuning.disabled(), open_cache(options.cache, request) as cache:
        options.progress.begin("read")
        return read_and_plan(request, cache, now=now, policy=policy, options=options)[1]


def read_and_plan(
    request: BuildRequest,
    cache: Cache,
    *,
    now: datetime,
    policy: LockPolicy,
    options: BuildOptions,
    content: bytes = b"",
) -> tuple[Reading, Plan]:
    """Read the talks and decide all; `content` is that of the talks file, if it was read.

    Raises:
        InvalidData: the talks, the lock or the removals are not in order.
        StoreMiss: a value that was read before is missing from the cache.
    """
    reading = reading_of(
        request.source,
        cache,
        options.workers,
        options.progress,
        is_lenient=request.is_lenient,
        content=content,
    )
    options.progress.begin("stamp")
    planned = plan_of(
        request.source,
        reading,
        now=now,
        allow_removals=policy.allow_removals,
        published=policy.recover_from or str(request.output),
    )
    return reading, planned


def read(source: Path, *, is_lenient: bool = False, options: BuildOptions = _USUAL) -> Talks:
    """Read and check a talks file, or a directory of them.

    If lenient, faults of talks are repaired or left out, and reported.

    Raises:
        InvalidData: with every problem of every file.
    """
    jobs, progress = options.jobs, options.progress
    with gc_tuning.disabled():
        return reading_of(source, MemoryStore(), jobs, progress, is_lenient=is_lenient).talks


def _reject_change(planned: Plan) -> None:
    path, content = planned.lock
    if path.exists() and files.read(path).replace(b"\r\n", b"\n") == content:  # as git may do
        return
    message = "the lock file is not current and --locked forbids to change it"
    hint = "run 'talkfeed build' without --locked and commit the lock file and the output"
    raise InvalidData([Problem(Place(str(path), 1, 1), "TF405", message, hint)])
