"""Documents → files: what is written, in which order, and what a crash at any step leaves."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disks import PowerCut, Stepping, Volatile, cut_at, failing_at, never
from talkfeed.errors import AlreadyBuilding, CannotWrite, FailedAfterwards, PartlyWritten
from talkfeed.model import Role, Signature
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.output_dir import MANIFEST, Standing
from talkfeed.publishing.publish import Disk, Published, publish
from talkfeed.publishing.replacing import replace_files

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {"talks.atom": b"old feed", "talks/a.ics": b"old a", "talks/b.ics": b"b", "x/y/z.ics": b"z"}
NEW = {"talks.atom": b"new feed", "talks/a.ics": b"new a", "talks/b.ics": b"b", "talks/c.ics": b"c"}
LOCK = {"old": b"old memory", "new": b"new memory"}


class Ready(NamedTuple):
    """A draft that is made already."""

    path: str
    role: Role
    parts: tuple[bytes, ...]
    signature: Signature | None = None

    def make(self) -> tuple[bytes, ...]:
        """Give what is made."""
        return self.parts


class Site:
    """A directory with a talks file, its memory and its output."""

    def __init__(self, home: Path) -> None:
        """Write a talks file into an empty directory."""
        self.home = home
        self.source = home / "talks.yaml"
        self.lock = home / "talks.lock"
        self.output = home / "output"
        self.source.write_text("talks: []\n")

    def publish(self, files: dict[str, bytes], lock: bytes, disk: Disk | None = None) -> Published:
        """Publish files; those in directories are entries, the others indexes."""
        drafts = [
            Ready(path, Role.ENTRY if "/" in path else Role.INDEX, (content,))
            for path, content in files.items()
        ]
        return publish(
            drafts,
            self.output,
            beside={self.lock: lock},
            source=self.source,
            disk=disk or Disk(),
        )

    def files(self) -> dict[str, bytes]:
        """Read all that is published, the manifest aside."""
        found = (path for path in self.output.rglob("*") if path.is_file())
        files = {path.relative_to(self.output).as_posix(): path.read_bytes() for path in found}
        files.pop(MANIFEST, None)
        return files

    def strays(self) -> list[Path]:
        """Find what a build should have taken back."""
        return [path for path in self.home.rglob("*") if path.name.endswith("talkfeed-new")]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Make an empty site."""
    return Site(tmp_path)


def steps_of(site: Site, files: dict[str, bytes], lock: bytes) -> list[tuple[str, str]]:
    """Publish, and name each step by its verb and the path below the site."""
    disk = Stepping()
    site.publish(files, lock, disk)
    return [(verb, path.relative_to(site.home).as_posix()) for verb, path in disk.steps]


# --- what is written ----------------------------------------------------------------------------


def test_the_output_holds_exactly_the_documents(site: Site) -> None:
    """After a build there are the documents, the memory and the manifest, and nothing else."""
    published = site.publish(OLD, LOCK["old"])
    assert site.files() == OLD
    assert site.lock.read_bytes() == LOCK["old"]
    assert set(published.written) == {*OLD, str(site.lock)}
    assert site.strays() == []


def test_a_second_build_touches_nothing(site: Site) -> None:
    """The same documents again change no byte, no inode and no time of any file or directory."""

    def stats() -> dict[Path, tuple[int, int]]:
        found = (path for path in site.home.rglob("*"))
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}

    site.publish(OLD, LOCK["old"])
    before = stats()
    published = site.publish(OLD, LOCK["old"])
    assert stats() == before
    assert published[:3] == ((), tuple(sorted(OLD)), ())


def test_only_what_differs_is_written(site: Site) -> None:
    """A report names the files written, left alone and removed."""
    site.publish(OLD, LOCK["old"])
    published = site.publish(NEW, LOCK["new"])
    assert published.written == (str(site.lock), "talks.atom", "talks/a.ics", "talks/c.ics")
    assert published.unchanged == ("talks/b.ics",)
    assert published.removed == ("x/y/z.ics",)
    assert site.files() == NEW


