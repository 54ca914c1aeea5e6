"""Digest → plain text, Markdown (CommonMark) and HTML; each talk has its title, address and facts.

Plain text of others is escaped for each form. A digest that was cut ends with the number of talks
that were left out, and the address of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.patterns import lazy
from talkfeed.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.announcing.digest import Digest
    from talkfeed.model import Entry
    from talkfeed.words import Words

_MARKDOWN = lazy(r"([\\`*_{}\[\]<>#+!|~&@])")
"""Characters with a meaning in CommonMark, or in what chat programs make of it."""
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{headline}</title></head>
<body>
{body}
</body>
</html>
"""


def title(entry: Entry, words: Words) -> str:
    """Return the title of a talk alone, since its facts follow, and whether it was called off."""
    return wording.title(entry._replace(title=entry.talk.title), words)


def plain(digest: Digest) -> str:
    """Write plain text, with the address of each talk on a line of its own."""
    lines = [digest.headline]
    for section in digest.sections:
        lines += ["", section.heading, ""]
        for entry in section.entries:
            lines += [
                f"- {title(entry, digest.words)}",
                f"  {wording.facts(entry.talk, digest.words)}",
            ]
            lines.append(f"  {entry.url}")
    return "\n".join([*lines, "", ending(digest), ""])


def short(digest: Digest) -> str:
    """Write plain text that is as short as it can be without loss."""
    lines = [digest.headline]
    for section in digest.sections:
        lines += ["", f"{section.heading}:"]
        for entry in section.entries:
            lines += [
                f"• {title(entry, digest.words)} · {wording.facts(entry.talk, digest.words)}",
                entry.url,
            ]
    return "\n".join([*lines, "", ending(digest)])


def markdown(digest: Digest) -> str:
    """Write Markdown, with a list for each section."""
    lines = [f"# {in_markdown(digest.headline)}"]
    for section in digest.sections:
        lines += ["", f"## {section.heading}", "", *markdown_items(section.entries, digest.words)]
    return "\n".join([*lines, "", in_markdown(closing(digest)) + f"<{digest.feed.home}>", ""])


def markdown_items(entries: tuple[Entry, ...], words: Words) -> Iterator[str]:
    """Write each talk as an item of a list, without mentions or pictures."""
    for entry in entries:
        yield f"- [{in_markdown(title(entry, words))}](<{entry.url}>)"
        yield f"  {in_markdown(wording.facts(entry.talk, words))}"


def in_markdown(text: str) -> str:
    r"""Escape text for Markdown.

    >>> in_markdown("[a](b) *c*")
    '\\[a\\](b) \\*c\\*'
    """
    return _MARKDOWN.sub(r"\\\1", text)


def html(digest: Digest) -> str:
    """Write a page."""
    return _PAGE.format(
        language=escape(digest.feed.language),
        headline=escape(digest.headline),
        body=html_body(digest),
    )


def html_body(digest: Digest) -> str:
    """Write the content of a page, without styles or scripts."""
    lines = [f"<h1>{escape(digest.headline)}</h1>"]
    for section in digest.sections:
        lines += [
            f"<h2>{escape(section.heading)}</h2>",
            "<ul>",
            *_html_items(section.entries, digest.words),
            "</ul>",
        ]
    home = escape(digest.feed.home)
    return "\n".join([*lines, f'<p>{escape(closing(digest))}<a href="{home}">{home}</a></p>'])


def _html_items(entries: tuple[Entry, ...], words: Words) -> Iterator[str]:
    for entry in entries:
        link = f'<a href="{escape(entry.url)}">{escape(title(entry, words))}</a>'
        yield f"<li>{link}<br>{escape(wording.facts(entry.talk, words))}</li>"


def ending(digest: Digest) -> str:
    """Return the last line, with the address of all talks."""
    return f"{closing(digest)}{digest.feed.home}"


def closing(digest: Digest) -> str:
    """Return what precedes the address of all talks, and how many were left out."""
    words, more = digest.words, digest.more
    return f"{words.count('and_more', more) if more else words.all_talks}: "
