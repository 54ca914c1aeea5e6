"""Typographic or decorated text → the same text in plain characters and lower case."""

import unicodedata

# All kinds of dashes. Hyphens are kept apart from them, since only hyphens join the parts of a date
# in figures.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58", "–"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u2032\uff07`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\uff02", '"'),
        **dict.fromkeys("\uff5e\u301c\u223c", "~"),
        **dict.fromkeys("\u3000\u2028\u2029", " "),
        "\u2044": "/",
        "\u3001": ",",
        "\u30fb": ",",
        "\u2192": "–",  # arrows from one date to another
        "\u279c": "–",
        "\ufe0f": "",  # turns the character before it into an emoji
    }
)


def normalise(text: str) -> str:
    """Replace typographic dashes, quotes, spaces, digits and letters by plain ones.

    Full-width and mathematical characters are replaced by ordinary ones, and format characters
    removed. Superscript digits and digits of other scripts are kept, and rejected later: a
    footnote mark is not part of a date.
    """
    if "&" in text and ";" in text:
        text = _without_entities(text)
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, text.translate(_SIGNS))).lower()


def _without_entities(text: str) -> str:
    from talkfeed.text import unescape  # noqa: PLC0415 - a table that few phrases need

    return unescape(text)


def _plain(char: str) -> str:
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Zs" or _is_picture(char, category):
        return " "
    form = unicodedata.decomposition(char)
    if form.startswith(("<wide>", "<font>")) or (form.startswith("<super>") and char.isalpha()):
        return char if char in "ºª" else unicodedata.normalize("NFKC", char)
    return char


def _is_picture(char: str, category: str) -> bool:
    """Return whether a character is a decoration, such as an emoji of a calendar or a flag."""
    is_emoji = "\u2600" <= char <= "\u27bf" or "\U0001f1e6" <= char <= "\U0001faff"
    return is_emoji and category in {"So", "Sk"} and char not in _CALLED_OFF


_CALLED_OFF = frozenset("\u274c\u274e\u2716\U0001f6ab\U0001f6d1")  # crosses and stop signs
