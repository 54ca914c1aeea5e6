"""The tables of recordings, transcripts and chapters, and their fields in a talk."""

from __future__ import annotations

from talkfeed.schema.kinds import Field, Kind, Scope, Table
from talkfeed.schema.parts import LINK

_LANGUAGE = ("lang", "locale", "hreflang")

RECORDING = Table(
    "recording",
    "Recording",
    "A recording of a talk; just an address is enough. It is a link in all formats, like `video`.",
    (
        *(field for field in LINK.fields if field.name != "rel"),
        Field(
            "duration",
            Kind.LENGTH,
            "How long the recording is.",
            "0:44:30",
            default="that which `talkfeed links` finds",
            synonyms=("runtime", "minutes"),
        ),
        Field(
            "language",
            Kind.LANGUAGE,
            "The language that is spoken in it, if it is another than that of the talk.",
            "de",
            synonyms=_LANGUAGE,
        ),
        Field(
            "quality",
            Kind.TEXT,
            "How good it is, to tell recordings apart.",
            "1080p",
            synonyms=("resolution", "height", "format"),
        ),
        Field(
            "start",
            Kind.POINT,
            "When the talk begins, in a recording of a whole session. Links and chapters begin"
            " there, if the player allows it.",
            "1:02:30",
            synonyms=("offset", "begin", "from", "start_cue", "time"),
        ),
    ),
)

TRANSCRIPT = Table(
    "transcript",
    "Transcript",
    "What is said in a talk; just an address or a file is enough.",
    (
        Field(
            "url",
            Kind.FILE,
            "The address, or the path of a file next to or below the talks file.",
            "transcripts/rainbows.vtt",
            required=True,
            synonyms=("file", "path", "href", "link", "src"),
        ),
        Field(
            "language",
            Kind.LANGUAGE,
            "The language.",
            "de",
            default="that of the talk",
            synonyms=_LANGUAGE,
        ),
        Field(
            "type",
            Kind.MEDIA_TYPE,
            "The media type, for an address without a known suffix.",
            "text/vtt",
            default="derived from a suffix such as .vtt or .srt",
            synonyms=("mime", "mimetype", "media_type", "format"),
        ),
    ),
)

CHAPTER = Table(
    "chapter",
    "Chapter",
    "A chapter of a talk; just a time and a title in one text are enough.",
    (
        Field(
            "time",
            Kind.POINT,
            "When it begins, counted from the start of the talk.",
            "05:30",
            required=True,
            synonyms=("start", "at", "begin", "starttime", "startTime"),
        ),
        Field("title", Kind.TEXT, "The title.", "Types", required=True, synonyms=("name", "label")),
        Field(
            "url",
            Kind.URL,
            "A page about it.",
            "https://example.org/types",
            synonyms=("link", "href"),
        ),
    ),
)

RECORDINGS = Field(
    "recordings",
    Kind.RECORDINGS,
    "Recordings with what `video` and `audio` do not have: a language, a quality, a duration, or a"
    " start within the recording of a whole session.",
    "[{url: https://video.example/session.mp4, start: '1:02:30', language: de}]",
    scope=Scope.DELIVERY,
    synonyms=("records", "versions"),
)
FIELDS = (
    Field(
        "thumbnail",
        Kind.PICTURE,
        "A picture of the talk: an address, or a file next to or below the talks file (JPEG, PNG,"
        " WebP or GIF), which is copied into the output. Pages show only a file.",
        "images/rainbows.jpg",
        scope=Scope.SHARED,
        synonyms=("image", "picture", "poster", "still", "cover", "thumb"),
    ),
    Field(
        "chapters",
        Kind.CHAPTERS,
        "Where the parts of the talk begin, counted from its start: times with titles, or a file"
        " with such lines, WebVTT or JSON Chapters.",
        '["00:00 Intro", "05:30 Types", {time: "12:00", title: "Questions: and answers"}]',
        scope=Scope.DELIVERY,
        synonyms=("chapter", "cues", "timestamps", "toc", "sections"),
    ),
    Field(
        "transcript",
        Kind.TRANSCRIPTS,
        "What is said, to read: WebVTT, SubRip or plain text. A file is copied into the output and"
        " shown on the talk's page.",
        "transcripts/rainbows.vtt",
        scope=Scope.DELIVERY,
        synonyms=("transcripts", "transcription"),
    ),
    Field(
        "captions",
        Kind.TRANSCRIPTS,
        "The same with times for players: WebVTT or SubRip.",
        "{url: captions/rainbows.de.vtt, language: de}",
        scope=Scope.DELIVERY,
        synonyms=("subtitles", "subtitle", "caption", "vtt", "srt"),
    ),
)
"""The fields of a talk besides its links."""
TABLES = (RECORDING, TRANSCRIPT, CHAPTER)
