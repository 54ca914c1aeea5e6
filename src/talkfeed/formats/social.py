"""Feed → a picture of 1200 by 630 pixels for previews of links: of the site, or of a talk to come.

It has the colour of the talk's cover. Pillow draws it, with a font that has Latin, Greek and
Cyrillic letters; a talk with other letters in its title has none.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkfeed.errors import InvalidData, Place, Problem
from talkfeed.formats import wording
from talkfeed.formats.html import cover, rows
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Entry, Feed

SIZE = (1200, 630)
SITE = "card"
"""The output path of the picture of the site, without suffix."""
UNUSABLE = "TF327"
FONT = Path(__file__).parent / "fonts" / "talkcard.ttf"
DRAWABLE = lazy(
    "[ -~\xa0-\u024f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e00-\u1e9b"
    "\u1ea0-\u1ef9\u2010\u2012-\u2022\u2026\u2039\u203a\u20ac\u2122]+"
)
"""Texts whose letters the font has."""
_EDGE, _TITLE_TOP, _TITLE_HEIGHT = 72, 150, 340
_LARGE, _SMALL, _STEP = 104, 40, 4
"""The sizes of a title: the largest at which it fits."""
_LINE = 1.12
_LONGEST = 400
"""The letters of a text that may fit."""
_CUT = 4
"""The letters that an ellipsis replaces."""
_WORDS = 34
"""The size of the other words."""
_COLOURS = 64
_GROUND, _SHAPE = (0.42, 0.1, 0), (0.49, 0.12, 24)
"""Lightness, chroma, and degrees after the hue, as those of covers in the light scheme."""


class _Card(NamedTuple):
    """What a picture says, and the hue of its ground in degrees."""

    above: str
    title: str
    below: str
    hue: int


def has_card(feed: Feed, entry: Entry) -> bool:
    """Return whether a talk has a picture: if it is to come, and its title can be drawn."""
    is_ahead = feed.cards and entry.key in feed.ahead
    return is_ahead and DRAWABLE.fullmatch(entry.talk.title) is not None


def has_site_card(feed: Feed) -> bool:
    """Return whether the site has a picture."""
    return feed.cards and DRAWABLE.fullmatch(feed.title) is not None


def render(feed: Feed) -> bytes:
    """Draw the picture of the feed's only talk, or else of the site, as PNG.

    Raises:
        InvalidData: TF327, Pillow is not installed.
    """
    return _draw(_of_talk(feed) if feed.entries else _of_site(feed))


def _of_site(feed: Feed) -> _Card:
    return _Card("", feed.title, _shown(feed.subtitle), _hue(cover.colour(feed.title)))


def _of_talk(feed: Feed) -> _Card:
    (entry,) = feed.entries
    talk = entry.talk
    day = rows.TalkRow(feed, entry, "").day
    below = " · ".join(filter(None, (wording.names(talk.speakers), day)))
    colour = cover.classes(talk).split()[0]
    above = talk.occasion or feed.title
    return _Card(_shown(above), talk.title, _shown(below), _hue(colour))


def _shown(text: str) -> str:
    """Return a text, or nothing if the font lacks one of its letters."""
    return text if DRAWABLE.fullmatch(text) else ""


def _hue(colour: str) -> int:
    return cover.FIRST + cover.STEP * int(colour.removeprefix("h"))


def _draw(card: _Card) -> bytes:
    pillow = _pillow()
    image = pillow.Image.new("RGB", SIZE, _rgb(*_GROUND[:2], card.hue))
    pen = pillow.ImageDraw.Draw(image)
    x, y, radius = SIZE[0] * 0.88, SIZE[1] * 0.96, SIZE[0] * 0.42
    shape = _rgb(*_SHAPE[:2], card.hue + _SHAPE[2])
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shape)
    font, lines = _fitted(card.title)
    gap = font.size * _LINE
    top = _TITLE_TOP + max(0, (_TITLE_HEIGHT - gap * len(lines)) / 2)
    for rank, line in enumerate(lines):
        pen.text((_EDGE, top + gap * rank), line, font=font, fill="white")
    words = _font(_WORDS)
    for text, place in ((card.above, _EDGE), (card.below, SIZE[1] - _EDGE - _WORDS)):
        line = next(_wrapped(text, words), "")
        pen.text((_EDGE, place), line, font=words, fill="white")
    content = BytesIO()
    image.quantize(_COLOURS, dither=pillow.Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


def _fitted(title: str) -> tuple[Any, list[str]]:
    """Return the largest font at which a title fits, and its lines; a long title is cut."""
    for size in range(_LARGE, _SMALL - 1, -_STEP):
        font = _font(size)
        lines = [*_wrapped(title, font)]
        most = int(_TITLE_HEIGHT / (size * _LINE))
        if len(lines) <= most:
            return font, lines
    return font, [*lines[: most - 1], f"{lines[most - 1][:-_CUT].rstrip()}…"]


def _wrapped(text: str, font: Any) -> Iterator[str]:  # noqa: ANN401  — of Pillow, an extra
    """Break a text into lines of the width of the picture, long words anywhere."""
    width = SIZE[0] - 2 * _EDGE
    line = ""
    for word in re.findall(r"\S+\s*", text[:_LONGEST]):
        if line and font.getlength(line + word.rstrip()) > width:
            yield line.rstrip()
            line = ""
        is_short = font.getlength(word.rstrip()) <= width
        for letter in (word,) if is_short else word:
            if not is_short and font.getlength(line + letter) > width and letter.strip():
                yield line.rstrip()
                line = ""
            line += letter
    if line:
        yield line.rstrip()


def _rgb(light: float, chroma: float, hue: int) -> tuple[int, int, int]:
    """Return the sRGB colour of a colour in OKLCH (CSS Color 4, 9.2), cut to what sRGB has."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _channel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _channel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _channel(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _channel(linear: float) -> int:
    clear = min(1.0, max(0.0, linear))
    curved = 12.92 * clear if clear <= 0.0031308 else 1.055 * clear ** (1 / 2.4) - 0.055  # noqa: PLR2004
    return round(curved * 255)


@cache
def _font(size: int) -> Any:  # noqa: ANN401  — of Pillow, an extra
    font = _pillow().ImageFont
    return font.truetype(str(FONT), size, layout_engine=font.Layout.BASIC)


def _pillow() -> Any:  # noqa: ANN401  — an extra
    """Import Pillow.

    Raises:
        InvalidData: TF327, it is not installed.
    """
    try:
        import PIL.Image  # noqa: PLC0415  — an extra
        import PIL.ImageDraw  # noqa: PLC0415
        import PIL.ImageFont  # noqa: PLC0415
    except ImportError as error:
        hint = "install it: pip install 'talkfeed[cards]'; or remove cards: on"
        message = "pictures for previews need the library Pillow"
        raise InvalidData([Problem(Place("talks.yaml", 1, 1), UNUSABLE, message, hint)]) from error
    return PIL
