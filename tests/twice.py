"""A site that is built with and without a cache, for the same output."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from talkfeed import BuildOptions, CacheDirectory, build
from talkfeed.engine.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talkfeed import Report

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HEAD = """\
feed:
  title: Example talks
  url: https://talks.example/
  authors: [{name: The community}]
  timezone: Europe/Paris
  channels: {speakers: 1, events: 1, tags: 1, years: 1}
  limit: 5
talks:
"""
TALKS = [
    f"  - title: Talk {number}\n    speaker: Speaker {number % 4}\n    event: Event {number % 3}\n"
    f"    date: {number % 27 + 1} May {2010 + number % 8}\n    tags: [t{number % 5}]\n"
    for number in range(20)
]
COMING = "  - title: To come\n    speaker: Ann\n    date: 1 April 2026, 18:30\n    location: Hall\n"


def cache_at(path: Path) -> CacheDirectory:
    """Name a directory for a cache, with a key."""
    return CacheDirectory(path, b"a key that is known to tests")


class Counting(Progress):
    """Counts what each stage does."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.counts: dict[str, int] = {}
        self._stage = ""

    def begin(self, stage: str, total: int = 0) -> None:
        """Count from here."""
        self._stage = stage
        self.counts.setdefault(stage, 0)
        self.total = total

    def step(self, count: int = 1) -> None:
        """Count."""
        self.counts[self._stage] += count


class Site:
    """Talks built twice, with a cache and without; a subclass lays them out in other files."""

    name = "talks.yaml"

    def __init__(
        self, home: Path, head: str = HEAD, talks: Sequence[str] = (*TALKS, COMING)
    ) -> None:
        """Begin with some talks."""
        self.home = home
        self.talks = [*talks]
        self.head = head
        for name in ("cached", "plain"):
            (home / name).mkdir()
        self.write()

    @property
    def source(self) -> Path:
        """Name the talks file that is built with the cache."""
        return self.home / "cached" / self.name

    @property
    def cache(self) -> Path:
        """Name the directory with the cache's two files."""
        (found,) = (self.home / "cache").iterdir()
        return found

    def contents(self) -> dict[str, str]:
        """Lay out the talks: what is in which file."""
        return {"talks.yaml": self.head + "".join(self.talks)}

    def write(self) -> None:
        """Write the files that differ."""
        for place in ("cached", "plain"):
            for name, text in self.contents().items():
                path = self.home / place / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(text)

    def build(self, now: datetime = NOW, **options: Any) -> tuple[Report, dict[str, int]]:
        """Build with the cache, and count the work; the same without it must give the same."""
        progress = Counting()
        settings = BuildOptions(
            cache=cache_at(self.home / "cache"), progress=progress, jobs=options.pop("jobs", 1)
        )
        report = build(
            self.source, self.source.parent / "output", now=now, options=settings, **options
        )
        plain = self.home / "plain" / self.name
        expected = build(plain, plain.parent / "output", now=now, **options)
        assert self.files("cached") == self.files("plain")
        assert (report.changes, report.talks) == (expected.changes, expected.talks)
        assert self._shown(report, "cached") == self._shown(expected, "plain")
        assert [path for path in report.written if path[0] != "/"] == [
            path for path in expected.written if path[0] != "/"
        ]
        assert report.unchanged == expected.unchanged
        return report, progress.counts

    def _shown(self, report: Report, name: str) -> list[str]:
        """Write the notices with their places, as seen from where they were built."""
        return [str(notice).replace(str(self.home / name), "") for notice in report.notices]

    def files(self, name: str) -> dict[str, bytes]:
        """Read all that was written."""
        home = self.home / name
        return {
            str(path.relative_to(home)): path.read_bytes()
            for path in home.rglob("*.*")
            if path.is_file()
        }
