"""All rows of a page, and what was read of it → what is in no talk and in no part left by hand.

The law: every word of a page is in a field of a talk, in a part to finish by hand, or named here.
It does not depend on a layout: whatever was read, all that is left over is named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from talkfeed.importers.page import context as context_of
from talkfeed.importers.page.date_runs import dates_of, rank
from talkfeed.importers.page.line_kinds import MEDIA, is_prose
from talkfeed.importers.page.links import role_by_address, role_in
from talkfeed.importers.page.read_words import ReadWords, form_of
from talkfeed.importers.page.rows import RECORDS
from talkfeed.importers.page.section_kinds import is_furniture
from talkfeed.model.imported import BESIDE_TALKS, REST, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line as clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.date_runs import Dated
    from talkfeed.importers.page.rows import Row
    from talkfeed.model.imported import ImportResult

NO_TALK_READ = "a dated line that no talk was read from"
NO_TALKS_HERE = "a dated line in a part without talks"
AT_SIDE = "a dated line in navigation, a sidebar or a footer"
AMONG_TALKS = "it is in a list of talks, and was not read as one"
SPARE_LINK = "a link to a recording or slides that belongs to no talk"
OTHER_DAY = "a line with the title of a talk and another date"
_OF_PARTS = frozenset((context_of.PART, context_of.YEAR))
_SEVERAL = 3
"""Links with the same text, which is then a label and no title."""
_SIDE = -1
"""The section of all that is beside the page's own text."""
_MONTHS = 1
"""The rank of months; a year alone does not make a line dated."""


class _Record(NamedTuple):
    """The rows of an item, a table row or a block, and the number of the heading above."""

    rows: tuple[Row, ...]
    section: int


class _Left(NamedTuple):
    """What is left of a record: words, dates and media links that are in no talk."""

    words: tuple[str, ...]
    dates: tuple[Dated, ...]
    links: tuple[str, ...]


def account(
    rows: Sequence[Row], result: ImportResult, rules: DateRules, *, base: str = ""
) -> list[Unparsed]:
    """Name all that is on a page and in no part of what was read of it.

    `base` is the address that completes its links.
    """
    read = ReadWords(result, rules, base)
    read.labels = frozenset(_shared_labels(rows))
    records = list(_records(rows))
    return list(_Account(records, read, rules).named())


