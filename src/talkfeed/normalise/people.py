"""`people:` → persons with profiles, and a speaker's value → the person it names.

A text such as "Ann Example (Employer)" is a name with an affiliation, unless `people:` has the
whole as a name.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from talkfeed import text as validators
from talkfeed.errors import Problem, Rejected
from talkfeed.identity import fold
from talkfeed.model import Person, Profile, ProfileLink, RawList, RawMap, RawScalar
from talkfeed.model.people import BY_KEY, PROFILES, SPEAKER, split_affiliation
from talkfeed.normalise.media import in_file
from talkfeed.normalise.placeholders import is_placeholder
from talkfeed.normalise.reader import MISSING, UNKNOWN_KEY, WRONG_KIND, is_empty, wrong_kind
from talkfeed.patterns import lazy
from talkfeed.schema import LINK, PERSON, PROFILE
from talkfeed.schema import SPEAKER as SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from talkfeed.errors import Place
    from talkfeed.model import Raw, Talk
    from talkfeed.model.people import ProfileKind
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field

SAME_NAME, UNUSED = "TF329", "TF618"
NO_ONE = Person(name="")
"""Stands for people that are invalid, which is reported."""
_HANDLE = lazy(r"@?([\w.-]+)@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE | re.ASCII)
_ITEM = "write\n  people:\n    - name: Ann Example\n      affiliation: Employer"


# --- people at a talk ---------------------------------------------------------------------------


def read_authors(reader: Reader, field: Field, value: Raw) -> tuple[Person, ...]:
    """Return the authors of a feed."""
    return _people(reader, field, value, _author)


def read_speakers(reader: Reader, field: Field, value: Raw) -> tuple[Person, ...]:
    """Return people at a talk, each in the role of the field if none is stated."""
    return _people(reader, field, value, _speaker)


def _people(
    reader: Reader, field: Field, value: Raw, read: Callable[[Reader, Field, Raw], Person]
) -> tuple[Person, ...]:
    """Return people without placeholders; a dummy if all were invalid, which is reported."""
    before = len(reader.problems)
    found = reader.each(field, value, read)
    people = tuple(person for person in found if not is_placeholder(person.name))
    return people or ((NO_ONE,) if len(reader.problems) > before else ())


def _author(reader: Reader, field: Field, value: Raw) -> Person:
    if isinstance(value, RawScalar):
        return Person(name=_name(field, value))
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "a name or a list of names")
    values = reader.values(value, PERSON)
    return Person(**values) if "name" in values else NO_ONE


def _speaker(reader: Reader, field: Field, value: Raw) -> Person:
    role = BY_KEY[field.name].name if field.name in BY_KEY else SPEAKER
    if isinstance(value, RawScalar):
        name, affiliation = _name(field, value), None
        if name[-1] == ")" and fold(name) not in reader.people:
            name, affiliation = split_affiliation(name)
        person = Person(name, affiliation=affiliation)
    elif isinstance(value, RawMap):
        values = reader.values(value, SPEAKERS)
        if "name" not in values:
            return NO_ONE
        role = values.pop("role", role)
        person = Person(**values)
    else:
        raise wrong_kind(field, "a name or a list of names")
    if role != SPEAKER:
        person = person._replace(role=role)
    known = reader.people.get(fold(person.name)) if reader.people else None
    return person._replace(name=known.name, profile=known.profile) if known else person


def _name(field: Field, value: RawScalar) -> str:
    """Return a name; reject an unquoted number, most likely a mistake."""
    name = _text(field, value)
    if name.isdecimal() and not value.quoted:
        hint = f'write a name; a name of only digits needs quotes: {field.name}: "{name}"'
        raise Rejected(WRONG_KIND, f"'{name}' is a number, not a name", hint)
    return name


def _text(field: Field, value: RawScalar) -> str:
    text = validators.line(value.text)
    if not text:
        message = f"'{field.name}' has no visible text"
        raise Rejected(MISSING, message, f"write {field.name}: {field.example}")
    return text


# --- people of a site ---------------------------------------------------------------------------


def read_people(reader: Reader, raw: RawList) -> tuple[Person, ...]:
    """Return the people of a site, each with a profile; report two with one name."""
    people: list[Person] = []
    first: dict[str, tuple[Person, Place]] = {}
    for item in raw.items:
        person = _profile(reader, item)
        if person is None or person.profile is None:
            continue
        people.append(person)
        for name in (person.name, *person.profile.also):
            owner, place = first.setdefault(fold(name), (person, item.place))
            if owner is not person:
                message = f"'{name}' is already a name of '{owner.name}' (line {place.line})"
                hint = "give each person names of their own, or keep one of the two"
                reader.reject(item.place, SAME_NAME, message, hint)
    return tuple(people)


def _profile(reader: Reader, item: Raw) -> Person | None:
    """Return a person of the list; just a name is enough."""
    if isinstance(item, RawScalar) and not is_empty(item):
        return Person(name=validators.line(item.text), profile=Profile())
    if not isinstance(item, RawMap):
        message = "each of the people must be a name or a mapping with a name"
        reader.reject(item.place, WRONG_KIND, message, _ITEM)
        return None
    values = reader.values(item, PROFILE)
    name = values.pop("name", None)
    in_file(values, item)
    return name and Person(name=name, profile=Profile(**values))


def by_name(people: Iterable[Person]) -> dict[str, Person]:
    """Index people by their names, folded."""
    return {
        fold(name): person
        for person in people
        if person.profile
        for name in (person.name, *person.profile.also)
    }


def other_names(people: Iterable[Person]) -> dict[str, str]:
    """Return the main name for each other name, folded."""
    return {
        fold(name): person.name
        for person in people
        if person.profile
        for name in person.profile.also
    }


def unused(people: RawList, talks: Iterable[Talk]) -> Iterator[Problem]:
    """Report the people, as written, that no talk names."""
    used = {fold(person.name) for talk in talks for person in (*talk.speakers, *talk.contributors)}
    for item in people.items:
        field = item.fields.get("name") if isinstance(item, RawMap) else None
        written = field.value if field else item
        name = validators.line(written.text) if isinstance(written, RawScalar) else ""
        if name and fold(name) not in used:
            hint = "check the spelling of the name, or delete the entry"
            yield Problem(item.place, UNUSED, f"no talk names '{name}'", hint)


# --- fields of a profile ------------------------------------------------------------------------


def read_names(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Return names, each once."""
    return tuple(dict.fromkeys(reader.each(field, value, _one_name)))


