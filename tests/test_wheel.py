"""What people install: the wheel in an environment of its own, and the source archive."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent


class Installed(NamedTuple):
    """An environment with nothing but the wheel, and the source archive built beside it."""

    bin: Path
    archive: Path

    def run(self, command: str, *arguments: str, cwd: Path, **variables: str) -> str:
        """Run a command of the environment and give what it prints."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        run = subprocess.run(
            [self.bin / command, *arguments],
            cwd=cwd,
            env={**kept, **variables},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the package with what is here already, and install the wheel alone."""
    home = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(home / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (home / "dist").glob("*.whl")
    (archive,) = (home / "dist").glob("*.tar.gz")
    venv.create(home / "venv", with_pip=False, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(home / "venv"), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    return Installed(home / "venv" / "bin", archive)


def test_the_command_helps_without_any_library(installed: Installed, tmp_path: Path) -> None:
    """Help and the library's names need nothing but Python itself."""
    assert installed.run("talkfeed", "--help", cwd=tmp_path).startswith("usage: talkfeed ")
    installed.run("python", "-c", "import talkfeed; talkfeed.Place", cwd=tmp_path)


def test_the_package_is_typed(installed: Installed, tmp_path: Path) -> None:
    """A type checker finds the marker of PEP 561."""
    program = "import talkfeed, pathlib; print(*pathlib.Path(talkfeed.__file__).parent.iterdir())"
    files = installed.run("python", "-c", program, cwd=tmp_path).split()
    assert any(name.endswith("/py.typed") for name in files)
    assert not any("/src/talkfeed" in name for name in files)


def test_the_wheel_builds_a_site(installed: Installed, tmp_path: Path) -> None:
    """Everything a build reads is inside; the libraries are lent from here."""
    shutil.copy(ROOT / "talks.yaml", tmp_path)
    libraries = sysconfig.get_path("purelib")
    built = installed.run("talkfeed", "build", cwd=tmp_path, PYTHONPATH=libraries)
    assert built.startswith("15 new · ")
    assert (tmp_path / "output" / "index.html").exists()


def test_the_archive_can_be_tested(installed: Installed) -> None:
    """The source archive holds the tests and what they need."""
    with tarfile.open(installed.archive) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {"Makefile", "pyproject.toml", "tests/test_wheel.py", ".ci/constraints.txt"}
    assert not any(name.startswith("tests/clients/node_modules") for name in names)
