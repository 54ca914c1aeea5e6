"""Built output → a target: what is uploaded and deleted, and what failures leave."""

from __future__ import annotations

import errno
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import obstore
import pytest
from obstore.exceptions import NotSupportedError

from delivered import (
    FOREIGN,
    NEW,
    NEWER,
    NOW,
    OLD,
    QUICK,
    Faulty,
    Walker,
    send,
    without_manifest,
    write_output,
)
from disks import failing_at
from places import Careless, InMemory, OnDisk, Place
from talkfeed import files
from talkfeed.delivery.deliver import deliver, preview
from talkfeed.delivery.directory import DirectoryTarget
from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.lease import Pace
from talkfeed.delivery.manifest import MANIFEST, MOST, Manifest, State, dump, load
from talkfeed.delivery.objects import ObjectTarget
from talkfeed.delivery.plan import built
from talkfeed.delivery.target import Conflict, Guard, Upload
from talkfeed.delivery.targets import open_target
from talkfeed.errors import AlreadyBuilding, CannotWrite, PartlyWritten, Rejected
from talkfeed.text import destination

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = timedelta(days=1)


PLACES = (InMemory, Careless, OnDisk)


@pytest.fixture(params=PLACES, ids=lambda kind: kind.__name__)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Make an empty target of each kind."""
    made: Place = request.param(tmp_path)
    return made


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the first version."""
    return write_output(tmp_path_factory.mktemp("old"), OLD)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the next version."""
    return write_output(tmp_path_factory.mktemp("new"), NEW)


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the version after that."""
    return write_output(tmp_path_factory.mktemp("newer"), NEWER)


def manifest_of(place: Place) -> Manifest:
    """Read the manifest."""
    return load(place.files()[MANIFEST], "there")


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


