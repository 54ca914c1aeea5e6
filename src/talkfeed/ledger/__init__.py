"""Talks and the ledger of earlier builds → entries with stable ids and times, and a new ledger.

`parse` and `dump` read and write talks.lock, `recover` rebuilds a lost one from published feeds,
and `stamp` assigns ids and times to talks. All are pure functions: the clock is an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.ledger.digest import MatchKeys
from talkfeed.ledger.lockfile import dump, exchange, parse, read_occasions
from talkfeed.ledger.match import ChangeSignature, change_signature
from talkfeed.ledger.moments import ends_at, is_over
from talkfeed.ledger.occasions import occasions
from talkfeed.ledger.revise import Edited, Revised, restore, revise, withdrawn
from talkfeed.ledger.stamp import stamp
from talkfeed.ledger.values import (
    CALL,
    CALLS,
    EVENT,
    FOLDERS,
    SERIES,
    STANDING,
    UPCOMING,
    Change,
    ChangeKind,
    Channel,
    Ledger,
    Line,
    Occasions,
    Stamped,
    archive_path,
)

if TYPE_CHECKING:
    from talkfeed.ledger.recovery import recover

__all__ = [
    "CALL",
    "CALLS",
    "EVENT",
    "FOLDERS",
    "SERIES",
    "STANDING",
    "UPCOMING",
    "Change",
    "ChangeKind",
    "ChangeSignature",
    "Channel",
    "Edited",
    "Ledger",
    "Line",
    "MatchKeys",
    "Occasions",
    "Revised",
    "Stamped",
    "archive_path",
    "change_signature",
    "dump",
    "ends_at",
    "exchange",
    "is_over",
    "occasions",
    "parse",
    "read_occasions",
    "recover",
    "restore",
    "revise",
    "stamp",
    "withdrawn",
]


def __getattr__(name: str) -> object:
    """Import the recovery on first use; hardly any build needs it."""
    if name != "recover":
        message = f"module 'talkfeed.ledger' has no attribute {name!r}"
        raise AttributeError(message)
    from talkfeed.ledger.recovery import recover  # noqa: PLC0415  — see above

    return recover
