"""`talkfeed thumbnails` fetches stills once, and names them in the talks file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from commands import FEED
from linkweb import BRISK, Page, Web, web
from talkfeed.building import pipeline
from talkfeed.cli import thumbnails
from talkfeed.cli.console import open_console
from talkfeed.cli.parser import parse
from talkfeed.errors import Rejected
from talkfeed.linkcheck.stills import STILLS, fetch_still, still_of
from talkfeed.web import fetch
from terminals import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x20" + bytes(9)
TALKS = """\
  - title: One # kept
    date: Oct 2015
    video: [https://other.example/1, "https://youtu.be/dJlHBS7sP_c"]
    tags: [a]
  - {title: Two, date: 2014, video: "https://vimeo.com/16189862"}
  - {title: Three, date: 2013, video: "https://vimeo.com/2", thumbnail: "https://p.example/1.png"}
  - {title: Four, date: 2012, video: "https://other.example/2"}
"""


@pytest.fixture(scope="module", name="shared")
def _shared() -> Iterator[Web]:
    with web() as found:
        yield found


@pytest.fixture(name="site")
def _site(shared: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Web:
    shared.pages.clear()
    shared.requests.clear()
    still = json.dumps({"thumbnail_url": f"{shared.base}/still.png"}).encode()
    shared.pages["/vimeo.com/api/oembed.json"] = Page(200, still)
    shared.pages["/still.png"] = Page(200, PNG)
    shared.pages["/i.ytimg.com/vi/dJlHBS7sP_c/hqdefault.jpg"] = Page(200, PNG + b"1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.yaml").write_text(FEED + TALKS)
    return shared


def run(site: Web, *options: str) -> tuple[int, str, str]:
    """Run the command; return the status, the output and the messages."""
    out, err = Terminal(), Terminal()
    consoles = [open_console(stream, {"NO_COLOR": "1", "COLUMNS": "200"}) for stream in (out, err)]
    stills = tuple(
        each._replace(address=each.address.replace("https://", f"{site.base}/")) for each in STILLS
    )
    services = thumbnails.Services(lambda address: fetch(address, BRISK).content, stills)
    status = thumbnails.run(parse(["thumbnails", *options]), *consoles, services)
    for console in consoles:
        console.flush()
    return status, out.getvalue(), err.getvalue()


def test_pictures_are_fetched_once_and_named(site: Web, tmp_path: Path) -> None:
    """Talks without a picture get one; comments and all else stay, and nothing is asked again."""
    assert run(site)[:2] == (0, "2 pictures added · 0 not found\n")
    one, two, three, four = pipeline.read(tmp_path / "talks.yaml").talks
    pictures = sorted(path.name for path in (tmp_path / "thumbnails").iterdir())
    assert sorted(each.thumbnail.href for each in (one, two) if each.thumbnail) == [
        f"thumbnails/{name}" for name in pictures
    ]
    assert three.thumbnail
    assert three.thumbnail.href == "https://p.example/1.png"
    assert four.thumbnail is None
    text = (tmp_path / "talks.yaml").read_text()
    assert "title: One # kept" in text
    before = len(site.requests)
    assert run(site)[:2] == (0, "0 pictures added · 0 not found\n")
    assert len(site.requests) == before
    assert (tmp_path / "talks.yaml").read_text() == text


def test_missing_pictures_are_reported(site: Web, tmp_path: Path) -> None:
    """One that is missing does not keep the others from being written; the status is 1."""
    site.pages["/vimeo.com/api/oembed.json"] = Page(200, b"[]")
    status, out, err = run(site)
    assert (status, out) == (1, "1 picture added · 1 not found\n")
    assert err == "no picture of https://vimeo.com/16189862: the provider names no picture\n"
    assert len([*(tmp_path / "thumbnails").iterdir()]) == 1


def test_a_limit_is_kept(site: Web) -> None:
    """With --limit only the first talks are looked up."""
    assert run(site, "--limit", "1")[1] == "1 picture added · 0 not found\n"
    assert all("vimeo" not in request for request in site.requests)


def test_talks_of_others_are_left_alone(site: Web, tmp_path: Path) -> None:
    """A list of other software is not ours to edit."""
    (tmp_path / "list.csv").write_text("title,date,video\nA,2015,https://vimeo.com/16189862\n")
    (tmp_path / "talks.yaml").write_text(f"{FEED}  - from: list.csv\n")
    assert run(site)[:2] == (0, "0 pictures added · 0 not found\n")
    assert not (tmp_path / "thumbnails").exists()


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("https://www.youtube.com/watch?v=dJlHBS7sP_c", "i.ytimg.com/vi/dJlHBS7sP_c/hqdefault.jpg"),
        (
            "https://vimeo.com/16189862",
            "vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F16189862",
        ),
        (
            "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "tube.example/services/oembed?url=https%3A%2F%2Ftube.example%2Fw%2FkkGMgK9ZtnKfYAgnEtQxbv",
        ),
        ("https://media.ccc.de/v/36c3-1#t=9", "media.ccc.de/public/events/36c3-1"),
    ],
)
def test_each_provider_is_asked_where_it_says(link: str, asked: str) -> None:
    """The first request goes to the documented address of the provider."""
    requests = []

    def get(address: str) -> bytes:
        requests.append(address)
        return b"{}"

    still = still_of(link)
    assert still is not None
    with pytest.raises(Rejected):
        fetch_still(link, still, get)
    assert requests == [f"https://{asked}"]


@pytest.mark.parametrize(
    "answer", [b"", b"[" * 9999, b'{"thumbnail_url": 5}', b'{"thumbnail_url": "x"}']
)
def test_answers_are_not_trusted(answer: bytes) -> None:
    """What is no JSON, or names no address, is no picture; nor is a page of HTML."""
    link = "https://vimeo.com/1"
    vimeo = still_of(link)
    assert vimeo is not None
    with pytest.raises(Rejected):
        fetch_still(link, vimeo, lambda _: answer)
    page = b'{"thumbnail_url": "https://a.example/"}'
    with pytest.raises(Rejected, match=r"there is no picture at https://a\.example/"):
        fetch_still(link, vimeo, lambda address: page if "oembed" in address else b"<html>")


def test_only_public_addresses_are_asked(site: Web, tmp_path: Path) -> None:
    """Without --allow-private nothing of one's own network is fetched."""
    video = f"{site.base}/w/kkGMgK9ZtnKfYAgnEtQxbv"
    (tmp_path / "talks.yaml").write_text(f"{FEED}  - {{title: A, date: 2015, video: '{video}'}}\n")
    site.pages["/services/oembed"] = Page(
        200, json.dumps({"thumbnail_url": f"{site.base}/still.png"}).encode()
    )
    out = open_console(Terminal(), {})
    assert thumbnails.run(parse(["thumbnails"]), out, out) == 1
    assert site.requests == []
    assert thumbnails.run(parse(["thumbnails", "--allow-private"]), out, out) == 0
    assert len(site.requests) == 2
