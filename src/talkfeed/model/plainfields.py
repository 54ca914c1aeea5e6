"""The table of a talk's plain fields, each a single text: one row describes a field everywhere.

Checks, the reference, the cache, feeds, calendars, pages, options of commands and importers are
made from it. A new field is a row here, and an attribute of `model.talk.Talk` and of
`records.draft.Draft`.
"""

from __future__ import annotations

from enum import StrEnum

from talkfeed.model.vocabulary import KINDS, LEVELS, Word
from talkfeed.named_tuple import NamedTuple


class ValueType(StrEnum):
    """The type of a plain field's text.

    Feeds, calendars and pages show a `TEXT`, a `WORD` or a `LENGTH` below its heading; what they
    make of other types is in their own code. An address that they list among the links is a row of
    `model.linkkinds`.
    """

    TEXT = "text"
    WORD = "one word of"
    URL = "address"
    LANGUAGE = "language tag"
    LENGTH = "length of time"


class PlainField(NamedTuple):
    """A field with a single text.

    `name` is its key in talks.yaml; `description`, `example`, `default` and `synonyms` describe
    it. A field that is `of_delivery` is about one delivery of a talk; of another, a delivery may
    have its own value.

    A `WORD` is one of `words`; the `default` is the same as no value. `heading` is the word before
    a text in feeds and calendars and on the talk's page. A field that `is_category`
    is a category of the talk's entry as well. A change of a field that `is_significant` updates
    the talk's entry (RFC 4287, 4.2.15). `is_member` adds it to the `_talkfeed` object of JSON
    Feed, under its name. `schema_org` is its property in schema.org, "" for none.

    The rest is for importers: `keys` are keys of data and heads of columns, folded, the likeliest
    first.
    """

    name: str
    description: str
    example: str
    synonyms: tuple[str, ...]
    type: ValueType = ValueType.TEXT
    words: tuple[Word, ...] = ()
    default: str = ""
    of_delivery: bool = False
    heading: str = ""
    is_category: bool = False
    is_significant: bool = False
    is_member: bool = True
    schema_org: str = ""
    keys: str = ""


PLAIN = (
    PlainField(
        name="room",
        description="The room at the venue. Calendars show it before the location.",
        example="Room 2",
        synonyms=("hall", "auditorium", "stage", "raum", "saal", "salle", "sala"),
        of_delivery=True,
        heading="Room",
        is_significant=True,
        keys="room room_name session_room raum saal salle sala",
    ),
    PlainField(
        name="track",
        description="The track of the programme, which is a category of the talk as well.",
        example="Systems",
        synonyms=("tracks", "strand", "stream_name", "devroom"),
        of_delivery=True,
        heading="Track",
        is_category=True,
        keys="track track_name session_track",
    ),
    PlainField(
        name="online",
        description="Where the talk can be watched while it is held.",
        example="https://stream.example/live",
        synonyms=("stream", "livestream", "live", "zoom", "meeting"),
        type=ValueType.URL,
        of_delivery=True,
        keys=("online livestream live_stream stream livestream_url stream_url online_url zoom_url"),
    ),
    PlainField(
        name="reason",
        description="Why the talk is cancelled, postponed or changed, in a few words.",
        example="Strike",
        synonyms=("because", "why", "cancellation_reason"),
        of_delivery=True,
        heading="Reason",
        is_significant=True,
        keys="reason cancellation_reason cancelation_reason",
    ),
    PlainField(
        name="kind",
        description=(
            "The kind of talk. Words of the languages of dates are understood, such as `Vortrag`,"
            " `atelier` or `Lightning Talk`."
        ),
        example="keynote",
        synonyms=("type", "format", "talk_type", "session_type", "art"),
        type=ValueType.WORD,
        words=KINDS,
        default="talk",
        heading="Kind",
        is_category=True,
        keys="kind type talk_type session_type event_type format session_format",
    ),
    PlainField(
        name="level",
        description=(
            "What the audience is expected to know. Words of the languages of dates are understood,"
            " such as `Anfänger` or `introductory`."
        ),
        example="beginner",
        synonyms=("difficulty", "audience", "audience_level", "niveau"),
        type=ValueType.WORD,
        words=LEVELS,
        heading="Level",
        schema_org="educationalLevel",
        keys="level audience_level difficulty talk_level session_level experience_level niveau",
    ),
    PlainField(
        name="length",
        description=(
            "How long the talk is, in words of the languages of dates: `45 min`, `1h30`,"
            " `90 Minuten` or `0:45:00`. If the date has a time without an end, the talk ends"
            " then."
        ),
        example="45 min",
        synonyms=("duration", "minutes", "runtime", "dauer", "durée", "duración", "durata"),
        type=ValueType.LENGTH,
        heading="Length",
        schema_org="duration",
        keys=(
            "length duration duration_minutes duration_min length_minutes minutes length_min"
            " talk_length"
        ),
    ),
    PlainField(
        name="language",
        description=(
            "The language of the talk, if different from the feed's (BCP 47). Its date may be"
            " written in that language, too."
        ),
        example="fr",
        synonyms=("lang", "locale"),
        type=ValueType.LANGUAGE,
        default="the feed's",
        is_member=False,
        schema_org="inLanguage",
        keys="language lang sprache langue idioma talk_language video_language locale",
    ),
)
"""The plain fields: those of a delivery follow its location, the others the tags."""
TEXTS = tuple(field for field in PLAIN if field.heading)
"""The fields that need no code of their own in any format, command or importer."""
LABELS = {row.name: {word.name: word.label for word in row.words} for row in PLAIN}
"""For each field, the labels of its words."""
OF_DELIVERY = tuple(field.name for field in PLAIN if field.of_delivery)
OF_TALK = tuple(field.name for field in PLAIN if not field.of_delivery)
