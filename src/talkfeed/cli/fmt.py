"""`talkfeed fmt`: put the keys of a talks file in canonical order and its lines in one layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.cli import saving
from talkfeed.cli.console import afterwards, visible
from talkfeed.editing.layout import lay_out
from talkfeed.editing.talksfile import open_talks, with_parts
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from talkfeed.cli.console import Console
    from talkfeed.editing.talksfile import Listed


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Format every file of the talks; with --check only list those that would change."""

    def attempt() -> tuple[Listed, Mapping[str, str]]:
        listed, parts = with_parts(open_talks(arguments.talks))
        after = {
            path: lay_out(one, parts.get(path, "talks")) for path, one in listed.documents.items()
        }
        changed = {path: text for path, text in after.items() if text != listed.before(path)}
        if not arguments.check:
            saving.write(listed, changed)
        return listed, changed

    with hold_build_lock(arguments.talks):
        listed, changed = saving.retry_if_changed(attempt)
    count = len(listed.documents)
    result = "not formatted" if arguments.check else "reformatted"
    with afterwards(out, is_written=not arguments.check):
        for path in changed:
            out.say(f"{out.paint(result, 'updated')}: {visible(path)}")
        if not changed:
            out.say(f"{count} file{'' if count == 1 else 's'} already formatted")
    return 1 if changed and arguments.check else 0
