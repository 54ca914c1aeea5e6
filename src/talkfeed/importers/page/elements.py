"""An HTML element → what it is on a page: left out, a block, an inline part, a hint of a role."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEFT_OUT = frozenset(
    (
        *("script", "style", "noscript", "template", "form"),
        *("button", "svg", "head", "select", "textarea", "math", "object"),
        *("canvas", "map"),
    )
)
STRUCTURE = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "summary": "para",
    "caption": "para",
}
PLAIN_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "aside"),
        *("blockquote", "pre", "ul", "ol", "dl", "table", "thead"),
        *("tbody", "tfoot", "tr", "td", "th", "details", "figure"),
        *("figcaption", "hr", "address", "center", "body", "html", "fieldset"),
    )
)
INLINE = {
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "a": "link",
    "q": "quote",
    "font": "em",
    "u": "em",
    "s": "struck",
    "del": "struck",
    "strike": "struck",
    "time": "time",
}
MEDIA = {"iframe": "src", "video": "src", "audio": "src", "source": "src", "embed": "src"}
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|[^\W_]*sidebar|breadcrumbs?|[^\W_]*footer|site-header"
    r"|masthead|pagination|share|social|comments?|toc|table-of-contents|cookie|skip-link|postamble"
    r"|visually-hidden|sr-only|headerlink|mw-editsection|widget-area|section-number-\d)(?:$|[\s_-])"
)
_CONTENTS = re.compile(r"(?:^|\s)(?:toc|table-?of-?contents)(?:$|\s)")
"""The names of a table of contents, which may have a heading of its own."""
_SIDES = frozenset(("nav", "footer", "aside"))
_SIDE_ROLES = frozenset(("navigation", "contentinfo", "search", "complementary"))
_HINTS = (
    ("title", re.compile(r"(?:^|[\s_-])(?:title|talk-?name|p-name|summary)(?:$|\s)")),
    ("date", re.compile(r"(?:^|[\s_-])(?:date|datetime|dt-start|year|when)(?:$|\s)")),
    ("event", re.compile(r"(?:^|[\s_-])(?:event|conference|conf|event-name|venue-name)(?:$|\s)")),
    ("speaker", re.compile(r"(?:^|[\s_-])(?:speakers?|authors?|presenters?|p-author)(?:$|\s)")),
    ("location", re.compile(r"(?:^|[\s_-])(?:location|place|city|p-location)(?:$|\s)")),
)


_TALKS = 3
"""A list in a cell with this many items holds talks of a session, not links or speakers."""
_SAYS = 4
"""A button with this many words opens what it names, such as the versions of a talk."""
_ANCHORS = frozenset(("¶", "#", "§", "🔗"))


def is_left_out(element: Element) -> bool:
    """Return whether an element holds no talks: a script, a form, navigation, a footer."""
    if element.get("hidden") is not None:
        return True
    if element.tag in _LEFT_OUT:
        words = "".join(map(str, element.itertext())).split() if element.tag == "button" else ()
        return len(words) < _SAYS
    if element.tag == "a" and (element.text or "").strip() in _ANCHORS:
        return True
    return is_side(element)


def is_side(element: Element) -> bool:
    """Return whether an element is navigation, a sidebar or a footer."""
    name = element.tag
    if name in _SIDES or element.get("role") in _SIDE_ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    if _CONTENTS.search(names) and sum(1 for _ in element.iter("h1", "h2", "main")) <= 1:
        return True
    return (
        name not in {"body", "html", "main", "a"}
        and bool(_SIDE.search(names))
        and not any(True for _ in element.iter("h1", "h2", "main", "article"))
    )


def data_tables(root: Element) -> frozenset[Element]:
    """Return the tables that hold data, not those that only lay out the page.

    Those have tables or lists in them, or a heading in at least every second row.
    """
    around = Counter(
        next(inner.iterancestors("table"), None)
        for name in ("h1", "h2", "h3", "h4")
        for inner in root.iter(name)
    )
    layout = {next(inner.iterancestors("table"), None) for inner in root.iter("table")}
    lists = (inner for inner in root.iter("ul", "ol") if len(inner) >= _TALKS)
    layout.update(next(inner.iterancestors("table"), None) for inner in lists)
    return frozenset(
        table
        for table in root.iter("table")
        if table not in layout and around[table] * 2 < max(sum(1 for _ in table.iter("tr")), 1)
    )


def inline_of(element: Element) -> tuple[str, str, str]:
    """Return the kind, value and label of an inline element."""
    name = str(element.tag)
    if name == "a" and element.get("href"):
        words = element.get("aria-label") or element.get("title") or element.get("class") or ""
        return "link", address_of(element.get("href", "")), words
    if name == "time":
        return "time", element.get("datetime", ""), ""
    return ("hint", hint, "") if (hint := hint_of(element)) else (INLINE.get(name, "em"), "", "")


def address_of(value: str) -> str:
    r"""Return the address in an attribute as a browser reads it.

    >>> address_of(" files/my slides.pdf\n")
    'files/my%20slides.pdf'
    """
    return re.sub(r"[\t\r\n]", "", value.strip()).replace(" ", "%20")


def hint_of(element: Element) -> str:
    """Return the role that the class of an element names, "" for none."""
    if element.tag == "a":
        return ""
    names = element.get("class", "").lower()
    return next((role for role, names_of in _HINTS if names_of.search(names)), "") if names else ""
