"""The garbage collector, kept from visiting millions of values that hold no cycles.

For 20,000 talks it would double the time of a build.
"""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


SELDOM = 50_000
"""So many values that hold others may be made between two visits."""


@contextmanager
def hurried() -> Iterator[None]:
    """Let it visit seldom, and at the end of the process not once more all that goes anyway.

    For a small file these visits would be an eighth of a build.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(SELDOM)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.freeze()  # what there is counts as old now, or it would all be visited here and now
        gc.unfreeze()
        gc.set_threshold(*thresholds)


@contextmanager
def paused() -> Iterator[None]:
    """Do without it for a while, where what is made has no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def relaxed() -> Iterator[None]:
    """Let it visit only what is made from now on, and seldom: templates leave cycles behind."""
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
