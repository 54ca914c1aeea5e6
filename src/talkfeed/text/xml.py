"""Bytes → the root of an untrusted XML document (XML 1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_xml(content: bytes) -> _Element:
    """Parse a document, without resolving entities or loading external resources.

    Raises:
        ValueError: it is not well-formed; the message has the reason.
    """
    from lxml import etree  # noqa: PLC0415  — only a lost lock needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
