"""`podcast:` → the settings of a podcast, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.errors import Rejected
from talkfeed.model import RawMap, RawScalar
from talkfeed.model.podcast import Podcast
from talkfeed.normalise.reader import lacks, listed, wrong_kind
from talkfeed.normalise.scalars import NOT_ALLOWED
from talkfeed.patterns import lazy
from talkfeed.schema.podcast import CATEGORIES, PODCAST

if TYPE_CHECKING:
    from talkfeed.model import Person, Raw, Settings
    from talkfeed.normalise.reader import Reader
    from talkfeed.schema import Field

INCOMPLETE = "TF335"
_UUID = lazy(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHANNELS = ("speakers", "events", "series", "tags", "years")
_FOLDED = {
    name.casefold(): (main, sub)
    for main, names in CATEGORIES.items()
    for name, sub in ((main, None), *((f"{main} > {sub}", sub) for sub in names.split("|") if sub))
}


def read_podcast(reader: Reader, field: Field, value: Raw) -> Podcast | None:
    """Return the settings of a podcast; None if one of them is invalid, which is reported.

    Raises:
        Rejected: TF335, required settings are missing.
    """
    if not isinstance(value, RawMap):
        raise wrong_kind(field, "a mapping of settings")
    required = [row for row in PODCAST.fields if row.required]
    missing = [row for row in required if lacks(value, row.name)]
    before = len(reader.problems)
    values = reader.values(value, PODCAST, without=[row.name for row in required])
    owner: Person | None = next(iter(values.get("owner", ())), None)
    lacking = [f"'{row.name}'" for row in missing]
    if owner and not owner.email:
        lacking.append("an e-mail address of the owner")
    if lacking and len(reader.problems) == before:
        examples = "; ".join(f"{row.name}: {row.example}" for row in missing)
        hint = f"write {examples or 'owner: {name: Ann Example, email: ann@ann.example}'}"
        raise Rejected(INCOMPLETE, f"the podcast has no {', no '.join(lacking)}", hint)
    if len(reader.problems) > before or owner is None:
        return None
    image = values["image"]
    if image.is_file:
        image = image._replace(source=value.place.path)
    return Podcast(
        title=values.get("title", ""),
        description=values.get("description", ""),
        image=image,
        categories=values["category"],
        is_explicit=values["explicit"],
        author=values.get("author", ""),
        owner=owner.name,
        email=owner.email or "",
        medium=values.get("medium", "podcast"),
        type=values.get("type", "episodic"),
        guid=values.get("guid"),
        channels=values.get("channels", ()),
    )


def completed(settings: Settings, reader: Reader, value: RawMap) -> Settings:
    """Complete the settings of a podcast by those of the feed.

    A podcast without a description is reported.
    """
    show = settings.podcast
    if show is None:
        return settings
    description = show.description or settings.subtitle
    if not description:
        place = value.fields["podcast"].value.place
        hint = "write description: What the podcast is about"
        reader.reject(place, INCOMPLETE, "the podcast has no 'description'", hint)
    author = show.author or ", ".join(person.name for person in settings.authors) or show.owner
    found = show._replace(
        title=show.title or settings.title, description=description, author=author
    )
    return settings._replace(podcast=found)


def read_categories(reader: Reader, field: Field, value: Raw) -> tuple[tuple[str, str | None], ...]:
    """Return categories of Apple Podcasts, each with a subcategory or None."""
    return tuple(dict.fromkeys(reader.each(field, listed(value), _category)))


def _category(_: Reader, field: Field, value: Raw) -> tuple[str, str | None]:
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "a category or a list of them")
    written = validators.line(value.text)
    name = " > ".join(part.strip() for part in written.split(">"))
    found = _FOLDED.get(name.casefold())
    if found is None:
        main = _FOLDED.get(name.partition(" > ")[0].casefold(), ("", None))[0]
        names = CATEGORIES[main].replace("|", ", ") if main else ", ".join(CATEGORIES)
        hint = f"below {main} there are: {names or 'none'}" if main else f"write one of: {names}"
        raise Rejected(NOT_ALLOWED, f"Apple Podcasts has no category '{written[:60]}'", hint)
    return found


def read_podcasts(reader: Reader, field: Field, value: Raw) -> tuple[str, ...]:
    """Return the kinds of channels with a podcast of their own."""
    return tuple(dict.fromkeys(reader.each(field, listed(value), _channel)))


def _channel(_: Reader, __: Field, value: Raw) -> str:
    word = validators.line(value.text).casefold() if isinstance(value, RawScalar) else ""
    if word not in _CHANNELS:
        message = f"no kind of channels with a podcast is called '{word[:60]}'"
        raise Rejected(NOT_ALLOWED, message, f"write one or more of: {', '.join(_CHANNELS)}")
    return word


def read_uuid(_: Reader, field: Field, value: Raw) -> str:
    """Return a UUID (RFC 9562)."""
    if not isinstance(value, RawScalar):
        raise wrong_kind(field, "one UUID")
    text = validators.line(value.text).lower()
    if _UUID.fullmatch(text):
        return text
    hint = f"copy it from the old feed, e.g. {field.example}"
    raise Rejected(NOT_ALLOWED, f"'{text[:60]}' is not a UUID", hint)
