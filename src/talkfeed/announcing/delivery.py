"""A request to a service → a digest that has arrived, was refused, or may have arrived.

Only an answer is certain. A request without one, or with one of a gateway in between, may have had
its effect, so it is repeated only where the service recognises a repetition by its key.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from talkfeed.errors import CannotSend, Rejected, WrongUsage
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import line, number, split, url
from talkfeed.web import Lost, is_public, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from talkfeed.web import Answer, FetchOptions, Message

REFUSED, UNCLEAR = "TF903", "TF904"
LONGEST_PAUSE = 30
"""The most seconds that a service may ask to wait before the request is repeated at once."""
_TOO_MANY = 429
_OF_GATEWAYS = frozenset((408, 502, 504))
"""Statuses after which the request may have had its effect all the same."""
_OF_SETTINGS = frozenset((400, 401, 403, 404, 405, 410, 422))
_MOST_SHOWN = 100
_SHORTEST_SECRET = 4


class Transport(NamedTuple):
    """How to connect, how to wait some seconds, and which IP addresses need encryption."""

    options: FetchOptions
    sleep: Callable[[float], None]
    is_public: Callable[[str], bool] = is_public


class Refused(CannotSend):
    """A digest that did not arrive; the next run sends it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        """Say why."""
        usual = "nothing is lost: the next 'talkfeed digest --send' sends it"
        super().__init__(REFUSED, f"the digest was not sent: {reason}", hint or usual)


class Unclear(CannotSend):
    """A digest that may have arrived."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        hint = (
            "look whether it is there, and run the same command with --arrived yes or --arrived no"
        )
        super().__init__(UNCLEAR, f"the digest may have arrived: {reason}", hint)


def address(environment: Mapping[str, str], name: str) -> str:
    """Return a web address from a variable, which may be a secret and is not shown.

    Raises:
        WrongUsage: it is not a web address.
    """
    try:
        return url(environment[name])
    except Rejected:
        message = f"{name} is not a web address such as https://chat.example/hook"
        raise WrongUsage(message) from None


def request(message: Message, transport: Transport, *, is_repeatable: bool) -> Answer:
    """Send a digest.

    Raises:
        Refused: it did not arrive.
        Unclear: it may have arrived.
    """
    guarded = transport._replace(options=_guarded(message.address, transport))
    try:
        answer = _answer(message, guarded, is_repeatable=is_repeatable)
    except Lost as error:
        raise Unclear(error.message) from error
    except Rejected as error:
        is_open = message.address.startswith("http:") and error.code == "TF706"
        reason = "over http, the secret could be read on the way; use https"
        raise Refused(reason if is_open else error.message) from error
    if answer.is_success:
        return answer
    reason = f"the server answers {answer.status}"
    if answer.status in _OF_GATEWAYS:
        raise Unclear(reason)
    words = line(answer.content[: 4 * _MOST_SHOWN].decode(errors="replace"))[:_MOST_SHOWN]
    wait = f"; it asks for a pause of {answer.retry_after} seconds" if answer.retry_after else ""
    hint = "check the address and the secret, and send it again"
    is_ours = answer.status in _OF_SETTINGS
    whole = f"{reason}: {words}{wait}" if words else f"{reason}{wait}"
    raise Refused(whole, hint if is_ours else "")


def hide(text: str, secrets: Iterable[str]) -> str:
    """Replace secrets in a text that a server sent, and the path or password of an address.

    >>> hide("no token 'abcdef' at /hook/1", ["abcdef", "https://chat.example/hook/1"])
    "no token '…' at …"
    """
    parts = [
        part
        for secret in secrets
        for part in (secret, split(secret).path, unquote(split(secret).password or ""))
    ]
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _SHORTEST_SECRET:
            text = text.replace(part, "…")
    return text


def _answer(message: Message, transport: Transport, *, is_repeatable: bool) -> Answer:
    """Send a request, and once more if the service asks for a short pause, or recognises it."""
    try:
        answer = send(message, transport.options)
    except Lost:
        if not is_repeatable:
            raise
        with suppress(Rejected):
            answer = send(message, transport.options)
            if answer.is_success:
                return answer
        raise
    wait = number(answer.retry_after)
    if answer.status == _TOO_MANY and wait is not None and wait <= LONGEST_PAUSE:
        transport.sleep(wait)
        return send(message, transport.options)
    return answer


def _guarded(target: str, transport: Transport) -> FetchOptions:
    """Allow unencrypted connections in the user's own network only."""
    if target.startswith("https:"):
        return transport.options
    return replace(transport.options, is_allowed=lambda ip: not transport.is_public(ip))
