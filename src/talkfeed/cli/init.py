"""`talkfeed init`: a directory → a talks file that builds, and all that its host needs."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from talkfeed.cli import saving
from talkfeed.cli.console import afterwards, visible
from talkfeed.cli.prompts import Interview, is_interactive
from talkfeed.cli.source_input import take
from talkfeed.editing.talksfile import URL
from talkfeed.editing.writing import scalar
from talkfeed.errors import Rejected
from talkfeed.importers.common.detect import choose
from talkfeed.importers.common.limited import limited
from talkfeed.model.imported import ImportOptions
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.disk import Disk
from talkfeed.publishing.output_dir import write_errors
from talkfeed.publishing.replacing import replace_files
from talkfeed.starting.files import DIFFERENT, EXTENDED, NEW, TALKS, Site, plan
from talkfeed.starting.hosts import HOSTS, NONE, address_of, host_of, read_remote
from talkfeed.starting.repository import Repository, find_domain, find_repository
from talkfeed.starting.sources import find_site, find_sources
from talkfeed.text import url as check_url

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.model.imported import ImportResult, SourceInput
    from talkfeed.starting.files import Planned

TITLE = "Our talks"
NAMED, IMPORTED, LATER = "named", "imported", "later"
"""What becomes of a source."""
MOST_SOURCES = 3
_LISTS = frozenset(("list", "csv", "frontmatter"))
"""Kinds of sources that a talks file can name, to be read by each build."""
_STYLES = {NEW: "new", EXTENDED: "updated", DIFFERENT: "warning"}


class Found(NamedTuple):
    """What was found in a directory: its repository, another site's program, and sources."""

    repository: Repository | None
    program: str
    sources: Sequence[Source]


class Source(NamedTuple):
    """A place with talks, as a path that a command can name, and their number.

    `named` is the path as the talks file can name it, to read the list where it is; empty if the
    importer alone can read it.
    """

    path: str
    talks: int
    named: str


def run(arguments: Namespace, out: Console, _err: Console) -> int:
    """Look at the directory, ask what is open, write what is missing, and say what comes next."""
    directory: Path = arguments.directory
    interview = Interview(out) if is_interactive(out) and not arguments.yes else None
    found = _look(directory)
    site = _site(arguments, found)
    if found.program and site.host is NONE:
        out.say(f"{found.program} builds a site here already: no workflow is written that would")
        out.say('replace it. Let talkfeed build into it: docs/recipes.md, "Beside another site".')
    if interview is not None and not (directory / TALKS).exists():
        site = _asked(site, interview)
    planned = plan(site)
    if arguments.dry_run:
        _show(planned, out)
        return 0
    sources = found.sources
    way = _way(sources[0], interview) if interview is not None and sources else LATER
    if way == NAMED:
        planned[0] = _naming(planned[0], sources[0])
    _write(planned)
    with afterwards(out):
        _report(planned, out)
        if way == IMPORTED:
            _import(sources[0], directory, out)
        if way != LATER:
            sources = ()
        if any(each.state in {NEW, EXTENDED} for each in planned):
            _say_next(site, sources, out)
    return 0


def _shown(path: Path) -> str:
    """Write a path as seen from here; one on another drive of Windows is not."""
    try:
        return os.path.relpath(path)
    except ValueError:  # pragma: no cover  — Windows
        return str(path)


# --- what is there ------------------------------------------------------------------------------


def _look(directory: Path) -> Found:
    places = (directory, *directory.absolute().parents)
    repository = find_repository(next(place for place in places if place.is_dir()))
    root = repository.root if repository else directory
    talks_there = (directory / TALKS).exists()
    paths = () if talks_there else find_sources(directory)
    sources = [*filter(None, (_source(path, directory) for path in paths))]
    return Found(repository, find_site(root), sources[:MOST_SOURCES])


def _source(path: Path, directory: Path) -> Source | None:
    """Read what may be a source; None if it has no talks."""
    try:
        source = take(str(path), allow_private=False)
        result = limited(_read, source, name=source.name)
    except Rejected:
        return None
    is_list = result.kind in _LISTS
    named = path.relative_to(directory).as_posix() if is_list else ""
    return Source(_shown(path), len(result.talks), named) if result.talks else None


def _read(source: SourceInput) -> ImportResult:  # pragma: no cover  — runs in another process
    return choose(source).read(source, ImportOptions())


def _site(arguments: Namespace, found: Found) -> Site:
    """Decide what the remote and the options decide."""
    directory: Path = arguments.directory
    root = found.repository.root if found.repository else directory
    below = ""
    if found.repository:
        below = directory.resolve().relative_to(root.resolve()).as_posix() + "/"
    remote = read_remote(found.repository.remote) if found.repository else None
    remote_host = host_of(remote)
    guessed = ""
    if remote is not None:
        guessed = address_of(remote, find_domain(root, remote_host.domain_file))
        guessed += "talks/" if guessed and found.program else ""
    host = HOSTS[arguments.host] if arguments.host else NONE if found.program else remote_host
    return Site(
        directory=directory,
        root=root,
        below=below.removeprefix("./"),
        branch=found.repository.branch if found.repository else "main",
        host=host,
        title=arguments.title or TITLE,
        url=check_url(arguments.url) if arguments.url else guessed or URL,
    )


# --- questions ----------------------------------------------------------------------------------


