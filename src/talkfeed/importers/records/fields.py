"""The entries of a record, sorted to their words → a talk before any gate.

A venue is the event where no other is named; what no key of talks.yaml takes is a link, with its
key as the label, if it is an address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Draft, Link, Named
from talkfeed.importers.records.date_fields import said, when
from talkfeed.importers.records.field_names import Entry, folded, is_ignored
from talkfeed.importers.records.link_fields import embedded, labelled, links, unique
from talkfeed.importers.records.values import language, people, prose, tags, text, words
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.importers.records.field_names import Sorted
    from talkfeed.importers.records.nodes import Node
    from talkfeed.model.imported import ImportOptions


class Frame(NamedTuple):
    """What is the same for all records of a file: options, the base of its links, its name."""

    options: ImportOptions
    base: str = ""
    where: str = ""


LINKS = ("video", "slides", "audio", "paper", "code", "url", "pdf", "post", "links", "")
_SECTION = re.compile(r"talks?|presentations?|events?|posts?|blog|speaking|misc", re.IGNORECASE)
_STATUS = {
    **dict.fromkeys(("cancelled", "canceled", "abgesagt"), "cancelled"),
    **dict.fromkeys(("postponed", "rescheduled"), "postponed"),
    **dict.fromkeys(("tentative", "planned", "tbc", "provisional"), "tentative"),
}
TRUE = frozenset(("true", "yes", "1", "on"))
FALSE = frozenset(("false", "no", "0", "off"))
_EVENTFUL = re.compile(
    r"\b(?:\w*conf(?:erence|eren\w+)?|\w+con|\w*camp|\w*fest|\w*days?|\w*week|summit|meet-?ups?|workshops?|"
    r"seminar|symposium|congress|forum|lectures?|colloquium|hackathon|webinar|talks|tutorial)\b|"
    r"\b(?:19|20)\d\d\b|'\d\d\b",
    re.IGNORECASE,
)
"""Words that an event has in its name, and a place has not."""
_FROM_PLACE = "the event stands where others have the place"
_FLAGS = TRUE | FALSE | {"tba", "tbd", "none", "n/a", "-", "yes"}


def draft(found: Sorted, title: str, frame: Frame, name: str, number: int) -> Draft:
    """Draft the talk that sorted entries tell of."""
    found, unsure = _with_event(found)
    event = _event(found)
    who, doubts = _speakers(found, frame.options)
    return Draft(
        title=title,
        speakers=who,
        event=event,
        when=when(found, frame.options, name, event.name),
        location=_location(found, event.name),
        online=next((link.url for link in _linked(found, ("online",))), ""),
        links=_all_links(found),
        abstract=_abstract(found, frame.options),
        tags=_tags(found),
        language=language(said(found, "language")),
        status=_status(found),
        doubts=(*unsure, *doubts, *_unlinked(found)),
        base=frame.base,
        where=frame.where,
        line=number,
    )


def _speakers(found: Sorted, options: ImportOptions) -> tuple[list[Named], tuple[str, ...]]:
    """List who speaks; where others are named beside an owner, the owner is the user's wish."""
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
    return others, ("only those who spoke with somebody are named: say --speaker for who that is",)


def _with_event(found: Sorted) -> tuple[Sorted, tuple[str, ...]]:
    """Part the event from the place where both stand at one key and no other names the event."""
    places = found.get("location", [])
    known = any(text(entry.node) for word in ("event", "venue") for entry in found.get(word, ()))
    if known or len(places) != 1 or not isinstance(places[0].node, str):
        return found, ()
    parts = [part.strip() for part in text(places[0].node).split(",")]
    told = [number for number, part in enumerate(parts, 1) if _EVENTFUL.search(part)]
    if not told:
        return found, ()
    event, place = ", ".join(parts[: told[-1]]), ", ".join(parts[told[-1] :])
    pages = [Entry("eventurl", _within(places[0])), *found.get("eventurl", ())]
    split = {"event": [Entry("event", event)], "location": [Entry("location", place)]}
    return {**found, **split, "eventurl": pages}, (_FROM_PLACE,)


