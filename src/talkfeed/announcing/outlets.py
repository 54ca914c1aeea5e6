"""The table of services that a digest can be sent to; `--format` names one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from talkfeed.announcing import chats, mail, texts
from talkfeed.errors import WrongUsage
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkfeed.announcing.delivery import Transport
    from talkfeed.announcing.digest import Digest

    Show = Callable[[Digest, Mapping[str, str]], str]
    Send = Callable[[Digest, Mapping[str, str], str, Transport], None]


class Outlet(NamedTuple):
    """A service: the variables that it needs, and how a digest is shown and sent.

    `remembers` is how long the service recognises a request that is repeated with the same key.
    """

    name: str
    variables: tuple[str, ...]
    show: Show
    send: Send
    remembers: timedelta = timedelta()


FORMATS: Mapping[str, Callable[[Digest], str]] = {
    "text": texts.plain,
    "markdown": texts.markdown,
    "html": texts.html,
}
"""What can only be printed."""
OUTLETS = (
    Outlet("eml", (mail.SMTP_URL, mail.SENDER, mail.RECIPIENT), mail.show_mail, mail.send_mail),
    Outlet("slack", (chats.SLACK_WEBHOOK,), chats.show_slack, chats.send_slack),
    Outlet("discord", (chats.DISCORD_WEBHOOK,), chats.show_discord, chats.send_discord),
    Outlet(
        "mastodon",
        (chats.MASTODON_URL, chats.MASTODON_TOKEN),
        chats.show_mastodon,
        chats.send_mastodon,
        timedelta(minutes=55),
    ),
    Outlet(
        "matrix",
        (chats.MATRIX_URL, chats.MATRIX_TOKEN, chats.MATRIX_ROOM),
        chats.show_matrix,
        chats.send_matrix,
        timedelta(minutes=25),
    ),
)
BY_NAME = {outlet.name: outlet for outlet in OUTLETS}


def configured(environment: Mapping[str, str], name: str | None) -> list[Outlet]:
    """List the services that the environment configures, or the one that is named.

    Raises:
        WrongUsage: there is none, or a variable of one is missing.
    """
    if name is not None and name not in BY_NAME:
        message = f"--send: '{name}' is only for printing; there are: {', '.join(BY_NAME)}"
        raise WrongUsage(message)
    found = []
    for outlet in OUTLETS if name is None else (BY_NAME[name],):
        missing = [each for each in outlet.variables if not environment.get(each)]
        if not missing:
            found.append(outlet)
        elif name is not None or len(missing) < len(outlet.variables):
            message = f"--send: {outlet.name} needs {', '.join(missing)} in the environment"
            raise WrongUsage(message)
    if not found:
        names = ", ".join(outlet.variables[0] for outlet in OUTLETS)
        message = f"--send: no service is configured in the environment: {names}"
        raise WrongUsage(message)
    return found
