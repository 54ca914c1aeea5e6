"""A branch of a git repository as a target: one commit for each publication.

The commit is made by git-fast-import and pushed on condition that the branch is as it was read. It
keeps all files of the branch that are not ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from talkfeed.delivery.failures import Cause
from talkfeed.delivery.programs import SSH_CAUSES, SSH_OPTIONS, ProgramTarget
from talkfeed.delivery.target import Conflict, Guard, Stored, Upload, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from talkfeed.text import Destination

BASE, NEXT = "refs/talkfeed/base", "refs/talkfeed/next"
NOBODY = ("-c", "user.name=talkfeed", "-c", "user.email=talkfeed@localhost")
"""Who commits where git has no name and address of the user."""
_LOST = ("stale info", "[rejected]", "fetch first", "cannot lock ref")
_CAUSES = (
    Cause(
        "authentication failed|could not read username|terminal prompts disabled|403",
        "the host refuses the login",
        "set up a credential helper of git, or use git+ssh://; see gitcredentials(7)",
    ),
    Cause(
        "certificate",
        "the certificate of the host is not trusted",
        "correct the address, or set http.sslCAInfo in git's settings",
    ),
    Cause(
        "not found|does not appear to be a git repository|does not exist",
        "there is no such repository",
        "create it, or correct the address",
    ),
    Cause(
        "declined|protected",
        "the host refuses the push",
        "allow pushes to this branch in the settings of the repository",
    ),
    *SSH_CAUSES,
)


class GitTarget(ProgramTarget):
    """The root of a branch."""

    batch = 1000
    is_atomic = True

    def __init__(self, destination: Destination, environment: Mapping[str, str]) -> None:
        """Take the address of the repository and the branch."""
        super().__init__(destination.text, environment, _CAUSES)
        self._url = destination.text.partition("#")[0].removeprefix("git+")
        self._branch = f"refs/heads/{destination.branch}"
        self._more = {"GIT_TERMINAL_PROMPT": "0"}
        if not environment.get("GIT_SSH_COMMAND") and not environment.get("GIT_SSH"):
            self._more["GIT_SSH_COMMAND"] = " ".join(("ssh", *SSH_OPTIONS))
        self._base = ""
        self._changes: list[bytes] = []

    def __enter__(self) -> Self:
        """Make a temporary directory for a repository."""
        self._base, self._changes = "", []
        return super().__enter__()

    def _fetch(self) -> None:
        """Fetch the last commit of the branch, if there is one."""
        self._git("init", "--quiet", "--bare", ".")
        self._git("check-ref-format", self._branch)
        listed = self._git("ls-remote", self._url, self._branch) or b""
        self._base = listed.decode().partition("\t")[0]
        if self._base:
            self._git("fetch", "--quiet", "--depth=1", self._url, f"+{self._branch}:{BASE}")
            self._base = (self._git("rev-parse", BASE) or b"").decode().strip()

    def guard(self) -> Guard:
        """Rely on the push, which fails if the branch has moved."""
        return Guard.COMMIT

    def read(self, name: str) -> Stored | None:
        """Read a file of the last commit, which is fetched first."""
        self._fetch()
        if name not in self.existing([name]):
            return None
        return Stored(self._git("cat-file", "blob", f"{BASE}:{name}") or b"", self._base)

    def existing(self, names: Sequence[str]) -> set[str]:
        """List the files of the last commit; one may be where we need a directory."""
        if not self._base:
            return set()
        listed = self._git("ls-tree", "-r", "-z", "--name-only", BASE) or b""
        return taken(names, set(listed.decode(errors="replace").split("\0")[:-1]))

    def put(self, files: Sequence[Upload], done: Callable[[], None]) -> None:
        """Keep the files for the commit."""
        for file in files:
            head = f"M 100644 inline {file.name}\ndata {len(file.content)}\n".encode()
            self._changes += (head, file.content, b"\n")
            done()

    def delete(self, names: Sequence[str]) -> None:
        """Leave the files out of the commit."""
        self._changes += (f"D {name}\n".encode() for name in names)

    def finish(self, message: str) -> None:
        """Commit and push."""
        who = self._git("var", "GIT_COMMITTER_IDENT", accept=("identity", "ident", "name", "email"))
        who = who or self._git(*NOBODY, "var", "GIT_COMMITTER_IDENT") or b""
        parent = f"from {self._base}\n" if self._base else ""
        head = f"data {len(message.encode())}\n{message}\n{parent}".encode()
        start = f"commit {NEXT}\ncommitter ".encode()
        stream = b"".join((start, who.strip(), b"\n", head, *self._changes))
        self._git("fast-import", "--quiet", given=stream)
        lease = f"--force-with-lease={self._branch}:{self._base}"
        target = f"{NEXT}:{self._branch}"
        if self._git("push", "--quiet", lease, self._url, target, accept=_LOST) is None:
            raise Conflict(self._branch)

    def _git(self, *arguments: str, given: bytes = b"", accept: Sequence[str] = ()) -> bytes | None:
        return self._workplace.run("git", *arguments, given=given, more=self._more, accept=accept)
