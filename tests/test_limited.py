"""The laws of work that has a time limit."""

from __future__ import annotations

import re

import pytest

from talkfeed.errors import Rejected
from talkfeed.importers.common.limited import limited


def _fail() -> None:
    raise ZeroDivisionError


def _reject() -> None:
    raise Rejected("TF702", "it is no feed", "name another --from")


def test_the_result_comes_back() -> None:
    """As if the work were done right here."""
    assert limited(lambda: {"title": "Rainbows"}, "a") == {"title": "Rainbows"}
    assert limited(lambda: None, "a") is None


def test_what_is_raised_comes_back() -> None:
    """A rejection with its code, message and hint, and every other exception."""
    with pytest.raises(ZeroDivisionError):
        limited(_fail, "a")
    with pytest.raises(Rejected) as rejected:
        limited(_reject, "a")
    known = ("TF702", "it is no feed", "name another --from")
    assert (rejected.value.code, rejected.value.message, rejected.value.hint) == known


def test_work_without_an_end_is_refused() -> None:
    """Even where no line of Python runs in between, as in a library in C."""
    with pytest.raises(Rejected) as rejected:
        limited(lambda: re.fullmatch("(a+)+", "a" * 100 + "b"), "a.html", seconds=1)
    assert rejected.value.code == "TF717"
    assert rejected.value.message == "reading 'a.html' takes more than 1 seconds"
