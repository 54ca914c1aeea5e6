"""Videos of a channel → the talks that they are recordings of.

The title of a video often contains the talk's title, its speaker and event, while its date is that
of the upload. So a video is matched by its address, else by its title, and the talk takes over only
the address, the chapters and the thumbnail.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from talkfeed.deliveries.canonical import addresses, name, names
from talkfeed.editing.comparing import FieldEdit, Known, known_of
from talkfeed.editing.merge import NOWHERE, Action, MergePlan, Origin
from talkfeed.editing.record import (
    NAMELESS,
    SEEN,
    Seen,
    Value,
    hashes,
    source_hash,
    value_hash,
)
from talkfeed.identity import alphanumeric
from talkfeed.model.imported import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.deliveries.plain import Delivery
    from talkfeed.editing.record import ImportRecord
    from talkfeed.model.imported import FoundTalk, Plain

KINDS = frozenset(("youtube",))
"""The kinds of sources that list videos and not talks."""
SIMILAR = 0.9
"""The similarity (`difflib`) from which two titles match."""
MIN_INNER = 8
"""The minimum length of a title that matches as part of a longer one, in letters and digits."""


def match_videos(
    found: Sequence[FoundTalk],
    listed: Sequence[Delivery],
    record: ImportRecord,
    origin: Origin = NOWHERE,
) -> list[MergePlan]:
    """Plan the merge of each video; one that matches no talk, or several, changes nothing."""
    there = {address: each for each in listed for address in addresses(each.fields.get("video"))}
    open_ = [each for each in listed if not addresses(each.fields.get("video"))]
    mates = [_match(each.fields, there, open_) for each in found]
    claims = Counter(mate.own for mate in mates if mate is not None)
    known = known_of(record)
    plans = (
        _plan(each, mate if mate and (claims[mate.own] == 1 or _has_video(mate)) else None, known)
        for each, mate in zip(found, mates, strict=True)
    )
    return [_remembered(each, origin) for each in plans]


def _remembered(plan: MergePlan, origin: Origin) -> MergePlan:
    """Add what the record keeps of a video."""
    fields = {key: Value(SEEN, value) for key, value in hashes(plan.found.fields).items()}
    seen = Seen(source_hash(origin.source), NAMELESS, fields)
    return plan if plan.action is Action.UNCHANGED else replace(plan, seen=(seen,))


def _has_video(delivery: Delivery) -> bool:
    return bool(addresses(delivery.fields.get("video")))


def _match(
    fields: Mapping[str, Plain], there: Mapping[str, Delivery], open_: Sequence[Delivery]
) -> Delivery | None:
    known = [there[each] for each in addresses(fields.get("video")) if each in there]
    if known:
        return known[0]
    ranked = [(_similarity(fields, each.fields), each) for each in open_]
    best = max((rank for rank, _ in ranked), default=0)
    mates = [each for rank, each in ranked if rank == best]
    return mates[0] if best and len(mates) == 1 else None


def _similarity(video: Mapping[str, Plain], talk: Mapping[str, Plain]) -> int:
    """Return a score for a video and a talk; 0 if they do not match."""
    shown, title = (
        alphanumeric(str(video.get("title", ""))),
        alphanumeric(str(talk.get("title", ""))),
    )
    around = (
        shown + alphanumeric(str(video.get("abstract", ""))) + alphanumeric(" ".join(names(video)))
    )
    about = [alphanumeric(each.split()[-1]) for each in names(talk)]
    about.append(alphanumeric(name(talk.get("event"))))
    agreeing = sum(bool(word) and word in around for word in about)
    if shown == title:
        return 4 * len(title) + agreeing
    is_inside = len(title) >= MIN_INNER and title in shown
    if is_inside and (agreeing or not names(talk)):
        return 2 * len(title) + agreeing
    if not agreeing:
        return 0
    match = SequenceMatcher(None, shown, title)
    ratios = (match.real_quick_ratio, match.quick_ratio, match.ratio)
    return len(title) + agreeing if all(ratio() >= SIMILAR for ratio in ratios) else 0


def _plan(found: FoundTalk, mate: Delivery | None, known: Known) -> MergePlan:
    if mate is None:
        return MergePlan(found=found, action=Action.VIDEO)
    title, video = found.fields.get("title", ""), found.fields.get("video", "")
    read = value_hash("title", title), "video", value_hash("video", video)
    if _has_video(mate) or not video or read in known.values:
        return MergePlan(found=found, action=Action.UNCHANGED, place=mate.place)
    edits = [FieldEdit(mate.own, "video", video)]
    for key, place in (("chapters", mate.own), ("thumbnail", mate.place)):
        if key in found.fields and key not in mate.fields:
            edits.append(FieldEdit(place, key, found.fields[key]))
    found = replace(found, confidence=Confidence.LIKELY, doubts=("matched by its title",))
    return MergePlan(found=found, action=Action.MERGED, place=mate.place, edits=tuple(edits))
