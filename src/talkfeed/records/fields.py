"""The entries of a record, sorted by field → a draft of a talk.

A venue is the event if no other is named. An address at an unknown key is a link, labelled by the
key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from talkfeed.model.linkkinds import KINDS, OTHER
from talkfeed.model.media import CAPTIONS, CHAPTERS, TRANSCRIPT
from talkfeed.model.plainfields import PLAIN, ValueType
from talkfeed.model.vocabulary import word_of
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.absence import status_of
from talkfeed.records.date_fields import first_text, when
from talkfeed.records.draft import Draft, Link, Named
from talkfeed.records.field_names import Entry, folded, is_ignored
from talkfeed.records.link_fields import embedded, labelled, links, unique
from talkfeed.records.values import FALSE, TRUE, language, people, prose, tags, text, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.model.imported import ImportOptions
    from talkfeed.model.plainfields import PlainField
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node


class FileContext(NamedTuple):
    """What all records of a file share: the options, the base of its links, its name."""

    options: ImportOptions
    base: str = ""
    where: str = ""


FILES = (CHAPTERS, TRANSCRIPT, CAPTIONS)
LINKS = (*(row.field for row in KINDS if row.field != OTHER), *FILES, "pdf", "post", OTHER, "")
_SECTION = re.compile(r"talks?|presentations?|events?|posts?|blog|speaking|misc", re.IGNORECASE)
_STATUS = dict.fromkeys(("tentative", "planned", "tbc", "provisional"), "tentative")
EVENTFUL = re.compile(
    r"\b(?:\w*conf(?:erence|eren\w+)?|\w+con|\w*camp|\w*fest|\w*days?|\w*week|summit|meet-?ups?|workshops?|"
    r"seminar|symposium|congress|forum|lectures?|colloquium|hackathon|webinar|talks|tutorial)\b|"
    r"\b(?:19|20)\d\d\b|'\d\d\b",
    re.IGNORECASE,
)
"""Words and years in names of events that names of places do not have."""
_FROM_PLACE = "the event is taken from the place"
_FLAGS = TRUE | FALSE | {"tba", "tbd", "none", "n/a", "-"}


def draft(found: RecordFields, title: str, context: FileContext, name: str, number: int) -> Draft:
    """Draft the talk of a record."""
    found, unsure = _split_place(found)
    event = _event(found)
    is_cancelled = first_text(found, "cancelled").lower() in TRUE
    state = first_text(found, "status").lower()
    who, doubts = _speakers(found, context.options)
    plain: dict[str, Any] = {row.name: _plain(row, found) for row in PLAIN}
    return Draft(
        title=title,
        speakers=who,
        event=event,
        when=when(found, context.options, name, event.name),
        location=_location(found, event.name),
        geo=[one for word in ("latitude", "longitude") if (one := first_text(found, word))],
        links=_all_links(found),
        thumbnail=next((link.url for link in _linked(found, ("thumbnail",)) if link.url), ""),
        abstract=_abstract(found, context.options),
        tags=_tags(found),
        status="cancelled" if is_cancelled else _STATUS.get(state) or status_of(state),
        doubts=(*unsure, *doubts, *_without_address(found)),
        base=context.base,
        where=context.where,
        line=number,
        **plain,
    )


def _plain(row: PlainField, found: RecordFields) -> str:
    """Return a plain field, of an address the first one."""
    if row.type is ValueType.URL:
        return next((link.url for link in _linked(found, (row.name,))), "")
    written = first_text(found, row.name)
    if row.type is ValueType.WORD:  # the type of a page may be that of any page
        return word_of(written, row.words)
    return language(written) if row.type is ValueType.LANGUAGE else written


def _speakers(found: RecordFields, options: ImportOptions) -> tuple[list[Named], tuple[str, ...]]:
    """List the speakers; beside co-speakers alone, the speaker of the options is added."""
    named = next(filter(None, map(people, found.get("speakers", ()))), [])
    others = [who for entry in found.get("cospeakers", ()) for who in people(entry)]
    if len(named) == 1 and not named[0].url:
        named = [
            Named(named[0].name, next((link.url for link in _linked(found, ("speakerurl",))), ""))
        ]
    if named or not others:
        return named + [who for who in others if who not in named], ()
    if options.speaker:
        return [Named(options.speaker), *others], ()
    return others, ("only co-speakers are named: give the speaker with --speaker",)


def _split_place(found: RecordFields) -> tuple[RecordFields, tuple[str, ...]]:
    """Split "event, place" in the location if no other field names the event."""
    places = found.get("location", [])
    known = any(text(entry.node) for word in ("event", "venue") for entry in found.get(word, ()))
    if known or len(places) != 1 or not isinstance(places[0].node, str):
        return found, ()
    parts = [part.strip() for part in text(places[0].node).split(",")]
    last = max((number for number, part in enumerate(parts, 1) if EVENTFUL.search(part)), default=0)
    if not last:
        return found, ()
    event, place = ", ".join(parts[:last]), ", ".join(parts[last:])
    pages = [Entry("eventurl", _linked_address(places[0])), *found.get("eventurl", ())]
    split = {"event": [Entry("event", event)], "location": [Entry("location", place)]}
    return {**found, **split, "eventurl": pages}, (_FROM_PLACE,)


def _event(found: RecordFields) -> Named:
    """Return the event, or the venue if there is none."""
    entries = (*found.get("event", ()), *found.get("venue", ()))
    entry = next((entry for entry in entries if text(entry.node)), None)
    if entry is None:
        return Named("")
    address = next((link.url for link in _linked(found, ("eventurl",))), "")
    return Named(text(entry.node), address or _linked_address(entry))


def _linked_address(entry: Entry) -> str:
    """Return the address of the first link in a text in Markdown or HTML."""
    node = entry.node
    is_linked = isinstance(node, str) and ("](" in node or "<a " in node)
    return next((link.url for link in links(entry)), "") if is_linked else ""


def _location(found: RecordFields, event: str) -> Named:
    """Join the parts of the place, from the room to the country, each once."""
    parts: list[str] = []
    for word in ("venue", "street", "location", "city", "region", "country"):
        part = first_text(found, word)
        if part and part != event and not any(part in known for known in parts):
            parts.append(part)
    linked = map(_linked_address, found.get("location", ()))
    return Named(", ".join(parts), next(filter(None, linked), ""))


def _linked(found: RecordFields, kinds: Sequence[str]) -> Iterator[Link]:
    for word in kinds:
        for entry in found.get(word, ()):
            yield from links(entry, word)


def _all_links(found: RecordFields) -> list[Link]:
    """List the links of all fields, those in the page's text last."""
    listed = [link for word in LINKS for entry in found.get(word, ()) for link in _at(entry, word)]
    written = "\n".join(
        text_ for entry in found.get("body", ()) if isinstance(text_ := entry.node, str)
    )
    return [link for link in unique((*listed, *embedded(written), *labelled(written))) if link.url]


