"""`talkfeed completion`, judged by the shells themselves."""

from __future__ import annotations

import os
import select
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from commands import environment, talkfeed
from talkfeed.cli import main
from talkfeed.cli.parser import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

LINES = {
    "talkfeed bui": {"build"},
    "talkfeed build --allow": {"--allow-removals"},
    "talkfeed check --format g": {"github"},
    "talkfeed check tal": {"talks.yaml"},
    "talkfeed build --output out": {"output/"},
}
"""A command line up to the cursor, and how its last word can go on."""
SIGNS = {
    "bash": "_shtab_compgen_files",
    "zsh": "#compdef talkfeed\n",
    "fish": "complete -c talkfeed",
    "powershell": "Register-ArgumentCompleter",
}
"""What only a script of that shell holds."""
BASH = r"""
source ./script
COMP_LINE=$1 COMP_POINT=${#1}
read -ra COMP_WORDS <<<"$1"
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
read -ra registered <<<"$(complete -p talkfeed)"
for word in "${!registered[@]}"; do
  if [ "${registered[word]}" = -F ]; then "${registered[word + 1]}" talkfeed; fi
done
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a directory with a talks file and an output."""
    (tmp_path / "talks.yaml").touch()
    (tmp_path / "output").mkdir()
    return tmp_path


def write_script(shell: str, home: Path) -> None:
    """Write the script of a shell."""
    run = talkfeed("completion", shell, cwd=home)
    assert run.returncode == 0, run.stderr
    (home / "script").write_bytes(run.stdout)


def answers(*command: str, home: Path) -> set[str]:
    """Run a shell, and take what it prints as words, each up to a tab."""
    run = subprocess.run(command, cwd=home, check=True, capture_output=True, text=True, timeout=20)
    assert run.stderr == ""
    return {line.partition("\t")[0] for line in run.stdout.splitlines()}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_script_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A script names every command, and is for the shell that was asked for."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in script] == []
    assert SIGNS[shell] in script


@pytest.mark.client("bash")
def test_bash_completes_commands_options_choices_and_paths(home: Path) -> None:
    """Each word goes on as the parsers know it; Readline adds the slash of a directory."""
    write_script("bash", home)
    for line, expected in LINES.items():
        found = answers("bash", "--norc", "-c", BASH, "bash", line, home=home)
        assert found == {word.rstrip("/") for word in expected}, line


@pytest.mark.client("fish")
def test_fish_completes_commands_options_choices_and_paths(home: Path) -> None:
    """Each word goes on as the parsers know it."""
    write_script("fish", home)
    for line, expected in LINES.items():
        program = "source ./script; complete --do-complete $argv"
        found = answers("fish", "--no-config", "-c", program, line, home=home)
        assert found == expected, line


@pytest.mark.client("zsh")
def test_zsh_completes_commands_options_choices_and_paths(home: Path) -> None:
    """A tab completes each word on a terminal."""
    write_script("zsh", home)
    terminal = Zsh(home)
    try:
        terminal.type('autoload -U compinit; compinit -u -D; eval "$(<script)"; PS1="READ""Y "\n')
        terminal.wait_for("READY ")
        for line, expected in LINES.items():
            (word,) = expected
            terminal.type(f"{line}\t")
            terminal.wait_for(f"{line.rpartition(' ')[0]} {word}")
            terminal.type("\x15")  # Ctrl-U deletes the line
    finally:
        terminal.close()


class Zsh:
    """An interactive zsh on a terminal, and what it has shown since it was last waited for."""

    def __init__(self, home: Path) -> None:
        """Start it without anyone's settings."""
        self._ours, theirs = pytest.importorskip("pty").openpty()
        self._process = subprocess.Popen(
            ["zsh", "-f", "-i"],
            cwd=home,
            env=environment(TERM="dumb", COLUMNS="200", HOME=str(home)),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._shown = ""

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._ours, text.encode())

    def wait_for(self, text: str) -> None:
        """Read until some text is shown, and forget what is before its end."""
        end = time.monotonic() + 20
        while text not in self._shown:
            ready, _, _ = select.select([self._ours], [], [], max(0, end - time.monotonic()))
            assert ready, f"{text!r} is not shown: {self._shown!r}"
            self._shown += os.read(self._ours, 65536).decode()
        self._shown = self._shown.partition(text)[2]

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)
