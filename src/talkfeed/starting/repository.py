"""A directory → the git repository that it is in: root, branch and the address of the remote."""

from __future__ import annotations

import subprocess
from pathlib import Path

from talkfeed import files
from talkfeed.named_tuple import NamedTuple

BRANCH = "main"
_DOMAIN_PLACES = ("", "docs", "public", "static", "source", "src")


class Repository(NamedTuple):
    """A repository: its root, the branch that is published, and the address of its remote."""

    root: Path
    branch: str = BRANCH
    remote: str = ""


def find_repository(directory: Path) -> Repository | None:
    """Find the repository that an existing directory is in, None if there is none, or no git."""
    root = _git(directory, "rev-parse", "--show-toplevel")
    if not root:
        return None
    names = _git(directory, "remote").splitlines()
    name = "origin" if "origin" in names or not names else names[0]
    published = _git(directory, "symbolic-ref", "--short", f"refs/remotes/{name}/HEAD")
    branch = published.removeprefix(f"{name}/") or _git(
        directory, "symbolic-ref", "--short", "HEAD"
    )
    remote = _git(directory, "remote", "get-url", name) if names else ""
    return Repository(Path(root), branch or BRANCH, remote)


def find_domain(root: Path, name: str) -> str:
    """Return the domain in the file that a host looks for, such as CNAME; empty without one."""
    for place in _DOMAIN_PLACES:
        path = root / place / name
        if name and path.is_file():
            lines = files.read(path, 4096).decode(errors="replace").split()
            return lines[0] if lines else ""
    return ""


def _git(directory: Path, *arguments: str) -> str:
    """Return what git prints; nothing where it fails or is not installed."""
    try:
        run = subprocess.run(  # noqa: S603  — fixed arguments
            ["git", "-C", str(directory), *arguments],  # noqa: S607  — whichever git is on PATH
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return ""
    return run.stdout.decode(errors="surrogateescape").strip() if not run.returncode else ""
