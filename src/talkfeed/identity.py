"""Title → key, tag URI (RFC 4151), UID (RFC 5545, 3.8.4.7), address and headline of a talk.

A key consists of `[a-z0-9-]` and names files, so it is safe on every file system. It is derived
from the title once, in the first build with the talk; from then on the ledger keeps it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import normalize

from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.patterns import lazy
from talkfeed.text import unmarked

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import datetime

    from talkfeed.model import Settings, Talk

KEY_LENGTH = 60
"""The maximum length of a key made from a title; a longer one is cut at a word."""
EVENT_LENGTH = 30
"""The maximum length of the event's name in a key."""
TAG_LENGTH = 245
"""The maximum length of a tag URI; some readers' databases truncate longer ids."""
FALLBACK_LENGTH = 8
UNUSABLE_ID = "TF408"
NAMED_SPEAKERS = 3
"""The maximum number of speakers in a headline; more become "et al."."""

_DEVICES = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
RESERVED = frozenset({"con", "prn", "aux", "nul", "index", *_DEVICES})
"""Device names of Windows, which are reserved with any suffix, and the name of index pages."""

_ODD = lazy(r"[\W_]+")
_KEY = lazy(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_DROPPED = b"'`"
_LETTERS = b"".join(
    octet.lower() if octet.isalnum() else b" " for octet in map(bytes, zip(range(256)))
)
"""The character in a slug for each octet; a space separates words."""
_SPOKEN = (("&", " and "), ("@", " at "))
"""Symbols that become words."""
_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012–\u2014\u2015", "-"),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        "\u2026": "...",
    }
)
"""Typographic characters and their ASCII equivalents."""
_ORDINAL = lazy(r" \((?:[2-9]|[1-9][0-9]+)\)")


def fold(name: str) -> str:
    """Normalise a name for comparison: case, spaces, marks and compatibility forms.

    >>> fold(" OCaml  Workshop") == fold("Ocaml workshop")
    True
    """
    return " ".join(normalize("NFKC", unmarked(name)).casefold().split())


def canonical(name: str, aliases: Mapping[str, str]) -> str:
    """Return the name that a name is an alias of, or else the name; `aliases` has folded names.

    >>> canonical("A. Example", {"a. example": "Ann Example"})
    'Ann Example'
    """
    return aliases.get(fold(name), name)


def alphanumeric(text: str) -> str:
    """Return the letters and digits of a text, folded: case and punctuation do not matter."""
    folded = fold(text)
    return _ODD.sub("", folded) or folded


@lru_cache(maxsize=4096)  # events are those of many talks, and names those of channels
def slug(text: str, length: int = KEY_LENGTH) -> str:
    """Transliterate a text into `[a-z0-9-]`, cut at a word; empty if nothing remains.

    >>> slug("Leaving legacy behind — A clean-slate approach")
    'leaving-legacy-behind-a-clean-slate-approach'
    """
    for sign, word in _SPOKEN:
        text = text.replace(sign, word)
    plain = text if text.isascii() else _transliterated(text.translate(_TYPED))
    octets = plain.encode("ascii", "replace").translate(_LETTERS, _DROPPED)
    words = b"-".join(octets.split()).decode()
    if len(words) <= length:
        return words
    whole, _, _ = words[: length + 1].rpartition("-")
    return whole or words[:length]


