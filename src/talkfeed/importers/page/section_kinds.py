"""A heading or aside → whether it names a part of the page, a kind of talk, or is boilerplate."""

from __future__ import annotations

import re

from talkfeed.importers.page import weights
from talkfeed.importers.page.vocabulary import titleness
from talkfeed.records.word_lists import word_lists

_PARTS = word_lists("parts", "talkfeed.importers.page")
_SECTIONS = word_lists("sections", "talkfeed.importers.page")
_LONGEST_KIND, _LONGEST_PART = 60, 80
_HEADING_WORDS, _FEW_WORDS = 8, 3
_KIND_WORDS = (
    *("invited", "contributed", "plenary", "keynote", "short", "long", "full", "public", "panel"),
    *("guest", "opening", "closing", "lightning", "technical", "virtual", "remote", "online"),
    *("in-person", "recorded", "conference", "featured", "tech", "research", "departmental"),
    *("paper", "oral", "conference paper", "half-day", "full-day", "hour", "hours", "hr"),
    *("min", "mins", "minute", "minutes", "m", "h"),
    *("x", "with", "and", "co-", "joint", "hands-on", "selected", "upcoming", "accepted", r"\("),
    *(r"\)", "a", "an", "in", "the", "to", "be", "first", "poster"),
    r"h?\d+(?:\.\d+)?(?:h(?![a-z]))?",
)
# The longest word that fits is taken, and never another, so that there is one way to read a text.
_KIND = re.compile(
    rf"(?:(?>{'|'.join(sorted(_KIND_WORDS, key=len, reverse=True))}) ?[-&/]?)*"
    r"(?:talks?|lts?|lt登壇|登壇|発表|ライトニングトーク|keynotes?|workshops?|presentations?|tutorials?|lectures?|seminars?|panels?|panel"
    r" (?:discussion|member|moderator)|panelist|panellist|moderator|speaker|webinars?"
    r"|lightning|plenary"
    r"|invited|posters?|demos?|online|remote|remotely|virtual|virtually|hybrid|in-person|sessions?"
    r"|podcasts?|interviews?|bof|min|minutes|hours?|q&a|slides?|video|videos|recordings?|english"
    r"|german|french|spanish|in english|cancelled|canceled|upcoming|past|no recording|not recorded"
    r"|coming soon|tba|tbd|recording tba|soon|n/a|none|private|internal|sold out|-|joint work"
    r"|vortrag|referat|exposé|charla|ponencia|palestra|lezing|intervento|relazione|wykład|föredrag"
    r"|foredrag|beginners?|intermediate|advanced|all levels|anfänger|fortgeschrittene?|débutant"
    r"|intermédiaire|avancé|principiante|intermedio|avanzado|intermedi[áa]rio|avançado"
    r"|todo o público|principianti|avanzato"
    r"|black ?board|white ?board|chalk talk"
    r"|solo|contributed|co-presented|co-speaker|host|organi[sz]er|discussion|discussant|chair)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?:(?:{_PARTS['before']}) )*(?:{_PARTS['heads']})(?: \(?(?:{_PARTS['after']})\)?,?)*[:.]?",
    re.IGNORECASE,
)
_NO_TALKS = re.compile(
    rf"\b(?:{_SECTIONS['other']})\b",
    re.IGNORECASE,
)


def is_kind(text: str) -> bool:
    """Return whether a text is only a kind of talk: "invited talk", "30 min", "TBA"."""
    bare = text.strip(" .,:;*_-–—|()[]/").strip()
    return not bare or (
        len(bare) < _LONGEST_KIND and bool(_KIND.fullmatch(bare) or _ENDS_KIND.fullmatch(bare))
    )


_ENDS_KIND = re.compile(
    r"(?:an? |the |my )?(?:invited|contributed|guest|plenary|keynote|research|public"
    r"|departmental)\b[\w &/-]*"
    r"\b(?:talk|seminar|lecture|speaker|presentation|address|poster|keynote)(?: (?:speaker"
    r"|talk|series))?",
    re.IGNORECASE,
)


def is_part(text: str) -> bool:
    """Return whether a heading names a part of a page that holds talks, such as "Past talks"."""
    bare = _LABELS.sub("", text).strip(" :.#*▒=-–—|").strip()
    return not bare or (
        len(bare) < _LONGEST_PART and bool(_PART.fullmatch(bare) or _ENDS_PART.fullmatch(bare))
    )


def is_session(text: str) -> bool:
    """Return whether a heading names a part of a programme: "Morning 1: Feeds", "Session 2".

    >>> is_session("Afternoon 2: Feeds"), is_session("Track B"), is_session("Day of the feed")
    (True, True, False)
    """
    return bool(_SESSION.match(text))


_SESSION = re.compile(
    rf"(?:{_PARTS['sessions']})(?:\s(?:\d{{1,2}}|[A-Z]|[IVX]{{1,4}}))?\s{{0,9}}(?:[:.–|(-]|$)",
    re.IGNORECASE,
)


_ENDS_PART = re.compile(
    r"(?:[\w&/-]+ ){0,5}(?:talks|presentations|seminars|lectures|keynotes|workshops|slides"
    r"|videos|engagements|appearances|gigs)",
    re.IGNORECASE,
)


_LABELS = re.compile(r"[(\[][^)\]\n]{0,200}[)\]]|\b(?:19|20)\d\d\b|[–-](?=\s*$)")


_NEVER = re.compile(
    _SECTIONS["never"],
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    rf"^\W*(?:{_SECTIONS['page']})",
    re.IGNORECASE,
)


def is_furniture(text: str) -> bool:
    """Return whether a line is boilerplate, such as who designed the page."""
    return bool(_FURNITURE.match(text))


_TALKS = re.compile(
    rf"\b(?:{_SECTIONS['talks']})\b",
    re.IGNORECASE,
)


def says_talks(text: str) -> bool:
    """Return whether a text has the word for talks, in the plural."""
    return bool(_TALKS.search(text))


_LISTS = re.compile(r",|&|/|\s(?:and|und|et|y|e|og|och|en|i)\s|:$", re.IGNORECASE)


def names_talks(text: str) -> bool:
    """Return whether a heading names talks beside other things, as "Papers, talks and panels"."""
    is_list = bool(_LISTS.search(text)) and titleness(text) < weights.LISTED
    return is_list and bool(_TALKS.search(text)) and not _NEVER.search(text)


def holds_no_talks(text: str) -> bool:
    """Return whether a heading names a part of a page without talks."""
    if _NEVER.search(text):
        return True
    words = len(text.split())
    if words > _HEADING_WORDS or not _NO_TALKS.search(text):
        return False
    return words <= _FEW_WORDS or titleness(text) < weights.TITLE_NOT_SECTION
