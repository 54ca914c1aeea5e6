"""The `feed:` part → Settings."""

from __future__ import annotations

from functools import reduce
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.dates import DateRules
from talkfeed.model import RawScalar, Settings
from talkfeed.normalise.events import read_events
from talkfeed.normalise.media import in_file
from talkfeed.normalise.people import other_names, read_people
from talkfeed.normalise.podcast import completed
from talkfeed.normalise.reader import Reader, is_empty
from talkfeed.normalise.scalars import meant_language
from talkfeed.normalise.values import READERS
from talkfeed.schema import FEED, suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.errors import Problem
    from talkfeed.model import Person, RawList, RawMap
    from talkfeed.model.series import Series
    from talkfeed.normalise.reader import Values

_RENAMED = {"id": "authority", "theme": "look", "hub": "hubs"}
NOT_AN_ADDRESS = "TF305"
_FILES = frozenset((".html", ".htm", ".php", ".xml", ".atom", ".rss", ".ics", ".json", ".yaml"))
_FALLBACK = "https://example.org/"
_FALLBACKS: dict[str, Callable[[str], str]] = {
    "timezone": lambda _: "UTC",
    "dates": lambda _: "dmy",
    "language": meant_language,
}


def read_settings(
    raw: RawMap,
    people: RawList | None = None,
    series: RawList | None = None,
    events: RawList | None = None,
) -> tuple[Settings, list[Problem]]:
    """Return the settings and their problems; an invalid setting has its default.

    `people`, `series` and `events` are the lists of those of the site.
    """
    reader = Reader(DateRules(), _FALLBACK, READERS)
    values = reader.values(raw, FEED)
    in_file(values, raw)
    values = _fallbacks(raw) | values
    url = _directory(reader, raw, values.pop("url")) if "url" in values else _FALLBACK
    settings = Settings(
        title=values.pop("title", ""),
        url=url,
        place=raw.place,
        **{_RENAMED.get(name, name): value for name, value in values.items()},
    )
    settings = completed(settings, reader, raw)
    if people is not None:
        found = _people(reader, people, url)
        aliases = {**other_names(found), **settings.aliases}
        settings = settings._replace(people=found, aliases=aliases)
    if series is not None:
        settings = settings._replace(series=_series(reader, series, settings))
    if events is not None:
        own = Reader(date_rules(settings), settings.url, READERS)
        settings = settings._replace(events=read_events(own, events))
        reader.problems += own.problems
    return settings, reader.problems


def _people(reader: Reader, people: RawList, base: str) -> tuple[Person, ...]:
    """Return the people of a site; relative addresses in their texts are below `base`."""
    own = Reader(DateRules(), base, READERS)
    found = read_people(own, people)
    reader.problems += own.problems
    return found


def _series(reader: Reader, series: RawList, settings: Settings) -> tuple[Series, ...]:
    """Return the series of a site; dates are read by its settings."""
    from talkfeed.normalise.series import read_all  # noqa: PLC0415  — most sites have none

    own = Reader(date_rules(settings), settings.url, READERS)
    found = read_all(own, series)
    reader.problems += own.problems
    return found


def _fallbacks(raw: RawMap) -> Values:
    """Return settings for reading dates in case one is invalid, to report one mistake once."""
    found: Values = {}
    for key, row in raw.fields.items():
        name = suggest(key, FEED)
        if name in _FALLBACKS and isinstance(row.value, RawScalar) and not is_empty(row.value):
            found[name] = _FALLBACKS[name](row.value.text)
    return found


def date_rules(settings: Settings) -> DateRules:
    """Return the rules for reading dates under these settings."""
    rules = DateRules(
        timezone=settings.timezone,
        order=settings.dates,
        language=settings.language,
        hemisphere=settings.hemisphere,
    )
    return reduce(DateRules.with_language, settings.languages, rules)


def _directory(reader: Reader, raw: RawMap, url: str) -> str:
    """Return the address with a final slash; reject the address of a file or a query."""
    path = validators.split(url).path
    directory = url if url.endswith("/") else f"{url}/"
    if "?" in url or "#" in url:
        directory = f"{url.partition('?')[0].partition('#')[0].rstrip('/')}/"
    elif PurePosixPath(path).suffix in _FILES:
        directory = url[: url.rindex("/") + 1]
    else:
        return directory
    place = raw.fields["url"].value.place
    hint = f"write the address of the directory: {directory}"
    reader.reject(place, NOT_AN_ADDRESS, "the feed's url must be the address of a directory", hint)
    return directory
