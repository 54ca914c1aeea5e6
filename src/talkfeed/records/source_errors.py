"""Why a source cannot be read: it is too large, invalid, or of another kind than it seems to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.limits import MAX_DOCUMENT_BYTES

if TYPE_CHECKING:
    from talkfeed.model.imported import SourceInput


def invalid(source: SourceInput, what: str) -> Rejected:
    """Return the error for a source that cannot be parsed as the kind it seems to be."""
    hint = "check that the file is complete, or name another --from"
    return Rejected("TF702", f"{source.name} is not valid {what}", hint)


def wrong_kind(source: SourceInput, what: str) -> Rejected:
    """Return the error for a source that is well formed, but of another kind."""
    return Rejected("TF702", f"{source.name} is not {what}", "name another --from")


def check_size(source: SourceInput) -> None:
    """Check that a source is no larger than the largest list of talks.

    Raises:
        Rejected: TF704.
    """
    if len(source.content) > MAX_DOCUMENT_BYTES:
        message = f"{source.name} is larger than {MAX_DOCUMENT_BYTES >> 20} MiB"
        raise Rejected("TF704", message, "import a part of it")
