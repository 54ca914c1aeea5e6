"""A folder of a bucket as the exchange of a cluster: Amazon S3 and compatible, Google, Azure."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.target import Upload
from talkfeed.delivery.targets import open_target
from talkfeed.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.text import Destination

FAILED = "TF512"


class ObjectStore:
    """Whole objects in a folder, by the means of `talkfeed publish`."""

    def __init__(self, place: Destination, environment: Mapping[str, str]) -> None:
        """Open the store with the credentials of the environment."""
        self._target = open_target(place, environment, ())

    def read(self, name: str) -> bytes | None:
        """Read an object; None if there is none."""
        with self._failures():
            found = self._target.read(name)
        return found.content if found else None

    def put(self, name: str, content: bytes) -> None:
        """Store an object in one step."""
        with self._failures():
            self._target.replace(Upload(name, content, headers_of(name)), None)

    def has(self, name: str) -> bool:
        """Return whether there is an object."""
        with self._failures():
            return bool(self._target.existing([name]))

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects."""
        with self._failures():
            self._target.delete([*names])

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Say what the store is used for.

        Raises:
            CannotWrite: TF512, the store fails.
        """
        try:
            yield
        except CannotWrite as error:
            cause = error.message.partition(": ")[2]
            message = f"cannot exchange work through {self._target.shown}: {cause}"
            raise CannotWrite(FAILED, message, error.hint) from error
