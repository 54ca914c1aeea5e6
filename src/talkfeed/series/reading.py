"""A phrase of recurring slots → a Schedule, by a whitelist of shapes; every token must be read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from talkfeed.dates.daterules import DateRules, primary
from talkfeed.errors import Rejected
from talkfeed.model.series import Schedule, SlotRule
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.series import clocks, shapes
from talkfeed.series.composites import BEFORE_TIMES, compose
from talkfeed.series.lexer import LIMIT, Token, tokens
from talkfeed.series.rejections import explain_unread, too_long
from talkfeed.series.values import rrule
from talkfeed.series.words import known_languages, lexicon
from talkfeed.series.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.series.clocks import Clock

DEFAULT = DateRules()


def read_rule(text: str, rules: DateRules = DEFAULT) -> Schedule:
    """Read when something recurs, as people write it.

    `rules` give the languages, which are tried after English, and the zone of times without one. A
    phrase in another language is read if all languages that have its words agree.

    >>> read_rule("every second Thursday of the month").rules[0].rule
    'FREQ=MONTHLY;BYDAY=2TH'

    Raises: Rejected TF241 to TF245, TF206 or TF211 for times, TF213 to TF215 for a zone.
    """
    return _read(text.strip(), rules)


@lru_cache(maxsize=4096)
def _read(text: str, rules: DateRules) -> Schedule:
    if len(text) > LIMIT:
        raise too_long(text)
    rejections: dict[str, Rejected] = {}
    own = [*map(primary, (rules.language, *rules.languages))]
    for language in dict.fromkeys(("en", *own)):  # else "to" is Thursday in Finnish
        try:
            return _in_language(text, language, rules.timezone)
        except Rejected as rejected:
            rejections[language] = rejected
    return _in_others(text, rules, rejections[own[0]])


def _in_others(text: str, rules: DateRules, first: Rejected) -> Schedule:
    """Read a phrase in all other languages that have its words.

    Raises: Rejected, of the language that has most of the words; `first` if that is the own one.
    """
    unknown = {tag: _unknown_words(text, tag) for tag in known_languages()}
    readings: set[Schedule] = set()
    rejections: list[Rejected] = []
    least = min(unknown.values())
    is_ours = _unknown_words(text, primary(rules.language)) <= least
    for language in (tag for tag, count in unknown.items() if count == least and not is_ours):
        try:
            readings.add(_in_language(text, language, rules.timezone))
        except Rejected as rejected:
            rejections.append(rejected)
    if len(readings) == 1 and all(each.code != "TF243" for each in rejections):
        return readings.pop()
    raise next(iter(rejections), first)


_NONE = 1_000
"""More words than a phrase has."""


def _unknown_words(text: str, language: str) -> int:
    """Count the words that a language does not have.

    They are too many if it has no word of some length that English does not have: "to" is Thursday
    in Finnish.
    """
    english = lexicon("en")
    try:
        found = [token for token in tokens(text, language) if token.kind not in "TZ"]
    except Rejected:
        return _NONE
    unknown = [token for token in found if token.kind == "x"]
    own = {token.text for token in found if token.kind != "x" and token.text not in english}
    words = [word for word in own if any(map(str.isalpha, word))]
    is_own = any(len(word) > 2 or not word.isascii() for word in words)  # noqa: PLR2004 - as above
    return len(unknown) if is_own or language == "en" else _NONE


def _in_language(text: str, language: str, timezone: str | None) -> Schedule:
    found = tokens(text, language)
    zone = zone_of([part for token in found if token.kind == "Z" for part in token.value])
    found = _without_zones(found)
    parts = _parts(compose(found, BEFORE_TIMES), text)
    read = _slots(parts) if all(token.kind not in "VXx" for token in found) else None
    if read is None:
        raise explain_unread(text, found)
    return Schedule(text, read, zone or timezone)


def _without_zones(found: list[Token]) -> list[Token]:
    """Remove zones, and what joins two of them: "CET/CEST"."""
    kept: list[Token] = []
    for index, token in enumerate(found):
        around = [each.kind for each in found[max(index - 1, 0) : index + 2]]
        is_between = token.kind in "&,-–V" and around[:1] + around[2:] == ["Z", "Z"]
        if token.kind != "Z" and not is_between:
            kept.append(token)
    return kept


# --- days and times -----------------------------------------------------------------------------

_TIME = lazy(
    r"[aKsb]{0,4}(?:[TJd]u?H?|N)[cq]?(?:[-–tgb~]{1,3}[aKsb]{0,3}(?:[TJd]u?H?|N))?[cqzug~]{0,3}(?:,?L)?"
    r"|C[aK]{0,2}[TJd]u?H?&[aK]{0,2}[TJd]u?H?"
)
_SEPARATORS = frozenset("&,-–")
_RANGES = frozenset("-–t~")


class _Part(NamedTuple):
    """A run of tokens of days, or the tokens of one time or more, the last after an "and"."""

    days: list[Token]
    times: list[list[Token]]
    joined: list[bool]


def _parts(found: list[Token], text: str) -> list[_Part]:
    """Split tokens into days and times, in turn.

    Raises: Rejected TF241 for a range that begins with a time and ends with a day.
    """
    kinds = "".join(token.kind for token in found)
    parts: list[_Part] = []
    end = 0
    for match in [*_TIME.finditer(kinds), None]:
        start = match.start() if match else len(found)
        between = found[end:start]
        is_range = bool(parts and between) and between[0].kind in _RANGES
        if is_range and (match is not None or any(token.kind == "W" for token in between)):
            raise explain_unread(text, found)
        days = _trimmed(between)
        if days:
            parts.append(_Part(days, [], []))
        if match:
            times = found[start : match.end()]
            if parts and parts[-1].times:
                parts[-1].times.append(times)
                parts[-1].joined.append(any(one.kind == "&" and one.text != "/" for one in between))
            else:
                parts.append(_Part([], [times], [True]))
            end = match.end()
    return parts


def _trimmed(found: list[Token]) -> list[Token]:
    while found and found[0].kind in _SEPARATORS:
        found = found[1:]
    while found and found[-1].kind in _SEPARATORS:
        found = found[:-1]
    return found


def _slots(parts: list[_Part]) -> tuple[SlotRule, ...] | None:
    """Read days and times; None if they are in an order that has no clear meaning."""
    order = "".join("T" if part.times else "D" for part in parts)
    if any(part.joined and not part.joined[-1] for part in parts):
        return None  # "16:00 (15:00 UTC)", "10:00/14:00"
    if order in {"D", "DT", "TD", "DTD", "T"}:
        days = [token for part in parts for token in [*part.days, _BREAK]]
        return _of_days(days, next((part.times for part in parts if part.times), []))
    if order != "DT" * (len(order) // 2) or not order:
        return None
    pairs = zip(parts[::2], parts[1::2], strict=True)
    found: list[SlotRule] = []
    is_shared = len({_lead(part.days) for part in parts[::2]}) > 1
    for one, other in pairs:
        slots = _of_days(one.days, other.times)
        if slots is None:
            return None
        if is_shared or (found and not _is_weekly(found[0]) and _is_weekly(slots[0])):
            shapes.reject_ambiguous(
                "what is before the first day may be for the others, too",
                "1st Monday 18:00, 3rd Thursday 19:00",
                "Monday 18:00, Thursday 19:00",
            )
        found.extend(slots)
    return tuple(dict.fromkeys(found))


_BREAK = Token(";", None, "")


def _lead(days: list[Token]) -> str:
    """Return the classes before the first day: of "even weeks" before "Monday", for example."""
    kinds = "".join(token.kind for token in days)
    return "".join(kind for kind in _BEFORE_DAY.split(kinds, maxsplit=1)[0] if kind in _LEADS)


_BEFORE_DAY = lazy("[WOGD]")
_LEADS = frozenset("AFIQBwm")


def _is_weekly(slot: SlotRule) -> bool:
    return slot.rule.startswith("FREQ=WEEKLY;BYDAY")


def _of_days(days: list[Token], times: list[list[Token]]) -> tuple[SlotRule, ...] | None:
    """Read the slots of some days, one for each time."""
    halves = [token for token in days if token.kind == "H"]
    others = [token for token in days if token.kind != "H"]
    rule = shapes.days_of(others)
    if halves and {token.kind for token in others} == {"E", ";"}:
        rule = rrule("DAILY")  # "every morning"
    if rule is None:
        return None
    kinds = "".join(token.kind for token in days)
    if len({token.value for token in halves}) > 1 or _INNER_HALF.search(kinds):
        return None  # "Monday evening and Tuesday at 10"
    if halves and not times:
        raise Rejected("TF211", f"no time in '{halves[0].text}'", clocks.HINT)
    half = halves[0].value if halves else None
    found = [clocks.read_times(*_clocks(each, half)) for each in times]
    return tuple(SlotRule(rule, *each) for each in found) or (SlotRule(rule),)


_INNER_HALF = lazy("W[^WH]?H[^W]?[&,]{1,2}[^W]?W")


def _clocks(found: list[Token], half: str | None) -> tuple[list[Clock], clocks.TimeContext]:
    kinds = {token.kind for token in found}
    context = clocks.TimeContext(
        half=half,
        is_clock=not kinds.isdisjoint("uKJ"),
        is_introduced=not kinds.isdisjoint("asb"),
        is_cum="c" in kinds,
        length=next((token.value for token in found if token.kind == "L"), None),
    )
    return list(_each_clock(found)), context


def _each_clock(found: list[Token]) -> Iterator[Clock]:
    for index, token in enumerate(found):
        if token.kind in "TJ":
            clock = token.value
        elif token.kind == "d":
            clock = clocks.Clock(token.value, 0, None, token.text)
        elif token.kind == "N":
            hour = token.value[0]
            clock = clocks.Clock(hour, 0, None, token.text, is_sure=True, has_minutes=True)
        else:
            continue
        following = [each for each in found[index + 1 : index + 3] if each.kind != "u"][:1]
        part = next((each.value for each in following if each.kind == "H"), None)
        yield clock._replace(half=part) if part and clock.half is None else clock
