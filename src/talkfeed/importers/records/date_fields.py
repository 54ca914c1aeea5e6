"""What a record says of its time, spread over several keys → one date phrase.

A phrase is kept as it was found if our grammar reads it. A start and an end become a span; a
typed moment at midnight, or of a whole day, is a day; a time without a zone goes, with a doubt.
Where no key has a date, the file's name or the event's may.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import Rejected
from talkfeed.importers.common.timestamps import Moment, Phrase, date_rules, end_of, moment, phrase
from talkfeed.importers.records.values import text, words
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.importers.records.field_names import Sorted
    from talkfeed.model.imported import ImportOptions

_YEAR = re.compile(r"(?<![\d-])(?:19[89]\d|20\d\d)(?![\d-])")
_NAMED = re.compile(r"(?<!\d)((?:19[89]\d|20\d\d)-(?:0[1-9]|1[0-2])(?:-(?:[0-2]\d|3[01]))?)(?!\d)")
_CLOCK = re.compile(
    r"\s{0,9}(?:[,@|–-]|\bat\b|\bfrom\b|\bum\b|\bà\b){0,9}\s{0,9}"
    r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*(?:[–-]|to|until)\s*\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_WITH_SECONDS = re.compile(r"[T ]\d\d:\d\d:(?!00)\d\d")
_LASTS = re.compile(
    r"(?:(\d{1,4})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?)?", re.IGNORECASE
)
_NO_ZONE = "TF212"
_TRUE = frozenset(("true", "yes", "1", "on"))


def when(found: Sorted, options: ImportOptions, name: str = "", event: str = "") -> Phrase:
    """Find the date of a record; `name` is that of its file, `event` that of its event."""
    doubts: list[str] = []
    for written in _written(found):
        read = _one(written, found, options)
        if read.text:
            return read
        doubts.extend(read.doubts)
    is_said = any(char.isdigit() for written in _written(found) for char in written)
    tried = () if is_said else _elsewhere(name, event)
    guesses = (Phrase(guess, (why,)) for guess, why in tried if _as_found(guess, options).text)
    found_elsewhere = next(guesses, Phrase())
    return Phrase(found_elsewhere.text, tuple(dict.fromkeys((*doubts, *found_elsewhere.doubts))))


def _written(found: Sorted) -> Iterator[str]:
    """List the phrases that may be the date, the likeliest first."""
    for word in ("date", "start"):
        for entry in found.get(word, ()):
            yield text(entry.node)
    yield from filter(None, (_of_parts(found),))


def _of_parts(found: Sorted) -> str:
    """Put year, month and day together."""
    year, month, day = (said(found, word) for word in ("year", "month", "day"))
    if year and month.isdigit():
        return "-".join((year, month.zfill(2), *((day.zfill(2),) if day else ())))
    return " ".join(filter(None, (day if month else "", month, year))) if year else ""


def said(found: Sorted, word: str) -> str:
    """Give the first words that stand at a word's keys."""
    return next(filter(None, (text(entry.node) for entry in found.get(word, ()))), "")


def _elsewhere(name: str, event: str) -> Iterator[tuple[str, str]]:
    dated = _NAMED.search(name)
    if dated:
        yield dated[1], "the date is that of the file's name"
    years = dict.fromkeys(_YEAR.findall(event))
    if len(years) == 1:
        yield next(iter(years)), "the year is that of the event's name"


def _one(written: str, found: Sorted, options: ImportOptions) -> Phrase:
    """Read one phrase, with what other keys say of the end, the time and the zone."""
    written = written.strip()
    if not written:
        return Phrase()
    start = moment(written)
    if start is None:
        return _of_words(written, found, options)
    if isinstance(start, datetime) and _is_day(start, found):
        start = start.date()
    if _WITH_SECONDS.search(written) and isinstance(start, datetime):
        doubt = f"the time of {written} looks like when the page was written; it is left out"
        return Phrase(str(start.date()), (doubt,))
    if not isinstance(start, datetime) and said(found, "time"):
        return _of_words(str(start), found, options)
    return _of_moment(start, written, found, options)


def _is_day(start: datetime, found: Sorted) -> bool:
    return said(found, "allday") in _TRUE or (start.hour, start.minute) == (0, 0)


def _of_moment(start: Moment, written: str, found: Sorted, options: ImportOptions) -> Phrase:
    ending = said(found, "end")
    end = moment(ending) or end_of(start, _length(said(found, "duration")))
    if isinstance(end, datetime) and not isinstance(start, datetime):
        end = end.date()
    if end is None and not isinstance(start, datetime):
        bare = _as_found(written, options)
        plain = bare if bare.text and "T" not in written and ":" not in written else None
        return plain or _as_found(str(start), options)
    return phrase(start, end, said(found, "zone"), options)


def _length(written: str) -> timedelta | None:
    """Read a duration that says its unit: `45 min`, `1h 30m`, `PT45M`."""
    match = _LASTS.fullmatch(written.upper().removeprefix("PT").strip())
    if match is None or not any(match.groups()):
        return None
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0))


def _of_words(written: str, found: Sorted, options: ImportOptions) -> Phrase:
    """Read a phrase of people; a clock without a zone goes, a year that stands apart comes."""
    first = Phrase()
    for tried, doubt in _wordings(words(written), found):
        read = _as_found(tried, options)
        if read.text:
            return Phrase(read.text, (doubt,) if doubt else ())
        first = first if first.doubts else read
    return first


def _wordings(written: str, found: Sorted) -> Iterator[tuple[str, str]]:
    time, ending, zone = (said(found, word) for word in ("time", "endtime", "zone"))
    clock = f"{time}-{ending}" if time and ending else time
    lost = f"the time {clock} cannot be read, or has no zone, and is left out"
    if (clock and ":" in clock) or "m" in clock.lower():
        yield f"{written} {clock} {zone}".strip(), ""
        yield f"{written} {clock}", ""
    end = said(found, "end")
    if end and end != written:
        yield f"{written} – {end}", ""
        yield f"{written}/{end}", ""
    yield (
        (f"{written} {zone}" if zone and _CLOCK.search(written) else written),
        lost if clock else "",
    )
    year = said(found, "year")
    if year and not _YEAR.search(written):
        yield f"{written} {year}", ""
    bare = _CLOCK.sub("", written).strip(" ,")
    if bare != written:
        gone = line(written.removeprefix(bare)).strip(" ,") or "of day"
        yield bare, f"the time '{gone}' has no zone and is left out: say it with --timezone"


def _as_found(written: str, options: ImportOptions) -> Phrase:
    """Keep a phrase as it was found if our grammar reads it, else say why it does not.

    A time that names no zone gets that of the options, so that no setting changes it later.
    """
    shown = line(written)
    zoneless = date_rules(options)._replace(timezone=None)
    rejected = _rejected(shown, zoneless)
    if rejected is not None and options.timezone and rejected.code == _NO_ZONE:
        shown = f"{shown} {options.timezone}"
        rejected = _rejected(shown, zoneless)
    if rejected is not None:
        return Phrase("", (f"the date is left out: {rejected.message}; {rejected.hint}",))
    return Phrase(shown)


def _rejected(written: str, by: DateRules) -> Rejected | None:
    try:
        read_date(written, by)
    except Rejected as rejected:
        return rejected
    return None
