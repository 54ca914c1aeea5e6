"""The laws of work that has a time limit."""

from __future__ import annotations

import re
import time

import pytest

from talkfeed.errors import Rejected
from talkfeed.importers.common.limited import limited


def _nothing() -> None:
    """Return what is no answer at all."""


def _fail() -> None:
    raise ZeroDivisionError


def _reject() -> None:
    raise Rejected("TF702", "it is no feed", "name another --from")


def test_the_result_comes_back() -> None:
    """As if the work were done right here."""
    assert limited(dict, [("title", "Rainbows")], name="a") == {"title": "Rainbows"}
    assert limited(_nothing, name="a") is None


def test_what_is_raised_comes_back() -> None:
    """A rejection with its code, message and hint, and every other exception."""
    with pytest.raises(ZeroDivisionError):
        limited(_fail, name="a")
    with pytest.raises(Rejected) as rejected:
        limited(_reject, name="a")
    known = ("TF702", "it is no feed", "name another --from")
    assert (rejected.value.code, rejected.value.message, rejected.value.hint) == known


def test_work_without_an_end_is_refused() -> None:
    """Even where no line of Python runs in between, as in a library in C."""
    with pytest.raises(Rejected) as rejected:
        limited(re.fullmatch, "(a+)+", "a" * 100 + "b", name="a.html", seconds=1)
    assert rejected.value.code == "TF717"
    assert rejected.value.message == "reading 'a.html' takes more than 1 seconds"


def test_long_work_shows_that_it_goes_on() -> None:
    """A progress bar is drawn while the other process works."""
    ticks: list[float] = []
    limited(time.sleep, 0.5, name="a", tick=lambda: ticks.append(time.monotonic()))
    assert len(ticks) >= 2
