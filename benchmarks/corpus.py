"""Make a synthetic talks file of any size; the same number gives the same talks everywhere.

    python benchmarks/corpus.py 2000 > talks.yaml

Speakers, events, tags, abstracts and harmless irregularities are distributed as in the pyvideo
archive of 2026, 21,715 talks; the figures are beside the constants. Nothing here reads a clock or a
locale, and talks are written one by one, so a million of them need little memory.
"""

from __future__ import annotations

import random
import sys
from array import array
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yamltext import block, scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Weights = tuple[tuple[str | int, int], ...]

SEED = 2015
HEAD = """\
feed:
  title: Synthetic talks
  url: https://talks.example/
  timezone: Europe/Paris
  authors: [{name: The synthetic community}]
talks:
"""
FIRST_DAY, DAYS = date(2010, 1, 1), 16 * 365
EVENT_SIZE = (3.45, 0.8, 183)  # log of the median, spread, largest: median 32 talks, at most 183
ABSTRACT_SIZE = (4.6, 0.7, 2_400)  # in words: median 100, at most 14,492 characters in the archive
SPEAKERS: Weights = (
    (0, 9),
    (1, 82),
    (2, 6),
    (3, 1),
    (4, 1),
    (6, 1),
)  # how many a talk has, in percent
TAGS: Weights = ((0, 74), (1, 12), (2, 5), (3, 3), (5, 4), (8, 2))
LANGUAGES: Weights = (
    ("eng", 80),
    ("spa", 5),
    ("rus", 2),
    ("fra", 2),
    ("por", 2),
    ("kor", 2),
    ("jpn", 2),
)
NEW_SPEAKER, NEW_TAG = 0.56, 0.19  # 13,071 names among 23,815; 2,941 among 15,417
RECENT_TAGS = 2_500  # a tag comes and goes with its fashion: the most frequent has 470 talks
SAME_TITLE = ("Lightning talks", "Opening", "Keynote", "Welcome", "閉会")  # one talk in twenty
BLANKS_AROUND, HIDDEN, HTML, CLOCK = 0.003, 0.008, 0.023, 0.02
NOUNS = (
    *("kernel", "network", "compiler", "cloud", "type", "parser", "storage", "driver", "proof"),
    *("signal", "schema", "stream", "cache", "garden", "library", "protocol", "robot", "language"),
)
VERBS = ("building", "testing", "shrinking", "teaching", "breaking", "measuring", "mending")
SMALL = ("the", "a", "of", "with", "and", "in", "to", "for", "we", "is", "that", "how", "*why*")
WORDS = (*NOUNS, *VERBS, *SMALL, *SMALL, "naïve", "[docs](https://docs.example/)", "`code`")
NAMES = ("Ann", "Bob", "Carol", "Dan", "Eve", "Frida", "Gül", "Hanna", "Ivo", "José", "Kim", "Lin")
CITIES = ("Berlin", "Cambridge", "Kyiv", "Lagos", "Lima", "Lyon", "Nara", "Oslo", "Pune", "Quito")


class Event(NamedTuple):
    """An event and its number of talks."""

    name: str
    day: date
    talks: int


class Pool:
    """Random numbers, each with a probability proportional to how often it was drawn before."""

    def __init__(self, choose: random.Random, new: float, recent: int | None = None) -> None:
        """Draw a new number at the rate `new`, else one of the `recent` ones, or of all."""
        self._choose, self._new, self._recent = choose, new, recent
        self._drawn, self._count = array("L"), 0

    def draw(self) -> int:
        """Draw a number."""
        first = max(0, len(self._drawn) - self._recent) if self._recent else 0
        if not self._drawn or self._choose.random() < self._new:
            number = self._count
            self._count += 1
        else:
            number = self._drawn[self._choose.randrange(first, len(self._drawn))]
        self._drawn.append(number)
        return number


def talks_file(count: int) -> Iterator[str]:
    """Yield the pieces of a talks file of `count` talks."""
    yield HEAD
    yield from talks(count)


