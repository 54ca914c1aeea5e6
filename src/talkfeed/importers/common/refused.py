"""A source that no importer reads → what it is, and what to import instead.

Binary formats are known by their first bytes and, inside archives, by the names of their parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.model.imported import SourceInput

REFUSED = "TF702"


class Format(NamedTuple):
    """A format that is not read: its first bytes, a part inside it, its name, and a hint."""

    start: bytes
    part: bytes
    name: str
    hint: str


_SAVE_TABLE = "save the table as .xlsx or CSV, and import that"
_SAVE_TEXT = "save it as HTML or plain text, and import that"
_UNPACK = "unpack it, and import what is in it"
_NO_LIST = "import the page or file that lists the talks"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    Format(b"%PDF-", b"", "a PDF", "import what it was made from, or its text: pdftotext -layout"),
    Format(_OLE, b"W\0o\0r\0k\0b\0o\0o\0k\0", "an .xls workbook", _SAVE_TABLE),
    Format(_OLE, b"", "an old Office document", _SAVE_TEXT),
    Format(b"PK\x03\x04", b"word/document.xml", "a Word document (.docx)", _SAVE_TEXT),
    Format(b"PK\x03\x04", b"ppt/presentation.xml", "slides (.pptx)", _NO_LIST),
    Format(b"PK\x03\x04", _OPEN_DOCUMENT + b"spreadsheet", "an .ods spreadsheet", _SAVE_TABLE),
    Format(b"PK\x03\x04", _OPEN_DOCUMENT + b"text", "an .odt document", _SAVE_TEXT),
    Format(b"PK\x03\x04", _OPEN_DOCUMENT, "an OpenDocument file", _NO_LIST),
    Format(b"PK\x03\x04", b"Index/Tables/", "a Numbers spreadsheet", _SAVE_TABLE),
    Format(b"PK\x03\x04", b"Index/Document.iwa", "a document of Apple's iWork", _SAVE_TEXT),
    Format(b"PK\x03\x04", b"application/epub+zip", "an EPUB", _SAVE_TEXT),
    Format(b"PK\x03\x04", b"", "a ZIP archive", _UNPACK),
    Format(b"PK\x05\x06", b"", "an empty ZIP archive", _UNPACK),
    Format(b"\x1f\x8b", b"", "compressed by gzip", _UNPACK),
    Format(b"BZh", b"", "compressed by bzip2", _UNPACK),
    Format(b"\xfd7zXZ\0", b"", "compressed by xz", _UNPACK),
    Format(b"7z\xbc\xaf\x27\x1c", b"", "a 7z archive", _UNPACK),
    Format(b"Rar!\x1a\x07", b"", "a RAR archive", _UNPACK),
    Format(b"{\\rtf", b"", "an RTF document", _SAVE_TEXT),
    Format(b"SQLite format 3\0", b"", "an SQLite database", "export its table as CSV"),
    Format(b"\x89PNG\r\n\x1a\n", b"", "a picture (PNG)", _NO_LIST),
    Format(b"\xff\xd8\xff", b"", "a picture (JPEG)", _NO_LIST),
    Format(b"GIF8", b"", "a picture (GIF)", _NO_LIST),
    Format(b"RIFF", b"", "a media file", _NO_LIST),
    Format(b"ID3", b"", "a media file", _NO_LIST),
    Format(b"OggS", b"", "a media file", _NO_LIST),
    Format(b"\0\0\0", b"ftyp", "a media file", _NO_LIST),
    Format(b"\x1aE\xdf\xa3", b"", "a media file", _NO_LIST),
)
"""Binary formats; of two with the same start, the first whose part occurs."""
_WORKBOOK = b"xl/workbook"
_TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".ods")
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<table|<meta)", re.IGNORECASE)
_SHEET = re.compile(
    rb"<\?mso-application[^<>]{0,99}Excel\.Sheet|urn:schemas-microsoft-com:office:spreadsheet"
)
_LATEX = re.compile(
    rb"^[ \t]{0,99}\\(?:documentclass|usepackage|cv(?:talk|entry|item|event|line)\b|begin\s?\{(?:"
    rb"document|itemize|enumerate|tabular\w?|description|rubric|cv\w{0,20}|etaremune|longtable)\})",
    re.MULTILINE,
)
_HEAD = 20_000


def is_workbook(source: SourceInput) -> bool:
    """Return whether a source is a workbook of Office Open XML (.xlsx), which is read."""
    return source.content.startswith(b"PK\x03\x04") and _WORKBOOK in source.content


def refuse_binary(source: SourceInput) -> None:
    """Refuse binary formats, and spreadsheets that are something else.

    Raises:
        Rejected: TF702, it is one of them.
    """
    content, name = source.content, source.name.lower()
    known = (one for one in _BINARY if content.startswith(one.start) and one.part in content)
    binary = next(known, None)
    if binary is not None and not is_workbook(source):
        raise Rejected(REFUSED, f"'{source.name}' is {binary.name}, which is not read", binary.hint)
    if name.endswith(_TABLES) and _HTML.match(content):
        hint = "rename it to .html and import it as a page, or save it as .xlsx or CSV"
        raise Rejected(REFUSED, f"'{source.name}' is HTML, not a spreadsheet", hint)
    if _SHEET.search(content[:_HEAD]):
        message = f"'{source.name}' is a spreadsheet in XML of 2003, which is not read"
        raise Rejected(REFUSED, message, _SAVE_TABLE)


def refuse_text(source: SourceInput) -> None:
    """Refuse texts in languages that are not read.

    Raises:
        Rejected: TF702, it is LaTeX.
    """
    if _LATEX.search(source.content[:_HEAD]) and not _HTML.match(source.content):
        hint = "convert it, e.g. by pandoc -t html, or import it as it is with --from text"
        raise Rejected(REFUSED, f"'{source.name}' is LaTeX, which is not read", hint)
