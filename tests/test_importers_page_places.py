"""The line that an import names for a talk, or for a part of a page, has the words of it."""

from __future__ import annotations

import re

import pytest

from talkfeed.importers.page.places import Places
from talkfeed.importers.page.reader import read
from talkfeed.model.imported import ImportOptions, SourceInput

MARKDOWN = """\
---
title: Talks
description: Feeds for everyone, and more
---
# Talks

Slides of *Feeds for everyone* are below.

## 2016

- **Feeds for everyone** (Feed Days, 3 May 2016) [slides](https://s.example/2.pdf)
- **Feeds
  for no one** (Feed Days, 4 May 2016) [slides](https://s.example/4.pdf)

## 2015

- **Feeds for everyone** (CityCode, 7 Oct 2015) [slides](https://s.example/1.pdf)
- **Feeds for [some](https://some.example/) of us** (CityCode, 8 Oct 2015) [slides](s/3.pdf)
"""
HTML = """\
<!doctype html>
<html><head><title>Feeds for everyone</title>
<meta name="description" content="Feeds for everyone, 3 May 2016">
</head><body>
<ul>
<li><b>Feeds for everyone</b>,
  Feed Days, 3 May 2016 <a
  href="https://s.example/2.pdf">slides</a></li>
<li><b>Feeds for no one</b>,
  Feed Days, 4 May 2016 <a href="https://s.example/4.pdf">slides</a></li>
<li><b>Feeds for everyone</b>, CityCode, 7 Oct 2015 <a href="https://s.example/1.pdf">slides</a></li>
</ul>
</body></html>
"""


def found(name: str, text: str) -> list[tuple[str, int]]:
    """Return the titles and the lines of the talks of a page."""
    result = read(SourceInput(content=text.encode(), name=name), ImportOptions())
    return [(str(talk.fields["title"]), talk.line) for talk in result.talks]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [("talks.md", MARKDOWN, [11, 12, 17, 18]), ("talks.html", HTML, [6, 9, 11])],
)
def test_a_talk_is_where_its_title_links_and_date_are(
    name: str, text: str, lines: list[int]
) -> None:
    """Front matter, tags, a title of two lines, and the same title elsewhere do not mislead."""
    talks = found(name, text)
    assert [line for _, line in talks] == lines
    rows = text.split("\n")
    for title, line in talks:
        here = re.sub(r"<[^<>]*>|\]\([^()]*\)|\W+", " ", " ".join(rows[line - 1 : line + 1]))
        assert title in " ".join(here.split())


def test_a_part_is_where_its_address_is() -> None:
    """The words beside a link may be on many lines, its address is on one."""
    rows = [f"[watch the video](https://v.example/{number})" for number in range(30)]
    places = Places("\n".join(rows))
    for number in (7, 3, 29):
        assert places.find(f"watch the video · https://v.example/{number}") == number + 1
        assert places.find(f"watch https://v.example/{number}") == number + 1
        assert places.find("nothing", [f"https://v.example/{number}"]) == number + 1
    assert places.find("watch the film", ["https://w.example/"]) == 1, (
        "the first again, as none is next"
    )


def test_one_of_many_like_rows_is_near_its_own_words() -> None:
    """A title that is on very many lines is where the date beside it is."""
    rows = [line for day in range(90) for line in (f"The weekly seminar, day {day + 100}", "Hall")]
    places = Places("\n".join(rows))
    assert places.find("The weekly seminar", ["day 170"]) == 141


def test_the_most_words_decide() -> None:
    """Titles that begin alike are told apart by how they go on."""
    places = Places("Version 2 (English): Seminar of A\nVersion 2 (English): Seminar of B, 2024")
    assert places.find("Version 2 (English): Seminar of B") == 2
    assert places.find("Version 2 (English): Seminar of A") == 1
    assert places.find("Version 2 (English): Colloquium") == 2
