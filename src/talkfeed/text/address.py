"""An address as people write or paste it → an absolute http or https URI (RFC 3986).

Non-ASCII letters are encoded as in RFC 3987, 3.1: the host in its "xn--" form, the rest in
percent-encoded UTF-8. Encoded characters are kept, so a validated address does not change again.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from talkfeed.errors import Rejected
from talkfeed.patterns import lazy
from talkfeed.text.lines import unmarked, visible

CODE = "TF305"
MAX_LENGTH = 4_000
_EXAMPLE = "https://example.org/talk"
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?"
# A valid address that needs no change, as nearly all are.
_PLAIN = lazy(
    rf"https?://(?=[^/]{{1,63}}/){_HOST}/(?:[\w.~!$&'()*+,;=:@/-]++|%[0-9A-Fa-f]{{2}})*+"
    r"(?:\?(?:[\w.~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})++)?",
    re.ASCII,
)
_SCHEME = lazy(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:[/?#]|$))")
_LABEL = lazy(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_STRAY_PERCENT = lazy("%(?![0-9A-Fa-f]{2})")
# Letters that IDNA 2003 and IDNA 2008 encode differently.
_DEVIATIONS = frozenset("ßẞς\u200c\u200d")
# Common mistakes and their corrections; the first one that gives a valid address is suggested.
# Strings: `re` compiles and caches them when an address is rejected.
_SLIPS = (
    (r"^(?:\w+@)?([^\s/:@.]+\.[^\s/:@]+):/*(?!\d+(?:/|$))", r"https://\1/"),  # git over ssh
    (r"^(?:ssh|git|git\+\w+)://(?:[^/@]*@)?([^/:]+)(?::\d+)?", r"https://\1"),
    (r"(?i)^(https?://)[^/?#]*@", r"\1"),
    (r"(?i)^(https?://[^/?#]*):0+(?=[/?#]|$)", r"\1"),
    (r"(?i)^(https?):/?(?=[^/])", r"\1://"),
    (r"^//(?=.)|^(?=[^./][^/]*\.)", "https://"),
    (r"\s+", "%20"),
)
_MAX_HOST = 253
_MAX_PORT = 65_535


def url(text: str) -> str:
    """Return an address as an absolute URI.

    >>> url(" https://bücher.example/à la carte?q=ü".replace(" la ", "-la-"))
    'https://xn--bcher-kva.example/%C3%A0-la-carte?q=%C3%BC'

    Raises:
        Rejected: TF305, not an absolute http or https address, or one with a password. The hint
            has the address that was probably meant, or an example; both are valid.
    """
    if len(text) <= MAX_LENGTH and _PLAIN.fullmatch(text):
        return text
    clean = unmarked(visible(text)).strip()
    try:
        return _checked(clean)
    except Rejected as rejected:
        meant = _meant(clean) if len(clean) <= MAX_LENGTH else ""
        hint = f"write {meant}" if meant else rejected.hint
        raise Rejected(CODE, rejected.message, hint) from rejected


def _checked(text: str) -> str:
    _check_shape(text)
    parts = _split(text)
    return urlunsplit(
        (
            parts.scheme,
            _authority(parts),
            _encode(parts.path, "/"),
            _encode(parts.query, "/?"),
            _encode(parts.fragment, "/?"),
        )
    )


def is_web(text: str) -> bool:
    """Return whether text begins like a web address, not like a path.

    >>> is_web("HTTP://["), is_web("talks/http.yaml")
    (True, False)
    """
    return text.lower().startswith(("http:", "https:"))


def split(text: str) -> SplitResult:
    """Split an address (RFC 3986, appendix B); an invalid one is all path.

    >>> split("https://a.example/b").netloc, split("https://[/b").path
    ('a.example', 'https://[/b')
    """
    try:
        return urlsplit(text)
    except ValueError:
        return SplitResult("", "", text, "", "")


def join(base: str, text: str) -> str:
    """Resolve a reference (RFC 3986, 5.2); return an empty string if invalid.

    >>> join("https://a.example/b/", "c"), join("https://a.example/", "//[")
    ('https://a.example/b/c', '')
    """
    try:
        return urljoin(base, text)
    except ValueError:
        return ""


def _check_shape(text: str) -> None:
    """Reject an address that is empty, too long, has spaces or another scheme."""
    if not text:
        raise Rejected(CODE, "the address is empty", f"write it out, e.g. {_EXAMPLE}")
    if len(text) > MAX_LENGTH:
        raise Rejected(
            CODE,
            f"the address is longer than {MAX_LENGTH} characters",
            f"link a shorter one, e.g. {_EXAMPLE}",
        )
    scheme = _SCHEME.match(text)
    if scheme is None:
        hint = f"write it out with its beginning, e.g. {_EXAMPLE}"
        raise Rejected(CODE, f"{_quoted(text)} is not a complete address", hint)
    if scheme[1].lower() not in {"http", "https"}:
        message = f"an address that starts with '{scheme[1]}:' cannot be linked"
        raise Rejected(CODE, message, f"write an http or https address, e.g. {_EXAMPLE}")
    if any(map(str.isspace, text)):
        hint = f"write it without, e.g. {_EXAMPLE}"
        raise Rejected(CODE, f"{_quoted(text)} has a space inside", hint)


def _meant(text: str) -> str:
    """Return the address that was probably meant, or a list of several; empty if unknown."""
    several = text.replace(",", " ").split()
    if len(several) > 1 and all(is_web(each) and _is_right(each) for each in several):
        return f"[{', '.join(several)}]"
    guesses = (re.sub(pattern, meant, text) for pattern, meant in _SLIPS)
    found = (guess for guess in guesses if guess != text and _is_right(guess))
    return next(found, "")


def _is_right(text: str) -> bool:
    try:
        _checked(text)
    except Rejected:
        return False
    return True


def _split(text: str) -> SplitResult:
    """Split the address, and validate its authority."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        hint = f"check the part after https://, e.g. {_EXAMPLE}"
        raise Rejected(CODE, f"{_quoted(text)} is not an address", hint) from error
    if "@" in parts.netloc:
        message = "an address must not carry a user name or password"
        raise Rejected(CODE, message, f"leave it out, e.g. {_EXAMPLE}")
    if not parts.hostname:
        hint = f"write two slashes and the host after '{parts.scheme}:', e.g. {_EXAMPLE}"
        raise Rejected(CODE, f"{_quoted(text)} names no host", hint)
    if port == 0:
        hint = f"write a port from 1 to {_MAX_PORT}, e.g. https://example.org:8080/"
        raise Rejected(CODE, f"{_quoted(text)} has port 0", hint)
    return parts


