"""What was read of a page → its words, days and addresses, and what words of a text are not read.

A word is read if it is in a field beside the same word as in the text: in a pair, or alone in a
field. Words that say nothing, such as "slides" or "of", are not asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import normalize

from talkfeed.importers.page.date_runs import edtf_of, find_dates, with_year
from talkfeed.importers.page.links import absolute, same_address
from talkfeed.importers.page.section_kinds import is_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.date_runs import Dated
    from talkfeed.importers.page.line import Line
    from talkfeed.model.imported import FoundTalk, ImportResult, Plain

_EAST = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_WORD = re.compile(rf"{_EAST}|(?:(?!{_EAST})[^\W_])+")
_QUOTED = re.compile(r"'([^']+)'")
_LONG = 4
_SHOWN = 80
"""Characters of an address that a doubt quotes."""
_LEAP = "2000"
_YEAR, _MONTH, _DAY = len("2015"), len("2015-10"), len("2015-10-07")


def words_of(text: str) -> list[str]:
    """Return the words of a text without case; a character of Chinese or Japanese is a word.

    >>> words_of("Ann & C++, 大数据")
    ['ann', 'c', '大', '数', '据']
    """
    return _WORD.findall(normalize("NFKC", text).casefold())


def form_of(date: Dated, rules: DateRules) -> str:
    """Return the day or month of a date as in EDTF, without a year if it has none."""
    phrase = with_year(date.phrase, _LEAP, rules) if date.partial else date.phrase
    edtf = (edtf_of(phrase, rules) or "").partition("/")[0][:_DAY]
    return edtf.removeprefix(_LEAP) if date.partial else edtf


def _forms(edtf: str) -> Iterator[str]:
    """Yield the days of a date, and what a text may state of them: the month, no year."""
    for day in edtf.split("/"):
        yield from (day[:_DAY], day[:_MONTH], day[_YEAR:_DAY], day[_YEAR:_MONTH])


class ReadWords:
    """The words, days and addresses of talks and of other parts, and the titles of talks."""

    def __init__(self, result: ImportResult, rules: DateRules, base: str) -> None:
        """Collect them; `base` is the address of the page."""
        self._rules, self._base = rules, base
        self._pairs: set[tuple[str, str]] = set()
        self._alone: set[str] = set()
        self._titles: dict[tuple[str, ...], set[str]] = defaultdict(set)  # → days of talks
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of titles, by their first word
        self._addresses: set[str] = set()
        self.labels: frozenset[str] = frozenset()
        self._add(result.title)
        for talk in result.talks:
            self._add_talk(talk)
        for other in result.unparsed:
            self._add(other.text)
            self._addresses.update(map(same_address, other.text.split()))
        left = (one.text for one in result.unparsed)
        known = {form_of(date, rules) for text in left for date in find_dates(text, rules)}
        self.days = known.union(*self._titles.values())

    def _add_talk(self, talk: FoundTalk) -> None:
        title = tuple(words_of(str(talk.fields["title"])))
        self._lengths["".join(title[:1])].add(len(title))
        days = self._titles[title]
        for key, text in _texts(talk.fields):
            self._add(text)
            self._addresses.add(same_address(text))
            if key == "date":
                days.update(_forms(edtf_of(text, self._rules) or text))
        for doubt in talk.doubts:
            for quoted in _QUOTED.findall(doubt):
                self._add(quoted)
                self._addresses.add(same_address(quoted))

    def _add(self, text: str) -> None:
        words = words_of(text)
        self._pairs.update(pairwise(words))
        self._alone.update(words if len(words) == 1 else ())

    def days_of(self, titles: Sequence[tuple[str, ...]]) -> set[str]:
        """Return the days of all talks with one of some titles."""
        first, *others = (self._titles[title] for title in titles)
        return first.union(*others) if others else first

    def has_address(self, address: str) -> bool:
        """Return whether a talk or another part has an address, be it relative or complete."""
        whole = absolute(address, self._base)
        return any(
            same_address(one) in self._addresses
            for one in (address, address[:_SHOWN], whole)
            if one
        )

    def titles_in(self, texts: Iterable[str]) -> list[tuple[str, ...]]:
        """List the words of each title in the texts of a record, also across their borders."""
        words = [word for text in texts for word in words_of(text)]
        found = (
            tuple(words[index : index + length])
            for index, word in enumerate(words)
            for length in sorted(self._lengths.get(word, ()))
        )
        return [*dict.fromkeys(title for title in found if title in self._titles)]

    def unread(self, line: Line, dates: Sequence[Dated]) -> Iterator[str]:
        """Yield the parts of a line whose words are not read.

        Its dates are no words, nor are the labels that many links share, such as "Watch".
        """
        known = {place for one in dates for place in range(one.start, one.end)}
        for span in line.of("link"):
            if self._is_label(line.text[span.start : span.end].strip(), span.value):
                known.update(range(span.start, span.end))
        found = list(_WORD.finditer(line.text))
        words = [normalize("NFKC", match[0]).casefold() for match in found]
        run: list[re.Match[str]] = []
        for index, match in enumerate(found):
            if match.start() in known:
                continue
            if not self._is_read(words, index):
                run.append(match)
            elif run:
                yield from _said(line.text[run[0].start() : run[-1].end()])
                run = []
        if run:
            yield from _said(line.text[run[0].start() : run[-1].end()])

    def _is_label(self, text: str, address: str) -> bool:
        return text in self.labels and self.has_address(address)

    def _is_read(self, words: Sequence[str], index: int) -> bool:
        around = words[max(index - 1, 0) : index + 2]
        return words[index] in self._alone or not self._pairs.isdisjoint(pairwise(around))


def _said(text: str) -> Iterator[str]:
    """Yield a text if it says something: more than numbers, short words and kinds of talks."""
    says = any(
        len(word) >= _LONG or word[0].isupper() or re.match(_EAST, word)
        for word in _WORD.findall(text)
        if not word[0].isdigit()
    )
    if says and not is_kind(text):
        yield text


def _texts(value: Plain, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts in a value of talks.yaml, each with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, str(name))
    else:
        for each in value:
            yield from _texts(each, key)
