"""The tables of the parts of a talk: people, events, locations and links."""

from __future__ import annotations

from talkfeed.model.people import PROFILES, ROLES
from talkfeed.model.vocabulary import Word
from talkfeed.schema.kinds import Field, Kind, Table

_EMPLOYERS = ("employer", "organization", "organisation", "company", "institution", "org")

PERSON = Table(
    "person",
    "Person",
    "An author of the feed; just a name is enough.",
    (
        Field("name", Kind.TEXT, "The name.", "Ann Example", required=True),
        Field(
            "url",
            Kind.URL,
            "A page about the person.",
            "https://ann.example/",
            synonyms=("link", "href", "website", "homepage", "site", "twitter", "web"),
        ),
        Field(
            "email",
            Kind.EMAIL,
            "The e-mail address; it is published.",
            "ann@ann.example",
            synonyms=("mail", "e-mail"),
        ),
    ),
)

SPEAKER = Table(
    "speaker",
    "Speaker",
    "A speaker, or a person in another role at a talk; just a name is enough, or a name with an"
    " affiliation, such as `Ann Example (Employer)`.",
    (
        Field(
            "name",
            Kind.TEXT,
            "The name, the main one or another one of a person in `people:`.",
            "Ann Example",
            required=True,
        ),
        Field(
            "affiliation",
            Kind.TEXT,
            "Where the person works, at the time of the talk.",
            "University of Example",
            default="that in `people:`",
            synonyms=_EMPLOYERS,
        ),
        Field(
            "role",
            Kind.CHOICE,
            "The role at the talk.",
            "chair",
            choices=tuple(role.name for role in ROLES),
            words=tuple(Word(each.name, each.label, "|".join(each.words)) for each in ROLES),
            default="that of the key: a speaker below `speakers`, a chair below `chairs`",
            synonyms=("roles", "as"),
        ),
        *PERSON.fields[1:],
    ),
)

PROFILE = Table(
    "profile",
    "Profile",
    "A person, once, in the list below `people:` in the main file. Talks name the person by any of"
    " the names. A file of its own may hold the list: `people: people.yaml`.",
    (
        Field("name", Kind.TEXT, "The main name.", "Ann Example", required=True),
        Field(
            "also",
            Kind.NAMES,
            "Other names of the person in talks. Feeds of the person collect all of them.",
            "[A. Example, Ann Maiden]",
            synonyms=("also_known_as", "aka", "aliases", "alias", "names", "formerly"),
        ),
        Field(
            "affiliation",
            Kind.TEXT,
            "Where the person works now; a talk may state another one.",
            "University of Example",
            synonyms=_EMPLOYERS,
        ),
        Field(
            "pronouns",
            Kind.TEXT,
            "The pronouns.",
            "she/her",
            synonyms=("pronoun",),
        ),
        *PERSON.fields[1:],
        Field(
            "links",
            Kind.PROFILES,
            f"Profiles at {', '.join(f'`{kind.name}`' for kind in PROFILES)}, each a name there or"
            " an address; or a list of addresses and links.",
            "{orcid: 0000-0002-1825-0097, github: annexample}",
            synonyms=("profiles", "accounts", "social", "socials", "same_as", "sameas"),
        ),
        Field(
            "image",
            Kind.PICTURE,
            "A picture: a file next to or below the talks file (JPEG, PNG, WebP or GIF), which is"
            " copied into the output and shown on pages; or an address, which is only for programs"
            " and search engines, since pages load nothing from other hosts.",
            "images/ann.jpg",
            synonyms=("photo", "picture", "avatar", "portrait"),
        ),
        Field(
            "bio",
            Kind.MARKDOWN,
            "A few sentences about the person, in Markdown.",
            "Ann works on *unikernels*.",
            synonyms=("biography", "about", "description", "vita"),
        ),
    ),
)

EVENT = Table(
    "event",
    "Event",
    "The event at which a talk is given; just a name is enough.",
    (
        Field("name", Kind.TEXT, "The name.", "CityCode 2015", required=True, synonyms=("title",)),
        Field(
            "url",
            Kind.URL,
            "The event's page.",
            "https://citycode.example/",
            synonyms=("link", "href", "website", "homepage", "site"),
        ),
        Field(
            "start",
            Kind.DATE,
            "The first day of the whole event, or its date range.",
            "1 Oct 2015",
            synonyms=("date", "when", "begin", "from"),
        ),
        Field(
            "end",
            Kind.DATE,
            "The last day of the whole event; requires `start`.",
            "3 Oct 2015",
            synonyms=("until", "to", "finish"),
        ),
    ),
)

LOCATION = Table(
    "location",
    "Location",
    "Where a talk takes place; just the name of a venue is enough.",
    (
        Field(
            "name",
            Kind.TEXT,
            "The name of the venue.",
            "Room 1, Barbican, London",
            required=True,
            synonyms=("title", "address", "venue"),
        ),
        Field(
            "url",
            Kind.URL,
            "The venue's page, or a map.",
            "https://barbican.example/",
            synonyms=("link", "href", "map", "website"),
        ),
        Field(
            "geo",
            Kind.GEO,
            "Latitude and longitude in degrees (WGS 84), north and east positive.",
            "[51.5202, -0.0938]",
            synonyms=("coordinates", "latlon", "position", "gps"),
        ),
    ),
)

LINK = Table(
    "link",
    "Link",
    "A link of a talk; just an address is enough.",
    (
        Field(
            "url",
            Kind.URL,
            "The address.",
            "https://example.org/post",
            required=True,
            synonyms=("href", "link", "address", "uri"),
        ),
        Field(
            "label",
            Kind.TEXT,
            "The text of the link.",
            "Blog post",
            default="the name of the field, or the host",
            synonyms=("title", "name", "text", "description"),
        ),
        Field(
            "rel",
            Kind.CHOICE,
            "`enclosure` for a media file that podcast players may load, with type and length.",
            "enclosure",
            choices=("related", "enclosure"),
            default="`enclosure` when a video or audio file has type and length, else `related`",
        ),
        Field(
            "type",
            Kind.MEDIA_TYPE,
            "The media type of the linked file.",
            "video/mp4",
            default="derived from a suffix such as .pdf or .mp4",
            synonyms=("mime", "mimetype", "media_type", "format"),
        ),
        Field(
            "length",
            Kind.COUNT,
            "The size of a media file in bytes.",
            "24986239",
            least=1,
            most=1 << 50,
            synonyms=("size", "bytes"),
        ),
    ),
)
