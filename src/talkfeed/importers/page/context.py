"""A heading → the year, event and place that everything below it inherits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.date_runs import find_dates, only_year, rank, with_year
from talkfeed.importers.page.section_kinds import (
    holds_no_talks,
    is_kind,
    is_part,
    is_session,
    names_talks,
    says_talks,
)
from talkfeed.importers.page.segments import parse
from talkfeed.importers.page.vocabulary import eventness, placeness
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.date_runs import Dated
    from talkfeed.importers.page.line import Line

EVENT, YEAR, PART, OTHER, TITLE = "event", "year", "part", "other", "title"
_AFTER_EVENT = frozenset((",", "(", "@", "at", "in", "|", "#", "\n"))
RULES = "▒=-–—*_ #|:."


_ON_DATE = re.compile(r"\s(?:on|of|at|am|vom|du|de|del|le|el|il|van|op|den|em)\s*$", re.IGNORECASE)


class Context(NamedTuple):
    """What the headings above a talk say of it; `page` is the year in the title of the page."""

    rules: DateRules
    speaker: str = ""
    date: str = ""
    event: str = ""
    event_href: str = ""
    location: str = ""
    is_part: bool = False
    page: str = ""

    @property
    def above(self) -> str:
        """Return the date that a heading above names, or else the title of the page."""
        return self.date or self.page

    @property
    def year(self) -> str:
        """Return the year that a heading above names, or else the title of the page."""
        return only_year(self.above)


def kind_of(heading: Line, rules: DateRules) -> str:
    """Return the kind of a heading: a year, a part of the page, an event, other, or a title."""
    text = heading.text.strip(RULES)
    dates = find_dates(text, rules)
    bare = text
    for date in dates:
        bare = bare.replace(date.phrase, " ")
    bare = _ON_DATE.sub("", bare.strip(RULES))
    if dates and (is_part(bare) or says_talks(bare)):
        return YEAR
    if is_part(text) or is_part(text.rpartition(": ")[2]) or is_session(text):
        return PART
    if names_talks(text):
        return PART
    if holds_no_talks(text) and not _is_dated_title(bare, dates):
        return OTHER
    return EVENT if eventness(text) > weights.EVENT_ALONE else TITLE


def _is_dated_title(text: str, dates: Sequence[Dated]) -> bool:
    """Return whether a heading of several words has a day or month of its own, as a talk has."""
    is_dated = any(not date.is_year for date in dates)
    return is_dated and len(text.split()) >= _TITLE_WORDS


_TITLE_WORDS = 4


def below(heading: Line, kind: str, context: Context) -> Context:
    """Return the context below a heading."""
    found = find_dates(heading.text, context.rules)
    dates = [one for one in found if not one.partial]
    date = min(dates, key=lambda one: rank(one.precision)).phrase if dates else context.date
    if found and not dates and context.year:  # "March 5" below "2024"
        date = with_year(found[0].phrase, context.year, context.rules) or date
    if kind in {YEAR, PART, OTHER}:
        return context._replace(date=date, is_part=context.is_part or kind != OTHER)
    event, location = _event_of(heading, context.rules)
    is_day = bool(dates) and any(rank(one.precision) == 0 for one in dates)
    if is_day and len(event.split()) <= 2 and not eventness(event):  # noqa: PLR2004 (a town)
        event, location = "", event
    href = next((span.value for span in heading.of("link")), "")
    return context._replace(
        date=date, event=event, event_href=href, location=location, is_part=True
    )


_OF_EVENT = re.compile(
    r"(?:program(?:me)?|schedule|agenda|videos|recordings|slides|talks) (?:of|for|from|at) "
    r"(?:the )?(?=[A-Z\d])|(?<=[\w)])(?: [-–—:|])? (?:program(?:me)?|schedule|agenda)$",
    re.IGNORECASE,
)
"""Words of a heading beside the name of an event: "Programme of Map Days 2024"."""


def _event_of(heading: Line, rules: DateRules) -> tuple[str, str]:
    """Split a heading into the event and its place, at a comma or the like."""
    pieces = parse(heading, rules).pieces
    stop = next((i for i, one in enumerate(pieces) if i and one.join in _AFTER_EVENT), len(pieces))
    start, end = (pieces[0].start, pieces[stop - 1].end) if pieces else (0, len(heading.text))
    event = heading.text[start:end].strip(RULES)
    bare = _OF_EVENT.sub("", event)
    event = bare if " " in bare else event
    places = [
        one.text for one in pieces[stop:] if one.join in _AFTER_EVENT and not is_kind(one.text)
    ]
    return event, ", ".join(places) if any(placeness(one) for one in places) else ""
