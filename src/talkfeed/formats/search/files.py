"""Feed → search/: the words of all talks, and rows for the list of those found, in small files.

On a site with a few talks, a page has all of them, and the index adds their abstracts: a talk's
number is its rank by key. On a larger one, numbers are in order of publication, so that a new talk
changes only the files of its words; `search/index.json` leads to them, and `search/rows-0.json` and
so on have the talks as they are listed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkfeed.formats import wording
from talkfeed.formats.html.days import day_words, machine_date
from talkfeed.formats.html.rows import relative, state
from talkfeed.formats.search import index
from talkfeed.formats.search.words import words
from talkfeed.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talkfeed.model import Entry, Feed, Talk
    from talkfeed.words import Words

FOLDER, SUFFIX = "search/", ".json"
DIRECTORY = f"{FOLDER}index{SUFFIX}"
ROWS = 128
"""The number of talks in a file of rows."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def is_large(feed: Feed) -> bool:
    """Return whether a site has more talks than its first page."""
    return len(feed.entries) > index.SMALL


def fragments(feed: Feed) -> list[bytes]:
    """Return the row of each entry, and in a second line its words."""
    language = words_of(feed)
    return [
        f"{_encode(_row(entry, feed, language))}\n{' '.join(sorted(_words(entry.talk)))}".encode()
        for entry in feed.entries
    ]


def paths(feed: Feed) -> list[str]:
    """Return the paths of all files."""
    talks = len(feed.entries)
    names = [str(number) for number in range(index.files_of(talks))]
    if is_large(feed):
        names += ["index", *(f"rows-{number}" for number in range(-(-talks // ROWS)))]
    return [f"{FOLDER}{name}{SUFFIX}" for name in names]


def files(feed: Feed, fragment: Callable[[int], bytes]) -> dict[str, bytes]:
    """Return the content of each file; `fragment` returns the fragment of an entry by its rank."""
    found = [fragment(rank).decode().split("\n") for rank in _numbered(feed)]
    contents, split = index.contents([words.split(" ") for _, words in found])
    if is_large(feed):
        contents.append(index.directory(len(found), ROWS, split))
        contents += _rows([row for row, _ in found])
    return dict(zip(paths(feed), contents, strict=True))


def render(feed: Feed) -> bytes:
    """Return all words as one file, for a site with a few talks."""
    return files(feed, fragments(feed).__getitem__)[f"{FOLDER}0{SUFFIX}"]


def _numbered(feed: Feed) -> list[int]:
    """Return the ranks of entries by their numbers."""
    ranks = range(len(feed.entries))
    if is_large(feed):
        return [*reversed(ranks)]
    return sorted(ranks, key=lambda rank: feed.entries[rank].key)


def _rows(rows: list[str]) -> Iterator[bytes]:
    for start in range(0, len(rows), ROWS):
        yield ("[" + ",\n".join(rows[start : start + ROWS]) + "]\n").encode()


def _row(entry: Entry, feed: Feed, language: Words) -> tuple[str, ...]:
    """Return what a list shows of a talk; the language is empty if it is that of the site."""
    talk = entry.talk
    spoken = talk.language if talk.language and talk.language != feed.language else ""
    status = language.table.get(state(talk.status), "")
    return (
        relative(entry.url, feed.base, ""),
        talk.title,
        _by(talk, language),
        day_words(talk.when, language),
        machine_date(talk.when),
        *((spoken, status) if spoken or status else ()),
    )


def _by(talk: Talk, language: Words) -> str:
    """Return the speakers and the occasion in one line."""
    names = language.comma.join(person.name for person in talk.speakers)
    if names and talk.occasion:
        return language.fill("at_event", people=names, event=talk.occasion)
    return names or talk.occasion or ""


def _words(talk: Talk) -> set[str]:
    """Return the words of all that a talk is found by."""
    people = (*talk.speakers, *talk.contributors)
    texts = (
        talk.title,
        *(person.name for person in people),
        *(person.works_at or "" for person in people),
        talk.occasion or "",
        *talk.all_series,
        *wording.tags(talk),
        str(talk.when.start.year) if talk.when.start else "",
        talk.abstract.text if talk.abstract else "",
    )
    return words("\n".join(texts))
