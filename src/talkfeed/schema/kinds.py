"""The kinds of field values, and the rows and tables that describe fields.

For each kind, `talkfeed.normalise` has a reader, and `talkfeed.schema.jsonschema` a JSON Schema.
"""

from enum import StrEnum

from talkfeed.model.vocabulary import Word
from talkfeed.named_tuple import NamedTuple


class Kind(StrEnum):
    """The kind of a field's value; the text is its name on the reference page."""

    TEXT = "text"
    MARKDOWN = "Markdown text"
    URL = "address"
    URLS = "address, or a list of them"
    EMAIL = "e-mail address"
    DATE = "date phrase"
    TIME = "time of day, or two"
    MOMENT = "day, or day and time"
    LANGUAGE = "language tag"
    LENGTH = "length of time"
    LANGUAGES = "language tag, or a list of them"
    ZONE = "time zone"
    AUTHORITY = "host and year"
    ID = "id"
    CHOICE = "one word of"
    COUNT = "whole number"
    FLAG = "true or false"
    TAGS = "text or list of texts"
    PEOPLE = "name, person, or a list of them"
    SPEAKERS = "name, speaker, or a list of them"
    NAMES = "name, or a list of them"
    PROFILES = "profiles by site, or a list of addresses and links"
    EVENT = "name or event"
    LOCATION = "name or location"
    GEO = "latitude and longitude"
    LINKS = "address, link, or a list of them"
    MEDIA_TYPE = "media type"
    RECORDINGS = "address, recording, or a list of them"
    POINT = "time in a recording"
    FILE = "address or file"
    PICTURE = "address or file of a picture"
    TRANSCRIPTS = "address, file, transcript, or a list of them"
    CHAPTERS = "list of chapters, or a file"
    PODCAST = "podcast"
    CATEGORIES = "category of Apple Podcasts, or a list of them"
    PODCASTS = "kinds of channels"
    UUID = "UUID"
    GIVEN = "list of deliveries"
    CHANNELS = "channels, a list of their names, or `off`"
    FORMATS = "format, or a list of them"
    ALIASES = "names, each with other spellings"
    SWITCH = "on or off"
    LEAST = "whole number, `all` or `off`"
    THEME = "name of a design, or theme"
    COLOUR = "CSS colour"
    FONTS = "names of fonts"
    DIRECTORY = "directory"
    TARGETS = "target, or a list of them"
    KEYS = "fields, each with a key"
    DEFAULTS = "defaults"
    INTERVAL = "minutes, hours or days"
    SERIES = "name of a series"
    RULES = "rule of recurring slots, or a list of them"
    BREAKS = "day, days, or a list of them"
    CHANGES = "days, each with what is different"
    CALL = "date phrase, or call for papers"
    DEADLINE = "date phrase, with `AoE` or not"
    HASHTAG = "hashtag"


class Scope(StrEnum):
    """The scope of a field in a talk with several deliveries.

    `TALK` applies to every delivery. `SHARED` does, too, but a delivery may override it.
    `DELIVERY` applies to one delivery: to the talk itself if it has a date, else it is a default.
    """

    TALK = "talk"
    SHARED = "shared"
    DELIVERY = "delivery"


class Field(NamedTuple):
    """A row of the table: a key, its meaning and its allowed values.

    `example` is the YAML after the key, on the same line or below. `choices` are the words of a
    CHOICE; `words` are the same with other words for them. `least` and `most` bound a COUNT.
    `synonyms` are keys that people use instead. `default` describes the value used without the
    key.
    """

    name: str
    kind: Kind
    description: str
    example: str
    required: bool = False
    scope: Scope = Scope.TALK
    choices: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    least: int = 0
    most: int = 0
    default: str = ""
    synonyms: tuple[str, ...] = ()


class Table(NamedTuple):
    """The fields of one kind of mapping, in the order of the reference."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]

    def by_name(self) -> dict[str, Field]:
        """Index the fields by their keys."""
        return {field.name: field for field in self.fields}
