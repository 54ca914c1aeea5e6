"""A request for the preview → the answer: a document, a redirect, or why there is none (RFC 9110).

Only a browser on this machine is answered, by whatever port it comes: a page of another site could
otherwise read talks that are not published yet, through a name of its own that leads here (DNS
rebinding). Nothing is read from the disk by a name in a request.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from talkfeed.errors import InvalidData, StoreMiss
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy
from talkfeed.serving.page import live, plain_page
from talkfeed.serving.site import HTML
from talkfeed.serving.state import mistakes_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

    from talkfeed.serving.site import Site
    from talkfeed.serving.state import Mistake

_LOCAL = lazy(
    r"(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?",
    re.IGNORECASE,
)
_INDEX = "index.html"
_MOST_LINKS = 200


class Answer(NamedTuple):
    """A status, headers and a body, which an answer to HEAD leaves out."""

    status: HTTPStatus
    headers: Mapping[str, str]
    body: bytes = b""


def refusal(headers: Message) -> Answer | None:
    """Refuse a request that was not meant for this machine, or whose host is not clear."""
    hosts = headers.get_all("Host") or []
    if len(hosts) == 1 and _LOCAL.fullmatch(hosts[0].strip()):
        return None
    text = "This preview answers at http://127.0.0.1 and http://localhost only.\n"
    return Answer(
        HTTPStatus.MISDIRECTED_REQUEST, {"Content-Type": "text/plain; charset=utf-8"}, text.encode()
    )


def is_foreign(headers: Message) -> bool:
    """Return whether a page of another machine's site made the request."""
    origin = headers.get("Origin")
    return origin is not None and not _is_local(origin)


def answer(target: str, headers: Message, site: Site, here: str) -> Answer:
    """Answer GET and HEAD; `target` is the request's, and `here` the preview's own address."""
    path = unquote(target.partition("?")[0], errors="replace").removeprefix("/")
    name = f"{path}{_INDEX}" if not path or path.endswith("/") else path
    try:
        found = site.document(name, here)
    except InvalidData as error:
        text = "A template of the theme fails on this page."
        return _own(
            HTTPStatus.INTERNAL_SERVER_ERROR, "No page", text, site, mistakes=mistakes_of(error)
        )
    except StoreMiss:
        text = "The cache was damaged. The page is made again."
        return _own(HTTPStatus.SERVICE_UNAVAILABLE, "One moment", text, site)
    if found is None:
        return _absent(path, site)
    body = found.content
    if found.media_type == HTML:
        body = live(body, site.state)
    answered = _common(headers) | {"Content-Type": _with_charset(found.media_type)}
    answered["ETag"] = tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    if _matches(headers.get("If-None-Match"), tag):
        return Answer(HTTPStatus.NOT_MODIFIED, answered)
    return Answer(HTTPStatus.OK, answered, body)


def _absent(path: str, site: Site) -> Answer:
    """Lead to a directory's page, or list what there is."""
    if f"{path}/{_INDEX}" in site.paths:
        return Answer(HTTPStatus.FOUND, {"Location": f"/{quote(path)}/"})
    listed = sorted((each for each in site.paths if "/" not in each), key=_INDEX.__ne__)
    if not site.paths:
        text = "The page appears as soon as the talks have no mistake."
        return _own(HTTPStatus.SERVICE_UNAVAILABLE, "No page yet", text, site)
    if not path:
        text = "This site has no page of all talks. These are its documents:"
        return _own(HTTPStatus.OK, site.state.name, text, site, links=listed)
    text = f"The next build writes nothing to '{path}'. It writes, among others:"
    return _own(HTTPStatus.NOT_FOUND, "No such page", text, site, links=listed)


def _own(
    status: HTTPStatus,
    title: str,
    text: str,
    site: Site,
    *,
    mistakes: tuple[Mistake, ...] = (),
    links: list[str] | None = None,
) -> Answer:
    page = plain_page(title, text, (links or [])[:_MOST_LINKS])
    headers = {"Content-Type": _with_charset(HTML), "Cache-Control": "no-store"}
    return Answer(status, headers, live(page, site.state, text, mistakes))


def _common(headers: Message) -> dict[str, str]:
    """Return the headers of every document; other sites on this machine may read it."""
    common = {
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Vary": "Origin",
    }
    origin = headers.get("Origin", "")
    return common | ({"Access-Control-Allow-Origin": origin} if _is_local(origin) else {})


def _is_local(origin: str) -> bool:
    scheme, sign, host = origin.partition("://")
    return scheme in {"http", "https"} and bool(sign and _LOCAL.fullmatch(host))


def _with_charset(media_type: str) -> str:
    is_text = media_type.startswith("text/")
    return f"{media_type}; charset=utf-8" if is_text else media_type


def _matches(named: str | None, tag: str) -> bool:
    """Return whether an If-None-Match names a tag (RFC 9110, 13.1.2)."""
    tags = [each.strip().removeprefix("W/") for each in (named or "").split(",")]
    return tag in tags or tags == ["*"]