def _event(found: Sorted) -> Named:
    """Find the event; where none is named but a venue, that is it."""
    entries = (*found.get("event", ()), *found.get("venue", ()))
    entry = next((entry for entry in entries if text(entry.node)), None)
    if entry is None:
        return Named("")
    address = next((link.url for link in _linked(found, ("eventurl",))), "")
    return Named(text(entry.node), address or _within(entry))


def _within(entry: Entry) -> str:
    """Give the address that a text in Markdown or HTML links to."""
    node = entry.node
    is_linked = isinstance(node, str) and ("](" in node or "<a " in node)
    return next((link.url for link in links(entry)), "") if is_linked else ""


def _location(found: Sorted, event: str) -> Named:
    """Put the place together, from the room to the country, each part once."""
    parts: list[str] = []
    for word in ("room", "venue", "street", "location", "city", "region", "country"):
        part = said(found, word)
        if part and part != event and not any(part in known for known in parts):
            parts.append(part)
    linked = map(_within, found.get("location", ()))
    return Named(", ".join(parts), next(filter(None, linked), ""))


def _linked(found: Sorted, kinds: Sequence[str]) -> Iterator[Link]:
    for word in kinds:
        for entry in found.get(word, ()):
            yield from links(entry, word)


def _all_links(found: Sorted) -> list[Link]:
    """List the links at all keys, those of a page's text last."""
    listed = [link for word in LINKS for entry in found.get(word, ()) for link in _at(entry, word)]
    written = "\n".join(
        text_ for entry in found.get("body", ()) if isinstance(text_ := entry.node, str)
    )
    return [link for link in unique((*listed, *embedded(written), *labelled(written))) if link.url]


def _at(entry: Entry, word: str) -> Iterator[Link]:
    """List the links at one key; a key without a meaning of its own is the label."""
    if word in {"links", "url"}:
        yield from links(entry, "url" if word == "url" else "")
    elif word in {"pdf", "post", ""}:
        if word or (has_address(entry.node) and not is_ignored(entry.key)):
            label = _label(entry.key)
            yield from (
                link._replace(kind="links", label=link.label or label)
                for link in links(entry, "links")
            )
    else:
        yield from links(entry, word)


def has_address(node: Node) -> bool:
    """Tell whether a value is a complete address."""
    return isinstance(node, str) and node.strip().startswith(("https://", "http://"))


def _label(key: str) -> str:
    """Make a label of a key.

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


def _abstract(found: Sorted, options: ImportOptions) -> str:
    """Take the abstract, in the user's language if there are several, else the page's text."""
    entries = found.get("abstract", [])
    suffix = f"_{options.language.partition('-')[0]}"
    ours = [entry for entry in entries if folded(entry.key).endswith(suffix)]
    rest = (*found.get("body", ()), *found.get("summary", ()))
    return next(filter(None, (prose(entry.node) for entry in (*ours, *entries, *rest))), "")


def _tags(found: Sorted) -> list[str]:
    """List the tags; where there are none, categories that say more than that it is a talk."""
    listed = [tag for entry in found.get("tags", ()) for tag in tags(entry.node)]
    filed = [tag for entry in found.get("categories", ()) for tag in tags(entry.node)]
    return listed or [tag for tag in filed if not _SECTION.fullmatch(tag)]


def _status(found: Sorted) -> str:
    if said(found, "cancelled").lower() in TRUE:
        return "cancelled"
    return _STATUS.get(said(found, "status").lower(), "")


def _unlinked(found: Sorted) -> Iterator[str]:
    """Tell what should be a link and is none."""
    for word in ("video", "slides", "audio", "paper", "code"):
        for entry in found.get(word, ()):
            written = entry.node if isinstance(entry.node, str) else ""
            if (
                written
                and not any(link.url for link in links(entry, word))
                and not _is_flag(written)
            ):
                yield f"{entry.key}: '{words(written)[:60]}' is not an address"


def _is_flag(written: str) -> bool:
    return written.strip().lower() in _FLAGS
