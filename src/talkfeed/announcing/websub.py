"""Published feeds → pings to WebSub hubs (W3C, 2018) for those that have changed.

WebSub leaves open how a publisher informs a hub. Hubs agree on a form with `hub.mode=publish` and
the address of the feed, as `hub.url` or `hub.topic`; some read only one of several addresses, so
each feed is a request of its own.

A hub fetches the feed when it is pinged. So a ping waits until the public address returns the new
bytes, and a needless one does no harm. That is why the memory of pings is a cache that may be lost:
without it, the feeds that changed within the last week are pinged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from talkfeed.errors import CannotSend, Rejected
from talkfeed.formats.registry import chosen, format_named
from talkfeed.model.podcast import FORMAT as PODCAST
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import split
from talkfeed.web import Limits, Message, fetch, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from talkfeed.ledger import Channel
    from talkfeed.model import Settings
    from talkfeed.web import FetchOptions, Store

NOT_PUBLIC_YET, NOT_PINGED = "TF901", "TF902"
WITH_HUBS = frozenset(("atom", "rss", "json"))
"""The formats that name hubs."""
RECENT = timedelta(days=7)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
"""Seconds between two looks at the public address; each pause is twice as long as the last."""
_FORM = {"content-type": "application/x-www-form-urlencoded"}
_TO_ALL = (401, 403, 407, 429)
"""Statuses below 500 that every other feed would get as well."""
_LIMITS = Limits(total=10.0)
_AGAIN = "nothing is lost: the next 'talkfeed ping' sends it again"


class Topic(NamedTuple):
    """A feed that hubs announce: its address, the size and digest of its file, and its change."""

    address: str
    size: int
    digest: bytes
    updated: datetime


class Waiting(NamedTuple):
    """How to wait for the public address: seconds in all, a monotonic clock, and a pause."""

    seconds: float
    clock: Callable[[], float]
    sleep: Callable[[float], None]


def topics(
    channels: Iterable[Channel], settings: Settings, read: Callable[[str], bytes | None]
) -> Iterator[Topic]:
    """List the feeds that were built; `read` returns a file below the output, None if absent."""
    rows = [row for row in chosen(settings.formats) if row.name in WITH_HUBS]
    rows += [format_named(PODCAST)] if settings.podcast else []
    suffixes = [row.suffix for row in rows]
    for channel in channels:
        for path in (f"{channel.path}{suffix}" for suffix in suffixes):
            content = read(path) if channel.updated else None
            if content is not None and channel.updated:
                digest = sha256(content).digest()
                yield Topic(f"{settings.url}{path}", len(content), digest, channel.updated)


def due(all_topics: Iterable[Topic], hub: str, memory: Store | None, now: datetime) -> list[Topic]:
    """List the feeds that have changed since this hub was pinged, or lately if that is unknown."""
    found = []
    for topic in all_topics:
        known = memory.get(_key(hub, topic)) if memory else None
        if known != topic.digest if known else now - topic.updated <= RECENT:
            found.append(topic)
    return found


def wait_until_public(
    wanted: Sequence[Topic], waiting: Waiting, options: FetchOptions
) -> dict[Topic, str]:
    """Wait until all feeds are public as they were built; return why some are not."""
    end, pause = waiting.clock() + waiting.seconds, FIRST_PAUSE
    missing = dict.fromkeys(wanted, "")
    while True:
        for topic in [*missing]:
            reason = _difference(topic, options)
            if reason:
                missing[topic] = reason
            else:
                del missing[topic]
        left = end - waiting.clock()
        if not missing or left <= 0:
            return missing
        waiting.sleep(min(pause, left))
        pause = min(2 * pause, LONGEST_PAUSE)


def not_public(missing: dict[Topic, str]) -> CannotSend:
    """Return the error of feeds that are not public yet."""
    topic, reason = next(iter(missing.items()))
    more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
    message = f"not pinged: {topic.address}{more}: {reason}"
    return CannotSend(NOT_PUBLIC_YET, message, "publish the output first, then ping again")


def ping(
    hub: str, wanted: Sequence[Topic], memory: Store | None, options: FetchOptions
) -> tuple[int, CannotSend | None]:
    """Ping a hub for each feed; return how many it has accepted, and the first failure.

    After a failure that concerns the hub and not the feed, the others are left for the next time.
    """
    failure, count = None, 0
    for topic in wanted:
        address = topic.address
        form = {"hub.mode": "publish", "hub.url": address, "hub.topic": address}
        message = Message("POST", hub, _FORM, urlencode(form).encode())
        try:
            answer = send(message, options)
        except Rejected as error:
            return count, _not_pinged(hub, error.message)
        if answer.is_success:
            count += 1
            if memory:
                memory.put(_key(hub, topic), topic.digest)
            continue
        wait = f", and asks for a pause ({answer.retry_after})" if answer.retry_after else ""
        failure = failure or _not_pinged(hub, f"it answers {answer.status}{wait}")
        if answer.status >= 500 or answer.status in _TO_ALL:  # noqa: PLR2004  — 5xx
            break
    return count, failure


def _difference(topic: Topic, options: FetchOptions) -> str:
    """Say why the public feed is not the one that was built; empty if it is."""
    limits = _LIMITS._replace(size=max(topic.size, _LIMITS.size))
    try:
        found = fetch(topic.address, replace(options, limits=limits))
    except Rejected as error:
        return error.message
    is_same = sha256(found.content).digest() == topic.digest
    return "" if is_same else "the public address does not return the new content yet"


def _not_pinged(hub: str, reason: str) -> CannotSend:
    return CannotSend(NOT_PINGED, f"the hub {split(hub).netloc} was not pinged: {reason}", _AGAIN)


def _key(hub: str, topic: Topic) -> str:
    return f"WebSub {hub} {topic.address}"
