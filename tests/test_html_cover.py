"""Covers: words on a ground of their own colour, and cards."""

from __future__ import annotations

import re
from math import cos, radians, sin
from typing import Any

from lxml import html as markup

from factories import make_entry, make_feed, make_link, make_talk, make_when
from talkfeed.formats.html import cover, index, page, style
from talkfeed.model import Event, Feed, Person
from talkfeed.model.media import Attachment

VIDEO = make_link("https://youtu.be/cUvNths_5RA", kind="video")
_TO_CONES = (
    (0.3963377774, 0.2158037573),
    (-0.1055613458, -0.0638541728),
    (-0.0894841775, -1.291485548),
)
_TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def _luminance(light: float, chroma: float, hue: float) -> float:
    """Return the relative luminance (WCAG 2.2) of a colour (CSS Color 4, 9.2), cut to sRGB."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    cones = [(light + x * a + y * b) ** 3 for x, y in _TO_CONES]
    red, green, blue = (
        min(1.0, max(0.0, sum(x * y for x, y in zip(row, cones, strict=True)))) for row in _TO_RGB
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _variables(css: str) -> list[tuple[float, float]]:
    """Return lightness and chroma in the light scheme, then in the dark one."""
    found = re.findall(r"cover-light:(\.\d+);--talkfeed-cover-chroma:(\.\d+)", css)
    return [(float(light), float(chroma)) for light, chroma in found]


def test_words_on_a_cover_have_contrast_on_every_hue() -> None:
    """White on ground and on shape has 4.5 to 1 or more, in both schemes, on all 360 hues."""
    css = style.render(make_feed()).decode()
    schemes = _variables(css)
    assert len(schemes) == 2
    more, paler, _ = (float(number) for number in re.findall(r"\) \+ (\.?\d+)\)", css)[:3])
    for light, chroma in schemes:
        for hue in range(360):
            ground = _luminance(light, chroma, hue)
            shape = _luminance(light + more, chroma + paler, hue)
            assert 1.05 / (max(ground, shape) + 0.05) >= 4.5, (light, hue)
    hues = re.findall(r"\.h(\d+)\{--h:(\d+)\}", css)
    assert [(int(name), int(hue)) for name, hue in hues] == [
        (rank, 120 + 16 * rank) for rank in range(cover.HUES)
    ]


def test_talks_of_one_event_have_one_colour() -> None:
    """The colour is that of the event, else of the series or the first tag, else of the title."""
    one, other = (
        make_talk(title=title, event=Event(name), tags=("x",))
        for title, name in (("A", "PolyConf"), ("B", "POLYCONF"))
    )
    assert cover.classes(one).split()[0] == cover.classes(other).split()[0]
    assert cover.classes(one).split()[0] == cover.colour("polyconf")
    tagged, bare = (
        make_talk(title="A", event=None, tags=("x",)),
        make_talk(title="A", event=None, tags=()),
    )
    assert cover.classes(tagged).startswith(f"{cover.colour('x')} k-talk ")
    assert cover.classes(bare).startswith(f"{cover.colour('A')} k-talk ")
    names = [f"Conference {number}" for number in range(200)]
    assert len({cover.colour(name) for name in names}) == cover.HUES


def test_every_class_of_a_cover_has_a_style() -> None:
    """No kind or size is without a rule, but for those that have the common one."""
    css = style.render(make_feed()).decode()
    kinds = ("keynote", "lightning", "panel", "workshop", "tutorial", "poster", "interview")
    for name in (*(f"k-{kind}" for kind in kinds), "xl", "l", "m"):
        assert f".{name}" in css, name


def test_long_titles_are_smaller() -> None:
    """A title's size depends on its width: a Japanese letter is as wide as two Latin ones."""
    sizes = [
        cover.classes(make_talk(title="x" * width)).split()[-1] for width in (28, 60, 110, 111)
    ]
    assert sizes == ["xl", "l", "m", "s"]
    assert cover.classes(make_talk(title="型" * 15)).endswith(" l")


def test_occasion_has_the_year_once() -> None:
    """An event whose name ends in the year is not followed by it again."""
    when = make_when("7 Oct 2015")
    assert cover.occasion(make_talk(event=Event("PolyConf"), when=when)) == "PolyConf 2015"
    assert cover.occasion(make_talk(event=Event("Conf 2015"), when=when)) == "Conf 2015"
    assert cover.occasion(make_talk(event=None, tags=("logic",), when=when)) == "logic 2015"
    undated = make_when("TBA", start=None, end=None)
    assert cover.occasion(make_talk(event=None, tags=(), when=undated)) == ""


def test_initials_are_of_the_first_and_the_last_word() -> None:
    """A name of one word has one, and marks are no words if there are others."""
    names = {"Ann Mary Example": "AE", "田中": "田", "– Bo": "B", "éa öb": "ÉÖ", "–": "–"}
    assert {name: cover.initials(name) for name in names} == names


def _many(count: int, **changes: Any) -> Feed:
    talks = [
        make_talk(
            title=f"T{rank}", order=rank, links=(VIDEO,) if rank % 2 else (), event=Event("E")
        )
        for rank in range(count)
    ]
    entries = [make_entry(f"t{rank}", talk) for rank, talk in enumerate(talks)]
    return make_feed(*entries, path="index", **changes)


def _cards(feed: Feed) -> Any:
    return markup.document_fromstring(index.render(feed).decode()).xpath("//ul[@class='cards']/li")


def test_latest_recordings_are_cards() -> None:
    """The first page of many talks shows the latest with a recording, and no others."""
    shown = _cards(_many(30))
    assert [item.findtext(".//b") for item in shown] == ["T1", "T3", "T5", "T7", "T9", "T11"]
    assert shown[0].xpath("a/@href") == ["talks/t1/"]
    assert shown[0].xpath(".//small/text()") == ["E 2015"]
    assert not _cards(_many(index.MANY - 1))
    assert not _cards(_many(30, current="index"))


class _Own:
    stored, size, digest, length = "media/1.png", (640, 360), b"", 1
    chapters = cues = ()


def test_card_has_the_picture_of_the_talk() -> None:
    """A picture of the site replaces the cover; it has its size, is lazy, and loads aside."""
    own = Attachment("thumbnail", "1.png", "image/png", is_file=True, own=_Own())  # type: ignore[arg-type]
    feed = _many(30)
    pictured = feed.entries[1]._replace(talk=feed.entries[1].talk._replace(attachments=(own,)))
    feed = feed._replace(entries=(*feed.entries[:1], pictured, *feed.entries[2:]))
    (image,) = _cards(feed)[0].xpath("a/img")
    assert dict(image.attrib) == {
        "src": "media/1.png",
        "alt": "",
        "width": "640",
        "height": "360",
        "loading": "lazy",
        "decoding": "async",
    }
    alone = feed._replace(entries=(pictured,), path="talks/t1/index")
    (play,) = markup.document_fromstring(page.render(alone)).xpath("//a[@data-frame]")
    assert play.xpath("img/@src") == ["../../media/1.png"]


def test_page_of_a_talk_stays_small() -> None:
    """The cover of a video is a few classes and words: a page is far below 6 KB."""
    talk = make_talk(links=(VIDEO,), speakers=(Person("Ann"),), event=Event("Conf"))
    feed = make_feed(make_entry(talk=talk), path="talks/a-talk/index")
    content = page.render(feed)
    assert len(content) <= 6_000
    (play,) = markup.document_fromstring(content.decode()).xpath("//a[@data-frame]")
    assert cover.classes(talk) in play.get("class")
    assert play.xpath(".//strong/@aria-hidden") == ["true"]
