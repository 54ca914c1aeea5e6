"""Pages with front matter → talks (collections of Jekyll, content of Hugo, HugoBlox and Zola).

Front matter is YAML between `---`, TOML between `+++`, or a JSON object, at the top of a Markdown
or HTML page; the text of the page is the abstract if there is no other. Pages that are not talks,
translations and other formats of a page are unparsed parts.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.imported import FoundTalk, Unparsed
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.dateorder import in_shown_order
from talkfeed.records.field_names import Entry, check_mapping, field_of, sort
from talkfeed.records.fields import FileContext
from talkfeed.records.groups import fields_of, lists_of_talks
from talkfeed.records.link_fields import SHOWN
from talkfeed.records.nodes import Record, decoded, parse
from talkfeed.records.source_errors import check_size
from talkfeed.records.talklist import NO_ENTRY, walk
from talkfeed.records.to_talk import import_result, outcome
from talkfeed.records.values import text, words
from talkfeed.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.draft import Outcome
    from talkfeed.records.field_names import RecordFields

KIND = "frontmatter"
SUFFIXES = (
    *("md", "markdown", "mdown", "mdx", "qmd", "rmd", "rmarkdown", "html", "htm", "adoc", "txt"),
)
"""Suffixes of pages; of two formats of one page the first is read."""
_SURE, _FOLDER = 0.85, 0.8
_DATA = frozenset(("yaml", "yml", "json", "toml", "csv", "tsv", "ics", "xlsx", "bib"))
NO_PAGE = "a file of data beside the pages: import it by itself"
_FENCED = re.compile(
    r"\s*?(?P<fence>---|\+\+\+)[ \t]*\n(?P<front>.*?)\n?^(?P=fence)[ \t]*$\n?",
    re.DOTALL | re.MULTILINE,
)
_KEY = re.compile(r"^[\"']?([\w .-]{2,30}?)[\"']?[ \t]{0,9}(?::(?=\s|$)|=)", re.MULTILINE)
_FIELDS = frozenset(
    (
        *("speakers", "cospeakers", "event", "eventurl", "venue", *SHOWN),
        *("location", "city", "start", "given"),
    )
)
_TALKS = re.compile(
    r"talks?|presentations?|speaking|speeches|lectures?|keynotes?|seminars?|events?|"
    r"vortr(?:ag|aege|äge)|conferences?|workshops?|sessions?|webinars?",
    re.IGNORECASE,
)
_LIST = re.compile(
    "talks?|presentations?|sessions?|lectures?|keynotes?|speeches|tutorials?|papers", re.IGNORECASE
)
"""Keys of lists of talks in the front matter of an event."""
_SECTION = re.compile(r"(?:_index|readme|contributing|license|changelog)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"\.[a-z]{2}(?:[-_][a-zA-Z]{2})?$")
_LISTED = re.compile(rf"^(?:{_LIST.pattern}):[ \t]*\n\s*-\s+title:", re.IGNORECASE | re.MULTILINE)
_SAMPLE = 30
_READ, _SHOWN = 1000, 200
"""Characters of a page without front matter that are read, and shown."""


class Page(NamedTuple):
    """A page: its name, its front matter, and its text."""

    name: str
    record: Record
    body: str


# --- recognition --------------------------------------------------------------------------------


def recognise(source: SourceInput) -> float:
    """Score a source by its front matter, and a folder also by its name."""
    if not source.files:
        return _SURE * (_has_talk_keys(source) or _has_list(source))
    pages = [one for one in source.files if _suffix(one.name) in SUFFIXES][:_SAMPLE]
    fronted = [one for one in pages if _fences(one)]
    if not fronted:
        return 0.0
    if any(map(_has_list, fronted)) or any(map(_TALKS.search, _folders(source.name))):
        return _FOLDER
    talks = sum(_has_talk_keys(one) or _is_in_talks_folder(one.name) for one in fronted)
    return _FOLDER * talks / len(fronted)


def _has_list(source: SourceInput) -> bool:
    """Return whether the front matter has a list of talks with titles."""
    match = _FENCED.match(decoded(source)) if _fences(source) else None
    return match is not None and _LISTED.search(match["front"]) is not None


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _fences(source: SourceInput) -> bool:
    return source.content.lstrip(b"\xef\xbb\xbf\r\n").startswith((b"---", b"+++", b"{\n"))


def _folders(name: str) -> list[str]:
    """Split a path into its names."""
    return [part.strip("_") for part in name.replace("\\", "/").split("/") if part]


def _is_in_talks_folder(name: str) -> bool:
    return any(map(_TALKS.fullmatch, _folders(name)[:-1]))


def _has_talk_keys(source: SourceInput) -> bool:
    """Return whether the front matter has at least two keys that only talks have."""
    match = _FENCED.match(decoded(source)) if _fences(source) else None
    found = {field_of(key) for key in _KEY.findall(match["front"])} if match else set()
    return "title" in found and len(found & _FIELDS) > 1


# --- reading ------------------------------------------------------------------------------------


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every page of a folder, or one page.

    Raises:
        Rejected: TF702, a page alone has no front matter; TF704, a page is too large; TF708, --map
            names no key; TF709, there is no page with front matter.
    """
    files = [one for one in source.files if _suffix(one.name) in SUFFIXES]
    parts = [page_of(one) for one in files or ([] if source.files else [source])]
    pages = [part for part in parts if isinstance(part, Page)]
    if not pages:
        code = "TF709" if source.files else "TF702"
        raise Rejected(code, f"{source.name} has no front matter", "name another --from")
    check_mapping(options.mapping, (page.record for page in pages))
    others = other_forms(page.name for page in pages)
    bases = {one.name: one.base or source.base for one in (*files, source)}

    def by(options: ImportOptions) -> tuple[list[Outcome], list[RecordFields]]:
        outcomes: list[Outcome] = []
        sorted_out: list[RecordFields] = []
        for part in parts:
            if isinstance(part, Unparsed):
                outcomes.append(part)
                continue
            context = FileContext(options, bases[part.name], part.name if source.files else "")
            for one, found in _of_page(part, context, others, folder=source.name):
                outcomes.append(one)
                if isinstance(one, FoundTalk):
                    sorted_out.append(found)
        return outcomes, sorted_out

    outcomes, sorted_out = in_shown_order(by, options)
    data = [
        Unparsed(text=one.name, why=NO_PAGE, is_talk=False, where=one.name)
        for one in source.files
        if _suffix(one.name) in _DATA
    ]
    return import_result(KIND, (*outcomes, *data), sorted_out)


