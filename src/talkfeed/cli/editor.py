"""A text → the text as a person left it in an editor of their own ($VISUAL, else $EDITOR)."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from talkfeed.errors import Rejected
from talkfeed.files import read
from talkfeed.publishing.replacing import replace_files

FAILED = "TF733"
NAME = "talk.yaml"
LARGEST = 1024 * 1024


def editor() -> list[str]:
    """Return the command of the editor, with its options; empty if none is named."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    return shlex.split(named, posix=os.name == "posix")


def edit(text: str) -> str:
    """Let a person edit a text.

    Raises:
        Rejected: TF733, the editor cannot be run, or failed.
    """
    command = editor()
    with TemporaryDirectory(prefix="talkfeed-") as folder:
        path = Path(folder, NAME)
        replace_files({path: text.encode()})
        try:
            status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
        except (OSError, ValueError) as error:
            raise Rejected(FAILED, f"cannot run the editor '{command[0]}'", _HINT) from error
        if status:
            raise Rejected(FAILED, f"the editor '{command[0]}' ended with status {status}", _HINT)
        return read(path, LARGEST).decode("utf-8", "replace")


_HINT = "set VISUAL to your editor, or to nothing to answer here"
