"""YAML 1.1, JSON (RFC 8259) and TOML 1.0 → texts, lists, and records with their places.

Scalars become texts: a number its digits, a date ISO 8601, null "". Parts with syntax errors are
returned as unparsed, and the rest is read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.limits import MAX_DEPTH
from talkfeed.model import RawList, RawScalar
from talkfeed.model.imported import Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.encoding import text_of
from talkfeed.records.json_values import load
from talkfeed.records.source_errors import check_size
from talkfeed.records.spots import UNKNOWN, of_json, of_toml

if TYPE_CHECKING:
    from talkfeed.model import Raw
    from talkfeed.model.imported import SourceInput
    from talkfeed.records.spots import Path, Repeat, Spot

_NO_SPOTS: Mapping[str, Spot] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping: its keys as written, its first line and column, and the places of its keys.

    A line is 0 if it is unknown.
    """

    fields: Mapping[str, Node]
    line: int = 0
    column: int = field(default=1, compare=False)
    spots: Mapping[str, Spot] = field(default_factory=lambda: _NO_SPOTS, compare=False)


Node = str | tuple["Node", ...] | Record
"""A value of YAML, JSON or TOML."""


class Document(NamedTuple):
    """The root of a text, and the parts that could not be read."""

    root: Node
    unparsed: tuple[Unparsed, ...] = ()


EMPTY = Document("")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TOML = re.compile(
    r"^[ \t]*(?:\[{1,2}[\w. \"'-]+\]{1,2}[ \t]*(?:#.*)?$|[\w.\"'-]+[ \t]*=[ \t])", re.MULTILINE
)
_YAML = re.compile(r"^-\s|^[\w-]+:(\s|$)", re.MULTILINE)
_JSON_LIST = re.compile(r"\s*\[\s*[\[{\"\]\d-]")
# Such a key takes the parser quadratic time, and exceeds MAX_DEPTH anyway.
_DEEP_KEY = re.compile(r"(?:[\w\"'-]{1,99}[ \t]{0,9}\.[ \t]{0,9}){100}")
_FIRST = re.compile(r"(?:\s++|#.*\n)*+(\S)")
# Characters that YAML forbids, and those that are line ends only to YAML.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_INVALID = "check that the file is complete, or name another --from"


def parse(source: SourceInput, front: str = "", name: str = "") -> Document:
    """Parse a source, or the front matter of a page, in the language it is written in.

    Raises:
        Rejected: TF702, it is none of the three or invalid; TF704, it is too large or too deep.
    """
    check_size(source)
    text = front if name else decoded(source)
    if not text.strip():
        return EMPTY
    return _READERS[language(text, name or source.name)](source, text, 1 if name else 0)


def decoded(source: SourceInput) -> str:
    """Decode a source, and make line ends and characters those of YAML."""
    return _UNREADABLE.sub(" ", text_of(source).replace("\r\n", "\n"))


def language(text: str, name: str = "") -> str:
    """Detect the language of a text by the suffix of its name, else by its syntax."""
    suffix = name.rpartition(".")[2].lower()
    if suffix == "toml":
        return "toml"
    if suffix not in {"json", "yaml", "yml"} and _TOML.search(text) and not _YAML.search(text):
        return "toml"
    first = _FIRST.match(text)
    is_json = suffix == "json" or (first and first[1] == "{") or _JSON_LIST.match(text)
    return "json" if is_json else "yaml"


def _json(source: SourceInput, text: str, first_line: int) -> Document:
    """Parse JSON; with trailing commas it is valid YAML, and read as such."""
    try:
        root = of_python(load(replace(source, content=text.encode())))
        spots, repeats = of_json(text, first_line)
        return Document(located(root, (), spots), tuple(map(_repeated, repeats)))
    except Rejected as rejected:
        lenient = _yaml(source, text, first_line) if rejected.code == "TF702" else EMPTY
        if not isinstance(lenient.root, Record | tuple):
            raise
        return lenient


def _repeated(found: Repeat) -> Unparsed:
    why = f"duplicate key '{found.key}' (first on line {found.first[0]})"
    return Unparsed(text=found.key, why=why, is_talk=False, line=found.spot[0])


def _toml(source: SourceInput, text: str, first_line: int) -> Document:
    if _DEEP_KEY.search(text):
        raise Rejected("TF704", f"{source.name} is nested too deep")
    try:
        root = of_python(tomllib.loads(text))
        return Document(located(root, (), of_toml(text, first_line)))
    except RecursionError as error:
        raise Rejected("TF704", f"{source.name} is nested too deep") from error
    except ValueError as error:
        raise Rejected("TF702", f"{source.name} is not valid TOML: {error}", _INVALID) from error


def _yaml(source: SourceInput, text: str, first_line: int) -> Document:
    from talkfeed.talksfile import parser  # noqa: PLC0415  — 'talkfeed --help' is quick

    raw, problems = parser.parse(text, source.name, is_foreign=True)
    if raw is None and problems:
        problem = problems[0]
        message = f"{source.name} is not valid YAML: line {problem.place.line}: {problem.message}"
        raise Rejected("TF702", message, problem.hint or _INVALID)
    lines = text.split("\n")
    unparsed = tuple(
        Unparsed(
            text=lines[min(problem.place.line, len(lines)) - 1].strip(),
            why=problem.message,
            is_talk=problem.code == "TF103",
            line=problem.place.line + first_line,
        )
        for problem in problems
    )
    return Document(of_raw(raw, first_line) if raw is not None else "", unparsed)


_READERS = {"json": _json, "toml": _toml, "yaml": _yaml}


def of_python(value: object, depth: int = 0) -> Node:
    """Convert the values of a JSON or TOML parser to nodes."""
    if depth > MAX_DEPTH:
        return ""
    if isinstance(value, Mapping):
        return Record({str(key): of_python(one, depth + 1) for key, one in value.items()})
    if isinstance(value, list):
        return tuple(of_python(one, depth + 1) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def of_raw(raw: Raw, shift: int) -> Node:
    """Convert the values of a YAML file to nodes; `shift` is the number of lines above it."""
    if isinstance(raw, RawScalar):
        return "" if not raw.quoted and raw.text in _NULLS else raw.text
    if isinstance(raw, RawList):
        return tuple(of_raw(one, shift) for one in raw.items)
    fields = {key: of_raw(row.value, shift) for key, row in raw.fields.items()}
    rows = raw.fields.items()
    places = (
        (k, row.value.place if isinstance(row.value, RawScalar) else row.place) for k, row in rows
    )
    spots = {key: (place.line + shift, place.column) for key, place in places}
    return Record(fields, raw.place.line + shift, raw.place.column, spots)


def located(node: Node, path: Path, spots: Mapping[Path, Spot], above: Spot = UNKNOWN) -> Node:
    """Give records and their keys the places that are known, or else that of what they are in."""
    if isinstance(node, tuple):
        inner = ((*path, rank) for rank in range(len(node)))
        return tuple(
            located(one, below, spots, spots.get(path, above))
            for one, below in zip(node, inner, strict=True)
        )
    if isinstance(node, str):
        return node
    here = spots.get(path, above)
    keys = {key: spots.get((*path, key), here) for key in node.fields}
    fields = {key: located(one, (*path, key), spots, keys[key]) for key, one in node.fields.items()}
    return Record(fields, *(here if here != UNKNOWN else (0, 1)), keys)
