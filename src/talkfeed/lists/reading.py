"""A file of other software → its talks with the keys of talks.yaml, each value with its place.

Entries are found and sorted as `talkfeed import` does it. A date or title that cannot be read stays
as it is, so that the check of all talks names it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from talkfeed.errors import Place, Problem, Rejected
from talkfeed.lists.content import content_of
from talkfeed.lists.dates import keys_with_dates, order_in, with_unknown, with_years
from talkfeed.lists.entries import EntryReader, unknown_keys
from talkfeed.lists.repeated import ListTalk, told_apart
from talkfeed.lists.unfit import WRONG_KEY, records_of, unfit
from talkfeed.model.imported import ImportOptions
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.field_names import Entry, at, check_mapping
from talkfeed.records.nodes import Record
from talkfeed.records.talklist import in_rooms, walk

if TYPE_CHECKING:
    from talkfeed.dates import DateRules
    from talkfeed.lists.options import ListOptions
    from talkfeed.records.field_names import RecordFields
    from talkfeed.records.nodes import Node
    from talkfeed.records.talklist import Item

_YEAR = re.compile(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")
_REMEMBERED = 4
_SHOWN = 12


class ListFile(NamedTuple):
    """The talks of a file in its order; a build with `problems` fails, `notices` are printed."""

    talks: tuple[ListTalk, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def read_file(
    path: str,
    content: bytes,
    options: ListOptions,
    rules: DateRules,
    base: str,
    *,
    name: str = "",
) -> ListFile:
    """Read all talks of a file; `base` completes relative addresses, `name` is that of the file.

    The last files are remembered, as one that has changed may be read for an incremental build,
    and again for a full one.
    """
    mapping = dict(options.mapping)
    found = content_of(path, content, mapping.values())
    here = Place(path, 1, 1)
    try:
        root = _list(found.root, options.talks)
        if mapping and root:
            check_mapping(mapping, records_of(root))
    except Rejected as rejected:
        message = rejected.message.replace("--map", "map")
        problem = Problem(here, WRONG_KEY, message, rejected.hint)
        return ListFile((), (*found.problems, problem), found.notices)
    walked = walk(root, _around(options, path), _import_options(options, rules, None))
    items = [*filter(_is_entry, in_rooms(walked))]
    items, of_years = with_years(items, options, here)
    order, of_order = order_in(items, options, rules, here)
    made = _import_options(options, rules, order)
    reader = EntryReader(path, found.body * (len(items) == 1), made, options.default("date"))
    talks = reader.talks(items, rules, base, name or path)
    hidden = keys_with_dates((item.found for item in items), rules)
    talks = told_apart(with_unknown(talks, hidden, rules), rules)
    if lack := unfit(talks, root, path, hidden):
        reader.problems.append(lack)
        talks = ()
    of_entries = (*reader.notices, *unknown_keys(reader.unused, here))
    notices = (*found.notices, *of_years, *of_order, *of_entries)
    return ListFile(talks, (*found.problems, *reader.problems), notices)


def _list(root: Node, path: str) -> Node:
    """Return the list at a path.

    Raises:
        Rejected: TF117, there is none.
    """
    found = at(root, path) if path and isinstance(root, Record) else None
    if not path or found is not None:
        return root if found is None else found
    keys = ", ".join(list(root.fields)[:_SHOWN]) if isinstance(root, Record) else ""
    hint = f"the keys are: {keys}" if keys else "leave out 'talks:'; the file is a list"
    raise Rejected(WRONG_KEY, f"the file has no key '{path}'", hint)


def _is_entry(item: Item) -> bool:
    return not isinstance(item.record, str) or bool(item.record.strip())


def _around(options: ListOptions, path: str) -> RecordFields:
    """Return what all entries inherit: the defaults, and the year of the file's name."""
    years = sorted(set(_YEAR.findall(PurePath(path).stem)))
    inherited = {name: options.default(name) for name in ("year", "location", "language")}
    inherited["year"] = inherited["year"] or (years[0] if len(years) == 1 else "")
    return {name: [Entry(name, value)] for name, value in inherited.items() if value}


def _import_options(options: ListOptions, rules: DateRules, order: str | None) -> ImportOptions:
    return ImportOptions(
        speaker=options.default("speaker"),
        event=options.default("event"),
        mapping=dict(options.mapping),
        timezone=options.default("timezone") or rules.timezone,
        dates=order,
        language=rules.language,
        hemisphere=rules.hemisphere,
        languages=rules.languages,
    )
