"""JSON of others (RFC 8259) → plain values, and ways to take them that no odd type can trip.

A document is read whole or refused. Whatever a key holds, a text, a number, words in several
languages, nothing at all, the readers below give a text, a list or a mapping of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Refusal
from talkfeed.limits import MAX_DOCUMENT_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.model.imported import SourceInput

Node = Any
"""A value of JSON; only the readers below look into it."""
_LANGUAGE = "en"


def load(source: SourceInput) -> Node:
    """Parse a document.

    Raises:
        Refusal: TF702, it is no JSON; TF704, it is too large or nested too deep.
    """
    check_size(source)
    try:
        return json.loads(source.content.decode("utf-8-sig"), parse_constant=str)
    except RecursionError as error:
        raise Refusal("TF704", f"{source.name} is nested too deep") from error
    except ValueError as error:
        raise damaged(source, f"JSON: {error}") from None


def peek(source: SourceInput) -> Node:
    """Parse a document if it is one, to see what kind it is; None if it is not."""
    if source.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return None
    try:
        return load(source)
    except Refusal:
        return None


def damaged(source: SourceInput, what: str) -> Refusal:
    """Refuse what cannot be parsed as what it seems to be."""
    hint = "check that the file is whole, or name another --from"
    return Refusal("TF702", f"{source.name} is no {what}", hint)


def other(source: SourceInput, what: str) -> Refusal:
    """Refuse what is well formed, but of another kind."""
    return Refusal("TF702", f"{source.name} is no {what}", "name another --from")


def check_size(source: SourceInput) -> None:
    """Refuse what is larger than any list of talks.

    Raises:
        Refusal: TF704.
    """
    if len(source.content) > MAX_DOCUMENT_BYTES:
        message = f"{source.name} is larger than {MAX_DOCUMENT_BYTES >> 20} MiB"
        raise Refusal("TF704", message, "import a part of it")


def text(node: Node, language: str = _LANGUAGE) -> str:
    """Give the words of a value: a text, a number, a name, or one of several languages."""
    if isinstance(node, str):
        return node
    if isinstance(node, bool) or node is None or isinstance(node, list):
        return ""
    if isinstance(node, dict):
        return next((one for one in _worded(node, language) if one), "")
    return str(node)


def _worded(node: Mapping[str, Node], language: str) -> Iterator[str]:
    """List the texts of a mapping, the likeliest first: a name, a language, then any."""
    for key in ("name", language, language.partition("-")[0], _LANGUAGE, *node):
        value = node.get(key)
        if isinstance(value, str):
            yield value


def first(node: Node, *keys: str) -> str:
    """Give the first text that one of the keys holds."""
    return next((found for key in keys if (found := text(entry(node, key)).strip())), "")


def entry(node: Node, key: str) -> Node:
    """Give what a key of a mapping holds; None for everything else."""
    return node.get(key) if isinstance(node, dict) else None


def entries(node: Node, key: str = "") -> list[Node]:
    """Give a list, or the list that a key holds; empty for everything else."""
    found = entry(node, key) if key else node
    return found if isinstance(found, list) else []


def mappings(node: Node, key: str = "") -> list[dict[str, Node]]:
    """Give the mappings of a list."""
    return [one for one in entries(node, key) if isinstance(one, dict)]
