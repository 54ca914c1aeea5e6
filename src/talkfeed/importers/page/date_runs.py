"""A text → the dates in it: runs of words that may be a date, parsed by the date grammar.

A run is shortened from its ends until the grammar accepts it, so that every date found here
is valid in talks.yaml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.dates import DateRules, read_date
from talkfeed.dates.words import fold, lexicon
from talkfeed.errors import Rejected
from talkfeed.importers.page.line import KEPT
from talkfeed.model import Precision
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.importers.page.line import Line


class Dated(NamedTuple):
    """A date in a text: its position, the phrase, and its precision.

    A `partial` one has day and month but no year; its precision is that with a year.
    `unread` is text right before it that looks like a part of it.
    """

    start: int
    end: int
    phrase: str
    precision: Precision
    partial: bool = False
    unread: str = ""

    @property
    def is_year(self) -> bool:
        """Return whether it is only a year or a range of years."""
        return self.precision in {Precision.YEAR, Precision.YEAR_RANGE}


_TOKEN = re.compile(
    r"\d{2,4}[年년]\s?\d{1,2}[月월](?:\s?\d{1,2}[日일])?|\d{1,4}(?:[./-]\d{1,4}){1,2}(?![\w])|\d{4}-\d\d-\d\dT[\d:.+-]+Z?|\d{1,2}:\d\d(?::\d\d)?|\d+(?:st|nd|rd|th)?(?![^\W\d_])|[^\W_]+|[^\w\s]|_"
)
_DIGITS = re.compile(
    r"\d{2,4}[年년]\s?\d{1,2}[月월](?:\s?\d{1,2}[日일])?|\d[\d./:T+Z-]*\d|\d{1,4}(?:st|nd|rd|th|er)?|\d{1,2}h(?:\d\d)?|\d{1,2}[ap]m|Q[1-4]|H[12]",
    re.IGNORECASE,
)
_SIGNS = frozenset("-–—‐‑−/.,:&'’()~?@+")  # noqa: RUF001 (every dash there is)
_WORDS = frozenset("MWSPqVEftbC&XFOruAHaG")
_STARTS = frozenset("MWSPXFOC?qf")
_ANCHOR = re.compile(
    r"(?<!\d)(?:19[5-9]\d|20[0-6]\d)(?!\d)|['\u2019]\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d\d(?!\d)"
)
_NOON = re.compile(r"AM|[Pp]M|pm")
_FIGURE = re.compile(r"\d")
_LONGEST = 14
_AFTER_NAME = re.compile(r"\d{4}, ")
_ADDRESS = re.compile(r"https?://\S+|\b[\w.-]+\.(?:com|org|net|io|dev)/\S*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19[5-9]\d|20[0-6]\d)")
_COARSE = frozenset((Precision.YEAR, Precision.YEAR_RANGE))
_PAIR = re.compile(r"(\d{1,2})([/.])(\d{1,2})\.?")
_LEAP_YEAR = "2000"
_ALONE = re.compile(r"(?:^|[|>])[ *]{0,9}(\d{1,2})/(\d{1,2})[ *]{0,9}(?=$|[|<:,])", re.MULTILINE)
"""A day and month without a year that fill a cell, or begin a line."""
_DOTTED = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)(?![\d.])")
"""A date such as "21.04.26", whose year is the part that differs least on a page."""
_AMBIGUOUS = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")


@lru_cache(maxsize=KEPT)
def find_dates(text: str, rules: DateRules) -> tuple[Dated, ...]:
    """List the dates in a text, those without a year included."""
    found: list[Dated] = []
    if not _FIGURE.search(text):
        return ()
    text = _ADDRESS.sub(lambda match: "\x01" * len(match[0]), text)
    for match in _DAYS_OF_EAST.finditer(text):
        year, month, day, last_month, last_day = match.groups()
        phrase = f"{year}-{month:0>2}-{day:0>2}/{year}-{last_month or month:0>2}-{last_day:0>2}"
        if (precision := read(phrase, rules)) is not None:
            found.append(Dated(match.start(), match.end(), phrase, precision))
            text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    for tokens in _runs(text, (rules.language, *rules.languages)):
        found.extend(_dates_of(text, tokens, rules))
    return tuple(sorted(found))


def dates_of(line: Line, rules: DateRules) -> tuple[Dated, ...]:
    """List the dates in a line; an exact `<time datetime>` takes precedence over its text."""
    found = find_dates(line.text, rules)
    for span in line.of("time"):
        phrase = _stamp(span.value)
        precision = read(phrase, rules) if phrase else None
        inside = [one for one in found if span.start <= one.start < span.end]
        is_finer = any(not one.partial and ":" in one.phrase for one in inside)
        if not inside and span.end <= span.start:
            continue
        if precision is None or rank(precision) > 0 or (is_finer and ":" not in phrase):
            continue
        rest = [one for one in found if one not in inside]
        exact = Dated(span.start, span.end, phrase, precision)
        found = tuple(sorted([*rest, exact]))
    return found


def _stamp(value: str) -> str:
    """Return the phrase of a `datetime`; midnight is how programs write a day."""
    match = _STAMP.fullmatch(value.strip())
    if match is None:
        return ""
    day, clock, offset = match.groups()
    return day if clock in {None, "00:00"} else f"{day} {clock} {offset or ''}".strip()


_DAYS_OF_EAST = re.compile(
    r"(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日(?:[（(][^）)\n]{1,3}[）)])?\s?[-–—~〜～]\s?"  # noqa: RUF001
    r"(?:(\d{1,2})月\s?)?(\d{1,2})日",
    re.ASCII,
)
"""Several days in Japanese or Chinese: "2026年6月8日-12日"."""
_STAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,6})?)?[ ]?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)


def unread_dates(text: str) -> list[str]:
    """List the numeric dates that are ambiguous, since either number may be the month."""
    return [match[0] for match in _AMBIGUOUS.finditer(text)]


def order_of(text: str) -> str | None:
    """Return the order of day and month, "dmy" or "mdy", that the dates of a text agree on."""
    pairs = [
        (int(match[1]), int(match[2]))
        for pattern in (_AMBIGUOUS, _ALONE)
        for match in pattern.finditer(text)
    ]
    dotted = _DOTTED.findall(text)
    if len({year for _, _, year in dotted}) < len({day for day, _, _ in dotted}):
        pairs.extend((int(day), int(month)) for day, month, _ in dotted)
    day_first = any(first > _MONTHS for first, _ in pairs)
    month_first = any(second > _MONTHS for _, second in pairs)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


@lru_cache(maxsize=KEPT)
def edtf_of(phrase: str, rules: DateRules) -> str | None:
    """Return the EDTF of a phrase, None if it is no date."""
    try:
        return read_date(phrase, rules).edtf
    except Rejected:
        return None


def in_full(phrase: str, rules: DateRules) -> str:
    """Write a date so that it depends neither on a language nor on the order of day and month."""
    when = read_date(phrase, rules)
    if when.edtf is None or "T" not in when.edtf:
        return when.edtf or phrase
    zone = when.zone if when.zone != rules.timezone else ""
    return f"{when.edtf.replace('T', ' ')} {zone}".strip()


_MONTHS = 12


@lru_cache(maxsize=KEPT)
def read(phrase: str, rules: DateRules) -> Precision | None:
    """Return the precision of a phrase, None if it is no date; both are cached."""
    try:
        return read_date(phrase, rules).precision
    except Rejected:
        return None


class _Token(NamedTuple):
    start: int
    end: int
    kind: str


def _runs(text: str, languages: tuple[str, ...]) -> Iterator[list[_Token]]:
    """Cut a text into runs of tokens that may belong to one date."""
    run: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = _kind(match[0], languages)
        gap = text[run[-1].end : match.start()] if run else ""
        if not kind or "\n" in gap:
            yield from _whole([run])
            run = []
        if kind:
            run.append(_Token(match.start(), match.end(), kind))
    yield from _whole([run])


def _whole(runs: list[list[_Token]]) -> Iterator[list[_Token]]:
    """Return the runs that have a number."""
    return (run for run in runs if any(token.kind == "0" for token in run))


@lru_cache(maxsize=KEPT)
def _kind(token: str, languages: tuple[str, ...]) -> str:
    """Classify a token: "0" for a number, "." for a sign, the lexicon's letter for a word."""
    if _DIGITS.fullmatch(token):
        return "0"
    if token in _SIGNS:
        return "."
    if _NOON.fullmatch(token):
        return "p"
    kinds = (lexicon(language).get(fold(token), ("", 0))[0] for language in languages)
    return next((kind for kind in kinds if kind and (kind in _WORDS or kind == "?")), "")


