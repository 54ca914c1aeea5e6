"""Text → tokens of a rule, each with a class (a letter), a value and its text.

Classes of words are those of `words.py`. Others are T a time, d a number, O an ordinal, N noon or
midnight, c "c.t.", q "s.t.", L a length in minutes, Z tokens of a zone, x an unknown word; X also a
date; signs are their own class.
"""

# ruff: noqa: RUF001 - some words are written in other scripts

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from talkfeed.dates.daterules import primary
from talkfeed.dates.signs import normalise
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.series.clocks import Clock
from talkfeed.series.words import folded, lexicon
from talkfeed.series.zones import find_zone, find_zone_of_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LIMIT = 200


class Token(NamedTuple):
    """A class letter, a value that depends on the class, and the folded text."""

    kind: str
    value: Any
    text: str


_PIECES = lazy(r"[^\W_]+(?:[ '-][^\W_]+){0,5}")
_WORD = lazy(r"[^\W\d_]+")
_EASTERN = lazy(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_NUMERALS = "一二三四五六七八九十"

_PARTS = "午前|午後|上午|下午|晚上|早上|傍晚|中午|오전|오후|저녁|아침"
_EASTERN_TIME = lazy(
    rf"""
      (?P<half>{_PARTS})?[ ]?(?P<hour>[0-9]{{1,2}}|[一二两兩三四五六七八九十]{{1,3}})
          [ ]?[時时点點시]
          (?:[ ]?(?P<minute>[0-9]{{1,2}})[ ]?[分분]?|[ ]?(?P<thirty>半|반))?
    | (?P<half2>{_PARTS})[ ]?(?P<hour2>[0-9]{{1,2}}):(?P<minute2>[0-9]{{2}})(?![0-9:])
    """,
    re.VERBOSE,
)
_FIGURES = lazy(
    r"""
      (?P<skip>12(?:[:.]00)?[ ]?(?=(?:noon|midday)(?![^\W\d_])))
    | (?P<A>(?P<ah>[0-9]{1,2})(?:[:.](?P<am>[0-9]{2})(?::[0-9]{2})?)?[ ]?
          (?P<ap>[ap])\.?[ ]?m(?![^\W\d_])\.?)
    | (?P<C>(?P<ch>[0-9]{1,2})(?P<cm>[0-9]{2})[ ]?(?P<cp>[ap])\.?[ ]?m(?![^\W\d_])\.?)
    | (?P<M>(?P<mh>[01][0-9]|2[0-4])(?P<mm>[0-5][0-9])(?=[ ]?(?:hrs|h|hours|uhr)(?![^\W\d_])))
    | (?P<X>[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![0-9:])
          |[0-9]{1,2}([./-])[0-9]{1,2}\10[0-9]{2,4}(?![0-9:])
          |(?:19|20)[0-9]{2}(?![0-9:]))
    | (?P<F>(?P<fh>[01][0-9]|2[0-4])(?P<fm>[0-5][0-9])(?![0-9:]))
    | (?P<L>(?P<minutes>[0-9]{1,3})[ ]?(?:minutes?|mins?|minuten)(?![^\W_]))
    | (?P<T>(?P<th>[0-9]{1,2})[:.](?P<tm>[0-9]{2})(?::[0-9]{2})?(?P<ts>[ ]?h(?![^\W_]))?
          (?![0-9]|[:.][0-9]))
    | (?P<H>(?P<hh>[0-9]{1,2})[ ]?[hu](?:[ ]?(?P<hm>[0-9]{2}))?(?:[ ]?min)?(?![^\W_]))
    | (?P<O>(?P<on>[0-9]{1,2})
          (?:(?:st|nd|rd|th|er|re|ere|eme|e|nde|o|a|º|ª|°|ste|de|:[ae]|-?[ияе]|-?го)(?![^\W_])
            |\.(?![0-9])|[日號号일](?![曜요])|[ ]?번째))
    | 第[ ]?(?P<E>[0-9]{1,2})
    | (?P<d>[0-9]{1,2}(?![0-9]))
    | (?P<n>[0-9]+)
    """,
    re.VERBOSE,
)
_LENGTH = lazy(
    r"(?P<count>for[ ](?:an?|one|two|[0-9]{1,2}(?:\.[0-9])?)(?=[ ]?(?:hours?|hrs?|h)(?![^\W_]))"
    r"|[1-4](?:\.5)?(?=[ ]hours?(?![^\W_])))[ ]?[hours]{1,5}"
)
_FOR = lazy(r"for[ ](?=[0-9]{1,3}[ ]?min)")
_COUNTS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0}
_CUM_TEMPORE = lazy(r"c\.[ ]?t\b\.?|c[ ]?t(?![^\W_])\.?")
_SINE_TEMPORE = lazy(r"s\.[ ]?t\b\.?|s[ ]?t(?![^\W_])\.?")
_SIGNS = {
    **{sign: sign for sign in "-–,~&"},
    **dict.fromkeys("()[];|·•", ","),
    **dict.fromkeys("+/", "&"),
    "@": "a",
    "?": "V",
}
_WRITTEN = {"t/m": "tot", "m-f": "mon-fri", "m/w/f": "mwf", "m/w": "mw", "t/th": "tth"}
_SIGNED = lazy(r"(?<![^\W_])(?:t/m|m-f|m/w/f|m/w|t/th)(?![^\W_]|/)")
_SKIPPED = frozenset(" :.\"'*_")
# Portuguese weekdays that are ordinals before another weekday.
_ALSO = {"pt": {"segunda": 2, "segundas": 2, "quarta": 4, "quartas": 4, "quinta": 5, "quintas": 5}}
# Where "ct" and "st" are cum tempore and sine tempore, not Central Time.
_ACADEMIC = frozenset(("da", "de", "fi", "nb", "nn", "no", "sv"))


