"""A file of Org (https://orgmode.org/worg/org-syntax.html) → the talks of its headings and lists.

A heading with a timestamp, or with a date among its properties, is a talk; headings above it are
its event or its year. What is left is converted to Markdown, and read as a page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.documents.org_syntax import Heading, headings, markdown
from talkfeed.importers.page import reader
from talkfeed.records.encoding import text_of
from talkfeed.records.field_names import field_of
from talkfeed.records.fields import FileContext
from talkfeed.records.nodes import Record
from talkfeed.records.source_errors import check_size
from talkfeed.records.talklist import walk
from talkfeed.records.to_talk import import_result, outcome

if TYPE_CHECKING:
    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.draft import Outcome
    from talkfeed.records.nodes import Node

KIND = "org"
_NAMED, _MARKED = 0.75, 0.5
_MARK = re.compile(
    r"^#\+[a-z_]{2,30}:|^[ \t]{0,9}:PROPERTIES:[ \t]*$|\[\[[^\]\n]{1,500}\]\["
    r"|[<\[]\d{4}-\d\d-\d\d[^<>\[\]\n]{0,40}[>\]]",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = re.compile(r"^\*{1,9} \S", re.MULTILINE)
_YEAR = re.compile(r"(?:19[89]|20\d)\d")
_DATED = frozenset(("date", "start"))
_OWN = frozenset(("title", "date", "tags", "abstract", "links", "talks", "year"))
_SAMPLE = 20_000


def recognise(source: SourceInput) -> float:
    """Score a source by its name, or by headings and other marks of Org."""
    if source.files or b"\0" in source.content[:_SAMPLE]:
        return 0.0
    if source.name.lower().endswith(".org"):
        return _NAMED
    head = text_of(replace(source, content=source.content[:_SAMPLE]))
    return _MARKED * (_HEAD.search(head) is not None and _MARK.search(head) is not None)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read the talks among the headings, and those of the rest as of a page.

    Raises:
        Rejected: TF704, it is too large.
    """
    check_size(source)
    document = headings(text_of(source))
    context = FileContext(options, source.base)
    items = [
        item
        for one in document.children
        if _has_talks(one)
        for item in walk(_record(one), {}, options)
    ]
    outcomes: list[Outcome] = [
        outcome(item.found, context, line_number=item.record.line)
        for item in items
        if isinstance(item.record, Record)
    ]
    made = import_result(KIND, outcomes, [item.found for item in items])
    rest = replace(
        source, content=markdown(_rest(document)).encode(), name="rest.md", media_type=""
    )
    page = reader.read(rest, options)
    title = document.keywords.get("title", "")
    return replace(
        made,
        talks=(*made.talks, *(replace(talk, line=0) for talk in page.talks)),
        unparsed=(*made.unparsed, *page.unparsed),
        title=title or page.title,
    )


def _is_talk(heading: Heading) -> bool:
    """Return whether a heading is a talk: it has a date, and no talks below it."""
    is_dated = bool(heading.stamp) or any(field_of(key) in _DATED for key in heading.properties)
    return is_dated and bool(heading.title) and not any(map(_has_talks, heading.children))


def _has_talks(heading: Heading) -> bool:
    return _is_talk(heading) or any(map(_has_talks, heading.children))


def _record(heading: Heading) -> Record:
    """Return a heading as a record; one with talks below it has these as a list."""
    properties = {key: one for key, one in heading.properties.items() if key not in _OWN}
    fields: dict[str, Node] = {**properties, **heading.fields}
    fields["year" if _YEAR.fullmatch(heading.title) else "title"] = heading.title
    fields["date"] = heading.stamp or heading.properties.get("date", "")
    inner = tuple(_record(one) for one in heading.children if _has_talks(one))
    if inner:
        return Record({**fields, "talks": inner}, heading.line)
    below = "\n\n".join(filter(None, (heading.body, *(markdown(one) for one in heading.children))))
    if heading.tags:
        fields["tags"] = heading.tags
    if heading.state in _CALLED_OFF:
        fields["status"] = "cancelled"
    return Record({**fields, "content": below}, heading.line)


_CALLED_OFF = frozenset(("CANCELLED", "CANCELED", "ABGESAGT"))


def _rest(heading: Heading) -> Heading:
    """Return a document without the headings that are talks, and those that only group talks."""
    left = (_rest(one) for one in heading.children if not _is_talk(one))
    grouping = {one.line for one in heading.children if _has_talks(one)}
    kept = tuple(one for one in left if one.line not in grouping or one.children or one.body)
    return heading._replace(children=kept)
