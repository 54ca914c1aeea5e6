"""A text → scores for being an event, a title, a place, and the people it names.

Nothing is decided here: the readers compare the scores of all siblings.
"""

# ruff: noqa: RUF001 - these are words and signs as pages have them

from __future__ import annotations

import re
from functools import lru_cache

from talkfeed.importers.page import weights
from talkfeed.importers.page.word_lists import word_lists

_EVENTS = word_lists("events")
_PLACES = word_lists("places")
_EVENT = re.compile(
    rf"\b(?:{_EVENTS['words']})\b",
    re.IGNORECASE,
)
_EVENT_NAME = re.compile(_EVENTS["names"])
_HOST = re.compile(
    rf"\b(?:{_EVENTS['hosts']})\b",
    re.IGNORECASE,
)
_EVENT_WEAK = re.compile(rf"\b(?:{_EVENTS['weak']})\b")
_EVENT_CASE = re.compile(
    r"\b(?:\w*[a-z]Con|\w+Conf|\w+UG|\w+Fest|\w+Camp|\w+Days?|(?!USA\b|UAE\b|NYC\b|PDF\b"
    r"|TBA\b|TBD\b)[A-Z]{3,}(?:con|CON)?|\w+\.js|#\w+)\b"
    r"(?:\s?['’]?\d{2,4})?"
)
_YEAR_NAME = re.compile(r"(?:\b(?:19|20)\d\d|['’]\d\d)\b")
_CUES = re.compile(
    r"(?:how|why|what|when|where|who|is|are|do|does|can|should|an? |the |introduc|intro\b|towards?"
    r"|from |beyond|on the |your |my |our |you |we |i |let|getting|don['’]t|stop|it['’]s|there"
    r"|\w+ing )",
    re.IGNORECASE,
)
_SMALL = frozenset(word_lists("titles")["small"].split("|"))
_WORD = re.compile(r"[\w'’.+#-]+")
_PERSON_WORD = (
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž](?:\.|['’]?[A-ZÀ-Þ]?[a-zß-öø-ÿĀ-ž]+)(?:[-'’][A-ZÀ-Þ]?[a-zß-öø-ÿĀ-ž]+)*"
    r"|[A-ZÀ-Þ]{2,3}(?=\s[A-Z])|(?:de|da|dos|del|van|von|der|den|la|le|di|bin|al|el|ter|ten"
    r"|af)(?=\s))"
)
_PERSON = re.compile(
    rf"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s)*{_PERSON_WORD}(?:[ \xa0]{_PERSON_WORD}){{1,4}}"
)
_HANDLES = re.compile(r"\s{0,9}[(\[]?@[\w.@-]+[)\]]?")
_ASIDES = re.compile(r"\s{0,9}\([^()]*\)")
_AND = re.compile(
    r"\s{0,9}(?:,\s{0,9}(?:and|&)|,|;|\band\b|&|\bund\b|\bet\b|\by\b|\+|/)\s+", re.IGNORECASE
)
_PLACE_WORDS = re.compile(rf"\b(?:{_PLACES['places']})\b|,\s*(?:{_PLACES['states']})\b")


@lru_cache(maxsize=8192)
def eventness(text: str) -> float:
    """Score how much a text looks like the name of an event."""
    weight, words, score = weights.EVENT, len(text.split()), 0.0
    if _EVENT_CASE.search(text):
        is_name = words < weight.sentence_words
        score += weight.spelling if is_name else weight.spelling_in_sentence
    if _EVENT.search(text) or _EVENT_NAME.search(text):
        score += weight.word
    elif _EVENT_WEAK.search(text) or _HOST.search(text):
        score += weight.weak_word
    if _YEAR_NAME.search(text):
        score += weight.year
    if words > weight.long_words:
        score += weight.long
    return min(score, 1.0)


def titleness(text: str) -> float:
    """Score how much a text looks like the title of a talk."""
    words = _WORD.findall(text)
    lower = [word for word in words[1:] if word[:1].islower() and word not in _SMALL]
    weight = weights.TITLE
    score = min(len(words), weight.most_words) * weight.per_word
    score += min(len(lower), weight.most_lower_words) * weight.per_lower_word
    score += weight.question * text.rstrip("\"'”’*_ ").endswith(("?", "!"))
    score += weight.subtitle * bool(re.search(r"\w: |\w [–—] ", text))
    score += weight.beginning * bool(_CUES.match(text.lstrip("\"'“‘*_ ")))
    score += weight.single_word * (len(words) == 1)
    score += weight.per_excess_word * max(len(words) - weight.sentence_words, 0)
    score += weight.eventness * eventness(text)
    return score + weight.place * (placeness(text) > weights.LIKE_A_PLACE)


def placeness(text: str) -> float:
    """Score how much a text looks like a place."""
    if not _PLACE_WORDS.search(text):
        return 0.0
    is_short = len(text.split()) <= weights.PLACE_WORDS
    return weights.PLACE if is_short else weights.PLACE_IN_SENTENCE


def people(text: str) -> list[str]:
    """List the names of people if a text consists of nothing else."""
    bare = _ASIDES.sub("", _HANDLES.sub("", text)).strip(" .,;:-–—")
    names = [name.strip(" .,;") for name in _AND.split(bare) if name.strip(" .,;")]
    if names and all(is_person(name) for name in names):
        return names
    return []


def is_person(text: str) -> bool:
    """Return whether a text can be the name of one person."""
    return bool(_PERSON.fullmatch(text)) and eventness(text) < weights.NO_PERSON


def leading_person(text: str) -> str:
    """Return the name at the start of a text, "" if there is none."""
    match = _PERSON.match(text)
    return match[0] if match and is_person(match[0]) else ""
