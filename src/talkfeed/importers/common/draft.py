"""A talk in a source's own words → a `FoundTalk` in those of talks.yaml, cleaned by our gates.

What a gate refuses is left out, and a doubt says so; nothing is ever made up. Several drafts of
one talk, given on several days, become one `FoundTalk` with `given`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from talkfeed.errors import Refusal
from talkfeed.importers.common.html_to_markdown import as_markdown
from talkfeed.importers.common.timestamps import NO_DATE, Phrase
from talkfeed.limits import MAX_FOUND, MAX_TEXT
from talkfeed.model.imported import Confidence, FoundTalk, Plain, Unparsed
from talkfeed.text import block, join, line, url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model.imported import ImportOptions


class Who(NamedTuple):
    """Somebody who speaks, an event or a place: a name, and an address if there is one."""

    name: str
    url: str = ""


NOBODY = Who("")


class Link(NamedTuple):
    """An address of a talk; `kind` is the key it belongs to, "" where its label has to tell."""

    url: str
    label: str = ""
    kind: str = ""
    type: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A talk as its source words it, before any gate.

    `where` and `line` are those of `FoundTalk`, `base` is what relative addresses are seen from.
    """

    title: str
    speakers: Sequence[Who] = ()
    event: Who = NOBODY
    when: Phrase = NO_DATE
    location: Who = NOBODY
    geo: Sequence[str] = ()
    online: str = ""
    links: Sequence[Link] = ()
    abstract: str = ""
    tags: Sequence[str] = ()
    language: str = ""
    status: str = ""
    confidence: Confidence = Confidence.SURE
    doubts: Sequence[str] = ()
    base: str = ""
    where: str = ""
    line: int = 0


Outcome = FoundTalk | Unparsed
Fields = dict[str, Plain]

KINDS = ("video", "slides", "audio", "paper", "code", "url")
"""Keys of links with a meaning, in the order of talks.yaml; everything else goes to `links`."""
_LABELS = (
    ("links", r"subtitles?|captions?|transcript|feedback|chat|thumbnail"),
    ("video", r"videos?|recordings?|aufzeichnung|mitschnitt|enregistrement|grabación"),
    ("slides", r"slides?|slide ?deck|folien|diapositives|presentation"),
    ("audio", r"audio|podcast"),
    ("paper", r"paper|preprint"),
    ("code", r"source ?code|code|repository|repo"),
)
_WORDS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _LABELS)
_MEDIA = frozenset({"audio", "video"})
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?", re.ASCII | re.IGNORECASE
)
_MEDIA_TYPE = re.compile(r"(?:audio|video)/[a-z0-9][a-z0-9.+-]*", re.ASCII)
_LENGTH = re.compile(r"[1-9]\d{0,14}", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d+)?", re.ASCII)
_POLE, _DATE_LINE = 90, 180
_STATUS = frozenset({"tentative", "cancelled", "postponed"})
_WHERE = ("event", "date", "location", "online", *KINDS, "links")
_HOW = ("language", "status")
_PER_DELIVERY = (*_WHERE, *_HOW)
_ORDER = ("title", "speakers", *_WHERE, "abstract", "tags", *_HOW, "given")
_FILES = "pdf|html?|php|aspx?|md|txt|key|od[pt]|pptx?|docx?|zip|png|jpe?g|gif|svg|webm|ipynb"
_HOST = re.compile(rf"(?:[\w-]+\.)+(?!(?:{_FILES})\b)[a-z]{{2,}}(?:/|$)", re.ASCII)
"""An address without its scheme, which is not to be taken for the name of a file."""
UNDATED = "no date was found"


def finish(draft: Draft, options: ImportOptions) -> Outcome:
    """Make a talk of a draft; without a title it is an unparsed part, to be finished by hand."""
    doubts: list[str] = []
    title = _line(draft.title, "title", doubts)
    if not title:
        return _untitled(draft)
    fields = {"title": title} | dict(_filled(_fields(draft, options, doubts)))
    if "date" not in fields and not draft.when.doubts:
        doubts.append(UNDATED)
    told = tuple(dict.fromkeys((*draft.doubts, *draft.when.doubts, *doubts)))
    return FoundTalk(
        fields=fields,
        confidence=_confidence(draft.confidence, told, is_dated="date" in fields),
        doubts=told,
        where=draft.where,
        line=draft.line,
    )


