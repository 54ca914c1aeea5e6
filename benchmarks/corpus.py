"""Make a talks file of any size out of a seed: the same number gives the same talks everywhere.

    python benchmarks/corpus.py 2000 > talks.yaml

Titles, abstracts, speakers and events are made of a small vocabulary; dates are spread over
twelve years, in the spellings people use. Nothing here reads a clock or a locale.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 2015
FIRST_DAY = date(2010, 1, 1)
DAYS = 12 * 365
ABSTRACT_WORDS = 90
NOUNS = (
    *("kernel", "network", "compiler", "cloud", "type", "parser", "storage", "driver", "proof"),
    *("signal", "schema", "stream", "cache", "garden", "library", "protocol", "robot", "language"),
)
VERBS = ("building", "testing", "shrinking", "teaching", "breaking", "measuring", "mending")
NAMES = ("Ann", "Bob", "Carol", "Dan", "Eve", "Frida", "Gül", "Hanna", "Ivo", "José", "Kim", "Lin")
CITIES = ("Berlin", "Cambridge", "Kyiv", "Lagos", "Lima", "Lyon", "Nara", "Oslo", "Pune", "Quito")
HEAD = """\
feed:
  title: Synthetic talks
  url: https://talks.example/
  timezone: Europe/Paris
  authors: [{name: The synthetic community}]
talks:
"""


def talks_file(count: int) -> Iterator[str]:
    """Write a talks file of `count` talks, piece by piece."""
    choose = random.Random(SEED)  # noqa: S311 — the point is that it can be repeated
    yield HEAD
    for rank in range(count):
        yield _talk(choose, rank)


def _talk(choose: random.Random, rank: int) -> str:
    day = FIRST_DAY + timedelta(days=choose.randrange(DAYS))
    words = " ".join(choose.choice((*NOUNS, *VERBS)) for _ in range(ABSTRACT_WORDS))
    who = ", ".join(_person(choose) for _ in range(choose.choice((1, 1, 1, 2))))
    return f"""\
  - title: {choose.choice(VERBS).title()} the {choose.choice(NOUNS)} {rank}
    speakers: [{who}]
    event: {choose.choice(CITIES)}Conf {day.year}
    date: {choose.choice((f"{day}", f"{day:%d %b %Y}", f"{day:%B %Y}", f"{day:%d %B %Y}, 18:30"))}
    video: https://video.example/watch?v={rank}
    slides: https://slides.example/{rank}.pdf
    tags: [{choose.choice(NOUNS)}, {choose.choice(VERBS)}]
    abstract: {words}.
"""


def _person(choose: random.Random) -> str:
    return f"{choose.choice(NAMES)} {choose.choice(CITIES)}"


if __name__ == "__main__":
    sys.stdout.writelines(talks_file(int(sys.argv[1])))
