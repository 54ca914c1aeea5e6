"""What an importer found: talks in the words of talks.yaml, before anything is checked or merged.

Fields are plain text, lists and mappings, as they would stand in talks.yaml; the date is the
phrase as it was found. What could not be read is not lost: it becomes an `Unparsed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
"""A value as it stands in talks.yaml: a text, a list or a mapping."""


class Confidence(StrEnum):
    """How sure a reader is of a talk."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInput:
    """What there is to read: the bytes of a file or an answer, or the files of a directory.

    `name` is the path or address as the user gave it, "-" for standard input. `base` is the
    absolute address that relative links are resolved against, "" where there is none. A directory
    has no content, but `files`, sorted by name; their names are relative to it.
    """

    content: bytes
    name: str
    base: str = ""
    media_type: str = ""
    files: tuple[SourceInput, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTalk:
    """One talk as a source has it; `fields` are keys and values of a talk in talks.yaml.

    `where` is the name of its file, if the source has several, and `line` counts from 1, 0 where
    it is not known. `doubts` say what a person should look at: lower case, without a full stop.
    """

    fields: Mapping[str, Plain]
    confidence: Confidence = Confidence.SURE
    doubts: tuple[str, ...] = ()
    where: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed:
    """A part of the source that could not be read as a talk, or is none.

    `why` says what is missing, or what it is instead. `is_talk` tells that it seems to be one:
    it is then written as a comment, to be finished by hand.
    """

    text: str
    why: str
    is_talk: bool = True
    where: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """All that was found in a source, in its order; `kind` names the source that read it."""

    kind: str
    talks: tuple[FoundTalk, ...]
    unparsed: tuple[Unparsed, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the user says of a source: who speaks where nobody is named, and so on.

    `mapping` leads keys of talks.yaml to the keys or columns of the source. `timezone`,
    `dates`, `language`, `hemisphere` and `languages` say how dates are read, as in the settings
    of a feed.
    """

    speaker: str = ""
    event: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    timezone: str | None = None
    dates: str | None = None
    language: str = "en"
    hemisphere: str = "north"
    languages: tuple[str, ...] = ()
