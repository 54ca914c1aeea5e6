# ruff: noqa: ANN401 (PyYAML's events and marks have no types worth the name)
"""The events of a YAML file of other software → Raw, with anchors, aliases and merge keys resolved.

What an alias repeats keeps the places of its text, except that a repeated mapping or list begins
where its alias is. Tags of YAML itself, such as `!!str`, are passed over.
"""

from __future__ import annotations

from typing import Any

from yaml import AliasEvent, ScalarEvent

from talkfeed.limits import MAX_ALIASED, MAX_DEPTH
from talkfeed.model import Raw, RawList, RawMap, RawScalar
from talkfeed.talksfile.composing import TAGS, Composer
from talkfeed.talksfile.faults import TooDeepError


class Resolver(Composer):
    """A composer that resolves aliases and merge keys.

    `anchors` are the anchored values of the parts of the file that are composed before.
    """

    RESOLVES = True
    __slots__ = ("_aliased", "_anchors", "_merged")

    def __init__(self, anchors: dict[str, Raw], *given: Any) -> None:
        """Start with the anchors found so far, and what a composer is given."""
        super().__init__(*given)
        self._anchors = anchors
        self._aliased = 0
        self._merged: list[RawMap] = []

    def _node(self, event: Any, depth: int) -> Raw:
        node = super()._node(event, depth)
        if type(event) not in {AliasEvent, ScalarEvent} and event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _scalar(self, event: Any) -> RawScalar:
        node = super()._scalar(event)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _map(self, event: Any, depth: int) -> RawMap:
        """Compose a mapping; its own keys come before those that are merged into it."""
        outer, self._merged = self._merged, []
        own = super()._map(event, depth)
        merged, self._merged = self._merged, outer
        fields = dict(own.fields)
        for each in merged:
            fields |= {key: row for key, row in each.fields.items() if key not in fields}
        return RawMap(fields, own.place)

    def _merge(self, event: Any, depth: int) -> None:
        """Merge a mapping, or each mapping of a list, of which the first comes first."""
        found = self._node(self._next(), depth + 1)
        several = found.items if isinstance(found, RawList) else (found,)
        if all(isinstance(each, RawMap) for each in several):
            self._merged += several  # type: ignore[arg-type]  # mappings
        else:
            hint = "name a mapping with an anchor, such as '<<: *base'"
            self._reject(event, "TF106", "the merge key '<<' has no mapping", hint)

    def _alias(self, event: Any, depth: int) -> Raw:
        """Return the value that an alias repeats; an empty one if there is none or it is too large.

        Raises:
            TooDeepError: it is nested too deep where it is repeated.
        """
        place = self._place(event)
        found = self._anchors.get(event.anchor)
        if found is None:
            message = f"the alias '*{event.anchor}' has no anchor above it"
            hint = f"write '&{event.anchor}' before the value that it repeats"
            self._reject(event, "TF106", message, hint)
            return RawScalar("", place)
        if self._aliased <= MAX_ALIASED:
            size, height = _measured(found)
            self._aliased += size
            if depth + height > MAX_DEPTH + 1:
                raise TooDeepError(place)
            if self._aliased > MAX_ALIASED:
                message = f"aliases repeat more than {MAX_ALIASED:,} values"
                self._reject(event, "TF110", message, "write the values themselves, or fewer")
        if self._aliased > MAX_ALIASED:
            return RawScalar("", place)
        return found if isinstance(found, RawScalar) else found._replace(place=place)

    def _check_properties(self, event: Any) -> str:
        """Reject a tag that only the other software knows."""
        is_known = event.tag is None or event.tag.startswith(TAGS)
        anchor, event.anchor = event.anchor, None
        text = "" if is_known else super()._check_properties(event)
        event.anchor = anchor
        return text


def _measured(raw: Raw) -> tuple[int, int]:
    """Return the number of values in a value, itself included, and how deep they are nested."""
    if isinstance(raw, RawScalar):
        return 1, 0
    inner = raw.items if isinstance(raw, RawList) else (row.value for row in raw.fields.values())
    sizes, heights = zip((1, 0), *map(_measured, inner), strict=True)
    return sum(sizes), 1 + max(heights)
