"""Talk → its digest, to find what changed, and its match keys, to recognise it when edited.

Both are short hashes with a version prefix. A digest has one hash for each group of facts that
subscribers care about, and a named one for contributors, for media, and for each significant plain
field that the talk has. What `people:` states about a person is no news of a talk, and not in it.
It ignores the spelling of dates, the order of links, direction marks and empty fields.
A hash is 48 bits in base64url (RFC 4648, section 5); a group without facts is a hyphen.
"""

from __future__ import annotations

from binascii import b2a_base64
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from talkfeed.model.plainfields import PLAIN
from talkfeed.model.sourceids import scope_of
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import block, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from talkfeed.model import Talk, When

DIGEST_VERSION = "1:"
"""Increment it when a fact is added to or removed from a group; older digests are then ignored.

A plain field or a last group may be added without it."""
MATCH_KEYS_VERSION = "1:"
ORIGIN = "~"
"""What the origin of a talk follows."""
HASH_BYTES = 6
EMPTY = "-"
_IN_HEAD = 4
_SCOPE_LENGTH = 3

Facts = tuple[str, ...]


class MatchKeys(NamedTuple):
    """The match keys of a talk: hashes by which it is recognised; empty if unknown.

    `origin` is what `ledger.origins` makes of the id that a source has for it.
    """

    title: str = ""
    event: str = ""
    date: str = ""
    speakers: str = ""
    links: tuple[str, ...] = ()
    origin: str = ""


def digest(talk: Talk) -> str:
    """Return the digest of a talk: one hash per group of facts."""
    hashes = [hashed(facts(talk)) or EMPTY for _, facts, hashed in GROUPS]
    plain = [f"{name}={_shared((text,))}" for name in PLAIN_GROUPS if (text := getattr(talk, name))]
    if talk.contributors:
        plain.append(f"{_CONTRIBUTORS}={_hash(_contributors(talk))}")
    if talk.chapters or talk.attachments:
        plain.append(f"{_MEDIA}={_hash(_media(talk))}")
    return DIGEST_VERSION + ".".join([*hashes, *plain])


def is_current(digest: str) -> bool:
    """Return whether a digest has this version's format, so that it can be compared."""
    return digest.startswith(DIGEST_VERSION)


def differences(before: str, after: str) -> tuple[str, ...]:
    """Return the groups in which two digests differ; none if they cannot be compared.

    A group that a digest lacks, because it is older than the group, counts as empty.
    """
    if before == after or not is_current(before):
        return ()
    old, new = _hashes(before), _hashes(after)
    names = (*(name for name, *_ in GROUPS), *PLAIN_GROUPS, _CONTRIBUTORS, _MEDIA)
    return tuple(name for name in names if old.get(name, EMPTY) != new.get(name, EMPTY))


def _hashes(digest: str) -> dict[str, str]:
    hashes = digest.removeprefix(DIGEST_VERSION).split(".")
    named = (part.partition("=") for part in hashes[len(GROUPS) :])
    in_order = zip(GROUPS, hashes, strict=False)
    return {name: part for (name, *_), part in in_order} | {name: part for name, _, part in named}


def match_keys(talk: Talk) -> MatchKeys:
    """Return the match keys of a talk."""
    return MatchKeys(
        title=title_hash(talk.title),
        event=event_hash(talk.occasion) if talk.occasion else "",
        date=_shared(_date(talk)),
        speakers=speakers_hash(person.written for person in talk.speakers),
        links=_link_hashes(link.href for link in talk.links),
        origin=_origin(talk.source_id) if talk.source_id else "",
    )


def foreign_match_keys(title: str | None, links: Iterable[str]) -> MatchKeys:
    """Return the match keys of another program's entry: its title and links."""
    return MatchKeys(title=title_hash(title) if title else "", links=_link_hashes(links))


def write_match_keys(keys: MatchKeys) -> str:
    """Format match keys as `1:TITLE.EVENT.DATE.SPEAKERS+LINK+LINK~ORIGIN`.

    >>> write_match_keys(MatchKeys(title="abc", links=("def",)))
    '1:abc.-.-.-+def'
    >>> write_match_keys(MatchKeys(title="abc", origin="ghi.jkl"))
    '1:abc.-.-.-~ghi.jkl'
    """
    title, event, date, speakers, links, origin = keys
    head = ".".join(part or EMPTY for part in (title, event, date, speakers))
    written = MATCH_KEYS_VERSION + "+".join((head, *links))
    return f"{written}{ORIGIN}{origin}" if origin else written


