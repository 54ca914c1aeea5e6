"""A published subscriptions.opml (OPML 2.0) → the channels whose addresses must not change.

The first outline is the feed of all talks, whose address is the base of the site. A channel's kind
is its folder, its slug the name of its file, and its name the outline's text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.ledger.values import FOLDERS, Channel
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_WHOLE = lazy(r"(?:talks|upcoming|recordings|cfps)\.[a-z]+", re.ASCII)
_PART = lazy(rf"({'|'.join(FOLDERS.values())})/([a-z0-9]+(?:-[a-z0-9]+)*)\.[a-z]+", re.ASCII)
_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def read_channels(opml: _Element) -> tuple[Channel, ...]:
    """Return the channels of a list, sorted, without their first talks, which it lacks.

    Raises:
        ValueError: talkfeed did not write the list, or it is incomplete.
    """
    outlines = [each for each in opml.iter("outline") if each.get("xmlUrl")]
    home, slash, _ = (str(outlines[0].get("xmlUrl")) if outlines else "").rpartition("/")
    found = sorted(_channels(outlines, home + slash))
    if len({channel[:2] for channel in found}) < len(found):
        message = "two feeds have one address"
        raise ValueError(message)
    return tuple(found)


def _channels(outlines: list[_Element], base: str) -> Iterator[Channel]:
    for outline in outlines:
        address, name = str(outline.get("xmlUrl")), str(outline.get("text", ""))
        path = address.removeprefix(base)
        part = _PART.fullmatch(path)
        if not name or not (part or _WHOLE.fullmatch(path)):
            message = f"it lists {address}, which is not a feed of talkfeed"
            raise ValueError(message)
        if part:
            yield Channel(_KINDS[part[1]], part[2], name, first="")
