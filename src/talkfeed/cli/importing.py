"""`talkfeed import`: add the talks of a source to the talks file, and report what to check."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building.lock import imported_path
from talkfeed.cli import saving
from talkfeed.cli.clock import moment
from talkfeed.cli.console import afterwards
from talkfeed.cli.explain import zone
from talkfeed.cli.following import readable
from talkfeed.cli.import_report import report, seen_in
from talkfeed.cli.progress import ProgressBar
from talkfeed.cli.prompts import Interview, is_interactive
from talkfeed.cli.source_input import name_of, take
from talkfeed.cli.teaching import ExamplesFile, Teacher
from talkfeed.dates import DateRules, read_date
from talkfeed.editing import record as import_record
from talkfeed.editing.examples import read_talks
from talkfeed.editing.importing import open_questions, plan, unknown
from talkfeed.editing.merge import Action, Origin
from talkfeed.editing.talksfile import URL, create_with, open_or_create, with_parts
from talkfeed.editing.videos import KINDS
from talkfeed.errors import Rejected
from talkfeed.importers import sources
from talkfeed.importers.common.detect import kind_of
from talkfeed.importers.common.limited import limited
from talkfeed.model.imported import ImportOptions
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.records.field_names import check_fields
from talkfeed.records.timestamps import date_rules
from talkfeed.text import url as check_url

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.editing.record import ImportRecord
    from talkfeed.editing.report import Import
    from talkfeed.editing.talksfile import Listed
    from talkfeed.importers import Source
    from talkfeed.model import Settings
    from talkfeed.model.imported import FoundTalk, ImportResult, Plain, SourceInput

NOTHING = "TF709"


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Read the source, add what is new, and report."""
    check_fields(dict(arguments.mapping))
    source_input = take(arguments.source, allow_private=arguments.allow_private)
    if arguments.base:
        source_input = replace(source_input, base=check_url(arguments.base))
    kind = detected(source_input, arguments.kind)
    reject_mapping(arguments.mapping, kind)
    if arguments.series and kind.name != "ical":
        hint = "omit it; only calendars have repeating events"
        raise Rejected("TF708", "--series has no effect on this kind of source", hint)
    interview = Interview(out) if is_interactive(out) and not arguments.yes else None

    def read(options: ImportOptions) -> ImportResult:
        progress = ProgressBar(err, time.monotonic, time.process_time)
        progress.begin("import")
        tick = partial(progress.step, 0)
        try:
            return limited(
                kind.load().read, source_input, options, name=source_input.name, tick=tick
            )
        finally:
            progress.end()

    teacher = Teacher(source_input, read, kind.module)

    def attempt() -> tuple[Import, ImportResult]:
        return _import(arguments, teacher, interview, out)

    with hold_build_lock(arguments.talks):
        made, result = saving.retry_if_changed(attempt)
    with afterwards(out, is_written=not arguments.dry_run):
        report(made, result, arguments, out)
    return 0


def detected(source_input: SourceInput, wanted: str | None = None) -> Source:
    """Return the kind of a source; `wanted` is its name, None to recognise it.

    Raises:
        Rejected: TF701, the kind is unknown; TF717, recognising it takes too long.
    """
    return limited(kind_of, source_input, wanted, name=source_input.name)


def reject_mapping(mapping: Sequence[tuple[str, str]], kind: Source) -> None:
    """Check that --map has an effect on the kind of source.

    Raises:
        Rejected: TF708, the keys of this kind of source are fixed, or it has none.
    """
    if mapping and not kind.has_keys:
        named = (each.name for each in sources().values() if each.has_keys)
        names = " or ".join(f"--from {name}" for name in named)
        message = f"--map has no effect on {kind.summary}"
        hint = f"omit it, or name another kind of source: {names}"
        raise Rejected("TF708", message, hint)


def _reject_nothing(arguments: Namespace, result: ImportResult) -> None:
    """Check that a source has something to import.

    Raises:
        Rejected: TF709, it has not.
    """
    unfinished = (each for each in result.unparsed if each.is_talk)
    events = result.events if arguments.events else ()
    if not any((*result.talks, *result.series, *events, *unfinished)):
        hint = "check that it is the right page, or name the kind of source with --from"
        hint = f"{seen_in(result)}{hint}"
        raise Rejected(NOTHING, f"no talk was found in '{arguments.source}'", hint)


def _import(
    arguments: Namespace,
    teacher: Teacher,
    interview: Interview | None,
    out: Console,
) -> tuple[Import, ImportResult]:
    """Read the talks and the source, ask what is right and missing, and write new talks."""
    listed = open_or_create(arguments.talks)
    known = None
    with suppress(FileNotFoundError):
        known = files.read(imported_path(arguments.talks))
    job = _Job(
        listed=listed,
        known=known,
        source=name_of(arguments.source, imported_path(arguments.talks)),
        teacher=teacher,
        examples=ExamplesFile(arguments.talks, listed.settings),
    )
    given = _examples(arguments.example, listed.settings) if arguments.example else ()
    teacher.begin(given, job.examples.pages.get(job.source))
    options = _options(arguments, listed.rules)
    result = teacher.read(options)
    _reject_nothing(arguments, result)
    url = ""
    if interview is not None:
        if teacher.is_page and (given or _has_new(job, result)):
            result = teacher.ask(result, options, interview, listed.settings, out)
        options, result = _ask_dates(job, options, result, interview)
        if listed.created:
            question = f"At which address will the feeds be published? (Enter: {URL})"
            url = interview.ask(question, check_url)
    feed = {"title": result.title, "url": url, "timezone": options.timezone}
    feed |= {"authors": arguments.speaker, "dates": options.dates}
    listed = create_with(listed, **feed)
    wanted = _with_lists(result, events=arguments.events, people=arguments.people)
    if wanted.series or wanted.events or wanted.people:
        listed = with_parts(listed)[0]
    job = job._replace(listed=listed)
    made = _write(arguments, job, wanted, date_rules(options), out)
    return made, _left(arguments, result, listed)


