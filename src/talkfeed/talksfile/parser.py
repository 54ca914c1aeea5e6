# ruff: noqa: ANN401 (PyYAML's events and marks have no types worth the name)
"""talks.yaml (a subset of YAML 1.1) → RawFile: untyped text with line and column.

All files are read and all their problems collected; the content of a file never raises an
exception.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import yaml

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.limits import MAX_TALKS
from talkfeed.model import Raw, RawField, RawFile
from talkfeed.talksfile.anchors import Resolver
from talkfeed.talksfile.composing import Composer, commented
from talkfeed.talksfile.faults import LOST, BrokenError, Fault, TooDeepError, misread
from talkfeed.talksfile.files import decode, main_files, read_content
from talkfeed.talksfile.includes import LISTS, Gathered, Loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or PyYAML's own, much slower one if it was built without libyaml."""


def parse(
    text: str, path: str, loader: Any = LOADER, *, line: int = 0, is_foreign: bool = False
) -> tuple[Raw | None, list[Problem]]:
    """Parse YAML; report each syntax error as a problem, and read the rest.

    Returns None for text that is empty or cannot be read at all. `line` is the number of lines
    above the text in its file. A faulty line is read as it was probably meant, so that the rest of
    its talk can be checked. In a file of other software, which `is_foreign`, its talk is left out;
    anchors, aliases and merge keys are resolved there.
    """
    composer_of = partial(Resolver, {}) if is_foreign else Composer

    def compose(text: str, above: int, lost: str = LOST) -> tuple[Raw | None, list[Problem]]:
        composer = composer_of(loader(text).get_event, path, above, commented(text), lost)
        try:
            root = composer.document()
        except yaml.MarkedYAMLError as error:
            context = _spot(error.context_mark)
            spot = _spot(error.problem_mark) or context or (0, 0)
            fault = Fault(error.problem or "", spot, error.context or "", context)
            raise BrokenError(fault) from error
        if place := misread(root):
            spot = (place.line - above - 1, 0)
            raise BrokenError(Fault("expected '-' indicator", spot, "", None))
        return root, composer.problems

    try:
        return compose(text, line, "")
    except (BrokenError, TooDeepError):
        from talkfeed.talksfile.recovery import Recovery  # noqa: PLC0415  — only errors need it

        recovery = Recovery(path, line, compose, is_repairing=not is_foreign)
        return recovery.read(text), recovery.problems


def _spot(mark: Any) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


# --- files → RawFile ----------------------------------------------------------------------------


def load(path: Path) -> Loaded:
    """Read and parse one file.

    Raises:
        Rejected: TF101, TF110, it cannot be read.
    """
    return loaded(path, read_content(path))


def loaded(path: Path, content: bytes) -> Loaded:
    """Parse the content of a file."""
    text, problems = decode(path, content)
    root, faults = parse(text or "", str(path))
    return Loaded(root, problems + faults, is_broken=text is None or bool(faults))


def read_parts(fields: Mapping[str, RawField], home: Path) -> Gathered:
    """Gather only the people, events and series of a main file in a directory."""
    gathered = Gathered(load, read_content, loaded)
    for part in LISTS:
        if part in fields:
            gathered.add_list(part, fields[part], home)
    return gathered


def read(
    path: Path,
    load: Callable[[Path], Loaded] = load,
    take: Callable[[Path], bytes] = read_content,
) -> RawFile:
    """Read a talks file with all the files it includes, or a directory of talks files.

    Places have the paths as the user wrote them. Problems are collected, and a file that cannot be
    read does not stop the others. `load` reads a single file, `take` one of other software.
    """
    gathered = Gathered(load, take, loaded)
    here = Place(str(path), 1, 1)
    try:
        paths = main_files(path)
        gathered.found(str(path), "", paths)
        for each in paths:
            gathered.read(each, main=True)
    except Rejected as rejected:
        gathered.is_broken = True
        gathered.problems.append(rejected.at(here))
    gathered.finish(here)
    if len(gathered.talks) > MAX_TALKS:
        place, message = gathered.talks[MAX_TALKS].place, f"more than {MAX_TALKS:,} talks"
        hint = "split them into several sites, each with its own output"
        gathered.problems.append(Problem(place, "TF110", message, hint))
    return RawFile(
        feed=gathered.feed,
        talks=tuple(gathered.talks),
        problems=tuple(gathered.problems),
        place=here,
        listings=tuple(gathered.listings),
        notices=tuple(gathered.notices),
        remotes=tuple(gathered.remotes),
        people=gathered.people,
        events=gathered.events,
        series=gathered.series,
    )
