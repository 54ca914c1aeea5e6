"""The ids that a source has for its talks → those that a build recognises them by."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, repeat
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import deliveries
from talkfeed.deliveries.uniting import SOURCE_ID
from talkfeed.model.sourceids import globally

if TYPE_CHECKING:
    from talkfeed.updating.state import SourceTalk


def ids_of(source: str, talk: SourceTalk) -> list[str]:
    """Return the ids of all deliveries; only those that are unique anywhere unite two sources.

    One that a person has copied is in the field `source_id`.
    """
    ids = (globally(source, uid) for uid in talk.uids)
    rows = zip(deliveries(talk.fields), chain(ids, repeat("")), strict=False)
    return [uid or str(fields.get(SOURCE_ID, "")) for (fields, _), uid in rows]


def with_ids(source: str, talk: SourceTalk) -> SourceTalk:
    """Write the ids of a talk's deliveries into their fields, by which a build recognises them."""
    ids = ids_of(source, talk)
    if not any(ids):
        return talk
    fields, given = dict(talk.fields), talk.fields.get("given", ())
    of_rows = dict(zip((index for _, index in deliveries(fields)), ids, strict=True))
    if not isinstance(given, str | Mapping) and given:
        fields["given"] = [
            {**row, SOURCE_ID: of_rows[index]}
            if isinstance(row, Mapping) and of_rows.get(index)
            else row
            for index, row in enumerate(given)
        ]
    own = of_rows.get(None)
    return talk._replace(fields=fields | ({SOURCE_ID: own} if own else {}))
