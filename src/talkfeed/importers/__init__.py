"""Where talks come from: one module for each kind of source.

`yamlfile` reads talks.yaml itself. The others read what communities already have, each with
`recognise(material) -> float`, how much from 0 to 1 a material looks like its kind, and
`read(material, wishes) -> Harvest`. A source reads text with its place and guesses nothing: types
and defaults are the schema's. A new kind is one module and one row here, or an entry point of
another distribution in the group `talkfeed.sources` that names a `Source`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Source(NamedTuple):
    """A kind of source: its name on the command line, what it reads, and its module."""

    name: str
    summary: str
    module: str


_ROWS = (
    Source("page", "a talks page in HTML or Markdown", "talkfeed.importers.page.reader"),
    Source("text", "a talks page as plain text", "talkfeed.importers.page.plaintext"),
    Source("list", "a list of talks in YAML, JSON or TOML", "talkfeed.importers.records.talklist"),
    Source(
        "frontmatter",
        "a folder of pages with front matter",
        "talkfeed.importers.records.frontmatter",
    ),
    Source("pyvideo", "pyvideo JSON, a file or a folder", "talkfeed.importers.schedules.pyvideo"),
    Source(
        "frab", "the schedule.xml of frab, pentabarf, pretalx", "talkfeed.importers.schedules.frab"
    ),
    Source(
        "pretalx", "the schedule.json of pretalx or frab", "talkfeed.importers.schedules.pretalx"
    ),
    Source("sessionize", "the JSON of Sessionize", "talkfeed.importers.schedules.sessionize"),
    Source("indico", "the JSON export of Indico", "talkfeed.importers.schedules.indico"),
    Source("confs.tech", "the JSON of confs.tech", "talkfeed.importers.schedules.confstech"),
    Source("csv", "a table with a line of heads", "talkfeed.importers.records.csvtable"),
    Source("ical", "a calendar (iCalendar)", "talkfeed.importers.schedules.calendar"),
    Source("feed", "an RSS, Atom or JSON feed", "talkfeed.importers.feeds.webfeed"),
    Source(
        "youtube", "the feed of a YouTube channel or playlist", "talkfeed.importers.feeds.youtube"
    ),
)
GROUP = "talkfeed.sources"


@cache
def sources() -> dict[str, Source]:
    """List every kind of source by name: our own, and those that other distributions register."""
    from importlib.metadata import entry_points  # noqa: PLC0415  — no build asks for them

    found = (point.load() for point in entry_points(group=GROUP))
    return {row.name: row for row in (*_ROWS, *found)}
