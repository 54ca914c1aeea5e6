"""A source that the talks file names → its talks as they are now, or as they were last."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkfeed.cli.importing import detected, reject_mapping
from talkfeed.editing.tidy import tidy
from talkfeed.errors import Rejected
from talkfeed.importers.common.limited import limited
from talkfeed.model.imported import NEXT_PAGE, ImportOptions
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.settings import date_rules
from talkfeed.patterns import lazy
from talkfeed.records.encoding import text_of
from talkfeed.records.timestamps import date_rules as import_rules
from talkfeed.updating.changes import changes
from talkfeed.updating.past import still_shown
from talkfeed.updating.state import SourceState, SourceTalk, fingerprint
from talkfeed.web import FetchOptions, any_address, fetch
from talkfeed.web.responses import SAVE
from talkfeed.web.stored import StoredResponse
from talkfeed.web.stored import dump as dump_response
from talkfeed.web.stored import load as load_response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from talkfeed.lists.options import ListOptions
    from talkfeed.model import Settings
    from talkfeed.model.imported import Plain, SourceInput

EMPTY = "TF718"
_AS_THEY_WERE = "its talks are kept as they were"
_KEPT = f"{_AS_THEY_WERE}; check the address in a browser"
_LOOK = "check the address in a browser, where you are not logged in"
_NOTHING = "no calendar, feed or list of talks"
_AGAIN = "leave it out below 'talks:', run 'talkfeed update', and add it again"
_SHOWN = "'talkfeed import {} --dry-run' shows them"
_GUESSED = frozenset(("page", "text"))
"""Kinds of sources that any text is read as, so also a form to log in, or a message."""
_FILES = frozenset((".ics", ".ical", ".ifb", ".rss", ".atom", ".xml", ".json", ".csv", ".tsv"))
_PASSWORD = lazy(r"<input\b[^<>]{0,2000}?\btype\s{0,9}=\s{0,9}[\"']?password\b", re.IGNORECASE)
_FEW = 3
_PUBLIC = (
    "check it in a browser where you are not logged in; calendars often have a second, secret"
    " address for programs"
)
_CALENDAR = "ical"
_UNCHANGED = "\0"
"""The media type of a response that is known but not kept; no server can send it."""
_WANTED = "name the address of a calendar, feed, schedule or list"
_FILLED = ("location", "language", "date")
"""Defaults that are filled in after reading; the others are options of importers."""


class Source(NamedTuple):
    """An address, the file that is kept of it, and how it is read."""

    address: str
    path: Path
    options: ListOptions


class Refresh(NamedTuple):
    """What came of asking a source: its state, a report, or why it could not be read."""

    source: Source
    state: SourceState | None
    report: str
    changes: tuple[str, ...] = ()
    failure: Rejected | None = None


class _Read(NamedTuple):
    """The talks of a response, the kind of source that it is, and what was left out."""

    talks: tuple[SourceTalk, ...] = ()
    kind: str = ""
    notes: Sequence[str] = ()


class _Validators:
    """A store of the validators of responses alone: an unchanged page has no content."""

    def __init__(self, known: Mapping[str, tuple[str, str]]) -> None:
        self.known = known
        self.new: dict[str, tuple[str, str]] = {}

    def get(self, key: str) -> bytes | None:
        """Return a response without content, if the validators of one are known."""
        if key not in self.known:
            return None
        return dump_response(StoredResponse(key, _UNCHANGED, *self.known[key], b""))

    def put(self, key: str, value: bytes) -> None:
        """Keep the validators of a response."""
        found = load_response(value, key)
        assert found is not None  # noqa: S101  — a response that was just encoded
        self.new[key] = found.etag, found.modified


def refreshed(
    source: Source,
    before: SourceState | None,
    settings: Settings,
    *,
    now: datetime,
    is_due: bool,
    allow_private: bool,
) -> Refresh:
    """Ask a source for its talks, unless it was just asked; one that fails keeps its state."""
    read_by = fingerprint((source.options, date_rules(settings)))
    same = before if before is not None and before.options == read_by else None
    again = same.next_time(source.options.every, now) if same else None
    if again is not None and not is_due:
        return Refresh(source, before, f"not asked again before {again:%Y-%m-%d %H:%M} UTC")
    month = f"{now:%Y-%m}"
    is_current = same is not None and same.month in {"", month}
    store = _Validators(same.validators if same and is_current else {})
    usual = FetchOptions(store=store)
    try:
        found = fetch(
            source.address, replace(usual, is_allowed=any_address) if allow_private else usual
        )
        read = (
            None if found.media_type == _UNCHANGED else _read(found, source, settings, before, now)
        )
    except Rejected as rejected:
        return Refresh(source, before, "", failure=_worded(rejected, source.address, before))
    asked = now.astimezone(UTC).isoformat(timespec="seconds") if source.options.every else ""
    if same is not None and read is None:
        return Refresh(source, same._replace(asked=asked), f"{_count(same.talks)}, unchanged")
    read = read or _Read()
    rules, known = date_rules(settings), before.talks if before else ()
    past = tuple(still_shown(known, read.talks, now.date(), rules))
    month = month if read.kind == _CALENDAR else ""
    state = SourceState(read_by, asked, store.new, (*read.talks, *past), read.kind, month)
    lines = tuple(changes(known, state.talks, rules)) if before else ()
    return Refresh(source, state, ", ".join((_count(state.talks), *read.notes)), lines)


def _worded(rejected: Rejected, address: str, before: SourceState | None) -> Rejected:
    """Return why a source cannot be read, without the options of `talkfeed import`."""
    message = rejected.message.replace(f"'{address}'", "it").replace(f"{address} ", "it ")
    message = message.replace("--map has", "'map' or 'talks' has")
    hint = _WANTED if "--from" in rejected.hint else rejected.hint.replace(SAVE, _LOOK)
    if before is not None and before.talks and _AS_THEY_WERE not in hint:
        hint = f"{_AS_THEY_WERE}; {hint}" if hint else _AS_THEY_WERE
    return Rejected(rejected.code, f"{address}: {message}", hint)


def _read(
    found: SourceInput,
    source: Source,
    settings: Settings,
    before: SourceState | None,
    now: datetime,
) -> _Read:
    """Read the talks of a source.

    Raises:
        Rejected: TF718, it is empty, has no talks any more, or is no calendar, feed or list any
            more but a page; TF7xx, it cannot be read.
    """
    if not found.content.strip():
        raise Rejected(EMPTY, "the response is empty", _KEPT)
    options = replace(_import_options(source.options, settings), today=now.date())
    kind = detected(found)
    reject_mapping([*options.mapping.items()], kind)
    result = limited(kind.load().read, found, options, name=found.name)
    known = before.kind if before else ""
    if result.kind in _GUESSED and known not in {"", *_GUESSED}:
        message = f"it was read as '{known}' before, and is only a {result.kind} now"
        raise Rejected(EMPTY, message, f"{_KEPT}; if it is meant, {_AGAIN}")
    if result.kind in _GUESSED and not known:
        _reject_form(found, source.address, len(result.talks))
    talks = [
        replace(talk, fields=_defaults(talk.fields, source.options) | {**talk.fields})
        for talk in result.talks
    ]
    whole, unfinished = tidy(talks, settings, source.address, import_rules(options))
    if not whole and known in {"", *_GUESSED} and result.kind in _GUESSED:
        raise Rejected(EMPTY, f"{_NOTHING} is on this page", _WANTED)
    if not whole and before is not None and before.talks:
        raise Rejected(EMPTY, "it has no talks any more", _KEPT)
    left_out = len(unfinished) + sum(each.is_talk for each in result.unparsed)
    notes = [f"{left_out} left out: {_SHOWN.format(source.address)}"] if left_out else []
    more = [each.text for each in result.unparsed if each.why == NEXT_PAGE]
    notes += [f"only a part; the next one is {each}" for each in more]
    return _Read(tuple(SourceTalk(each.fields, each.uids) for each in whole), result.kind, notes)


def _reject_form(found: SourceInput, address: str, count: int) -> None:
    """Refuse a page in the place of a file, such as a form to log in.

    Raises:
        Rejected: TF718, the address is that of a file, or the page asks for a password and has
            hardly any talks.
    """
    suffix = PurePosixPath(address.partition("?")[0].partition("#")[0]).suffix.lower()
    if suffix in _FILES:
        raise Rejected(EMPTY, f"it is a page, though its address ends in '{suffix}'", _PUBLIC)
    if count < _FEW and _PASSWORD.search(text_of(found)):
        raise Rejected(EMPTY, "it is a page that asks for a password", _PUBLIC)


def _defaults(fields: Mapping[str, Plain], options: ListOptions) -> dict[str, Plain]:
    """Return the defaults that no option of importers has; deliveries have dates of their own."""
    names = (name for name in _FILLED if name != "date" or "given" not in fields)
    return {name: value for name in names if (value := options.default(name))}


def _import_options(options: ListOptions, settings: Settings) -> ImportOptions:
    rules = date_rules(settings)
    mapping = dict(options.mapping) | ({"talks": options.talks} if options.talks else {})
    return ImportOptions(
        speaker=options.default("speaker"),
        event=options.default("event"),
        mapping=mapping,
        timezone=options.default("timezone") or rules.timezone,
        dates=options.order(rules.order),
        language=rules.language,
        hemisphere=rules.hemisphere,
        languages=rules.languages,
    )


def _count(talks: Sequence[SourceTalk]) -> str:
    return "1 talk" if len(talks) == 1 else f"{len(talks)} talks"
