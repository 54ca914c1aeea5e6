"""The interface of a target: what each kind of host does in its own way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from talkfeed.errors import CannotWrite
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.output_dir import directories

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talkfeed.delivery.headers import Headers

FAILED = "TF802"


class Upload(NamedTuple):
    """A file to be stored under a name. `is_new` forbids to replace an object of that name."""

    name: str
    content: bytes
    headers: Headers
    is_new: bool = False


class Stored(NamedTuple):
    """The content of an object, and the tag that a condition names it by."""

    content: bytes
    tag: str


class Guard(StrEnum):
    """What keeps two publishers apart."""

    CONDITIONS = "conditions"
    LOCK = "lock"
    COMMIT = "commit"
    NOTHING = ""


class Conflict(Exception):
    """An object is not, or no longer, what the condition of a write says. `name` is the object."""

    def __init__(self, name: str) -> None:
        """Store the name."""
        super().__init__(name)
        self.name = name


class Target(ABC):
    """A place where files are published. Names are relative to it, with forward slashes.

    A publication calls, inside `with`: `read` of the manifest, `existing`, `guard`, then `put`,
    `replace` and `delete`, and `finish` if the target is atomic. A target may keep what an earlier
    call has found: a branch is fetched by `read`, and `guard` finds whether a store has conditions.

    `shown` is its address for messages. Each method raises `CannotWrite` (TF802) on failure, with
    the cause and what to do about it. `advice` is what a user has to set up there. `batch` is the
    number of files that `put` is given at once. With `is_locked`, no other publisher can be at
    work. With `is_atomic`, nothing is changed before `finish`.
    """

    shown = ""
    advice = ""
    batch = 64
    is_locked = False
    is_atomic = False

    def __enter__(self) -> Self:
        """Connect, or prepare to."""
        return self

    def __exit__(self, *_: object) -> None:  # noqa: B027  — most need none
        """Disconnect; what was changed stays."""

    @abstractmethod
    def guard(self) -> Guard:
        """Find out what keeps two publishers apart, and get ready to write."""

    @abstractmethod
    def read(self, name: str) -> Stored | None:
        """Read an object; None if there is none."""

    @abstractmethod
    def existing(self, names: Sequence[str]) -> set[str]:
        """Return which of the names are taken, or need a directory where there is a file."""

    @abstractmethod
    def put(self, files: Sequence[Upload], done: Callable[[], None]) -> None:
        """Store files, each in one step and in any order; call `done` after each.

        Raises:
            Conflict: a file that should be new replaces another, and the store prevented it.
        """

    def replace(self, file: Upload, tag: str | None) -> str:  # noqa: ARG002  — see below
        """Store a file in place of the object with this tag (None: of no object).

        Return its new tag. Only with `Guard.CONDITIONS` is the tag compared in the same step; by
        default it is not compared at all.

        Raises:
            Conflict: another object is there.
        """
        self.put([file], lambda: None)
        return ""

    @abstractmethod
    def delete(self, names: Sequence[str]) -> None:
        """Delete objects; a missing one is no error."""

    def finish(self, message: str) -> None:  # noqa: B027  — as above
        """Make all changes visible at once, if the target is atomic.

        Raises:
            Conflict: somebody else has changed the target meanwhile.
        """


def taken(names: Sequence[str], listed: set[str]) -> set[str]:
    """Return the names that are listed, or are above or below a listed one.

    >>> sorted(taken(["a/b", "c", "d"], {"a", "c/d", "e"}))
    ['a/b', 'c']
    """
    above = listed.union(directories(listed))
    return {name for name in names if name in above or not listed.isdisjoint(directories([name]))}


def failure(shown: str, cause: str, hint: str) -> CannotWrite:
    """Return the error of a target that fails."""
    return CannotWrite(FAILED, f"cannot publish to {shown}: {cause}", hint)
