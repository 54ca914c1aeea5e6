"""`talkfeed import`: bring talks in from elsewhere, and say what a person should look at."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from talkfeed import files
from talkfeed.building.lock import imported_path
from talkfeed.cli import saving
from talkfeed.cli.asking import Interview, is_somebody_there
from talkfeed.cli.console import afterwards
from talkfeed.cli.explain import zone
from talkfeed.cli.importreport import report
from talkfeed.cli.source_input import take
from talkfeed.dates import DateRules, read_date
from talkfeed.editing import memory as remembering
from talkfeed.editing.importing import open_questions, plan
from talkfeed.editing.talksfile import URL, begin_with, open_or_begin
from talkfeed.editing.videos import KINDS
from talkfeed.errors import Rejected
from talkfeed.importers import sources
from talkfeed.importers.common.detect import choose
from talkfeed.importers.common.limited import limited
from talkfeed.importers.common.timestamps import date_rules
from talkfeed.importers.records.field_names import check_fields
from talkfeed.model.imported import ImportOptions
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.text import url as check_url

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.editing.importing import Import
    from talkfeed.editing.memory import Memory
    from talkfeed.editing.talksfile import Listed
    from talkfeed.importers.common.detect import Reader
    from talkfeed.model.imported import FoundTalk, ImportResult, SourceInput

NOTHING = "TF709"


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Read the source, add what is new, and report."""
    check_fields(dict(arguments.mapping))
    source_input = take(arguments.source, allow_private=arguments.allow_private)
    reader = _reader(source_input, arguments.kind)
    _reject_mapping(arguments.mapping, reader)
    interview = Interview(out) if is_somebody_there(out) and not arguments.yes else None

    def read(options: ImportOptions) -> ImportResult:
        return limited(reader.read, source_input, options, name=source_input.name)

    def attempt() -> tuple[Import, str]:
        return _import(arguments, read, interview, out)

    with hold_build_lock(arguments.talks):
        made, kind = saving.settled(attempt)
    with afterwards(out, is_written=not arguments.dry_run):
        report(made, kind, arguments, out)
    return 0


def _reader(source_input: SourceInput, kind: str | None) -> Reader:
    """Find the source that reads a source."""
    return cast(
        "Reader", import_module(limited(_choose, source_input, kind, name=source_input.name))
    )


def _choose(
    source_input: SourceInput, kind: str | None
) -> str:  # pragma: no cover  — runs in another process
    """Return the name of the module that reads a source; a module itself cannot be sent."""
    name: str = vars(choose(source_input, kind))["__name__"]
    return name


def _reject_mapping(mapping: Sequence[tuple[str, str]], reader: Reader) -> None:
    """Refuse --map for a source that it has no effect on.

    Raises:
        Rejected: TF708, the keys of this kind of source are known, or it has none.
    """
    kinds = sources().values()
    kind = next((each for each in kinds if each.module == vars(reader)["__name__"]), None)
    if mapping and kind is not None and not kind.has_keys:
        names = " or ".join(f"--from {each.name}" for each in kinds if each.has_keys)
        message = f"--map has no effect on {kind.summary}"
        hint = f"leave it out, or say what the source is: {names}"
        raise Rejected("TF708", message, hint)


def _import(
    arguments: Namespace,
    read: Callable[[ImportOptions], ImportResult],
    interview: Interview | None,
    out: Console,
) -> tuple[Import, str]:
    """Read the talks and the source, ask what is open, and write what is new."""
    listed = open_or_begin(arguments.talks)
    job = _Job(
        listed=listed,
        known=_remember(imported_path(arguments.talks)),
        source="" if arguments.source == "-" else arguments.source,
        read=read,
    )
    options = _options(arguments, listed.rules)
    result = job.read(options)
    _reject_nothing(result, arguments.source)
    url = ""
    if interview is not None:
        options, result = _asked(job, options, result, interview)
        url = _ask_url(interview) if listed.begun else ""
    feed = {"title": result.title, "url": url, "timezone": options.timezone}
    feed |= {"authors": arguments.speaker, "dates": options.dates}
    job = job._replace(listed=begin_with(listed, **feed))
    return _write(arguments, job, result, date_rules(options), out), result.kind


