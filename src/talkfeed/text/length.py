"""Text → the length of a talk in one form, such as "1 h 30 min"; that form → seconds and ISO 8601.

Lengths are read as people write them, in the languages of date phrases. A number without a unit
and "1:30" are rejected, because they may be minutes or hours.
"""
# ruff: noqa: RUF001 - these are words, of which some are written in Cyrillic

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.patterns import lazy
from talkfeed.text.lines import line

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_A_LENGTH = "TF330"
LONGEST = 100 * 3600
"""The longest length of a talk, in seconds."""
_NOTHING = LONGEST + 1
"""A unit that is larger than any."""
_HOUR, _MINUTE, _SIXTY = 3600, 60, 60
_UNITS = {
    _HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore hores uur uren"
    " u godz godzina godziny godzin hod hodina hodiny hodin time timer timme timmar tim tunti"
    " tuntia óra saat час часа часов ч година години годин год ώρα ώρες 時間 小时 小時 시간 giờ",
    _MINUTE: "m min mins minute minutes minuten minuti minuto minutos minuta minuty minut minuter"
    " minutter minuut minutt minuten minuttia minuutti minuuttia perc dakika dk мин минута минуты"
    " минут хв хвилина хвилини хвилин λεπτά λεπτό 分 分钟 分鐘 分間 분 phút",
    1: "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondo"
    " secondi seconden sekunda sekundy sekund sekunder с сек секунда секунды секунд 秒 초",
}
_SECONDS = {word: size for size, words in _UNITS.items() for word in words.split()}
_JOINS = frozenset(("and", "und", "et", "y", "e", "en", "i", "a", "og", "och", "ja", "и", "та"))
_CLOCK = lazy(r"(\d{1,2}):([0-5]\d):([0-5]\d)", re.ASCII)
_ISO = lazy(r"P(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.0+)?S)?)", re.ASCII)
_PART = lazy(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?|([^\W\d_]+)\.?|(\S)")
_WRITTEN = lazy(r"(?:(\d{1,3}) h)? ?(?:(\d{1,2}) min)? ?(?:(\d{1,2}) s)?", re.ASCII)
_SHORT_CLOCK = lazy(r"([0-5]?\d):([0-5]\d)", re.ASCII)
_CLOCK_HINT = "write 0:{0:0>2}:{1} for minutes and seconds, or {0}h{1} for hours and minutes"
_HINT = "write e.g. 45 min, 1h30 or 0:45:00"


def length(text: str) -> str:
    """Return a length as "1 h 30 min", "45 min" or "20 s".

    >>> length("1h30"), length("90 Minuten"), length("0:45:00"), length("PT1H")
    ('1 h 30 min', '1 h 30 min', '45 min', '1 h')

    Raises:
        Rejected: TF330, not a length, or longer than 100 hours.
    """
    written = line(text)
    seconds = _seconds(written)
    if seconds is None and written.isascii() and written.isdigit():
        message = f"the length '{written[:20]}' has no unit"
        raise Rejected(NOT_A_LENGTH, message, f"write {int(written[:6])} min for minutes")
    if seconds is None:
        clock = _SHORT_CLOCK.fullmatch(written)
        hint = _CLOCK_HINT.format(*clock.groups()) if clock else _HINT
        raise Rejected(NOT_A_LENGTH, f"'{written[:60]}' is not a length of time", hint)
    if not 0 < seconds <= LONGEST:
        message = f"a talk cannot last '{written[:60]}'"
        raise Rejected(NOT_A_LENGTH, message, "write at most 100 hours")
    return write_length(seconds)


def write_length(seconds: int) -> str:
    """Write a number of seconds as a length.

    >>> write_length(5400)
    '1 h 30 min'
    """
    hours, rest = divmod(seconds, _HOUR)
    parts = ((hours, "h"), (rest // _MINUTE, "min"), (rest % _SIXTY, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def seconds_of(length: str) -> int:
    """Return the seconds of a length that `length` wrote.

    >>> seconds_of("1 h 30 min")
    5400
    """
    found = _WRITTEN.fullmatch(length)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * _HOUR + minutes * _MINUTE + seconds


def iso_length(length: str) -> str:
    """Return a length that `length` wrote as a duration of ISO 8601-1, 5.5.2.

    >>> iso_length("1 h 30 min")
    'PT1H30M'
    """
    return "PT" + length.replace(" h", "H").replace(" min", "M").replace(" s", "S").replace(" ", "")


def clock_length(seconds: int) -> str:
    """Return seconds as hours, minutes and seconds: "1:02:03", or "2:03" below an hour.

    >>> clock_length(3723), clock_length(75)
    ('1:02:03', '1:15')
    """
    hours, rest = divmod(seconds, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _seconds(text: str) -> int | None:
    """Return the seconds of a text; None if it is not a length."""
    found = _CLOCK.fullmatch(text) or _ISO.fullmatch(text.upper())
    if found is None or not any(found.groups()):
        return _sum(_PART.findall(text.casefold()))
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * _HOUR + minutes * _MINUTE + seconds


def _sum(parts: Iterable[tuple[str, str, str, str]]) -> int | None:
    """Add up numbers with units, the larger ones first; None if there is anything else."""
    total, last = 0.0, _NOTHING
    number: float | None = None
    for whole, decimals, word, sign in parts:
        if whole and number is None:
            number = float(f"{whole}.{decimals or 0}")
        elif number is not None and _SECONDS.get(word, last) < last:
            last = _SECONDS[word]
            total, number = total + number * last, None
        elif whole or sign or number is not None or word not in _JOINS:
            return None
    if number is None:
        return round(total) if last < _NOTHING else None
    is_minutes = last == _HOUR and number < _SIXTY  # "1h30"
    return round(total + number * _MINUTE) if is_minutes else None
