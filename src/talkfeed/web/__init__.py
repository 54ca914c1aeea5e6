"""An http(s) address → what stands there, as a `SourceInput`; the only part that goes onto the web.

Nobody is trusted: every hop is checked, counted and timed. `fetching` is the line of it, `wire`
dials none but checked addresses (`hosts`), `answers` reads what a server says, `store` keeps it.
"""

from __future__ import annotations

from talkfeed.web.fetching import Way, fetch
from talkfeed.web.hosts import anywhere
from talkfeed.web.limits import Limits
from talkfeed.web.store import Directory, Store

__all__ = ["Directory", "Limits", "Store", "Way", "anywhere", "fetch"]
