"""A line of a page: its text, and the spans that are links, emphasis, quotes or hints.

Positions are offsets in `text`, in which white space is collapsed and a line break is a newline.
"""

from __future__ import annotations

import re

from talkfeed.named_tuple import NamedTuple

LONGEST = 2_000
MOST_SPANS = 60
KEPT = 1 << 15
"""How many texts of a page each score is kept for; siblings are read twice."""


class Span(NamedTuple):
    """A part of a line: `kind` is link, strong, em, quote, media, time, struck or hint.

    `value` is the address of a link or medium, the `datetime` of a `<time>`, the role of a hint;
    `label` names a link without text, such as the alternative text of its image.
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
        """List the spans of these kinds."""
        return [span for span in self.spans if span.kind in kinds]

    def part(self, start: int, end: int) -> Line:
        """Return a part of the line, stripped, with the spans that overlap it."""
        piece = self.text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = max(first, end - (len(piece) - len(piece.rstrip())))
        moved = (
            span._replace(
                start=min(max(span.start, first), last) - first,
                end=max(min(span.end, last), first) - first,
            )
            for span in self.spans
            if (span.start < last and span.end > first)
            or start <= span.start == span.end <= end  # embedded media have no text
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
        """Split an overlong line at its breaks, and pieces of it that are still too long."""
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
        """Add spans for text in quotation marks."""
        quotes = tuple(
            Span(match.start(), match.end(), "quote") for match in QUOTES.finditer(self.text)
        )
        return Line(self.text, tuple(sorted((*self.spans, *quotes)))) if quotes else self


QUOTES = re.compile(
    r"“[^“”\n]{2,300}[”“]|„[^„“”\n]{2,300}[“”]|«[^«»\n]{2,300}»|\u2018[^\u2018\n]{3,300}?\u2019(?![\w])"
    r'|(?<![\w"])"[^"\n]{2,300}"(?![\w"])|(?<![\w\'])\'[^\'\n]{3,300}\'(?![\w\'])'
    r"|「[^「」\n]{1,300}」|『[^『』\n]{1,300}』|``[^`\n]{2,300}''|(?<![\w*])\*[^*\n]{3,300}\*(?![\w*])|(?<!\w)_[^_\n]{3,300}_(?!\w)"
)


def joined(lines: list[Line], sign: str = "\n") -> Line:
    """Join lines, by default with line breaks."""
    spans: list[Span] = []
    offset = 0
    for line in lines:
        moved = (one._replace(start=one.start + offset, end=one.end + offset) for one in line.spans)
        spans.extend(moved)
        offset += len(line.text) + len(sign)
    return Line(sign.join(line.text for line in lines), tuple(spans))
