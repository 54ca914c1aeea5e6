"""Files, directories and streams become source within limits; bytes become text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed.errors import Rejected
from talkfeed.importers.common.detect import choose
from talkfeed.importers.common.source_input import Limits, of_path, of_stream
from talkfeed.importers.page.parse import text_of as page_text
from talkfeed.model.imported import ImportOptions, SourceInput
from talkfeed.records.encoding import decode, text_of

SMALL = Limits(size=100, files=3)


def rejected(path: Path, limits: Limits = SMALL) -> tuple[str, str]:
    """Give code and message of a rejection."""
    with pytest.raises(Rejected) as caught:
        of_path(path, limits)
    return caught.value.code, caught.value.message


def write(root: Path, **files: str | bytes) -> Path:
    """Write files; two underscores are a slash, one is a full stop."""
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


# --- files and directories ----------------------------------------------------------------------


def test_a_file_is_its_bytes_and_the_name_the_user_gave(tmp_path: Path) -> None:
    """Nothing is invented: no address, no type, no files."""
    path = write(tmp_path, talks_md="one") / "talks.md"
    assert of_path(path) == SourceInput(content=b"one", name=str(path))


def test_a_stream_is_read_to_its_end() -> None:
    """Standard input has the name of its sign on the command line."""
    assert of_stream(io.BytesIO(b"one")) == SourceInput(content=b"one", name="-")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """The message has the system's reason, in lower case."""
    code, message = rejected(tmp_path / "absent")
    assert code == "TF101"
    assert message.endswith("no such file or directory")


@pytest.mark.parametrize(("size", "is_read"), [(100, True), (101, False)])
def test_a_file_or_stream_is_read_up_to_the_limit(
    tmp_path: Path, size: int, *, is_read: bool
) -> None:
    """A byte more is refused."""
    path = write(tmp_path, a_md=b"x" * size) / "a.md"
    if is_read:
        assert len(of_path(path, SMALL).content) == size
        assert len(of_stream(io.BytesIO(b"x" * size), limits=SMALL).content) == size
    else:
        assert rejected(path)[0] == "TF704"
        with pytest.raises(Rejected, match="TF704"):
            of_stream(io.BytesIO(b"x" * size), limits=SMALL)


def test_a_directory_is_its_texts_sorted_by_name(tmp_path: Path) -> None:
    """Everything below it counts; what is hidden, or no text, is left out."""
    write(tmp_path, b_md="2", a__z_md="1", c__d__e="3", empty="")
    write(tmp_path, _git__config="no", a___hidden="no", _x="no", photo_png=b"\x89PNG\0\0")
    write(tmp_path, wide_csv="ä".encode("utf-16"))
    found = of_path(tmp_path)
    names = ["a/z.md", "b.md", "c/d/e", "empty", "wide.csv"]
    assert [each.name for each in found.files] == names
    assert (found.content, found.name) == (b"", str(tmp_path))


def test_a_directory_without_text_is_refused(tmp_path: Path) -> None:
    """There is nothing to import."""
    assert rejected(tmp_path)[0] == "TF709"


def test_a_directory_is_read_up_to_the_limits(tmp_path: Path) -> None:
    """All files count together, and there is a most of them; pictures are not counted."""
    write(tmp_path, a="x" * 60, b="x" * 40, photo_png=b"\0" * 500)
    assert len(of_path(tmp_path, SMALL).files) == 2
    write(tmp_path, b="x" * 41)
    assert rejected(tmp_path)[0] == "TF704"
    write(tmp_path, a="", b="", c="")
    assert len(of_path(tmp_path, SMALL).files) == 3
    write(tmp_path, d="")
    assert rejected(tmp_path) == ("TF704", f"'{tmp_path}' is larger than 3 files")


def test_links_that_lead_out_or_nowhere_are_left_out(tmp_path: Path) -> None:
    """Reading a directory reads that directory, and ends."""
    root = write(tmp_path / "talks", a_md="1")
    write(tmp_path, outside="no")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "up").symlink_to(tmp_path)
    (root / "loop").symlink_to(root)
    (root / "dead").symlink_to(root / "absent")
    (root / "again.md").symlink_to(root / "a.md")
    assert [each.name for each in of_path(root).files] == ["a.md", "again.md"]


# --- text ---------------------------------------------------------------------------------------

WORDS = "<p>Grüße, naïve café</p>"
JAPANESE = "<p>講演の一覧</p>"
META = '<meta charset="{}">'
OLD_META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
DECLARED = '<?xml version="1.0" encoding="{}"?>'
UNKNOWN = "its encoding is unknown: check the accents"


def source_input(text: str, encoding: str, media_type: str = "") -> SourceInput:
    """Make source of a text in an encoding."""
    return SourceInput(content=text.encode(encoding), name="page", media_type=media_type)


