"""The date and time fields of a record → one date phrase.

A valid phrase is kept unchanged. A start and an end become a range; a timestamp at midnight, or of
a whole day, is a day; a time without a zone is dropped with a doubt. If no field has a date, the
name of the file or the event may.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import Rejected
from talkfeed.records.absence import status_of
from talkfeed.records.timestamps import Moment, Phrase, date_rules, end_of, moment, phrase
from talkfeed.records.values import TRUE, text, words
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import ImportOptions
    from talkfeed.records.field_names import RecordFields

_YEAR = re.compile(r"(?<![\d-])(?:19[89]\d|20\d\d)(?![\d-])")
_NAMED = re.compile(r"(?<!\d)((?:19[89]\d|20\d\d)-(?:0[1-9]|1[0-2])(?:-(?:[0-2]\d|3[01]))?)(?!\d)")
_CLOCK = re.compile(
    r"\s{0,9}(?:[,@|–-]|\bat\b|\bfrom\b|\bum\b|\bà\b){0,9}\s{0,9}"
    r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*(?:[–-]|to|until)\s*\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]\d\n]{1,60})[)\]]")
"""A remark beside a date, such as "(with Ann)"; figures may be those of another date."""
_WITH_SECONDS = re.compile(r"[T ]\d\d:\d\d:(?!00)\d\d")
_LASTS = re.compile(
    r"(?:(\d{1,4})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?)?", re.IGNORECASE
)
_NO_ZONE = "TF212"
_LONGEST = 60
"""Characters of an invalid date that a doubt shows."""


def when(found: RecordFields, options: ImportOptions, name: str = "", event: str = "") -> Phrase:
    """Return the date of a record; `name` is that of its file, `event` that of its event."""
    doubts: list[str] = []
    lost: list[str] = []
    candidates = list(_candidates(found))
    for written in candidates:
        read = _read(written.strip(), found, options)
        if read.text:
            return Phrase(read.text, tuple(dict.fromkeys((*lost, *read.doubts))))
        doubts.extend(read.doubts)
        lost.extend(read.doubts if any(map(str.isdigit, written)) else ())
    guess = Phrase()
    if not any(char.isdigit() for written in candidates for char in written):
        named, years = _NAMED.search(name), sorted(set(_YEAR.findall(event)))
        if named and _valid_phrase(named[1], options).text:
            guess = Phrase(named[1], ("the date is that of the file's name",))
        elif len(years) == 1 and _valid_phrase(years[0], options).text:
            guess = Phrase(years[0], ("the year is that of the event's name",))
        else:
            guess = _published(found)
    return Phrase(guess.text, tuple(dict.fromkeys((*doubts, *guess.doubts))))


def _candidates(found: RecordFields) -> Iterator[str]:
    """Yield the phrases that may be the date, the likeliest first."""
    for field in ("date", "start"):
        for entry in found.get(field, ()):
            yield text(entry.node)
    year, month, day = (first_text(found, field) for field in ("year", "month", "day"))
    if year and month.isdigit():
        yield "-".join((year, month.zfill(2), *((day.zfill(2),) if day else ())))
    elif year:
        yield " ".join(filter(None, (day if month else "", month, year)))
    elif day and not day.isdigit():
        yield day


def _published(found: RecordFields) -> Phrase:
    """Return the day on which an entry was published, with a doubt."""
    posted = moment(first_text(found, "published"))
    day = posted.date() if isinstance(posted, datetime) else posted
    return Phrase(str(day), ("the date is the day on which it was published",)) if day else Phrase()


def first_text(found: RecordFields, field: str) -> str:
    """Return the first text of a field, "" if it has none."""
    return next(filter(None, (text(entry.node) for entry in found.get(field, ()))), "")


def _read(written: str, found: RecordFields, options: ImportOptions) -> Phrase:
    """Read one phrase, with the end, time and zone of other fields."""
    if not written:
        return Phrase()
    start = moment(written)
    if start is None:
        return _from_phrase(written, found, options)
    if isinstance(start, datetime) and (
        first_text(found, "allday").lower() in TRUE or (start.hour, start.minute) == (0, 0)
    ):
        start = start.date()
    if _WITH_SECONDS.search(written) and isinstance(start, datetime):
        doubt = f"the time of {written} looks like when the page was written; it is left out"
        return Phrase(str(start.date()), (doubt,))
    if not isinstance(start, datetime) and first_text(found, "time"):
        return _from_phrase(str(start), found, options)
    return _from_timestamp(start, written, found, options)


def _from_timestamp(
    start: Moment, written: str, found: RecordFields, options: ImportOptions
) -> Phrase:
    ending = first_text(found, "end")
    end = moment(ending) or end_of(start, _length(first_text(found, "length")))
    if isinstance(end, datetime) and not isinstance(start, datetime):
        end = end.date()
    if end is None and not isinstance(start, datetime):
        bare = _valid_phrase(written, options)
        plain = bare if bare.text and "T" not in written and ":" not in written else None
        return plain or _valid_phrase(str(start), options)
    return phrase(start, end, first_text(found, "zone"), options)


def _length(written: str) -> timedelta | None:
    """Parse a duration with units: `45 min`, `1h 30m`, `PT45M`."""
    match = _LASTS.fullmatch(written.upper().removeprefix("PT").strip())
    if match is None or not any(match.groups()):
        return None
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0))


def _from_phrase(written: str, found: RecordFields, options: ImportOptions) -> Phrase:
    """Read a phrase; a time without a zone is dropped, a year in another field is added."""
    first = Phrase()
    for tried, doubt in _variants(words(written), found):
        read = _valid_phrase(tried, options)
        if read.text:
            return Phrase(read.text, (doubt,) if doubt else ())
        first = first if first.doubts else read
    return first


def _variants(written: str, found: RecordFields) -> Iterator[tuple[str, str]]:
    """Yield forms of a phrase from the most to the least complete, each with its doubt."""
    time, ending, zone = (first_text(found, field) for field in ("time", "endtime", "zone"))
    clock = f"{time}-{ending}" if time and ending else time
    lost = f"the time {clock} cannot be read, or has no zone, and is left out"
    if (clock and ":" in clock) or "m" in clock.lower():
        yield f"{written} {clock} {zone}".strip(), ""
        yield f"{written} {clock}", ""
    end = first_text(found, "end")
    if end and end != written:
        yield f"{written} – {end}", ""
        yield f"{written}/{end}", ""
    yield (
        (f"{written} {zone}" if zone and _CLOCK.search(written) else written),
        lost if clock else "",
    )
    year = first_text(found, "year")
    if year and not _YEAR.search(written):
        yield f"{written} {year}", ""
    beside = _BRACKETS.search(written)
    if beside and not status_of(beside[1].strip()):
        yield _BRACKETS.sub(" ", written).strip(" ,"), f"'{beside[0]}' beside the date is left out"
    bare = _CLOCK.sub("", written).strip(" ,")
    if bare != written:
        gone = line(written.removeprefix(bare)).strip(" ,") or "of day"
        yield bare, f"the time '{gone}' has no zone and is left out: give --timezone"


def _valid_phrase(written: str, options: ImportOptions) -> Phrase:
    """Keep a valid phrase unchanged, else return the reason as a doubt.

    A time without a zone gets that of the options, so that no setting changes it later.
    """
    shown = line(written)
    zoneless = date_rules(options)._replace(timezone=None)
    rejected = _rejected(shown, zoneless)
    if rejected is not None and options.timezone and rejected.code == _NO_ZONE:
        shown = f"{shown} {options.timezone}"
        rejected = _rejected(shown, zoneless)
    if rejected is not None:
        named = "" if shown in rejected.message else f" '{shown[:_LONGEST]}'"
        why = f"{rejected.message}; {rejected.hint}"
        return Phrase("", (f"the date{named} is left out: {why}",))
    return Phrase(shown)


def _rejected(written: str, by: DateRules) -> Rejected | None:
    try:
        read_date(written, by)
    except Rejected as rejected:
        return rejected
    return None
