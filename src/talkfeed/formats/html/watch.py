"""Chapters and transcripts → lists whose times lead to the recording, for the page of a talk.

A time is a link where the player of the recording can start at it (`talkfeed.media.times`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats.html import video
from talkfeed.media.times import at_time, start_of
from talkfeed.model.media import CAPTIONS, TRANSCRIPT
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import clock_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.formats.html.video import Player
    from talkfeed.model import Talk
    from talkfeed.model.media import Attachment, Cue

TOGETHER = 30
"""The seconds of captions in a paragraph: a caption alone has some words only."""


class Moment(NamedTuple):
    """A chapter, or a paragraph of a transcript.

    `clock` is its time, "" without one. `href` is the address of the recording at this time, and
    `frame` that of its player; both are "" if there is none.
    """

    clock: str
    href: str
    frame: str
    text: str
    speaker: str = ""
    url: str | None = None


class Shown(NamedTuple):
    """A transcript: its address, its language, "" for that of the talk, and its paragraphs."""

    href: str
    language: str
    paragraphs: tuple[Moment, ...]


def chapters(talk: Talk, player: Player | None) -> list[Moment]:
    """List the chapters of a talk."""
    place = _recording(talk, player)
    return [
        _moment(each.start, place, each.title)._replace(url=each.url) for each in talk.chapter_list
    ]


def transcripts(talk: Talk, player: Player | None, root: str, spoken: str) -> list[Shown]:
    """List the transcripts whose files are known; captions only in languages without one.

    `root` is the path from the page to the root of the output, and `spoken` the language of the
    talk.
    """
    place = _recording(talk, player)
    found: dict[str, Attachment] = {}
    for role in (TRANSCRIPT, CAPTIONS):
        for each in talk.attachments:
            if each.own and each.role == role:
                found.setdefault(each.language or spoken, each)
    return [
        Shown(
            each.address(root),
            "" if language == spoken else language,
            tuple(_paragraphs(each, place)),
        )
        for language, each in found.items()
    ]


def _recording(talk: Talk, player: Player | None) -> str:
    """Return the address of the recording that times lead to, "" for none."""
    known = (each for each in talk.links if each.kind in {"video", "audio"} and not each.is_gone)
    addresses = ([player.href] if player else []) + [each.href for each in known]
    return next((href for href in addresses if at_time(href, 0)), "")


def _moment(start: int, place: str, text: str, speaker: str = "") -> Moment:
    href = at_time(place, start_of(place) + start) if place else ""
    player = video.from_address(href) if href else None
    return Moment(clock_length(start), href, player.src if player else "", text, speaker)


def _paragraphs(transcript: Attachment, place: str) -> Iterator[Moment]:
    for start, speaker, text in _together(transcript.own.cues if transcript.own else ()):
        if start is None:
            yield Moment("", "", "", text, speaker)
        else:
            yield _moment(start, place, text, speaker)


def _together(cues: Iterable[Cue]) -> Iterator[tuple[int | None, str, str]]:
    """Join the passages of one speaker, as long as they are near each other."""
    first: int | None = None
    speaker, texts = "", [""]
    for cue in cues:
        is_near = cue.start is not None and first is not None and cue.start - first < TOGETHER
        if texts[0] and not (is_near and cue.speaker in {"", speaker}):
            yield first, speaker, " ".join(texts)
            texts = [""]
        if texts[0]:
            texts.append(cue.text)
        else:
            first, speaker, texts = cue.start, cue.speaker, [cue.text]
    if texts[0]:
        yield first, speaker, " ".join(texts)
