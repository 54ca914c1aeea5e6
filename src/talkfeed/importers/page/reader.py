"""A talks page in HTML or Markdown (CommonMark with tables) → its talks.

The page is parsed into blocks, these into a tree, the tree into groups of siblings, and each
sibling into a talk. Structured data (schema.org, h-event) fills the gaps.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.account import account
from talkfeed.importers.page.blocks import blocks
from talkfeed.importers.page.candidates import groups
from talkfeed.importers.page.context import Context
from talkfeed.importers.page.date_runs import edtf_of, in_full, only_year, order_of
from talkfeed.importers.page.language import rules_of_page, stated_language
from talkfeed.importers.page.line_kinds import MEDIA
from talkfeed.importers.page.merge import merge, united
from talkfeed.importers.page.owner import with_owner
from talkfeed.importers.page.parse import (
    front_matter_of,
    html_of,
    is_html,
    template_parts,
    text_of,
    title_of,
)
from talkfeed.importers.page.places import Places
from talkfeed.importers.page.profiles import people
from talkfeed.importers.page.repeats import with_labels
from talkfeed.importers.page.result import as_found
from talkfeed.importers.page.rows import rows_of, rows_of_calls
from talkfeed.importers.page.structured_data import events
from talkfeed.importers.page.tables import read_table
from talkfeed.importers.page.talk import read_units, with_full_names
from talkfeed.importers.page.tree import build
from talkfeed.importers.page.usual import first_names, with_usual_speakers
from talkfeed.importers.page.vocabulary import eventness
from talkfeed.model.imported import FoundTalk, ImportResult, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.persons import people_of
from talkfeed.records.timestamps import ZONELESS, date_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.model import Group
    from talkfeed.importers.page.rows import Row
    from talkfeed.importers.page.structured_data import Event
    from talkfeed.importers.page.talk import Talk
    from talkfeed.importers.page.tree import Node
    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "page"
_MARKDOWN = re.compile(
    r"^(?:#{1,6} |[*+-] |\d+[.)] |---$|\||>|<\w)|\]\(|^\[[^\]\n]+\]:|\*\*", re.MULTILINE
)
_DELIMITERS = re.compile(r"^[ ]{0,3}\|?[ ]?:?-{2,}:?[ ]?\|[-:| ]{2,}$", re.MULTILINE)
"""The row below the head of a table in Markdown."""
TEMPLATE = "a template fills this in: import the file with its data, or the page as published"
_SUFFIXES = (".md", ".markdown", ".mdown", ".mdx", ".html", ".htm", ".xhtml")


def recognise(source: SourceInput) -> float:
    """Score a source by its media type and name, then by its text."""
    if source.files or not source.content:
        return 0.0
    text = text_of(source)
    kind = source.media_type.partition(";")[0].strip().lower()
    if is_html(source) or kind in {"text/markdown", "text/html"}:
        return 0.8
    if source.name.lower().endswith(_SUFFIXES):
        return 0.9 if _DELIMITERS.search(text) else 0.7
    if _DELIMITERS.search(text[:20_000]):
        return 0.6
    return 0.35 if len(_MARKDOWN.findall(text[:20_000])) > 2 else 0.0  # noqa: PLR2004


class Reading(NamedTuple):
    """What is read of a page, the rules of its dates, and all of its rows."""

    result: ImportResult
    rules: DateRules
    rows: Sequence[Row]


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read all talks of a page, and the parts that may be one, and name all that is left."""
    return with_rest(talks_of(source, options), source)


def talks_of(source: SourceInput, options: ImportOptions) -> Reading:
    """Read all talks of a page in HTML or Markdown."""
    root = html_of(source)
    texts, filled = template_parts(source)
    parts = tuple(Unparsed(text=one, why=TEMPLATE, is_talk=False) for one in filled)
    if root is None:
        result = ImportResult(kind=KIND, talks=(), unparsed=parts)
        return Reading(result, date_rules(options), rows_of_calls(texts))
    language = options.source_language or stated_language(root, front_matter_of(source))
    options = with_owner(options, root)
    tree = build(with_labels(blocks(root)))
    title, data = title_of(root), events(root)
    reading = read_tree(KIND, tree, source, options, language=language, data=data, title=title)
    known = people_of(people(root), reading.result.talks, source.base)
    others = (*reading.result.unparsed, *parts)
    result = replace(reading.result, title=title, people=known, unparsed=others)
    return reading._replace(result=result, rows=[*rows_of(root), *rows_of_calls(texts)])


def read_tree(
    kind: str,
    tree: Node,
    source: SourceInput,
    options: ImportOptions,
    *,
    data: Sequence[Event] = (),
    language: str = "",
    title: str = "",
) -> Reading:
    """Read the talks of a tree; `data` are the events of the page's structured data.

    A day without a year has that of the `title`.
    """
    text = text_of(source)
    rules = date_rules(options)
    if rules.order is None:
        rules = rules._replace(order=order_of(text))
    rules = rules_of_page(rules, text, language)
    rules = rules._replace(timezone=rules.timezone or _ANY_ZONE)
    context = Context(rules, event=options.event, page=only_year(title))
    merged = merge(united(_read_groups(list(groups(tree, context))), rules), data, rules)
    plain = [_with_plain_dates(talk, rules, options) for talk in merged]
    found = _written(plain, source, options, rules)
    result = ImportResult(
        kind=kind,
        talks=tuple(one for one in found if isinstance(one, FoundTalk)),
        unparsed=tuple(one for one in found if isinstance(one, Unparsed)),
    )
    return Reading(result, rules, ())


