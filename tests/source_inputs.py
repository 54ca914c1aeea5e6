"""Inputs of importers in tests, and the requirements for all importers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from talkfeed.dates import DateRules, read_date
from talkfeed.errors import InvalidData, Place, Rejected
from talkfeed.model import RawFile, RawList, RawMap
from talkfeed.model.imported import FoundTalk, ImportOptions, ImportResult, SourceInput, Unparsed
from talkfeed.normalise import normalise
from talkfeed.talksfile import parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NO_OPTIONS = ImportOptions()
DUPLICATE = "TF315"
REJECTIONS = {"TF702", "TF703", "TF704", "TF709"}

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


def source_input(content: bytes | str, name: str = "talks", **more: Any) -> SourceInput:
    """Make a source of bytes or text."""
    return SourceInput(
        content=content if isinstance(content, bytes) else content.encode(), name=name, **more
    )


def as_json(value: object, **more: Any) -> SourceInput:
    """Make a source of a value, written as JSON."""
    return source_input(json.dumps(value), **more)


def only(result: ImportResult) -> Mapping[str, Any]:
    """Return the fields of the only talk of a result, which talks.yaml takes."""
    (found,) = result.talks
    check_accepted(result.talks)
    return found.fields


def odd(keys: Iterable[str]) -> st.SearchStrategy[Any]:
    """Draw JSON of the right keys with whatever values."""
    names = st.sampled_from(sorted(keys))
    return st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
        max_leaves=40,
    )


def check_accepted(found: Iterable[FoundTalk]) -> None:
    """Check that talks.yaml would take the talks as they are, by its own checks."""
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
    codes = set()
    try:
        normalise(RawFile(settings, rows, tuple(problems), Place("talks.yaml", 1, 1)))
    except InvalidData as invalid:
        codes = {problem.code for problem in invalid.problems}
    assert codes <= {DUPLICATE}, "an import makes repeated talks one"


def check_reads(
    read: Callable[[SourceInput, ImportOptions], ImportResult],
    given: SourceInput,
    options: ImportOptions = NO_OPTIONS,
) -> ImportResult | None:
    """Check that a reader either refuses in its own words or gives fields that talks.yaml takes."""
    result = _checked(read, given, options)
    check_accepted(result.talks if result else ())
    return result


def check_each(
    read: Callable[[SourceInput, ImportOptions], ImportResult],
    given: SourceInput,
    options: ImportOptions = NO_OPTIONS,
) -> ImportResult | None:
    """Check the same of a reader that lists talks one by one, repeated or not."""
    result = _checked(read, given, options)
    for found in result.talks if result else ():
        check_accepted([found])
    return result


def _checked(
    read: Callable[[SourceInput, ImportOptions], ImportResult],
    given: SourceInput,
    options: ImportOptions,
) -> ImportResult | None:
    try:
        result = read(given, options)
    except Rejected as rejected:
        assert rejected.code in REJECTIONS  # noqa: PT017
        return None
    for found in result.talks:
        check_found(found, options)
    for unparsed_part in result.unparsed:
        check_unparsed(unparsed_part)
    return result


def check_found(found: FoundTalk, options: ImportOptions = NO_OPTIONS) -> None:
    """Check that a talk has a title, no empty field, and dates that the grammar reads."""
    assert found.fields["title"]
    assert all(found.fields.values())
    given: Any = found.fields.get("given", [])
    rules = DateRules(timezone=options.timezone, order=options.dates, language=options.language)
    for fields in (found.fields, *given):
        if "date" in fields:
            read_date(str(fields["date"]), rules)


def check_unparsed(unparsed_part: Unparsed) -> None:
    """Check that an unparsed part says what it is and why."""
    assert unparsed_part.why
    assert isinstance(unparsed_part.text, str)
