"""Shared by all tests: hypothesis profiles, and the clients from Debian, npm and PyPI.

A test that needs a client says `@pytest.mark.client("khal")` (a program on PATH),
`@pytest.mark.client("npm:ical.js")` (a package below tests/clients) or
`@pytest.mark.client("pip:rclone")` (a program of tests/clients/venv, see requirements.txt). Where
the client is absent the test is skipped; with TALKFEED_REQUIRE_CLIENTS set, as in the project's own
check, it fails.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from depth import register_profiles
from installed import is_present

OF_POSIX = ["test_files", "test_private", "test_publishing", "test_publishing_disk", "test_system"]
"""Tests of what only POSIX has: owners, modes, pipes and signals."""
collect_ignore = [] if hasattr(os, "fork") else [f"{name}.py" for name in OF_POSIX]

pytest_plugins = ("browser.chromium", "outputs")

register_profiles()
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Leave the cache of whoever runs the tests alone."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))
    os.environ.pop("TALKFEED_CACHE_KEY", None)


@pytest.fixture(autouse=True)
def _clients(request: pytest.FixtureRequest) -> None:
    for marker in request.node.iter_markers("client"):
        for client in marker.args:
            if is_present(client):
                continue
            if os.environ.get("TALKFEED_REQUIRE_CLIENTS"):
                pytest.fail(f"the client {client} is absent and required here")
            pytest.skip(f"needs {client}")
