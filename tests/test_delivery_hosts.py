"""Publishing to real servers on this machine: S3 with and without conditions, SSH, rsync, git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

import obstore
import pytest

from cutting import cutting
from delivered import FOREIGN, NEW, OLD, Walker, send_calmly, without_manifest, write_output
from hosts import (
    HERE,
    Server,
    make_bucket,
    rsync_server,
    s3_server,
    s3_without_conditions,
    ssh_server,
    user,
)
from places import Branch, Bucket, Hosted, Place
from talkfeed import files
from talkfeed.cli import main
from talkfeed.delivery.exchange import ObjectStore
from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.manifest import MANIFEST
from talkfeed.delivery.programs import Workplace
from talkfeed.delivery.target import Conflict, Guard, Upload
from talkfeed.delivery.targets import open_target
from talkfeed.engine.progress import NO_PROGRESS
from talkfeed.errors import AlreadyBuilding, CannotWrite, PartlyWritten, Rejected
from talkfeed.publishing.output_dir import TEMPORARY
from talkfeed.text import destination

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    """Stop all servers at the end of a test."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run an S3 server with conditions, which takes seconds to start."""
    with s3_server(tmp_path_factory.mktemp("store")) as server:
        yield server


def careless_bucket(home: Path, opened: ExitStack) -> Place:
    """Run an S3 server without conditions."""
    server = opened.enter_context(s3_without_conditions(home))
    return Bucket("s3://talks/folder", server.environment)


def by_sftp(home: Path, opened: ExitStack) -> Place:
    """Run an SSH server."""
    server = opened.enter_context(ssh_server(home, is_shared=True))
    address = f"sftp://{user()}@{HERE}:{server.port}{server.root}/talks"
    return Hosted(address, server.environment, server.root / "talks")


def by_rsync(home: Path, opened: ExitStack) -> Place:
    """Run an SSH server to reach rsync through."""
    server = opened.enter_context(ssh_server(home, is_shared=True))
    return Hosted(f"{user()}@{HERE}:{server.root}/talks", server.environment, server.root / "talks")


def by_rsync_daemon(home: Path, opened: ExitStack) -> Place:
    """Run rsync as a daemon."""
    server = opened.enter_context(rsync_server(home))
    return Hosted(f"rsync://{HERE}:{server.port}/talks", server.environment, server.root)


def branch(home: Path, _: ExitStack) -> Place:
    """Make a bare repository."""
    root = home / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(root)], check=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    return Branch(f"git+file://{root}#pages", environment, root)


def branch_over_ssh(home: Path, opened: ExitStack) -> Place:
    """Make a bare repository that is reached over SSH."""
    server = opened.enter_context(ssh_server(home, is_shared=True))
    place = branch(home, opened)
    assert isinstance(place, Branch)
    address = f"git+ssh://{user()}@{HERE}:{server.port}{place.root}#pages"
    return Branch(address, {**server.environment, "GIT_SSH_COMMAND": "ssh"}, place.root)


HOSTS = [
    pytest.param(careless_bucket, Guard.NOTHING, marks=pytest.mark.client("pip:rclone")),
    pytest.param(by_sftp, Guard.NOTHING, marks=pytest.mark.client("sshd")),
    pytest.param(by_rsync, Guard.NOTHING, marks=pytest.mark.client("sshd", "rsync")),
    pytest.param(by_rsync_daemon, Guard.NOTHING, marks=pytest.mark.client("rsync")),
    pytest.param(branch, Guard.COMMIT, marks=pytest.mark.client("git")),
    pytest.param(branch_over_ssh, Guard.COMMIT, marks=pytest.mark.client("sshd", "git")),
]


def check(place: Place, guard: Guard, old: Path, new: Path) -> None:
    """Publish two versions, and look at what is there."""
    for name, content in FOREIGN.items():
        place.add(name, content)
    first = send_calmly(old, place.target())
    assert (first.guard, first.planned.size) == (guard, len(OLD))
    walker = Walker(place.read)
    walker.walk()
    target = place.target()
    progress = NO_PROGRESS if target.is_atomic else walker
    send_calmly(new, target, progress, grace=timedelta())
    Walker(place.read).walk()
    assert without_manifest(place.files()) == NEW | FOREIGN


@pytest.mark.parametrize(("host", "guard"), HOSTS)
def test_a_site_is_published_to_a_real_host(
    host: Callable[[Path, ExitStack], Place],
    guard: Guard,
    tmp_path: Path,
    opened: ExitStack,
    *,
    old: Path,
    new: Path,
) -> None:
    """Each kind of host ends with exactly our files and those of others, and no page is torn."""
    check(host(tmp_path, opened), guard, old, new)


