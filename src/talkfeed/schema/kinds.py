"""The kinds of values a field can have, and how a field is described.

A kind says what may be written; `talkfeed.normalise` holds one reader for each, and
`talkfeed.schema.jsonschema` one JSON Schema.
"""

from enum import StrEnum

from talkfeed.named_tuple import NamedTuple


class Kind(StrEnum):
    """What may be written as a value; the text is what the reference page calls it."""

    TEXT = "text"
    MARKDOWN = "Markdown text"
    URL = "address"
    EMAIL = "e-mail address"
    DATE = "date phrase"
    TIME = "time of day, or two"
    MOMENT = "day, or day and time"
    LANGUAGE = "language tag"
    LANGUAGES = "language tag, or a list of them"
    ZONE = "time zone"
    AUTHORITY = "host and year"
    ID = "id"
    CHOICE = "one word of"
    COUNT = "whole number"
    FLAG = "true or false"
    TAGS = "text or list of texts"
    PEOPLE = "name, person, or a list of them"
    EVENT = "name or event"
    LOCATION = "name or location"
    GEO = "latitude and longitude"
    LINKS = "address, link, or a list of them"
    MEDIA_TYPE = "media type"
    GIVEN = "list of deliveries"
    CHANNELS = "channels, a list of their names, or `off`"
    FORMATS = "format, or a list of them"
    ALIASES = "names, each with other spellings"
    SWITCH = "on or off"
    LEAST = "whole number, `all` or `off`"
    THEME = "theme"
    COLOUR = "CSS colour"
    FONTS = "names of fonts"
    DIRECTORY = "directory"


class Scope(StrEnum):
    """Where a field of a talk belongs when the talk was given several times.

    `TALK` is true of every delivery. `SHARED` is too, unless a delivery says otherwise.
    `DELIVERY` is about one delivery: without a date of its own the talk only lends it.
    """

    TALK = "talk"
    SHARED = "shared"
    DELIVERY = "delivery"


class Field(NamedTuple):
    """A row of the table: what a key means and what may be written there.

    `example` is the YAML after the key, or with line breaks what stands below it. `choices` are
    the words of a CHOICE; `least` and `most` bound a COUNT. `synonyms` are what people write
    instead. `default` is what holds without the key, in words.
    """

    name: str
    kind: Kind
    description: str
    example: str
    required: bool = False
    scope: Scope = Scope.TALK
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    default: str = ""
    synonyms: tuple[str, ...] = ()


class Table(NamedTuple):
    """The fields of one kind of mapping, in the order in which they are explained."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]

    def by_name(self) -> dict[str, Field]:
        """Index the fields by their keys."""
        return {field.name: field for field in self.fields}
