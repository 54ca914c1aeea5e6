"""A talk in its source's own words → a `FoundTalk` with the fields of talks.yaml, validated.

Values that a validator rejects are dropped and reported as doubts; nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.limits import MAX_TEXT
from talkfeed.media.types import TEXTS, TIMED, suffix_of, type_of
from talkfeed.model.imported import Confidence, FoundTalk, Plain, Unparsed
from talkfeed.model.linkkinds import KINDS, OTHER
from talkfeed.model.media import CAPTIONS, CHAPTERS, TRANSCRIPT
from talkfeed.model.plainfields import OF_DELIVERY, OF_TALK, PLAIN, ValueType
from talkfeed.model.vocabulary import word_of
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import is_nobody, without_state
from talkfeed.records.html_to_markdown import as_markdown
from talkfeed.records.lengths import beside
from talkfeed.records.relative import HOST, complete, is_relative
from talkfeed.records.timestamps import NO_DATE, Phrase
from talkfeed.text import block, clock_length, join, line, url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import ImportOptions
    from talkfeed.model.media import Chapter
    from talkfeed.model.plainfields import PlainField


class Named(NamedTuple):
    """The name and address of a speaker, an event or a place; a person may have the rest."""

    name: str
    url: str = ""
    affiliation: str = ""
    role: str = ""


UNNAMED = Named("")


class Link(NamedTuple):
    """A link of a talk; `kind` is its field in talks.yaml, "" if only the label can tell.

    Files of a recording are links, too: `kind` is their field, `type` their media type.
    """

    url: str
    label: str = ""
    kind: str = ""
    type: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A talk in the words of its source, not yet validated.

    `where` and `line` are those of `FoundTalk`; relative addresses are resolved against `base`.
    `uid` is the id that the source has for it.
    """

    title: str
    speakers: Sequence[Named] = ()
    event: Named = UNNAMED
    when: Phrase = NO_DATE
    location: Named = UNNAMED
    geo: Sequence[str] = ()
    room: str = ""
    track: str = ""
    online: str = ""
    reason: str = ""
    links: Sequence[Link] = ()
    thumbnail: str = ""
    chapters: Sequence[Chapter] = ()
    abstract: str = ""
    tags: Sequence[str] = ()
    kind: str = ""
    level: str = ""
    length: str = ""
    language: str = ""
    status: str = ""
    confidence: Confidence = Confidence.SURE
    doubts: Sequence[str] = ()
    base: str = ""
    where: str = ""
    line: int = 0
    uid: str = ""


Outcome = FoundTalk | Unparsed
Fields = dict[str, Plain]

_WORDS = tuple(
    (row.field, re.compile(rf"\b(?:{row.words})\b", re.IGNORECASE))
    for row in sorted(KINDS, key=lambda row: row.field != OTHER)  # "subtitles of the video"
    if row.words
)
_MEDIA = frozenset(row.field for row in KINDS if row.is_recording)
_SHOWN = 60
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?", re.ASCII | re.IGNORECASE
)
_MEDIA_TYPE = re.compile(r"(?:audio|video)/[a-z0-9][a-z0-9.+-]*", re.ASCII)
_LENGTH = re.compile(r"[1-9]\d{0,14}", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d+)?", re.ASCII)
_LATITUDE_AND_LONGITUDE = (90, 180)
_STATUS = frozenset({"tentative", "cancelled", "postponed"})
_FILES = (CHAPTERS, TRANSCRIPT, CAPTIONS)
"""The fields of files that belong to a recording."""
_PLACE = ("event", "date", "location", *OF_DELIVERY, *(row.field for row in KINDS))
PLACE_AND_LINKS = (*_PLACE, *_FILES)
ORDER = (
    *("title", "speakers", *_PLACE, "thumbnail", *_FILES),
    *("abstract", "tags"),
    *(*OF_TALK, "status", "draft", "given"),
)
UNDATED = "no date was found"
NO_BASE = "give --base"


