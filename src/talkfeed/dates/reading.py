"""A date phrase → a When, by a whitelist of shapes; every token must be accounted for."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.dates import shapes, times, zones
from talkfeed.dates.daterules import DateRules
from talkfeed.dates.moments import Reading, Timed, dated, timed
from talkfeed.dates.phrase import Phrase, clean, unwrap
from talkfeed.dates.readers import MatchedTokens
from talkfeed.dates.rejections import explain_unread, other_language, shown, too_long
from talkfeed.dates.signs import normalise
from talkfeed.dates.tokens import LIMIT, tokens
from talkfeed.dates.weekdays import check_weekdays
from talkfeed.dates.words import fold, languages_of
from talkfeed.errors import Rejected
from talkfeed.model import Precision, When
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.dates.tokens import Token

DEFAULT = DateRules()


def read_date(text: str, rules: DateRules = DEFAULT) -> When:
    """Read a date as people write it, or in EDTF.

    >>> read_date("towards the end of 2013").edtf
    '2013-39'

    Raises: Rejected TF2xx; each cause has its own code, see `talkfeed.rules`.
    """
    return _read(text.strip(), rules)


@lru_cache(maxsize=4096)
def _read(text: str, rules: DateRules) -> When:
    if len(text) > LIMIT:
        raise too_long(text)
    plain = unwrap(normalise(text))
    phrase = clean(tokens(plain, rules.language))
    found = _understand(text, phrase, rules)
    for language in () if found else rules.languages:
        found = found or _understand(text, clean(tokens(plain, language)), rules)
    if found is None:
        raise explain_unread(text, phrase, _hint_of_language(text, phrase, rules))
    return found


def _understand(text: str, phrase: Phrase, rules: DateRules) -> When | None:
    """Read a phrase in the language of its tokens; None if no shape matches.

    Raises: Rejected TF2xx if a shape matches but there is no such date.
    """
    if phrase.kinds == "B" and not phrase.weekdays:
        return When(text=text, edtf=None, start=None, end=None, precision=Precision.NONE)
    reading = _across(phrase, rules) or _reading(phrase, rules)
    if reading is None:
        return None
    _check_start(text, phrase, reading)
    check_weekdays(phrase, reading.span)
    if reading.timed is not None:
        return timed(text, phrase, reading, rules)
    return dated(text, phrase, reading.span)


def _hint_of_language(text: str, phrase: Phrase, rules: DateRules) -> str | None:
    """Return the hint for a phrase that is readable in another language; None if in none."""
    unknown = [languages_of(fold(token.text)) for token in phrase.tokens if token.kind == "x"]
    readings: dict[str, str | None] = {}
    for language in sorted(frozenset.intersection(*unknown)) if unknown else ():
        with suppress(Rejected):
            found = _understand(text, clean(tokens(unwrap(normalise(text)), language)), rules)
            if found is not None:
                readings[language] = found.edtf
    return other_language(readings, rules.languages) if readings else None


# --- shapes -------------------------------------------------------------------------------------

# Strings: `re` compiles and caches them when a phrase needs them.
_GAP = "(?:[-–](?=[TN]|[dk]A)|,)?"
_AFTER = f"{_GAP}(?P<time>{times.TIMES})(?P<zone>{times.ZONES})?"
_BEFORE = f"(?P<time>{times.TIMES})(?P<zone>{times.ZONES})?[-–,]?"
_INSIDE = f",?(?P<time>{times.TIMES})(?P<zone>{times.ZONES})?,?(?P<year>Y)(?P<after>{times.ZONES})?"


class Split(NamedTuple):
    """The positions of the date, the time and the zone in the classes of a phrase."""

    date: slice
    time: slice | None = None
    zone: slice | None = None
    year: slice | None = None

    def kinds(self, kinds: str) -> str:
        """Return the token classes of the date."""
        return kinds[self.date] + ("Y" if self.year else "")

    def tokens(self, tokens: list[Token]) -> list[Token]:
        """Return the tokens of the date."""
        return tokens[self.date] + (tokens[self.year] if self.year else [])


@lru_cache(maxsize=4096)
def _splits(kinds: str) -> tuple[Split, ...]:
    """Return all splits into date and time in which a shape matches the date."""
    if len(kinds) > _LONGEST:
        return ()
    found = [Split(slice(0, len(kinds)))] if shapes.plans(kinds) else []
    for index in range(1, len(kinds)):
        ways = (_after(kinds, index), _before(kinds, index), _inside(kinds, index))
        found.extend(split for split in ways if split is not None)
    return tuple(found)


_CERTAIN = frozenset("TANua")
_LONGEST = 40  # tokens; no date has more


def _after(kinds: str, index: int) -> Split | None:
    match = re.compile(_AFTER).fullmatch(kinds, index) if shapes.plans(kinds[:index]) else None
    if match is None or match["time"] == "d":
        return None
    if kinds[:index] == "dMd" and kinds[index] in "-–b":
        return None  # "12 May 10 - 12pm" and "12 mai 10 à 12h" may lack their year
    zone = slice(*match.span("zone")) if match["zone"] else None
    return Split(slice(0, index), slice(*match.span("time")), zone)


def _before(kinds: str, index: int) -> Split | None:
    if times.FIGURES.isdisjoint(kinds[:index]) or not shapes.plans(kinds[index:]):
        return None
    match = re.fullmatch(_BEFORE, kinds[:index])
    if match is None or (not match["zone"] and _CERTAIN.isdisjoint(match["time"])):
        return None  # "7 - 2015-10-09" may be the seventh of a list
    zone = slice(*match.span("zone")) if match["zone"] else None
    return Split(slice(index, len(kinds)), slice(*match.span("time")), zone)


def _inside(kinds: str, index: int) -> Split | None:
    """Split "Wed Aug 26 05:08:03 2015 +0200", in which the year follows the time."""
    if "Y" not in kinds[index + 1 :] or not shapes.plans(f"{kinds[:index]}Y"):
        return None
    match = re.compile(_INSIDE).fullmatch(kinds, index)
    if match is None or _CERTAIN.isdisjoint(match["time"]) or (match["zone"] and match["after"]):
        return None
    name = "zone" if match["zone"] else "after"
    zone = slice(*match.span(name)) if match[name] else None
    return Split(slice(0, index), slice(*match.span("time")), zone, slice(*match.span("year")))


def _reading(phrase: Phrase, rules: DateRules) -> Reading | None:
    """Read by all matching shapes, which must agree.

    Raises: Rejected, the first error if no shape succeeds.
    """
    found: list[Reading] = []
    rejections: list[Rejected] = []
    for split in _splits(phrase.kinds):
        for plan in shapes.plans(split.kinds(phrase.kinds)):
            try:
                reading = _apply(phrase, plan, split, rules)
            except Rejected as rejected:
                rejections.append(rejected)
            else:
                found.extend([reading] if reading else [])
    if not found and rejections:
        raise rejections[0]
    return the_only(found)


def the_only(readings: Sequence[Reading]) -> Reading | None:
    """Return the common reading; None without any. Raises: Rejected TF201."""
    if len(set(readings)) > 1:
        raise Rejected(
            "TF201",
            "the phrase can be read in more than one way",
            'write the date in full, e.g. "7 Oct 2015" or "2015-09-24/2015-09-26"',
        )
    return readings[0] if readings else None


_ONE_DAY = {
    Precision.DAY_RANGE: "write the days alone, or each day with its time under `given:`",
}


def _apply(phrase: Phrase, plan: shapes.Plan, split: Split, rules: DateRules) -> Reading | None:
    span = plan.shape.read(MatchedTokens(split.tokens(phrase.tokens), plan.spans, rules))
    if split.time is None:
        return Reading(span)
    moments = times.read(phrase.tokens[split.time], phrase.kinds[split.time], span.start)
    if moments is None:
        return None
    if span.precision is not Precision.DAY:
        raise Rejected(
            "TF218",
            f"a time needs one day, and '{span.edtf}' is a {span.precision}",
            _ONE_DAY.get(span.precision, 'write the day as well, e.g. "7 Oct 2015 18:30"'),
        )
    stated = zones.statement(phrase.tokens[split.zone]) if split.zone else []
    return Reading(span, Timed(*moments, tuple(stated)))


def _across(phrase: Phrase, rules: DateRules) -> Reading | None:
    """Read two dates with times, joined by a dash, a slash or "to"."""
    kinds = phrase.kinds
    found = set()
    for index, kind in enumerate(kinds):
        if kind in "-–/tb~" and _is_moment(kinds[:index]) and _is_moment(kinds[index + 1 :]):
            halves = [_half(phrase, part, rules) for part in (slice(index), slice(index + 1, None))]
            if halves[0] and halves[1]:
                found.add((halves[0], halves[1]))
    if len(found) != 1:
        return None
    return _joined(*found.pop())


def _is_moment(kinds: str) -> bool:
    """Return whether there may be both a date with a year and a time of day."""
    return not _DATES.isdisjoint(kinds) and not _CLOCKS.isdisjoint(kinds)


_DATES, _CLOCKS = frozenset("IDY"), frozenset("TAuNkY")


def _half(phrase: Phrase, part: slice, rules: DateRules) -> Reading | None:
    kinds = phrase.kinds[part]
    try:
        reading = _reading(Phrase(phrase.tokens[part], kinds, ()), rules)
    except Rejected:
        return None
    return reading if reading and reading.timed else None


def _joined(first: Reading, last: Reading) -> Reading | None:
    one, two = first.timed, last.timed
    if one is None or two is None or one.start != one.end or two.start != two.end:
        return None
    if two.end <= one.start:
        raise Rejected(
            "TF206",
            f"the range ends ({two.end:%Y-%m-%d %H:%M}) before it starts",
            'write the earlier one first, e.g. "7 Oct 2015 18:30 - 8 Oct 2015 02:00"',
        )
    if one.zones and two.zones and one.zones != two.zones:
        raise Rejected("TF215", "the time zones stated differ", "write both times in the same zone")
    span = first.span._replace(end=last.span.end)
    return Reading(span, Timed(one.start, two.end, one.zones or two.zones))


# --- checks -------------------------------------------------------------------------------------


def _check_start(text: str, phrase: Phrase, reading: Reading) -> None:
    """Reject "from Oct 2015" without an end."""
    if phrase.starts and reading.timed is None and "range" not in reading.span.precision:
        raise Rejected(
            "TF208",
            f"no end in '{shown(text)}'",
            'write when it was held, e.g. "Oct 2021" or "Oct-Dec 2021"',
        )
