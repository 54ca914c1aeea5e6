"""The recordings, chapters, transcripts and picture of a talk → links, chapters and attachments.

The files that a talk names are read later (`building.own_files`): what is cached here must depend
on the text of the talks file alone.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.media import chapters as listed_chapters
from talkfeed.media.times import at_time, point
from talkfeed.media.types import READABLE, SUFFIXES, suffix_of, type_of
from talkfeed.model import RawList, RawMap, RawScalar
from talkfeed.model.media import CAPTIONS, CHAPTERS, THUMBNAIL, TRANSCRIPT, Attachment, Chapter
from talkfeed.model.media import Recording as Stated
from talkfeed.normalise.links import make_link
from talkfeed.normalise.reader import wrong_kind
from talkfeed.normalise.scalars import NOT_ALLOWED
from talkfeed.schema.media import CHAPTER, RECORDING
from talkfeed.schema.media import TRANSCRIPT as TRANSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.errors import Place
    from talkfeed.model import Link, Raw
    from talkfeed.normalise.reader import Reader, Values
    from talkfeed.schema import Field

NOT_A_FILE = "TF333"
MEDIA = (THUMBNAIL, CHAPTERS, TRANSCRIPT, CAPTIONS)
"""The fields of a talk that are read here, besides its recordings."""
_SCHEMES = ("http:", "https:", "//")
_LISTED = "times with titles, such as 05:30 Types, or a file"


def read_recordings(reader: Reader, field: Field, value: Raw) -> tuple[Link, ...]:
    """Return recordings as links to video or audio, each with what is stated of it."""
    return tuple(link for link in reader.each(field, value, _recording) if link is not None)


def _recording(reader: Reader, field: Field, value: Raw) -> Link | None:
    if isinstance(value, RawScalar):
        values: Values = {"url": validators.url(value.text)}
    elif isinstance(value, RawMap):
        values = reader.values(value, RECORDING)
    else:
        raise wrong_kind(field, "an address, a recording with keys, or a list of them")
    if "url" not in values:
        return None
    stated = Stated(
        values.get("language"),
        values.get("quality"),
        values.get("start", 0),
        validators.seconds_of(values.get("duration", "")),
    )
    label = ", ".join(filter(None, (stated.quality, stated.language)))
    known = values | {"label": values.get("label") or label or None}
    is_audio = make_link("video", values).type or ""
    link = make_link("audio" if is_audio.startswith("audio/") else "video", known)
    if stated.start:  # the file is not that of the talk alone, so it is no enclosure
        href = at_time(link.href, stated.start) or link.href
        link = link._replace(href=href, rel="related")
    return link._replace(recording=stated) if any(stated) else link


def read_picture(_: Reader, field: Field, value: Raw) -> Attachment:
    """Return the picture of a talk: an address, or a file."""
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "one address or one file")
    return _attachment(THUMBNAIL, value.text, value.place)


def in_file(values: Values, raw: RawMap) -> None:
    """Add to the picture of a person, an event or the site the file that states it."""
    image: Attachment | None = values.get("image")
    if image is not None and image.is_file:
        values["image"] = image._replace(source=raw.place.path)


def read_transcripts(reader: Reader, field: Field, value: Raw) -> tuple[Attachment, ...]:
    """Return transcripts or captions: addresses and files, each once."""
    found = {each.href: each for each in reader.each(field, value, _transcript) if each}
    return tuple(found.values())


def _transcript(reader: Reader, field: Field, value: Raw) -> Attachment | None:
    if isinstance(value, RawScalar):
        return _attachment(field.name, value.text, value.place)
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "an address, a file, a transcript with keys, or a list of them")
    values = reader.values(value, TRANSCRIPTS)
    if "url" not in values:
        return None
    place = value.fields["url"].value.place
    found = _attachment(field.name, values["url"], place, values.get("type", ""))
    return found._replace(language=values.get("language"))


def _attachment(role: str, text: str, place: Place, kind: str = "") -> Attachment:
    """Return an address, or the path of a file.

    Raises:
        Rejected: TF305, an invalid address; TF333, not a path of such a file; TF307, an address
            whose type is not known.
    """
    written = validators.line(text)
    suffixes = ", ".join(READABLE[role])
    if written.lower().startswith(_SCHEMES):
        href = validators.url(text)
        kind = kind or type_of(role, href)
        if not kind and role != THUMBNAIL:
            hint = "add the type, e.g. {url: https://…, type: text/vtt}"
            raise Rejected(NOT_ALLOWED, f"the type of the {role} is not known", hint)
        return Attachment(role, href, kind)
    suffix = suffix_of(written)
    if suffix not in READABLE[role] or written.startswith("/") or "\\" in written:
        hint = f"write a path such as media/talk{READABLE[role][0]}, or an address with https://"
        message = f"'{written[:60]}' is not the path of a file with one of: {suffixes}"
        raise Rejected(NOT_A_FILE, message, hint)
    kind = kind or SUFFIXES[role][suffix]
    return Attachment(role, written, kind, is_file=True, line=place.line, column=place.column)


def read_chapters(
    reader: Reader, field: Field, value: Raw
) -> tuple[Chapter, ...] | Attachment | None:
    """Return chapters, or the file or address that has them; None without any."""
    if isinstance(value, RawScalar) and _is_path(value.text):
        return _attachment(CHAPTERS, value.text, value.place)
    found: list[Chapter] = []

    def read(reader: Reader, field: Field, item: Raw) -> Chapter | None:
        chapter = _chapter(reader, field, item)
        if chapter is not None:
            listed_chapters.require_rising((*found[-1:], chapter))
            found.append(chapter)
        return chapter

    reader.each(field, RawList(tuple(_items(value)), value.place), read)
    if len(found) > listed_chapters.MOST:
        listed_chapters.require_rising(found)
    return tuple(found)


def _is_path(text: str) -> bool:
    return "\n" not in text.strip() and listed_chapters.chapter_of(text) is None


def _items(value: Raw) -> Iterable[Raw]:
    """Yield the chapters of a list, of the lines of a text, or of a mapping of times to titles."""
    if isinstance(value, RawList):
        yield from value.items
    elif isinstance(value, RawMap):
        for key, (place, row) in value.fields.items():
            yield RawMap({key: value.fields[key]}, place) if isinstance(row, RawScalar) else row
    else:
        for number, text in enumerate(value.text.splitlines(), "\n" in value.text):
            yield RawScalar(text, value.place._replace(line=value.place.line + number))


def _chapter(reader: Reader, field: Field, value: Raw) -> Chapter | None:
    if isinstance(value, RawMap) and len(value.fields) == 1:  # "05:30 Questions: and answers"
        ((key, (place, row)),) = value.fields.items()
        if key[:1].isdigit() and isinstance(row, RawScalar):
            clock, _, words = validators.line(key).partition(" ")
            title = f"{words}: {row.text}" if words else row.text
            value = RawScalar(f"{clock} {title}", place)
    if isinstance(value, RawMap):
        values = reader.values(value, CHAPTER)
        if "time" not in values or "title" not in values:
            return None
        return Chapter(values["time"], values["title"], values.get("url"))
    found = listed_chapters.chapter_of(value.text) if isinstance(value, RawScalar) else None
    if found is None:
        raise wrong_kind(field, _LISTED)
    return found


def read_point(_: Reader, field: Field, value: Raw) -> int:
    """Return a time in a recording in seconds."""
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a time")
    return point(value.text)


def read_file(_: Reader, field: Field, value: Raw) -> str:
    """Return an address or a path as written; its kind depends on the field around it."""
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "one address or one file")
    return value.text


def media_of(values: Values, place: Place) -> dict[str, Any]:
    """Return the chapters and the attachments of a talk that begins at a place."""
    read = [values.get(role) for role in MEDIA]
    single = ((each,) if isinstance(each, Attachment) else each or () for each in read)
    listed: list[Attachment | Chapter] = [*chain.from_iterable(single)]
    return {
        "chapters": tuple(each for each in listed if isinstance(each, Chapter)),
        "attachments": tuple(
            each._replace(line=each.line - place.line) if each.is_file else each
            for each in listed
            if isinstance(each, Attachment)
        ),
    }
