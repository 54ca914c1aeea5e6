"""`talkfeed cancel`: mark a talk as cancelled; the next build updates calendars and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.cli.edit import apply
from talkfeed.model import Status

if TYPE_CHECKING:
    from argparse import Namespace

    from talkfeed.cli.console import Console


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Set the status of the talk with the key."""
    apply(arguments, {"status": Status.CANCELLED.value}, (), out)
    return 0
