"""A source → the importer that reads it: the one with the highest score, or the one named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.importers import sources
from talkfeed.importers.common.refused import refuse_binary, refuse_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.importers import Reader, Source
    from talkfeed.model.imported import SourceInput

UNKNOWN = "TF701"
NOT_THAT = "TF702"
NOTHING = "TF709"
_MOST_SHOWN = 3
ENOUGH = 0.1
"""The lowest score that counts; any text at all scores this much as plain text."""


def choose(
    source: SourceInput, wanted: str | None = None, kinds: Mapping[str, Source] | None = None
) -> Reader:
    """Return the importer for a source.

    Raises:
        Rejected: as `kind_of`.
    """
    return kind_of(source, wanted, kinds).load()


def kind_of(
    source: SourceInput, wanted: str | None = None, kinds: Mapping[str, Source] | None = None
) -> Source:
    """Return the kind of a source; of two with the same score, the first in the registry.

    Raises:
        Rejected: TF709, it is empty; TF701, no kind has the name `wanted`, or none scores high
            enough; TF702, the
            source is of a kind that is not read, or a directory and the importer that is named
            reads single files.
    """
    kinds = sources() if kinds is None else kinds
    if not source.files and not source.content.strip():
        raise Rejected(NOTHING, f"'{source.name}' is empty", "name a file that has talks")
    refuse_binary(source)
    if wanted is None:
        refuse_text(source)
        return _likeliest(source, kinds)
    if wanted not in kinds:
        hint = f"--from takes one of: {', '.join(kinds)}"
        raise Rejected(UNKNOWN, f"unknown kind of source '{wanted}'", hint)
    if source.files and not _score(source, kinds[wanted].load()):
        hint = "name the file in it"
        raise Rejected(NOT_THAT, f"'{source.name}' is a directory, and no '{wanted}'", hint)
    return kinds[wanted]


def _likeliest(source: SourceInput, kinds: Mapping[str, Source]) -> Source:
    scores = {name: _score(source, kind.load()) for name, kind in kinds.items()}
    best = max(scores, key=lambda name: scores[name], default="")
    if scores.get(best, 0.0) < ENOUGH:
        ranked = sorted(filter(scores.get, scores), key=lambda name: -scores[name])
        shown = ", ".join(f"{name} {scores[name]:.0%}" for name in ranked[:_MOST_SHOWN])
        what = "name a file in it that has talks, or" if source.files else "name"
        hint = f"{what} its kind with --from" + (f"; the closest are: {shown}" if shown else "")
        raise Rejected(UNKNOWN, f"'{source.name}' is of an unknown kind", hint)
    return kinds[best]


def _score(source: SourceInput, reader: Reader) -> float:
    """Return the score of a source, 0 if the importer rejects it outright."""
    try:
        return reader.recognise(source)
    except Rejected:
        return 0.0
