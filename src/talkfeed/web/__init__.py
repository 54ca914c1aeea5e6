"""An http(s) address → the resource there, as a `SourceInput`; or a message → its answer.

No server is trusted: every hop is checked, counted and timed. `fetching` follows redirects,
`transport` connects to checked addresses only (`hosts`), `responses` reads status and body,
`stored` and `store` cache responses. `probing` asks what is there, and `sending` sends messages to
services.
"""

from __future__ import annotations

from talkfeed.web.fetching import FetchOptions, fetch
from talkfeed.web.hosts import any_address, is_public
from talkfeed.web.limits import Limits
from talkfeed.web.message import Answer, Lost, Message
from talkfeed.web.probing import ProbeAnswer, probe
from talkfeed.web.sending import send
from talkfeed.web.store import Directory, Store

__all__ = [
    "Answer",
    "Directory",
    "FetchOptions",
    "Limits",
    "Lost",
    "Message",
    "ProbeAnswer",
    "Store",
    "any_address",
    "fetch",
    "is_public",
    "probe",
    "send",
]