def _untitled(draft: Draft) -> Unparsed:
    """Show what is known of a talk without a title; where nobody speaks it is hardly one."""
    said = (*(who.name for who in draft.speakers), draft.when.text, draft.abstract)
    return Unparsed(
        text=line(" ".join(said)[:MAX_TEXT]),
        why="it has no title",
        is_talk=bool(draft.speakers or draft.abstract),
        where=draft.where,
        line=draft.line,
    )


def _confidence(least: Confidence, doubts: Sequence[str], *, is_dated: bool) -> Confidence:
    if not is_dated:
        return Confidence.DOUBTFUL
    return Confidence.LIKELY if doubts and least is Confidence.SURE else least


def _fields(draft: Draft, options: ImportOptions, doubts: list[str]) -> Iterator[tuple[str, Plain]]:
    """List the fields below the title, in the order of talks.yaml; some may be empty."""
    speakers = draft.speakers or ([Who(options.speaker)] if options.speaker else [])
    event = draft.event if draft.event.name else Who(options.event)
    yield "speakers", _listed(_person(who, draft.base, doubts) for who in speakers)
    yield "event", _person(event, draft.base, doubts)
    yield "date", draft.when.text
    yield "location", _location(draft, doubts)
    yield "online", _address(draft.online, draft.base, doubts)
    yield from _links(draft, doubts)
    yield "abstract", _abstract(draft.abstract, doubts)
    yield (
        "tags",
        _listed(
            _line(tag, "tag", doubts).strip(", ").removeprefix("#").strip() for tag in _tags(draft)
        ),
    )
    yield "language", _language(draft.language, options)
    yield "status", draft.status if draft.status in _STATUS else ""


def _tags(draft: Draft) -> Iterator[str]:
    """Part tags at commas, where readers of feeds would part them."""
    return (part for tag in draft.tags for part in tag.split(","))


def _filled(fields: Iterable[tuple[str, Plain]]) -> Iterator[tuple[str, Plain]]:
    return ((key, value) for key, value in fields if value)


def _listed(values: Iterable[Plain]) -> list[Plain]:
    """List what is not empty, each once."""
    return list({repr(value): value for value in values if value}.values())


def _line(text: str, name: str, doubts: list[str]) -> str:
    if len(text) <= MAX_TEXT:
        return line(text)
    doubts.append(f"the {name} is longer than {MAX_TEXT:,} characters and is left out")
    return ""


def _abstract(text: str, doubts: list[str]) -> str:
    found = as_markdown(text)
    return block(found) if len(found) <= MAX_TEXT else _line(found, "abstract", doubts)


def _person(who: Who, base: str, doubts: list[str]) -> Plain:
    name, address = _line(who.name, "name", doubts), _address(who.url, base, doubts)
    return {"name": name, "url": address} if name and address else name


def _location(draft: Draft, doubts: list[str]) -> Plain:
    place = _person(draft.location, draft.base, doubts)
    if not place or not _is_position(draft.geo):
        return place
    return (dict(place) if isinstance(place, Mapping) else {"name": place}) | {"geo": [*draft.geo]}


def _is_position(geo: Sequence[str]) -> bool:
    """Tell whether texts are latitude and longitude in degrees."""
    if len(geo) != 2 or not all(map(_DEGREES.fullmatch, geo)):  # noqa: PLR2004
        return False
    return abs(float(geo[0])) <= _POLE and abs(float(geo[1])) <= _DATE_LINE


def _language(tag: str, options: ImportOptions) -> str:
    """Give a language tag that is not the feed's; words such as "English" are none."""
    tag = tag.strip().replace("_", "-")
    is_tag = _LANGUAGE.fullmatch(tag) is not None
    return tag if is_tag and tag.lower() != options.language.lower() else ""


def _address(text: str, base: str, doubts: list[str]) -> str:
    """Give an absolute address, or a doubt that says why it is left out."""
    text = text.strip()
    if not text:
        return ""
    if _HOST.match(text):
        doubts.append(f"https:// is put before the address '{text[:60]}'")
        text = f"https://{text}"
    try:
        return url(join(base, text) if base else text)
    except Refusal as refusal:
        doubts.append(f"a link is left out: {refusal.message}")
    except ValueError:
        doubts.append("a link is left out: it is no address")
    return ""


