"""The bytes of a page in HTML or Markdown → an HTML tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.language import is_month
from talkfeed.importers.page.repair import repair
from talkfeed.model.linkkinds import KINDS, OTHER
from talkfeed.records.attributes import check_attributes
from talkfeed.records.encoding import decode
from talkfeed.text import escape, line
from talkfeed.text.markup import to_html

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from talkfeed.model.imported import SourceInput

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"\s*(?:---\n(.*?)\n---|\+\+\+\n(.*?)\n\+\+\+)[ \t]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"^title\s*[:=]\s*(.+)$", re.MULTILINE)
_LIQUID = re.compile(
    r"\{%-?\s{0,9}comment(?:(?!\{%-?\s{0,9}comment).)*?endcomment\s*-?%\}"
    r"|\{%(?:(?!\{%|%\}).)*+%\}|\{:[^{}\n]*\}",
    re.DOTALL,
)


_VALUE = re.compile(r"\{\{[ ]?(?:[\"']([^\"'{}]*)[\"'])?[^{}]*\}\}")
"""A value of a template, such as `{{ "/s.pdf" | relative_url }}`, of which a quoted text stays."""
_TEMPLATE = re.compile(
    r"\{%-?\s{0,9}include\s+[\w./-]+\s++([^%]{0,2000}?)-?%\}"
    r"|\{\{[<%]\s*[\w./-]+\s++([^{}]*?)/?[>%]\}\}"
)
_TITLE_CALL = re.compile(r"\{\{[<%]\s*(?:title|heading|h)([1-6]?)\s+\"([^\"]+)\"\s*[>%]\}\}")
_KEYS = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ROLES = {
    **dict.fromkeys(("title", "name", "talk"), "title"),
    **dict.fromkeys(("event", "venue", "conference", "conf", "at"), "event"),
    **dict.fromkeys(("speaker", "speakers", "author", "by"), "speaker"),
    **dict.fromkeys(("location", "place", "city"), "location"),
    **dict.fromkeys(("date", "when", "year"), "date"),
}
_LINKS = ("url", "link", "href")
_TARGETS = (*_LINKS, "youtube", *(row.field for row in KINDS if row.field not in {"url", OTHER}))


_SPACED = re.compile(
    r"\]\(([^()\n<>\"' ]{1,200} [^()\n<>\"']{0,300}\.(?:pdf|pptx?|odp|key|mp4|webm|html?))\)"
)
"""The address of a file with spaces, which is no link in Markdown."""
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,20}\](?!:)")
_INDENTED = re.compile(
    r"^[ \t]{4,}(?=</?(?:li|[ou]l|dl|d[td]|table|t(?:head|body|foot|r|[dh])|div|p|h[1-6]|section"
    r"|article|figure|iframe|details|summary|header|main|center)\b)",
    re.MULTILINE | re.IGNORECASE,
)
"""Indented blocks of HTML, which Markdown takes for code after an empty line."""
_HEADING = re.compile(
    r"(<h([1-6])\b[^<>]*>)((?:(?!</?h[1-6]\b).)*+)</h[1-6]\s*>", re.DOTALL | re.IGNORECASE
)
"""A heading, which the closing tag of another level closes, too."""
_CLOSED_BREAK = re.compile(r"</br\s{0,9}>", re.IGNORECASE)
"""A closing tag of a break, which is a break as well (HTML, 13.2.6.4.7)."""
_MACRO = re.compile(r"\\(\w+)\{(https?://[^{}\s]+)\}")
_BREAK = re.compile(r"\\\\$\n", re.MULTILINE)
_PLAYER = re.compile(
    r"(youtube|vimeo|speakerdeck)\S{0,99}\s{1,9}(?:\w{0,12}id\s{0,9}=\s{0,9})?[\"']?([\w-]{6,40})[\"']?\s"
)
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
}
_FILE = re.compile(r"[\"']([^\"'{}\s]+\.(?:pdf|pptx?|mp4|webm))[\"']")


_DOTTED_DAY = re.compile(
    r"^([ ]{0,12}(?:[-*+][ ]{1,3})?)(\d{1,2})\.(?=[ ]{1,3}([^\W\d_]{3,12})\b)", re.MULTILINE
)
_SOFT_BREAK = re.compile(
    r"(?<=\S)\n(?=[ ]{0,3}(?:\*{0,2}[^\W\d_][\w -]{1,20}:\*{0,2}[ ]"
    r"|[^\w\s#>|*+\-`<\[(=~_!:\"'$%&{}\\][^\w\n]{0,3}\w"
    r"|\d{1,4}[ ./-]\w|[^\W\d_]{3,9}\.?[ ]\d{1,2}\b))"
)


def _with_breaks(body: str) -> str:
    """Keep what Markdown would lose: "5. Mai 2019" is no list, and a row with a label is a row.

    Marks of footnotes are dropped.
    """
    body = _DOTTED_DAY.sub(
        lambda match: f"{match[1]}{match[2]}\\." if is_month(match[3]) else match[0], body
    )
    return _SOFT_BREAK.sub(
        "  \n", _INDENTED.sub("", _SPACED.sub(r"](<\1>)", _FOOTNOTE.sub("", body)))
    )


def _embedded(call: str) -> str:
    """Return a link for a template call that embeds a video or a file."""
    if player := _PLAYER.search(call):
        address = _PLAYERS[player[1]].format(player[2])
        return f' <a href="{address}">{"slides" if player[1] == "speakerdeck" else "video"}</a> '
    shown = _FILE.search(call)
    return f' <a href="{escape(shown[1])}">pdf</a> ' if shown else ""


def _written_out(match: re.Match[str]) -> str:
    """Convert a template call, such as `{% include talk.html title="…" date="…" %}`, to HTML."""
    found = {
        key.lower(): first or second
        for key, first, second in _KEYS.findall(match[1] or match[2] or "")
    }
    roles = {_ROLES[key]: escape(value) for key, value in found.items() if key in _ROLES and value}
    if heading := _TITLE_CALL.match(match[0]):
        return f"\n\n<h{heading[1] or 3}>{escape(heading[2])}</h{heading[1] or 3}>\n\n"
    if "title" not in roles or len(roles) + len(found.keys() & set(_TARGETS)) < 2:  # noqa: PLR2004
        return _embedded(match[0])
    hints = " | ".join(f'<span class="{role}">{value}</span>' for role, value in roles.items())
    links = "".join(
        f' | <a href="{escape(found[key])}">{"link" if key in _LINKS else key}</a>'
        for key in _TARGETS
        if "/" in found.get(key, "")
    )
    return f"\n\n<p>{hints}{links}</p>\n\n"


_LOOP = re.compile(r"\{%-?\s{0,9}for\s{1,9}\w{1,40}\s{1,9}in\s{1,9}([\w.-]{1,80})")
_INCLUDE = re.compile(r"\{%-?\s{0,9}include\s{1,9}([\w./-]{1,80})")
_QUOTED = re.compile(r"\"([^\"\n]{4,300})\"|'([^'\n]{4,300})'")


def template_parts(source: SourceInput) -> tuple[list[str], list[str]]:
    """Return the texts in calls of templates, and what templates fill in that is not on the page.

    The latter are the lists of loops and the names of included files.
    """
    text = text_of(source)
    if "{%" not in text and "{{" not in text:
        return [], []
    calls = (match[0] for match in _TEMPLATE.finditer(text))
    texts = [one or other for call in calls for one, other in _QUOTED.findall(call)]
    filled = [match[1] for pattern in (_LOOP, _INCLUDE) for match in pattern.finditer(text)]
    return texts, [*dict.fromkeys(filled)]


def text_of(source: SourceInput) -> str:
    """Decode a page, with the line ends of Unix."""
    return decode(source).text.replace("\r\n", "\n").replace("\r", "\n")


def is_html(source: SourceInput) -> bool:
    """Return whether a page is HTML, and not Markdown."""
    kind = source.media_type.partition(";")[0].strip().lower()
    name = source.name.lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return True
    return bool(_HTML.match(text_of(source)[:4096])) or name.endswith((".html", ".htm", ".xhtml"))


def front_matter_of(source: SourceInput) -> str:
    """Return the front matter of a page, "" without any."""
    front = _FRONT_MATTER.match(text_of(source))
    return front[1] or front[2] or "" if front else ""


def html_of(source: SourceInput) -> Element | None:
    """Parse a page; None if it is empty."""
    from lxml import etree, html  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    text = text_of(source).replace("\0", " ")
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    if not (is_html(source) and _HTML.match(body)):
        body = _TEMPLATE.sub(_written_out, body)
        body = _VALUE.sub(r"\1", _LIQUID.sub("", body))
        body = (
            body
            if is_html(source)
            else to_html(_MACRO.sub(r"[\1](\2)", _BREAK.sub("  \n", _with_breaks(body))))
        )
    if front and (match := _TITLE.search(front[1] or front[2] or "")):
        body = f"<title>{match[1].strip(' ' + chr(34) + chr(39))}</title>{body}"
    if not body.strip():
        return None
    body = _HEADING.sub(r"\1\3</h\2>", _CLOSED_BREAK.sub("<br>", body))
    check_attributes(body)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return repair(html.document_fromstring(body.encode("utf-8", "replace"), parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def title_of(root: Element | None) -> str:
    """Return the title of a page, or else its first main heading."""
    names = (root.find(f".//{tag}") for tag in ("title", "h1")) if root is not None else ()
    return next(
        (line("".join(map(str, each.itertext()))) for each in names if each is not None), ""
    )
