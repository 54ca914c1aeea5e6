"""A talks file → its plan, and the feeds, calendars and pages in a directory of another site.

A build writes talks.lock like `talkfeed build`. A preview writes the same files and leaves the lock
alone, so a talk that is still being typed is not announced.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.building.pipeline import build, plan
from talkfeed.building.request import BuildOptions
from talkfeed.cli.clock import moment
from talkfeed.cli.following import readable
from talkfeed.cli.paths import cache_of
from talkfeed.cli.problems import fold
from talkfeed.errors import CodedError, InvalidData, Rejected, indented
from talkfeed.formats import contents, paths
from talkfeed.formats.registry import Format, format_named
from talkfeed.model import Role
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.publish import publish
from talkfeed.rules import RULES, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from talkfeed.building.planning import Plan
    from talkfeed.errors import TalkfeedError
    from talkfeed.model import Feed


class Request(NamedTuple):
    """The talks file, the directory of the site for its files, and how it is built.

    `directory` is relative to the site, without a slash at either end.
    """

    source: Path
    directory: str
    is_lenient: bool
    is_locked: bool
    is_preview: bool


class Site(NamedTuple):
    """What is built, the time of the build, and the plan."""

    request: Request
    now: datetime
    plan: Plan

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all files in the directory of the site."""
        return tuple(draft.path for draft in _drafts(self.plan, _unchanged))

    @property
    def until(self) -> datetime | None:
        """The moment at which a date passes that changes the lists; None for never."""
        return self.plan.valid_until(self.now)

    @property
    def notices(self) -> Iterator[tuple[int, str]]:
        """The level for logging and the text of each notice; many of one code are one."""
        for notice, others in fold(self.plan.notices):
            is_warning = RULES[notice.code].severity is Severity.WARNING
            more = f"\n    and {others} more like it: see 'talkfeed check'" if others else ""
            yield logging.WARNING if is_warning else logging.INFO, f"{notice}{more}"

    def write(self, root: Path, change: Callable[[str, bytes], bytes] | None = None) -> None:
        """Write the files below the root of the site; `change` is for the pages of a preview.

        Raises:
            InvalidData: the lock is not current, and may not be changed.
            CannotWrite, AlreadyBuilding: as `talkfeed.build`.
        """
        request, output = self.request, root / self.request.directory
        if request.is_preview:
            drafts = _drafts(self.plan, change or _unchanged)
            publish(drafts, output, beside={}, source=request.source)
            return
        build(
            request.source,
            output,
            now=self.now,
            locked=request.is_locked,
            is_lenient=request.is_lenient,
            options=_options(),
        )


def read_site(request: Request, root: Path) -> Site:
    """Read the talks and plan the files below the root of a site.

    Raises:
        InvalidData: the talks or the lock are not in order.
        Rejected: a file cannot be read, or the directory is not one of the site.
    """
    _reject_outside(request.directory)
    now = moment(None, os.environ)
    output = root / request.directory
    with readable():
        planned = plan(
            request.source, output, now=now, is_lenient=request.is_lenient, options=_options()
        )
    return Site(request, now, planned)


def nearby(path: Path) -> Path:
    """Return a path as people write it: relative, if it is below the current directory."""
    absolute = os.path.abspath(path)  # noqa: PTH100  — not through links, as the user sees it
    here = os.path.abspath("")  # noqa: PTH100
    return Path(absolute[len(here) + 1 :] if absolute.startswith(here + os.sep) else absolute)


def wrong_address(site: Site, site_url: str) -> Rejected | None:
    """Return a problem if the site is served at an address that does not fit to `feed.url`."""
    address = site.plan.talks.settings.url
    expected = f"{site_url.rstrip('/')}/{site.request.directory}/"
    if not site_url or address == expected:
        return None
    message = f"the site serves the talks at {expected}, but feed.url is {address}"
    return Rejected("TF509", message, f"write in the talks file: url: {expected}")


@contextmanager
def raising(error_type: Callable[[str], Exception]) -> Iterator[None]:
    """Raise errors of talkfeed as those of the generator.

    Raises:
        Exception: one of the type, with the text of the error.
    """
    try:
        yield
    except (CodedError, InvalidData) as error:
        raise error_type(text_of(error)) from error


def text_of(error: TalkfeedError) -> str:
    """Return the text of an error, with its places and hints."""
    if isinstance(error, CodedError) and error.hint:
        return f"{error}\n{indented(error.hint)}"
    return str(error)


class _Draft(NamedTuple):
    """A document of a preview, rendered when it is written."""

    path: str
    feed: Feed
    row: Format
    change: Callable[[str, bytes], bytes]
    signature: None = None
    role: Role = Role.INDEX

    def make(self) -> tuple[bytes]:
        """Render the document."""
        content = contents(self.row, self.feed)[self.path]
        return (self.change(self.row.media_type, content),)


def _drafts(planned: Plan, change: Callable[[str, bytes], bytes]) -> Iterator[_Draft]:
    for feed in planned.feeds:
        for row in map(format_named, feed.formats):
            for path in paths(row, feed):
                yield _Draft(path, feed, row, change)


def _unchanged(_media_type: str, content: bytes) -> bytes:
    return content


def _options() -> BuildOptions:
    return BuildOptions(cache=cache_of(None, os.environ))


def _reject_outside(directory: str) -> None:
    if not directory or any(part in {"", ".", ".."} for part in directory.split("/")):
        message = f"'{directory}' is not a directory below that of the site"
        raise Rejected("TF510", message, "write a relative path, e.g. talks")
