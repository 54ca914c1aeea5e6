"""The built files and the manifest of a target → what to upload, in which order, and delete."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.manifest import UNKNOWN, Manifest, State
from talkfeed.delivery.order import Group, group_of
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.output_dir import Standing, write_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta
    from pathlib import Path

NOTHING_BUILT = "TF808"
_DIGITS = 32


class Built(NamedTuple):
    """The output directory, and the digest of each file that talkfeed built there."""

    output: Path
    digests: Mapping[str, str]

    def content(self, name: str) -> bytes:
        """Read a file.

        Raises:
            Rejected: TF808, it has changed since its digest was computed.
        """
        with write_errors(f"{self.output}/{name}"):
            content = files.read(f"{self.output}/{name}")
        if digest(name, content) != self.digests[name]:
            message = f"{self.output}/{name} changed while it was being published"
            raise Rejected(NOTHING_BUILT, message, "run talkfeed publish again")
        return content


def built(output: Path) -> Built:
    """Compute the digests of all files that talkfeed built into a directory.

    Raises:
        CannotWrite: TF501, TF502, TF504: something there cannot be read, or is not talkfeed's.
        Rejected: TF808, nothing is built, or a file is missing.
    """
    names = sorted(Standing(output).listed)
    if not names:
        message = f"there is nothing to publish in {output}"
        raise Rejected(NOTHING_BUILT, message, "run talkfeed build first")
    digests = {}
    for name in names:
        path = f"{output}/{name}"
        try:
            digests[name] = digest(name, files.read(path))
        except FileNotFoundError as error:
            raise Rejected(NOTHING_BUILT, f"{path} is missing", "run talkfeed build") from error
        except OSError as error:
            message = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
            raise Rejected(NOTHING_BUILT, message, "run talkfeed build") from error
    return Built(output, digests)


def digest(name: str, content: bytes) -> str:
    """Return a digest of a file and its header fields."""
    head = "\0".join(headers_of(name))
    return sha256(b"%b\0%b" % (head.encode(), content)).hexdigest()[:_DIGITS]


class Plan(NamedTuple):
    """What is left to do: `uploads` by group, and deletes.

    `files` are the digests that the target will have. `fresh` are names to upload that its manifest
    does not list. `gone` are files that the site no longer has and had at the last publication;
    `leaving` are these and earlier ones still on the target, each since when; of these, `deletes`
    are those whose grace is over. With `is_complete`, nothing is left to do.
    """

    uploads: Mapping[Group, tuple[str, ...]]
    files: Mapping[str, str]
    fresh: tuple[str, ...]
    gone: tuple[str, ...]
    leaving: Mapping[str, datetime]
    deletes: tuple[str, ...]
    is_complete: bool

    @property
    def kept(self) -> dict[str, datetime]:
        """Return the files that have left and are still there afterwards."""
        return {name: since for name, since in self.leaving.items() if name not in self.deletes}

    @property
    def size(self) -> int:
        """Return the number of files to upload."""
        return sum(map(len, self.uploads.values()))


def plan(
    digests: Mapping[str, str],
    manifest: Manifest | None,
    now: datetime,
    grace: timedelta,
    *,
    everything: bool = False,
) -> Plan:
    """Compare what was built with what the target has, by digests; with `everything`, upload all.

    Without a manifest, the target has nothing of ours. A moment in the future, after a clock was
    set back, counts as now.
    """
    is_first, manifest = manifest is None, manifest or Manifest()
    differing = [n for n in digests if everything or manifest.files.get(n) != digests[n]]
    groups: dict[Group, list[str]] = {group: [] for group in Group}
    for name in differing:
        groups[group_of(name, is_new=name not in manifest.files)].append(name)
    gone = tuple(sorted(manifest.files.keys() - digests.keys()))
    leaving = {
        name: min(since, now) for name, since in manifest.leaving.items() if name not in digests
    } | dict.fromkeys(gone, now)
    deletes = tuple(sorted(name for name, since in leaving.items() if now - since >= grace))
    is_settled = manifest.state is State.PUBLISHED and leaving == manifest.leaving
    return Plan(
        uploads={group: tuple(names) for group, names in groups.items()},
        files=digests,
        fresh=tuple(name for name in differing if name not in manifest.names),
        gone=gone,
        leaving=leaving,
        deletes=deletes,
        is_complete=is_settled and not differing and not deletes and not is_first,
    )


def claimed(planned: Plan) -> dict[str, str]:
    """List our files while they are uploaded: the digest of one in flight is unknown."""
    begun = {name for names in planned.uploads.values() for name in names}
    return {n: UNKNOWN if n in begun else digest for n, digest in planned.files.items()}