def _shared_labels(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the texts of links that several links of a page have."""
    labels = Counter(
        row.line.text[span.start : span.end].strip() for row in rows for span in row.line.of("link")
    )
    return (label for label, number in labels.items() if number >= _SEVERAL)


def _records(rows: Sequence[Row]) -> Iterator[_Record]:
    """Group the rows by record, in the order of the page."""
    grouped: dict[int, list[Row]] = {}
    sections: dict[int, int] = {}
    section = 0
    for row in rows:
        section = row.record if row.rank else section
        grouped.setdefault(row.record, []).append(row)
        sections.setdefault(row.record, section)
    return (_Record(tuple(each), sections[number]) for number, each in grouped.items())


class _Account:
    """What is known of the records of a page: which hold talks, and what is left of each."""

    def __init__(self, records: Sequence[_Record], read: ReadWords, rules: DateRules) -> None:
        self._records, self._read, self._rules = records, read, rules
        self._titles = [read.titles_in(row.line.text for row in one.rows) for one in records]
        held = [one for one, found in zip(records, self._titles, strict=True) if found]
        self._lists = {(one.rows[0].place, one.rows[0].tag) for one in held}
        self._sections = {one.section for one in held if one.rows[0].rank}
        self._others = self._sections_without_talks()
        self._heads: dict[int, str] = {}
        self._rest: dict[int, list[str]] = defaultdict(list)
        self._beside: dict[int, list[str]] = defaultdict(list)

    def _sections_without_talks(self) -> set[int]:
        """Return the numbers of the headings that name parts without talks, or are below one."""
        found: set[int] = set()
        outer: list[tuple[int, bool]] = []
        for one in self._records:
            head = one.rows[0]
            if head.rank:
                while outer and outer[-1][0] >= head.rank:
                    outer.pop()
                is_other = context_of.kind_of(head.line, self._rules) == context_of.OTHER
                is_other |= bool(outer) and outer[-1][1]
                outer.append((head.rank, is_other))
                found |= {one.section} if is_other else set()
        return found

    def named(self) -> Iterator[Unparsed]:
        """Yield what is left, record by record, then all other text by section."""
        for one, titles in zip(self._records, self._titles, strict=True):
            left = self._left(one, titles)
            if any(left):
                yield from self._named(one, left, is_talk=bool(titles))
        rest = [(self._heads.pop(section, ""), *rows) for section, rows in self._rest.items()]
        for why, texts in ((BESIDE_TALKS, self._beside.values()), (REST, rest)):
            for rows in texts:
                yield Unparsed(text=_joined(rows), why=why, is_talk=False)
        if self._heads:  # those of parts of which all else is read
            yield Unparsed(text=_joined(self._heads.values()), why=REST, is_talk=False)

    def _left(self, one: _Record, titles: Sequence[tuple[str, ...]]) -> _Left:
        days = self._read.days_of(titles) if titles and not one.rows[0].rank else self._read.days
        words: list[str] = []
        spare: list[Dated] = []
        links: list[str] = []
        for row in one.rows:
            dates = dates_of(row.line, self._rules)
            words.extend(self._read.unread(row.line, dates))
            spare.extend(date for date in dates if not self._is_known(date, days))
            links.extend(self._spare(row))
        return _Left(tuple(words), tuple(spare), tuple(links))

    def _is_known(self, date: Dated, days: set[str]) -> bool:
        """Return whether a date is that of a talk; one without a year fits every year."""
        return rank(date.precision) > _MONTHS or form_of(date, self._rules) in days

    def _spare(self, row: Row) -> Iterator[str]:
        """Yield the label and address of each media link of a row that no talk has."""
        for span in row.line.of("link", "media"):
            label = row.line.text[span.start : span.end].strip()
            role = role_in(row.line, span) or role_by_address(span.value)
            is_media = role in MEDIA or span.kind == "media"
            if is_media and not self._read.has_address(span.value):
                yield clean(f"{label} {span.value}")

    def _named(self, one: _Record, left: _Left, *, is_talk: bool) -> Iterator[Unparsed]:
        """Name what is left of a record, by how much it looks like a talk."""
        head = one.rows[0]
        text = clean(" · ".join(row.line.text for row in one.rows if row.line.text))
        if head.is_side:
            yield from self._at_side(left, text)
        elif is_talk:
            if left.dates and not head.rank:
                yield Unparsed(text=text, why=OTHER_DAY, is_talk=False)
            yield from (Unparsed(text=link, why=SPARE_LINK, is_talk=False) for link in left.links)
            if left.words:
                yield Unparsed(text=" · ".join(left.words), why=BESIDE_TALKS, is_talk=False)
        elif left.dates and not head.rank:
            yield self._dated(one, left, text)
        elif self._is_among_talks(one, left):
            yield Unparsed(text=" ".join((text, *left.links)), why=AMONG_TALKS)
        else:
            yield from (Unparsed(text=link, why=SPARE_LINK, is_talk=False) for link in left.links)
            if left.words:
                self._keep(one, text)

    def _keep(self, one: _Record, text: str) -> None:
        """Keep a text for the account of its section."""
        head = one.rows[0]
        if one.section in self._sections:
            self._beside[one.section].append(text)
        elif head.rank and context_of.kind_of(head.line, self._rules) in _OF_PARTS:
            self._heads[one.section] = text
        else:
            self._rest[one.section].append(text)

    def _dated(self, one: _Record, left: _Left, text: str) -> Unparsed:
        is_part = one.section not in self._others and bool(left.words)
        is_talk = is_part and not is_furniture(text) and any(not d.partial for d in left.dates)
        shown = " ".join((text, *left.links))
        return Unparsed(text=shown, why=NO_TALK_READ if is_talk else NO_TALKS_HERE, is_talk=is_talk)

    def _at_side(self, left: _Left, text: str) -> Iterator[Unparsed]:
        if left.dates:
            yield Unparsed(text=text, why=AT_SIDE, is_talk=False)
        else:
            yield from (Unparsed(text=link, why=SPARE_LINK, is_talk=False) for link in left.links)
            if left.words:
                self._rest[_SIDE].append(text)

    def _is_among_talks(self, one: _Record, left: _Left) -> bool:
        """Return whether a record without a talk is in a list of talks."""
        head = one.rows[0]
        is_listed = (head.place, head.tag) in self._lists and head.tag in RECORDS
        is_there = one.section not in self._others and bool(left.words)
        is_told = is_furniture(head.line.text) or any(is_prose(row.line) for row in one.rows)
        return is_listed and is_there and not is_told


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(filter(None, map(clean, texts)))
