"""A text → scores for being an event, a title or a place.

Nothing is decided here: the readers compare the scores of all siblings.
"""

# ruff: noqa: RUF001 - these are words and signs as pages have them

from __future__ import annotations

import re
from functools import lru_cache

from talkfeed.importers.page import weights
from talkfeed.importers.page.line import KEPT
from talkfeed.records.word_lists import word_lists

_EVENTS = word_lists("events", "talkfeed.importers.page")
_PLACES = word_lists("places", "talkfeed.importers.page")
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
_SMALL = frozenset(word_lists("titles", "talkfeed.importers.page")["small"].split("|"))
_WORD = re.compile(r"[\w'’.+#-]+")
_ROOM = re.compile(rf"^(?:{_PLACES['rooms']})\b|\b(?:{_PLACES['rooms']}) [A-Z]?\d", re.IGNORECASE)
_PLACE_WORDS = re.compile(rf"\b(?:{_PLACES['places']})\b|,\s*(?:{_PLACES['states']})\b")


@lru_cache(maxsize=KEPT)
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


@lru_cache(maxsize=KEPT)
def is_host(text: str) -> bool:
    """Return whether a text looks like an event only by the name of an institution in it.

    >>> is_host("Harbour University"), is_host("University Open Day"), is_host("Feeds that last")
    (True, False, False)
    """
    rest = _HOST.sub(" ", text)
    return rest != text and eventness(rest) == 0.0


def words_of(text: str) -> list[str]:
    """List the words of a text; of a script without spaces, every three characters count as one.

    >>> words_of("Feeds that last"), len(words_of("地図の話をしよう"))
    (['Feeds', 'that', 'last'], 3)
    """
    return [
        word[start : start + size]
        for word in _WORD.findall(text)
        for size in [_UNSPACED_WORD if _UNSPACED.search(word) else len(word)]
        for start in range(0, len(word), size)
    ]


_UNSPACED_WORD = 3
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@lru_cache(maxsize=KEPT)
def titleness(text: str) -> float:
    """Score how much a text looks like the title of a talk."""
    words = words_of(text)
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


@lru_cache(maxsize=KEPT)
def placeness(text: str) -> float:
    """Score how much a text looks like a place."""
    if _ROOM.search(text) and len(text.split()) <= weights.ROOM_WORDS:
        return weights.PLACE
    if not _PLACE_WORDS.search(text):
        return 0.0
    rest = _WORD.findall(_PLACE_WORDS.sub(" ", text))
    if any(word.casefold() not in _SMALL and not word.isdigit() for word in rest):
        return weights.PLACE_IN_SENTENCE
    return weights.PLACE
