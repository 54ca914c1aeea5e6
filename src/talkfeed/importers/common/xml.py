"""XML of others (XML 1.0) → its root, for documents without a DOCTYPE and of a decent size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Refusal
from talkfeed.importers.common.json_values import check_size, damaged
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
        Refusal: TF703, it has a DOCTYPE; TF702, it is no XML; TF704, it is too large.
    """
    check_size(source)
    check_prolog(source)
    try:
        found = read_xml(source.content)
    except ValueError as error:
        raise damaged(source, f"XML: {error}") from None
    if found.getroottree().docinfo.internalDTD is not None:
        raise _with_doctype(source)
    return found


def check_prolog(source: SourceInput) -> None:
    """Refuse a document that declares its type before its root, as entities need.

    Raises:
        Refusal: TF703.
    """
    content = source.content.replace(b"\0", b"")  # of UTF-16, the ASCII half
    prolog = _PROLOG.match(content)
    if prolog and content[prolog.end() :][:9].upper() == b"<!DOCTYPE":
        raise _with_doctype(source)


def _with_doctype(source: SourceInput) -> Refusal:
    hint = "delete the line <!DOCTYPE …> if you trust the file"
    return Refusal("TF703", f"{source.name} has a DOCTYPE, which can hide anything", hint)


def root_name(source: SourceInput) -> str:
    """Name the root of a document without parsing it, in small letters; "" if it is no XML."""
    content = source.content[:_PEEKED].replace(b"\0", b"")
    prolog = _PROLOG.match(content)
    opening = prolog and _OPENING.match(content[prolog.end() :].decode("latin-1"))
    return opening[1].lower() if opening else ""


def inner(element: _Element) -> str:
    """Give what is inside an element: its text, or HTML where it has elements of its own."""
    from lxml.etree import tostring  # noqa: PLC0415  — 'talkfeed --help' is quick

    if not len(element):
        return element.text or ""
    written = (tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "") + "".join(written)


def words(element: _Element | None) -> str:
    """Give all text below an element."""
    return "" if element is None else str(element.xpath("string()"))
