"""The dates of the entries of a list → dates that a site reads as they are meant there.

The order of day and month is that of the list, and a date such as 06/14 may be a month of a year. A
talk whose entry has nothing like a date has one that is not known yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.dates import read_date, write_edtf
from talkfeed.errors import Place, Problem, Rejected
from talkfeed.lists.content import LEFT_OUT
from talkfeed.lists.repeated import ListTalk
from talkfeed.lists.short_dates import DATES, MONTH_AND_YEAR, has_years, texts_of, with_year
from talkfeed.model import RawField, RawMap, RawScalar
from talkfeed.records.date_fields import when
from talkfeed.records.dateorder import is_ambiguous, order_of
from talkfeed.records.field_names import Entry
from talkfeed.records.fields import has_address
from talkfeed.records.link_fields import SHOWN
from talkfeed.records.timestamps import Phrase
from talkfeed.records.values import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.lists.options import ListOptions
    from talkfeed.model.imported import ImportOptions
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.talklist import Item

_NO_YEAR = "TF202"
_LONGEST = 60
_ZONE = re.compile(r"\d\s?(?:[ap]\.?m\.?)?\s([A-Z]{3,5})$", re.IGNORECASE)
_TELLING = frozenset(("speakers", "event", *SHOWN))
"""Fields that make a talk of an entry without a date."""


def with_unknown(
    talks: tuple[ListTalk, ...], hidden: Sequence[str], rules: DateRules
) -> tuple[ListTalk, ...]:
    """Give talks without a date one that is not known yet, if that is certain.

    It is if most talks of the list have a date, or if most have what makes a talk, and no other key
    has anything like a date; `hidden` are the keys that have.
    """
    dated = [_is_dated(each.raw, rules) for each in talks]
    telling = [not _TELLING.isdisjoint(each.raw.fields) for each in talks]
    is_certain = not hidden and 2 * sum(telling) > len(talks)
    if 2 * sum(dated) <= len(talks) and not is_certain:
        return talks
    return tuple(
        each if has_date else _undated(each) for each, has_date in zip(talks, dated, strict=True)
    )


def keys_with_dates(entries: Iterable[RecordFields], rules: DateRules) -> list[str]:
    """Return the keys that no field takes although their values read like dates."""
    unknown = (entry for found in entries for entry in found.get("", ()))
    return list(
        dict.fromkeys(each.key for each in unknown if _is_like_date(text(each.node), rules))
    )


def _is_like_date(written: str, rules: DateRules) -> bool:
    if len(written) > _LONGEST or has_address(written) or not any(map(str.isdigit, written)):
        return False
    try:
        return read_date(written, rules).start is not None
    except Rejected as rejected:
        return rejected.code == _NO_YEAR


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


def with_years(
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


def order_in(
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


def without_zone(found: RecordFields, made: ImportOptions) -> Phrase | None:
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


def for_site(written: str, made: ImportOptions, rules: DateRules) -> str:
    """Return a date so that the rules of the site read it as those of the list do."""
    meant = read_date(written, rules._replace(order=made.dates, timezone=made.timezone))
    try:
        read = read_date(written, rules)
    except Rejected:
        return write_edtf(meant)
    return written if read == meant else write_edtf(meant)
