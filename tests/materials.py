"""What importers are given in tests, and what is asked of each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import Place, Refusal
from talkfeed.model import RawFile, RawList, RawMap
from talkfeed.model.found import Found, Harvest, Leftover, Material, Wishes
from talkfeed.normalise import normalise
from talkfeed.talksfile import parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NO_WISHES = Wishes()
REFUSALS = {"TF702", "TF703", "TF704", "TF709"}

_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ("2015-10-07", "18:30", "2015-10-07T18:30:00Z", "01:30", "https://a.example/")
    )
)


def material(content: bytes | str, name: str = "talks", **more: Any) -> Material:
    """Make a material of bytes or text."""
    return Material(
        content=content if isinstance(content, bytes) else content.encode(), name=name, **more
    )


def as_json(value: object, **more: Any) -> Material:
    """Make a material of a value, written as JSON."""
    return material(json.dumps(value), **more)


def only(harvest: Harvest) -> Mapping[str, Any]:
    """Give the fields of the only talk of a harvest, which talks.yaml takes."""
    (found,) = harvest.talks
    check_accepted(harvest.talks)
    return found.fields


def odd(keys: Iterable[str]) -> st.SearchStrategy[Any]:
    """Draw JSON of the right keys with whatever values."""
    names = st.sampled_from(sorted(keys))
    return st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
        max_leaves=40,
    )


def check_accepted(found: Iterable[Found]) -> None:
    """See that talks.yaml would take the talks as they are, by its own checks."""
    talks = [dict(one.fields) for one in found]
    for fields in talks:
        if "given" not in fields:
            fields.setdefault("date", "TBA")
    feed = {"title": "Talks", "url": "https://talks.example/"}
    written = json.dumps({"feed": feed, "talks": talks}, ensure_ascii=False)
    raw, problems = parser.parse(written, "talks.yaml")
    assert isinstance(raw, RawMap)
    settings, listed = raw.fields["feed"].value, raw.fields["talks"].value
    assert isinstance(settings, RawMap)
    assert isinstance(listed, RawList)
    rows = tuple(row for row in listed.items if isinstance(row, RawMap))
    normalise(RawFile(settings, rows, tuple(problems), Place("talks.yaml", 1, 1)))


def check_reads(
    read: Callable[[Material, Wishes], Harvest], given: Material, wishes: Wishes = NO_WISHES
) -> Harvest | None:
    """See that a reader either refuses in its own words or gives fields that talks.yaml takes."""
    harvest = _checked(read, given, wishes)
    check_accepted(harvest.talks if harvest else ())
    return harvest


def check_each(
    read: Callable[[Material, Wishes], Harvest], given: Material, wishes: Wishes = NO_WISHES
) -> Harvest | None:
    """See the same of a reader that tells of talks as they are listed, be they the same or not."""
    harvest = _checked(read, given, wishes)
    for found in harvest.talks if harvest else ():
        check_accepted([found])
    return harvest


def _checked(
    read: Callable[[Material, Wishes], Harvest], given: Material, wishes: Wishes
) -> Harvest | None:
    try:
        harvest = read(given, wishes)
    except Refusal as refusal:
        assert refusal.code in REFUSALS  # noqa: PT017
        return None
    for found in harvest.talks:
        check_found(found, wishes)
    for leftover in harvest.leftovers:
        check_leftover(leftover)
    return harvest


def check_found(found: Found, wishes: Wishes = NO_WISHES) -> None:
    """See that a talk has a title, no empty field, and dates that the grammar reads."""
    assert found.fields["title"]
    assert all(found.fields.values())
    given: Any = found.fields.get("given", [])
    rules = DateRules(timezone=wishes.timezone, order=wishes.dates, language=wishes.language)
    for fields in (found.fields, *given):
        if "date" in fields:
            read_date(str(fields["date"]), rules)


def check_leftover(leftover: Leftover) -> None:
    """See that a leftover says what it is and why."""
    assert leftover.why
    assert isinstance(leftover.text, str)
