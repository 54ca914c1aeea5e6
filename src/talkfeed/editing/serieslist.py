"""Series that were found → the list below `series:`; one of a known name stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.editing import writing
from talkfeed.editing.document import Splice
from talkfeed.editing.spans import CANNOT
from talkfeed.editing.splicing import append_item
from talkfeed.editing.talksfile import with_parts, with_splices
from talkfeed.errors import Rejected
from talkfeed.identity import fold
from talkfeed.model import RawMap, RawScalar
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkfeed.editing.document import Document
    from talkfeed.editing.talksfile import Listed
    from talkfeed.errors import Place
    from talkfeed.model import RawField
    from talkfeed.model.imported import Plain


class ListedSeries(NamedTuple):
    """A series of a source, its place in the talks file, and whether an import has added it."""

    name: str
    place: Place
    is_new: bool


def add_series(
    listed: Listed, found: Sequence[Mapping[str, Plain]]
) -> tuple[Listed, list[ListedSeries]]:
    """Add series to the talks in memory, unless they have one of that name.

    Raises:
        Rejected: TF712, the syntax of the list is not supported.
        InvalidData: the list would not be valid.
    """
    if not found:
        return listed, []
    listed = with_parts(listed)[0]
    known = {fold(name) for name, _ in _names(listed)}
    new = [each for each in found if fold(str(each["name"])) not in known]
    if new:
        path, splices = _splices(listed, new)
        listed = with_splices(listed, path, splices)
    places = {fold(name): place for name, place in _names(listed)}
    names = [str(each["name"]) for each in found]
    return listed, [ListedSeries(one, places[fold(one)], fold(one) not in known) for one in names]


def _names(listed: Listed) -> Iterator[tuple[str, Place]]:
    """Yield the name and the place of each series in the file."""
    for item in listed.raw.series.items if listed.raw.series else ():
        name = item.fields.get("name") if isinstance(item, RawMap) else None
        if name is not None and isinstance(name.value, RawScalar):
            yield name.value.text, item.place


def _splices(listed: Listed, new: Sequence[Mapping[str, Plain]]) -> tuple[str, list[Splice]]:
    """Return the path of the file with the list of series, and its splices."""
    raw = listed.raw.series
    if raw is not None and raw.items:
        last = raw.items[-1].place
        document = listed.documents[last.path]
        own = _fields(document).get("series")
        root = own.value if own else document.root
        place = root.place if root else last
        return document.path, [append_item(document, place, each) for each in new]
    document = next(each for each in listed.documents.values() if "feed" in _fields(each))
    if "series" in _fields(document) or document.clean.lstrip().startswith("{"):
        hint = "write `series:` with a first series by hand"
        raise Rejected(CANNOT, f"the list of series in {document.path} cannot be edited", hint)
    return document.path, [_first_list(document, new)]


def _fields(document: Document) -> Mapping[str, RawField]:
    return document.root.fields if isinstance(document.root, RawMap) else {}


def _first_list(document: Document, new: Sequence[Mapping[str, Plain]]) -> Splice:
    """Insert a list of series before the talks and the comments above them."""
    lines = ["series:", *(f"  {line}" for each in new for line in writing.item(each, 2)), ""]
    number = _fields(document)["talks"].place.line
    while document.clean.startswith("#", document.starts[number - 2]):
        number -= 1
    start, end = document.starts[number - 1], document.line_end
    is_apart = document.clean[:start].endswith(end * 2)
    return Splice(start, start, end.join((*lines, "") if is_apart else lines))
