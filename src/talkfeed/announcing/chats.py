"""Digest → requests to Slack, Discord, Mastodon and Matrix, within the limits of each.

Text of others is escaped, so that it neither formats nor notifies anybody. Slack and Discord do not
recognise a repeated request; Mastodon does for an hour, by its Idempotency-Key, and Matrix for half
an hour at least, by its transaction id.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from talkfeed.announcing import texts
from talkfeed.announcing.delivery import address, request
from talkfeed.announcing.digest import cut
from talkfeed.errors import Rejected, WrongUsage
from talkfeed.formats import wording
from talkfeed.patterns import lazy
from talkfeed.web import Message, send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkfeed.announcing.delivery import Transport
    from talkfeed.announcing.digest import Digest

    Environment = Mapping[str, str]

SLACK_WEBHOOK, DISCORD_WEBHOOK = "TALKFEED_SLACK_WEBHOOK", "TALKFEED_DISCORD_WEBHOOK"
MASTODON_URL, MASTODON_TOKEN = "TALKFEED_MASTODON_URL", "TALKFEED_MASTODON_TOKEN"
MASTODON_VISIBILITY = "TALKFEED_MASTODON_VISIBILITY"
MATRIX_URL, MATRIX_TOKEN = "TALKFEED_MATRIX_URL", "TALKFEED_MATRIX_TOKEN"
MATRIX_ROOM = "TALKFEED_MATRIX_ROOM"

SLACK_HEADER, SLACK_SECTION, SLACK_BLOCKS = 150, 3000, 50
DISCORD_TITLE, DISCORD_DESCRIPTION, DISCORD_EMBEDS = 256, 4096, 6000
MASTODON_STATUS, MASTODON_LINK = 500, 23
MATRIX_EVENT = 50_000
"""Bytes of a message; a whole event may have 65,536."""
VISIBILITIES = ("public", "unlisted", "private", "direct")
_MENTION = lazy(r"(?<![=/\w])@(?=\w)")
_LINK = lazy(r"https?://\S+")


# --- Slack --------------------------------------------------------------------------------------


def show_slack(digest: Digest, _: Environment) -> str:
    """Return the body of the request to an incoming webhook."""
    return json.dumps(_slack(digest), ensure_ascii=False, indent=2) + "\n"


def send_slack(digest: Digest, environment: Environment, _: str, transport: Transport) -> None:
    """Post to an incoming webhook."""
    message = _as_json(address(environment, SLACK_WEBHOOK), _slack(digest))
    request(message, transport, is_repeatable=False)


def _slack(digest: Digest) -> dict[str, Any]:
    fitting = cut(digest, _fits_slack)
    header = digest.headline[:SLACK_HEADER]
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": header, "emoji": False}},
        *({"type": "section", "text": _in_slack(text)} for text in _slack_texts(fitting)),
    ]
    return {"text": _slack_escaped(digest.headline), "blocks": blocks, "unfurl_links": False}


def _in_slack(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


def _fits_slack(digest: Digest) -> bool:
    found = _slack_texts(digest)
    return len(found) < SLACK_BLOCKS and all(len(text) <= SLACK_SECTION for text in found)


def _slack_texts(digest: Digest) -> list[str]:
    """Return the texts of the sections; one that is full continues in the next."""
    found = []
    for section in digest.sections:
        found.append(f"*{_slack_escaped(section.heading)}*")
        for entry in section.entries:
            link = f"<{_slack_escaped(entry.url).replace('|', '%7C')}|"
            item = f"• {link}{_slack_escaped(texts.title(entry, digest.words))}>"
            item = f"\n{item}\n    {_slack_escaped(wording.facts(entry.talk, digest.words))}"
            if len(found[-1]) + len(item) > SLACK_SECTION:
                found.append(item[1:])
            else:
                found[-1] += item
    return [*found, _slack_escaped(texts.ending(digest))]


def _slack_escaped(text: str) -> str:
    """Escape what Slack gives a meaning, among them <!channel>, which notifies everybody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- Discord ------------------------------------------------------------------------------------


def show_discord(digest: Digest, _: Environment) -> str:
    """Return the body of the request to a webhook."""
    return json.dumps(_discord(digest), ensure_ascii=False, indent=2) + "\n"


def send_discord(digest: Digest, environment: Environment, _: str, transport: Transport) -> None:
    """Post to a webhook, and wait until the message is there."""
    target = address(environment, DISCORD_WEBHOOK)
    message = _as_json(f"{target}{'&' if '?' in target else '?'}wait=true", _discord(digest))
    request(message, transport, is_repeatable=False)


