"""Files of talks → their items with fingerprints, and the items changed since the last build.

An item is one entry of a list of talks, as bytes. The items of a site are counted through all of
its files, in the order in which these are read; a site of one file is no special case.
"""

from __future__ import annotations

from hashlib import blake2b, sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkfeed import files as disk
from talkfeed.building.record import NotIncremental, PlainNotice, Reason, Sources, plain_notices
from talkfeed.model import RawItem, RawMap, RawSource
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import date_rules, read_settings
from talkfeed.talksfile import parser
from talkfeed.talksfile.splitter import find, loaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkfeed.errors import Problem
    from talkfeed.lists.expand import ListRecords
    from talkfeed.model import RawFile, RawList, RawRecord, Settings
    from talkfeed.talksfile.files import Contents
    from talkfeed.talksfile.splitter import Listed

CHUNK = 256
"""Items with one fingerprint in common, so that an unchanged file is not split into its items."""
DIGEST_BYTES = 16
NOT_SPLIT = "its list of talks cannot be split into items"


class Rules(NamedTuple):
    """The settings by which an item is read."""

    settings: Settings
    is_lenient: bool

    @property
    def fingerprint(self) -> bytes:
        """The fingerprint of what decides how an item is read."""
        settings = self.settings
        people = [(each.name, each.profile and each.profile.also) for each in settings.people]
        events = [(each.name, each.profile and each.profile.for_talks) for each in settings.events]
        parts = settings.url, self.is_lenient, people, settings.series, events
        return repr((date_rules(settings), *parts)).encode()


class FileItems(NamedTuple):
    """The consecutive items of one file: their fingerprints, lines, and fingerprints of chunks.

    A list of other software has no chunks, but the options that it was read with, and the notices
    about the whole file.
    """

    path: str
    fingerprints: tuple[bytes, ...]
    lines: tuple[int, ...]
    chunks: tuple[bytes, ...]
    options: tuple[Any, ...] = ()
    notices: tuple[PlainNotice, ...] = ()


class Split(NamedTuple):
    """All items of a site with their fingerprints; `settings_file` is the file with `feed:`.

    `of_others` are the paths of lists of other software, and of what was fetched.
    """

    rules: Rules
    settings_file: str
    items: tuple[RawItem | RawRecord, ...]
    fingerprints: tuple[bytes, ...]
    sources: Sources
    lists: tuple[ListRecords, ...] = ()
    notices: tuple[Problem, ...] = ()
    people: RawList | None = None
    events: RawList | None = None
    of_others: frozenset[str] = frozenset()

    @property
    def files(self) -> tuple[FileItems, ...]:
        """The items by file; a file that includes others between its items is there twice."""
        paths = [item.place.path for item in self.items]
        starts = [rank for rank, path in enumerate(paths) if not rank or path != paths[rank - 1]]
        return tuple(self._file(*span) for span in pairwise([*starts, len(paths)]))

    def _file(self, first: int, last: int) -> FileItems:
        items = self.items[first:last]
        path, lines = items[0].place.path, tuple(item.place.line for item in items)
        fingerprints = self.fingerprints[first:last]
        for each in self.lists:
            if each.path == path:
                noticed = plain_notices(each.notices)
                return FileItems(path, fingerprints, lines, (), tuple(each.options), noticed)
        contents = [item.content for item in items]
        chunks = (b"".join(contents[rank : rank + CHUNK]) for rank in range(0, len(items), CHUNK))
        return FileItems(
            path, fingerprints, lines, tuple(sha256(chunk).digest() for chunk in chunks)
        )


class EditedItem(NamedTuple):
    """A changed item: its rank in the site, its bytes, and its fingerprints before and now."""

    rank: int
    item: RawItem | RawRecord
    before: bytes
    now: bytes


class Scan(NamedTuple):
    """The items of a site as they are now, with the digests of changed files."""

    rules: Rules
    files: tuple[FileItems, ...]
    edited: tuple[EditedItem, ...]
    digests: dict[str, bytes]


