"""A build → a profile for speedscope.app, made by pyinstrument (the extra `profile`)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from talkfeed.cli.console import afterwards
from talkfeed.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INTERVAL = 0.001
"""Seconds between two samples of the stack."""


@contextmanager
def profiled(path: Path | None) -> Iterator[None]:
    """Profile the body of the `with` statement, and write the profile; do nothing without a path.

    Only this process is profiled: use --jobs 1 to include all work.

    Raises:
        WrongUsage: pyinstrument is not installed.
        FailedAfterwards: TF508, the profile cannot be written; the build is done.
    """
    if path is None:
        yield
        return
    try:
        from pyinstrument import Profiler  # noqa: PLC0415  — for this option only
        from pyinstrument.renderers import SpeedscopeRenderer  # noqa: PLC0415
    except ImportError as error:
        message = "--profile needs pyinstrument: pip install 'talkfeed[profile]'"
        raise WrongUsage(message) from error
    from talkfeed.publishing.replacing import replace_files  # noqa: PLC0415  — needed for this option only

    with Profiler(interval=INTERVAL) as profiler:
        yield
    with afterwards():
        replace_files({path: profiler.output(SpeedscopeRenderer()).encode()})
