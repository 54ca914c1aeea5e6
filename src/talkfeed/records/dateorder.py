"""The dates of a list → the order of day and month in them, as far as one of them shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.dates import read_date, write_edtf
from talkfeed.errors import Rejected
from talkfeed.model.imported import FoundTalk
from talkfeed.records.timestamps import date_rules
from talkfeed.records.values import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from talkfeed.dates import DateRules
    from talkfeed.model.imported import ImportOptions, Plain
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields

    Read = tuple[list[Outcome], list[RecordFields]]

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)")
_MONTHS = 12


def is_ambiguous(text: str) -> bool:
    """Return whether both numbers of a date could be the month."""
    found = _NUMERIC.search(text)
    return found is not None and found[1] != found[3] and max(_numbers(found)) <= _MONTHS


def is_date(text: str, rules: DateRules) -> bool:
    """Return whether a text with a digit is a date, in any order of day and month."""
    if not any(map(str.isdigit, text)):
        return False
    for order in ("dmy", "mdy"):
        try:
            read_date(text, rules._replace(order=order))
        except Rejected:
            continue
        return True
    return False


def order_of(texts: Iterable[str]) -> tuple[str, str] | None:
    """Return the order that all unambiguous dates have, and one of them.

    >>> order_of(["10/07/2015", "30/09/2016"])
    ('dmy', '30/09/2016')
    """
    shown: dict[str, str] = {}
    for written in texts:
        found = _NUMERIC.search(written)
        first, second = _numbers(found) if found else (0, 0)
        if found and (first > _MONTHS) != (second > _MONTHS):
            shown.setdefault("dmy" if first > _MONTHS else "mdy", found[0])
    return next(iter(shown.items())) if len(shown) == 1 else None


def _numbers(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[3])


def in_shown_order(read: Callable[[ImportOptions], Read], options: ImportOptions) -> Read:
    """Read records by the order of day and month that one of their dates shows.

    `read` returns the outcomes and the sorted fields of all records. Dates that only this order
    explains are written in full, each with a doubt.
    """
    outcomes, found = read(options)
    dates = ("date", "start", "end")
    texts = [text(one.node) for fields in found for key in dates for one in fields.get(key, ())]
    shown = None if options.dates else order_of(texts)
    if shown is None or not any(map(is_ambiguous, texts)):
        return outcomes, found
    order, proof = shown
    again, found = read(replace(options, dates=order))
    rules = date_rules(options)._replace(order=order)
    return [_in_full(one, rules, proof) for one in again], found


def _in_full(one: Outcome, rules: DateRules, proof: str) -> Outcome:
    """Write the ambiguous dates of a talk so that they do not depend on the order."""
    given = one.fields.get("given", ()) if isinstance(one, FoundTalk) else ()
    rows = [row for row in given if isinstance(row, Mapping)]
    if not isinstance(one, FoundTalk) or not any(map(_is_unclear, (one.fields, *rows))):
        return one
    fields = _dated(one.fields, rules)
    if rows:
        fields["given"] = [_dated(row, rules) for row in rows]
    first = "day" if rules.order == "dmy" else "month"
    doubt = f"the date is read {first} first, as '{proof}' in the same source is"
    return replace(one, fields=fields).with_doubts((*one.doubts, doubt))


def _is_unclear(fields: Mapping[str, Plain]) -> bool:
    return is_ambiguous(str(fields.get("date", "")))


def _dated(fields: Mapping[str, Plain], rules: DateRules) -> dict[str, Plain]:
    """Return fields with the date in full."""
    if not _is_unclear(fields):
        return dict(fields)
    return {**fields, "date": write_edtf(read_date(str(fields["date"]), rules))}
