"""New texts of files → the problems that they would have, before anything is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.lists import expanded
from talkfeed.media.own_files import OwnFiles
from talkfeed.model import RawFile, RawList, RawMap
from talkfeed.normalise import normalise
from talkfeed.talksfile.files import read_content
from talkfeed.talksfile.includes import LISTS, Loaded
from talkfeed.talksfile.parser import load, parse, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from talkfeed.errors import Problem
    from talkfeed.model import Raw

BREAKS = "TF711"
SHOWN = 3
_LINE = re.compile(r"\bline \d+")


def read_with(
    source: Path, texts: Mapping[str, str], load: Callable[[Path], Loaded] = load
) -> RawFile:
    """Read a talks file with new texts for some of its files, by path; `load` reads the others.

    Lists of other software that it names are read as well.
    """

    def load_new(path: Path) -> Loaded:
        if str(path) not in texts:
            return load(path)
        root, faults = parse(texts[str(path)], str(path))
        return Loaded(root, faults, is_broken=bool(faults))

    def take_new(path: Path) -> bytes:
        return texts[str(path)].encode() if str(path) in texts else read_content(path)

    if not source.exists():
        return _new_file(*parse(texts[str(source)], str(source)), Place(str(source), 1, 1))
    return expanded(read(source, load_new, take_new))


def _new_file(root: Raw | None, problems: list[Problem], here: Place) -> RawFile:
    """Return a file that does not exist yet; talkfeed wrote its text, so it has no includes."""
    fields = root.fields if isinstance(root, RawMap) else {}
    feed = fields["feed"].value if "feed" in fields else None
    parts = {part: fields[part].value for part in ("talks", *LISTS) if part in fields}
    lists = {part: value for part, value in parts.items() if isinstance(value, RawList)}
    items = lists["talks"].items if "talks" in lists else ()
    return RawFile(
        feed if isinstance(feed, RawMap) else None,
        tuple(item for item in items if isinstance(item, RawMap)),
        tuple(problems),
        here,
        people=lists.get("people"),
        events=lists.get("events"),
        series=lists.get("series"),
    )


def problems_of(raw: RawFile, source: Path) -> tuple[Problem, ...]:
    """Return all problems of a talks file, and of the files that it names."""
    try:
        return OwnFiles(source).all_problems(normalise(raw))
    except InvalidData as error:
        return error.problems


def reject_new_problems(source: Path, texts: Mapping[str, str]) -> None:
    """Check that new texts cause no new problem.

    Raises:
        Rejected: TF711, with the new problems.
    """
    after = problems_of(read_with(source, texts), source) if texts else ()
    if not after:
        return
    before = problems_of(read_with(source, {}), source) if source.exists() else ()
    known = frozenset(map(_identity, before))
    new = [one for one in after if _identity(one) not in known]
    if new:
        shown = "; ".join(f"{one.code} {one.message}" for one in new[:SHOWN])
        more = f"; and {len(new) - SHOWN} more" if len(new) > SHOWN else ""
        message = f"nothing was written, because the file would not be valid: {shown}{more}"
        raise Rejected(BREAKS, message, new[0].hint)


def _identity(problem: Problem) -> tuple[str, str]:
    """Return the parts of a problem that do not change when it moves to another line."""
    return problem.code, _LINE.sub("", problem.message)
