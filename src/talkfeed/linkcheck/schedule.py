"""Links → verdicts: many hosts at once, each host one link after the other, with pauses."""

from __future__ import annotations

import time
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from talkfeed.linkcheck.judging import Verdict, judge
from talkfeed.linkcheck.providers import PROVIDERS, Provider, host_of
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from talkfeed.linkcheck.judging import Ask
    from talkfeed.linkcheck.media import Media


class Pace(NamedTuple):
    """How hosts are asked: the number of hosts at once, and seconds between links of one host.

    A host that asks for a wait of up to `patience` seconds is asked again, `tries` times for one
    link; the other links of a more patient host are left for another day.
    """

    hosts: int = 8
    pause: float = 1.0
    patience: float = 30.0
    tries: int = 2
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


USUAL = Pace()


def check(
    links: Iterable[str],
    ask: Ask,
    known: Mapping[str, Media],
    pace: Pace = USUAL,
    providers: tuple[Provider, ...] = PROVIDERS,
) -> Iterator[Verdict]:
    """Yield the verdicts of links as they are found; `known` are media files of the last check.

    A link whose host asked to wait for long has none.
    """
    queues: dict[str, deque[str]] = {}
    for link in links:
        queues.setdefault(host_of(link, providers), deque()).append(link)
    turns = [(0.0, rank, host) for rank, host in enumerate(queues)]  # a heap: it is sorted
    tries = Counter[str]()
    running: dict[Future[Verdict], tuple[int, str]] = {}
    with ThreadPoolExecutor(pace.hosts) as pool:
        while turns or running:
            now = pace.clock()
            while turns and turns[0][0] <= now and len(running) < pace.hosts:
                _, rank, host = heappop(turns)
                link = queues[host].popleft()
                future = pool.submit(judge, link, ask, providers, known.get(link))
                running[future] = rank, host
            for future in _finished(running, turns, now, pace):
                rank, host = running.pop(future)
                found = future.result()
                tries[found.link] += found.wait > 0
                if found.wait > pace.patience or tries[found.link] > pace.tries:
                    continue
                if found.wait:
                    queues[host].appendleft(found.link)
                else:
                    yield found
                if queues[host]:
                    heappush(turns, (pace.clock() + max(pace.pause, found.wait), rank, host))


def _finished(
    running: Mapping[Future[Verdict], object],
    turns: list[tuple[float, int, str]],
    now: float,
    pace: Pace,
) -> list[Future[Verdict]]:
    """Wait for a link, or until the turn of the next host; return what is finished."""
    has_room = len(running) < pace.hosts
    left = turns[0][0] - now if turns and has_room else None
    if not running:
        pace.sleep(left or 0.0)
        return []
    done, _ = wait(running, timeout=left, return_when=FIRST_COMPLETED)
    return [future for future in running if future in done]
