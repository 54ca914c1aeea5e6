"""A line of a page: its text, and what its parts are in HTML: links, stress, quotes, hints.

Positions are those of `text`, in which white space is collapsed and a line break is a newline.
"""

from __future__ import annotations

import re

from talkfeed.named_tuple import NamedTuple

LONGEST = 2_000
MOST_SPANS = 60


class Span(NamedTuple):
    """A part of a line: `kind` is link, strong, em, quote, media, time or hint.

    `value` is the address of a link or medium, the moment of a `<time>`, the role of a hint;
    `label` is what a link is called where it has no text, such as the words of its picture.
    """

    start: int
    end: int
    kind: str
    value: str = ""
    label: str = ""


class Line(NamedTuple):
    """A text and the spans in it, in order of their start."""

    text: str
    spans: tuple[Span, ...] = ()

    def of(self, *kinds: str) -> list[Span]:
        """List the spans of some kinds."""
        return [span for span in self.spans if span.kind in kinds]

    def part(self, start: int, end: int) -> Line:
        """Give a part of the line without the blanks around it, with the spans that touch it."""
        piece = self.text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = max(first, end - (len(piece) - len(piece.rstrip())))
        moved = (
            span._replace(
                start=min(max(span.start, first), last) - first,
                end=max(min(span.end, last), first) - first,
            )
            for span in self.spans
            if _touches(span, first, last) or _is_point(span, start, end)
        )
        return Line(self.text[first:last], tuple(moved))

    def rows(self) -> list[Line]:
        """Split the line at its breaks."""
        found: list[Line] = []
        start = 0
        for match in re.finditer(r"\n|\Z", self.text):
            found.append(self.part(start, match.start()))
            start = match.end()
        return found

    def chunks(self) -> list[Line]:
        """Split a line that is far too long at its breaks, and wherever it still is too long."""
        if len(self.text) <= LONGEST and len(self.spans) <= MOST_SPANS:
            return [self]
        rows = self.rows() if "\n" in self.text else [self]
        return [
            part._replace(spans=part.spans[:MOST_SPANS])
            for row in rows
            for start in range(0, max(len(row.text), 1), LONGEST)
            for part in [row.part(start, start + LONGEST)]
        ]

    def styled(self) -> Line:
        """Add spans for what stands in quotation marks."""
        quotes = tuple(
            Span(match.start(), match.end(), "quote") for match in QUOTES.finditer(self.text)
        )
        return Line(self.text, tuple(sorted((*self.spans, *quotes)))) if quotes else self


def _is_point(span: Span, start: int, end: int) -> bool:
    """Tell whether a span is an embedded medium, which has no words, within a part."""
    return span.start == span.end and start <= span.start <= end


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start < end and span.end > start


QUOTES = re.compile(
    r"“[^“”\n]{2,300}[”“]|„[^„“”\n]{2,300}[“”]|«[^«»\n]{2,300}»|\u2018[^\u2018\n]{3,300}?\u2019(?![\w])"
    r'|(?<![\w"])"[^"\n]{2,300}"(?![\w"])|(?<![\w\'])\'[^\'\n]{3,300}\'(?![\w\'])'
    r"|``[^`\n]{2,300}''|(?<![\w*])\*[^*\n]{3,300}\*(?![\w*])|(?<!\w)_[^_\n]{3,300}_(?!\w)"
)


def joined(lines: list[Line]) -> Line:
    """Set lines below each other in one."""
    spans: list[Span] = []
    offset = 0
    for line in lines:
        moved = (one._replace(start=one.start + offset, end=one.end + offset) for one in line.spans)
        spans.extend(moved)
        offset += len(line.text) + 1
    return Line("\n".join(line.text for line in lines), tuple(spans))
