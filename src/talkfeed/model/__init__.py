"""The values that pass from stage to stage, in the standards' words.

`RawFile` is what a source read, `Talk` what normalising made of it, `Entry` a talk with its
memory (Atom, RFC 4287), `Feed` a choice of entries, `Document` the bytes of one file.
Values are immutable; nothing here reads a clock, a file or another module of the stages.
"""

from talkfeed.model.feed import (
    Document,
    Draft,
    Entry,
    Feed,
    Role,
    Signature,
    Subscription,
    Tombstone,
)
from talkfeed.model.raw import Raw, RawField, RawFile, RawItem, RawList, RawMap, RawScalar
from talkfeed.model.talk import (
    CHANNELS,
    FORMATS,
    Abstract,
    Event,
    Link,
    Location,
    Look,
    Person,
    Settings,
    Status,
    Talk,
    Talks,
)
from talkfeed.model.when import Precision, When

__all__ = [
    "CHANNELS",
    "FORMATS",
    "Abstract",
    "Document",
    "Draft",
    "Entry",
    "Event",
    "Feed",
    "Link",
    "Location",
    "Look",
    "Person",
    "Precision",
    "Raw",
    "RawField",
    "RawFile",
    "RawItem",
    "RawList",
    "RawMap",
    "RawScalar",
    "Role",
    "Settings",
    "Signature",
    "Status",
    "Subscription",
    "Talk",
    "Talks",
    "Tombstone",
    "When",
]
