"""A talk as read from a page → how much it looks like one, and what speaks against it.

News, degrees, posts and publications have dates and names as talks have. What is likely one of
these is left to finish by hand. The weights are `weights.TALK`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.date_runs import rank, read
from talkfeed.importers.page.line_kinds import MEDIA
from talkfeed.importers.page.talk import NAMED_BY_EVENT
from talkfeed.importers.page.vocabulary import eventness
from talkfeed.model import Precision
from talkfeed.records.word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.talk import Talk

_WORDS = word_lists("doubts", "talkfeed.importers.page")
_TELLER = re.compile(rf"[^\w]*(?:{_WORDS['teller']})(?!\w)", re.IGNORECASE)
_CAREER = re.compile(rf"(?:\S+ ){{0,2}}(?:{_WORDS['career']})(?!\w)", re.IGNORECASE)
_PUBLICATION = re.compile(rf"(?<!\w)(?:{_WORDS['publication']})", re.IGNORECASE)
_HEADING = re.compile(rf"(?:{_WORDS['heading']})\W*", re.IGNORECASE)
_SAYS_TALK = re.compile(rf"\b(?:{_WORDS['talk']})\b", re.IGNORECASE)
_QUOTES = "\"'“”‘’„«»「」『』"  # noqa: RUF001 (the signs of several languages)


def doubts_about(talk: Talk, rules: DateRules) -> list[str]:
    """List what speaks against a talk, if it outweighs what speaks for it."""
    against = dict(_against(talk, rules))
    score = sum(_for(talk, rules)) + sum(against.values())
    return list(against) if against and score < weights.TALK.least else []


def _against(talk: Talk, rules: DateRules) -> Iterator[tuple[str, float]]:
    """Yield the signs of another thing, each with its weight."""
    has_own_title = talk.is_set_off or _is_quoted(talk)
    if _HEADING.fullmatch(talk.title):
        yield "its title is that of a part of a page", weights.TALK.heading
    if _TELLER.match(_after_date(talk)) and not has_own_title:
        is_title = bool(_TELLER.match(talk.title))
        weight = weights.TALK.teller + weights.TALK.fragment * is_title
        yield "it reads like news or a note on a person", weight
    if _CAREER.match(talk.title):
        yield "it reads like a degree, a post or an award", weights.TALK.career
    if _PUBLICATION.search(talk.text):
        yield "it reads like a publication", weights.TALK.publication
    if NAMED_BY_EVENT in talk.doubts:
        yield "the name of an event is in the place of its title", weights.TALK.no_title
    if talk.title[:1].islower() and not has_own_title:
        yield "its title begins within a sentence", weights.TALK.fragment
    if talk.held.phrase and read(talk.held.phrase, rules) is Precision.YEAR_RANGE:
        yield "its date is several years", weights.TALK.years


def _for(talk: Talk, rules: DateRules) -> Iterator[float]:
    """Yield the weights of the signs of a talk."""
    table = weights.TALK
    precision = read(talk.held.phrase, rules) if talk.held.phrase else None
    if precision is not None:
        yield (table.day, table.month, table.year)[rank(precision)]
    if talk.around.event:
        is_like = eventness(talk.around.event) > weights.LIKE_AN_EVENT
        yield table.event if is_like else table.name
    if any(link.role in MEDIA for one in (talk, *talk.given) for link in one.links):
        yield table.media
    yield table.speakers * bool(talk.around.speakers)
    yield table.given * bool(talk.given)
    yield table.part * talk.is_part
    yield table.set_off * talk.is_set_off
    yield table.word * bool(_SAYS_TALK.search(talk.text))


def _after_date(talk: Talk) -> str:
    """Return the text of a talk after the date that it begins with."""
    text, phrase = talk.text, talk.held.phrase
    start = text.find(phrase) if phrase else -1
    return text[start + len(phrase) :] if 0 <= start <= 1 else text


def _is_quoted(talk: Talk) -> bool:
    """Return whether the title is in quotation marks."""
    start = talk.text.find(talk.title)
    return start > 0 and talk.text[start - 1] in _QUOTES
