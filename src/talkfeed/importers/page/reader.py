"""A talks page in HTML or Markdown (CommonMark with tables) → the talks on it.

The page becomes blocks, the blocks a tree, the tree groups of siblings, and each sibling a talk.
Structured data in the page (schema.org, h-event) comes first where there is any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page.blocks import blocks
from talkfeed.importers.page.candidates import groups
from talkfeed.importers.page.context import Context
from talkfeed.importers.page.date_runs import date_rules, in_full, order_of
from talkfeed.importers.page.date_runs import read as read_date_of
from talkfeed.importers.page.merge import merge
from talkfeed.importers.page.model import RUNNING_TEXT
from talkfeed.importers.page.parse import Places, html_of, is_html, text_of, title_of
from talkfeed.importers.page.result import as_found
from talkfeed.importers.page.roles import first_names
from talkfeed.importers.page.structured_data import events
from talkfeed.importers.page.tables import read_table
from talkfeed.importers.page.talk import read_units, with_full_names
from talkfeed.importers.page.tree import build
from talkfeed.model.found import Found, Harvest, Leftover
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.model import Group
    from talkfeed.importers.page.structured_data import Event
    from talkfeed.importers.page.talk import Talk
    from talkfeed.importers.page.tree import Node
    from talkfeed.model.found import Material, Wishes

KIND = "page"
_MARKDOWN = re.compile(
    r"^(?:#{1,6} |[*+-] |\d+[.)] |---$|\||>|<\w)|\]\(|^\[[^\]\n]+\]:|\*\*", re.MULTILINE
)
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
    if root is None:
        return Harvest(kind=KIND, talks=())
    data = events(root)
    return harvest(KIND, build(blocks(root)), material, wishes, title=title_of(root), data=data)


def harvest(
    kind: str,
    tree: Node,
    material: Material,
    wishes: Wishes,
    *,
    title: str = "",
    data: Sequence[Event] = (),
) -> Harvest:
    """Read the talks of a tree; `data` are the events of the page's structured data."""
    rules = date_rules(wishes)
    if rules.order is None:
        rules = rules._replace(order=order_of(text_of(material)))
    context = Context(rules, event=wishes.event)
    talks: list[Talk] = []
    others: list[Leftover] = []
    found_groups = list(groups(tree, context))
    for group in found_groups:
        if group.other is not None:
            is_talk = group.why == RUNNING_TEXT
            others.append(Leftover(text=line(group.other.text), why=group.why, is_talk=is_talk))
        talks.extend(_talks_of(group, frozenset()))
    known = frozenset(person.name for talk in talks for person in talk.around.speakers)
    if known:  # who speaks in one place speaks where nothing else says so, too
        talks = [talk for group in found_groups for talk in _talks_of(group, known)]
    plain = [_with_plain_dates(talk, rules, wishes) for talk in merge(talks, data, rules)]
    found = _written(plain, material, wishes)
    return Harvest(
        kind=kind,
        talks=tuple(one for one in found if isinstance(one, Found)),
        leftovers=(*(one for one in found if isinstance(one, Leftover)), *others),
        title=title,
    )


def _with_plain_dates(talk: Talk, rules: DateRules, wishes: Wishes) -> Talk:
    """Write dates in full that can be read only in the order that others of the page show."""
    given = tuple(_with_plain_dates(one, rules, wishes) for one in talk.given)
    held = talk.held
    if held.phrase and read_date_of(held.phrase, date_rules(wishes)) is None:
        first = "day" if rules.order == "dmy" else "month"
        doubt = f"'{held.phrase}' is read {first} first, as other dates of the page are"
        held = held._replace(phrase=in_full(held.phrase, rules), doubts=(*held.doubts, doubt))
    return talk._replace(held=held, given=given)


def _talks_of(group: Group, known: frozenset[str]) -> Iterator[Talk]:
    units = group.units
    if group.table is not None and group.context is not None:
        units = tuple(read_table(group.table, group.context))
    return read_units(units, known) if units else iter(())


def _written(talks: Sequence[Talk], material: Material, wishes: Wishes) -> list[Found | Leftover]:
    """Write the talks in the words of talks.yaml, each with the line its title stands in."""
    names = first_names([person for talk in talks for person in talk.around.speakers])
    places = Places(text_of(material))
    return [
        as_found(
            with_full_names(talk, names), material.base, wishes.speaker, places.find(talk.title)
        )
        for talk in talks
    ]
