"""The search index: it finds what a scan finds, in small files that an edit rewrites alone."""

from __future__ import annotations

import json
import unicodedata
from gzip import compress
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depth import examples
from factories import make_entry, make_feed, make_talk
from talkfeed.formats.search import files as search
from talkfeed.formats.search import index
from talkfeed.formats.search.words import folded, words
from talkfeed.model import Abstract, Event, Person
from twice import HEAD, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from talkfeed.model import Entry


# --- a reader of the index, as the script of pages is one -----------------------------------------


def numbers(text: str, talks: int) -> set[int]:
    """Decode the numbers of talks, as docs/search.md describes them."""
    found, number, more = set(), -1, 0
    for code in text.removeprefix("!").encode():
        if code > ord("\\"):
            more = more * 34 + code - ord("]")
        else:
            number += more * 57 + code - ord("#") + 1
            found.add(number)
            more = 0
    return set(range(talks)) - found if text[:1] == "!" else found


class Reader:
    """Searches an index, and knows which files it read."""

    def __init__(self, files: Sequence[bytes], split: Iterable[str], talks: int) -> None:
        """Take the files of words."""
        self.files: list[Mapping[str, str]] = [*map(json.loads, files)]
        self.split, self.talks = frozenset(split), talks

    def file_of(self, word: str) -> int:
        """Return the number of the file that has all words with a beginning."""
        unit = word[0]
        for sign in word[1:]:
            if unit not in self.split:
                break
            unit += sign
        return index.file_of(unit, len(self.files))

    def find(self, word: str) -> set[int]:
        """Return the talks with a word that begins so."""
        file = self.files[self.file_of(word)]
        if word in self.split:
            return numbers(file[word], self.talks)
        found = (numbers(text, self.talks) for each, text in file.items() if each.startswith(word))
        return set().union(*found)


# --- laws -----------------------------------------------------------------------------------------

_NUMBERS = st.sets(st.integers(0, 70_000), max_size=30)


@settings(max_examples=examples(40))
@given(chosen=_NUMBERS, talks=st.sampled_from((70_001, 80_000)), is_dense=st.booleans())
def test_numbers_are_read_as_they_were_written(
    chosen: set[int], talks: int, *, is_dense: bool
) -> None:
    """Few numbers and nearly all take a few characters, none of which JSON has to escape."""
    held = set(range(talks)) - chosen if is_dense else chosen
    text = index.encode(sorted(held), talks)
    assert numbers(text, talks) == held
    assert json.dumps(text, ensure_ascii=False) == f'"{text}"'
    assert len(text) <= 3 * len(chosen) + 1


_TEXT = st.text(st.sampled_from("abAB12 cxyzéÉßΣς+#_-機械学習の入門。가나ไทย𠮷"), max_size=12)


