"""Talk → digest, which tells what changed, and kin, by which a renamed talk is recognised.

Both are short hashes behind a version. A digest has one hash for each group of facts that a
subscriber cares about; it ignores how a date is spelled, the order of links, marks of direction
and empty fields.
A hash is 48 bits in base64url (RFC 4648, section 5); a group without facts is a hyphen.
"""

from __future__ import annotations

from binascii import b2a_base64
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import block, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from talkfeed.model import Talk, When

DIGEST_VERSION = "1:"
"""Raise it whenever a fact enters or leaves a group: older digests are then adopted silently."""
KIN_VERSION = "1:"
HASH_BYTES = 6
EMPTY = "-"

Facts = tuple[str, ...]


class Kin(NamedTuple):
    """Hashes of what makes a talk recognisable; empty where there is nothing to go by."""

    title: str = ""
    event: str = ""
    date: str = ""
    speakers: str = ""
    links: tuple[str, ...] = ()


def digest(talk: Talk) -> str:
    """Hash what a subscriber cares about, group by group."""
    hashes = (hashed(facts(talk)) or EMPTY for _, facts, hashed in GROUPS)
    return DIGEST_VERSION + ".".join(hashes)


def is_current(digest: str) -> bool:
    """Tell whether a digest was made by this version's rules, so that it can be compared."""
    return digest.startswith(DIGEST_VERSION)


def differences(before: str, after: str) -> tuple[str, ...]:
    """Name the groups in which two digests differ; none where the first cannot be compared."""
    if before == after or not is_current(before):
        return ()
    pairs = zip(_hashes(before), _hashes(after), GROUPS, strict=False)
    return tuple(name for old, new, (name, *_) in pairs if old != new)


def _hashes(digest: str) -> list[str]:
    return digest.removeprefix(DIGEST_VERSION).split(".")


def kin(talk: Talk) -> Kin:
    """Hash what makes a talk recognisable."""
    return Kin(
        title=title_hash(talk.title),
        event=event_hash(talk.event.name) if talk.event else "",
        date=_shared(_date(talk)),
        speakers=speakers_hash(person.name for person in talk.speakers),
        links=_link_hashes(link.href for link in talk.links),
    )


def foreign_kin(title: str | None, links: Iterable[str]) -> Kin:
    """Hash what an entry of other software shows: its title and the addresses it links to."""
    return Kin(title=title_hash(title) if title else "", links=_link_hashes(links))


def write_kin(kin: Kin) -> str:
    """Write kin as `1:TITLE.EVENT.DATE.SPEAKERS+LINK+LINK`.

    >>> write_kin(Kin(title="abc", links=("def",)))
    '1:abc.-.-.-+def'
    """
    title, event, date, speakers, links = kin
    head = ".".join(part or EMPTY for part in (title, event, date, speakers))
    return KIN_VERSION + "+".join((head, *links))


def read_kin(text: str) -> Kin:
    """Read what `write_kin` wrote; anything else says nothing."""
    head, *links = text.removeprefix(KIN_VERSION).split("+")
    hashes = ["" if part == EMPTY else part for part in head.split(".")]
    if not text.startswith(KIN_VERSION) or len(hashes) != len(Kin._fields) - 1:
        return Kin()
    title, event, date, speakers = hashes
    return Kin(title, event, date, speakers, tuple(links))


def read_links(text: str) -> list[str]:
    """Read nothing but the links of what `write_kin` wrote."""
    return text.split("+")[1:] if text.startswith(KIN_VERSION) else []


def title_hash(title: str) -> str:
    """Hash a title by its letters and digits, so that case and punctuation do not matter."""
    return _hash((_PUNCTUATION.sub("", unmarked(title).casefold()) or title,))


def event_hash(name: str) -> str:
    """Hash the name of an event, whatever its case."""
    return _shared((name.casefold(),))


def speakers_hash(names: Iterable[str]) -> str:
    """Hash the names of speakers, whatever their case and order; empty without any."""
    return _hash(tuple(sorted(name.casefold() for name in names)))


def _link_hashes(links: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({_hash((href,)) for href in links}))


_PUNCTUATION = lazy(r"[\W_]+")


def _hash(facts: Facts) -> str:
    if not facts:
        return ""
    state = _BEGUN.copy()
    state.update(unmarked("\x1f".join(facts)).encode("utf-8", "surrogatepass"))
    return b2a_base64(state.digest(), newline=False).translate(_URL_SAFE).decode()


@lru_cache(maxsize=4096)
def _shared(facts: Facts) -> str:
    """Hash facts that many talks have."""
    return _hash(facts)


_BEGUN = blake2b(digest_size=HASH_BYTES)  # to copy it takes half the time of making another
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


# --- the groups ---------------------------------------------------------------------------------


def _title(talk: Talk) -> Facts:
    return (talk.title,)


def _speakers(talk: Talk) -> Facts:
    return tuple(f"{person.name}\x1e{person.url or ''}" for person in talk.speakers)


def _event(talk: Talk) -> Facts:
    if talk.event is None:
        return ()
    days = _when(talk.event.when) if talk.event.when else ()
    return (talk.event.name, talk.event.url or "", *days)


def _date(talk: Talk) -> Facts:
    return _when(talk.when)


def _when(when: When) -> Facts:
    """List what a date means: instants for a time, EDTF for all else, nothing for none."""
    start, end = when.start, when.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return (when.edtf,) if when.edtf else ()
    doubts = ("~" * when.approximate, "?" * when.uncertain)
    return (start.astimezone(UTC).isoformat(), end.astimezone(UTC).isoformat(), *doubts)


def _place(talk: Talk) -> Facts:
    where = talk.location
    geo = ("%.6f %.6f" % where.geo) if where and where.geo else ""  # noqa: UP031 — takes the pair
    facts = (where.name, where.url or "", geo) if where else ("", "", "")
    return (*facts, talk.online or "") if where or talk.online else ()


def _status(talk: Talk) -> Facts:
    return (talk.status.value,)


def _links(talk: Talk) -> Facts:
    return tuple(
        sorted(
            "\x1e".join((link.href, link.kind, link.title, link.type or "", str(link.length or "")))
            for link in talk.links
        )
    )


def _abstract(talk: Talk) -> Facts:
    if not (talk.abstract and talk.abstract.markdown):
        return ()
    markdown = talk.abstract.markdown
    return (markdown if markdown.isascii() else block(unmarked(markdown)),)


GROUPS: tuple[tuple[str, Callable[[Talk], Facts], Callable[[Facts], str]], ...] = (
    ("title", _title, _hash),
    ("speakers", _speakers, _hash),
    ("event", _event, _shared),
    ("date", _date, _shared),
    ("place", _place, _shared),
    ("status", _status, _shared),
    ("links", _links, _hash),
    ("abstract", _abstract, _hash),
)
"""What a subscriber cares about, in the order of the hashes within a digest, and how to hash it."""
