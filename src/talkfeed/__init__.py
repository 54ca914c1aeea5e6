"""talkfeed: a hand-written talks.yaml → feeds, calendars and pages with permanent ids.

The public surface is small: `read` a talks file, `plan` or `build` its output, and read a single
date phrase with `read_date`. Every value they return is described in `talkfeed.model`; every
error is a `TalkfeedError`. Names are imported on first use, so that `import talkfeed` is cheap.

>>> from talkfeed import read_date
>>> read_date("towards the end of 2013").edtf
'2013-39'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkfeed.building.pipeline import build, plan, read
    from talkfeed.building.planning import Plan
    from talkfeed.building.report import Report
    from talkfeed.building.request import BuildOptions
    from talkfeed.dates import DateRules, read_date
    from talkfeed.errors import (
        AlreadyBuilding,
        CannotWrite,
        FailedAfterwards,
        InvalidData,
        PartlyWritten,
        Place,
        Problem,
        Rejected,
        TalkfeedError,
    )
    from talkfeed.formats import documents
    from talkfeed.formats.registry import Format, Kind
    from talkfeed.model import Document, Entry, Feed, Talk, Talks, When
    from talkfeed.private import CacheDirectory

_MODULES = {
    "build": "talkfeed.building.pipeline",
    "plan": "talkfeed.building.pipeline",
    "read": "talkfeed.building.pipeline",
    "Plan": "talkfeed.building.planning",
    "BuildOptions": "talkfeed.building.request",
    "CacheDirectory": "talkfeed.private",
    "Report": "talkfeed.building.report",
    "DateRules": "talkfeed.dates",
    "read_date": "talkfeed.dates",
    "AlreadyBuilding": "talkfeed.errors",
    "CannotWrite": "talkfeed.errors",
    "PartlyWritten": "talkfeed.errors",
    "FailedAfterwards": "talkfeed.errors",
    "InvalidData": "talkfeed.errors",
    "Place": "talkfeed.errors",
    "Problem": "talkfeed.errors",
    "Rejected": "talkfeed.errors",
    "TalkfeedError": "talkfeed.errors",
    "Format": "talkfeed.formats.registry",
    "Kind": "talkfeed.formats.registry",
    "documents": "talkfeed.formats",
    "Document": "talkfeed.model",
    "Entry": "talkfeed.model",
    "Feed": "talkfeed.model",
    "Talk": "talkfeed.model",
    "Talks": "talkfeed.model",
    "When": "talkfeed.model",
}
__all__ = [
    "AlreadyBuilding",
    "BuildOptions",
    "CacheDirectory",
    "CannotWrite",
    "DateRules",
    "Document",
    "Entry",
    "FailedAfterwards",
    "Feed",
    "Format",
    "InvalidData",
    "Kind",
    "PartlyWritten",
    "Place",
    "Plan",
    "Problem",
    "Rejected",
    "Report",
    "Talk",
    "TalkfeedError",
    "Talks",
    "When",
    "build",
    "documents",
    "plan",
    "read",
    "read_date",
]


def __getattr__(name: str) -> object:
    """Import a public name on first use.

    Raises:
        AttributeError: there is no such name.
    """
    if name not in _MODULES:
        message = f"module 'talkfeed' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return sorted({*globals(), *__all__})
