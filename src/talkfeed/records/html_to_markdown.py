"""HTML → Markdown (CommonMark), or plain text.

Elements without a Markdown form keep only their text; scripts and styles are dropped. Characters
that Markdown would interpret are escaped, so that the text means the same when it is rendered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.records.attributes import check_attributes
from talkfeed.text import xml_safe

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OPENING = re.compile(
    r"\s*<(?:a|b|blockquote|br|div|em|h[1-6]|html|i|img|ol|p|pre|section|span|strong|table|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_SIGNS = re.compile(
    r"[\\`*\[\]]|<(?=[a-z/!?])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|~", re.IGNORECASE
)
_AT_START = re.compile(r"^(>|~{3,}|(?:#{1,6}|[-+=]+|\d{1,9}[.)])(?=\s|$))", re.ASCII | re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_DROPPED = frozenset({"script", "style", "head", "template", "iframe", "svg", "noscript"})
_AROUND = {
    **dict.fromkeys(("em", "i", "cite", "var"), "*"),
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
}
_BEFORE = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "table",
        "tr",
        "dl",
        "dd",
        "dt",
        "figure",
    ]
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|/|\.)[^\s()<>]*", re.IGNORECASE)


def as_markdown(text: str) -> str:
    """Convert a text that starts with a tag; any other text is Markdown already."""
    return markdown(text) if _OPENING.match(text) else text


def markdown(html: str) -> str:
    r"""Write HTML as Markdown.

    >>> markdown("<p>Of <em>light</em> &amp; <a href='https://a.example/'>colour</a>.<p>2*3")
    'Of *light* & [colour](https://a.example/).\n\n2\\*3'
    """
    body = _parsed(html)
    return "" if body is None else _BLANK_LINES.sub("\n\n", _flow(body)).strip()


def words(html: str) -> str:
    """Return the plain text of a text that may be HTML, on one line."""
    if not _TAG.search(html) and not _ENTITY.search(html):
        return html
    body = _parsed(html)
    return "" if body is None else " ".join(body.text_content().split())


def _parsed(html: str) -> HtmlElement | None:
    """Parse HTML; the parser closes elements nested deeper than 256 levels."""
    from lxml.etree import ParserError  # noqa: PLC0415  — 'talkfeed --help' is quick
    from lxml.html import fragment_fromstring  # noqa: PLC0415

    check_attributes(html)
    try:
        return fragment_fromstring(xml_safe(html), create_parent="div")
    except (ParserError, ValueError):
        return None


def _flow(element: HtmlElement) -> str:
    """Render the content of an element."""
    pieces = [_plain(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _DROPPED:
            pieces.append(_element(child))
        pieces.append(_plain(child.tail))
    return "".join(pieces)


def _plain(text: str | None) -> str:
    """Escape Markdown's special characters, and collapse white space."""
    spaced = re.sub(r"\s+", " ", text or "")
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", spaced)


def _element(element: HtmlElement) -> str:
    tag = str(element.tag)
    if tag in _WRITERS:
        return _WRITERS[tag](element)
    inside = _flow(element)
    bare = inside.strip()
    if tag in _AROUND and bare and "\n" not in bare:  # spaces at the ends stay outside the marks
        return inside.replace(bare, f"{_AROUND[tag]}{bare}{_AROUND[tag]}")
    if tag in _BEFORE:
        return f"\n\n{_BEFORE[tag]}{' '.join(inside.split())}\n\n"
    return f"\n\n{_AT_START.sub(_escaped, bare)}\n\n" if tag in _BLOCKS else inside


def _escaped(match: re.Match[str]) -> str:
    """Escape the mark of a heading, list or rule at the start of a paragraph."""
    sign = match[1]
    return f"{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"\\{sign}"


def _anchor(element: HtmlElement) -> str:
    inside, address = _flow(element), (element.get("href") or "").strip()
    bare = " ".join(inside.split())
    if not bare or not _ADDRESS.fullmatch(address):
        return inside
    return f"[{bare}]({address})"


def _image(element: HtmlElement) -> str:
    address = (element.get("src") or "").strip()
    label = _plain(element.get("alt")).strip()
    return f"![{label}]({address})" if _ADDRESS.fullmatch(address) else label


def _code(element: HtmlElement) -> str:
    inside = " ".join(element.text_content().split())
    fence = "`" * (max(map(len, re.findall("`+", inside)), default=0) + 1)
    pad = " " if inside.startswith("`") or inside.endswith("`") else ""
    return f"{fence}{pad}{inside}{pad}{fence}" if inside else ""


def _preformatted(element: HtmlElement) -> str:
    lines = element.text_content().strip("\n").split("\n")
    return "\n\n" + "\n".join(f"    {line}".rstrip() for line in lines) + "\n\n"


def _list(element: HtmlElement) -> str:
    items = [child for child in element if child.tag == "li"]
    numbered = element.tag == "ol"
    rows = (
        _indented(_flow(item), f"{number}. " if numbered else "- ")
        for number, item in enumerate(items, 1)
    )
    return "\n\n" + "\n".join(rows) + "\n\n"


def _indented(inside: str, mark: str) -> str:
    """Render a list item; the lines after the first are indented below it."""
    text = _BLANK_LINES.sub("\n\n", inside.strip())
    rest = (f"{' ' * len(mark)}{line}".rstrip() for line in text.split("\n"))
    return mark + "\n".join(rest)[len(mark) :]


def _quote(element: HtmlElement) -> str:
    text = _BLANK_LINES.sub("\n\n", _flow(element).strip())
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in text.split("\n")) + "\n\n"


_WRITERS = {
    "a": _anchor,
    "br": lambda _: "  \n",
    "code": _code,
    "hr": lambda _: "\n\n---\n\n",
    "img": _image,
    "ol": _list,
    "pre": _preformatted,
    "blockquote": _quote,
    "td": lambda cell: f"{_flow(cell).strip()} ",
    "th": lambda cell: f"{_flow(cell).strip()} ",
    "tt": _code,
    "ul": _list,
}