def finish(draft: Draft, options: ImportOptions) -> Outcome:
    """Validate a draft. Without a title it is an `Unparsed` part, to be finished by hand."""
    doubts: list[str] = []
    named, state = without_state(_line(draft.title, "title", doubts))
    title = line(named)
    if state and not draft.status:
        draft = replace(draft, status=state)
    if not title:
        addresses = (link.url for link in draft.links)
        people = (who.name for who in draft.speakers)
        known = (*people, draft.when.text, draft.abstract, *addresses)
        return Unparsed(
            text=line(" ".join(known)[:MAX_TEXT]),
            why="it has no title",
            is_talk=bool(draft.speakers or draft.abstract),
            where=draft.where,
            line=draft.line,
        )
    fields: Fields = {"title": title}
    fields |= {key: value for key, value in _fields(draft, options, doubts) if value}
    confidence = draft.confidence
    if "date" not in fields:
        confidence = Confidence.DOUBTFUL
        if not draft.when.doubts:
            doubts.append(UNDATED)
    all_doubts = tuple(dict.fromkeys((*draft.doubts, *draft.when.doubts, *doubts)))
    if all_doubts and confidence is Confidence.SURE:
        confidence = Confidence.LIKELY
    return FoundTalk(
        fields=fields,
        confidence=confidence,
        doubts=all_doubts,
        where=draft.where,
        line=draft.line,
        uids=(draft.uid,) if draft.uid else (),
    )


def _fields(draft: Draft, options: ImportOptions, doubts: list[str]) -> Iterator[tuple[str, Plain]]:
    """Yield the fields below the title in the order of talks.yaml, empty ones included."""
    stated = [who for who in draft.speakers if not is_nobody(who.name)]
    is_known = draft.speakers or not options.speaker
    speakers = stated if is_known else [Named(options.speaker)]
    event = draft.event if draft.event.name else Named(options.event)
    yield "speakers", _unique(_named(who, draft.base, doubts) for who in speakers)
    yield "event", _named(event, draft.base, doubts)
    yield "date", draft.when.text
    yield "location", _location(draft, doubts)
    plain = {row.name: _plain(row, draft, options, doubts) for row in PLAIN}
    yield from ((name, plain[name]) for name in OF_DELIVERY)
    linked = dict(_links(draft, doubts))
    yield from ((row.field, linked.get(row.field, "")) for row in KINDS)
    yield "thumbnail", _picture(draft)
    listed = [f"{clock_length(each.start)} {each.title}" for each in draft.chapters]
    linked[CHAPTERS] = listed or linked.get(CHAPTERS, "")
    yield from ((kind, linked.get(kind, "")) for kind in _FILES)
    abstract, relative = complete(as_markdown(draft.abstract), draft.base)
    doubts.extend(f"its abstract has a relative link, '{one[:60]}': {NO_BASE}" for one in relative)
    is_short = len(abstract) <= MAX_TEXT
    yield "abstract", block(abstract) if is_short else _line(abstract, "abstract", doubts)
    tags = (_line(part, "tag", doubts) for tag in draft.tags for part in tag.split(","))
    yield "tags", _unique(tag.strip(", ").removeprefix("#").strip() for tag in tags)
    yield from ((name, plain[name]) for name in OF_TALK)
    yield "status", draft.status if draft.status in _STATUS else ""


def _plain(row: PlainField, draft: Draft, options: ImportOptions, doubts: list[str]) -> str:
    """Return a plain field, "" if its text is not of its type."""
    text: str = getattr(draft, row.name)
    if row.type is ValueType.LENGTH:
        return beside(draft.when.text, text, options)
    if row.type is ValueType.WORD:
        return _word(row, text, doubts)
    if row.type is ValueType.LANGUAGE:
        language = text.strip().replace("_", "-")
        is_other = language.lower() != options.language.lower()
        return language if _LANGUAGE.fullmatch(language) and is_other else ""
    is_address = row.type is ValueType.URL
    return _address(text, draft.base, doubts) if is_address else _line(text, row.name, doubts)


def _word(row: PlainField, text: str, doubts: list[str]) -> str:
    """Return the word that a text means, "" for the default: "Talk (30 min)" is a talk."""
    meant = word_of(text, row.words)
    if text.strip() and not meant:
        doubts.append(f"'{line(text[:_SHOWN])}' is not one of the words of {row.name}")
    return meant if meant != row.default else ""


def _unique(values: Iterable[Plain]) -> list[Plain]:
    """Drop empty and repeated values."""
    return list({repr(value): value for value in values if value}.values())