def _asked(site: Site, interview: Interview) -> Site:
    """Ask what subscribers will see and where it will be served; Enter keeps what was found."""
    title = interview.ask(f"What is the feed called? (Enter: {site.title})")
    url = interview.ask(f"Under which address will it be served? (Enter: {site.url})", check_url)
    names = ", ".join(HOSTS)
    host = interview.ask(f"Who serves it: {names}? (Enter: {site.host.name})", _known_host)
    return site._replace(
        title=title or site.title,
        url=check_url(url) if url else site.url,
        host=HOSTS[host] if host else site.host,
    )


def _known_host(answer: str) -> None:
    if answer not in HOSTS:
        raise Rejected("TF702", "that is none of them", f"one of: {', '.join(HOSTS)}")


def _way(source: Source, interview: Interview) -> str:
    """Ask whether a source is read where it is, copied, or left for later."""
    talks = _talks(source.talks)
    if source.named:
        question = f"Read the {talks} of {source.path} where they are (y), import a copy (i)"
        answer = interview.ask(f"{question}, or neither (n)? (Enter: y)")[:1].lower()
        return {"": NAMED, "y": NAMED, "i": IMPORTED}.get(answer, LATER)
    question = f"Import the {talks} of {source.path} now? (y/n, Enter: y)"
    return IMPORTED if interview.ask(question)[:1].lower() in {"", "y"} else LATER


def _naming(planned: Planned, source: Source) -> Planned:
    """Name a source in a new talks file."""
    return planned._replace(after=planned.after + f"  - from: {scalar(source.named)}\n".encode())


def _import(source: Source, directory: Path, out: Console) -> None:
    from talkfeed.cli import importing, parser  # noqa: PLC0415  — for a source that is wanted

    arguments = parser.parse(["import", "--yes", source.path, str(directory / TALKS)])
    importing.run(arguments, out, out)


# --- the files ----------------------------------------------------------------------------------


def _write(planned: Sequence[Planned]) -> None:
    """Write the files that are missing, with their directories."""
    changed = [each for each in planned if each.state in {NEW, EXTENDED}]
    for each in changed:
        with write_errors(each.path):
            for parent in (*reversed(each.path.parents),):
                if not parent.exists():
                    Disk().make_directory(str(parent))
    replace_files(
        {each.path: each.after for each in changed}, {each.path: each.before for each in changed}
    )


def _show(planned: Sequence[Planned], out: Console) -> None:
    """Print what would change, and how files that stay differ from those of this version."""
    shown = [each for each in planned if each.before != each.after and each.path.name != TALKS]
    new = [each for each in planned if each.before is None and each.path.name == TALKS]
    for each in (*new, *shown):
        name = _shown(each.path)
        before = None if each.before is None else each.before.decode(errors="replace")
        saving.print_diff({name: before}, {name: each.after.decode()}, out)


def _report(planned: Sequence[Planned], out: Console) -> None:
    for each in planned:
        state = out.paint(f"{each.state:<10}", _STYLES.get(each.state, "hint"))
        out.say(f"{state} {visible(_shown(each.path))}")
    if URL.encode() in planned[0].after and planned[0].state == NEW:
        out.say(f"Replace {URL} in {TALKS} by the address at which output/ will be served.")
    if all(each.state not in {NEW, EXTENDED} for each in planned):
        out.say("Nothing to do: everything is here already.")
    if any(each.state == DIFFERENT for each in planned):
        out.say("A file that differs from that of this version stays as it is;")
        out.say("'talkfeed init --dry-run' shows the difference.")


# --- what comes next ----------------------------------------------------------------------------


def _say_next(site: Site, sources: Sequence[Source], out: Console) -> None:
    """Print the next commands."""
    rows = [*_first_commands(site, sources), *_last_commands(site)]
    width = max(len(command) for command, _ in rows)
    out.say()
    out.say(out.paint("Next:", "head"))
    for command, why in rows:
        out.say(f"  {visible(command):<{width}}  {out.paint(f'# {why}', 'hint')}")
    if named := next((source.named for source in sources if source.named), ""):
        out.say(
            out.paint("Instead of an import, name the list below talks: in talks.yaml, and", "hint")
        )
        out.say(out.paint(f"each build reads it where it is:  - from: {scalar(named)}", "hint"))


def _first_commands(site: Site, sources: Sequence[Source]) -> list[tuple[str, str]]:
    talks = _shown(site.directory / TALKS)
    where = "" if talks == TALKS else f" {shlex.quote(talks)}"
    begin = [
        (f"talkfeed import {shlex.quote(source.path)}{where}", f"its {_talks(source.talks)}")
        for source in sources
    ]
    to = f" --to {shlex.quote(talks)}" if where else ""
    begin = begin or [(f"talkfeed add{to}", "a talk; or edit the file")]
    return [*begin, (f"talkfeed serve --open{where}", "see it while you edit")]


def _last_commands(site: Site) -> list[tuple[str, str]]:
    if site.host.target:
        publish = ("talkfeed publish", "build and upload, once publish: in talks.yaml is yours")
        return [publish, ("sh update-talks.sh", "the same for cron; it also commits talks.lock")]
    if site.host.files:
        return [("git add . && git commit -m 'Add talks' && git push", "publish")]
    return [("talkfeed build", "write output/, and talks.lock: commit it with the talks")]


def _talks(number: int) -> str:
    return "1 talk" if number == 1 else f"{number} talks"
