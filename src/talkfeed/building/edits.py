"""Changed items → edited talks, or the reason why a full build is needed.

An edit can be built alone if it changes what a talk says, and nothing that other talks, the choice
of channels or the notices depend on.
"""

from __future__ import annotations

from bisect import bisect_right
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING

from talkfeed import channels, files
from talkfeed.building.dependencies import (
    NONE,
    Dependencies,
    delivery_of,
    settings_fingerprint,
)
from talkfeed.building.items import DIGEST_BYTES, scan
from talkfeed.building.lazy_text import TextLoader
from talkfeed.building.links import found_links, links_path
from talkfeed.building.people import current, touched
from talkfeed.building.profiles import Profiles
from talkfeed.building.read import load_item, read_edited
from talkfeed.building.record import NotIncremental, Reason
from talkfeed.errors import Place, Problem, StoreMiss
from talkfeed.media.own_files import OwnFiles
from talkfeed.model import RawItem
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import notices
from talkfeed.normalise.events import OUTSIDE
from talkfeed.normalise.people import UNUSED

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from talkfeed.building.items import Scan
    from talkfeed.building.links import FoundLinks
    from talkfeed.building.read import ReadTalk
    from talkfeed.building.record import BuildRecord
    from talkfeed.building.request import BuildRequest
    from talkfeed.building.up_to_date import State
    from talkfeed.engine.store import Cache
    from talkfeed.model import Entry

FEW = 16
"""The most edited talks that an incremental build handles; a full build handles more."""


class Base(NamedTuple):
    """The items of a site now, and what the last build recorded.

    `lock` is talks.lock, and `links` what documents show of links. `own_files` are those that talks
    name, which are as the last build read them.
    """

    seen: Scan
    known: Dependencies
    request: BuildRequest
    record: BuildRecord
    lock: bytes
    links: FoundLinks
    own_files: OwnFiles
    cache: Cache

    def mark(self, entry: Entry) -> Entry:
        """Return an entry with what was found of its links and its own files."""
        return self.own_files.mark(self.links.mark(entry))


class Edit(NamedTuple):
    """A talk that was edited: the ranks of its item and entry, and what was read of it."""

    item: int
    rank: int
    before: ReadTalk
    now: ReadTalk


def base_of(request: BuildRequest, state: State, record: BuildRecord, cache: Cache) -> Base:
    """Find the items that changed since the last build.

    Raises:
        NotIncremental: more than items changed, or it is not certain.
    """
    if not record.dependencies:
        raise NotIncremental(Reason(*record.obstacle))
    known = Dependencies.load(record.dependencies)
    changed = state.hand_over()
    if not changed:
        raise NotIncremental(state.changed or Reason(str(request.source), "nothing changed"))
    for path in record.listings[0][2] if len(record.listings) > 1 else ():
        if path in changed:
            raise NotIncremental(Reason(path, "it changed and names other files"))
    seen = scan(known.files, known.settings_file, changed, is_lenient=record.is_lenient)
    try:
        lock = files.read(request.lock)
    except OSError as error:
        raise NotIncremental(Reason(str(request.lock), "it cannot be read")) from error
    if sha256(lock).digest() != record.lock:
        raise NotIncremental(Reason(str(request.lock), "it has changed"))
    links = found_links(request.source)
    if links.meaning != record.links[1]:
        raise NotIncremental(Reason(str(links_path(request.source)), "it has changed"))
    own_files = OwnFiles(request.source)
    return Base(seen, known, request, record, lock, links, own_files, cache)


def edits_of(base: Base) -> list[Edit]:
    """Find the talks that were edited, if that is all that happened.

    Raises:
        NotIncremental: it is not.
    """
    seen, known, cache = base.seen, base.known, base.cache
    if known.settings != settings_fingerprint(seen.rules.settings):
        raise NotIncremental(Reason(known.settings_file, "its settings changed"))
    first = next(iter(seen.digests))
    by_people = touched(known.people, seen.rules.settings)
    if not seen.edited and not by_people:
        raise NotIncremental(Reason(first, "it changed, but none of its talks"))
    count = len(seen.edited) + len(by_people)
    if count > FEW:
        difference = f"{count} talks changed; an incremental build handles {FEW}"
        raise NotIncremental(Reason(first, difference))
    if not read_edited(seen, cache):
        raise NotIncremental(Reason(str(seen.edited[0].item.place), "an edited talk has a fault"))
    edits: list[Edit] = []
    loader, profiles = TextLoader(cache), Profiles(seen.rules.settings)
    for item, raw, *fingerprints in seen.edited:
        rank, place = known.ranks[item], str(raw.place)
        order = known.orders[rank] if rank != NONE else 0
        old, new = (load_item(raw, each, cache, loader, order, profiles) for each in fingerprints)
        if rank == NONE or not old or not new or not len(old.talks) == len(new.talks) == 1:
            raise NotIncremental(Reason(place, "the item has not one talk with one entry"))
        if new.repairs:
            raise NotIncremental(Reason(place, "an edited talk is repaired"))
        edits.append(Edit(item, rank, *old.talks, *new.talks))
        if difference := _why_not_alone(edits, known):
            raise NotIncremental(Reason(place, difference))
    edits += _of_people(base, by_people, {edit.rank for edit in edits})
    if difference := _why_not_in_place(edits, known, seen):
        raise NotIncremental(Reason(first, difference))
    return edits


