"""A link of a page → what it leads to: slides, a recording, code, a person, an event.

What a link is called says most, then the host, then the suffix of its path.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple
from talkfeed.text import join, line, split, url

ROLES = ("video", "slides", "audio", "paper", "code", "url", "links")

_LABELS = (
    (
        "slides",
        (
            r"slides?(?: ?decks?)?|(?:slide )?decks?|folien|presentation|präsentation|diapos?"
            r"|diapositivas|transparents|keynote file|speaker ?deck|slideshare|prezi"
            r"|google slides|ppt(?:x)?|powerpoint|notist|handout|presentation slides"
            r"|slideshow|lightning talk slides"
        ),
    ),
    (
        "video",
        (
            r"videos?|recordings?|watch|you ?tube|vimeo|film|screencast|aufzeichnung|vidéo"
            r"|vídeo|grabación|replay|vod|livestream|stream|live|talk video|video recording"
            r"|mp4|tv|bilibili"
        ),
    ),
    (
        "audio",
        r"audio|podcast|listen|mp3|soundcloud|episode",
    ),
    (
        "paper",
        r"paper|arxiv|article|proceedings|preprint|manuscript|whitepaper",
    ),
    (
        "code",
        (
            r"code|source|sources|github|gitlab|repo|repository|demos?|source code|samples?"
            r"|code samples?|notebooks?|jupyter notebook|sample code|examples?|gist|codepen"
        ),
    ),
    (
        "url",
        (
            r"website|site|web|link|page|event|details|info|more info|abstract|programme"
            r"|program|schedule|session|talk page|announcement|meetup|more|meetup page"
            r"|event page|info page|home ?page|agenda|invite|registration|conference"
        ),
    ),
    (
        "links",
        (
            r"notes|transcript|blog(?: ?post)?|post|write-?up|interview|poster|photos?"
            r"|pictures?|tweets?|itunes|spotify|q&a|report|bibtex|bib|doi|book|survey"
            r"|resources|references|text|transcription|summary|cheat ?sheet|workbook"
            r"|materials?|worksheet|flyer|review|discussion"
        ),
    ),
)
_LABEL = re.compile(
    r"(?:html |pdf |ppt |video |google |talk |the |my |our |see |view |get |download |full "
    r"|watch |link to |here:? ?|read |open |all )*(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS)
    + r"|(?P<file>pdf|html?|link|here|download|x|✓|✔|📄|📺|🎥|🎬|▶️?|🔗|[\[(]?\d[\])]?))"
    r"(?: ?(?:and|&|\+|/) ?(?:slides|video|code|recording|audio))?"
    r"(?: ?(?:[-–:(\[] ?)?(?:of (?:the|this|my) talk|pdf|link|here|online|html|pptx?|en|de|fr|es"
    r"|ru|(?:part ?)?\d+(?!\d)|on (?:youtube|vimeo|github|slideshare|speaker ?deck)|youtube|vimeo"
    r"|english|german"
    r"|coming soon|mp4|key|\d+ ?mb|file|files|download|web|available|version|recording|repo"
    r"|archive|only|google|french|spanish)[)\]]?)*[\s↗→»:.!]*",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"^[^\w✓✔📄📺🎥🎬▶🔗]+|[^\w✓✔📄📺🎥🎬▶🔗)\]]+$")
_ICONS = (
    ("video", re.compile(r"youtube|vimeo|video|film|play|📺|🎥|🎬|▶", re.IGNORECASE)),
    (
        "slides",
        re.compile(r"slide|presentation|powerpoint|pdf|deck|📄|person-chalk", re.IGNORECASE),
    ),
    ("code", re.compile(r"github|gitlab|code", re.IGNORECASE)),
)
_HOSTS = (
    (
        "video",
        (
            r"youtu\.be|youtube\.com|youtube-nocookie\.com|vimeo\.com|infoq\.com"
            r"|media\.ccc\.de|twitch\.tv|skillsmatter\.com|confreaks\.(?:com|tv)"
            r"|channel9\.msdn\.com|dailymotion\.com|ustream\.tv|parleys\.com|pyvideo\.org"
            r"|bilibili\.com|peertube\.[\w.]{1,253}|videos?\.[\w.-]{1,253}|blip\.tv|viddler\.com"
            r"|egghead\.io|videolectures\.net|livestream\.com|air\.mozilla\.org"
            r"|facebook\.com/watch|replay\.[\w.-]{1,253}|loom\.com|vid\.[\w.-]{1,253}"
            r"|oreilly\.com/library/view"
        ),
    ),
    (
        "slides",
        (
            r"slideshare\.net|speakerdeck\.com|slid\.es|slides\.com|docs\.google\.com"
            r"|prezi\.com|notist\.io|noti\.st|slides\.[\w.-]{1,253}|decks\.[\w.-]{1,253}|talks\.[\w.-]{1,253}"
            r"|canva\.com|gamma\.app|figma\.com|rpubs\.com|haikudeck\.com|sli\.do|pitch\.com"
        ),
    ),
    (
        "audio",
        r"soundcloud\.com|podcasts\.apple\.com|open\.spotify\.com|anchor\.fm",
    ),
    (
        "paper",
        (
            r"arxiv\.org|doi\.org|dl\.acm\.org|link\.springer\.com|ieeexplore\.ieee\.org"
            r"|openreview\.net|portal\.acm\.org|eprint\.iacr\.org|hal\.science"
        ),
    ),
    (
        "code",
        (
            r"github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gist\.github\.com"
            r"|codepen\.io|sr\.ht|kaggle\.com|colab\.research\.google\.com"
        ),
    ),
)
_HOST = tuple((role, re.compile(rf"(?:^|\.)(?:{hosts})$")) for role, hosts in _HOSTS)
_SUFFIXES = {
    **dict.fromkeys(("pdf", "ppt", "pptx", "key", "odp", "pps", "ppsx"), "slides"),
    **dict.fromkeys(("mp4", "webm", "mov", "ogv", "avi", "m4v", "mkv", "wmv"), "video"),
    **dict.fromkeys(("mp3", "ogg", "m4a", "oga", "opus", "wav"), "audio"),
    **dict.fromkeys(("zip", "ipynb", "py", "r", "tgz", "gz"), "code"),
}
_PATHS = (
    ("slides", re.compile(r"slides?|deck|presentation|prez|/talks?/|folien|reveal", re.IGNORECASE)),
    ("paper", re.compile(r"paper", re.IGNORECASE)),
)
_PROFILES = re.compile(
    r"(?:^|\.)(?:twitter\.com|x\.com|linkedin\.com|mastodon\.[\w.]{1,253}|fosstodon\.org|orcid\.org"
    r"|scholar\.google\.[\w.]{1,253}|instagram\.com|bsky\.app|hachyderm\.io)$"
)
_MEDIA_PATH = re.compile(
    r"/(?:watch|embed/|v/|video|videos/|live/|shorts/|playlist|presentations/|\d)"
)


class Link(NamedTuple):
    """Where a link leads, what it is called, and its role; "" where only its words tell."""

    address: str
    label: str
    role: str


def role_of(label: str, address: str) -> str:
    """Say what a link is by its words, "" where they are no role but a title or a name."""
    words = _DECORATION.sub("", line(label)).strip()
    match = _LABEL.fullmatch(words) if len(words) <= 40 else None  # noqa: PLR2004 (longer: a title)
    if match is None:
        return "" if words else role_by_address(address) or "links"
    role = match.lastgroup or "file"
    if role == "file":
        return role_by_address(address) or ("slides" if match["file"].lower() == "pdf" else "url")
    return role


def role_of_icon(names: str, address: str) -> str:
    """Say what a link without words is, by its classes and its address."""
    named = role_of(names, address) if names.strip() else ""
    icon = next((role for role, words in _ICONS if words.search(names)), "")
    return named or icon or role_by_address(address) or "links"


def role_by_address(address: str) -> str:
    """Say what an address leads to by its host, its suffix and its path, "" if they do not tell."""
    parts = split(address)
    host = (parts.hostname or "").lower()
    path = parts.path.lower()
    suffix = path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
    for role, hosts in _HOST:
        if hosts.search(host) and (role != "slides" or not host.startswith("talks.")):
            return role
    if suffix in _SUFFIXES:
        is_paper = _SUFFIXES[suffix] == "slides" and "paper" in path
        return "paper" if is_paper else _SUFFIXES[suffix]
    return next((role for role, words in _PATHS if words.search(path)), "")


def is_profile(address: str) -> bool:
    """Tell whether an address is likely a person's."""
    parts = split(address)
    host = (parts.hostname or "").lower()
    steps = [step for step in parts.path.split("/") if step]
    if host.removeprefix("www.") == "github.com":
        return len(steps) == 1
    return bool(_PROFILES.search(host)) and len(steps) <= 2  # noqa: PLR2004 (in/name)


def watchable(address: str) -> str:
    """Give the address of a page for that of a player made to be embedded."""
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
    """Give what two addresses of the same thing share: the video they show, or all but scheme."""
    match = _VIDEO.search(address)
    if match:
        return match[1]
    return re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")


_VIDEO = re.compile(r"(?:youtube\.com/watch\?(?:.*&)?v=|youtu\.be/|youtube\.com/live/)([\w-]{11})")


def absolute(href: str, base: str) -> str:
    """Resolve an address and pass it through the gate; "" where it cannot be linked.

    An address without its scheme, as "//host/path", is one of https.
    """
    href = href.strip()
    try:
        whole = join(base, href) if base else href
        whole = f"https:{whole}" if whole.startswith("//") else whole
        return url(watchable(whole))
    except Rejected:
        return ""