def test_a_directory_without_files_goes(site: Site) -> None:
    """Directories that a removal leaves empty are removed, all the way up to the output."""
    site.publish(OLD, LOCK["old"])
    site.publish(NEW, LOCK["new"])
    assert not (site.output / "x").exists()
    assert site.output.is_dir()


def test_a_directory_with_a_strangers_file_stays(site: Site) -> None:
    """What the manifest does not list is never removed."""
    site.publish(OLD, LOCK["old"])
    (site.output / "x" / "y" / "mine.txt").write_text("mine")
    site.publish(NEW, LOCK["new"])
    assert (site.output / "x" / "y" / "mine.txt").read_text() == "mine"
    assert not (site.output / "x" / "y" / "z.ics").exists()


def test_the_mode_is_left_to_the_umask(site: Site) -> None:
    """Files are as readable as any other file the user makes."""
    old = os.umask(0o027)
    try:
        site.publish(OLD, LOCK["old"])
    finally:
        os.umask(old)
    assert (site.output / "talks.atom").stat().st_mode & 0o777 == 0o640
    assert (site.output / MANIFEST).stat().st_mode & 0o777 == 0o640
    assert (site.output / "talks").stat().st_mode & 0o777 == 0o750


def test_the_manifest_lists_the_files_sorted(site: Site) -> None:
    """The manifest is a heading and one name a line, and leaves out what is gone."""
    site.publish(OLD, LOCK["old"])
    site.publish(NEW, LOCK["new"])
    heading, *names = (site.output / MANIFEST).read_text().splitlines()
    assert heading.startswith("# ")
    assert names == sorted(NEW)


def test_a_memory_that_is_a_link_stays_one(site: Site) -> None:
    """The file a link points to is written, not the link."""
    site.lock.symlink_to("memory")
    site.publish(OLD, LOCK["old"])
    assert site.lock.is_symlink()
    assert (site.home / "memory").read_bytes() == LOCK["old"]


def test_a_linked_output_is_written_through(site: Site) -> None:
    """An output directory may be a link to where it is served from."""
    (site.home / "served").mkdir()
    site.output.symlink_to("served")
    site.publish(OLD, LOCK["old"])
    assert (site.home / "served" / "talks.atom").read_bytes() == b"old feed"


# --- order --------------------------------------------------------------------------------------


def test_the_order_is_memory_entries_indexes_removals(site: Site) -> None:
    """Everything is staged and synced before the first renaming; each step is synced."""
    site.publish(OLD, LOCK["old"])
    steps = steps_of(site, NEW, LOCK["new"])
    start = next(index for index, step in enumerate(steps) if step[0] == "rename")
    assert [path for verb, path in steps[:start] if verb == "settle"] == [
        ".talks.lock.1.talkfeed-new",
        "output/..talkfeed.1.talkfeed-new",
        "output/..talkfeed.2.talkfeed-new",
        "output/.talks.atom.1.talkfeed-new",
        "output/talks/.a.ics.1.talkfeed-new",
        "output/talks/.c.ics.1.talkfeed-new",
    ]
    assert steps[start:] == [
        ("rename", "output/.talkfeed"),
        ("settle", "output"),
        ("rename", "talks.lock"),
        ("settle", "."),
        ("rename", "output/talks/a.ics"),
        ("rename", "output/talks/c.ics"),
        ("settle", "output/talks"),
        ("rename", "output/talks.atom"),
        ("settle", "output"),
        ("remove", "output/x/y/z.ics"),
        ("unmake", "output/x/y"),
        ("unmake", "output/x"),
        ("settle", "output"),
        ("rename", "output/.talkfeed"),
        ("settle", "output"),
    ]