def _left(arguments: Namespace, result: ImportResult, listed: Listed) -> ImportResult:
    """Return a result with only the events and people that neither the file nor an option has."""
    result = _with_lists(result, events=not arguments.events, people=not arguments.people)
    events = unknown(result.events, listed, "events")
    return replace(result, events=events, people=unknown(result.people, listed, "people"))


def _with_lists(result: ImportResult, *, events: bool, people: bool) -> ImportResult:
    """Return a result with the events and people of the source, or without them."""
    return replace(
        result, events=result.events if events else (), people=result.people if people else ()
    )


def _examples(path: Path, settings: Settings) -> Sequence[Mapping[str, Plain]]:
    """Read the examples that --example names; a missing file is not one of talks to begin with."""
    with readable():
        path.stat()
    return read_talks(path, settings)


class _Job(NamedTuple):
    """The inputs of an import: the talks, the bytes of the import record, and the source."""

    listed: Listed
    known: bytes | None
    source: str
    teacher: Teacher
    examples: ExamplesFile

    @property
    def record(self) -> ImportRecord:
        """Decode the import record."""
        return import_record.parse((self.known or b"").decode(errors="replace"))

    def undated(self, result: ImportResult) -> list[FoundTalk]:
        """List the talks that need a date, unless an earlier import has reported them."""
        undated = [
            each
            for each in result.talks
            if "date" not in each.fields and "given" not in each.fields
        ]
        return open_questions(undated, self.listed, self.record, self.source) if undated else []


def _has_new(job: _Job, result: ImportResult) -> bool:
    """Return whether an import has talks that are not in the list."""
    origin = Origin(job.source, moment(None, os.environ).date())
    made = plan(job.listed, result, job.record, origin=origin)
    return any(each.plan.action is Action.NEW for each in made.reported)


def _write(
    arguments: Namespace, job: _Job, result: ImportResult, rules: DateRules, out: Console
) -> Import:
    """Write the changes, or with --dry-run print them."""
    made = plan(
        job.listed,
        result,
        job.record,
        origin=Origin(job.source, moment(None, os.environ).date()),
        rules=rules,
        add_videos=arguments.add_videos,
    )
    if arguments.dry_run:
        saving.print_diff(made.before, made.after, out)
    else:
        after = made.record.encode()
        examples = job.examples.with_page(job.source, job.teacher)
        records = (
            saving.RecordChange(imported_path(arguments.talks), job.known, after),
            saving.RecordChange(job.examples.path, job.examples.content, examples or b""),
        )
        saving.write(job.listed, made.after, *(one for one in records if one.is_change))
    return made


def _options(arguments: Namespace, rules: DateRules) -> ImportOptions:
    """Combine the options of the command line and the settings of the talks file."""
    return ImportOptions(
        speaker=arguments.speaker,
        event=arguments.event,
        mapping=dict(arguments.mapping),
        timezone=zone(arguments.timezone) or rules.timezone,
        dates=arguments.dates or rules.order,
        language=rules.language,
        hemisphere=rules.hemisphere,
        languages=rules.languages,
        source_language=arguments.language or "",
        today=moment(None, os.environ).date(),
        as_series=arguments.series,
        as_events=arguments.events,
    )


# --- questions ----------------------------------------------------------------------------------


def _ask_dates(
    job: _Job, options: ImportOptions, result: ImportResult, interview: Interview
) -> tuple[ImportOptions, ImportResult]:
    """Ask for the order of ambiguous dates, and for missing dates."""
    missing = [] if result.kind in KINDS else job.undated(result)
    if missing and options.dates is None:
        other = job.teacher.read(replace(options, dates="dmy"))
        if len(job.undated(other)) < len(missing):
            question = "In dates such as 10/07/2015, does the day or the month come first? (d/m)"
            answer = interview.ask(question, _day_or_month)
            if answer:
                options = replace(options, dates="dmy" if answer[0] in "dD" else "mdy")
                result = job.teacher.read(options)
                missing = job.undated(result)
    rules = date_rules(options)
    talks = (
        _ask_date(each, rules, interview, number) if each in missing else each
        for number, each in enumerate(result.talks)
    )
    return options, replace(result, talks=tuple(talks))


def _day_or_month(answer: str) -> None:
    if answer[0].lower() not in "dm":
        raise Rejected("TF702", "that is neither d nor m", "answer d or m, or press Enter")


def _ask_date(found: FoundTalk, rules: DateRules, interview: Interview, number: int) -> FoundTalk:
    """Ask for the date of a talk, and add it."""
    title = str(found.fields.get("title", "a talk without a title"))
    question = "  when was it held? (Enter: decide later)"
    answer = interview.ask(
        question, lambda text: read_date(text, rules), about=(title, *found.doubts), number=number
    )
    if not answer:
        return found
    doubts = tuple(doubt for doubt in found.doubts if "date" not in doubt)
    return replace(found, fields={**found.fields, "date": answer}, doubts=doubts)