def _at(entry: Entry, word: str) -> Iterator[Link]:
    """Yield the links at one key; a key without a field is their label."""
    if word in {"links", "url"}:
        yield from links(entry, "url" if word == "url" else "")
    elif word in {"pdf", "post", ""}:
        if word or (has_address(entry.node) and not is_ignored(entry.key)):
            for link in links(entry, "links"):
                yield link._replace(kind="links", label=link.label or _label(entry.key))
    else:
        yield from links(entry, word)


def has_address(node: Node) -> bool:
    """Return whether a value is an absolute address, or a list of them."""
    if isinstance(node, tuple):
        return bool(node) and all(map(has_address, node))
    return isinstance(node, str) and node.strip().startswith(("https://", "http://"))


def _label(key: str) -> str:
    """Return the label for a key.

    >>> _label("event.press_url"), _label("pdf")
    ('Press', 'PDF')
    """
    plain = (
        folded(key.rpartition(".")[2])
        .removesuffix("_url")
        .removesuffix("_link")
        .removeprefix("url_")
    )
    shown = plain.replace("_", " ")
    return "PDF" if shown == "pdf" else shown.capitalize()


def _abstract(found: RecordFields, options: ImportOptions) -> str:
    """Return the abstract, preferably in the user's language, else the page's text."""
    entries = found.get("abstract", [])
    suffix = f"_{options.language.partition('-')[0]}"
    ours = [entry for entry in entries if folded(entry.key).endswith(suffix)]
    rest = (*found.get("body", ()), *found.get("summary", ()))
    return next(filter(None, (prose(entry.node) for entry in (*ours, *entries, *rest))), "")


def _tags(found: RecordFields) -> list[str]:
    """List the tags, or else the categories that say more than "talks"."""
    listed = [tag for entry in found.get("tags", ()) for tag in tags(entry.node)]
    filed = [tag for entry in found.get("categories", ()) for tag in tags(entry.node)]
    return listed or [tag for tag in filed if not _SECTION.fullmatch(tag)]


def _without_address(found: RecordFields) -> Iterator[str]:
    """Yield a doubt for each text that should be a link and has no address."""
    for field in (row.field for row in KINDS if row.keys):
        for entry in found.get(field, ()):
            written = entry.node if isinstance(entry.node, str) else ""
            is_flag = written.strip().lower() in _FLAGS
            if written and not is_flag and not any(link.url for link in links(entry, field)):
                yield f"{entry.key}: '{words(written)[:60]}' is not an address"