def _authority(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    numeric = parts.netloc.startswith("[")
    written = f"[{_ip(IPv6Address, host)}]" if numeric else _host(host)
    return written if parts.port is None else f"{written}:{parts.port}"


def _host(host: str) -> str:
    """Return a host name in ASCII (RFC 3987, 3.1; IDNA 2003 where both standards agree)."""
    if not host.isascii():
        host = _to_ascii(host)
    labels = host.removesuffix(".").split(".")
    if labels[-1].isdigit():
        return _ip(IPv4Address, host)
    if len(host) > _MAX_HOST or not all(map(_LABEL.fullmatch, labels)):
        hint = "a host consists of letters, digits, dots and hyphens, e.g. https://example.org/"
        raise Rejected(CODE, f"{_quoted(host)} is not a valid host", hint)
    return host


def _to_ascii(host: str) -> str:
    hint = "write the host in its ASCII form, e.g. https://xn--bcher-kva.example/"
    if not _DEVIATIONS.isdisjoint(host):
        raise Rejected(CODE, f"the host {_quoted(host)} has letters with two readings", hint)
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Rejected(CODE, f"{_quoted(host)} is not a valid host", hint) from error


def _ip(kind: type[IPv4Address | IPv6Address], host: str) -> str:
    try:
        return str(kind(host))
    except AddressValueError as error:
        hint = "write the name of a host, e.g. https://example.org/"
        raise Rejected(CODE, f"{_quoted(host)} is not a valid host", hint) from error


def _encode(text: str, more: str) -> str:
    """Percent-encode characters that RFC 3986, 3.3-3.5 does not allow; keep encoded ones."""
    return quote(_STRAY_PERCENT.sub("%25", text), safe=f"%!$&'()*+,;=:@{more}")


def _quoted(text: str) -> str:
    """Quote the beginning of a text for a message."""
    shown = " ".join(text.split())
    return f"'{shown}'" if len(shown) <= 60 else f"'{shown[:59]}…'"  # noqa: PLR2004
