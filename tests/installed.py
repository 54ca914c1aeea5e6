"""The clients from Debian, npm and PyPI on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NODE_MODULES = Path(__file__).parent / "clients" / "node_modules"
PIP = Path(__file__).parent / "clients" / "venv" / "bin"


def is_present(client: str) -> bool:
    """Return whether a client is installed.

    It is a program on PATH or in the directory of services; as "npm:name" a package below
    tests/clients, as "pip:name" a program of the environment there.
    """
    if client.startswith("pip:"):
        return (PIP / client[4:]).exists()
    if client.startswith("npm:"):
        return shutil.which("node") is not None and (NODE_MODULES / client[4:]).is_dir()
    return shutil.which(client, path=f"{os.environ.get('PATH')}:/usr/sbin") is not None
