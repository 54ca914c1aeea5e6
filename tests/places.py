"""Targets of tests, and a look at what is on them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import obstore
from obstore.store import MemoryStore

from talkfeed.delivery.directory import DirectoryTarget
from talkfeed.delivery.manifest import MANIFEST, Manifest, load
from talkfeed.delivery.objects import ObjectTarget
from talkfeed.delivery.targets import open_target
from talkfeed.publishing.disk import Disk
from talkfeed.text import destination

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talkfeed.delivery.target import Target, Upload


class Place:
    """A target whose files can be looked at."""

    def target(self) -> Target:
        """Make the target."""
        raise NotImplementedError

    def files(self) -> dict[str, bytes]:
        """Read all its files."""
        raise NotImplementedError

    def add(self, name: str, content: bytes) -> None:
        """Add a file of somebody else."""
        raise NotImplementedError

    def read(self, name: str) -> bytes | None:
        """Read a file."""
        return self.files().get(name)


class InMemory(Place):
    """A store in memory, which has conditions."""

    def __init__(self, _: Path) -> None:
        """Begin with an empty store."""
        self.store = MemoryStore()

    def target(self) -> Target:
        """Make the target."""
        return ObjectTarget(self.store, "memory://", "none are needed", {})

    def files(self) -> dict[str, bytes]:
        """Read all objects."""
        names = [each["path"] for chunk in obstore.list(self.store) for each in chunk]
        return {name: bytes(obstore.get(self.store, name).bytes()) for name in names}

    def add(self, name: str, content: bytes) -> None:
        """Add an object."""
        obstore.put(self.store, name, content)

    def read(self, name: str) -> bytes | None:
        """Read an object."""
        try:
            return bytes(obstore.get(self.store, name).bytes())
        except FileNotFoundError:
            return None


class WithoutConditions(ObjectTarget):
    """A store that ignores conditions."""

    def _put(self, file: Upload, mode: object) -> str:
        return super()._put(file, "overwrite" if mode else mode)


class Careless(InMemory):
    """A store in memory that takes every condition for true."""

    def target(self) -> Target:
        """Make the target."""
        return WithoutConditions(self.store, "memory://", "none are needed", {})


class Unsynced(Disk):
    """A disk that loses nothing, and is quick."""

    def settle(self, paths: Sequence[str]) -> None:
        """Do nothing."""


class OnDisk(Place):
    """A directory."""

    def __init__(self, home: Path) -> None:
        """Take a path where nothing is yet."""
        self.root = home / "www"

    def target(self) -> Target:
        """Make the target."""
        return DirectoryTarget(self.root, Unsynced())

    def files(self) -> dict[str, bytes]:
        """Read all files."""
        paths = sorted(path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def read(self, name: str) -> bytes | None:
        """Read a file."""
        path = self.root / name
        return path.read_bytes() if path.is_file() else None


PLACES = (InMemory, Careless, OnDisk)
"""A store with conditions, one without, and a directory."""


def manifest_of(place: Place) -> Manifest:
    """Read the manifest."""
    return load(place.files()[MANIFEST], "there")


class Hosted(OnDisk):
    """A folder of a server on this machine, whose files are on the disk."""

    def __init__(self, address: str, environment: Mapping[str, str], root: Path) -> None:
        """Take the address of the target, and where its files are."""
        self.address, self.environment, self.root = address, environment, root

    def target(self) -> Target:
        """Make the target."""
        return open_target(destination(self.address), self.environment, ())


class Bucket(InMemory):
    """A bucket of a server on this machine."""

    def __init__(self, address: str, environment: Mapping[str, str]) -> None:
        """Take the address of the target."""
        self.address, self.environment = address, environment
        target = self.target()
        assert isinstance(target, ObjectTarget)
        self.store = target._store  # type: ignore[assignment]  # noqa: SLF001

    def target(self) -> Target:
        """Make the target."""
        return open_target(destination(self.address), self.environment, ())


class Branch(Hosted):
    """A branch of a bare repository."""

    def files(self) -> dict[str, bytes]:
        """Read all files of the last commit."""
        names = self._git("ls-tree", "-r", "-z", "--name-only", "pages").decode().split("\0")
        return {name: self._git("show", f"pages:{name}") for name in names if name}

    def add(self, name: str, content: bytes) -> None:
        """Commit a file."""
        head = f"commit refs/heads/pages\ncommitter A <a@b> 1 +0000\ndata 1\nx\n{self._parent()}"
        stream = f"{head}M 100644 inline {name}\ndata {len(content)}\n".encode() + content + b"\n"
        command = ("git", "-C", str(self.root), "fast-import", "--quiet")
        subprocess.run(command, input=stream, check=True)

    def read(self, name: str) -> bytes | None:
        """Read a file of the last commit."""
        command = ("git", "-C", str(self.root), "show", f"pages:{name}")
        shown = subprocess.run(command, check=False, capture_output=True)
        return None if shown.returncode else shown.stdout

    def _parent(self) -> str:
        listed = self._git("for-each-ref", "refs/heads/pages")
        return "from refs/heads/pages^0\n" if listed else ""

    def _git(self, *arguments: str) -> bytes:
        command = ("git", "-C", str(self.root), *arguments)
        return subprocess.run(command, check=True, capture_output=True).stdout
