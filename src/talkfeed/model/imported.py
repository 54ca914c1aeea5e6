"""The input and the result of an importer: talks with the fields of talks.yaml, not yet merged.

Fields are texts, lists and mappings as in talks.yaml; a date is the phrase of the source. Parts
that could not be read as a talk are kept as `Unparsed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from datetime import date

Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
"""A value of talks.yaml: a text, a list or a mapping."""


UNKNOWN_KEYS = "keys without a field in talks.yaml"
NEXT_PAGE = "the next page of the response; import it as well"
ENCODING = "its encoding is unknown: check the accents"
HEADLESS = "the table has no header; its columns are taken as these: check, or give --map title=1"
CHANNEL = "the channel of the videos"
NOTES = frozenset((UNKNOWN_KEYS, NEXT_PAGE, ENCODING, HEADLESS, CHANNEL))
"""Reasons of unparsed parts that are about a whole source; they are always reported."""
REST = "text that is in no talk"
BESIDE_TALKS = "words beside talks that are in none of their fields"
REMAINDERS = (BESIDE_TALKS, REST)
"""Reasons of unparsed parts that are what is left of a source, and no entries of it."""


class Confidence(StrEnum):
    """How sure an importer is of a talk."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInput:
    """The bytes of a file or a response, or the files of a directory.

    `name` is the path or address as the user gave it, "-" for standard input. Relative links are
    resolved against the absolute address `base`, "" if there is none. A directory has no content
    but `files`, sorted by name; their names are relative to the directory.
    """

    content: bytes
    name: str
    base: str = ""
    media_type: str = ""
    files: tuple[SourceInput, ...] = ()


class MergedEntry(NamedTuple):
    """Another entry of a source that a talk was read from: a repeat of it, or one more delivery."""

    title: str
    where: str
    line: int
    is_repeat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTalk:
    """A talk found in a source; `fields` are the keys and values of a talk in talks.yaml.

    `where` is the name of its file if the source has several, and `line` counts from 1, 0 if
    unknown. `doubts` list what a person should check, in lower case without a full stop. `uids` are
    the ids that the source has for its deliveries, in their order; "" if it has none. `merged` are
    the entries of the source beside the first that were merged into it.
    """

    fields: Mapping[str, Plain]
    confidence: Confidence = Confidence.SURE
    doubts: tuple[str, ...] = ()
    where: str = ""
    line: int = 0
    uids: tuple[str, ...] = ()
    merged: tuple[MergedEntry, ...] = ()

    def with_doubts(self, doubts: tuple[str, ...]) -> FoundTalk:
        """Replace the doubts; a talk that was sure is only likely then."""
        is_sure = self.confidence is Confidence.SURE
        confidence = Confidence.LIKELY if is_sure else self.confidence
        return replace(self, doubts=doubts, confidence=confidence)


def merged_entry(found: FoundTalk, *, is_repeat: bool) -> tuple[MergedEntry, ...]:
    """Return the entries of a talk that is merged into another."""
    title = str(found.fields.get("title", ""))
    return MergedEntry(title, found.where, found.line, is_repeat), *found.merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed:
    """A part of the source that could not be read as a talk, or is not one.

    `why` gives the reason. If `is_talk`, it seems to be a talk, and is written as a comment to be
    finished by hand.
    """

    text: str
    why: str
    is_talk: bool = True
    where: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """The talks and unparsed parts of a source, in its order; `kind` names the importer.

    `series`, `events` and `people` are items of the lists at these keys of talks.yaml, each with a
    name.
    """

    kind: str
    talks: tuple[FoundTalk, ...]
    unparsed: tuple[Unparsed, ...] = ()
    title: str = ""
    series: tuple[Mapping[str, Plain], ...] = ()
    events: tuple[Mapping[str, Plain], ...] = ()
    people: tuple[Mapping[str, Plain], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """Defaults and rules that the user gives for a source.

    `speaker` and `event` apply to talks that name none. `mapping` maps fields of talks.yaml to keys
    or columns of the source. `timezone`, `dates`, `language`, `hemisphere` and `languages` are the
    rules for dates, as in the settings of a feed. `today` is the day on which the source is read.
    `source_language` is the language of a page, "" for the one that it states. With `as_series`,
    repeating events of a calendar are series instead of dated talks, and with `as_events` the
    conferences of a list of conferences are events instead of talks to complete.
    """

    speaker: str = ""
    event: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    timezone: str | None = None
    dates: str | None = None
    language: str = "en"
    hemisphere: str = "north"
    languages: tuple[str, ...] = ()
    today: date | None = None
    source_language: str = ""
    as_series: bool = False
    as_events: bool = False
