"""Lenient mode: invalid values are repaired or left out, and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import FEED, WRONG, talkfeed
from talkfeed import InvalidData, read
from talkfeed.errors import Rejected
from talkfeed.model import Event, RawScalar
from talkfeed.normalise import normalise
from talkfeed.normalise.repairs import repair
from talkfeed.talksfile import parser
from talkfeed.text import url

if TYPE_CHECKING:
    from pathlib import Path

    from talkfeed.model import Talk, Talks


def lenient(directory: Path, talks: str, feed: str = FEED) -> Talks:
    """Read a talks file leniently, both ways, which have to agree."""
    path = directory / "talks.yaml"
    path.write_text(feed + talks)
    whole = normalise(parser.read(path), is_lenient=True)
    found = read(path, is_lenient=True)
    assert found.talks == whole.talks
    assert sorted(found.notices) == sorted(whole.notices)
    return found


def one(directory: Path, fields: str) -> tuple[Talk, list[str]]:
    """Read one talk in lenient mode, with its notices."""
    found = lenient(directory, f"  - title: A\n    date: 2015\n{fields}")
    return found.talks[0], [f"{each.code} {each.message}" for each in found.notices]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("example.org", "https://example.org"),
        ("//example.org/a", "https://example.org/a"),
        ("http://example.org,", "http://example.org"),
        ("http://example.org).", "http://example.org"),
        ("http://example.org)/a", "http://example.org/a"),
        ("http://www.exa%20mple.org/a", "http://www.example.org/a"),
        ("Fhttps://example.org/a", "https://example.org/a"),
        ("https://example.org/a talk", "https://example.org/a%20talk"),
        ("/media/slides.pdf", None),
        ("http://tulip-", None),
        ("https://manual.readthed...", "https://manual.readthed"),
        ("javascript:alert(1)", None),
        ("ftp://example.org/a", None),
        ("mailto:a@example.org", None),
        ("https://user:secret@example.org/", None),
        ("www." + "a" * 70 + ".example/ x", None),
    ],
)
def test_an_address_is_repaired_or_left_out(
    tmp_path: Path, written: str, meant: str | None
) -> None:
    """Text that is not a web address is not made one by guessing."""
    talk, told = one(tmp_path, f'    video: "{written}"\n')
    assert [link.href for link in talk.links] == ([meant] if meant else [])
    (message,) = told
    assert message.startswith("TF612" if meant else "TF613 'video' left out: ")


@given(text=st.text())
def test_a_repaired_value_is_valid_or_left_out(text: str) -> None:
    """A repaired address is valid, or rejected like any other."""
    try:
        url(text)
    except Rejected as rejected:
        meant = repair(rejected, RawScalar(text, None))  # type: ignore[arg-type]
        if meant is not None:
            assert meant.text.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("    tags: [a, 'b, c']\n", {"tags": ("a", "b c")}),
        ("    language: 12\n", {"language": None}),
        ("    speakers: [Ann, {url: https://b.example/}]\n", {}),
        ("    nonsense: x\n", {}),
        ("    event: {name: X, url: x.org}\n", {"event": Event(name="X", url="https://x.org")}),
        ('    abstract: "bell\\x07"\n', {}),
    ],
)
def test_a_field_is_repaired_or_left_out(
    tmp_path: Path, fields: str, expected: dict[str, Any]
) -> None:
    """The talk is kept, and the notice says how the field was changed."""
    talk, told = one(tmp_path, fields)
    assert {name: getattr(talk, name) for name in expected} == expected
    assert told
    assert all(message.startswith(("TF612", "TF613")) for message in told)


def test_a_date_that_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    """A talk without a usable date is announced all the same; one without a title is none."""
    talks = ("title: A, date: some day", "title: B", "date: 2015", "title: C, date: 2016")
    found = lenient(tmp_path, "".join(f"  - {{{talk}}}\n" for talk in talks))
    assert [(talk.title, talk.when.edtf) for talk in found.talks] == [
        *(("A", None), ("B", None), ("C", "2016")),
    ]
    assert [talk.order for talk in found.talks] == [0, 1, 2]


def test_a_duplicate_talk_is_kept_once(tmp_path: Path) -> None:
    """The first of them is kept."""
    talk = "  - {title: A, speaker: Ann, date: 2015}\n"
    found = lenient(tmp_path, talk + talk + talk.replace("A,", "B,"))
    assert [(talk.title, talk.order) for talk in found.talks] == [("A", 0), ("B", 1)]
    assert [each.code for each in found.notices] == ["TF613"]


def test_settings_and_syntax_are_never_guessed(tmp_path: Path) -> None:
    """Errors of the whole file are rejected in lenient mode, too."""
    for feed, talks in (
        (FEED.replace("https:", "ftp:"), "  - {title: A, date: 2015}\n"),
        (FEED, "  - title: 'A\n"),
    ):
        with pytest.raises(InvalidData):
            lenient(tmp_path, talks, feed)


def test_the_command_repairs_only_with_the_option(tmp_path: Path) -> None:
    """Strict is the default; with --lenient the build succeeds and reports what it left out."""
    (tmp_path / "talks.yaml").write_text(FEED + WRONG)
    assert talkfeed("build", "--cache", "off", cwd=tmp_path).returncode == 1
    for command in ("check", "diff", "build"):
        extra = () if command == "check" else ("--now", "2026-03-01T12:00:00Z")
        run = talkfeed(command, "--lenient", *extra, cwd=tmp_path)
        assert run.returncode == 0
    assert b"TF613 'date' left out: there is no day 31" in run.stderr
    assert (tmp_path / "output" / "talks" / "a-wrong-talk" / "index.html").exists()


# --- formats --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[rss, atom]", ("atom", "rss")),
        ("atom, ical", ("atom", "ical")),
        ("pages", ("pages",)),
        ("[]", ()),
        ("", ()),
    ],
)
def test_formats_are_chosen(tmp_path: Path, written: str, expected: tuple[str, ...]) -> None:
    """A list or a text names them, in any order; the default is all of them."""
    path = tmp_path / "talks.yaml"
    path.write_text(FEED.replace("talks:", f"  formats: {written}\ntalks: []"))
    assert read(path).settings.formats == expected


@pytest.mark.parametrize(
    ("written", "hint"),
    [("[atm]", "'atom'"), ("[html]", "'pages'"), ("[xyz]", "atom, rss"), ("[{a: b}]", "formats")],
)
def test_an_unknown_format_is_reported(tmp_path: Path, written: str, hint: str) -> None:
    """The hint has the format that was probably meant."""
    path = tmp_path / "talks.yaml"
    path.write_text(FEED.replace("talks:", f"  formats: {written}\ntalks: []"))
    with pytest.raises(InvalidData, match=hint):
        read(path)


@pytest.mark.parametrize(
    ("formats", "suffixes"),
    [
        ("[atom, rss]", {"atom", "css", "rss", "opml"}),
        ("[ical]", {"ics"}),
        ("[pages]", {"css", "html", "js", "json", "opml", "txt", "xml"}),
        ("[json, ical]", {"json", "ics", "opml"}),
    ],
)
def test_only_configured_formats_are_written(
    tmp_path: Path, formats: str, suffixes: set[str]
) -> None:
    """Pages, feeds and calendars that are not configured are neither written nor linked."""
    feed = FEED.replace("talks:", f"  formats: {formats}\ntalks:")
    (tmp_path / "talks.yaml").write_text(feed + "  - {title: A, date: 1 April 2026, location: X}\n")
    run = talkfeed("build", "--now", "2026-03-01T12:00:00Z", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    output = tmp_path / "output"
    found = [path for path in output.rglob("*.*") if path.name != ".talkfeed"]
    assert {path.suffix[1:] for path in found} == suffixes
    pages = b"".join(path.read_bytes() for path in output.rglob("*.html"))
    assert (b".ics" in pages) == ("ical" in formats and "pages" in formats)
