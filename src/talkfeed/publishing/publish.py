"""Drafts → files: what differs, and nothing else; every change goes through a `Disk`.

Whatever differs is first written beside its place under a temporary name and synced (POSIX
fsync), so that a full disk leaves everything old intact. Then it is renamed in an order in which
a crash at any step does no harm: the manifest claims the names; the memory comes before the
announcement, because a talk remembered but not published is published by the next build, while
one published but forgotten would be announced twice; entries before the indexes that point to
them; deletes last. Directories are synced between these steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.model import Role
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.disk import Disk
from talkfeed.publishing.output_dir import (
    MANIFEST,
    Standing,
    by_name,
    in_the_way,
    manifest,
    read,
    reject_overlap,
)
from talkfeed.publishing.staging import Stage, real

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from talkfeed.model import LazyDocument, Signature
    from talkfeed.publishing.staging import Move


class Published(NamedTuple):
    """What a build did to the files: paths below the output, and those written beside it.

    `signatures` are those of all files below the output as they stand now.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    signatures: Mapping[str, Signature | None]


_DISK = Disk()


def publish(
    documents: Iterable[LazyDocument],
    output: Path,
    *,
    beside: Mapping[Path, bytes],
    source: Path,
    others: frozenset[str] | None = None,
    disk: Disk = _DISK,
    on_progress: Callable[[], None] = lambda: None,
) -> Published:
    """Make the output directory hold exactly the documents, and write the files beside it.

    Nothing is touched that already has the right bytes, and nothing removed that the manifest
    does not list. Drafts come one by one, and only what differs is made and staged. `beside` is
    the memory, files outside the output; `source` the talks file. `on_progress` is called for each
    document that is done. `others` are all names of an output that is known to be right but for the
    documents; then nothing else is looked at, and nothing removed.

    Raises:
        CannotWrite: TF501 to TF505; nothing was changed.
        PartlyWritten: TF507; each file is wholly old or new, and the next build does the rest.
        FailedAfterwards: TF508; all is written, but may not survive a loss of power.
        AlreadyBuilding: TF506, another build holds the output.
    """
    wanted = by_name(documents)
    reject_overlap(output, (source, *beside))
    with Stage(output, disk) as stage:
        stage.make_directory(str(output))
        with hold_build_lock(output):
            if others is None:
                stage.sweep(beside)
            else:
                waiting = (f"{output}/{name}" for name in wanted)
                stage.clear((*map(real, beside), *waiting))
            return _replace(stage, wanted, beside, others or frozenset(), on_progress)


def _replace(
    stage: Stage,
    wanted: Mapping[str, LazyDocument],
    memory: Mapping[Path, bytes],
    others: frozenset[str],
    on_progress: Callable[[], None],
) -> Published:
    """Stage all that differs, then rename it step by step and remove what is left over."""
    output, names = stage.output, wanted.keys() | others
    standing = Standing(output, names)
    found = _look(wanted, standing, output)
    gone = standing.gone(names)
    release = manifest(names)
    unwanted = standing.listed - names
    claim = manifest(unwanted | names) if unwanted else release
    path = output / MANIFEST
    remembered = [path for path in sorted(memory) if read(path) != memory[path]]
    steps = (
        stage.write([(MANIFEST, claim)] if read(path) != claim else []),
        stage.write((real(path), memory[path]) for path in remembered),
        *(_stage(_of_role(wanted, role, on_progress), found, standing, stage) for role in Role),
    )
    last = stage.write([(MANIFEST, release)] if claim != release else [], turn=2)
    stage.to_remove = dict.fromkeys(gone)
    stage.settle()
    for step in steps:
        stage.place(step)
    if gone:
        stage.remove()
    stage.place(last)
    return Published(
        written=(*map(str, remembered), *sorted(stage.changed)),
        unchanged=tuple(sorted(wanted.keys() - stage.changed)),
        removed=gone,
        signatures=found,
    )


def _look(
    wanted: Mapping[str, LazyDocument], standing: Standing, output: Path
) -> dict[str, Signature | None]:
    """Find what stands where documents go; refuse to replace what is not ours."""
    found = standing.signatures((name, document.signature) for name, document in wanted.items())
    for name in wanted.keys() - standing.listed:
        if found[name] is None:
            continue
        if standing.compare(name, wanted[name].make()) is not None:
            raise in_the_way(output / name)
    return found


def _of_role(
    wanted: Mapping[str, LazyDocument], role: Role, on_progress: Callable[[], None]
) -> Iterator[LazyDocument]:
    for document in wanted.values():
        if document.role is role:
            yield document
            on_progress()


def _stage(
    documents: Iterable[LazyDocument],
    found: dict[str, Signature | None],
    standing: Standing,
    stage: Stage,
) -> list[Move]:
    """Make the documents that may differ, and write those that do; `found` follows."""
    moves = []
    for document in documents:
        name, known = document.path, found[document.path]
        if known is not None and known == document.signature:
            continue
        parts = document.make() if known is None else standing.compare(name, document.make())
        if parts is not None:
            move, found[name] = stage.stage(name, parts)
            moves.append(move)
    return moves