def read_match_keys(text: str) -> MatchKeys:
    """Parse the output of `write_match_keys`; return empty match keys for other text."""
    written, _, origin = text.removeprefix(MATCH_KEYS_VERSION).partition(ORIGIN)
    head, *links = written.split("+")
    hashes = ["" if part == EMPTY else part for part in head.split(".")]
    if not text.startswith(MATCH_KEYS_VERSION) or len(hashes) != _IN_HEAD:
        return MatchKeys()
    title, event, date, speakers = hashes
    return MatchKeys(title, event, date, speakers, tuple(links), origin)


def read_links(text: str) -> list[str]:
    """Return only the links from the output of `write_match_keys`."""
    written = text.partition(ORIGIN)[0]
    return written.split("+")[1:] if text.startswith(MATCH_KEYS_VERSION) else []


def read_origin(text: str) -> str:
    """Return only the origin from the output of `write_match_keys`."""
    return text.partition(ORIGIN)[2] if text.startswith(MATCH_KEYS_VERSION) else ""


def _origin(source_id: str) -> str:
    """Return the hash of an id, and a short one of the source whose own id it is, if it has one."""
    scope = scope_of(source_id)
    hashed = _hash((source_id,))
    return f"{hashed}.{_hash((scope,))[:_SCOPE_LENGTH]}" if scope else hashed


def title_hash(title: str) -> str:
    """Return the hash of a title, ignoring case and punctuation."""
    return _hash((_PUNCTUATION.sub("", unmarked(title).casefold()) or title,))


def event_hash(name: str) -> str:
    """Return the hash of an event's name, ignoring case."""
    return _shared((name.casefold(),))


def speakers_hash(names: Iterable[str]) -> str:
    """Return the hash of speakers' names, ignoring case and order; empty without any."""
    return _hash(tuple(sorted(name.casefold() for name in names)))


def facts_hash(facts: Iterable[str]) -> str:
    """Return the hash of facts that subscribers see; empty without any."""
    return _hash(tuple(facts))


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
    """Return the memoised hash of facts that many talks share."""
    return _hash(facts)


_BEGUN = blake2b(digest_size=HASH_BYTES)  # copying it takes half the time of creating one
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


# --- the groups ---------------------------------------------------------------------------------


def _title(talk: Talk) -> Facts:
    return (talk.title,)


def _speakers(talk: Talk) -> Facts:
    return tuple(f"{person.written}\x1e{person.url or ''}" for person in talk.speakers)


def _contributors(talk: Talk) -> Facts:
    return tuple(
        f"{person.role}\x1e{person.written}\x1e{person.url or ''}" for person in talk.contributors
    )


def _event(talk: Talk) -> Facts:
    if talk.event is None:
        return talk.all_series
    days = _when(talk.event.when) if talk.event.when else ()
    return (talk.event.name, talk.event.url or "", *days)


def _date(talk: Talk) -> Facts:
    return _when(talk.when)


def _when(when: When) -> Facts:
    """Return the meaning of a date: instants for a time, else EDTF; empty without a date."""
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
            "\x1e".join(
                (link.href, link.kind, link.title, link.type or "", str(link.length or ""))
                + (tuple(map(str, link.recording)) if link.recording else ())
            )
            for link in talk.links
        )
    )


def _media(talk: Talk) -> Facts:
    """Return the chapters and the files of a talk, without the content of files."""
    chapters = (f"{each.start}\x1e{each.title}\x1e{each.url or ''}" for each in talk.chapters)
    files = (f"{each.role}\x1e{each.href}\x1e{each.language or ''}" for each in talk.attachments)
    return (*chapters, *sorted(files))


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
"""The groups of facts in a digest, in order, with their hash functions."""
_CONTRIBUTORS = "contributors"
"""The group of contributors, which only a digest of a talk with any has, named as well."""
_MEDIA = "media"
"""The group of chapters, transcripts and pictures, in the same way."""
PLAIN_GROUPS = tuple(row.name for row in PLAIN if row.is_significant)
"""The plain fields in a digest; the order has no meaning, as each is named."""
