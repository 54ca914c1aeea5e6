"""Privacy of the cache: nothing is decoded or changed that others could have written or placed."""

from __future__ import annotations

import os
from marshal import dumps
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from talkfeed import BuildOptions, CacheDirectory, build
from talkfeed.cli import main
from talkfeed.cli.paths import cache_of
from talkfeed.engine.documents import Documents
from talkfeed.engine.store import INDEX, PACK, DiskStore
from talkfeed.errors import Rejected
from talkfeed.private import is_sealed, seal, unlock
from twice import HEAD, NOW, TALKS, Counting

if TYPE_CHECKING:
    from collections.abc import Callable

KEY, OTHER = b"a key that is known to tests", b"another key of another user"
NAMES = [b"1" * 16, b"2" * 16]
NOBODY = 65534


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Name a key file that is not there yet."""
    return tmp_path / "state" / "talkfeed" / "cache.key"


# --- the key ------------------------------------------------------------------------------------


def test_a_key_is_made_once_for_its_user_alone(tmp_path: Path, key: Path) -> None:
    """The first use creates a secret of 32 bytes for the user alone; later ones read it."""
    first = unlock(tmp_path / "cache", key)
    made = key.read_bytes()
    assert len(made) == 32
    assert key.stat().st_mode & 0o777 == 0o600
    assert [*key.parent.iterdir()] == [key]
    assert unlock(tmp_path / "cache", key) == first == unlock(tmp_path / "cache", made)
    key.unlink()
    assert unlock(tmp_path / "cache", key) != first


def give_away(path: Path) -> None:
    """Make another user the owner."""
    os.chown(path, NOBODY, NOBODY)


def open_to_group(path: Path) -> None:
    """Let another group write."""
    os.chown(path, -1, NOBODY)
    path.chmod(0o770)


SHARED: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "key readable": (lambda _, key: key.chmod(0o640), "others can read or change the key"),
    "key writable": (lambda _, key: key.chmod(0o602), "others can read or change the key"),
    "key short": (lambda _, key: key.write_bytes(b"short"), "shorter than 16 bytes"),
    "key of another": (lambda _, key: give_away(key), "the key of the cache belongs to another"),
    "place of the key": (lambda _, key: key.parent.chmod(0o777), "others can write to"),
    "open to all": (lambda cache, _: cache.chmod(0o777), "others can write to"),
    "open and sticky": (lambda cache, _: cache.chmod(0o1777), "others can write to"),
    "open to a group": (lambda cache, _: open_to_group(cache), "others can write to"),
    "above open to all": (lambda cache, _: cache.parent.chmod(0o777), "others can write to"),
    "of another": (lambda cache, _: give_away(cache), "belongs to another user"),
    "above of another": (lambda cache, _: give_away(cache.parent), "belongs to another user"),
}
NEEDS_ROOT = {name for name in SHARED if "another" in name or "group" in name}


@pytest.mark.parametrize("how", SHARED)
def test_a_directory_that_others_can_write_to_is_rejected(
    how: str, tmp_path: Path, key: Path
) -> None:
    """The error for a directory or key that others can change has a hint."""
    if how in NEEDS_ROOT and os.geteuid() != 0:
        pytest.skip("only root can give files away")
    cache = tmp_path / "caches" / "cache"
    cache.mkdir(parents=True)
    unlock(cache, key)
    make, message = SHARED[how]
    make(cache, key)
    with pytest.raises(Rejected, match=message) as rejected:
        unlock(cache, key)
    assert rejected.value.code == "TF614"
    assert rejected.value.hint


def test_a_given_key_has_to_be_long(tmp_path: Path) -> None:
    """A short one could be guessed."""
    with pytest.raises(Rejected, match="shorter than 16 bytes") as rejected:
        unlock(tmp_path, b"short")
    assert "openssl rand" in rejected.value.hint


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o770, 0o775, 0o1777])
def test_usual_directories_are_used(mode: int, tmp_path: Path) -> None:
    """A group of the user's own may write, and everybody to a sticky directory above, as /tmp."""
    (tmp_path / "above").mkdir()
    (tmp_path / "above").chmod(mode)
    assert unlock(tmp_path / "above" / "cache" / "one", KEY)