def test_new_directories_are_synced_where_they_are_listed(site: Site) -> None:
    """A directory survives only if the one above it was synced after it was made."""
    steps = steps_of(site, OLD, LOCK["old"])
    for place in ("output", "output/talks", "output/x", "output/x/y"):
        above = Path(place).parent.as_posix()
        assert ("settle", above) in steps[steps.index(("make", place)) :]


# --- crashes ------------------------------------------------------------------------------------


def assert_whole(site: Site) -> None:
    """Every file is wholly old or wholly new, and nothing is announced without a memory."""
    files = site.files()
    published = {name: content for name, content in files.items() if "talkfeed-new" not in name}
    for name, content in published.items():
        assert content in {OLD.get(name), NEW.get(name)}, name
    is_new = {name for name, content in published.items() if content != OLD.get(name)}
    assert not is_new or site.lock.read_bytes() == LOCK["new"]
    if published["talks.atom"] == NEW["talks.atom"]:
        assert NEW.items() <= published.items()
    else:
        assert published.keys() >= OLD.keys()


def steps_of_update(home: Path) -> list[tuple[str, str]]:
    """Name the steps from the old files to the new."""
    site = Site(home)
    site.publish(OLD, LOCK["old"])
    return steps_of(site, NEW, LOCK["new"])


