"""A line → predicates: whether it has a date or media, is prose, a talk, an event, only links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.date_runs import dates_of, rank
from talkfeed.importers.page.labels import is_labelled, states_title
from talkfeed.importers.page.language import is_weekday
from talkfeed.importers.page.links import role_by_address, role_in
from talkfeed.importers.page.people import people
from talkfeed.importers.page.section_kinds import is_furniture
from talkfeed.importers.page.vocabulary import eventness, placeness, titleness, words_of
from talkfeed.model.linkkinds import KINDS
from talkfeed.records.word_lists import word_lists

if TYPE_CHECKING:
    from talkfeed.importers.page.context import Context
    from talkfeed.importers.page.line import Line

_PROSE = 200
_SENTENCE_WORDS = 15
_TITLE_LENGTH = 12
_NEAR = 8
_SHOWN = frozenset(row.field for row in KINDS if row.is_shown)
MEDIA = _SHOWN | {row.field for row in KINDS if row.is_recording}
_OCCASION_WORDS = 4
_EVENT_WORDS = 6
_CJK_SENTENCE = re.compile(r"[。！？]")  # noqa: RUF001 (the signs of those languages)
_CJK_PROSE = 60
_SENTENCE = re.compile(r"[a-z)\u2019'\"”][.!?](?:\s|$)")
_BY = re.compile(r"\bby\s+[A-Z@]")


def names_by(line: Line) -> bool:
    """Return whether a line has "by" before a name."""
    return bool(_BY.search(line.text))


def is_eventful(text: str) -> bool:
    """Return whether a text may be an event."""
    return eventness(text) > weights.LIKE_AN_EVENT


def has_date(line: Line, context: Context) -> bool:
    """Return whether a line has a date; a day and month count if the year is known."""
    found = dates_of(line, context.rules)
    return any(not date.partial or bool(context.year) for date in found)


def is_only_date(line: Line, context: Context) -> bool:
    """Return whether a line is a day and nothing else, but for a time or a weekday."""
    found = dates_of(line, context.rules)
    if len(found) != 1 or rank(found[0].precision) > 0 or "\n" in line.text:
        return False
    rest = line.text[: found[0].start] + line.text[found[0].end :]
    return len(_WORD.findall(rest)) <= 1


def is_bare_day(line: Line, context: Context) -> bool:
    """Return whether a line is a day and nothing else, but for a weekday."""
    found = dates_of(line, context.rules)
    if not is_only_date(line, context):
        return False
    rest = line.text[: found[0].start] + line.text[found[0].end :]
    return all(map(is_weekday, _WORD.findall(rest)))


_WORD = re.compile(r"[^\W\d_]{3,}")


def ends_with_day(line: Line, context: Context) -> bool:
    """Return whether a line, however long, is about a day that it ends with."""
    found = dates_of(line, context.rules)
    is_day = bool(found) and not found[-1].partial and rank(found[-1].precision) == 0
    return is_day and not _WORD.search(line.text[found[-1].end :])


def has_media(line: Line) -> bool:
    """Return whether a line has embedded media."""
    return bool(line.of("media"))


def is_prose(line: Line) -> bool:
    """Return whether a line is prose, and not a line of facts."""
    text = _beside_roles(line)
    if states_title(line.text):
        return False
    sentences = len(_SENTENCE.findall(text)) + len(_CJK_SENTENCE.findall(text))
    if len(text) > _CJK_PROSE and _CJK_SENTENCE.search(text):
        return True
    is_long = len(text) > _PROSE and sentences > 1
    return is_long or (sentences > 0 and len(text.split()) > _SENTENCE_WORDS)


def is_statement(line: Line) -> bool:
    """Return whether a row of a record is a sentence about it, and no fact or title of its own."""
    is_long = len(line.text.split()) >= _STATEMENT_WORDS
    is_free = not line.of(*_SET_OFF) or bool(_TELLS.match(line.text))
    return is_long and line.text.endswith((".", "!", "…")) and is_free


_STATEMENT_WORDS = 6
_TELLS = re.compile(rf"(?:{word_lists('sections', 'talkfeed.importers.page')['tells']})\b")
_SET_OFF = ("em", "strong", "quote", "hint", "link", "struck")


def is_talk_line(line: Line, context: Context) -> bool:
    """Return whether a line has evidence of a talk: a date, slides, "by" before a name."""
    if is_furniture(line.text) or is_address(line, context) or is_labelled(line.text):
        return False
    if dates_of(line, context.rules) or has_media(line):
        return True
    roles = {role_in(line, span) for span in line.of("link")}
    if roles & MEDIA:
        return True
    return names_by(line) and len(line.text) < _PROSE


def is_address(line: Line, context: Context) -> bool:
    """Return whether a line addresses the reader of the page, such as where to find slides."""
    text = line.text.rstrip()
    if len(text.split()) < 7 or not text.endswith((".", "!", ":", "?")):  # noqa: PLR2004
        return False
    is_spoken = bool(_SPOKEN.search(text)) and not line.of("quote", "em", "strong")
    return is_spoken and not _has_day(line, context) and not names_by(line)


_SPOKEN = re.compile(rf"\b(?:{word_lists('sections', 'talkfeed.importers.page')['spoken']})\b")


def _has_day(line: Line, context: Context) -> bool:
    return any(not date.is_year for date in dates_of(line, context.rules))


def is_all_links(line: Line) -> bool:
    """Return whether every word of a line is in a link."""
    text = list(line.text)
    for span in line.of("link"):
        text[span.start : span.end] = " " * (span.end - span.start)
    return bool(line.of("link")) and not re.search(r"\w\w", "".join(text))


def is_only_links(line: Line) -> bool:
    """Return whether a line has only links with a known role."""
    text = _beside_roles(line).replace("slides", "")
    return bool(line.of("link")) and not re.search(r"\w{3}", text)


def _beside_roles(line: Line) -> str:
    """Return the text of a line with spaces for the links with a role, such as "slides"."""
    text = list(line.text)
    for span in line.of("link"):
        if role_in(line, span):
            text[span.start : span.end] = " " * (span.end - span.start)
    return "".join(text).rstrip()


def is_titled(line: Line) -> bool:
    """Return whether some words of a line are emphasised and look like a title."""
    spans = line.of("quote", "em", "strong", "link")
    texts = (line.text[span.start : span.end] for span in spans)
    return any(
        len(text) > _TITLE_LENGTH
        and titleness(text) > weights.LIKE_A_TITLE
        and eventness(text) < weights.LIKE_AN_EVENT
        for text in texts
    )


def is_occasion(line: Line) -> bool:
    """Return whether a line begins with an event, a place or a date, and not with a title."""
    first = re.split(r"[,;|(@\n]|\s[-–—]\s", line.text.lstrip("\"'“* "))[0]
    words = re.sub(r"^[\d\s./:-]+", "", first)
    return is_eventful(words) or placeness(words) > 0 or len(words_of(words)) <= _OCCASION_WORDS


def leads_to_talk(line: Line) -> bool:
    """Return whether a line starts with a link to slides or a recording, labelled like a title."""
    return any(
        span.start <= _NEAR
        and span.end - span.start > _NEAR
        and role_by_address(span.value) in _SHOWN
        for span in line.of("link")
    )


def is_whole(line: Line) -> bool:
    """Return whether a line names a title, or begins with people who are set off, and is a talk.

    As in "**Ann Example:** Feeds that last".
    """
    return any(span.value == "title" for span in line.of("hint")) or any(
        span.start == 0 and people(line.text[: span.end].strip(" :*"))
        for span in line.of("strong", "link")
    )


def is_delivery(line: Line, context: Context) -> bool:
    """Return whether an item below a title is a delivery of it."""
    is_short = len(line.text.split()) <= _EVENT_WORDS
    shown = any(role_by_address(span.value) in _SHOWN for span in line.of("link"))
    fits = has_date(line, context) or is_eventful(line.text) or (shown and is_short)
    return fits and not is_only_links(line) and not is_prose(line)


def rows_or_whole(line: Line, context: Context) -> list[Line]:
    """Split a paragraph into its rows if they are talks."""
    rows = line.rows()
    if len(rows) < 2:  # noqa: PLR2004
        return [line]
    talks = sum(is_talk_line(row, context) for row in rows)
    dated = sum(has_date(row, context) for row in rows)
    named = sum(names_by(row) for row in rows)
    return rows if dated > 1 or named > 1 or talks * 2 > len(rows) + 1 else [line]
