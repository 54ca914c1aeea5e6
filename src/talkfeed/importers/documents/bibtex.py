"""A BibTeX or BibLaTeX file (parsed by bibtexparser) → the talks of a bibliography.

Talks, papers of conferences and unpublished works are talks; so are other entries that say in their
`howpublished`, `type`, `note`, `keywords` or key that they are, and all in a file such as
`talks.bib` that are no books, theses or reports. All others are listed.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from talkfeed.importers.common.extras import needed
from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service
from talkfeed.model.imported import Unparsed
from talkfeed.records.encoding import text_of
from talkfeed.records.source_errors import check_size, wrong_kind
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput

KIND = "bibtex"
NOT_GIVEN = "an entry of the type @{}, not a talk"
_ENTRY = re.compile(
    r"^[ \t]{0,9}@[a-z]{3,20}\s{0,9}[{(]\s{0,9}[^\s{}(),=\"]{1,99}\s{0,9},",
    re.IGNORECASE | re.MULTILINE,
)
_SAMPLE = 20_000
_TYPES = frozenset(("talk", "presentation", "inproceedings", "conference", "unpublished", "poster"))
_TALK = re.compile(
    r"\b(?:talk|presentation|presented|slides|keynote|invited|seminar|lecture|poster|vortrag|exposé)\b",
    re.IGNORECASE,
)
_PRINTED = frozenset(
    ("book", "collection", "inbook", "incollection", "manual", "mastersthesis", "mvbook", "patent")
) | {"phdthesis", "proceedings", "techreport", "thesis"}
"""Types of entries that are no talks, wherever they are."""
_HREF = re.compile(r"\\href\{([^{}]{1,2000})\}\s{0,9}\{([^{}]{0,500})\}")
_OF_TALKS = re.compile("talks?|presentations?|lectures?|seminars?|vortr", re.IGNORECASE)
"""Names of files with talks."""
_SAYING = ("howpublished", "type", "note", "titleaddon", "entrysubtype", "addendum")
_EVENT = re.compile(
    r"^(?:(?:invited|contributed|plenary|conference|keynote|poster) ){0,3}"
    r"(?:talk|presentation|keynote|lecture|seminar|slides|poster|presented)?"
    r"(?:,| given| held| presented)? ?"
    r"(?:(?:at|in|for|auf|bei) )?(?:the )?",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(r"^(?:in )?(?:proceedings|proc\.) of (?:the )?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s{}<>\"]*[^\s{}<>\".,;)]")
_DAY = re.compile(r"(\d{1,2})(?:\s{0,3}[-–]{1,3}\s{0,3}(\d{1,2}))?")
_PART = re.compile(r"\"([^\"]*)\"|\{([^{}]*)\}|(\w+)")
_KEYS = Keys(
    {
        "uid": "key",
        "title": "title",
        "subtitle": "subtitle",
        "speakers": "author",
        "event": "eventtitle booktitle conference event occasion organization institution school"
        " journaltitle journal",
        "date": "eventdate date when",
        "location": "venue location address",
        "url": "url",
        "paper": "doi pdf eprint",
        "slides": "slides presentation",
        "video": "video",
        "code": "code github",
        "links": "found",
        "abstract": "abstract",
        "tags": "keywords",
        "language": "language langid",
    },
    "entrytype type howpublished year month day urldate pages volume number series publisher"
    " editor isbn issn note file timestamp biburl bibsource crossref pubstate eprinttype"
    " archiveprefix primaryclass bibtex_show selected preview abbr sortkey owner",
)
SERVICE = Service(KIND, "a bibliography in BibTeX", lambda _: False, _KEYS)


def recognise(source: SourceInput) -> float:
    """Score a source by the start of an entry."""
    if source.files or b"@" not in source.content[:_SAMPLE]:
        return 0.0
    head = replace(source, content=source.content[:_SAMPLE])
    return keyed.SURE * (_ENTRY.search(text_of(head)) is not None)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every entry that is a talk.

    Raises:
        Rejected: TF702, it has no entries; TF704, it is too large; TF725, bibtexparser is not
            installed.
    """
    check_size(source)
    entries, failed = _parsed(source)
    if not entries and not failed:
        raise wrong_kind(source, SERVICE.what)
    is_of_talks = _OF_TALKS.search(PurePosixPath(source.name).stem) is not None
    is_talk = {id(one): _is_talk(one, is_of_talks=is_of_talks) for one in entries}
    given = [_prepare(one) for one in entries if is_talk[id(one)]]
    result = keyed.read_records(source, SERVICE, given, options)
    others = [
        Unparsed(
            text=line(f"{one.get('title', one['key'])} {one.get('url', '')}"),
            why=NOT_GIVEN.format(one["entrytype"]),
            is_talk=False,
        )
        for one in entries
        if not is_talk[id(one)]
    ]
    broken = [
        Unparsed(text=line(raw), why="an entry that is damaged", line=at) for raw, at in failed
    ]
    return replace(result, unparsed=(*result.unparsed, *broken, *others))