def split(source: Path, contents: Contents, *, is_lenient: bool) -> Split | None:
    """Split the files of a site into items; None if a file has to be parsed as a whole.

    Raises:
        InvalidData: a file cannot be read.
    """
    raw = parser.read(source, lambda path: loaded(path, contents.read(path)), contents.read)
    if raw.problems or raw.feed is None:
        return None
    settings, problems = read_settings(raw.feed, raw.people, raw.series, raw.events)
    found = None if problems else _items(raw, settings)
    if found is None:
        return None
    items, lists = found
    rules = Rules(settings, is_lenient)
    return Split(
        rules,
        raw.feed.place.path,
        items,
        tuple(_fingerprints((item.content for item in items), rules)),
        Sources(contents.digests, raw.listings),
        lists,
        (*raw.notices, *(notice for each in lists for notice in each.notices)),
        raw.people,
        raw.events,
        frozenset((*(each.path for each in lists), *(each.path for each in raw.remotes))),
    )


def _items(
    raw: RawFile, settings: Settings
) -> tuple[tuple[RawItem | RawRecord, ...], tuple[ListRecords, ...]] | None:
    """Return all items, and the lists of other software; None if one has to be parsed first."""
    items: list[RawItem | RawRecord] = []
    lists: list[ListRecords] = []
    if raw.remotes:
        from talkfeed.lists import problems_of  # noqa: PLC0415  — most sites have no such list

        if problems_of(raw, settings):
            return None
    for each in raw.talks:
        if isinstance(each, RawItem):
            items.append(each)
            continue
        if not isinstance(each, RawSource):
            return None
        from talkfeed.lists import as_records  # noqa: PLC0415  — most sites have no such list

        found = as_records(each, settings, raw.feed.place.path if raw.feed else raw.place.path)
        if found is None:
            return None
        items += found.records
        lists.append(found)
    return tuple(items), tuple(lists)


def scan(
    known: Sequence[FileItems],
    settings_file: str,
    changed: Mapping[str, bytes],
    *,
    is_lenient: bool,
) -> Scan:
    """Find the changed items in the contents of changed files, without splitting the others.

    Raises:
        NotIncremental: items were added or removed, or a file has to be parsed as a whole.
    """
    options = {each.path: each.options for each in known}
    if missing := changed.keys() - options.keys():
        raise NotIncremental(Reason(min(missing), "it had no talks in the last build"))
    lists = {
        path: _find(path, content, settings_file)
        for path, content in changed.items()
        if not options[path]
    }
    rules = Rules(_settings(lists.get(settings_file), settings_file), is_lenient)
    now: list[FileItems] = []
    edited: list[EditedItem] = []
    first = 0
    for each in known:
        listed = lists.get(each.path)
        if each.options and each.path in changed:
            content = changed[each.path]
            update, differing = _list_again(each, content, first, rules, settings_file)
            now.append(update)
            edited += differing
        elif listed is None:
            now.append(each)
        else:
            found = tuple(_edited(listed, each, first, rules))
            now.append(_updated(listed, each, found, first))
            edited += found
        first += len(each.lines)
    digests = {path: sha256(content).digest() for path, content in changed.items()}
    return Scan(rules, tuple(now), tuple(edited), digests)


def _list_again(
    known: FileItems, content: bytes, first: int, rules: Rules, settings_file: str
) -> tuple[FileItems, list[EditedItem]]:
    """Read a changed list of other software whose first item has the rank `first`."""
    from talkfeed.lists import read_again  # noqa: PLC0415  — most sites have no such list

    found = read_again(known.path, content, known.options, rules.settings, settings_file)
    records = found.records if found else ()
    if found is None or len(records) != len(known.lines):
        raise NotIncremental(Reason(known.path, "talks were added or removed, or have a fault"))
    lines = tuple(record.place.line for record in records)
    if plain_notices(found.notices) != known.notices or (known.notices and lines != known.lines):
        raise NotIncremental(Reason(known.path, "its notices have changed"))
    if any(sorted(each) != [*each] for each in (known.lines, lines)):
        raise NotIncremental(Reason(known.path, "its talks are not in the order of its lines"))
    now = tuple(_fingerprints((record.content for record in records), rules))
    pairs = enumerate(zip(known.fingerprints, now, strict=True))
    edited = [
        EditedItem(first + rank, records[rank], before, after)
        for rank, (before, after) in pairs
        if before != after
    ]
    return known._replace(fingerprints=now, lines=lines), edited


