"""WebVTT (W3C), SubRip and plain text → the spoken passages of a transcript.

Only times, speakers and words are read; styles, regions and positions are not. What is not of the
format is an error with its line, since a player would skip it without a word.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from talkfeed.media.times import CLOCK, clock
from talkfeed.model.media import Cue
from talkfeed.patterns import lazy
from talkfeed.text import line, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMES = lazy(rf"{CLOCK}[ \t]+-->[ \t]+{CLOCK}(?:[ \t].*)?")
_ARROW = "-->"
_TAG = lazy(r"<[^<>]*>")
_VOICE = lazy(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")
_ASIDE = ("NOTE", "STYLE", "REGION")
_END = 4
"""The first group of the second time."""


class Unreadable(Exception):
    """A file is not of its format; `line` is where, counted from 1."""

    def __init__(self, line: int, why: str) -> None:
        """Keep the line and the reason."""
        super().__init__(why)
        self.line, self.why = line, why


def read_cues(content: str, kind: str) -> tuple[Cue, ...]:
    """Return the passages of a transcript; `kind` is its media type.

    Raises:
        Unreadable: with the line, it is of another format or has no words.
    """
    lines = content.removeprefix("\ufeff").splitlines()
    if kind == "text/plain":
        found = tuple(_paragraphs(lines))
    else:
        if kind == "text/vtt" and (not lines or lines[0].split()[:1] != ["WEBVTT"]):
            raise Unreadable(1, "a WebVTT file begins with the line WEBVTT")
        found = tuple(_cues(lines))
    if not found:
        raise Unreadable(1, "it has no words")
    return found


def _blocks(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield the blocks between blank lines, each line with its number."""
    numbered = ((number, text.strip()) for number, text in enumerate(lines, 1))
    for is_full, block in groupby(numbered, key=lambda each: bool(each[1])):
        if is_full:
            yield [*block]


def _paragraphs(lines: list[str]) -> Iterator[Cue]:
    for block in _blocks(lines):
        if text := line(" ".join(text for _, text in block)):
            yield Cue(None, text)


def _cues(lines: list[str]) -> Iterator[Cue]:
    for block in _blocks(lines):
        number, first = block[0]
        if number == 1 and first.startswith("WEBVTT"):
            if any(_ARROW in text for _, text in block):
                raise Unreadable(number, "a blank line is missing after WEBVTT")
            continue
        if first.partition(" ")[0] in _ASIDE and _ARROW not in first:
            continue
        # Before the times there may be an identifier.
        rank = next((rank for rank, (_, text) in enumerate(block[:2]) if _ARROW in text), None)
        if rank is None:
            raise Unreadable(number, f"there are no times for '{line(first)[:40]}'")
        start = _start(*block[rank])
        for speaker, words in _spoken(" ".join(text for _, text in block[rank + 1 :])):
            yield Cue(start, words, speaker)


def _start(number: int, text: str) -> int:
    found = _TIMES.fullmatch(text)
    start = clock(found)
    if found is None or start is None:
        example = "00:00:01.000 --> 00:00:04.000"
        raise Unreadable(number, f"'{line(text)[:60]}' are not times such as {example}")
    hours, minutes, seconds = (int(found[rank] or 0) for rank in range(_END, _END + 3))
    if hours * 3600 + minutes * 60 + seconds < start:
        raise Unreadable(number, "it ends before it starts")
    return start


def _spoken(text: str) -> Iterator[tuple[str, str]]:
    """Yield the speakers and the words of a cue, without tags."""
    head, *voices = _VOICE.split(text)
    for speaker, words in (("", head), *zip(voices[::2], voices[1::2], strict=True)):
        if said := line(unescape(_TAG.sub("", words))):
            yield line(unescape(speaker)), said
