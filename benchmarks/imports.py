"""Measure `talkfeed import`: 1,000 sessions of a conference, and pages of 0.25 and 1 MB.

    make bench                    after the builds
    python benchmarks/imports.py  alone

Each import begins without a talks file. A page of four times the size must take about four times
as long: the last column is the growth between both.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import measure

if TYPE_CHECKING:
    from collections.abc import Callable

SESSIONS = 1_000
SIZES = (250_000, 1_000_000)
"""The sizes of pages, in bytes."""
FIRST = date(1990, 1, 1)


class Layout(NamedTuple):
    """A layout of a page: the suffix of its name, its start, one talk, and its end."""

    name: str
    suffix: str
    start: str
    talk: Callable[[int], str]
    end: str = ""


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _row(number: int) -> str:
    return (
        f"<tr><td>{_day(number)}</td><td>Ann Example {number}</td>"
        f"<td>Feeds that last {number} years</td>"
        f'<td><a href="s/{number}.pdf">slides</a></td></tr>\n'
    )


def _card(number: int) -> str:
    return (
        f'<div class="card"><h3>Feeds that last {number} years</h3><p>{_day(number):%d %b %Y},'
        f" Town{number % 97} Conference</p><p>Ann Example</p>"
        f'<a href="s/{number}.pdf">slides</a></div>\n'
    )


def _item(number: int) -> str:
    return (
        f"- {_day(number):%d %B %Y}: **Feeds that last {number} years**,"
        f" Town{number % 97} Conference ([slides](s/{number}.pdf))\n"
    )


LAYOUTS = (
    Layout(
        "table",
        "html",
        "<table><tr><th>Date</th><th>Speaker</th><th>Title</th><th>Files</th></tr>",
        _row,
        "</table>",
    ),
    Layout("cards", "html", "<h1>Talks</h1>", _card),
    Layout("list", "md", "# Talks\n\n", _item),
)


def page(layout: Layout, size: int) -> str:
    """Return a page of about a size."""
    talks: list[str] = []
    length = number = 0
    while length < size:
        talks.append(layout.talk(number))
        length += len(talks[-1])
        number += 1
    body = "".join([layout.start, *talks, layout.end])
    return f"<!doctype html><html><body>{body}</body></html>" if layout.suffix == "html" else body


def sessions(count: int) -> str:
    """Return sessions as Sessionize gives them."""
    listed = [
        {
            "id": str(number),
            "title": f"Feeds that last {number} years",
            "startsAt": f"{_day(number)}T10:00:00",
            "endsAt": f"{_day(number)}T10:45:00",
            "isServiceSession": False,
            "speakers": [{"id": str(number % 300), "name": f"Ann Example {number % 300}"}],
            "room": "Hall 1",
        }
        for number in range(count)
    ]
    return json.dumps([{"groupName": "All", "sessions": listed}])


def cost(name: str, text: str) -> tuple[float, float, float]:
    """Import a source in an empty directory; return CPU and wall seconds, and MiB."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / name).write_text(text)
        program = Path(sys.executable).with_name("talkfeed")
        options = ("--yes", "--timezone", "Europe/Paris")
        return tuple(measure((str(program), "import", name, *options), Path(place)))


def main() -> int:
    """Print a table."""
    row = "{:28}{:>8}{:>8}{:>8}{:>9}\n".format
    write = sys.stdout.write
    write(row("import of", "CPU s", "wall s", "MiB", "growth"))
    cpu, wall, memory = cost("sessions.json", sessions(SESSIONS))
    write(row(f"{SESSIONS:,} sessions", f"{cpu:.1f}", f"{wall:.1f}", f"{memory:.0f}", ""))
    for layout in LAYOUTS:
        before = 0.0
        for size in SIZES:
            text = page(layout, size)
            cpu, wall, memory = cost(f"page.{layout.suffix}", text)
            growth = f"{cpu / before:.1f}" if before else ""
            what = f"a page of {size / 1e6:.2f} MB, {layout.name}"
            write(row(what, f"{cpu:.1f}", f"{wall:.1f}", f"{memory:.0f}", growth))
            before = cpu
    return 0


if __name__ == "__main__":
    sys.exit(main())
