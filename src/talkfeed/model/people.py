"""The tables of roles at a talk and of sites with profiles, and how a name has an affiliation."""

from __future__ import annotations

import re

from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy


class Role(NamedTuple):
    """A role of a person at a talk.

    `name` is the word after `role:`, `key` the field of a talk that lists people in this role, and
    `words` are other words for it. `label` is before their names. People with a role that
    `is_speaker` are speakers and authors (RFC 4287, 3.2), others contributors (4.2.3).
    `schema_org` is the property of an Event.
    """

    name: str
    key: str
    label: str
    description: str
    words: tuple[str, ...] = ()
    is_speaker: bool = False
    schema_org: str = "contributor"


SPEAKER = "speaker"
ROLES = (
    Role("speaker", "speakers", "Speaker", "", ("presenter",), is_speaker=True),
    Role(
        "panelist",
        "panelists",
        "Panelist",
        "The people on a panel; they are speakers in all feeds.",
        ("panellist",),
        is_speaker=True,
    ),
    Role(
        "chair",
        "chairs",
        "Chair",
        "Who chairs the session or moderates the panel.",
        ("moderator", "session chair", "chairperson"),
    ),
    Role("host", "hosts", "Host", "Who hosts the talk.", ("organizer", "organiser")),
    Role(
        "translator",
        "translators",
        "Translator",
        "Who translates or interprets the talk.",
        ("interpreter",),
        schema_org="translator",
    ),
)
"""The roles; contributors are listed in this order."""
BY_KEY = {role.key: role for role in ROLES}
KEYS = tuple(role.key for role in ROLES if role.name != SPEAKER)
"""The fields of a talk for people in other roles than that of a speaker."""
LABELS = {role.name: role.label for role in ROLES}
PROPERTIES = {role.name: role.schema_org for role in ROLES}


class ProfileKind(NamedTuple):
    """A site at which people have profiles.

    `name` is its key below `links:`, `title` the text of a link, and `hosts` are those of its
    addresses. `address` makes an address of a name there, "" if it takes a whole address.
    """

    name: str
    title: str
    hosts: tuple[str, ...] = ()
    address: str = ""


PROFILES = (
    ProfileKind("orcid", "ORCID", ("orcid.org",), "https://orcid.org/{}"),
    ProfileKind("github", "GitHub", ("github.com",), "https://github.com/{}"),
    ProfileKind("gitlab", "GitLab", ("gitlab.com",), "https://gitlab.com/{}"),
    ProfileKind("codeberg", "Codeberg", ("codeberg.org",), "https://codeberg.org/{}"),
    ProfileKind("mastodon", "Mastodon"),
    ProfileKind("bluesky", "Bluesky", ("bsky.app",), "https://bsky.app/profile/{}"),
    ProfileKind("twitter", "X", ("twitter.com", "x.com"), "https://x.com/{}"),
    ProfileKind("linkedin", "LinkedIn", ("linkedin.com",), "https://www.linkedin.com/in/{}"),
    ProfileKind("youtube", "YouTube", ("youtube.com",), "https://www.youtube.com/@{}"),
    ProfileKind("dblp", "DBLP", ("dblp.org", "dblp.uni-trier.de"), "https://dblp.org/pid/{}"),
    ProfileKind(
        "scholar",
        "Google Scholar",
        ("scholar.google.com",),
        "https://scholar.google.com/citations?user={}",
    ),
    ProfileKind("wikidata", "Wikidata", ("wikidata.org",), "https://www.wikidata.org/wiki/{}"),
    ProfileKind("wikipedia", "Wikipedia", ("wikipedia.org",)),
    ProfileKind("website", "Website"),
    ProfileKind("blog", "Blog"),
)
"""The kinds of profiles, in the order in which they are listed."""

_AFFILIATED = lazy(r"([^()]*[^()\s])\s*\(([^()]+)\)")
_PRONOUNS = lazy(
    r"(?:she|he|they|her|him|them|xe|ze|any|all|sie|er|elle|il|iel|ella|él|lei|lui)(?:\s?/\s?\w+)+",
    re.IGNORECASE,
)


def split_affiliation(text: str) -> tuple[str, str | None]:
    """Split "Ann Example (Employer)" into name and affiliation, None without one.

    What is in brackets is none if it begins with a lower-case letter, or is pronouns or a number.

    >>> split_affiliation("Ann Example (ENS, Paris)"), split_affiliation("Ann (she/her)")
    (('Ann Example', 'ENS, Paris'), ('Ann (she/her)', None))
    """
    found = _AFFILIATED.fullmatch(text)
    if found is None:
        return text, None
    name, stated = found[1], found[2].strip()
    is_remark = not stated[:1].isalnum() or stated[0].islower() or stated.isdecimal()
    return (text, None) if is_remark or _PRONOUNS.fullmatch(stated) else (name, stated)