def test_a_crash_at_any_step_leaves_whole_files(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Wherever a build dies, each file is old or new, and the next build repairs the rest."""
    for step in range(len(steps_of_update(tmp_path_factory.mktemp("count")))):
        site = Site(tmp_path_factory.mktemp("site"))
        site.publish(OLD, LOCK["old"])
        with pytest.raises(PowerCut):
            site.publish(NEW, LOCK["new"], cut_at(step))
        assert_whole(site)
        site.publish(NEW, LOCK["new"])
        assert site.files() == NEW
        assert site.strays() == []


def test_a_crash_of_the_first_build_is_repaired(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A first build that dies leaves a directory that the next one still knows as its own."""
    for step in range(len(steps_of(Site(tmp_path_factory.mktemp("count")), OLD, LOCK["old"]))):
        site = Site(tmp_path_factory.mktemp("site"))
        with pytest.raises(PowerCut):
            site.publish(OLD, LOCK["old"], cut_at(step))
        site.publish(NEW, LOCK["new"])
        assert site.files() == NEW
        assert site.strays() == []


@given(data=st.data())
def test_a_loss_of_power_leaves_whole_files(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The same holds when any directory loses what was not synced, and unsynced data is empty."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.publish(OLD, LOCK["old"])
    disk = Volatile(data.draw(st.integers(0, 40), label="step"))
    lost = data.draw(st.sets(st.sampled_from([".", "output", "output/talks"])), label="lost")
    with suppress(PowerCut):
        site.publish(NEW, LOCK["new"], disk)
    disk.lose_power(site.home, lambda path: path.relative_to(site.home).as_posix() in lost)
    assert_whole(site)
    site.publish(NEW, LOCK["new"])
    assert site.files() == NEW


def test_a_full_disk_leaves_everything_old(tmp_path_factory: pytest.TempPathFactory) -> None:
    """While files are staged, a failure takes everything back and says why in plain words."""
    tried = 0
    for step, (verb, _) in enumerate(steps_of_update(tmp_path_factory.mktemp("count"))):
        if verb == "rename":
            break
        site = Site(tmp_path_factory.mktemp("site"))
        site.publish(OLD, LOCK["old"])
        with pytest.raises(CannotWrite, match="the disk is full") as failure:
            site.publish(NEW, LOCK["new"], failing_at(step, errno.ENOSPC))
        assert (failure.value.code, failure.value.status) == ("TF501", 74)
        assert site.files() == OLD
        assert site.lock.read_bytes() == LOCK["old"]
        assert site.strays() == []
        tried += 1
    assert tried == 12


FEWER = {name: OLD[name] for name in ("talks.atom", "talks/a.ics")}
UPDATES: dict[str, tuple[dict[str, bytes], bytes]] = {
    "all kinds of changes": (NEW, LOCK["new"]),
    "removals alone": (FEWER, LOCK["old"]),
    "the memory alone": (OLD, LOCK["new"]),
}

OUTCOMES: dict[type[CannotWrite], tuple[str, int]] = {
    CannotWrite: ("TF501", 74),
    PartlyWritten: ("TF507", 73),
    FailedAfterwards: ("TF508", 76),
}


@pytest.mark.parametrize("update", UPDATES)
def test_a_failure_says_what_is_on_disk(
    update: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whichever step fails: nothing was changed, some of it, or all; each has its own error."""
    files, lock = UPDATES[update]

    def state(site: Site) -> tuple[object, ...]:
        listed = (site.output / MANIFEST).read_bytes()
        return site.files(), site.lock.read_bytes(), listed

    done = Site(tmp_path_factory.mktemp("done"))
    done.publish(OLD, LOCK["old"])
    old, seen = state(done), set()
    for step in range(len(steps_of(done, files, lock))):
        site = Site(tmp_path_factory.mktemp("site"))
        site.publish(OLD, LOCK["old"])
        failure = failure_of(site, files, lock, step)
        assert (state(site) == old) is (failure is CannotWrite)
        assert (state(site) == state(done)) is (failure in {FailedAfterwards, None})
        assert site.strays() == []
        seen.add(failure)
    assert seen >= {CannotWrite, FailedAfterwards}


def failure_of(
    site: Site, files: dict[str, bytes], lock: bytes, step: int
) -> type[CannotWrite] | None:
    """Publish while one step fails; None where it was one that is not needed."""
    try:
        site.publish(files, lock, failing_at(step, errno.EIO))
    except CannotWrite as failure:
        found = (failure.code, failure.status, "the disk reports an error" in failure.message)
        return {(*told, True): kind for kind, told in OUTCOMES.items()}[found]
    return None


def test_a_failed_first_build_leaves_no_directory(site: Site) -> None:
    """The output directory itself is taken back when nothing could be written to it."""
    with pytest.raises(CannotWrite):
        site.publish(OLD, LOCK["old"], failing_at(4, errno.ENOSPC))
    assert sorted(path.name for path in site.home.iterdir()) == ["talks.yaml"]


PROGRAM = """
import os, resource, signal, sys
from pathlib import Path
sys.path[:0] = {path!r}
from disks import Stepping
from talkfeed.errors import CannotWrite
from test_publishing import LOCK, NEW, Site

def before(now):
    if now == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[3:]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    Site(Path(sys.argv[1])).publish(NEW, LOCK["new"], Stepping(before))
except CannotWrite as error:
    sys.exit(str(error))
"""


def run_program(site: Site, *arguments: int) -> subprocess.CompletedProcess[str]:
    """Publish in another process; it takes the step to be killed at and a limit in bytes."""
    program = PROGRAM.format(path=[str(Path(__file__).parent)])
    command = [sys.executable, "-c", program, str(site.home), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("step", [3, 14, 17, 20, 23])
def test_a_killed_process_holds_nothing(site: Site, step: int) -> None:
    """After SIGKILL files are whole, the lock is free and the next build repairs the rest."""
    site.publish(OLD, LOCK["old"])
    assert run_program(site, step).returncode == -signal.SIGKILL
    assert_whole(site)
    site.publish(NEW, LOCK["new"])
    assert site.files() == NEW
    assert site.strays() == []


def test_a_limit_on_file_size_leaves_everything_old(site: Site) -> None:
    """A write the kernel cuts short is a failure, never a short file."""
    site.publish(OLD, LOCK["old"])
    program = run_program(site, -1, 64)
    assert "TF501 cannot write" in program.stderr
    assert "larger than is allowed" in program.stderr
    assert "Traceback" not in program.stderr
    assert site.files() == OLD
    assert site.lock.read_bytes() == LOCK["old"]
    assert site.strays() == []


# --- a second build -----------------------------------------------------------------------------


def test_a_second_build_at_once_is_refused(site: Site) -> None:
    """Whoever comes second is told so and touches nothing."""
    site.output.mkdir()
    with (
        hold_build_lock(site.output),
        pytest.raises(AlreadyBuilding, match="TF506 another") as rejected,
    ):
        site.publish(OLD, LOCK["old"], Stepping(never))
    assert rejected.value.status == 75
    site.publish(OLD, LOCK["old"])


def test_what_cannot_be_locked_is_used_without(tmp_path: Path) -> None:
    """What is missing, or a file system without locks, does not stop a build by itself."""
    with hold_build_lock(tmp_path / "missing"), hold_build_lock(Path("/dev/null")):
        pass


# --- whose directory it is ----------------------------------------------------------------------


def reject(site: Site, files: dict[str, bytes] | None = None) -> str:
    """Publish in vain; nothing may be written."""
    with pytest.raises(CannotWrite) as rejected:
        site.publish(OLD if files is None else files, LOCK["old"], Stepping(never))
    assert rejected.value.hint
    assert not site.lock.exists()
    return rejected.value.code


def test_a_strangers_directory_is_refused(site: Site) -> None:
    """A directory that holds files and has no manifest is not ours."""
    (site.output / "deep").mkdir(parents=True)
    (site.output / "deep" / "photo.jpg").write_bytes(b"dear")
    assert reject(site) == "TF502"


def test_a_strangers_manifest_is_refused(site: Site) -> None:
    """A file that only has the manifest's name does not make a directory ours."""
    site.output.mkdir()
    (site.output / MANIFEST).write_text("set nocompatible\n")
    assert reject(site) == "TF502"


def test_an_empty_manifest_lets_talkfeed_in(site: Site) -> None:
    """With an empty manifest, as the hint says, talkfeed writes beside what is there."""
    site.output.mkdir()
    (site.output / "CNAME").write_text("talks.example")
    (site.output / MANIFEST).touch()
    site.publish(OLD, LOCK["old"])
    assert site.files() == {**OLD, "CNAME": b"talks.example"}


def test_a_strangers_file_is_not_replaced(site: Site) -> None:
    """A file that the manifest does not list stays, unless it is what would be written."""
    site.output.mkdir()
    (site.output / MANIFEST).touch()
    (site.output / "talks.atom").write_bytes(OLD["talks.atom"])
    (site.output / "talks").mkdir()
    (site.output / "talks" / "a.ics").write_bytes(b"by hand")
    assert reject(site) == "TF504"
    (site.output / "talks" / "a.ics").unlink()
    assert site.publish(OLD, LOCK["old"]).unchanged == ("talks.atom",)


@pytest.mark.parametrize("name", ["talks.atom", "talks", "talks/a.ics", MANIFEST])
def test_what_is_no_plain_file_is_in_the_way(site: Site, name: str) -> None:
    """A link where a file or directory of ours goes is never followed."""
    site.publish(OLD, LOCK["old"])
    site.lock.unlink()
    place = site.output / name
    place.rename(site.home / "elsewhere")
    place.symlink_to(site.home / "elsewhere")
    assert reject(site, NEW) == "TF504"


def test_a_file_where_the_output_should_be_is_told(site: Site) -> None:
    """An output that is a file is refused in plain words."""
    site.output.write_text("mine")
    with pytest.raises(CannotWrite, match=r"output is a file and not a directory"):
        site.publish(OLD, LOCK["old"])


@pytest.mark.parametrize("line", ["../talks.yaml", "/etc/hosts", "a//b", "<<<<<<< HEAD", "x/../y"])
def test_a_line_that_is_no_safe_name_removes_nothing(site: Site, line: str) -> None:
    """A manifest after a merge or a trick can only ever name files of ours."""
    site.publish(OLD, LOCK["old"])
    with (site.output / MANIFEST).open("a") as manifest:
        manifest.write(f"{line}\n")
    assert site.publish(NEW, LOCK["new"]).removed == ("x/y/z.ics",)
    assert site.source.exists()


def test_nothing_is_removed_through_a_link(site: Site) -> None:
    """A listed file whose directory has become a link is somebody else's."""
    site.publish(OLD, LOCK["old"])
    (site.output / "x").rename(site.home / "moved")
    (site.output / "x").symlink_to(site.home / "moved")
    assert site.publish(NEW, LOCK["new"]).removed == ()
    assert (site.home / "moved" / "y" / "z.ics").exists()


def test_a_listed_directory_is_not_removed(site: Site) -> None:
    """A listed name that has become a directory is left alone, and no longer listed."""
    site.publish(OLD, LOCK["old"])
    (site.output / "x" / "y" / "z.ics").unlink()
    (site.output / "x" / "y" / "z.ics").mkdir()
    assert site.publish(NEW, LOCK["new"]).removed == ()
    assert (site.output / "x" / "y" / "z.ics").is_dir()


# --- overlap ------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", [".", "..", "output/..", "link", "linked/.."])
def test_an_output_that_holds_the_talks_is_refused(site: Site, output: str) -> None:
    """The talks' own directory, one above it, or another name for them is refused."""
    (site.home / "output").mkdir()
    (site.home / "link").symlink_to(".")
    (site.home / "linked").symlink_to("output")
    site.output = site.home / output
    assert reject(site) == "TF503"


def test_an_output_that_holds_a_linked_talks_file_is_refused(site: Site) -> None:
    """Neither the link to the talks nor what it points to may lie in the output."""
    site.output.mkdir()
    site.source.rename(site.output / "real.yaml")
    site.source.symlink_to("output/real.yaml")
    assert reject(site) == "TF503"


def test_a_directory_of_talks_is_no_output(site: Site) -> None:
    """When the source is a directory, the output may lie below it but not be it."""
    site.source = site.home
    site.publish(OLD, LOCK["old"])
    site.output = site.home
    with pytest.raises(CannotWrite, match="TF503"):
        site.publish(NEW, LOCK["new"])


# --- names --------------------------------------------------------------------------------------

UNSAFE = (
    *("", ".", "..", "/talks.atom", "talks/", "talks//a.ics", "../a", "a/../b", "a/./b"),
    *("Talks.atom", "talks atom", "tälks", "a\\b", "a\0b", "-rf", ".htaccess", "a.", "a..b"),
    *("con", "nul.ics", "talks/com1.ics", "lpt9/a", "a" * 201, "a\n", "~a", "a:b"),
)


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_name_is_refused(site: Site, name: str) -> None:
    """A name that some file system, shell or server takes otherwise is never written."""
    assert reject(site, {name: b""}) == "TF505"


@pytest.mark.parametrize("name", ["a", "talk-feed.js", "2015/10.html", "console.ics", "a" * 200])
def test_a_safe_name_is_written(site: Site, name: str) -> None:
    """Small letters, digits, hyphens and single full stops are all right."""
    site.publish({name: b"x"}, LOCK["old"])
    assert site.files() == {name: b"x"}


def test_a_file_is_compared_with_parts_that_are_made_once(site: Site) -> None:
    """All parts come back where a file has others, or has been taken away meanwhile."""
    site.publish({"talks.atom": b"xy"}, LOCK["old"])
    standing = Standing(site.output)
    assert standing.compare("talks.atom", [b"", b"x", b"y"]) is None
    for parts in ([b"x", b"z", b"z"], [b"x"], [b"x", b"y", b"z"], []):
        different = standing.compare("talks.atom", iter(parts))
        assert different is not None
        assert [*different] == parts
    assert [*(standing.compare("talks.rss", iter([b"x"])) or ())] == [b"x"]


def test_two_documents_of_one_name_are_refused(site: Site) -> None:
    """Names that collide are an error before anything is written."""
    document = Ready("a.ics", Role.ENTRY, ())
    with pytest.raises(CannotWrite, match="two documents have this name"):
        publish([document] * 2, site.output, beside={}, source=site.source)


def test_a_file_is_no_directory(site: Site) -> None:
    """A name cannot be a file and the directory of another file."""
    assert reject(site, {"talks": b"", "talks/a.ics": b""}) == "TF505"


# --- files a person keeps -----------------------------------------------------------------------


def test_files_a_person_keeps_are_replaced(tmp_path: Path) -> None:
    """New content under the old mode; a link leads where it led."""
    real, link, new = tmp_path / "real", tmp_path / "link", tmp_path / "new"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_files({link: b"one", new: b"two"})
    assert link.is_symlink()
    assert (real.read_bytes(), new.read_bytes()) == (b"one", b"two")
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "new", "real"]
    replace_files({})


def _loop(path: Path) -> None:
    path.symlink_to(path)


UNWRITABLE: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "pipe": ("it", os.mkfifo, "it: it is a named pipe and not a file"),
    "link to a device": ("it", lambda path: path.symlink_to(os.devnull), "it: it is a device and"),
    "directory": ("it", Path.mkdir, "it: it is a directory and not a file"),
    "endless link": ("it", _loop, "it: "),
    "no directory": ("it/file", lambda _: None, "it/file: its directory does not exist"),
    "file above": ("it/file", Path.touch, "it/file: "),
}


@pytest.mark.parametrize("kind", UNWRITABLE)
def test_only_a_regular_file_is_replaced(kind: str, tmp_path: Path) -> None:
    """Anything else is refused, as is a missing directory; no file of the call is changed."""
    name, make, message = UNWRITABLE[kind]
    make(tmp_path / "it")
    mode = (tmp_path / "it").lstat().st_mode if os.path.lexists(tmp_path / "it") else None
    with pytest.raises(CannotWrite) as failure:
        replace_files({tmp_path / "first": b"new", tmp_path / name: b"new"})
    assert failure.value.code == "TF501"
    assert f"{tmp_path}/{message}" in failure.value.message
    assert failure.value.hint
    assert not (tmp_path / "first").exists()
    assert mode == ((tmp_path / "it").lstat().st_mode if mode else None)


def test_what_a_killed_command_left_is_kept(tmp_path: Path) -> None:
    """It may be what a person saved: each such file gets a name of its own that can be seen."""
    talks, waiting = tmp_path / "talks.yaml", tmp_path / ".talks.yaml.1.talkfeed-new"
    for content in (b"saved once", b"saved twice"):
        waiting.write_bytes(content)
        replace_files({talks: b"new"})
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path != talks}
    assert kept == {"talks.yaml.kept": b"saved once", "talks.yaml.kept1": b"saved twice"}


@pytest.mark.parametrize("step", range(8))
def test_a_failure_leaves_each_file_whole(step: int, tmp_path: Path) -> None:
    """Whatever fails, a file is old or new, the error says which, and nothing is left beside it."""
    paths = [tmp_path / "one", tmp_path / "two"]
    for path in paths:
        path.write_bytes(b"old")
    with pytest.raises(CannotWrite) as failure:
        replace_files(dict.fromkeys(paths, b"new"), disk=failing_at(step, errno.ENOSPC))
    renamed = [path.read_bytes() == b"new" for path in paths]
    expected = {0: CannotWrite, 1: PartlyWritten, 2: FailedAfterwards}[sum(renamed)]
    assert type(failure.value) is expected
    assert renamed == sorted(renamed, reverse=True)
    assert sorted(tmp_path.iterdir()) == paths
