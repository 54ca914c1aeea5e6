"""`channels:` and `aliases:` → the kinds of feeds to publish, and a speaker's spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.identity import fold
from talkfeed.model import CHANNELS as USUAL
from talkfeed.model import RawMap, RawScalar
from talkfeed.normalise.reader import UNKNOWN_KEY, listed, wrong_kind
from talkfeed.normalise.scalars import truth
from talkfeed.schema import CHANNELS, suggest

if TYPE_CHECKING:
    from talkfeed.errors import Place
    from talkfeed.model import Raw
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field

TWO_NAMES = "TF324"
_EXPECTED = "a mapping of names, each with its other spellings"
_LISTED = {field.name: USUAL.get(field.name, 1) for field in CHANNELS.fields}
"""The minimum number of talks for a kind that is listed without one."""
_ALWAYS = frozenset(("all", "talks", "upcoming"))


def read_channels(reader: Reader, field: Field, value: Raw) -> dict[str, int]:
    """Return the kinds of channels, each with the minimum number of talks for a channel."""
    if isinstance(value, RawMap):
        values: dict[str, int | None] = reader.values(value, CHANNELS)  # None: switched off
        if "recordings" in values:
            values["recordings"] = USUAL["recordings"] if values["recordings"] else None
        return {name: least for name, least in (USUAL | values).items() if least is not None}
    if isinstance(value, RawScalar):
        is_on = truth(value.text)
        if is_on is not None:
            return dict(USUAL) if is_on else {}
    return {name: _LISTED[name] for name in reader.each(field, listed(value), _named)}


def _named(_: Reader, field: Field, value: Raw) -> str:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a list of words")
    word = validators.line(value.text).casefold()
    if word in _LISTED:
        return word
    meant = suggest(word, CHANNELS)
    hint = f"did you mean '{meant}'?" if meant else f"the kinds are: {', '.join(_LISTED)}"
    if word in _ALWAYS:
        hint = "leave it out: the feeds of all talks and of upcoming talks always exist"
    raise Rejected(UNKNOWN_KEY, f"unknown kind of channels '{word}'", hint)


def read_aliases(reader: Reader, field: Field, value: Raw) -> dict[str, str]:
    """Return the name for each other spelling, folded."""
    if not isinstance(value, RawMap):
        raise wrong_kind(field, _EXPECTED)
    names = _names(reader, value)
    aliases: dict[str, str] = {}
    for key, row in value.fields.items():
        name = names[fold(validators.line(key))]
        for place, spelling in reader.each(field, row.value, _spelling):
            owner = names.get(fold(spelling), aliases.get(fold(spelling), name))
            if owner != name:
                _reject(reader, place, f"'{spelling}' already belongs to '{owner}'", owner)
            aliases.setdefault(fold(spelling), name)
    return aliases


def _names(reader: Reader, value: RawMap) -> dict[str, str]:
    """Return the names by their folded form; report two names with the same form."""
    names: dict[str, str] = {}
    for key, (place, _) in value.fields.items():
        name = validators.line(key)
        if not name or fold(name) in names:
            _reject(
                reader,
                place,
                f"'{name}' is empty or a duplicate name",
                names.get(fold(name), "Ann"),
            )
        names.setdefault(fold(name), name)
    return names


def _spelling(_: Reader, field: Field, value: Raw) -> tuple[Place, str]:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, _EXPECTED)
    return value.place, validators.line(value.text)


def _reject(reader: Reader, place: Place, message: str, name: str) -> None:
    hint = f"list each spelling once, below the name it belongs to: {name}: [first, second]"
    reader.reject(place, TWO_NAMES, message, hint)
