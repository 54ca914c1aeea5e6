"""`talkfeed digest`: what is new and what comes, printed, or sent to services of the environment.

What was sent is recorded in talks.sent: before a request that it may arrive, and after it what came
of it. So neither a crash nor a lost answer makes a later run post the same digest again.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.announcing import delivery, outlets, sent
from talkfeed.announcing.digest import Digest, select
from talkfeed.building import pipeline
from talkfeed.building.lock import read_lock
from talkfeed.building.request import lock_path
from talkfeed.cli.clock import moment
from talkfeed.cli.console import visible
from talkfeed.cli.following import print_error
from talkfeed.cli.paths import output_of
from talkfeed.errors import CannotSend, WrongUsage
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.replacing import replace_files
from talkfeed.web import FetchOptions, any_address

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime
    from pathlib import Path

    from talkfeed.announcing.outlets import Outlet
    from talkfeed.announcing.sent import Sent
    from talkfeed.building.planning import Plan
    from talkfeed.cli.console import Console
    from talkfeed.errors import TalkfeedError
    from talkfeed.ledger import Ledger


FIRST = timedelta(days=7)
"""How long a talk has been new at most in the first digest."""


class _Site(NamedTuple):
    """What digests are made of."""

    planned: Plan
    ledger: Ledger
    days: int

    def digest(self, state: Sent | None, until: datetime) -> Digest:
        """Return what is new since the last digest, or in the last week if there was none."""
        known = state.sent if state else None
        return select(
            self.planned.stamped.entries,
            self.ledger.lines,
            next(feed for feed in self.planned.feeds if feed.path == "talks"),
            since=known or until - FIRST,
            until=until,
            days=self.days,
        )


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Print a digest, or send one to each service."""
    name = arguments.format
    if arguments.arrived and not arguments.send:
        message = "--arrived is for --send"
        raise WrongUsage(message)
    services = outlets.configured(os.environ, name) if arguments.send else []
    lock = lock_path(arguments.talks)
    now = moment(arguments.now, os.environ)
    output = output_of(arguments.talks, arguments.output)
    planned = pipeline.plan(arguments.talks, output, now=now)
    site = _Site(planned, read_lock(lock), arguments.days)
    if site.planned.stamped.changes:
        number = len(site.planned.stamped.changes)
        what = "1 change is" if number == 1 else f"{number} changes are"
        err.say(f"talkfeed: {what} not published yet; new talks are left out until then")
    path = lock.with_suffix(".sent")
    if arguments.send:
        with hold_build_lock(lock):
            return _Sending(site, path, arguments, out, err).run(services, now)
    _print(site, sent.parse(_text(path), str(path)), name or "text", now, out)
    return 0


def _print(site: _Site, states: dict[str, Sent], name: str, now: datetime, out: Console) -> None:
    """Print a digest since the last one of this service, or of any."""
    known = [state for state in states.values() if state.sent]
    last = max(known, key=lambda state: (state.sent, state.service), default=None)
    digest = site.digest(states.get(name) or last, now)
    if not digest.talks:
        out.say(_nothing(digest))
        return
    text = (
        outlets.BY_NAME[name].show(digest, os.environ)
        if name in outlets.BY_NAME
        else outlets.FORMATS[name](digest)
    )
    out.say(text.removesuffix("\n"))


class _Sending:
    """Sends digests, and keeps the record of what was sent."""

    def __init__(
        self, site: _Site, path: Path, arguments: Namespace, out: Console, err: Console
    ) -> None:
        self._site, self._path, self._arrived = site, path, arguments.arrived
        self._out, self._err = out, err
        self._states = sent.parse(_text(path), str(path))
        options = FetchOptions(is_allowed=any_address)
        self._transport = delivery.Transport(options, time.sleep)

    def run(self, services: list[Outlet], now: datetime) -> int:
        """Send to each service; a failure of one does not hold up the others."""
        status = 0
        for outlet in services:
            try:
                words = self._send(outlet, now)
            except (CannotSend, WrongUsage) as error:
                print_error(self._named(error, outlet), self._err)
                status = error.status
            else:
                self._out.say(visible(f"{outlet.name}: {words}"))
        return status

    def _send(self, outlet: Outlet, now: datetime) -> str:
        """Send to a service what is due; return what was done."""
        state = self._states.get(outlet.name, sent.Sent(outlet.name))
        until = now
        if state.pending and self._arrived:
            has_arrived = self._arrived == "yes"
            known = state.arrived(state.pending) if has_arrived else state._replace(pending=None)
            state = self._record(known)
        elif state.pending:
            if now - state.pending > outlet.remembers:
                reason = f"the run of {state.pending:%Y-%m-%d %H:%M} UTC got no answer"
                raise delivery.Unclear(reason)
            until = state.pending
        digest = self._site.digest(state, until)
        if not digest.talks:
            return _nothing(digest)
        self._record(state._replace(pending=until))
        try:
            key = state.key(self._site.ledger.authority)
            outlet.send(digest, os.environ, key, self._transport)
        except delivery.Unclear:
            raise
        except (CannotSend, WrongUsage):
            self._record(state)
            raise
        self._record(state.arrived(until))
        return f"sent, {digest.talks} talk{'' if digest.talks == 1 else 's'}"

    def _record(self, state: Sent) -> Sent:
        """Write the state of a service, unless it is written already."""
        before = _text(self._path)
        self._states[state.service] = state
        after = sent.dump(self._states)
        if after != before:
            known = before.encode() if before else None
            replace_files({self._path: after.encode()}, {self._path: known})
        return state

    def _named(self, error: TalkfeedError, outlet: Outlet) -> TalkfeedError:
        """Name the service in an error, without its secrets."""
        if not isinstance(error, CannotSend):
            return error
        secrets = [os.environ.get(name, "") for name in outlet.variables]
        message = f"{outlet.name}: {delivery.hide(error.message, secrets)}"
        return CannotSend(error.code, message, error.hint)


def _nothing(digest: Digest) -> str:
    return f"nothing is new since {digest.since:%Y-%m-%d %H:%M} UTC, and nothing comes soon"


def _text(path: Path) -> str:
    with suppress(FileNotFoundError):
        return files.read(path).decode(errors="replace")
    return ""
