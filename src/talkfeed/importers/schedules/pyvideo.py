"""JSON of pyvideo (github.com/pyvideo/data) → talks: a file, the folder of an event, or all of it.

An event is a folder with category.json and videos/*.json. The description of a recording is
reStructuredText, its language an ISO 639-2 code, `recorded` a date or timestamp.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeGuard

from talkfeed.errors import Rejected
from talkfeed.importers.schedules.conference import entry_of
from talkfeed.model.imported import FoundTalk, ImportResult, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.draft import Draft, Link, Named, finish
from talkfeed.records.json_values import Json, entries, entry, first, load, mappings, peek, text
from talkfeed.records.link_fields import address, site_kind
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.timestamps import Phrase, as_found, end_of, moment, phrase
from talkfeed.records.unused import note
from talkfeed.records.values import language
from talkfeed.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model.imported import ImportOptions, Plain, SourceInput
    from talkfeed.records.draft import Outcome

KIND = "pyvideo"
_SURE = 0.95
_USED = frozenset(
    (
        *("title", "speakers", "recorded", "videos", "description", "summary", "abstract", "tags"),
        *("language", "related_urls", "related_url", "id", "category", "duration", "slug"),
        *("thumbnail_url", "state", "whiteboard"),
    )
)
_USED_OF_EVENT = frozenset(("title", "url", "start_date", "end_date", "slug", "id"))
NO_RECORDING = "not a recording or an event of the archive"
_KEYS = frozenset(("title", "videos", "speakers", "recorded"))
_FILE = re.compile(r"(?:^|/)videos/[^/]+\.json$")
_CATEGORY = "category.json"
_WITHHELD = "NO_PUBLISH.json"
_TYPES = {
    **{name: f"video/{name}" for name in ("mp4", "webm")},
    "ogv": "video/ogg",
    "mkv": "video/x-matroska",
    "flv": "video/x-flv",
}
_DAY = 24 * 60 * 60
_TITLED = re.compile(r"(?<!`)`+([^`<]*[^`<\s])\s{0,9}<([^>`]+)>`__?")
_LITERAL = re.compile(r"``([^`]+)``")
_ROLE = re.compile(r":[a-z]+:`([^`]+)`")


class Category(NamedTuple):
    """An event: its name and page, and its days."""

    event: Named = Named("")
    days: Phrase = Phrase()


NO_CATEGORY = Category()


def recognise(source: SourceInput) -> float:
    """Score a source by the names of its files, or the keys of its recordings."""
    if source.files:
        return _SURE * any(_FILE.search(one.name) for one in source.files)
    node = peek(source)
    rows = entries(node) or [node]
    return _SURE if all(isinstance(row, dict) and row.keys() >= _KEYS for row in rows) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every recording.

    Raises:
        Rejected: TF702, a single file is not a recording; TF704, one is too large; TF709, a folder
            has none.
    """
    outcomes = list(_of_folder(source, options) if source.files else _of_file(source, options))
    if not outcomes:
        raise Rejected("TF709", f"{source.name} has no videos/*.json", "name another --from")
    talks = tuple(one for one in outcomes if isinstance(one, FoundTalk))
    unparsed = tuple(one for one in outcomes if isinstance(one, Unparsed))
    events = (talk.fields.get("event", "") for talk in talks)
    names = {event["name"] if isinstance(event, Mapping) else event for event in events}
    title = str(names.pop()) if len(names) == 1 else ""
    about = (_entry(one, options) for one in source.files if _is_category(one))
    return ImportResult(
        kind=KIND,
        talks=talks,
        unparsed=unparsed,
        title=title,
        events=tuple(one for found in about for one in found),
    )


def _is_category(source: SourceInput) -> bool:
    return source.name.rpartition("/")[2] == _CATEGORY


def _entry(source: SourceInput, options: ImportOptions) -> tuple[Mapping[str, Plain], ...]:
    """Return the entry of an event below `events:`."""
    category = _category(peek(source), options)
    return entry_of(name=category.event.name, url=category.event.url, dates=category.days.text)


def _of_file(source: SourceInput, options: ImportOptions) -> Iterator[Outcome]:
    node = load(source)
    rows = entries(node) or [node]
    if not any(isinstance(row, dict) and "title" in row and "videos" in row for row in rows):
        raise wrong_kind(source, "a recording of pyvideo")
    for row in rows:
        yield _outcome(row, NO_CATEGORY, source, options, where="")
    yield from note((row for row in rows if isinstance(row, dict)), _USED)


