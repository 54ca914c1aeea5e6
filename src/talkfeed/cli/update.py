"""`talkfeed update`: fetch the sources that a talks file names, and keep their talks beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building.request import lock_path
from talkfeed.cli import saving
from talkfeed.cli.clock import moment
from talkfeed.cli.console import afterwards, visible
from talkfeed.cli.following import print_error
from talkfeed.cli.refresh import Refresh, Source, refreshed
from talkfeed.editing.talksfile import open_talks
from talkfeed.errors import FailedAfterwards, InvalidData, Place, Rejected, indented
from talkfeed.lists.options import read_options
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.disk import Disk
from talkfeed.publishing.output_dir import write_errors
from talkfeed.publishing.replacing import CHANGED, Changed, remove_files, replace_files, sweep
from talkfeed.talksfile.files import FETCHED, fetched_path, main_files
from talkfeed.updating.keeping import address_of, text_of
from talkfeed.updating.state import NAME, SourceState, dump, parse
from talkfeed.updating.uniting import parted, united

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Container, Iterator, Mapping, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.editing.talksfile import Listed
    from talkfeed.model import RawRemote
    from talkfeed.updating.uniting import United

NOTHING = "no address is named; write below talks:  - from: https://club.example/events.ics"
_MOST = 20
"""The number of changes of a source that are printed."""


class Update(NamedTuple):
    """What came of each source, and the files that were written and removed.

    `shared` has a line for each talk that two sources list, or listed as one before.
    """

    done: list[Refresh]
    shared: tuple[str, ...]
    written: list[Path]
    removed: list[Path]


def run(arguments: Namespace, out: Console, err: Console) -> int:
    """Fetch what is due, write what has changed, and report."""

    def attempt() -> Update:
        return _update(arguments)

    with hold_build_lock(arguments.talks):
        pass  # while a build is at work, nothing is asked for in vain
    done, shared, written, removed = saving.retry_if_changed(attempt)
    with afterwards(out, is_written=bool(written or removed)):
        if not done:
            out.say(NOTHING)
        for each in done:
            if each.failure is None:
                out.say(visible(f"{each.source.address}: {each.report}"))
                _say_some(each.changes, out)
        for line in shared:
            out.say(out.paint(visible(line), "hint"))
        for path in written:
            out.say(f"{out.paint('written', 'updated')}: {visible(str(path))}")
        for path in removed:
            why = "no address below 'talks:' needs it"
            out.say(f"{out.paint('removed', 'withdrawn')}: {visible(str(path))} ({why})")
    failures = [each.failure for each in done if each.failure is not None]
    by_hint = {failure.hint: failure for failure in failures}
    for failure in sorted(failures, key=lambda each: [*by_hint].index(each.hint)):
        is_last = failure is by_hint[failure.hint]  # a hint that several share is printed once
        print_error(failure if is_last else Rejected(failure.code, failure.message), err)
    return FailedAfterwards.status if failures else 0


def _say_some(lines: Sequence[str], out: Console) -> None:
    """Print what has changed in a source; of many changes the first ones."""
    for line in lines[:_MOST]:
        out.say(visible(indented(line)))
    if lines[_MOST:]:
        out.say(indented(f"and {len(lines) - _MOST} more"))


def _shared(before: United, now: United) -> Iterator[str]:
    """Yield a line for each talk that two sources list, or listed as one before."""
    for each in now.repeated:
        yield f"{each.title}: in {each.kept} as well as in {each.left_out}"
    for each in parted(before, now):
        differ = f"{each.kept} and {each.left_out} differ about it now"
        yield f"{each.title}: {differ}, so it is published as two talks"


def _update(arguments: Namespace) -> Update:
    """Ask the sources, write the files whose content changes, and remove those of no source."""
    listed = open_talks(arguments.talks, is_updating=True)
    sources = [_source(remote, listed) for remote in listed.raw.remotes]
    record = lock_path(arguments.talks).with_suffix(FETCHED) / NAME
    known = _read(record)
    if not sources:
        with hold_build_lock(arguments.talks):
            return Update([], (), [], _remove(arguments, listed, record))
    states = _parse(record, known)
    now = moment(arguments.now, os.environ)
    done = [
        refreshed(
            source,
            states.get(source.address),
            listed.settings,
            now=now,
            is_due=arguments.all,
            allow_private=arguments.allow_private,
        )
        for source in sources
    ]
    known_of = {key: states[key].talks for key in (s.address for s in sources) if key in states}
    talks_of = {each.source.address: each.state.talks if each.state else () for each in done}
    before, made = united(known_of, listed.rules), united(talks_of, listed.rules)
    after = {
        each.source.path: text_of(each.source.address, made.kept[each.source.address]).encode()
        for each in done
        if each.state is not None
    }
    after[record] = dump({e.source.address: e.state for e in done if e.state}).encode()
    with hold_build_lock(arguments.talks):
        _reject_changed(listed, record, known)
        shared = tuple(_shared(before, made))
        return Update(done, shared, _write(after), _remove(arguments, listed))


def _reject_changed(listed: Listed, record: Path, known: bytes | None) -> None:
    """Check that nothing was edited or updated while the sources were asked.

    Raises:
        Changed: TF716, something was.
    """
    before = {Path(path): listed.content(path) for path in listed.documents}
    for path, content in (before | {record: known}).items():
        if _read(path) != content:
            raise Changed(CHANGED, f"{path} was changed in the meantime", "run the command again")


def _remove(arguments: Namespace, listed: Listed, *others: Path) -> list[Path]:
    """Remove what was fetched of addresses that are no longer named, and other files."""
    raw = listed.raw
    paths = (*(remote.path for remote in raw.remotes), *listed.documents, *raw.read_in_place)
    used = {Path(path).resolve() for path in paths}
    gone = [path for main in main_files(arguments.talks) for path in _left_over(main, used)]
    gone += filter(Path.exists, others)
    remove_files(gone)
    return gone


def _left_over(main: Path, used: Container[Path]) -> Iterator[Path]:
    """Yield the files that were kept of sources of a main file, without those that it uses.

    A file is one of them if its first line has the address that its name is made of; whatever a
    person has put there is left alone.
    """
    for path in sorted(main.with_suffix(FETCHED).glob("*.yaml")):
        content = _read(path) if path.resolve() not in used else None
        address = address_of(content or b"")
        if address and fetched_path(main, address) == path:
            yield path


def _source(remote: RawRemote, listed: Listed) -> Source:
    """Read the options of a source, which `open_talks` has checked."""
    options, _ = read_options(remote.options, listed.rules)
    return Source(remote.address, Path(remote.path), options)


def _parse(record: Path, known: bytes | None) -> dict[str, SourceState]:
    """Read the record of what was fetched.

    Raises:
        InvalidData: it is damaged.
    """
    try:
        return parse(known) if known else {}
    except Rejected as rejected:
        raise InvalidData([rejected.at(Place(str(record), 1, 1))]) from rejected


def _read(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return files.read(path)
    return None


def _write(after: Mapping[Path, bytes]) -> list[Path]:
    """Write the files that change; return their paths."""
    before = {path: _read(path) for path in after}
    changed = {path: content for path, content in after.items() if content != before[path]}
    directories = dict.fromkeys(path.parent for path in after)
    for directory in filterfalse(Path.exists, directories):
        with write_errors(directory):
            Disk().make_directory(str(directory))
    sweep(directories)
    replace_files(changed, before)
    return [*changed]
