"""`talkfeed publish`, as it is typed: what it prints, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from talkfeed.cli import main
from talkfeed.delivery.manifest import MANIFEST, State, load
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from pathlib import Path

TALKS = """\
feed:
  title: Our talks
  url: https://talks.example/
{more}talks:
  - title: A first talk
    date: 7 Oct 2015
  - title: A second talk
    date: 8 Oct 2015
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begin in a directory with a talks file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1446379200")
    (tmp_path / "talks.yaml").write_text(TALKS.format(more=""))
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    """Read all files but hidden ones and the manifest."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    ours = (path for path in paths if path.name[0] != "." and path.name != MANIFEST)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in ours}


def test_a_site_is_built_and_published(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One command from the talks to the host; a second one finds nothing to do."""
    assert main(["publish", "www"]) == 0
    assert files(home / "www") == files(home / "output") != {}
    count = len(files(home / "output"))
    assert f"published to www: {count} files uploaded\n" in capsys.readouterr().out
    assert main(["publish", "www"]) == 0
    assert f"published to www: nothing to do, {count} unchanged\n" in capsys.readouterr().out


def test_targets_come_from_the_talks_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Directories are seen from the talks file; several targets are published one by one."""
    (home / "talks.yaml").write_text(TALKS.format(more="  publish: [www, mirror/talks]\n"))
    assert main(["publish", "--talks", str(home / "talks.yaml")]) == 0
    assert files(home / "www") == files(home / "mirror" / "talks") == files(home / "output")
    (home / "talks.yaml").write_text(TALKS.format(more="  publish: ftp://host/www\n"))
    assert main(["check"]) == 1
    assert "TF801 cannot publish to 'ftp://' addresses" in capsys.readouterr().out
    (home / "talks.yaml").write_text(TALKS.format(more="  publish: [[a]]\n"))
    assert main(["check"]) == 1


def test_no_target_is_wrong_usage(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says where to write one; nothing is built, so no talk counts as announced."""
    assert main(["publish"]) == 2
    assert "publish: s3://bucket/talks" in capsys.readouterr().err
    assert not (home / "talks.lock").exists()
    assert not (home / "output").exists()


def test_a_dry_run_prints_the_plan(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file is listed in the order of uploads; neither output nor target is written."""
    assert main(["publish", "www", "--dry-run"]) == 1
    assert "TF808" in capsys.readouterr().err
    assert not (home / "output").exists()
    main(["build"])
    main(["publish", "www", "--no-build"])
    text = (home / "talks.yaml").read_text().partition("  - title: A second")[0]
    (home / "talks.yaml").write_text(text)
    main(["build", "--now", "2015-11-02T00:00:00Z", "--allow-removals", "1"])
    capsys.readouterr()
    before = files(home / "www")
    assert main(["publish", "www", "--dry-run"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines.index("upload  talks.atom  (feeds)") < lines.index("upload  index.html  (pages)")
    assert "leave   talks/a-second-talk/index.html  (deleted once the grace is over)" in lines
    assert lines[-1].endswith("nothing was changed")
    assert main(["publish", "www", "--dry-run", "--grace", "0"]) == 0
    assert "delete  talks/a-second-talk/index.html" in capsys.readouterr().out
    assert files(home / "www") == before
    assert main(["publish", "www", "--no-build", "--grace", "0"]) == 0
    assert "1 deleted" in capsys.readouterr().out
    assert files(home / "www") == files(home / "output")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["ftp://host/www"], 1, "TF801 cannot publish to 'ftp://' addresses"),
        (["sftp://ann:secret@host/www"], 1, "TF801 a target must not contain a secret"),
        (["."], 1, "TF801 '.' holds the talks or the output"),
        (["output"], 1, "TF801 'output' holds the talks or the output"),
        (["talks.yaml"], 1, "TF801 'talks.yaml' holds the talks or the output"),
        (["a-file"], 74, "TF504 a-file is a file and not a directory"),
        (["s3://bucket", "--grace", "soon"], 2, "'soon' is not a time"),
        (["s3://bucket", "--max-deletes", "-1"], 2, "is not a number of files"),
        ([""], 2, "the path is empty"),
    ],
)
def test_bad_input_ends_with_one_line(
    arguments: list[str],
    status: int,
    message: str,
    home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Unknown targets, secrets and overlaps are named, and nothing is published."""
    assert main(["build"]) == 0
    (home / "a-file").write_text("theirs")
    assert main(["publish", "--no-build", *arguments]) == status
    err = capsys.readouterr().err
    assert message in err
    assert "Traceback" not in err
    assert "secret@" not in err
    assert (home / "a-file").read_text() == "theirs"


def test_files_of_others_in_the_way_stop_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The hint names the option that replaces them."""
    (home / "www").mkdir()
    (home / "www" / "index.html").write_text("theirs")
    assert main(["publish", "www"]) == 74
    assert "add --adopt" in capsys.readouterr().err
    assert files(home / "www") == {"index.html": b"theirs"}
    assert main(["publish", "www", "--adopt", "--all"]) == 0
    assert files(home / "www") == files(home / "output")


def test_another_publisher_ends_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The status is that of a second build, and nothing is changed."""
    assert main(["publish", "www"]) == 0
    with hold_build_lock(home / "www"):
        assert main(["publish", "www", "--all"]) == 75
    assert "TF804 another publisher is at work on www" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="of POSIX")
def test_a_killed_publication_is_completed_by_the_next(home: Path) -> None:
    """Whenever it is killed, each file is whole, and a rerun publishes the rest."""
    assert main(["build"]) == 0
    command = [sys.executable, "-m", "talkfeed", "publish", "www", "--no-build", "--all"]
    for number in range(4):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)
        )
        until = time.monotonic() + 10
        while not (home / "www" / MANIFEST).exists() and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(0.01 * number)
        process.kill()
        process.wait()
        for name, content in files(home / "www").items():
            assert content == (home / "output" / name).read_bytes()
        assert main(["publish", "www", "--no-build"]) == 0
        assert files(home / "www") == files(home / "output")
        manifest = load((home / "www" / MANIFEST).read_bytes(), "www")
        assert manifest.state is State.PUBLISHED
        (home / "www" / MANIFEST).unlink()
        for path in sorted((home / "www").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="of POSIX")
def test_of_two_commands_at_once_one_wins(home: Path) -> None:
    """Two processes start together: the target ends as the output, and who loses says why."""
    assert main(["build"]) == 0
    command = [sys.executable, "-m", "talkfeed", "publish", "www", "--no-build"]
    both = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in both]
    ends = sorted(process.returncode for process in both)
    assert ends in ([0, 0], [0, 75]), said
    assert files(home / "www") == files(home / "output")
