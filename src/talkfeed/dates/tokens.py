"""Text → tokens, each with a class (a letter), a value and its text.

Compound tokens (`2015-10-07`, `18:30`, `24.9.`) are recognised as a whole. Letters: I
year-month-day, D day-month-year in figures, e the same with two digits for the year, m year-month,
p month-year, k two numbers with a dot or slash, T clock time, d one or two digits, Y four digits
(or `'15`), c three digits, n any other number, U a decade, w a week of ISO 8601, H half, Q quarter,
A am or pm, o an offset such as +0200, R an IANA zone, B a date to be announced, x an unknown word,
! a character that dates do not have, v an aside, C "between"; words as in `words.py`; other
characters are their own class.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from talkfeed.dates.words import fold, lexicon, tuesday
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LIMIT = 200


class Token(NamedTuple):
    """A class letter, a value that depends on the class, the text, and its position."""

    kind: str
    value: Any
    text: str
    start: int


# Two tables: tokens that begin with a digit, and others. (?![^\W\d_]) means that no letter follows.
# Digits are [0-9], since \d matches those of all scripts.
_DIGITS = re.compile(
    r"""
      (?P<blank>12(?:[:.]00)?[ ]?(?=(?:noon|midday|midnight)(?![^\W\d_])))
    | (?P<I>[0-9]{4}(?:(?P<i>[-–/])[0-9]{1,2}(?P=i)[0-9]{1,2}|\.[0-9]{2}\.[0-9]{2})
          (?![0-9]|(?P=i)[0-9]{1,2}(?![0-9])|\.[0-9]))
    | (?P<i8>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))
    | (?P<w>(?:19|20)[0-9]{2}-?w[0-9]{2}(?:-?[1-7])?(?![0-9]|[^\W\d_]))
    | (?P<xm>[0-9]{4}-(?:0[1-9]|1[0-2])-xx(?![^\W_]))
    | (?P<xy>[0-9]{4}-xx(?:-xx)?(?![^\W_]))
    | (?P<U>(?:19|20)(?:[0-9]x|xx|[1-9]0s)(?![^\W_]))
    | (?P<J>[0-9]{4}[ ]?[年년][ ]?[0-9]{1,2}[ ]?[月월](?:[ ]?[0-9]{1,2}[ ]?[日일号])?)
    | (?P<yj>[0-9]{4}[ ]?(?:年(?!度)の?|년))
    | (?P<jt>[0-9]{1,2}[ ]?[時时点點시](?:[ ]?[0-9]{1,2}[ ]?[分분](?:[ ]?[0-9]{1,2}[ ]?[秒초])?)?)
    | (?P<t6>(?<=[0-9]t)[0-9]{6}(?![0-9]))
    | (?P<D>[0-9]{1,2}(?:\.[ ]?[0-9]{1,2}\.[ ]?|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{4}(?![0-9]))
    | (?P<e>[0-9]{1,2}(?P<s>[./-])[0-9]{1,2}(?P=s)[0-9]{2}(?![0-9:]))
    | (?P<m>[0-9]{4}[-./][0-9]{1,2}(?![0-9:h]))
    | (?P<p>[0-9]{1,2}[./-][0-9]{4}(?![0-9]))
    | (?P<H>[12]h(?=[ ]?[0-9]{4}(?![0-9])))
    | (?P<T>[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:[ ]?h(?![^\W\d_]))?
          |[ ]?h(?:[ ]?[0-9]{2}(?:[ ]?min)?)?(?![^\W\d_]))(?![0-9]))
    | (?P<Q>[1-4]q(?![^\W\d_]))
    | (?P<k>[0-9]{1,2}(?:\.[0-9]{1,2}\.?|\.[ ][0-9]{1,2}\.|/[0-9]{1,2})(?![0-9:]))
    | (?P<number>[0-9]+(?![0-9]))
        (?:st|nd|rd|th|er|ère|eme|ème|e|º|ª|ste|de|:e|:a|°)?(?![^\W\d_])
    | (?P<bare>[0-9]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_OTHERS = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<v>(?:(?:postponed|moved|rescheduled|delayed)[ ](?:to|for|until)|scheduled[ ]for
            |(?:held|tak(?:es|ing)[ ]place)(?:[ ](?:on|in))?|dated|upcoming|forthcoming)
          (?![^\W\d_])[ ]?:?
          |(?:new[ ])?(?:dates?(?:[ ](?:and|&)[ ]times?)?|when|wann|quand|quando
              |datum|fecha|data|日時|日期|时间|時間|일시)[ ]?:)
    | (?P<t>(?<=[0-9])\.\.(?=[0-9]))
    | (?P<jt>(?:午前|午後|上午|下午|오전|오후)[ ]?[0-9]{1,2}
          (?:[ ]?[時时点點시](?:[ ]?[0-9]{1,2}[ ]?[分분](?:[ ]?[0-9]{1,2}[ ]?[秒초])?)?
            |:[0-9]{2}(?::[0-9]{2})?(?![0-9:])))
    | (?P<H>h[ ]?[12](?![0-9]))
    | (?P<Q>q[ ]?[1-4](?![0-9]))
    | (?P<o>[-–+][ ]?[0-9]{1,2}(?::?[0-9]{2})?(?![0-9:.]))
    | (?P<y>'[0-9]{2}(?![0-9]))
    | (?P<j>t(?=[0-9]{2}:?[0-9]{2}))
    | (?P<A>[ap]\.?[ ]?m(?:\.|(?![^\W\d_])))
    | (?P<R>(?:africa|america|antarctica|arctic|asia|atlantic|australia|etc|europe|indian|pacific
          |us)/[a-z0-9_+/-]+)
    | (?P<B>(?:yet[ ])?to[ ]be[ ](?:announced|determined|confirmed|decided|defined)
          |(?:(?:termin[ ])?wird[ ])?noch[ ](?:bekannt[ ]?gegeben|offen)
          |à[ ](?:venir|confirmer|définir)
          |por[ ](?:confirmar|anunciar|definir)|da[ ](?:definire|confermare|annunciare)
          |a[ ]definir|nog[ ]niet[ ]bekend|meddelas[ ]senare)
    | (?P<st>s\.[ ]?t\.?(?![^\W_]))
    | (?P<ct>c\.[ ]?t\.?(?![^\W_]))
    | (?P<word>(?:d|l|dell|dall|nell|all)'(?=[^\W_])|jusqu'au|t/m(?![^\W\d_])
          |[^\W\d_]+(?:-feira)?)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SIMPLE = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<sign>.)", re.DOTALL)