# --- two publishers -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PLACES)
def test_of_two_publishers_one_wins(
    kind: type[Place], tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """Both have read the same manifest; the slower one changes nothing, and says why."""
    place = kind(tmp_path)
    send(old, place.target())

    class Slow(Faulty):
        """Lets the other publisher go first."""

        def guard(self) -> Guard:
            self.__exit__()
            send(newer, place.target())
            self.__enter__()
            return super().guard()

    with pytest.raises(AlreadyBuilding, match="TF804 another publisher is at work on"):
        send(new, Slow(place.target()))
    assert without_manifest(place.files()) == OLD | NEWER


def test_without_conditions_the_last_to_begin_wins(
    tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """Both have looked before either wrote; the first to write looks again, and uploads nothing."""
    place = Careless(tmp_path)
    send(old, place.target())
    waits: list[float] = []
    times = iter(range(100))

    def wait(seconds: float) -> None:
        waits.append(seconds)
        place.add(
            MANIFEST, dump(Manifest(2, State.PUBLISHING, "b", files=manifest_of(place).files))
        )

    pace = Pace(60.0, lambda: float(next(times)), wait)
    with pytest.raises(AlreadyBuilding, match="TF804"):
        deliver(built(new), place.target(), now=NOW, holder="a", pace=pace)
    assert (len(waits), without_manifest(place.files())) == (1, OLD)
    send(newer, place.target())
    assert without_manifest(place.files()) == OLD | NEWER


@pytest.mark.parametrize("kind", [InMemory, Careless])
def test_a_publisher_waits_for_one_at_work(
    kind: type[Place], tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """A manifest that changes while it is watched has a living holder, any other a dead one."""
    place = kind(tmp_path)
    send(old, place.target())
    with pytest.raises(PartlyWritten):
        send(new, Faulty(place.target(), fails_at=6))
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 1:
            send(newer, place.target())

    def late() -> None:
        pace = Pace(1.0, lambda: 0.0, wait)
        deliver(built(new), place.target(), now=NOW, holder="b", pace=pace)

    with pytest.raises(AlreadyBuilding):
        late()
    late()
    assert (set(waits), without_manifest(place.files())) == ({0.0}, OLD | NEWER | NEW)


@pytest.mark.parametrize("kind", [InMemory, Careless])
def test_after_an_interrupted_publisher_nobody_waits(
    kind: type[Place], tmp_path: Path, old: Path, new: Path
) -> None:
    """Ctrl-C is recorded in the manifest, so the next publisher takes over at once."""
    place = kind(tmp_path)
    send(old, place.target())
    requests = iter(range(100))

    def interrupt() -> None:
        if next(requests) == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(built(new), Faulty(place.target(), interrupt), now=NOW, holder="a")
    assert manifest_of(place).state is not State.PUBLISHED
    waits: list[float] = []
    pace = Pace(5.0, lambda: 0.0, waits.append)
    deliver(built(new), place.target(), now=NOW, holder="b", pace=pace)
    assert (set(waits), without_manifest(place.files())) == ({0.0}, OLD | NEW)


@pytest.mark.parametrize("kind", [InMemory, Careless])
def test_a_publisher_that_was_taken_for_dead_stops(
    kind: type[Place], tmp_path: Path, old: Path, new: Path, newer: Path
) -> None:
    """Once another has taken over, the first one notices at its next sign of life."""
    place = kind(tmp_path)
    send(old, place.target())
    beats = iter(range(100))

    def clock() -> float:
        if next(beats) == 3:
            send(newer, place.target())
        return 0.0

    with pytest.raises(AlreadyBuilding):
        deliver(
            built(new),
            Faulty(place.target()),
            now=NOW,
            holder="a",
            pace=Pace(0.0, clock, QUICK.wait),
        )
    send(newer, place.target(), everything=True)
    assert without_manifest(place.files()) == OLD | NEW | NEWER


def test_a_directory_is_locked_while_it_is_published_to(
    tmp_path: Path, old: Path, new: Path
) -> None:
    """A second publisher ends at once; there is nothing to wait for."""
    place = OnDisk(tmp_path)
    send(old, place.target())
    with place.target(), pytest.raises(AlreadyBuilding, match="TF804"):
        send(new, place.target())


def test_a_store_without_conditions_is_recognised(tmp_path: Path, old: Path) -> None:
    """A canary shows whether a store keeps conditions; it is gone afterwards."""
    guards = [send(old, kind(tmp_path).target()).guard for kind in PLACES]
    assert guards == [Guard.CONDITIONS, Guard.NOTHING, Guard.LOCK]


# --- headers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "content_type", "age"),
    [
        ("talks.atom", "application/atom+xml", 3600),
        ("speakers/ann.rss", "application/rss+xml", 3600),
        ("talks.json", "application/feed+json", 3600),
        ("talks/a.ics", "text/calendar; charset=utf-8", 3600),
        ("talks/a/index.html", "text/html; charset=utf-8", 600),
        ("talks.fragment.html", "text/html; charset=utf-8", 600),
        ("embed-recent.html", "text/html; charset=utf-8", 300),
        ("talk-feed.js", "text/javascript; charset=utf-8", 600),
        ("oembed.json", "application/json", 600),
        ("subscriptions.opml", "text/x-opml", 3600),
        ("talks.unheard", "application/octet-stream", 3600),
    ],
)
def test_an_object_has_its_type_and_age(path: str, content_type: str, age: int) -> None:
    """Readers and calendars go by the type; embeds are fresh, feeds cheap."""
    assert headers_of(path) == (content_type, f"max-age={age}")


def test_objects_are_stored_with_their_headers(tmp_path: Path, old: Path) -> None:
    """A store sends the header fields of our table."""
    place = InMemory(tmp_path)
    send(old, place.target())
    assert obstore.get(place.store, "talks.ics").attributes == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "max-age=3600",
    }


def test_a_manifest_is_one_line_a_file(tmp_path: Path, old: Path) -> None:
    """It is JSON that a person can read and compare."""
    place = OnDisk(tmp_path)
    send(old, place.target())
    content = place.files()[MANIFEST]
    assert json.loads(content)["files"].keys() == OLD.keys()
    assert content.count(b"\n") > len(OLD)


def test_nothing_built_is_an_error(tmp_path: Path) -> None:
    """An output without files would empty the target."""
    with pytest.raises(Rejected, match="TF808 there is nothing to publish"):
        built(tmp_path / "none")
    output = write_output(tmp_path / "out", OLD)
    (output / "index.html").unlink()
    with pytest.raises(Rejected, match=r"TF808 .*index\.html is missing"):
        built(output)
    (output / "index.html").mkdir()
    with pytest.raises(Rejected, match=r"TF808 cannot read .*index\.html: it is a directory"):
        built(output)


# --- stores -------------------------------------------------------------------------------------


def test_many_objects_are_looked_up_by_a_listing(tmp_path: Path) -> None:
    """Which of many names are taken is one request for a thousand of them."""
    place = InMemory(tmp_path)
    names = [f"talks/{number}.ics" for number in range(100)]
    for name in (*names[::2], "other"):
        place.add(name, b"x")
    with place.target() as target:
        assert target.existing(names) == set(names[::2])
        assert target.existing(names[:3]) == {names[0], names[2]}


def test_an_object_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fills the memory is rejected by the size that the store reports."""
    place = InMemory(tmp_path)
    place.add(MANIFEST, b"1234")
    monkeypatch.setattr(files, "MOST", 3)
    with place.target() as target, pytest.raises(CannotWrite, match="json is too large"):
        target.read(MANIFEST)


def test_a_write_that_is_sent_again_is_no_conflict(tmp_path: Path) -> None:
    """A library repeats a write whose answer was lost: what is there by then is our own."""
    place = InMemory(tmp_path)
    file = Upload("a", b"ours", headers_of("a"), is_new=True)
    with place.target() as target:
        assert target.guard() is Guard.CONDITIONS
        target.put([file], lambda: None)
        target.put([file], lambda: None)
        tag = target.replace(file, None)
        assert target.replace(file._replace(content=b"b"), tag) != tag
        with pytest.raises(Conflict):
            target.replace(file, tag)
    assert place.files() == {"a": b"b"}


def test_a_store_that_knows_no_conditions_has_none(tmp_path: Path) -> None:
    """A store may refuse to compare tags altogether."""

    class Plain(ObjectTarget):
        """A store that only overwrites."""

        def _put(self, file: Upload, mode: object) -> str:
            if mode != "overwrite":
                raise NotSupportedError(file.name)
            return super()._put(file, mode)

    place = InMemory(tmp_path)
    assert Plain(place.store, "memory://", "none", {}).guard() is Guard.NOTHING
    assert place.files() == {}


def test_a_store_with_an_address_of_its_own_is_reached_there() -> None:
    """Only an endpoint that says http is reached without encryption."""
    environment = {"AWS_ENDPOINT_URL": "https://store.example"}
    assert open_target(destination("s3://bucket"), environment, ()).shown == "s3://bucket"
