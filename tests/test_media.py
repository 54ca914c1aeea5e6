"""Times, chapters, captions and pictures: read as players read them, and written for them."""

from __future__ import annotations

import json
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_entry, make_feed, make_link, make_talk, make_time
from talkfeed.errors import Rejected
from talkfeed.formats import copy, jsonfeed
from talkfeed.formats.html import page, schema_org, video, watch
from talkfeed.media.chapters import (
    MOST,
    chapter_of,
    in_description,
    read_chapters,
    require_rising,
    write_chapters,
)
from talkfeed.media.cues import Unreadable, read_cues
from talkfeed.media.pictures import picture_of
from talkfeed.media.times import at_time, point, start_of
from talkfeed.media.types import type_of
from talkfeed.model.media import Attachment, Chapter, Cue, Recording

if TYPE_CHECKING:
    from talkfeed.model import Talk

YOUTUBE = "https://www.youtube.com/watch?v=dJlHBS7sP_c"


class Own:
    """A file of a talk that is in memory."""

    def __init__(self, stored: str, text: str = "", kind: str = "text/vtt") -> None:
        """Take the path of the copy, and the text of the file."""
        self.stored, self._text, self._kind = stored, text, kind
        self.digest, self.length, self.size = b"", len(text), (4, 3)

    def content(self) -> bytes:
        """Return the text."""
        return self._text.encode()

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Read chapters."""
        return read_chapters(self._text, self._kind) if "#chapters" in self.stored else ()

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Read a transcript."""
        return read_cues(self._text, self._kind)


class Silent(Own):
    """A file of a talk without words."""

    cues = ()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *[("05:30", 330), ("1:02:03", 3723), ("01:02:03.9", 3723), ("75", 75), ("75s", 75)],
        *[("12 min", 720), ("PT1H", 3600), ("90:00", 5400), ("0", 0)],
    ],
)
def test_a_point_in_a_recording_is_read(text: str, seconds: int) -> None:
    """Clocks of players, seconds and lengths are points in a recording."""
    assert point(text) == seconds


@pytest.mark.parametrize("text", ["soon", "1:75", "1:60:00", "", "5:3"])
def test_another_text_is_no_point(text: str) -> None:
    """What a player would not show is rejected with an example."""
    with pytest.raises(Rejected, match="TF331"):
        point(text)


ADDRESSES = {
    "https://youtu.be/dJlHBS7sP_c": "https://youtu.be/dJlHBS7sP_c?t=90s",
    f"{YOUTUBE}&t=5m&list=x#a": f"{YOUTUBE}&list=x&t=90s",
    "https://vimeo.com/76979871": "https://vimeo.com/76979871#t=90",
    "https://media.ccc.de/v/a-talk": "https://media.ccc.de/v/a-talk#t=90",
    "https://a.example/talk.mp4?v=1#x": "https://a.example/talk.mp4?v=1#t=90",
    "https://a.example/watch": "",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_starts_at_a_time_if_its_player_can(address: str) -> None:
    """The time replaces one that is there, and is read back."""
    found = at_time(address, 90)
    assert found == ADDRESSES[address]
    assert not found or start_of(found) == 90


def test_a_start_is_read_in_every_spelling() -> None:
    """Hours, minutes and seconds in a query or a fragment are the start; other texts are none."""
    starts = ["?t=1h2m3s", "#t=79", "?start=5", "?t=x", ""]
    assert [start_of(f"https://youtu.be/a{each}") for each in starts] == [3723, 79, 5, 0, 0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("00:00 Intro", Chapter(0, "Intro")),
        ("(05:30) Types", Chapter(330, "Types")),
        ("- 1:02:03 – Questions", Chapter(3723, "Questions")),
        ("05:30: Types", Chapter(330, "Types")),
        ("05:30", None),
        ("Intro at 05:30", None),
        ("5:30:99 Types", None),
    ],
)
def test_a_line_is_a_chapter_if_it_begins_with_a_time(line: str, expected: Chapter | None) -> None:
    """A time and a title are a chapter, with the signs that people put around times."""
    assert chapter_of(line) == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("A talk.\n0:00 Intro\n1:00 Types\n\nThanks 2:00", ["Intro", "Types"]),
        ("0:00 Intro", []),
        ("0:30 Intro\n1:00 Types", []),
        ("0:00 Intro\n2:00 Types\n1:00 Again", []),
    ],
)
def test_a_description_has_chapters_as_video_sites_define_them(
    text: str, titles: list[str]
) -> None:
    """Chapters begin at 0:00, rise, and are two or more; other times are remarks."""
    assert [each.title for each in in_description(text)] == titles


