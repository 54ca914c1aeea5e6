"""A talks page in HTML or Markdown (CommonMark with tables) → the talks on it.

The page becomes blocks, the blocks a tree, the tree groups of siblings, and each sibling a talk.
Structured data in the page (schema.org, h-event) comes first where there is any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.model.found import Found, Harvest, Leftover
from talkfeed.sources._page_blocks import blocks
from talkfeed.sources._page_context import Context
from talkfeed.sources._page_dates import date_rules
from talkfeed.sources._page_found import Talk, as_found, read_units, with_full_names
from talkfeed.sources._page_roles import first_names
from talkfeed.sources._page_source import html_of, is_html, text_of, title_of
from talkfeed.sources._page_tables import read_table
from talkfeed.sources._page_tree import build
from talkfeed.sources._page_units import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.found import Material, Wishes
    from talkfeed.sources._page_tree import Node

KIND = "page"
_MARKDOWN = re.compile(r"^(?:#{1,6} |[*+-] |\d+[.)] |---$|\||>|<\w)|\]\(|^\[[^\]]+\]:|\*\*", re.MULTILINE)
_SUFFIXES = (".md", ".markdown", ".mdown", ".mdx", ".html", ".htm", ".xhtml")


def recognise(material: Material) -> float:
    """Say how much a material looks like a page: by its type and name, then by its text."""
    if material.files or not material.content:
        return 0.0
    text = text_of(material)
    kind = material.media_type.partition(";")[0].strip().lower()
    if is_html(material) or kind in {"text/markdown", "text/html"}:
        return 0.8
    if material.name.lower().endswith(_SUFFIXES):
        return 0.7
    return 0.35 if len(_MARKDOWN.findall(text[:20_000])) > 2 else 0.0  # noqa: PLR2004


def read(material: Material, wishes: Wishes) -> Harvest:
    """Read all talks of a page, and what seems to be one."""
    root = html_of(material)
    tree = build(blocks(root)) if root is not None else None
    return harvest(KIND, tree, text_of(material), material, wishes, title=title_of(root))


def harvest(
    kind: str, tree: Node | None, text: str, material: Material, wishes: Wishes, *, title: str = ""
) -> Harvest:
    """Read the talks of a tree; `text` is the source, in which their lines are looked up."""
    found = list(_read(tree, text, material, wishes)) if tree is not None else []
    return Harvest(
        kind=kind,
        talks=tuple(one for one in found if isinstance(one, Found)),
        leftovers=tuple(one for one in found if isinstance(one, Leftover)),
        title=title,
    )


def _read(tree: Node, text: str, material: Material, wishes: Wishes) -> Iterator[Found | Leftover]:
    context = Context(date_rules(wishes), speaker=wishes.speaker, event=wishes.event)
    found: list[Talk | Leftover] = []
    for group in groups(tree, context):
        units = group.units
        if group.other is not None:
            why = "a part of the page without talks"
            found.append(Leftover(text=group.other.text, why=why, is_talk=False))
        if group.table is not None and group.context is not None:
            units = tuple(read_table(group.table, group.context))
        found.extend(read_units(units) if units else ())
    names = first_names([person for one in found if isinstance(one, Talk) for person in one.around.speakers])
    for one in found:
        if isinstance(one, Talk):
            yield as_found(with_full_names(one, names), material.base, wishes.speaker, 0)
        else:
            yield one
    del text