def talks(count: int, indent: str = "  ") -> Iterator[str]:
    """Yield the pieces of `count` items."""
    choose = random.Random(SEED)  # noqa: S311 — the point is that it can be repeated
    speakers, tags = Pool(choose, NEW_SPEAKER), Pool(choose, NEW_TAG, RECENT_TAGS)
    event = _event(choose, 0)
    place = number = 0
    for rank in range(count):
        if place == event.talks:
            place, number = 0, number + 1
            event = _event(choose, number)
        keys = [
            ("title", _title(choose, rank, place)),
            ("speakers", _names(choose, SPEAKERS, speakers, _person)),
            ("event", event.name),
            ("date", _date(choose, event)),
            ("language", f"{_one_of(choose, LANGUAGES)}"),
            ("video", f"https://video.example/watch?v={rank}"),
            ("links", f'["https://slides.example/{rank}.pdf"]' if choose.random() < 0.6 else ""),  # noqa: PLR2004 — 63 %
            ("tags", _names(choose, TAGS, tags, _tag)),
            ("abstract", _abstract(choose, f"{indent}    ")),
        ]
        place += 1
        lines = (f"{key}: {text}\n" for key, text in keys if text)
        yield f"{indent}- " + f"{indent}  ".join(lines)


def _event(choose: random.Random, number: int) -> Event:
    median, spread, most = EVENT_SIZE
    day = FIRST_DAY + timedelta(days=choose.randrange(DAYS))
    size = min(most, 1 + int(choose.lognormvariate(median, spread)))
    return Event(f"{choose.choice(CITIES)}Conf {number} {day.year}", day, size)


def _title(choose: random.Random, rank: int, place: int) -> str:
    if place < 2 and choose.random() < 0.8:  # noqa: PLR2004 — two for most events
        return SAME_TITLE[2 * choose.randrange(2) + place]
    title = f"{choose.choice(VERBS).title()} the {choose.choice(NOUNS)} {rank}"
    if choose.random() < HIDDEN:
        title = title.replace(" the", "\u200b the")
    return scalar(f" {title} " if choose.random() < BLANKS_AROUND else title)


def _date(choose: random.Random, event: Event) -> str:
    day = event.day + timedelta(days=choose.randrange(3))
    return f"{day}T{choose.randrange(9, 18):02}:30:00" if choose.random() < CLOCK else f"{day}"


def _names(choose: random.Random, table: Weights, pool: Pool, written: Callable[[int], str]) -> str:
    names = [written(pool.draw()) for _ in range(int(_one_of(choose, table)))]
    return f"[{', '.join(dict.fromkeys(names))}]" if names else ""


def _person(number: int) -> str:
    rest, name = divmod(number, len(NAMES))
    rest, city = divmod(rest, len(CITIES))
    return f"{NAMES[name]} {CITIES[city]}" + (f" {rest}" if rest else "")


def _tag(number: int) -> str:
    rest, noun = divmod(number, len(NOUNS))
    rest, verb = divmod(rest, len(VERBS))
    return f"{VERBS[verb]} {NOUNS[noun]}" + (f" {rest}" if rest else "")


def _abstract(choose: random.Random, indent: str) -> str:
    median, spread, most = ABSTRACT_SIZE
    if choose.random() < 0.26:  # noqa: PLR2004 — as many have none
        return ""
    words = choose.choices(WORDS, k=min(most, 1 + int(choose.lognormvariate(median, spread))))
    lines = [" ".join(words[start : start + 60]) for start in range(0, len(words), 60)]
    if choose.random() < HTML:
        lines.append('See <a href="https://talks.example/">the page</a>.')
    return block("\n\n".join(f"{line[0].upper()}{line[1:]}." for line in lines), indent)


def _one_of(choose: random.Random, table: Weights) -> str | int:
    return choose.choices([one for one, _ in table], [weight for _, weight in table])[0]


if __name__ == "__main__":
    sys.stdout.writelines(talks_file(int(sys.argv[1])))
