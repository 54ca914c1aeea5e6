"""What a build did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from talkfeed.errors import Problem
    from talkfeed.ledger import Change


class Report(NamedTuple):
    """What a build did: changes a subscriber sees, and the files touched (output paths).

    `talks` counts them; `notices` are what is worth knowing of them. `why` says why all talks were
    planned again, empty where they were not. `reasons` says of each document written which input
    made it so, if that was asked for.
    """

    changes: tuple[Change, ...]
    talks: int
    notices: tuple[Problem, ...]
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    why: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
