"""The recordings and files that talks state: read, checked, copied, and built again if changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from talkfeed.building import pipeline
from talkfeed.building.request import BuildOptions
from talkfeed.errors import InvalidData
from talkfeed.ledger.digest import differences, digest
from talkfeed.linkmemory import with_found
from talkfeed.media import own_files
from talkfeed.model.talk import FoundLink
from talkfeed.private import CacheDirectory
from test_media import VTT, png

if TYPE_CHECKING:
    from talkfeed.building.report import Report
    from talkfeed.model import Talk

NOW = datetime(2026, 10, 7, 12, tzinfo=UTC)
HEAD = "feed: {title: T, url: 'https://t.example/', timezone: Europe/Paris}\ntalks:\n"
TALK = "- title: A talk\n  speaker: Ann\n  date: 7 Oct 2025\n"
OTHER = "- title: Another talk\n  speaker: Ben\n  date: 8 Oct 2025\n"


class Site:
    """A talks file with its output and its cache."""

    def __init__(self, home: Path) -> None:
        """Use an empty directory."""
        self.home, self.source, self.output = home, home / "talks.yaml", home / "output"
        (home / "media").mkdir()
        self._cache = CacheDirectory(home / "cache", home / "key")

    def write(self, fields: str, more: str = OTHER) -> None:
        """Write a talk with fields, and another one."""
        self.source.write_text(HEAD + TALK + fields + more, encoding="utf-8")

    def add(self, name: str, content: bytes | str) -> Path:
        """Write a file beside the talks file."""
        path = self.home / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, *, is_lenient: bool = False) -> tuple[Talk, ...]:
        """Read the talks."""
        return pipeline.read(self.source, is_lenient=is_lenient).talks

    def build(self, *, is_lenient: bool = False, **more: Any) -> Report:
        """Build the site."""
        options = BuildOptions(cache=self._cache, explain=True)
        return pipeline.build(
            self.source, self.output, now=NOW, is_lenient=is_lenient, options=options, **more
        )

    def files(self) -> dict[str, bytes]:
        """Return the files of the output."""
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {str(path.relative_to(self.output)): path.read_bytes() for path in found}

    def item(self) -> dict[str, Any]:
        """Return the talk in JSON Feed."""
        items = json.loads((self.output / "talks.json").read_text(encoding="utf-8"))["items"]
        return next(each for each in items if each["_talkfeed"]["title"] == "A talk")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Make an empty site."""
    return Site(tmp_path)


def problem(site: Site, fields: str) -> tuple[str, int, int, str, str]:
    """Return the only problem of a talk with fields: file, line, column, code, message."""
    site.write(fields)
    with pytest.raises(InvalidData) as error:
        site.read()
    (found,) = error.value.problems
    assert found.hint
    name = Path(found.place.path).name
    return name, found.place.line, found.place.column, found.code, found.message


RECORDINGS = """\
  audio: https://a.example/talk.mp3
  recordings:
  - {url: https://youtu.be/dJlHBS7sP_c, start: '1:02:30', language: German, quality: 1080p}
  - {url: https://v.example/a.mp4, length: 500, duration: 44 min}
  - {url: https://v.example/b.mp4, length: 500, start: 90}
  - {url: https://v.example/c.ogg, label: Podcast}
  - https://v.example/d
  -
"""


def test_recordings_are_links_with_what_they_state(site: Site) -> None:
    """A start is part of the address; a part of a longer file is no enclosure."""
    site.write(RECORDINGS.replace("German", "de"))
    links = {link.title: link for link in site.read()[0].links}
    assert {title: (link.href, link.kind, link.rel) for title, link in links.items()} == {
        "Video: 1080p, de": ("https://youtu.be/dJlHBS7sP_c?t=3750s", "video", "related"),
        "Video 1": ("https://v.example/a.mp4", "video", "enclosure"),
        "Video 2": ("https://v.example/b.mp4#t=90", "video", "related"),
        "Video 3": ("https://v.example/d", "video", "related"),
        "Audio": ("https://a.example/talk.mp3", "audio", "related"),
        "Audio: Podcast": ("https://v.example/c.ogg", "audio", "related"),
    }
    assert links["Video: 1080p, de"].recording == ("de", "1080p", 3750, 0)
    assert links["Video 1"].recording == (None, None, 0, 2640)
    assert links["Video 3"].recording is None


