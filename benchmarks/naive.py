"""A talks file → feeds and a calendar, by the simplest script with PyYAML, feedgen and icalendar.

    python naive.py talks.yaml DIRECTORY [groups]

It uses each library as its documentation shows, neither slower on purpose nor optimised.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from feedgen.feed import FeedGenerator
from icalendar import Calendar, Event

SITE = "https://talks.example/"
Talk = dict[str, Any]


def names(value: Any) -> list[str]:  # noqa: ANN401 — any YAML value
    """List the names in a string, a mapping, or a list of these."""
    items = value if isinstance(value, list) else [value] if value else []
    return [str(one["name"] if isinstance(one, dict) else one) for one in items]


def moment(talk: Talk) -> datetime:
    """Return the start of a talk, from YAML's date, timestamp or string."""
    found = talk["date"]
    if isinstance(found, str):
        found = datetime.fromisoformat(found)
    if not isinstance(found, datetime):
        found = datetime.combine(found, time(10))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def write_feed(stem: Path, title: str, talks: list[Talk]) -> None:
    """Write talks as Atom and as RSS."""
    feed = FeedGenerator()
    feed.id(f"{SITE}{stem.name}.atom")
    feed.title(title)
    feed.description(title)
    feed.link(href=SITE)
    feed.updated(moment(talks[0]))
    for talk in talks:
        entry = feed.add_entry(order="append")
        entry.id(talk["url"])
        entry.link(href=talk["url"])
        entry.title(str(talk["title"]))
        entry.published(moment(talk))
        entry.updated(moment(talk))
        entry.author([{"name": name} for name in names(talk.get("speakers"))] or {"name": "Talks"})
        entry.category([{"term": tag} for tag in names(talk.get("tags"))])
        entry.content(str(talk.get("abstract") or ""), type="html")
    stem.parent.mkdir(parents=True, exist_ok=True)
    feed.atom_file(f"{stem}.atom")
    feed.rss_file(f"{stem}.rss")


def write_calendar(path: Path, talks: list[Talk]) -> None:
    """Write talks as a calendar."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//naive//talks//EN")
    for talk in talks:
        event = Event()
        event.add("uid", talk["url"])
        event.add("dtstamp", moment(talk))
        event.add("dtstart", date.fromordinal(moment(talk).toordinal()))
        event.add("summary", str(talk["title"]))
        event.add("description", str(talk.get("abstract") or ""))
        calendar.add_component(event)
    path.write_bytes(calendar.to_ical())


def main() -> None:
    """Read the talks; write the feeds, the calendar and, with the argument "groups", the groups."""
    output = Path(sys.argv[2])
    data = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    talks = sorted(data["talks"], key=moment, reverse=True)
    groups: dict[str, list[Talk]] = defaultdict(list)
    for rank, talk in enumerate(talks):
        talk["url"] = f"{SITE}talks/{rank}"
        talk["speakers"] = talk.get("speakers") or talk.get("speaker")
        for kind in ("speakers", "tags", "event"):
            for name in names(talk.get(kind)):
                slug = "".join(c if c.isalnum() else "-" for c in name.casefold())
                groups[f"{kind}/{slug}"].append(talk)
    write_feed(output / "talks", "Talks", talks)
    write_calendar(output / "talks.ics", talks)
    for name, group in groups.items() if "groups" in sys.argv else ():
        write_feed(output / name, name, group[:100])


if __name__ == "__main__":
    main()
