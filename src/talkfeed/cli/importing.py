"""`talkfeed import`: bring talks in from elsewhere, and say what a person should look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.cli import saving
from talkfeed.cli.asking import ask, is_somebody_there
from talkfeed.cli.console import visible
from talkfeed.cli.importreport import report
from talkfeed.cli.material import take
from talkfeed.dates import DateRules, read_date
from talkfeed.editing import memory as remembering
from talkfeed.editing.importing import plan
from talkfeed.editing.talksfile import URL, open_or_begin
from talkfeed.errors import Refusal
from talkfeed.model.found import Wishes
from talkfeed.pipeline import imported_path
from talkfeed.publish import exclusive
from talkfeed.sources._recognise import choose
from talkfeed.text import url as check_url

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.editing.importing import Import
    from talkfeed.editing.talksfile import Listed
    from talkfeed.model.found import Found, Harvest, Material
    from talkfeed.sources._recognise import Reader

NOTHING = "TF709"


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Read the source, add what is new, and report."""
    material = take(arguments.source, allow_private=arguments.allow_private)
    reader = choose(material, arguments.kind)
    with exclusive(arguments.talks):
        listed = open_or_begin(arguments.talks)
        wishes = _wishes(arguments, listed.rules)
        harvest = reader.read(material, wishes)
        _refuse_nothing(harvest, arguments.source)
        url = ""
        if is_somebody_there(out) and not arguments.yes:
            wishes, harvest = _asked(material, reader, wishes, harvest, out)
            url = _ask_url(out) if listed.begun else ""
        if listed.begun:
            listed = open_or_begin(
                arguments.talks,
                title=harvest.title,
                url=url,
                authors=arguments.speaker,
                dates=wishes.dates,
            )
        made = _write(arguments, listed, harvest, rules_of(wishes), out)
    report(made, harvest.kind, arguments, out)
    return 0


def _write(
    arguments: Namespace, listed: Listed, harvest: Harvest, rules: DateRules, out: Console
) -> Import:
    """Write what is new, or with --dry-run show it."""
    path = imported_path(arguments.talks)
    known = _remember(path)
    made = plan(
        listed,
        harvest,
        remembering.parse(known),
        source="" if arguments.source == "-" else arguments.source,
        rules=rules,
        add_videos=arguments.add_videos,
    )
    if arguments.dry_run:
        saving.show(made.before, made.after, out)
    else:
        more = {path: made.memory.encode()} if made.memory != known else {}
        saving.write(made.after, more)
    return made


def _remember(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


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


def rules_of(wishes: Wishes) -> DateRules:
    """Say how dates of a source are read."""
    return DateRules(
        timezone=wishes.timezone,
        order=wishes.dates,
        language=wishes.language,
        hemisphere=wishes.hemisphere,
    )


def _refuse_nothing(harvest: Harvest, source: str) -> None:
    if harvest.talks or any(each.is_talk for each in harvest.leftovers):
        return
    message = f"no talk was found in '{source}'"
    hint = "look whether it is the right page; or say with --from what it is"
    raise Refusal(NOTHING, message, hint)


# --- questions ----------------------------------------------------------------------------------


def _asked(
    material: Material, reader: Reader, wishes: Wishes, harvest: Harvest, out: Console
) -> tuple[Wishes, Harvest]:
    """Ask how dates are meant that can be read in two ways, and for those that are missing."""
    if wishes.dates is None and _undated(harvest):
        other = replace(wishes, dates="dmy")
        if _undated(reader.read(material, other)) < _undated(harvest):
            question = "In dates such as 10/07/2015, does the day or the month come first? (d/m)"
            answer = ask(question, out, _day_or_month)
            if answer:
                wishes = replace(wishes, dates="dmy" if answer[0] in "dD" else "mdy")
                harvest = reader.read(material, wishes)
    rules = rules_of(wishes)
    talks = tuple(_dated(each, rules, out) for each in harvest.talks)
    return wishes, replace(harvest, talks=talks)


def _undated(harvest: Harvest) -> int:
    return sum(not _has_date(each) for each in harvest.talks)


def _has_date(found: Found) -> bool:
    return "date" in found.fields or "given" in found.fields


def _day_or_month(answer: str) -> None:
    if answer[0].lower() not in "dm":
        raise Refusal("TF702", "that is neither", "answer d or m, or nothing")


def _dated(found: Found, rules: DateRules, out: Console) -> Found:
    """Ask for the date of a talk that has none."""
    if _has_date(found):
        return found
    out.say(out.paint(str(found.fields.get("title", "a talk without a title")), "head"))
    for doubt in found.doubts:
        out.say(f"    {visible(doubt)}")
    question = "  when was it held? (Enter leaves it for later)"
    answer = ask(question, out, lambda text: read_date(text, rules))
    if not answer:
        return found
    doubts = tuple(doubt for doubt in found.doubts if "date" not in doubt)
    return replace(found, fields={**found.fields, "date": answer}, doubts=doubts)


def _ask_url(out: Console) -> str:
    return ask(f"Under which address will the feeds be served? (Enter: {URL})", out, check_url)