class _Text(NamedTuple):
    """What is read: the folded text, the language and its words."""

    text: str
    language: str
    words: Mapping[str, tuple[str, Any]]


def tokens(text: str, language: str) -> list[Token]:
    """Split a phrase into tokens; words without meaning are dropped.

    Raises: Rejected TF214 for "ct" if it may be Central Time.
    """
    plain = " ".join(folded(normalise(text)).split())
    plain = _SIGNED.sub(lambda match: _WRITTEN[match[0]], plain)
    source = _Text(plain, primary(language), lexicon(language))
    found: list[Token] = []
    position = 0
    while position < len(plain):
        ways = (reader(source, position, found) for reader in _READERS)
        token, end = next(way for way in ways if way is not None)
        if token is not None and token.kind != "f":
            _append(found, token, source, position)
        position = end
    return _with_ordinals(found, _ALSO.get(source.language, {}))


def _append(found: list[Token], token: Token, source: _Text, position: int) -> None:
    """Append a token: "(c.t.)" without its bracket, "周一、三" and "火木" as lists of weekdays."""
    before = "".join(each.kind for each in found[-2:])
    if token.kind in "cqL" and before[-1:] == ",":
        found.pop()
    if token.text in set("二三四") and before[:1] == "W" and before[1:] in {",", "&"}:
        token = Token("W", (int(token.value) - 1,), token.text)
    is_spaced = source.text[position - 1 : position] == " "
    if token.kind == "W" and before[-1:] == "W" and not is_spaced and _EASTERN.match(token.text):
        found.append(Token("&", None, ""))
    found.append(token)


def _with_ordinals(found: list[Token], also: Mapping[str, int]) -> list[Token]:
    """Read "segunda" before another weekday, or before such an ordinal, as an ordinal."""
    made: list[Token] = []
    for token in reversed(found):
        kinds = "".join(each.kind for each in reversed(made[-3:]))
        is_first = kinds.startswith(("W", "&O", ",&O", ",O"))
        if token.text in also and token.kind == "W" and is_first:
            made.append(Token("O", (also[token.text],), token.text))
        else:
            made.append(token)
    return made[::-1]


Read = tuple[Token | None, int]


def _eastern_time(source: _Text, position: int, _: list[Token]) -> Read | None:
    match = _EASTERN_TIME.match(source.text, position)
    if match is None:
        return None
    hour = match["hour"] or match["hour2"]
    number = int(hour) if hour.isdigit() else _numeral(hour)
    minute = int(match["minute"] or match["minute2"] or (30 if match["thirty"] else 0))
    word = match["half"] or match["half2"]
    half = None if word is None or number > 12 else _HALVES.get(word, "p")  # noqa: PLR2004
    is_sure = number > 7 or half is not None  # noqa: PLR2004 - like "7:30", which may be either
    clock = Clock(number, minute, half, is_sure=is_sure, has_minutes=True, text=match[0].strip())
    return Token("T", clock, match[0]), match.end()


_HALVES = {
    **dict.fromkeys(("午前", "上午", "早上", "오전", "아침"), "m"),
    **dict.fromkeys(("晚上", "저녁"), "e"),
}


