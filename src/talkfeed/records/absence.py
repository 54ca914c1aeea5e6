"""A text → whether a talk is cancelled, postponed or not known yet, or nobody or none at all.

The words are in `words/absent.txt`.
"""

from __future__ import annotations

import re

from talkfeed.records.word_lists import word_lists

_WORDS = word_lists("absent")
_OPEN = re.compile(rf"(?:{_WORDS['open']})\W*", re.IGNORECASE)
_NONE = re.compile(rf"(?:{_WORDS['none']})\W*", re.IGNORECASE)
_NOBODY = re.compile(rf"(?:{_WORDS['open']}|{_WORDS['nobody']})\W*", re.IGNORECASE)
_STRUCK = re.compile(
    r"(?:~~(?P<tildes>[^~]{1,2000})~~|<(?P<tag>s|del|strike)>(?P<marked>[^<>]{1,2000})</(?P=tag)>)"
)
_EVENT = re.compile(r"(?:https?://schema\.org/)?Event(?=[A-Z])")
_STATES = (
    ("cancelled", re.compile(rf"(?:{_WORDS['cancelled']})", re.IGNORECASE)),
    ("postponed", re.compile(rf"(?:{_WORDS['postponed']})", re.IGNORECASE)),
)
_BRACKETED = re.compile(r"[ ]?[(\[]([^()\[\]]{3,60})[)\]]")
_BEFORE = re.compile(r"^\W*([^\W\d_][^\W\d_ ]{3,20}(?: aus)?)\s*[:!–—-]\s+")
_AFTER = re.compile(r"(?:[\s,;:.!–—-]{1,3})([^\W\d_][^\W\d_ ]{3,20}(?: aus)?)\W*$")
_STRIP = ' .,;:!?()[]*_–—-\n"“”'


def is_open(text: str) -> bool:
    """Return whether a title is not known yet: "TBA", "Titel folgt".

    >>> is_open("TBA"), is_open("à préciser"), is_open("To be or not to be")
    (True, True, False)
    """
    return bool(_OPEN.fullmatch(text.strip(_STRIP)))


def is_none(text: str) -> bool:
    """Return whether a text says that there is no talk: "no seminar", "Kaffeepause".

    >>> is_none("Thanksgiving, no seminar"), is_none("Coffee"), is_none("No more passwords")
    (True, True, False)
    """
    return bool(_NONE.fullmatch(text.strip(_STRIP)))


def state_of(text: str) -> str:
    """Return "cancelled" or "postponed" if a text consists of such a word, else "".

    >>> state_of("(annulé)"), state_of("CANCELLED!"), state_of("Cancelled culture")
    ('cancelled', 'cancelled', '')
    """
    bare = text.strip(_STRIP)
    return next((state for state, words in _STATES if words.fullmatch(bare)), "")


def is_nobody(text: str) -> bool:
    """Return whether a speaker is not known, or a crowd.

    >>> is_nobody("TBA"), is_nobody("various speakers"), is_nobody("Tba Example")
    (True, True, False)
    """
    return bool(_NOBODY.fullmatch(text.strip(_STRIP)))


def status_of(text: str) -> str:
    """Return the status that a field of any software states, "" for none that is known.

    >>> status_of("https://schema.org/EventCancelled"), status_of("Canceled"), status_of("open")
    ('cancelled', 'cancelled', '')
    """
    return state_of(_EVENT.sub("", text.strip()))


def without_state(title: str) -> tuple[str, str]:
    """Split the word for its state off a title.

    >>> without_state("Time is hard (cancelled)"), without_state("CANCELLED: Time is hard")
    (('Time is hard', 'cancelled'), ('Time is hard', 'cancelled'))
    >>> without_state("~~Time is hard~~"), without_state("The ship that was cancelled")
    (('Time is hard', 'cancelled'), ('The ship that was cancelled', ''))
    """
    struck = _STRUCK.fullmatch(title.strip())
    if struck:
        return struck["tildes"] or struck["marked"], "cancelled"
    for pattern in (_BRACKETED, _BEFORE, _AFTER):
        match = pattern.search(title)
        state = state_of(match[1]) if match else ""
        is_apart = match and (match[1].isupper() or not match[0][: -len(match[1])].isspace())
        if match and state and is_apart:
            return (title[: match.start()] + title[match.end() :]).strip(), state
    return title, ""
