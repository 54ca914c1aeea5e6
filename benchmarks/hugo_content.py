"""A talks file → the content of a Hugo site: a file for each talk, or one of all as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


def data(text: str) -> str:
    """Write the talks as JSON: Hugo 0.168 refuses a YAML file of twenty thousand."""
    return json.dumps(yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 — makes only texts


def pages(text: str) -> Iterator[tuple[str, str]]:
    """List the name and the text of each file.

    They are numbered from the last talk, so that a new one at the top of the file renames none.
    """
    talks = yaml.load(text, Loader=yaml.CBaseLoader)["talks"]  # noqa: S506 — makes only texts
    for rank, talk in enumerate(reversed(talks)):
        yield f"{rank}.md", f"{json.dumps(_head(talk))}\n\n{talk.get('abstract', '')}\n"


def _head(talk: dict[str, Any]) -> dict[str, Any]:
    found = {
        "title": talk["title"],
        "date": talk["date"],
        "speakers": names(talk.get("speakers") or talk.get("speaker")),
        "events": names(talk.get("event")),
        "tags": names(talk.get("tags")),
        "videos": [one["url"] if isinstance(one, dict) else one for one in _list(talk, "video")],
    }
    return {key: value for key, value in found.items() if value}


def _list(talk: dict[str, Any], key: str) -> list[Any]:
    value = talk.get(key)
    return value if isinstance(value, list) else [value] if value else []


def names(value: Any) -> list[str]:  # noqa: ANN401 — what YAML holds
    """List the names in a field, which holds one or several."""
    items = value if isinstance(value, list) else [value] if value else []
    return [" ".join((one["name"] if isinstance(one, dict) else one).split()) for one in items]
