"""HTML of others → Markdown and plain words."""

from __future__ import annotations


def markdown(html: str) -> str:
    """Write HTML as Markdown, which may hold HTML."""
    return html


def written(html: str) -> str:
    """Give the words of HTML alone."""
    from lxml.html import fragment_fromstring  # noqa: PLC0415  — 'talkfeed --help' is quick

    return str(fragment_fromstring(html, create_parent="div").text_content())
