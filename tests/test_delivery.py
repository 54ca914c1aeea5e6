"""Built output → a target: what is uploaded and deleted, and what failures leave."""

from __future__ import annotations

import errno
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from delivered import (
    FOREIGN,
    NEW,
    NOW,
    OLD,
    Faulty,
    Walker,
    send,
    without_manifest,
    write_output,
)
from disks import failing_at
from places import PLACES, InMemory, OnDisk, Place, manifest_of
from talkfeed.delivery.deliver import preview
from talkfeed.delivery.directory import DirectoryTarget
from talkfeed.delivery.manifest import MANIFEST, MOST, Manifest, State, dump, load
from talkfeed.delivery.plan import built
from talkfeed.errors import CannotWrite, PartlyWritten, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = timedelta(days=1)


@pytest.fixture(params=PLACES, ids=lambda kind: kind.__name__)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Make an empty target of each kind."""
    made: Place = request.param(tmp_path)
    return made


def status_of(publish: Callable[[], object]) -> int:
    """Return the exit status of a publication."""
    try:
        publish()
    except CannotWrite as error:
        return error.status
    return 0


def gone() -> list[str]:
    """List what the next version lacks."""
    return sorted(OLD.keys() - NEW.keys())


# --- what is done -------------------------------------------------------------------------------


def test_a_target_gets_exactly_the_files_of_the_output(place: Place, old: Path) -> None:
    """A first publication uploads all files and a manifest, and nothing else."""
    done = send(old, place.target())
    assert without_manifest(place.files()) == OLD
    assert (done.planned.size, done.is_first) == (len(OLD), True)
    assert manifest_of(place)._replace(files={}, pace=0.0, beat=0) == Manifest(
        generation=1, holder="test"
    )
    assert manifest_of(place).files.keys() == OLD.keys()


def test_a_second_publication_of_the_same_changes_nothing(place: Place, old: Path) -> None:
    """What is as it should be is not touched, and the manifest stays as well."""
    send(old, place.target())
    before = place.files()
    done = send(old, place.target(), NOW + DAY)
    assert (done.guard, done.planned.size) == (None, 0)
    assert place.files() == before


def test_only_what_differs_is_uploaded(place: Place, old: Path, new: Path) -> None:
    """Digests decide: a page that has not changed is not uploaded again, unless asked for."""
    send(old, place.target())
    differing = {name for name in NEW if NEW[name] != OLD.get(name)}
    assert "talks/d/index.html" not in differing
    assert send(new, place.target()).planned.size == len(differing)
    assert send(new, place.target(), everything=True).planned.size == len(NEW)


def test_a_file_that_leaves_the_site_stays_for_the_grace(
    place: Place, old: Path, new: Path
) -> None:
    """Readers with a cached feed still find its pages for a day; then they are deleted."""
    send(old, place.target())
    send(new, place.target(), NOW)
    assert set(gone()) <= place.files().keys()
    assert sorted(manifest_of(place).leaving) == gone()
    early = send(new, place.target(), NOW + DAY - timedelta(seconds=1))
    assert (early.guard, place.files().keys() >= set(gone())) == (None, True)
    late = send(new, place.target(), NOW + DAY)
    assert late.planned.deletes == tuple(gone())
    assert without_manifest(place.files()) == NEW
    assert manifest_of(place).leaving == {}


def test_a_grace_of_nothing_deletes_at_once(place: Place, old: Path, new: Path) -> None:
    """With no grace, what leaves is deleted at the end of the same publication."""
    send(old, place.target())
    send(new, place.target(), grace=timedelta())
    assert without_manifest(place.files()) == NEW


def test_a_file_that_comes_back_is_no_longer_leaving(place: Place, old: Path, new: Path) -> None:
    """A page that is there again is uploaded, and not deleted when its grace would have ended."""
    send(old, place.target())
    send(new, place.target(), NOW)
    send(old, place.target(), NOW + DAY / 2)
    send(old, place.target(), NOW + 3 * DAY)
    assert without_manifest(place.files()) == OLD


def test_a_clock_set_back_deletes_nothing_early(place: Place, old: Path, new: Path) -> None:
    """A moment in the future counts as now, so the grace is kept by any clock."""
    send(old, place.target())
    send(new, place.target(), NOW)
    send(new, place.target(), NOW - 30 * DAY)
    assert manifest_of(place).leaving == dict.fromkeys(gone(), NOW - 30 * DAY)
    send(new, place.target(), NOW - 29 * DAY - timedelta(seconds=1))
    assert place.files().keys() >= set(gone())
    send(new, place.target(), NOW - 29 * DAY)
    assert without_manifest(place.files()) == NEW


def test_a_preview_changes_nothing(place: Place, old: Path, new: Path) -> None:
    """A dry run plans what a publication then does."""
    assert preview(built(old), place.target(), NOW).size == len(OLD)
    assert place.files() == {}
    send(old, place.target())
    before = place.files()
    planned = preview(built(new), place.target(), NOW)
    assert place.files() == before
    assert send(new, place.target()).planned == planned


def test_too_many_deletes_are_refused(place: Place, old: Path, new: Path) -> None:
    """A site that has lost many pages is most likely a mistake; nothing is changed."""
    send(old, place.target())
    before = place.files()
    with pytest.raises(Rejected, match="TF806 2 files would leave"):
        send(new, place.target(), most=1)
    assert place.files() == before
    send(new, place.target(), most=2)


def test_files_of_others_are_never_touched(place: Place, old: Path, new: Path) -> None:
    """What no manifest lists stays as it is, whatever is published or deleted."""
    for name, content in FOREIGN.items():
        place.add(name, content)
    send(old, place.target())
    send(new, place.target(), grace=timedelta())
    assert without_manifest(place.files()) == NEW | FOREIGN


def test_files_of_others_in_the_way_are_not_replaced(place: Place, old: Path, new: Path) -> None:
    """A file at one of our paths that no manifest lists stops everything, unless it is adopted."""
    place.add("index.html", b"theirs")
    with pytest.raises(CannotWrite, match=r"TF805 .* did not publish: index\.html$"):
        send(old, place.target())
    assert place.files() == {"index.html": b"theirs"}
    send(old, place.target(), adopt=True)
    for name in NEW.keys() - OLD.keys():
        place.add(name, b"theirs")
    before = place.files()
    with pytest.raises(CannotWrite, match=r"TF805 .*: speakers/y\.atom, talks/c\.ics, "):
        send(new, place.target())
    assert place.files() == before
    send(new, place.target(), adopt=True, grace=timedelta())
    assert without_manifest(place.files()) == NEW


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"talkfeed": 2}',
        b'{"talkfeed": 1, "leaving": {}, "files": {"a": 1}}',
        b'{"talkfeed": 1, "leaving": {"a": "2026-11-30"}, "files": {}}',
        b'{"talkfeed": 1, "leaving": {}, "files": {}, "generation": "x"}',
        b'{"talkfeed": 1, "leaving": {}, "files": {}, "state": "asleep"}',
        b'{"talkfeed": 1, "leaving": {}, "files": {}, "colour": "red"}',
        b'{"talkfeed": 0, "leaving": {}, "files": {}}',
        b'{"talkfeed": "1", "leaving": {}, "files": {}}',
        b'{"talkfeed": 1, "leaving": {}, "files": {}, "pace": NaN}',
        b'{"talkfeed": 1, "leaving": {}, "files": {}, "pace": -1}',
        b'{"talkfeed": 1, "leaving": {}, "files": {}, "generation": 1e999}',
        b'{"talkfeed": 1, "leaving": {"a": "0001-01-01T00:00:00+14:00"}, "files": {}}',
        b"[" * 100_000,
        b"\xff",
        b" " * (MOST + 1),
    ],
)
def test_a_damaged_manifest_stops_everything(tmp_path: Path, old: Path, content: bytes) -> None:
    """A manifest that cannot be read might list less than there is: nothing is guessed."""
    place = OnDisk(tmp_path)
    place.add(MANIFEST, content)
    with pytest.raises(CannotWrite, match="TF807"):
        send(old, place.target())
    assert place.files() == {MANIFEST: content}


@pytest.mark.parametrize(
    "name", ["../victim", "/etc/victim", "a/../../victim", "a\n!rm b", 'a"b', "*", "..", "", "a\0"]
)
def test_a_manifest_with_a_path_to_elsewhere_stops_everything(
    tmp_path: Path, old: Path, name: str
) -> None:
    """Whatever a manifest lists may be deleted: names that no build gives are none of ours."""
    place = OnDisk(tmp_path)
    (tmp_path / "victim").write_bytes(b"theirs")
    for content in (
        dump(Manifest(leaving={name: NOW - 30 * DAY})),
        dump(Manifest(files={name: "1"})),
    ):
        place.add(MANIFEST, content)
        with pytest.raises(CannotWrite, match="TF807"):
            send(old, place.target(), grace=timedelta())
        assert place.files() == {MANIFEST: content}
    assert (tmp_path / "victim").read_bytes() == b"theirs"


def test_a_link_in_a_directory_is_not_followed(tmp_path: Path, old: Path, new: Path) -> None:
    """A link may lead to files of others, whether it is found before, or later on."""
    place, theirs = OnDisk(tmp_path), tmp_path / "theirs"
    theirs.mkdir()
    place.root.mkdir()
    (place.root / "talks").symlink_to(theirs)
    for adopt, error in ((False, CannotWrite), (True, PartlyWritten)):
        with pytest.raises(error, match="talks is a link"):
            send(old, place.target(), adopt=adopt)
    with place.target() as target, pytest.raises(CannotWrite, match="talks is a link"):
        target.delete(["talks/a.ics"])
    assert list(theirs.iterdir()) == []
    (place.root / "talks").unlink()
    send(old, place.target())
    send(new, place.target(), grace=timedelta())
    assert without_manifest(place.files()) == NEW


def test_files_of_others_keep_the_places_of_directories(tmp_path: Path, old: Path) -> None:
    """A file where we need a directory is in the way, and a directory where we need a file."""
    for name in ("talks", "index.html/theirs"):
        place = OnDisk(tmp_path / name)
        place.add(name, b"theirs")
        with pytest.raises(CannotWrite, match="TF805"):
            send(old, place.target())
        assert place.files() == {name: b"theirs"}


def test_a_target_that_is_a_file_is_named(tmp_path: Path, old: Path) -> None:
    """The hint is that of a directory to publish to, which no option of a build names."""
    (tmp_path / "www").write_bytes(b"theirs")
    with pytest.raises(CannotWrite, match=r"TF504 .*www is a file and not a directory") as caught:
        send(old, OnDisk(tmp_path).target())
    assert caught.value.hint == "choose another directory, or move it away"


def test_a_failure_later_on_does_not_say_that_nothing_changed(tmp_path: Path, old: Path) -> None:
    """The hint is that of a failure before the first change, without its end."""
    place = OnDisk(tmp_path)
    place.add(MANIFEST, dump(Manifest(files={"index.html": "1"})))
    (place.root / "index.html").mkdir()
    with pytest.raises(PartlyWritten) as caught:
        send(old, place.target())
    assert caught.value.hint == "fix that; then run it again, which publishes the rest"


def test_a_manifest_is_read_as_it_was_written() -> None:
    """What one publication records, the next one knows."""
    manifest = Manifest(3, State.DELETING, "me", 7, 5.0, {"a": "1"}, {"b": NOW})
    assert load(dump(manifest), "there") == manifest


# --- failures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("is_lost", [False, True], ids=["refused", "answer lost"])
@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_a_failure_at_any_request_breaks_nothing(
    kind: type[Place], tmp_path: Path, old: Path, new: Path, *, is_lost: bool
) -> None:
    """At each request, readers meet no missing or outdated page; the next run does the rest."""
    number, has_failed = 0, True
    while has_failed:
        place = kind(tmp_path / str(number))
        for name, content in FOREIGN.items():
            place.add(name, content)
        send(old, place.target())
        walker = Walker(place.read)
        target = Faulty(place.target(), walker.walk, fails_at=number, is_lost=is_lost)
        status = status_of(lambda target=target: send(new, target))
        has_failed = status != 0
        changed = without_manifest(place.files())
        assert status != 74 or changed == OLD | FOREIGN
        walker.walk()
        send(new, Faulty(place.target(), walker.walk))
        walker.walk()
        assert without_manifest(place.files()) == OLD | NEW | FOREIGN
        send(new, place.target(), NOW + DAY)
        assert without_manifest(place.files()) == NEW | FOREIGN
        number += 1
    assert number > len(NEW) - len(OLD)


def test_a_full_disk_has_one_hint(tmp_path: Path, old: Path) -> None:
    """It asks for a second run, and does not claim that nothing was changed."""
    hints = set()
    for step in range(9):
        with pytest.raises(CannotWrite) as caught:
            send(old, DirectoryTarget(tmp_path / f"www{step}", failing_at(step, errno.ENOSPC)))
        if isinstance(caught.value, PartlyWritten):
            hints.add(caught.value.hint)
    assert hints == {"fix that; then run it again, which publishes the rest"}


def test_a_failure_while_deleting_is_completed_by_the_next_run(
    tmp_path: Path, old: Path, new: Path
) -> None:
    """Deletes come last: all is published when one fails, and the rest is deleted next time."""
    number, has_failed = 0, True
    while has_failed:
        place = InMemory(tmp_path)
        send(old, place.target())
        send(new, place.target())
        target = Faulty(place.target(), fails_at=number)
        has_failed = status_of(lambda target=target: send(new, target, NOW + DAY)) != 0
        assert {name: place.read(name) for name in NEW} == NEW
        send(new, place.target(), NOW + DAY)
        assert without_manifest(place.files()) == NEW
        number += 1


def test_a_new_file_replaces_nothing_that_appeared_meanwhile(
    tmp_path: Path, old: Path, new: Path
) -> None:
    """What somebody else puts at one of our paths during a publication stays as it is."""
    place = InMemory(tmp_path)
    send(old, place.target())

    def appear() -> None:
        if manifest_of(place).state is State.PUBLISHING:
            place.add("speakers/y.atom", b"theirs")

    with pytest.raises(PartlyWritten, match=r"TF803 .* did not publish: speakers/y\.atom"):
        send(new, Faulty(place.target(), appear))
    assert place.read("speakers/y.atom") == b"theirs"


def test_an_output_that_changes_meanwhile_is_not_published(tmp_path: Path) -> None:
    """A file is published as it was when it was compared, or not at all."""
    output, place = write_output(tmp_path / "out", OLD), InMemory(tmp_path)

    def change() -> None:
        (output / "index.html").write_bytes(b"9")

    with pytest.raises(PartlyWritten, match=r"index\.html changed while"):
        send(output, Faulty(place.target(), change))
