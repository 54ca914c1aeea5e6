"""The clients from Debian and npm on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path

NODE_MODULES = Path(__file__).parent / "clients" / "node_modules"


def is_present(client: str) -> bool:
    """Return whether a program is on PATH or, as "npm:name", a package below tests/clients."""
    if client.startswith("npm:"):
        return shutil.which("node") is not None and (NODE_MODULES / client[4:]).is_dir()
    return shutil.which(client) is not None