def _line(text: str, name: str, doubts: list[str]) -> str:
    if len(text) <= MAX_TEXT:
        return line(text)
    doubts.append(f"the {name} is longer than {MAX_TEXT:,} characters and is left out")
    return ""


def _named(who: Named, base: str, doubts: list[str]) -> Plain:
    name, address = _line(who.name, "name", doubts), _address(who.url, base, doubts)
    employer = _line(who.affiliation, "affiliation", doubts)
    stated = {"name": name, "affiliation": employer, "role": who.role, "url": address}
    known = {key: value for key, value in stated.items() if value}
    return known if name and len(known) > 1 else name


def _location(draft: Draft, doubts: list[str]) -> Plain:
    """Return the place, with `geo` if that is a valid latitude and longitude in degrees."""
    place = _named(draft.location, draft.base, doubts)
    is_position = len(draft.geo) == len(_LATITUDE_AND_LONGITUDE) and all(
        _DEGREES.fullmatch(degrees) and abs(float(degrees)) <= most
        for degrees, most in zip(draft.geo, _LATITUDE_AND_LONGITUDE, strict=True)
    )
    if not place or not is_position:
        return place
    return (dict(place) if isinstance(place, Mapping) else {"name": place}) | {"geo": [*draft.geo]}


def _address(text: str, base: str, doubts: list[str]) -> str:
    """Return an absolute address, or "" and a doubt with the reason."""
    text = text.strip()
    if not text:
        return ""
    if HOST.match(text):
        doubts.append(f"https:// is put before the address '{text[:60]}'")
        text = f"https://{text}"
    try:
        return url(join(base, text) if base else text)
    except Rejected as rejected:
        hint = f": {NO_BASE}" if not base and is_relative(text) else ""
        doubts.append(f"a link is left out: {rejected.message}{hint}")
    return ""


def _picture(draft: Draft) -> str:
    """Return the address of the picture; one that is no address is left out without a doubt."""
    return _address(draft.thumbnail, draft.base, []) if draft.thumbnail else ""


def kind_of(link: Link) -> str:
    """Return the field of a link: its `kind`, else the one its label names.

    >>> kind_of(Link("https://a.example/1", "Video recording (WebM)"))
    'video'
    """
    if link.kind:
        return link.kind
    return next((kind for kind, words in _WORDS if words.search(link.label)), "links")


def _links(draft: Draft, doubts: list[str]) -> Iterator[tuple[str, Plain]]:
    """Yield the links by field; each address is listed once."""
    by_kind: dict[str, list[Plain]] = {}
    seen = {""}
    for link in draft.links:
        address = _address(link.url, draft.base, doubts)
        if address not in seen:
            seen.add(address)
            kind = kind_of(link)
            if kind in {OTHER, *_FILES}:
                link, kind = _file(link, kind, address)  # noqa: PLW2901
            by_kind.setdefault(kind, []).append(_link(link, kind, address))
    for kind, found in by_kind.items():
        if len(found) != 1 or kind == OTHER:
            yield kind, found
        elif isinstance(found[0], Mapping) and set(found[0]) == {"url", "label"}:
            yield kind, found[0]["url"]  # the field says what a label would
        else:
            yield kind, found[0]


def _file(link: Link, kind: str, address: str) -> tuple[Link, str]:
    """Return a link as a file of the recording if its format is known, else as other link."""
    if kind == OTHER and suffix_of(address) in TIMED:
        kind = TRANSCRIPT if TRANSCRIPT in link.label.lower() else CAPTIONS
    if kind == OTHER:
        return link, kind
    if type_of(kind, address):
        return Link(address), kind
    if kind != CHAPTERS and link.type in TEXTS.values():
        return Link(address, type=link.type), kind
    return link._replace(label=link.label or kind.capitalize()), OTHER


def _link(link: Link, kind: str, address: str) -> Plain:
    """Return an address, or a mapping if a link has more than that."""
    known = {"url": address, "label": line(link.label[:MAX_TEXT])}
    if kind in _MEDIA and _MEDIA_TYPE.fullmatch(link.type) and _LENGTH.fullmatch(link.length):
        known |= {"type": link.type, "length": link.length}
    if kind in _FILES:
        known |= {"type": link.type}
    full: Fields = {key: value for key, value in known.items() if value}
    return full if len(full) > 1 else address
