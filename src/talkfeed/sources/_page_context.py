"""Headings → what they say of all that stands below them: the year, the event, no talks at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from talkfeed.sources._page_dates import find_dates, only_year
from talkfeed.sources._page_pieces import parse
from talkfeed.sources._page_roles import read_around
from talkfeed.sources._page_words import eventness, holds_no_talks, is_part

if TYPE_CHECKING:
    from talkfeed.dates import DateRules
    from talkfeed.sources._line import Line

EVENT, YEAR, PART, OTHER, TITLE = "event", "year", "part", "other", "title"
_LIKE_AN_EVENT = 0.45


class Context(NamedTuple):
    """What is known of a talk before its own lines are read."""

    rules: DateRules
    speaker: str = ""
    date: str = ""
    event: str = ""
    event_href: str = ""
    location: str = ""
    is_part: bool = False

    @property
    def year(self) -> str:
        """Give the year that a heading above names."""
        return only_year(self.date)


def kind_of(heading: Line, rules: DateRules) -> str:
    """Say what a heading is: of a year, of a part, of an event, of other things, or a title."""
    text = heading.text.strip("▒=-–—*_ #|:.")
    dates = find_dates(text, rules)
    bare = text
    for date in dates:
        bare = bare.replace(date.phrase, " ")
    if dates and is_part(bare):
        return YEAR
    if is_part(text):
        return PART
    if holds_no_talks(text):
        return OTHER
    return EVENT if eventness(text) > _LIKE_AN_EVENT else TITLE


def below(heading: Line, kind: str, context: Context) -> Context:
    """Say what is known below a heading."""
    dates = find_dates(heading.text, context.rules)
    date = next((one.phrase for one in dates if not one.partial), context.date)
    if kind in {YEAR, PART, OTHER}:
        return context._replace(date=date, is_part=context.is_part or kind != OTHER)
    around = read_around(parse(heading, context.rules).pieces)
    event = around.event or heading.text
    href = around.event_href or next((span.value for span in heading.of("link")), "")
    return context._replace(
        date=date, event=event, event_href=href, location=around.location, is_part=True
    )