def with_rest(reading: Reading, source: SourceInput) -> ImportResult:
    """Name all that is on a page and in no talk, with its place in the source."""
    result = reading.result
    others = [
        *result.unparsed,
        *account(reading.rows, result, reading.rules, base=source.base),
    ]
    places = Places(text_of(source))
    placed = (one if one.line else replace(one, line=places.find(one.text)) for one in others)
    return replace(result, unparsed=tuple(placed))


def _read_groups(found: Sequence[Group]) -> list[Talk]:
    """Read the talks of the groups of a page."""
    read = [[*_talks_of(group, frozenset())] for group in found]
    known = frozenset(
        person.name for talks in read for talk in talks for person in talk.around.speakers
    )
    if known:  # who speaks in one place speaks where nothing else says so, too
        read = [
            [*_talks_of(group, known)] if _names_others(talks, known) else talks
            for group, talks in zip(found, read, strict=True)
        ]
    read = with_usual_speakers(read)
    every = [talk for talks in read for talk in talks]
    if not any(_is_evident(talk) for talk in every):
        return every
    held = sum(map(_is_held, every))
    is_dated = held >= _SEVERAL and held * 2 >= len(every)
    return [
        talk
        for talks in read
        if any(_is_evident(talk) and not (is_dated and _is_vague(talk)) for talk in talks)
        for talk in talks
    ]


def _names_others(talks: Sequence[Talk], known: frozenset[str]) -> bool:
    """Return whether one of these people is in the text of a talk, and not among its speakers."""
    named: dict[str, list[str]] = {}
    for name in known:
        named.setdefault(name.split()[0], []).append(name)
    for talk in talks:
        own = {person.name for person in talk.around.speakers}
        words = set(_NAME_WORD.findall(talk.text))
        others = (name for word in words & named.keys() for name in named[word])
        if any(name not in own and name in talk.text for name in others):
            return True
    return False


_NAME_WORD = re.compile(r"[^\s,;:()\[\]]+")


def _is_held(talk: Talk) -> bool:
    return bool(talk.held.phrase or talk.given)


def _is_evident(talk: Talk) -> bool:
    """Return whether more than a title and its link is known of a talk."""
    shown = any(link.role in MEDIA for link in talk.links)
    return bool(_is_held(talk) or shown or talk.around.speakers or talk.around.event)


def _is_vague(talk: Talk) -> bool:
    """Return whether a talk has no fact of its own but a text that is hardly an event."""
    shown = any(link.role in MEDIA for link in talk.links)
    event = talk.around.event
    is_named = event in talk.text and eventness(event) > weights.LIKE_AN_EVENT
    return not (_is_held(talk) or shown or talk.around.speakers or is_named)


_SEVERAL = 3
_ANY_ZONE = "UTC"
"""In which times are found if the zone is not known; they are then dropped, with a doubt."""
_DAY = len("2015-10-07")


def _with_plain_dates(talk: Talk, rules: DateRules, options: ImportOptions) -> Talk:
    """Rewrite dates that the talks file would read otherwise, or not at all.

    They are in the language of the page, in the order of day and month of its other dates, or have
    a time whose zone is not known.
    """
    given = tuple(_with_plain_dates(one, rules, options) for one in talk.given)
    own, phrase = date_rules(options), talk.held.phrase
    read = edtf_of(phrase, rules) if phrase else None
    if read is None or read == edtf_of(phrase, own):
        return talk._replace(given=given)
    doubts = list(talk.held.doubts)
    if edtf_of(phrase, rules._replace(order=options.dates)) is None:
        first = "day" if rules.order == "dmy" else "month"
        doubts.append(f"'{phrase}' is read {first} first, as other dates of the page are")
    plain = in_full(phrase, rules)
    if edtf_of(plain, own) is None:
        plain = read[:_DAY]
        doubts.append(ZONELESS)
    held = talk.held._replace(phrase=plain, doubts=tuple(doubts))
    return talk._replace(held=held, given=given)


def _talks_of(group: Group, known: frozenset[str]) -> Iterator[Talk]:
    units = group.units
    if group.table is not None and group.context is not None:
        units = tuple(read_table(group.table, group.context))
    return read_units(units, known) if units else iter(())


def _written(
    talks: Sequence[Talk], source: SourceInput, options: ImportOptions, rules: DateRules
) -> list[FoundTalk | Unparsed]:
    """Convert the talks to fields of talks.yaml, each with the line of its title."""
    names = first_names([person for talk in talks for person in talk.around.speakers])
    places = Places(text_of(source))
    return [
        as_found(
            with_full_names(talk, names),
            source.base,
            options.speaker,
            _line_of(talk, places),
            rules,
        )
        for talk in talks
    ]


def _line_of(talk: Talk, places: Places) -> int:
    """Return the line of a talk: that of its title, next to its other words."""
    links = [link.address for one in (talk, *talk.given) for link in one.links]
    people = [person.name for person in talk.around.speakers]
    return places.find(
        talk.title or talk.text, [*links, talk.held.phrase, talk.around.event, *people]
    )
