"""A plan → a target, in an order in which no reader meets a missing or an outdated page.

The manifest claims all names, as publishing; then each group of files is uploaded completely
before the next; then the manifest is complete, and deletes come last. Any failure stops
everything, and the next run does the rest.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.lease import Lease, Pace, busy, observe
from talkfeed.delivery.manifest import MANIFEST, State, dump, load
from talkfeed.delivery.plan import claimed, plan
from talkfeed.delivery.target import Conflict, Guard, Upload
from talkfeed.engine.progress import NO_PROGRESS
from talkfeed.errors import CannotWrite, PartlyWritten, Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from talkfeed.delivery.manifest import Manifest
    from talkfeed.delivery.plan import Built, Plan
    from talkfeed.delivery.target import Target
    from talkfeed.engine.progress import Progress

PARTLY, FOREIGN, TOO_MANY = "TF803", "TF805", "TF806"
BYTES = 1 << 20
"""The maximum size of a batch of more than one file."""
AGAIN = " and run it again"
"""How hints go on that are of failures before the first change."""
SHOWN = 3
"""How many names a message lists."""


class Policy(NamedTuple):
    """What a publication may do to a target.

    `grace` is how long a file stays that the site no longer has, `most` the number of files that
    may leave at once. With `adopt`, objects that no manifest lists are replaced; with `everything`,
    all files are uploaded.
    """

    grace: timedelta = timedelta(days=1)
    most: int = 256
    adopt: bool = False
    everything: bool = False


class Delivered(NamedTuple):
    """What was done, and what kept other publishers away; None if there was nothing to do."""

    planned: Plan
    guard: Guard | None
    is_first: bool


_USUAL = Policy()


def preview(source: Built, target: Target, now: datetime, policy: Policy = _USUAL) -> Plan:
    """Return what a publication would do.

    Raises:
        CannotWrite: TF802, TF805, TF807, as `deliver`.
        Rejected: TF806.
    """
    with target:
        found = target.read(MANIFEST)
        manifest = load(found.content, target.shown) if found else None
        return _plan(source, target, manifest, now, policy)


def deliver(
    source: Built,
    target: Target,
    *,
    now: datetime,
    holder: str,
    policy: Policy = _USUAL,
    pace: Pace = Pace(),  # noqa: B008  — a value
    progress: Progress = NO_PROGRESS,
) -> Delivered:
    """Publish what was built; `holder` is a random name of this run.

    Raises:
        CannotWrite: TF802, the target fails; TF805, a file of somebody else is in the way; TF807,
            the manifest there is damaged. Nothing was changed.
        PartlyWritten: TF803, the target failed later on; the next run does the rest.
        AlreadyBuilding: TF804, another publisher is at work.
        Rejected: TF806, too many files would leave; TF808, the output changes meanwhile.
    """
    with target:
        manifest, found = observe(target, pace, progress)
        known = manifest if found else None
        planned = _plan(source, target, known, now, policy)
        if planned.is_complete:
            return Delivered(planned, None, is_first=False)
        guard = target.guard()
        start = manifest._replace(holder=holder, leaving=planned.leaving)
        progress.begin("publish", planned.size)
        if target.is_atomic:
            uploads = _uploads(source, planned, target.batch, adopt=True)
            _deliver_in_one_step(uploads, target, planned, start, progress)
        else:
            start = start._replace(state=State.PUBLISHING, files=claimed(planned))
            lease = Lease(target, start, found, guard, pace)
            with lease.released_if_interrupted():
                lease.take()
                with _as_partly_written():
                    uploads = _uploads(source, planned, target.batch, adopt=policy.adopt)
                    _deliver_in_order(uploads, target, planned, lease, progress)
        return Delivered(planned, guard, is_first=found is None)


def _plan(
    source: Built, target: Target, manifest: Manifest | None, now: datetime, policy: Policy
) -> Plan:
    """Compare both sides, and reject a publication that would do harm."""
    planned = plan(source.digests, manifest, now, policy.grace, everything=policy.everything)
    if len(planned.gone) > policy.most:
        message = f"{len(planned.gone)} files would leave {target.shown}, more than {policy.most}"
        hint = f"if that is right, add --max-deletes {len(planned.gone)}"
        raise Rejected(TOO_MANY, message, hint)
    foreign = [] if policy.adopt or not planned.fresh else sorted(target.existing(planned.fresh))
    if foreign:
        raise _in_the_way(foreign, target)
    return planned


def _in_the_way(names: Sequence[str], target: Target) -> CannotWrite:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    listed = f"{', '.join(names[:SHOWN])}{more}"
    message = f"{target.shown} has files that talkfeed did not publish: {listed}"
    hint = "choose another folder; or, if they may be replaced, add --adopt"
    return CannotWrite(FOREIGN, message, hint)


def _deliver_in_order(
    uploads: Iterable[Sequence[Upload]],
    target: Target,
    planned: Plan,
    lease: Lease,
    progress: Progress,
) -> None:
    """Upload batch by batch, then delete; the lease is renewed in between."""
    for batch in uploads:
        try:
            target.put(batch, progress.step)
        except Conflict as conflict:
            raise _in_the_way([conflict.name], target) from conflict
        lease.record((file.name, planned.files[file.name]) for file in batch)
    if planned.deletes:
        lease.enter(State.DELETING, planned.leaving)
        target.delete(planned.deletes)
    lease.enter(State.PUBLISHED, planned.kept)


def _deliver_in_one_step(
    uploads: Iterable[Sequence[Upload]],
    target: Target,
    planned: Plan,
    start: Manifest,
    progress: Progress,
) -> None:
    """Publish everything in one step, such as a commit, which needs no lease."""
    for batch in uploads:
        target.put(batch, progress.step)
    target.delete(planned.deletes)
    manifest = start._replace(
        generation=start.generation + 1,
        state=State.PUBLISHED,
        files=planned.files,
        leaving=planned.kept,
    )
    target.put([Upload(MANIFEST, dump(manifest), headers_of(MANIFEST))], lambda: None)
    try:
        target.finish(f"Publish generation {manifest.generation}: {planned.size} files changed")
    except Conflict as conflict:
        raise busy(target) from conflict


def _uploads(source: Built, planned: Plan, most: int, *, adopt: bool) -> Iterator[list[Upload]]:
    """Read files group by group, in batches of a limited number and size."""
    fresh = frozenset(() if adopt else planned.fresh)
    for names in planned.uploads.values():
        batch: list[Upload] = []
        size = 0
        for name in names:
            file = Upload(name, source.content(name), headers_of(name), is_new=name in fresh)
            if batch and (len(batch) == most or size + len(file.content) > BYTES):
                yield batch
                batch, size = [], 0
            batch.append(file)
            size += len(file.content)
        if batch:
            yield batch


@contextmanager
def _as_partly_written() -> Iterator[None]:
    """Turn a failure after the first change into `PartlyWritten`."""
    try:
        yield
    except (CannotWrite, Rejected) as error:
        message = f"only some of the files were published: {error.message}"
        remedy = error.hint.partition(AGAIN)[0].rstrip(",")
        hint = f"{remedy}; then run it again, which publishes the rest"
        raise PartlyWritten(PARTLY, message, hint) from error
