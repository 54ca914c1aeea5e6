"""The term of a seminar in a feed reader."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from reader import make_reader

from talkfeed import build

if TYPE_CHECKING:
    from pathlib import Path

TERM = """
feed: {{title: T, url: "https://talks.example/", timezone: Europe/Paris}}
series: [{{name: Logic, every: "Wednesday 16:00-17:00", from: 7 Oct 2026, to: 4 Nov 2026{change}}}]
talks: {talks}
"""
CUT = "{title: Cut, speaker: Ann, series: Logic, date: 14 Oct 2026}"
RENAMED = CUT.replace("Cut,", "Cut elimination,")
GAMES = "{title: Games, speaker: Ben, series: Logic, date: 21 Oct 2026}"
SWAPPED = (RENAMED.replace("14 Oct", "21 Oct"), GAMES.replace("21 Oct", "14 Oct"))
MOVED = ", changes: {21 Oct 2026: {date: 22 Oct 2026 10:00-11:00, location: Room 7}}"
STRIKE = ", changes: {21 Oct 2026: {status: cancelled, reason: Strike}}"
STEPS = (
    ((), ""),
    ((CUT,), ""),
    ((CUT, GAMES), ""),
    ((RENAMED, GAMES), ""),
    (SWAPPED, ""),
    (SWAPPED, MOVED),
    (SWAPPED, STRIKE),
    (SWAPPED, STRIKE),
)
"""Talks and changes of slots by week: announced, renamed, swapped, moved, cancelled."""
SEPTEMBER = datetime(2026, 9, 1, tzinfo=UTC)


def _build(home: Path, step: int) -> None:
    """Build the term as it is after some steps."""
    talks, change = STEPS[step]
    text = TERM.format(talks=f"[{', '.join(talks)}]", change=change)
    (home / "talks.yaml").write_text(text, encoding="utf-8")
    build(home / "talks.yaml", home / "built", now=SEPTEMBER + timedelta(weeks=step))


@pytest.mark.parametrize("name", ["talks.atom", "talks.rss", "series/logic.atom", "upcoming.rss"])
def test_a_reader_hears_of_each_talk_once(tmp_path: Path, name: str) -> None:
    """Empty slots are not announced; a talk keeps its entry through all changes of its slot."""
    with closing(make_reader(":memory:", feed_root=str(tmp_path / "built"))) as library:
        _build(tmp_path, 0)
        library.add_feed(name)
        seen: dict[str, str] = {}
        for step, (talks, _) in enumerate(STEPS):
            _build(tmp_path, step)
            library.update_feed(name)
            found = {entry.id: entry.title for entry in library.get_entries()}
            assert len(found) == len(talks)
            assert seen.keys() <= found.keys()
            seen = found
    (cut,) = (title for key, title in seen.items() if key.endswith("/cut"))
    assert cut.startswith("Cancelled: Cut elimination - Ann at Logic")
