"""talks.examples ⇄ the examples by which pages are read, and what was learned from them.

The file is YAML beside talks.imported. Its talks are written and checked like those of talks.yaml,
so a person can correct them; what is below `learned` is the program's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import plain
from talkfeed.editing import writing
from talkfeed.editing.document import make_document, open_document
from talkfeed.editing.tidy import check, neat
from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.model import RawList, RawMap
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from talkfeed.model import Raw, Settings
    from talkfeed.model.imported import Plain

HEAD = """\
# Talks of pages, as a person gave them to talkfeed import, which reads the other talks of a page
# the same way. Correct one here, or delete a page to forget its examples. What is below "learned"
# is written by talkfeed. Commit this file beside talks.yaml.
"""
NO_TALK = "TF731"
_ANY_DAY = "2000"


class PageExamples(NamedTuple):
    """The examples of one page: its source, its talks, and what was learned from them."""

    source: str
    talks: tuple[Mapping[str, Plain], ...]
    learned: Mapping[str, Plain]


def parse(text: str, path: str, settings: Settings) -> dict[str, PageExamples]:
    """Read the examples of all pages, by their source.

    Raises:
        InvalidData: it is not YAML, or has an invalid talk.
    """
    root = make_document(path, text).root
    fields = root.fields if isinstance(root, RawMap) else {}
    rows = fields["pages"].value if "pages" in fields else None
    found: dict[str, PageExamples] = {}
    for row in rows.items if isinstance(rows, RawList) else ():
        if isinstance(row, RawMap) and "talks" in row.fields and "source" in row.fields:
            talks = _talks(row.fields["talks"].value, settings)
            source = str(plain(row.fields["source"].value))
            learned = plain(row.fields["learned"].value) if "learned" in row.fields else {}
            known = learned if isinstance(learned, Mapping) else {}
            found[source] = PageExamples(source, talks, known)
    return found


def dump(pages: Iterable[PageExamples]) -> str:
    """Write the examples of all pages."""
    rows: list[Plain] = []
    for page in pages:
        row: dict[str, Plain] = {"source": page.source, "talks": list(page.talks)}
        rows.append(row | {"learned": page.learned})
    return HEAD + "\n".join(writing.field("pages", rows)) + "\n"


def read_talks(path: Path, settings: Settings) -> tuple[Mapping[str, Plain], ...]:
    """Read the talks of a file of examples: a talks file, a list of talks, or one talk.

    Raises:
        InvalidData: it cannot be read, has no talk, or an invalid one.
    """
    return _of_root(open_document(path).root, str(path), settings)


def talk_of_text(text: str, path: str, settings: Settings) -> Mapping[str, Plain]:
    """Read one talk that was written in an editor.

    Raises:
        InvalidData: it is not YAML, or not a valid talk.
    """
    return _of_root(make_document(path, text).root, path, settings)[0]


def _of_root(root: Raw | None, path: str, settings: Settings) -> tuple[Mapping[str, Plain], ...]:
    if isinstance(root, RawMap) and "talks" in root.fields:
        root = root.fields["talks"].value
    talks = _talks(root, settings)
    if not talks:
        hint = "write a talk of the page as in talks.yaml, with its title"
        rejected = Rejected(NO_TALK, "there is no talk that could be an example", hint)
        raise InvalidData([rejected.at(Place(path, 1, 1))])
    return talks


def _talks(root: Raw | None, settings: Settings) -> tuple[Mapping[str, Plain], ...]:
    """Return the talks of a list, or one talk, each checked at its place."""
    rows = root.items if isinstance(root, RawList) else (root,)
    found: list[Mapping[str, Plain]] = []
    for row in rows:
        if isinstance(row, RawMap):
            fields = neat(_mapping(plain(row)))
            try:
                check({"date": _ANY_DAY, **fields}, settings)
            except Rejected as rejected:
                raise InvalidData([rejected.at(row.place)]) from rejected
            found.append(fields)
    return tuple(found)


def _mapping(value: Plain) -> Mapping[str, Plain]:
    return value if isinstance(value, Mapping) else {}
