"""An item with `from:` → the options for reading the files that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.errors import Problem, Rejected
from talkfeed.lists.short_dates import MONTH_AND_YEAR
from talkfeed.model import RawMap, RawScalar
from talkfeed.model.raw import ADDRESSES
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.reader import Reader, is_empty, wrong_kind
from talkfeed.normalise.values import READERS
from talkfeed.patterns import lazy
from talkfeed.records.field_names import check_fields
from talkfeed.schema import DEFAULTS, SOURCE, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.dates import DateRules
    from talkfeed.model import Raw
    from talkfeed.schema import Field

NO_EFFECT = "TF708"
Pairs = tuple[tuple[str, str], ...]


class ListOptions(NamedTuple):
    """How a list or an address is read, as plain values.

    `mapping` has a key of the list for each field, `talks` is the path of the list in its file, and
    `defaults` are values by the names of DEFAULTS. `every` is an interval in seconds.
    """

    mapping: Pairs = ()
    talks: str = ""
    defaults: Pairs = ()
    every: int = 0

    def default(self, name: str) -> str:
        """Return a default, "" if there is none."""
        return dict(self.defaults).get(name, "")

    def order(self, usual: str | None) -> str | None:
        """Return the order of day and month, the usual one if no default names one."""
        named = self.default("dates")
        return named if named and named != MONTH_AND_YEAR else usual


def read_options(item: RawMap, rules: DateRules) -> tuple[ListOptions, list[Problem]]:
    """Read the options of an item, with the problems that they have."""
    reader = Reader(rules, "", {**READERS, **_READERS})
    values = reader.values(item, SOURCE)
    options = ListOptions(
        mapping=values.get("map", ()),
        talks=values.get("talks", ""),
        defaults=values.get("defaults", ()),
        every=values.get("every", 0),
    )
    return options, [*reader.problems, *_without_effect(item, options)]


def _without_effect(item: RawMap, options: ListOptions) -> Iterator[Problem]:
    """Yield a problem for each option that a file or an address has no use for."""
    fields = item.fields
    named = fields["from"].value
    if isinstance(named, RawScalar) and named.text.strip().lower().startswith(ADDRESSES):
        defaults = fields["defaults"].value if options.default("year") else None
        if isinstance(defaults, RawMap):
            message = "'year' has no effect on what is fetched of an address"
            hint = "leave it out, or save the list as a file, and name that: from: talks.csv"
            yield Problem(defaults.fields["year"].place, NO_EFFECT, message, hint)
    elif options.every:
        message = "'every' has no effect on files, which each build reads"
        yield Problem(fields["every"].place, NO_EFFECT, message, "leave it out")


def _keys(_: Reader, field: Field, value: Raw) -> Pairs:
    """Return the key of each field.

    Raises:
        Rejected: TF303, it is not a mapping of texts; TF708, a field is unknown.
    """
    rows = value.fields if isinstance(value, RawMap) else {}
    pairs = tuple(
        (name, row.value.text)
        for name, row in rows.items()
        if isinstance(row.value, RawScalar) and not is_empty(row.value)
    )
    if not pairs or len(pairs) < len(rows):
        raise wrong_kind(field, "a mapping of fields to keys")
    try:
        check_fields(dict(pairs))
    except Rejected as rejected:
        message = rejected.message.replace("--map", "map")
        hint = rejected.hint.replace("--map ", "map: {").replace("=", ": ") + "}"
        raise Rejected(rejected.code, message, hint) from rejected
    return pairs


def _defaults(reader: Reader, field: Field, value: Raw) -> Pairs:
    """Return the defaults, each as a text.

    Raises:
        Rejected: TF303, they are not a mapping.
    """
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "a mapping, such as {year: 2016}")
    return tuple((name, str(each)) for name, each in reader.values(value, DEFAULTS).items())


def _interval(_: Reader, field: Field, value: Raw) -> int:
    """Return an interval in seconds.

    Raises:
        Rejected: TF303, it is none.
    """
    found = _INTERVAL.fullmatch(value.text.strip()) if isinstance(value, RawScalar) else None
    if found is None:
        raise wrong_kind(field, "a number of minutes, hours or days, such as 30m, 6h or 2d")
    return int(found[1]) * _SECONDS[found[2].lower()]


_INTERVAL = lazy(r"([0-9]{1,4})\s{0,9}([mhd])", re.IGNORECASE)
_SECONDS = {"m": 60, "h": 3_600, "d": 86_400}
_READERS = {Kind.KEYS: _keys, Kind.DEFAULTS: _defaults, Kind.INTERVAL: _interval}
