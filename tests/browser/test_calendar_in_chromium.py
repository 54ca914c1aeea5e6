"""upcoming.ics in a calendar on a web page: FullCalendar and its iCalendar plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.feeds import busy
from browser.pages import CLIENTS, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.chromium import Visit

pytestmark = pytest.mark.client(
    "chromium",
    "npm:@fullcalendar/core",
    "npm:@fullcalendar/daygrid",
    "npm:@fullcalendar/icalendar",
    "npm:ical.js-1",
)
SCRIPTS = {
    "ical.js": "ical.js-1/build/ical.min.js",
    "core.js": "@fullcalendar/core/index.global.min.js",
    "daygrid.js": "@fullcalendar/daygrid/index.global.min.js",
    "icalendar.js": "@fullcalendar/icalendar/index.global.min.js",
}
HOST = f"""<!doctype html><meta charset="utf-8"><title>x</title><div id="calendar"></div>
{"".join(f'<script src="{name}"></script>' for name in SCRIPTS)}
<script>
window.shown = new Promise((done) => {{
  const options = {{
    initialView: "two",
    views: {{two: {{type: "dayGrid", duration: {{months: 2}}}}}},
    initialDate: "2026-12-01",
    events: {{url: "upcoming.ics", format: "ics"}},
    eventsSet: (events) => events.length && done(events.map((event) => (
      [event.title, event.startStr, event.endStr, event.allDay]))),
  }};
  new FullCalendar.Calendar(document.querySelector("#calendar"), options).render();
}});
</script>"""


@pytest.mark.parametrize(
    ("zone", "start", "end"),
    [
        ("Europe/Oslo", "2026-12-03T18:30:00+01:00", "2026-12-03T20:00:00+01:00"),
        ("America/New_York", "2026-12-03T12:30:00-05:00", "2026-12-03T14:00:00-05:00"),
    ],
)
def test_talks_stand_at_the_right_times(
    visit: Callable[..., Visit], zone: str, start: str, end: str
) -> None:
    """Times in the visitor's zone, days as days, a range up to and with its last day."""
    scripts = {name: (CLIENTS / path).read_bytes() for name, path in SCRIPTS.items()}
    seen = visit({**pages(busy()), **scripts, "host.html": HOST}, "host.html", timezone_id=zone)
    shown = {title: rest for title, *rest in seen.page.evaluate("window.shown")}
    timed = next(rest for title, rest in shown.items() if "Small builds" in title)
    assert timed == [start, end, False]
    days = next(rest for title, rest in shown.items() if "Winter school" in title)
    assert days == ["2027-01-14", "2027-01-17", True]
    assert seen.page.locator(".fc-event").count() >= len(shown)
