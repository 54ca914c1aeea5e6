"""An address → the page at its end, at most five redirects away, as a `SourceInput`.

Nothing is sent but the address and who asks: no cookie, no password, no proxy. A page that was kept
is asked about (RFC 9110, 13) and comes from the store if it has not changed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.model.imported import SourceInput
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import join, url
from talkfeed.web import answers, kept
from talkfeed.web.hosts import is_public, look_up
from talkfeed.web.limits import CANNOT_FETCH, USUAL, start

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from importlib.metadata import PackageMetadata

    from httpx import Response

    from talkfeed.web.hosts import MayDial, Resolve
    from talkfeed.web.limits import Deadline, Limits
    from talkfeed.web.store import Store

_ACCEPT = "text/html, */*;q=0.8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the web is reached: what is allowed, and where answers are kept.

    `may_dial` says which addresses are open to us: public ones, or with `anywhere` those of the
    user's own network, too. `resolve` says what a host's name stands for, `clock` counts seconds,
    and `tls` trusts other authorities than the usual ones.
    """

    may_dial: MayDial = is_public
    limits: Limits = USUAL
    store: Store | None = None
    resolve: Resolve = look_up
    clock: Callable[[], float] = time.monotonic
    tls: ssl.SSLContext | None = None


class _Onward(NamedTuple):
    """Where a server sends us instead."""

    address: str


def fetch(address: str, way: Way | None = None) -> SourceInput:
    """Fetch what stands at an http(s) address; `base` is the address at the end of redirects.

    Raises:
        Rejected: TF305, it is no such address; TF704, there is too much; TF705, it cannot be had;
            TF706, a host on the way is not public.
    """
    way = way or Way()
    deadline = start(way.limits, way.clock)
    here = _without_fragment(address)
    for _ in range(way.limits.redirects + 1):
        found = _ask(here, way, deadline)
        if not isinstance(found, _Onward):
            return SourceInput(
                content=found.content, name=address, base=here, media_type=found.media_type
            )
        here = found.address
    message = f"it leads on and on, more than {way.limits.redirects} times"
    raise Rejected(CANNOT_FETCH, message, "open it in a browser, and name the address at the end")


def _ask(here: str, way: Way, deadline: Deadline) -> _Onward | kept.Kept:
    """Make one request, and answer it from the store where the server says so."""
    known = kept.load(way.store.get(here), here) if way.store else None
    from talkfeed.web import wire  # noqa: PLC0415  — httpx is slow to import

    with wire.asking(
        here,
        _headers() | (known.conditions() if known else {}),
        resolve=way.resolve,
        may_dial=way.may_dial,
        limits=way.limits,
        deadline=deadline,
        tls=way.tls,
    ) as answer:
        if answer.status_code in answers.REDIRECTS:
            return _Onward(_target(answer, here))
        if answer.status_code == answers.NOT_MODIFIED and known:
            return known
        return _read(answer, here, way)


def _read(answer: Response, here: str, way: Way) -> kept.Kept:
    answers.check_status(answer)
    media_type = answers.media_type(answer)
    content = answers.body(answer, way.limits)
    found = kept.keepable(here, answer.headers, media_type, content)
    if way.store and found:
        way.store.put(here, kept.dump(found))
    return found or kept.Kept(here, media_type, "", "", content)


def _target(answer: Response, here: str) -> str:
    """Say where a redirect leads: to http or https, and never from the safe one to the other."""
    location = answer.headers.get("location", "")
    message = f"it leads on to '{answers.shown(location)}'"
    try:
        target = _without_fragment(join(here, location.strip())) if location else ""
    except Rejected as error:
        raise Rejected(CANNOT_FETCH, f"{message}, which is no web address") from error
    if not target:
        raise Rejected(
            CANNOT_FETCH, f"the server answers {answer.status_code}, and not where to go"
        )
    if here.startswith("https:") and not target.startswith("https:"):
        hint = "name that address if you trust it: on the way anybody can change what it says"
        raise Rejected(CANNOT_FETCH, f"{message}, which is not safe any more", hint)
    return target


def _without_fragment(address: str) -> str:
    """Give what is asked of a server: the address without what is for the reader alone."""
    return url(address).partition("#")[0]


def _headers() -> dict[str, str]:
    from importlib.metadata import metadata  # noqa: PLC0415  — 20 ms

    return {
        "user-agent": agent(metadata("talkfeed")),
        "accept": _ACCEPT,
        "accept-encoding": answers.ENCODING,
        "connection": "close",
    }


def agent(about: PackageMetadata) -> str:
    """Say who asks (RFC 9110, 10.1.5): name, version, and a homepage if the package has one."""
    rows = about.get_all("Project-URL") or []
    homes = [row.partition(",")[2].strip() for row in rows if row.lower().startswith("homepage,")]
    return " ".join((f"{about['Name']}/{about['Version']}", *(f"(+{home})" for home in homes)))
