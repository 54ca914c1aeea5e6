"""What words tell: of an event, a title, a person, a place, a kind of talk, a part of a page.

Nothing here decides; each function says how much a text looks like something, and the readers
compare that over all siblings.
"""

# ruff: noqa: RUF001 - these are words and signs as pages have them

from __future__ import annotations

import re
from functools import lru_cache

_EVENT = re.compile(
    r"\b(?:\w*conf|conference|conférence|konferenz|congreso|congress|kongress|summit"
    r"|meet-?ups?|workshops?"
    r"|symposium|symposia|tage?|forum|user ?group|usergroup|working group|reading group"
    r"|study group|seminars?|colloqui(?:um|a)|meeting"
    r"|bootcamp|hackathon|expo|webinars?|podcast|convention|festival|fest|retreat"
    r"|jornadas|journées|treffen|tagung|weekend|chapter|association|developers group|minisymposium"
    r"|devroom|stammtisch|unconference|roadshow|assembly"
    r"|barcamp|lug|congrès|encontro|encuentro|kaigi|kollokvium|kolloquium|webinaire)\b",
    re.IGNORECASE,
)
_EVENT_NAME = re.compile(
    r"\b[A-Z]\w*(?:Con|CON|Conf|CONF|UG|Fest|FEST|Camp|Days?|Summit|World|Meetup|Kaigi|Loop|MUG)\b"
    r"|\b(?:Py|Ruby|Djan|Ra|Euro|Dev|Code|Fos|Open|Linux|Kube|Java|Js|JS|Go|Rust|Web|Scala"
    r"|Clojure)\w*"
    r"(?:con|conf|days?|fest|camp|dem|up|xpo|Con)\b"
    r"|\b(?:TEDx?\w*|FOSDEM|OSCON|NDC|GOTO|QCon|DevOpsDays|SIGGRAPH|NeurIPS|CCC|\d\dC3"
    r"|DEF CON|WWDC)\b"
    r"|\b\d{1,3}(?:st|nd|rd|th)\b"
)
_HOST = re.compile(
    r"\b(?:universit(?:y|é|ät|à|a|e|ies)|universidade?|college|school|institute?|academy"
    r"|society|gmbh|centre"
    r"|center|laborator\w+|department|faculty|inc|ltd|llc|technologies|solutions"
    r"|corp(?:oration)?|foundation"
    r"|hochschule|école|association|library|museum|studios?)\b",
    re.IGNORECASE,
)
_EVENT_WEAK = re.compile(
    r"\b(?:Days?|Camp|Week|Club|Annual|International|National|Users?|Developers?|Inc|Ltd|LLC"
    r"|Track|SIG"
    r"|Labs?|Center|Meet|Tour|Show|Nights?|Evening|World|Live|Connect|Events?|Group|UK|EU"
    r"|Europe|Tech"
    r"|Dev|Community|Session|Lecture|Series|Open|Global|Academy)\b"
)
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
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "de",
        "del",
        "der",
        "die",
        "das",
        "du",
        "d",
        "la",
        "le",
        "les",
        "el",
        "en",
        "et",
        "for",
        "from",
        "if",
        "in",
        "into",
        "is",
        "it",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "und",
        "y",
        "with",
        "via",
        "vs",
        "your",
        "my",
        "our",
        "you",
        "not",
        "no",
        "zu",
        "im",
        "am",
        "auf",
        "mit",
        "für",
        "von",
    ]
)
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
_PLACE_WORDS = re.compile(
    r"\b(?:USA?|U\.S\.A?\.?|UK|U\.K\.|United (?:States|Kingdom|Arab Emirates)|Germany|France"
    r"|Spain|Italy"
    r"|Netherlands|Belgium|Switzerland|Austria|Poland|Portugal|Sweden|Norway|Denmark|Finland"
    r"|Ireland"
    r"|Canada|Mexico|Brazil|Argentina|Chile|India|China|Japan|Korea|Singapore|Australia|New Zealand"
    r"|Israel|Turkey|Greece|Russia|Ukraine|Romania|Hungary|Czech(?:ia| Republic)|Slovakia|Slovenia"
    r"|Croatia|Serbia|Bulgaria|Estonia|Latvia|Lithuania|Scotland|England|Wales|Iceland|Taiwan"
    r"|Thailand"
    r"|Vietnam|Indonesia|Malaysia|Philippines|South Africa|Kenya|Nigeria|Egypt|Morocco"
    r"|Colombia|Peru"
    r"|London|Paris|Berlin|Amsterdam|New York|NYC|San Francisco|Tokyo|Barcelona|Madrid|Munich"
    r"|Vienna"
    r"|Prague|Copenhagen|Stockholm|Oslo|Helsinki|Dublin|Brussels|Zurich|Zürich|Geneva|Milan"
    r"|Rome|Lisbon"
    r"|Warsaw|Kraków|Krakow|Budapest|Athens|Sydney|Melbourne|Toronto|Montreal|Montréal"
    r"|Vancouver|Seattle"
    r"|Boston|Chicago|Austin|Portland|Denver|Los Angeles|Las Vegas|Philadelphia|Washington|Atlanta"
    r"|Bangalore|Bengaluru|Edinburgh|Manchester|Cambridge|Oxford|Bristol|Hamburg|Cologne|Köln"
    r"|Karlsruhe"
    r"|Leipzig|Dresden|Stuttgart|Frankfurt|Utrecht|Rotterdam|Delft|Antwerp|Ghent|Lyon"
    r"|Toulouse|Grenoble"
    r"|Minneapolis|Cleveland|Pittsburgh|Salt Lake City|San Diego|San Jose|Baltimore|Nashville"
    r"|Dallas"
    r"|Houston|Miami|Detroit|Phoenix|Online|Virtual|Remote)\b"
    r"|,\s*(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]"
    r"|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY]|ON|BC|QC)\b"
)


