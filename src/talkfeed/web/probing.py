"""An http(s) address → the answer of the server at its end, whatever its status is.

HEAD asks for the headers alone; GET reads the beginning of the body. Other than `fetch`, a probe
follows a redirect from https to http, because nothing of the answer is kept but its headers.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.web import responses
from talkfeed.web.fetching import (
    FetchOptions,
    Hops,
    headers,
    redirect_target,
    without_fragment,
)
from talkfeed.web.limits import CANNOT_FETCH, start
from talkfeed.web.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx import Response

START = 512 * 1024
"""The bytes of a body that a probe reads at most."""
_CHUNKS = 4096


class ProbeAnswer(NamedTuple):
    """A final response: its address after redirects, status, headers, and how its body begins."""

    address: str
    status: int
    headers: Mapping[str, str]
    start: bytes = b""


def probe(
    address: str, method: str = "HEAD", options: FetchOptions | None = None, most: int = START
) -> ProbeAnswer:
    """Ask for an address, at most `most` bytes of it.

    Raises:
        Rejected: TF305, not an http(s) address; TF705, there is no answer; TF706, the host of the
            address or of a redirect is not public.
    """
    from talkfeed.web import transport  # noqa: PLC0415  — httpx is slow to import

    options = options or FetchOptions()
    deadline = start(options.limits, options.clock)
    here = without_fragment(address)
    hops = Hops(options)
    fields = headers() | {"accept": "*/*", "accept-encoding": "identity"}
    if method == "GET":
        fields["range"] = f"bytes=0-{most - 1}"
    for _ in range(options.limits.redirects + 1):
        with transport.exchange(
            Message(method, here, fields),
            resolve=hops.options.resolve,
            is_allowed=hops.options.is_allowed,
            limits=options.limits,
            deadline=deadline,
            tls=options.tls,
        ) as response:
            if response.status_code not in responses.REDIRECTS:
                body = b"" if method == "HEAD" else _beginning(response, most)
                return ProbeAnswer(here, response.status_code, response.headers, body)
            here = redirect_target(response, here)
            hops.go_on()
    message = f"the address redirects more than {options.limits.redirects} times"
    raise Rejected(CANNOT_FETCH, message, "open it in a browser, and name the address it ends at")


def _beginning(response: Response, most: int) -> bytes:
    """Read the beginning of a body; of one that a server compresses unasked, nothing."""
    if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
        return b""
    content = b""
    for chunk in islice(response.iter_raw(), _CHUNKS):
        content += chunk
        if len(content) >= most:
            break
    return content[:most]
