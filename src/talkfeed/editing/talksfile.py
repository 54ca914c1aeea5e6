"""A path → the talks files it stands for, each as a document, and what all of them say.

Where there is no file, or nothing in it, one is begun in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.editing.checking import read_with
from talkfeed.editing.document import make_document, open_document
from talkfeed.editing.writing import mapping
from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.model import RawMap
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.talksfile.files import main_files
from talkfeed.talksfile.includes import Loaded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.dates import DateRules
    from talkfeed.editing.document import Document
    from talkfeed.model import RawFile, Settings
    from talkfeed.model.imported import Plain

URL = "https://talks.example/"
"""Where the output is served, as long as nobody has said."""
_NOTHING: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What is there already: the documents by path, and what stands in them.

    `main` is the path of the first file; `begun` has the text that is on the disk of a file that
    was begun here, None where there is no file.
    """

    source: Path
    main: str
    documents: dict[str, Document]
    raw: RawFile
    settings: Settings
    begun: Mapping[str, str | None]

    @property
    def rules(self) -> DateRules:
        """Say how dates are read."""
        return date_rules(self.settings)

    def content(self, path: str) -> bytes | None:
        """Give the bytes of a file as they were read, None where there is no file."""
        return self.documents[path].content

    def before(self, path: str) -> str | None:
        """Give the text of a file as it is on the disk."""
        return self.begun[path] if path in self.begun else self.documents[path].text


def open_talks(source: Path) -> Listed:
    """Read the talks there are.

    Raises:
        InvalidData: a file is not there, is no YAML, or has not the shape of a talks file.
    """
    try:
        files = main_files(source)
    except Rejected as rejected:
        raise InvalidData([rejected.at(Place(str(source), 1, 1))]) from rejected
    return _listed(source, {str(path): open_document(path) for path in files})


def open_or_begin(source: Path) -> Listed:
    """Read the talks there are; where there are none, begin a file.

    Raises:
        InvalidData: a file is there and is no YAML, or has not the shape of a talks file.
    """
    main = str(source)
    if not source.exists():
        return _listed(source, {main: make_document(main, _begin("", {}))}, {main: None})
    if source.is_dir():
        return open_talks(source)
    there = open_document(source)
    if there.root is None:
        return _begun(there, _begin(there.text, {}))
    if _lacks_talks(there):
        gap = "" if there.text.endswith(("\n", "\r")) else there.line_end
        return _begun(there, f"{there.text}{gap}talks:{there.line_end}")
    return _listed(source, {main: there})


def begin_with(listed: Listed, **known: str | None) -> Listed:
    """Begin a file again with what has become known of the feed; one that had a feed stays."""
    before = listed.begun.get(listed.main) or ""
    if not listed.begun or make_document(listed.main, before).root is not None:
        return listed
    document = make_document(listed.main, _begin(before, known))
    document = replace(document, content=listed.content(listed.main))
    return _listed(listed.source, {listed.main: document}, listed.begun)


def _begun(there: Document, text: str) -> Listed:
    """Take a text for what a file is to hold before anything is added."""
    documents = {there.path: replace(make_document(there.path, text), content=there.content)}
    return _listed(Path(there.path), documents, {there.path: there.text})


def _listed(
    source: Path, documents: dict[str, Document], begun: Mapping[str, str | None] = _NOTHING
) -> Listed:
    """Read what the documents say, with those that they name; each file is read once."""
    main = next(iter(documents))

    def load(path: Path) -> Loaded:
        try:
            document = documents.get(str(path)) or open_document(path)
        except InvalidData as error:
            return Loaded(None, [*error.problems], is_broken=True)
        documents[str(path)] = document
        return Loaded(document.root, [])

    raw = read_with(source, {} if source.exists() else {main: documents[main].clean}, load)
    if raw.problems or raw.feed is None:
        raise InvalidData(raw.problems)
    settings, _ = read_settings(raw.feed)
    return Listed(
        source=source, main=main, documents=documents, raw=raw, settings=settings, begun=begun
    )


def _begin(text: str, known: Mapping[str, str | None]) -> str:
    """Write the beginning of a talks file behind what stands there, which are comments."""
    feed: dict[str, Plain] = {"title": "Our talks", "url": URL}
    feed |= {key: clean for key, value in known.items() if (clean := validators.line(value or ""))}
    lines = ["feed:", *(f"  {line}" for line in mapping(feed, 2)), "", "talks:", ""]
    gap = "\n\n" if text.strip() else ""
    return text.rstrip() + gap + "\n".join(lines)


def _lacks_talks(document: Document) -> bool:
    root = document.root
    return isinstance(root, RawMap) and "talks" not in root.fields and "feed" in root.fields
