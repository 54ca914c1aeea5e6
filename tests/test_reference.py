"""The generated files of docs/ are current, and explain everything there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkfeed.limits import LIMITS
from talkfeed.reference import pages
from talkfeed.rules import RULES
from talkfeed.schema import TABLES

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("name", list(pages()))
def test_a_generated_page_is_current(name: str) -> None:
    """The committed page is the generated one."""
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name]


def test_every_field_and_limit_is_explained() -> None:
    """Each field has a heading, its description and its example; each limit a row."""
    page = pages()["fields.md"]
    for table in TABLES.values():
        section = page.partition(f"\n## {table.title}\n")[2].partition("\n## ")[0]
        for field in table.fields:
            assert f"### `{field.name}`\n\n{field.description}" in section
            assert field.example in section
    assert all(f"| {what} | {most} |" in page for what, most in LIMITS)


def test_every_code_is_explained() -> None:
    """Each code has a row with its meaning and advice."""
    page = pages()["rules.md"]
    assert all(f"| {code} | {rule.severity} |" in page for code, rule in RULES.items())
