"""`talkfeed serve`: show the next build in the browser, again after each edit, until Ctrl-C.

Neither the output nor talks.lock is touched. The terminal says what subscribers would see of a
build now; the browser shows mistakes as well.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from talkfeed.building.inputs import inputs_of
from talkfeed.building.links import links_path
from talkfeed.building.pipeline import LockPolicy
from talkfeed.building.preview import Previewer, preview_cache
from talkfeed.building.request import BuildOptions, BuildRequest, lock_path
from talkfeed.cli.build import print_changes, print_notices
from talkfeed.cli.clock import moment
from talkfeed.cli.following import print_error, readable
from talkfeed.cli.paths import cache_of, output_of
from talkfeed.cli.progress import ProgressBar
from talkfeed.errors import TalkfeedError
from talkfeed.serving.server import listen
from talkfeed.serving.site import Site
from talkfeed.serving.state import mistakes_of
from talkfeed.serving.watching import wait_for_change, waiter

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from talkfeed.building.inputs import Inputs
    from talkfeed.building.preview import Preview
    from talkfeed.cli.console import Console

STAYS = "the last good page stays"


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Serve until Ctrl-C, or SIGTERM, which containers send."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    request = BuildRequest(
        arguments.talks,
        lock_path(arguments.talks),
        output_of(arguments.talks, arguments.output),
        arguments.lenient,
    )
    policy = LockPolicy(allow_removals=arguments.allow_removals, recover_from=arguments.recover)
    with ExitStack() as stack:
        cache = stack.enter_context(preview_cache(cache_of(arguments.cache, os.environ), request))
        previewer = Previewer(request, cache, policy)
        stack.callback(previewer.save)
        preview = _Session(arguments, request, previewer, out, err)
        with suppress(KeyboardInterrupt):
            preview.run(stack)
    return 0


class _Session:
    """A server with its terminal."""

    def __init__(
        self,
        arguments: Namespace,
        request: BuildRequest,
        previewer: Previewer,
        out: Console,
        err: Console,
    ) -> None:
        self._arguments, self._request, self._previewer = arguments, request, previewer
        self._out, self._err = out, err
        self._site = Site(request.source.name or str(request.source), f"{time.time_ns():x}")
        self._until: datetime | None = None
        self._said: frozenset[object] = frozenset()

    def run(self, stack: ExitStack) -> None:
        """Make the first preview, serve it, and make another one after each edit."""
        self._now()  # wrong usage ends it
        waiting = waiter(is_polling=self._arguments.poll)
        if not self._request.source.exists():
            self._previewer.make(self._now(), BuildOptions())  # which says so
        inputs = self._preview(jobs=None)
        server = listen(self._site, self._arguments.port)
        stack.callback(server.close)
        server.start()
        if server.port != self._arguments.port and self._arguments.port:
            self._out.say(f"port {self._arguments.port} is in use; this is {server.port}")
        self._out.say(f"serving {server.address} (Ctrl-C ends it; nothing is published)")
        self._out.flush()
        if self._arguments.open:
            import webbrowser  # noqa: PLC0415  — needed for this only

            webbrowser.open_new_tab(server.address)
        while True:
            wait_for_change(inputs, waiting, self._is_due)
            inputs = self._preview(jobs=1)  # other processes are not forked from threads

    def _preview(self, jobs: int | None) -> Inputs:
        """Make a preview and show it, or what is wrong; return what was read."""
        inputs = inputs_of(
            self._request.source, [self._request.lock, links_path(self._request.source)]
        )
        progress = ProgressBar(self._err, time.monotonic, time.process_time)
        try:
            with self._site.busy(), readable():
                if self._site.is_damaged:
                    self._previewer.forget()
                made = self._previewer.make(self._now(), BuildOptions(jobs=jobs, progress=progress))
        except TalkfeedError as error:
            progress.end()
            self._site.report(mistakes_of(error))
            print_error(error, self._err, STAYS if self._site.paths else "there is no page yet")
        else:
            progress.end()
            self._site.show(made, (inputs.contents(), made.until))
            self._until = made.until
            self._print(made)
        self._out.flush()
        self._err.flush()
        return inputs

    def _print(self, made: Preview) -> None:
        """Say what subscribers would see of a build now, and what is worth knowing anew."""
        print_changes(made.report, self._out, is_verbose=False)
        found = {(each.place[:2], each.code): each for each in made.report.notices}
        new = [each for key, each in found.items() if key not in self._said]
        self._said = frozenset(found)
        print_notices(new, self._err, is_verbose=False)

    def _is_due(self) -> bool:
        """Return whether another preview is needed though nothing was edited."""
        return self._site.is_damaged or (self._until is not None and self._now() >= self._until)

    def _now(self) -> datetime:
        return moment(self._arguments.now, os.environ)
