"""The suffixes of files that belong to a talk → their media types, and the limits of such files."""

from __future__ import annotations

from talkfeed.model.media import CAPTIONS, CHAPTERS, THUMBNAIL, TRANSCRIPT

PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
TEXTS = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".html": "text/html",
    ".json": "application/json",
}
TIMED = {suffix: TEXTS[suffix] for suffix in (".vtt", ".srt")}
_CHAPTERS = {".txt": "text/plain", ".vtt": "text/vtt", ".json": "application/json+chapters"}
TYPES = {**TEXTS, **PICTURES}
"""The media types of all files that are copied into the output."""
FOLDER = "media"
"""The directory of copies in the output, whose names are made of their contents."""
SUFFIXES = {THUMBNAIL: PICTURES, TRANSCRIPT: TEXTS, CAPTIONS: TIMED, CHAPTERS: _CHAPTERS}
"""For each role, the media types of its files by suffix."""
READABLE = {
    THUMBNAIL: (*PICTURES,),
    TRANSCRIPT: (".vtt", ".srt", ".txt"),
    CAPTIONS: (*TIMED,),
    CHAPTERS: (*_CHAPTERS,),
}
"""The suffixes of own files, which are read; others are known by their address alone."""
MOST = {THUMBNAIL: 8 << 20, TRANSCRIPT: 4 << 20, CAPTIONS: 4 << 20, CHAPTERS: 1 << 20}
"""The bytes of a file at most."""


def type_of(role: str, name: str) -> str:
    """Return the media type of an address or a path by its suffix; "" if it has no known one.

    >>> type_of("transcript", "https://a.example/talk.vtt?v=2")
    'text/vtt'
    """
    return SUFFIXES[role].get(suffix_of(name), "")


def suffix_of(name: str) -> str:
    """Return the suffix of an address or a path with its dot, in lower case; "" without one."""
    last = name.partition("#")[0].partition("?")[0].rpartition("/")[2]
    before, dot, after = last.rpartition(".")
    return f"{dot}{after}".lower() if before and dot else ""
