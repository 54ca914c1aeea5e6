"""Prose about a talk → its speakers, event, date and links, as far as it names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.date_runs import find_dates
from talkfeed.importers.page.links import Link, is_profile, role_by_address, role_in
from talkfeed.importers.page.people import is_person
from talkfeed.importers.page.roles import Person
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.line import Line


class Prose(NamedTuple):
    """The facts in prose about a talk, and its text."""

    text: str = ""
    date: str = ""
    speakers: tuple[Person, ...] = ()
    event: str = ""
    event_href: str = ""
    links: tuple[Link, ...] = ()


_NAME = r"((?:[A-ZÀ-Þ][\w'\u2019.-]+ ){1,3}[A-ZÀ-Þ][\w'\u2019-]+)"
_GIVEN_BY = re.compile(
    rf"\b(?:(?:given|presented|delivered|held|done)(?: jointly)? by|talk by"
    rf"|presentation by) {_NAME}"
    rf"(?: and {_NAME})?"
)
_PRESENTED = re.compile(
    rf"^{_NAME}(?:(?:,| and) {_NAME})? (?:has |have )?"
    rf"(?:presented|given|held|conducted|presents|gave|gives|spoke|speaks|talked|talks"
    r"|introduced|introduces|explains|explained|shows|showed|demonstrates|demonstrated)\b"
)
_OWNS = re.compile(
    r"^([A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+){0,2})['\u2019]s? (?:talk|presentation|keynote|slides"
    r"|lecture)\b"
)


def read_prose(lines: Sequence[Line], rules: DateRules) -> Prose:
    """Read the paragraphs below a talk."""
    if not lines:
        return Prose()
    speakers: list[Person] = []
    links: list[Link] = []
    for line in lines:
        speakers.extend(person for person in _people(line) if person not in speakers)
        links.extend(_links(line, {person.href for person in speakers}))
    text = block("\n\n".join(line.text for line in lines if line.text))
    event, href = next((found for line in lines if (found := _event(line))), ("", ""))
    return Prose(text, _date(lines, rules), tuple(speakers), event, href, tuple(links))


def _event(line: Line) -> tuple[str, str] | None:
    """Return the linked event of a sentence such as "Ann Example spoke about feeds at PyCon"."""
    if not (_HELD.search(line.text) or _PRESENTED.search(line.text)):
        return None
    for span in line.of("link"):
        name = line.text[span.start : span.end].strip()
        if line.text[: span.start].rstrip().endswith(" at") and not is_profile(span.value):
            return name, span.value
    return None


_HELD = re.compile(r"\b(?:given|presented|delivered|held|gave|spoke|talk)\b[^.\n]*")


def _date(lines: Sequence[Line], rules: DateRules) -> str:
    """Return the date in a sentence about when the talk was given."""
    for line in lines:
        if match := _HELD.search(line.text):
            return next((one.phrase for one in find_dates(match[0], rules) if not one.partial), "")
    return ""


def presents(text: str) -> bool:
    """Return whether a sentence says who gave a talk.

    >>> presents("Ann Example has presented feeds."), presents("Ann Example, Oslo")
    (True, False)
    """
    return bool(_PRESENTED.match(text))


def _people(line: Line) -> Iterator[Person]:
    for pattern in (_GIVEN_BY, _PRESENTED):
        match = pattern.search(line.text)
        if match:
            names = (name for name in match.groups() if name and is_person(name))
            yield from (Person(name, _href(line, name)) for name in names)
            return
    match = _OWNS.search(line.text)
    if match:
        yield Person(match[1], _href(line, match[1]))


def _href(line: Line, name: str) -> str:
    start = line.text.find(name)
    return next(
        (
            span.value
            for span in line.of("link")
            if span.start <= start < span.end and line.text[span.start : span.end].strip() == name
        ),
        "",
    )


def _links(line: Line, known: set[str]) -> Iterator[Link]:
    for span in line.of("link"):
        label = line.text[span.start : span.end].strip()
        if span.value in known or is_profile(span.value):
            continue
        named = "links" if "://" in label else ""
        role = role_in(line, span) or role_by_address(span.value) or named
        if role:
            yield Link(span.value, "" if "://" in label else label, role)
