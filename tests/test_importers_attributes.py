"""HTML with crowded elements: what would keep the parser busy is rejected before it is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from source_inputs import as_json, source_input
from talkfeed.errors import Rejected
from talkfeed.importers.feeds import webfeed
from talkfeed.importers.metadata.html_head import parse
from talkfeed.importers.page.parse import html_of
from talkfeed.model.imported import ImportOptions
from talkfeed.records.attributes import MOST
from talkfeed.records.html_to_markdown import markdown

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: dict[str, Callable[[str], object]] = {
    "a page": lambda html: html_of(source_input(html, name="page.html")),
    "its head": parse,
    "a text": markdown,
}
WAYS = {"quoted": 'a{}="x y"', "bare": "a{}", "plain": "a{}=x", "single": "a{} = '\"'"}


def crowded(way: str, count: int) -> str:
    """Write a paragraph with some attributes."""
    return f"<p {' '.join(WAYS[way].format(number) for number in range(count))}>Talk</p>"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("way", WAYS)
def test_an_element_with_too_many_attributes_is_rejected(way: str, reader: str) -> None:
    """However they are written, and wherever HTML comes from; a large number of them is read."""
    READERS[reader](crowded(way, MOST))
    with pytest.raises(Rejected) as rejection:
        READERS[reader](crowded(way, MOST + 1))
    assert rejection.value.code == "TF704"


def test_a_text_of_a_feed_is_rejected_for_a_crowded_element() -> None:
    """A feed in JSON reaches the parser as it was written."""
    item = {"id": "1", "title": "A", "content_html": crowded("bare", MOST + 1)}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [item]}
    with pytest.raises(Rejected):
        webfeed.read(as_json(feed), ImportOptions())
