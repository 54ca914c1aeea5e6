"""A message for a web service → its answer: one request, without following redirects.

A redirect would carry a secret to another host, and a repeated request may act twice. So both are
left to the caller, who learns whether a request without an answer may have arrived (`Lost`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.web import responses
from talkfeed.web.fetching import headers
from talkfeed.web.limits import start
from talkfeed.web.message import Answer

if TYPE_CHECKING:
    from talkfeed.web.fetching import FetchOptions
    from talkfeed.web.message import Message


def send(message: Message, options: FetchOptions) -> Answer:
    """Send a message once; the usual header fields of this program are added.

    Raises:
        Rejected: TF705, there is no answer, or not in time; TF706, the host is not allowed. It is
            `Lost` if the message may have arrived.
    """
    from talkfeed.web import transport  # noqa: PLC0415  — httpx is slow to import

    fields = {**headers(), "accept": "application/json", **message.headers}
    with transport.exchange(
        message._replace(headers=fields),
        resolve=options.resolve,
        is_allowed=options.is_allowed,
        limits=options.limits,
        deadline=start(options.limits, options.clock),
        tls=options.tls,
    ) as response:
        try:
            content = responses.body(response, options.limits)
        except Rejected:
            content = b""
        wait = responses.shown(response.headers.get("retry-after", ""))
        return Answer(response.status_code, wait, content)