def _find(path: str, content: bytes, settings_file: str) -> Listed:
    """Find the items of a changed file, which may have settings only where they were before."""
    listed = find(content, path)
    keys = listed.root.fields.keys() if listed and listed.root else {"talks"}
    keys = keys - {"people", "events", "series"} if path == settings_file else keys
    if listed is None or keys != ({"feed", "talks"} if path == settings_file else {"talks"}):
        raise NotIncremental(Reason(path, NOT_SPLIT))
    return listed


def _settings(listed: Listed | None, path: str) -> Settings:
    """Return the settings of a site, from the list in their file or from the file itself."""
    root = listed.root if listed else _root(path)
    feed = root.fields.get("feed") if isinstance(root, RawMap) else None
    if feed is None or not isinstance(feed.value, RawMap):
        raise NotIncremental(Reason(path, NOT_SPLIT))
    fields = root.fields if isinstance(root, RawMap) else {}
    found = parser.read_parts(fields, Path(path).parent)
    settings, problems = read_settings(feed.value, found.people, found.series, found.events)
    if problems or found.problems:
        raise NotIncremental(Reason(path, "its settings changed"))
    return settings


def _root(path: str) -> object:
    """Parse the file with the settings, which is not a changed one."""
    try:
        content = disk.read(path)
    except OSError as error:
        raise NotIncremental(Reason(path, "it cannot be read")) from error
    return loaded(Path(path), content).root


def _edited(listed: Listed, known: FileItems, first: int, rules: Rules) -> Iterator[EditedItem]:
    """Find the changed items of a file whose first item has the rank `first`."""
    size = len(known.lines)
    if listed.size != size:
        raise NotIncremental(Reason(known.path, "talks were added or removed"))
    pairs = enumerate(zip(known.chunks, _chunks(listed), strict=True))
    touched = (each for each, (before, now) in pairs if before != now)
    ranks = [
        rank for each in touched for rank in range(each * CHUNK, min(size, each * CHUNK + CHUNK))
    ]
    contents = (listed.content[listed.span(rank, rank + 1)] for rank in ranks)
    for rank, now in zip(ranks, _fingerprints(contents, rules), strict=True):
        before = known.fingerprints[rank]
        if now != before:
            yield EditedItem(first + rank, listed.item(rank), before, now)


def _updated(
    listed: Listed, known: FileItems, edited: Iterable[EditedItem], first: int
) -> FileItems:
    """Return the items of a file as they are now: text above one moves those below it."""
    heights = [below - line for line, below in pairwise(known.lines)]
    fingerprints = [*known.fingerprints]
    for item, raw, _, now in edited:
        fingerprints[item - first] = now
        heights[item - first : item - first + 1] = [raw.content.count(b"\n")]
    lines = accumulate(heights[: len(known.lines) - 1], initial=listed.place.line)
    return FileItems(known.path, tuple(fingerprints), tuple(lines), _chunks(listed))


def _chunks(listed: Listed) -> tuple[bytes, ...]:
    """Return the fingerprints of chunks of a file's items."""
    content = memoryview(listed.content)
    spans = (listed.span(first, first + CHUNK) for first in range(0, listed.size, CHUNK))
    return tuple(sha256(content[span]).digest() for span in spans)


def _fingerprints(contents: Iterable[bytes], rules: Rules) -> list[bytes]:
    """Fingerprint items by their bytes, and by the rules they are read by."""
    key = blake2b(rules.fingerprint).digest()
    return [blake2b(each, digest_size=DIGEST_BYTES, key=key).digest() for each in contents]
