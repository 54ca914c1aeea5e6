"""Tokens → a phrase without weekdays, qualifiers, and words and punctuation without meaning.

Weekdays are kept separately to be checked, and qualifiers become two flags. A shape must match all
remaining tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.dates.tokens import Token

# After these a full stop is part of an abbreviation or an ordinal.
_DOTTED = frozenset("MWdYPXASEBaTtkqVxrQuIDfFO&?")
_JOINS = frozenset("-–tb&/,~")
_DASHES = frozenset("-–")
_PAIRS = {"(": ")", '"': '"', "'": "'", "`": "`", "[": "]", "{": "}"}
# Token classes allowed in brackets next to a date.
_ASIDE = frozenset("W?~BGRoLxSTAXt-–,.uvfz")


class Weekday(NamedTuple):
    """A weekday (Monday is 0), the last of several, and the number of tokens before it."""

    first: int
    last: int
    position: int
    text: str


class Phrase(NamedTuple):
    """The tokens that a shape must match, their classes, the weekdays and the qualifiers."""

    tokens: list[Token]
    kinds: str
    weekdays: tuple[Weekday, ...]
    approximate: bool = False
    uncertain: bool = False
    starts: bool = False


def unwrap(text: str) -> str:
    """Strip spaces, enclosing brackets, quotes or emphasis, and final punctuation."""
    text = text.replace("**", "").replace("__", "").strip().strip("*_")
    while len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and _is_one(text):
        text = text[1:-1].strip()
    return text.rstrip(".,;:! ") if text.strip(".,;:! ") else text


def _is_one(text: str) -> bool:
    """Return whether the last bracket closes the first, not one in between."""
    inner = text[1:-1]
    return text[0] not in inner and text[-1] not in inner


def clean(found: list[Token]) -> Phrase:
    """Return a phrase of the tokens, without weekdays, qualifiers and those without meaning."""
    kept: list[Token] = []
    weekdays: list[Weekday] = []
    found = _between(_without_brackets(found))
    index = 0
    while index < len(found):
        token = found[index]
        if token.kind == "W" and not (kept and kept[-1].kind == "O"):  # "first Tuesday of May"
            last = _weekday_run(found, index)
            weekdays.append(Weekday(token.value, found[last].value, len(kept), found[last].text))
            index = last
        elif not _means_nothing(found, index, kept):
            kept.append(token)
        index += 1
    return _hedged(kept, tuple(weekdays))


def _between(found: list[Token]) -> list[Token]:
    """Rewrite "between May and July" as "from May to July"."""
    if all(token.kind != "C" for token in found):
        return found
    made: list[Token] = []
    is_open = False
    for token in found:
        kind = {"C": "F", "&": "t" if is_open else "&"}.get(token.kind, token.kind)
        is_open = token.kind == "C" or (is_open and token.kind != "&")
        made.append(token._replace(kind=kind))
    return made


def _without_brackets(found: list[Token]) -> list[Token]:
    """Remove brackets around parts of a date, such as a weekday or a zone."""
    if not any(token.kind == "(" for token in found):
        return found
    dropped: set[int] = set()
    for index, token in enumerate(found):
        if token.kind != "(":
            continue
        end = index + 1
        aside = _ASIDE | {"Y"} if index and found[index - 1].kind in "MSQH" else _ASIDE
        while end < len(found) and (found[end].kind in aside or _is_hour(found, end)):
            end += 1
        if end < len(found) and found[end].kind == ")" and end > index + 1:
            dropped |= {index, end}
    return [token for index, token in enumerate(found) if index not in dropped]


def _is_hour(found: list[Token], index: int) -> bool:
    """Return whether a number in brackets begins a time: "(6pm)", "(6-8pm)"."""
    following = "".join(token.kind for token in found[index + 1 : index + 4])
    return found[index].kind == "d" and (following[:1] == "A" or following[1:] == "dA")


def _weekday_run(found: list[Token], index: int) -> int:
    """Find the last of several joined weekdays: "Thu-Sat", "Mon, Tue and Wed"."""
    last = index
    following = index + 1
    while following < len(found) and found[following].kind in _JOINS | {"."}:
        following += 1
    if following < len(found) and following > index + 1 and found[following].kind == "W":
        last = _weekday_run(found, following)
    return last


def _means_nothing(found: list[Token], index: int, kept: list[Token]) -> bool:
    """Return whether a token has no meaning: "of", full stops, most commas, a repeated dash."""
    kind = found[index].kind
    before = found[index - 1].kind if index else ""
    after = found[index + 1].kind if index + 1 < len(found) else ""
    if kind == "," and kept and kept[-1].kind == "d":
        return not _next_is_day(found, index)
    rule = _DRESS.get(kind)
    return rule is not None and rule(before, after, kept[-1].kind if kept else "")


# An open end after a time of day, which is then the start: "18:00 onwards", "19:00〜".
_CLOCKS, _ENDS = frozenset("TAu"), frozenset(("", ")"))
# When a class has no meaning, by the classes before and after it, and the last one kept.
_DRESS: dict[str, Callable[[str, str, str], bool]] = {
    "f": lambda _, __, ___: True,
    "r": lambda before, _, __: before == "d",
    ".": lambda before, _, __: before in _DOTTED,
    ",": lambda _, __, ___: True,
    "v": lambda _, __, ___: True,
    "/": lambda before, after, _: "v" in {before, after},
    "-": lambda before, after, _: before in _DASHES or "v" in {before, after},
    "–": lambda before, after, _: before in _DASHES or "v" in {before, after},
    "a": lambda _, after, last: after == "v" or (not last and after in set("fPSM")),
    "t": lambda _, __, last: last in {"t", "b"},
    "b": lambda _, after, last: last in {"t", "b"} or (not last and after in {"S", "P"}),
    "F": lambda _, after, __: after == "F",
    "z": lambda before, after, _: before in _CLOCKS and after in _ENDS,
    "~": lambda before, after, _: before in _CLOCKS and after in _ENDS,
}


def _next_is_day(found: list[Token], index: int) -> bool:
    """Return whether a comma separates two days, not a day from a time: "7, 10:00"."""
    following = [token.kind for token in found[index + 1 : index + 3]]
    return following[:1] == ["d"] and following[1:] != ["A"]


def _hedged(kept: list[Token], weekdays: tuple[Weekday, ...]) -> Phrase:
    """Remove qualifiers from both ends: "circa", "~", "?", "(?)", "probably", "%", "(tbc)"."""
    kinds = "".join(token.kind for token in kept)
    start, end = 0, len(kinds)
    if set(kinds) != {"B"}:
        while start < end and kinds[start] in "X~?B":
            start += 1
        while end > start and kinds[end - 1] in "X~?%B":
            end -= 1
    kinds, ends, start, end = _each_end(kinds, start, end)
    hedges = set(ends)
    kept = [token for token in kept[start:end] if not (ends[1:2] == "/" and token.kind in "~?%")]
    first = 1 if kinds[:1] == "F" else 0
    most = len(kept) - first
    moved = tuple(
        day._replace(position=min(max(0, day.position - start - first), most)) for day in weekdays
    )
    return Phrase(
        kept[first:],
        kinds[first:],
        moved,
        bool(hedges & set("X~%")),
        bool(hedges & set("?B%")),
        starts=bool(first),
    )


def _each_end(kinds: str, start: int, end: int) -> tuple[str, str, int, int]:
    """Return the classes without qualifiers, and the qualifiers, up to one per end."""
    inner, hedges = kinds[start:end], kinds[:start] + kinds[end:]
    for hedge in "~?%" if sum(map(inner.count, "~?%")) == 1 else "":
        if hedges == hedge and f"{hedge}/" in inner and kinds.endswith(hedge):
            return inner.replace(f"{hedge}/", "/"), f"{hedge}/", start, end
    return inner, hedges, start, end
