"""What a person wants changed in one talk → the new texts of the talks files, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.editing.checking import reject_new_problems
from talkfeed.editing.plain import ORDER, OWN
from talkfeed.editing.splicing import set_field, unset_field
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from talkfeed.editing.document import Document
    from talkfeed.editing.plain import Delivery
    from talkfeed.editing.talksfile import Listed
    from talkfeed.errors import Place
    from talkfeed.model.imported import Plain

_PEOPLE = ("speaker", "speakers")


def change(
    listed: Listed, talk: Delivery, fields: Mapping[str, Plain], unset: Collection[str] = ()
) -> dict[str, str]:
    """Give the texts of the files, by their paths, with fields of a talk set and others taken out.

    What is about one delivery goes to it, all else to the talk.

    Raises:
        Rejected: TF711, the result would not pass a check; TF712, the file's form does not allow
            it, or a field that is to go is not there.
    """
    splices = []
    document = listed.documents[talk.place.path]
    for key, value in fields.items():
        name = _called(key, talk)
        place = _place(document, talk, name)
        splices.append(set_field(document, place, name, value, ORDER, without=unset))
    for key in dict.fromkeys(_called(key, talk) for key in unset):
        splice = unset_field(document, _place(document, talk, key), key)
        if splice is None:
            there = ", ".join(talk.fields)
            raise Rejected("TF712", f"the talk has no field '{key}'", f"it has: {there}")
        splices.append(splice)
    texts = {document.path: document.apply(splices)[0]}
    reject_new_problems(listed.source, texts)
    return texts


def _place(document: Document, talk: Delivery, key: str) -> Place:
    """Find the mapping that a field belongs in: the delivery's, if it is there or must be."""
    is_there = document.span(talk.own).value(key) is not None
    return talk.own if is_there or key in OWN else talk.place


def _called(key: str, talk: Delivery) -> str:
    """Say `speaker` or `speakers` as the talk does."""
    return next((name for name in _PEOPLE if name in talk.fields), key) if key in _PEOPLE else key
