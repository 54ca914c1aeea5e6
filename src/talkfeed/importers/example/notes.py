"""Examples as they were found on a page → what they did not teach, for the person who gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.example.links import MEDIA_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.importers.example.locating import Located
    from talkfeed.importers.example.wrapper import Wrapper
    from talkfeed.model.imported import FoundTalk

ASKED = ("speakers", "event", "date")
"""The fields to name if no example has them."""
TAUGHT = frozenset(
    ("title", "speaker", "speakers", "event", "location", "date", "time", "given", "source")
)
FAR = {
    "speakers": "the speakers of '{}' are not in one line near its title, so none are read",
    "date": "the date of '{}' is not near its title, so none is read",
    "location": "the location of '{}' is not near its title, so none is read",
    "event": "the event of '{}' is not near its title, so all talks get it",
}
UNLIKE = "no rule reads the {} of other talks"


def notes_on(
    located: Sequence[Located], wrappers: Sequence[Wrapper], talks: Sequence[FoundTalk]
) -> tuple[str, ...]:
    """List what the examples did not teach, and none of the talks has."""
    examples = [one.example for one in located]
    given = {name for one in examples for name in (*ASKED, "location") if one.text(name)}
    given |= {name for one in talks for name in one.fields}
    asked = (name for name in ASKED if name not in given)
    notes = [f"no {name} in your example, so none is read" for name in asked]
    for one in located:
        notes += (FAR[name].format(one.example.title) for name in one.absent if name in FAR)
    found = {name for one in wrappers for name in one.programs}
    placed = {name for one in located for name in one.spots}
    notes += (UNLIKE.format(name) for name in sorted(placed - found))
    other = {name for one in examples for name in one.fields} - TAUGHT - MEDIA_FIELDS
    notes += (f"{name} is not learned from an example" for name in sorted(other))
    return tuple(dict.fromkeys(notes))
