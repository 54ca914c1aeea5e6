"""The `feed:` part as written → Settings."""

from __future__ import annotations

from functools import reduce
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkfeed import text as gates
from talkfeed.dates import DateRules
from talkfeed.model import RawScalar, Settings
from talkfeed.normalise.reader import Reader, is_empty
from talkfeed.normalise.scalars import meant_language
from talkfeed.normalise.values import READERS
from talkfeed.schema import FEED, suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.errors import Problem
    from talkfeed.model import RawMap
    from talkfeed.normalise.reader import Values

_RENAMED = {"id": "authority", "theme": "look"}
NOT_AN_ADDRESS = "TF305"
_FILES = frozenset((".html", ".htm", ".php", ".xml", ".atom", ".rss", ".ics", ".json", ".yaml"))
_FALLBACK = "https://example.org/"
_STAND_INS: dict[str, Callable[[str], str]] = {
    "timezone": lambda _: "UTC",
    "dates": lambda _: "dmy",
    "language": meant_language,
}


def read_settings(raw: RawMap) -> tuple[Settings, list[Problem]]:
    """Read the settings; where one is wrong its default stands in, so that reading can go on."""
    reader = Reader(DateRules(), _FALLBACK, READERS)
    values = reader.values(raw, FEED)
    values = _stand_ins(raw) | values
    url = _directory(reader, raw, values.pop("url")) if "url" in values else _FALLBACK
    settings = Settings(
        title=values.pop("title", ""),
        url=url,
        place=raw.place,
        **{_RENAMED.get(name, name): value for name, value in values.items()},
    )
    return settings, reader.problems


def _stand_ins(raw: RawMap) -> Values:
    """Give what dates can be read with where a setting is wrong, so that one mistake stays one."""
    found: Values = {}
    for key, row in raw.fields.items():
        name = suggest(key, FEED)
        if name in _STAND_INS and isinstance(row.value, RawScalar) and not is_empty(row.value):
            found[name] = _STAND_INS[name](row.value.text)
    return found


def date_rules(settings: Settings) -> DateRules:
    """Say how dates are read under these settings."""
    rules = DateRules(
        timezone=settings.timezone,
        order=settings.dates,
        language=settings.language,
        hemisphere=settings.hemisphere,
    )
    return reduce(DateRules.with_language, settings.languages, rules)


def _directory(reader: Reader, raw: RawMap, url: str) -> str:
    """Add the final slash of a directory, and refuse what is none."""
    path = gates.split(url).path
    directory = url if url.endswith("/") else f"{url}/"
    if "?" in url or "#" in url:
        directory = f"{url.partition('?')[0].partition('#')[0].rstrip('/')}/"
    elif PurePosixPath(path).suffix in _FILES:
        directory = url[: url.rindex("/") + 1]
    else:
        return directory
    place = raw.fields["url"].value.place
    hint = f"write the address of the directory: {directory}"
    reader.reject(place, NOT_AN_ADDRESS, "the feed's url is not the address of a directory", hint)
    return directory