def test_chapters_begin_one_after_the_other() -> None:
    """Chapters that do not rise, or are too many, are rejected."""
    require_rising([Chapter(0, "a"), Chapter(1, "b")])
    with pytest.raises(Rejected, match="TF332"):
        require_rising([Chapter(1, "a"), Chapter(1, "b")])
    with pytest.raises(Rejected, match="more than"):
        require_rising(Chapter(each, "a") for each in range(MOST + 1))


JSON = '{"version": "1.2.0", "chapters": [%s]}'
CHAPTERS = "application/json+chapters"
INTRO = '{"startTime": 0, "title": "Intro", "url": "https://a.example/"}'
TYPES = '{"startTime": 5.5, "title": "Types", "url": "javascript:x"}'
HIDDEN = '{"startTime": 7, "title": "", "toc": false}'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("00:00 Intro\n\n00:05 Types\n", "text/plain"),
        ("WEBVTT\n\n00:00.000 --> 00:05.000\nIntro\n\n00:05.000 --> 00:09.000\nTypes", "text/vtt"),
        (JSON % f"{INTRO}, {TYPES}, {HIDDEN}, 7", CHAPTERS),
        (JSON % f"{TYPES.replace('5.5', '0').replace('Types', 'Intro')}, {TYPES}", CHAPTERS),
        (JSON % f"{INTRO.replace('https://a.example/', 'https://a b/')}, {TYPES}", CHAPTERS),
    ],
)
def test_chapters_are_read_from_a_file(content: str, kind: str) -> None:
    """Lines, WebVTT and JSON Chapters have the same chapters; unsafe addresses are left out."""
    found = read_chapters(content, kind)
    assert [each[:2] for each in found] == [(0, "Intro"), (5, "Types")]
    assert {each.url for each in found} <= {None, "https://a.example/"}


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        ("00:00 Intro\nTypes", "text/plain", 2),
        ("\n", "text/plain", 1),
        ("{\n,", CHAPTERS, 2),
        ("[]", CHAPTERS, 1),
        ('{"chapters": 5}', CHAPTERS, 1),
        (JSON % '{"startTime": true, "title": "a"}', CHAPTERS, 1),
        (JSON % '{"startTime": -1, "title": "a"}', CHAPTERS, 1),
        (JSON % '{"startTime": 1e300, "title": "a"}', CHAPTERS, 1),
        (JSON % '{"startTime": 1, "title": 5}', CHAPTERS, 1),
        (JSON % '{"startTime": 1, "title": "\\u0000"}', CHAPTERS, 1),
        ("[" * 100_000, CHAPTERS, 1),
    ],
)
def test_a_file_without_chapters_is_unreadable_at_a_line(
    content: str, kind: str, line: int
) -> None:
    """The line of the fault is stated."""
    with pytest.raises(Unreadable) as error:
        read_chapters(content, kind)
    assert error.value.line == line


def test_written_chapters_are_read_back() -> None:
    """JSON Chapters 1.2 has a version, a title, and the chapters with their addresses."""
    chapters = (Chapter(0, "Intro </script>"), Chapter(330, "Types", "https://a.example/"))
    content = write_chapters(chapters, "A talk").decode()
    assert read_chapters(content, CHAPTERS) == chapters
    found = json.loads(content)
    assert (found["version"], found["title"]) == ("1.2.0", "A talk")


