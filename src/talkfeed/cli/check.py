"""`talkfeed check`: list all mistakes of a talks file, for people, programs or GitHub."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from talkfeed.building import pipeline
from talkfeed.building.links import found_links
from talkfeed.building.notices import no_episodes
from talkfeed.building.request import BuildOptions
from talkfeed.cli import problems
from talkfeed.cli.clock import moment
from talkfeed.cli.console import Console, use_utf8
from talkfeed.errors import InvalidData, Problem
from talkfeed.named_tuple import NamedTuple
from talkfeed.words import own_table, remarks

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from talkfeed.model import Talks


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Check the talks; the problems are the result, so they go to standard output."""
    try:
        talks = pipeline.read(
            arguments.talks, is_lenient=arguments.lenient, options=BuildOptions(jobs=None)
        )
    except InvalidData as error:
        _REPORTS[arguments.format](error.problems, None, out)
        return error.status
    now = moment(None, os.environ)
    waiting = sum(talk.added is not None and talk.added > now for talk in talks.talks)
    notices = (*talks.notices, *_left_out(arguments, talks))
    if arguments.verbose and arguments.format == "text":
        for remark in remarks(talks.settings.language, own_table(talks.settings.look)):
            out.say(remark)
    _REPORTS[arguments.format](notices, Count(len(talks.talks), waiting), out)
    return 0


def _left_out(arguments: Namespace, talks: Talks) -> Iterator[Problem]:
    """Yield the talks that the podcast leaves out."""
    links = found_links(arguments.talks)
    marked = map(links.mark_talk, talks.talks)
    return no_episodes(marked, talks.settings, is_verbose=arguments.verbose)


class Count(NamedTuple):
    """The number of all talks, and of those to be announced later."""

    talks: int
    waiting: int

    def __str__(self) -> str:
        """Format the summary of a file without problems."""
        later = f", {self.waiting} to be announced later" if self.waiting else ""
        return f"{self.talks} talk{'' if self.talks == 1 else 's'}{later}, no problems"


def _as_text(found: Sequence[Problem], count: Count | None, out: Console) -> None:
    if count is None:
        problems.print_problems(found, out)
        return
    for notice in found:
        out.say(problems.brief(notice, 0, out))
    out.say(str(count))


def _as_json(found: Sequence[Problem], count: Count | None, out: Console) -> None:
    use_utf8(out)
    report = {
        "talks": count and count.talks,
        "problems": [problems.as_json(problem) for problem in found],
    }
    out.say(json.dumps(report, ensure_ascii=False, indent=2))


def _as_annotations(found: Sequence[Problem], count: Count | None, out: Console) -> None:
    for problem in found:
        out.say(problems.as_annotation(problem))
    out.say(problems.tally(found) if count is None else str(count))


_REPORTS = {"text": _as_text, "json": _as_json, "github": _as_annotations}
