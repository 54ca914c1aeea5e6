"""The terms of the model → the words of a language: links, statuses, roles, kinds and lengths.

The model and the ledger have their English titles, so that a change of language changes no talk. A
term without a word in any table is shown as in the model.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from talkfeed.model import ProfileLink
from talkfeed.model.linkkinds import KINDS
from talkfeed.model.people import LABELS as LABELS_OF_ROLES
from talkfeed.model.plainfields import LABELS, ValueType
from talkfeed.patterns import lazy
from talkfeed.text import seconds_of
from talkfeed.words.dates import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from talkfeed.model import Link, Status
    from talkfeed.model.plainfields import PlainField
    from talkfeed.model.series import Schedule, Series
    from talkfeed.words import Words

    Piece = tuple[str, str | None]
    """A text, and its address if it is a link."""

_TITLES = {row.kind: row.title for row in KINDS if row.title}
_NUMBER_OR_LABEL = lazy(r"(?: \d+|: .*)?", re.DOTALL)
_UNITS = ((3600, "hours"), (60, "minutes"), (1, "seconds"))
_PROFILES = ("Website", "Blog")
"""The titles of links to profiles that are no names."""


def link_title(link: Link | ProfileLink, words: Words) -> str:
    """Return the title of a link: "Video", "Video 2" and "Video: Part one" have a translation."""
    if isinstance(link, ProfileLink):
        return words.table[link.title.lower()] if link.title in _PROFILES else link.title
    known = _TITLES.get(link.kind, "")
    rest = link.title.removeprefix(known)
    is_known = known and link.title.startswith(known) and _NUMBER_OR_LABEL.fullmatch(rest)
    return f"{words.table.get(known.lower(), known)}{rest}" if is_known else link.title


def status_word(status: Status, words: Words) -> str:
    """Return a status in words, empty for a confirmed talk."""
    return words.table.get(status.value, "")


def role(name: str, words: Words) -> str:
    """Return the label of a role."""
    return words.table.get(f"role_{name}", LABELS_OF_ROLES[name])


def heading(field: PlainField, words: Words) -> str:
    """Return the heading of a plain field."""
    return words.table.get(f"field_{field.name}", field.heading)


def value(field: PlainField, text: str, words: Words) -> str:
    """Return what is shown for the text of a plain field."""
    if field.type is ValueType.LENGTH:
        return length_words(seconds_of(text), words)
    label = LABELS[field.name].get(text, text)
    return words.table.get(f"{field.name}_{text}", label) if field.type is ValueType.WORD else text


def length_words(seconds: int, words: Words) -> str:
    """Return a length of time: "1 h 30 min"."""
    parts = []
    for unit, name in _UNITS:
        number, seconds = divmod(seconds, unit)
        if number:
            parts.append(words.fill(name, count=number))
    return " ".join(parts)


def series_words(series: Series, words: Words, today: date) -> str:
    """Return when the slots of a series are, and who organises it, in one line."""
    rules = series.rules_on(today)
    every = words.comma.join(
        dict.fromkeys(_schedule_words(rule, words, is_former=former) for rule, former in rules)
    )
    people = words.comma.join([person.name for person in series.organizers])
    return f"{every} · {words.fill('organised_by', people=people)}" if people else every


def _schedule_words(schedule: Schedule, words: Words, *, is_former: bool) -> str:
    """Return the phrase of a rule, and from when or until when it is in force."""
    said = schedule.text
    for name, day in (("from_day", schedule.first), ("until_day", schedule.last)):
        said = words.fill(name, phrase=said, day=days(day, day, words)) if day else said
    return words.fill("formerly", phrase=said) if is_former else said


def pieces(text: str, values: Mapping[str, Iterable[Piece]]) -> Iterator[Piece]:
    """Fill the placeholders of a word with texts and links."""
    for literal, name, _, _ in Formatter().parse(text):
        if literal:
            yield literal, None
        if name is not None:
            yield from values[name]
