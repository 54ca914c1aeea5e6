"""What is remembered of links, verdicts and the day → the links to check, and what is remembered.

A link that is alive or dead is checked every week, one that failed lately every day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from talkfeed.linkcheck.media import Media
from talkfeed.linkcheck.signals import Signal
from talkfeed.linkmemory import CheckedLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkfeed.linkcheck.judging import Verdict
    from talkfeed.linkmemory import LinkMemory

USUALLY, AFTER_A_FAILURE = timedelta(days=7), timedelta(days=1)


def due(links: Iterable[str], memory: Mapping[str, CheckedLink], today: date) -> list[str]:
    """Return the links to check, those that failed lately first, then the longest unchecked."""
    found = []
    for link in links:
        known = memory.get(link, CheckedLink(""))
        is_failing = known.failures > 0 and not known.is_gone
        since = today - date.fromisoformat(known.checked) if known.checked else None
        if since is None or since >= (AFTER_A_FAILURE if is_failing else USUALLY) or since.days < 0:
            found.append((not is_failing, known.checked, link))
    return [link for *_, link in sorted(found)]


def media(memory: Mapping[str, CheckedLink]) -> dict[str, Media]:
    """Return the media files that are known, by link."""
    return {
        link: Media(each.type, each.length, each.duration)
        for link, each in memory.items()
        if each.type
    }


def remember(
    memory: Mapping[str, CheckedLink], verdicts: Iterable[Verdict], day: str
) -> LinkMemory:
    """Return the memory with the verdicts of a day."""
    after = dict(memory)
    for verdict in verdicts:
        after[verdict.link] = _checked(memory.get(verdict.link, CheckedLink(day)), verdict, day)
    return after


def _checked(known: CheckedLink, verdict: Verdict, day: str) -> CheckedLink:
    if verdict.signal is Signal.ALIVE:
        return CheckedLink(day, verdict.status, **verdict.media._asdict())
    now = known._replace(checked=day, status=verdict.status)
    if verdict.signal is Signal.UNSURE or known.last >= day:
        return now
    return now._replace(failures=known.failures + 1, first=known.first or day, last=day)
