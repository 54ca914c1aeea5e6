"""The links of an example → a rule for the links of all records.

A link gets the kind that the example gives to its label; a link around the title that of the
example's; all others the kind that their label and address name, by the table of kinds of links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.common.link_sites import kind_by_host, kind_by_suffix
from talkfeed.importers.example.lines import label_of, links_of
from talkfeed.importers.example.locating import address_key
from talkfeed.importers.example.selecting import select, selectors
from talkfeed.importers.page.links import (
    role_by_address,
    role_of,
    role_of_icon,
)
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.draft import Link
from talkfeed.text import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.importers.example.lines import Line, Mark, Spot
    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.selecting import Selector
    from talkfeed.importers.example.sheet import Record, Sheet


MEDIA_FIELDS = frozenset(row.field for row in KINDS)
"""The fields of talks.yaml that have links."""


_LABEL = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\s?:\s?\Z")
"""A word right before an address, such as "Slides:"."""


class LinkRule(NamedTuple):
    """Kinds of links by their label, those of the title, those at a place, and labels without one.

    `placed` are a selector of a line, the number of a link in it, and its kind.
    """

    labels: Mapping[str, str]
    title: str
    placed: tuple[tuple[Selector, int, str], ...]
    ignored: frozenset[str]


def learn_links(sheet: Sheet, record: Record, located: Located, base: str) -> LinkRule:
    """Learn the kinds of links from the example's."""
    wanted = {address_key(address, base): kind for kind, address in located.example.links}
    labels: dict[str, str] = {}
    ignored: set[str] = set()
    placed: list[tuple[Selector, int, str]] = []
    title = ""
    for line in sheet.lines_of(record):
        for nth, mark in enumerate(links_of(line)):
            kind, label = wanted.get(address_key(mark.href, base), ""), label_of(line, mark)
            if _is_on(mark, line, located.spots.get("title")):
                title = title or kind
            elif not kind:
                ignored.add(label)
            elif label:
                labels[label] = kind
            if (
                kind
                and not _is_on(mark, line, located.spots.get("title"))
                and not (label and (_role(line, mark) or sheet.labels[label] > 1))
            ):
                placed += (
                    (one, nth, kind) for one in _first(selectors(sheet, record, line.number))
                )
    return LinkRule(labels, title, tuple(placed), frozenset(ignored - labels.keys() - {""}))


def _first(found: Iterator[Selector]) -> Iterator[Selector]:
    yield from (one for one, _ in zip(found, range(1), strict=False))


def _role(line: Line, mark: Mark) -> str:
    label = line.text[mark.start : mark.end].strip()
    if mark.tag == "media":
        return "video"
    if label.startswith(("http://", "https://")):
        before = _LABEL.search(line.text[: mark.start])
        role = role_of(before[1], mark.href) if before else ""
        return role_by_address(mark.href) or role or "url"
    return role_of(label, mark.href) if label else role_of_icon(mark.label, mark.href)


def _is_on(mark: Mark, line: Line, spot: Spot | None) -> bool:
    return (
        spot is not None
        and spot.line == line.number
        and mark.start < spot.end
        and spot.start < mark.end
    )


def read_links(
    sheet: Sheet, record: Record, rule: LinkRule, title: Spot | None, others: Iterable[Spot]
) -> list[Link]:
    """List the links of a record; links on other fields, such as an event, are not the talk's."""
    at_place = {(select(sheet, record, selector), nth): kind for selector, nth, kind in rule.placed}
    fields = list(others)
    found: list[Link] = []
    for line in sheet.lines_of(record):
        for nth, mark in enumerate(links_of(line)):
            kind = _kind(line, mark, rule, title, fields) or ""
            if not kind and not any(_is_on(mark, line, spot) for spot in (title, *fields)):
                kind = at_place.get((line.number, nth), "")
                kind = kind and (role_by_address(mark.href) or kind)
            if kind:
                label = line.text[mark.start : mark.end].strip() or mark.label
                found.append(Link(mark.href, label if kind == "links" else "", kind))
    return found


def _kind(
    line: Line, mark: Mark, rule: LinkRule, title: Spot | None, fields: Iterable[Spot]
) -> str:
    """Return the kind of a link, "" if it is not one of the talk's."""
    if mark.href == "#":
        return ""
    if _is_on(mark, line, title):
        return _kind_on_title(mark, rule)
    label = label_of(line, mark)
    if label in rule.labels:
        return rule.labels[label]
    if label in rule.ignored or any(_is_on(mark, line, spot) for spot in fields):
        return ""
    role = _role(line, mark)
    if role in {"links", "url"} and not rule.labels:
        return ""
    return role or _kind_of_file(mark)


def _kind_on_title(mark: Mark, rule: LinkRule) -> str:
    return _kind_of_file(mark) or rule.title


def _kind_of_file(mark: Mark) -> str:
    """Return the kind of a link by its host or the suffix of its file, "" if neither tells."""
    parts = split(mark.href)
    suffix = parts.path.lower().rpartition(".")[2]
    return kind_by_host((parts.hostname or "").lower()) or kind_by_suffix(suffix)
