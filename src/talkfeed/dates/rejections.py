"""An unreadable date phrase → the most helpful error, with an example that works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.dates.spans import FIRST_YEAR, LAST_YEAR
from talkfeed.dates.tokens import LIMIT
from talkfeed.dates.words import fold, languages_of
from talkfeed.errors import Rejected
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from talkfeed.dates.phrase import Phrase
    from talkfeed.dates.tokens import Token

_WIDTH = 60
_EXAMPLES = 'write a day, month, season, part of a year or year, e.g. "Oct 2015" or "summer 2013"'


def too_long(text: str) -> Rejected:
    """Return the error of a phrase that is too long."""
    message = f"a date of {len(text)} characters; the limit is {LIMIT}"
    return Rejected("TF222", message, _EXAMPLES)


def explain_unread(text: str, phrase: Phrase, elsewhere: str | None = None) -> Rejected:
    """Return the first error in the table that applies to a phrase without a matching shape.

    `elsewhere` is the hint for a phrase that is readable in another language.
    """
    line = shown(text)
    found = next(rejected for cause in _CAUSES if (rejected := cause(line, phrase)))
    return Rejected(found.code, found.message, elsewhere) if elsewhere else found


def other_language(readings: Mapping[str, str | None], listed: Sequence[str]) -> str:
    """Return the hint for a phrase that is readable in other languages.

    `readings` are the dates by language, `listed` the feed's other languages. A setting is
    suggested only if all agree on the date. A language added at the end affects no other date.
    """
    if len(set(readings.values())) > 1:
        return 'write the month in English or in digits, e.g. "2015-10-07"'
    offered = next((each for each in _COMMON if each in readings), min(readings))
    others = [each for each in sorted(readings) if each != offered]
    more = f" (or {', '.join(others)})" if others else ""
    tags = ", ".join((*listed, offered))
    return f"set `languages: [{tags}]` in the feed, or `language: {offered}` in the talk{more}"


_COMMON = ("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "sv", "nb", "da", "ja", "zh")
"""The order in which languages are suggested for a word that exists in several."""


def shown(text: str) -> str:
    """Return a phrase for a message: on one line, shortened, without invisible characters."""
    line = " ".join(text.split())
    if not line.isprintable():
        line = "".join(char if char.isprintable() else " " for char in line)
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 3]}..."


def _as_written(text: str, word: str) -> str:
    """Return a word of the normalised text with its original capitals."""
    start = text.lower().find(word)
    return text[start : start + len(word)] if start >= 0 else word


def _strange(text: str, phrase: Phrase) -> Rejected | None:
    for token in phrase.tokens:
        if token.kind == "!":
            return Rejected("TF221", f"cannot read {token.text!a} in '{text}'", _EXAMPLES)
    return None


def _open_end(text: str, phrase: Phrase) -> Rejected | None:
    kinds = phrase.kinds
    ends = kinds and (kinds[0] in "-–t" or kinds[-1] in "-–t" or phrase.tokens[-1].text == "+")
    if not (set(kinds) & set("dYIDmpk") and ("z" in kinds or ends)):
        return None
    return Rejected(
        "TF208",
        f"a range without an end in '{text}'",
        'write the end, too, e.g. "Oct-Dec 2021", or just "Oct 2021"',
    )


def _no_year(text: str, phrase: Phrase) -> Rejected | None:
    kinds = set(phrase.kinds)
    if kinds & set("YIDmpen") or not (kinds & set("MSPQHqVT") or kinds >= {"k"} or phrase.weekdays):
        return None
    hint = 'write the year, e.g. "12 May 2015"'
    if found := _MONTH_AND_YEAR.fullmatch(text.strip()):
        century = "19" if found[2] >= _LAST_CENTURY else "20"
        month = f"{century}{found[2]}-{found[1]:0>2}"
        hint = f'write "{month}" if it is a month and a year; if it is a day, {hint}'
    return Rejected("TF202", f"no year in '{text}'", hint)


_MONTH_AND_YEAR = lazy(r"(0?[1-9]|1[0-2])[/.-]([0-9]{2})")
_LAST_CENTURY = "70"


def _unknown_word(text: str, phrase: Phrase) -> Rejected | None:
    unknown = [token for token in phrase.tokens if token.kind == "x"]
    if not unknown or not set(phrase.kinds) & set("MSYIDmpk"):
        return None
    found = next((token for token in unknown if not languages_of(fold(token.text))), unknown[0])
    word = _as_written(text, found.text)
    before = phrase.kinds[: phrase.tokens.index(found)]
    hint = (
        'write a zone as "18:30 Europe/Paris" or "18:30+02:00"; a place belongs in `location:`'
        if before[-1:] in _CLOCKS
        else 'write only the date, e.g. "7 Oct 2015"; a place belongs in `location:`'
    )
    return Rejected("TF221", f"cannot read '{word}' in '{text}'", hint)


_CLOCKS = frozenset("TAu")
_HINTS = {
    **dict.fromkeys(
        ("cancelled", "canceled"), "write only the date, and add `status: cancelled` to the talk"
    ),
    **dict.fromkeys(
        ("postponed", "rescheduled", "moved", "delayed"),
        'write only the new date, or "TBA" if there is none yet, and add `status: postponed`',
    ),
    **dict.fromkeys(("c.t.", "c.t"), 'write the start, a quarter past the hour, e.g. "16:15"'),
    "or": 'write what is certain, e.g. "spring 2015?", or "TBA"',
}


def _well_known(text: str, phrase: Phrase) -> Rejected | None:
    """Return the error of a word that belongs elsewhere, even if there are other errors."""
    for token in phrase.tokens:
        if hint := _HINTS.get(fold(token.text)):
            word = _as_written(text, token.text)
            return Rejected("TF221", f"cannot read '{word}' in '{text}'", hint)
    return None


_RELATIVE = frozenset(("next", "this", "coming", "tomorrow", "yesterday", "tonight", "today"))


def _relative(text: str, phrase: Phrase) -> Rejected | None:
    """Return the error of a relative date."""
    if set(phrase.kinds) & set("IDmpen") or any(map(_is_year, phrase.tokens)):
        return None
    for token in phrase.tokens:
        if fold(token.text) in _RELATIVE:
            return Rejected(
                "TF202",
                f"'{token.text}' in '{text}' is relative to the day of reading",
                'write the date itself, e.g. "12 May 2015"',
            )
    return None


def _two_clocks(text: str, phrase: Phrase) -> Rejected | None:
    if not re.search("[TAN][GoR]*[/,][abFj]*(T|dA|N)", phrase.kinds):
        return None
    return Rejected(
        "TF207",
        f"several times in '{text}'",
        'write one time with its zone, e.g. "7 Oct 2015, 18:30 Europe/Paris"',
    )


def _several(text: str, phrase: Phrase) -> Rejected | None:
    kinds = phrase.kinds
    is_list = set(kinds) & set("&,/") and set(kinds) & set("MIDSQ")
    dates = [token for token in phrase.tokens if token.kind in "ID" or _is_year(token)]
    if not is_list and len(dates) < 2:  # noqa: PLR2004 - two make a list
        return None
    return Rejected(
        "TF207",
        f"'{text}' is not a single day or range",
        "list each date under `given:`, e.g. `given: [{date: 4 May 2018}, {date: 7 May 2018}]`",
    )


def _is_year(token: Token) -> bool:
    return token.kind == "Y" and FIRST_YEAR <= token.value <= LAST_YEAR


def _no_figure(text: str, phrase: Phrase) -> Rejected | None:
    if any(char.isdigit() for token in phrase.tokens for char in token.text):
        return None
    return Rejected(
        "TF201",
        f"no date in '{text}'",
        'write a date, e.g. "Oct 2015", or "TBA" if there is none yet',
    )


def _unread(text: str, _: Phrase) -> Rejected:
    return Rejected("TF201", f"cannot read '{text}' as a date", _EXAMPLES)


_CAUSES: tuple[Callable[[str, Phrase], Rejected | None], ...] = (
    _strange,
    _well_known,
    _relative,
    _open_end,
    _no_year,
    _unknown_word,
    _two_clocks,
    _several,
    _no_figure,
    _unread,
)
