"""Requests and answers of HTTP (RFC 9110), as far as this package needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Message(NamedTuple):
    """A request: method, address, header fields by lower-case names, and body."""

    method: str
    address: str
    headers: Mapping[str, str]
    content: bytes = b""


class Lost(Rejected):
    """A request without a response; a part of it was sent, so it may have had an effect."""


class Answer(NamedTuple):
    """The status of a response, its Retry-After field, and its body, empty if it broke off."""

    status: int
    retry_after: str
    content: bytes

    @property
    def is_success(self) -> bool:
        """Return whether the request was carried out (RFC 9110, 15.3)."""
        return self.status // 100 == 2  # noqa: PLR2004  — 2xx