def _transliterated(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415  — few titles need it

    return anyascii(text)


def title_key(title: str) -> str:
    """Return the preferred key for a title.

    >>> title_key("Con"), title_key("???")
    ('con-talk', 'talk-a03b221c')
    """
    key = slug(title)
    if not key:
        return f"talk-{sha256(unmarked(title).encode()).hexdigest()[:FALLBACK_LENGTH]}"
    return f"{key}-talk" if key in RESERVED else key


def key_candidates(talk: Talk) -> Iterator[str]:
    """Return the possible keys of a talk: its title, then with the event, then with the year."""
    yield (key := title_key(talk.title))
    if talk.occasion is not None and (event := slug(talk.occasion, EVENT_LENGTH)):
        yield (key := f"{key}-{event}")
    if talk.when.start is not None:
        yield f"{key}-{talk.when.start.year}"


def mint_keys(candidates: Iterable[Iterable[str]], taken: Iterable[str]) -> list[str]:
    """Return a new key for each talk: its first unused candidate, else the last with a number.

    The first talk gets the plain key, so callers sort them to be independent of the file's order.

    >>> mint_keys([["keynote", "keynote-fosdem"]] * 3, taken=["keynote"])
    ['keynote-fosdem', 'keynote-fosdem-2', 'keynote-fosdem-3']
    """
    used, numbers, keys = set(taken), Counter[str](), []
    for options in candidates:
        for key in options:
            if key not in used:
                break
        else:
            key = _numbered(key, used, numbers)
        used.add(key)
        keys.append(key)
    return keys


def _numbered(key: str, used: Container[str], numbers: Counter[str]) -> str:
    """Return the key with the next free number; `numbers` counts those used per key."""
    numbered = key
    while numbered in used:
        numbers[key] += 1
        numbered = f"{key}-{numbers[key] + 1}"
    return numbered


def is_key(text: str) -> bool:
    """Return whether a text is a valid key: safe in file names and addresses."""
    is_short = len(text) <= 2 * KEY_LENGTH
    return is_short and text not in RESERVED and _KEY.fullmatch(text) is not None


def check_key(key: str) -> str:
    """Return an explicit `id:` that is a valid key.

    Raises:
        Rejected: TF408, not a valid key.
    """
    if is_key(key):
        return key
    hint = f'use lower-case letters, digits and single hyphens, e.g. "id: {title_key(key)}"'
    raise Rejected(UNUSABLE_ID, f"'{key}' is not a valid id", hint)


def derive_authority(settings: Settings, now: datetime) -> str:
    """Return the authority of ids (RFC 4151, 2.1): `feed.id`, else the feed's host and year."""
    if settings.authority is not None:
        return settings.authority
    host = validators.split(settings.url).hostname or "localhost"
    return f"{host.replace(':', '-').strip('-.')},{now.year}"


def tag_uri(authority: str, path: str) -> str:
    """Return a tag URI (RFC 4151), which stays the same if the feed moves.

    >>> tag_uri("mirage.example,2010", "talks/unikernels")
    'tag:mirage.example,2010:talks/unikernels'
    """
    return f"tag:{authority}:{path}"


def talk_path(key: str) -> str:
    """Return the path of a talk, in the output and in tag URIs."""
    return f"talks/{key}"


def talk_id(authority: str, key: str) -> str:
    """Return the id of a talk's entry.

    >>> talk_id("mirage.example,2010", "unikernels")
    'tag:mirage.example,2010:talks/unikernels'
    """
    return tag_uri(authority, talk_path(key))


def uid(authority: str, key: str) -> str:
    """Return a talk's UID in calendars; it depends on the authority, not on the address.

    >>> uid("mirage.example,2010", "unikernels")
    'unikernels@mirage.example'
    """
    return f"{key}@{_host(authority)}"


@lru_cache(maxsize=1)
def _host(authority: str) -> str:
    name, _, _ = authority.partition(",")
    return name.rpartition("@")[2]


def talk_url(settings: Settings, key: str) -> str:
    """Return the absolute address of a talk's page."""
    return f"{settings.url}{talk_path(key)}/"


def headline(talk: Talk) -> str:
    """Return the title of an entry: `Title - Speaker at Event (Oct 2015)`, as far as known."""
    names = [person.written for person in talk.speakers]
    more = " et al." if len(names) > NAMED_SPEAKERS else ""
    by = f" - {', '.join(names[:NAMED_SPEAKERS])}{more}" if names else ""
    at = f" at {talk.occasion}" if talk.occasion else ""
    on = f" ({talk.when.text})" if talk.when.edtf else ""
    return f"{talk.title}{by}{at}{on}"


def event_line(by: str, title: str, at: str | None) -> str:
    """Join speakers, title and event; there may be no speakers and no event."""
    return ": ".join(filter(None, (by, title if at is None else f"{title} ({at})")))


def is_numbered(title: str, plain: str) -> bool:
    """Return whether a title is the plain one, with or without a number appended."""
    return title == plain or (
        title.startswith(plain) and _ORDINAL.fullmatch(title, len(plain)) is not None
    )


def unique_titles(plains: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Make titles unique, ignoring case, by appending " (2)" and so on."""
    used, numbers, titles = {title.casefold() for title in taken}, Counter[str](), []
    for plain in plains:
        title, folded = plain, plain.casefold()
        while folded in used:
            numbers[plain] += 1
            title = f"{plain} ({numbers[plain] + 1})"
            folded = title.casefold()
        used.add(folded)
        titles.append(title)
    return titles