_EVENTFUL = 0.2


@lru_cache(maxsize=8192)
def eventness(text: str) -> float:
    """Say how much a text looks like the name of an event."""
    score = 0.0
    if _EVENT_CASE.search(text):
        score += 0.35 if len(text.split()) < 5 else 0.1  # noqa: PLR2004
    if _EVENT.search(text) or _EVENT_NAME.search(text):
        score += 0.5
    elif _EVENT_WEAK.search(text) or _HOST.search(text):
        score += 0.25
    if _YEAR_NAME.search(text):
        score += 0.25
    if len(text.split()) > 12:  # noqa: PLR2004
        score -= 0.3
    return min(score, 1.0)


def titleness(text: str) -> float:
    """Say how much a text looks like the title of a talk."""
    words = _WORD.findall(text)
    lower = [word for word in words[1:] if word[:1].islower() and word not in _SMALL]
    score = min(len(words), 8) * 0.07 + min(len(lower), 3) * 0.1
    score += 0.3 * text.rstrip("\"'”’*_ ").endswith(("?", "!"))
    score += 0.25 * bool(re.search(r"\w: |\w [–—] ", text))
    score += 0.25 * bool(_CUES.match(text.lstrip("\"'“‘*_ ")))
    score -= 0.35 * (len(words) == 1) + 0.05 * max(len(words) - 16, 0)
    score -= 0.6 * eventness(text) + 0.4 * (placeness(text) > 0.5)  # noqa: PLR2004
    return score


def placeness(text: str) -> float:
    """Say how much a text looks like a place."""
    if not _PLACE_WORDS.search(text):
        return 0.0
    return 0.9 if len(text.split()) <= 7 else 0.3  # noqa: PLR2004


def people(text: str) -> list[str]:
    """List the names of people that a text consists of, [] where it is something else."""
    bare = _ASIDES.sub("", _HANDLES.sub("", text)).strip(" .,;:-–—")
    names = [name.strip(" .,;") for name in _AND.split(bare) if name.strip(" .,;")]
    if names and all(is_person(name) for name in names):
        return names
    return []


def is_person(text: str) -> bool:
    """Tell whether a text can be the name of one person."""
    return bool(_PERSON.fullmatch(text)) and eventness(text) < _EVENTFUL


def leading_person(text: str) -> str:
    """Give the name a text begins with, "" where it begins with none."""
    match = _PERSON.match(text)
    return match[0] if match and is_person(match[0]) else ""