def _one_name(_: Reader, field: Field, value: Raw) -> str:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a name or a list of names")
    return _text(field, value)


def read_profiles(reader: Reader, field: Field, value: Raw) -> tuple[ProfileLink, ...]:
    """Return profiles, in the order of the table or as listed."""
    if not isinstance(value, RawMap):
        found = reader.each(field, value, _listed)
        return tuple(link for link in found if link.href)
    kinds = {kind.name: kind for kind in PROFILES}
    links: dict[str, str] = {}
    for key, (place, each) in value.fields.items():
        if key not in kinds:
            _unknown(reader, place, key, tuple(kinds))
            continue
        for address in reader.each(field, each, partial(_at, kinds[key])):
            links.setdefault(key, address)
    known = (kind for kind in PROFILES if kind.name in links)
    return tuple(ProfileLink(kind.title, links[kind.name]) for kind in known)


def _unknown(reader: Reader, place: Place, key: str, names: tuple[str, ...]) -> None:
    from difflib import get_close_matches  # noqa: PLC0415  — only a fault pays for it

    close = get_close_matches(key.casefold(), names, n=1)
    hint = f"did you mean '{close[0]}'?" if close else f"the keys are: {', '.join(names)}"
    reader.reject(place, UNKNOWN_KEY, f"unknown kind of profile '{validators.line(key)}'", hint)


def _at(kind: ProfileKind, _: Reader, field: Field, value: Raw) -> str:
    """Return the address of a profile, from a name at a site or from the address itself."""
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a name or an address for each site")
    text = validators.line(value.text)
    handle = _HANDLE.fullmatch(text)
    if kind.name == "mastodon" and handle:
        return validators.url(f"https://{handle[2]}/@{handle[1]}")
    if kind.address and "/" not in text and ":" not in text:
        return validators.url(kind.address.format(quote(text.removeprefix("@"))))
    return validators.url(text)


def _listed(reader: Reader, field: Field, value: Raw) -> ProfileLink:
    """Return a listed profile."""
    if isinstance(value, RawScalar):
        address = validators.url(value.text)
        return ProfileLink(_title(address), address)
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "an address or a link")
    values = reader.values(value, LINK)
    address = values.get("url", "")
    return ProfileLink(values.get("label", _title(address)), address)


def _title(address: str) -> str:
    """Return the title of a profile by its host, else the host."""
    host = (validators.split(address).hostname or "").removeprefix("www.")
    return next((kind.title for kind in PROFILES if host in kind.hosts), host)
