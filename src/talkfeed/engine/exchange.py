"""Work in shards → objects on a store, results as other objects: only names pass between processes.

The driver puts what a shard needs on the store, and an engine runs the task, which puts its result
there, whole, and returns a receipt. Objects have the fingerprint of their content or of what they
are made from as name, so a task that is run twice puts the same bytes under the same name, and one
whose result is there already does nothing: a build that was interrupted goes on where it was.

Values are pickled, which is safe only for trusted bytes. So objects are sealed with a key that
workers get with their task, and the seal is verified first.
"""

from __future__ import annotations

import sys
from collections import deque
from functools import cached_property, lru_cache
from hashlib import blake2b
from pickle import dumps, loads
from typing import TYPE_CHECKING, Any, Protocol

from talkfeed import files
from talkfeed.errors import CannotWrite
from talkfeed.named_tuple import NamedTuple
from talkfeed.private import SEAL_BYTES, is_sealed, make_directory, replace, seal
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from talkfeed.engine.executor import Item, Result, Shared

FAILED = "TF512"
PROGRAM = f"talkfeed {VERSION} with Python {sys.version_info.major}.{sys.version_info.minor}"
"""What the driver and all workers have to be: values of one may mean nothing to another."""
_KIND = b"exchange"
_PROTOCOL = 5


class Store(Protocol):
    """A place for whole objects by name; putting the same object again does no harm."""

    def read(self, name: str) -> bytes | None:
        """Read an object; None if there is none."""

    def put(self, name: str, content: bytes) -> None:
        """Store an object in one step."""

    def has(self, name: str) -> bool:
        """Return whether there is an object."""

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects; a missing one is no error."""


class DirectoryStore:
    """A directory that all processes see, of this machine or of a network drive."""

    def __init__(self, root: Path) -> None:
        """Take the directory, which may be missing."""
        self._root = root

    def read(self, name: str) -> bytes | None:
        """Read a file; None if there is none."""
        try:
            return files.read(self._root / name)
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes) -> None:
        """Write a file beside its place, and rename it.

        Raises:
            CannotWrite: TF512, it cannot be written.
        """
        try:
            make_directory(self._root)
            replace(self._root / name, (content,))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"cannot write to the exchange {self._root}: {reason}"
            raise CannotWrite(FAILED, message, "free some space, or name another place") from error

    def has(self, name: str) -> bool:
        """Return whether there is a file."""
        return (self._root / name).exists()

    def delete(self, names: Iterable[str]) -> None:
        """Remove files."""
        for name in names:
            (self._root / name).unlink(missing_ok=True)


class Task(NamedTuple):
    """A shard of work by the names of its objects; `opener` opens the store at an address."""

    opener: Callable[[str], Store]
    address: str
    key: bytes
    program: str
    shared: str
    items: str
    result: str


class Receipt(NamedTuple):
    """The name of a result, and whether it was there before."""

    name: str
    was_there: bool


class Engine(Protocol):
    """Runs tasks anywhere."""

    def run(self, work: Callable[[Task], Receipt], tasks: Iterable[Task]) -> Iterator[Receipt]:
        """Run tasks, and return their receipts in the same order; tasks are made on demand."""


class Exchange:
    """An executor whose work is done by an engine, and passes through a store."""

    def __init__(
        self, engine: Engine, opener: Callable[[str], Store], address: str, key: bytes
    ) -> None:
        """Take a function at the top level of a module that opens the store at an address."""
        self._engine, self._opener, self._address, self._key = engine, opener, address, key
        self._names: dict[str, None] = {}

    @cached_property
    def _store(self) -> Store:
        return self._opener(self._address)

    def map(
        self,
        work: Callable[[Shared, Sequence[Item]], Result],
        shared: Shared,
        items: Sequence[Item],
        shards: Sequence[slice],
    ) -> Iterator[Result]:
        """Run the work of all shards by the engine.

        Raises:
            CannotWrite: TF512, the store or the engine fails; what is done stays on the store.
        """
        common = self._send((work, shared))
        begun: deque[Task] = deque()

        def tasks() -> Iterator[Task]:
            for shard in shards:
                begun.append(self._task(common, self._send(items[shard])))
                yield begun[-1]

        for _ in self._engine.run(run_task, tasks()):
            yield self._result(begun.popleft())

    def clear(self) -> None:
        """Delete the objects of this build from the store."""
        if self._names:
            self._store.delete(self._names)
        self._names.clear()

    def _send(self, value: Any) -> str:  # noqa: ANN401  — of any kind
        content = dumps(value, _PROTOCOL)
        name = _name("input", content)
        self._store.put(name, _sealed(self._key, name, content))
        self._names[name] = None
        return name

    def _task(self, shared: str, items: str) -> Task:
        result = _name("result", f"{PROGRAM}\n{shared}\n{items}".encode())
        self._names[result] = None
        return Task(self._opener, self._address, self._key, PROGRAM, shared, items, result)

    def _result(self, task: Task) -> Any:  # noqa: ANN401  — of any kind
        """Read a result; one that is damaged is made again."""
        try:
            return _receive(self._store, task.key, task.result)
        except CannotWrite:
            self._store.delete([task.result])
            run_task(task)
            return _receive(self._store, task.key, task.result)


def run_task(task: Task) -> Receipt:
    """Do the work of a shard, and put the result on the store, unless it is there.

    Raises:
        CannotWrite: TF512, the store fails, or this process is another version of the program.
    """
    if task.program != PROGRAM:
        message = f"a worker has {PROGRAM}, but this is {task.program}"
        raise CannotWrite(FAILED, message, "install the same version on all machines")
    store = _opened(task.opener, task.address)
    if store.has(task.result):
        return Receipt(task.result, was_there=True)
    work, shared = _shared(task.opener, task.address, task.key, task.shared)
    result = work(shared, _receive(store, task.key, task.items))
    store.put(task.result, _sealed(task.key, task.result, dumps(result, _PROTOCOL)))
    return Receipt(task.result, was_there=False)


@lru_cache(maxsize=1)
def _opened(opener: Callable[[str], Store], address: str) -> Store:
    """Open the store once in each process."""
    return opener(address)


@lru_cache(maxsize=1)
def _shared(opener: Callable[[str], Store], address: str, key: bytes, name: str) -> Any:  # noqa: ANN401  — of any kind
    """Read what all shards of a stage need once in each process."""
    return _receive(_opened(opener, address), key, name)


def _name(kind: str, content: bytes) -> str:
    return f"{kind}-{blake2b(content, digest_size=20).hexdigest()}"


def _sealed(key: bytes, name: str, content: bytes) -> bytes:
    return seal(key, _KIND, name.encode(), content) + content


def _receive(store: Store, key: bytes, name: str) -> Any:  # noqa: ANN401  — of any kind
    """Read an object whose seal matches.

    Raises:
        CannotWrite: TF512, it is missing or damaged.
    """
    content = memoryview(store.read(name) or b"")
    sealed, body = bytes(content[:SEAL_BYTES]), content[SEAL_BYTES:]
    if not is_sealed(sealed, key, _KIND, name.encode(), body):
        message = f"an object of the exchange is missing or damaged: {name}"
        raise CannotWrite(FAILED, message, "build again; one build at a time can use an exchange")
    return loads(body)  # noqa: S301  — our own, and sealed
