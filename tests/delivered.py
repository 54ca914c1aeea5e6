"""Sites to publish, a reader who walks through them, and targets that fail at a step."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from talkfeed.delivery.deliver import Delivered, Policy, deliver
from talkfeed.delivery.lease import Pace
from talkfeed.delivery.manifest import MANIFEST
from talkfeed.delivery.plan import built
from talkfeed.delivery.target import Guard, Stored, Target, Upload, failure
from talkfeed.engine.progress import NO_PROGRESS, Progress
from talkfeed.publishing.output_dir import MANIFEST as LISTING
from talkfeed.publishing.output_dir import manifest as listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FEEDS = ("talks.atom", "talks.ics", "index.html", "embed.html")
"""Where readers begin."""
FOREIGN = {"robots.txt": b"theirs", "talks/theirs.html": b"theirs", ".well-known/x": b"theirs"}
QUICK = Pace(0.0, wait=lambda _: None)
"""Without waiting: another publisher that is seen at work counts as dead."""


class Page(NamedTuple):
    """A file of a site: the version of its content, and what it links to."""

    version: int
    links: Mapping[str, int] = {}

    def content(self) -> bytes:
        """Write the file, each link with the version of its target that it describes."""
        lines = (f"{name} {version}" for name, version in self.links.items())
        return "\n".join((str(self.version), *lines)).encode()


def read_page(content: bytes) -> Page:
    """Read a file."""
    version, *lines = content.decode().split("\n")
    return Page(int(version), {name: int(number) for name, number in map(str.split, lines)})


def site(talks: Mapping[str, int], channels: Iterable[str], version: int) -> dict[str, bytes]:
    """Make a site of talks, each with the version of its page."""
    pages = {f"talks/{talk}/index.html": number for talk, number in talks.items()}
    files = {name: Page(number) for name, number in pages.items()}
    first = next(iter(pages))
    files |= {f"talks/{talk}.ics": Page(number) for talk, number in talks.items()}
    files["archive/talks/2025.atom"] = Page(version, {first: pages[first]})
    for channel in channels:
        files[f"speakers/{channel}.atom"] = Page(version, pages)
    files["talks.atom"] = Page(version, pages | {"archive/talks/2025.atom": version})
    files["talks.ics"] = Page(version, pages)
    feeds = {name: page.version for name, page in files.items() if name.endswith(".atom")}
    files["index.html"] = Page(version, pages | feeds)
    files["embed.html"] = Page(version, pages)
    return {name: page.content() for name, page in files.items()}


OLD = site({"a": 1, "b": 1, "d": 1}, ["x"], 1)
NEW = site({"a": 2, "c": 2, "d": 1}, ["x", "y"], 2)
"""The next version: a talk is edited, one is new, one has gone, and there is a new channel."""
NEWER = site({"a": 3, "c": 2, "d": 1, "e": 3}, ["x", "y"], 3)


def write_output(directory: Path, files: Mapping[str, bytes]) -> Path:
    """Write a site as a build does."""
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (directory / LISTING).write_bytes(listing(files))
    return directory


class Walker(Progress):
    """A reader who follows the links of all feeds, and of all that were read before."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        """Take what reads a file of the published site; None: there is none."""
        self._read = read
        self._seen: dict[bytes, None] = {}
        self.steps = 0

    def step(self, count: int = 1) -> None:  # noqa: ARG002
        """Walk whenever a file is published."""
        self.walk()

    def walk(self) -> None:
        """Check that each link leads to a page that is not older than the link says."""
        self.steps += 1
        for name in FEEDS:
            content = self._read(name)
            if content is not None:
                self._seen[content] = None
        for feed in self._seen:
            for name, version in read_page(feed).links.items():
                found = self._read(name)
                assert found is not None, f"{name} is missing"
                assert read_page(found).version >= version, f"{name} is older than its entry"


class Faulty(Target):
    """A target that is watched before each request, and fails at one.

    With `is_lost`, the request is carried out, and its answer lost.
    """

    def __init__(
        self,
        target: Target,
        before: Callable[[], None] = lambda: None,
        fails_at: int = -1,
        *,
        is_lost: bool = False,
    ) -> None:
        """Take the target, what is done before each request, and the number of the one to fail."""
        self._target, self._before = target, before
        self._fails_at, self._is_lost = fails_at, is_lost
        self.shown, self.batch, self.is_atomic = target.shown, 1, target.is_atomic
        self.requests = 0

    def _do(self, what: Callable[[], Any]) -> Any:
        self._before()
        number, self.requests = self.requests, self.requests + 1
        if number != self._fails_at:
            return what()
        if self._is_lost:
            what()
        raise failure(self.shown, "the cable was cut", "plug it in")

    def __enter__(self) -> Self:
        """Connect."""
        self._target.__enter__()
        self.is_locked = self._target.is_locked
        return self

    def __exit__(self, *error: object) -> None:
        """Disconnect."""
        self._target.__exit__(*error)

    def guard(self) -> Guard:
        """Probe, as one request."""
        guard: Guard = self._do(self._target.guard)
        return guard

    def read(self, name: str) -> Stored | None:
        """Read, as one request."""
        found: Stored | None = self._do(lambda: self._target.read(name))
        return found

    def existing(self, names: Sequence[str]) -> set[str]:
        """Look up, as one request."""
        found: set[str] = self._do(lambda: self._target.existing(names))
        return found

    def put(self, files: Sequence[Upload], done: Callable[[], None]) -> None:
        """Put each file, as one request."""
        for file in files:
            self._do(lambda file=file: self._target.put([file], done))

    def replace(self, file: Upload, tag: str | None) -> str:
        """Replace, as one request."""
        new: str = self._do(lambda: self._target.replace(file, tag))
        return new

    def delete(self, names: Sequence[str]) -> None:
        """Delete each file, as one request."""
        for name in names:
            self._do(lambda name=name: self._target.delete([name]))

    def finish(self, message: str) -> None:
        """Finish, as one request."""
        self._do(lambda: self._target.finish(message))


def send(output: Path, target: Target, now: datetime = NOW, **policy: Any) -> Delivered:
    """Publish an output without waiting for anybody."""
    return deliver(
        built(output), target, now=now, holder="test", policy=Policy(**policy), pace=QUICK
    )


def send_calmly(
    output: Path,
    target: Target,
    progress: Progress = NO_PROGRESS,
    now: datetime = NOW,
    **policy: Any,
) -> Delivered:
    """Publish an output with few signs of life; another publisher at work counts as dead."""
    pace = Pace(60.0, wait=QUICK.wait)
    return deliver(
        built(output),
        target,
        now=now,
        holder="test",
        policy=Policy(**policy),
        pace=pace,
        progress=progress,
    )


def without_manifest(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a target but for our manifest."""
    return {name: content for name, content in found.items() if name != MANIFEST}