def test_a_checked_file_of_a_session_is_no_enclosure(site: Site) -> None:
    """What a check finds of a whole session is not that of the talk."""
    site.write("  recordings: {url: https://v.example/b.mp4, start: 90}\n")
    (talk, _) = site.read()
    known = {"https://v.example/b.mp4#t=90": FoundLink(type="video/mp4", length=5)}
    (link,) = with_found(talk, known).links
    assert (link.rel, link.length) == ("related", None)


FAULTS = {
    "  recordings: [[a]]\n": (6, 16, "TF303"),
    "  recordings: {label: A}\n": (6, 15, "TF302"),
    "  recordings: {url: https://a.example/, start: soon}\n": (6, 48, "TF331"),
    "  recordings: {url: https://a.example/, start: [1]}\n": (6, 48, "TF303"),
    "  thumbnail: [a.png]\n": (6, 14, "TF303"),
    "  thumbnail: a.svg\n": (6, 14, "TF333"),
    "  thumbnail: /etc/a.png\n": (6, 14, "TF333"),
    "  thumbnail: a\\b.png\n": (6, 14, "TF333"),
    "  thumbnail: a.png\n": (6, 14, "TF333"),
    "  thumbnail: ../a.png\n": (6, 14, "TF113"),
    "  thumbnail: media/text.png\n": (6, 14, "TF333"),
    "  thumbnail: media/a.jpg\n": (6, 14, "TF333"),
    "  thumbnail: media/large.png\n": (6, 14, "TF110"),
    "  thumbnail: media/folder.png\n": (6, 14, "TF333"),
    "  transcript: [[a]]\n": (6, 16, "TF303"),
    "  transcript: {language: de}\n": (6, 15, "TF302"),
    "  transcript: {url: [a], language: de}\n": (6, 21, "TF303"),
    "  transcript: https://a.example/t\n": (6, 15, "TF307"),
    "  captions: a.txt\n": (6, 13, "TF333"),
    "  captions:\n  - {language: de, url: none.vtt}\n": (7, 25, "TF333"),
    "  chapters: none.txt\n": (6, 13, "TF333"),
    "  chapters: media/falling.txt\n": (1, 1, "TF332"),
    "  chapters:\n  - 00:00 Intro\n  - 00:00 Again\n": (8, 5, "TF332"),
    "  chapters:\n  - [a]\n": (7, 5, "TF303"),
    "  chapters:\n  - Intro\n": (7, 5, "TF303"),
    "  chapters:\n  - {time: '00:00'}\n": (7, 5, "TF302"),
    "  chapters: |\n    00:00 Intro\n    Types\n": (8, 13, "TF303"),
    "  captions: media/bad.vtt\n": (3, 1, "TF334"),
    "  captions: media/latin.vtt\n": (4, 1, "TF334"),
    "  chapters: media/bad.json\n": (1, 1, "TF334"),
}
"""Faulty fields of a talk, each with the line, the column and the code of its problem."""


@pytest.mark.parametrize("fields", FAULTS)
def test_a_fault_has_its_place_and_a_hint(fields: str, site: Site) -> None:
    """The place is that of the value, or the line of the file that is not of its format."""
    site.add("media/text.png", "no picture")
    site.add("media/a.jpg", png(4, 3))
    site.add("media/large.png", b"\0" * ((8 << 20) + 1))
    (site.home / "media" / "folder.png").mkdir()
    site.add("media/falling.txt", "05:00 A\n00:00 B\n")
    site.add("media/bad.vtt", "WEBVTT\n\n00:01 -> 00:02\nHi\n")
    site.add("media/latin.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xe9\n")
    site.add("media/bad.json", "{}")
    assert problem(site, fields)[1:4] == FAULTS[fields]


