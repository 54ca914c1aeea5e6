"""People in the JSON of others → items of the list below `people:` in talks.yaml.

Read are persons of c3voc (frab, pretalx, hub), Sessionize, Indico and RubyEvents, `Person` of
schema.org, and h-card: each has its own words for the same few things.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.limits import MAX_TEXT
from talkfeed.model.people import KEYS, PROFILES
from talkfeed.records.html_to_markdown import as_markdown
from talkfeed.records.json_values import Json, entry, first
from talkfeed.records.relative import complete
from talkfeed.text import block, join, line, url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import FoundTalk, Plain

NAMES = ("public_name", "fullName", "full_public_name", "name", "display_name")
"""The keys of a person's name."""
_AFFILIATION = ("affiliation", "company", "organization", "worksFor", "org")
_TEXTS = {"affiliation": _AFFILIATION, "pronouns": ("pronouns",)}
_ADDRESSES = {
    "url": ("url", "website", "homepage"),
    "image": ("image", "avatar", "avatar_url", "photo", "profilePicture"),
}
_BIO = ("biography", "bio", "description", "note")
_LINKS = ("links", "sameAs")
_OTHER_WORDS = {"bluesky": ("bsky",), "scholar": ("google_scholar",)}
_SPEAKERS = ("speaker", "speakers", *KEYS)


def people_of(
    nodes: Iterable[Json], talks: Iterable[FoundTalk], base: str
) -> tuple[Mapping[str, Plain], ...]:
    """Return what is known of the people whom talks name; of several nodes the first wins.

    Relative addresses are resolved against `base`. A person of whom only the name is known is
    omitted.
    """
    named = {name.casefold(): name for talk in talks for name in _names(talk)}
    found: dict[str, dict[str, Plain]] = {}
    for node in nodes:
        name = named.get(line(first(node, *NAMES)).casefold())
        if name:
            known = found.setdefault(name, {})
            found[name] = {**dict(_fields(node, base)), **known}
    return tuple({"name": name, **_ordered(known)} for name, known in found.items() if known)


def _ordered(known: Mapping[str, Plain]) -> dict[str, Plain]:
    keys = ("affiliation", "pronouns", "url", "links", "image", "bio")
    return {key: known[key] for key in keys if key in known}


def _names(talk: FoundTalk) -> Iterator[str]:
    """Yield the names of the people at a talk."""
    for key in _SPEAKERS:
        stated = talk.fields.get(key, ())
        for each in (stated,) if isinstance(stated, str | Mapping) else stated:
            yield str(each.get("name", "")) if isinstance(each, Mapping) else str(each)


def _fields(node: Json, base: str) -> Iterator[tuple[str, Plain]]:
    """Yield what is known of a person beside the name, without empty fields."""
    for field, keys in _TEXTS.items():
        if found := line(first(node, *keys))[:MAX_TEXT]:
            yield field, found
    own = {field: _address(node, keys, base) for field, keys in _ADDRESSES.items()}
    yield from ((field, found) for field, found in own.items() if found)
    links = dict.fromkeys(_profiles(node, base))
    if others := [each for each in links if each not in own.values()]:
        yield "links", others
    bio = block(complete(as_markdown(first(node, *_BIO)), base)[0])
    if 0 < len(bio) <= MAX_TEXT:
        yield "bio", bio


def _address(node: Json, keys: Iterable[str], base: str) -> str:
    """Return the address at the first of the keys, also that in an image of schema.org."""
    for key in keys:
        stated = entry(node, key)
        one = stated[0] if isinstance(stated, list) and stated else stated
        if found := _absolute(one, base):
            return found
    return ""


def _absolute(node: Json, base: str) -> str:
    """Return an absolute address, also that in a link or an image; "" for another text."""
    stated = node if isinstance(node, str) else first(node, "url", "contentUrl", "href")
    with suppress(Rejected):
        return url(join(base, stated) if base else stated) if stated.strip() else ""
    return ""


def _profiles(node: Json, base: str) -> Iterator[str]:
    """Yield the addresses of profiles, in lists or each at the key of its site."""
    for kind in PROFILES:
        for key in (kind.name, *_OTHER_WORDS.get(kind.name, ())):
            stated = first(node, key).strip().removeprefix("@")
            if kind.address and stated and not {"/", ":", "@", " "} & {*stated}:
                stated = kind.address.format(stated)
            yield from filter(None, [_absolute(stated, "")])
    for stated in (entry(node, key) for key in _LINKS):
        for one in stated if isinstance(stated, list) else (stated,):
            yield from filter(None, [_absolute(one, base)])
