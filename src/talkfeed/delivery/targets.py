"""The parts of a target → the object that publishes to it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.errors import CannotWrite, Rejected
from talkfeed.publishing.output_dir import reject_overlap
from talkfeed.text.destination import CODE, GIT, STORES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.delivery.target import Target
    from talkfeed.text import Destination

MISSING = "TF809"


def open_target(
    destination: Destination, environment: Mapping[str, str], ours: Iterable[Path]
) -> Target:
    """Return the target; `ours` are files and directories that must not be inside a directory.

    Raises:
        CannotWrite: TF802, settings of the target are missing.
        Rejected: TF801, a directory holds what it is made of; TF809, a library or program that the
            target needs is not installed.
    """
    if destination.scheme == "file":
        return _directory(destination, ours)
    if destination.scheme in STORES:
        try:
            objects = import_module("talkfeed.delivery.objects")
        except ImportError as error:
            message = "publishing to object storage needs the library obstore"
            raise Rejected(MISSING, message, "run: pip install 'talkfeed[publish]'") from error
        target: Target = objects.open_store(destination, environment)
        return target
    return _by_program(destination, environment)


def _by_program(destination: Destination, environment: Mapping[str, str]) -> Target:
    if destination.scheme in GIT:
        from talkfeed.delivery.git import GitTarget  # noqa: PLC0415  — each kind alone

        return GitTarget(destination, environment)
    if destination.scheme == "sftp":
        from talkfeed.delivery.sftp import SftpTarget  # noqa: PLC0415

        return SftpTarget(destination, environment)
    from talkfeed.delivery.rsync import RsyncTarget  # noqa: PLC0415

    return RsyncTarget(destination, environment)


def _directory(destination: Destination, ours: Iterable[Path]) -> Target:
    from talkfeed.delivery.directory import DirectoryTarget  # noqa: PLC0415  — each kind alone

    root = Path(destination.path)
    try:
        reject_overlap(root, ours)
    except CannotWrite as error:
        message = f"'{destination.text}' holds the talks or the output"
        raise Rejected(CODE, message, "name a directory of its own") from error
    return DirectoryTarget(root)
