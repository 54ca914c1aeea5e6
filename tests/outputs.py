"""Outputs to publish: three versions of one site, made once for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the first version."""
    from delivered import OLD, write_output  # noqa: PLC0415  — for few tests

    return write_output(tmp_path_factory.mktemp("old"), OLD)


@pytest.fixture(scope="session")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the next version."""
    from delivered import NEW, write_output  # noqa: PLC0415  — as above

    return write_output(tmp_path_factory.mktemp("new"), NEW)


@pytest.fixture(scope="session")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the version after that."""
    from delivered import NEWER, write_output  # noqa: PLC0415  — as above

    return write_output(tmp_path_factory.mktemp("newer"), NEWER)
