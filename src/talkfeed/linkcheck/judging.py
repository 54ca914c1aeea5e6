"""A link → the verdict of its provider's probes, and what is known of a media file.

Two signals must agree before a link counts as dead; one that says "alive" is enough for alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.linkcheck.media import Media, media_of
from talkfeed.linkcheck.providers import PROVIDERS, provider_of, requests
from talkfeed.linkcheck.signals import Signal
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from talkfeed.linkcheck.providers import Provider
    from talkfeed.web import ProbeAnswer

    Ask = Callable[[str, str], ProbeAnswer]
    """Sends a request for an address by a method."""

AGREEING = 2
"""The number of signals that must say that a link is dead."""
NO_ANSWER, NOT_PUBLIC = "no-answer", "not-public"
_WAIT = frozenset((429, 503))
LONG = 3600.0
"""Seconds to wait for a server that names a date instead."""
_NOT_PUBLIC = "TF706"


class Verdict(NamedTuple):
    """What was found of a link: the signal, and the status that it was read from.

    `is_silent` is true if no server answered. `wait` are the seconds that a server asked to wait.
    """

    link: str
    signal: Signal
    status: str
    is_silent: bool = False
    wait: float = 0.0
    media: Media = Media()


def judge(
    link: str, ask: Ask, providers: Iterable[Provider] = PROVIDERS, known: Media | None = None
) -> Verdict:
    """Ask about a link until the verdict is certain; `known` is the media file of the last check.

    The status is that of the last answer.
    """
    dead, status, is_silent = 0, NO_ANSWER, True
    for each, address in requests(link, provider_of(link, providers)):
        try:
            answer = ask(address, each.method)
        except Rejected as rejected:
            if rejected.code == _NOT_PUBLIC:
                return Verdict(link, Signal.UNSURE, NOT_PUBLIC)
            dead += each.counts_silence
        else:
            status, is_silent = str(answer.status), False
            wait = _wait(answer)
            if wait:
                return Verdict(link, Signal.UNSURE, status, wait=wait)
            signal = each.judge(answer)
            if signal is Signal.ALIVE:
                return Verdict(link, signal, status, media=media_of(answer, address, ask, known))
            dead += signal is Signal.DEAD
        if dead == AGREEING:
            return Verdict(link, Signal.DEAD, status, is_silent)
    return Verdict(link, Signal.UNSURE, status, is_silent)


def _wait(answer: ProbeAnswer) -> float:
    """Return the seconds that a busy server asks to wait (RFC 9110, 10.2.3); 0 if it does not."""
    if answer.status not in _WAIT or "retry-after" not in answer.headers:
        return 0.0
    seconds = number(answer.headers["retry-after"])
    return LONG if seconds is None else max(1.0, float(seconds))
