"""`talkfeed diff`: show what the next build would change for subscribers."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from talkfeed.building import pipeline
from talkfeed.cli import changes
from talkfeed.cli.clock import moment
from talkfeed.cli.console import use_utf8
from talkfeed.cli.paths import output_of

if TYPE_CHECKING:
    from argparse import Namespace

    from talkfeed.cli.console import Console


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Plan a build, write nothing, and print the changes."""
    plan = pipeline.plan(
        arguments.talks,
        output_of(arguments.talks, arguments.output),
        now=moment(arguments.now, os.environ),
        allow_removals=arguments.allow_removals,
        recover_from=arguments.recover,
        is_lenient=arguments.lenient,
    )
    found, entries = plan.stamped.changes, len(plan.stamped.entries)
    if arguments.json:
        use_utf8(out)
        listed = [changes.as_json(change) for change in found]
        waiting = [changes.waiting_as_json(talk) for talk in plan.stamped.waiting]
        report = {"counts": changes.counts(found, entries), "changes": listed, "waiting": waiting}
        out.say(json.dumps(report, ensure_ascii=False, indent=2))
        return 0
    for line in changes.lines(found, out):
        out.say(line)
    for talk in plan.stamped.waiting:
        out.say(changes.waiting_line(talk))
    out.say(changes.tally(found, entries))
    return 0