def test_more_chapters_than_anybody_reads_are_rejected(site: Site) -> None:
    """There is a limit, which a talk never reaches."""
    lines = "".join(f"  - 0:{each // 60:02}:{each % 60:02} A\n" for each in range(1001))
    assert problem(site, f"  chapters:\n{lines}")[3] == "TF332"


def test_a_link_out_of_the_tree_is_rejected(site: Site, tmp_path_factory: Any) -> None:
    """A file elsewhere is not published, also if a link beside the talks file leads to it."""
    other = tmp_path_factory.mktemp("other") / "a.vtt"
    other.write_text(VTT, encoding="utf-8")
    (site.home / "media" / "a.vtt").symlink_to(other)
    assert problem(site, "  transcript: media/a.vtt\n")[3] == "TF113"
    (site.home / "media" / "b.vtt").symlink_to("b.vtt")
    assert problem(site, "  transcript: media/b.vtt\n")[3] in {"TF333", "TF113"}


CHAPTERS = """\
  chapters:
  - 00:00 Intro
  - 12:00 Questions: and answers
  - {time: '20:00', title: End, url: https://e.example/}
"""
SPELLINGS = (
    CHAPTERS,
    "  chapters: |\n    00:00 Intro\n\n    12:00 Questions: and answers\n    20:00 End\n",
    "  chapters: {'00:00': Intro, '12:00': 'Questions: and answers', 20:00: End}\n",
)


@pytest.mark.parametrize("fields", SPELLINGS)
def test_chapters_are_read_in_each_spelling(fields: str, site: Site) -> None:
    """A list, lines of a text and a mapping of times are chapters; a colon is part of a title."""
    site.write(fields)
    assert [each[:2] for each in site.read()[0].chapters] == [
        (0, "Intro"),
        (720, "Questions: and answers"),
        (1200, "End"),
    ]


def test_a_single_chapter_is_no_file(site: Site) -> None:
    """One line with a time is a chapter; an address has its chapters elsewhere."""
    site.write("  chapters: 00:00 Intro\n")
    assert site.read()[0].chapters[0].title == "Intro"
    site.write("  chapters: https://a.example/c.json\n")
    (talk, _) = site.read()
    assert (talk.chapters, talk.attachments[0].type) == ((), "application/json+chapters")


FILES = """\
  thumbnail: media/a.png
  transcript: [media/a.vtt, {url: 'https://a.example/t', type: text/html, language: de}]
  captions: {url: media/a.vtt, language: fr}
  chapters: media/c.txt
"""


def fill(site: Site) -> None:
    """Write a talk with files of all kinds."""
    site.add("media/a.png", png(40, 30))
    site.add("media/a.vtt", VTT)
    site.add("media/c.txt", "00:00 Intro\n05:30 Types\n")
    site.write(FILES)


def test_files_are_copied_under_names_of_their_content(site: Site) -> None:
    """Each file is in the output once, as it is, and feeds have the address of the copy."""
    fill(site)
    site.build()
    item = site.item()
    copied = {path: content for path, content in site.files().items() if path.startswith("media/")}
    assert set(copied.values()) == {
        png(40, 30),
        VTT.encode(),
        b"00:00 Intro\n05:30 Types\n",
    }
    shown = [
        each["url"].removeprefix("https://t.example/") for each in item["_talkfeed"]["transcripts"]
    ]
    assert [path in copied for path in shown] == [True, False, True]
    assert item["image"].removeprefix("https://t.example/") in copied
    assert item["_talkfeed"]["chapters"][1] == {"start": 330, "title": "Types"}
    page = site.files()["talks/a-talk/index.html"].decode()
    assert "Hello &amp; welcome" in page
    assert 'width="40" height="30"' in page


