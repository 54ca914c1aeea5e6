"""Previews, one after the other → what browsers see now: the last good one, and all mistakes.

One thread makes previews; the threads of requests read them. The cache that a preview renders from
is for one thread at a time, so `busy` is held while it is used.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from talkfeed.errors import StoreMiss
from talkfeed.named_tuple import NamedTuple
from talkfeed.serving.page import linked_here
from talkfeed.serving.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.building.preview import Preview
    from talkfeed.serving.state import Mistake

HTML = "text/html"


class Found(NamedTuple):
    """A document of the preview."""

    media_type: str
    content: bytes


class Site:
    """The last good preview of a site and the mistakes since, for any number of browsers."""

    def __init__(self, name: str, run: str) -> None:
        """Start without a preview; `run` tells this run of the server from others."""
        self._run, self._number = run, 0
        self._preview: Preview | None = None
        self._made_of: object = None
        self._state = State(f"{run}-0", (), name)
        self._changed = threading.Condition()
        self._busy = threading.Lock()
        self.is_damaged = False
        """Whether stored values are missing, so that another preview is needed."""

    @property
    def state(self) -> State:
        """What a browser is sent now."""
        return self._state

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all documents."""
        return self._preview.paths if self._preview else ()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Hold the cache of the previews."""
        with self._busy:
            yield

    def show(self, preview: Preview, made_of: object) -> None:
        """Serve a preview without mistakes; one that is made of the same is the same."""
        self._preview, self.is_damaged = preview, False
        if made_of != self._made_of:
            self._made_of = made_of
            self._number += 1
        self._send(self._state._replace(version=f"{self._run}-{self._number}", mistakes=()))

    def report(self, mistakes: tuple[Mistake, ...]) -> None:
        """Go on serving the last good preview, and show what is wrong with the talks now."""
        self._send(self._state._replace(mistakes=mistakes))

    def end(self) -> None:
        """End all waiting."""
        self._send(self._state._replace(is_over=True))

    def wait(self, known: State | None, seconds: float) -> State:
        """Return what a browser is sent now, as soon as it differs from what is known."""
        with self._changed:
            self._changed.wait_for(lambda: self._state != known, seconds)
            return self._state

    def document(self, path: str, here: str) -> Found | None:
        """Make a document; links to the site in a page lead to the address `here`.

        Raises:
            InvalidData: a template of the user's own fails.
            StoreMiss: stored values are missing; another preview is on its way.
        """
        preview = self._preview
        if preview is None or path not in preview:
            return None
        try:
            with self.busy():
                content = preview.make(path)
        except StoreMiss:
            self.is_damaged, self._made_of = True, None
            raise
        media_type = preview.media_type(path)
        if media_type == HTML:
            content = linked_here(content, preview.base, here)
        return Found(media_type, content)

    def _send(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()
