"""CSL-JSON (of Zotero, pandoc and citeproc) → the talks of a bibliography.

A speech is a talk, a paper of conference proceedings one that was probably given; items of other
types are not talks. The date of the event is preferred to that of the publication.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service
from talkfeed.model.imported import Unparsed
from talkfeed.records.json_values import entry, first, load, mappings
from talkfeed.records.source_errors import wrong_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Json

_TYPES = frozenset(("speech", "paper-conference", "event", "performance", "interview"))
NOT_GIVEN = "an item of the type {}, not a talk"
_KEYS = Keys(
    {
        "uid": "id",
        "title": "title",
        "speakers": "author",
        "event": "event-title event container-title collection-title",
        "date": "event-date issued",
        "location": "event-place publisher-place",
        "url": "URL",
        "paper": "DOI",
        "abstract": "abstract",
        "tags": "keyword categories",
        "language": "language",
    },
    "type accessed citation-key citation-label volume page page-first number-of-pages publisher"
    " ISBN ISSN source genre note editor container-title-short title-short journalAbbreviation"
    " issue number edition archive call-number original-date submitted available-date",
)


_PROCEEDINGS = re.compile(r"^(?:in )?proceedings of (?:the )?", re.IGNORECASE)
_RAW = ("raw", "literal", "date-parts")


def _is_item(one: Mapping[str, Json]) -> bool:
    """Return whether a mapping is an item: it has a type, a title, and a date or names in parts."""
    dates = (entry(one, "issued"), entry(one, "event-date"))
    is_dated = any(first(date, *_RAW) or entry(date, "date-parts") for date in dates)
    return "title" in one and "type" in one and (is_dated or _has_names(entry(one, "author")))


def _has_names(node: Json) -> bool:
    return any("family" in one or "literal" in one for one in mappings(node))


def _prepare(item: Mapping[str, Json]) -> Mapping[str, Json]:
    """Replace dates that are given as text by that text; name the event of proceedings."""
    dates = {
        key: first(item[key], "raw", "literal") for key in ("issued", "event-date") if key in item
    }
    made = {**item, **{key: date for key, date in dates.items() if date}}
    if volume := first(item, "container-title"):
        made["container-title"] = _PROCEEDINGS.sub("", volume)
    return made


SERVICE = Service("csl", "a bibliography in CSL-JSON", _is_item, _KEYS, _prepare)


def recognise(source: SourceInput) -> float:
    """Score a source by items with a type, and with dates or names in parts."""
    return keyed.recognise(source, SERVICE)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every item that is a talk.

    Raises:
        Rejected: TF702, it has no items; TF704, it is too large.
    """
    items = list(keyed.found(load(source), SERVICE))
    if not items:
        raise wrong_kind(source, SERVICE.what)
    given = [SERVICE.prepare(one) for one in items if first(one, "type") in _TYPES]
    result = keyed.read_records(source, SERVICE, given, options)
    others = (
        Unparsed(text=_shown(one), why=NOT_GIVEN.format(first(one, "type")), is_talk=False)
        for one in items
        if first(one, "type") not in _TYPES
    )
    return replace(result, unparsed=(*result.unparsed, *others))


def _shown(item: Json) -> str:
    return f"{first(item, 'title')} {first(item, 'URL')}".strip()