def _figures(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the separator of a compound token and its numbers."""
    runs = tuple(re.findall(r"[0-9]+", text))
    return text[len(runs[0])], runs


def _clock(text: str) -> tuple[int, int, int, bool]:
    """Return hours, minutes, seconds, and whether seconds were written."""
    parts = [int(part) for part in re.findall(r"[0-9]+", text)]
    if len(parts) > 3 and parts[3]:  # noqa: PLR2004 - hours, minutes, seconds, their fraction
        raise Rejected("TF211", f"fractions of a second in '{text}'", 'write minutes, e.g. "18:30"')
    hour, minute, second = (*parts, 0, 0)[:3]
    return hour, minute, second, text.count(":") > 1


def _eastern_clock(text: str) -> tuple[int, int, int, bool]:
    """Read an East Asian time, which begins with am or pm."""
    parts = [int(part) for part in re.findall(r"[0-9]+", text)]
    hour, minute, second = (*parts, 0, 0)[:3]
    if text[0].isdigit():
        return hour, minute, second, len(parts) > 2  # noqa: PLR2004 - with seconds
    if not 0 <= hour <= 12:  # noqa: PLR2004 - "下午14:00" is redundant
        return hour, minute, second, len(parts) > 2  # noqa: PLR2004
    afternoon = 12 * (text[:2] in {"午後", "下午", "오후"})
    return hour % 12 + afternoon, minute, second, len(parts) > 2  # noqa: PLR2004


def _week(text: str) -> tuple[int, ...]:
    """Read year and week, and the day of the week if there is one."""
    figures = re.sub("[^0-9]", "", text)
    return tuple(int(part) for part in (figures[:4], figures[4:6], figures[6:]) if part)


def century(two: int) -> int:
    """Return the year of two digits: 2000 to 2069, then 1970 to 1999."""
    return two + (2000 if two < 70 else 1900)  # noqa: PLR2004 - POSIX has 69, people mean 70


_VALUES: dict[str, Callable[[str], Any]] = {
    "I": lambda text: _figures(text)[1],
    "D": _figures,
    "e": _figures,
    "m": _figures,
    "p": _figures,
    "k": _figures,
    "T": _clock,
    "H": lambda text: int(text.strip("h ")),
    "Q": lambda text: int(text.strip("q ")),
    "A": lambda text: text[0],
    "R": lambda text: text,
    "B": lambda text: text,
    "o": lambda text: text,
    "j": lambda text: text,
    "i8": lambda text: (text[:4], text[4:6], text[6:]),
    "xm": lambda text: ("-", (text[:4], text[5:7])),
    "xy": lambda text: int(text[:4]),
    "U": lambda text: text,
    "st": lambda text: text,
    "ct": lambda text: text,
    "w": _week,
    "jt": _eastern_clock,
    "t6": lambda text: (int(text[:2]), int(text[2:4]), int(text[4:]), True),
    "t": lambda text: text,
    "v": lambda text: text,
    "yj": lambda text: int(text[:4]),
    "y": lambda text: century(int(text[1:])),
}


def tokens(text: str, language: str) -> list[Token]:
    """Split normalised text into tokens; only spaces are dropped.

    Raises: Rejected TF211 for fractions of a second.
    """
    words = lexicon(language)
    found: list[Token] = []
    position, end = 0, len(text)
    while position < end:
        sign = text[position]
        if sign == " ":
            position += 1
            continue
        lexer = _DIGITS if "0" <= sign <= "9" else _OTHERS
        match = lexer.match(text, position)
        if match is not None and not _fits(match, found):
            match = _SIMPLE.match(text, position)
        assert match is not None  # noqa: S101 - the last alternative matches any character
        if match.lastgroup != "blank":
            found.append(_token(match, words))
        position = match.end()
    return _with_tuesday(found, tuesday(language))


def _with_tuesday(found: list[Token], word: str) -> list[Token]:
    """Read "mar" in "mar 22 ago 2023" as a weekday, which is then checked like any other."""
    months = [token for token in found if token.kind == "M"] if word else []
    if len(months) > 1 and months[0].text == word:
        index = found.index(months[0])
        found[index] = months[0]._replace(kind="W", value=1)
    return found


def _fits(match: re.Match[str], found: list[Token]) -> bool:
    """Return whether a token is possible after the tokens before it.

    "2015-8" in "7 Oct 2015-8 Nov 2015" is not a month; "am" is a word unless after a number; "t"
    follows a date, and an offset a time.
    """
    rule = _NEEDS.get(match.lastgroup or "")
    return rule is None or rule(found, match)


def _last(found: list[Token], back: int = 1) -> str:
    return found[-back].kind if len(found) >= back else ""


def _is_month(found: list[Token], _: re.Match[str]) -> bool:
    kind = _last(found, 2) if _last(found) == "," else _last(found)
    return kind not in {"M", "d"}


def _is_offset(found: list[Token], match: re.Match[str]) -> bool:
    """Return whether a sign begins an offset: a minus only after UTC, or if unambiguous."""
    kind = _last(found)
    if kind == "G":
        return True
    if match[0][0] == "+":  # in "12+13 May 2015" it joins two days
        is_clock = kind in {"T", "Y", "A", "u"} or (kind == "k" and _last(found, 2) == "a")
        return is_clock or (kind == "d" and any(token.kind in "YID" for token in found))
    clock = found[-2:-1] if kind == "Y" else found[-1:]  # "18:30:00 2015 -0400"
    exact = [one for one in clock if one.kind == "T" and one.value[3]] or (
        kind == "T" and _last(found, 2) == "j"
    )
    return exact and match[0][0] == "-" and len(match[0]) >= len("-0400")


def _is_month_first(found: list[Token], _: re.Match[str]) -> bool:
    """Distinguish "18-2017" in "March-18-2017" from a month with its year."""
    return not (_last(found) in {"-", "–", "/"} and _last(found, 2) == "M")


def _is_short_year(found: list[Token], match: re.Match[str]) -> bool:
    """Distinguish "Oct '15" from "'15 October", which may lack its closing quote."""
    return bool(found) or not any(map(str.isalpha, match.string[match.end() :]))


_NEEDS: dict[str, Callable[[list[Token], re.Match[str]], bool]] = {
    "m": _is_month,
    "p": _is_month_first,
    "o": _is_offset,
    "A": lambda found, _: _last(found) in {"d", "T", "k", "c", "Y"},
    "y": _is_short_year,
    "v": lambda found, _: "".join(token.kind for token in found) in {"", "("},
    "j": lambda found, match: _last(found) == "I" and match.string[match.start() - 1].isdigit(),
}


def _token(match: re.Match[str], words: Mapping[str, tuple[str, int]]) -> Token:
    kind, text = match.lastgroup or "", match[0]
    if kind in {"number", "bare"}:
        digits = match[kind]
        return Token(_NUMBERS.get(len(digits), "n"), int(digits), text, match.start())
    if kind == "word":
        return Token(*words.get(fold(text), ("x", 0)), text, match.start())
    if kind == "sign":
        return Token(_SIGN_KINDS.get(text, "!"), text, text, match.start())
    if kind == "J":  # year, month and perhaps day of East Asia
        runs = _figures(text)[1]
        is_day = len(runs) == 3  # noqa: PLR2004
        return Token(
            "I" if is_day else "p", runs if is_day else ("/", runs[::-1]), text, match.start()
        )
    return Token(_KINDS.get(kind, kind), _VALUES[kind](text), text, match.start())


_KINDS = {
    "y": "Y",
    "yj": "Y",
    "xy": "Y",
    "xm": "m",
    "i8": "I",
    "jt": "T",
    "t6": "T",
    "st": "f",
    "ct": "x",
}
"""The classes of tokens that have another form of their own."""


_NUMBERS = {1: "d", 2: "d", 3: "c", 4: "Y"}
_SIGN_KINDS = {
    **{sign: sign for sign in "-–/.,:()&?~%"},
    "|": ",",
    "·": ",",
    "•": ",",
    "+": "&",
    "[": "(",
    "]": ")",
    "@": "a",
    ";": ",",
}
