"""A talks file → the articles that Pelican reads: a Markdown file for each talk, named by rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


def articles(text: str) -> Iterator[tuple[str, str]]:
    """Give the name and the text of each article.

    The last talk has rank 0, so that a new one at the top of the file renames no other.
    """
    talks = yaml.load(text, Loader=yaml.CBaseLoader)["talks"]  # noqa: S506 — makes only texts
    for rank, talk in enumerate(reversed(talks)):
        yield f"{rank}.md", "\n".join((*_head(talk, rank), "", talk.get("abstract", "")))


def _head(talk: dict[str, Any], rank: int) -> Iterator[str]:
    event = talk.get("event", "Talks")
    speakers = _names(talk.get("speakers") or talk.get("speaker"))
    yield f"Title: {_line(talk['title'])}"
    yield f"Date: {talk['date']}"
    yield f"Slug: talk-{rank}"
    yield f"Category: {_line(event['name'] if isinstance(event, dict) else event)}"
    if speakers:
        yield f"Authors: {'; '.join(speakers)}"
    if talk.get("tags"):
        yield f"Tags: {'; '.join(_names(talk['tags']))}"


def _names(value: Any) -> list[str]:  # noqa: ANN401 — what YAML holds
    items = value if isinstance(value, list) else [value] if value else []
    return [_line(one["name"] if isinstance(one, dict) else one) for one in items]


def _line(text: str) -> str:
    return " ".join(text.split())