VTT = """\ufeffWEBVTT - a talk

STYLE
::cue { color: red }

NOTE a remark
in two lines

one
00:01.000 --> 00:04.000 line:0
<v.loud Ann>Hello &amp; <b>welcome</b></v> <v Ben>Hi</v>

1:00:05.000 --> 1:00:09.000
to the
talk

00:10.000 --> 00:11.000
"""
SRT = "1\r\n00:00:01,000 --> 00:00:04,000\r\nHello & <i>welcome</i>\r\n\r\n2\r\n00:00:05,000 --> 00:00:09,000\r\nto the talk\r\n"  # noqa: E501


def test_captions_have_times_speakers_and_words() -> None:
    """Styles, notes, identifiers, tags and empty cues of WebVTT are not words."""
    assert read_cues(VTT, "text/vtt") == (
        Cue(1, "Hello & welcome", "Ann"),
        Cue(1, "Hi", "Ben"),
        Cue(3605, "to the talk"),
    )


def test_subrip_and_text_are_transcripts() -> None:
    """SubRip has a comma in times; text has paragraphs without any."""
    assert read_cues(SRT, "application/x-subrip") == (
        Cue(1, "Hello & welcome"),
        Cue(5, "to the talk"),
    )
    assert read_cues("Hello\nall.\n\nBye.", "text/plain") == (
        Cue(None, "Hello all."),
        Cue(None, "Bye."),
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("00:01.000 --> 00:04.000\nHi", 1),
        ("", 1),
        ("WEBVTT\n00:01.000 --> 00:04.000\nHi", 1),
        ("WEBVTT\n\n00:01 -> 00:04\nHi", 3),
        ("WEBVTT\n\nHi", 3),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nHi", 3),
        ("WEBVTT\n\n1:75:00.000 --> 1:76:00.000\nHi", 3),
        ("WEBVTT\n", 1),
    ],
)
def test_captions_that_players_skip_are_unreadable_at_a_line(content: str, line: int) -> None:
    """A fault in a file that a player would skip without a word has its line."""
    with pytest.raises(Unreadable) as error:
        read_cues(content, "text/vtt")
    assert error.value.line == line


@given(st.text(), st.sampled_from(["text/vtt", "text/plain", "application/x-subrip"]))
def test_any_text_is_a_transcript_or_unreadable(text: str, kind: str) -> None:
    """Whatever a file contains, its words are clean, or it is refused with a line."""
    try:
        found = read_cues("WEBVTT\n\n" + text if kind == "text/vtt" else text, kind)
    except Unreadable:
        return
    assert all(each.text and "\0" not in each.text for each in found)


