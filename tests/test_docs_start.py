"""docs/start.md: its commands run in order, and lead to what the page promises."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser

from talkfeed.cli import main

if TYPE_CHECKING:
    import pytest

PAGE = (Path(__file__).parent.parent / "docs" / "start.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_evening_goes_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command succeeds; a subscriber sees one talk, and after the edit the same one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    seen = []
    for line in "".join(text for kind, text in BLOCKS if kind == "sh").splitlines():
        program, *arguments = shlex.split(line)
        assert program == "talkfeed"
        assert main(arguments) == 0, line
        if arguments[0] == "publish":
            seen += feedparser.parse((tmp_path / "www" / "talks.atom").read_bytes()).entries
    before, after = seen
    assert (before.id, before.published) == (after.id, after.published)
    assert "ExampleConf" in before.title
    assert "Another conference" in after.title


def test_its_talks_file_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings are accepted, the target among them."""
    monkeypatch.chdir(tmp_path)
    (settings,) = (text for kind, text in BLOCKS if kind == "yaml")
    (tmp_path / "talks.yaml").write_text(f"{settings}talks: []\n", encoding="utf-8")
    assert main(["check"]) == 0
