"""Install each archive of a directory in an environment of its own, and begin a site with it.

`make dist` runs it, and the release workflow on every supported Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

SITE = "site/talks.yaml"
COMMANDS = (
    ("init", "site", "--yes"),
    ("check", SITE),
    ("build", SITE),
    ("completion", "bash"),
)
WRITTEN = ("talks.lock", "output/index.html", "output/talks.atom", "output/talks.ics")


def main(arguments: list[str]) -> int:
    """Try all archives; the first failure ends it."""
    (directory,) = arguments
    archives = sorted((*Path(directory).glob("*.whl"), *Path(directory).glob("*.tar.gz")))
    suffixes = {archive.suffix for archive in archives}
    if len(archives) != 2 or suffixes != {".whl", ".gz"}:  # noqa: PLR2004  — one of each
        sys.exit(f"check_dist: {directory} does not hold one wheel and one source archive")
    for archive in archives:
        with tempfile.TemporaryDirectory() as place:
            version = try_out(archive.resolve(), Path(place))
        sys.stdout.write(f"{archive.name}: {version} works on Python {sys.version.split()[0]}\n")
    return 0


def try_out(archive: Path, place: Path) -> str:
    """Install an archive and run commands of a new user; return the version it prints."""
    venv.create(place / "venv", symlinks=os.name != "nt")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "--python", str(place / "venv"), "install", "--quiet", str(archive), place=place)
    program = str(place / "venv" / ("Scripts" if os.name == "nt" else "bin") / "talkfeed")
    version = run(program, "--version", place=place).split()[-1]
    if f"-{version}" not in archive.name:
        sys.exit(f"check_dist: {archive.name} installs version {version}")
    for command in COMMANDS:
        run(program, *command, place=place)
    missing = [name for name in WRITTEN if not (place / "site" / name).is_file()]
    if missing:
        sys.exit(f"check_dist: {archive.name} does not write {', '.join(missing)}")
    return version


def run(*command: str, place: Path) -> str:
    """Run a command in a directory, and return what it prints."""
    done = subprocess.run(command, cwd=place, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
