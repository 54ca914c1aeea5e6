"""A club's talks, for sites that other generators build: a talks file at a fixed time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = 1_800_000_000  # 15 January 2027
TALKS = """\
feed:
  title: Club talks
  url: https://club.example/talks/
  authors: [{name: The club}]
talks:
  - {title: Next & last, speaker: Bob, event: NewConf, date: 1 April 2027, tags: [OCaml]}
  - {title: Next, speaker: Bob, date: 1 March 2027}
  - {title: Older, speaker: Ann, event: OldConf, date: 3 Oct 2014}
  - {title: Old, speaker: Ann, event: OldConf, date: 3 Oct 2015, tags: [OCaml]}
  - {title: Someday, date: TBA}
"""
WRONG = "  - {title: Wrong, date: 31 June 2015}\n"
MESSAGE = (
    'TF203 there is no day 31 in 2015-06\n    that month has the days 1 to 30, e.g. "2015-06-30"'
)


def write_talks(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the talks file into the current directory."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    talks = home / "talks.yaml"
    talks.write_text(TALKS, encoding="utf-8")
    return talks


def add(talks: Path, line: str) -> None:
    """Add a talk to a talks file."""
    talks.write_text(talks.read_text(encoding="utf-8") + line, encoding="utf-8")
