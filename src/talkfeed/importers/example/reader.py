"""A page and examples of its talks → all talks of the page, and what the examples taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers.example.choosing import choose, learn_all
from talkfeed.importers.example.joining import join
from talkfeed.importers.example.kept import Learned, learned, wrappers_of
from talkfeed.importers.example.locating import NOT_FOUND, completed, example_of, locate, places
from talkfeed.importers.example.notes import notes_on
from talkfeed.importers.example.rules import rules_of
from talkfeed.importers.example.sheet import Sheet
from talkfeed.importers.example.trust import Trust, given_fields, is_partial, right_fields
from talkfeed.importers.example.walking import page_of
from talkfeed.importers.page import reader as plain_reader
from talkfeed.importers.page.language import stated_language
from talkfeed.importers.page.owner import with_owner
from talkfeed.importers.page.parse import front_matter_of, html_of, is_html
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.timestamps import date_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element as Element

    from talkfeed.importers.example.lines import Page
    from talkfeed.importers.example.locating import Example
    from talkfeed.importers.example.wrapper import Wrapper
    from talkfeed.model.imported import ImportOptions, ImportResult, Plain, SourceInput

READS = "talkfeed.importers.page.reader"
"""The module that reads such pages without an example."""
_AROUND = 3


class Lesson(NamedTuple):
    """A page read by examples: the result, what was learned, and what the examples lack."""

    result: ImportResult
    learned: Learned
    notes: tuple[str, ...] = ()


def read(
    source: SourceInput,
    options: ImportOptions,
    examples: Sequence[Mapping[str, Plain]],
    known: Learned | None = None,
) -> Lesson:
    """Read all talks of a page like the examples.

    An example that is not on the page any more is replaced by what was learned from it (`known`).

    Raises:
        Rejected: TF731, an example is not on the page.
    """
    root = html_of(source)
    options = with_owner(options, root)
    page, stated = _page(source, root)
    given = [example_of(fields) for fields in examples]
    if known is not None:
        given = [one for one in given if _is_there(page, one)]
    rules = rules_of(page, given, source.base, stated, options)
    if known is not None and len(given) < len(examples):
        rules = known.rules(rules)
    sheet = Sheet(page, rules)
    located = [locate(page, one, rules, source.base) for one in given]
    wrappers: list[Wrapper] = learn_all(sheet, located, source.base)
    if known is not None and len(given) < len(examples):
        wrappers += wrappers_of(known, given)
    readings = choose(sheet, wrappers, located)
    reading = plain_reader.talks_of(source, options)
    plain = reading.result
    whole = [example_of(completed(one.fields, options)) for one in given]
    right = right_fields(whole, plain.talks, date_rules(options), source.base)
    trust = Trust(right, given_fields(given), is_partial(readings, plain.talks))
    if known is not None and not given:
        trust = known.trust
    joined = join(sheet, readings, located, plain, trust, taken=(source, options))
    result = plain_reader.with_rest(reading._replace(result=joined), source)
    found = learned(sheet, wrappers, readings, examples, trust)
    return Lesson(result, found, notes_on(located, wrappers, result.talks))


def _page(source: SourceInput, root: Element | None) -> tuple[Page, str]:
    """Return the lines of a page, and the language that it states."""
    if root is None:
        raise Rejected(NOT_FOUND, "the page is empty", "check that it is the right page")
    page = page_of(root, has_soft_breaks=not is_html(source))
    return page, stated_language(root, front_matter_of(source))


def _is_there(page: Page, example: Example) -> bool:
    return any(True for line in page.lines for _ in places(line, example.title))


def around(source: SourceInput, title: str) -> list[str]:
    """Return the lines of a page around a title, to show to a person who corrects it."""
    page, _ = _page(source, html_of(source))
    found = next((spot for line in page.lines for spot in places(line, title)), None)
    if found is None:
        return []
    first = max(0, found.line - _AROUND)
    return [line.text for line in page.lines[first : found.line + _AROUND + 1]]
