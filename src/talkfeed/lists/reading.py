"""A file of other software → its talks with the keys of talks.yaml, each value with its place.

Entries are found and sorted as `talkfeed import` does it. A date or title that cannot be read stays
as it is, so that the check of all talks names it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from talkfeed.dates import read_date, write_edtf
from talkfeed.errors import Place, Problem, Rejected
from talkfeed.lists.content import LEFT_OUT, NOT_READ, content_of
from talkfeed.lists.ids import names_id, source_ids, with_id
from talkfeed.lists.repeated import ListTalk, told_apart
from talkfeed.lists.short_dates import (
    DATES,
    MONTH_AND_YEAR,
    has_years,
    texts_of,
    with_year,
)
from talkfeed.lists.talk import Spots, raw_talk
from talkfeed.lists.unfit import WRONG_KEY, records_of, unfit
from talkfeed.lists.unused import unused
from talkfeed.model import RawField, RawMap, RawScalar
from talkfeed.model.imported import FoundTalk, ImportOptions, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.date_fields import when
from talkfeed.records.dateorder import is_ambiguous, order_of
from talkfeed.records.field_names import Entry, at, check_mapping
from talkfeed.records.fields import FileContext
from talkfeed.records.nodes import Record
from talkfeed.records.talklist import in_rooms, walk
from talkfeed.records.timestamps import Phrase
from talkfeed.records.to_talk import outcome
from talkfeed.records.values import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.lists.options import ListOptions
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node
    from talkfeed.records.talklist import Item

NO_FIELD = "TF615"
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")
_REMEMBERED = 4
_SHOWN = 12
_LONGEST = 60
_MOST_KEYS = 50
_ENTRY = "write each talk as keys and values, or name the list: talks: KEY"
_ZONE = re.compile(r"\d\s?(?:[ap]\.?m\.?)?\s([A-Z]{3,5})$", re.IGNORECASE)
_ABOUT_DATE = re.compile("the date|no date|time")
_WORDS = (
    ("import again with --timezone", "set defaults: {timezone: Europe/Paris}"),
    ("give --timezone", "set defaults: {timezone: Europe/Paris}"),
    ("give the speaker with --speaker", "set defaults: {speaker: Ann Example}"),
)
"""Options of `talkfeed import`, and what replaces them here."""


class ListFile(NamedTuple):
    """The talks of a file in its order; a build with `problems` fails, `notices` are printed."""

    talks: tuple[ListTalk, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def read_file(
    path: str,
    content: bytes,
    options: ListOptions,
    rules: DateRules,
    base: str,
    *,
    name: str = "",
) -> ListFile:
    """Read all talks of a file; `base` completes relative addresses, `name` is that of the file.

    The last files are remembered, as one that has changed may be read for an incremental build,
    and again for a full one.
    """
    mapping = dict(options.mapping)
    found = content_of(path, content, mapping.values())
    here = Place(path, 1, 1)
    try:
        root = _list(found.root, options.talks)
        if mapping and root:
            check_mapping(mapping, records_of(root))
    except Rejected as rejected:
        message = rejected.message.replace("--map", "map")
        problem = Problem(here, WRONG_KEY, message, rejected.hint)
        return ListFile((), (*found.problems, problem), found.notices)
    usual = _import_options(options, rules, None)
    items = [*filter(_is_entry, in_rooms(walk(root, _around(options, path), usual)))]
    items, of_years = _with_years(items, options, here)
    order, notices = _order(items, options, rules, here)
    notices = (*of_years, *notices)
    made = _import_options(options, rules, order)
    body = found.body if len(items) == 1 else ""
    reader = _Reader(path, body, made, options.default("date"))
    talks = reader.talks(items, rules, base, name or path)
    talks = told_apart(_with_some_dates(talks, rules), rules)
    if lack := unfit(talks, root, path):
        reader.problems.append(lack)
        talks = ()
    notices = (*found.notices, *notices, *reader.notices, *_unknown(reader.unused, here))
    return ListFile(talks, (*found.problems, *reader.problems), notices)


def _with_some_dates(talks: tuple[ListTalk, ...], rules: DateRules) -> tuple[ListTalk, ...]:
    """Give talks without a date one that is not known yet, if most talks of the list have one."""
    dated = [_is_dated(each.raw, rules) for each in talks]
    if 2 * sum(dated) <= len(talks):
        return talks
    return tuple(
        each if has_date else _undated(each) for each, has_date in zip(talks, dated, strict=True)
    )


def _is_dated(raw: RawMap, rules: DateRules) -> bool:
    """Return whether a talk has a date, be it wrong; words such as "ongoing" are none."""
    written = _date_of(raw)
    if not written or any(map(str.isdigit, written)):
        return bool(written) or "given" in raw.fields
    try:
        read_date(written, rules)
    except Rejected:
        return False
    return True


def _date_of(raw: RawMap) -> str:
    date = raw.fields["date"].value if "date" in raw.fields else None
    return date.text if isinstance(date, RawScalar) else ""


def _undated(talk: ListTalk) -> ListTalk:
    place, written = talk.raw.place, _date_of(talk.raw)
    fields = {**talk.raw.fields, "date": RawField(place, RawScalar("TBA", place, quoted=True))}
    why = f"'{written[:_LONGEST]}' is no date" if written else "no date was found"
    note = Problem(place, LEFT_OUT, f"{why}, so it is not known yet")
    return ListTalk(RawMap(fields, place), (*talk.notes, note))


def _list(root: Node, path: str) -> Node:
    """Return the list at a path.

    Raises:
        Rejected: TF117, there is none.
    """
    found = at(root, path) if path and isinstance(root, Record) else None
    if not path or found is not None:
        return root if found is None else found
    keys = ", ".join(list(root.fields)[:_SHOWN]) if isinstance(root, Record) else ""
    hint = f"the keys are: {keys}" if keys else "leave out 'talks:'; the file is a list"
    raise Rejected(WRONG_KEY, f"the file has no key '{path}'", hint)


def _is_entry(item: Item) -> bool:
    return not isinstance(item.record, str) or bool(item.record.strip())


def _around(options: ListOptions, path: str) -> RecordFields:
    """Return what all entries inherit: the defaults, and the year of the file's name."""
    years = sorted(set(_YEAR.findall(PurePath(path).stem)))
    inherited = {name: options.default(name) for name in ("year", "location", "language")}
    inherited["year"] = inherited["year"] or (years[0] if len(years) == 1 else "")
    return {name: [Entry(name, value)] for name, value in inherited.items() if value}


