"""The recordings of a talk, and what belongs to them: chapters, transcripts and a picture."""

from __future__ import annotations

from typing import Protocol

from talkfeed.named_tuple import NamedTuple

THUMBNAIL, TRANSCRIPT, CAPTIONS, CHAPTERS = "thumbnail", "transcript", "captions", "chapters"
"""The roles of attachments, which are their fields in talks.yaml."""


class Recording(NamedTuple):
    """What a recording states besides its address.

    `language` is spoken in it (BCP 47), `quality` a text such as "1080p". `start` is where the talk
    begins in a longer recording, and `duration` how long the recording is, both in seconds; 0 if
    not stated.
    """

    language: str | None = None
    quality: str | None = None
    start: int = 0
    duration: int = 0


class Chapter(NamedTuple):
    """A chapter of a talk: when it begins, in seconds from the start of the talk, and its title."""

    start: int
    title: str
    url: str | None = None


class Cue(NamedTuple):
    """A spoken passage of a transcript; `start` is in seconds, None in a text without times."""

    start: int | None
    text: str
    speaker: str = ""


class OwnFile(Protocol):
    """A file beside talks.yaml that is copied into the output.

    `stored` is its path there, `digest` the SHA-256 of its content, `length` its bytes, and `size`
    the width and height of a picture in pixels.
    """

    stored: str
    digest: bytes
    length: int
    size: tuple[int, int] | None

    def content(self) -> bytes:
        """The bytes of the file."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of a file with chapters."""

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The passages of a transcript."""


class Attachment(NamedTuple):
    """A file that belongs to a talk: an address, or the path of a file beside talks.yaml.

    `role` is one of those above, and `type` the media type. `language` is that of a transcript.
    The path is written at a line and a column, counted from the talk. `own` is the file at the
    path, once a build has read it. `source` is the file that states it, unless that of the talk.
    """

    role: str
    href: str
    type: str
    language: str | None = None
    is_file: bool = False
    line: int = 0
    column: int = 0
    source: str = ""
    own: OwnFile | None = None

    def address(self, base: str) -> str:
        """Return the address; that of a file is below `base`, the address of the output."""
        if not self.is_file:
            return self.href
        return f"{base}{self.own.stored}" if self.own else ""