TREES = [
    pytest.param(by_sftp, marks=pytest.mark.client("sshd")),
    pytest.param(by_rsync_daemon, marks=pytest.mark.client("rsync")),
    pytest.param(branch, marks=pytest.mark.client("git")),
]


@pytest.mark.parametrize("host", TREES)
def test_files_of_others_keep_the_places_of_directories(
    host: Callable[[Path, ExitStack], Place], tmp_path: Path, opened: ExitStack, old: Path
) -> None:
    """A file where we need a directory is in the way, and a directory where we need a file."""
    place = host(tmp_path, opened)
    for theirs in ({"index.html/theirs": b"a"}, {"talks": b"b", "index.html/theirs": b"a"}):
        for name, content in theirs.items():
            place.add(name, content)
        with pytest.raises(CannotWrite, match=r"talkfeed did not publish: |a file or link is"):
            send_calmly(old, place.target())
        assert place.files() == theirs


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """What fills the memory is rejected by its size."""
    with (tmp_path / "manifest").open("wb") as file:
        file.truncate(files.MOST + 1)
    with pytest.raises(CannotWrite, match="TF802 cannot publish to host: manifest is too large"):
        Workplace("host", {}).read(tmp_path / "manifest")


@pytest.mark.client("pip:moto_server")
def test_a_site_is_published_to_a_store_with_conditions(
    store: Server, old: Path, new: Path
) -> None:
    """A folder of a bucket ends with the same, each object with its type and age."""
    place = Bucket("s3://talks/some/folder", store.environment)
    check(place, Guard.CONDITIONS, old, new)
    assert obstore.get(place.store, "talks/a.ics").attributes == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "max-age=3600",
    }


@pytest.mark.client("pip:moto_server")
def test_a_connection_that_breaks_leaves_a_whole_site(store: Server, old: Path, new: Path) -> None:
    """Behind a proxy that cuts the line after some uploads; the next run does the rest."""
    make_bucket(store.port, "cut")
    place = Bucket("s3://cut", store.environment)
    send_calmly(old, place.target())
    for count in (4, 9):
        walker = Walker(place.read)
        with cutting(store.port, after=count) as port:
            environment = {**store.environment, "AWS_ENDPOINT_URL": f"http://{HERE}:{port}"}
            target = open_target(destination("s3://cut"), environment, ())
            with pytest.raises(PartlyWritten, match=r"TF803 .*: the store cannot be reached"):
                send_calmly(new, target)
        walker.walk()
    send_calmly(new, place.target())
    assert without_manifest(place.files()) == OLD | NEW


@pytest.mark.client("pip:moto_server")
def test_a_bucket_is_an_exchange(store: Server) -> None:
    """Objects are stored, replaced, found and deleted; each belongs to its folder."""
    folder, other = (
        ObjectStore(destination(f"s3://talks/{name}"), store.environment) for name in "ab"
    )
    for content in (b"one", b"two"):
        folder.put("input-1", content)
    assert folder.read("input-1") == b"two"
    assert (folder.has("input-1"), other.has("input-1")) == (True, False)
    folder.delete(["input-1", "input-2"])
    assert folder.read("input-1") is None


@pytest.mark.client("pip:moto_server")
def test_a_missing_bucket_is_named(store: Server, old: Path) -> None:
    """A bucket that does not exist is no empty one."""
    place = Bucket("s3://nobodys", store.environment)
    with pytest.raises(CannotWrite, match=r"TF802 .*there is no such bucket$"):
        send_calmly(old, place.target())


@pytest.mark.client("git")
def test_of_two_pushes_one_wins(tmp_path: Path, opened: ExitStack, old: Path, new: Path) -> None:
    """A branch that moves while we publish is left as it is."""
    place = branch(tmp_path, opened)
    send_calmly(old, place.target())
    slow = place.target()
    finish = slow.finish

    def lose(message: str) -> None:
        place.add("CNAME", b"talks.example")
        finish(message)

    slow.finish = lose  # type: ignore[method-assign]
    with pytest.raises(AlreadyBuilding, match="TF804"):
        send_calmly(new, slow)
    assert without_manifest(place.files()) == OLD | {"CNAME": b"talks.example"}
    send_calmly(new, place.target())
    assert without_manifest(place.files()) == OLD | NEW | {"CNAME": b"talks.example"}


FAILING = [
    ("git+file:///nowhere/pages.git#pages", "there is no such repository", "git"),
    ("git+ssh://127.0.0.1:1/pages.git#pages", "the host cannot be reached", "git"),
    ("sftp://127.0.0.1:1/talks", "the host cannot be reached", "sftp"),
    ("rsync://127.0.0.1:1/talks", "the host cannot be reached", "rsync"),
]


