"""The name of a host → addresses to connect to, all public (RFC 6890) unless others are allowed.

A name is resolved once, and the connection goes to the address that was checked, so DNS rebinding
has no effect. Addresses that embed another (IPv4-mapped, 6to4, Teredo, NAT64) are never public.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.web.limits import CANNOT_FETCH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Resolve = Callable[[str, int], Sequence[str]]
    IsAllowed = Callable[[str], bool]

NOT_PUBLIC = "TF706"
MOST = 4
"""The maximum number of addresses of one name to try."""

_UNICAST = IPv6Network("2000::/3")
_SPECIAL = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays of 6to4
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "3fff::/20",  # documentation (RFC 9637), unknown to older Pythons
        ),
    )
)


def resolve_host(host: str, port: int) -> list[str]:
    """Resolve a name with the system's resolver; each address once, the preferred one first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def is_public(address: str) -> bool:
    """Return whether an IP address is globally reachable.

    >>> is_public("192.168.1.1"), is_public("::ffff:9.9.9.9"), is_public("9.9.9.9")
    (False, False, True)
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if any(ip in network for network in _SPECIAL):
        return False
    return ip.is_global and not ip.is_multicast if isinstance(ip, IPv4Address) else ip in _UNICAST


def any_address(_: str) -> bool:
    """Allow every address, including those of the user's own network."""
    return True


def allowed_addresses(host: str, port: int, resolve: Resolve, is_allowed: IsAllowed) -> list[str]:
    """List the addresses of a host that connections are allowed to, at most four.

    Raises:
        Rejected: TF705, the name cannot be resolved; TF706, none of its addresses is allowed.
    """
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        hint = "check the spelling, and that this computer is online"
        raise Rejected(CANNOT_FETCH, f"the host '{host}' was not found", hint) from error
    allowed = [one for one in found if is_allowed(one)]
    if not allowed:
        where = f"'{host}' is at {', '.join(found[:MOST]) or 'no address'}"
        hint = "if it is in your own network and you trust it, name it and add --allow-private"
        raise Rejected(NOT_PUBLIC, f"{where}, which is not public", hint)
    return allowed[:MOST]
