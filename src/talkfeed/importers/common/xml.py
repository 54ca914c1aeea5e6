"""An XML 1.0 document → its root element; a DOCTYPE or an excessive size is rejected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.records.source_errors import check_size, invalid
from talkfeed.text import escape, read_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from talkfeed.model.imported import SourceInput

_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL
)
_OPENING = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)", re.ASCII)
_PEEKED = 4096


def root(source: SourceInput) -> _Element:
    """Parse a document.

    Raises:
        Rejected: TF703, it has a DOCTYPE; TF702, it is not XML; TF704, it is too large.
    """
    check_size(source)
    check_prolog(source)
    try:
        found = read_xml(source.content)
    except ValueError as error:
        raise invalid(source, f"XML: {error}") from None
    if found.getroottree().docinfo.internalDTD is not None:
        raise _with_doctype(source)
    return found


def check_prolog(source: SourceInput) -> None:
    """Check that a document declares no DOCTYPE, which entities would need.

    Raises:
        Rejected: TF703.
    """
    content = source.content.replace(b"\0", b"")  # of UTF-16, the ASCII half
    prolog = _PROLOG.match(content)
    if prolog and content[prolog.end() :][:9].upper() == b"<!DOCTYPE":
        raise _with_doctype(source)


def _with_doctype(source: SourceInput) -> Rejected:
    hint = "delete the line <!DOCTYPE …> if you trust the file"
    return Rejected("TF703", f"{source.name} has a DOCTYPE, which may declare entities", hint)


def root_name(source: SourceInput) -> str:
    """Return the name of the root in lower case, without parsing; "" if it is not XML."""
    content = source.content[:_PEEKED].replace(b"\0", b"")
    prolog = _PROLOG.match(content)
    opening = prolog and _OPENING.match(content[prolog.end() :].decode("latin-1"))
    return opening[1].lower() if opening else ""


def inner(element: _Element) -> str:
    """Return the content of an element: its text, or HTML if it has child elements."""
    from lxml.etree import tostring  # noqa: PLC0415  — 'talkfeed --help' is quick

    if not len(element):
        return element.text or ""
    written = (tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "") + "".join(written)


def words(element: _Element | None) -> str:
    """Return all text below an element."""
    return "" if element is None else str(element.xpath("string()"))
