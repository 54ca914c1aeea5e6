"""What was sent to which service ⇄ the text of talks.sent, which is committed like talks.lock.

A service's line is written before its digest is sent, with the moment that the digest reaches up to
as `pending`, and again afterwards. So a run that was killed leaves a line with a pending digest,
which may have arrived. The generation is the number of digests that have arrived; it makes the key
by which a service recognises a repeated request.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData, Place, Problem
from talkfeed.ledger.state import optional, read_instant, write_moment
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

DAMAGED = "TF905"
HEAD = """\
# What "talkfeed digest --send" has sent, and up to when. Commit it beside talks.lock.
talkfeed-sent 1
"""
_ROW = r"([a-z]+) generation=([0-9]{1,9})(?: sent=(\S+))?(?: pending=(\S+))?"
_KEY_LENGTH = 32


class Sent(NamedTuple):
    """The state of a service: what arrived up to which moment, and a digest that may have."""

    service: str
    generation: int = 0
    sent: datetime | None = None
    pending: datetime | None = None

    def key(self, authority: str) -> str:
        """Return the key of the next digest, the same for every attempt to send it."""
        text = f"{authority} {self.service} {self.generation}"
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]

    def arrived(self, until: datetime) -> Sent:
        """Return the state after a digest has arrived."""
        return Sent(self.service, self.generation + 1, until)


def parse(text: str, path: str) -> dict[str, Sent]:
    """Read the states by service; `path` is used in messages.

    Raises:
        InvalidData: TF905, a line cannot be read; to guess could send a digest twice.
    """
    if not text:
        return {}
    found = {}
    rows = text.replace("\r\n", "\n").split("\n")
    for number, row in enumerate(rows, start=1):
        if not row or row.startswith("#") or f"{row}\n" in HEAD:
            continue
        try:
            state = _read(row)
        except ValueError as error:
            message = f"the record of sent digests has a line that cannot be read: '{row[:80]}'"
            hint = "after a merge, keep the line of each service with the highest generation"
            raise InvalidData([Problem(Place(path, number, 1), DAMAGED, message, hint)]) from error
        found[state.service] = state
    return found


def dump(states: Mapping[str, Sent]) -> str:
    """Write the states, sorted by service."""
    return HEAD + "".join(f"{_write(states[name])}\n" for name in sorted(states))


def _read(row: str) -> Sent:
    found = re.fullmatch(_ROW, row)
    if not found:
        message = "not a line of a service"
        raise ValueError(message)
    name, generation, sent, pending = found.groups()
    return Sent(
        name, int(generation), optional(read_instant, sent), optional(read_instant, pending)
    )


def _write(state: Sent) -> str:
    moments = (("sent", state.sent), ("pending", state.pending))
    known = [f" {name}={write_moment(moment)}" for name, moment in moments if moment]
    return f"{state.service} generation={state.generation}{''.join(known)}"
