"""A text → the names of people in it.

"Ann Example, Employer" is a person and an affiliation, "Ann, Bob & Cy" are three people, and "TBA"
is nobody. Titles such as "Dr" are not part of a name.
"""

# ruff: noqa: RUF001 - these are words and signs as pages have them

from __future__ import annotations

import re
from functools import lru_cache

from talkfeed.importers.page import weights
from talkfeed.importers.page.citations import in_order
from talkfeed.importers.page.line import KEPT
from talkfeed.importers.page.vocabulary import eventness
from talkfeed.records.absence import is_nobody
from talkfeed.records.word_lists import word_lists

_WORDS = word_lists("people", "talkfeed.importers.page")
_GIVEN = frozenset(word_lists("names")["names"].split("|"))
_NO_NAME = re.compile(rf"\b(?:{_WORDS['no']})\b", re.IGNORECASE)
_TITLES = re.compile(rf"\b(?:(?:{_WORDS['titles']})\s+)+(?=\S)", re.IGNORECASE)
_WORD = (
    r"(?:(?:Ma?c|Fitz|D[eiu]|L[ae]|V[ao]n)?[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ](?:\.|['’]?[A-ZÀ-Þ]?[a-zß-öø-ÿĀ-žа-яёіїєґ]+)"
    r"(?:[-'’][A-ZÀ-Þ]?[a-zß-öø-ÿĀ-žа-яёіїєґ]+)*(?:-[A-Z]\.)?"
    r"|(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ]\.){2,3}(?=\s)"
    r"|[A-ZÀ-Þ]{1,3}(?=\s[A-Z])|(?:de|da|dos|del|van|von|der|den|la|le|di|bin|al|el|ter|ten"
    r"|af)(?=\s))"
)
_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{1,4}}"
_PERSON = re.compile(_NAME)
_LEADING = re.compile(rf"{_NAME}(?!\w)")
_HANDLES = re.compile(r"\s{0,9}[(\[]?@[\w.@-]+[)\]]?")
_ASIDES = re.compile(r"\s{0,9}[(\[][^()\[\]]*[)\]]")
_AND = re.compile(
    rf"(?:,\s{{0,9}}(?:(?:{_WORDS['and']}|&)\s)|[,;&+/、，]|\b(?:{_WORDS['and']})\s)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:An?|The)\s")
_STRIP = " .,;:-–—*_\n"
_EMPLOYER = re.compile(r"(?:,|[-–—|/]\s|\bfrom\s|\bof\s|\bat\s|@\s?)")


@lru_cache(maxsize=KEPT)
def people(text: str) -> list[str]:
    """List the names of people if a text consists of nothing else.

    >>> people("Dr. Ann Example (Turku), Bob Sample & Cy Model")
    ['Ann Example', 'Bob Sample', 'Cy Model']
    >>> people("A General Strategy")
    []
    """
    names = _names(_HANDLES.sub("", text)) if not _ARTICLE.match(text) else []
    return names if names and all(is_person(name) for name in names) else []


def _names(text: str) -> list[str]:
    bare = _ASIDES.sub("", text).strip(_STRIP)
    parts = (_TITLES.sub("", part.strip(_STRIP)) for part in _AND.split(bare))
    return [part for part in parts if part]


@lru_cache(maxsize=KEPT)
def speakers(text: str) -> list[str]:
    """List the speakers of a text that is known to name them, without their employers.

    >>> speakers("Ann Example, Bankline"), speakers("Ann Example & Bob Sample, Freightly")
    (['Ann Example'], ['Ann Example', 'Bob Sample'])
    >>> speakers("various speakers"), speakers("hosono")
    ([], ['hosono'])
    """
    if is_nobody(text):
        return []
    names = in_order(text) or people(text)
    if names:
        return names
    if "、" in text:
        return [name for part in text.split("、") if (name := part.strip())]
    found: list[str] = []
    for part in (one for row in text.split("\n") for one in row.split(";")):
        found.extend(name for name in _leading(part) if name not in found)
    return found


def _leading(text: str) -> list[str]:
    """Return the people before an employer, or else the whole text if it is short."""
    bare = _ASIDES.sub("", _HANDLES.sub("", text)).strip(_STRIP)
    parts = _EMPLOYER.split(bare)
    known: list[str] = []
    for part in parts:
        names = people(part)
        if not names:
            break
        known.extend(names)
    if known:
        return known
    name = _TITLES.sub("", parts[0].strip(_STRIP))
    is_short = 0 < len(name.split()) <= _MOST_WORDS and not is_nobody(name)
    return [name] if is_short else []


_MOST_WORDS = 4


@lru_cache(maxsize=KEPT)
def is_person(text: str) -> bool:
    """Return whether a text can be the name of one person."""
    bare = _TITLES.sub("", text)
    return bool(
        _PERSON.fullmatch(bare)
        and (is_named(bare) or not _NO_NAME.search(bare))
        and eventness(bare) < weights.NO_PERSON
    )


def companions(text: str) -> list[str]:
    """List the people in a text after "with", who may be called by their given names alone.

    >>> companions("Bob"), companions("Ann Example and Bob Sample"), companions("Kubernetes")
    (['Bob'], ['Ann Example', 'Bob Sample'], [])
    """
    names = _names(_HANDLES.sub("", text))
    alone = all(" " not in name and is_named(name) and not _NO_NAME.search(name) for name in names)
    return names if names and alone else people(text)


def is_named(text: str) -> bool:
    """Return whether a name begins with a given name that is known, or with an initial.

    >>> is_named("Ann Example"), is_named("A. Example"), is_named("Logic Lunch")
    (True, True, False)
    """
    return bool(_INITIAL.match(text)) or (
        _fold(text.split(maxsplit=1)[0].split("-", maxsplit=1)[0]) in _GIVEN
        if text.split()
        else False
    )


_INITIAL = re.compile(r"[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)?\s")


def is_titled(text: str) -> bool:
    """Return whether a text is one person with an academic title.

    >>> is_titled("Dr. Ann Example"), is_titled("Ann Example"), is_titled("Prof. of Feeds")
    (True, False, False)
    """
    return bool(_TITLES.match(text)) and is_person(text)


def _fold(word: str) -> str:
    return word.casefold().translate(_PLAIN)


_PLAIN = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõøúùûüñçčćšžżźłńęąýř", "aaaaaaeeeeiiiioooooouuuuncccszzzlneayr"
)


def leading_person(text: str) -> str:
    """Return the name at the start of a text, "" if there is none."""
    bare = _TITLES.sub("", text)
    match = _LEADING.match(bare)
    return match[0] if match and is_person(match[0]) else ""