def _numeral(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    digits = {**{sign: value for value, sign in enumerate(_NUMERALS, 1)}, "两": 2, "兩": 2}
    value = digits.get(ones, 0)
    return value + (10 * digits.get(tens, 1) if ten else 0)


def _known(source: _Text, position: int, _: list[Token]) -> Read | None:
    """Read the longest entry of the lexicon that begins here."""
    eastern = _EASTERN.match(source.text, position)
    if eastern:
        ends = range(min(eastern.end(), position + 8), position, -1)
        spaced = _PIECES.match(source.text, position)
        texts = [*([spaced[0]] if spaced else []), *(source.text[position:end] for end in ends)]
    else:
        pieces = _PIECES.match(source.text, position)
        texts = list(_prefixes(pieces[0])) if pieces else []
    for text in texts:
        entry = source.words.get(text.replace("-", " "))
        if entry is not None:
            return Token(*entry, text), position + len(text)
    return None if eastern else _compound(source, position)


def _compound(source: _Text, position: int) -> Read | None:
    """Read the weekday of "Mittwochabend", whose rest is a part of the day."""
    match = _WORD.match(source.text, position)
    word = match[0] if match else ""
    for cut in range(5, len(word) - 2):
        first, rest = source.words.get(word[:cut]), source.words.get(word[cut:])
        if first and rest and (first[0], rest[0]) == ("W", "H"):
            return Token(*first, word[:cut]), position + cut
    return None


def _prefixes(text: str) -> Iterator[str]:
    """Yield text and its beginnings that end before a space, a hyphen or an apostrophe."""
    while text:
        yield text
        cut = max(text.rfind(sign) for sign in " -'")
        text = text[:cut] if cut > 0 else ""


def _figures(source: _Text, position: int, _: list[Token]) -> Read | None:
    match = _FIGURES.match(source.text, position)
    return None if match is None else (_NUMBERS[match.lastgroup or ""](match), match.end())


def _clock(
    match: re.Match[str], names: tuple[str, str | None, str | None], *, is_sure: bool
) -> Token:
    hour, minute, half = (match[name] if name else None for name in names)
    clock = Clock(
        int(hour or 0),
        int(minute or 0),
        half,
        is_sure=is_sure,
        has_minutes=minute is not None,
        is_padded=(hour or "").startswith("0"),
        text=match[0].strip(),
    )
    return Token("T", clock, match[0])


_NUMBERS: dict[str, Callable[[re.Match[str]], Token | None]] = {
    "skip": lambda _: None,
    "A": lambda match: _clock(match, ("ah", "am", "ap"), is_sure=True),
    "C": lambda match: _clock(match, ("ch", "cm", "cp"), is_sure=True),
    "M": lambda match: _clock(match, ("mh", "mm", None), is_sure=True),
    "F": lambda match: _clock(match, ("fh", "fm", None), is_sure=True),
    "T": lambda match: _clock(match, ("th", "tm", None), is_sure=False),
    "H": lambda match: _clock(match, ("hh", "hm", None), is_sure=False)._replace(kind="J"),
    "X": lambda match: Token("X", None, match[0]),
    "L": lambda match: Token("L", int(match["minutes"]), match[0]),
    "O": lambda match: Token("O", (int(match["on"]),), match[0]),
    "E": lambda match: Token("O", (int(match["E"]),), match[0]),
    "d": lambda match: Token("d", int(match[0]), match[0]),
    "n": lambda match: Token("x", None, match[0]),
}


def _special(source: _Text, position: int, found: list[Token]) -> Read | None:
    """Read a length, "c.t." and "s.t."."""
    text = source.text
    length = _LENGTH.match(text, position)
    if length and (length["count"][0] == "f" or "T" in [each.kind for each in found[-2:]]):
        word = length["count"].removeprefix("for ")
        count = _COUNTS.get(word) or float(word)
        return Token("L", round(count * 60), length[0]), length.end()
    before = _FOR.match(text, position)
    if before:
        return None, before.end()
    for pattern, kind in ((_CUM_TEMPORE, "c"), (_SINE_TEMPORE, "q")):
        match = pattern.match(text, position)
        if match and (position == 0 or not text[position - 1].isalpha()):
            dotted = "." in match[0][:2]
            if dotted or source.language in _ACADEMIC:
                return Token(kind, None, match[0]), match.end()
            if kind == "c" and found and found[-1].kind == "T" and not found[-1].value.half:
                raise Rejected(
                    "TF214",
                    f"'{match[0].strip()}' may be a quarter past or Central Time",
                    'write "c.t.", or the zone, e.g. "16:00 America/Chicago"',
                )
    return None


def _zone(source: _Text, position: int, found: list[Token]) -> Read | None:
    """Read a zone; some words are one only after a time."""
    ways = [find_zone(source.text, position, source.words)]
    if found and found[-1].kind in "TJ":
        ways.insert(0, find_zone_of_time(source.text, position))
    zone = next(filter(None, ways), None)
    if zone is None:
        return None
    return Token("Z", zone.words, source.text[position : zone.end]), zone.end


def _rest(source: _Text, position: int, _: list[Token]) -> Read:
    """Read a sign or an unknown word."""
    text = source.text
    sign = text[position]
    possessive = (
        text[position : position + 2] == "'s" and not text[position + 2 : position + 3].strip()
    )
    if possessive:
        return None, position + 2
    if sign in _SKIPPED:
        return None, position + 1
    if sign in _SIGNS:
        return Token(_SIGNS[sign], None, sign), position + 1
    word = _WORD.match(text, position)
    end = word.end() if word else position + 1
    return Token("x", None, text[position:end]), end


_READERS: tuple[Callable[[_Text, int, list[Token]], Read | None], ...] = (
    _special,
    _eastern_time,
    _known,
    _zone,
    _figures,
    _rest,
)
