"""Values of records → plain text, Markdown, tags, names of people and language tags.

HTML becomes simple Markdown; a template expression (Liquid, Hugo) becomes its literal, or "".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from talkfeed.limits import MAX_TEXT
from talkfeed.model.people import split_affiliation
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.draft import Named
from talkfeed.records.field_names import field_of, folded, is_ignored
from talkfeed.records.nodes import Record
from talkfeed.records.word_lists import word_lists
from talkfeed.text import block, line, unescape

if TYPE_CHECKING:
    from talkfeed.records.field_names import Entry
    from talkfeed.records.nodes import Node

# --- words --------------------------------------------------------------------------------------

# Every repetition is bounded, so that no text takes a pattern more than linear time.
_TEMPLATE = re.compile(r"\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,1000}%\}")
_LITERAL = re.compile(r"\{\{-?\s{0,9}['\"]([^'\"{}]{0,1000})['\"][^{}]{0,1000}\}\}")
LINKED = re.compile(
    r"\[([^\][]{0,1000})\]\(\s{0,9}<?([^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,200}){0,9})>?"
    r"[^()]{0,200}\)"
)
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
ANCHOR = re.compile(
    r"<a\s[^<>]{0,500}?href\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]{1,2000}+)[^<>]{0,500}+>(.{0,500}?)</a>",
    re.DOTALL | re.IGNORECASE,
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_MARKED = (
    (
        re.compile(
            r"<(script|style)\b[^<]*+(?:<(?!/?(?:script|style)\b)[^<]*+)*+</\1>", re.IGNORECASE
        ),
        "",
    ),
    (re.compile(r"[ \t]{0,9}<br\s{0,9}/?>\s{0,9}", re.IGNORECASE), "\n"),
    (
        re.compile(
            r"</?(?:p|div|ul|ol|h[1-6]|section|article|blockquote)\b[^<>]{0,500}>", re.IGNORECASE
        ),
        "\n\n",
    ),
    (re.compile(r"<li\b[^<>]{0,500}>\s{0,9}", re.IGNORECASE), "\n- "),
    (re.compile(r"</?(?:strong|b)\s{0,9}>", re.IGNORECASE), "**"),
    (re.compile(r"</?(?:em|i)\s{0,9}>", re.IGNORECASE), "*"),
    (re.compile(r"</?code\b[^<>]{0,500}>", re.IGNORECASE), "`"),
)
_IS_HTML = re.compile(
    r"</(?:p|a|b|i|em|strong|li|ul|ol|div|span|code|h\d)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE
)


TRUE = frozenset(("true", "yes", "1", "on"))
FALSE = frozenset(("false", "no", "0", "off"))
"""Texts of flags, in lower case."""


def text(node: Node) -> str:
    """Return a value as text: a list is joined by commas, of a record the name is taken."""
    if isinstance(node, str):
        return words(node)
    if isinstance(node, tuple):
        return ", ".join(filter(None, map(text, node)))
    named = (text(one) for key, one in node.fields.items() if folded(key) in _NAMES)
    return next(filter(None, named), "")


_NAMES = (
    *("literal", "name", "title", "label", "text"),
    *("full_name", "fullname", "display_name", "en"),
)


def words(written: str) -> str:
    """Return one line of plain text without tags, templates, entities and link targets.

    >>> words("[Fast &amp;<br><b>loose</b>](https://a.example/) {{ site.x }}")
    'Fast & loose'
    """
    plain = _STRONG.sub(r"\2", LINKED.sub(r"\1", literal(written[: MAX_TEXT + 1])))
    if _IS_HTML.search(plain):
        plain = _TAG.sub("", _BREAK.sub(" ", plain))
    return line(unescape(plain))


def literal(written: str) -> str:
    """Replace template expressions by their literals, and drop those that have none."""
    return _TEMPLATE.sub("", _LITERAL.sub(r"\1", written)) if "{" in written else written


_SHORTCODE = re.compile(
    r"^[ \t]*(?:import\s.*from\s.*|:::.*|<[A-Z]\w*\b[^<>]*/>|\{:.*\})[ \t]*$", re.MULTILINE
)
_COMMENT = re.compile(r"<!--[^<-]*+(?:(?:<(?!!--)|-(?!->))[^<-]*+)*+-->")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def prose(node: Node) -> str:
    """Return a value as Markdown; HTML is converted, templates and components are dropped.

    A text longer than `MAX_TEXT` is returned unchanged.
    """
    if isinstance(node, tuple):
        return block("\n\n".join(filter(None, map(prose, node))))
    if isinstance(node, Record):
        return next((found for one in node.fields.values() if (found := prose(one))), "")
    if len(node) > MAX_TEXT:
        return node
    written = _SHORTCODE.sub("", _COMMENT.sub("", literal(node)))
    if _IS_HTML.search(written):
        for pattern, mark in _MARKED:
            written = pattern.sub(mark, written)
        written = ANCHOR.sub(lambda found: f"[{line(found[2])}]({found[1]})", written)
        rows = unescape(_TAG.sub("", written)).split("\n")
        written = "\n".join(row if row.startswith("    ") else row.strip() for row in rows)
    return block(_BLANK_LINES.sub("\n\n", written))


_LONGEST_TAG = 4
"""Words of the longest single tag; more words without commas are search terms."""


def tags(node: Node) -> list[str]:
    """List the tags of a value; a text is split at semicolons, else at commas."""
    if isinstance(node, str):
        parts = node.split(";") if ";" in node else node.strip("[]").split(",")
        found = [tag for part in parts if (tag := words(part).strip("\"'").removeprefix("#"))]
        return found if len(found) > 1 or len(node.split()) <= _LONGEST_TAG else []
    if isinstance(node, Record):
        return [words(key) for key in node.fields]
    return [tag for one in node if (tag := text(one))]


# --- people -------------------------------------------------------------------------------------

_OWNER = frozenset(("admin", "me", "author", "default"))
_JOINED = re.compile(
    r"\s{0,9}(?:;|\n|\||\s(?:and|und|et|y|&|\+)\s|&|,\s{0,9}(?:and|und|et|y|&)\s)\s{0,9}"
)
_ASIDE = re.compile(r"\s{0,9}[(\[\uff08][^()\[\]]*[)\]\uff09]\s{0,9}$")
_NAME = re.compile(r"(?:[^\W\d_][\w.'\u2019\u2010-]*\s+){1,4}[^\W\d_][\w.'\u2019\u2010-]*")
_WORD = re.compile(r"[^\W\d_][\w.'\u2019\u2010-]*")
_LATER = re.compile(r"(?:Jr|Sr|I{2,3}|IV)\.?")
_NO_NAME = re.compile(
    r"\b(?:Jr|Sr|Ph\.?D|MBA|M\.?D|MSc|Inc|Ltd|GmbH|AG|LLC|Corp|University|Universit\w+|Institute|"
    r"College|School|Labs?|Foundation|Group|Team|et al|others)\b",
    re.IGNORECASE,
)


_PLURALS = frozenset(("with", "by", "cospeaker", "referenten", "vortragende", "people"))
"""Keys of several people that do not end in -s."""


def people(entry: Entry) -> list[Named]:
    """List the people at a key; if the key is plural, names may be separated by commas."""
    found: list[Named] = []
    for node in _nodes(entry):
        if isinstance(node, str):
            for one in _read_names(node, entry):
                found.extend(_with_employer(one))
        else:
            found.append(_from_record(node))
    return [who for who in found if who.name and who.name.casefold() not in _OWNER]


def remarks(entry: Entry) -> list[str]:
    """List what follows the names of people at a key and is not taken for their employers."""
    texts = [node for node in _nodes(entry) if isinstance(node, str)]
    found = [one for node in texts for one in _read_names(node, entry)]
    asides = [
        aside[0].strip(" ()[]")
        for one in found
        for name in one.names
        if not _from_text(name).affiliation
        and (aside := _ASIDE.search(words(name)))
        and aside.start()
    ]
    has_two = (one for one in found if one.names and _from_text(one.names[-1]).affiliation)
    return [*asides, *(each for one in has_two for each in one.others)]


def _with_employer(found: _Names) -> list[Named]:
    """Return the people of a text; what follows the last one is the employer."""
    named = [_from_text(name) for name in found.names]
    if found.others and named and not named[-1].affiliation:
        named[-1] = named[-1]._replace(affiliation=", ".join(map(words, found.others)))
    return named


class _Names(NamedTuple):
    """The names of people in a text, and what follows them."""

    names: list[str]
    others: list[str]


def unknown_parts(entry: Entry) -> list[str]:
    """List the keys of people that have no field in talks.yaml, after the key of the people."""
    return [
        f"{entry.key}.{key}"
        for node in _nodes(entry)
        if isinstance(node, Record)
        for key, value in node.fields.items()
        if text(value) and not is_ignored(key) and not _is_of_person(folded(key))
    ]


def _is_of_person(key: str) -> bool:
    is_name = key in _NAMES or any(key in names for names in _PARTS)
    return is_name or key in EMPLOYERS or field_of(key) == "url"


def _nodes(entry: Entry) -> list[Record | str]:
    nodes = entry.node if isinstance(entry.node, tuple) else (entry.node,)
    return [node for node in nodes if isinstance(node, Record | str)]


def _read_names(written: str, entry: Entry) -> list[_Names]:
    """Split a text of one or several people; an item of a list is one person."""
    is_item = isinstance(entry.node, tuple) and len(entry.node) > 1
    key = folded(entry.key)
    many = not is_item and (key.endswith("s") or key in _PLURALS)
    joined = [written] if is_item else [part for part in _JOINED.split(written) if part.strip()]
    return [_split_commas(part, many=many or len(joined) > 1) for part in joined]


def _from_record(record: Record) -> Named:
    name = text(record)
    parts = [
        text(node)
        for names in _PARTS
        for key, node in record.fields.items()
        if folded(key) in names
    ]
    address = next((text(n) for k, n in record.fields.items() if field_of(k) == "url"), "")
    works_at = (text(n) for k, n in record.fields.items() if folded(k) in EMPLOYERS)
    employer = next(filter(None, works_at), "")
    return Named(name or " ".join(filter(None, parts)), address, employer)


EMPLOYERS = (
    *("affiliation", "affiliations", "company", "organization", "organisation", "employer"),
    *("institution", "institute", "university", "speaker_affiliation"),
)
"""Keys of where a person works."""
_PARTS = (
    ("first_name", "firstname", "first", "given", "given_name", "givenname", "forename"),
    ("dropping_particle", "non_dropping_particle"),
    ("last_name", "lastname", "last", "family", "family_name", "familyname", "surname"),
    ("suffix",),
)
"""Keys of the parts of a name, in the order in which the parts are written."""


def _split_commas(written: str, *, many: bool) -> _Names:
    """Split a text at commas: names of people, and what follows the last of them.

    Two names after each other are two people if the text may have several (`many`), or if the
    second begins with a known given name; else the second is an employer.
    """
    if "](" in written:
        return _Names(re.split(r"(?<=\)),\s*", written), [])
    parts = [part.strip() for part in written.split(",") if part.strip()]
    plain = [_ASIDE.sub("", part) for part in parts]
    if many and len(parts) > 1 and all(map(_WORD.fullmatch, plain)):
        return _Names(parts, [])
    first = next((n for n, part in enumerate(plain) if not _is_name(part)), len(parts))
    if first < len(parts) and _LATER.fullmatch(plain[first]):
        return _Names([written], [])
    is_sure = many or first > 2 or len(parts) < 2  # noqa: PLR2004
    if first == 2 and not is_sure and not _is_given(plain[1]):  # noqa: PLR2004
        first = 1
    return _Names(parts[:first], parts[first:]) if first else _Names([written], [])


def _is_name(text_: str) -> bool:
    return bool(_NAME.fullmatch(text_)) and not _NO_NAME.search(text_)


def _is_given(text_: str) -> bool:
    """Return whether a text begins with a known given name."""
    return folded(text_.split(maxsplit=1)[0]) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(word_lists("names")["names"].split("|"))


def _from_text(written: str) -> Named:
    """Read a name, which may be a link or followed by an aside in brackets."""
    linked = LINKED.search(written)
    name = words(written)
    bare = _ASIDE.sub("", name).strip().rstrip(",")
    employer = split_affiliation(name)[1] or ""
    return Named(bare or name, linked[2] if linked else "", employer)


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
    """Return the BCP 47 tag for a tag, an ISO 639-2 code or an English name.

    >>> language("eng"), language("Spanish"), language("pt-BR")
    ('en', 'es', 'pt-BR')
    """
    return _TAGS.get(written.strip().casefold(), written.strip())
