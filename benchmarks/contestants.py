"""The contestants: the preparation of their input, and their commands.

"site" is talkfeed's default output, "feeds" only Atom and RSS, of all talks and of each speaker,
event and tag.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import hugo_content
from inputs import EDITS, with_days, with_settings

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OPTIONS = ("--now", "2026-06-01T12:00:00Z", "--cache", "cache", "--output", "output")
SETTINGS = {
    "site": "",
    "feeds": (
        "  channels: {speakers: 1, events: 1, tags: 1, recordings: off}\n  formats: [atom, rss]\n"
    ),
}
"""The settings of the talks file, by output."""
RIVALS = ROOT / ".venv-bench"
PYTHON = str(RIVALS / "bin" / "python")
PACKAGES = ("feedgen", "hugo", "icalendar", "lxml", "PyYAML")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A program and an output; `prepare` writes its input for the text of a talks file."""

    name: str
    output: str
    """"site" or "feeds"."""

    prepare: Callable[[Path, str], None]
    command: tuple[str, ...]
    edits: tuple[str, ...] = tuple(EDITS)
    """The edits after which it is measured; few for a program that always builds everything."""

    @property
    def key(self) -> tuple[str, str]:
        """Return the identity of the row."""
        return self.name, self.output

    def is_installed(self) -> bool:
        """Return whether its command exists."""
        return shutil.which(self.command[0]) is not None


def write(path: Path, text: str) -> None:
    """Write a file, unless it has this text already: an unchanged file keeps its time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def _for_talkfeed(output: str, place: Path, text: str) -> None:
    write(place / "talks.yaml", with_settings(text, SETTINGS[output]))


def _for_script(place: Path, text: str) -> None:
    write(place / "talks.yaml", with_days(text))


def _for_hugo(output: str, place: Path, text: str) -> None:
    for path in sorted(path for path in (HERE / "hugo" / output).rglob("*.*") if path.is_file()):
        write(place / path.relative_to(HERE / "hugo" / output), path.read_text(encoding="utf-8"))
    if output == "feeds":
        write(place / "data" / "talks.json", hugo_content.data(with_days(text)))
        return
    pages = dict(hugo_content.pages(with_days(text)))
    for name, content in pages.items():
        write(place / "content" / "talks" / name, content)
    for path in (place / "content" / "talks").glob("*.md"):
        if path.name not in pages:
            path.unlink()


def _talkfeed(output: str) -> Contestant:
    return Contestant(
        name="talkfeed",
        output=output,
        prepare=partial(_for_talkfeed, output),
        command=(sys.executable, "-m", "talkfeed", "build", "talks.yaml", *OPTIONS),
    )


def _hugo(name: str, program: str, output: str) -> Contestant:
    return Contestant(
        name=name,
        output=output,
        prepare=partial(_for_hugo, output),
        command=(program, "--quiet", "--noTimes", "--destination", "output"),
        edits=("cold", "another title"),
    )


def _newest_hugo() -> str:
    """Return the path of the binary in the package, whose own command starts Python first."""
    return next(map(str, RIVALS.glob("lib/*/site-packages/hugo/binaries/hugo*")), "hugo.missing")


def contestants() -> tuple[Contestant, ...]:
    """List all contestants; packages must be installed before."""
    newest = _newest_hugo()
    script = Contestant(
        name="script",
        output="feeds",
        prepare=_for_script,
        command=(PYTHON, str(HERE / "naive.py"), "talks.yaml", "output", "groups"),
        edits=("cold",),
    )
    rows = [
        (_talkfeed(output), _hugo("hugo", newest, output), _hugo("old hugo", "hugo", output))
        for output in SETTINGS
    ]
    return (*chain.from_iterable(rows), script)
