"""An address → the page at its end, at most five redirects away, as a `SourceInput`.

A request has the address and the name of this program: no cookie, no password, no proxy. A stored
page is requested conditionally (RFC 9110, 13), and used again if it has not changed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.imported import SourceInput
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import join, url
from talkfeed.web import responses, stored
from talkfeed.web.hosts import is_public, resolve_host
from talkfeed.web.limits import CANNOT_FETCH, USUAL, start
from talkfeed.web.message import Message

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence
    from importlib.metadata import PackageMetadata

    from httpx import Response

    from talkfeed.web.hosts import IsAllowed, Resolve
    from talkfeed.web.limits import Deadline, Limits
    from talkfeed.web.store import Store

_ACCEPT = "text/html, */*;q=0.8"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits, permissions and caching of a fetch.

    `is_allowed` accepts the IP addresses to connect to: public ones, or all with `any_address`.
    `is_open` returns whether an address is public; a host at one cannot redirect to others.
    `resolve` returns the IP addresses of a host, `clock` monotonic seconds; `tls` replaces the
    usual certificate authorities.
    """

    is_allowed: IsAllowed = is_public
    is_open: IsAllowed = is_public
    limits: Limits = USUAL
    store: Store | None = None
    resolve: Resolve = resolve_host
    clock: Callable[[], float] = time.monotonic
    tls: ssl.SSLContext | None = None


class Hops:
    """The options of one hop after another.

    Whoever runs a public host could name any address of the user's own network, so that only
    public ones are allowed after it, even if the user allows all.
    """

    def __init__(self, options: FetchOptions) -> None:
        """Start with the options of the first hop."""
        self._options = options
        self._found: list[str] = []
        self.options = replace(options, resolve=self._resolve, is_allowed=self._is_allowed)
        self._was_public = False

    def go_on(self) -> None:
        """Begin the next hop."""
        self._was_public |= any(map(self._options.is_open, self._found))
        self._found = []

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        self._found = [*self._options.resolve(host, port)]
        return self._found

    def _is_allowed(self, address: str) -> bool:
        is_open = not self._was_public or self._options.is_open(address)
        return is_open and self._options.is_allowed(address)


class _Redirect(NamedTuple):
    address: str


def fetch(address: str, options: FetchOptions | None = None) -> SourceInput:
    """Fetch the page at an http(s) address; its `base` is the address after all redirects.

    Raises:
        Rejected: TF305, not an http(s) address; TF704, the response is too large; TF705, the
            request failed; TF706, the host of the page or of a redirect is not public.
    """
    options = options or FetchOptions()
    deadline = start(options.limits, options.clock)
    here = without_fragment(address)
    hops = Hops(options)
    for _ in range(options.limits.redirects + 1):
        found = _request(here, hops.options, deadline)
        if not isinstance(found, _Redirect):
            return SourceInput(
                content=found.content, name=address, base=here, media_type=found.media_type
            )
        here = found.address
        hops.go_on()
    message = f"the address redirects more than {options.limits.redirects} times"
    raise Rejected(CANNOT_FETCH, message, "open it in a browser, and name the address it ends at")


def _request(
    here: str, options: FetchOptions, deadline: Deadline
) -> _Redirect | stored.StoredResponse:
    """Send one request; use the stored response if the server answers 304."""
    known = stored.load(options.store.get(here), here) if options.store else None
    from talkfeed.web import transport  # noqa: PLC0415  — httpx is slow to import

    with transport.exchange(
        Message("GET", here, headers() | (known.conditions() if known else {})),
        resolve=options.resolve,
        is_allowed=options.is_allowed,
        limits=options.limits,
        deadline=deadline,
        tls=options.tls,
    ) as response:
        if response.status_code in responses.REDIRECTS:
            return _Redirect(_secure_target(response, here))
        if response.status_code == responses.NOT_MODIFIED and known:
            return known
        responses.check_status(response)
        media_type = responses.media_type(response)
        content = responses.body(response, options.limits)
    found = stored.storable(here, response.headers, media_type, content)
    if options.store and found:
        options.store.put(here, stored.dump(found))
    return found or stored.StoredResponse(here, media_type, "", "", content)


def _secure_target(response: Response, here: str) -> str:
    """Return the target of a redirect that does not lead from https to http.

    Raises:
        Rejected: TF705, it is missing, not a web address, or leads from https to http.
    """
    target = redirect_target(response, here)
    if here.startswith("https:") and not target.startswith("https:"):
        message = f"{_redirects(response)}, which is not secure"
        hint = "name that address if you trust it: anybody on the network can change that page"
        raise Rejected(CANNOT_FETCH, message, hint)
    return target


def redirect_target(response: Response, here: str) -> str:
    """Return the target of a redirect.

    Raises:
        Rejected: TF705, it is missing, or not a web address.
    """
    location = response.headers.get("location", "")
    try:
        target = without_fragment(join(here, location.strip())) if location else ""
    except Rejected as error:
        message = f"{_redirects(response)}, which is not a web address"
        raise Rejected(CANNOT_FETCH, message) from error
    if not target:
        message = f"the server answers {response.status_code} without a new address"
        raise Rejected(CANNOT_FETCH, message)
    return target


def _redirects(response: Response) -> str:
    return f"the server redirects to '{responses.shown(response.headers.get('location', ''))}'"


def without_fragment(address: str) -> str:
    """Return an address as it is sent to a server.

    Raises:
        Rejected: TF305, it is not an http(s) address.
    """
    return url(address).partition("#")[0]


def headers() -> dict[str, str]:
    """Return the header fields of a GET request, by lower-case names."""
    return {
        "user-agent": _own_agent(),
        "accept": _ACCEPT,
        "accept-encoding": responses.ENCODING,
        "connection": "close",
    }


@cache
def _own_agent() -> str:
    from importlib.metadata import metadata  # noqa: PLC0415  — 20 ms

    return agent(metadata("talkfeed"))


def agent(about: PackageMetadata) -> str:
    """Write the User-Agent (RFC 9110, 10.1.5): name, version, and the homepage if there is one."""
    rows = about.get_all("Project-URL") or []
    homes = [row.partition(",")[2].strip() for row in rows if row.lower().startswith("homepage,")]
    return " ".join((f"{about['Name']}/{about['Version']}", *(f"(+{home})" for home in homes)))
