"""Ledger ⇄ the text of talks.lock: a header, lines of channels, slots and talks, a checksum.

# comments
talkfeed-lock 2
authority mirage.example,2010
created 2015-11-01T12:00:00Z
+event strangeloop-2015 published=… title="Strangeloop 2015 (24-26 Sep 2015)"
@speaker garett-smith first=rainbows updated=2015-11-01T12:00:00Z name="Garett Smith"
%logic-seminar sequence=0 updated=2015-11-01T12:00:00Z digest=1ab at=50400+3600 slots=2015-12-02
rainbows published=2015-10-01T10:00:00Z … title="Rainbows - Garett Smith (Oct 2015)"
sha256 63…
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from talkfeed import text as validators
from talkfeed.errors import InvalidData, Place, Problem
from talkfeed.ledger.channellines import MARK, quoted, read_channels, write_channel
from talkfeed.ledger.moments import is_over
from talkfeed.ledger.occasionlines import MARK as OCCASION
from talkfeed.ledger.occasionlines import read_rows, rows_of, write_rows
from talkfeed.ledger.slotlines import SLOTS, read_slots, write_slots
from talkfeed.ledger.state import (
    read_flag,
    read_instant,
    read_moment,
    read_paths,
    read_sequence,
    read_slot,
    write_flag,
    write_moment,
    write_paths,
)
from talkfeed.ledger.values import Channel, Ledger, Line
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

VERSION = 2
NAME = "talkfeed-lock"
HEADER = """\
# What talkfeed has told the subscribers: one line for every talk ever published.
# Made by "talkfeed build". Commit it together with the talks; never edit it.
"""
HEAD = ("authority", "created")
CHECKSUM = "sha256"
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
RESTORE = "restore it from version control, or delete it and build: it is rebuilt from the feeds"
MERGE = "keep only the published side (git checkout --theirs or --ours), and build again"
UPGRADE = 'upgrade talkfeed, e.g. "pip install --upgrade talkfeed"'

_MARKS = (MARK, OCCASION, SLOTS)

Fields = dict[str, str | None]
"""The texts of a line by field; None for an absent one."""


FIELDS: tuple[tuple[str, Callable[..., str], Callable[[str], Any]], ...] = (
    ("published", write_moment, read_instant),
    ("updated", write_moment, read_instant),
    ("sequence", str, read_sequence),
    ("recorded", write_moment, read_instant),
    ("withdrawn", write_moment, read_instant),
    ("start", write_moment, read_moment),
    ("end", write_moment, read_moment),
    ("digest", str, str),
    ("kin", str, str),
    ("id", str, str),
    ("rescheduled", lambda flag: write_flag(is_set=flag), read_flag),
    ("feeds", write_paths, read_paths),
    ("slot", str, read_slot),
    ("until", write_moment, read_moment),
)
"""The fields of a line, in order; the title comes last, because it may contain anything."""
REQUIRED = ("published", "updated", "sequence")
_NAMES = tuple(name for name, _, _ in FIELDS)
_LINE = (
    "(?a)([a-z0-9-]+)"
    + "".join(rf"(?: {name}=(\S+)){'' if name in REQUIRED else '?'}" for name in _NAMES)
    + r'(?: left=\S+)? title=(".*")'  # left: now in lines of slots
)


def dump(ledger: Ledger) -> str:
    """Format a ledger as text; equal ledgers have equal texts."""
    head = f"{NAME} {VERSION}\nauthority {ledger.authority}\n"
    head += f"created {write_moment(ledger.created)}\n"
    channels = map(write_channel, sorted(ledger.channels))
    lines = sorted(ledger.lines, key=attrgetter("key"))
    slots = write_slots(ledger.slots)
    others, rows = write_rows(ledger.occasions, _write), (_row(line, ledger.rows) for line in lines)
    body = HEADER + head + "".join(f"{row}\n" for row in chain(others, channels, slots, rows))
    return f"{body}{CHECKSUM} {_checksum(body)}\n"


def _row(line: Line, rows: Mapping[str, tuple[Line, str]]) -> str:
    """Format a line; reuse the text of an unchanged one."""
    known = rows.get(line.key)
    return known[1] if known and known[0] is line else _write(line)


def _write(line: Line) -> str:
    row = line.key
    for name, write, _ in FIELDS:
        value = getattr(line, name)
        if value or name in REQUIRED:
            row += f" {name}={write(value)}"
    return f"{row} title={quoted(line.title)}"


def parse(text: str, path: str) -> Ledger:
    """Parse a ledger; `path` is used in messages.

    Raises:
        InvalidData: TF401, the text is damaged; TF402, it contains a merge conflict; TF403, a
            newer version wrote it. A damaged ledger is never read in part.
    """
    rows = text.replace("\r\n", "\n").split("\n")
    _reject_merge(rows, path)
    start = next((index for index, row in enumerate(rows) if not row.startswith("#")), 0)
    version = _version(rows[start], path, start + 1)
    _check_sum(rows, path)
    try:
        return _read(rows[start + 1 : -2], MIGRATIONS[version:])
    except (ValueError, KeyError) as error:
        message = "the lock file is damaged: some lines cannot be read"
        raise _invalid(path, start + 1, "TF401", message, RESTORE) from error


class Excerpt(NamedTuple):
    """One line of a lock file: a ledger with only this line, and its offsets in the file."""

    ledger: Ledger
    start: int
    end: int


def excerpt(content: bytes, key: str) -> Excerpt:
    """Return the line of one key from the output of `dump`, without parsing the rest."""
    start = content.index(f"\n{key} {REQUIRED[0]}=".encode()) + 1
    end = content.index(b"\n", start) + 1
    line = content[start : end - 1].decode()
    last = content.index(f"\n{HEAD[-1]} ".encode()) + 1
    head = content[: content.index(b"\n", last)].decode().split("\n")
    return Excerpt(_read([*head[-len(HEAD) :], line], ()), start, end)


def withdrawn_lines(content: bytes) -> Ledger:
    """Read the lines of withdrawn talks alone, from what `dump` wrote."""
    last = content.index(f"\n{HEAD[-1]} ".encode()) + 1
    head = content[: content.index(b"\n", last)].decode().split("\n")
    lines, mark, place = [], b" withdrawn=", 0
    while (place := content.find(mark, place)) >= 0:  # a title may hold it too
        start, place = content.rindex(b"\n", 0, place) + 1, content.index(b"\n", place)
        if not content.startswith((*map(str.encode, _MARKS), b"#"), start):
            lines.append(content[start:place].decode())
    ledger = _read([*head[-len(HEAD) :], *lines], ())
    return ledger._replace(lines=tuple(each for each in ledger.lines if each.withdrawn))


def splice(content: bytes, before: Excerpt, line: Line) -> bytes:
    """Return the content with the line of an excerpt replaced."""
    ledger, start, end = before
    return _replace(content, start, end, f"{_row(line, ledger.rows)}\n".encode())


def exchange(content: bytes, channels: Iterable[Channel]) -> bytes:
    """Replace the rows of channels in what `dump` wrote."""
    rows = sorted(
        (content.index(f"\n{MARK}{each.kind} {each.slug} ".encode()) + 1, write_channel(each))
        for each in channels
    )
    first = end = rows[0][0]
    pieces: list[bytes] = []
    for start, row in rows:
        pieces += (content[end:start], row.encode())
        end = content.index(b"\n", start)
    return _replace(content, first, end, b"".join(pieces))


def _replace(content: bytes, start: int, end: int, new: bytes) -> bytes:
    """Replace a part of a lock file, and update the checksum."""
    body = memoryview(content)[: content.rindex(f"\n{CHECKSUM} ".encode()) + 1]
    parts = body[:start], new, body[end:]
    check = sha256()
    for part in parts:
        check.update(part)
    return b"".join((*parts, f"{CHECKSUM} {check.hexdigest()}\n".encode()))


def _reject_merge(rows: Sequence[str], path: str) -> None:
    for number, row in enumerate(rows, start=1):
        if row.startswith(CONFLICT):
            message = "the lock file contains merge conflicts"
            raise _invalid(path, number, "TF402", message, MERGE)


def _version(row: str, path: str, number: int) -> int:
    name, _, stated = row.partition(" ")
    version = validators.number(stated)
    if name != NAME or version is None:
        message = "not a lock file of talkfeed, or its first lines are missing"
        raise _invalid(path, number, "TF401", message, RESTORE)
    if version > VERSION:
        message = (
            f"the lock file has version {version}; this talkfeed reads up to version {VERSION}"
        )
        raise _invalid(path, number, "TF403", message, UPGRADE)
    return version


def _check_sum(rows: Sequence[str], path: str) -> None:
    """Verify the checksum in the last line."""
    if len(rows) < 2 or rows[-1] or not rows[-2].startswith(f"{CHECKSUM} "):  # noqa: PLR2004
        message = "the lock file is truncated: its last line is not the checksum"
        raise _invalid(path, len(rows), "TF401", message, RESTORE)
    body = "\n".join((*rows[:-2], ""))
    if rows[-2] != f"{CHECKSUM} {_checksum(body)}":
        message = "the lock file is damaged or was edited: its checksum does not match"
        raise _invalid(path, len(rows) - 1, "TF401", message, RESTORE)


def _read(rows: Sequence[str], migrations: Iterable[Callable[[Fields], Fields]]) -> Ledger:
    head = dict(row.split(" ", 1) for row in rows[: len(HEAD)])
    steps = tuple(migrations)
    body = rows[len(HEAD) :]
    written = [row for row in body if not row.startswith(_MARKS)]
    matching = re.compile(_LINE).fullmatch  # compiled only if there is a lock file
    lines = [_line(matching(row), steps) for row in written]
    if len({line.key for line in lines}) < len(lines):
        message = "duplicate key"
        raise ValueError(message)
    return Ledger(
        authority=head["authority"],
        created=read_instant(head["created"]),
        lines=tuple(sorted(lines, key=attrgetter("key"))),
        channels=read_channels(row for row in body if row.startswith(MARK)),
        occasions=read_rows((row for row in body if row.startswith(OCCASION)), _occasion),
        slots=read_slots(row for row in body if row.startswith(SLOTS)),
        rows={}
        if steps
        else {line.key: (line, row) for line, row in zip(lines, written, strict=True)},
    )


def read_occasions(content: bytes) -> dict[str, tuple[Line, ...]]:
    """Read the lines of events and calls for papers alone, from what `dump` wrote."""
    return read_rows(rows_of(content), _occasion)


def _occasion(row: str) -> Line:
    return _line(re.fullmatch(_LINE, row), ())


def _line(found: re.Match[str] | None, migrations: Iterable[Callable[[Fields], Fields]]) -> Line:
    if not found:
        message = "invalid line of a talk"
        raise ValueError(message)
    key, *values, title = found.groups()
    fields: Fields = dict(zip(_NAMES, values, strict=True))
    for migrate in migrations:
        fields = migrate(fields)
    known = {name: read(text) for name, _, read in FIELDS if (text := fields[name])}
    return Line(key=key, title=json.loads(title), **known)


def _checksum(body: str) -> str:
    return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def _invalid(path: str, line: int, code: str, message: str, hint: str) -> InvalidData:
    return InvalidData([Problem(Place(path, line, 1), code, message, hint)])


# --- migrations ---------------------------------------------------------------------------------


def _without_recorded(fields: Fields) -> Fields:
    """Version 0 had no dates of recordings; without a digest, the next build sets them silently."""
    return {**fields, "digest": None}


def _without_feeds(fields: Fields) -> Fields:
    """Version 1 had no feeds of a talk, and stored only the new day of a postponed talk.

    Whether a withdrawn talk was in the feed of upcoming talks can be derived from its dates.
    """
    withdrawn, end = fields["withdrawn"], fields["end"]
    was_ahead = withdrawn and end and not is_over(read_moment(end), read_instant(withdrawn))
    return {
        **fields,
        "rescheduled": write_flag(is_set=fields["start"] is not None),
        "feeds": "upcoming" if was_ahead else None,
    }


MIGRATIONS: tuple[Callable[[Fields], Fields], ...] = (_without_recorded, _without_feeds)
"""The step at index N brings a line of version N to version N + 1."""
