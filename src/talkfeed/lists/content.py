"""The bytes of a file of other software → its records, with what could not be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.limits import MAX_DOCUMENT_BYTES
from talkfeed.model.imported import SourceInput, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records import csvtable, frontmatter, nodes
from talkfeed.records.nodes import Record
from talkfeed.talksfile import parser
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Collection

    from talkfeed.records.nodes import Document, Node

NOT_READ, LEFT_OUT, REPEATED, TOO_LARGE = "TF116", "TF616", "TF105", "TF110"
_HARMLESS = frozenset(("TF115",))
"""Problems of our own YAML files that are none in those of others."""
_TABLES = ("csv", "tsv")
_AT = re.compile(r":? \(?(?:at )?line (\d{1,9}),? column (\d{1,9})(?: \(char \d{1,9}\))?\)?")
_LARGE = f"the list is larger than {MAX_DOCUMENT_BYTES >> 20} MiB"
_SPLIT = "split it into several files, and name them by a pattern: from: talks/*.yml"
_EMPTY = "the file is empty"
_NO_TALKS = "restore it, or write [] into it if it lists no talks"
_SYNTAX = "check the file with the program that it is for"


class Content(NamedTuple):
    """The root of a file, the text below its front matter, and what could not be read."""

    root: Node
    body: str = ""
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def content_of(path: str, content: bytes, columns: Collection[str]) -> Content:
    """Read a file in the language that its suffix or its syntax names.

    `columns` are the columns of a table that the user names.
    """
    suffix = path.rpartition(".")[2].lower()
    here = Place(path, 1, 1)
    if len(content) > MAX_DOCUMENT_BYTES:
        return Content("", problems=(Problem(here, TOO_LARGE, _LARGE, _SPLIT),))
    if not content.strip() and suffix not in frontmatter.SUFFIXES:
        return Content("", problems=(Problem(here, NOT_READ, _EMPTY, _NO_TALKS),))
    try:
        return _read(path, suffix, content, columns)
    except Rejected as rejected:
        return Content("", problems=(_problem(path, rejected),))


def _read(path: str, suffix: str, content: bytes, columns: Collection[str]) -> Content:
    source = SourceInput(content=content, name=path)
    if suffix in _TABLES:
        return _table(path, source, frozenset(columns))
    if suffix in frontmatter.SUFFIXES:
        return _page(path, source)
    text = nodes.decoded(source)
    if nodes.language(text, path) == "yaml":
        return _yaml(path, text)
    document = nodes.parse(source)
    return Content(document.root, problems=_repeats(path, document))


def _repeats(path: str, document: Document) -> tuple[Problem, ...]:
    """Return the keys that a mapping in JSON has twice, of which the last would win."""
    return tuple(
        Problem(Place(path, each.line, 1), REPEATED, each.why, "keep one of them")
        for each in document.unparsed
        if each.why.startswith("duplicate key")
    )


def _problem(path: str, rejected: Rejected) -> Problem:
    """Return the problem of a file at the place that its parser names."""
    message = rejected.message.removeprefix(f"{path} is ")
    found = _AT.search(message)
    place = Place(path, int(found[1]), int(found[2])) if found else Place(path, 1, 1)
    return Problem(place, NOT_READ, f"the list is {_AT.sub('', message)}", _SYNTAX)


def _table(path: str, source: SourceInput, columns: frozenset[str]) -> Content:
    written = nodes.decoded(source)
    header = csvtable.header_of(written, columns)
    if header is None:
        message = "the table has no header with columns such as title, date, event"
        hint = "name a column for the title: map: {title: Subject}, or map: {title: 3}"
        return Content("", problems=(Problem(Place(path, 1, 1), NOT_READ, message, hint),))
    rows = list(csvtable.rows_of(written, header.delimiter))
    above = (row for row in rows[: max(header.place, 0)])
    notices = tuple(
        Problem(Place(path, row.line, 1), LEFT_OUT, f"left out: {line(' '.join(row.cells))}")
        for row in above
    )
    records: list[Record] = []
    problems: list[Problem] = []
    for row in rows[header.place + 1 :]:
        if counts := csvtable.too_long(row, header):
            place = Place(path, row.line, 1)
            problems.append(Problem(place, NOT_READ, counts, csvtable.OPEN_QUOTES))
        else:
            fields = dict(zip(header.cells, row.cells, strict=False))
            spots = dict.fromkeys(fields, (row.line, 1))
            records.append(Record(fields, row.line, 1, spots))
    return Content(tuple(records), problems=tuple(problems), notices=notices)


def _page(path: str, source: SourceInput) -> Content:
    """Read the front matter of a page; a page without is named."""
    page = frontmatter.page_of(source)
    if isinstance(page, Unparsed):
        message = f"left out: {page.why}"
        return Content("", notices=(Problem(Place(path, 1, 1), LEFT_OUT, message),))
    return Content(page.record, page.body)


def _yaml(path: str, text: str) -> Content:
    raw, problems = parser.parse(text, path, is_foreign=True)
    return Content(
        nodes.of_raw(raw, 0) if raw is not None else "",
        problems=tuple(each for each in problems if each.code not in _HARMLESS),
    )
