"""New texts of files → the problems that a check would find, before anything is written."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.model import RawFile, RawList, RawMap
from talkfeed.normalise import normalise
from talkfeed.talksfile.includes import Loaded
from talkfeed.talksfile.parser import load, parse, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from talkfeed.errors import Problem
    from talkfeed.model import Raw

BREAKS = "TF711"
TOLD = 3
_LINE = re.compile(r"\bline \d+")


def read_with(
    source: Path, texts: Mapping[str, str], load: Callable[[Path], Loaded] = load
) -> RawFile:
    """Read a talks file as it would be if some of its files, by their paths, held other texts.

    `load` reads the other files.
    """
    if not source.exists():
        return _only(parse(texts[str(source)], str(source)), Place(str(source), 1, 1))
    return read(source, partial(_load, texts, load))


def _load(texts: Mapping[str, str], load: Callable[[Path], Loaded], path: Path) -> Loaded:
    """Read one file, or what it is to hold."""
    if str(path) not in texts:
        return load(path)
    root, faults = parse(texts[str(path)], str(path))
    return Loaded(root, faults, is_broken=bool(faults))


def _only(read: tuple[Raw | None, list[Problem]], here: Place) -> RawFile:
    """Take a file that is not there yet: `feed:` and `talks:`, as they were just written."""
    root, problems = read
    fields = root.fields if isinstance(root, RawMap) else {}
    feed = fields["feed"].value if "feed" in fields else None
    talks = fields["talks"].value if "talks" in fields else None
    items = talks.items if isinstance(talks, RawList) else ()
    return RawFile(
        feed if isinstance(feed, RawMap) else None,
        tuple(item for item in items if isinstance(item, RawMap)),
        tuple(problems),
        here,
    )


def problems_of(raw: RawFile) -> tuple[Problem, ...]:
    """Find all that is wrong with a talks file."""
    try:
        normalise(raw)
    except InvalidData as error:
        return error.problems
    return ()


def reject_new_problems(source: Path, texts: Mapping[str, str]) -> None:
    """See that new texts bring no problem that is not there already.

    Raises:
        Rejected: TF711, with what would be wrong.
    """
    after = problems_of(read_with(source, texts)) if texts else ()
    if not after:
        return
    before = problems_of(read_with(source, {})) if source.exists() else ()
    known = frozenset(map(_said, before))
    new = [one for one in after if _said(one) not in known]
    if new:
        told = "; ".join(f"{one.code} {one.message}" for one in new[:TOLD])
        more = f"; and {len(new) - TOLD} more" if len(new) > TOLD else ""
        raise Rejected(
            BREAKS, f"nothing is written, for it would be wrong: {told}{more}", new[0].hint
        )


def _said(problem: Problem) -> tuple[str, str]:
    """Give what a problem says, wherever it stands and whatever line it points to."""
    return problem.code, _LINE.sub("", problem.message)