@settings(max_examples=examples(60))
@given(texts=st.lists(_TEXT, min_size=1, max_size=12), few=st.integers(1, 4), data=st.data())
def test_every_beginning_of_a_word_finds_all_its_talks(
    texts: list[str], few: int, data: st.DataObject
) -> None:
    """The index finds exactly the talks that a scan finds, however its words are split."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "FEW", few)
        held = [words(text) for text in texts]
        files, split = index.contents(held)
    reader = Reader(files, split, len(texts))
    for word in data.draw(st.permutations(sorted(set().union(*held))))[:5]:
        for end in range(1, len(word) + 1):
            scan = {n for n, own in enumerate(held) if any(w.startswith(word[:end]) for w in own)}
            assert reader.find(word[:end]) == scan


def plain(text: str) -> str:
    """Fold a text one character at a time."""
    kept = (s for s in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(s))
    return "".join(kept)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Novák, Łódź, Straße, Ærø", {"novak", "lodz", "strasse", "aero"}),
        ("C++ and F# in snake_case", {"c++", "and", "f#", "in", "snake", "case"}),
        ("機械学習", {"機械", "械学", "学習", "習"}),
        ("Rust入門。", {"rust", "入門", "門"}),
        ("a" * 30 + "++ b", {"a" * 20, "b"}),
        ("<script>alert('x')</script>", {"script", "alert", "x"}),
        ("", set()),
    ],
)
def test_words_of_a_text(text: str, found: set[str]) -> None:
    """Words have no case, diacritics or signs; scripts without spaces are cut into pairs."""
    assert words(text) == found


def test_a_text_within_an_unspaced_one_is_found_by_its_pairs() -> None:
    """Each pair of characters and each single one of a Japanese sentence is in the index."""
    text = "関数型プログラミングの楽しみ" * 3
    sentence = plain(text)
    assert {a + b for a, b in pairwise(sentence)} <= words(text)
    assert all(any(word.startswith(sign) for word in words(text)) for sign in sentence)
    assert folded("ガ") == plain("ガ")


# --- files ----------------------------------------------------------------------------------------

NOUNS = (
    "kernel",
    "network",
    "compiler",
    "cloud",
    "type",
    "parser",
    "storage",
    "driver",
    "proof",
    "log",
)


def _entry(number: int, abstract: str = "") -> Entry:
    talk = make_talk(
        title=f"{NOUNS[number % 10]} {number}",
        speakers=(Person(f"Ann Novák {number % 70}"),),
        event=Event(f"Conf {number % 9}"),
        tags=(f"tag{number % 30}",),
        abstract=Abstract(markdown=abstract, html=abstract, text=abstract) if abstract else None,
    )
    return make_entry(f"talk-{number}", talk=talk)


def test_a_large_site_is_found_as_by_a_scan_with_few_bytes() -> None:
    """Every word finds its talks; a word, its file and the rows of those found are small."""
    feed = make_feed(*(_entry(number, "über alles") for number in range(700, 0, -1)))
    found = search.files(feed, search.fragments(feed).__getitem__)
    head = json.loads(found["search/index.json"])
    files = [found[f"search/{number}.json"] for number in range(head["files"])]
    reader = Reader(files, head["split"], head["talks"])
    rows = [row for n in range(6) for row in json.loads(found[f"search/rows-{n}.json"])]
    assert len(rows) == head["talks"] == 700
    for query in ("kernel", "69", "novak", "tag3", "uber", "c", "conf", "alle"):
        scan = {n for n, row in enumerate(rows) if query in plain(" ".join(row))}
        if query in {"kernel", "novak", "conf"}:
            assert reader.find(query) == scan
        assert reader.find(query) >= {n for n in scan if plain(rows[n][1]).startswith(query)}
    assert reader.find("uber") == set(range(700))
    assert rows[0][:3] == ["talks/talk-1/", "network 1", "Ann Novák 1 at Conf 1"]
    assert max(len(compress(content)) for content in found.values()) < 10_000
    assert list(found) == search.paths(feed)


def test_a_new_talk_changes_the_files_of_its_words_alone() -> None:
    """The numbers of other talks stay, so a host gets only files that a query would show anew."""
    entries = [_entry(number) for number in range(700, 0, -1)]
    before, after = (
        search.files(feed, search.fragments(feed).__getitem__)
        for feed in (make_feed(*entries), make_feed(_entry(701), *entries))
    )
    changed = {path for path, content in after.items() if before.get(path) != content}
    names = {f"search/{n}.json" for n in range(index.files_of(700))}
    assert {"search/index.json", "search/rows-5.json"} <= changed
    assert len(changed & names) <= len(names) // 2


def test_a_small_site_numbers_talks_by_key() -> None:
    """Its page has all rows, and knows the keys."""
    feed = make_feed(_entry(2, "zebra"), _entry(10))
    found = search.files(feed, search.fragments(feed).__getitem__)
    reader = Reader([found["search/0.json"]], (), 2)
    assert list(found) == ["search/0.json"]
    assert reader.find("zeb") == {1}
    assert search.render(feed) == found["search/0.json"]


def test_an_edit_of_a_large_site_writes_what_a_full_build_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edited abstract changes the files of its words, and a smaller site has no rows."""
    monkeypatch.setattr(index, "SMALL", 2)
    monkeypatch.setattr(index, "PER_FILE", 1)
    talks = [f"  - title: Talk {n}\n    date: {n} May 2011\n" for n in range(1, 8)]
    site = Site(tmp_path, HEAD, talks)
    site.build()
    site.talks[3] += "    abstract: Zebras\n"
    site.write()
    report, counts = site.build()
    written = {path for path in report.written if path.startswith("search/")}
    assert "stamp" not in counts
    assert written == {f"search/{index.file_of('z', 8)}.json"}
    monkeypatch.setattr(index, "SMALL", 500)
    site.talks[4:] = []
    site.write()
    report, _ = site.build(allow_removals=9)
    assert "search/rows-0.json" in report.removed
