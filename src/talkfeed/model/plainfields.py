"""The table of a talk's plain fields, each a single text: one row describes a field everywhere.

Checks, the reference, the cache, feeds, calendars, pages, options of commands and importers are
made from it. A new field is a row here, and an attribute of `model.talk.Talk` and of
`records.draft.Draft`.
"""

from __future__ import annotations

from enum import StrEnum

from talkfeed.named_tuple import NamedTuple


class ValueType(StrEnum):
    """The type of a plain field's text.

    Feeds, calendars and pages show a `TEXT` below its heading; what they make of other types is in
    their own code. An address that they list among the links is a row of `model.linkkinds`.
    """

    TEXT = "text"
    URL = "address"
    LANGUAGE = "language tag"


class PlainField(NamedTuple):
    """A field with a single text.

    `name` is its key in talks.yaml; `description`, `example`, `default` and `synonyms` describe
    it. A field that is `of_delivery` is about one delivery of a talk; of another, a delivery may
    have its own value.

    `heading` is the word before a `TEXT` in feeds and calendars and on the talk's page. A change
    of a field that `is_significant` updates the talk's entry (RFC 4287, 4.2.15). `is_member` adds
    it to the `_talkfeed` object of JSON Feed, under its name. `schema_org` is its property in
    schema.org, "" for none.

    The rest is for importers: `keys` are keys of data and heads of columns, folded, the likeliest
    first.
    """

    name: str
    description: str
    example: str
    synonyms: tuple[str, ...]
    type: ValueType = ValueType.TEXT
    default: str = ""
    of_delivery: bool = False
    heading: str = ""
    is_significant: bool = False
    is_member: bool = True
    schema_org: str = ""
    keys: str = ""


PLAIN = (
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
TEXTS = tuple(field for field in PLAIN if field.type is ValueType.TEXT)
"""The fields that need no code of their own in any format, command or importer."""
OF_DELIVERY = tuple(field.name for field in PLAIN if field.of_delivery)
OF_TALK = tuple(field.name for field in PLAIN if not field.of_delivery)
