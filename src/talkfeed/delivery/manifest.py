"""What talkfeed has published to a target ↔ talkfeed.manifest.json, which is stored there."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from talkfeed.errors import CannotWrite
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.output_dir import is_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "talkfeed.manifest.json"
UNREADABLE = "TF807"
VERSION = 1
_DAMAGES = (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError)
"""What reading anything else as a manifest raises."""
MOST = 64 << 20
"""The limit of its size, in bytes."""
BEYOND = 1 << 53
"""The limit of its numbers."""
UNKNOWN = ""
"""The digest of a file whose upload has begun and is not known to have ended."""


class State(StrEnum):
    """Whether a publisher is at work on the target; when it deletes, all files are published."""

    PUBLISHING = "publishing"
    DELETING = "deleting"
    PUBLISHED = "published"


class Manifest(NamedTuple):
    """The files on a target that are ours.

    `generation` counts publications, `beat` the times the holder wrote it during one. `holder` is
    a random name of the publisher, which writes it at least every `pace` seconds. `files` has the
    digest of each file; `leaving` the files that the site no longer has, and since when (UTC).
    """

    generation: int = 0
    state: State = State.PUBLISHED
    holder: str = ""
    beat: int = 0
    pace: float = 0.0
    files: Mapping[str, str] = {}
    leaving: Mapping[str, datetime] = {}

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all files that are ours."""
        return frozenset((*self.files, *self.leaving))


def dump(manifest: Manifest) -> bytes:
    """Write a manifest as JSON."""
    import json  # noqa: PLC0415  — for this command only

    leaving = {name: since.isoformat() for name, since in sorted(manifest.leaving.items())}
    fields = manifest._asdict() | {"files": dict(sorted(manifest.files.items()))}
    text = json.dumps({"talkfeed": VERSION} | fields | {"leaving": leaving}, indent=0)
    return f"{text}\n".encode()


def load(content: bytes, shown: str) -> Manifest:
    """Read a manifest; `shown` is the target, for the message.

    Raises:
        CannotWrite: TF807, it is damaged, or of a later version.
    """
    import json  # noqa: PLC0415  — see above

    try:
        fields = json.loads(content if len(content) <= MOST else b"")
        if fields["talkfeed"] <= VERSION:
            return _read(fields)
    except _DAMAGES as error:
        message = f"cannot read {MANIFEST} of {shown}: it is damaged, or not talkfeed's"
        hint = f"restore it; or remove it, and run talkfeed publish --adopt {shown}"
        raise CannotWrite(UNREADABLE, message, hint) from error
    message = f"{MANIFEST} of {shown} was written by a later talkfeed"
    raise CannotWrite(UNREADABLE, message, "use that version, or a later one")


def _read(fields: dict[str, Any]) -> Manifest:
    version = fields.pop("talkfeed")
    leaving = {name: _moment(since) for name, since in fields.pop("leaving").items()}
    files = fields.pop("files")
    manifest = Manifest(**fields, files=files, leaving=leaving)
    numbers: tuple[Any, ...] = (manifest.generation, manifest.beat, manifest.pace)
    is_valid = (
        version == VERSION
        and all(map(is_safe, manifest.names))
        and all(isinstance(digest, str) for digest in files.values())
        and all(isinstance(number, int | float) and 0 <= number < BEYOND for number in numbers)
    )
    if not is_valid:
        raise ValueError(manifest)
    return manifest._replace(state=State(manifest.state))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)
