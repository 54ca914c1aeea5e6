"""Headings and asides → the part of a page they name, the kind of talk, the page's own lines."""

from __future__ import annotations

import re

from talkfeed.importers.page.vocabulary import titleness

_LONGEST_KIND, _LONGEST_PART = 60, 80
_HEADING_WORDS, _FEW_WORDS = 8, 3
_TITLED = 0.45
_KIND_WORDS = (
    *("invited", "contributed", "plenary", "keynote", "short", "long", "full", "public", "panel"),
    *("guest", "opening", "closing", "lightning", "technical", "virtual", "remote", "online"),
    *("in-person", "recorded", "conference", "featured", "tech", "research", "departmental"),
    *("half-day", "full-day", "hour", "hours", "hr", "min", "mins", "minute", "minutes", "m", "h"),
    *("x", "with", "and", "co-", "joint", "hands-on", "selected", "upcoming", "accepted", r"\("),
    *(r"\)", "a", "an", "in", "the", "to", "be", "first", "poster"),
    r"h?\d+(?:\.\d+)?(?:h(?![a-z]))?",
)
# The longest word that fits is taken, and never another, so that there is one way to read a text.
_KIND = re.compile(
    rf"(?:(?>{'|'.join(sorted(_KIND_WORDS, key=len, reverse=True))}) ?[-&/]?)*"
    r"(?:talks?|keynotes?|workshops?|presentations?|tutorials?|lectures?|seminars?|panels?|panel"
    r" (?:discussion|member|moderator)|panelist|panellist|moderator|speaker|webinars?"
    r"|lightning|plenary"
    r"|invited|posters?|demos?|online|remote|remotely|virtual|virtually|hybrid|in-person|sessions?"
    r"|podcasts?|interviews?|bof|min|minutes|hours?|q&a|slides?|video|videos|recordings?|english"
    r"|german|french|spanish|in english|cancelled|canceled|upcoming|past|no recording|not recorded"
    r"|coming soon|tba|tbd|recording tba|soon|n/a|none|private|internal|sold out|-|joint work"
    r"|solo|contributed|co-presented|co-speaker|host|organi[sz]er|discussion|discussant|chair)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:all|my|our|the|some|a|of|list|past|previous|upcoming|future|recent|earlier|older"
    r"|recorded"
    r"|selected|invited|public|contributed|conference|conferences|technical|tech|academic"
    r"|international"
    r"|national|local|featured|other|scientific|more|next|archive|archived|talk|plenary|oral"
    r"|and|&|/|,|-|–|speaking|video|videos|slides?|meetups?|research|seminar|keynote|online"
    r"|department"
    r"|departmental|in|i've|i|have|given|gave|popular|outreach|general|press|media|webinar|guest"
    r"|standalone|english|french|german|spanish|dump|poster|posters|user|group|community) )*"
    r"(?:talks?|presentations?|speaking(?: (?:engagements?|events?|history|schedule))?|keynotes?"
    r"|workshops?|lectures?|seminars?|videos?|slides?|slide decks?|conferences?|tutorials?|panels?"
    r"|panel discussions|webinars?|podcasts?|podcast appearances|interviews?|appearances"
    r"|engagements?"
    r"|events?|meetups?|upcoming|past|previous|future|archive|recordings?|livestreams?|plenary"
    r"|screencasts?|lightning|colloquia|courses?|training|trainings|series|selected|featured"
    r"|standalone"
    r"|posters?|given|vorträge|vortrag|conférences|exposés|présentations|charlas|ponencias"
    r"|palestras"
    r"|contributed|invited|speeches|highlights|recent|media|other|misc(?:ellaneous)?)"
    r"(?: \(?(?:and|&|/|given|so far|in|at|by|to|from|i|have|schedule|archive|list|selection"
    r"|here|me"
    r"|slides|videos?|talks|workshops|presentations|panels|events|podcasts|recordings|seminars|dump"
    r"|interviews|selected|past|upcoming|meetups|conferences|tutorials|keynotes|academic"
    r"|lectures)\)?,?)*[:.]?",
    re.IGNORECASE,
)
_NO_TALKS = re.compile(
    r"\b(?:publications?|papers?|articles?|blog|posts?|contact|bio(?:graphy)?|about(?: me)?"
    r"|education"
    r"|teaching|awards?|grants?|honou?rs|service|committees?|reviewing|projects?|software|skills"
    r"|experience|employment|proposals?|ideas|topics?|abstracts submitted|rejected|open slots?"
    r"|call for|how to|code of conduct|sponsors?|subscribe|newsletter|categories|tags|recent posts"
    r"|archives?|follow|links|navigation|menu|search|share|comments?|references|resources|books?"
    r"|testimonials?|feedback|headshots?|photos?|speaker (?:bio|info|rider|kit)|book me|hire"
    r"|students"
    r"|supervision|memberships?|patents?|theses|thesis|language|licen[cs]e|related|see also"
    r"|recommended"
    r"|i (?:can|could|like to) (?:talk|speak)|available|requirements|travel|availability|faq"
    r"|privacy"
    r"|invite|connect|information|organi[sz](?:ed|er|ing)|attended|attending|press kit|legal"
    r"|disclaimer|imprint|impressum"
    r"|table of contents|contents|elsewhere|social|connect with|get in touch|accessibility)\b",
    re.IGNORECASE,
)


