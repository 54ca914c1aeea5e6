"""A published site, as a directory or an address → the bytes of its feeds and calendars.

They are needed to recover a lost talks.lock. On the web, reading starts at talks.atom and follows
the links to its archives (RFC 5005, section 4); other channels are found in the list of feeds.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import is_web, join, read_xml, split, url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIMIT = 64 * 1024 * 1024
"""The maximum size of a document in bytes."""
SECONDS = 20
"""The timeout of each request."""
DOCUMENTS = 1000
"""The maximum number of archives of a feed."""
EXPECTED_ABSENT = frozenset({404, 410})

FIRST = "talks.atom"
ATOMS = ("talks*.atom", "archive/talks/*.atom")
CALENDARS = ("*.ics",)
LIST = "subscriptions.opml"
STANDING = ("talks", "upcoming", "recordings", "cfps")
"""The paths of the channels of every site."""
FOLDERS = ("speakers", "events", "series", "tags", "years")
CHANNEL = (".atom", ".ics")
"""The formats read of a channel: its feed with the archives, and its calendar."""
FORMATS = (".rss", ".json")
"""Other formats of the talks, with the same entries as the Atom documents."""
_OTHERS = (
    *(f"{path}{suffix}" for path in STANDING for suffix in CHANNEL),
    *(f"{folder}/*{suffix}" for folder in FOLDERS for suffix in CHANNEL),
    *(f"archive/{path}/*.atom" for path in STANDING),
    *(f"archive/{folder}/*/*.atom" for folder in FOLDERS),
    *(f"{path}{suffix}" for path in ("talks", "archive/talks/*") for suffix in FORMATS),
)
_SAMPLES = tuple(f"{folder}/*.rss" for folder in FOLDERS)
"""One of each says whether the channels of speakers, events and others are in all formats."""
_LISTED = re.compile(rf"(?:{'|'.join(FOLDERS)})/[a-z0-9-]+(?=\.[a-z]+)", re.ASCII)
_NONE: Mapping[str, bytes] = {}


class Published(NamedTuple):
    """The Atom documents of all talks, in any order, the calendars, and the list of all feeds.

    `others` are the same talks in other formats, and the feeds and calendars of all channels, by
    path. All are empty if nothing has been published.
    """

    atoms: tuple[bytes, ...] = ()
    calendars: tuple[bytes, ...] = ()
    subscriptions: bytes | None = None
    others: Mapping[str, bytes] = _NONE


def read_published(where: str) -> Published:
    """Read the site published at an http(s) address or in a directory.

    Raises:
        Rejected: TF407, the address or the directory cannot be read.
    """
    if is_web(where):
        address = _checked(where)
        return _read_site(address if address.endswith("/") else f"{address}/")
    return _read_directory(Path(where))


def _read_directory(directory: Path) -> Published:
    try:
        atoms, calendars = (
            tuple(
                files.read(path, LIMIT)
                for pattern in each
                for path in sorted(directory.glob(pattern))
            )
            for each in (ATOMS, CALENDARS)
        )
        listed = directory / LIST
        subscriptions = files.read(listed, LIMIT) if listed.exists() else None
        others = {
            path.relative_to(directory).as_posix(): files.read(path, LIMIT)
            for pattern in (*_OTHERS, *_SAMPLES)
            for path in sorted(directory.glob(pattern))[: 1 if pattern in _SAMPLES else None]
            if atoms
        }
    except OSError as error:
        raise _rejected(str(directory), error.strerror or str(error)) from error
    return Published(atoms, calendars, subscriptions, others)


def _read_site(base: str) -> Published:
    walked = dict(_walk(base, FIRST))
    if not walked:
        return Published()
    subscriptions = _fetch(join(base, LIST))
    listed = _LISTED.findall((subscriptions or b"").decode("utf-8", "replace"))
    paths = [*dict.fromkeys((*STANDING[1:], *listed))]
    feeds = [_walk(base, f"{path}.atom") for path in paths]
    names = [f"{path}.ics" for path in ("talks", *paths)]
    names += [f"{name.removesuffix('.atom')}{suffix}" for name in walked for suffix in FORMATS]
    names += [f"{path}.rss" for path in listed[:1]]
    found = {name: _fetch(join(base, name)) for name in names}
    others = walked | dict(chain.from_iterable(feeds))
    others |= {name: content for name, content in found.items() if content is not None}
    calendars = (others.get(name) for name in ("talks.ics", "upcoming.ics"))
    return Published(
        atoms=tuple(walked.values()),
        calendars=tuple(content for content in calendars if content is not None),
        subscriptions=subscriptions,
        others=others,
    )


def _walk(base: str, first: str) -> Iterator[tuple[str, bytes]]:
    """Fetch the Atom documents of a feed, each with its path relative to the base."""
    seen: set[str] = set()
    address, home = join(base, first), ""
    while address and address not in seen:
        if len(seen) == DOCUMENTS:
            raise _rejected(address, f"there are more than {DOCUMENTS} archives")
        seen.add(address)
        content = _fetch(address)
        if content is None:
            return
        yield address.removeprefix(base), content
        links = _links(content, address)
        home = home or links.get("self", "").removesuffix(first)
        address = _previous(links.get("prev-archive", ""), address, home, base)


def _links(content: bytes, address: str) -> dict[str, str]:
    """Return the links of an Atom document by relation."""
    try:
        root = read_xml(content)
    except ValueError as error:
        raise _rejected(address, "it is not an Atom document") from error
    links = root.iterfind("{http://www.w3.org/2005/Atom}link")
    return {link.get("rel", "alternate"): link.get("href", "") for link in links}


def _previous(href: str, address: str, home: str, base: str) -> str:
    """Return the address of the next older archive on the same host, or an empty string.

    Links have the site's published address, `home`; it may be read from another one, `base`.
    """
    if home and href.startswith(home):
        return base + href.removeprefix(home)
    target = join(address, href) if href else ""
    return target if split(target)[:2] == split(address)[:2] else ""


def _checked(address: str) -> str:
    try:
        return url(address)
    except Rejected as rejected:
        raise _rejected(address, rejected.message) from rejected


def _fetch(address: str) -> bytes | None:
    from http.client import HTTPException  # noqa: PLC0415  — as below
    from urllib.error import HTTPError, URLError  # noqa: PLC0415  — 20 ms of start-up
    from urllib.request import Request, urlopen  # noqa: PLC0415

    try:
        request = Request(_checked(address), headers={"User-Agent": "talkfeed"})  # noqa: S310 — http(s)
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read(LIMIT + 1)
    except HTTPError as error:
        if error.code in EXPECTED_ABSENT:
            return None
        raise _rejected(address, f"the server answers {error.code}") from error
    except (URLError, OSError, HTTPException, ValueError) as error:  # a redirect may be no address
        raise _rejected(address, _cause(getattr(error, "reason", error))) from error
    if len(content) > LIMIT:
        raise _rejected(address, f"it is larger than {LIMIT} bytes")
    return content


def _cause(error: object) -> str:
    """Return why nothing was fetched, without the number that the system has for it."""
    return ((isinstance(error, OSError) and error.strerror) or str(error)).lower()


def _rejected(where: str, cause: str) -> Rejected:
    hint = "name the directory or the address where talks.atom is published"
    return Rejected("TF407", f"cannot read the site published at {where}: {cause}", hint)
