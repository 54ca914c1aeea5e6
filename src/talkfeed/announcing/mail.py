"""Digest → a message of a mailing list (RFC 5322, 2919, 2369), and its delivery by SMTP (RFC 5321).

The message has text, HTML, and a calendar of the talks to come. All that could differ from run to
run, such as boundaries, is made from the key of the digest.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote

from talkfeed.announcing import texts
from talkfeed.announcing.delivery import Refused, Unclear
from talkfeed.announcing.digest import cut
from talkfeed.errors import WrongUsage
from talkfeed.formats.ical import calendar
from talkfeed.text import line, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.announcing.delivery import Transport
    from talkfeed.announcing.digest import Digest

SMTP_URL = "TALKFEED_SMTP_URL"
SENDER, RECIPIENT = "TALKFEED_MAIL_FROM", "TALKFEED_MAIL_TO"
UNSUBSCRIBE = "TALKFEED_MAIL_UNSUBSCRIBE"
PORTS = {"smtp": 587, "smtps": 465}
MOST_TALKS = 100
TIMEOUT = 30.0
"""Seconds without an answer of the server."""
_ADDRESS = r"[!-;=?A-~]+@[A-Za-z0-9.:\[\]-]+"
_OK, _WILL_FORWARD = 250, 251
_PERMANENT = 500


def show_mail(digest: Digest, environment: Mapping[str, str]) -> str:
    """Return the message; addresses that are not configured are those of the site's host."""
    usual = f"talks@{_host(digest)}"
    message = compose(digest, {SENDER: usual, RECIPIENT: usual, **environment}, "0")
    return message.as_string()


def compose(digest: Digest, environment: Mapping[str, str], key: str) -> EmailMessage:
    """Write the message.

    Raises:
        WrongUsage: an address is not one.
    """
    sender = _mail_address(environment, SENDER)
    leave = environment.get(UNSUBSCRIBE) or f"mailto:{sender}?subject=unsubscribe"
    if not re.fullmatch(r"(https?|mailto):[!-;=?-~]+", leave):
        message = f"{UNSUBSCRIBE} is neither a mailto: nor a web address"
        raise WrongUsage(message)
    fitting = cut(digest, lambda shorter: shorter.talks <= MOST_TALKS)
    mail = EmailMessage(policy=policy.SMTP.clone(linesep="\n"))
    mail["Subject"] = digest.headline
    mail["From"], mail["To"] = sender, _mail_address(environment, RECIPIENT)
    mail["Date"] = format_datetime(digest.until)
    mail["Message-ID"] = f"<{key}@{_host(digest)}>"
    mail["List-Id"] = f"<talks.{_host(digest)}>"
    mail["List-Unsubscribe"] = f"<{leave}>"
    mail["List-Archive"] = f"<{digest.feed.home}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(texts.plain(fitting), cte="quoted-printable")
    mail.add_alternative(texts.html(fitting), subtype="html", cte="quoted-printable")
    if digest.coming:
        mail.add_attachment(
            _week(digest),
            maintype="text",
            subtype="calendar",
            filename="talks.ics",
            params={"charset": "utf-8"},
        )
    for rank, part in enumerate(mail.walk()):
        if rank:
            del part["MIME-Version"]
        if part.is_multipart():
            part.set_boundary(f"=_{key}_{rank}")
    return mail


def send_mail(
    digest: Digest, environment: Mapping[str, str], key: str, transport: Transport
) -> None:
    """Send the message by SMTP, encrypted wherever the server can.

    Raises:
        Refused: it was not accepted.
        Unclear: the connection was lost after the message was sent.
        WrongUsage: the configuration cannot be used.
    """
    server = _server(environment)
    mail = compose(digest, environment, key)
    tls = transport.options.tls or ssl.create_default_context()
    try:
        with _connect(server, tls) as smtp:
            _log_in(smtp, server, tls, transport)
            _check(smtp.mail(mail["From"]))
            _check(smtp.rcpt(mail["To"]))
            _deliver(smtp, mail)
    except smtplib.SMTPAuthenticationError as error:
        message = "the mail server does not accept the user name or the password"
        raise Refused(message, f"check {SMTP_URL}, and send it again") from error
    except smtplib.SMTPResponseException as error:
        raise Refused(_answered(error.smtp_code, error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:
        cause = line(getattr(error, "strerror", None) or str(error)).lower()
        message = f"no connection to the mail server {server.hostname}: {cause}"
        raise Refused(message) from error


def _connect(server: SplitResult, tls: ssl.SSLContext) -> smtplib.SMTP:
    host, port = server.hostname or "", server.port or PORTS[server.scheme]
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=tls)
    return smtplib.SMTP(host, port, timeout=TIMEOUT)


def _log_in(
    smtp: smtplib.SMTP, server: SplitResult, tls: ssl.SSLContext, transport: Transport
) -> None:
    """Encrypt if possible, and authenticate if there is a password."""
    smtp.ehlo_or_helo_if_needed()
    if server.scheme == "smtp" and smtp.has_extn("starttls"):
        smtp.starttls(context=tls)
        smtp.ehlo()
    elif server.scheme == "smtp" and server.password and transport.is_public(_peer(smtp)):
        message = "the mail server does not encrypt, so the password could be read on the way"
        raise Refused(message, f"write smtps:// in {SMTP_URL}, or use another server")
    if server.password:
        smtp.login(unquote(server.username or ""), unquote(server.password))


def _peer(smtp: smtplib.SMTP) -> str:
    return str(smtp.sock.getpeername()[0]) if smtp.sock else ""


def _deliver(smtp: smtplib.SMTP, mail: EmailMessage) -> None:
    """Send the content; from here on a lost connection leaves the outcome open."""
    try:
        answer = smtp.data(mail.as_bytes(policy=policy.SMTP))
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        message = "the connection to the mail server was lost"
        raise Unclear(message) from error
    _check(answer)
    with suppress(OSError, smtplib.SMTPException):
        smtp.quit()


def _check(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if code not in (_OK, _WILL_FORWARD):
        raise Refused(_answered(code, words))


def _answered(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"the mail server answers {code}: {line(text)[:100]}"


def _server(environment: Mapping[str, str]) -> SplitResult:
    found = split(environment[SMTP_URL])
    if found.scheme not in PORTS or not found.netloc or not _has_port(found):
        message = f"{SMTP_URL} is not an address such as smtps://user:password@mail.example:465"
        raise WrongUsage(message)
    return found


def _has_port(parts: SplitResult) -> bool:
    """Return whether the port is absent or a number that can be one."""
    try:
        return parts.hostname is not None and parts.port != 0
    except ValueError:
        return False


def _mail_address(environment: Mapping[str, str], name: str) -> str:
    found = environment[name]
    if not re.fullmatch(_ADDRESS, found):
        message = f"{name} is not a mail address such as talks@mail.example"
        raise WrongUsage(message)
    return found


def _week(digest: Digest) -> bytes:
    feed = digest.feed._replace(entries=digest.coming, tombstones=(), is_subscription=False)
    return calendar.render(feed)


def _host(digest: Digest) -> str:
    return split(digest.feed.base).hostname or "localhost"
