"""The entries of a list of videos → the same, with speakers that most of the titles name.

Titles of videos often are "Rainbows - Ann Example". They are split in a list that has no field for
speakers, if more than half of them name people at the same place, and these differ: what many
titles begin or end with is a track or a series. Every talk that was split has a doubt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.model.imported import FoundTalk
from talkfeed.records.date_fields import first_text
from talkfeed.records.field_names import Entry
from talkfeed.records.link_fields import links, site_kind
from talkfeed.records.title_parts import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.model.imported import ImportOptions
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields

IN_TITLE = "the speakers are taken from the title: check both"
_LEAST = 4
"""The entries that a list has at least."""
_MOST = 3
"""The talks that a speaker has at most, on average; a track or a series has more."""
_MARK = "speakers of the title"
"""The field that marks an entry whose title was split; no reader of fields knows it."""


def with_speakers(found: Iterable[RecordFields], options: ImportOptions) -> list[RecordFields]:
    """Return the entries of a list; in one of videos, speakers are split off the titles."""
    rows = list(found)
    videos = sum(map(_is_video, rows))
    is_named = options.speaker or any({"speakers", "cospeakers"} & one.keys() for one in rows)
    if len(rows) < _LEAST or is_named or 2 * videos <= len(rows):
        return rows
    titles = [first_text(one, "title") for one in rows]
    parts = split(titles, replace(options, event=""))
    names = [one.speakers for one in parts if one.speakers]
    if 2 * len(names) <= len(rows) or _MOST * len(set(names)) < len(names):
        return rows
    return [
        {**row, "title": [Entry("title", one.title)], "speakers": people, _MARK: people}
        if one.speakers and not (one.event or one.when.text)
        else row
        for row, one in zip(rows, parts, strict=True)
        for people in [[Entry("speakers", one.speakers)]]
    ]


def _is_video(row: RecordFields) -> bool:
    addressed = (one for entry in row.get("url", ()) for one in links(entry))
    return "video" in row or any(site_kind(one) == "video" for one in addressed)


def with_doubt(made: Outcome, found: RecordFields) -> Outcome:
    """Return the talk of an entry, with a doubt if its title was split."""
    if _MARK not in found or not isinstance(made, FoundTalk):
        return made
    return made.with_doubts((IN_TITLE, *made.doubts))
