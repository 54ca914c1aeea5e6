"""A request → a response, over a connection to a checked address and never past the deadline.

This is httpx's transport with another network backend: names are resolved and checked here
(`hosts`), while TLS and the Host field keep the name. No proxy or netrc of the environment is used.
"""

from __future__ import annotations

import ssl
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

import httpcore
import httpx

from talkfeed.errors import Rejected
from talkfeed.web.hosts import allowed_addresses
from talkfeed.web.limits import CANNOT_FETCH, too_slow
from talkfeed.web.message import Lost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkfeed.web.hosts import IsAllowed, Resolve
    from talkfeed.web.limits import Deadline, Limits
    from talkfeed.web.message import Message

_HTTP_HINT = "try it in a browser; if it opens there, save the page and import the file"
_HOST_HINT = "check the part of the host that begins with 'xn--'"
_TLS_HINT = "check the address; a browser shows what is wrong with the certificate"


class _Stream(httpcore.NetworkStream):
    """A connection on which no operation lasts beyond the deadline; it counts what is sent."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, sent: list[int]) -> None:
        self._inner, self._deadline, self._sent = inner, deadline, sent

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes."""
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes."""
        self._sent.append(len(buffer))
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Start TLS, after verifying the server's certificate."""
        left = self._deadline.left(timeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, left)
        return _Stream(inner, self._deadline, self._sent)

    def get_extra_info(self, info: str) -> object:
        """Return httpcore's information on the connection."""
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, resolve: Resolve, is_allowed: IsAllowed, deadline: Deadline) -> None:
        self._resolve, self._may_dial, self._deadline = resolve, is_allowed, deadline
        self._tcp = httpcore.SyncBackend()
        self.sent: list[int] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that accepts; all were checked before."""
        failure: Exception = httpcore.ConnectError("no address")
        for address in allowed_addresses(host, port, self._resolve, self._may_dial):
            left = self._deadline.left(timeout)
            try:
                inner = self._tcp.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(inner, self._deadline, self.sent)
        raise failure


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        """Stop reading."""
        self._response.close()


class _Transport(httpx.BaseTransport):
    """A transport for a single request."""

    def __init__(self, backend: _Backend, tls: ssl.SSLContext | None) -> None:
        self._pool = httpcore.ConnectionPool(tls, max_connections=1, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request unchanged, and return the response with its body unread."""
        url = request.url
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                target,
                headers=request.headers.raw,
                content=request.content,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


@contextmanager
def exchange(
    message: Message,
    *,
    resolve: Resolve,
    is_allowed: IsAllowed,
    limits: Limits,
    deadline: Deadline,
    tls: ssl.SSLContext | None = None,
) -> Iterator[httpx.Response]:
    """Send a request without following redirects; the response's body is not read yet.

    Raises:
        Rejected: TF705, there is no response, or not in time; TF706, the address is not public.
            It is `Lost` if a part of the request was sent.
    """
    tls = tls or (trusted() if message.address.startswith("https:") else None)
    backend = _Backend(resolve, is_allowed, deadline)
    timeout = httpx.Timeout(limits.idle, connect=limits.connect).as_dict()
    with (
        _mark_lost(backend.sent),
        _wrap_errors(limits, deadline),
        _Transport(backend, tls) as transport,
    ):
        # Without a client no header is added, no cookie is kept, and no redirect is followed.
        request = httpx.Request(
            message.method,
            message.address,
            headers=message.headers,
            content=message.content,
            extensions={"timeout": timeout},
        )
        with closing(transport.handle_request(request)) as response:
            yield response


@cache
def trusted() -> ssl.SSLContext:
    """Return a TLS context with the certificate authorities of httpx and of this machine."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


@contextmanager
def _mark_lost(sent: list[int]) -> Iterator[None]:
    """Raise `Lost` instead of `Rejected` if something was sent."""
    try:
        yield
    except Rejected as error:
        if not sent:
            raise
        raise Lost(error.code, error.message, error.hint) from error


@contextmanager
def _wrap_errors(limits: Limits, deadline: Deadline) -> Iterator[None]:
    """Raise `Rejected` for each error of the network and of HTTP."""
    try:
        yield
    except httpcore.TimeoutException as error:
        deadline.left(None)  # raises if it has passed
        if isinstance(error, httpcore.ConnectTimeout):
            raise too_slow("connection", limits.connect) from error
        raise too_slow("data", limits.idle) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.InvalidURL) as error:
        raise _rejected(error) from error
    except UnicodeError as error:  # an "xn--…" label that is not valid Punycode (RFC 3492)
        raise Rejected(CANNOT_FETCH, f"the host cannot be decoded: {error}", _HOST_HINT) from error


def _rejected(error: Exception) -> Rejected:
    cause = next(iter(error.args), None)  # httpcore keeps the cause only there
    if isinstance(cause, ssl.SSLCertVerificationError):
        message = f"the server's certificate is not valid: {cause.verify_message}"
        return Rejected(CANNOT_FETCH, message, _TLS_HINT)
    if isinstance(cause, ssl.SSLError):
        message = "the server cannot set up a secure connection (TLS)"
        return Rejected(CANNOT_FETCH, message, _TLS_HINT)
    if isinstance(error, httpcore.ConnectError):
        reason = getattr(cause, "strerror", None) or "it failed"
        return Rejected(CANNOT_FETCH, f"cannot connect: {reason.lower()}", _HTTP_HINT)
    if isinstance(error, httpcore.NetworkError):
        return Rejected(CANNOT_FETCH, "the connection was lost", _HTTP_HINT)
    message = "the server's response is incomplete or not valid HTTP"
    return Rejected(CANNOT_FETCH, message, _HTTP_HINT)
