"""Pictures for previews of links, read by Pillow."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html as markup

from factories import NOW, make_entry, make_feed, make_talk
from talkfeed.building.pipeline import plan
from talkfeed.errors import InvalidData
from talkfeed.formats import social
from talkfeed.formats.html import cover, page
from talkfeed.model import Event, Feed

if TYPE_CHECKING:
    from pathlib import Path

pillow = pytest.importorskip("PIL.Image")
fonts = pytest.importorskip("PIL.ImageFont")


def _feed(title: str = "A talk", **changes: Any) -> Feed:
    entry = make_entry(talk=make_talk(title=title))
    return make_feed(entry, ahead=("a-talk",), cards=True, **changes)


def _image(feed: Feed) -> Any:
    return pillow.open(BytesIO(social.render(feed))).convert("RGB")


def test_picture_has_the_size_that_previews_show() -> None:
    """It is a small PNG of 1200 by 630 pixels, with the same bytes each time."""
    content = social.render(_feed())
    image = pillow.open(BytesIO(content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(content) < 60_000
    assert content == social.render(_feed())


@pytest.mark.parametrize("title", ["I", "w" * 400, "Word " * 90, "Ж" * 30, "x y " * 3000])
def test_words_stay_within_the_edges(title: str) -> None:
    """However long a title is, a margin around the picture has no letter."""
    image = _image(_feed(title)).convert("L")
    for box in ((0, 0, 60, 630), (1140, 0, 1200, 630), (0, 0, 1200, 40), (0, 590, 1200, 630)):
        assert image.crop(box).getextrema()[1] < 200, box
    assert image.crop((72, 140, 400, 500)).getextrema()[1] > 250


def test_ground_is_the_colour_of_the_cover() -> None:
    """Talks of one event have one colour, and white text on it has contrast on all hues."""
    one, other = (_image(_feed(title)).getpixel((5, 5)) for title in ("A", "B"))
    assert one == other
    talk = make_talk(event=Event("Another"))
    assert cover.classes(talk).split()[0] != cover.classes(make_talk()).split()[0]
    feed = make_feed(make_entry(talk=talk), ahead=("a-talk",), cards=True)
    assert _image(feed).getpixel((5, 5)) != one


def test_font_has_every_letter_that_is_drawn() -> None:
    """No letter that counts as drawable is the box of a missing one."""
    font = fonts.truetype(str(social.FONT), 40, layout_engine=fonts.Layout.BASIC)
    missing = bytes(font.getmask("\uffff"))
    letters = [chr(code) for code in range(0x21, 0x2200) if social.DRAWABLE.fullmatch(chr(code))]
    assert len(letters) > 900
    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing != b""] == []


def test_titles_in_other_letters_have_no_picture() -> None:
    """A picture without its title would say nothing; other words are left out alone."""
    assert social.has_card(_feed("Přednáška, Лекция, Ομιλία"), _feed().entries[0])
    for title in ("型システム入門", "محاضرة"):
        feed = _feed(title)
        assert not social.has_card(feed, feed.entries[0])
        assert not social.has_site_card(feed._replace(title=title))
    past = _feed()._replace(ahead=())
    assert not social.has_card(past, past.entries[0])
    japanese = _feed()._replace(entries=(make_entry(talk=make_talk(event=Event("東京"))),))
    assert _image(japanese).getpixel((80, 90)) == _image(japanese).getpixel((5, 5))


def test_pages_name_their_picture(tmp_path: Path) -> None:
    """A build writes the files that pages name; a site without `cards: on` has none."""
    source = tmp_path / "talks.yaml"
    for cards in (True, False):
        source.write_text(
            "feed: {title: T, url: https://t.example/, authors: [Ann]"
            f"{', cards: on' if cards else ''}}}\n"
            "talks: [{title: A, date: 7 Oct 2099}, {title: B, date: 7 Oct 2010}]\n"
        )
        built = {one.path: one.content for one in plan(source, tmp_path / "out", now=NOW).documents}
        pictures = [path for path in built if path.endswith(".png")]
        assert sorted(pictures) == (["card.png", "talks/a.png"] if cards else [])
        for path, picture in (("index.html", "card.png"), ("talks/a/index.html", "talks/a.png")):
            tree = markup.document_fromstring(built[path].decode())
            named = tree.xpath("//meta[@property='og:image']/@content")
            assert named == ([f"https://t.example/{picture}"] if cards else [])
    assert b"og:image" not in built["talks/b/index.html"]


def test_without_pillow_a_problem_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named, and the setting that asks for it; pages need no Pillow."""
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    feed = _feed()
    with pytest.raises(InvalidData) as raised:
        social.render(feed)
    (problem,) = raised.value.problems
    assert problem.code == "TF327"
    assert "talkfeed[cards]" in problem.hint
    assert b"a-talk.png" in page.render(feed._replace(path="talks/a-talk/index"))