def is_kind(text: str) -> bool:
    """Tell whether a text only says what kind of talk it was: "invited talk", "30 min", "TBA"."""
    bare = text.strip(" .,:;*_-–—|()[]/").strip()
    return not bare or (
        len(bare) < _LONGEST_KIND and bool(_KIND.fullmatch(bare) or _ENDS_KIND.fullmatch(bare))
    )


_ENDS_KIND = re.compile(
    r"(?:an? |the |my )?(?:invited|contributed|guest|plenary|keynote|research|public"
    r"|departmental)\b[\w &/-]*"
    r"\b(?:talk|seminar|lecture|speaker|presentation|address|poster|keynote)(?: (?:speaker"
    r"|talk|series))?",
    re.IGNORECASE,
)


def is_part(text: str) -> bool:
    """Tell whether a heading names a part of a page that holds talks, such as "Past talks"."""
    bare = _LABELS.sub("", text).strip(" :.#*▒=-–—|").strip()
    return not bare or (
        len(bare) < _LONGEST_PART and bool(_PART.fullmatch(bare) or _ENDS_PART.fullmatch(bare))
    )


_ENDS_PART = re.compile(
    r"(?:[\w&/-]+ ){0,5}(?:talks|presentations|seminars|lectures|keynotes|workshops|slides"
    r"|videos|engagements|appearances|gigs)",
    re.IGNORECASE,
)


_LABELS = re.compile(r"[(\[][^)\]\n]{0,200}[)\]]|\b(?:19|20)\d\d\b|[–-](?=\s*$)")


_NEVER = re.compile(
    r"\b(?:hire|book|invite|contact|about) (?:me|us)\b|code of conduct|what (?:you"
    r"|to) (?:can )?expect"
    r"|\bfees?\b|speaker (?:kit|rider)|open slots?|call for (?:papers|proposals|speakers)"
    r"|proposals?\b"
    r"|submit a talk|how to (?:reach|contact|get|join)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:(?:written |posted )?by\s(?!.*\bat\b)|©|\(c\)|copyright\b|(?:last "
    r"|page )?(?:updated?|modified)\b|powered by|built (?:with|by)"
    r"|(?:original )?(?:template|theme|design)|current update|website|site (?:by|design)"
    r"|made with|all rights"
    r"|back to|next page|previous page|read more|click here|tags?:|posted (?:on|by)|filed under"
    r"|subscribe|follow me|photo (?:by|credit)|image (?:by|credit)|skip to|home$)",
    re.IGNORECASE,
)


def is_furniture(text: str) -> bool:
    """Tell whether a line belongs to the page itself, such as who designed it."""
    return bool(_FURNITURE.match(text))


_TALKS = re.compile(
    r"\b(?:talks|presentations|speaking|keynotes|lectures|seminars|palestras|charlas|vorträge"
    r"|exposés"
    r"|ponencias|conférences|vortraege)\b",
    re.IGNORECASE,
)


def says_talks(text: str) -> bool:
    """Tell whether a text speaks of talks, in the plural."""
    return bool(_TALKS.search(text))


def names_talks(text: str) -> bool:
    """Tell whether a heading names talks beside other things, as "Papers, talks and panels"."""
    is_list = bool(re.search(r",|&|/|\band\b|:$", text)) and titleness(text) < _LISTED
    return is_list and bool(_TALKS.search(text)) and not _NEVER.search(text)


_LISTED = 0.9


def holds_no_talks(text: str) -> bool:
    """Tell whether a heading names a part of a page that holds something else."""
    if _NEVER.search(text):
        return True
    words = len(text.split())
    if words > _HEADING_WORDS or not _NO_TALKS.search(text):
        return False
    return words <= _FEW_WORDS or titleness(text) < _TITLED
