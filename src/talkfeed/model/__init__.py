"""The values that pass from stage to stage, in the standards' words.

`RawFile` is a talks file as parsed, `Talk` a validated talk, `Entry` a talk with its published
state (Atom, RFC 4287), `Feed` a selection of entries, `Document` the bytes of one output file.
Values are immutable; nothing here reads a clock or a file, or imports a stage. Classes are imported
on first use: a build without changes needs one of thirty. Annotations are types, not strings,
because `typing` would compile each string.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkfeed.model.abstract import Abstract
    from talkfeed.model.event import Call, Event, EventProfile, Location
    from talkfeed.model.feed import (
        Document,
        Entry,
        Feed,
        LazyDocument,
        Role,
        SlotEvent,
        Subscription,
        Tombstone,
    )
    from talkfeed.model.podcast import Podcast
    from talkfeed.model.raw import (
        Raw,
        RawField,
        RawFile,
        RawItem,
        RawList,
        RawLost,
        RawMap,
        RawRecord,
        RawRemote,
        RawScalar,
        RawSource,
    )
    from talkfeed.model.related import Mention, Related
    from talkfeed.model.settings import CHANNELS, Look, Settings, Talks, Templates
    from talkfeed.model.signature import Signature
    from talkfeed.model.talk import (
        Link,
        Person,
        Profile,
        ProfileLink,
        Status,
        Talk,
    )
    from talkfeed.model.when import Precision, When

_MODULES = {
    "Document": "talkfeed.model.feed",
    "Entry": "talkfeed.model.feed",
    "Feed": "talkfeed.model.feed",
    "LazyDocument": "talkfeed.model.feed",
    "Role": "talkfeed.model.feed",
    "SlotEvent": "talkfeed.model.feed",
    "Subscription": "talkfeed.model.feed",
    "Tombstone": "talkfeed.model.feed",
    "Raw": "talkfeed.model.raw",
    "RawField": "talkfeed.model.raw",
    "RawFile": "talkfeed.model.raw",
    "RawItem": "talkfeed.model.raw",
    "RawList": "talkfeed.model.raw",
    "RawLost": "talkfeed.model.raw",
    "RawMap": "talkfeed.model.raw",
    "RawRecord": "talkfeed.model.raw",
    "RawRemote": "talkfeed.model.raw",
    "RawScalar": "talkfeed.model.raw",
    "RawSource": "talkfeed.model.raw",
    "Signature": "talkfeed.model.signature",
    "CHANNELS": "talkfeed.model.settings",
    "Abstract": "talkfeed.model.abstract",
    "Call": "talkfeed.model.event",
    "Event": "talkfeed.model.event",
    "EventProfile": "talkfeed.model.event",
    "Link": "talkfeed.model.talk",
    "Location": "talkfeed.model.event",
    "Look": "talkfeed.model.settings",
    "Mention": "talkfeed.model.related",
    "Person": "talkfeed.model.talk",
    "Profile": "talkfeed.model.talk",
    "ProfileLink": "talkfeed.model.talk",
    "Related": "talkfeed.model.related",
    "Settings": "talkfeed.model.settings",
    "Status": "talkfeed.model.talk",
    "Talk": "talkfeed.model.talk",
    "Talks": "talkfeed.model.settings",
    "Templates": "talkfeed.model.settings",
    "Podcast": "talkfeed.model.podcast",
    "Precision": "talkfeed.model.when",
    "When": "talkfeed.model.when",
}
__all__ = [
    "CHANNELS",
    "Abstract",
    "Call",
    "Document",
    "Entry",
    "Event",
    "EventProfile",
    "Feed",
    "LazyDocument",
    "Link",
    "Location",
    "Look",
    "Mention",
    "Person",
    "Podcast",
    "Precision",
    "Profile",
    "ProfileLink",
    "Raw",
    "RawField",
    "RawFile",
    "RawItem",
    "RawList",
    "RawLost",
    "RawMap",
    "RawRecord",
    "RawRemote",
    "RawScalar",
    "RawSource",
    "Related",
    "Role",
    "Settings",
    "Signature",
    "SlotEvent",
    "Status",
    "Subscription",
    "Talk",
    "Talks",
    "Templates",
    "Tombstone",
    "When",
]


def __getattr__(name: str) -> object:
    """Import a class on first use.

    Raises:
        AttributeError: there is no such name.
    """
    if name not in _MODULES:
        message = f"module 'talkfeed.model' has no attribute {name!r}"
        raise AttributeError(message)
    found = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return found
