"""talks.lock and a few edited talks → talks.lock with only their lines updated.

A line can be updated alone if no other line depends on it: not by its title, which is unique, nor
by the matching of talks to lines. If that is uncertain, the result is None, and all talks are
stamped together. Either way, the text is the same.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from talkfeed.ledger.channellines import quoted
from talkfeed.ledger.digest import read_match_keys
from talkfeed.ledger.entries import tombstones
from talkfeed.ledger.lockfile import excerpt, splice, withdrawn_lines
from talkfeed.ledger.match import match
from talkfeed.ledger.stamp import stamp
from talkfeed.model import Status, Talks
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from talkfeed.ledger.lockfile import Excerpt
    from talkfeed.ledger.match import ChangeSignature
    from talkfeed.ledger.values import Change, Line
    from talkfeed.model import Entry, Settings, Talk, Tombstone


_TITLE = lazy(rb'title=("(?:[^"\\\n]++|\\.)*+")$', re.MULTILINE)


class Revised(NamedTuple):
    """The updated lock file, the talks' entries, and the changes, newest first."""

    content: bytes
    authority: str
    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]


class Edited(NamedTuple):
    """An edited talk: its key, and what was read of it."""

    key: str
    talk: Talk
    signature: ChangeSignature


def revise(
    content: bytes, edited: Iterable[Edited], settings: Settings, now: datetime
) -> Revised | None:
    """Renew the lines of talks; `content` was written by a build.

    None of the talks may have an explicit id, or a changed date, speaker, event or status; all
    other talks must be unchanged, and distinct from each other. If there are several edited talks,
    their titles must be unchanged, too.
    """
    edited = tuple(edited)
    entries: list[Entry] = []
    changes: list[Change] = []
    authority = ""
    for key, talk, signature in edited:
        before = excerpt(content, key)
        (line,) = before.ledger.lines
        is_renamed = read_match_keys(signature.kin).title != read_match_keys(line.kin).title
        if talk.status is Status.POSTPONED or not _is_recognised(talk, signature, line):
            return None
        if is_renamed and len(edited) > 1:
            return None
        alone = Talks(settings=settings, talks=(talk,))
        stamped = stamp(alone, before.ledger, now, signatures=(signature,), is_alone=True)
        (new,) = stamped.ledger.lines
        if new.recorded != line.recorded:
            return None
        if new != line:
            if not _is_unlike(line, new, content, before):
                return None
            content = splice(content, before, new)
        authority = before.ledger.authority
        entries += stamped.entries
        changes += stamped.changes
    published = {entry.key: entry.published for entry in entries}
    changes.sort(key=lambda change: published[change.key], reverse=True)
    return Revised(content, authority, tuple(entries), tuple(changes))


def restore(content: bytes, same: Edited, settings: Settings, now: datetime) -> Entry:
    """Make the entry of a talk that has not changed since a build wrote its line."""
    alone = Talks(settings=settings, talks=(same.talk,))
    (entry,) = stamp(
        alone, excerpt(content, same.key).ledger, now, signatures=(same.signature,), is_alone=True
    ).entries
    return entry


def withdrawn(content: bytes) -> tuple[Tombstone, ...]:
    """Make the tombstones of the talks that a lock holds as withdrawn."""
    ledger = withdrawn_lines(content)
    return tombstones(ledger.lines, ledger.authority)


def _is_recognised(talk: Talk, signature: ChangeSignature, line: Line) -> bool:
    """Return whether a talk matches this line even without its links."""
    bare = signature._replace(kin=signature.kin.partition("+")[0])
    return bool(match([talk], [bare], [line._replace(kin=line.kin.partition("+")[0])]))


def _is_unlike(old: Line, new: Line, content: bytes, before: Excerpt) -> bool:
    """Return whether no other line has the same digest or title, or could match the talk."""
    others = ((0, before.start), (before.end, len(content)))
    title, event, _, speakers = (part or "-" for part in read_match_keys(new.kin)[:4])
    alike = re.compile(rf" kin=\d+:{title}\.{event}\.[^.]+\.{speakers}[+~ ]".encode())
    same = f" digest={new.digest} ".encode()
    if any(content.find(same, *span) >= 0 or alike.search(content, *span) for span in others):
        return False
    if old.title == new.title:
        return True
    title = quoted(new.title).casefold()
    titles = chain.from_iterable(_TITLE.findall(content, *span) for span in others)
    return all(other.decode().casefold() != title for other in titles)