def _of_page(
    page: Page, context: FileContext, others: dict[str, str], *, folder: str
) -> Iterator[tuple[Outcome, RecordFields]]:
    """Yield the talks of a page, and what is left of it, with their sorted fields."""
    options = context.options
    if _has_talks(page.record, options) and page.name not in others:
        yield from _listed(page, context)
        return
    found = sort(page.record, options.mapping)
    if page.body.strip():
        found = {**found, "body": [Entry("body", page.body)]}
    yield _outcome(page, found, context, others, folder=folder), found


def page_of(source: SourceInput) -> Page | Unparsed:
    """Split a page into front matter and text; without front matter it is unparsed."""
    check_size(source)
    written = decoded(source)
    try:
        found = _split(source, written)
    except Rejected as rejected:
        return Unparsed(text=source.name, why=rejected.message, where=source.name)
    if found is None:
        shown, why = words(written[:_READ])[:_SHOWN], "a page without front matter"
        return Unparsed(text=shown, why=why, is_talk=False, where=source.name)
    return found


def _split(source: SourceInput, written: str) -> Page | None:
    match = _FENCED.match(written)
    if match:
        name = f"{source.name}.{'yaml' if match['fence'] == '---' else 'toml'}"
        front, body = match["front"], written[match.end() :]
    elif written.lstrip().startswith("{"):
        try:
            end = json.JSONDecoder().raw_decode(written.lstrip())[1]
        except (ValueError, RecursionError):
            return None
        name = f"{source.name}.json"
        front, body = written.lstrip()[:end], written.lstrip()[end:]
    else:
        return None
    root = parse(source, front, name).root
    return Page(source.name, root, body) if isinstance(root, Record) else None