def fresh(site: Site) -> dict[str, bytes]:
    """Build the site again, in full and without the cache; return its files."""
    output = site.home / "again"
    pipeline.build(site.source, output, now=NOW)
    found = (path for path in output.rglob("*") if path.is_file())
    return {str(path.relative_to(output)): path.read_bytes() for path in found}


def test_a_changed_file_is_built_again(site: Site) -> None:
    """A file is an input of the build like the talks file; nothing else is an edit of it."""
    fill(site)
    site.build()
    assert site.build().written == ()
    site.add("media/a.vtt", VTT.replace("welcome", "goodbye"))
    report = site.build()
    assert "media/a.vtt" in report.why
    assert report.changes == ()
    assert site.files() == fresh(site)
    (site.home / "media" / "c.txt").unlink()
    with pytest.raises(InvalidData, match="TF333"):
        site.build()


@pytest.mark.parametrize(
    "edit",
    [
        ("A talk", "A changed talk"),
        ("Another talk", "A changed talk"),
        ("speaker: Ann", "speaker: Ann\n  abstract: About it"),
        ("media/c.txt", "[00:00 Start, 10:00 End]"),
        ("  thumbnail: media/a.png\n", ""),
        ("language: fr", "language: it"),
    ],
)
def test_an_edit_makes_what_a_full_build_makes(edit: tuple[str, str], site: Site) -> None:
    """Edits beside and of media fields have the bytes of a build without a cache."""
    fill(site)
    site.build()
    text = site.source.read_text(encoding="utf-8").replace(*edit)
    site.source.write_text(text, encoding="utf-8")
    assert site.build().written
    assert site.files() == fresh(site)


def test_an_edit_of_chapters_is_incremental_and_news(site: Site) -> None:
    """Subscribers are told of chapters; the plan of the last build holds."""
    site.write(CHAPTERS)
    site.build()
    site.write(CHAPTERS.replace("End", "The end"))
    report = site.build()
    assert [(change.kind.value, change.what) for change in report.changes] == [
        ("updated", ("media",))
    ]
    assert "full" not in report.why
    assert site.files() == fresh(site)


def test_a_talk_without_media_has_the_digest_it_had(site: Site) -> None:
    """Nothing is news because talkfeed knows more fields."""
    site.write("")
    (talk, _) = site.read()
    assert "media" not in digest(talk)
    site.write(CHAPTERS)
    assert differences(digest(talk), digest(site.read()[0])) == ("media",)


def test_a_lenient_build_leaves_out_files_that_cannot_be_used(site: Site) -> None:
    """The rest of the talk is published, and the file is built as soon as it can be used."""
    site.write("  transcript: media/a.vtt\n  thumbnail: https://a.example/a.png\n")
    report = site.build(is_lenient=True)
    assert [each.code for each in report.notices if "a.vtt" in each.message] == ["TF613"]
    assert "transcripts" not in site.item()["_talkfeed"]
    assert site.item()["image"] == "https://a.example/a.png"
    site.add("media/a.vtt", VTT)
    site.build(is_lenient=True)
    assert "transcripts" in site.item()["_talkfeed"]


def test_a_file_that_changes_while_it_is_used_is_not_published(site: Site) -> None:
    """What is written has the digest of what was checked."""
    path = site.add("media/a.vtt", VTT)
    own = own_files.StoredFile(str(path), "transcript", "text/vtt", VTT.encode())
    assert own.content() == VTT.encode()
    assert own.chapters == ()
    site.add("media/a.vtt", f"{VTT} ")
    with pytest.raises(InvalidData, match="changed while"):
        own.content()
    path.unlink()
    with pytest.raises(InvalidData, match="changed while"):
        own.content()


def test_other_files_have_no_passages(site: Site) -> None:
    """A picture has no words."""
    path = site.add("a.png", png(4, 3))
    own = own_files.StoredFile(str(path), "thumbnail", "image/png", png(4, 3))
    assert (own.cues, own.size) == ((), (4, 3))
