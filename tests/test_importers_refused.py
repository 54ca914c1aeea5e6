"""What is not read is refused by name, with what to do instead."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from source_inputs import REJECTIONS, check_found, check_unparsed, source_input
from talkfeed.errors import Rejected
from talkfeed.importers import sources
from talkfeed.importers.common.detect import choose
from talkfeed.importers.documents import xlsx
from talkfeed.limits import MAX_DOCUMENT_BYTES
from talkfeed.model.imported import ImportOptions, ImportResult

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_OPTIONS = ImportOptions()


def archive(*names: str, content: bytes = b"") -> bytes:
    """Make a ZIP archive of files with these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name in names:
            opened.writestr(name, content)
    return made.getvalue()


def document(kind: str) -> bytes:
    """Make an OpenDocument file, whose first part is its type, not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = "<html><table><tr><td>2019-05-06</td><td>Boats</td></tr></table></html>"


@pytest.mark.parametrize(
    ("name", "content", "what", "hint"),
    [
        ("talks.pdf", b"%PDF-1.7\n", "a PDF", "pdftotext"),
        ("talks.xls", OLE + "Workbook".encode("utf-16-le"), "an .xls workbook", ".xlsx"),
        ("talks.doc", OLE, "an old Office document", "plain text"),
        ("talks.docx", archive("word/document.xml"), "a Word document (.docx)", "HTML"),
        ("talks.pptx", archive("ppt/presentation.xml"), "slides (.pptx)", "lists the talks"),
        ("talks.ods", document("spreadsheet"), "an .ods spreadsheet", ".xlsx or CSV"),
        ("talks.odt", document("text"), "an .odt document", "HTML"),
        ("talks.odp", document("presentation"), "an OpenDocument file", "lists the talks"),
        ("talks.numbers", archive("Index/Tables/a.iwa"), "a Numbers spreadsheet", "CSV"),
        ("talks.key", archive("Index/Document.iwa"), "iWork", "HTML"),
        ("talks.zip", archive("talks.yml"), "a ZIP archive", "unpack"),
        ("talks.zip", archive(), "an empty ZIP archive", "unpack"),
        ("talks.gz", b"\x1f\x8b\x08", "gzip", "unpack"),
        ("talks.png", b"\x89PNG\r\n\x1a\n", "a picture (PNG)", "lists the talks"),
        ("talks.mp4", b"\0\0\0\x20ftypisom", "a media file", "lists the talks"),
        ("talks.rtf", b"{\\rtf1 Boats}", "an RTF document", "HTML"),
        ("talks.sqlite", b"SQLite format 3\0", "an SQLite database", "CSV"),
        ("talks.xls", HTML.encode(), "HTML, not a spreadsheet", ".html"),
        ("talks.csv", HTML.encode(), "HTML, not a spreadsheet", ".html"),
        (
            "talks.xml",
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
            "a spreadsheet in XML of 2003",
            ".xlsx",
        ),
        ("cv.tex", b"\\documentclass{article}\n", "LaTeX", "pandoc"),
        ("source", b"Talks\n\\begin{itemize}\n\\item Boats, May 2019", "LaTeX", "--from text"),
        ("cv.tex", b"\\cvevent{2019}{Boats}{Leeds}", "LaTeX", "pandoc"),
    ],
)
def test_a_format_that_is_not_read_is_named(
    name: str, content: bytes, what: str, hint: str
) -> None:
    """The error says what it is, and what to import instead."""
    with pytest.raises(Rejected, match="TF702") as caught:
        choose(source_input(content, name=name))
    assert what in caught.value.message
    assert hint in caught.value.hint


def test_latex_is_read_as_text_if_the_user_says_so() -> None:
    """A binary format is refused all the same."""
    assert choose(source_input("\\begin{itemize}"), "text")
    with pytest.raises(Rejected, match="is a PDF"):
        choose(source_input("%PDF-1.7"), "text")


# --- any bytes ----------------------------------------------------------------------------------

_STARTS = (
    *(
        b"",
        b"%PDF-1",
        b"PK\x03\x04",
        b"---\ntitle: ",
        b"+++\n",
        b"{",
        b"[",
        b'[{"title": "',
        b"- title: ",
    ),
    *(b"<", b"<?xml version='1.0'?><rss>", b"<html><h1>", b"BEGIN:VCALENDAR\n", b"Date,Title\n"),
    *(b"# Talks\n- ", b"* Talks\n** ", b"@inproceedings{a, title = {", b"Talks\n=====\n", b".. "),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00", b"\\begin{itemize}", b"talks:\n - "),
)
_PIECES = (
    *(
        b"Boats",
        b"2019-05-06",
        b"<2019-05-06 Mon>",
        b"https://a.example/1",
        b"title",
        b"date",
        b":",
    ),
    *(b"\n", b"\r\n", b" ", b"\t", b",", b";", b"{", b"}", b"[", b"]", b'"', b"'", b"- ", b"* "),
    *(b"\x00", b"\xff", b"\xc3\xa9", b"</", b">", b"<p>", b"---\n", b"=", b"@", b"|", b"#", b"`"),
)
BYTES = st.builds(
    lambda start, pieces, rest: start + b"".join(pieces) + rest,
    st.sampled_from(_STARTS),
    st.lists(st.sampled_from(_PIECES), max_size=25),
    st.binary(max_size=20),
)
NAMES = st.sampled_from(
    (
        "-",
        "a.yml",
        "a.json",
        "a.toml",
        "a.csv",
        "a.md",
        "a.html",
        "a.org",
        "a.rst",
        "a.bib",
        "a.xlsx",
    )
)


@settings(max_examples=150)
@given(content=BYTES, name=NAMES)
def test_any_bytes_give_talks_or_one_clear_error(content: bytes, name: str) -> None:
    """There is never a traceback."""
    given_source = source_input(content, name=name)
    try:
        result = choose(given_source).read(given_source, NO_OPTIONS)
    except Rejected as rejected:
        assert rejected.code in {"TF701", *REJECTIONS}, rejected  # noqa: PT017
        assert rejected.hint  # noqa: PT017
        return
    for found in result.talks:
        check_found(found)
    for part in result.unparsed:
        check_unparsed(part)


@pytest.mark.parametrize("kind", sorted(sources()))
@settings(max_examples=15)
@given(content=BYTES)
def test_no_kind_fails_on_bytes_of_another(kind: str, content: bytes) -> None:
    """A kind that the user names reads what it can, or refuses."""
    given_source = source_input(content)
    try:
        result = choose(given_source, kind).read(given_source, NO_OPTIONS)
    except Rejected as rejected:
        assert rejected.code in {"TF701", *REJECTIONS}, rejected  # noqa: PT017
        return
    for found in result.talks:
        check_found(found)


# --- workbooks ----------------------------------------------------------------------------------


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Make a workbook of sheets with rows."""
    from openpyxl import Workbook  # noqa: PLC0415  — takes long to load

    made, saved = Workbook(), io.BytesIO()
    made.remove(made["Sheet"])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(saved)
    return saved.getvalue()


