"""The entries of a list → its talks, each value with its place, and the keys without a field."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem
from talkfeed.lists.content import LEFT_OUT, NOT_READ
from talkfeed.lists.dates import for_site, without_zone
from talkfeed.lists.ids import names_id, source_ids, with_id
from talkfeed.lists.repeated import ListTalk
from talkfeed.lists.short_dates import DATES
from talkfeed.lists.talk import Spots, raw_talk
from talkfeed.lists.unused import unused
from talkfeed.model.imported import FoundTalk, Unparsed
from talkfeed.records.field_names import Entry
from talkfeed.records.fields import FileContext
from talkfeed.records.to_talk import outcome
from talkfeed.records.values import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.model.imported import ImportOptions
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.talklist import Item

NO_FIELD = "TF615"
_LONGEST = 60
_MOST_KEYS = 50
_ENTRY = "write each talk as keys and values, or name the list: talks: KEY"
_ABOUT_DATE = re.compile("the date|no date|time")
_WORDS = (
    ("import again with --timezone", "set defaults: {timezone: Europe/Paris}"),
    ("give --timezone", "set defaults: {timezone: Europe/Paris}"),
    ("give the speaker with --speaker", "set defaults: {speaker: Ann Example}"),
)
"""Options of `talkfeed import`, and what replaces them here."""


class EntryReader:
    """Reads the entries of a file one by one, and collects what none of them has a field for."""

    def __init__(self, path: str, body: str, made: ImportOptions, date: str) -> None:
        """Start a file with a text below its entry; `date` is that of talks without one."""
        self._path, self._body, self._options, self._date = path, body, made, date
        self._spots = Spots(path)
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []
        self.unused: dict[str, None] = {}

    def talks(
        self, items: Sequence[Item], rules: DateRules, base: str, name: str
    ) -> tuple[ListTalk, ...]:
        """Return the talks of all entries, with their ids in the list of this name."""
        ids = source_ids([item.found for item in items], name)
        pairs = zip(items, ids, strict=True)
        return tuple(filter(None, (self.talk(item, rules, base, own) for item, own in pairs)))

    def talk(self, item: Item, rules: DateRules, base: str, own: str) -> ListTalk | None:
        """Return a talk with its own id for a site with these rules, or report why it is none."""
        record, found = item.record, item.found
        if isinstance(record, str):
            message = f"'{record.strip()[:_LONGEST]}' is a text, not an entry with keys"
            self.problems.append(Problem(Place(self._path, 1, 1), NOT_READ, message, _ENTRY))
            return None
        name = ""
        if self._body.strip():
            found = {**found, "body": [Entry("body", self._body, (record.line, record.column))]}
            name = self._path
        context = FileContext(self._options, base)
        result = outcome(found, context, name=name, line_number=record.line)
        place = self._spots.unique(record.line, record.column)
        if isinstance(result, Unparsed) and not result.is_talk:
            self.notices.append(Problem(place, LEFT_OUT, f"left out: {result.why}"))
            return None
        fields = dict(result.fields) if isinstance(result, FoundTalk) else {}
        doubts = result.doubts if isinstance(result, FoundTalk) else ()
        if not {"date", "given"} & fields.keys() and (timed := without_zone(found, self._options)):
            fields["date"] = timed.text
            doubts = (*(each for each in doubts if not _ABOUT_DATE.search(each)), *timed.doubts)
        if "date" in fields:
            fields["date"] = for_site(str(fields["date"]), self._options, rules)
        elif "given" not in fields:
            fields |= self._as_written(found)
            doubts = tuple(doubt for doubt in doubts if not _ABOUT_DATE.search(doubt))
        keys = (key for key in unused(found, fields) if not (own and names_id(key)))
        self.unused |= dict.fromkeys(keys)
        notes = tuple(Problem(place, LEFT_OUT, _worded(doubt)) for doubt in doubts)
        return ListTalk(raw_talk(with_id(fields, own), found, place, self._spots), notes)

    def _as_written(self, found: RecordFields) -> dict[str, str]:
        """Return the date of an entry as it is, as it cannot be read; or else the default."""
        written = (text(entry.node) for field in DATES for entry in found.get(field, ()))
        date = next(filter(None, written), "") or self._date
        return {"date": date} if date else {}


def _worded(doubt: str) -> str:
    for option, instead in _WORDS:
        doubt = doubt.replace(option, instead)
    return doubt


def unknown_keys(keys: Mapping[str, None], here: Place) -> tuple[Problem, ...]:
    """Name the keys that no field of a talk takes, once for a file."""
    if not keys:
        return ()
    shown = [key[:_LONGEST] for key in islice(keys, _MOST_KEYS)]
    more = f" and {len(keys) - _MOST_KEYS:,} more" if len(keys) > _MOST_KEYS else ""
    message = f"no field takes the keys: {', '.join(shown)}{more}"
    hint = "their values are not published; if one is a field, name it: map: {FIELD: KEY}"
    return (Problem(here, NO_FIELD, message, hint),)
