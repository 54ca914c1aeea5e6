"""talks.lock on the disk → the ledger, rebuilt from the published feeds if the file is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import files, ledger
from talkfeed.building.request import lock_path
from talkfeed.errors import InvalidData, Place, Problem, Rejected
from talkfeed.ledger.published import read_published

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.ledger import Ledger, Line


def imported_path(source: Path) -> Path:
    """Return the path of the import memory that belongs to a talks file."""
    return lock_path(source).with_suffix(".imported")


def remembered_lines(source: Path) -> tuple[Line, ...]:
    """Return the lines of talks.lock; none if there is no lock yet.

    Raises:
        InvalidData: the lock is damaged.
    """
    lock = lock_path(source)
    return ledger.parse(_text(lock), str(lock)).lines if lock.exists() else ()


def read_lock(lock: Path) -> Ledger:
    """Read the lock of a site that was built.

    Raises:
        InvalidData: there is none, or it is damaged.
    """
    try:
        if not lock.exists():
            hint = "run 'talkfeed build' first; if it was built before, restore the lock file"
            raise Rejected("TF401", "there is no lock file, so nothing was published", hint)  # noqa: TRY301
        return ledger.parse(_text(lock), str(lock))
    except Rejected as rejected:
        raise InvalidData([rejected.at(Place(str(lock), 1, 1))]) from rejected


def read_or_rebuild(lock: Path, published: str) -> tuple[Ledger | None, tuple[Problem, ...]]:
    """Read the lock; if it is lost, rebuild the ledger from what was published.

    Returns:
        The ledger, None for a first build, and notices.

    Raises:
        InvalidData: the lock is damaged, or what was published cannot be read.
    """
    if lock.exists():
        return read_lock(lock), ()
    here = Place(str(lock), 1, 1)
    try:
        return _rebuild(published, here)
    except Rejected as rejected:
        raise InvalidData([rejected.at(here)]) from rejected


def _text(lock: Path) -> str:
    try:
        return files.read(lock).decode().replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        message = f"the lock file cannot be read: {cause}"
        raise Rejected("TF401", message, "restore it from version control") from error


def _rebuild(published: str, here: Place) -> tuple[Ledger | None, tuple[Problem, ...]]:
    found = read_published(published)
    if not found.atoms:
        message = "this is the first build, so every talk is new"
        hint = "commit the lock; if feeds are on the web already, use --recover and their address"
        return None, (Problem(here, "TF603", message, hint),)
    message = f"the lock file is lost and was rebuilt from {published}"
    return ledger.recover(*found), (Problem(here, "TF604", message, "commit it"),)
