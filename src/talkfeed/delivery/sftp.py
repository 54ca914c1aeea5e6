"""A folder of a host as a target, through the system's sftp: each file is put aside and renamed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.delivery.failures import Cause
from talkfeed.delivery.manifest import MANIFEST
from talkfeed.delivery.programs import SSH_CAUSES, SSH_OPTIONS, ProgramTarget
from talkfeed.delivery.target import Conflict, Guard, Stored, Upload, taken
from talkfeed.errors import Rejected
from talkfeed.publishing.output_dir import TEMPORARY, directories
from talkfeed.text.destination import CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from talkfeed.text import Destination

_HOME = "/~/"
_PLAIN = r"[\w./~@+,=:-]*"
"""A path that sftp takes as it is, in double quotes."""
_CAUSES = (
    *SSH_CAUSES,
    Cause(
        "no such file|not found", "the folder cannot be made", "make it there, or correct the path"
    ),
    Cause("failure", "the host cannot store the file", "check its disk space and permissions"),
)


class SftpTarget(ProgramTarget):
    """A folder that sftp copies to; renaming replaces a file in one step (posix-rename)."""

    batch = 200

    def __init__(self, destination: Destination, environment: Mapping[str, str]) -> None:
        """Take the address; a path that begins with /~/ is below the home of the user.

        Raises:
            Rejected: TF801, the path has characters that sftp takes for patterns or quotes.
        """
        path = destination.path
        if not re.fullmatch(_PLAIN, path, re.ASCII):
            message = f"'{destination.text}' has a path with unusual characters"
            raise Rejected(CODE, message, "use letters, digits, dots and hyphens")
        super().__init__(destination.text.rstrip("/"), environment, _CAUSES)
        self._root = path.removeprefix(_HOME) if path.startswith(_HOME) else path or "."
        user = f"{destination.user}@" if destination.user else ""
        port = (f"-oPort={destination.port}",) if destination.port else ()
        host = f"{user}{destination.host}"
        self._command = ("sftp", "-S", "ssh", *SSH_OPTIONS, *port, "-b", "-", host)

    def guard(self) -> Guard:
        """Make the folder and those above it."""
        parts = self._root.split("/")
        above = ["/".join(parts[: number + 1]) for number in range(len(parts))]
        made = [f'-mkdir "{path}"' for path in above if path not in {"", "."}]
        left = f"-rm {self._at(f'.{MANIFEST}.*{TEMPORARY}')}"  # by runs that were killed
        self._sftp([*made, f'cd "{self._root}"', left])
        return Guard.NOTHING

    def read(self, name: str) -> Stored | None:
        """Fetch a file."""
        path = self._workplace.directory("got") / "file"
        command = f'get "{self._at(name)}" "{path}"'
        if self._sftp([command], accept=("not found", "No such file")) is None:
            return None
        return Stored(self._workplace.read(path), "")

    def existing(self, names: Sequence[str]) -> set[str]:
        """List each file or directory, and those above; what is missing is not an error."""
        paths = (*directories(names), *names)
        listed = self._sftp(f'-ls -1 "{self._at(path)}"' for path in paths) or b""
        lines = frozenset(line.strip() for line in listed.decode(errors="replace").splitlines())
        files = {path for path in paths if self._at(path) in lines}
        filled = {line.rpartition("/")[0] for line in lines}
        return taken(names, files.union(name for name in names if self._at(name) in filled))

    def put(self, files: Sequence[Upload], done: Callable[[], None]) -> None:
        """Put each file under a temporary name, and then rename all."""
        batch = self._workplace.directory("batch")
        commands = [f'-mkdir "{self._at(name)}"' for name in directories(f.name for f in files)]
        moves = []
        for number, file in enumerate(files):
            path = self._workplace.write(batch, str(number), file.content)
            directory, slash, last = self._at(file.name).rpartition("/")
            waiting = f"{directory}{slash}.{last}{TEMPORARY}"
            commands.append(f'put "{path}" "{waiting}"')
            moves.append(f'rename "{waiting}" "{self._at(file.name)}"')
        self._sftp((*commands, *moves))
        for _ in files:
            done()

    def replace(self, file: Upload, tag: str | None) -> str:  # noqa: ARG002  — not compared
        """Replace the manifest; its temporary name is that of this run, as two may write it."""
        path = self._workplace.write(self._workplace.directory("batch"), "file", file.content)
        waiting = self._at(f".{file.name}.{self._workplace.path.name}{TEMPORARY}")
        commands = (f'put "{path}" "{waiting}"', f'rename "{waiting}" "{self._at(file.name)}"')
        if self._sftp(commands, accept=("No such file", "not found")) is None:
            raise Conflict(file.name)
        return ""

    def delete(self, names: Sequence[str]) -> None:
        """Remove files, and the directories that are empty without them."""
        emptied = reversed(directories(names))
        self._sftp(
            (
                *(f'-rm "{self._at(name)}"' for name in names),
                *(f'-rmdir "{self._at(name)}"' for name in emptied),
            )
        )
        for name in sorted(self.existing(names))[:1]:
            said = f"remove {name}: permission denied"
            raise self._workplace.failure(said)

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}" if self._root != "." else name

    def _sftp(self, commands: Iterable[str], accept: Sequence[str] = ()) -> bytes | None:
        given = "".join(f"{command}\n" for command in commands).encode()
        return self._workplace.run(*self._command, given=given, accept=accept)
