"""Chapters: lines of text, WebVTT and JSON Chapters 1.2 → chapters; chapters → JSON Chapters 1.2.

A line is a time and a title, as in the descriptions of videos: "00:00 Intro", "- 5:30 – Types".
JSON Chapters are defined in the documentation of the podcast namespace.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.media.cues import Unreadable, read_cues
from talkfeed.media.times import CLOCK, clock
from talkfeed.model.media import Chapter
from talkfeed.patterns import lazy
from talkfeed.text import is_web, line, url

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_RISING = "TF332"
MOST = 1000
"""Chapters of a talk at most."""
FEWEST = 2
"""Chapters that a description has at least: a single time in it is a remark."""
LAST = 999_999
"""The last second at which a chapter begins."""
VERSION = "1.2.0"
_LINE = lazy(rf"\W{{0,8}}\b{CLOCK}(?!:?[0-9])\W{{0,8}}(.*)")
_TITLE = 4


def chapter_of(text: str) -> Chapter | None:
    """Return the chapter of a line; None if it does not begin with a time, or has no title.

    >>> chapter_of("(05:30) Types, and why")
    Chapter(start=330, title='Types, and why', url=None)
    """
    found = _LINE.fullmatch(line(text))
    start = clock(found)
    if found is None or start is None or not found[_TITLE].strip():
        return None
    return Chapter(start, found[_TITLE].strip())


def require_rising(chapters: Iterable[Chapter]) -> None:
    """Check that each chapter begins after the one before it, and that there are not too many.

    Raises:
        Rejected: TF332, one does not.
    """
    listed = [*chapters]
    if len(listed) > MOST:
        raise Rejected(NOT_RISING, f"more than {MOST:,} chapters", "keep the main ones")
    for before, after in pairwise(listed):
        if after.start <= before.start:
            message = f"'{after.title[:60]}' begins before or with '{before.title[:60]}'"
            raise Rejected(NOT_RISING, message, "list the chapters in order, each with its time")


def in_description(text: str) -> tuple[Chapter, ...]:
    r"""Return the chapters in the description of a video; none unless they begin at 0:00 and rise.

    >>> in_description("A talk.\\n0:00 Intro\\n5:30 Types\\nThanks!")[1].title
    'Types'
    """
    found = tuple(filter(None, map(chapter_of, text.splitlines())))
    if len(found) < FEWEST or found[0].start or len(found) > MOST:
        return ()
    return found if all(one.start < two.start for one, two in pairwise(found)) else ()


def read_chapters(content: str, kind: str) -> tuple[Chapter, ...]:
    """Return the chapters of a file; `kind` is its media type.

    Raises:
        Unreadable: with the line, the file is of another format.
        Rejected: TF332, they do not rise.
    """
    if kind == "text/plain":
        found = tuple(_lines(content))
    elif kind == "text/vtt":
        found = tuple(Chapter(each.start or 0, each.text) for each in read_cues(content, kind))
    else:
        found = tuple(_json(content))
    if not found:
        raise Unreadable(1, "it has no chapters")
    require_rising(found)
    return found


def _lines(content: str) -> Iterable[Chapter]:
    for number, text in enumerate(content.splitlines(), 1):
        if text.strip():
            found = chapter_of(text)
            if found is None:
                raise Unreadable(number, f"'{line(text)[:60]}' is not a time and a title")
            yield found


def _json(content: str) -> Iterable[Chapter]:
    import json  # noqa: PLC0415  — most sites have no such file

    try:
        found: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(getattr(error, "lineno", 1), "it is not JSON") from error
    listed: Any = found.get("chapters") if isinstance(found, dict) else None
    for each in listed if isinstance(listed, list) else ():
        if not isinstance(each, dict) or each.get("toc") is False:
            continue
        start: Any = each.get("startTime")
        title: Any = each.get("title")
        is_number = isinstance(start, int | float) and not isinstance(start, bool)
        if not isinstance(title, str) or not line(title) or not is_number or not 0 <= start <= LAST:
            raise Unreadable(1, "a chapter has no startTime or no title")
        yield Chapter(int(start), line(title), _address(each.get("url")))


def _address(text: object) -> str | None:
    try:
        return url(text) if isinstance(text, str) and is_web(text) else None
    except Rejected:
        return None


def write_chapters(chapters: Iterable[Chapter], title: str) -> bytes:
    """Write JSON Chapters 1.2."""
    import json  # noqa: PLC0415  — most sites have no chapters

    listed = [
        {"startTime": each.start, "title": each.title} | ({"url": each.url} if each.url else {})
        for each in chapters
    ]
    found = {"version": VERSION, "title": title, "chapters": listed}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
