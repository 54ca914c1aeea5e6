"""`talkfeed add`: add one talk, from options, a page about it, and what a person answers."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from talkfeed.cli import saving
from talkfeed.cli.asking import ask, is_somebody_there
from talkfeed.cli.console import afterwards, visible
from talkfeed.cli.edit import wanted
from talkfeed.cli.importreport import placeholder
from talkfeed.cli.material import fetch_page
from talkfeed.dates import read_date
from talkfeed.editing.importing import plan
from talkfeed.editing.merge import Verdict
from talkfeed.editing.talksfile import open_or_begin
from talkfeed.editing.tidy import check, neat
from talkfeed.errors import Refusal
from talkfeed.exclusive import exclusive
from talkfeed.model.found import Found, Harvest, Wishes
from talkfeed.sources.metadata import describe, oembed_address
from talkfeed.text import url as check_url

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from talkfeed.cli.console import Console
    from talkfeed.dates import DateRules
    from talkfeed.editing.importing import Import
    from talkfeed.model.found import Plain

_SAID = {
    Verdict.NEW: ("added", "new"),
    Verdict.MERGED: ("filled in, for it is listed already", "updated"),
    Verdict.UNCHANGED: ("listed already", "hint"),
}


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Add the talk where the order of the file wants it."""
    read = _read(arguments.address, arguments) if arguments.address else {}
    with exclusive(arguments.talks):
        listed = open_or_begin(arguments.talks)
        fields = {**read, **wanted(arguments)}
        if is_somebody_there(out):
            fields = _asked(fields, listed.rules, out)
        fields = neat(fields)
        check(fields, listed.settings)
        harvest = Harvest(kind="add", talks=(Found(fields=fields),))
        made = plan(listed, harvest, frozenset(), source=arguments.address or "")
        if arguments.dry_run:
            saving.show(made.before, made.after, out)
        else:
            saving.write(made.after)
    with afterwards(out, is_written=not arguments.dry_run):
        _tell(made, out)
    return 0


def _asked(fields: Mapping[str, Plain], rules: DateRules, out: Console) -> dict[str, Plain]:
    """Ask for what is missing, in the order in which one tells it."""
    questions: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("title", "title", str),
        ("speaker", "speaker", str),
        ("event", "event", str),
        ("date", "date, as exactly as you know it", lambda text: read_date(text, rules)),
        ("video", "address of the video, if there is one", check_url),
    )
    found = dict(fields)
    for key, question, test in questions:
        if key not in found and not (key == "speaker" and "speakers" in found):
            found[key] = ask(question, out, test)
    return found


def _read(address: str, arguments: Namespace) -> Mapping[str, Plain]:
    """Tell what a page says of its talk, with what its site says in oEmbed (oembed.com)."""
    material = fetch_page(address, allow_private=arguments.allow_private)
    embed = None
    if at := oembed_address(material):
        with suppress(Refusal):
            embed = fetch_page(at, allow_private=arguments.allow_private)
    return describe(material, Wishes(), embed).fields


def _tell(made: Import, out: Console) -> None:
    for told in made.told:
        word, style = _SAID[told.decision.verdict]
        title = visible(str(told.decision.found.fields["title"]))
        place = out.paint(f"{told.path}:{told.line}", "place")
        out.say(f"{place}: {out.paint(word, style)}: {title}")
        for conflict in told.decision.conflicts:
            out.say(f"    {out.paint(conflict, 'hint')}")
    for line in placeholder(made):
        out.say(line)
