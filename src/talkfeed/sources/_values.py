"""Odd values of tools and people → plain words, people, addresses and Markdown.

HTML becomes Markdown-ish text, an expression of a template (Liquid, Hugo) its literal or nothing,
a bare id the address it stands for where the key says of what, embed code what it embeds.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from talkfeed.sources._draft import Link, Who, kind_of
from talkfeed.sources._keys import folded, word_of
from talkfeed.sources._nodes import Record
from talkfeed.text import block, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.sources._keys import Entry
    from talkfeed.sources._nodes import Node

# --- words --------------------------------------------------------------------------------------

_TEMPLATE = re.compile(r"\{\{[-<%]?.*?[->%]?\}\}|\{%.*?%\}", re.DOTALL)
_LITERAL = re.compile(r"\{\{-?\s*['\"]([^'\"]*)['\"].*?\}\}", re.DOTALL)
_LINKED = re.compile(r"\[([^\][]*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?[^)]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_ANCHOR = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)[^>]*>(.*?)</a>", re.DOTALL | re.I)
_MARKED = (
    (re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.I), ""),
    (re.compile(r"\s*<br\s*/?>\s*", re.I), "\n"),
    (re.compile(r"</?(?:p|div|ul|ol|h[1-6]|section|article|blockquote)\b[^>]*>", re.I), "\n\n"),
    (re.compile(r"<li\b[^>]*>\s*", re.I), "\n- "),
    (re.compile(r"</?(?:strong|b)\s*>", re.I), "**"),
    (re.compile(r"</?(?:em|i)\s*>", re.I), "*"),
    (re.compile(r"</?code\b[^>]*>", re.I), "`"),
)
_IS_HTML = re.compile(r"</(?:p|a|b|i|em|strong|li|ul|ol|div|span|code|h\d)\s*>|<(?:br|p)\s*/?>", re.I)


def text(node: Node) -> str:
    """Give the words of a value: its own, those of its list, or the name of a record."""
    if isinstance(node, str):
        return words(node)
    if isinstance(node, tuple):
        return ", ".join(filter(None, map(text, node)))
    named = (text(one) for key, one in node.fields.items() if folded(key) in _NAMES)
    return next(filter(None, named), "")


_NAMES = ("name", "title", "label", "text", "full_name", "fullname", "display_name", "en")


def words(written: str) -> str:
    """Make one line of plain words: no tags, templates, entities or link targets.

    >>> words("[Fast &amp; <b>loose</b>](https://a.example/) {{ site.x }}")
    'Fast & loose'
    """
    plain = _LINKED.sub(r"\1", literal(written))
    if _IS_HTML.search(plain):
        plain = _TAG.sub("", plain)
    return line(html.unescape(plain))


def literal(written: str) -> str:
    """Put the literals of templates in place of the templates; other expressions go."""
    return _TEMPLATE.sub("", _LITERAL.sub(r"\1", written)) if "{" in written else written


_SHORTCODE = re.compile(r"^\s*(?:import\s.*from\s.*|:::.*|<[A-Z]\w*\b[^>]*/>|\{:.*\})\s*$", re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")


def prose(node: Node) -> str:
    """Give Markdown of a value: HTML is put into words, templates and components go."""
    if isinstance(node, tuple):
        return block("\n\n".join(filter(None, map(prose, node))))
    if isinstance(node, Record):
        return next((found for one in node.fields.values() if (found := prose(one))), "")
    written = _SHORTCODE.sub("", _COMMENT.sub("", literal(node)))
    if _IS_HTML.search(written):
        written = _from_html(written)
    return block(_BLANK_LINES.sub("\n\n", written))


def _from_html(written: str) -> str:
    for pattern, mark in _MARKED:
        written = pattern.sub(mark, written)
    written = _ANCHOR.sub(lambda found: f"[{line(found[2])}]({found[1]})", written)
    kept = html.unescape(_TAG.sub("", written))
    return "\n".join(row.strip() if not row.startswith("    ") else row for row in kept.split("\n"))


def tags(node: Node) -> list[str]:
    """List the tags of a value; a text parts them with semicolons, else with commas."""
    if isinstance(node, str):
        parts = node.split(";") if ";" in node else node.strip("[]").split(",")
        return [tag for part in parts if (tag := words(part).strip("\"'#"))]
    if isinstance(node, Record):
        return [words(key) for key in node.fields]
    return [tag for one in node if (tag := text(one))]


# --- people -------------------------------------------------------------------------------------

_OWNER = frozenset(("admin", "me", "author", "default"))
_JOINED = re.compile(r"\s*(?:;|\n|\||\s(?:and|und|et|y|&|\+)\s|&|,\s*(?:and|und|et|y|&)\s)\s*")
_ASIDE = re.compile(r"\s*[(\[（][^()\[\]]*[)\]）]\s*$")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’\u2010-]*\s+){1,4}[^\W\d_][\w.'’\u2010-]*")
_NO_NAME = re.compile(
    r"\b(?:Jr|Sr|Ph\.?D|MBA|M\.?D|MSc|Inc|Ltd|GmbH|AG|LLC|Corp|University|Universit\w+|Institute|"
    r"College|School|Labs?|Foundation|Group|Team|et al|others)\b",
    re.I,
)


def people(entry: Entry) -> list[Who]:
    """List who is named at a key; a key in the plural lets commas part names."""
    node = entry.node
    nodes = node if isinstance(node, tuple) else (node,)
    many = folded(entry.key).endswith("s") or folded(entry.key) in {"with", "by", "cospeaker"}
    found = (who for one in nodes for who in _people(one, many=many, alone=len(nodes) == 1))
    return [who for who in found if who.name and who.name.casefold() not in _OWNER]


def _people(node: Node, *, many: bool, alone: bool) -> Iterator[Who]:
    if isinstance(node, Record):
        yield _person(node)
    elif isinstance(node, str):
        parts = _parted(node, many=many) if alone else [node]
        yield from map(_named, parts)


def _person(record: Record) -> Who:
    name = text(record)
    parts = [text(record.fields[key]) for key in record.fields if folded(key) in _PARTS]
    address = next((text(n) for k, n in record.fields.items() if word_of(k) == "url"), "")
    return Who(name or " ".join(filter(None, parts)), address)


_PARTS = ("first_name", "last_name", "firstname", "lastname", "first", "last", "given", "family")


def _parted(written: str, *, many: bool) -> list[str]:
    parts = [part for part in _JOINED.split(written) if part.strip()]
    return [name for part in parts for name in _at_commas(part, many=many or len(parts) > 1)]


def _at_commas(written: str, *, many: bool) -> list[str]:
    """Part a text at commas if each part looks like a name; one comma may set off an employer."""
    if "](" in written:
        return re.split(r"(?<=\)),\s*", written)
    parts = [part.strip() for part in written.split(",") if part.strip()]
    sure = many or len(parts) > 2  # noqa: PLR2004
    plain = [_ASIDE.sub("", part) for part in parts]
    if sure and all(_NAME.fullmatch(part) and not _NO_NAME.search(part) for part in plain):
        return parts
    return [written]


def _named(written: str) -> Who:
    linked = _LINKED.search(written)
    name = words(written)
    bare = _ASIDE.sub("", name).strip().rstrip(",")
    return Who(bare or name, linked[2] if linked else "")


# --- addresses ----------------------------------------------------------------------------------

_EMBEDDED = re.compile(r"<(?:iframe|video|audio|source|embed)\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_PLAYERS = (
    (
        r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{11})(?![\w-])\S*",
        r"https://www.youtube.com/watch?v=\1",
    ),
    (r"(?:https?:)?//player\.vimeo\.com/video/(\d+)\S*", r"https://vimeo.com/\1"),
)
_PLAYED = tuple((re.compile(pattern), address) for pattern, address in _PLAYERS)
_IDS = (
    ("youtube", r"([\w-]{11})(\?\S*)?", "https://www.youtube.com/watch?v={}"),
    ("video_id", r"([\w-]{11})", "https://www.youtube.com/watch?v={}"),
    ("vimeo", r"(\d{5,})", "https://vimeo.com/{}"),
    ("speakerdeck", r"([\w-]+/[\w-]+)", "https://speakerdeck.com/{}"),
    ("slideshare", r"([\w-]+/[\w-]+)", "https://www.slideshare.net/{}"),
    ("github", r"([\w-]+/[\w.-]+)", "https://github.com/{}"),
    ("repo", r"([\w-]+/[\w.-]+)", "https://github.com/{}"),
    ("arxiv", r"(\d{4}\.\d{4,5}(?:v\d+)?)", "https://arxiv.org/abs/{}"),
    ("doi", r"(10\.\d{4,}/\S+)", "https://doi.org/{}"),
)
_BY_ID = tuple((site, re.compile(pattern), address) for site, pattern, address in _IDS)
_SCHEMELESS = re.compile(r"(?:[a-z0-9-]+\.)+([a-z]{2,})(?::\d+)?(?:[/?#]\S*)?", re.I)
_FILES = frozenset("pdf html htm md pptx ppt key odp png jpg mp4 webm zip txt ipynb php".split())  # noqa: SIM905
_SITES = (
    ("video", r"(?:youtube(?:-nocookie)?\.com/(?:watch|embed|live|shorts|v/)|youtu\.be/|vimeo\.com/|"
     r"media\.ccc\.de/v/|confreaks\.tv/|infoq\.com/presentations|peertube\.|loom\.com/share)"),
    ("slides", r"(?:speakerdeck\.com/|slideshare\.net/|//slides\.com/|noti\.st/|docs\.google\.com/"
     r"presentation|prezi\.com/|slides\.live|slid\.es/)"),
)  # fmt: skip
_BY_SITE = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _SITES)


def address(written: str, key: str = "") -> str:
    """Give the address that a value means, which may be relative; "" where it means none.

    >>> address("dQw4w9WgXcQ", "youtube_id"), address("www.a.example/x")
    ('https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.a.example/x')
    """
    embedded = _EMBEDDED.search(written)
    bare = embedded[1] if embedded else literal(written).strip().strip("<>")
    linked = _LINKED.search(bare)
    bare = html.unescape(linked[2] if linked else bare)
    for pattern, played in _PLAYED:
        bare = pattern.sub(played, bare)
    if "://" in bare:
        return bare
    return _of_id(bare, folded(key)) or _completed(bare)


def _of_id(bare: str, key: str) -> str:
    for site, pattern, made in _BY_ID:
        match = pattern.fullmatch(bare) if site in key else None
        if match:
            return made.format(match[1])
    return ""


def _completed(bare: str) -> str:
    """Put the scheme before an address that begins with its host; other words are none."""
    if bare.startswith("//"):
        return f"https:{bare}"
    match = _SCHEMELESS.fullmatch(bare)
    if match and (bare.lower().startswith("www.") or match[1].lower() not in _FILES):
        return f"https://{bare}"
    is_path = bare and not any(map(str.isspace, bare)) and ("/" in bare or _suffix(bare) in _FILES)
    return bare if is_path and not bare.startswith(("#", "mailto:")) else ""


def _suffix(bare: str) -> str:
    return bare.rpartition(".")[2].lower()


def links(entry: Entry, kind: str = "") -> list[Link]:
    """List the links at a key; `kind` is the word the key stands for, if it stands for one."""
    if kind == "url":
        return [link._replace(kind=link.kind or site_kind(link)) for link in _links(entry.node, entry.key)]
    return [_kinded(link, kind) for link in _links(entry.node, entry.key)]


def _kinded(link: Link, kind: str) -> Link:
    """Sort a link: its key is sure, then its label, then the site it leads to."""
    if kind or link.kind:
        return link._replace(kind=kind or link.kind)
    return link._replace(kind=kind_of(link) if link.label else site_kind(link, "links"))


def site_kind(link: Link, otherwise: str = "url") -> str:
    """Tell what a link is by the site it leads to."""
    return next((kind for kind, sites in _BY_SITE if sites.search(link.url)), otherwise)


def _links(node: Node, key: str) -> Iterator[Link]:
    if isinstance(node, tuple):
        for one in node:
            yield from _links(one, key)
    elif isinstance(node, Record):
        yield from _of_record(node, key)
    else:
        yield from _of_text(node, key)


def _of_text(written: str, key: str) -> Iterator[Link]:
    marked = [(found[1], found[2]) for found in _LINKED.finditer(written)]
    marked += [(words(found[2]), found[1]) for found in _ANCHOR.finditer(written)]
    for label, target in marked:
        yield Link(address(target, key), words(label))
    parts = written.split() if written.count("://") > 1 else [written]
    for part in parts if not marked else ():
        if found := address(part.strip(",;"), key):
            yield Link(found)


def _of_record(record: Record, key: str) -> Iterator[Link]:
    """Read a link with its label; else each key is a label itself, as in `slides: https://…`."""
    target = next((n for k, n in record.fields.items() if folded(k) in _TARGETS and text(n)), None)
    if target is None:
        for label, node in record.fields.items():
            word = word_of(label)
            for link in _links(node, label):
                known = word if word in _KINDS else ""
                yield link._replace(label=link.label or words(label), kind=link.kind or known)
        return
    kind = next((text(n) for k, n in record.fields.items() if folded(k) in _TYPED), "")
    label = next((text(n) for k, n in record.fields.items() if folded(k) in _LABELS and text(n)), "")
    for found in _links(target, kind or label or key):
        yield found._replace(label=label or kind, kind=_kind_named(kind))


_TARGETS = ("url", "href", "link", "address", "uri", "src", "target", "web", "relurl", "file", "path")
_LABELS = ("label", "name", "title", "text", "caption", "desc", "description")
_TYPED = ("type", "kind", "rel")
_KINDS = ("video", "slides", "audio", "paper", "code")


def _kind_named(kind: str) -> str:
    word = word_of(kind)
    return word if word in _KINDS else ""


def embedded(written: str) -> Iterator[Link]:
    """List the recordings that a page embeds: players, and the components that stand for them."""
    for pattern in _COMPONENTS:
        for found in pattern.finditer(written):
            site, name = found["site"].lower(), found["id"]
            if target := address(name, f"{site}_id"):
                yield Link(target, kind="video")
    for found in _EMBEDDED.finditer(written):
        link = Link(address(found[0]))
        kind = site_kind(link, "")
        if kind:
            yield link._replace(kind=kind)


_COMPONENTS = (
    re.compile(r"\{\{[<%]\s*(?P<site>youtube|vimeo)\s+(?:id\s*=\s*)?[\"']?(?P<id>[\w-]+)", re.I),
    re.compile(r"\{%\s*(?:include\s+)?(?P<site>youtube|vimeo)[\w./-]*\s+(?:\w+\s*=\s*)?[\"']?(?P<id>[\w-]{8,})", re.I),
    re.compile(r"<(?P<site>YouTube|Vimeo)\w*\s[^>]*?id\w*\s*=\s*\{?[\"'](?P<id>[\w-]+)", re.I),
)


def labelled(written: str) -> Iterator[Link]:
    """List the links of a page whose words say what they lead to: slides, a recording."""
    for found in _LINKED.finditer(literal(written)):
        link = Link(address(found[2]), words(found[1]))
        kind = kind_of(link)
        if link.url and kind in {"slides", "video"} and not found.string.startswith("!", found.start() - 1):
            yield link._replace(kind=kind, label="")


def unique(found: Iterable[Link]) -> list[Link]:
    """List links once each."""
    return list({link.url: link for link in reversed(list(found))}.values())[::-1]


# --- languages ----------------------------------------------------------------------------------

_LANGUAGES = (
    "ar ara arabic, ca cat catalan, cs ces cze czech, da dan danish, de deu ger german deutsch, "
    "el ell gre greek, en eng english, es spa spanish español castellano, eu eus baq basque, "
    "fi fin finnish, fr fra fre french français, gl glg galician, he heb hebrew, hi hin hindi, "
    "hu hun hungarian, id ind indonesian, it ita italian italiano, ja jpn japanese, "
    "ko kor korean, lt lit lithuanian, nl nld dut dutch, no nor norwegian, pl pol polish, "
    "pt por portuguese português, ro ron rum romanian, ru rus russian, sk slk slo slovak, "
    "sl slv slovenian, sv swe swedish, th tha thai, tr tur turkish, uk ukr ukrainian, "
    "vi vie vietnamese, zh zho chi chinese mandarin"
)
_TAGS = {name: row.split()[0] for row in _LANGUAGES.split(",") for name in row.split()}


def language(written: str) -> str:
    """Give the tag (BCP 47) of a language's tag, code (ISO 639-2) or English name.

    >>> language("eng"), language("Spanish"), language("pt-BR")
    ('en', 'es', 'pt-BR')
    """
    return _TAGS.get(written.strip().casefold(), written.strip())