@pytest.mark.parametrize(
    ("text", "encoding", "media_type"),
    [
        (WORDS, "utf-8", ""),
        (WORDS, "utf-8", "text/html; charset=UTF-8"),
        (WORDS, "utf-16", ""),
        (WORDS, "utf-16", "text/html; charset=utf-8"),
        (WORDS, "utf-16-le", ""),
        (WORDS, "utf-16-be", "text/xml"),
        (WORDS, "utf-32", ""),
        (WORDS, "cp1252", "text/html; charset=iso-8859-1"),
        (JAPANESE, "iso-2022-jp", "text/html; charset=iso-2022-jp"),
        (WORDS, "utf-16-le", "text/html; charset=utf-16le"),
        (JAPANESE, "shift_jis", 'text/html; charset="Shift_JIS"'),
        (META.format("euc-jp") + JAPANESE, "euc-jp", ""),
        (META.format("euc-jp") + JAPANESE, "euc-jp", "text/html; charset=x-unknown"),
        (OLD_META.format("gb2312") + JAPANESE.replace("覧", ""), "gb18030", ""),
        (DECLARED.format("iso-8859-15") + WORDS, "iso-8859-15", ""),
        (DECLARED.format("ISO-8859-1") + WORDS, "cp1252", "text/xml"),
        (META.format("utf-16") + WORDS, "utf-8", ""),
        (META.format("unicode_escape") + r"\u0041", "utf-8", ""),
        (META.format("hex") + "41", "utf-8", ""),
    ],
)
def test_text_is_read_in_the_encoding_that_its_marks_say(
    text: str, encoding: str, media_type: str
) -> None:
    """By byte order mark, HTTP, XML or HTML; unknown encodings are ignored."""
    found = decode(source_input(text, encoding, media_type))
    assert found.text == text
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("encoding", "media_type", "doubt"),
    [
        ("cp1252", "", UNKNOWN),
        ("cp1252", "text/html; charset=utf-8", UNKNOWN),
        (
            "utf-8",
            "text/html; charset=latin1",
            "it declares the encoding cp1252, but is in utf-8",
        ),
        (
            "utf-8",
            "text/html; charset=shift_jis",
            "it declares the encoding shift_jis, but is in utf-8",
        ),
    ],
)
def test_a_wrong_or_missing_charset_is_told(encoding: str, media_type: str, doubt: str) -> None:
    """What the bytes can be outweighs what is said of them, and a doubt says so."""
    found = decode(source_input(WORDS, encoding, media_type))
    assert found.text == WORDS
    assert found.doubts == (doubt,)


def test_a_mark_is_no_part_of_the_text() -> None:
    """The byte order mark says its piece and goes."""
    assert text_of(source_input("one", "utf-8-sig")) == "one"


@given(
    st.binary(),
    st.sampled_from(["", "text/html; charset=", "a;charset=utf-16", "a; charset=utf-7"]),
)
def test_any_bytes_become_text(content: bytes, media_type: str) -> None:
    """No bytes and no header are refused."""
    text_of(SourceInput(content=content, name="page", media_type=media_type))
    text_of(SourceInput(content=b"<meta charset=" + content, name="page"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf_8_needs_no_mark(text: str) -> None:
    """Text in UTF-8 comes back as it was, if it does not look like a mark."""
    if not text.startswith(("<\0", "\0<", "\ufeff")):
        assert text_of(source_input(text, "utf-8")) == text


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("talks.htm", "talks.html'"),
        ("www.example.org/talks", "https://www.example.org/talks?"),
        ("club.example/talks.html", "https://club.example/talks.html?"),
        ("nothing.md", "check the path"),
    ],
)
def test_what_was_probably_meant_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, meant: str
) -> None:
    """A file beside it with nearly the same name, or the address without its scheme."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.html").write_text("<p>")
    with pytest.raises(Rejected) as caught:
        of_path(Path(path))
    assert meant in caught.value.hint


ACCENTS = (
    ("title,speaker,date,event\nŁódź,Żaneta Ćma,2019-05-03,Světlo\n", "a.csv"),
    (
        "- title: Łódź\n  speaker: Żaneta Ćma\n  date: 2019-05-03\n  event: Světlo\n",
        "a.yml",
    ),
)


@pytest.mark.parametrize(("text", "name"), ACCENTS)
def test_every_kind_of_source_is_decoded_as_it_is_declared(text: str, name: str) -> None:
    """The charset of HTTP holds for tables and lists as for pages."""
    source = SourceInput(
        content=text.encode("iso-8859-2"), name=name, media_type="text/plain; charset=iso-8859-2"
    )
    (talk,) = choose(source).read(source, ImportOptions()).talks
    assert talk.fields["title"] == "Łódź"
    page = replace(source, content=f"<ul><li>{'Łódź'}</li></ul>".encode("iso-8859-2"))
    assert "Łódź" in page_text(page)
