"""`talkfeed edit`: change fields of one talk, and nothing else in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.building.lock import remembered_lines
from talkfeed.cli import saving
from talkfeed.cli.changing import FIELDS
from talkfeed.cli.console import afterwards, visible
from talkfeed.editing.field_edits import change
from talkfeed.editing.keys import find, keys, summary
from talkfeed.editing.talksfile import open_talks
from talkfeed.errors import WrongUsage
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.deliveries.plain import Delivery
    from talkfeed.errors import Place
    from talkfeed.model.imported import Plain


ANOTHER = (
    "'{0}' has changed so much that subscribers would see another talk; it stays the same with:"
    " talkfeed edit {1} --id {0}"
)


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Set and unset the fields that the options name.

    Raises:
        WrongUsage: they name none.
    """
    fields = wanted(arguments)
    if not fields and not arguments.unset:
        message = "edit: nothing to change; name a field, e.g. --date 'Oct 2015'"
        raise WrongUsage(message)
    key, place = apply(arguments, fields, arguments.unset, out)
    if not arguments.dry_run:
        _warn_of_another(key, place, arguments.talks, err)
    return 0


def _warn_of_another(key: str, place: Place, talks: Path, err: Console) -> None:
    """Warn if a published talk, which is at this place, is not recognised any more."""
    lines = remembered_lines(talks)
    there = keys(open_talks(talks).raw, lines)
    if key not in there and any(line.key == key and line.withdrawn is None for line in lines):
        for new in (name for name, each in there.items() if each.own == place):
            err.say(visible(ANOTHER.format(key, new)))


def wanted(arguments: Namespace) -> dict[str, Plain]:
    """Return the fields set by options; a list of one value becomes the value."""
    found: dict[str, Plain] = {}
    for name, _, is_repeatable in FIELDS:
        value = getattr(arguments, name)
        if value is not None:
            found[name] = value[0] if is_repeatable and len(value) == 1 else value
    return found


def apply(
    arguments: Namespace, fields: Mapping[str, Plain], unset: Sequence[str], out: Console
) -> tuple[str, Place]:
    """Change the talk with the key and print which; with --dry-run print the diff instead.

    Return its key and place.
    """

    def attempt() -> tuple[tuple[str, Delivery], Mapping[str, str]]:
        listed = open_talks(arguments.talks)
        key, talk = find(arguments.key, listed.raw, remembered_lines(arguments.talks))
        texts = change(listed, talk, fields, unset)
        changed = {path: text for path, text in texts.items() if text != listed.before(path)}
        if arguments.dry_run:
            saving.print_diff({path: listed.before(path) for path in changed}, changed, out)
        else:
            saving.write(listed, changed)
        return (key, talk), changed

    with hold_build_lock(arguments.talks):
        (key, talk), changed = saving.retry_if_changed(attempt)
    if arguments.dry_run:
        return key, talk.own
    which = f"{key} ({summary(talk)})"
    with afterwards(out):
        for path in changed:
            out.say(f"{out.paint('changed', 'updated')}: {visible(f'{which} in {path}')}")
        if not changed:
            out.say(visible(f"nothing to change: {which}"))
    return key, talk.own
