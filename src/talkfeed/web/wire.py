"""A request → an answer, over a connection to a checked address and never past the deadline.

The transport of httpx, its network replaced: names are looked up and checked here (`hosts`), while
TLS and the Host field keep the name. Nothing of the environment is asked: no proxy, no netrc.
"""

from __future__ import annotations

import ssl
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

import httpcore
import httpx

from talkfeed.errors import Rejected
from talkfeed.web.hosts import to_dial
from talkfeed.web.limits import CANNOT_FETCH, too_slow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.web.hosts import MayDial, Resolve
    from talkfeed.web.limits import Deadline, Limits

_HTTP_HINT = "see whether a browser shows it; if so, save the page and import the file"
_HOST_HINT = "check the part of the host that begins with 'xn--'"
_TLS_HINT = "check the address; a browser shows what is wrong with the certificate"


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline, however slowly the server drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes, in time."""
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes, in time."""
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Go on in secret, once the server has proved to be the one that was named."""
        left = self._deadline.left(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Tell what httpcore asks of a connection."""
        return self._inner.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Dials what a name was found to stand for, and nothing else."""

    def __init__(self, resolve: Resolve, may_dial: MayDial, deadline: Deadline) -> None:
        self._resolve, self._may_dial, self._deadline = resolve, may_dial, deadline
        self._tcp = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers; all were checked before."""
        failure: Exception = httpcore.ConnectError("no address")
        for address in to_dial(host, port, self._resolve, self._may_dial):
            left = self._deadline.left(timeout)
            try:
                inner = self._tcp.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(inner, self._deadline)
        raise failure


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        """Read no further."""
        self._answer.close()


class _Wire(httpx.BaseTransport):
    """One connection, used once."""

    def __init__(self, network: _Network, tls: ssl.SSLContext | None) -> None:
        self._pool = httpcore.ConnectionPool(tls, max_connections=1, network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request as it stands, and give the answer, its body unread."""
        url = request.url
        asked = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, asked, headers=request.headers.raw, extensions=request.extensions
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Hang up."""
        self._pool.close()


@contextmanager
def asking(
    address: str,
    headers: dict[str, str],
    *,
    resolve: Resolve,
    may_dial: MayDial,
    limits: Limits,
    deadline: Deadline,
    tls: ssl.SSLContext | None = None,
) -> Iterator[httpx.Response]:
    """Ask for one address, following nothing; the answer's body is not read yet.

    Raises:
        Rejected: TF705, there is no answer, or not in time; TF706, the address is not public.
    """
    tls = tls or (trusted() if address.startswith("https:") else None)
    network = _Network(resolve, may_dial, deadline)
    patience = httpx.Timeout(limits.silence, connect=limits.connect).as_dict()
    with _told(limits, deadline), _Wire(network, tls) as wire:
        # Without a client nothing is added or kept, and no redirect is looked at.
        request = httpx.Request("GET", address, headers=headers, extensions={"timeout": patience})
        with closing(wire.handle_request(request)) as answer:
            yield answer


@cache
def trusted() -> ssl.SSLContext:
    """Trust the authorities that httpx brings, and those that this machine trusts."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


@contextmanager
def _told(limits: Limits, deadline: Deadline) -> Iterator[None]:
    """Say in our words what went wrong on the way."""
    try:
        yield
    except httpcore.TimeoutException as error:
        deadline.left(None)  # which may be what has passed
        if isinstance(error, httpcore.ConnectTimeout):
            raise too_slow("connected", limits.connect) from error
        raise too_slow("heard", limits.silence) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.InvalidURL) as error:
        raise _rejected(error) from error
    except UnicodeError as error:  # of a label "xn--…" that encodes nothing (RFC 3492)
        raise Rejected(CANNOT_FETCH, f"the host cannot be decoded: {error}", _HOST_HINT) from error


def _rejected(error: Exception) -> Rejected:
    cause = next(iter(error.args), None)  # httpcore keeps it there alone
    if isinstance(cause, ssl.SSLCertVerificationError):
        message = f"the server cannot prove who it is: {cause.verify_message}"
        return Rejected(CANNOT_FETCH, message, _TLS_HINT)
    if isinstance(cause, ssl.SSLError):
        message = "no safe connection can be made with the server"
        return Rejected(CANNOT_FETCH, message, _TLS_HINT)
    if isinstance(error, httpcore.ConnectError):
        reason = getattr(cause, "strerror", None) or "it failed"
        return Rejected(CANNOT_FETCH, f"cannot connect: {reason.lower()}", _HTTP_HINT)
    if isinstance(error, httpcore.NetworkError):
        return Rejected(CANNOT_FETCH, "the connection broke off", _HTTP_HINT)
    message = "the server breaks off its answer, or it gives none that HTTP knows"
    return Rejected(CANNOT_FETCH, message, _HTTP_HINT)
