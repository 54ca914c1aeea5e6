"""What an import reports of many talks at once → paragraphs: a head, and a row for each talk."""

from __future__ import annotations

import re
from collections import defaultdict
from textwrap import wrap
from typing import TYPE_CHECKING

from talkfeed.cli.console import cells, shorten, visible
from talkfeed.editing.tidy import lines_of
from talkfeed.model.imported import REMAINDERS
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.draft import NO_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.cli.console import Console
    from talkfeed.editing.report import Import, Kept, PartReport, TalkReport, UnparsedReport
    from talkfeed.model.imported import FoundTalk, MergedEntry, Unparsed

INDENT = "    "
FEW = 5
"""The number of rows to show of a paragraph without --verbose."""
MANY = 4
"""The number of talks from which a doubt is reported for all of them at once."""
NARROWEST, LONGEST = 20, 200
"""The width in cells that a title has at least, and where there is no terminal at most."""
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_OWN = re.compile(r"'[^']*'|\d[\w:./+-]*")
"""The words of a doubt that are those of one talk: quotations, dates and numbers."""


class SharedDoubt(NamedTuple):
    """A doubt as the first talk has it, whether the words of others differ, and all talks."""

    text: str
    differs: bool
    talks: tuple[TalkReport, ...]


def shared_doubts(talks: Iterable[TalkReport]) -> list[SharedDoubt]:
    """List the doubts of many talks, those of the most talks first."""
    by_form: dict[str, list[tuple[str, TalkReport]]] = defaultdict(list)
    for talk in talks:
        for doubt in talk.plan.found.doubts:
            if not doubt.endswith(NO_BASE):  # relative links are counted together
                by_form[form_of(doubt)].append((doubt, talk))
    found = []
    for rows in by_form.values():
        text = rows[0][0]
        differs = any(doubt != text for doubt, _ in rows)
        found.append(SharedDoubt(text, differs, tuple(talk for _, talk in rows)))
    many = (one for one in found if len(one.talks) >= MANY)
    return sorted(many, key=lambda one: -len(one.talks))


def form_of(doubt: str) -> str:
    """Return a doubt without the words that are those of one talk.

    >>> form_of("the year 2015 is that of 'Talks of 2015'")
    'the year … is that of …'
    """
    return _OWN.sub("…", doubt)


def own_doubts(talk: TalkReport, shared: Sequence[SharedDoubt]) -> list[str]:
    """List the doubts of a talk that are not reported for many at once."""
    forms = {form_of(one.text) for one in shared}
    return [doubt for doubt in talk.plan.found.doubts if form_of(doubt) not in forms]


def of_doubt(shared: SharedDoubt, out: Console) -> list[str]:
    """Format a doubt about many talks, and the first of them."""
    rows = [titled(place(each, out), title_of(each.plan.found), out) for each in shared.talks]
    such = ", e.g." if shared.differs else ""
    return [*wrapped(f"{len(rows)} talks{such}: {shared.text}", out, ""), *_first(rows, FEW)]


def reason_of(left: UnparsedReport) -> str:
    """Return why a part is left by hand, without its relative links."""
    reasons = left.unparsed_part.why.split("; ")
    return "; ".join(one for one in reasons if not one.endswith(NO_BASE))


def of_unparsed(parts: Sequence[UnparsedReport], out: Console) -> list[str]:
    """Format the parts to finish by hand for one reason."""
    why = reason_of(parts[0])
    such = ", e.g." if any(reason_of(each) != why for each in parts) else ""
    titles = (lines_of(each.unparsed_part)[0].removeprefix("- title: ") for each in parts)
    rows = [titled(place(each, out), one, out) for each, one in zip(parts, titles, strict=True)]
    return [*wrapped(f"{len(parts)} to finish by hand{such}: {why}", out, ""), *_first(rows, FEW)]


def of_kept(made: Import, shown: int, out: Console) -> Iterator[str]:
    """Format the talks that the source no longer has."""
    if made.kept:
        count = "1 talk is" if len(made.kept) == 1 else f"{len(made.kept)} talks are"
        yield f"{count} no longer in the source: kept"
    rows = [titled(place(each, out), each.title, out) for each in made.kept]
    yield from _first(rows, shown)


def of_merged(made: Import, name: str, shown: int, out: Console) -> Iterator[str]:
    """Format the number of entries that are part of another one; few with place and title."""
    repeats = [each for each in made.merged if each.is_repeat]
    deliveries = len(made.merged) - len(repeats)
    counts = [f"{len(repeats)} repeat another one"] if repeats else []
    counts += [f"{deliveries} are other deliveries of a talk"] if deliveries else []
    if counts:
        yield f"{made.entries} entries read, of which {' and '.join(counts)}"
    for each in repeats if len(repeats) <= shown else ():
        yield titled(f"repeated: {spot_of(each, name)}".rstrip(": "), each.title, out)


def of_remainders(made: Import, name: str, most: int, out: Console) -> Iterator[str]:
    """Format the text of a page that is in no talk: the longest first, each with its place."""
    for why in REMAINDERS:
        parts = [each for each in made.ignored if each.why == why]
        parts.sort(key=lambda each: -len(each.text))
        yield from [f"{why} ({len(parts)})"] if parts else []
        rows = [(f"{INDENT}{spot_of(each, name)}", each.text) for each in parts]
        if most > FEW:
            yield from (row for spot, text in rows for row in wrapped(f"{spot}{text}", out, ""))
        else:
            yield from _first([fitting(spot, text, out) for spot, text in rows], most)


def _first(rows: Sequence[str], most: int) -> list[str]:
    """Return the first rows, and the number of the others if they are several."""
    shown = len(rows) if len(rows) <= most + 1 else most
    more = [f"{INDENT}and {len(rows) - shown} more; --verbose shows all"] if rows[shown:] else []
    return [*rows[:shown], *more]


def titled(front: str, title: str, out: Console) -> str:
    """Format a row of a paragraph: the place, and the title of a talk."""
    return fitting(f"{INDENT}{front}: ", title, out)


def fitting(front: str, title: str, out: Console) -> str:
    """Put a title after its place; it is cut to the width of a terminal."""
    plain = _COLOUR.sub("", front)
    most = max(out.width - cells(plain), NARROWEST) if out.is_terminal else LONGEST
    return f"{front}{shorten(visible(title), most)}"


def wrapped(text: str, out: Console, indent: str = INDENT) -> list[str]:
    """Wrap a text to the width of a terminal; other streams have it in one line."""
    if not out.is_terminal:
        return [f"{indent}{visible(text)}"]
    return wrap(
        visible(text),
        out.width,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def place(each: TalkReport | UnparsedReport | Kept | PartReport, out: Console) -> str:
    """Format the place of a talk or a comment in the talks files."""
    return out.paint(f"{each.path}:{each.line}", "place") if each.line else "not in the list"


def spot_of(found: FoundTalk | Unparsed | MergedEntry, name: str) -> str:
    """Return the place in the source, "" if it is unknown."""
    return f"{visible(found.where or name)}:{found.line}: " if found.line else ""


def title_of(found: FoundTalk) -> str:
    """Return the title of a talk."""
    return str(found.fields.get("title", ""))
