"""An abstract in Markdown (CommonMark, tables, strikethrough) → sanitised HTML and plain text.

No text is lost and nothing can run: raw tags of the allow-list are kept, and any other `<` is shown
as text, such as `<script` or `List<T>`. Images become links, because an external image would report
to its host who reads which talk, and readers display it differently. Headings start at the fourth
level, below those of the pages that show the abstract.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from talkfeed.errors import Rejected
from talkfeed.model import Abstract
from talkfeed.patterns import lazy
from talkfeed.text.address import url
from talkfeed.text.lines import (
    balanced,
    block,
    escape,
    flow,
    is_plain,
    squeeze,
    unescape,
    unmarked,
    without_unseen,
)

if TYPE_CHECKING:
    from nh3 import Cleaner
    from pyromark import Markdown

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_BLOCKS = (
    *("p", "div", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td", *_HEADINGS),
)
_INLINE = (
    *("a", "abbr", "b", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s"),
    *("small", "strong", "sub", "sup", "u", "var"),
)
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "img": {"src", "alt"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_RELATION = "noopener noreferrer"
CODE = "TF306"
# More nested quotes are an attempt to slow down the parsers.
MAX_QUOTES = 200

_NAMES = "|".join((*_BLOCKS, *_INLINE))
_TAG = (
    rf"/?(?:{_NAMES})"
    r"(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^'<]*'|\"[^\"<]*\"))?)*+\s*/?>"
)
_STRAY = lazy(rf"<(?!{_TAG}|!--(?:(?!-->)[^<])*+-->)", re.IGNORECASE | re.ASCII)

# In the output for a source without "<", all tags come from the parser.
_NOT_SIMPLE = lazy(r"<(?!/?(?:p|h[1-6]|ul|ol|li|blockquote|em|strong|code)>)|&(?!(?:amp|lt|gt);)")

# The following are for output of nh3: tags nest, attributes have double quotes, "<" is escaped.
_LOWERED = {"h1": "h4", "h2": "h5"}
_BETWEEN = lazy("[^<>]+")
_HEADING = lazy("<(/?)(h[1-6])>")
_PIECE = lazy("(<pre>.*?</pre>|<code>.*?</code>|<a(?: [^>]*)?>.*?</a>|<[^>]*>)", re.DOTALL)
_OPAQUE = ("<img", "<a", "<pre", "<code")  # an address in these is not text
_IMAGE = lazy("<img([^>]*)>")
_ATTRIBUTE = lazy(' (src|alt)="([^"]*)"')
_BARE = lazy(r"http(?<!\whttp)s?://(?:[^\s<>\"&]|&amp;)*(?:[^\s<>\"&.,:;!?'*_]|&amp;)", re.ASCII)
_PREFORMATTED = lazy("(<pre>.*?</pre>)", re.DOTALL)
_LINK = lazy('<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_NO_LINK = lazy("<a(?![^>]* href=)[^>]*>(.*?)</a>", re.DOTALL)
_NAMED_TAG = lazy("<(/?)([a-z0-9]+)[^>]*>")
_BLANK_LINES = lazy(r"\n\n\n+")
_SPACED = ("p", "ul", "ol", "blockquote", "hr", "dl", "table", *_HEADINGS)
_BREAKS = (
    dict.fromkeys(_BLOCKS, "\n")
    | dict.fromkeys(_SPACED, "\n\n")
    | {"li": "\n- ", "/li": "", "th": "", "/th": " ", "td": "", "/td": " "}
)


def markdown(text: str, base: str) -> Abstract | None:
    """Render an abstract, with addresses relative to `base`; None if it has no text.

    Raises:
        Rejected: TF306, quotes are nested too deeply.
    """
    source = block(text)
    rendered = _parser().html(source)
    if is_paragraphs(rendered):
        safe, plain = _finish_paragraphs(rendered)
    else:
        rendered = _STRAY.sub("&lt;", rendered)
        if rendered.count("<blockquote") > MAX_QUOTES:
            message = f"more than {MAX_QUOTES} quotes in one abstract"
            raise Rejected(CODE, message, "start only the lines of a quote with '>'")
        is_safe = "<" not in source and is_simple(rendered)
        safe = _finish((rendered if is_safe else sanitise(rendered, base)).strip())
        plain = plain_text(safe)
    return Abstract(markdown=source, html=safe, text=plain) if unmarked(plain).strip() else None


def is_paragraphs(rendered: str) -> bool:
    """Return whether this is only text in paragraphs, which nh3 would not change.

    Most abstracts are. Text with references (`&`) or invisible characters is not.
    """
    brackets = 2 * rendered.count("</p>\n<p>") + 2
    return (
        rendered.startswith("<p>")
        and rendered.endswith("</p>\n")
        and rendered.count("<") == rendered.count(">") == brackets
        and "&" not in rendered
        and _is_composed(rendered)
    )


def is_simple(rendered: str) -> bool:
    """Return whether nh3 would not change this output for a source without any `<`.

    Its tags nest, and those without attributes are written as by nh3.
    """
    return not _NOT_SIMPLE.search(rendered) and _is_composed(rendered)


def _is_composed(rendered: str) -> bool:
    return is_plain(rendered) and is_normalized("NFC", rendered)


def sanitise(rendered: str, base: str) -> str:
    """Sanitise HTML, and remove invisible characters."""
    return _composed(balanced(without_unseen(_cleaner(base).clean(rendered))))


@lru_cache(maxsize=1)
def _parser() -> Markdown:
    from pyromark import Markdown, Options  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    return Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH)


@lru_cache(maxsize=8)
def _cleaner(base: str) -> Cleaner:
    from nh3 import Cleaner  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    return Cleaner(
        tags={*_BLOCKS, *_INLINE},
        attributes=_ATTRIBUTES,
        link_rel=_RELATION,
        url_schemes=_SCHEMES,
        url_relative=("rewrite_with_base", base),
    )


def _composed(safe: str) -> str:
    """Compose text between tags; composed with U+0338, a tag's own `>` would be lost."""
    if is_normalized("NFC", safe):
        return safe
    return _BETWEEN.sub(lambda between: normalize("NFC", between[0]), safe)