def spread_out() -> bytes:
    """Make a workbook whose only sheet has a cell in its last corner."""
    from openpyxl import Workbook  # noqa: PLC0415  — takes long to load

    made, saved = Workbook(), io.BytesIO()
    made["Sheet"]["XFD1048576"] = "far"
    made.save(saved)
    return saved.getvalue()


def read_workbook(content: bytes, **options: Any) -> ImportResult:
    """Read a workbook."""
    return xlsx.read(source_input(content, name="talks.xlsx"), ImportOptions(**options))


def test_the_cells_of_a_workbook_keep_their_values() -> None:
    """A day has no time, a number no point, and a time its minutes."""
    rows = [
        ["Title", "Date", "Time", "Tags", "Cancelled"],
        ["Boats", datetime(2019, 5, 6), time(19, 30), 7.0, True],  # noqa: DTZ001  — as in a cell
        ["Boots", datetime(2019, 5, 6, 20, 15), None, 1.5, False],  # noqa: DTZ001
        [],
    ]
    found = read_workbook(workbook(Talks=rows), timezone="Europe/London")
    assert [dict(talk.fields) for talk in found.talks] == [
        {
            "title": "Boats",
            "date": "2019-05-06 19:30 Europe/London",
            "tags": ["7"],
            "status": "cancelled",
        },
        {"title": "Boots", "date": "2019-05-06 20:15 Europe/London", "tags": ["1.5"]},
    ]


def test_columns_of_a_workbook_may_be_named() -> None:
    """--map takes the heads of any sheet."""
    content = workbook(A=[["Foo", "Date"], ["Boats", "2019"]])
    assert [
        one.fields["title"] for one in read_workbook(content, mapping={"title": "Foo"}).talks
    ] == ["Boats"]
    with pytest.raises(Rejected, match="TF708"):
        read_workbook(workbook(A=[["Title", "Date"], ["Boats", "2019"]]), mapping={"title": "Bar"})


def test_a_workbook_without_talks_or_damaged_is_refused() -> None:
    """So is one that unpacks to more than a list of talks may have."""
    bomb = archive("xl/workbook.xml", content=b" " * 100)
    huge = bomb.replace((100).to_bytes(4, "little"), (MAX_DOCUMENT_BYTES + 1).to_bytes(4, "little"))
    bare = workbook(A=[["Title", "Date"]])
    for content, code in (
        (workbook(A=[["Foo", "Bar"]], B=[]), "TF702"),
        (archive("xl/workbook.xml"), "TF702"),
        (b"PK\x03\x04xl/workbook", "TF702"),
        (huge, "TF704"),
        (spread_out(), "TF704"),
    ):
        with pytest.raises(Rejected, match=code):
            read_workbook(content)
    assert read_workbook(bare).talks == ()


def test_a_library_that_is_missing_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint is the command that installs it, and another way."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Rejected, match="TF725") as caught:
        read_workbook(archive("xl/workbook.xml"))
    assert "talkfeed[xlsx]" in caught.value.hint
    assert "CSV" in caught.value.hint
