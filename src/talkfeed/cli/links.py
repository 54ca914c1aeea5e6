"""`talkfeed links`: find dead links of talks and archived copies of them, and remember both."""

from __future__ import annotations

import json
import os
import time
from functools import partial
from typing import TYPE_CHECKING

from talkfeed.building import pipeline
from talkfeed.building.links import links_path, remembered_links
from talkfeed.cli import saving
from talkfeed.cli.clock import moment
from talkfeed.cli.console import afterwards, use_utf8, visible
from talkfeed.cli.progress import ProgressBar
from talkfeed.editing.links import replace_links
from talkfeed.editing.talksfile import open_talks
from talkfeed.linkcheck.checkup import Services, checkup
from talkfeed.linkcheck.judging import NO_ANSWER
from talkfeed.linkcheck.remembering import due
from talkfeed.linkmemory import dump
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.replacing import replace_files
from talkfeed.web import FetchOptions, any_address, probe

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.linkcheck.judging import Ask
    from talkfeed.linkmemory import CheckedLink, LinkMemory
    from talkfeed.model import Talk


class _Found(NamedTuple):
    """The talks with each link, what is known of the links, and how many were checked now."""

    links: Mapping[str, list[Talk]]
    memory: LinkMemory
    checked: int

    @property
    def gone(self) -> dict[str, CheckedLink]:
        """The dead links, in the order of the file."""
        known = ((link, self.memory.get(link)) for link in self.links)
        return {link: each for link, each in known if each and each.is_gone}


def run(arguments: Namespace, out: Console, err: Console, services: Services | None = None) -> int:
    """Check the links that are due, and print the dead ones; the status is 1 if any are left.

    Raises:
        CannotCheck: TF720, no link could be checked.
    """
    found = _check(arguments, services or Services(_asking(arguments)), err)
    fixed = _fix(arguments, found, out) if arguments.fix else {}
    left = {link: each for link, each in found.gone.items() if link not in fixed}
    with afterwards(out, is_written=bool(fixed or found.checked)):
        if arguments.json:
            use_utf8(out)
            out.say(json.dumps(_as_json(found, fixed), ensure_ascii=False, indent=2))
        else:
            _print(found, left, fixed, out)
    return 1 if left else 0


def _asking(arguments: Namespace) -> Ask:
    """Return a function that asks public addresses only, unless others are allowed."""
    options = FetchOptions(is_allowed=any_address) if arguments.allow_private else FetchOptions()
    return partial(probe, options=options)


def _check(arguments: Namespace, services: Services, err: Console) -> _Found:
    """Check the links that are due, and write talks.links."""
    today = moment(arguments.now, os.environ).date()
    links: dict[str, list[Talk]] = {}
    for talk in pipeline.read(arguments.talks).talks:
        for link in talk.links:
            links.setdefault(link.href, []).append(talk)
    memory, _ = remembered_links(arguments.talks)
    known = {} if arguments.all else memory
    wanted = due(links, known, today)[: arguments.limit]
    bar = ProgressBar(err, time.monotonic, time.process_time)
    bar.begin("links", len(wanted))
    try:
        new = checkup(wanted, memory, today.isoformat(), services, bar.step)
    finally:
        bar.end()
    with hold_build_lock(arguments.talks):
        memory = saving.retry_if_changed(partial(_remember, arguments.talks, links, new))
    return _Found(links, memory, len(new))


def _remember(source: Path, links: Mapping[str, object], new: LinkMemory) -> LinkMemory:
    """Add what was found to talks.links, without links that no talk has any longer."""
    memory, before = remembered_links(source)
    after = {link: each for link, each in (memory | new).items() if link in links}
    content = dump(after).encode()
    if content != before and (after or before is not None):
        path = links_path(source)
        replace_files({path: content}, {path: before})
    return after


def _fix(arguments: Namespace, found: _Found, out: Console) -> dict[str, str]:
    """Replace dead links by their copies, print the diff, and return what was replaced."""
    copies = {link: each.archived for link, each in found.gone.items() if each.archived}

    def attempt() -> Mapping[str, str]:
        listed = open_talks(arguments.talks)
        texts = replace_links(listed, copies)
        if not arguments.json:
            saving.print_diff({path: listed.before(path) for path in texts}, texts, out)
        saving.write(listed, texts)
        return texts

    if copies:
        with hold_build_lock(arguments.talks):
            saving.retry_if_changed(attempt)
    return copies


def _print(
    found: _Found, left: Mapping[str, CheckedLink], fixed: Mapping[str, str], out: Console
) -> None:
    """Print the dead links that are left, and the counts."""
    for link, known in left.items():
        for line in _lines(link, known, found.links[link], out):
            out.say(line)
    counts = [f"{found.checked} checked", f"{len(left)} gone"]
    counts += [f"{len(fixed)} replaced"] if fixed else []
    total = f"{len(found.links)} link{'' if len(found.links) == 1 else 's'}"
    out.say(f"{total}: {' · '.join(counts)}")


def _lines(link: str, known: CheckedLink, talks: list[Talk], out: Console) -> Iterator[str]:
    """Yield what is known of a dead link, and the talks that have it."""
    answer = "no answer" if known.status == NO_ANSWER else f"status {known.status}"
    yield f"{out.paint('gone', 'withdrawn')}: {visible(link)} ({answer}, since {known.first})"
    for talk in talks:
        yield f"    {out.paint(str(talk.place), 'place')}: {visible(talk.title)}"
    yield f"    archived: {known.archived}" if known.archived else "    no archived copy was found"


def _as_json(found: _Found, fixed: Mapping[str, str]) -> dict[str, object]:
    rows = ((link, found.memory[link]) for link in found.links if link in found.memory)
    return {
        "links": len(found.links),
        "checked": found.checked,
        "gone": len(found.gone) - len(fixed),
        "known": [
            {
                "url": link,
                "state": _state(known),
                "replaced": link in fixed,
                **{name: value for name, value in known._asdict().items() if value},
                "talks": [
                    {"path": talk.place.path, "line": talk.place.line, "title": talk.title}
                    for talk in found.links[link]
                ],
            }
            for link, known in rows
        ],
    }


def _state(known: CheckedLink) -> str:
    if known.is_gone:
        return "gone"
    return "failing" if known.failures else "ok"
