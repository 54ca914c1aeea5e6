"""The cache: a stored value is returned unchanged, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed import system
from talkfeed.engine import store as cache
from talkfeed.engine.documents import Documents, Made
from talkfeed.engine.store import INDEX, PACK, DiskStore, MemoryStore
from talkfeed.model import Signature

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [bytes([number]) * 16 for number in range(5)]
CONTENTS = [b"", b"one", "zwei — двe".encode(), b"\0" * 1000, os.urandom(5000)]
MADE = {"talks.atom": Made(b"n" * 16, Signature(1, 2, 3))}
DOCUMENTS = Documents.of(MADE)


KEY = b"a key that is known to tests"


def opened(directory: Path, program: str = "1", key: bytes = KEY) -> DiskStore:
    """Open a cache."""
    return DiskStore(directory, program, key)


def filled(directory: Path, program: str = "1") -> None:
    """Fill a cache and close it."""
    store = opened(directory, program)
    for name, content in zip(NAMES, CONTENTS, strict=True):
        store.put(name, content)
    store.keep(DOCUMENTS, NAMES)
    store.record = b"talks"
    store.close()


def found(directory: Path, program: str = "1") -> list[bytes | None]:
    """Return all contents of a cache."""
    store = opened(directory, program)
    contents = [store.get(name) for name in NAMES]
    store.close()
    return contents


def test_a_stored_value_is_returned(tmp_path: Path) -> None:
    """A value can be read in the same build and in the next, repeatedly."""
    for kept in (MemoryStore(), opened(tmp_path)):
        for name, content in zip(NAMES, CONTENTS, strict=True):
            assert name not in kept
            kept.put(name, content)
            assert name in kept
            assert kept.get(name) == content
        assert kept.get(b"x" * 16) is None
        kept.keep(DOCUMENTS, NAMES)
        kept.close()
    assert found(tmp_path) == CONTENTS
    again = opened(tmp_path)
    assert again.get(NAMES[2]) == again.get(NAMES[2]) == CONTENTS[2]
    again.close()


def test_documents_and_record_are_saved(tmp_path: Path) -> None:
    """The next build has the documents and the record."""
    filled(tmp_path)
    store = opened(tmp_path)
    assert store.documents == DOCUMENTS
    assert store.documents.get("talks.atom") == MADE["talks.atom"]
    assert store.documents.get("talks.rss") is None
    assert store.record == b"talks"


def test_memory_leaves_nothing() -> None:
    """A cache in memory contains nothing of another build."""
    memory = MemoryStore()
    assert (memory.documents.get("talks.atom"), memory.record) == (None, b"")


def test_only_kept_values_are_saved(tmp_path: Path) -> None:
    """A name that the last build did not use is removed; without `keep` nothing changes."""
    filled(tmp_path)
    store = opened(tmp_path)
    store.keep(DOCUMENTS, NAMES[:2])
    store.close()
    assert found(tmp_path) == [*CONTENTS[:2], None, None, None]
    opened(tmp_path).close()
    assert found(tmp_path) == [*CONTENTS[:2], None, None, None]


def test_another_program_finds_nothing(tmp_path: Path) -> None:
    """A new version of anything that makes output begins anew, and takes the old one's place."""
    filled(tmp_path)
    assert found(tmp_path, "2") == [None] * 5
    filled(tmp_path, "2")
    assert found(tmp_path, "2") == CONTENTS
    assert found(tmp_path, "1") == [None] * 5


@given(spot=st.integers(0, 10**6), bit=st.integers(0, 7), name=st.sampled_from([PACK, INDEX]))
def test_damage_is_detected(
    tmp_path_factory: pytest.TempPathFactory, spot: int, bit: int, name: str
) -> None:
    """If any bit flips, each value is returned unchanged, or not at all."""
    directory = tmp_path_factory.mktemp("cache")
    filled(directory)
    content = bytearray((directory / name).read_bytes())
    content[spot % len(content)] ^= 1 << bit
    (directory / name).write_bytes(content)
    for was, now in zip(CONTENTS, found(directory), strict=True):
        assert now in (was, None)


