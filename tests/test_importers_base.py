"""Relative links are completed with an address that is known, or reported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commands import FEED
from source_inputs import source_input
from talkfeed.cli import main
from talkfeed.importers.feeds.webfeed import read
from talkfeed.model.imported import ImportOptions
from written import read as read_yaml

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = ImportOptions()
HTML = 'I spoke on 12 Jan 2027, see the <a href="/slides">slides</a>.'
RSS = """<rss version="2.0"><channel><title>Blog</title>{home}
<item><title>My talk at ConfX</title>{link}<description>{text}</description></item>
</channel></rss>"""
HOME, LINK = "<link>https://blog.example/</link>", "<link>https://blog.example/2027/1</link>"
ESCAPED = HTML.replace("<", "&lt;").replace(">", "&gt;")


def feed(home: str = "", link: str = "") -> bytes:
    """Write a feed with one post."""
    return RSS.format(home=home, link=link, text=ESCAPED).encode()


def atom(base: str = "") -> bytes:
    """Write a feed whose entry states its base."""
    content = f'<content type="html" xml:base="{base}">{ESCAPED}</content>'
    entry = f"<entry><title>My talk at ConfX</title>{content}</entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title>{entry}</feed>'.encode()


def json_feed(**more: str) -> bytes:
    """Write a JSON Feed with one post."""
    item = {"id": "1", "title": "My talk at ConfX", "content_html": HTML, **more}
    home = "https://blog.example/"
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "home_page_url": home, "items": [item]}).encode()


KNOWN = (
    feed(HOME, LINK),
    feed("", LINK),
    feed(HOME),
    atom("https://blog.example/posts/"),
    json_feed(url="https://blog.example/2027/1"),
    json_feed(),
)


@pytest.mark.parametrize("content", KNOWN)
def test_a_link_of_a_post_leads_to_its_site(content: bytes) -> None:
    """The base is that of the entry, else its page, else the page of the feed."""
    (talk,) = read(source_input(content), OPTIONS).talks
    assert "[slides](https://blog.example/slides)" in str(talk.fields["abstract"])
    assert not any("relative" in doubt for doubt in talk.doubts)


def test_a_link_that_nothing_completes_is_reported() -> None:
    """The text stays as it is, and the report names the option."""
    (talk,) = read(source_input(feed()), OPTIONS).talks
    assert "[slides](/slides)" in str(talk.fields["abstract"])
    assert "its abstract has a relative link, '/slides': give --base" in talk.doubts


ROW = "- {title: A, speaker: Ann Example, date: 2027-01-12, slides: /s.pdf}\n"


def test_the_user_knows_the_address_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--base completes the links of a file; what is no address is refused."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.yaml").write_text(FEED.replace("talks:\n", "talks: []\n"))
    (tmp_path / "list.yml").write_text(ROW)
    assert main(["import", "list.yml", "--yes", "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "give --base" in printed
    assert "'/s.pdf' is not a complete address" in printed
    assert main(["import", "list.yml", "--yes", "--base", "talks"]) == 1
    assert main(["import", "list.yml", "--yes", "--base", "https://a.example/talks/"]) == 0
    talks: Any = read_yaml((tmp_path / "talks.yaml").read_text())["talks"]
    assert talks[0]["slides"] == "https://a.example/s.pdf"
