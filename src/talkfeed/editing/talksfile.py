"""A path → its talks files as documents, with their settings and talks.

If there is no file, or an empty one, a new one is made in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.deliveries.plain import talks_of
from talkfeed.editing.checking import read_with
from talkfeed.editing.document import make_document, open_document
from talkfeed.editing.writing import mapping
from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.model import RawMap
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.talksfile.files import main_files
from talkfeed.talksfile.includes import LISTS, Loaded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.editing.document import Document, Splice
    from talkfeed.model import RawFile, Settings
    from talkfeed.model.imported import Plain

URL = "https://talks.example/"
"""The address of the site in a new file, until the user sets it."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The existing talks: the documents by path, their raw content and settings.

    `main` is the path of the first file. `created` has, by the path of a file whose text was made
    here, its text on the disk, None if there is no file; `edited` that of a file that has been
    changed in memory.
    """

    source: Path
    main: str
    documents: dict[str, Document]
    raw: RawFile
    settings: Settings
    created: Mapping[str, str | None]
    edited: Mapping[str, str | None] = field(default_factory=lambda: _NOTHING)

    @property
    def rules(self) -> DateRules:
        """Return the date rules of the settings."""
        return date_rules(self.settings)

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a file as read, None if there is no file."""
        return self.documents[path].content

    def before(self, path: str) -> str | None:
        """Return the text of a file as it is on the disk, None if there is no file."""
        there = {**self.edited, **self.created}
        return there[path] if path in there else self.documents[path].text


def open_talks(source: Path, *, is_updating: bool = False) -> Listed:
    """Read existing talks files; with `is_updating`, those of addresses may be damaged.

    Raises:
        InvalidData: a file does not exist, is not YAML, or does not have the form of a talks file.
    """
    try:
        files = main_files(source)
    except Rejected as rejected:
        raise InvalidData([rejected.at(Place(str(source), 1, 1))]) from rejected
    documents = {str(path): open_document(path) for path in files}
    return _listed(source, documents, is_updating=is_updating)


def with_parts(listed: Listed) -> tuple[Listed, dict[str, str]]:
    """Return the talks with the files that hold only people, events or series, and what each holds.

    Raises:
        InvalidData: a file cannot be read.
    """
    parts = {part: getattr(listed.raw, part) for part in LISTS}
    found = {
        item.place.path: part
        for part, raw in parts.items()
        for item in (raw.items if raw else ())
        if item.place.path not in listed.documents
    }
    opened = {path: open_document(Path(path)) for path in found}
    return replace(listed, documents=listed.documents | opened), found


def open_or_create(source: Path) -> Listed:
    """Read existing talks files; if there is none, make a new one in memory.

    Raises:
        InvalidData: a file is not YAML, or does not have the form of a talks file.
    """
    main = str(source)
    if not source.exists():
        return _listed(source, {main: make_document(main, _new_text("", {}))}, {main: None})
    if source.is_dir():
        return open_talks(source)
    there = open_document(source)
    if there.root is None:
        return _with_text(there, _new_text(there.text, {}))
    fields = there.root.fields if isinstance(there.root, RawMap) else {}
    if "feed" in fields and "talks" not in fields:
        gap = "" if there.text.endswith(("\n", "\r")) else there.line_end
        return _with_text(there, f"{there.text}{gap}talks:{there.line_end}")
    return _listed(source, {main: there})


def create_with(listed: Listed, **known: str | None) -> Listed:
    """Make a new file again with settings for its feed; existing settings are not changed."""
    before = listed.created.get(listed.main) or ""
    if not listed.created or make_document(listed.main, before).root is not None:
        return listed
    document = make_document(listed.main, _new_text(before, known))
    document = replace(document, content=listed.content(listed.main))
    return _listed(listed.source, {listed.main: document}, listed.created)


def with_splices(listed: Listed, path: str, splices: Sequence[Splice]) -> Listed:
    """Return the talks with a change of one of their files, in memory.

    Raises:
        InvalidData: the changed file is not valid.
    """
    old = listed.documents[path]
    text, clean = (replace(old, text=each).apply(splices)[0] for each in (old.text, old.clean))
    new = replace(make_document(path, text, clean), content=old.content)
    documents = listed.documents | {path: new}
    made = _listed(listed.source, documents, listed.created, texts={path: clean})
    return replace(made, edited={**listed.edited, path: listed.before(path)})


def _with_text(there: Document, text: str) -> Listed:
    """Return the talks of a file with another text than on the disk."""
    documents = {there.path: replace(make_document(there.path, text), content=there.content)}
    return _listed(Path(there.path), documents, {there.path: there.text})


def own_talks(listed: Listed) -> list[RawMap]:
    """Return the talks that are in files of talkfeed, and not in those of other software."""
    return [talk for talk in talks_of(listed.raw) if talk.place.path in listed.documents]


def _listed(
    source: Path,
    documents: dict[str, Document],
    created: Mapping[str, str | None] = _NOTHING,
    *,
    is_updating: bool = False,
    texts: Mapping[str, str] = _NOTHING,
) -> Listed:
    """Read the settings and talks of documents and of their includes, each file once.

    `texts` are new texts of files by path.
    """
    main = next(iter(documents))

    def load(path: Path) -> Loaded:
        try:
            document = documents.get(str(path)) or open_document(path)
        except InvalidData as error:
            return Loaded(None, [*error.problems], is_broken=True)
        documents[str(path)] = document
        return Loaded(document.root, [])

    own = {} if source.exists() else {main: documents[main].clean}
    raw = read_with(source, {**own, **texts}, load)
    replaced = {remote.path for remote in raw.remotes} if is_updating else set()
    apart = {*raw.read_in_place, *replaced}
    problems = [each for each in raw.problems if each.place.path not in apart]
    if problems or raw.feed is None:
        raise InvalidData(problems)
    settings, _ = read_settings(raw.feed, raw.people, raw.series, raw.events)
    for remote in raw.remotes:  # `talkfeed update` writes these
        documents.pop(remote.path, None)
    return Listed(
        source=source, main=main, documents=documents, raw=raw, settings=settings, created=created
    )


def _new_text(text: str, known: Mapping[str, str | None]) -> str:
    """Append the settings and an empty list of talks to a text of comments."""
    feed: dict[str, Plain] = {"title": "Our talks", "url": URL}
    feed |= {key: clean for key, value in known.items() if (clean := validators.line(value or ""))}
    lines = ["feed:", *(f"  {line}" for line in mapping(feed, 2)), "", "talks:", ""]
    gap = "\n\n" if text.strip() else ""
    return text.rstrip() + gap + "\n".join(lines)
