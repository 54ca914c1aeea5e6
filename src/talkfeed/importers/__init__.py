"""Registry of importers: one row for each kind of source that `talkfeed import` reads.

An importer is a module with `recognise(source) -> float`, its score from 0 to 1 for how likely a
source is of its kind, and `read(source, options) -> ImportResult` (`Reader`). It
returns the words of the source and never guesses. To add a kind, write one module and add one row
here, or register a `Source` in the entry-point group `talkfeed.sources` of another distribution.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput


class Reader(Protocol):
    """A module that reads one kind of source."""

    def recognise(self, source: SourceInput) -> float:
        """Return a score from 0 to 1 for how likely a source is of this kind; be quick."""

    def read(self, source: SourceInput, options: ImportOptions) -> ImportResult:
        """Read a source. Raise a `Rejected` if it cannot be read at all."""


class Source(NamedTuple):
    """A kind of source: its name on the command line, a summary and its module.

    `has_keys` is True where the source names its fields by keys or columns of its author's own
    choice, which `ImportOptions.mapping` assigns to the fields of talks.
    """

    name: str
    summary: str
    module: str
    has_keys: bool = False

    def load(self) -> Reader:
        """Import the module."""
        return cast("Reader", import_module(self.module))


_ROWS = (
    Source("page", "a talks page in HTML or Markdown", "talkfeed.importers.page.reader"),
    Source("text", "a talks page as plain text", "talkfeed.importers.page.plaintext"),
    Source("org", "headings and lists of Org", "talkfeed.importers.documents.org"),
    Source("rst", "a talks page in reStructuredText", "talkfeed.importers.documents.rst"),
    Source(
        "list",
        "a list of talks in YAML, JSON or TOML",
        "talkfeed.records.talklist",
        has_keys=True,
    ),
    Source(
        "frontmatter",
        "pages with front matter, a folder or one page",
        "talkfeed.records.frontmatter",
        has_keys=True,
    ),
    Source("pyvideo", "pyvideo JSON, a file or a folder", "talkfeed.importers.schedules.pyvideo"),
    Source(
        "rubyevents",
        "videos.yml of RubyEvents, a file or a folder",
        "talkfeed.importers.schedules.rubyevents",
        has_keys=True,
    ),
    Source(
        "frab", "the schedule.xml of frab, pentabarf, pretalx", "talkfeed.importers.schedules.frab"
    ),
    Source(
        "pretalx", "the schedule.json of pretalx or frab", "talkfeed.importers.schedules.pretalx"
    ),
    Source("sessionize", "the JSON of Sessionize", "talkfeed.importers.schedules.sessionize"),
    Source("indico", "the JSON export of Indico", "talkfeed.importers.schedules.indico"),
    Source("confs.tech", "the JSON of confs.tech", "talkfeed.importers.schedules.confstech"),
    Source("meetup", "the JSON of Meetup", "talkfeed.importers.exports.meetup"),
    Source("luma", "the JSON of Luma", "talkfeed.importers.exports.luma"),
    Source("eventbrite", "the JSON of Eventbrite", "talkfeed.importers.exports.eventbrite"),
    Source("notist", "the JSON of Notist", "talkfeed.importers.exports.notist"),
    Source("sched", "the JSON of Sched", "talkfeed.importers.exports.sched"),
    Source("hoverboard", "the JSON of Hoverboard", "talkfeed.importers.exports.hoverboard"),
    Source("csl", "a bibliography in CSL-JSON", "talkfeed.importers.exports.csl"),
    Source("bibtex", "a bibliography in BibTeX", "talkfeed.importers.documents.bibtex"),
    Source("csv", "a CSV table with a header", "talkfeed.records.csvtable", has_keys=True),
    Source("xlsx", "a workbook (.xlsx)", "talkfeed.importers.documents.xlsx", has_keys=True),
    Source("ical", "a calendar (iCalendar)", "talkfeed.importers.schedules.calendar"),
    Source("feed", "an RSS, Atom or JSON feed", "talkfeed.importers.feeds.webfeed"),
    Source("videos", "a list of videos in YAML or JSON", "talkfeed.importers.feeds.videolist"),
    Source(
        "youtube", "the feed of a YouTube channel or playlist", "talkfeed.importers.feeds.youtube"
    ),
)
GROUP = "talkfeed.sources"


@cache
def sources() -> dict[str, Source]:
    """Return the built-in and the registered kinds of sources, by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415  — builds never import

    found = (point.load() for point in entry_points(group=GROUP))
    return {row.name: row for row in (*_ROWS, *found)}