def _of_folder(source: SourceInput, options: ImportOptions) -> Iterator[Outcome]:
    categories = {
        one.name.removesuffix(_CATEGORY): _category(peek(one), options)
        for one in filter(_is_category, source.files)
    }
    withheld = {
        text(number)
        for one in source.files
        if one.name.rpartition("/")[2] == _WITHHELD
        for number in entries(peek(one))
    }
    recordings = [one for one in source.files if _FILE.search(one.name)]
    for one in recordings:
        category = categories.get(one.name.rpartition("videos/")[0], NO_CATEGORY)
        yield _of_member(one, category, options, withheld)
    yield from note(filter(_is_mapping, map(peek, recordings)), _USED)
    about = [*filter(_is_category, source.files)]
    yield from note(filter(_is_mapping, map(peek, about)), _USED_OF_EVENT)
    for one in source.files:
        is_data = one.name.endswith(".json") and one.name.rpartition("/")[2] != _WITHHELD
        if recordings and is_data and one not in (*recordings, *about):
            yield Unparsed(text=one.name, why=NO_RECORDING, is_talk=False, where=one.name)


def _is_mapping(node: Json) -> TypeGuard[dict[str, Json]]:
    return isinstance(node, dict)


def _of_member(
    source: SourceInput, category: Category, options: ImportOptions, withheld: set[str]
) -> Outcome:
    """Read one file of a folder; an invalid or withheld one is unparsed."""
    try:
        node = load(source)
    except Rejected as rejected:
        return Unparsed(text=source.name, why=rejected.message, where=source.name)
    if text(entry(node, "id")) in withheld:
        why = "the archive says not to publish it"
        return Unparsed(text=first(node, "title"), why=why, is_talk=False, where=source.name)
    return _outcome(node, category, source, options, where=source.name)


def _category(node: Json, options: ImportOptions) -> Category:
    start, end = moment(first(node, "start_date")), moment(first(node, "end_date"))
    event = Named(first(node, "title"), address(first(node, "url")))
    return Category(event, phrase(start, end, "", options))


def _outcome(
    node: Json, category: Category, source: SourceInput, options: ImportOptions, *, where: str
) -> Outcome:
    if not isinstance(node, dict):
        return Unparsed(text=text(node), why="not a recording", is_talk=False, where=where)
    written = _TITLED.sub(r"[\1](\2)", first(node, "description", "summary", "abstract"))
    draft = Draft(
        title=first(node, "title"),
        speakers=[Named(text(one)) for one in entries(node, "speakers")],
        event=category.event if category.event.name else Named(first(node, "category")),
        when=_when(node, category, options),
        links=[*_videos(node), *_related(node)],
        thumbnail=address(first(node, "thumbnail_url")),
        abstract=_ROLE.sub(r"`\1`", _LITERAL.sub(r"`\1`", written)),
        tags=[text(tag) for tag in entries(node, "tags")],
        length=f"{length // timedelta(minutes=1)} min" if (length := _length(node)) else "",
        language=language(first(node, "language")),
        base=source.base,
        where=where,
        uid=where or first(node, "id"),
    )
    return finish(draft, options)


def _when(node: Json, category: Category, options: ImportOptions) -> Phrase:
    """Read the date or time of a recording, or else the days of its event."""
    words = first(node, "recorded")
    start = moment(words)
    if start is None:
        found = as_found(words, options)
        if found.text or not category.days.text:
            return found
        why = "the date of the recording is unknown; the date is the event's"
        return Phrase(category.days.text, (*found.doubts, why))
    if isinstance(start, datetime) and (start.hour, start.minute) == (0, 0):
        start = start.date()
    return phrase(start, end_of(start, _length(node)), "", options)


def _length(node: Json) -> timedelta | None:
    """Return the length of a recording, to the minute; None if it is not stated."""
    seconds = entry(node, "duration")
    known = isinstance(seconds, int) and not isinstance(seconds, bool) and 0 < seconds < _DAY
    return timedelta(minutes=max(1, round(seconds / 60))) if known else None


def _videos(node: Json) -> Iterator[Link]:
    for video in mappings(node, "videos"):
        size = first(video, "length", "size")
        kind = _TYPES.get(first(video, "type"), "")
        length = size if kind and number(size) else ""
        yield Link(address(first(video, "url")), kind="video", type=kind, length=length)


def _related(node: Json) -> Iterator[Link]:
    """Yield related links; the kind of a link without a label comes from its site."""
    for one in (*entries(node, "related_urls"), *entries(node, "related_url")):
        written = first(one, "url") if isinstance(one, dict) else text(one)
        label = first(one, "label") if isinstance(one, dict) else ""
        link = Link(address(written) or written, label if label != written else "")
        yield link if link.label else link._replace(kind=site_kind(link, "links"))
