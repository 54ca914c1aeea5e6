"""Abstracts in the cache: the texts are unchanged, or the build runs without the cache."""

from __future__ import annotations

import os
import pickle
from marshal import loads
from typing import TYPE_CHECKING, Any

import pytest

from talkfeed.building import pipeline
from talkfeed.building.lazy_text import AT_HAND, LazyAbstract, TextLoader, parts_of
from talkfeed.building.render import Renderer
from talkfeed.engine.store import PACK, MemoryStore
from talkfeed.errors import StoreMiss
from talkfeed.model import Abstract
from twice import HEAD, Site

if TYPE_CHECKING:
    from pathlib import Path

SAID = Abstract(markdown="*a*", html="<p><em>a</em></p>", text="a")
NAME = b"n" * 16
TALKS = [
    f"  - title: Talk {number}\n    date: {number + 1} May 2012\n    abstract: Said *once*.\n"
    for number in range(9)
]


def kept(rank: int) -> LazyAbstract:
    """Keep an item of two talks, the second of which has an abstract."""
    cache = MemoryStore()
    cache.put(NAME, *parts_of(["head"], [None, SAID]))
    return LazyAbstract(TextLoader(cache), NAME, rank)


def test_a_lazy_abstract_equals_its_texts() -> None:
    """Abstracts with the same texts are equal, wherever the texts are."""
    found = kept(1)
    assert (found.markdown, found.html, found.text) == SAID.texts
    assert found == SAID
    assert hash(found) == hash(SAID)
    assert found != SAID.texts
    assert repr(found) == repr(SAID) == "Abstract(markdown='*a*')"


def test_a_lazy_abstract_is_pickled_with_its_texts() -> None:
    """An abstract for another process contains its texts."""
    sent = pickle.loads(pickle.dumps(kept(1)))  # noqa: S301  — our own
    assert type(sent) is Abstract
    assert sent == SAID


def test_the_head_is_read_without_the_texts() -> None:
    """It is a part of its own, the same with abstracts and without."""
    heads = [parts_of(["head"], each)[0] for each in ([SAID], [None])]
    assert [loads(head) for head in heads] == [["head"], ["head"]]  # noqa: S302  — our own


def test_few_texts_stay_in_memory() -> None:
    """Recently used texts are not fetched again, up to a limit."""

    class Counting(MemoryStore):
        taken = 0

        def take(self, name: bytes, part: int = 0) -> bytes | None:
            self.taken += 1
            return super().take(name, part)

    cache = Counting()
    names = [bytes([number // 256, number % 256]) for number in range(AT_HAND + 1)]
    for name in names:
        cache.put(name, *parts_of([], [SAID]))
    loader = TextLoader(cache)
    for name in (names[0], names[0], *names[1:], names[0]):
        assert loader.texts(name) == (SAID.texts,)
    assert cache.taken == len(names) + 1


def test_missing_texts_are_an_error() -> None:
    """A missing text is an error, not another text."""
    with pytest.raises(StoreMiss):
        assert LazyAbstract(TextLoader(MemoryStore()), NAME, 1).text


def test_texts_lost_in_the_middle_of_a_build_cost_time_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something else wrote into the cache: the whole is built without it."""
    site = Site(tmp_path, HEAD, TALKS)
    site.build()
    site.talks[0] = site.talks[0].replace("2012", "2013")
    site.write()
    prepared = []

    class Destroyed(Renderer):
        def prepare(self, *given: Any) -> None:
            if not prepared:
                os.truncate(site.cache / PACK, 0)
            prepared.append(given)
            super().prepare(*given)

    monkeypatch.setattr(pipeline, "Renderer", Destroyed)
    report, _ = site.build()
    assert [change.kind for change in report.changes] == ["updated"]
    assert len(prepared) == 3  # with the cache, without it, and the site that has none
