"""The web component as a file; its behaviour is tested in browsers."""

from __future__ import annotations

import gzip
import subprocess

import pytest

from browser.feeds import busy, seed
from talkfeed.formats.html import component

SCRIPT = component.render(seed())


def test_component_is_small() -> None:
    """At most 2 KB as it travels."""
    assert len(gzip.compress(SCRIPT, 9)) <= 2048


def test_component_is_the_same_for_every_feed() -> None:
    """Sites may pin it by its hash."""
    assert component.render(busy()) == SCRIPT


def test_component_writes_text_only() -> None:
    """Nothing of a feed is ever parsed as HTML or run."""
    for word in (b"innerHTML", b"outerHTML", b"insertAdjacent", b"document.write", b"eval"):
        assert word not in SCRIPT
    assert b"textContent" in SCRIPT


@pytest.mark.client("node")
def test_component_is_a_script_without_errors() -> None:
    """A JavaScript engine reads it."""
    subprocess.run(["node", "--check", "-"], input=SCRIPT, check=True, capture_output=True)
