"""Series, events and people that were found → their lists in the talks file; known ones stay."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.editing import writing
from talkfeed.editing.document import Splice
from talkfeed.editing.spans import CANNOT
from talkfeed.editing.splicing import append_item
from talkfeed.editing.talksfile import with_parts, with_splices
from talkfeed.errors import Rejected
from talkfeed.identity import fold
from talkfeed.model import RawList, RawMap, RawScalar
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.editing.document import Document
    from talkfeed.editing.talksfile import Listed
    from talkfeed.errors import Place
    from talkfeed.model import Raw, RawField
    from talkfeed.model.imported import Plain


_NAMES = ("name", "also")


class ListedPart(NamedTuple):
    """A series, event or person of a source, its place in the file, and whether it was added.

    `part` is the key of its list: `series`, `events` or `people`.
    """

    part: str
    name: str
    place: Place
    is_new: bool


def add_parts(
    listed: Listed, part: str, found: Iterable[Mapping[str, Plain]]
) -> tuple[Listed, list[ListedPart]]:
    """Add items to a list of the talks in memory, unless it has one of that name.

    Raises:
        Rejected: TF712, the syntax of the list is not supported.
        InvalidData: the list would not be valid.
    """
    items = list({fold(str(each["name"])): each for each in found}.values())
    if not items:
        return listed, []
    listed = with_parts(listed)[0]
    known = {fold(name) for name, _ in _names(listed, part)}
    new = [each for each in items if fold(str(each["name"])) not in known]
    if new:
        path, splices = _splices(listed, part, new)
        listed = with_splices(listed, path, splices)
    places = {fold(name): place for name, place in _names(listed, part)}
    names = [str(each["name"]) for each in items]
    return listed, [
        ListedPart(part, one, places[fold(one)], fold(one) not in known) for one in names
    ]


def _names(listed: Listed, part: str) -> Iterator[tuple[str, Place]]:
    """Yield the names and the place of each item in the file."""
    raw: RawList | None = getattr(listed.raw, part)
    for item in raw.items if raw else ():
        if isinstance(item, RawScalar):  # just a name is enough
            yield item.text, item.place
        else:
            fields = item.fields if isinstance(item, RawMap) else {}
            names = (fields[key].value for key in _NAMES if key in fields)
            for name in chain.from_iterable(map(_texts, names)):
                yield name, item.place


def _texts(value: Raw) -> list[str]:
    found = value.items if isinstance(value, RawList) else (value,)
    return [each.text for each in found if isinstance(each, RawScalar)]


def _splices(
    listed: Listed, part: str, new: Sequence[Mapping[str, Plain]]
) -> tuple[str, list[Splice]]:
    """Return the path of the file with the list, and its splices."""
    raw: RawList | None = getattr(listed.raw, part)
    if raw is not None and raw.items:
        last = raw.items[-1].place
        document = listed.documents[last.path]
        own = _fields(document).get(part)
        root = own.value if own else document.root
        place = root.place if root else last
        return document.path, [append_item(document, place, each) for each in new]
    document = next(each for each in listed.documents.values() if "feed" in _fields(each))
    if part in _fields(document) or document.clean.lstrip().startswith("{"):
        hint = f"write `{part}:` with a first item by hand"
        raise Rejected(CANNOT, f"the list of {part} in {document.path} cannot be edited", hint)
    return document.path, [_first_list(document, part, new)]


def _fields(document: Document) -> Mapping[str, RawField]:
    return document.root.fields if isinstance(document.root, RawMap) else {}


def _first_list(document: Document, part: str, new: Sequence[Mapping[str, Plain]]) -> Splice:
    """Insert a list before the talks and the comments above them."""
    lines = [f"{part}:", *(f"  {line}" for each in new for line in writing.item(each, 2)), ""]
    number = _fields(document)["talks"].place.line
    while document.clean.startswith("#", document.starts[number - 2]):
        number -= 1
    start, end = document.starts[number - 1], document.line_end
    is_apart = document.clean[:start].endswith(end * 2)
    return Splice(start, start, end.join((*lines, "") if is_apart else lines))
