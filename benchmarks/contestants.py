"""Who is measured: how each is given the talks, the command it runs, and where its feeds are.

A contestant is a row of CONTESTANTS. To change what talkfeed is told, change OPTIONS or SETTINGS.
"list" is one feed of all talks, "groups" that and one for each speaker, event and tag.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pelican_content
from inputs import STATES, for_rivals, with_settings

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OPTIONS = ("--now", "2026-06-01T12:00:00Z", "--cache", "cache", "--output", "output")
SETTINGS = {
    "list": "  channels: off\n  formats: [atom, rss, ical]\n",
    "groups": (
        "  channels: {speakers: 1, events: 1, tags: 1, recordings: off}\n  formats: [atom, rss]\n"
    ),
}
"""What rivals make as well; without them talkfeed also makes JSON feeds, pages and embeds."""
RIVALS = ROOT / ".venv-bench"
ELEVENTY = RIVALS / "eleventy" / "node_modules"
PACKAGES = ("feedgen", "icalendar", "lxml", "markdown", "pelican", "PyYAML")
EVENTS = "import sys, yaml; [0 for _ in yaml.parse(open(sys.argv[1], 'rb'), yaml.CSafeLoader)]"
ALWAYS, ONCE = tuple(STATES), ("cold",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A row: `prepare` writes the text of a talks file into a directory in its own way."""

    name: str
    feeds: str
    prepare: Callable[[Path, str], None]
    command: tuple[str, ...]
    output: str = "output"
    forget: tuple[str, ...] = ("output",)
    states: tuple[str, ...] = ALWAYS
    needs: str | None = None
    """A program that must be there; without it the contestant stays away."""

    entries: bool = True
    """Whether its feeds are counted; what is no rival makes none."""

    whole: bool = True
    """Whether the list holds all talks, or its newest 100."""

    @property
    def key(self) -> tuple[str, str]:
        """Name the row."""
        return self.name, self.feeds

    def is_there(self) -> bool:
        """Tell whether it can be run here."""
        return self.needs is None or shutil.which(self.needs) is not None


def write(path: Path, text: str) -> None:
    """Write a file, unless it stands there with this text: what is unchanged keeps its time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def _for_talkfeed(feeds: str, place: Path, text: str) -> None:
    write(place / "talks.yaml", with_settings(text, SETTINGS[feeds]))


def _for_script(place: Path, text: str) -> None:
    write(place / "talks.yaml", for_rivals(text))


def _for_hugo(params: str, place: Path, text: str) -> None:
    write(place / "data" / "talks.yaml", for_rivals(text))
    for path in sorted((HERE / "hugo" / "layouts").rglob("*.*")):
        write(place / path.relative_to(HERE / "hugo"), path.read_text(encoding="utf-8"))
    config = (HERE / "hugo" / "config.yaml").read_text(encoding="utf-8")
    write(place / "config.yaml", f"{config}params: {{{params}}}\n")


def _for_pelican(place: Path, text: str) -> None:
    settings = (HERE / "pelican" / "pelicanconf.py").read_text(encoding="utf-8")
    write(place / "pelicanconf.py", settings)
    for name, content in pelican_content.articles(for_rivals(text)):
        write(place / "content" / name, content)


def _sizes_of_talkfeed(feeds: str, place: Path, _: str) -> None:
    output = place.parent / f"talkfeed-{feeds}" / "output"
    files = sorted(path for path in output.rglob("*") if path.is_file())
    lines = (f"{path.stat().st_size} {path.relative_to(output)}\n" for path in files)
    write(place / "sizes", "".join(lines))


def _talkfeed(feeds: str) -> Contestant:
    return Contestant(
        name="talkfeed",
        feeds=feeds,
        prepare=partial(_for_talkfeed, feeds),
        command=(sys.executable, "-m", "talkfeed", "build", "talks.yaml", *OPTIONS),
        forget=("output", "cache", "talks.lock"),
    )


def _hugo(name: str, feeds: str, *, groups: bool, calendar: bool) -> Contestant:
    flags = f"groups: {groups}, ics: {calendar}".lower()
    return Contestant(
        name=name,
        feeds=feeds,
        prepare=partial(_for_hugo, f'limit: 100, now: "2026-06-01T12:00:00Z", {flags}'),
        command=("hugo", "--quiet", "--noTimes", "--destination", "output"),
        forget=("output", "resources"),
        states=ALWAYS[:2],
        needs="hugo",
    )


def _script(feeds: str) -> Contestant:
    return Contestant(
        name="script",
        feeds=feeds,
        prepare=_for_script,
        command=(
            *(str(RIVALS / "bin" / "python"), str(HERE / "naive.py")),
            *("talks.yaml", "output", feeds),
        ),
        states=ONCE,
        needs=str(RIVALS / "bin" / "python"),
    )


def _for_eleventy(place: Path, text: str) -> None:
    write(place / "talks.yaml", for_rivals(text))
    for path in sorted((HERE / "eleventy").rglob("*.cjs")):
        write(place / path.relative_to(HERE / "eleventy"), path.read_text(encoding="utf-8"))


def _eleventy(feeds: str) -> Contestant:
    return Contestant(
        name="eleventy",
        feeds=feeds,
        prepare=_for_eleventy,
        command=(
            *("env", f"NODE_PATH={ELEVENTY}", "NODE_OPTIONS=--max-old-space-size=8192"),
            *(f"FEEDS={feeds}", str(ELEVENTY / ".bin" / "eleventy"), "--quiet"),
        ),
        states=ONCE,
        needs=str(ELEVENTY / ".bin" / "eleventy"),
    )


def _floor_of_writing(feeds: str) -> Contestant:
    return Contestant(
        name="floor: writing",
        feeds=feeds,
        prepare=partial(_sizes_of_talkfeed, feeds),
        command=(sys.executable, str(HERE / "floor.py"), "sizes", "output"),
        states=ONCE,
        entries=False,
    )


CONTESTANTS = (
    _talkfeed("list"),
    _hugo("hugo", "list", groups=False, calendar=False),
    _hugo("hugo + ics", "list", groups=False, calendar=True),
    _script("list"),
    _eleventy("list"),
    Contestant(
        name="floor: libyaml events",
        feeds="list",
        prepare=_for_script,
        command=(sys.executable, "-c", EVENTS, "talks.yaml"),
        states=ONCE,
        entries=False,
    ),
    _floor_of_writing("list"),
    _talkfeed("groups"),
    _hugo("hugo", "groups", groups=True, calendar=False),
    _script("groups"),
    _eleventy("groups"),
    Contestant(
        name="pelican",
        feeds="groups",
        prepare=_for_pelican,
        command=(str(RIVALS / "bin" / "pelican"), "-q", "-s", "pelicanconf.py", "-o", "output"),
        forget=("output", "cache", "content"),
        needs=str(RIVALS / "bin" / "pelican"),
        whole=False,
    ),
    _floor_of_writing("groups"),
)
