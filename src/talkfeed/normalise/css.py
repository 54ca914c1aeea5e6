"""A colour or a font stack → the validated value of a CSS variable.

Only a small subset of CSS Color 4 and 5 and CSS Fonts 4 is accepted: nothing in it can end the
declaration, load from another host or hide content.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from talkfeed.schema import Field

NOT_A_STYLE = "TF322"

_WORDS = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue
blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk
crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki
darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue
dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite
gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki
lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen
lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream
mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown
seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
steelblue tan teal thistle tomato transparent turquoise violet wheat white whitesmoke yellow
yellowgreen canvas canvastext linktext visitedtext activetext buttonface buttontext field
fieldtext highlight highlighttext mark marktext graytext accentcolor accentcolortext
"""
_NAMES = frozenset(_WORDS.split())
"""The named and the system colours (CSS Color 4, 6.1 and 6.2)."""

# Strings: `re` compiles and caches them when a file has a theme.
_NUMBER = r"(?:[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:%|deg|rad|grad|turn)?|none)"
_ALPHA = rf"(?: ?/ ?{_NUMBER})?"
_SPACES = "srgb|srgb-linear|display-p3|a98-rgb|prophoto-rgb|rec2020|xyz|xyz-d50|xyz-d65"
_PLAIN = (
    rf"#(?:[0-9a-f]{{3,4}}|[0-9a-f]{{6}}|[0-9a-f]{{8}})"
    rf"|(?:rgb|hsl)a?\( ?{_NUMBER}(?: ?, ?{_NUMBER}){{2,3}} ?\)"
    rf"|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\( ?{_NUMBER}(?: {_NUMBER}){{2}}{_ALPHA} ?\)"
    rf"|color\( ?(?:{_SPACES})(?: {_NUMBER}){{3}}{_ALPHA} ?\)"
)
_PAIR = r"light-dark\((.+)\)"
_COMMA = r",(?![^(]{0,200}\))"
_QUOTED = r"""[^"'\\;{}<>@()/]+"""
_WORD = r"-?[^\W\d][\w-]*"
_FAMILY = rf"\"{_QUOTED}\"|'{_QUOTED}'|{_WORD}(?: {_WORD})*"
_NO_FONT = frozenset(("inherit", "initial", "unset", "revert", "revert-layer", "default"))


def colour(text: str, field: Field) -> str:
    """Return one colour, or `light-dark()` of two.

    Raises:
        Rejected: TF322, not a colour.
    """
    written = text.casefold()
    pair = re.fullmatch(_PAIR, written)
    parts = re.split(_COMMA, pair[1]) if pair else [written]
    if len(parts) == (2 if pair else 1) and all(_is_colour(part.strip()) for part in parts):
        return written
    close = get_close_matches(written, sorted(_NAMES), n=1, cutoff=0.8)
    hint = f"did you mean '{close[0]}'?" if close else _example(field)
    raise Rejected(NOT_A_STYLE, f"'{text}' is not a colour", hint)


def _is_colour(text: str) -> bool:
    return text in _NAMES or re.fullmatch(_PLAIN, text, re.ASCII) is not None


def fonts(text: str, field: Field) -> str:
    """Return font names separated by commas; names with special characters need quotes.

    Raises:
        Rejected: TF322, not a font name.
    """
    families = [part.strip() for part in text.split(",")]
    for family in families:
        if not re.fullmatch(_FAMILY, family) or family.casefold() in _NO_FONT:
            raise Rejected(NOT_A_STYLE, f"'{family}' is not a font name", _example(field))
    return ", ".join(families)


def _example(field: Field) -> str:
    return f"write e.g. {field.name}: {field.example}"
