"""The link fields of a talk → Link values (RFC 4287, 4.2.7), each with a relation and a title."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.model import Link, RawMap, RawScalar
from talkfeed.model.linkkinds import KINDS
from talkfeed.normalise.reader import wrong_kind
from talkfeed.schema import LINK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.model import Raw
    from talkfeed.normalise.reader import Reader, Values
    from talkfeed.schema import Field

NOT_DESCRIBED = "TF320"

ROWS = {row.field: row for row in KINDS}

_TYPES = {
    ".pdf": "application/pdf",
    ".ps": "application/postscript",
    ".key": "application/vnd.apple.keynote",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mov": "video/quicktime",
    ".mkv": "video/matroska",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
_MEDIA = ("audio/", "video/")


def read_links(reader: Reader, field: Field, value: Raw) -> tuple[Link, ...]:
    """Return the links of one field: an address, a mapping, or a list of them."""
    return tuple(link for link in reader.each(field, value, _link) if link is not None)


def _link(reader: Reader, field: Field, value: Raw) -> Link | None:
    if isinstance(value, RawScalar):
        return make_link(field.name, {"url": validators.url(value.text)})
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "an address, a link with keys, or a list of them")
    values = reader.values(value, LINK)
    return make_link(field.name, values) if "url" in values else None


def make_link(name: str, values: Values) -> Link:
    """Return a link; a media file with type and length is an enclosure.

    Raises:
        Rejected: TF320, an enclosure without type or length.
    """
    href: str = values["url"]
    kind: str | None = values.get("type") or _type_by_suffix(href)
    length: int | None = values.get("length")
    is_media = kind is not None and length is not None and kind.startswith(_MEDIA)
    rel: str = values.get("rel") or ("enclosure" if is_media else "related")
    if rel == "enclosure" and (kind is None or length is None):
        hint = "write both, e.g. type: video/mp4 and length: 24986239"
        raise Rejected(NOT_DESCRIBED, "an enclosure needs its type and its length in bytes", hint)
    title = _title(name, values.get("label"), href)
    return Link(href=href, kind=ROWS[name].kind, rel=rel, title=title, type=kind, length=length)


def _type_by_suffix(href: str) -> str | None:
    """Return the media type of a well-known suffix of the path."""
    path = href.partition("#")[0].partition("?")[0].partition("://")[2].partition("/")[2]
    return _TYPES.get(path[path.rfind(".") :].lower()) if path else None


def _title(name: str, label: str | None, href: str) -> str:
    known = ROWS[name].title
    if label is None:
        return known or (validators.split(href).hostname or href).removeprefix("www.")
    return label if known.casefold() in label.casefold() else f"{known}: {label}"


def arrange(values: Values) -> tuple[Link, ...]:
    """Return all links of a talk by kind, without duplicates, and with unique titles."""
    found: Iterable[Link] = (link for field in ROWS for link in values.get(field, ()))
    if "recordings" in values:
        listed = (*found, *values["recordings"])
        kinds = [row.kind for row in KINDS]
        found = sorted(listed, key=lambda link: kinds.index(link.kind))
    links = list({(link.kind, link.href): link for link in found}.values())
    titles, numbers = Counter(link.title for link in links), Counter[str]()
    if len(titles) == len(links):
        return tuple(links)
    numbered = []
    for link in links:
        numbers[link.title] += 1
        title = f"{link.title} {numbers[link.title]}"
        numbered.append(link._replace(title=title) if titles[link.title] > 1 else link)
    return tuple(numbered)