def _discord(digest: Digest) -> dict[str, Any]:
    fitting = cut(digest, _fits_discord)
    end = texts.in_markdown(texts.closing(fitting))
    return {
        "content": f"**{texts.in_markdown(digest.headline)}**\n{end}<{digest.feed.home}>",
        "embeds": _embeds(fitting),
        "allowed_mentions": {"parse": []},
    }


def _embeds(digest: Digest) -> list[dict[str, str]]:
    return [
        {
            "title": section.heading[:DISCORD_TITLE],
            "description": "\n".join(texts.markdown_items(section.entries, digest.words)),
        }
        for section in digest.sections
    ]


def _fits_discord(digest: Digest) -> bool:
    embeds = _embeds(digest)
    sizes = [len(embed["description"].encode("utf-16-le")) // 2 for embed in embeds]
    whole = sum(sizes) + sum(len(embed["title"]) for embed in embeds)
    return whole <= DISCORD_EMBEDS and all(size <= DISCORD_DESCRIPTION for size in sizes)


# --- Mastodon -----------------------------------------------------------------------------------


def show_mastodon(digest: Digest, _: Environment) -> str:
    """Return the text of the status, within the usual limit."""
    return _mastodon(digest, MASTODON_STATUS) + "\n"


def send_mastodon(digest: Digest, environment: Environment, key: str, transport: Transport) -> None:
    """Post a status, as long as the instance allows."""
    base = address(environment, MASTODON_URL).rstrip("/")
    visibility = environment.get(MASTODON_VISIBILITY) or VISIBILITIES[0]
    if visibility not in VISIBILITIES:
        message = f"{MASTODON_VISIBILITY} is none of: {', '.join(VISIBILITIES)}"
        raise WrongUsage(message)
    status = {
        "status": _mastodon(digest, _most_characters(base, transport)),
        "visibility": visibility,
        "language": digest.feed.language.partition("-")[0],
    }
    secret = {**_bearer(environment[MASTODON_TOKEN]), "idempotency-key": key}
    request(_as_json(f"{base}/api/v1/statuses", status, secret), transport, is_repeatable=True)


def _mastodon(digest: Digest, most: int) -> str:
    return _status(cut(digest, lambda shorter: _weight(_status(shorter)) <= most))


def _status(digest: Digest) -> str:
    """Return a text that mentions nobody: a word joiner follows each @."""
    return _MENTION.sub("@\u2060", texts.short(digest))


def _weight(text: str) -> int:
    """Count characters; Mastodon counts each address as 23, other software as what it has."""
    links = _LINK.findall(text)
    return len(text) + sum(max(0, MASTODON_LINK - len(link)) for link in links)


def _most_characters(base: str, transport: Transport) -> int:
    """Ask the instance how long a status may be."""
    try:
        answer = send(Message("GET", f"{base}/api/v2/instance", {}), transport.options)
        most = json.loads(answer.content)["configuration"]["statuses"]["max_characters"]
    except (Rejected, ValueError, KeyError, TypeError):
        return MASTODON_STATUS
    return most if isinstance(most, int) and most > 0 else MASTODON_STATUS


# --- Matrix -------------------------------------------------------------------------------------


def show_matrix(digest: Digest, _: Environment) -> str:
    """Return the content of the event."""
    return json.dumps(_matrix(digest), ensure_ascii=False, indent=2) + "\n"


def send_matrix(digest: Digest, environment: Environment, key: str, transport: Transport) -> None:
    """Send a message to a room, with the key as transaction id."""
    base = address(environment, MATRIX_URL).rstrip("/")
    room = environment[MATRIX_ROOM]
    if not re.fullmatch(r"![^\s/]+", room):
        message = f"{MATRIX_ROOM} is not the id of a room, which begins with '!'"
        raise WrongUsage(message)
    target = f"{base}/_matrix/client/v3/rooms/{quote(room, safe='')}/send/m.room.message/{key}"
    event = _as_json(target, _matrix(digest), _bearer(environment[MATRIX_TOKEN]))
    request(event._replace(method="PUT"), transport, is_repeatable=True)


def _matrix(digest: Digest) -> dict[str, Any]:
    return _event(cut(digest, lambda shorter: len(_encoded(_event(shorter))) <= MATRIX_EVENT))


def _event(digest: Digest) -> dict[str, Any]:
    return {
        "msgtype": "m.text",
        "body": texts.plain(digest),
        "format": "org.matrix.custom.html",
        "formatted_body": texts.html_body(digest),
        "m.mentions": {},
    }


# --- requests -----------------------------------------------------------------------------------


def _as_json(target: str, content: object, headers: Mapping[str, str] | None = None) -> Message:
    fields = {"content-type": "application/json", **(headers or {})}
    return Message("POST", target, fields, _encoded(content))


def _encoded(content: object) -> bytes:
    return json.dumps(content).encode()


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