def _of_people(base: Base, ranks: Iterable[int], edited: Container[int]) -> Iterator[Edit]:
    """Return the talks that show an edited person as if they were edited, too.

    Raises:
        NotIncremental: an item has not one talk with one entry.
        StoreMiss: the cache has lost a talk.
    """
    known, cache = base.known, base.cache
    loader, profiles = TextLoader(cache), Profiles(base.seen.rules.settings)
    lines = [Place(each.path, line, 1) for each in base.seen.files for line in each.lines]
    for rank in ranks:
        if rank in edited:
            continue
        if rank not in known.ranks:
            difference = "a talk of a person is in an item that has not one talk with one entry"
            raise NotIncremental(Reason(known.settings_file, difference))
        item, source = known.ranks.index(rank), known.source_fingerprints[rank]
        raw = RawItem(b"", lines[item])
        found = load_item(raw, source[:DIGEST_BYTES], cache, loader, known.orders[rank], profiles)
        if found is None:  # pragma: no cover  — the record and the texts are lost together
            raise StoreMiss
        yield Edit(item, rank, *found.talks, *found.talks)


def _lines(index: Dependencies | Scan) -> list[tuple[int, ...]]:
    return [each.lines for each in index.files]


def _joins_another(edit: Edit, others: Iterable[Edit], known: Dependencies) -> bool:
    """Return whether a title was or becomes that of another talk by the same speakers."""
    before, now = delivery_of(edit.before.talk), delivery_of(edit.now.talk)
    if before == now:
        return False
    known_now = (*known.deliveries, *(delivery_of(each.now.talk) for each in others))
    return now in known_now or known.deliveries.count(before) > 1


def _why_not_in_place(edits: Sequence[Edit], known: Dependencies, seen: Scan) -> str:
    """Say why the lines of talks matter to what an edit leaves alone; "" if they do not."""
    if known.has_duplicates and (_lines(known) != _lines(seen) or any(map(_is_renamed, edits))):
        return "a talk is left out as a duplicate, and the notice names titles and lines"
    if seen.rules.settings.repository and not _keeps_lines(known, seen):
        return "lines moved, or are not known, and pages lead to them"
    return ""


def _keeps_lines(known: Dependencies, seen: Scan) -> bool:
    """Return whether all talks are in lines that are known and have not moved."""
    return _lines(known) == _lines(seen) and len({*known.ranks} - {NONE}) == len(known.keys)


def _is_renamed(edit: Edit) -> bool:
    return edit.before.talk.title != edit.now.talk.title


def _why_not_alone(edits: Sequence[Edit], known: Dependencies) -> str:
    """Say why the last edit cannot be built without other talks; "" if it can."""
    if not _is_local(edits[-1]):
        return "a date, name, tag, status, recording or file changed, which decides on documents"
    if _joins_another(edits[-1], edits[:-1], known):
        return "its title is, or was, that of another delivery of the talk"
    return ""


def _is_local(edit: Edit) -> bool:
    """Return whether an edit leaves all that other talks and the choice of feeds depend on."""
    old, new = edit.before.talk, edit.now.talk
    is_same = old.id is new.id is None and old.source_id == new.source_id
    return is_same and channels.ties(old) == channels.ties(new)


def notices_of(base: Base, edits: Sequence[Edit]) -> tuple[Problem, ...]:
    """Return the last build's notices in their present lines, if none is of an edited talk.

    Raises:
        NotIncremental: one is.
    """
    seen, known = base.seen, base.known
    for talk in (edit.now.talk for edit in edits):
        if any(notices([talk], seen.rules.settings)):
            raise NotIncremental(Reason(str(talk.place), "an edited talk has a notice"))
    starts = accumulate((len(each.lines) for each in known.files), initial=0)
    lists = zip(known.files, seen.files, starts, strict=False)
    moved = {
        before.path: (before.lines, now.lines, start)
        for before, now, start in lists
        if before.path in seen.digests
    }
    edited = {edit.item for edit in edits}
    is_of_people = known.people != current(known.people, seen.rules.settings)
    names_lines = (OUTSIDE, UNUSED) if is_of_people else (OUTSIDE,)
    found = []
    for notice in (Problem(Place(*each[:3]), *each[3:]) for each in base.record.notices):
        if notice.code in names_lines and known.settings_file in seen.digests:
            difference = "a notice is of a line of events or people"
            raise NotIncremental(Reason(known.settings_file, difference))
        line = notice.place.line
        before, now, start = moved.get(notice.place.path, ((), (), 0))
        item = bisect_right(before, line) - 1
        if item >= 0:
            if start + item in edited:
                raise NotIncremental(Reason(str(notice.place), "an edited talk had a notice"))
            line += now[item] - before[item]
        found.append(notice._replace(place=notice.place._replace(line=line)))
    return tuple(found)
