"""A page in reStructuredText (made HTML by docutils) → its talks, read as those of a page.

Nothing outside the text is included, and no HTML in it is passed on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from talkfeed.importers.common.extras import needed
from talkfeed.importers.page import reader
from talkfeed.records.encoding import text_of
from talkfeed.records.source_errors import check_size, invalid
from talkfeed.text import line

if TYPE_CHECKING:
    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

KIND = "rst"
_NAMED, _MARKED = 0.75, 0.45
_HEADING = re.compile(
    r"^(?:[^\s#*|=~`-][^\n]{0,199})\n([=~^\"'`#*+.-])\1{2,199}[ \t]*$", re.MULTILINE
)
_MARK = re.compile(
    r"^\.\. [\w-]{1,30}::|`[^`\n<>]{1,200} <[^`\n<>]{1,500}>`_|^:[\w -]{2,30}: \S", re.MULTILINE
)
_SAMPLE = 20_000
_BROKEN = (AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""Exceptions that docutils raises on unexpected input."""
_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "halt_level": 5,
    "report_level": 5,
    "embed_stylesheet": False,
    "_disable_config": True,
    "input_encoding": "unicode",
    "output_encoding": "unicode",
    "doctitle_xform": False,
    "docinfo_xform": False,
    "line_length_limit": 100_000,
}


def recognise(source: SourceInput) -> float:
    """Score a source by its name, or by underlined headings and directives or links."""
    if source.files:
        return 0.0
    if source.name.lower().endswith((".rst", ".rest")):
        return _NAMED
    head = text_of(replace(source, content=source.content[:_SAMPLE])).replace("\r\n", "\n")
    return _MARKED * (_HEADING.search(head) is not None and _MARK.search(head) is not None)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read all talks of a page, and the parts that may be one.

    Raises:
        Rejected: TF702, it cannot be converted; TF704, it is too large; TF725, docutils is not
            installed.
    """
    check_size(source)
    instead = "convert it to HTML or Markdown"
    core = needed("docutils.core", "rst", source, "reStructuredText", instead)
    nodes = needed("docutils.nodes", "rst", source, "reStructuredText", instead)
    try:
        tree = core.publish_doctree(text_of(source), settings_overrides=_SETTINGS)
        for fields in list(tree.findall(nodes.field_list)):
            fields.replace_self(_as_items(fields, nodes))
        html = core.publish_from_doctree(tree, writer="html5", settings_overrides=_SETTINGS)
    except _BROKEN as error:
        raise invalid(source, f"reStructuredText: {error}") from None
    page = replace(source, content=html.encode(), media_type="text/html; charset=utf-8")
    title = next((one.astext() for one in tree.findall(nodes.title)), "")
    return replace(reader.read(page, options), kind=KIND, title=line(title))


def _as_items(fields: Any, nodes: Any) -> Any:  # noqa: ANN401  — of docutils
    """Return a list of items such as "Date: 6 May 2019" for a list of fields."""
    items = nodes.bullet_list()
    for field in fields.children:
        name, body = field.children[0].astext(), field.children[-1]
        if body.children:
            head = nodes.paragraph("", f"{name}: ", *body.children[0].children)
            items += nodes.list_item("", head, *body.children[1:])
    return items
