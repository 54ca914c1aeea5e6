"""confs.tech's JSON (github.com/tech-conferences/conference-data) → an entry for each conference.

It lists conferences and no talks. What can be made of them is a list of what is to come: each
becomes an entry with the conference's name, days, place and page, and a doubt says what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.common.draft import Draft, Link, Named, collect, finish
from talkfeed.importers.common.json_values import (
    Node,
    entries,
    entry,
    first,
    load,
    mappings,
    peek,
    text,
    wrong_kind,
)
from talkfeed.importers.common.timestamps import Phrase, as_found, moment, phrase
from talkfeed.model.imported import ImportResult, Unparsed

if TYPE_CHECKING:
    from talkfeed.importers.common.draft import Outcome
    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "confs.tech"
NO_TALK = "a conference, not a talk: put your talk's title and speaker in"
_SHAPE = ("name", "startDate")


def recognise(source: SourceInput) -> float:
    """Tell how much a source looks like a list of conferences."""
    rows = entries(peek(source))
    fitting = sum(_is_conference(row) for row in rows)
    return 0.9 * fitting / len(rows) if rows else 0.0


def _is_conference(row: Node) -> bool:
    return isinstance(row, dict) and all(key in row for key in _SHAPE) and "url" in row


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every conference.

    Raises:
        Rejected: TF702, it is no such list; TF704, it is too large.
    """
    node = load(source)
    if not any(map(_is_conference, entries(node))):
        raise wrong_kind(source, "a list of conferences")
    others = [
        Unparsed(text=text(one) or "?", why="no conference", is_talk=False)
        for one in entries(node)
        if not isinstance(one, dict)
    ]
    talks, unparsed = collect(
        (*(_outcome(one, source, options) for one in mappings(node)), *others)
    )
    return ImportResult(kind=KIND, talks=talks, unparsed=unparsed)


def _outcome(node: dict[str, Node], source: SourceInput, options: ImportOptions) -> Outcome:
    place = (first(node, "city"), first(node, "country"))
    where = ", ".join(filter(None, place)) or ("online" if entry(node, "online") is True else "")
    draft = Draft(
        title=first(node, "name"),
        event=Named(first(node, "name"), first(node, "url")),
        when=_when(node, options),
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


def _when(node: dict[str, Node], options: ImportOptions) -> Phrase:
    words = first(node, "startDate")
    start = moment(words)
    if start is None:
        return as_found(words, options)
    return phrase(start, moment(first(node, "endDate")), "", options)
