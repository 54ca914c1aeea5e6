"""An HTML tree → the elements that hold one talk each: cards, articles, terms with definitions.

A page repeats its own layout. An element is a record if it has a date or a video, a few blocks and
at most one heading, and if others of the same tag and class, or beside it, have them too.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element


class Records(NamedTuple):
    """The elements that hold one talk each, and the definition lists whose terms do."""

    boxes: frozenset[Element] = frozenset()
    lists: frozenset[Element] = frozenset()
    heads: frozenset[Element] = frozenset()


class _Counts:
    """What is below an element: dates, headings, blocks, dated items and characters."""

    __slots__ = (
        *("breaks", "chars", "dated_items", "dates", "heads", "media", "rows", "stamps", "years"),
    )

    def __init__(self) -> None:
        self.dates = self.heads = self.rows = self.breaks = self.dated_items = self.chars = 0
        self.years = self.media = self.stamps = 0

    def add(self, other: _Counts) -> None:
        """Include what is below a child."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


_BOXES = frozenset(("div", "article", "section", "details", "li", "p", "figure", "a"))
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADS | {"p", "div", "article", "section", "ul", "ol", "summary", "dt", "dd", "header"}
_ITEMS = frozenset(("li", "tr", "dd"))
_MEDIA = frozenset(("iframe", "video", "audio"))
_YEAR = re.compile(
    r"(?<![\d/\w-])(?:19[5-9]\d|20[0-6]\d)(?!\d)|\d[./-](?:19|20)?\d\d(?!\d)|\d[年년]"
)
_ONLY_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*(?:(?:19|20)?\d\d\W*)?")
_DATED = re.compile(r"(?:^|[\s_-])(?:date|datetime|dt-start)(?:$|\s)")
_MOST_DATES, _MOST_CHARS = 4, 4_000
_SEVERAL = 2


def records(root: Element) -> Records:
    """Find the records of a page."""
    counts = _counted(root)
    groups: dict[tuple[object, ...], list[Element]] = {}
    short: dict[tuple[object, ...], list[Element]] = {}
    for element, below in counts.items():
        tag = str(element.tag)
        if tag in _BOXES and _is_record(tag, below) and not _has_date(element):
            is_dated = bool(below.dates or below.media)
            is_full = is_dated and _rows(tag, below) >= _least_rows(tag, below)
            if is_full or is_dated or element.get("class"):
                (groups if is_full else short).setdefault(_signature(element), []).append(element)
    repeated = [key for key, group in groups.items() if _repeats(group)]
    found = {each for key in repeated for each in (*groups[key], *short.get(key, ()))}
    boxes = frozenset(_outermost(root, found))
    heads = _titles(boxes)
    lists = (each for each in root.iter("dl") if _is_list_of_records(each, counts))
    return Records(boxes, frozenset(lists), heads)


def _counted(root: Element) -> dict[Element, _Counts]:
    """Count what is below each element, from the leaves up."""
    from lxml import etree  # noqa: PLC0415 (late: 'talkfeed --help' is quick)

    counts: dict[Element, _Counts] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        mine = _Counts()
        texts = [element.text, *(child.tail for child in element)]
        text = " ".join(filter(None, texts))
        mine.chars = len(text)
        mine.dates = bool(_YEAR.search(text)) or element.tag == "time" or _has_date(element)
        mine.heads = element.tag in _HEADS
        mine.rows = element.tag in _BLOCKS or bool(element.get("class") and element.tag == "span")
        mine.media = element.tag in _MEDIA
        mine.breaks = element.tag == "br"
        for child in element:
            if child in counts:
                mine.add(counts[child])
        if element.tag in _HEADS and _ONLY_YEAR.fullmatch("".join(map(str, element.itertext()))):
            mine.years += 1
        if _has_date(element):
            mine.dates, mine.stamps = min(mine.dates, 1), 1
        mine.dated_items += element.tag in _ITEMS and mine.dates > 0
        counts[element] = mine
    return counts


def _has_date(element: Element) -> bool:
    return bool(_DATED.search(element.get("class", "").lower()))


def _rows(tag: str, below: _Counts) -> int:
    return below.breaks + 1 if tag == "p" else below.rows - (tag in _BLOCKS)


def _least_rows(tag: str, below: _Counts) -> int:
    """Return how many rows a record has at least; a paragraph has them by breaks."""
    if tag == "p":
        return _SEVERAL + 1
    return 1 if (tag == "li" and below.heads) or not below.dates else _SEVERAL


def _is_record(tag: str, below: _Counts) -> bool:
    items = below.dated_items - (tag in _ITEMS)
    is_short = below.dates <= _MOST_DATES and below.chars <= _MOST_CHARS
    is_one = below.stamps == 1 or (is_short and below.media <= 1)
    return is_one and below.heads <= 1 and not below.years and items <= 1


def _signature(element: Element) -> tuple[object, ...]:
    """Return a key of elements that repeat each other: by class, or beside each other."""
    names = element.get("class", "").split()
    return (element.tag, names[0]) if names else (element.tag, element.getparent())


def _repeats(group: list[Element]) -> bool:
    """Return whether elements repeat each other, and are most of their kind beside them."""
    if len(group) < _SEVERAL:
        return False
    parents = {each.getparent() for each in group}
    sample = [each for each in group if each.tag != "p"]
    if len(sample) == len(group) and group[0].get("class"):
        return True
    beside = sum(
        child.tag == group[0].tag for parent in parents if parent is not None for child in parent
    )
    return len(group) * 3 >= beside


def _outermost(root: Element, found: set[Element]) -> Iterator[Element]:
    """Yield the outermost records, but not those that hold several others."""
    inner: Counter[Element] = Counter()
    for element in found:
        for parent in element.iterancestors():
            if parent in found:
                inner[parent] += 1
                break
    kept: set[Element] = set()
    for element in root.iter():
        if element not in found or inner[element] >= _SEVERAL:
            continue
        if not any(parent in kept for parent in element.iterancestors()):
            kept.add(element)
            yield element


def _titles(boxes: Iterable[Element]) -> frozenset[Element]:
    """Return the headings in records that are titles, and neither dates nor the same in all."""
    heads = [head for box in boxes for head in box.iter(*_HEADS)]
    texts = ["".join(map(str, head.itertext())).strip() for head in heads]
    repeated = Counter(texts)
    return frozenset(
        head
        for head, text in zip(heads, texts, strict=True)
        if repeated[text] * 2 <= len(texts) or len(texts) == 1
        if not _YEAR.search(text)
    )


def _is_list_of_records(element: Element, counts: dict[Element, _Counts]) -> bool:
    """Return whether each term of a definition list, with its definition, is one talk."""
    terms, texts = list(element.iter("dt")), list(element.iter("dd"))
    dated = sum(counts[each].dates > 0 for each in (*terms, *texts))
    return len(terms) >= _SEVERAL and len(texts) * 2 <= len(terms) * 3 and dated * 2 >= len(terms)
