"""Videos of a channel → the talks that they are recordings of.

A video says little of a talk: its title often holds the talk's, with speaker and event around it,
and its date is that of the upload. So a video is matched by its address, else by its title, and
gives the talk nothing but its address.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from talkfeed.editing.facts import addresses, name, names
from talkfeed.editing.likeness import bare
from talkfeed.editing.memory import field_fact
from talkfeed.editing.merge import Decision, Verdict, Wish
from talkfeed.model.imported import Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.editing.memory import Memory
    from talkfeed.editing.plain import Delivery
    from talkfeed.model.imported import FoundTalk, Plain

KINDS = frozenset(("youtube",))
"""The kinds of sources that list videos and not talks."""
ALIKE = 0.9
TELLING = 8
"""Letters and digits of a title that say something inside of another."""


def match_videos(
    found: Sequence[FoundTalk], listed: Sequence[Delivery], memory: Memory
) -> list[Decision]:
    """Find the talk of each video; one that belongs to none, or to several, is left to decide."""
    there = {address: each for each in listed for address in addresses(each.fields.get("video"))}
    open_ = [each for each in listed if not addresses(each.fields.get("video"))]
    mates = [_mate(each.fields, there, open_) for each in found]
    claims = Counter(mate.own for mate in mates if mate is not None)
    return [
        _decide(each, mate if mate is None or claims[mate.own] == 1 or _has(mate) else None, memory)
        for each, mate in zip(found, mates, strict=True)
    ]


def _has(mate: Delivery) -> bool:
    return bool(addresses(mate.fields.get("video")))


def _mate(
    fields: Mapping[str, Plain], there: Mapping[str, Delivery], open_: Sequence[Delivery]
) -> Delivery | None:
    known = [there[each] for each in addresses(fields.get("video")) if each in there]
    if known:
        return known[0]
    ranked = [(_likeness(fields, each.fields), each) for each in open_]
    best = max((rank for rank, _ in ranked), default=0)
    mates = [each for rank, each in ranked if rank == best]
    return mates[0] if best and len(mates) == 1 else None


def _likeness(video: Mapping[str, Plain], talk: Mapping[str, Plain]) -> int:
    """Rate how much a video looks like one of a talk, from 0, which is not enough."""
    shown, title = bare(str(video.get("title", ""))), bare(str(talk.get("title", "")))
    around = shown + bare(str(video.get("abstract", ""))) + bare(" ".join(names(video)))
    about = [bare(each.split()[-1]) for each in names(talk)]
    about.append(bare(name(talk.get("event"))))
    agreeing = sum(bool(word) and word in around for word in about)
    if shown == title:
        return 4 * len(title) + agreeing
    is_inside = len(title) >= TELLING and title in shown
    if is_inside and (agreeing or not names(talk)):
        return 2 * len(title) + agreeing
    return len(title) + agreeing if agreeing and _is_alike(shown, title) else 0


def _is_alike(one: str, other: str) -> bool:
    match = SequenceMatcher(None, one, other)
    return match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE <= match.ratio()


def _decide(found: FoundTalk, mate: Delivery | None, memory: Memory) -> Decision:
    if mate is None:
        return Decision(found=found, verdict=Verdict.VIDEO)
    title, video = found.fields.get("title"), found.fields.get("video", "")
    if _has(mate) or not video or field_fact(title, "video", video) in memory:
        return Decision(found=found, verdict=Verdict.UNCHANGED, place=mate.place)
    wish = Wish(mate.own, "video", video)
    found = replace(found, confidence=Confidence.LIKELY, doubts=("matched by its title",))
    return Decision(found=found, verdict=Verdict.MERGED, place=mate.place, wishes=(wish,))