def kind_of(link: Link) -> str:
    """Tell which key a link belongs to: the one it names, else what its label speaks of.

    >>> kind_of(Link("https://a.example/1", "Video recording (WebM)"))
    'video'
    """
    if link.kind:
        return link.kind
    return next((kind for kind, words in _WORDS if words.search(link.label)), "links")


def _links(draft: Draft, doubts: list[str]) -> Iterator[tuple[str, Plain]]:
    """Sort the addresses to their keys; each address stands once."""
    sorted_out: dict[str, list[Plain]] = {}
    seen = {""}
    for link in draft.links:
        address = _address(link.url, draft.base, doubts)
        if address not in seen:
            seen.add(address)
            kind = kind_of(link)
            sorted_out.setdefault(kind, []).append(_link(link, kind, address))
    for kind in (*KINDS, "links"):
        found = sorted_out.get(kind, [])
        yield kind, _single(found[0]) if len(found) == 1 and kind != "links" else found


def _link(link: Link, kind: str, address: str) -> Plain:
    label = line(link.label[:MAX_TEXT])
    known = {"url": address, "label": label}
    if kind in _MEDIA and _MEDIA_TYPE.fullmatch(link.type) and _LENGTH.fullmatch(link.length):
        known |= {"type": link.type, "length": link.length}
    full = dict(_filled(known.items()))
    return full if len(full) > 1 else address


def _single(link: Plain) -> Plain:
    """Let the key alone name a link, unless there is more to say than what it is called."""
    if isinstance(link, Mapping) and set(link) == {"url", "label"}:
        return link["url"]
    return link


# --- one talk given several times ---------------------------------------------------------------


def gather(outcomes: Iterable[Outcome]) -> tuple[tuple[FoundTalk, ...], tuple[Unparsed, ...]]:
    """Split talks from unparsed parts, and merge talks with the same title and speakers.

    Raises:
        Refusal: TF704, there are more than talks.yaml can hold.
    """
    groups: dict[object, list[FoundTalk]] = {}
    unparsed = []
    for outcome in outcomes:
        if isinstance(outcome, Unparsed):
            unparsed.append(outcome)
        else:
            groups.setdefault(_same(outcome), []).append(outcome)
    if len(groups) + len(unparsed) > MAX_FOUND:
        raise Refusal("TF704", f"more than {MAX_FOUND:,} talks", "import a part of them")
    return tuple(map(_delivered, groups.values())), tuple(unparsed)


def _same(found: FoundTalk) -> object:
    """Say what tells a talk from others: title and speakers; of nobody's, event and date as well.

    So is one without a date: nothing says that it is another delivery.
    """
    names = tuple(sorted(map(_name, found.fields.get("speakers", ()))))
    date = found.fields.get("date", "")
    known = () if names and date else (_name(found.fields.get("event", "")), date)
    return str(found.fields["title"]).casefold(), names, *known


def _name(who: Plain) -> str:
    return str(who["name"] if isinstance(who, Mapping) else who).casefold()


def _delivered(group: Sequence[FoundTalk]) -> FoundTalk:
    """Make one talk of several deliveries; what differs between them stands below `given`."""
    days: dict[object, Fields] = {}
    for each in group:
        day = _name(each.fields.get("event", "")), each.fields.get("date")
        days[day] = dict(each.fields) | days.get(day, {})
    differing = [key for key in _PER_DELIVERY if not _agree(list(days.values()), key)]
    fields: Fields = {}
    for one in days.values():
        fields = {key: value for key, value in one.items() if key not in differing} | fields
    if differing:
        rows = ({key: one[key] for key in differing if key in one} for one in days.values())
        fields["given"] = list(rows)
    return FoundTalk(
        fields=dict(sorted(fields.items(), key=lambda field: _ORDER.index(field[0]))),
        confidence=max((each.confidence for each in group), key=list(Confidence).index),
        doubts=tuple(dict.fromkeys(doubt for each in group for doubt in each.doubts)),
        where=group[0].where,
        line=group[0].line,
    )


def _agree(rows: Sequence[Fields], key: str) -> bool:
    return all(row.get(key) == rows[0].get(key) for row in rows)
