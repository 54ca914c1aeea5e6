"""`talkfeed add`: add a talk from options, a page about it, and answers on the terminal."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from talkfeed.cli import saving
from talkfeed.cli.console import afterwards, visible
from talkfeed.cli.edit import wanted
from talkfeed.cli.import_report import placeholder
from talkfeed.cli.prompts import Interview, is_interactive
from talkfeed.cli.source_input import fetch_page
from talkfeed.editing.importing import plan
from talkfeed.editing.merge import Action, Origin
from talkfeed.editing.record import EMPTY
from talkfeed.editing.talksfile import open_or_create
from talkfeed.editing.tidy import check, neat
from talkfeed.errors import Rejected
from talkfeed.importers.common.limited import limited
from talkfeed.importers.metadata.reader import describe, oembed_address
from talkfeed.model.imported import FoundTalk, ImportOptions, ImportResult
from talkfeed.publishing.build_lock import hold_build_lock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from talkfeed.cli.console import Console
    from talkfeed.editing.report import Import
    from talkfeed.model import Settings
    from talkfeed.model.imported import Plain

QUESTIONS = {
    "title": "title",
    "speaker": "speaker",
    "event": "event",
    "date": "date, as exactly as you know it",
    "video": "address of the video, if there is one",
}
"""The question for each field, in the order of the questions."""
_SAMPLE = {"title": "A talk", "date": "2015"}
"""A talk with the required fields only."""
_RESULTS = {
    Action.NEW: ("added", "new"),
    Action.MERGED: ("already in the list; missing fields added", "updated"),
    Action.UNCHANGED: ("already in the list", "hint"),
}


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Add the talk at the position that the order of the file implies."""
    read = _read_page(arguments.address, arguments) if arguments.address else {}
    interview = Interview(out) if is_interactive(out) else None

    def attempt() -> Import:
        listed = open_or_create(arguments.talks)
        fields: Mapping[str, Plain] = {**read, **wanted(arguments)}
        if interview is not None:
            fields = _ask_missing(fields, listed.settings, interview)
        fields = neat(fields)
        check(fields, listed.settings, listed.main)
        result = ImportResult(kind="add", talks=(FoundTalk(fields=fields),))
        made = plan(listed, result, EMPTY, origin=Origin(arguments.address or ""))
        if arguments.dry_run:
            saving.print_diff(made.before, made.after, out)
        else:
            saving.write(listed, made.after)
        return made

    with hold_build_lock(arguments.talks):
        made = saving.retry_if_changed(attempt)
    with afterwards(out, is_written=not arguments.dry_run):
        _print_result(made, out)
    return 0


def _ask_missing(
    fields: Mapping[str, Plain], settings: Settings, interview: Interview
) -> dict[str, Plain]:
    """Ask for missing fields, and check each answer before the next question."""
    found = dict(fields)
    for key, question in QUESTIONS.items():
        if key not in found and not (key == "speaker" and "speakers" in found):
            test = partial(_check_alone, key, settings)
            found[key] = interview.ask(question, test, is_needed=key in _SAMPLE)
    return found


def _check_alone(key: str, settings: Settings, answer: str) -> None:
    """Check one field, in a talk that is valid otherwise.

    Raises:
        Rejected: the field is not valid.
    """
    check(neat({**_SAMPLE, key: answer}), settings)


def _read_page(address: str, arguments: Namespace) -> Mapping[str, Plain]:
    """Return the fields of the talk that a page is about; its oEmbed data counts, too."""
    source_input = fetch_page(address, allow_private=arguments.allow_private)
    embed = None
    if at := limited(oembed_address, source_input, name=address):
        with suppress(Rejected):
            embed = fetch_page(at, allow_private=arguments.allow_private)
    return limited(describe, source_input, ImportOptions(), embed, name=address).fields


def _print_result(made: Import, out: Console) -> None:
    for told in made.reported:
        word, style = _RESULTS[told.plan.action]
        title = visible(str(told.plan.found.fields["title"]))
        place = out.paint(f"{told.path}:{told.line}", "place")
        out.say(f"{place}: {out.paint(word, style)}: {title}")
        for conflict in told.plan.conflicts:
            out.say(f"    {out.paint(conflict, 'hint')}")
    for line in placeholder(made):
        out.say(line)
