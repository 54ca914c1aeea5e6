"""The files beside talks.yaml that talks name → what entries show of them, and their copies.

Files are checked when the talks are read, and known by the SHA-256 of their contents. What is
cached of a talk does not depend on them, so an entry gets what was found of its files afterwards,
as it does for links.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkfeed import files
from talkfeed.errors import InvalidData, Place, Problem, Rejected
from talkfeed.media.chapters import read_chapters
from talkfeed.media.cues import Unreadable, read_cues
from talkfeed.media.pictures import picture_of
from talkfeed.media.types import FOLDER, MOST, READABLE, suffix_of
from talkfeed.model.media import CHAPTERS, THUMBNAIL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.model import (
        Entry,
        Event,
        EventProfile,
        Person,
        Podcast,
        Profile,
        Settings,
        Talk,
        Talks,
    )
    from talkfeed.model.media import Attachment, Chapter, Cue

NAME_LENGTH = 16
"""Characters of the digest in the name of a copy."""
COVER = range(1400, 3001)
"""The width and height of the cover of a podcast, in pixels."""
_COVERS = ("image/jpeg", "image/png")
TOO_LARGE, OUTSIDE, NOT_USABLE, NOT_READABLE = "TF110", "TF113", "TF333", "TF334"


class StoredFile:
    """A file that was read: where it is, where its copy goes, and what it contains.

    Its content is read again when it is needed, and must be the same.
    """

    def __init__(self, path: str, role: str, kind: str, content: bytes) -> None:
        """Take the path, and what the file is for; `content` is not kept."""
        self.path, self.role, self.type = path, role, kind
        self.digest = sha256(content).digest()
        self.length = len(content)
        picture = picture_of(content) if role == THUMBNAIL else None
        self.size = picture.size if picture else None
        self.stored = f"{FOLDER}/{self.digest.hex()[:NAME_LENGTH]}{suffix_of(path)}"

    def __repr__(self) -> str:
        """Return a representation that is the same for the same content."""
        return f"StoredFile({self.stored!r}, size={self.size})"

    def content(self) -> bytes:
        """Read the content.

        Raises:
            InvalidData: TF333, the file has changed since it was read, or is gone.
        """
        try:
            content = files.read(self.path, MOST[self.role])
        except OSError:
            content = b""
        if sha256(content).digest() != self.digest:
            message = "the file has changed while it was used"
            raise InvalidData(
                [Problem(Place(self.path, 1, 1), NOT_USABLE, message, "build once more")]
            )
        return content

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of a file with chapters; of another file none."""
        return read_chapters(_text(self.content()), self.type) if self.role == CHAPTERS else ()

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The passages of a transcript; of another file none."""
        is_text = self.role not in (CHAPTERS, THUMBNAIL)
        return read_cues(_text(self.content()), self.type) if is_text else ()


class OwnFiles:
    """The files that the talks of a site name; each is read when it is first asked for."""

    def __init__(self, source: Path) -> None:
        """Take the talks file, or the directory of them: no file may be outside of it."""
        self._profiles: dict[int, tuple[Profile | EventProfile, Profile | EventProfile]] = {}
        self._root = Path(source if source.is_dir() else source.parent).resolve()
        self._known: dict[tuple[str, str, str], StoredFile | tuple[Problem, ...]] = {}

    @property
    def digests(self) -> tuple[tuple[str, bytes], ...]:
        """The paths of the files, each with its SHA-256; empty if it cannot be used."""
        read = self._known.items()
        found = {(own.path, own.digest) for _, own in read if isinstance(own, StoredFile)}
        found |= {(path, b"") for (_, path, _), own in read if not isinstance(own, StoredFile)}
        return tuple(sorted(found))

    def mark(self, entry: Entry) -> Entry:
        """Return an entry whose attachments have what was found of their files.

        Attachments whose file cannot be used are left out.
        """
        talk = self._with_profiles(entry.talk)
        entry = entry._replace(talk=talk) if talk is not entry.talk else entry
        if not any(each.is_file for each in talk.attachments):
            return entry
        marked = []
        for each in talk.attachments:
            own = self._read(talk, each) if each.is_file else None
            if own is None or isinstance(own, StoredFile):
                marked.append(each._replace(own=own))
        return entry._replace(talk=talk._replace(attachments=tuple(marked)))

    def mark_settings(self, settings: Settings) -> Settings:
        """Return settings whose pictures have what was found of their files."""
        return settings._replace(
            podcast=self._show(settings.podcast),
            image=self._picture(settings.image),
            people=tuple(
                each._replace(profile=self._profile(each.profile)) for each in settings.people
            ),
            events=tuple(
                each._replace(profile=self._profile(each.profile)) for each in settings.events
            ),
        )

    def _with_profiles(self, talk: Talk) -> Talk:
        """Return a talk with what was found of the pictures of its people and its event."""
        event = talk.event
        people = (*talk.speakers, *talk.contributors)
        if not any(each.profile for each in people) and not (event and event.profile):
            return talk
        speakers, contributors = (
            tuple(each._replace(profile=self._profile(each.profile)) for each in group)
            for group in (talk.speakers, talk.contributors)
        )
        event = event and event._replace(profile=self._profile(event.profile))
        return talk._replace(speakers=speakers, contributors=contributors, event=event)

    def _profile(self, profile: Any) -> Any:  # noqa: ANN401  — of a person or of an event
        """Return a profile with what was found of its picture, the same for the same one."""
        image = profile.image if profile else None
        if image is None or not image.is_file:
            return profile
        if id(profile) not in self._profiles:
            own = self._read(None, image)
            found = image._replace(own=own) if isinstance(own, StoredFile) else None
            self._profiles[id(profile)] = profile, profile._replace(image=found)
        return self._profiles[id(profile)][1]

    def problems_of_profiles(self, settings: Settings) -> Iterator[Problem]:
        """Yield the problems of the pictures of the site, of people and of events."""
        stated: list[Person | Event] = [*settings.people, *settings.events]
        images = [each.profile.image for each in stated if each.profile]
        for image in (settings.image, *images):
            own = self._read(None, image) if image and image.is_file else ()
            yield from own if isinstance(own, tuple) else ()

    def _picture(self, image: Attachment | None) -> Attachment | None:
        """Return the picture of the site with what was found of it."""
        if image is None or not image.is_file:
            return image
        own = self._read(None, image)
        return image._replace(own=own) if isinstance(own, StoredFile) else None

    def _show(self, show: Podcast | None) -> Podcast | None:
        """Return a podcast with what was found of its cover."""
        image = show.image if show else None
        if show is None or image is None or not image.is_file:
            return show
        own = self._read(None, image)
        return show._replace(image=image._replace(own=own if isinstance(own, StoredFile) else None))

    def problems_of_cover(self, settings: Settings) -> tuple[Problem, ...]:
        """Return the problems of the cover of the podcast."""
        image = settings.podcast.image if settings.podcast else None
        if image is None or not image.is_file:
            return ()
        own = self._read(None, image)
        if not isinstance(own, StoredFile):
            return own
        width, height = own.size or (0, 0)
        if width == height and width in COVER and own.type in _COVERS:
            return ()
        message = f"the cover '{image.href}' is {width} × {height} pixels"  # noqa: RUF001
        hint = "directories require a square JPEG or PNG of 1400 to 3000 pixels"
        place = Place(image.source, image.line, image.column)
        return (Problem(place, NOT_USABLE, message, hint),)

    def all_problems(self, talks: Talks) -> tuple[Problem, ...]:
        """Return the problems of all files that a talks file names."""
        return (
            *self.problems_of_cover(talks.settings),
            *self.problems_of_profiles(talks.settings),
            *self.problems(talks.talks),
        )

    def problems(self, talks: Iterable[Talk]) -> Iterator[Problem]:
        """Yield the problems of all files that talks name, each once."""
        found: dict[Problem, None] = {}
        for talk in talks:
            for each in talk.attachments:
                own = self._read(talk, each) if each.is_file else ()
                found |= dict.fromkeys(own if isinstance(own, tuple) else ())
        yield from found

    def _read(self, talk: Talk | None, attachment: Attachment) -> StoredFile | tuple[Problem, ...]:
        """Read a file once; return its problems if it cannot be used."""
        stated = talk.place if talk else Place(attachment.source, 0, 1)
        home = str(Path(stated.path).parent)
        key = home, attachment.href, attachment.role
        found = self._known.get(key)
        if found is None:
            line, column = stated.line + attachment.line, attachment.column or 1
            try:
                found = _checked(self._resolved(home, attachment), attachment)
            except Rejected as rejected:
                found = (rejected.at(Place(stated.path, line, column)),)
            except InvalidData as error:
                found = error.problems
            self._known[key] = found
        return found

    def _resolved(self, home: str, attachment: Attachment) -> str:
        """Return the path of a file.

        Raises:
            Rejected: TF113, it is outside of the directory of the talks.
        """
        try:
            path = (Path(home) / attachment.href).resolve()
        except (OSError, ValueError, RuntimeError) as error:
            message = f"there is no file '{attachment.href}'"
            raise Rejected(NOT_USABLE, message, "write the path of a file") from error
        if not path.is_relative_to(self._root):
            message = f"'{attachment.href}' is outside the directory of the talks file"
            raise Rejected(OUTSIDE, message, "copy the file next to or below the talks file")
        return str(path)


def _checked(path: str, attachment: Attachment) -> StoredFile:
    """Read and check a file.

    Raises:
        Rejected: TF110 or TF333, it cannot be used.
        InvalidData: TF334, a line is not of its format.
    """
    role, name = attachment.role, attachment.href
    try:
        content = files.read(path, MOST[role])
    except files.TooLarge as error:
        hint = f"keep it below {MOST[role] >> 20} MiB"
        raise Rejected(TOO_LARGE, f"the file '{name}' is too large", hint) from error
    except FileNotFoundError as error:
        hint = f"write its path as seen from the talks file, or copy it to {path}"
        raise Rejected(NOT_USABLE, f"there is no file '{name}'", hint) from error
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        message = f"cannot read the file '{name}': {reason}"
        raise Rejected(NOT_USABLE, message, "replace it by a readable file") from error
    if role == THUMBNAIL:
        picture = picture_of(content)
        if picture is None or picture.type != attachment.type:
            kind = f"a file of {picture.type}" if picture else "no picture"
            hint = f"use a picture with one of: {', '.join(READABLE[role])}, and its own suffix"
            raise Rejected(NOT_USABLE, f"the file '{name}' is {kind}", hint)
    else:
        _require_readable(path, attachment, content)
    return StoredFile(path, role, attachment.type, content)


def _require_readable(path: str, attachment: Attachment, content: bytes) -> None:
    read = read_chapters if attachment.role == CHAPTERS else read_cues
    hint = "correct the line; a validator for WebVTT shows more"
    try:
        read(content.decode(), attachment.type)
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        problem = Problem(
            Place(path, number, 1), NOT_READABLE, "it is not UTF-8", "save it as UTF-8"
        )
        raise InvalidData([problem]) from error
    except Unreadable as found:
        problem = Problem(Place(path, found.line, 1), NOT_READABLE, found.why, hint)
        raise InvalidData([problem]) from found
    except Rejected as rejected:
        raise InvalidData([rejected.at(Place(path, 1, 1))]) from rejected


def _text(content: bytes) -> str:
    return content.decode()


def changed(digests: Iterable[tuple[str, bytes]]) -> str:
    """Return the path of a file that is another than in the last build; "" if there is none."""
    for path, digest in digests:
        try:
            content = files.read(path, max(MOST.values()))
        except OSError:
            return path
        if sha256(content).digest() != digest:
            return path
    return ""