def test_a_seal_is_of_its_kind_and_name_and_key() -> None:
    """Content that was sealed for one purpose is none for another."""
    made = seal(KEY, b"piece", b"name", b"content")
    assert is_sealed(made, KEY, b"piece", b"name", b"content")
    for parts in (
        (OTHER, b"piece", b"name", b"content"),
        (KEY, b"index", b"name", b"content"),
        (KEY, b"piece", b"nam", b"econtent"),
        (KEY, b"piece", b"name", b"other"),
    ):
        assert not is_sealed(made, *parts)


# --- the cache ----------------------------------------------------------------------------------


def filled(directory: Path, key: bytes = KEY) -> Path:
    """Fill a cache."""
    store = DiskStore(directory, "program", key)
    for name in NAMES:
        store.put(name, b"content " + name)
    store.keep(Documents([], [], []), NAMES)
    store.record = b"talks"
    store.close()
    return directory


def test_without_its_key_a_cache_is_empty(tmp_path: Path) -> None:
    """Content without our seal is not decoded, and is replaced."""
    filled(tmp_path, OTHER)
    forged = dumps((0, dumps({}), ([], [], []), {"talks": b"forged"}))
    unkeyed = seal(b"", b"index", b"", forged) + forged
    for index in ((tmp_path / INDEX).read_bytes(), forged, unkeyed):
        (tmp_path / INDEX).write_bytes(index)
        store = DiskStore(tmp_path, "program", KEY)
        assert (store.record, [store.get(name) for name in NAMES]) == (b"", [None, None])
    filled(tmp_path)
    assert DiskStore(tmp_path, "program", KEY).record == b"talks"


def test_a_cache_is_made_for_its_user_alone(tmp_path: Path, key: Path) -> None:
    """Even where the umask lets everybody write, as in some containers, the next build uses it."""
    before = os.umask(0)
    try:
        unlock(tmp_path / "above" / "cache", key)
        filled(tmp_path / "above" / "cache")
    finally:
        os.umask(before)
    assert unlock(tmp_path / "above" / "cache", key)
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes == {0o700, 0o600}


def test_an_index_belongs_to_its_directory(tmp_path: Path) -> None:
    """The cache of one site is not taken for that of another."""
    filled(tmp_path / "one")
    (tmp_path / "one").rename(tmp_path / "two")
    assert DiskStore(tmp_path / "two", "program", KEY).record == b""


def test_a_piece_belongs_to_its_name(tmp_path: Path) -> None:
    """Pieces that are exchanged for each other are as good as lost."""
    filled(tmp_path)
    pack = tmp_path / PACK
    first, second = (b"content " + name for name in NAMES)
    pack.write_bytes(pack.read_bytes().replace(second, first))
    store = DiskStore(tmp_path, "program", KEY)
    assert [store.get(name) for name in NAMES] == [b"content " + NAMES[0], None]


@pytest.mark.parametrize("place", [Path.symlink_to, Path.hardlink_to])
@pytest.mark.parametrize(
    "name",
    [PACK, INDEX, f"{INDEX}.{os.getpid()}.new", f"{PACK}.new"],
    ids=["pack", "index", "new index", "new pack"],
)
def test_nothing_is_written_through_a_link(
    place: Callable[[Path, Path], None], name: str, tmp_path: Path
) -> None:
    """A cache that was unpacked from elsewhere cannot lead to the user's files."""
    precious, directory = tmp_path / "precious", tmp_path / "cache"
    precious.write_text("precious")
    directory.mkdir()
    place(directory / name, precious)
    filled(directory)
    assert precious.read_text() == "precious"
    assert DiskStore(directory, "program", KEY).get(NAMES[1]) == b"content " + NAMES[1]


def test_a_pipe_in_the_cache_is_not_waited_for(tmp_path: Path) -> None:
    """Anything with the name of a cache file is replaced."""
    for name in (PACK, INDEX):
        os.mkfifo(tmp_path / name)
    filled(tmp_path)
    assert DiskStore(tmp_path, "program", KEY).get(NAMES[0]) == b"content " + NAMES[0]


