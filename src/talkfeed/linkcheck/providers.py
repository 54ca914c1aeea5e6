"""The table of providers: which links are theirs, and what to ask to know whether one is dead.

A link is dead if two signals say so and none says that it is alive. A refusal is no signal: a
video that must not be embedded, or that only some may see, is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from talkfeed.linkcheck.signals import (
    Signal,
    by_item,
    by_page,
    by_playability,
    by_status,
    by_video_status,
)
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.text import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from talkfeed.web import ProbeAnswer


class Probe(NamedTuple):
    """One request, and what its answer says.

    `address` has `{0}`, `{1}` … for the groups of the provider's pattern, and `{link}` for the
    link. With `counts_silence`, no answer at all is a sign of a dead link, too.
    """

    address: str
    method: str
    judge: Callable[[ProbeAnswer], Signal]
    counts_silence: bool = False


class Provider(NamedTuple):
    """A provider: its name, the pattern of its links, and the probes, in order."""

    name: str
    pattern: re.Pattern[str]
    probes: tuple[Probe, ...]


YOUTUBE = Provider(
    "YouTube",
    lazy(
        r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/"
        r"(?:watch\?(?:[^#]*&)?v=|embed/|live/|shorts/|v/)|youtu\.be/)([\w-]{11})(?![\w-]).*",
        re.ASCII | re.IGNORECASE,
    ),
    (
        Probe(
            "https://www.youtube.com/oembed?format=json"
            "&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D{0}",
            "GET",
            by_video_status,
        ),
        Probe("https://i.ytimg.com/vi/{0}/hqdefault.jpg", "HEAD", by_status),
        Probe("https://www.youtube.com/watch?v={0}", "GET", by_playability),
    ),
)
VIMEO = Provider(
    "Vimeo",
    lazy(
        r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{1,12})(?:[/?#].*)?",
        re.ASCII | re.IGNORECASE,
    ),
    (
        Probe("https://vimeo.com/api/oembed.json?url={quoted}", "GET", by_status),
        Probe("https://player.vimeo.com/video/{0}", "GET", by_status),
        Probe("https://vimeo.com/{0}", "GET", by_status),
    ),
)
PEERTUBE = Provider(
    "PeerTube",
    lazy(
        r"(https?://[^/?#]+)/(?:w|videos/watch|videos/embed)/([0-9A-Za-z-]{22,36})(?:[;?#].*)?",
        re.ASCII | re.IGNORECASE,
    ),
    (
        Probe("{link}", "HEAD", by_page, counts_silence=True),
        Probe("{0}/api/v1/videos/{1}", "GET", by_status),
        Probe("{link}", "GET", by_page, counts_silence=True),
    ),
)
_ARCHIVE = Provider(
    "archive.org",
    lazy(
        r"https?://(?:www\.)?archive\.org/((?:details|download|embed)/([\w.-]+)(?:[/?][^#]*)?)(?:#.*)?",
        re.ASCII | re.IGNORECASE,
    ),
    (
        Probe("https://archive.org/{0}", "HEAD", by_status),
        Probe("https://archive.org/metadata/{1}", "GET", by_item),
        Probe("https://archive.org/{0}", "GET", by_status),
    ),
)
GENERIC = Provider(
    "",
    lazy(r"https?://.+", re.ASCII | re.IGNORECASE),
    (
        Probe("{link}", "HEAD", by_page, counts_silence=True),
        Probe("{link}", "GET", by_page, counts_silence=True),
    ),
)
PROVIDERS = (YOUTUBE, VIMEO, PEERTUBE, _ARCHIVE, GENERIC)


def provider_of(link: str, providers: Iterable[Provider] = PROVIDERS) -> Provider:
    """Return the provider of a link; the last of the table has all others.

    >>> provider_of("https://youtu.be/dJlHBS7sP_c").name
    'YouTube'
    """
    return next((each for each in providers if each.pattern.fullmatch(link)), GENERIC)


def requests(link: str, provider: Provider) -> Iterator[tuple[Probe, str]]:
    """Yield the probes of a link with their addresses."""
    found = provider.pattern.fullmatch(link)
    groups = found.groups() if found else ()
    for probe in provider.probes:
        yield probe, probe.address.format(*groups, link=link, quoted=quote(link, safe=""))


def host_of(link: str, providers: Iterable[Provider] = PROVIDERS) -> str:
    """Return what is asked one request after the other: a host, or the hosts of a provider.

    >>> host_of("https://www.example.org/a"), host_of("https://youtu.be/dJlHBS7sP_c")
    ('www.example.org', 'YouTube')
    """
    provider = provider_of(link, providers)
    one_host = any(probe.address.startswith("http") for probe in provider.probes)
    return provider.name if one_host else split(link).netloc.lower()