def _has_talks(record: Record, options: ImportOptions) -> bool:
    """Return whether the front matter has a list of talks, rather than a talk's deliveries."""
    inner = [
        fields_of(one, options)
        for key, node in record.fields.items()
        if _LIST.fullmatch(key) and isinstance(node, tuple)
        for one in node
        if isinstance(one, Record)
    ]
    titled = [found for found in inner if "title" in found]
    spoken = "speakers" in sort(record, options.mapping)
    return (
        bool(titled)
        and not spoken
        and bool(lists_of_talks(record, options))
        and any("speakers" in one or "date" not in one for one in titled)
    )


def _listed(page: Page, context: FileContext) -> Iterator[tuple[Outcome, RecordFields]]:
    """Yield the talks that the front matter of a page lists, and the text of the page."""
    for item in walk(page.record, {}, context.options):
        if isinstance(item.record, str):
            yield Unparsed(text=line(item.record), why=NO_ENTRY, where=context.where), {}
        else:
            yield outcome(item.found, context, line_number=item.record.line), item.found
    if shown := line(page.body)[:_READ]:
        why = "the text of a page that lists several talks"
        yield Unparsed(text=shown, why=why, is_talk=False, where=context.where), {}


def other_forms(pages: Iterable[str]) -> dict[str, str]:
    """Map translations and other formats of a page to the page that is read, by their names."""
    groups: dict[str, list[str]] = {}
    for page in pages:
        folder, _, name = page.rpartition("/")
        groups.setdefault(f"{folder}/{name.partition('.')[0]}", []).append(page)
    chosen = {key: min(names, key=_format_rank) for key, names in groups.items()}
    return {
        name: chosen[key] for key, names in groups.items() for name in names if name != chosen[key]
    }


def why_no_talk(page: str, others: Mapping[str, str]) -> str:
    """Return why a page of a folder is not a talk of its own; "" if it may be one."""
    if page in others:
        return f"another format or language of {others[page]}"
    return "the page of a section" if _SECTION.match(page.rpartition("/")[2]) else ""


def _format_rank(name: str) -> tuple[bool, int, int]:
    """Rank the formats of a page: untranslated first, then by suffix."""
    stem, _, suffix = name.rpartition(".")
    rank = SUFFIXES.index(suffix.lower()) if suffix.lower() in SUFFIXES else 0
    return _LANGUAGE.search(stem) is not None, name.count("."), rank


def _outcome(
    page: Page, found: RecordFields, context: FileContext, others: dict[str, str], *, folder: str
) -> Outcome:
    why = why_no_talk(page.name, others)
    if not why and not _is_talk(page, found, folder):
        why = "a page that does not look like a talk"
    if not why:
        named = f"{folder.rpartition('/')[2]}" if page.name == folder else page.name
        return outcome(found, context, name=named, line_number=page.record.line)
    title = next((text(entry.node) for entry in found.get("title", ())), "")
    return Unparsed(text=title or page.name, why=why, is_talk=False, where=context.where)


def _is_talk(page: Page, found: RecordFields, folder: str) -> bool:
    """Return whether kind, folder or keys are those of a talk; a single page always is one."""
    filed = (*found.get("kind", ()), *found.get("section", ()), *found.get("categories", ()))
    return (
        page.name == folder
        or any(map(_TALKS.fullmatch, _folders(folder)))
        or _is_in_talks_folder(page.name)
        or any(_TALKS.search(text(entry.node)) for entry in filed)
        or len(found.keys() & _FIELDS) > 1
    )
