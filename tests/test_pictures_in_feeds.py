"""Pictures of talks and of the site, as independent parsers find them in feeds and calendars."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import feedparser
import icalendar
import pytest
from lxml import etree

from factories import NOW, make_entry, make_feed, make_talk
from talkfeed.building.pipeline import plan
from talkfeed.errors import InvalidData
from talkfeed.formats import jsonfeed
from talkfeed.formats.ical import calendar
from talkfeed.formats.syndication import atom, rss
from talkfeed.model import Event, EventProfile
from talkfeed.model.media import Attachment

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.model import Feed

LOGO = Attachment("thumbnail", "https://p.example/logo.png", "image/png")
STILL = Attachment("thumbnail", "https://p.example/1.jpg", "image/jpeg")
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x20\x08\x02\x00\x00\x00"
    b"\x00\x00\x00\x00"
)


class _Own:
    stored, size, digest, length = "media/1.jpg", (640, 360), b"", 1
    chapters = cues = ()


OWN = Attachment("thumbnail", "1.jpg", "image/jpeg", is_file=True, own=_Own())  # type: ignore[arg-type]


def _feed(still: Attachment | None = STILL, logo: Attachment | None = LOGO) -> Feed:
    talk = make_talk(attachments=(still,) if still else ())
    start = talk.when.start
    return make_feed(make_entry(talk=talk, start=start, end=start), image=logo)


def test_atom_has_icon_logo_and_thumbnail() -> None:
    """Icon and logo are those of the site, and the picture of a talk is media:thumbnail."""
    found = feedparser.parse(atom.render(_feed()))
    assert not found.bozo
    assert (found.feed.icon, found.feed.logo) == (LOGO.href, LOGO.href)
    assert found.entries[0].media_thumbnail == [{"url": STILL.href}]


def test_rss_has_image_and_thumbnail() -> None:
    """The image of a channel has the title and the link of the channel, as RSS requires."""
    content = rss.render(_feed(OWN))
    found = feedparser.parse(content)
    assert not found.bozo
    image = found.feed.image
    assert (image.href, image.title, image.link) == (LOGO.href, found.feed.title, found.feed.link)
    size = {"url": "https://talks.example/media/1.jpg", "width": "640", "height": "360"}
    assert found.entries[0].media_thumbnail == [size]
    names = [child.tag for child in etree.fromstring(content)[0]]
    assert names.index("ttl") < names.index("image") < names.index("item")


def test_json_feed_has_icon_and_image() -> None:
    """The icon is that of the site, the image that of the talk."""
    found = json.loads(jsonfeed.render(_feed(OWN)))
    assert found["icon"] == LOGO.href
    assert found["items"][0]["image"] == "https://talks.example/media/1.jpg"


def test_calendars_have_images() -> None:
    """Calendar and event have an IMAGE (RFC 7986, 5.10) with its media type."""
    found = icalendar.Calendar.from_ical(calendar.render(_feed()))
    (event,) = found.walk("VEVENT")
    for component, picture in ((found, LOGO), (event, STILL)):
        image = component["IMAGE"]
        assert str(image) == picture.href
        expected = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": picture.type}
        assert dict(image.params) == expected


def test_feed_of_an_event_has_the_logo_of_the_event() -> None:
    """What a feed is about comes before the site, which still is the icon."""
    event = Event("Conf", profile=EventProfile(image=STILL))
    found = feedparser.parse(atom.render(_feed()._replace(about=event))).feed
    assert (found.icon, found.logo) == (LOGO.href, STILL.href)
    plain = _feed()._replace(about=Event("Conf"))
    assert feedparser.parse(atom.render(plain)).feed.logo == LOGO.href


@pytest.mark.parametrize("render", [atom.render, rss.render, jsonfeed.render, calendar.render])
def test_without_pictures_nothing_is_said_of_them(render: object) -> None:
    """Feeds without pictures are as before: not even a namespace is declared."""
    content: bytes = render(_feed(None, None))  # type: ignore[operator]
    for word in (b"mrss", b"logo", b"icon", b"mage"):
        assert word not in content, word


def test_a_build_copies_the_picture_of_the_site(tmp_path: Path) -> None:
    """The file is below media/, is the icon of pages, and is named by the feeds."""
    source = tmp_path / "talks.yaml"
    tmp_path.joinpath("logo.png").write_bytes(PNG)
    source.write_text(
        "feed: {title: T, url: https://t.example/, authors: [Ann], image: logo.png}\n"
        "talks: [{title: A, date: 2015}]\n"
    )
    built = {one.path: one.content for one in plan(source, tmp_path / "out", now=NOW).documents}
    (stored,) = (path for path in built if path.startswith("media/"))
    assert built[stored] == PNG
    assert feedparser.parse(built["talks.atom"]).feed.icon == f"https://t.example/{stored}"
    page = built["index.html"].decode()
    assert f'<link rel="icon" href="{stored}">' in page
    assert f'<img class="logo" src="{stored}" alt="" width="64" height="32"' in page
    assert f'<link rel="icon" href="../../{stored}">' in built["talks/a/index.html"].decode()
    assert f'property="og:image" content="https://t.example/{stored}"' in page


def test_a_picture_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    """The build names the file of talks.yaml that states it."""
    source = tmp_path / "talks.yaml"
    source.write_text(
        "feed: {title: T, url: https://t.example/, authors: [Ann], image: no.png}\ntalks: []\n"
    )
    with pytest.raises(InvalidData) as raised:
        plan(source, tmp_path / "out", now=NOW)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.path) == ("TF333", str(source))
    source.write_text(source.read_text().replace("no.png", "https://p.example/1.png"))
    built = {one.path: one.content for one in plan(source, tmp_path / "out", now=NOW).documents}
    assert b"<icon>https://p.example/1.png</icon>" in built["talks.atom"]
    assert b'class="logo"' not in built["index.html"]