def png(width: int, height: int) -> bytes:
    """Make a PNG of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (1 + (width + 7) // 8)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xd0\xff\xc0\x00\x11\x08"
    + struct.pack(">HH", 30, 40)
    + b"\x03"
)
WEBP = b"RIFF\0\0\0\0WEBP"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(4, 3), ("image/png", (4, 3))),
        (png(4, 3)[:12] + b"xxxx", ("image/png", None)),
        (b"GIF89a" + struct.pack("<HH", 4, 3), ("image/gif", (4, 3))),
        (b"GIF87a\0\0\0\0", ("image/gif", None)),
        (JPEG, ("image/jpeg", (40, 30))),
        (JPEG[:15] + b"\0\0\0\0", ("image/jpeg", None)),
        (b"\xff\xd8\xff\xe0\x00\x02", ("image/jpeg", None)),
        (WEBP + b"VP8X" + b"\0" * 8 + b"\x03\0\0\x02\0\0", ("image/webp", (4, 3))),
        (WEBP + b"VP8L" + b"\0" * 5 + struct.pack("<I", 3 | 2 << 14), ("image/webp", (4, 3))),
        (WEBP + b"VP8 " + b"\0" * 10 + struct.pack("<HH", 4, 3), ("image/webp", (4, 3))),
        (WEBP + b"ALPH", ("image/webp", None)),
        (b"<svg/>", None),
    ],
)
def test_a_picture_has_a_type_and_a_size(content: bytes, expected: object) -> None:
    """The type is that of the content, whatever the name says."""
    found = picture_of(content)
    assert (tuple(found) if found else None) == expected


def test_the_type_of_a_file_is_that_of_its_suffix() -> None:
    """Queries are no part of the suffix; unknown suffixes have no type."""
    names = ["a.vtt", "https://a.example/b.SRT?v=2", "a", ".vtt", "a.doc"]
    assert [type_of("transcript", each) for each in names] == [
        *("text/vtt", "application/x-subrip"),
        *("", "", ""),
    ]


# --- what documents show --------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>\x1b \"'&"
CUES = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One &lt;script&gt;\n\n00:03.000 --> 00:04.000\ntwo.\n\n00:40.000 --> 00:41.000\nThree {EVIL}\n"  # noqa: E501


def talk_with(*attachments: Attachment, href: str = YOUTUBE, **more: object) -> Talk:
    """Make a talk with a recording and attachments."""
    links = (make_link(href),)
    return make_talk(**{"links": links, "attachments": attachments, **more})


def transcript(name: str = "a.vtt", text: str = CUES, **more: object) -> Attachment:
    """Make a transcript that a build has read."""
    kind = str(more.get("type", "text/vtt"))
    own = Own(f"media/{name}", text, kind)
    return Attachment("transcript", name, kind, is_file=True, own=own)._replace(**more)


def shown(talk: Talk) -> str:
    """Return the page of a talk."""
    return page.render(make_feed(make_entry("a-talk", talk), path="talks/a-talk/index")).decode()


def test_a_transcript_is_shown_with_times_that_play() -> None:
    """Passages of one speaker are joined, and begin at a link to the recording."""
    talk = talk_with(transcript())
    (found,) = watch.transcripts(talk, video.player(talk), "../../", "en")
    assert [(each.clock, each.speaker, each.text[:8]) for each in found.paragraphs] == [
        ("0:01", "Ann", "One <scr"),
        ("0:40", "", "Three al"),
    ]
    assert found.paragraphs[0].href == f"{YOUTUBE}&t=1s"
    assert "start=1" in found.paragraphs[0].frame
    text = shown(talk)
    assert "<b>Ann:</b> <span>One &lt;script&gt; two.</span>" in text
    assert 'href="../../media/a.vtt"' in text
    assert "\x1b" not in text
    assert "<script>alert" not in text


def test_captions_are_shown_only_without_a_transcript_in_their_language() -> None:
    """A transcript and captions of one language are shown once, and others with their language."""
    german = transcript("b.vtt", language="de", role="captions")
    talk = talk_with(transcript(), german, transcript("c.vtt", role="captions", language="en"))
    found = watch.transcripts(talk, None, "", "en")
    assert [(each.href, each.language) for each in found] == [
        ("media/a.vtt", ""),
        ("media/b.vtt", "de"),
    ]


def test_a_transcript_without_times_has_paragraphs() -> None:
    """A plain text is shown as paragraphs without links."""
    text = transcript("a.txt", "Hello.\n\nBye.", type="text/plain")
    assert "<span>Hello.</span>" in shown(talk_with(text))


def test_a_transcript_without_passages_has_no_paragraphs() -> None:
    """What the file of a transcript does not say is not shown."""
    talk = talk_with(Attachment("transcript", "a.vtt", "text/vtt", is_file=True, own=Silent("a")))
    (found,) = watch.transcripts(talk, None, "", "en")
    assert found.paragraphs == ()


def test_times_are_no_links_without_a_player_that_takes_them() -> None:
    """Chapters of a recording elsewhere show their times alone."""
    chapters = (Chapter(0, "Intro"), Chapter(330, EVIL, "https://a.example/"))
    text = shown(talk_with(href="https://a.example/watch", chapters=chapters))
    assert '<span class="at">5:30</span>' in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert '<a class="at" href="https://a.example/t.mp4#t=330">5:30</a>' in shown(
        talk_with(href="https://a.example/t.mp4", chapters=chapters)
    )


def test_chapters_begin_where_the_talk_does() -> None:
    """In the recording of a session, times are counted from the start of the talk."""
    talk = talk_with(href=f"{YOUTUBE}&t=60s", chapters=(Chapter(5, "Intro"),))
    (found,) = watch.chapters(talk, video.player(talk))
    assert (found.href, found.clock) == (f"{YOUTUBE}&t=65s", "0:05")


def test_chapters_of_a_file_are_those_of_the_talk() -> None:
    """A file with chapters is read where the talk lists none."""
    own = Own("media/#chapters", "00:00 Intro\n05:30 Types", "text/plain")
    talk = talk_with(Attachment("chapters", "c.txt", "text/plain", is_file=True, own=own))
    assert [each.title for each in talk.chapter_list] == ["Intro", "Types"]
    (item,) = json.loads(jsonfeed.render(make_feed(make_entry("a", talk))))["items"]
    assert item["_talkfeed"]["chapters"][1] == {"start": 330, "title": "Types"}


def test_a_picture_is_shown_if_it_is_a_file() -> None:
    """A page loads no picture from another host, but names it for programs that preview pages."""
    own = Attachment("thumbnail", "a.png", "image/png", is_file=True, own=Own("media/a.png"))
    text = shown(talk_with(own, links=()))
    assert '<img class="u-photo" src="../../media/a.png" alt="" width="4" height="3"' in text
    assert 'property="og:image" content="https://talks.example/media/a.png"' in text
    assert '<img src="../../media/a.png" alt="" decoding="async">' in shown(talk_with(own))
    away = shown(talk_with(Attachment("thumbnail", "https://p.example/a.png", "")))
    assert "<img" not in away
    assert 'property="og:image" content="https://p.example/a.png"' in away


def test_programs_have_pictures_transcripts_and_recordings() -> None:
    """JSON Feed and schema.org have what talks state of their recordings."""
    stated = Recording("de", "1080p", 60, 90)
    link = make_link(YOUTUBE, recording=stated)
    picture = Attachment("thumbnail", "a.png", "image/png", is_file=True, own=Own("media/a.png"))
    unread = Attachment("captions", "https://a.example/a.vtt", "text/vtt", "de")
    when = make_time("2099-12-08T10:00", "2099-12-08T11:30")
    talk = talk_with(
        picture, transcript(), unread, links=(link,), when=when, online="https://s.example/"
    )
    feed = make_feed(make_entry("a-talk", talk), ahead=("a-talk",))
    (item,) = json.loads(jsonfeed.render(feed))["items"]
    base = "https://talks.example/"
    assert item["image"] == f"{base}media/a.png"
    assert item["_talkfeed"]["transcripts"] == [
        {"url": f"{base}media/a.vtt", "type": "text/vtt"},
        {"url": unread.href, "type": "text/vtt", "language": "de", "captions": True},
    ]
    (found,) = item["_talkfeed"]["links"]
    assert (found["language"], found["quality"], found["start"], found["duration"]) == stated
    assert f'"image": "{base}media/a.png"' in json.dumps(schema_org.events(feed))


def test_the_copy_of_a_file_is_its_content() -> None:
    """A copy has the bytes of the file whose path it has; a file that was not read has no copy."""
    talk = talk_with(Attachment("transcript", "b.vtt", "text/vtt", is_file=True), transcript())
    feed = make_feed(make_entry("a-talk", talk), path="media/a.vtt")
    assert copy.render(feed) == CUES.encode()
    assert copy.render(feed._replace(path="talks")) == b""
    assert talk.attachments[0].address("https://t.example/") == ""
