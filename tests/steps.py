"""The steps of a workflow file, run here as a runner of GitHub or Forgejo runs them.

Expressions are those our files use: names, strings, comparisons, `&&`, `||` and `format`. Steps
that use an action of others are left out.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
SECONDS = 120
_NAME = re.compile(r"'[^']*'|[a-z][\w-]*(?:\.[\w-]+)+")
_OUTPUT = re.compile(r"^([\w-]+)=(.*)$", re.MULTILINE)


def evaluate(expression: str, context: Mapping[str, str]) -> Any:
    """Evaluate an expression; a name that is not in the context is empty.

    >>> evaluate("inputs.lock == 'commit' && github.ref", {"inputs.lock": "commit"})
    ''
    """

    def known(match: re.Match[str]) -> str:
        name = match[0]
        return name if name.startswith("'") else repr(context.get(name, ""))

    program = _NAME.sub(known, expression).replace("&&", " and ").replace("||", " or ")
    return eval(program, {"format": str.format})  # noqa: S307  — of our own files


def fill(text: object, context: Mapping[str, str]) -> str:
    """Fill the expressions of a value."""
    return re.sub(
        r"\$\{\{(.*?)\}\}", lambda found: str(evaluate(found[1].strip(), context)), str(text)
    )


class Runner:
    """Runs steps one after the other in a directory, and keeps what they hand on."""

    def __init__(self, work: Path, place: Path, **variables: str) -> None:
        """Run in `work`, and keep the runner's own files in `place`."""
        self.work, self.place = work, place
        place.mkdir(parents=True, exist_ok=True)
        files = {name: place / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "summary")}
        self._files = files
        self._variables = {
            **variables,
            "GITHUB_OUTPUT": str(files["GITHUB_OUTPUT"]),
            "GITHUB_PATH": str(files["GITHUB_PATH"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "RUNNER_TEMP": str(place),
        }

    @property
    def summary(self) -> str:
        """Return the job's summary."""
        return self._read("summary")

    def run(
        self,
        steps: Sequence[Mapping[str, Any]],
        context: Mapping[str, str],
        env: Mapping[str, object] | None = None,
    ) -> dict[str, str]:
        """Run the steps; return the context with their outputs.

        Raises:
            subprocess.CalledProcessError: a step failed; `stderr` has its messages.
        """
        known = {**context, "runner.temp": str(self.place)}
        for step in steps:
            is_wanted = evaluate(str(step.get("if", "'yes'")), known)
            if "run" in step and is_wanted:
                given = {**(env or {}), **step.get("env", {})}
                self.shell(step["run"], {name: fill(text, known) for name, text in given.items()})
                outputs = _OUTPUT.findall(self._read("GITHUB_OUTPUT"))
                known |= {f"steps.{step.get('id')}.outputs.{name}": text for name, text in outputs}
                self._files["GITHUB_OUTPUT"].unlink(missing_ok=True)
        return known

    def shell(self, script: str, env: Mapping[str, str]) -> None:
        """Run the script of a step."""
        added = self._read("GITHUB_PATH").split()
        path = os.pathsep.join([*reversed(added), self._variables.get("PATH", os.environ["PATH"])])
        subprocess.run(
            [*SHELL, script],
            cwd=self.work,
            env={**os.environ, **self._variables, **env, "PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=SECONDS,
        )

    def _read(self, name: str) -> str:
        path = self._files[name]
        return path.read_text(encoding="utf-8") if path.exists() else ""