def _dates_of(text: str, run: list[_Token], rules: DateRules) -> Iterator[Dated]:
    """Yield the dates of one run from left to right, the longest first."""
    index = done = 0
    while index < len(run):
        kind = run[index].kind
        found = _date_at(text, run, index, rules) if kind == "0" or kind in _STARTS else None
        if found is None:
            index += 1
            continue
        dated, stop = found
        if _AFTER_NAME.match(dated.phrase):  # "CALCO 2021, 3 September 2021": the year is a name's
            after = _date_at(text, run, index + 2, rules)
            dated, stop = after if after and not after[0].partial else found
        unread = (
            text[run[done].start : dated.end].lstrip("(, ") if _is_torn(run[done:index]) else ""
        )
        index = done = stop
        match = _LEADING.match(dated.phrase)
        rest = dated.phrase[match.end() :] if match else ""
        if match and (dated.partial or read(rest, rules) is not None):
            dated = dated._replace(start=dated.start + match.end(), phrase=rest)
        yield dated._replace(unread=unread)


def _is_torn(tokens: list[_Token]) -> bool:
    """Return whether tokens before a date seem to belong to it, as in "June & Sept 2022".

    A weekday before a day that is another one belongs to it, too.
    """
    words = [token for token in tokens if token.kind != "."]
    if words and words[-1].kind == "W":
        return True
    return any(token.kind in "0M" for token in tokens) and tokens[-1].kind in ".&tb"


