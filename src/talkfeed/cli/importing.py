"""`talkfeed import`: bring talks in from elsewhere, and say what a person should look at."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from talkfeed.cli import saving
from talkfeed.cli.asking import ask, is_somebody_there
from talkfeed.cli.console import visible
from talkfeed.cli.importreport import report
from talkfeed.dates import read_date
from talkfeed.editing import memory as remembering
from talkfeed.editing.importing import plan
from talkfeed.editing.talksfile import URL, open_or_begin
from talkfeed.errors import Refusal
from talkfeed.model.found import Wishes
from talkfeed.pipeline import imported_path
from talkfeed.publish import exclusive
from talkfeed.text import url as check_url

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.dates import DateRules
    from talkfeed.editing.memory import Memory
    from talkfeed.model.found import Found, Harvest

NOTHING = "TF709"


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Read the source, add what is new, and report."""
    material = take(arguments.source, allow_private=arguments.allow_private)
    source = choose(material, arguments.kind)
    with exclusive(arguments.talks):
        begun = open_or_begin(arguments.talks)
        harvest = import_module(source.module).read(material, _wishes(arguments, begun.rules))
        _refuse_nothing(harvest, arguments.source)
        is_asked = is_somebody_there(out) and not arguments.yes
        if is_asked:
            harvest = _dated(harvest, begun.rules, out)
        listed = begun
        if begun.begun:
            url = _ask_url(out) if is_asked else ""
            listed = open_or_begin(
                arguments.talks, title=harvest.title, url=url, author=arguments.speaker
            )
        path = imported_path(arguments.talks)
        made = plan(
            listed,
            harvest,
            _remember(path),
            source="" if arguments.source == "-" else arguments.source,
            add_videos=arguments.add_videos,
        )
        if arguments.dry_run:
            saving.show(made.before, made.after, out)
        else:
            saving.write(made.after, {path: made.memory.encode()} if made.memory else {})
    report(made, harvest, source, arguments, out)
    return 0


def _wishes(arguments: Namespace, rules: DateRules) -> Wishes:
    """Say what the user and the settings of the talks file say about the source."""
    return Wishes(
        speaker=arguments.speaker,
        event=arguments.event,
        mapping=dict(arguments.mapping),
        timezone=rules.timezone,
        dates=arguments.dates or rules.order,
        language=rules.language,
        hemisphere=rules.hemisphere,
    )


def _refuse_nothing(harvest: Harvest, source: str) -> None:
    if harvest.talks or any(each.is_talk for each in harvest.leftovers):
        return
    message = f"no talk was found in '{source}'"
    hint = "look whether it is the right page; or say with --from what it is"
    raise Refusal(NOTHING, message, hint)


def _dated(harvest: Harvest, rules: DateRules, out: Console) -> Harvest:
    """Ask for the dates that could not be read."""
    return replace(harvest, talks=tuple(_asked(each, rules, out) for each in harvest.talks))


def _asked(found: Found, rules: DateRules, out: Console) -> Found:
    if "date" in found.fields or "given" in found.fields:
        return found
    out.say(out.paint(str(found.fields.get("title", "a talk without a title")), "head"))
    for doubt in found.doubts:
        out.say(f"    {visible(doubt)}")
    answer = ask(
        "  when was it? (Enter leaves it for later)", out, lambda text: read_date(text, rules)
    )
    if not answer:
        return found
    return replace(found, fields={**found.fields, "date": answer}, doubts=())


def _ask_url(out: Console) -> str:
    return ask(f"Under which address will the feeds be served? (Enter: {URL})", out, check_url)


def _remember(path: Path) -> Memory:
    try:
        return remembering.parse(path.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return frozenset()
