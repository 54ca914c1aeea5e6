"""YAML 1.1, JSON (RFC 8259) and TOML 1.0 of other tools → texts, lists and records with lines.

No type is kept: a number is its digits, a date its ISO 8601, nothing at all an empty text. What a
parser stumbles over is told as unparsed parts, and the rest is read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers.common.json_values import check_size, load
from talkfeed.limits import MAX_DEPTH
from talkfeed.model import RawList, RawScalar
from talkfeed.model.imported import Unparsed
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.model import Raw
    from talkfeed.model.imported import SourceInput


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping: its keys as written, and the line it begins in, 0 where that is not known."""

    fields: Mapping[str, Node]
    line: int = 0


Node = str | tuple["Node", ...] | Record
"""A value of any of the three languages."""


class Document(NamedTuple):
    """What one text holds, and what of it could not be read."""

    root: Node
    unparsed: tuple[Unparsed, ...] = ()


EMPTY = Document("")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TOML = re.compile(
    r"^[ \t]*(?:\[{1,2}[\w. \"'-]+\]{1,2}[ \t]*(?:#.*)?$|[\w.\"'-]+[ \t]*=[ \t])", re.MULTILINE
)
# A key so deep keeps the parser busy, and nothing that deep is read.
_DEEP_KEY = re.compile(r"(?:[\w\"'-]{1,99}[ \t]{0,9}\.[ \t]{0,9}){100}")
_FIRST = re.compile(r"(?:\s++|#.*\n)*+(\S)")
# What YAML cannot carry, and line ends to it alone.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_DAMAGED = "check that the file is whole, or name another --from"


def parse(source: SourceInput, front: str = "", name: str = "") -> Document:
    """Parse a source, or the front matter of a page, in the language it is written in.

    Raises:
        Rejected: TF702, it is none of the three or damaged; TF704, it is too large or too deep.
    """
    check_size(source)
    text = front if name else decoded(source.content)
    if not text.strip():
        return EMPTY
    return _READERS[language(text, name or source.name)](source, text, 1 if name else 0)


def decoded(content: bytes) -> str:
    """Decode a text: UTF-8, UTF-16 with its mark, else Windows-1252, which takes nearly all."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return _UNREADABLE.sub(" ", text.replace("\r\n", "\n"))


def language(text: str, name: str = "") -> str:
    """Tell the language of a text by its name, else by how it begins."""
    suffix = name.rpartition(".")[2].lower()
    first = _FIRST.match(text)
    if suffix == "toml" or (suffix not in {"json", "yaml", "yml"} and _looks_like_toml(text)):
        return "toml"
    begins = first[1] if first else ""
    return "json" if suffix == "json" or begins == "{" or _is_json_list(text, begins) else "yaml"


def _looks_like_toml(text: str) -> bool:
    return _TOML.search(text) is not None and not re.search(
        r"^-\s|^[\w-]+:(\s|$)", text, re.MULTILINE
    )


def _is_json_list(text: str, begins: str) -> bool:
    return begins == "[" and re.match(r"\s*\[\s*[\[{\"\]\d-]", text) is not None


def _json(source: SourceInput, text: str, first_line: int) -> Document:
    """Parse JSON; what is JSON but for a comma too many is YAML, and is read so by other tools."""
    try:
        return Document(of_python(load(replace(source, content=text.encode()))))
    except Rejected as rejected:
        lenient = _yaml(source, text, first_line) if rejected.code == "TF702" else EMPTY
        if not isinstance(lenient.root, Record | tuple):
            raise
        return lenient


def _toml(source: SourceInput, text: str, _: int) -> Document:
    if _DEEP_KEY.search(text):
        raise Rejected("TF704", f"{source.name} is nested too deep")
    try:
        return Document(of_python(tomllib.loads(text)))
    except RecursionError as error:
        raise Rejected("TF704", f"{source.name} is nested too deep") from error
    except ValueError as error:
        raise Rejected("TF702", f"{source.name} is no TOML: {error}", _DAMAGED) from error


def _yaml(source: SourceInput, text: str, first_line: int) -> Document:
    from talkfeed.talksfile import parser  # noqa: PLC0415  — 'talkfeed --help' is quick

    raw, problems = parser.parse(text, source.name, is_mending=False)
    if raw is None and problems:
        problem = problems[0]
        message = f"{source.name} is no YAML: line {problem.place.line}: {problem.message}"
        raise Rejected("TF702", message, problem.hint or _DAMAGED)
    lines = text.split("\n")
    told = tuple(
        Unparsed(
            text=lines[min(problem.place.line, len(lines)) - 1].strip(),
            why=problem.message,
            is_talk=problem.code == "TF103",
            line=problem.place.line + first_line,
        )
        for problem in problems
    )
    return Document(_of_raw(raw, first_line) if raw is not None else "", told)


_READERS = {"json": _json, "toml": _toml, "yaml": _yaml}


def of_python(value: object, depth: int = 0) -> Node:
    """Make nodes of plain values, as parsers of JSON and TOML give them."""
    if depth > MAX_DEPTH:
        return ""
    if isinstance(value, Mapping):
        return Record({str(key): of_python(one, depth + 1) for key, one in value.items()})
    if isinstance(value, list):
        return tuple(of_python(one, depth + 1) for one in value)
    return _scalar(value)


def _scalar(value: object) -> str:
    """Write a value as its text: `true`, `2019-05-07`, `12`; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _of_raw(raw: Raw, shift: int) -> Node:
    if isinstance(raw, RawScalar):
        return "" if not raw.quoted and raw.text in _NULLS else raw.text
    if isinstance(raw, RawList):
        return tuple(_of_raw(one, shift) for one in raw.items)
    fields = {key: _of_raw(field.value, shift) for key, field in raw.fields.items()}
    return Record(fields, raw.place.line + shift)