_LEADING = re.compile(
    r"(?:on|in|of|at|held|the|from|during|date:|dates:|when:)\s+(?!end|beginning|middle|start)",
    re.IGNORECASE,
)


def _date_at(
    text: str, run: list[_Token], index: int, rules: DateRules
) -> tuple[Dated, int] | None:
    """Return the longest date that starts at a token, and the index of the next token."""
    partial: tuple[Dated, int] | None = None
    for stop in range(min(len(run), index + _LONGEST), index, -1):
        last = run[stop - 1]
        if last.kind in ".fFatb&C" and text[last.start : last.end] not in {")", "?", "."}:
            continue
        phrase = text[run[index].start : last.end]
        if phrase.count("(") != phrase.count(")") or phrase[-1] in ".,":
            continue
        precision = read(phrase, rules) if _ANCHOR.search(phrase) else None
        if precision is not None and precision is not Precision.NONE:
            return Dated(run[index].start, last.end, phrase, precision), stop
        if partial is None and not _ANCHOR.search(phrase) and len(phrase) > 3:  # noqa: PLR2004
            precision = _partial(phrase, run[index:stop], rules)
            if precision is not None:
                partial = Dated(run[index].start, last.end, phrase, precision, partial=True), stop
    return partial


def _partial(phrase: str, run: list[_Token], rules: DateRules) -> Precision | None:
    """Return the precision of a phrase such as "12 May" with a year."""
    kinds = "".join(token.kind for token in run)
    if _PAIR.fullmatch(phrase):
        return Precision.DAY if with_year(phrase, _LEAP_YEAR, rules) else None
    if "M" not in kinds or "0" not in kinds:
        return None
    return read(f"{phrase} {_LEAP_YEAR}", rules)


def with_year(phrase: str, year: str, rules: DateRules) -> str:
    """Add the year to a day and month, "" where that is no date."""
    pair = _PAIR.fullmatch(phrase)
    joined = [f"{pair[1]}{pair[2]}{pair[3]}{pair[2]}{year}"] if pair else []
    for whole in (*joined, f"{phrase} {year}", f"{phrase}, {year}"):
        if read(whole, rules) is not None:
            return whole
    return ""


def year_of(phrase: str, above: str, rules: DateRules) -> str:
    """Return the year of a day below a heading, "" if it is not certain.

    It is the only year of the heading. Of an academic year, the months from September on are in the
    first year, and those up to July in the second.
    """
    years = _YEAR.findall(above)
    if len(years) != 2 or int(years[1]) != int(years[0]) + 1:  # noqa: PLR2004
        return only_year(above)
    day = edtf_of(with_year(phrase, years[0], rules), rules) or ""
    month = day[5:7]
    return years[0] if month >= "09" else years[1] if "00" < month < "08" else ""


_FINE = ("minute", "minute range", "day", "day range")
_MONTHLY = ("month", "month range", "season", "season range", "quarter", "half", "third of a year")


def rank(precision: Precision) -> int:
    """Rank a precision: 0 for days, 1 for months and seasons, 2 for years."""
    if precision in _FINE:
        return 0
    return 1 if precision in _MONTHLY else 2


def is_within(phrase: str, whole: str, rules: DateRules) -> bool:
    """Return whether a day lies in a month or year."""
    day, span = read_date(phrase, rules), read_date(whole, rules)
    return str(span.start) <= str(day.start) <= str(span.end)


def only_year(text: str) -> str:
    """Return the only year in a text, "" if there are none or several."""
    years = dict.fromkeys(_YEAR.findall(text))
    return next(iter(years)) if len(years) == 1 else ""
