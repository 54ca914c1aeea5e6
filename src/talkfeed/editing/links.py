"""New addresses of links → the new texts of the talks files, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.editing import writing
from talkfeed.editing.checking import reject_new_problems
from talkfeed.editing.document import Splice
from talkfeed.editing.splicing import leaves
from talkfeed.editing.talksfile import own_talks
from talkfeed.errors import Rejected
from talkfeed.model.linkkinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.editing.spans import Span
    from talkfeed.editing.talksfile import Listed

_FIELDS = frozenset(row.field for row in KINDS)
_DELIVERIES = "given"


def replace_links(listed: Listed, new: Mapping[str, str]) -> dict[str, str]:
    """Replace addresses in the link fields of talks; return the texts of changed files, by path.

    Talks in files of other software stay as they are.

    Raises:
        Rejected: TF711, the result would not be valid; TF712, the syntax of a talk with such a link
            is not supported.
    """
    splices: dict[str, list[Splice]] = {}
    for talk in own_talks(listed):
        document = listed.documents[talk.place.path]
        for leaf in _addresses(document.span(talk.place)):
            found = new.get(_address(leaf.text))
            if found:
                quote = leaf.style if leaf.style in {"'", '"'} else ""
                text = writing.scalar(found, in_flow=True, quote=quote)
                splices.setdefault(document.path, []).append(Splice(leaf.start, leaf.end, text))
    texts = {path: listed.documents[path].apply(each)[0] for path, each in splices.items()}
    reject_new_problems(listed.source, texts)
    return texts


def _addresses(talk: Span) -> Iterator[Span]:
    """Yield the scalars in the link fields of a talk and of its deliveries."""
    for key, value in talk.pairs:
        if key.text in _FIELDS:
            yield from leaves(value)
        elif key.text == _DELIVERIES:
            for delivery in value.items:
                yield from _addresses(delivery)


def _address(text: str) -> str:
    try:
        return validators.url(text)
    except Rejected:
        return ""
