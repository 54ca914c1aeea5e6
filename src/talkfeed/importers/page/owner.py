"""A page → the person whose page it is, if it says so.

Its title, its main heading or an h-card (microformats.org/wiki/h-card) names them: "Talks - Ann
Example", "Ann Example: curriculum vitae", "Vorträge von Ann Example". A talk that names no speaker
is theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.importers.page.people import is_named, people
from talkfeed.importers.page.section_kinds import holds_no_talks, is_part, says_talks
from talkfeed.records.word_lists import word_lists
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from talkfeed.model.imported import ImportOptions

_WORDS = word_lists("owners", "talkfeed.importers.page")
_SIGNS = re.compile(r" [-–—/] |[ ]?[|·•:»«\u2014][ ]?")
_OWNED = re.compile(
    rf"(?:{_WORDS['owned']})\s(?:{_WORDS['of']})\s(?P<after>.+)"
    rf"|(?P<before>.+?)['\u2019]s?\s(?:{_WORDS['owned']})",
    re.IGNORECASE,
)
_PAGES = re.compile(_WORDS["pages"], re.IGNORECASE)
_SAYS_I = re.compile(rf"\b(?:{_WORDS['own']})\b")
_FIRST = 5_000
"""Characters at the beginning of a page in which its owner may say "my talks"."""
_LONGEST = 200


def with_owner(options: ImportOptions, root: Element | None) -> ImportOptions:
    """Return the options with a page's owner as the speaker, unless a speaker is named."""
    if root is None or options.speaker:
        return options
    return replace(options, speaker=owner_of(root))


def owner_of(root: Element) -> str:
    """Return the name of a page's owner, "" if it names none."""
    cards = (_text(each) for each in islice(_names_of_cards(root), 1))
    if name := next((card for card in cards if _one_person(card)), ""):
        return _one_person(name)
    heads = [_text(each) for tag in ("h1", "title") for each in islice(root.iter(tag), 1)]
    for head in filter(None, heads):
        if owned := _OWNED.fullmatch(head):
            return _one_person(owned["after"] or owned["before"])
        name = _named_in(head)
        if name and (is_named(name) or _says_i(root)):
            return name
    return ""


def _named_in(head: str) -> str:
    """Return the person in a title that names nothing else but parts of a page."""
    parts = [part for part in _SIGNS.split(head) if part.strip()]
    names = [name for part in parts if (name := _one_person(part))]
    others = [part for part in parts if not _one_person(part)]
    is_page = all(_is_of_page(part) for part in others)
    return names[0] if len(set(names)) == 1 and is_page else ""


def _is_of_page(text: str) -> bool:
    return bool(is_part(text) or holds_no_talks(text) or _PAGES.fullmatch(text.strip()))


def _one_person(text: str) -> str:
    names = people(text)
    return names[0] if len(names) == 1 and not says_talks(text) else ""


def _names_of_cards(root: Element) -> Iterator[Element]:
    """Yield the names in h-cards that are those of the page, and of no event or post."""
    for card in root.iter("*"):
        if "h-card" in _classes(card) and not any(
            _classes(above) & _POSTS for above in card.iterancestors()
        ):
            yield next((each for each in card.iter("*") if "p-name" in _classes(each)), card)


_POSTS = frozenset(("h-event", "h-entry", "h-feed", "h-cite"))


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _says_i(root: Element) -> bool:
    return bool(_SAYS_I.search(_text(root, _FIRST)))


def _text(element: Element, most: int = _LONGEST) -> str:
    return line(" ".join(map(str, islice(element.itertext(), most)))[:most])