@pytest.mark.client("git", "sftp", "rsync")
@pytest.mark.parametrize(("address", "cause", "program"), FAILING)
def test_a_host_that_is_not_there_is_named(
    address: str, cause: str, program: str, tmp_path: Path, old: Path
) -> None:
    """Each program's own words become one line, and a missing program is named."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    with pytest.raises(CannotWrite, match=re.escape(f"TF802 cannot publish to {address}: {cause}")):
        send_calmly(old, open_target(destination(address), environment, ()))
    with pytest.raises(Rejected, match=f"TF809 .* needs the program {program}"):
        send_calmly(old, open_target(destination(address), {"PATH": "/nowhere"}, ()))


@pytest.mark.client("sshd")
def test_a_host_with_an_unknown_key_is_refused(
    tmp_path: Path, opened: ExitStack, old: Path
) -> None:
    """Nothing is sent to a host whose key is not known, and the hint says how to know it."""
    server = opened.enter_context(ssh_server(tmp_path))
    (tmp_path / "known").write_text("")
    target = open_target(destination(f"sftp://{HERE}/talks"), server.environment, ())
    with pytest.raises(CannotWrite, match="the key of the host is not known") as caught:
        send_calmly(old, target)
    assert "compare the fingerprint" in caught.value.hint


@pytest.mark.client("sshd")
def test_a_host_whose_key_has_changed_is_refused(
    tmp_path: Path, opened: ExitStack, old: Path
) -> None:
    """The message differs from that of an unknown key: connecting by hand would not help."""
    server = opened.enter_context(ssh_server(tmp_path))
    other = (tmp_path / "user.pub").read_text().split()[:2]
    (tmp_path / "known").write_text(f"[{HERE}]:{server.port} {' '.join(other)}\n")
    target = open_target(destination(f"sftp://{HERE}/talks"), server.environment, ())
    with pytest.raises(CannotWrite, match="the key of the host has changed") as caught:
        send_calmly(old, target)
    assert "ssh-keygen -R" in caught.value.hint


@pytest.mark.client("rsync")
def test_a_module_that_cannot_be_written_is_named(
    tmp_path: Path, opened: ExitStack, old: Path
) -> None:
    """What the daemon says of its modules becomes one line."""
    server = opened.enter_context(rsync_server(tmp_path))
    for module, cause in (("locked", "the module can only be read"), ("no", "there is no such")):
        address = f"rsync://{HERE}:{server.port}/{module}"
        with pytest.raises(CannotWrite, match=cause):
            send_calmly(old, open_target(destination(address), server.environment, ()))


@pytest.mark.client("sshd")
def test_a_file_that_cannot_be_deleted_is_an_error(tmp_path: Path, opened: ExitStack) -> None:
    """SFTP's client says nothing of it, so what should be gone is looked for."""
    server = opened.enter_context(ssh_server(tmp_path, "internal-sftp -R"))
    (server.root / "a").write_text("a")
    address = f"sftp://{user()}@{HERE}{server.root}"
    target = open_target(destination(address), server.environment, ())
    with target, pytest.raises(CannotWrite, match="you may not write there"):
        target.delete(["a", "b"])
    assert (server.root / "a").exists()


@pytest.mark.client("pip:rclone")
def test_a_user_is_told_what_a_store_lacks(
    tmp_path: Path,
    opened: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command warns of a store without conditions and of CORS, both the first time alone."""
    server = opened.enter_context(s3_without_conditions(tmp_path))
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    output = str(write_output(tmp_path / "output", OLD))
    command = ["publish", "s3://talks/site", "--no-build", "--output", output]
    assert main(command) == 0
    err = capsys.readouterr().err
    assert "s3://talks/site cannot refuse a write" in err
    assert "Access-Control-Allow-Origin" in err
    assert main([*command, "--all"]) == 0
    assert capsys.readouterr().err == ""


def test_a_path_that_sftp_takes_for_a_pattern_is_refused() -> None:
    """Patterns and quotes in a path would reach other files."""
    for path in ("/a*", '/a"b', "/a\\b", "/a b"):
        with pytest.raises(Rejected, match="TF801"):
            open_target(destination(f"sftp://host{path}"), {}, ())


@pytest.mark.client("sshd")
def test_a_manifest_that_another_publisher_takes_away_is_a_conflict(
    tmp_path: Path, opened: ExitStack
) -> None:
    """Each run has a temporary name of its own; what runs that were killed left is removed."""
    place = by_sftp(tmp_path, opened)
    place.add(f".{MANIFEST}.0123{TEMPORARY}", b"left")
    upload = Upload(MANIFEST, b"ours", headers_of(MANIFEST))
    with place.target() as target:
        target.guard()
        assert place.files() == {}
        target.replace(upload, None)
        assert place.files() == {MANIFEST: b"ours"}
        shutil.rmtree(tmp_path / "www" / "talks")
        with pytest.raises(Conflict):
            target.replace(upload, None)