@pytest.mark.parametrize("name", [PACK, INDEX])
@pytest.mark.parametrize("length", [0, 10, 1010])
def test_truncation_is_detected(tmp_path: Path, name: str, length: int) -> None:
    """A truncated file counts as empty."""
    filled(tmp_path)
    os.truncate(tmp_path / name, length)
    for was, now in zip(CONTENTS, found(tmp_path), strict=True):
        assert now in (was, None)
    filled(tmp_path)
    assert found(tmp_path) == CONTENTS


def test_an_unusable_cache_counts_as_empty(tmp_path: Path) -> None:
    """Without a usable directory, a build continues without a cache."""
    (tmp_path / "file").write_text("in the way")
    store = opened(tmp_path / "file")
    store.put(NAMES[1], CONTENTS[1])
    assert store.get(NAMES[1]) == CONTENTS[1]
    store.put(NAMES[0], b"")
    assert store.get(NAMES[0]) == b""
    store.keep(DOCUMENTS, NAMES)
    store.close()
    assert found(tmp_path / "file") == [None] * 5


def test_a_full_disk_loses_nothing_of_this_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values that cannot be written stay in memory; the next build has the earlier ones."""
    filled(tmp_path)
    monkeypatch.setattr(cache, "HELD", 1)
    store = opened(tmp_path)
    monkeypatch.setattr(system, "write_at", lambda *_: 3)
    store.put(b"new" * 5 + b"!", b"content")
    store.put(b"new" * 5 + b"!", b"content")
    store.put(b"old" * 5 + b"!", b"content")
    assert store.get(b"new" * 5 + b"!") == b"content"
    store.keep(DOCUMENTS, [b"new" * 5 + b"!"])
    store.close()
    monkeypatch.undo()
    assert found(tmp_path) == CONTENTS


def test_an_error_of_the_disk_is_no_error_of_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values that cannot be written are kept for this build only."""

    def fail(*_: object) -> int:
        raise OSError

    monkeypatch.setattr(system, "write_at", fail)
    filled(tmp_path)
    monkeypatch.undo()
    assert found(tmp_path) == [None] * 5


def test_an_unreadable_pack_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the disk makes a thing anew."""
    filled(tmp_path)

    def fail(*_: object) -> bytes:
        raise OSError

    monkeypatch.setattr(system, "read_at", fail)
    assert found(tmp_path)[1:] == [None] * 4


def test_a_pack_that_is_another_thing_is_as_good_as_none(tmp_path: Path) -> None:
    """Where a directory has taken the place of the pack, nothing is known."""
    filled(tmp_path)
    (tmp_path / PACK).unlink()
    (tmp_path / PACK).mkdir()
    assert found(tmp_path) == [None] * len(NAMES)


def test_waste_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unused values are removed from the disk."""
    filled(tmp_path)
    monkeypatch.setattr(cache, "WASTE", 100)
    store = opened(tmp_path)
    store.keep(DOCUMENTS, [NAMES[1], NAMES[4]])
    store.close()
    assert [store.take(name) for name in NAMES] == [None, CONTENTS[1], None, None, CONTENTS[4]]
    assert (tmp_path / PACK).stat().st_size == len(CONTENTS[1]) + len(CONTENTS[4])
    assert found(tmp_path) == [None, CONTENTS[1], None, None, CONTENTS[4]]


def test_little_is_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recently used values are in memory, up to a limit; others are read again."""
    filled(tmp_path)
    monkeypatch.setattr(cache, "RECENT", 4000)
    monkeypatch.setattr(cache, "HELD", 1)
    store = opened(tmp_path)
    assert [store.get(name) for name in NAMES * 2] == CONTENTS * 2
    store.put(b"n" * 16, b"new")
    assert store.get(b"n" * 16) == b"new"
    store.close()
