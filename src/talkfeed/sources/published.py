"""What was published before → the bytes of its Atom documents, its calendars and its list of feeds.

The memory is rebuilt from these when talks.lock is lost. A directory is read as it stands; on the
web the walk starts at talks.atom and follows the links to the archives (RFC 5005, section 4).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from talkfeed import files
from talkfeed.errors import Refusal
from talkfeed.text import is_web, join, read_xml, split, url

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 64 * 1024 * 1024
"""Bytes of one document; more is refused."""
SECONDS = 20
"""Patience with a server, for each document."""
DOCUMENTS = 1000
"""Documents of one walk; more is refused."""
EXPECTED_ABSENT = frozenset({404, 410})

FIRST = "talks.atom"
ATOMS = ("talks*.atom", "archive/talks/*.atom")
CALENDARS = ("*.ics",)
LIST = "subscriptions.opml"


class Published(NamedTuple):
    """Atom documents of all talks in no promised order, calendars, and the list of all feeds.

    All are empty where nothing was ever published.
    """

    atoms: tuple[bytes, ...]
    calendars: tuple[bytes, ...]
    subscriptions: bytes | None


def read_published(where: str) -> Published:
    """Read what was published below an http(s) address or in a directory.

    Raises:
        Refusal: TF407, the address or the directory cannot be read.
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
    except OSError as error:
        raise _refusal(str(directory), error.strerror or str(error)) from error
    return Published(atoms, calendars, subscriptions)


def _read_site(base: str) -> Published:
    atoms = tuple(_walk(base))
    names = ("talks.ics", "upcoming.ics") if atoms else ()
    found = (_fetch(join(base, name)) for name in names)
    calendars = tuple(content for content in found if content is not None)
    return Published(atoms, calendars, _fetch(join(base, LIST)) if atoms else None)


def _walk(base: str) -> Iterator[bytes]:
    seen: set[str] = set()
    address, home = join(base, FIRST), ""
    while address and address not in seen:
        if len(seen) == DOCUMENTS:
            raise _refusal(address, f"the archives go on after {DOCUMENTS} documents")
        seen.add(address)
        content = _fetch(address)
        if content is None:
            return
        yield content
        links = _links(content, address)
        home = home or links.get("self", "").removesuffix(FIRST)
        address = _previous(links.get("prev-archive", ""), address, home, base)


def _links(content: bytes, address: str) -> dict[str, str]:
    """Read the links of an Atom document by their relations."""
    try:
        root = read_xml(content)
    except ValueError as error:
        raise _refusal(address, "it is not an Atom document") from error
    links = root.iterfind("{http://www.w3.org/2005/Atom}link")
    return {link.get("rel", "alternate"): link.get("href", "") for link in links}


def _previous(href: str, address: str, home: str, base: str) -> str:
    """Find the next older archive document on the same host, or an empty string.

    Links say where the site is published, `home`; it may be read at another address, `base`.
    """
    if home and href.startswith(home):
        return base + href.removeprefix(home)
    target = join(address, href) if href else ""
    return target if split(target)[:2] == split(address)[:2] else ""


def _checked(address: str) -> str:
    try:
        return url(address)
    except Refusal as refusal:
        raise _refusal(address, refusal.message) from refusal


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
        raise _refusal(address, f"the server answers {error.code}") from error
    except (URLError, OSError, HTTPException, ValueError) as error:  # a redirect may be no address
        raise _refusal(address, str(getattr(error, "reason", error))) from error
    if len(content) > LIMIT:
        raise _refusal(address, f"it is larger than {LIMIT} bytes")
    return content


def _refusal(where: str, cause: str) -> Refusal:
    hint = "name the directory or the address under which talks.atom was published"
    return Refusal("TF407", f"cannot read what was published at {where}: {cause}", hint)