def _finish(safe: str) -> str:
    """Demote headings, and turn images and bare addresses into links."""
    if "<h" in safe:
        safe = _HEADING.sub(lambda tag: f"<{tag[1]}{_LOWERED.get(tag[2], 'h6')}>", safe)
    if "<a" in safe:
        safe = _NO_LINK.sub(r"\1", safe)
    if "<img" not in safe and "://" not in safe:
        return safe
    if not any(tag in safe for tag in _OPAQUE):
        return _BARE.sub(_bare_link, safe)
    pieces = _PIECE.split(safe)
    for index, piece in enumerate(pieces):
        if index % 2 == 0 and "://" in piece:
            pieces[index] = _BARE.sub(_bare_link, piece)
        elif index % 2 and "<img" in piece:
            is_image = piece.startswith("<img")
            pieces[index] = _IMAGE.sub(_image_link if is_image else _image_label, piece)
    return "".join(pieces)


def _finish_paragraphs(rendered: str) -> tuple[str, str]:
    """Link addresses in text that is only paragraphs; return the HTML and the plain text."""
    safe = rendered.rstrip("\n")
    if "://" in safe:
        safe = _BARE.sub(_bare_link, safe)
    line = squeeze(safe)
    if "<a " in line:
        line = unescape(_LINK.sub(_plain_link, line))
    parts = line[len("<p>") : -len("</p>")].split("</p> <p>")
    return safe, "\n\n".join(filter(None, (part.strip() for part in parts)))


def _bare_link(match: re.Match[str]) -> str:
    """Link an address in the text, without a closing bracket that was opened before it."""
    shown = match[0]
    while shown.endswith(")") and shown.count(")") > shown.count("("):
        shown = shown[:-1]
    try:
        href = url(unescape(shown))
    except Rejected:
        return match[0]
    return f"{_anchor(escape(href), shown)}{match[0][len(shown) :]}"


def _image_link(match: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(match[1]))
    label = attributes.get("alt") or "image"
    return _anchor(attributes["src"], label) if attributes.get("src") else label


def _image_label(match: re.Match[str]) -> str:
    """Replace an image inside a link by its alternative text; the link is kept."""
    return dict(_ATTRIBUTE.findall(match[1])).get("alt") or "image"


def _anchor(href: str, label: str) -> str:
    return f'<a href="{href}" rel="{_RELATION}">{label}</a>'


def plain_text(safe: str) -> str:
    """Return sanitised HTML as plain text: blocks on separate lines, addresses in brackets."""
    pieces = _PREFORMATTED.split(safe)
    pieces[::2] = map(_plain_flow, pieces[::2])
    pieces[1::2] = (_NAMED_TAG.sub("", piece).rstrip() for piece in pieces[1::2])
    return balanced(_BLANK_LINES.sub("\n\n", unescape("\n\n".join(pieces))).strip("\n"))


def _plain_flow(safe: str) -> str:
    """Return plain text for HTML that is not preformatted, in which white space is collapsed."""
    line = flow(safe).replace("</p> <p>", "\n\n")  # as the two breaks would in the end
    if "<a " in line:
        line = _LINK.sub(_plain_link, line)
    return "\n".join(map(str.strip, _NAMED_TAG.sub(_plain_break, line).splitlines()))


def _plain_link(match: re.Match[str]) -> str:
    href, label = match.groups()
    return label if href in {label, f"mailto:{label}"} else f"{label} ({href})"


def _plain_break(match: re.Match[str]) -> str:
    end, name = match.groups()
    return _BREAKS.get(end + name, _BREAKS.get(name, ""))


def to_html(text: str) -> str:
    """Render Markdown with all raw tags, to be parsed by importers and never published."""
    return _parser().html(text)
