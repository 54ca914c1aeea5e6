"""A build or a plan → why each document was written, and what a document depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.formats import paths
from talkfeed.formats.registry import format_named

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from talkfeed.building.planning import Plan
    from talkfeed.building.render import RenderTask
    from talkfeed.ledger import Change


def reasons(
    documents: Iterable[RenderTask],
    written: Container[str],
    changes: Iterable[Change],
    rendered: Container[str],
) -> tuple[tuple[str, str], ...]:
    """Say of each document that was written which input made it so.

    `rendered` are the keys of the entries whose fragments were not known.
    """
    changed = {change.key: change for change in changes}
    return tuple(
        (each.path, _reason(each, changed, rendered)) for each in documents if each.path in written
    )


def _reason(document: RenderTask, changed: dict[str, Change], rendered: Container[str]) -> str:
    last, feed = document.last, document.feed
    if last is None:
        return "it is new"
    if not document.fingerprint:
        return "it is rendered by every build, as its talks or its format cannot be compared"
    if last.fingerprint == document.fingerprint:
        return "its file was changed or removed"
    keys = [each.key for each in feed.entries] + [each.key for each in feed.tombstones]
    known = [key for key in keys if key in changed]
    others = [key for key in keys if key in rendered and key not in changed]
    if known:
        change = changed[known[0]]
        what = ", ".join(change.what) or change.kind.value
        return f"talk '{known[0]}' changed: {what}{_more(known)}"
    if others:
        return f"talk '{others[0]}' was rendered again{_more(others)}"
    return "its head, or the choice or order of its talks, changed"


def _more(keys: list[str]) -> str:
    return f" (and {len(keys) - 1} more)" if keys[1:] else ""


def inputs(planned: Plan, path: str) -> Iterator[str]:
    """List what a document depends on; nothing where no document has this path."""
    for feed in planned.feeds:
        for row in map(format_named, feed.formats):
            if path in paths(row, feed):
                settings = planned.talks.settings
                theme = settings.look.templates
                yield f"format: {row.name} ({row.module})"
                yield f"settings: {settings.title}, {settings.url}"
                if theme:
                    yield f"theme: {theme.directory}"
                yield f"feed: {feed.id}, last change {feed.updated:%Y-%m-%d %H:%M:%S} UTC"
                for entry in feed.entries:
                    yield f"talk: {entry.talk.place}: {entry.key}"
                    for link in entry.talk.links:
                        if link.found:
                            yield f"checked link: {link.href}{' (gone)' if link.is_gone else ''}"
                for tombstone in feed.tombstones:
                    yield f"withdrawn talk: {tombstone.key}"
