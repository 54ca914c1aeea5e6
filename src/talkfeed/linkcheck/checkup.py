"""Links, and what is remembered of them → what is found today, if this computer is online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import CannotCheck
from talkfeed.linkcheck.archive import INTERNET_ARCHIVE, Archive, copy_of, is_online
from talkfeed.linkcheck.providers import PROVIDERS, Provider
from talkfeed.linkcheck.remembering import media, remember
from talkfeed.linkcheck.schedule import USUAL, Pace, check
from talkfeed.linkcheck.signals import Signal
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from talkfeed.linkcheck.judging import Ask, Verdict
    from talkfeed.linkmemory import CheckedLink, LinkMemory


class Services(NamedTuple):
    """Who is asked, and how fast."""

    ask: Ask
    providers: tuple[Provider, ...] = PROVIDERS
    archive: Archive = INTERNET_ARCHIVE
    pace: Pace = USUAL


def checkup(
    links: Iterable[str],
    memory: Mapping[str, CheckedLink],
    day: str,
    services: Services,
    on_checked: Callable[[], None],
) -> LinkMemory:
    """Check links and look for copies of dead ones; return what is known of each checked link.

    Raises:
        CannotCheck: TF720, there are links, and nothing was found of any.
    """
    ask, providers, _, pace = services
    wanted = list(links)
    verdicts = []
    for verdict in check(wanted, ask, media(memory), pace, providers):
        verdicts.append(verdict)
        on_checked()
    counted = _trusted(verdicts, services)
    if wanted and not counted:
        message = (
            f"none of {len(wanted)} links could be checked: no server answered, or all are busy"
        )
        hint = "check that this computer is online, and try again later; no failure was counted"
        raise CannotCheck("TF720", message, hint)
    known = remember(memory, counted, day)
    found = {each.link: known[each.link] for each in counted}
    return found | _with_copies(found, services)


def _trusted(verdicts: list[Verdict], services: Services) -> list[Verdict]:
    """Leave out failures that may be those of this computer's network.

    They are in doubt where no server answered, or where no link at all is alive, unless the archive
    answers.
    """
    is_any_alive = any(each.signal is Signal.ALIVE for each in verdicts)
    doubtful = [
        each
        for each in verdicts
        if each.is_silent or (each.signal is Signal.DEAD and not is_any_alive)
    ]
    if not doubtful or is_online(services.ask, services.archive):
        return verdicts
    return [each for each in verdicts if each not in doubtful]


def _with_copies(found: LinkMemory, services: Services) -> LinkMemory:
    """Return the dead links without a known copy that the archive has one of."""
    copied = {}
    for link, known in found.items():
        if known.is_gone and not known.archived:
            copy = copy_of(link, services.ask, services.archive)
            services.pace.sleep(services.pace.pause)
            copied[link] = known._replace(archived=copy)
    return copied
