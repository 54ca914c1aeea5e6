"""What visitors load is small: the pages of this repository, as built and committed."""

from __future__ import annotations

import gzip
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "output"
TALK, INDEX, INDEX_ZIPPED = 6_000, 74_000, 20_500
"""The maximum sizes of the page of a talk, and of the first page with its style and script."""


def test_the_page_of_a_talk_is_small() -> None:
    """The page of every talk has at most six kilobytes."""
    sizes = {page.parent.name: page.stat().st_size for page in OUTPUT.glob("talks/*/index.html")}
    assert {name: size for name, size in sizes.items() if size > TALK} == {}
    assert sizes


def test_the_first_page_is_small() -> None:
    """The first page, its style and its script stay below a limit, also compressed."""
    parts = [(OUTPUT / "index.html").read_bytes()]
    parts += [path.read_bytes() for path in OUTPUT.glob("assets/*")]
    assert len(parts) == 3
    assert sum(map(len, parts)) <= INDEX
    assert sum(len(gzip.compress(part, 9, mtime=0)) for part in parts) <= INDEX_ZIPPED
