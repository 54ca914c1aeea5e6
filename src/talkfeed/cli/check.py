"""`talkfeed check`: every mistake of a talks file, for people, programs or GitHub."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkfeed.building import pipeline
from talkfeed.cli import problems
from talkfeed.cli.console import Console, speak_utf8
from talkfeed.errors import InvalidData, Problem

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Check and report; the problems are the result, so they go to standard output."""
    try:
        talks = pipeline.read(
            arguments.talks, is_lenient=arguments.lenient, means=pipeline.Means(jobs=None)
        )
    except InvalidData as error:
        _REPORTS[arguments.format](error.problems, None, out)
        return error.status
    _REPORTS[arguments.format](talks.notices, len(talks.talks), out)
    return 0


def _as_text(found: Sequence[Problem], talks: int | None, out: Console) -> None:
    if talks is None:
        problems.tell(found, out)
        return
    for notice in found:
        out.say(problems.brief(notice, 0, out))
    out.say(f"{talks} talk{'' if talks == 1 else 's'}, no problems")


def _as_json(found: Sequence[Problem], talks: int | None, out: Console) -> None:
    speak_utf8(out)
    report = {"talks": talks, "problems": [problems.as_json(problem) for problem in found]}
    out.say(json.dumps(report, ensure_ascii=False, indent=2))


def _as_annotations(found: Sequence[Problem], talks: int | None, out: Console) -> None:
    for problem in found:
        out.say(problems.as_annotation(problem))
    out.say(problems.tally(found) if talks is None else f"{talks} talks, no problems")


_REPORTS = {"text": _as_text, "json": _as_json, "github": _as_annotations}
