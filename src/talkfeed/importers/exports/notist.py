"""JSON of Notist → talks: the presentations of a speaker, or one of them (JSON:API 1.0).

The attributes of a presentation are beside its id; its event and its media are attributes, or
resources that it refers to and that are `included`. Notist itself puts whole resources into
`relationships`: the presentations of a speaker, and the event of a presentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.exports import keyed
from talkfeed.importers.exports.keyed import Keys, Service
from talkfeed.records.json_values import entries, entry, first, load, mappings
from talkfeed.records.source_errors import wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.model.imported import ImportOptions, ImportResult, SourceInput
    from talkfeed.records.json_values import Json

_TYPES = frozenset(("presentation", "presentations"))
_KEYS = Keys(
    {
        "uid": "id",
        "title": "title",
        "speakers": "speakers speaker author",
        "event": "event.title event.name event presented_at event_name",
        "eventurl": "event.url event.website event_url",
        "date": "presented_on presented_date date event.date",
        "location": "event.location event.address location",
        "city": "event.city",
        "country": "event.country",
        "latitude": "event.latitude",
        "longitude": "event.longitude",
        "slides": "slides_url slides download_url slidedeck pdf",
        "video": "video_url video videos",
        "code": "code_url",
        "url": "url permalink links.self links.html links.alternate",
        "links": "resources",
        "abstract": "abstract description summary",
        "tags": "tags",
        "language": "language",
    },
    "event.starts_on event.start_date event.ends_on event.end_date type slug created_at"
    " updated_at image image_url thumbnail thumbnail_url embed_code html slide_count"
    " slides_count aspect_ratio event.id event.type event.slug event.timezone"
    " event.country_code event.hashtag event.blurb.html published is_published"
    " feedback_url views hashtag username links.slides links.feedback links.event",
)


_DAY = len("2015-10-07")
"""Events of Notist begin and end at times that nobody chose."""
_DAYS = (("starts_on", "start_date"), ("ends_on", "end_date"))
"""Keys of the first and the last day of an event, the date of talks without one."""


def _is_entry(one: Mapping[str, Json]) -> bool:
    return first(one, "type") in _TYPES and "title" in (entry(one, "attributes") or ())


SERVICE = Service("notist", "a list of presentations of Notist", _is_entry, _KEYS)


def recognise(source: SourceInput) -> float:
    """Score a source by resources of the type of presentations."""
    return keyed.recognise(source, SERVICE)


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every presentation.

    Raises:
        Rejected: TF702, there is none; TF704, it is too large.
    """
    node = load(source)
    listed = list(keyed.found(entry(node, "data"), SERVICE))
    if not listed:
        raise wrong_kind(source, SERVICE.what)
    included = {(first(one, "type"), first(one, "id")): one for one in mappings(node, "included")}
    flat = [_flat(one, included) for one in listed]
    return keyed.read_records(source, SERVICE, flat, options)


def _flat(
    resource: Mapping[str, Json], included: Mapping[tuple[str, str], Json]
) -> Mapping[str, Json]:
    """Move the attributes of a resource, and those of the resources it refers to, into one."""
    made = {key: resource[key] for key in ("id", "links") if key in resource}
    made |= _attributes(resource)
    relations = entry(resource, "relationships")
    for name, relation in relations.items() if isinstance(relations, dict) else ():
        for one in mappings(relations, name):  # not as JSON:API has it
            made[first(one, "type").removesuffix("s") or name] = _attributes(one)
        others = list(_related(relation, included))
        if others:
            made[name] = others[0] if len(others) == 1 else others
    days = [first(entry(made, "event"), *keys)[:_DAY] for keys in _DAYS]
    is_dated = first(made, "presented_on", "presented_date", "date")
    return made if is_dated else {**made, "date": "/".join(filter(None, days))}


def _related(
    relation: Json, included: Mapping[tuple[str, str], Json]
) -> Iterator[Mapping[str, Json]]:
    data = entry(relation, "data")
    for one in entries(data) or [data]:
        resource = included.get((first(one, "type"), first(one, "id")))
        if resource is not None:
            yield _attributes(resource)


def _attributes(resource: Json) -> dict[str, Json]:
    found = entry(resource, "attributes")
    return dict(found) if isinstance(found, dict) else {}
