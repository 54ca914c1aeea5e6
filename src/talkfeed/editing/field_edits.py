"""New values of the fields of a talk → the new texts of the talks files, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.deliveries.plain import ORDER, OWN
from talkfeed.editing.checking import reject_new_problems
from talkfeed.editing.spans import CANNOT
from talkfeed.editing.splicing import set_field, unset_field
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from talkfeed.deliveries.plain import Delivery
    from talkfeed.editing.document import Document
    from talkfeed.editing.talksfile import Listed
    from talkfeed.errors import Place
    from talkfeed.model.imported import Plain

_PEOPLE = ("speaker", "speakers")


def change(
    listed: Listed, talk: Delivery, fields: Mapping[str, Plain], unset: Collection[str] = ()
) -> dict[str, str]:
    """Set and unset fields of a talk; return the new texts of the files, by path.

    Fields of a delivery are set in the delivery, all others in the talk.

    Raises:
        Rejected: TF711, the result would not be valid; TF712, the file's syntax is not supported,
            it is one of other software, or there is no field to unset.
    """
    splices = []
    place = talk.place
    if place.path not in listed.documents:
        raise _not_ours(listed, place, str(talk.fields.get("source_id", "")))
    document = listed.documents[place.path]
    for key, value in fields.items():
        name = _spelling(key, talk)
        place = _place(document, talk, name)
        splices.append(set_field(document, place, name, value, ORDER, without=unset))
    for key in dict.fromkeys(_spelling(key, talk) for key in unset):
        splice = unset_field(document, _place(document, talk, key), key)
        if splice is None:
            there = ", ".join(talk.fields)
            raise Rejected("TF712", f"the talk has no field '{key}'", f"it has: {there}")
        splices.append(splice)
    texts = {document.path: document.apply(splices)[0]}
    reject_new_problems(listed.source, texts)
    return texts


def _not_ours(listed: Listed, place: Place, source_id: str) -> Rejected:
    """Return why a talk that `from:` names cannot be edited, and how it is changed for good."""
    where = f"{place.path}:{place.line}"
    address = next((each.address for each in listed.raw.remotes if each.path == place.path), "")
    known = f"its source_id, '{source_id}'," if source_id else "its title and date"
    own = f"or add a talk to {listed.main} with {known} and the fields that differ: they win"
    if not address:
        message = f"the talk is in a file of other software, {where}"
        return Rejected(CANNOT, message, f"edit it there; {own}")
    message = f"the talk is fetched from {address}; the next update would undo an edit of {where}"
    return Rejected(CANNOT, message, f"let it be changed there; {own}")


def _place(document: Document, talk: Delivery, key: str) -> Place:
    """Return the place of the mapping that a field belongs in: the delivery, or the talk."""
    is_there = document.span(talk.own).value(key) is not None
    return talk.own if is_there or key in OWN else talk.place


def _spelling(key: str, talk: Delivery) -> str:
    """Return `speaker` or `speakers` as the talk spells it; other keys are unchanged."""
    return next((name for name in _PEOPLE if name in talk.fields), key) if key in _PEOPLE else key