def _parsed(source: SourceInput) -> tuple[list[dict[str, Any]], list[tuple[str, int]]]:
    """Parse the entries, and return those that are damaged as text, with their lines."""
    instead = "export the bibliography as CSL-JSON"
    parser = needed("bibtexparser", "bibtex", source, "a bibliography in BibTeX", instead)
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is damaged is reported
    steps = parser.middlewares
    library = parser.parse_string(
        _HREF.sub(r"\2 \1", text_of(source)),  # which LatexDecodingMiddleware cannot read
        append_middleware=[
            steps.MonthIntMiddleware(),
            steps.LatexDecodingMiddleware(),
            steps.SeparateCoAuthors(),
            steps.SplitNameParts(),
        ],
    )
    strings = {one.key: str(one.value) for one in library.strings}
    entries = [
        {
            "entrytype": entry.entry_type.lower(),
            **{field.key.lower(): _value(field.value, strings) for field in entry.fields},
            "key": entry.key,
        }
        for entry in library.entries
    ]
    return entries, [(block.raw, (block.start_line or 0) + 1) for block in library.failed_blocks]


def _value(value: Any, strings: Mapping[str, str]) -> Any:  # noqa: ANN401  — of bibtexparser
    """Return a value as text, names as a list; the parts of a sum are joined."""
    if isinstance(value, list):
        return [
            " ".join([*one.first, *one.von, *one.last, *one.jr])
            if hasattr(one, "von")
            else str(one)
            for one in value
        ]
    written = str(value)
    if " # " in written and written.count('"') > 1:
        parts = _PART.finditer(written)
        written = "".join(
            one[1] or one[2] or strings.get(one[3] or "", one[3] or "") for one in parts
        )
    return line(written.replace("{", "").replace("}", ""))


def _is_talk(entry: Mapping[str, Any], *, is_of_talks: bool) -> bool:
    said = " ".join(str(entry.get(key, "")) for key in (*_SAYING, "keywords", "key"))
    return (
        entry["entrytype"] in _TYPES
        or "eventtitle" in entry
        or (is_of_talks and entry["entrytype"] not in _PRINTED)
        or _TALK.search(said) is not None
    )


def _prepare(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Add the date, the event that is in other words, and the links in notes."""
    made = dict(entry)
    made["when"] = _when(entry)
    if "booktitle" in entry:
        made["booktitle"] = _PROCEEDINGS.sub("", entry["booktitle"])
    said = _ADDRESS.sub("", str(entry.get("howpublished", ""))).strip(" ,:;")
    made["occasion"] = _EVENT.sub("", said) if said else ""
    made["found"] = [link for key in _SAYING for link in _links(str(entry.get(key, "")))]
    if "note" in entry and not made["found"]:
        made["remark"] = entry["note"]
    return made


def _when(entry: Mapping[str, Any]) -> str:
    """Return the date in year, month and day, of which a day may be a range."""
    year, month = str(entry.get("year", "")), str(entry.get("month", ""))
    day = _DAY.fullmatch(str(entry.get("day", "")))
    if not month.isdecimal():
        return f"{month} {year}".strip()
    days = [int(one) for one in day.groups() if one] if day else []
    stem = f"{year}-{int(month):02}"
    return "/".join(f"{stem}-{one:02}" for one in days) or stem


def _links(note: str) -> Iterator[dict[str, str]]:
    """Yield the addresses in a note, each with the words before it."""
    start = 0
    for found in _ADDRESS.finditer(note):
        yield {"url": found[0], "label": note[start : found.start()].strip(" ,:;.")}
        start = found.end()
