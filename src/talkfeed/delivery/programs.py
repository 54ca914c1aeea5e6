"""A command of git, rsync or sftp → its output, run in a temporary directory."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from talkfeed import files
from talkfeed.delivery.failures import Cause, explain
from talkfeed.delivery.target import Target, failure
from talkfeed.errors import Rejected
from talkfeed.publishing.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.errors import CannotWrite

MISSING = "TF809"
SSH_OPTIONS = ("-oBatchMode=yes", "-oConnectTimeout=15", "-oServerAliveInterval=15")
"""Options of ssh: ask nothing, and notice a host that does not answer."""
SSH_CAUSES = (
    Cause(
        "host identification has changed",
        "the key of the host has changed, or another host answers",
        "ask the host whether its key is new; if it is, remove the old one: ssh-keygen -R HOST",
    ),
    Cause(
        "host key verification failed",
        "the key of the host is not known",
        "connect once with ssh, and compare the fingerprint with what the host publishes",
    ),
    Cause(
        r"permission denied \((publickey|password|keyboard)|too many authentication failures",
        "the host refuses the login",
        "check the user name, and with ssh-add -l that your key is loaded",
    ),
    Cause(
        "could not resolve|connection refused|timed out|unreachable|connection reset"
        "|name or service|temporary failure in name|couldn't connect|failed to connect"
        "|connection closed",
        "the host cannot be reached",
        "check the network, and the name and port of the host",
    ),
    Cause("no space left|quota exceeded|disk full", "the disk there is full", "make room there"),
    Cause(
        "permission denied|read-only file system|operation not permitted",
        "you may not write there",
        "check the permissions of the folder",
    ),
)
"""What ssh and the programs over it say of failures, the more special first."""
_USUAL_HINT = "fix that, and run it again"


class Workplace:
    """A temporary directory at `path`, and programs that run in it."""

    def __init__(
        self, shown: str, environment: Mapping[str, str], known: Sequence[Cause] = SSH_CAUSES
    ) -> None:
        """Take the target's address for messages, and what is known of failures."""
        self._shown, self._environment, self._known = shown, environment, known
        self._open = ExitStack()
        self._disk = Disk()
        self.path = Path()

    def __enter__(self) -> Self:
        """Make the directory."""
        temporary = TemporaryDirectory(prefix="talkfeed-", ignore_cleanup_errors=True)
        self.path = Path(self._open.enter_context(temporary))
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the directory with all that is in it."""
        self._open.close()

    def directory(self, name: str) -> Path:
        """Make a new, empty directory."""
        number = sum(1 for _ in self.path.iterdir())
        path = self.path / f"{name}{number}"
        self._disk.make_directory(str(path))
        return path

    def write(self, directory: Path, name: str, content: bytes) -> Path:
        """Write a file, and the directories it is in."""
        path = directory / name
        for above in reversed(path.relative_to(directory).parents[:-1]):
            if not (directory / above).is_dir():
                self._disk.make_directory(str(directory / above))
        self._disk.write(str(path), (content,))
        return path

    def read(self, path: Path) -> bytes:
        """Read a file that a program left.

        Raises:
            CannotWrite: TF802, it is too large.
        """
        try:
            return files.read(path)
        except files.TooLarge as error:
            raise failure(self._shown, f"{path.name} is too large", "remove it") from error

    def run(
        self,
        *command: str,
        given: bytes = b"",
        more: Mapping[str, str] | None = None,
        accept: Sequence[str] = (),
    ) -> bytes | None:
        """Run a program and return what it prints; `more` are additional variables.

        Return None where it fails with one of the texts in `accept`.

        Raises:
            CannotWrite: TF802, it fails.
            Rejected: TF809, it is not installed.
        """
        environment = {**self._environment, "LC_ALL": "C", **(more or {})}
        try:
            done = subprocess.run(  # noqa: S603  — found on PATH
                command,
                input=given,
                capture_output=True,
                env=environment,
                cwd=self.path,
                check=False,
            )
        except FileNotFoundError as error:
            message = f"publishing to {self._shown} needs the program {command[0]}"
            raise Rejected(MISSING, message, f"install {command[0]}") from error
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode(errors="replace")
        if any(text in said for text in accept):
            return None
        raise self.failure(said)

    def failure(self, said: str) -> CannotWrite:
        """Return the error of what a program says."""
        cause, hint = explain(said, self._known, _USUAL_HINT, self._environment)
        return failure(self._shown, cause, hint)


class ProgramTarget(Target):
    """A target that a program publishes to, with a temporary directory while it does."""

    def __init__(self, shown: str, environment: Mapping[str, str], known: Sequence[Cause]) -> None:
        """Take the target's address for messages, and what is known of failures."""
        self.shown = shown
        self._workplace = Workplace(shown, environment, known)

    def __enter__(self) -> Self:
        """Make the temporary directory."""
        self._workplace.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove it; what was changed stays."""
        self._workplace.__exit__()
