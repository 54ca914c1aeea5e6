"""Garbage collection, tuned for millions of values without cycles.

For 20,000 talks the default would double the time of a build.
"""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


SELDOM = 50_000
"""New container values between two collections."""


@contextmanager
def for_process() -> Iterator[None]:
    """Collect rarely, and skip the collection at exit.

    For a small file these collections would be an eighth of a build.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(SELDOM)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.freeze()  # existing values count as old now, or all would be visited here
        gc.unfreeze()
        gc.set_threshold(*thresholds)


@contextmanager
def disabled() -> Iterator[None]:
    """Disable collection while values without cycles are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def for_rendering() -> Iterator[None]:
    """Collect only new values, and rarely: page templates leave cycles behind."""
    thresholds, was_on = gc.get_threshold(), gc.isenabled()
    gc.freeze()
    gc.set_threshold(SELDOM)
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        if not was_on:
            gc.disable()