# --- builds -------------------------------------------------------------------------------------


def test_a_shared_cache_is_not_used_and_that_is_reported(tmp_path: Path) -> None:
    """The build is done without it, and a warning names the directory."""
    source, cache = tmp_path / "talks.yaml", tmp_path / "cache"
    source.write_text(HEAD + TALKS[0])
    cache.mkdir()
    cache.chmod(0o777)
    options = BuildOptions(cache=CacheDirectory(cache, KEY))
    for _ in range(2):
        report = build(source, tmp_path / "output", now=NOW, options=options)
        (notice,) = (each for each in report.notices if each.code == "TF614")
        assert notice.place.path == str(cache)
    assert [*cache.iterdir()] == []


def test_a_key_that_cannot_be_made_leaves_no_cache(tmp_path: Path) -> None:
    """A build without a home of its own works quietly without a cache."""
    source = tmp_path / "talks.yaml"
    source.write_text(HEAD + TALKS[0])
    options = BuildOptions(cache=CacheDirectory(tmp_path / "cache", source / "cache.key"))
    assert "TF614" not in {
        each.code for each in build(source, tmp_path / "output", now=NOW, options=options).notices
    }
    assert not (tmp_path / "cache").exists()


def test_the_same_key_opens_a_cache_for_all(tmp_path: Path) -> None:
    """A cache that is copied works with the key it was made with, and is empty with another."""
    source = tmp_path / "talks.yaml"
    source.write_text(HEAD + TALKS[0])
    for key, expected in ((KEY, 1), (KEY, 0), (OTHER, 1)):
        progress = Counting()
        options = BuildOptions(cache=CacheDirectory(tmp_path / "cache", key), progress=progress)
        build(source, tmp_path / "output", now=NOW, options=options)
        assert progress.counts.get("read", 0) == expected


def test_the_key_is_the_users_own_or_given() -> None:
    """The key is in the user's state directory, or in a variable in a CI, never in the cache."""
    home = {"HOME": "/h", "XDG_CACHE_HOME": "/c"}
    own, given = Path("/h/.local/state/talkfeed/cache.key"), "k" * 64
    assert cache_of(None, home) == (Path("/c/talkfeed"), own)
    assert cache_of(None, home | {"XDG_STATE_HOME": "/s"}) == (
        Path("/c/talkfeed"),
        Path("/s/talkfeed/cache.key"),
    )
    assert cache_of("x", home | {"TALKFEED_CACHE_KEY": ""}) == (Path("x"), own)
    assert cache_of("x", {"TALKFEED_CACHE_KEY": given}) == (Path("x"), given.encode())
    assert cache_of("x", {}) is None


@pytest.mark.parametrize(
    ("platform", "environment", "cache", "key"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/talkfeed", "/h/.local/state/talkfeed"),
        (
            "darwin",
            {"HOME": "/h"},
            "/h/Library/Caches/talkfeed",
            "/h/Library/Application Support/talkfeed",
        ),
        ("win32", {"LOCALAPPDATA": "/l", "HOME": "/h"}, "/l/talkfeed/Cache", "/l/talkfeed/State"),
        ("win32", {"XDG_CACHE_HOME": "/c", "XDG_STATE_HOME": "/s"}, "/c/talkfeed", "/s/talkfeed"),
    ],
)
def test_each_system_has_its_own_place_for_caches(
    platform: str, environment: dict[str, str], cache: str, key: str
) -> None:
    """It is in the user's profile, where no other user reads; variables of XDG come first."""
    expected = (Path(cache), Path(key, "cache.key"))
    assert cache_of(None, environment, platform) == expected
    assert cache_of(None, {"HOME": "h"}, platform) is None


def test_a_short_key_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build succeeds, and the warning says how to make a longer key."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALKFEED_CACHE_KEY", "short")
    (tmp_path / "talks.yaml").write_text(HEAD + TALKS[0])
    assert main(["build", "--cache", "cache"]) == 0
    assert "cache:1:1: warning: TF614 the key of the cache is shorter" in capsys.readouterr().err
