"""`talkfeed edit`: change fields of one talk, and nothing else in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.building.lock import remembered_lines
from talkfeed.cli import saving
from talkfeed.cli.changing import FIELDS
from talkfeed.cli.console import afterwards, visible
from talkfeed.editing.field_edits import change
from talkfeed.editing.keys import find, summary
from talkfeed.editing.talksfile import open_talks
from talkfeed.errors import WrongUsage
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.model.imported import Plain


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Set and unset the fields that the options name.

    Raises:
        WrongUsage: they name none.
    """
    fields = wanted(arguments)
    if not fields and not arguments.unset:
        message = "edit: nothing to change; name a field, e.g. --date 'Oct 2015'"
        raise WrongUsage(message)
    apply(arguments, fields, arguments.unset, out)
    return 0


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
) -> None:
    """Change the talk with the key and print which; with --dry-run print the diff instead."""

    def attempt() -> tuple[str, Mapping[str, str]]:
        listed = open_talks(arguments.talks)
        key, talk = find(arguments.key, listed.raw, remembered_lines(arguments.talks))
        texts = change(listed, talk, fields, unset)
        changed = {path: text for path, text in texts.items() if text != listed.before(path)}
        if arguments.dry_run:
            saving.print_diff({path: listed.before(path) for path in changed}, changed, out)
        else:
            saving.write(listed, changed)
        return f"{key} ({summary(talk)})", changed

    with hold_build_lock(arguments.talks):
        which, changed = saving.retry_if_changed(attempt)
    if arguments.dry_run:
        return
    with afterwards(out):
        for path in changed:
            out.say(f"{out.paint('changed', 'updated')}: {visible(f'{which} in {path}')}")
        if not changed:
            out.say(visible(f"nothing to change: {which}"))
