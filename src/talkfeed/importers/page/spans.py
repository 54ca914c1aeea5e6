"""The spans of a line → links with a role, and the parts that are separated by style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.links import Link, role_in, role_of
from talkfeed.importers.page.people import people
from talkfeed.importers.page.section_kinds import is_kind
from talkfeed.importers.page.vocabulary import eventness
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.importers.page.line import Line, Span

Ranges = list[tuple[int, int]]
_SHORTEST = 2
_STYLES = ("hint", "quote", "link", "strong", "em")


def role_links(line: Line) -> tuple[list[Link], Ranges]:
    """Return the links with a role, the media, and the ranges of both."""
    links: list[Link] = []
    ranges: Ranges = []
    for span in line.of("link", "media"):
        label = line.text[span.start : span.end]
        if span.kind == "media":
            links.append(Link(span.value, "", "video"))
        elif (named := _named_before(line, span)) is not None:
            links.append(Link(span.value, label.strip(), named.role))
            ranges.append((named.start, span.end))
        elif role := role_in(line, span):
            links.append(Link(span.value, label.strip(), role))
            ranges.append((span.start, span.end))
        elif _BARE.fullmatch(label.strip()):
            links.append(Link(span.value, "", ""))
            ranges.append((span.start, span.end))
    for match in _BARE.finditer(line.text):
        if not any(s.start <= match.start() < max(s.end, s.start + 1) for s in line.of("link")):
            links.append(Link(match[0], "", ""))
            ranges.append(match.span())
    return links, ranges


class _Named(NamedTuple):
    """A role before a link, as in "Video: [A title](…)", and its start."""

    role: str
    start: int


_BEFORE_LINK = re.compile(
    r"(?:^|[\n|;,(。])[ ]{0,9}([\w&/ -]{2,30}?)"
    r"(?:[ ]{0,9}[:\uff1a]|は|(?: are| is)(?: available)?)[ ]{0,9}$"
)


def _named_before(line: Line, span: Span) -> _Named | None:
    match = _BEFORE_LINK.search(line.text[: span.start])
    words = match[1].split(" & ")[0] if match else ""
    role = role_of(words, span.value) if words else ""
    return _Named(role, match.start(1)) if match and role and role != "url" else None


_BARE = re.compile(r"https?://[^\s<>()\[\]\"|]*[^\s<>()\[\]\"|.,;:!?']", re.IGNORECASE)


def atoms(line: Line, gone: Ranges) -> list[Span]:
    """Choose the spans that are pieces of their own: the outermost that do not cross others."""
    rows = [match.span() for match in re.finditer(r"[^\n]+", line.text)]
    chosen: list[Span] = []
    for style in _STYLES:
        for span in line.of(style):
            if style == "link" and _is_in_emphasis(line, span, rows):
                continue
            is_free = not _crosses(span, [*gone, *((one.start, one.end) for one in chosen)])
            if is_free and _separates(span, rows, line, gone):
                chosen.append(span)
    return sorted(chosen)


def _is_in_emphasis(line: Line, link: Span, rows: Ranges) -> bool:
    """Return whether a link is a word of a longer emphasis: "*Faster with [a tool](…)*"."""
    return any(
        span.start < link.start - 1
        and link.end <= span.end
        and not people(line.text[link.start : link.end])
        and not _fills_row(span, rows, line, [])
        for span in line.of("strong", "em", "quote")
    )


def _separates(span: Span, rows: Ranges, line: Line, gone: Ranges) -> bool:
    """Return whether a span separates its text from the text around it."""
    if span.end - span.start < _SHORTEST:
        return False
    if span.kind == "quote":
        return not (_is_embedded(line, span) or _is_inside(line, span))
    if span.kind == "hint":
        return True
    is_one_row = span.kind == "link" or "\n" not in line.text[span.start : span.end]
    return is_one_row and not _fills_row(span, rows, line, gone)


def _is_embedded(line: Line, span: Span) -> bool:
    """Return whether a quotation is part of a title: "When 'allow all' did not help"."""
    before, after = line.text[: span.start].rpartition("\n")[2], line.text[span.end :]
    if not re.search(r"\w ?$", before):
        return False
    if re.match(r" ?[a-z]", after):
        return True
    words = _LAST_PART.split(before)[-1].strip()
    named = people(words) or is_kind(words) or eventness(words) > 0 or _ENDS_IN_FIGURE.search(words)
    return not (named or _ON.search(words))


_LAST_PART = re.compile(r"[,;:|(\[–—•·]\s?|\s-\s")
_ENDS_IN_FIGURE = re.compile(r"\d\W*$")
_ON = re.compile(
    r"\b(?:on|about|titled|entitled|called|talk|talks|keynote|lecture|presentation|über|sur|sobre|by"
    r"|presents?|gave|speaks?|spoke)\b[^\w\n]*$",
    re.IGNORECASE,
)


def _is_inside(line: Line, quote: Span) -> bool:
    """Return whether a quotation is within another span, and not after a label in it."""
    return any(
        span.start <= quote.start and quote.end <= span.end
        for span in line.of("strong", "em", "link", "hint")
        if not _holds_a_row(line, span)
        if len(line.text[span.start : quote.start].strip(" :").split()) != 1
    )


def _holds_a_row(line: Line, span: Span) -> bool:
    row = line.text[line.text.rfind("\n", 0, span.start) + 1 :].partition("\n")[0]
    return span.kind != "link" and span.end - span.start > len(row) - 4


def _crosses(span: Span, gone: Ranges) -> bool:
    return any(start < span.end and span.start < end for start, end in gone)


def _fills_row(span: Span, rows: Ranges, line: Line, gone: Ranges) -> bool:
    """Return whether a span is the whole of its row, and so separates nothing."""
    if span.kind == "link":
        return False
    start, end = next((row for row in rows if row[0] <= span.start < row[1]), (0, len(line.text)))
    outside = line.text[start : span.start] + line.text[span.end : end]
    is_alone = not re.search(r"\w", outside)
    return is_alone and not _crosses(span._replace(start=start, end=end), gone)
