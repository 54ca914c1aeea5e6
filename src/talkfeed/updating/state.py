"""What was fetched of each source ⇄ the text of state.json, which is committed like talks.lock.

It has what each source itself says, while the files beside it have what is published of it. So a
source that does not answer keeps its talks, and one that has not changed need not be sent again.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.model.imported import Plain

NAME = "state.json"
_TEXTS = ("kind", "month", "asked")
DAMAGED = "TF719"


class SourceTalk(NamedTuple):
    """A talk with the fields of talks.yaml, and the ids that its source has for its deliveries."""

    fields: Mapping[str, Plain]
    uids: tuple[str, ...] = ()


class SourceState(NamedTuple):
    """What is known of a source.

    `options` is a fingerprint of how it was read, and `kind` names the importer that read it; ""
    if unknown. `asked` is when it was asked last (ISO 8601 in UTC), kept only for sources with
    `every`. `validators` have, by address, the ETag and the Last-Modified of its last answer
    (RFC 9110, 8.8). `month` is when a calendar was read, such as "2026-03": of a series without
    an end, later dates are taken later, though the calendar does not change.
    """

    options: str
    asked: str
    validators: Mapping[str, tuple[str, str]]
    talks: tuple[SourceTalk, ...]
    kind: str = ""
    month: str = ""

    def next_time(self, every: int, now: datetime) -> datetime | None:
        """Return when the source is to be asked again (UTC); None if it may be asked now.

        A time in the future counts as none: the clock has gone back, or a person has edited it.
        """
        if not every or not self.asked:
            return None
        elapsed = now - datetime.fromisoformat(self.asked)
        wait = timedelta(seconds=every)
        return now + (wait - elapsed) if timedelta() <= elapsed < wait else None


def fingerprint(options: object) -> str:
    """Fingerprint the options of a source."""
    return sha256(repr(options).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def dump(states: Mapping[str, SourceState]) -> str:
    """Write the states of all sources, by address."""
    plain = {
        address: {
            "options": state.options,
            **{name: text for name in _TEXTS if (text := getattr(state, name))},
            "validators": {key: [*each] for key, each in sorted(state.validators.items())},
            "talks": [
                {"fields": talk.fields, **({"uids": [*talk.uids]} if talk.uids else {})}
                for talk in state.talks
            ],
        }
        for address, state in sorted(states.items())
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def parse(content: bytes) -> dict[str, SourceState]:
    """Read the states of all sources.

    Raises:
        Rejected: TF719, the text is not what `dump` writes.
    """
    try:
        return {address: _state(each) for address, each in json.loads(content).items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = "the record of fetched sources is damaged"
        hint = "restore it from version control, or delete it to fetch all sources again"
        raise Rejected(DAMAGED, message, hint) from error


def _state(plain: dict[str, Any]) -> SourceState:
    asked = plain.get("asked", "")
    if asked and datetime.fromisoformat(asked).utcoffset() is None:
        raise ValueError
    validators = {
        key: (str(etag), str(modified)) for key, (etag, modified) in plain["validators"].items()
    }
    talks = tuple(
        SourceTalk(dict(each["fields"]), tuple(each.get("uids", ()))) for each in plain["talks"]
    )
    kind, month = (str(plain.get(name, "")) for name in ("kind", "month"))
    return SourceState(plain["options"], asked, validators, talks, kind, month)
