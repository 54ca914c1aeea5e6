"""A folder of a host as a target, through the system's rsync: over SSH, or its own protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.delivery.failures import Cause
from talkfeed.delivery.programs import SSH_CAUSES, SSH_OPTIONS, ProgramTarget
from talkfeed.delivery.target import Guard, Stored, Upload, taken
from talkfeed.publishing.output_dir import directories
from talkfeed.text.destination import SSH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from talkfeed.text import Destination

_CAUSES = (
    Cause("unknown module", "there is no such module", "list them with rsync and the host alone"),
    Cause("auth failed", "the host refuses the password", "set RSYNC_PASSWORD"),
    Cause("read.only", "the module can only be read", "set read only = no in its rsyncd.conf"),
    Cause(
        'mkdir "[^"\n]*" failed: no such file',
        "the folder above it does not exist",
        "make it there, or correct the path",
    ),
    Cause(
        "not a directory|too many levels of symbolic links",
        "a file or link is where a directory has to be",
        "choose another folder, or move it away",
    ),
    Cause("command not found", "the host has no rsync", "install it there, or use sftp://"),
    *SSH_CAUSES,
)


class RsyncTarget(ProgramTarget):
    """A folder that rsync copies to. It replaces each file in one step (rename).

    Files are copied group by group. A new directory with --link-dest, swapped by a link, would need
    a shell on the host, which a module has not, and files of others would have to be copied.
    """

    batch = 200

    def __init__(self, destination: Destination, environment: Mapping[str, str]) -> None:
        """Take the address, as rsync knows it but for a slash at its end."""
        super().__init__(destination.text.rstrip("/"), environment, _CAUSES)
        self._root = f"{self.shown}/" if destination.path != "/" else destination.text
        self._more = {}
        if destination.scheme == SSH and not environment.get("RSYNC_RSH"):
            self._more["RSYNC_RSH"] = " ".join(("ssh", *SSH_OPTIONS))

    def guard(self) -> Guard:
        """Make the folder, if only that is missing."""
        self._rsync("--dirs", f"{self._workplace.directory('empty')}/", self._root)
        return Guard.NOTHING

    def read(self, name: str) -> Stored | None:
        """Fetch a file."""
        got = self._workplace.directory("got")
        self._rsync(f"{self._root}{name}", f"{got}/", accept=("No such file or directory",))
        path = got / name
        return Stored(self._workplace.read(path), "") if path.exists() else None

    def existing(self, names: Sequence[str]) -> set[str]:
        """List the files, and what is where their directories go, as far as they are there."""
        options = ("--dirs", "--list-only", "--ignore-missing-args", "--files-from=-")
        nowhere = f"{self._workplace.directory('nowhere')}/"
        missing = ("No such file or directory",)
        paths = (*directories(names), *names)
        listed = self._rsync(*options, self._root, nowhere, names=paths, accept=missing) or b""
        rows = [line.split(maxsplit=4) for line in listed.decode().splitlines()]
        found = {row[4]: row[0] for row in rows if len(row) > 4}  # noqa: PLR2004
        files = {name for name, mode in found.items() if not mode.startswith("d")}
        return taken(names, files.union(found.keys() & set(names)))

    def put(self, files: Sequence[Upload], done: Callable[[], None]) -> None:
        """Write the files to a temporary directory, and copy that."""
        batch = self._workplace.directory("batch")
        for file in files:
            self._workplace.write(batch, file.name, file.content)
        names = [file.name for file in files]
        self._rsync("--checksum", "--files-from=-", f"{batch}/", self._root, names=names)
        for _ in files:
            done()

    def delete(self, names: Sequence[str]) -> None:
        """Delete files by copying their absence."""
        empty = self._workplace.directory("empty")
        options = ("--delete-missing-args", "--files-from=-")
        self._rsync(*options, f"{empty}/", self._root, names=names, accept=("vanished",))

    def _rsync(
        self, *arguments: str, names: Iterable[str] = (), accept: Sequence[str] = ()
    ) -> bytes | None:
        listed = "".join(f"{name}\n" for name in names).encode()
        command = ("rsync", "--timeout=60", *arguments)
        return self._workplace.run(*command, given=listed, more=self._more, accept=accept)
