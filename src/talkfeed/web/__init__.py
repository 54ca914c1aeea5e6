"""An http(s) address → the resource there, as a `SourceInput`; the only part that uses the network.

No server is trusted: every hop is checked, counted and timed. `fetching` follows redirects,
`transport` connects to checked addresses only (`hosts`), `responses` reads status and body,
`stored` and `store` cache responses.
"""

from __future__ import annotations

from talkfeed.web.fetching import FetchOptions, fetch
from talkfeed.web.hosts import any_address
from talkfeed.web.limits import Limits
from talkfeed.web.store import Directory, Store

__all__ = ["Directory", "FetchOptions", "Limits", "Store", "any_address", "fetch"]
