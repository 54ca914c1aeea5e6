"""A link of a page → its role: slides, a recording, code, a person, an event.

The label of a link takes precedence over its host, and that over the suffix of its path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from talkfeed.errors import Rejected
from talkfeed.importers.common.link_sites import kind_by_host, kind_by_suffix
from talkfeed.importers.page.vocabulary import eventness
from talkfeed.model.linkkinds import KINDS
from talkfeed.named_tuple import NamedTuple
from talkfeed.records.word_lists import word_lists
from talkfeed.text import join, line, split, url

if TYPE_CHECKING:
    from talkfeed.importers.page.line import Line, Span

_OF_TALK = word_lists("parts", "talkfeed.importers.page")["of-talk"]
_LABEL = re.compile(
    r"(?:html |pdf |ppt |video |google |talk |the |my |our |see |view |get |download |full "
    r"|watch |(?:watch|view|see) on |(?:ver|voir|regarder|vedi|guarda|ansehen|assistir|bekijk)"
    r"(?: (?:en|em|sur|su|auf|op|no))? |link to |here:? ?|read |open |all )*(?:"
    + "|".join(f"(?P<{row.field}>{row.labels})" for row in KINDS if row.labels)
    + r"|(?P<file>pdf|ps(?:\.gz)?|html?|link|here|download|x|✓|✔|📄|📺|🎥|🎬|▶️?|🔗"
    r"|[\[(]?\d[\])]?))"
    r"(?: ?(?:and|&|\+|/) ?(?:slides|video|code|recording|audio))?"
    rf"(?: ?(?:[-–:(\[\uff08] ?)?(?:{_OF_TALK}|(?:html|pdf)形式"
    r"|pdf|ps|odp|link|here|online|html|pptx?|en|de"
    r"|fr|es|ru|(?:part ?)?\d+(?!\d)|on (?:youtube|vimeo|github|slideshare|speaker ?deck)"
    r"|youtube|vimeo|english|german"
    r"|coming soon|mp4|key|\d+ ?mb|file|files|download|web|available|version|recording|repo"
    r"|archive|only|google|french|spanish)[)\]\uff09]?)*[\s↗→»:.!]*",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"^[^\w✓✔📄📺🎥🎬▶🔗]+|[^\w✓✔📄📺🎥🎬▶🔗)\]]+$")
_ICONS = tuple((row.field, re.compile(row.icons, re.IGNORECASE)) for row in KINDS if row.icons)
_PATHS = tuple((row.field, re.compile(row.paths, re.IGNORECASE)) for row in KINDS if row.paths)
_PROFILES = re.compile(
    r"(?:^|\.)(?:twitter\.com|x\.com|linkedin\.com|mastodon\.[\w.]{1,253}|fosstodon\.org|orcid\.org"
    r"|scholar\.google\.[\w.]{1,253}|instagram\.com|bsky\.app|hachyderm\.io)$"
)
_PEOPLE = frozenset(
    ("author", "authors", "people", "person", "speaker", "speakers", "team", "staff")
)
_MEDIA_PATH = re.compile(
    r"/(?:watch|embed/|v/|video|videos/|live/|shorts/|playlist|presentations/|\d)"
)


class Link(NamedTuple):
    """The address, label and role of a link, "" if the role is unknown."""

    address: str
    label: str
    role: str


def role_of(label: str, address: str) -> str:
    """Return the role of a link by its label, "" if that is a title or a name."""
    words = _DECORATION.sub("", line(label)).strip()
    match = _LABEL.fullmatch(words) if len(words) <= 40 else None  # noqa: PLR2004 (longer: a title)
    if match is None:
        return "" if words else role_by_address(address) or "links"
    role = match.lastgroup or "file"
    if role == "file":
        return role_by_address(address) or (
            "slides" if match["file"].lower() in {"pdf", "ps"} else "url"
        )
    return role


REPEATED = "repeated:"
"""Before the role of a link, in its label: its words are the same beside other files."""


def role_in(row: Line, span: Span) -> str:
    """Return the role of a link in a row by its words, "" if these are a title or a name."""
    if span.label.startswith(REPEATED):
        return span.label.removeprefix(REPEATED) or "links"
    text = row.text[span.start : span.end].strip()
    words = text.strip("[]() \n")
    if not words:
        return role_of_icon(span.label, span.value)
    is_aside = text[0] in "([" and text[-1] in ")]" and eventness(words) == 0
    return role_of(words, span.value) or ("links" if is_aside else "")


def role_of_icon(names: str, address: str) -> str:
    """Return the role of a link without text by its classes and its address."""
    named = role_of(names, address) if names.strip() else ""
    icon = next((role for role, words in _ICONS if words.search(names)), "")
    return named or icon or role_by_address(address) or "links"


def role_by_address(address: str) -> str:
    """Return the role of an address by its host, suffix and path, "" if unknown."""
    parts = split(address)
    host = (parts.hostname or "").lower()
    path = parts.path.lower()
    suffix = path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
    if kind := kind_by_host(host):
        return kind
    if kind := kind_by_suffix(suffix):
        return "paper" if kind == "slides" and "paper" in path else kind
    return next((role for role, words in _PATHS if words.search(path)), "")


def is_profile(address: str) -> bool:
    """Return whether an address is likely the profile of a person."""
    parts = split(address)
    host = (parts.hostname or "").lower()
    steps = [step for step in parts.path.split("/") if step]
    if host.removeprefix("www.") == "github.com":
        return len(steps) == 1
    if len(steps) > 1 and steps[-2].lower() in _PEOPLE:
        return True
    return bool(_PROFILES.search(host)) and len(steps) <= 2  # noqa: PLR2004 (in/name)


def watchable(address: str) -> str:
    """Return the address of a page for that of a player made to be embedded."""
    parts = split(address)
    host = (parts.hostname or "").lower().removeprefix("www.")
    query = parse_qs(parts.query)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if host in {"youtube.com", "youtube-nocookie.com"} and "/embed/" in parts.path:
        if last == "videoseries" and "list" in query:
            return f"https://www.youtube.com/playlist?list={query['list'][0]}"
        start = query.get("start", [""])[0]
        return f"https://www.youtube.com/watch?v={last}" + (f"&t={start}" if start else "")
    if host == "player.vimeo.com":
        return f"https://vimeo.com/{last}"
    return address


def same_address(address: str) -> str:
    """Return a key for addresses of the same thing: the id of a video, else all but the scheme."""
    match = _VIDEO.search(address)
    if match:
        return match[1]
    return re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")


_VIDEO = re.compile(r"(?:youtube\.com/watch\?(?:.*&)?v=|youtu\.be/|youtube\.com/live/)([\w-]{11})")


def absolute(href: str, base: str) -> str:
    """Resolve and validate an address; "" if it is invalid.

    An address without its scheme, as "//host/path", is one of https.
    """
    href = href.strip()
    try:
        whole = join(base, href) if base else href
        whole = f"https:{whole}" if whole.startswith("//") else whole
        return url(watchable(whole))
    except Rejected:
        return ""
