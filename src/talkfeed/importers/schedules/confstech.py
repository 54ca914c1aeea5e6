"""JSON of confs.tech (github.com/tech-conferences/conference-data) → one entry per conference.

It lists conferences, not talks. Each is an event with its name, days, place and page; unless events
are asked for, it is a talk to complete as well, with a doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.schedules.conference import address, days, entry_of
from talkfeed.model.imported import ImportResult, Unparsed
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Draft, Link, Named, finish
from talkfeed.records.json_values import Json, entries, entry, first, load, mappings, peek, text
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.timestamps import as_found, moment, phrase
from talkfeed.records.unused import note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, Plain, SourceInput
    from talkfeed.records.draft import Outcome

KIND = "confs.tech"
NO_TALK = "a conference, not a talk: fill in the title and speaker of your talk"
_USED = frozenset(
    (
        *("name", "url", "startDate", "endDate", "city", "country", "online", "cfpUrl", "topics"),
        *("cfpEndDate", "uuid"),
    )
)
_SHAPE = ("name", "startDate")


def recognise(source: SourceInput) -> float:
    """Score a source by the share of its entries that are conferences."""
    rows = entries(peek(source))
    fitting = sum(_is_conference(row) for row in rows)
    return 0.9 * fitting / len(rows) if rows else 0.0


def _is_conference(row: Json) -> bool:
    return isinstance(row, dict) and all(key in row for key in _SHAPE) and "url" in row


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every conference.

    Raises:
        Rejected: TF702, it is not such a list; TF704, it is too large.
    """
    node = load(source)
    if not any(map(_is_conference, entries(node))):
        raise wrong_kind(source, "a list of conferences")
    others = [
        Unparsed(text=text(one) or "?", why="not a conference", is_talk=False)
        for one in entries(node)
        if not isinstance(one, dict)
    ]
    others += note(mappings(node), _USED)
    talks, unparsed = collect(
        (*(_outcome(one, source, options) for one in mappings(node)), *others)
    )
    events = tuple(event for one in mappings(node) for event in _event(one, options))
    if options.as_events:
        known = {each["name"] for each in events}
        talks = tuple(each for each in talks if each.fields["title"] not in known)
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed, events=events)


def _event(node: dict[str, Json], options: ImportOptions) -> tuple[Mapping[str, Plain], ...]:
    closes, call = days(first(node, "cfpEndDate"), "", options), address(first(node, "cfpUrl"))
    return entry_of(
        name=first(node, "name"),
        url=address(first(node, "url")),
        dates=days(first(node, "startDate"), first(node, "endDate"), options),
        location=", ".join(filter(None, (first(node, "city"), first(node, "country")))),
        cfp=({"closes": closes} | ({"url": call} if call else {})) if closes else "",
    )


def _outcome(node: dict[str, Json], source: SourceInput, options: ImportOptions) -> Outcome:
    place = (first(node, "city"), first(node, "country"))
    where = ", ".join(filter(None, place)) or ("online" if entry(node, "online") is True else "")
    written = first(node, "startDate")
    start, end = moment(written), moment(first(node, "endDate"))
    draft = Draft(
        title=first(node, "name"),
        event=Named(first(node, "name"), first(node, "url")),
        when=phrase(start, end, "", options) if start else as_found(written, options),
        location=Named(where),
        links=(
            Link(first(node, "url"), kind="url"),
            Link(first(node, "cfpUrl"), "Call for papers", "links"),
        ),
        tags=[text(topic) for topic in entries(node, "topics")],
        doubts=(NO_TALK,),
        base=source.base,
    )
    return finish(draft, options)
