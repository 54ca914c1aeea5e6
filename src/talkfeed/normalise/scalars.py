"""Text → a value of its kind, or a rejection with an example that works.

Each reader takes the cleaned text and the field's row; none of them guesses.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from talkfeed import text as validators
from talkfeed.dates import DateRules, read_date, time_zone, usual_zone, zone_names
from talkfeed.errors import Rejected
from talkfeed.identity import check_key
from talkfeed.model import Precision
from talkfeed.model.vocabulary import fold_word, meanings
from talkfeed.normalise import css
from talkfeed.patterns import lazy
from talkfeed.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.model import When
    from talkfeed.schema import Field

NOT_ALLOWED, NOT_A_NUMBER, NOT_EMAIL = "TF307", "TF308", "TF309"
NOT_A_ZONE, NOT_A_LANGUAGE, NOT_AUTHORITY = "TF310", "TF311", "TF312"
NOT_A_MOMENT = "TF318"
ADDED_AT = time(10, tzinfo=UTC)
"""The time of day used where a point in time is needed and only the day is known."""

_EMAIL = lazy(
    r"[^\s@<>()\[\]\\,;:\"]{1,64}@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE
)
_LANGUAGE = lazy(
    r"([a-z]{2,3})((?:-[a-z]{3}){0,3})(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?"
    r"((?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)((?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)",
    re.IGNORECASE | re.ASCII,
)
_LANGUAGE_NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "deutsch": "de",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "jp": "ja",
    "ua": "uk",
    "us": "en",
}
"""Tags by the names of languages, and by countries whose code is not that of a language."""
_TWO_LETTERS = (
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy"
    " da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu"
    " hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv"
    " kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr"
    " nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq"
    " sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi"
    " yo za zh zu "
)
"""The languages of two letters in the registry of BCP 47."""
_AUTHORITY = lazy(
    r"(?:[a-z0-9._-]+@)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r",(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?",
    re.ASCII,
)
_MEDIA_TYPE = lazy(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*", re.ASCII)
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_LOCAL_ZONES = frozenset(("localtime", "posixrules", "Factory"))
_POSITIVE = lazy(r"[1-9]\d{0,5}", re.ASCII)
_DEGREES = lazy(r"[+-]?\d{1,3}(?:\.\d+)?", re.ASCII)


def _language(text: str, _: Field) -> str:
    found = _LANGUAGE.fullmatch(text)
    if found and (len(found[1]) > 2 or f" {found[1].lower()} " in _TWO_LETTERS):  # noqa: PLR2004
        primary, extended, script, region, variants, extensions = found.groups()
        parts = (primary.lower(), extended.lower(), (script or "").title(), (region or "").upper())
        return "".join((*parts, variants.lower(), extensions.lower()))
    meant = meant_language(text)
    hint = (
        f"write {meant}"
        if meant != text and _LANGUAGE.fullmatch(meant)
        else "write e.g. en, de or pt-BR"
    )
    raise Rejected(NOT_A_LANGUAGE, f"'{text}' is not a language tag", hint)


def meant_language(text: str) -> str:
    """Return the tag of a language's English name, or of a tag with underscores.

    >>> meant_language("German"), meant_language("pt_BR")
    ('de', 'pt-BR')
    """
    return _LANGUAGE_NAMES.get(text.casefold(), text.replace("_", "-"))


def _zone(text: str, _: Field) -> str:
    try:
        if text not in _LOCAL_ZONES and not text.startswith(("posix", "right")):
            return time_zone(text).key
    except (KeyError, ValueError, OSError):
        pass
    meant = usual_zone(text) or _similar_zone(text)
    hint = f"write an IANA name, e.g. {meant}"
    raise Rejected(NOT_A_ZONE, f"'{text}' is not a time zone", hint)


def _similar_zone(text: str) -> str:
    """Find a zone with a similar name; those without an area, such as EST, have no summer time."""
    names = [name for name in zone_names() if "/" in name]
    word = text.replace(" ", "_").casefold()
    cities = {name.rpartition("/")[2].casefold(): name for name in names}
    close = get_close_matches(word, [*cities, *map(str.casefold, names)], n=1)
    whole = {name.casefold(): name for name in names}
    return (cities.get(close[0]) or whole[close[0]]) if close else "Europe/London"


def _authority(text: str, _: Field) -> str:
    found = _AUTHORITY.fullmatch(text)
    try:
        if found:
            year, month, day = found.groups(default="1")
            date(int(year), int(month), int(day))
            return text
    except ValueError:
        pass
    message = f"'{text}' is not an authority for ids"
    raise Rejected(NOT_AUTHORITY, message, "write a host and a year, e.g. example.org,2015")


def _email(text: str, _: Field) -> str:
    address = text.removeprefix("mailto:")
    if _EMAIL.fullmatch(address):
        return address
    raise Rejected(NOT_EMAIL, f"'{text}' is not an e-mail address", "write e.g. ann@example.org")


def _choice(text: str, field: Field) -> str:
    word = text.casefold()
    if word in field.choices:
        return word
    folded = fold_word(word)
    known = meanings(field.words)
    if folded in known:
        return known[folded]
    close = get_close_matches(folded, [*field.choices, *known], n=1)
    meant = f"did you mean '{close[0]}'? " if close else ""
    hint = f"{meant}write one of: {', '.join(field.choices)}"
    raise Rejected(NOT_ALLOWED, f"'{field.name}' cannot be '{text}'", hint)


def _count(text: str, field: Field) -> int:
    found = validators.number(text)
    if found is not None and field.least <= found <= field.most:
        return found
    hint = f"write a whole number from {field.least:,} to {field.most:,}, e.g. {field.example}"
    raise Rejected(NOT_A_NUMBER, f"'{field.name}' cannot be '{text}'", hint)


def _flag(text: str, field: Field) -> bool:
    truth = _TRUTH.get(text.casefold())
    if truth is None:
        hint = f"write '{field.name}: true', or leave it out"
        raise Rejected(NOT_ALLOWED, f"'{text}' is neither true nor false", hint)
    return truth


def truth(text: str) -> bool | None:
    """Return the truth value of a word such as "on" or "no"; None for other text."""
    return _TRUTH.get(text.strip().casefold())


def _switch(text: str, field: Field) -> bool:
    is_on = truth(text)
    if is_on is None:
        message = f"'{field.name}' must be on or off, not '{text}'"
        raise Rejected(NOT_ALLOWED, message, f"write '{field.name}: off', or leave it out")
    return is_on


def _least(text: str, field: Field) -> int | None:
    """Return a minimum number of talks; None for never."""
    is_wanted = True if text.casefold() == "all" else truth(text)
    if is_wanted is not None:
        return 1 if is_wanted else None
    if _POSITIVE.fullmatch(text):
        return int(text)
    hint = f"write a minimum number of talks, e.g. {field.name}: 2, or 'all', or 'off'"
    raise Rejected(NOT_A_NUMBER, f"'{text}' is not a number of talks", hint)


def _media_type(text: str, _: Field) -> str:
    if _MEDIA_TYPE.fullmatch(text.lower()):
        return text.lower()
    hint = "write e.g. video/mp4 or application/pdf"
    raise Rejected(NOT_ALLOWED, f"'{text}' is not a media type", hint)


def moment(when: When) -> datetime:
    """Return a date as a point in time in UTC; for a day, 10:00 UTC.

    Raises:
        Rejected: TF318, the date is not one day.
    """
    if when.precision is Precision.MINUTE and isinstance(when.start, datetime):
        return when.start.astimezone(UTC)
    if when.precision is Precision.DAY and when.start is not None:
        return datetime.combine(when.start, ADDED_AT)
    hint = "write a day or a day and a time, e.g. 2015-10-20 or 2015-10-20 18:30 UTC"
    raise Rejected(NOT_A_MOMENT, f"'{when.text}' is not a single day or point in time", hint)


def degrees(texts: list[str]) -> tuple[float, float]:
    """Return latitude and longitude in degrees.

    Raises:
        Rejected: TF308, not two numbers in range.
    """
    numbers = [float(each) for each in texts if _DEGREES.fullmatch(each)]
    if len(numbers) == len(texts) == 2 and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180:  # noqa: PLR2004
        return numbers[0], numbers[1]
    hint = "write latitude and longitude in degrees, e.g. geo: [51.5202, -0.0938]"
    raise Rejected(NOT_A_NUMBER, f"'{', '.join(texts)}' is not a position on Earth", hint)


def read_scalar(kind: Kind, text: str, field: Field, rules: DateRules) -> Any:  # noqa: ANN401 (one type for each kind)
    """Return text as a value of a kind.

    Raises:
        Rejected: TF2xx or TF3xx, not a valid value.
    """
    if kind in _AS_WRITTEN:
        return _AS_WRITTEN[kind](text, rules)
    return _READERS[kind](validators.unmarked(validators.line(text)), field)


_AS_WRITTEN: dict[Kind, Callable[[str, DateRules], Any]] = {
    Kind.URL: lambda text, _: validators.url(text),
    Kind.DATE: read_date,
    Kind.MOMENT: lambda text, rules: moment(read_date(text, rules)),
}
"""Kinds whose reader takes the text before it is cleaned."""
_READERS: dict[Kind, Callable[[str, Field], Any]] = {
    Kind.EMAIL: _email,
    Kind.LANGUAGE: _language,
    Kind.LENGTH: lambda text, _: validators.length(text),
    Kind.ZONE: _zone,
    Kind.AUTHORITY: _authority,
    Kind.ID: lambda text, _: check_key(text),
    Kind.CHOICE: _choice,
    Kind.COUNT: _count,
    Kind.FLAG: _flag,
    Kind.MEDIA_TYPE: _media_type,
    Kind.SWITCH: _switch,
    Kind.LEAST: _least,
    Kind.COLOUR: css.colour,
    Kind.FONTS: css.fonts,
}
