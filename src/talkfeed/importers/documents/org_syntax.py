"""The text of an Org file → its headings, with their properties, timestamps and text in Markdown.

Read are headings with states, priorities and tags, planning, drawers, keywords, timestamps and
ranges of them, links, lists with descriptions, and tables. Blocks and macros stay as they are.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple
from talkfeed.records.field_names import field_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADING = re.compile(r"(\*{1,99}) +(\S.*)?$")
_STATE = re.compile(
    r"(TODO|DONE|NEXT|WAITING|HOLD|CANCELL?ED|ABGESAGT|PLANNED|ACCEPTED|GIVEN)(?:\s+|$)"
)
_PRIORITY = re.compile(r"\[#[A-Z\d]\]\s*")
_TAGS = re.compile(r"\s:((?:[\w@#%]{1,50}:){1,20})\s*$")
_KEYWORD = re.compile(r"#\+(\w{2,30}):(.*)")
_PROPERTY = re.compile(r"\s*:([\w+-]{1,50}):\s+(\S.*)$")
_DRAWER = re.compile(r"\s*:([\w-]{1,50}):\s*$")
_PLANNING = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):\s")
_STAMP = re.compile(
    r"[<\[](\d{4}-\d\d-\d\d)(?: [^\W\d]{1,12}\.?)?(?: (\d{1,2}:\d\d)(?:-(\d{1,2}:\d\d))?)?"
    r"(?: [.+-]{1,2}\d[^<>\[\]\n]{0,20})?[>\]]"
)
_RANGE = re.compile(rf"{_STAMP.pattern}--{_STAMP.pattern}")
_LINK = re.compile(r"\[\[([^\[\]\n]{1,2000})\](?:\[([^\[\]\n]{1,1000})\])?\]")
_TERM = re.compile(r"(\s*)[-+] (\S.{0,100}?) :: (.*)$")
_RULE = re.compile(r"\|[-+|: ]+")
_EMPHASIS = re.compile(r"(?<![\w*/=~])([*/=~])(?=\S)([^*/=~\n]{1,200})(?<=\S)\1(?![\w*/=~])")
_MARKS = {"*": "**", "/": "*", "=": "`", "~": "`"}


class Heading(NamedTuple):
    """A heading, or a document, which is a heading of level 0 without a title.

    `stamp` is its timestamp as a date phrase; `fields` are the terms of lists below it, and `body`
    is its text in Markdown.
    """

    level: int
    title: str
    line: int
    state: str = ""
    tags: tuple[str, ...] = ()
    properties: Mapping[str, str] = {}
    keywords: Mapping[str, str] = {}
    fields: Mapping[str, str] = {}
    stamp: str = ""
    body: str = ""
    children: tuple[Heading, ...] = ()


def headings(text: str) -> Heading:
    """Parse a document into the tree of its headings."""
    rows = text.expandtabs(4).split("\n")
    starts = [number for number, row in enumerate(rows) if _HEADING.match(row)]
    bounds = [*starts, len(rows)]
    top = _section(Heading(0, "", 0), rows[: bounds[0]])
    flat = [
        _section(_headed(rows[start], start + 1), rows[start + 1 : end])
        for start, end in zip(starts, bounds[1:], strict=True)
    ]
    return top._replace(children=_nested(flat))


def _nested(flat: Sequence[Heading]) -> tuple[Heading, ...]:
    """Nest headings below the last one with a lower level."""
    stack: list[tuple[Heading, list[Heading]]] = []
    roots: list[Heading] = []

    def close() -> None:
        heading, children = stack.pop()
        (stack[-1][1] if stack else roots).append(heading._replace(children=tuple(children)))

    for heading in flat:
        while stack and stack[-1][0].level >= heading.level:
            close()
        stack.append((heading, []))
    while stack:
        close()
    return tuple(roots)


def _headed(row: str, line: int) -> Heading:
    """Parse the row of a heading."""
    match = _HEADING.match(row)
    stars, title = (match[1], match[2] or "") if match else ("", row)
    state = _STATE.match(title)
    title = _PRIORITY.sub("", title[state.end() :] if state else title)
    tagged = _TAGS.search(f" {title}")
    tags = tuple(tagged[1].strip(":").split(":")) if tagged else ()
    title = title[: tagged.start() - 1] if tagged and tagged.start() else "" if tagged else title
    stamp = stamp_of(title)
    bare = _STAMP.sub("", _RANGE.sub("", title)).strip(" -–:,") if stamp else title.strip()
    return Heading(len(stars), inline(bare), line, state[1] if state else "", tags, stamp=stamp)


def _section(heading: Heading, rows: Sequence[str]) -> Heading:
    """Add what is below a heading, up to the next one."""
    properties: dict[str, str] = {}
    keywords: dict[str, str] = {}
    fields: dict[str, str] = {}
    body: list[str] = []
    stamp, drawer = heading.stamp, ""
    for row in rows:
        opened, keyword, term = _DRAWER.match(row), _KEYWORD.match(row), _TERM.match(row)
        if opened:
            drawer = "" if opened[1].upper() == "END" else opened[1].upper()
        elif drawer:
            held = _PROPERTY.match(row) if drawer == "PROPERTIES" else None
            properties |= {held[1].lower(): inline(held[2].strip())} if held else {}
        elif keyword:
            keywords[keyword[1].lower()] = keyword[2].strip()
        elif _PLANNING.match(row) or (stamp_of(row) and not _STAMP.sub("", row).strip(" -")):
            stamp = stamp or stamp_of(row)
        elif term and field_of(term[2]) and heading.level:
            fields[term[2]] = inline(term[3].strip())
        elif not row.startswith("# ") and row != "#":
            body.append(row)
    return heading._replace(
        properties=properties, keywords=keywords, fields=fields, stamp=stamp, body=_text(body)
    )


def stamp_of(text: str) -> str:
    """Return the first timestamp of a text, or range of them, as a date phrase; "" for none.

    >>> stamp_of("Boats <2026-11-30 Mon 10:00-11:00>"), stamp_of("<2026-11-30>--<2026-12-02>")
    ('2026-11-30 10:00-11:00', '2026-11-30/2026-12-02')
    """
    span = _RANGE.search(text)
    if span:
        first, start, _, last, _, end = (*span.groups()[:4], None, span[5])
        if first == last:
            return f"{first} {start}-{end}" if start and end else first
        return f"{first}/{last}"
    found = _STAMP.search(text)
    return _phrase(found) if found else ""


def _phrase(found: re.Match[str]) -> str:
    day, start, end = found.groups()
    hours = f" {start}-{end}" if end else f" {start}" if start else ""
    return f"{day}{hours}"


def inline(text: str) -> str:
    """Convert links, timestamps and emphasis to Markdown.

    >>> inline("[[https://a.example/][A]] on <2026-11-30 Mon>, /really/")
    '[A](https://a.example/) on 2026-11-30, *really*'
    """
    parts, last = [], 0
    for link in _LINK.finditer(text):
        target = link[1].removeprefix("file:")
        label = link[2] or target
        parts += [_plain(text[last : link.start()]), f"[{label}]({target})"]
        last = link.end()
    return "".join((*parts, _plain(text[last:])))


def _plain(text: str) -> str:
    spans = _RANGE.sub(lambda found: stamp_of(found[0]), text)
    stamped = _STAMP.sub(_phrase, spans)
    return _EMPHASIS.sub(lambda found: f"{_MARKS[found[1]]}{found[2]}{_MARKS[found[1]]}", stamped)


def _text(rows: Sequence[str]) -> str:
    """Convert the rows of a text to Markdown; a table gets the rule that it needs there."""
    made: list[str] = []
    for row in rows:
        term = _TERM.match(row)
        is_table = row.lstrip().startswith("|")
        if is_table and _RULE.fullmatch(row.strip()):
            continue
        starts = is_table and not (made and made[-1].startswith("|"))
        made.append(f"{term[1]}- **{term[2]}**: {inline(term[3])}" if term else inline(row))
        if is_table:
            made[-1] = made[-1].strip()
        if starts:
            made.append("|" + " --- |" * (row.count("|") - 1))
    return dedent("\n".join(made)).strip("\n")


def markdown(heading: Heading) -> str:
    """Convert a heading with all below it to Markdown."""
    stamped = f"{heading.title}, {heading.stamp}" if heading.stamp else heading.title
    head = f"{'#' * min(heading.level, 6)} {stamped}" if heading.level else ""
    facts = "\n".join(f"- {key}: {value}" for key, value in heading.fields.items())
    parts = (head, facts, heading.body, *map(markdown, heading.children))
    return "\n\n".join(filter(None, parts))
