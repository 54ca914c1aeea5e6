"""Prepare a release: set the version, date the changelog, rebuild what names it, commit, and tag.

`make release VERSION=1.2.3` runs it. Nothing is pushed: the command for that is printed, and the
pushed tag starts `.github/workflows/release.yml`. `--notes 1.2.3` prints a version's changelog.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHANGELOG = ROOT / "CHANGELOG.md"
SOURCE = ROOT / "src" / "talkfeed" / "version.py"
NAMING = ("docs/recipes.md", "docs/recipes/import-talks.yml")
"""Files that name the version for people to copy."""
REBUILDING = (
    ("tools/compile_templates.py",),
    ("tools/compile_shapes.py",),
    ("-m", "talkfeed", "build", "talks.yaml", "--output", "output", "--cache", "off"),
)
"""What rebuilds the files that hold the version, as arguments of Python."""
NEXT = "## [Unreleased]\n\nIds and timestamps: unchanged.\n\n"
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_ASSIGNED = re.compile(r'^VERSION = "(.+)"$', re.MULTILINE)


def main(arguments: list[str]) -> int:
    """Release a version, or print its notes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="the version, e.g. 1.2.3")
    parser.add_argument("--notes", action="store_true", help="print the changelog of the version")
    given = parser.parse_args(arguments)
    changelog = CHANGELOG.read_text(encoding="utf-8")
    if given.notes:
        require(given.version == current(), f"this is version {current()}")
        sys.stdout.write(section(changelog, given.version))
        return 0
    check(given.version, changelog)
    write(given.version, changelog, datetime.now(UTC).strftime("%Y-%m-%d"))
    git("commit", "--quiet", "--all", "--message", f"Release {given.version}")
    git("tag", "--annotate", f"v{given.version}", "--message", f"talkfeed {given.version}")
    sys.stdout.write(f"Now: git push --atomic origin HEAD v{given.version}\n")
    return 0


def check(version: str, changelog: str) -> None:
    """Stop unless the version can be released from here."""
    require(_VERSION.fullmatch(version), f"'{version}' is not a version such as 1.2.3")
    tags = git("tag", "--list", "v*").split()
    released = [tag[1:] for tag in tags if _VERSION.fullmatch(tag[1:])]
    for older in (*released, current()):
        is_later = numbers(version) > numbers(older)
        require(is_later or (version == older and older not in released), f"{older} is not older")
    require(not git("status", "--porcelain"), "there are changes that are not committed")
    require("\n- " in section(changelog, "Unreleased"), "the changelog has nothing to release")


def write(version: str, changelog: str, day: str) -> None:
    """Set the version in each file that holds it."""
    former = current()
    source = SOURCE.read_text(encoding="utf-8")
    SOURCE.write_text(_ASSIGNED.sub(f'VERSION = "{version}"', source), encoding="utf-8")
    dated = changelog.replace("## [Unreleased]\n\n", f"{NEXT}## [{version}] - {day}\n\n", 1)
    CHANGELOG.write_text(dated, encoding="utf-8")
    for name in NAMING:
        text = (ROOT / name).read_text(encoding="utf-8")
        (ROOT / name).write_text(text.replace(former, version), encoding="utf-8")
    for command in REBUILDING:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)  # noqa: S603


def current() -> str:
    """Return the version in the source."""
    return str(_ASSIGNED.findall(SOURCE.read_text(encoding="utf-8"))[0])


def numbers(version: str) -> tuple[int, ...]:
    """Split a version into its numbers."""
    return tuple(map(int, version.split(".")))


def section(changelog: str, name: str) -> str:
    """Return the text below a heading of the changelog."""
    _, heading, rest = changelog.partition(f"## [{name}]")
    require(heading, f"the changelog has no section [{name}]")
    return rest.partition("\n")[2].partition("\n## [")[0].strip() + "\n"


def require(condition: object, message: str) -> None:
    """Stop with a message unless a condition holds."""
    if not condition:
        sys.exit(f"release: {message}")


def git(*arguments: str) -> str:
    """Run git in the repository; return what it prints."""
    command = ["git", "-C", str(ROOT), *arguments]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return run.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
