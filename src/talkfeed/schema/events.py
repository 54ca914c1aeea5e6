"""The tables of fields of an event in `events:`, and of its call for papers."""

from __future__ import annotations

from talkfeed.schema.kinds import Field, Kind, Table

EVENT_PROFILE = Table(
    "event_profile",
    "Event in `events:`",
    "An event, once, in the list below `events:` in the main file. Talks name it by any of the"
    " names. A file of its own may hold the list: `events: events.yaml`.",
    (
        Field(
            "name",
            Kind.TEXT,
            "The main name.",
            "MirageConf 2026",
            required=True,
            synonyms=("title",),
        ),
        Field(
            "also",
            Kind.NAMES,
            "Other names of the event in talks. Its feed collects the talks of all of them.",
            "[MirageConf '26]",
            synonyms=("also_known_as", "aka", "aliases", "alias", "names", "acronym"),
        ),
        Field(
            "url",
            Kind.URL,
            "The event's own page.",
            "https://mirageconf.example/",
            synonyms=("link", "href", "website", "homepage", "site"),
        ),
        Field(
            "dates",
            Kind.DATE,
            "The days of the event, as exactly as known. A talk may leave out their year.",
            "7-9 Oct 2026",
            synonyms=("date", "when", "days", "start"),
        ),
        Field(
            "location",
            Kind.LOCATION,
            "The venue, of all talks that state none.",
            "Barbican, London",
            synonyms=("place", "venue", "where", "city"),
        ),
        Field(
            "online",
            Kind.URL,
            "Where the event can be watched, of all talks that state nothing else.",
            "https://stream.example/",
            synonyms=("stream", "livestream", "live"),
        ),
        Field(
            "timezone",
            Kind.ZONE,
            "The zone of the times of its talks, and of its call for papers.",
            "Europe/London",
            default="the feed's",
            synonyms=("tz", "zone", "time_zone"),
        ),
        Field(
            "image",
            Kind.PICTURE,
            "A picture: a file next to or below the talks file (JPEG, PNG, WebP or GIF), which is"
            " copied into the output and shown on pages; or an address, which is only for programs"
            " and search engines, since pages load nothing from other hosts.",
            "images/banner.png",
            synonyms=("picture", "photo", "logo", "banner"),
        ),
        Field(
            "tracks",
            Kind.NAMES,
            "All tracks. A talk in another one is a problem.",
            "[Systems, Security]",
            default="any",
        ),
        Field(
            "rooms",
            Kind.NAMES,
            "All rooms. A talk in another one is a problem.",
            "[Main hall, Room 2]",
            default="any",
        ),
        Field(
            "cfp",
            Kind.CALL,
            "The call for papers; just the day on which it closes is enough.",
            "{closes: 15 May 2026 AoE, url: https://mirageconf.example/cfp}",
            synonyms=("call_for_papers", "call", "cfp_end", "deadline", "submissions"),
        ),
        Field(
            "hashtag",
            Kind.HASHTAG,
            "The hashtag, without the `#`, with which YAML begins a comment.",
            "mirageconf",
            synonyms=("tag",),
        ),
        Field(
            "description",
            Kind.MARKDOWN,
            "A few sentences about the event, in Markdown.",
            "Three days of *unikernels*.",
            synonyms=("about", "summary", "abstract", "text"),
        ),
    ),
)

CALL = Table(
    "call",
    "Call for papers",
    "A call for papers. Dates are in the zone of the event; `AoE` (anywhere on Earth) is the end of"
    " the day at UTC-12.",
    (
        Field(
            "closes",
            Kind.DEADLINE,
            "The last day, or the last minute.",
            "15 May 2026 AoE",
            required=True,
            synonyms=("end", "ends", "deadline", "until", "closing", "to"),
        ),
        Field(
            "opens",
            Kind.DEADLINE,
            "The first day.",
            "1 Mar 2026",
            synonyms=("start", "starts", "from", "begins", "opening"),
        ),
        Field(
            "url",
            Kind.URL,
            "The page for proposals.",
            "https://mirageconf.example/cfp",
            default="that of the event",
            synonyms=("link", "href", "website"),
        ),
    ),
)