def _with_years(
    items: list[Item], options: ListOptions, here: Place
) -> tuple[list[Item], tuple[Problem, ...]]:
    """Write dates such as 06/14 in full if they are months of years, with a notice."""
    named = options.default("dates")
    written = texts_of(item.found for item in items)
    is_free = not named and not any("year" in item.found for item in items)
    why = has_years(written) if is_free else ""
    if named != MONTH_AND_YEAR and not why:
        return items, ()
    made = [item._replace(found=_in_full(item.found)) for item in items]
    if not why:
        return made, ()
    first = next(each for each in written if with_year(each) != each)
    message = f"dates such as {first} are read as a month and a year"
    hint = f"as {why}; to be explicit, set defaults: {{dates: {MONTH_AND_YEAR}}}"
    return made, (Problem(here, LEFT_OUT, message, hint),)


def _in_full(found: RecordFields) -> RecordFields:
    full = {
        field: [entry._replace(node=with_year(text(entry.node))) for entry in found[field]]
        for field in DATES
        if field in found
    }
    return {**found, **full}


def _order(
    items: Sequence[Item], options: ListOptions, rules: DateRules, here: Place
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the order of ambiguous dates, with a notice if a date of the file decides it."""
    if named := options.order(None):
        return named, ()
    texts = texts_of(item.found for item in items)
    shown = order_of(texts)
    if shown is None or not any(map(is_ambiguous, texts)):
        return rules.order, ()
    order, proof = shown
    meant = "day.month.year" if order == "dmy" else "month/day/year"
    message = f"dates such as {next(filter(is_ambiguous, texts))} are read as {meant}"
    hint = f"as '{proof}' is in the same file; to be explicit, set defaults: {{dates: {order}}}"
    return order, (Problem(here, LEFT_OUT, message, hint),)


def _import_options(options: ListOptions, rules: DateRules, order: str | None) -> ImportOptions:
    return ImportOptions(
        speaker=options.default("speaker"),
        event=options.default("event"),
        mapping=dict(options.mapping),
        timezone=options.default("timezone") or rules.timezone,
        dates=order,
        language=rules.language,
        hemisphere=rules.hemisphere,
        languages=rules.languages,
    )


class _Reader:
    """Reads the entries of a file one by one, and collects what none of them has a field for."""

    def __init__(self, path: str, body: str, made: ImportOptions, date: str) -> None:
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
        if not {"date", "given"} & fields.keys() and (timed := _without_zone(found, self._options)):
            fields["date"] = timed.text
            doubts = (*(each for each in doubts if not _ABOUT_DATE.search(each)), *timed.doubts)
        if "date" in fields:
            fields["date"] = _for_site(str(fields["date"]), self._options, rules)
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


def _without_zone(found: RecordFields, made: ImportOptions) -> Phrase | None:
    """Read a date without its zone, which may not be in force then; None if that is no use."""
    for entry in (*found.get("date", ()), *found.get("start", ())):
        written = text(entry.node)
        zone = _ZONE.search(written)
        bare = {**found, "date": [Entry(entry.key, written[: zone.start(1)] if zone else "")]}
        read = when(bare, made) if zone else Phrase()
        if zone and read.text:
            doubt = f"'{zone[1]}' in '{written}' is left out, as it is not in force then"
            return Phrase(read.text, (doubt, *read.doubts))
    return None


def _for_site(written: str, made: ImportOptions, rules: DateRules) -> str:
    """Return a date so that the rules of the site read it as those of the list do."""
    meant = read_date(written, rules._replace(order=made.dates, timezone=made.timezone))
    try:
        read = read_date(written, rules)
    except Rejected:
        return write_edtf(meant)
    return written if read == meant else write_edtf(meant)


def _worded(doubt: str) -> str:
    for option, instead in _WORDS:
        doubt = doubt.replace(option, instead)
    return doubt


def _unknown(keys: Mapping[str, None], here: Place) -> tuple[Problem, ...]:
    """Name the keys that no field of a talk takes, once for a file."""
    if not keys:
        return ()
    shown = [key[:_LONGEST] for key in islice(keys, _MOST_KEYS)]
    more = f" and {len(keys) - _MOST_KEYS:,} more" if len(keys) > _MOST_KEYS else ""
    message = f"no field takes the keys: {', '.join(shown)}{more}"
    hint = "their values are not published; if one is a field, name it: map: {FIELD: KEY}"
    return (Problem(here, NO_FIELD, message, hint),)
