"""`make release` in a clone, and the trial of the archives that a release publishes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from talkfeed.version import VERSION

ROOT = Path(__file__).parent.parent
REFUSED = (
    (["1.2"], "'1.2' is not a version such as 1.2.3"),
    (["0.0.1"], f"{VERSION} is not older"),
    (["--notes", "99.0.0"], f"this is version {VERSION}"),
)

has_history = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="an unpacked archive has no history"
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Clone the repository, with its files as they are here, and an identity."""
    place = tmp_path / "clone"
    git("clone", "--quiet", str(ROOT), str(place), cwd=tmp_path)
    for name in git("ls-files", cwd=ROOT).splitlines():
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    git("config", "user.name", "Ann", cwd=place)
    git("config", "user.email", "ann@talks.example", cwd=place)
    for tag in git("tag", "--list", cwd=place).split():
        git("tag", "--delete", tag, cwd=place)
    git("add", "--all", cwd=place)
    git("commit", "--quiet", "--allow-empty", "--message", "Now", cwd=place)
    return place


def git(*arguments: str, cwd: Path) -> str:
    """Run git."""
    run = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True)
    return run.stdout.strip()


def release(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of a release."""
    command = [sys.executable, "tools/release.py", *arguments]
    return subprocess.run(command, cwd=clone, check=False, capture_output=True, text=True)


@has_history
@pytest.mark.client("git")
def test_a_release_is_one_commit_with_its_tag(clone: Path) -> None:
    """Whatever names the version has the new one, and the changelog has a section to fill."""
    later = f"{int(VERSION.split('.')[0]) + 1}.0.0"
    made = release(clone, later)
    assert made.returncode == 0, made.stderr
    assert made.stdout.endswith(f"Now: git push --atomic origin HEAD v{later}\n")
    assert git("status", "--porcelain", cwd=clone) == ""
    assert git("log", "-1", "--format=%s", f"v{later}", cwd=clone) == f"Release {later}"
    assert f'VERSION = "{later}"' in (clone / "src/talkfeed/version.py").read_text()
    assert f'version="{later}">talkfeed' in (clone / "output" / "talks.atom").read_text()
    assert f"uses: talkfeed/talkfeed@v{later}" in (clone / "docs" / "recipes.md").read_text()
    changelog = (clone / "CHANGELOG.md").read_text(encoding="utf-8")
    head = "## [Unreleased]\n\nIds and timestamps: unchanged.\n\n## ["
    assert head + later in changelog
    assert release(clone, "--notes", later).stdout.startswith("Ids and timestamps: ")
    refused = release(clone, f"{later[:-1]}1")
    assert refused.stderr == "release: the changelog has nothing to release\n"


@has_history
@pytest.mark.client("git")
def test_what_cannot_be_released_is_refused(clone: Path) -> None:
    """Nothing is changed, and one line says why."""
    before = git("rev-parse", "HEAD", cwd=clone)
    for arguments, message in REFUSED:
        refused = release(clone, *arguments)
        assert (refused.returncode, refused.stderr) == (1, f"release: {message}\n")
    (clone / "note").touch()
    refused = release(clone, "99.0.0")
    assert refused.stderr == "release: there are changes that are not committed\n"
    assert git("status", "--porcelain", cwd=clone) == "?? note"
    assert git("rev-parse", "HEAD", cwd=clone) == before


def test_archives_are_tried_as_a_new_user_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are installed alone and begin a site; a directory without one of them is refused."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "talkfeed" not in entry.name:
            (libraries / entry.name).symlink_to(entry)
    for name, value in (("NO_DEPS", "1"), ("NO_INDEX", "1"), ("NO_BUILD_ISOLATION", "0")):
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setenv("PYTHONPATH", str(libraries))
    dist = tmp_path / "dist"
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(dist)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    trial = [sys.executable, str(ROOT / "tools" / "check_dist.py"), str(dist)]
    run = subprocess.run(trial, check=True, capture_output=True, text=True)
    assert run.stdout.count(f": {VERSION} works on Python") == 2
    next(dist.glob("*.whl")).unlink()
    refused = subprocess.run(trial, check=False, capture_output=True, text=True)
    assert "does not hold one wheel and one source archive" in refused.stderr