class _Job(NamedTuple):
    """What an import works with: the talks, the bytes of the memory, and the source to read."""

    listed: Listed
    known: bytes | None
    source: str
    read: Callable[[ImportOptions], ImportResult]

    @property
    def memory(self) -> Memory:
        """Give what is remembered of sources."""
        return remembering.parse((self.known or b"").decode(errors="replace"))

    def open_in(self, result: ImportResult) -> list[FoundTalk]:
        """List the talks that need a date, and for which nobody has been asked before."""
        undated = [
            each
            for each in result.talks
            if "date" not in each.fields and "given" not in each.fields
        ]
        return open_questions(undated, self.listed, self.memory, self.source) if undated else []


def _write(
    arguments: Namespace, job: _Job, result: ImportResult, rules: DateRules, out: Console
) -> Import:
    """Write what is new, or with --dry-run show it."""
    made = plan(
        job.listed,
        result,
        job.memory,
        source=job.source,
        rules=rules,
        add_videos=arguments.add_videos,
    )
    if arguments.dry_run:
        saving.show(made.before, made.after, out)
    else:
        after = made.memory.encode()
        memory = saving.Remembered(imported_path(arguments.talks), job.known, after)
        saving.write(job.listed, made.after, memory if after != job.known else None)
    return made


def _remember(path: Path) -> bytes | None:
    try:
        return files.read(path)
    except FileNotFoundError:
        return None


def _options(arguments: Namespace, rules: DateRules) -> ImportOptions:
    """Say what the user and the settings of the talks file say about the source."""
    return ImportOptions(
        speaker=arguments.speaker,
        event=arguments.event,
        mapping=dict(arguments.mapping),
        timezone=zone(arguments.timezone) or rules.timezone,
        dates=arguments.dates or rules.order,
        language=rules.language,
        hemisphere=rules.hemisphere,
        languages=rules.languages,
    )


def _reject_nothing(result: ImportResult, source: str) -> None:
    if result.talks or any(each.is_talk for each in result.unparsed):
        return
    message = f"no talk was found in '{source}'"
    hint = "look whether it is the right page; or say with --from what it is"
    raise Rejected(NOTHING, message, hint)


# --- questions ----------------------------------------------------------------------------------


def _asked(
    job: _Job, options: ImportOptions, result: ImportResult, interview: Interview
) -> tuple[ImportOptions, ImportResult]:
    """Ask how dates are meant that can be read in two ways, and for those that are missing."""
    missing = [] if result.kind in KINDS else job.open_in(result)
    if missing and options.dates is None:
        other = job.read(replace(options, dates="dmy"))
        if len(job.open_in(other)) < len(missing):
            question = "In dates such as 10/07/2015, does the day or the month come first? (d/m)"
            answer = interview.ask(question, _day_or_month)
            if answer:
                options = replace(options, dates="dmy" if answer[0] in "dD" else "mdy")
                result = job.read(options)
                missing = job.open_in(result)
    rules = date_rules(options)
    talks = (
        _dated(each, rules, interview, number) if each in missing else each
        for number, each in enumerate(result.talks)
    )
    return options, replace(result, talks=tuple(talks))


def _day_or_month(answer: str) -> None:
    if answer[0].lower() not in "dm":
        raise Rejected("TF702", "that is neither", "answer d or m, or nothing")


def _dated(found: FoundTalk, rules: DateRules, interview: Interview, number: int) -> FoundTalk:
    """Ask for the date of a talk."""
    title = str(found.fields.get("title", "a talk without a title"))
    question = "  when was it held? (Enter leaves it for later)"
    answer = interview.ask(
        question, lambda text: read_date(text, rules), about=(title, *found.doubts), number=number
    )
    if not answer:
        return found
    doubts = tuple(doubt for doubt in found.doubts if "date" not in doubt)
    return replace(found, fields={**found.fields, "date": answer}, doubts=doubts)


def _ask_url(interview: Interview) -> str:
    question = f"Under which address will the feeds be served? (Enter: {URL})"
    return interview.ask(question, check_url)
